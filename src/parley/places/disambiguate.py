"""Which of its candidates a name means: containment, neighbours, the countries a report names, population.

The idea is that of toponym resolution since Leidner (2007): one sense of a name per report, near the other places of the
report, and populous rather than not; with "Paris, Texas" read as written.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from parley.language.document import Document
from parley.places.detect import lookup, name_of
from parley.places.gazetteer import Candidate, Gazetteer
from parley.records import PlaceKind

_CONTAINED = 8.0
"""Weight of "Paris, Texas": more than the population of any namesake."""
_IN_COUNTRY = 2.2
"""Weight of lying in a country that the report is about: a village there before a city of millions elsewhere counts
when the report names no other country."""
_NEAR = 1.6
_NEAR_KM = 250.0
_WORD = 3.0
"""Weight of "the town of", "province"."""
_SHARED_NAME = -1.6
"""A country that shares its name with a state of another ("Georgia") is believed less."""
_NEIGHBOUR = 1.2
_NEIGHBOUR_KM = 1500.0
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Choice:
    """What a name was taken for and why."""

    candidate: Candidate
    reason: str


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in kilometres between two points in degrees (haversine)."""
    (lat1, lon1), (lat2, lon2) = (tuple(math.radians(x) for x in p) for p in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(h))


def choose(document: Document, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer) -> list[Choice | None]:
    """One choice per span; `None` where the gazetteer has nothing for it."""
    options: list[list[Candidate]] = []
    for start, end in spans:
        form = lookup(gazetteer, name_of(document, start, end))
        options.append(gazetteer.candidates(form) if form is not None else [])
    sure = _sure(options)
    countries = Counter(c.country for c in sure if c.country)
    chosen: dict[str, Choice] = {}
    contained = [_container(document, spans, options, i) for i in range(len(spans))]
    result: list[Choice | None] = []
    for i, found in enumerate(options):
        if not found:
            result.append(None)
            continue
        start, end = spans[i]
        name = name_of(document, start, end)
        if len(found) == 1:
            result.append(Choice(found[0], "the only place of that name in the gazetteer"))
            continue
        around = contained[i]
        if around is None and name in chosen:
            result.append(chosen[name])
            continue
        best = _best(document, spans[i], found, around, countries, sure, gazetteer)
        result.append(best)
        if around is not None or name not in chosen:
            chosen[name] = best
    return [
        chosen.get(name_of(document, *span), choice) if choice is not None else None
        for span, choice in zip(spans, result, strict=True)
    ]


def _sure(options: Sequence[list[Candidate]]) -> list[Candidate]:
    """Candidates that need no context: the only ones, or far ahead of the next."""
    sure = []
    for found in options:
        if not found:
            continue
        if found[0].kind is PlaceKind.COUNTRY and any(c.kind is PlaceKind.AREA for c in found):
            continue
        if len(found) == 1 or found[0].weight - found[1].weight >= 2.5:
            sure.append(found[0])
    return sure


def _container(
    document: Document,
    spans: Sequence[tuple[int, int]],
    options: Sequence[list[Candidate]],
    index: int,
) -> list[Candidate] | None:
    """What a following "Texas" in "Paris, Texas" or "in" in "Goma in North Kivu" says the place lies in."""
    if index + 1 >= len(spans):
        return None
    end, following = spans[index][1], spans[index + 1][0]
    gap = [word.lower() for word in document.words[end:following]]
    if gap not in ([","], ["("], ["in"], [",", "in"], ["in", "the"], ["of"], [",", "the"]):
        return None
    around = [c for c in options[index + 1] if c.kind is not PlaceKind.SETTLEMENT and not c.wide]
    return around or None


def _best(
    document: Document,
    span: tuple[int, int],
    found: Sequence[Candidate],
    around: Sequence[Candidate] | None,
    countries: Counter[str],
    sure: Sequence[Candidate],
    gazetteer: Gazetteer,
) -> Choice:
    anchors = [c for c in sure if not c.wide and c.kind is PlaceKind.AREA]
    total = sum(countries.values()) or 1
    kind = _said_kind(document, span, gazetteer)
    scored = []
    for candidate in found:
        score, reasons = candidate.weight, ["the most populous"]
        if around is not None and any(_inside(candidate, outer) for outer in around):
            score += _CONTAINED
            reasons.append("inside the place named after it")
        if candidate.kind is PlaceKind.COUNTRY and any(c.kind is PlaceKind.AREA for c in found):
            score += _SHARED_NAME
            if _near(candidate, sure, _NEIGHBOUR_KM):
                score += _NEIGHBOUR
                reasons.append("beside other countries that the report names")
        if candidate.country is not None and countries[candidate.country]:
            share = countries[candidate.country] / total
            score += _IN_COUNTRY * (0.5 + 0.5 * share)
            reasons.append("in a country that the report names")
        if candidate.kind is PlaceKind.SETTLEMENT and _near(candidate, anchors, _NEAR_KM):
            score += _NEAR
            reasons.append("near other places of the report")
        if kind is not None and kind is candidate.kind:
            score += _WORD
            reasons.append(f"said to be a {kind.value}")
        scored.append((score, candidate, reasons))
    score, candidate, reasons = max(scored, key=lambda s: s[0])
    return Choice(candidate, reasons[-1])


def _inside(candidate: Candidate, outer: Candidate) -> bool:
    if candidate.kind is PlaceKind.COUNTRY or candidate is outer:
        return False
    if outer.kind is PlaceKind.COUNTRY:
        return candidate.country == outer.country
    if candidate.region is not None and outer.region is not None and candidate.country == outer.country:
        return candidate.region == outer.region
    if outer.country is not None and candidate.country != outer.country:
        return False
    here, there = (candidate.latitude, candidate.longitude), (outer.latitude, outer.longitude)
    return distance(here, there) < 2 * _NEAR_KM


def _near(candidate: Candidate, others: Sequence[Candidate], limit: float) -> bool:
    """Whether another place of the same kind of use is within `limit` km; areas count only in the same country."""
    here = (candidate.latitude, candidate.longitude)
    for other in others:
        if candidate.kind is PlaceKind.COUNTRY:
            if other.kind is not PlaceKind.COUNTRY or other.country == candidate.country:
                continue
        elif other.country is not None and other.country != candidate.country:
            continue
        elif other.region is not None and other.region == candidate.region:
            return True
        if distance(here, (other.latitude, other.longitude)) < limit:
            return True
    return False


def _said_kind(document: Document, span: tuple[int, int], gazetteer: Gazetteer) -> PlaceKind | None:
    """What the words beside a name call it: "the city of X", "X province"."""
    start, end = span
    near = [document.words[t].lower() for t in (start - 2, start - 1, end) if 0 <= t < len(document)]
    for word in near:
        if word in gazetteer.words["grammar"]["settlement"]:
            return PlaceKind.SETTLEMENT
        if word in gazetteer.words["grammar"]["area"]:
            return PlaceKind.AREA
    last = document.words[end - 1]
    return PlaceKind.AREA if last in gazetteer.words["grammar"]["suffix"] else None
