"""Which place an event happened at: by grammar, then by sentence, then by the dateline."""

from __future__ import annotations

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
    usable = [place for place in places if not place.acting]
    if not usable:
        return None
    proposition = propositions[index]
    current: Proposition | None = proposition
    for depth in range(_DEPTH):
        if current is None:
            break
        place = _of_arguments(usable, document, current)
        if place is not None:
            told = "place of the predicate" if depth == 0 else "place of the clause it belongs to"
            return _with_reason(place, told)
        shared = current.parent is not None and current.embedding in _SHARED
        current = propositions[current.parent] if shared and current.parent is not None else None
    if (place := _of_sentence(usable, document, proposition)) is not None:
        return _with_reason(place, "place named in the same sentence")
    if (place := _dateline(usable, document)) is not None:
        return _with_reason(place, "dateline of the report")
    return None


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
        if below is not None and _locative(document, below):
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
    tokens = set(document.subtree(token))
    for place in places:
        if place.start_token in tokens and _chain_is_nominal(document, place.start_token, token):
            return place
    return None


def _chain_is_nominal(document: Document, token: int, top: int) -> bool:
    """Whether a name hangs on `top` through nouns alone, so that no clause in between claims it."""
    while token != top:
        if document.upos[token] in ("VERB", "AUX"):
            return False
        token = document.heads[token]
    return True


def _locative(document: Document, place: Place) -> bool:
    """Whether a locative preposition (or "of" after a kind of place) stands before the name."""
    for token in range(max(0, place.start_token - 3), place.start_token):
        if document.words[token].lower() in (*_LOCATIVE, "of"):
            return True
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


def _of_sentence(places: Sequence[Place], document: Document, proposition: Proposition) -> Place | None:
    sentence = document.sentence_of[proposition.token]
    near = [
        p
        for p in places
        if document.sentence_of[p.start_token] == sentence and _locative(document, p) and not _is_wide(p)
    ]
    if not near:
        return None
    nearest = min(near, key=lambda p: (abs(p.start_token - proposition.token), p.start_token))
    return _finer(places, document, nearest)


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
