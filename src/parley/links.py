"""Rows made of the same words refer to each other: a threat is a statement, an event and a commitment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from parley.records import Commitment, Event, Span, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of one report with their links set."""

    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    commitments: tuple[Commitment, ...]


def linked(
    events: Sequence[Event], statements: Sequence[Statement], commitments: Sequence[Commitment]
) -> Rows:
    """Sets `rows` on all three kinds: links hold both ways, and rows whose cue is one word are linked."""
    links: dict[str, set[str]] = {}
    rows_of = {row.id: row.rows for rows in (events, statements, commitments) for row in rows}
    for identifier, others in rows_of.items():
        for other in others:
            _tie(links, identifier, other)
    cued = [(s.id, s.cue) for s in statements] + [(c.id, c.cue) for c in commitments]
    for event in events:
        for other, cue in cued:
            if cue is not None and _overlap(event.predicate, cue):
                _tie(links, event.id, other)
    for commitment in commitments:
        for statement in statements:
            if commitment.cue and statement.cue and _overlap(commitment.cue, statement.cue):
                _tie(links, commitment.id, statement.id)

    def rows(identifier: str) -> tuple[str, ...]:
        return tuple(sorted(links.get(identifier, set()) & rows_of.keys(), key=_order))

    return Rows(
        events=tuple(msgspec.structs.replace(e, rows=rows(e.id)) for e in events),
        statements=tuple(msgspec.structs.replace(s, rows=rows(s.id)) for s in statements),
        commitments=tuple(msgspec.structs.replace(c, rows=rows(c.id)) for c in commitments),
    )


def _tie(links: dict[str, set[str]], one: str, other: str) -> None:
    links.setdefault(one, set()).add(other)
    links.setdefault(other, set()).add(one)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _order(identifier: str) -> tuple[str, int]:
    return identifier[:1], int(identifier[1:])
