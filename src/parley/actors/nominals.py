"""Common nouns that act: what they are by composition with the adjectives, names and nouns around them.

Nothing is invented: a sector or country comes from a word of the phrase, or there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from parley.actors import meant
from parley.actors.coreference import load
from parley.actors.drafts import lapse
from parley.actors.found import Found, case_of, words
from parley.actors.lexicon import Noun
from parley.actors.phrases import Made, Scene, after, before, country_of, left_edge, noun_at
from parley.language.document import Document
from parley.records import MentionKind

_DEFINITE = frozenset({"the", "these", "those", "this", "that", "both", "his", "her", "their", "its"})
_DEMONSTRATIVE = frozenset(
    {"the", "these", "those", "this", "that", "both", "two", "three", "warring", "militant", "same"}
)
_REGIONS = frozenset(
    {
        "european",
        "african",
        "asian",
        "arab",
        "western",
        "gulf",
        "world",
        "latin",
        "international",
        "foreign",
        "allied",
        "multinational",
    }
)
"""Words that make an official of some government, though not of one: "European leaders"."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
"""Numbered units: "the 3rd Special Forces Group"."""
_SENT = frozenset(
    {"ambassador", "envoy", "representative", "delegate", "permanent representative", "mission"}
)
"""Whom a state sends to a body of states."""
_LETTERS = re.compile(r"[A-Z]{2,}s")
"""Plurals of letters: "MPs"."""
_PARTIES = _DEMONSTRATIVE | {
    "all",
    "relevant",
    "conflicting",
    "opposing",
    "other",
    "various",
    "concerned",
    "four",
}
_COUNTS = frozenset(
    {"one", "some", "two", "three", "several", "many", "most", "none", "dozens", "hundreds", "both"}
)


def find(scene: Scene) -> Iterator[Found]:
    """Nominal mentions, in order of their heads."""
    document = scene.document
    for token, upos in enumerate(document.upos):
        if token in scene.names:
            continue
        if upos in ("NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON", "VERB"):
            made = _at(scene, token, upos)
            if made is not None:
                yield made


def _at(scene: Scene, token: int, upos: str) -> Found | None:
    document = scene.document
    word, relation = document.words[token].lower(), document.deps[token]
    if word in _COUNTS and (upos in ("NUM", "DET", "PRON", "ADJ") or word in ("dozens", "hundreds")):
        return _counted(scene, token)
    people = _people(scene, token)
    if people is not None:
        return people
    if upos in ("NUM", "DET", "PRON") or relation in ("flat", "fixed"):
        return None
    if upos == "VERB" and relation.partition(":")[0] not in ("nsubj", "obl", "obj", "nmod"):
        return None
    if upos == "ADJ" and relation.partition(":")[0] not in ("nsubj", "obl", "obj", "nmod", "conj", "appos"):
        return None
    start = left_edge(document, token)
    noun = noun_at(scene.lexicon, document, token, start)
    if noun is None or noun.title or noun.kind == "none" or (upos in ("ADJ", "VERB") and not noun.role):
        return None
    if relation in ("compound", "amod") and not _modifies_nothing(scene, token):
        return None
    if meant.no_actor(scene, noun, token, start) or (noun.role and meant.post(document, token, start)):
        return None
    return compose(scene, noun, token, start)


FORMER = frozenset({"former", "ex", "retired", "ousted", "deposed", "onetime", "erstwhile"})


def _described(scene: Scene, start: int, token: int) -> bool:
    """Whether words before "parties" make them political ones: "opposition parties", and not "the Ornian parties"."""
    words_, demonyms = scene.document.words, scene.gazetteer.demonyms
    whose = words_[start].lower() == "the"
    said = {w.lower() for w in words_[start:token] if not (whose and w in demonyms)}
    return bool(said - _PARTIES)


_PORTFOLIOS = frozenset(
    [
        "state",
        "defence",
        "defense",
        "war",
        "treasury",
        "interior",
        "labor",
        "labour",
        "energy",
        "commerce",
        "education",
        "agriculture",
        "transportation",
        "health",
        "army",
        "navy",
        "homeland",
        "veterans",
    ]
)


def _portfolio(document: Document, token: int) -> bool:
    """Whether an office of a government follows: "the new secretary of state"."""
    after = [w.lower() for w in document.words[token + 1 : token + 4]]
    return after[:1] == ["of"] and bool(_PORTFOLIOS & set(after[1:2] if after[1:2] != ["the"] else after[2:]))


def _modifies_nothing(scene: Scene, token: int) -> bool:
    """A noun before another that is no actor still acts: "police raid", "army offensive"; but not "peace team"."""
    head = scene.document.heads[token]
    noun = scene.lexicon.nouns.get(scene.document.lemmas[head].lower())
    own = scene.lexicon.nouns.get(scene.document.lemmas[token].lower())
    if scene.document.lemmas[head].lower() in _CRAFT:
        return False
    acting = own is not None and bool(_FORCES & set(own.sectors)) and not own.role
    return noun is None and acting and scene.document.upos[token] != "ADJ" and head not in scene.names


_FORCES = frozenset({"GOV", "MIL", "COP", "SPY", "REB", "PRM", "UAF", "CRM", "OPP", "JUD"})
"""Who acts though standing before another noun."""
_CRAFT = frozenset({"aircraft", "jet", "plane", "helicopter", "drone", "vessel", "ship"})


def compose(scene: Scene, noun: Noun, token: int, start: int) -> Found:
    """A nominal mention with what its phrase says."""
    document = scene.document
    left = before(scene, start, token, noun)
    right, end, parts = after(scene, token, noun)
    if noun.kind == "unknown" and noun.noun in load().kin:
        left = right = Made()  # a rival of the army is no army
    if {"IGO", "IMG"} & set(left.sectors) and right.country and not right.affiliation:
        right = Made()  # "a UN official in Iraq" is no Iraqi
    country = left.country or right.country
    affiliation = left.affiliation or right.affiliation
    singles = [w.lower() for w in document.words[start:token]]
    sectors = noun.sectors or left.sectors or right.sectors
    whole = left.sectors or right.sectors
    if "IMG" in whole and sectors == ("REB",):
        sectors = whole  # "Islamic State terrorists"
    if "IGO" in sectors and left.country and noun.noun in _SENT:
        sectors = ("GOV",)  # "Kenya's UN envoy"
    if (
        noun.noun == "party"
        and document.tags[token] in ("NNS", "NNPS")
        and not _described(scene, start, token)
    ):
        sectors = ()  # "all parties to the conflict"
    if (
        not sectors
        and (country or affiliation or _REGIONS & set(singles))
        and not (affiliation and noun.kind == "person" and right.sectors)
    ):
        lent = left.lent or right.lent
        sectors = lent if noun.default and lent and lent != ("GOV",) else noun.default
        if sectors == ("GOV",) and not lent and _of_a_body(scene, affiliation):
            sectors = ()  # the president of an association that nobody knows
    if sectors in (("SOC",), ("CVL",)) and noun.kind == "person" and {"NGO", "IGO"} & set(right.sectors):
        sectors = right.sectors  # "a campaigner for Orne Relief"
    beside = {scene.names[t].cls for t in range(start, token) if t in scene.names}
    if noun.noun == "delegate" and "person" in beside:
        sectors = ("PTY",)  # of a candidate, to a party's convention
    if noun.noun == "secretary" and not sectors and _portfolio(document, token):
        sectors = ("GOV",)
    if noun.noun in load().kin:
        sectors = noun.sectors or (("CVL",) if noun.default else ())
    if not sectors and not (country or affiliation) and _alone(scene, noun, token, start):
        sectors = scene.lexicon.alone[noun.noun]
    if noun.kind == "person" and FORMER & set(singles) and "current" not in singles:
        sectors = lapse(sectors)
    unit = noun.kind == "organisation" and document.words[token][:1].isupper()
    if not sectors and unit and any(_ORDINAL.fullmatch(w) for w in singles):
        sectors = ("MIL",)
    plural = document.tags[token] in ("NNS", "NNPS") or "Number=Plur" in document.morphs[token]
    plural = plural or bool(_LETTERS.fullmatch(document.words[token]))
    cls = noun.kind
    if cls == "person" and plural:
        cls = "group"
    if cls == "group" and sectors in (("REB",), ("PRM",)):
        cls = "armed"
    first = document.words[start].lower()
    singles = [w for w in singles if w not in scene.lexicon.nouns or not scene.lexicon.nouns[w].title]
    found = Found(
        start=start,
        end=end,
        head=token,
        kind=MentionKind.NOMINAL,
        cls=cls,
        name=words(document, start, end),
        reason="; ".join((f"{noun.noun!r}", *left.why, *right.why)),
        plural=plural,
        gender=noun.gender,
        country=country,
        sectors=sectors,
        affiliation=affiliation,
        role=noun.noun if noun.role and not plural else None,
        noun=noun.noun,
        definite=first in _DEFINITE,
        bare=country is None
        and affiliation is None
        and set(singles) - set(noun.noun.split()) <= _DEMONSTRATIVE
        and end == token + 1
        and not meant.owned(document, token),
        weak=document.deps[token] in ("compound", "amod"),
    )
    if parts and (plural or noun.kind == "person"):
        found.parts = tuple(_part(found, noun, part) for part in parts)
        found.cls = "group"
    return found


def _of_a_body(scene: Scene, affiliation: str | None) -> bool:
    """Whether whom somebody belongs to is a named organisation."""
    return affiliation is not None and any(
        f.cls == "organisation" and f.name == affiliation and not f.candidates for f in scene.names.values()
    )


def _alone(scene: Scene, noun: Noun, token: int, start: int) -> bool:
    """Whether a noun stands without another noun or a name that would say of what: "two officials", not "club officials"."""
    document = scene.document
    if noun.noun not in scene.lexicon.alone or meant.owned(document, token):
        return False
    return all(
        (document.upos[t] in ("DET", "NUM", "ADJ", "ADV", "PUNCT") or document.words[t] in load().kin)
        and t not in scene.names
        for t in range(start, token)
    ) and not any(document.words[t].endswith(("an", "ish")) for t in range(start, token))


def _part(whole: Found, noun: Noun, part: Found) -> Found:
    made = Made(country=country_of(part))
    return replace(
        whole,
        cls="person" if noun.kind == "person" else whole.cls,
        plural=False,
        name=f"{noun.noun} of {part.candidates[0][0].name if part.candidates else part.name}",
        country=made.country,
        sectors=whole.sectors or noun.default,
        affiliation=part.candidates[0][0].name if part.candidates else part.name,
        parts=(),
    )


_WHOLE = ("ese", "ish", "ch", "iss")
"""Endings of adjectives that stand for a whole people after "the": "the French"."""


def _people(scene: Scene, token: int) -> Found | None:
    """Peoples ("Israelis") and adjectives of states, each a mention of its own."""
    document = scene.document
    word = document.words[token]
    if not word[:1].isupper():
        return None
    before = f"{document.words[token - 1]} {word}" if token else word
    code = scene.gazetteer.demonyms.get(before) or scene.gazetteer.demonyms.get(word.replace(".", ""))
    if code is None or " ".join(document.words[token : token + 2]) in scene.gazetteer.demonyms:
        return None  # nobody, or a part of "Greek Cypriots"
    relation = document.deps[token].partition(":")[0]
    if meant.language(scene, token, relation):
        return None
    whole = token > 0 and document.words[token - 1].lower() == "the" and word.endswith(_WHOLE)
    plural = whole or word in scene.gazetteer.people or document.tags[token] in ("NNS", "NNPS")
    start = token - 1 if token and before in scene.gazetteer.demonyms else token
    state = scene.gazetteer.entries[code]
    if (
        relation in ("amod", "compound", "flat", "nummod")
        or (not plural and _listed(scene, token))
        or not (plural or relation in ("nsubj", "obj", "obl", "nmod", "conj", "appos", "root"))
    ):
        return Found(
            start=start, end=token + 1, head=token, kind=MentionKind.NOMINAL, cls="state", name=word,
            reason=f"adjective of {state.name}", candidates=((state, "adjective"),), weak=True,
        )  # fmt: skip
    return Found(
        start=left_edge(document, token), end=token + 1, head=token, kind=MentionKind.NOMINAL,
        cls="group" if plural else "person", name=words(document, left_edge(document, token), token + 1),
        reason=f"people of {state.name}", plural=plural, country=code, sectors=("CVL",), noun=word,
        definite=document.words[left_edge(document, token)].lower() in _DEFINITE,
    )  # fmt: skip


def _listed(scene: Scene, token: int) -> bool:
    """Whether an adjective stands before a noun or in a list of such: "the Karvian, Velmish and Ornian envoys"."""
    document = scene.document
    after = next(
        (t for t in range(token + 1, min(token + 3, len(document))) if document.words[t] not in (",", "and")),
        token,
    )
    if after == token:
        return False
    return document.words[after] in scene.gazetteer.demonyms or (
        after == token + 1 and document.upos[after] == "NOUN"
    )


def _counted(scene: Scene, token: int) -> Found | None:
    """ "one of these officials", "dozens of protesters": some of those whom the inner phrase names."""
    document = scene.document
    for child in document.children[token]:
        if child > token and document.deps[child].startswith("nmod") and case_of(document, child) == "of":
            if child in scene.names:
                return None
            start = left_edge(document, child)
            noun = noun_at(scene.lexicon, document, child, start)
            if noun is None or noun.kind == "none":
                return None
            inner = compose(scene, noun, child, start)
            one = document.words[token].lower() == "one"
            return replace(
                inner,
                start=token,
                head=token,
                name=words(document, token, inner.end),
                plural=not one,
                cls="person" if one and noun.kind in ("person", "group") else inner.cls,
                bare=False,
                definite=False,
            )
    return None
