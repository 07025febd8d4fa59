"""What people find of rows, as records: the verdict, what it was about, and what is right instead."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from parley.errors import LedgerError
from parley.ledger import keys
from parley.ledger.rows import StoredReport
from parley.records import (
    Act,
    Actor,
    Commitment,
    CommitmentKind,
    CommitmentStatus,
    Event,
    Factuality,
    Participant,
    Record,
    Span,
    Statement,
    StatementKind,
    When,
)

Row = Event | Statement | Commitment
"""What can be reviewed."""


class RowKind(StrEnum):
    """Which kind of row a review is about."""

    EVENT = "event"
    STATEMENT = "statement"
    COMMITMENT = "commitment"


class Verdict(StrEnum):
    """What a reviewer found."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"


class Standing(StrEnum):
    """What has become of a review."""

    COUNTS = "counts"
    OVERRULED = "overruled"
    """There is a later one of the same row."""
    ORPHANED = "orphaned"
    """It stands, but no row of the latest reading is the one it was about."""
    UNDONE = "undone"


class Named(Record, frozen=True, kw_only=True):
    """A party by the words of the report that name it; they stand in the text whatever reads it."""

    name: str
    key: str
    """As in `Party.key`."""
    span: Span


class Days(Record, frozen=True, kw_only=True):
    """First and last day, both inclusive; `None` when a time is told that cannot be resolved."""

    start: datetime.date | None
    end: datetime.date | None


class EventFields(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The main fields of an event; those left unset are not spoken of."""

    type: str | UnsetType = UNSET
    mode: str | UnsetType | None = UNSET
    quad: str | UnsetType | None = UNSET
    factuality: Factuality | UnsetType = UNSET
    source: tuple[Named, ...] | UnsetType = UNSET
    target: tuple[Named, ...] | UnsetType = UNSET
    date: Days | UnsetType | None = UNSET


class StatementFields(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The main fields of a statement; those left unset are not spoken of."""

    act: Act | UnsetType = UNSET
    kind: StatementKind | UnsetType = UNSET
    speaker: Named | UnsetType | None = UNSET


class CommitmentFields(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The main fields of a commitment; those left unset are not spoken of."""

    kind: CommitmentKind | UnsetType = UNSET
    status: CommitmentStatus | UnsetType = UNSET
    debtor: tuple[Named, ...] | UnsetType = UNSET
    creditor: tuple[Named, ...] | UnsetType = UNSET


Fields = EventFields | StatementFields | CommitmentFields

FIELDS: dict[RowKind, type[Fields]] = {
    RowKind.EVENT: EventFields,
    RowKind.STATEMENT: StatementFields,
    RowKind.COMMITMENT: CommitmentFields,
}


class Judgement(Record, frozen=True, kw_only=True):
    """What a review keeps besides the columns of its table."""

    row: str
    """Id of the row in the reading that the reviewer saw."""
    run: str
    """Id of the run that made that reading."""
    words: str
    """What stands at the predicate or cue."""
    first: int
    """The whole passage: the sentence of an event, the content of a statement or commitment."""
    last: int
    judged: dict[str, Any]
    """Main fields as the machine had them."""
    changed: dict[str, Any] = msgspec.field(default_factory=dict)
    """Main fields that the reviewer gave instead."""
    note: str | None = None


class Review(Record, frozen=True, kw_only=True):
    """A decision of one reviewer about one row, with what it is anchored to."""

    number: int
    report: StoredReport
    kind: RowKind
    start: int
    end: int
    """Where the predicate or cue stands in the report, in code points."""
    words: str
    first: int
    last: int
    """The whole passage."""
    verdict: Verdict
    judged: Fields
    """Main fields as the machine had them."""
    changed: Fields
    """Main fields that the reviewer gave instead."""
    reviewer: str
    made: datetime.datetime
    note: str | None
    undone: datetime.datetime | None
    """When it was taken back; such a review counts no more but stays in the list."""
    seen: str
    """Id of the row in the reading that the reviewer saw."""
    run: str
    row: str | None
    """Id of the row of the latest reading that it is about; `None` when it is orphaned or undone."""
    decides: bool
    """Whether it is the one that counts: the latest of its row, by any reviewer."""

    @property
    def standing(self) -> Standing:
        """What has become of it."""
        if self.undone is not None:
            return Standing.UNDONE
        if self.row is None:
            return Standing.ORPHANED
        return Standing.COUNTS if self.decides else Standing.OVERRULED

    @property
    def orphaned(self) -> bool:
        """Whether it stands but no row of the latest reading is the one it was about."""
        return self.standing is Standing.ORPHANED

    @property
    def type(self) -> str:
        """Type, act or kind, as the machine had it."""
        return type_of(self.judged)

    @property
    def settled(self) -> Fields:
        """Main fields as the reviewer found them right."""
        return overlaid(self.judged, self.changed)


def type_of(given: Fields) -> str:
    """Type, act or kind."""
    if isinstance(given, EventFields):
        return str(given.type)
    return str(given.act if isinstance(given, StatementFields) else given.kind)


def kind_of(row: Row) -> RowKind:
    """Which kind of row it is."""
    if isinstance(row, Event):
        return RowKind.EVENT
    return RowKind.STATEMENT if isinstance(row, Statement) else RowKind.COMMITMENT


def fields(kind: RowKind, plain: dict[str, Any]) -> Fields:
    """Main fields from what JSON holds.

    Raises:
        LedgerError: a field is not one of the kind's, or its value is none that it can have.
    """
    try:
        return msgspec.convert(plain, FIELDS[kind])
    except msgspec.ValidationError as error:
        raise LedgerError(f"this is no correction of a row of kind {kind}: {error}") from error


def plain(given: Fields) -> dict[str, Any]:
    """Main fields as JSON holds them; without those that are unset."""
    found: dict[str, Any] = msgspec.to_builtins(given)
    return found


def overlaid(below: Fields, above: Fields) -> Fields:
    """`below` with what `above` speaks of."""
    return msgspec.structs.replace(below, **set_fields(above))


def set_fields(given: Fields) -> dict[str, Any]:
    """The main fields that are spoken of, by name."""
    every = {name: getattr(given, name) for name in given.__struct_fields__}
    return {name: value for name, value in every.items() if value is not UNSET}


def main_fields(row: Row, actors: dict[str, Actor]) -> Fields:
    """The main fields of a row, all of them."""
    if isinstance(row, Event):
        return EventFields(
            type=row.type,
            mode=row.mode,
            quad=row.quad,
            factuality=row.factuality,
            source=_named(row.source, actors),
            target=_named(row.target, actors),
            date=days(row.date),
        )
    if isinstance(row, Statement):
        speaker = _named((row.speaker,), actors)[0] if row.speaker else None
        return StatementFields(act=row.act, kind=row.kind, speaker=speaker)
    return CommitmentFields(
        kind=row.kind,
        status=row.status,
        debtor=_named(row.debtor, actors),
        creditor=_named(row.creditor, actors),
    )


def days(when: When | None) -> Days | None:
    """The days of a time."""
    return Days(start=when.start, end=when.end) if when else None


def _named(participants: tuple[Participant, ...], actors: dict[str, Actor]) -> tuple[Named, ...]:
    return tuple(Named(name=p.name, key=keys.party(p, actors), span=p.span) for p in participants)
