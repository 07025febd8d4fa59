"""A machine's reading with what people decided: rejected rows gone, the others as they were found right."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from parley.ledger import keys
from parley.ledger.judgements import (
    CommitmentFields,
    Days,
    EventFields,
    Named,
    Review,
    Row,
    RowKind,
    StatementFields,
    Verdict,
    days,
    kind_of,
)
from parley.records import (
    Actor,
    Commitment,
    Confidence,
    Event,
    Flag,
    Maker,
    Participant,
    Precision,
    Reading,
    Statement,
    When,
)

_Any = TypeVar("_Any", Event, Statement, Commitment)
_LONGEST = ((1, Precision.DAY), (7, Precision.WEEK), (31, Precision.MONTH), (366, Precision.YEAR))
"""Days that a time may last to be known as finely."""


def settled(machine: Reading, deciding: Mapping[tuple[RowKind, str], Review]) -> Reading:
    """`machine` with the reviews that count, by kind and id of their rows."""
    actors = {actor.id: actor for actor in machine.actors}
    gone = {row for (_, row), review in deciding.items() if review.verdict is Verdict.REJECT}

    def kept(rows: Sequence[_Any]) -> tuple[_Any, ...]:
        left = (row for row in rows if row.id not in gone)
        return tuple(_row(row, deciding.get((kind_of(row), row.id)), actors, gone) for row in left)

    return replace(
        machine,
        events=kept(machine.events),
        statements=kept(machine.statements),
        commitments=kept(machine.commitments),
        flags=tuple(_flag(flag, gone) for flag in machine.flags),
    )


def _row(row: _Any, review: Review | None, actors: dict[str, Actor], gone: set[str]) -> _Any:
    said_in = None if row.said_in in gone else row.said_in
    row = replace(row, said_in=said_in, rows=tuple(r for r in row.rows if r not in gone))
    if review is None:
        return row
    found = replace(row, **_changes(row, review, actors))
    day = review.made.date().isoformat()
    done = "accepted" if review.verdict is Verdict.ACCEPT else "corrected"
    by_machine = review.verdict is Verdict.ACCEPT and found == row
    return replace(
        found,
        confidence=Confidence.HIGH,
        reason=f"{done} by {review.reviewer} on {day}; the machine's reason: {row.reason}",
        made_by=row.made_by if by_machine else Maker(rule="review", version=day),
    )


def _flag(flag: Flag, gone: set[str]) -> Flag:
    return replace(flag, rows=tuple(r for r in flag.rows if r not in gone))


def _changes(row: Row, review: Review, actors: dict[str, Actor]) -> dict[str, Any]:
    """Fields of a row as the reviewer found them right."""
    right = review.settled
    if isinstance(row, Event) and isinstance(right, EventFields):
        return {
            "type": right.type,
            "mode": right.mode,
            "quad": right.quad,
            "factuality": right.factuality,
            "source": _parties(right.source or (), row.source, actors),
            "target": _parties(right.target or (), row.target, actors),
            "date": _when(right.date or None, row.date),
        }
    if isinstance(row, Statement) and isinstance(right, StatementFields):
        there = (row.speaker,) if row.speaker else ()
        speaker = _parties((right.speaker,) if right.speaker else (), there, actors)
        return {"act": right.act, "kind": right.kind, "speaker": speaker[0] if speaker else None}
    if isinstance(row, Commitment) and isinstance(right, CommitmentFields):
        return {
            "kind": right.kind,
            "status": right.status,
            "debtor": _parties(right.debtor or (), row.debtor, actors),
            "creditor": _parties(right.creditor or (), row.creditor, actors),
        }
    return {}


def _parties(
    right: Iterable[Named], there: Sequence[Participant], actors: dict[str, Actor]
) -> tuple[Participant, ...]:
    """Parties of a row: those that it has stay as they are, others are looked for among the reading's actors."""
    found = []
    for named in right:
        by_words = (p for p in there if p.span == named.span)
        by_key = (p for p in there if keys.party(p, actors) == named.key)
        found.append(next(by_words, None) or next(by_key, None) or _participant(named, actors))
    return tuple(found)


def _participant(named: Named, actors: dict[str, Actor]) -> Participant:
    by_key = (actor for actor in actors.values() if keys.actor(actor) == named.key)
    by_words = (a for a in actors.values() if any(m.span == named.span for m in a.mentions))
    actor = next(by_key, None) or next(by_words, None)
    if actor is None:
        return Participant(actor=None, name=named.name, span=named.span)
    return Participant(actor=actor.id, name=actor.name, span=named.span)


def _when(right: Days | None, there: When | None) -> When | None:
    if right is None or right == days(there):
        return None if right is None else there
    return When(
        span=there.span if there else None,
        start=right.start,
        end=right.end,
        precision=precision(right),
        reason="as the reviewer gave it",
    )


def precision(given: Days) -> Precision:
    """How finely days are known."""
    if given.start is None or given.end is None:
        return Precision.UNKNOWN
    length = (given.end - given.start) // datetime.timedelta(days=1) + 1
    return next((p for most, p in _LONGEST if length <= most), Precision.UNKNOWN)
