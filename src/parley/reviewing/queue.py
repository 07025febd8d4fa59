"""Which rows a reviewer sees next: those the machine was least sure of first, a report's rows together."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from parley.errors import LedgerError
from parley.ledger import Filter, Ledger, RowKind, StoredReport
from parley.ledger.binding import Anchor, anchor
from parley.ledger.judgements import Row
from parley.records import Confidence, Factuality, Flag, Reading

LEVELS = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """A row to be decided about."""

    day: datetime.date
    report: str
    """Key of the report."""
    start: int
    """Where the row's passage begins."""
    kind: RowKind
    row: str
    """Id of the row in the machine's reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A row as a reviewer sees it: what the machine said, with the reading that it stands in."""

    item: Item
    row: Row
    reading: Reading
    key: str
    """Id of the reading, so that a decision is refused when there is a later one."""
    anchor: Anchor
    flags: tuple[Flag, ...]
    """Flags of the row, of its passage, or of the report as a whole."""


def levels(
    ledger: Ledger,
    asked: Filter,
    kinds: Sequence[RowKind],
    *,
    reviewer: str | None = None,
    anybody: bool = False,
) -> Iterator[tuple[Confidence, list[Item]]]:
    """Rows to be decided about by confidence, lowest first. What others decided is not told: reviewers judge alone.

    Args:
        ledger: where the rows are.
        asked: which rows.
        kinds: which kinds of rows.
        reviewer: whose rows are left out that this person has decided about; nothing is left out when `None`.
        anybody: leave out whatever anybody has decided about.
    """
    done = {
        (review.report.key, review.kind, review.row)
        for review in ledger.reviews(reviewer=None if anybody else reviewer)
        if review.undone is None and (anybody or reviewer is not None)
    }
    for level in LEVELS:
        if asked.confidence and level not in asked.confidence:
            continue
        found = _items(ledger, replace(asked, machine=True, confidence=(level,)), kinds)
        yield level, sorted(item for item in found if (item.report, item.kind, item.row) not in done)


def show(ledger: Ledger, item: Item) -> Shown | None:
    """A row with what surrounds it; `None` when it is gone meanwhile."""
    try:
        key, reading = ledger.machine(item.report)
    except LedgerError:
        return None
    rows: dict[RowKind, Sequence[Row]] = {
        RowKind.EVENT: reading.events,
        RowKind.STATEMENT: reading.statements,
        RowKind.COMMITMENT: reading.commitments,
    }
    row = next((r for r in rows[item.kind] if r.id == item.row), None)
    if row is None:
        return None
    where = anchor(row, {actor.id: actor for actor in reading.actors})
    touching = (
        f
        for f in reading.flags
        if row.id in f.rows
        or not f.spans
        or any(s.start < where.last and where.first < s.end for s in f.spans)
    )
    return Shown(
        item=item,
        row=row,
        reading=reading,
        key=key,
        anchor=where,
        flags=tuple(touching),
    )


def _items(ledger: Ledger, asked: Filter, kinds: Sequence[RowKind]) -> Iterator[Item]:
    if RowKind.EVENT in kinds:
        # Negated and denied events are rows like others: whether they are is what a reviewer looks at.
        every = asked if asked.factuality else replace(asked, factuality=tuple(Factuality))
        for e in ledger.events(every):
            yield _item(e.report, e.event.predicate.start, RowKind.EVENT, e.event.id)
    if RowKind.STATEMENT in kinds:
        for s in ledger.statements(asked):
            start = min((span.start for span in s.statement.content), default=0)
            yield _item(s.report, start, RowKind.STATEMENT, s.statement.id)
    if RowKind.COMMITMENT in kinds:
        for c in ledger.commitments(asked):
            start = min((span.start for span in c.commitment.consequent), default=0)
            yield _item(c.report, start, RowKind.COMMITMENT, c.commitment.id)


def _item(report: StoredReport, start: int, kind: RowKind, row: str) -> Item:
    return Item(report.published or datetime.date.max, report.key, start, kind, row)
