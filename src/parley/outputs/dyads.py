"""Who did something to whom: events as ordered pairs, the day they count by, one a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from parley import codebook
from parley.ledger import Party, StoredEvent
from parley.version import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """One party of an event and the one it was directed at; `None` where the report names nobody."""

    event: StoredEvent
    source: Party | None
    target: Party | None


def of(event: StoredEvent) -> tuple[Dyad, ...]:
    """The ordered pairs of an event, in the order of its parties.

    Each source stands with each target. Where all parties are sources because they act alike (a meeting, a clash), each
    stands with each other one, both ways.
    """
    sources = _each(event, "source")
    targets = _each(event, "target")
    if not targets and len(sources) > 1 and _alike(event):
        return tuple(
            Dyad(event=event, source=one, target=other)
            for one in sources
            for other in sources
            if one.key != other.key
        )
    return tuple(
        Dyad(event=event, source=source, target=target)
        for source in sources or (None,)
        for target in targets or (None,)
    )


def day_of(event: StoredEvent) -> datetime.date | None:
    """The day an event counts by: its own where that is known to the day, else that of its report's publication."""
    when = event.event.date
    if when is not None and when.start is not None and when.start == when.end:
        return when.start
    return event.report.published


def one_a_day(events: Iterable[StoredEvent]) -> Iterator[StoredEvent]:
    """Of events with the same sources, targets, type and day only the first.

    What is not known is not the same: events without a source, a target (unless the parties act alike) or a day all stay.
    """
    seen: set[tuple[object, ...]] = set()
    for event in events:
        pairs = [(d.source, d.target) for d in of(event)]
        day = day_of(event)
        if day is None or any(one is None or other is None for one, other in pairs):
            yield event
            continue
        same = frozenset((one.key, other.key) for one, other in pairs if one and other)
        mark = (same, event.event.type, day)
        if mark not in seen:
            seen.add(mark)
            yield event


def one_dyad_a_day(dyads: Iterable[Dyad]) -> Iterator[Dyad]:
    """Of dyads with the same source, target, type and day only the first; what is not known is not the same."""
    seen: set[tuple[str, str, str, datetime.date]] = set()
    for dyad in dyads:
        day = day_of(dyad.event)
        if dyad.source and dyad.target and day:
            mark = (dyad.source.key, dyad.target.key, dyad.event.event.type, day)
            if mark in seen:
                continue
            seen.add(mark)
        yield dyad


def _each(event: StoredEvent, role: str) -> list[Party]:
    """Who has a role, each once."""
    return list({party.key: party for party in event.parties if party.role == role}.values())


def _alike(event: StoredEvent) -> bool:
    """Whether the frame or the type that made an event is one in which all parties act alike."""
    made, kind = event.event.made_by, event.event.type
    entry = codebook.load().types.get(kind)
    same = made.version == __version__ and (made.rule, kind) in _symmetric_frames()
    return same or (entry is not None and entry.symmetric)


@cache
def _symmetric_frames() -> frozenset[tuple[str, str]]:
    return frozenset((f.rule, f.label) for f in codebook.load().frames.frames if f.symmetric)
