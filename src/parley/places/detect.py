"""Which words of a report name places: looked up, then weighed against labels, part of speech and neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parley.language.document import Document
from parley.places.gazetteer import Gazetteer, unaccented
from parley.records import PlaceKind

_LONGEST = 5
_LARGE = 5.0
"""Weight (logarithm of population) from which a settlement is believed without a label or a preposition."""
_MIDDLE = 3.0


def spans(document: Document, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Tokens (half-open) that name places, in order, without overlaps; the longest name wins."""
    people = {
        word
        for entity in document.entities
        if entity.label == "PER"
        for word in document.words[entity.start : entity.end]
    }
    position, size = 0, len(document)
    while position < size:
        word = document.words[position]
        if not (
            word[0].isupper()
            or word
            in (
                "southern",
                "northern",
                "the",
                "al",
                "mainland",
                "upstate",
                "eastern",
                "south",
                "occupied",
                "sub",
            )
        ):
            position += 1
            continue
        end = _longest(document, gazetteer, position)
        if end is None:
            position += 1
            continue
        if _is_place(document, gazetteer, position, end, people):
            yield position, end
        position = end


def name_of(document: Document, start: int, end: int) -> str:
    """The words as the gazetteer would have them."""
    text = document.text[document.starts[start] : document.ends[end - 1]]
    return " ".join(text.split()) if "\n" in text or "  " in text else text


def _longest(document: Document, gazetteer: Gazetteer, start: int) -> int | None:
    limit = min(start + _LONGEST, document.sentences[document.sentence_of[start]][1])
    for end in range(limit, start, -1):
        if document.words[end - 1] in (",", ";", ":", "(", ")", ".", "-", "'s", "’s"):
            continue
        if lookup(gazetteer, name_of(document, start, end)) is not None:
            return end
    return None


def lookup(gazetteer: Gazetteer, name: str) -> str | None:
    """The form of `name` that the gazetteer knows: as it is, without diacritics, in title case when all capitals."""
    if gazetteer.known(name):
        return name
    for form in (unaccented(name), name.removesuffix("."), name.replace("’", "'").replace("‘", "'")):
        if form != name and form and gazetteer.known(form):
            return form
    if len(name) > 3 and name.isupper() and gazetteer.known(name.title()):
        return name.title()
    for suffix in gazetteer.words["grammar"]["suffix"]:
        if name.endswith(f" {suffix}"):
            stem = name[: -len(suffix) - 1]
            if any(c.kind is PlaceKind.AREA for c in gazetteer.places.get(stem, ())):
                return stem
    return None


def _is_place(document: Document, gazetteer: Gazetteer, start: int, end: int, people: set[str]) -> bool:
    """Whether a name found in the gazetteer names a place here."""
    name = lookup(gazetteer, name_of(document, start, end)) or ""
    words = gazetteer.words
    if name in words["names"]["never"] or _hyphenated(document, end):
        return False
    entity = document.entity_of[start]
    label = entity.label if entity is not None else None
    upos = document.upos[end - 1]
    placed = name in gazetteer.places
    if entity is not None and (entity.start < start or entity.end > end):
        if label in ("PER", "ORG", "MISC"):
            return False
    if label == "PER" and not placed:
        return False
    if end < len(document) and document.words[end] in words["grammar"]["after"]:
        return False
    if _in_longer_name(document, start, end, label):
        return False
    before = document.words[start - 1].lower() if start else ""
    prepositional = before in words["grammar"]["before"] or before == ","
    if name in words["names"]["common"] and not (placed and label == "LOC"):
        heavy = any(c.weight >= _LARGE for c in gazetteer.candidates(name))
        return label == "LOC" and (prepositional or heavy)
    if upos not in ("PROPN", "NOUN", "X", "ADP", "DET") and not placed:
        return label == "LOC"
    if upos == "ADJ" and document.deps[end - 1] == "amod":
        return False
    if placed:
        return label != "PER"
    if end - start == 1 and document.words[start] in people:
        return label == "LOC" and before in words["grammar"]["locative"]
    weight = max((c.weight for c in gazetteer.candidates(name)), default=0.0)
    if label == "LOC":
        return True
    if label in ("ORG", "MISC"):
        return prepositional and weight >= _LARGE
    return upos == "PROPN" and (
        weight >= _LARGE or (before in words["grammar"]["locative"] and weight >= _MIDDLE)
    )


def _hyphenated(document: Document, end: int) -> bool:
    """Whether the name is the first half of a compound adjective: "US-Israeli"."""
    if end + 1 >= len(document) or document.words[end] not in ("-", "–"):
        return False
    close = document.starts[end] == document.ends[end - 1] and document.starts[end + 1] == document.ends[end]
    return close and (document.upos[end + 1] in ("ADJ", "VERB") or not document.words[end + 1][0].isupper())


def _in_longer_name(document: Document, start: int, end: int, label: str | None) -> bool:
    """Whether the words are part of a person's or a body's name that the labels missed."""
    if label == "LOC":
        return False
    before = start - 1
    if before >= 0 and document.upos[before] == "PROPN" and document.deps[start].startswith("flat"):
        return document.entity_of[before] is None or document.entity_of[before] != document.entity_of[start]
    if end < len(document) and document.upos[end] == "PROPN" and document.deps[end].startswith("flat"):
        return document.heads[end] == start
    return False


def acting(document: Document, gazetteer: Gazetteer, start: int, end: int, actors: Any) -> bool:
    """Whether a capital's name stands for its government: "Moscow rejected".

    With the actors of the report at hand their reading counts; without, the subject of a verb that only people and
    governments can do.
    """
    head = next((t for t in range(start, end) if not start <= document.heads[t] < end), end - 1)
    relation = document.deps[head].partition(":")[0]
    if relation != "nsubj":
        return False
    if actors is not None and actors.at(head) is not None:
        return bool(actors.kind_of(head) in ("state", "actor", "government"))
    return document.lemmas[document.heads[head]].lower() in gazetteer.words["grammar"]["speaking"]
