"""Common nouns that act: what they are by composition with the adjectives, names and nouns around them.

Nothing is invented: a sector or country comes from a word of the phrase, or there is none.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from parley.actors.found import Found, case_of, words
from parley.actors.gazetteer import Gazetteer
from parley.actors.lexicon import Lexicon, Noun
from parley.language.document import Document
from parley.records import MentionKind

_LEFT = frozenset({"det", "amod", "compound", "nummod", "nmod", "punct", "advmod", "acl"})
_BREAKING = frozenset({"ADP", "SCONJ", "AUX", "ADV", "INTJ"})
_OWNING = frozenset({"of", "from", "for", "in"})
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


@dataclass(frozen=True, slots=True)
class Scene:
    """What the composition of a phrase may look at."""

    document: Document
    gazetteer: Gazetteer
    lexicon: Lexicon
    names: Mapping[int, Found]
    """Mentions by name, under each of their tokens."""
    day: datetime.date | None


@dataclass(frozen=True, slots=True)
class Made:
    """What some words say about country, sectors and body."""

    country: str | None = None
    sectors: tuple[str, ...] = ()
    affiliation: str | None = None
    why: tuple[str, ...] = ()
    lent: tuple[str, ...] = ()
    """Sectors of a person, for those who act for that person."""


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
    if _no_actor(scene, noun, token, start):
        return None
    return compose(scene, noun, token, start)


def _no_actor(scene: Scene, noun: Noun, token: int, start: int) -> bool:
    """Whether a word that may name an actor is meant as a thing: "brought to justice", "by force", "shook his head"."""
    document = scene.document
    alone = start == token and document.words[token].islower() and document.tags[token] != "NNS"
    if noun.noun in _THINGS and alone:
        return True
    if noun.noun == "state" and document.tags[token] == "NNS":
        return bool(_CAMPAIGNED & {w.lower() for w in document.words[start:token]})
    if noun.noun != "head" or _owned(document, token) or document.words[token][:1].isupper():
        return False
    before = document.words[token - 1].lower() if token else ""
    return start < token and before not in scene.lexicon.nouns and (token - 1) not in scene.names


_CAMPAIGNED = frozenset({"early", "primary", "battleground", "swing", "red", "blue", "key", "all", "50"})
"""What is said of the parts of a federation on the map of an election."""
_THINGS = frozenset(
    {
        "business",
        "justice",
        "force",
        "principal",
        "power",
        "security",
        "intelligence",
        "labor",
        "labour",
        "state",
    }
)


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


def noun_at(lexicon: Lexicon, document: Document, token: int, start: int) -> Noun | None:
    """The lexicon's noun that ends at `token`, the longest first."""
    lemma = document.lemmas[token].lower()
    keys = (lemma, document.words[token].lower())
    for size in (2, 1):
        if token - size >= start:
            before = " ".join(w.lower() for w in document.words[token - size : token])
            for key in keys:
                found = lexicon.nouns.get(f"{before} {key}")
                if found is not None:
                    return found
    for key in (*keys, keys[1].removesuffix("s")):
        found = lexicon.nouns.get(key)
        if found is not None:
            return found
    return None


def left_edge(document: Document, token: int) -> int:
    """First token of what stands before a noun inside its phrase."""
    start = token
    for child in document.children[token]:
        relation = document.deps[child].partition(":")[0]
        if child < start and relation in _LEFT and token - child <= 10:
            first = document.edges(child)[0]
            if token - first <= 10 and document.deps[child] != "nmod:tmod":
                start = min(start, first)
    for before in range(token - 1, start - 1, -1):
        if document.upos[before] in _BREAKING or document.words[before] in (",", "(", "“", '"', ":", ";"):
            return before + 1
    while start < token and document.upos[start] in ("PUNCT", "CCONJ", "PART"):
        start += 1
    return start


def compose(scene: Scene, noun: Noun, token: int, start: int) -> Found:
    """A nominal mention with what its phrase says."""
    document = scene.document
    left = _left(scene, start, token, noun)
    right, end, parts = _right(scene, token, noun)
    country = left.country or right.country
    affiliation = left.affiliation or right.affiliation
    singles = [w.lower() for w in document.words[start:token]]
    sectors = noun.sectors or left.sectors or right.sectors
    if noun.noun == "party" and document.tags[token] in ("NNS", "NNPS") and not set(singles) - _PARTIES:
        sectors = ()  # "all parties to the conflict"
    if (
        not sectors
        and (country or affiliation or _REGIONS & set(singles))
        and not (affiliation and noun.kind == "person" and right.sectors)
    ):
        sectors = (noun.default and (left.lent or right.lent)) or noun.default
    unit = noun.kind == "organisation" and document.words[token][:1].isupper()
    if not sectors and unit and any(_ORDINAL.fullmatch(w) for w in singles):
        sectors = ("MIL",)
    plural = document.tags[token] in ("NNS", "NNPS") or "Number=Plur" in document.morphs[token]
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
        and not _owned(document, token),
        weak=document.deps[token] in ("compound", "amod"),
    )
    if parts and (plural or noun.kind == "person"):
        found.parts = tuple(_part(found, noun, part) for part in parts)
        found.cls = "group"
    return found


def _owned(document: Document, token: int) -> bool:
    """Whether an "of" phrase follows: "the president of that country"."""
    after = (c for c in document.children[token] if c > token and document.deps[c].startswith("nmod"))
    return any(case_of(document, c) == "of" for c in after)


def _part(whole: Found, noun: Noun, part: Found) -> Found:
    made = Made(country=_country(part))
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


def _country(found: Found) -> str | None:
    if found.candidates:
        return found.candidates[0][0].roles[-1].country
    return found.country


def _body(scene: Scene, found: Found) -> Made:
    """What a name inside a phrase gives to the phrase."""
    if not found.candidates:
        if found.cls == "person":
            return Made(affiliation=found.name)
        return Made(found.country, found.sectors, found.name, (f"of {found.name}",))
    entry = found.candidates[0][0]
    role, held = entry.role(scene.day)
    if entry.kind == "state":
        return Made(role.country, (), None, (f"country from {found.name!r}",))
    if entry.kind == "person":
        lent = role.sectors if held else ()
        return Made(role.country, (), entry.name, (f"of {entry.name}",), lent)
    return Made(role.country, role.sectors, entry.name, (f"of {entry.name}",))


def _left(scene: Scene, start: int, token: int, noun: Noun) -> Made:
    document, gazetteer = scene.document, scene.gazetteer
    country: str | None = None
    sectors: tuple[str, ...] = ()
    affiliation: str | None = None
    lent: tuple[str, ...] = ()
    why: list[str] = []
    position = start
    span = noun.noun.count(" ")
    while position < token:
        name = scene.names.get(position)
        word = document.words[position]
        against = word.lower().startswith(("anti-", "counter-"))
        if name is not None and (against or _against(document, position)):
            position = max(name.end, position + 1)
            continue
        if name is not None:
            made = _body(scene, name)
            country = country or made.country
            sectors = sectors or made.sectors
            affiliation = affiliation or made.affiliation
            lent = lent or made.lent
            why.extend(made.why)
            position = max(name.end, position + 1)
            continue
        pair = f"{word} {document.words[position + 1]}" if position + 1 < token else word
        code = gazetteer.demonyms.get(pair) or gazetteer.demonyms.get(word.replace(".", ""))
        if code is None and noun.noun not in _ABROAD:
            code = gazetteer.areas.get(pair) or gazetteer.areas.get(word)
        if code is not None and word[:1].isupper():
            country = country or code
            why.append(f"country from {word!r}")
        elif position < token - span:
            lower = document.lemmas[position].lower()
            extra = scene.lexicon.modifiers.get(lower) or scene.lexicon.modifiers.get(word.lower())
            if extra:
                sectors = sectors or extra
                why.append(f"sector from {word!r}")
        position += 1
    return Made(country, sectors, affiliation, tuple(why), lent)


def _beside(scene: Scene, token: int) -> Iterator[int]:
    """The head of a name right after "of", wherever the parse hangs it: "the Government of Iraq's gains"."""
    document = scene.document
    start = token + 2
    if document.words[token + 1 : start] == ["of"]:
        start += document.words[start : start + 1] == ["the"]
        if start in scene.names:
            yield scene.names[start].head


def _against(document: Document, token: int) -> bool:
    """Whether "anti" or "counter" stands before a name: "the counter-ISIL coalition"."""
    before = token - 1 - (token > 1 and document.words[token - 1] in ("-", "‐"))
    return before >= 0 and document.words[before].lower() in ("anti", "counter")


def _right(scene: Scene, token: int, noun: Noun) -> tuple[Made, int, tuple[Found, ...]]:
    """What an "of", "from" or "for" phrase after the noun gives, where the phrase ends, its several owners."""
    document = scene.document
    end = token + 1
    beside = tuple(_beside(scene, token))
    for child in dict.fromkeys((*document.children[token], *beside)):
        if child < token or (document.deps[child] != "nmod" and child not in beside) or child - token > 6:
            continue
        case = "of" if child in beside else case_of(document, child)
        if case not in _OWNING:
            continue
        owner = scene.names.get(child)
        if owner is None:
            place = _place(scene, child) if case != "for" and noun.noun not in _ABROAD else None
            if place is not None:
                return place, max(end, child + 1) if case == "of" else end, ()
            made = _inner(scene, child, speaks=bool(noun.default))
            if made is not None and (case == "of" or (case == "for" and noun.default)):
                return made, max(end, child + 1), ()
            continue
        owners = [owner, *_coordinated(scene, child)]
        states = [o for o in owners if o.cls == "state"]
        last = max(o.end for o in owners)
        if case == "in" and owner.cls != "state":
            continue
        if case == "for":
            speaks = noun.noun.startswith("spokes") or (noun.noun in _SERVING and owner.cls == "person")
            if owner.cls in ("person", "state") and not speaks:
                continue
        if len(states) > 1:
            return Made(None, (), None, ()), last, tuple(states)
        return _body(scene, owner), max(end, owner.end), ()
    return Made(), end, ()


def _place(scene: Scene, token: int) -> Made | None:
    """ "governor of Ohio", "police in Basra": the state of the place."""
    document, areas = scene.document, scene.gazetteer.areas
    word = document.words[token]
    for name in (
        f"{document.words[token - 1]} {word}",
        f"{word} {document.words[min(token + 1, len(document) - 1)]}",
        word,
    ):
        if name in areas:
            return Made(country=areas[name], why=(f"country from {name!r}",))
    return None


_SERVING = frozenset({"aide", "adviser", "advisor", "lawyer", "attorney", "assistant"})
_ABROAD = frozenset(
    {"negotiator", "envoy", "diplomat", "delegate", "delegation", "mediator", "ambassador", "embassy"}
)
"""Who is often named by a city that is not theirs: "the Geneva negotiators"."""


def _inner(scene: Scene, token: int, *, speaks: bool) -> Made | None:
    """ "leader of the opposition", "spokesman for the UN envoy": the inner phrase's country and sectors.

    Args:
        scene: what may be looked at.
        token: head of the inner phrase.
        speaks: the outer noun names somebody who acts for the inner one, who may then be a person.
    """
    start = left_edge(scene.document, token)
    noun = noun_at(scene.lexicon, scene.document, token, start)
    if noun is None or noun.kind == "none" or (noun.kind == "person" and not speaks):
        return None
    left = _left(scene, start, token, noun)
    if not (noun.sectors or left.country or left.affiliation):
        return None
    return Made(
        left.country, noun.sectors or left.sectors, left.affiliation, (f"of the {noun.noun}", *left.why)
    )


def _coordinated(scene: Scene, token: int) -> Iterator[Found]:
    for child in scene.document.children[token]:
        if scene.document.deps[child] == "conj" and child in scene.names:
            yield scene.names[child]
            yield from _coordinated(scene, child)


def _people(scene: Scene, token: int) -> Found | None:
    """Peoples ("Israelis") and adjectives of states, each a mention of its own."""
    document = scene.document
    word = document.words[token]
    if not word[:1].isupper():
        return None
    before = f"{document.words[token - 1]} {word}" if token else word
    code = scene.gazetteer.demonyms.get(before) or scene.gazetteer.demonyms.get(word.replace(".", ""))
    if code is None:
        return None
    relation = document.deps[token].partition(":")[0]
    plural = word in scene.gazetteer.people or document.tags[token] in ("NNS", "NNPS")
    start = token - 1 if token and before in scene.gazetteer.demonyms else token
    state = scene.gazetteer.entries[code]
    if relation in ("amod", "compound", "flat", "nummod") or not (
        plural or relation in ("nsubj", "obj", "obl", "nmod", "conj", "appos", "root")
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
