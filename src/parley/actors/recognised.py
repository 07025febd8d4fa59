"""Names that the language model recognised and the gazetteer did not cover: persons and bodies, and what is neither."""

from __future__ import annotations

import re

from parley.actors import endings
from parley.actors.entities import after_title, read
from parley.actors.entries import BEYOND_STATES, Entry, Gazetteer
from parley.actors.found import Found, head_of, words
from parley.actors.lexicon import Lexicon, Noun
from parley.actors.repeats import LOCATING
from parley.language.document import Document, Entity
from parley.records import MentionKind


def mention(
    document: Document,
    entity: Entity,
    taken: dict[int, Found],
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    dropped: set[int],
    known: tuple[frozenset[str], frozenset[str]],
    things: frozenset[tuple[str, ...]],
) -> Found | None:
    """The mention that a name of the language model is; `None` where it is no actor, or the gazetteer's mention stands.

    Args:
        document: the parsed report.
        entity: the model's name.
        taken: tokens to the gazetteer's mentions.
        gazetteer: what is known of names.
        lexicon: what is known of common nouns.
        dropped: takes the `id` of each of the gazetteer's mentions that this name overrules.
        known: last words of full names of persons, and single words that the model reads as persons.
        things: words of names that name no actor in this report; see `misread`.
    """
    bearers, persons = known
    inside = list({id(taken[t]): taken[t] for t in range(entity.start, entity.end) if t in taken}.values())
    label, start, end = read(document, entity, lexicon, bearers)
    if label != "LOC" and tuple(document.words[start:end]) in things:
        return None
    if label == "MISC" or (
        start > 1 and document.words[start - 1] == "of" and document.words[start - 2].lower() in _SITES
    ):
        return None
    same = [f for f in inside if f.start <= start and f.end >= end]
    alone = end - start == 1
    if same and label == "PER" and alone and document.words[start] in bearers and same[0].cls == "state":
        dropped.add(id(same[0]))  # "Mr. Jordan" after "Ida Jordan"
        same = []
    if same or any(f.cls == "person" and f.end - f.start > 1 for f in inside):
        return None
    if _people_or_area(document, label, start, end, gazetteer, lexicon, bearers):
        return None
    rest = [t for t in range(start, end) if t not in taken]
    if inside and all(document.words[t].islower() or document.upos[t] == "PUNCT" for t in rest):
        return None  # "Reuters news"
    joined = any(document.upos[t] == "CCONJ" for t in range(start, end))
    if label == "LOC":
        if not joined:
            dropped.update(id(f) for f in inside if _longer_place(document, start, end, f))
        return None
    if joined and inside:
        return None
    if not any(document.words[t][:1].isupper() for t in range(start, end)):
        return None
    if label == "ORG" and _a_text(document, start, end, lexicon):
        return None
    if alone and label == "PER" and _no_person(document, start, lexicon, bearers):
        return None
    person = label == "PER" or after_title(document, start, end, lexicon)
    if person and alone and document.words[start] not in persons and _placed(document, start, gazetteer):
        return None  # "in Cartagena" is a place, whatever the model says
    if len(inside) > 1 and sum(f.end - f.start for f in inside) >= end - start - 1:
        return None  # several names that the model ran together
    dropped.update(id(f) for f in inside)
    if person and alone and document.tags[start] == "NNPS" and document.words[start - 1].lower() == "the":
        return _people_named(document, start)
    return (
        _person(document, start, end, gazetteer, lexicon)
        if person
        else _body(document, start, end, inside, gazetteer, lexicon)
    )


def _no_person(document: Document, token: int, lexicon: Lexicon, bearers: frozenset[str]) -> bool:
    """Whether a single word that the model reads as a person is a place, a part of a law's name, or a plural noun."""
    word = document.words[token]
    if word not in lexicon.genders and word not in bearers:
        if document.words[token + 1 : token + 2] in (["police"], ["residents"]):
            return True  # "Orne police"
    if document.words[token - 1] == ")" and _text(document, token, lexicon):
        return True  # "the Mills (Closure) Bill"
    return document.tags[token] == "NNS" and _begins(document, token)  # "Outlets of the mill were shut"


def _text(document: Document, token: int, lexicon: Lexicon) -> bool:
    """Whether a word is a noun for what never acts."""
    noun = lexicon.nouns.get(document.words[token].lower())
    return noun is not None and noun.kind == "none"


def _begins(document: Document, token: int) -> bool:
    """Whether a sentence begins with a token."""
    return document.sentences[document.sentence_of[token]][0] == token


def _person(document: Document, start: int, end: int, gazetteer: Gazetteer, lexicon: Lexicon) -> Found:
    return Found(
        start=start,
        end=end,
        head=head_of(document, start, end),
        kind=MentionKind.NAME,
        cls="person",
        name=words(document, start, end),
        reason="the language model reads a person's name",
        gender=lexicon.genders.get(document.words[start]),
        candidates=_without_middle(document, start, end, gazetteer),
    )


def _people_named(document: Document, token: int) -> Found:
    """A people that is read as a person: "the Orneans"."""
    return Found(
        start=token, end=token + 1, head=token, kind=MentionKind.NAME, cls="group", plural=True,
        name=document.words[token], reason="the plural of a name", sectors=("CVL",),
    )  # fmt: skip


def _body(
    document: Document, start: int, end: int, inside: list[Found], gazetteer: Gazetteer, lexicon: Lexicon
) -> Found:
    """An organisation, with the country and sectors that the names in its name and its nouns give it."""
    entries = [f.candidates[0][0] for f in inside if f.candidates[0][0].kind != "media"]
    country = next((e.roles[-1].country for e in entries if e.roles[-1].country), None)
    sectors = next((e.roles[-1].sectors for e in entries if e.kind == "igo" and e.roles[-1].sectors), ())
    if country is None:
        demonyms = gazetteer.demonyms
        country = next((demonyms[w] for w in document.words[start:end] if w in demonyms), None)
    noun = _body_noun(document, start, end, lexicon)
    sectors = (
        sectors or (noun.sectors or noun.default if noun else ()) or endings.sectors(document, start, end)
    )
    if country is None and sectors and not BEYOND_STATES & set(sectors):
        country = _area(document, start, end, gazetteer)
    return Found(
        start=start,
        end=end,
        head=head_of(document, start, end),
        kind=MentionKind.NAME,
        cls=noun.kind if noun and noun.kind in ("armed", "group") else "organisation",
        name=words(document, start, end),
        reason="the language model reads an organisation's name",
        country=country,
        sectors=sectors,
    )


def _area(document: Document, start: int, end: int, gazetteer: Gazetteer) -> str | None:
    """The state of the region or city in a body's name: "Basra Police", "the New Hampshire Gazette"."""
    for token in range(start, end):
        pair = " ".join(document.words[token : min(token + 2, end)])
        code = gazetteer.areas.get(pair) or gazetteer.areas.get(document.words[token])
        if code is not None:
            return code
    return None


def _people_or_area(
    document: Document,
    label: str,
    start: int,
    end: int,
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    bearers: frozenset[str],
) -> bool:
    """Whether a name is one of a people ("the Sunnis", "the hill Sunnis") or of a region, which are read as phrases."""
    if words(document, start, end) in gazetteer.demonyms:
        return True
    word = document.words[start]
    if end - start == 1 and word.endswith("ist") and word.lower() in lexicon.nouns:
        return True  # "the Islamist militia"
    if end - start == 1 and (_people(word, lexicon) or (word in gazetteer.areas and word not in bearers)):
        return True
    return label == "PER" and end - start > 1 and _people(document.words[end - 1], lexicon)


def _longer_place(document: Document, start: int, end: int, state: Found) -> bool:
    """Whether a place's name holds a state's and is another: "New Norland"."""
    return (
        state.cls == "state"
        and document.words[start].lower() not in ("the", "in")
        and all(document.upos[t] == "PROPN" for t in range(start, end))
    )


def _placed(document: Document, start: int, gazetteer: Gazetteer) -> bool:
    """Whether a single word stands where places do, or is the name of a capital and of nothing else."""
    if document.words[start - 1].lower() in LOCATING:
        return True
    return {use for _, use in gazetteer.find(document.words[start])} == {"capital"}


def _without_middle(
    document: Document, start: int, end: int, gazetteer: Gazetteer
) -> tuple[tuple[Entry, str], ...]:
    """Persons whom the gazetteer knows without the middle name that stands here, written in full."""
    middle = document.words[start + 1] if end - start == 3 else ""
    if not (re.fullmatch(r"[A-Z]\.?", middle) or (middle.isalpha() and len(middle) > 2)):
        return ()
    hits = gazetteer.find(f"{document.words[start]} {document.words[end - 1]}")
    return tuple((entry, use) for entry, use in hits if entry.kind == "person")


def _people(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a common noun for people ("Sunnis"), which is read as a phrase."""
    noun = lexicon.nouns.get(word.lower().removesuffix("s"))
    return noun is not None and noun.kind == "group" and word.endswith("s")


def _a_text(document: Document, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a name is headed by a noun that never acts: "Security Council Resolution 2254", "the Dayton Agreement"."""
    head = head_of(document, start, end)
    noun = lexicon.nouns.get(document.lemmas[head].lower())
    return noun is not None and noun.kind == "none" and not (noun.noun in _BODIES and end - start > 1)


def _body_noun(document: Document, start: int, end: int, lexicon: Lexicon) -> Noun | None:
    """The common noun that says what an organisation's name is: "Iraqi Security Forces", "Ministry of Health"."""
    last = next((t for t in range(start + 1, end) if document.words[t].lower() in ("of", "for")), end) - 1
    word = document.words[last].lower()
    before = document.words[last - 1].lower() + " " if last > start else ""
    for form in (word, document.lemmas[last].lower(), word.removesuffix("s")):
        noun = lexicon.nouns.get(before + form) or lexicon.nouns.get(form)
        if noun is not None and noun.kind in ("organisation", "armed", "group") and noun.sectors:
            return noun
    words = {document.words[t].lower() for t in range(start, end)}
    named = (lexicon.nouns.get(w) or lexicon.nouns.get(w.removesuffix("s")) for w in sorted(words))
    return next((n for n in named if n is not None and n.noun in _UNITS), None)


_SITES = frozenset(
    {
        "town",
        "city",
        "village",
        "province",
        "district",
        "region",
        "area",
        "port",
        "island",
        "governorate",
        "suburb",
        "neighbourhood",
        "neighborhood",
        "outskirts",
    }
)


_BODIES = frozenset({"front", "house", "office", "service", "body", "axis", "initiative"})
"""Nouns that never act by themselves but head the names of bodies: "the Foreign Office", "Revolutionary Front"."""


_UNITS = frozenset(
    {
        "army", "navy", "battalion", "brigade", "regiment", "squadron", "infantry", "command", "fleet", "university",
        "college", "police", "hospital",
    }
)  # fmt: skip
"""Nouns that make a body of their own kind of any name they stand in."""
