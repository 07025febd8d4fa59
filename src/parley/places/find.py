"""Finds the places of a document and puts them on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from parley.language.document import Document
from parley.places import detect, disambiguate
from parley.places import gazetteer as gazetteer_data
from parley.places.disambiguate import Choice
from parley.places.gazetteer import unaccented
from parley.records import PlaceKind, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that a report names: tokens `start_token` to `end_token` (half-open) and where it is.

    `acting` marks a capital that stands for its government ("Moscow rejected"): an actor, no place of anything.
    """

    start_token: int
    end_token: int
    where: Where
    acting: bool = False


def find(document: Document, actors: Any = None) -> tuple[Place, ...]:
    """The places of a document, in order of the text.

    Args:
        document: the parsed report.
        actors: what the actors step found (its `at` and `kind_of` are asked), to tell a government from its capital;
            `None` leaves that to grammar alone.

    Limits: names in Latin script; settlements above 1,000 people; areas as far as our data go. Literature: Leidner,
    "Toponym Resolution in Text" (2007); Gritta et al., "What's missing in geographical parsing?" (2018).
    """
    gazetteer = gazetteer_data.load()
    spans = list(detect.spans(document, gazetteer))
    choices = disambiguate.choose(document, spans, gazetteer)
    found = []
    for (start, end), choice in zip(spans, choices, strict=True):
        if choice is None:
            continue
        acting = choice.candidate.kind is PlaceKind.SETTLEMENT and detect.acting(
            document, gazetteer, start, end, actors
        )
        where = _where(document, start, end, choice)
        found.append(Place(start_token=start, end_token=end, where=where, acting=acting))
    return tuple(found)


def locate(document: Document, spans: Sequence[tuple[int, int]]) -> list[Where | None]:
    """Where the names in given tokens (half-open) are; `None` for a name that the gazetteer lacks."""
    gazetteer = gazetteer_data.load()
    choices = disambiguate.choose(document, spans, gazetteer)
    return [
        None if choice is None else _where(document, start, end, choice)
        for (start, end), choice in zip(spans, choices, strict=True)
    ]


def _where(document: Document, start: int, end: int, choice: Choice) -> Where:
    candidate = choice.candidate
    written = detect.name_of(document, start, end)
    same = unaccented(written) == unaccented(candidate.name)
    return Where(
        span=document.span(start, end),
        name=written if same else candidate.name,
        kind=candidate.kind,
        country=candidate.country,
        region=candidate.region,
        latitude=round(candidate.latitude, 4),
        longitude=round(candidate.longitude, 4),
        reason=choice.reason,
    )
