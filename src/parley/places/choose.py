"""Which place an event happened at: by grammar, then by sentence, then by the dateline."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from parley.language.document import Document
from parley.places.find import Place
from parley.propositions.model import Embedding, Proposition
from parley.records import PlaceKind, Where

_LOCATIVE = (
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "around",
    "across",
    "off",
    "along",
    "throughout",
    "over",
    "on",
)
_DIRECTIONAL = ("into", "to", "towards", "toward", "from", "through")
_SHARED = frozenset({Embedding.ADVERBIAL, Embedding.PURPOSE, Embedding.NOMINAL, Embedding.CONDITION})
_DEPTH = 4
_CHAIN = 6
"""Steps up the tree that a name may hang below the word it belongs to."""
_NEIGHBOURS = 12
_KINDS = frozenset(
    {"town", "city", "village", "province", "region", "district", "area", "port", "suburb", "camp", "island"}
)
"""Nouns that the name after "of" specifies: shelling the town of X happens in X."""
_FINE = {PlaceKind.SETTLEMENT: 0, PlaceKind.AREA: 1, PlaceKind.COUNTRY: 2}


def choose(
    places: Sequence[Place], document: Document, propositions: Sequence[Proposition], index: int
) -> Where | None:
    """The place of proposition `index`, or `None` when the text gives none.

    First a place argument of the predicate ("in", "at", "near" before "to", "from"), also inside the phrase of another
    argument ("shelled the town of X in Y"), then one of the clause that it belongs to, then the nearest place of the
    sentence that stands after a locative preposition, then the dateline. Of "Doha, Qatar" the finer one is taken.
    Capitals that stand for governments are never taken. The reason of the answer tells which.
    """
    if not places:
        return None
    proposition = propositions[index]
    usable = _in_sentence(places, document, proposition.token)
    current: Proposition | None = proposition
    for depth in range(_DEPTH if usable else 0):
        if current is None:
            break
        place = _of_arguments(usable, document, current)
        if place is not None:
            told = "place of the predicate" if depth == 0 else "place of the clause it belongs to"
            return _with_reason(place, told)
        shared = current.parent is not None and current.embedding in _SHARED
        current = propositions[current.parent] if shared and current.parent is not None else None
    if usable and (place := _of_sentence(usable, document, propositions, index)) is not None:
        return _with_reason(place, "place named in the same sentence")
    if (place := _dateline(places, document)) is not None:
        return _with_reason(place, "dateline of the report")
    return None


def _in_sentence(places: Sequence[Place], document: Document, token: int) -> list[Place]:
    first, last = document.sentences[document.sentence_of[token]]
    low = bisect_left(places, first, key=lambda place: place.start_token)
    high = bisect_left(places, last, lo=low, key=lambda place: place.start_token)
    return [place for place in places[low:high] if not place.acting]


def _of_arguments(places: Sequence[Place], document: Document, proposition: Proposition) -> Place | None:
    for roles in (("place", *_LOCATIVE), _DIRECTIONAL):
        for token in proposition.tokens(*roles):
            inside = [p for p in places if p.start_token <= token < p.end_token]
            if inside:
                return _finer(places, document, inside[0])
            if below := _below(places, document, token):
                return _finer(places, document, below)
    for token in proposition.tokens("patient", "recipient", "agent"):
        if any(p.start_token <= token < p.end_token for p in places):
            if place := _patient_place(places, proposition, token):
                return place
            continue
        below = _below(places, document, token)
        if below is not None and (_locative(document, below) or document.lemmas[token] in _KINDS):
            return _finer(places, document, below)
    return None


def _patient_place(places: Sequence[Place], proposition: Proposition, token: int) -> Place | None:
    """A settlement or area that is itself acted upon: "shelled Rafah"."""
    if token not in proposition.tokens("patient"):
        return None
    return next(
        (p for p in places if p.start_token <= token < p.end_token and p.where.kind is not PlaceKind.COUNTRY),
        None,
    )


def _below(places: Sequence[Place], document: Document, token: int) -> Place | None:
    """The first name that hangs on `token` through nouns alone, so that no clause in between claims it."""
    for place in places:
        current = _head(document, place)
        for _ in range(_CHAIN):
            if current == token:
                return place
            if document.upos[current] in ("VERB", "AUX") or document.heads[current] == current:
                break
            current = document.heads[current]
    return None


def _head(document: Document, place: Place) -> int:
    start, end = place.start_token, place.end_token
    return next((t for t in range(start, end) if not start <= document.heads[t] < end), start)


def _locative(document: Document, place: Place) -> bool:
    """Whether the name, or the noun it specifies ("the town of X", "X, Y"), stands after a locative preposition."""
    token = _head(document, place)
    for _ in range(_CHAIN):
        cases = [document.words[c].lower() for c in document.children[token] if document.deps[c] == "case"]
        if any(word in _LOCATIVE for word in cases):
            return True
        specified = "of" in cases or document.deps[token].partition(":")[0] in (
            "appos",
            "conj",
            "flat",
            "compound",
        )
        if not specified or document.heads[token] == token or document.upos[token] in ("VERB", "AUX"):
            return False
        if "of" in cases and document.upos[document.heads[token]] != "NOUN":
            return False
        token = document.heads[token]
    return False


def _finer(places: Sequence[Place], document: Document, place: Place) -> Place:
    """Of "Doha, Qatar" and "Rafah in Gaza" the finest that is joined to `place`."""
    best = place
    for other in places:
        if (
            other is place
            or document.sentence_of[other.start_token] != document.sentence_of[place.start_token]
        ):
            continue
        first, second = (other, place) if other.start_token < place.start_token else (place, other)
        gap = [w.lower() for w in document.words[first.end_token : second.start_token]]
        joined = gap in ([","], ["("], ["in"], [",", "in"], ["in", "the"], ["'s"], ["’s"])
        if joined and _FINE[other.where.kind] < _FINE[best.where.kind]:
            best = other
    return best


def _of_sentence(
    places: Sequence[Place], document: Document, propositions: Sequence[Proposition], index: int
) -> Place | None:
    """The nearest located name of the sentence that no relative clause or saying claims."""
    token = propositions[index].token
    relative = {
        p.token for p in propositions[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS] if _apart(p, index)
    }
    near = []
    for place in places:
        if not _locative(document, place) or _is_wide(place):
            continue
        if relative and any(t in relative for t in document.ancestors(place.start_token)):
            continue
        near.append(place)
    if not near:
        return None
    return _finer(places, document, min(near, key=lambda p: (abs(p.start_token - token), p.start_token)))


def _apart(proposition: Proposition, index: int) -> bool:
    return proposition.embedding is Embedding.RELATIVE and proposition.index != index


def _is_wide(place: Place) -> bool:
    return place.where.kind is PlaceKind.AREA and place.where.country is None


def _dateline(places: Sequence[Place], document: Document) -> Place | None:
    """The place of "GOMA, Congo (Reuters) —": a settlement before a dash or bracket at the start of a paragraph."""
    for place in places:
        start = document.starts[place.start_token]
        opening = start == 0 or document.text[:start].endswith("\n")
        if not opening or place.where.kind is not PlaceKind.SETTLEMENT:
            continue
        following = document.words[place.end_token : place.end_token + 8]
        if any(word in ("-", "–", "—", "--", "(") for word in following):
            return place
    return None


def _with_reason(place: Place, told: str) -> Where:
    where = place.where
    return Where(
        span=where.span,
        name=where.name,
        kind=where.kind,
        country=where.country,
        region=where.region,
        latitude=where.latitude,
        longitude=where.longitude,
        reason=f"{told}; {where.reason}",
    )
