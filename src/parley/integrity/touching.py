"""Which rows a flag touches, and rows with lowered confidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from parley.records import Actor, Commitment, Confidence, Event, Flag, FlagKind, Severity, Span, Statement

Row = TypeVar("Row", Actor, Event, Statement, Commitment)

_HARMLESS = frozenset(
    {
        FlagKind.MISSING_DATE,
        FlagKind.UNCITED_SUPERLATIVE,
        FlagKind.UNATTRIBUTED_CLAIM,
        FlagKind.REPEATED_PASSAGE,
    }
)
"""Kinds that say nothing against what a row holds: the words are there as they stand."""
_STEP = {
    Confidence.HIGH: Confidence.MEDIUM,
    Confidence.MEDIUM: Confidence.LOW,
    Confidence.LOW: Confidence.LOW,
}
_SENTENCE_WIDE = frozenset({FlagKind.RUN_ON_HEADLINE})
"""Kinds that spoil the whole parse of a sentence, not only their own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a row stands: the characters it was read from, and those around them that the parse depended on."""

    id: str
    own: tuple[tuple[int, int], ...]
    around: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The places of all rows of a report."""

    places: tuple[Place, ...]

    @staticmethod
    def of(
        *,
        actors: Sequence[Actor],
        events: Sequence[Event],
        statements: Sequence[Statement],
        commitments: Sequence[Commitment],
    ) -> Rows:
        """The places; actors stand in many sentences and are touched only by flags that name them."""
        del actors
        found = [_event(e) for e in events]
        found += [
            Place(id=s.id, own=_ranges((*s.content, *([s.cue] if s.cue else []))), around=())
            for s in statements
        ]
        found += [
            Place(
                id=c.id, own=_ranges((*c.antecedent, *c.consequent, *([c.cue] if c.cue else []))), around=()
            )
            for c in commitments
        ]
        return Rows(places=tuple(found))


def _event(event: Event) -> Place:
    spans = [
        event.predicate,
        *(p.span for p in (*event.source, *event.target)),
        *(a.span for a in event.affected),
    ]
    if event.date and event.date.span:
        spans.append(event.date.span)
    if event.place:
        spans.append(event.place.span)
    # A participant may be named far away (coreference): only what stands in the sentence counts.
    inside = [s for s in spans if event.sentence.start <= s.start and s.end <= event.sentence.end]
    return Place(id=event.id, own=_ranges(inside), around=_ranges([event.sentence]))


def _ranges(spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    return tuple((s.start, s.end) for s in spans)


def placed(flag: Flag, id: str, rows: Rows) -> Flag:
    """`flag` with its id and the ids of the rows it touches."""
    touched = list(flag.rows)
    if flag.kind not in _HARMLESS:
        ranges = _ranges(flag.spans)
        for place in rows.places:
            if place.id not in touched and _overlap(ranges, place.own + place.around):
                touched.append(place.id)
    return msgspec.structs.replace(flag, id=id, rows=tuple(touched))


def _overlap(some: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    return any(a < d and c < b for a, b in some for c, d in others)


def lower(rows: Sequence[Row], flags: Sequence[Flag]) -> tuple[Row, ...]:
    """`rows` with the confidence that their flags leave, the reason saying so; rows without flags come back as they
    are.

    A flag of high severity on a row's own words leaves low confidence; any other flag of high or medium severity takes
    one step; flags of low severity take none.
    """
    by_row: dict[str, list[Flag]] = {}
    for flag in flags:
        if flag.severity is not Severity.LOW:
            for id in flag.rows:
                by_row.setdefault(id, []).append(flag)
    return tuple(_lowered(row, by_row[row.id]) if row.id in by_row else row for row in rows)


def _lowered(row: Row, flags: Sequence[Flag]) -> Row:
    confidence = row.confidence
    for flag in flags:
        severe = flag.severity is Severity.HIGH and (flag.kind in _SENTENCE_WIDE or _own(row, flag))
        confidence = Confidence.LOW if severe else _STEP[confidence]
    if confidence is row.confidence:
        return row
    why = ", ".join(dict.fromkeys(f"{flag.kind} ({flag.id})" for flag in flags))
    return msgspec.structs.replace(row, confidence=confidence, reason=f"{row.reason}; lowered for {why}")


def _own(row: Actor | Event | Statement | Commitment, flag: Flag) -> bool:
    """Whether a flag concerns the row's own words rather than words beside them."""
    if isinstance(row, Event):
        return _overlap(_ranges(flag.spans), _event(row).own)
    return True
