"""Questions to a ledger: rows of current readings, by who, what, when, how certain, and words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Row, Select, Table, and_, exists, func, or_, select, text

from parley.ledger import tables
from parley.records import (
    Actor,
    Commitment,
    Event,
    Factuality,
    Flag,
    Reading,
    Record,
    Report,
    Statement,
    Trust,
)

T = TypeVar("T")
_SIDES = {
    "events": ("source", "target"),
    "statements": ("speaker", "addressee"),
    "commitments": ("debtor", "creditor"),
}


class Filter(Record, frozen=True, kw_only=True):
    """What to ask for; every condition that is given must hold.

    `actor` is a part of a participant's name, whatever its case; `country` an ISO 3166 alpha-3 code of a participant;
    `since` and `until` are days, both inclusive, of the event where it is dated and of publication where not; `text` are
    words that the report must contain.
    """

    actor: str | None = None
    country: str | None = None
    type: str | None = None
    """Event type; act of a statement; kind of a commitment."""
    since: datetime.date | None = None
    until: datetime.date | None = None
    factuality: str | None = None
    """A kind of factuality; without it, negated and denied events are left out."""
    text: str | None = None
    limit: int | None = None


class ReportRow(Record, frozen=True, kw_only=True):
    """A report as the ledger has it."""

    key: str
    name: str
    title: str | None
    publisher: str | None
    url: str | None
    published: datetime.date | None
    source: str
    """Key shared by all reports that are copies of one another: one source, however often it was printed."""
    agency: str | None
    trust: float


class Party(Record, frozen=True, kw_only=True):
    """A participant of a row, with what it was resolved to."""

    name: str
    entry: str | None
    country: str | None
    sectors: tuple[str, ...]


class EventRow(Record, frozen=True, kw_only=True):
    """An event with its report and its parties resolved. `reading` and `record.id` together name the row."""

    reading: str
    report: ReportRow
    record: Event
    source: tuple[Party, ...]
    target: tuple[Party, ...]


class StatementRow(Record, frozen=True, kw_only=True):
    """A statement with its report and its parties resolved."""

    reading: str
    report: ReportRow
    record: Statement
    speaker: tuple[Party, ...]
    addressee: tuple[Party, ...]


class CommitmentRow(Record, frozen=True, kw_only=True):
    """A commitment with its report and its parties resolved."""

    reading: str
    report: ReportRow
    record: Commitment
    debtor: tuple[Party, ...]
    creditor: tuple[Party, ...]


def events(connection: Connection, wanted: Filter) -> list[EventRow]:
    """Events that fit, by day, then by report and place in it."""
    t = tables.events
    chosen = _asked(connection, t, wanted)
    if wanted.type is not None:
        chosen = chosen.where(t.c.type == wanted.type.upper())
    if wanted.factuality is not None:
        chosen = chosen.where(t.c.factuality == wanted.factuality.lower())
    else:
        chosen = chosen.where(t.c.factuality.not_in([Factuality.NEGATED.value, Factuality.DENIED.value]))
    first = func.coalesce(t.c.first_day, tables.reports.c.published)
    last = func.coalesce(t.c.last_day, tables.reports.c.published)
    chosen = _between(chosen, first, last, wanted)
    rows = _ordered(connection, chosen, t, first, wanted)
    parties = _parties(connection, rows)
    return [
        EventRow(
            reading=row.reading,
            report=_report_row(row),
            record=msgspec.json.decode(row.row_record, type=Event),
            source=parties.get((row.reading, row.id, "source"), ()),
            target=parties.get((row.reading, row.id, "target"), ()),
        )
        for row in rows
    ]


def statements(connection: Connection, wanted: Filter) -> list[StatementRow]:
    """Statements that fit, by day of publication, then by report and place in it."""
    t = tables.statements
    chosen = _asked(connection, t, wanted)
    if wanted.type is not None:
        chosen = chosen.where(t.c.act == wanted.type.lower())
    published = tables.reports.c.published
    rows = _ordered(connection, _between(chosen, published, published, wanted), t, published, wanted)
    parties = _parties(connection, rows)
    return [
        StatementRow(
            reading=row.reading,
            report=_report_row(row),
            record=msgspec.json.decode(row.row_record, type=Statement),
            speaker=parties.get((row.reading, row.id, "speaker"), ()),
            addressee=parties.get((row.reading, row.id, "addressee"), ()),
        )
        for row in rows
    ]


def commitments(connection: Connection, wanted: Filter) -> list[CommitmentRow]:
    """Commitments that fit, by day of publication, then by report and place in it."""
    t = tables.commitments
    chosen = _asked(connection, t, wanted)
    if wanted.type is not None:
        chosen = chosen.where(t.c.kind == wanted.type.lower())
    published = tables.reports.c.published
    rows = _ordered(connection, _between(chosen, published, published, wanted), t, published, wanted)
    parties = _parties(connection, rows)
    return [
        CommitmentRow(
            reading=row.reading,
            report=_report_row(row),
            record=msgspec.json.decode(row.row_record, type=Commitment),
            debtor=parties.get((row.reading, row.id, "debtor"), ()),
            creditor=parties.get((row.reading, row.id, "creditor"), ()),
        )
        for row in rows
    ]


def reports(connection: Connection, wanted: Filter) -> list[ReportRow]:
    """Reports that fit, by day of publication, then by key."""
    chosen = _with_text(connection, _reports(), wanted)
    published = tables.reports.c.published
    chosen = _between(chosen, published, published, wanted)
    if wanted.actor is not None or wanted.country is not None:
        named = _named(tables.actors, wanted).where(tables.actors.c.reading == tables.readings.c.id)
        chosen = chosen.where(exists(named))
    chosen = chosen.order_by(published.is_(None), published, tables.reports.c.id).limit(wanted.limit)
    return [_report_row(row) for row in connection.execute(chosen)]


def readings(
    connection: Connection, only: Sequence[str] | None = None
) -> Iterator[tuple[ReportRow, Reading]]:
    """Reports with their current readings, in order of publication, then of key.

    Args:
        connection: an open connection.
        only: keys of the reports wanted; all when `None`.
    """
    chosen = _reports().add_columns(
        tables.readings.c.id.label("reading"),
        tables.readings.c.record.label("trust_record"),
        tables.reports.c.record.label("report_record"),
        tables.reports.c.text,
    )
    if only is not None:
        chosen = chosen.where(tables.reports.c.id.in_(only))
    published = tables.reports.c.published
    chosen = chosen.order_by(published.is_(None), published, tables.reports.c.id)
    for row in connection.execution_options(yield_per=64).execute(chosen):
        bare = msgspec.json.decode(row.report_record, type=Report)
        yield (
            _report_row(row),
            Reading(
                report=msgspec.structs.replace(bare, text=row.text),
                actors=_records(connection, tables.actors, row.reading, Actor),
                events=_records(connection, tables.events, row.reading, Event),
                statements=_records(connection, tables.statements, row.reading, Statement),
                commitments=_records(connection, tables.commitments, row.reading, Commitment),
                flags=_records(connection, tables.flags, row.reading, Flag),
                trust=msgspec.json.decode(row.trust_record, type=Trust),
            ),
        )


def _records(connection: Connection, table: Table, reading: str, kind: type[T]) -> tuple[T, ...]:
    rows = select(table.c.record).where(table.c.reading == reading).order_by(table.c.position)
    return tuple(msgspec.json.decode(record, type=kind) for record in connection.execute(rows).scalars())


# --- putting a question together ---------------------------------------------------------------------------------


def _reports() -> Select[Any]:
    """Reports with their current readings."""
    r = tables.reports
    return (
        select(
            r.c.id.label("key"), r.c.name, r.c.title, r.c.publisher, r.c.url, r.c.published,
            tables.bodies.c.source.label("source_group"), tables.bodies.c.agency, tables.readings.c.trust,
        )
        .join(tables.bodies, tables.bodies.c.id == r.c.body)
        .join(tables.readings, and_(tables.readings.c.report == r.c.id, tables.readings.c.current))
    )  # fmt: skip


def _asked(connection: Connection, table: Table, wanted: Filter) -> Select[Any]:
    """Rows of `table` with their reports, as far as who and which words go."""
    chosen = _reports().join(table, table.c.reading == tables.readings.c.id)
    chosen = chosen.add_columns(table.c.reading, table.c.id, table.c.record.label("row_record"))
    chosen = _with_text(connection, chosen, wanted)
    if wanted.actor is not None or wanted.country is not None:
        p = tables.participants
        side = p.c.role.in_(_SIDES[table.name])
        named = _named(p, wanted).where(p.c.reading == table.c.reading, p.c.row == table.c.id, side)
        chosen = chosen.where(exists(named))
    return chosen


def _named(table: Table, wanted: Filter) -> Select[Any]:
    chosen = select(table.c.reading)
    if wanted.actor is not None:
        words = wanted.actor.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        chosen = chosen.where(
            or_(table.c.name.ilike(f"%{words}%", escape="\\"), table.c.entry == wanted.actor.lower())
        )
    if wanted.country is not None:
        chosen = chosen.where(table.c.country == wanted.country.upper())
    return chosen


def _with_text(connection: Connection, chosen: Select[Any], wanted: Filter) -> Select[Any]:
    """Full-text search: every word must be in the report."""
    if wanted.text is None:
        return chosen
    if connection.dialect.name == "sqlite":
        words = " ".join('"' + word.replace('"', '""') + '"' for word in wanted.text.split())
        if not words:
            return chosen
        hits = text("select report from reports_text where reports_text match :words").bindparams(words=words)
        return chosen.where(tables.reports.c.id.in_(hits.columns(tables.reports.c.id)))
    matching = text(
        "to_tsvector('english', left(reports.text, 500000)) @@ plainto_tsquery('english', :words)"
    )
    return chosen.where(matching.bindparams(words=wanted.text.replace("\0", " ")))


def _between(chosen: Select[Any], first: Any, last: Any, wanted: Filter) -> Select[Any]:
    if wanted.since is not None:
        chosen = chosen.where(last >= wanted.since)
    if wanted.until is not None:
        chosen = chosen.where(first <= wanted.until)
    return chosen


def _ordered(
    connection: Connection, chosen: Select[Any], table: Table, by: Any, wanted: Filter
) -> Sequence[Row[Any]]:
    """Rows in canonical order; those without a day come last in every database."""
    chosen = chosen.order_by(by.is_(None), by, tables.reports.c.id, table.c.position).limit(wanted.limit)
    return connection.execute(chosen).all()


def _parties(
    connection: Connection, rows: Sequence[Row[Any]]
) -> dict[tuple[str, str, str], tuple[Party, ...]]:
    p = tables.participants
    found: dict[tuple[str, str, str], tuple[Party, ...]] = {}
    wanted = {(row.reading, row.id) for row in rows}
    keys = sorted({reading for reading, _ in wanted})
    for start in range(0, len(keys), 500):
        query = (
            select(p)
            .where(p.c.reading.in_(keys[start : start + 500]))
            .order_by(p.c.reading, p.c.row, p.c.role, p.c.position)
        )
        for row in connection.execute(query):
            if (row.reading, row.row) in wanted:
                key = (row.reading, row.row, row.role)
                party = Party(
                    name=row.name, entry=row.entry, country=row.country, sectors=tuple(row.sectors.split())
                )
                found[key] = (*found.get(key, ()), party)
    return found


def _report_row(row: Row[Any]) -> ReportRow:
    return ReportRow(
        key=row.key,
        name=row.name,
        title=row.title,
        publisher=row.publisher,
        url=row.url,
        published=row.published,
        source=row.source_group,
        agency=row.agency,
        trust=row.trust,
    )
