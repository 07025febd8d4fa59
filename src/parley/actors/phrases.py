"""What the words around a common noun say: names and adjectives before it, "of", "for" and "in" phrases after it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from parley.actors.entries import Gazetteer
from parley.actors.found import Found, case_of
from parley.actors.lexicon import Lexicon, Noun
from parley.language.document import Document

_LEFT = frozenset({"det", "amod", "compound", "nummod", "nmod", "punct", "advmod", "acl"})

_BREAKING = frozenset({"ADP", "SCONJ", "AUX", "ADV", "INTJ"})

_OWNING = frozenset({"of", "from", "for", "in"})

_EMPLOYED = frozenset({"at", "with"})
"""Before the body that somebody works for: "a fellow at the Orne Institute"."""

_NEAR, _FAR = 6, 10
"""How many words after a noun its "for" or "in" phrase may end, and its "of" phrase."""

_ABROAD = frozenset(
    {"negotiator", "envoy", "diplomat", "delegate", "delegation", "mediator", "ambassador", "embassy"}
)
"""Who is often named by a city that is not theirs: "the Geneva negotiators"."""

_LANDS = frozenset({"state", "country", "nation"})
"""What has no sectors from words beside it: "Muslim countries"."""

_COLLECTIONS = frozenset(
    ["group", "team", "crowd", "delegation", "panel", "band", "mob", "network", "alliance", "coalition"]
)
"""What somebody may be several of: "a group of reporters"."""

_SERVING = frozenset({"aide", "adviser", "advisor", "lawyer", "attorney", "assistant"})

_FOLLOWING = frozenset({"loyal", "allied", "aligned", "affiliated", "faithful", "linked"})
"""As in "forces loyal to the president"."""

_OF_OTHERS = frozenset(
    [
        "backed",
        "held",
        "controlled",
        "supported",
        "occupied",
        "listed",
        "funded",
        "trained",
        "born",
        "allied",
        "aligned",
    ]
)
"""What stands after the name of a state to which somebody does not belong: "Kenyan-backed rebels"."""


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
    if token and document.tags[token] == "NNS" and document.words[token][:1].isupper():
        if document.upos[token - 1] == "NOUN" and document.words[token - 1].islower():
            return token  # "took office Officials said": a heading before it, or a lost full stop
    for child in document.children[token]:
        relation = document.deps[child].partition(":")[0]
        if child < start and relation in _LEFT and token - child <= 10:
            first = document.edges(child)[0]
            if token - first <= 10 and document.deps[child] != "nmod:tmod":
                start = min(start, first)
    for before in range(token - 1, start - 1, -1):
        if document.words[before + 1] == "-" and not _spaced(document, before + 1):
            continue  # "far" of "far-right"
        if document.words[before].lower() == "at" and document.words[before + 1].lower() in ("least", "most"):
            start = before
            break
        if document.upos[before] in _BREAKING or document.words[before] in (",", "(", "“", '"', ":", ";"):
            start = before + 1
            break
        if document.words[before] in ("-", "–", "—") and before and _spaced(document, before):
            if document.starts[before + 1] > document.ends[before]:
                return before + 1  # "Orne - the opposition group", a dateline
    while start < token and document.upos[start] in ("PUNCT", "CCONJ", "PART"):
        if start and document.words[start] == "-" and not _spaced(document, start):
            return _compounded(document, start)
        start += 1
    return start


def _spaced(document: Document, token: int) -> bool:
    """Whether a space stands before a token."""
    return document.ends[token - 1] < document.starts[token]


def _compounded(document: Document, hyphen: int) -> int:
    """First token of the words that a hyphen joins: "far" of "far-right"."""
    while hyphen > 1 and document.words[hyphen] == "-" and not _spaced(document, hyphen):
        if document.words[hyphen - 2] != "-" or _spaced(document, hyphen - 1):
            return hyphen - 1
        hyphen -= 2
    return max(hyphen - 1, 0)


def country_of(found: Found) -> str | None:
    """The country of whom a mention by name stands for, or what its words say."""
    if found.candidates:
        return found.candidates[0][0].roles[-1].country
    return found.country


def body_of(scene: Scene, found: Found) -> Made:
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


def before(scene: Scene, start: int, token: int, noun: Noun) -> Made:
    """What the names and adjectives between `start` and the noun at `token` give."""
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
        if name is not None and (against or _against(document, position) or _of_others(document, name.end)):
            position = max(name.end, position + 1)
            continue
        if name is not None:
            made = body_of(scene, name)
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
        if code is not None and word[:1].isupper() and not _of_others(document, position + 1):
            country = country or code
            why.append(f"country from {word!r}")
        elif position < token - span:
            lower = document.lemmas[position].lower()
            extra = scene.lexicon.modifiers.get(lower) or scene.lexicon.modifiers.get(word.lower())
            extra = extra or _organ(scene, pair)
            if extra and noun.noun not in _LANDS:
                sectors = sectors or extra
                why.append(f"sector from {word!r}")
        position += 1
    return Made(country, sectors, affiliation, tuple(why), lent)


def _organ(scene: Scene, pair: str) -> tuple[str, ...]:
    """Sectors of an organ of two words inside a phrase: "the general staff's operations department"."""
    if " " not in pair:
        return ()
    noun = scene.lexicon.nouns.get(pair.lower()) or scene.lexicon.nouns.get(pair.lower().removesuffix("s"))
    return noun.sectors if noun is not None and noun.kind in ("organisation", "armed") else ()


def _of_others(document: Document, end: int) -> bool:
    """Whether "-backed" and the like follow a name: "Kenya-backed rebels"."""
    after = document.words[end : end + 2]
    return len(after) == 2 and after[0] in ("-", "‐") and after[1].lower() in _OF_OTHERS


def after(scene: Scene, token: int, noun: Noun) -> tuple[Made, int, tuple[Found, ...]]:
    """What an "of", "from" or "for" phrase after the noun gives, where the phrase ends, its several owners."""
    document = scene.document
    end = token + 1
    beside = tuple(_beside(scene, token))
    for child in dict.fromkeys((*document.children[token], *beside)):
        if child < token or (document.deps[child] != "nmod" and child not in beside) or child - token > _FAR:
            continue
        case = "of" if child in beside else case_of(document, child)
        if case == "to" and noun.noun in _SERVING:
            case = "of"  # "an adviser to the president"
        if case not in _OWNING and not (case in _EMPLOYED and _employs(scene, child)):
            continue
        if child - token > _NEAR and case not in ("of", *_EMPLOYED):
            continue
        owner = scene.names.get(child)
        if owner is None:
            place = _place(scene, child) if case != "for" and noun.noun not in _ABROAD else None
            if place is not None:
                return place, max(end, child + 1) if case == "of" else end, ()
            of_them = case == "of" and noun.noun in _COLLECTIONS and document.tags[child] == "NNS"
            made = _inner(scene, child, speaks=bool(noun.default) or of_them)
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
        return body_of(scene, owner), max(end, owner.end), ()
    led = _followed(scene, token)
    return (body_of(scene, led) if led is not None else Made()), end, ()


def _employs(scene: Scene, token: int) -> bool:
    """Whether a name is of a body, for which somebody "at" or "with" it works."""
    name = scene.names.get(token)
    return name is not None and name.cls == "organisation" and not name.weak


def _followed(scene: Scene, token: int) -> Found | None:
    """Whom those follow who stand before "loyal to" and the like: "forces loyal to President Orne"."""
    words = scene.document.words
    if len(words) < token + 4 or words[token + 1].lower() not in _FOLLOWING:
        return None
    if words[token + 2].lower() not in ("to", "with"):
        return None
    inside = range(token + 3, min(token + 8, len(words)))
    first = next((t for t in inside if t in scene.names), 0)
    plain = all(scene.document.upos[t] in ("DET", "NOUN", "PROPN", "ADJ") for t in range(token + 3, first))
    return scene.names[first] if first and plain else None


def _against(document: Document, token: int) -> bool:
    """Whether "anti" or "counter" stands before a name: "the counter-ISIL coalition"."""
    before = token - 1 - (token > 1 and document.words[token - 1] in ("-", "‐"))
    return before >= 0 and document.words[before].lower() in ("anti", "counter")


def _beside(scene: Scene, token: int) -> Iterator[int]:
    """The head of a name right after "of", wherever the parse hangs it: "the Government of Iraq's gains"."""
    document = scene.document
    start = token + 2
    if document.words[token + 1 : start] == ["of"]:
        start += document.words[start : start + 1] == ["the"]
        if start in scene.names:
            yield scene.names[start].head


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


def _inner(scene: Scene, token: int, *, speaks: bool) -> Made | None:
    """ "leader of the opposition", "spokesman for the UN envoy": the inner phrase's country and sectors.

    Args:
        scene: what may be looked at.
        token: head of the inner phrase.
        speaks: the outer noun names somebody who acts for the inner one, who may then be a person.
    """
    start = left_edge(scene.document, token)
    noun = noun_at(scene.lexicon, scene.document, token, start)
    if noun is None and speaks:
        noun = Noun(scene.document.words[token], "organisation", (), None, False, False, ())
    if noun is None or noun.kind == "none" or (noun.kind == "person" and not speaks):
        return None
    left = before(scene, start, token, noun)
    if not (noun.sectors or left.country or left.affiliation):
        return None
    sectors = noun.sectors or left.sectors or (noun.default if left.country or left.affiliation else ())
    return Made(left.country, sectors, left.affiliation, (f"of the {noun.noun}", *left.why))


def _coordinated(scene: Scene, token: int) -> Iterator[Found]:
    for child in scene.document.children[token]:
        if scene.document.deps[child] == "conj" and child in scene.names:
            yield scene.names[child]
            yield from _coordinated(scene, child)
