"""Questions to a ledger: which rows of current readings, in a canonical order that no order of ingest changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
)

from parley.ledger import keys, search, tables
from parley.ledger.rows import (
    Mark,
    Party,
    StoredCommitment,
    StoredEvent,
    StoredReport,
    StoredStatement,
)
from parley.ledger.tables import AnyRow, AnySelect
from parley.records import Commitment, Confidence, Event, Factuality, Record, Statement

_AT_ONCE = 500
"""Rows fetched at a time: memory stays bounded however many there are."""
_NOT_SHOWN = (Factuality.NEGATED, Factuality.DENIED)
"""Events that a report says did not happen; shown only when asked for."""
_KINDS = {"events": "event", "statements": "statement", "commitments": "commitment"}
"""What reviews call the rows of a table."""
_LAST_DAY = datetime.date.max
"""Where reports without a date stand in the canonical order."""


class Filter(Record, frozen=True, kw_only=True):
    """What is asked for. Conditions that are given must all hold; `None` and empty ones do not count."""

    actor: str | None = None
    """Name or part of a name (whole words), or id in the gazetteer, of anyone with a role in the row."""
    country: str | None = None
    """ISO 3166 alpha-3 code of anyone with a role in the row, or of an event's place."""
    types: tuple[str, ...] = ()
    """Types of events, acts of statements, kinds of commitments."""
    since: datetime.date | None = None
    """First day. Events count by their own date where it is known, all else by the day of publication."""
    until: datetime.date | None = None
    """Last day."""
    factuality: tuple[Factuality, ...] = ()
    """Of events; all but negated and denied when empty."""
    text: str | None = None
    """Words of the report: `ceasefire "prisoner exchange" -football`."""
    publisher: str | None = None
    report: str | None = None
    """Key of a report, or the beginning of one."""
    one_per_source: bool = False
    """Of copies of one story, only the first report counts."""
    confidence: tuple[Confidence, ...] = ()
    """Of events, statements and commitments."""
    machine: bool = False
    """What the machine said, also where people have decided otherwise."""


EVERYTHING = Filter(factuality=tuple(Factuality))
"""All events, those that did not happen included."""


def reports(connection: Connection, asked: Filter) -> Iterator[StoredReport]:
    """Reports with a current reading; actor and country are looked for in all their rows."""
    query = _narrowed(connection, _with_reports(select(*REPORT), asked), asked)
    query = _between(query, tables.reports.c.published, tables.reports.c.published, asked)
    parties = tables.parties.c.reading == tables.readings.c.id
    for condition in (_actor(asked, parties), _country(asked, parties)):
        query = query if condition is None else query.where(condition)
    for row in stream(connection, query.order_by(*_ORDER)):
        yield report(row)


def events(connection: Connection, asked: Filter) -> Iterator[StoredEvent]:
    """Events of current readings."""
    table = tables.events
    query = _rows(connection, table, table.c.type, asked, place=table.c.place_country)
    published = tables.reports.c.published
    query = _between(
        query, func.coalesce(table.c.start_day, published), func.coalesce(table.c.end_day, published), asked
    )
    if asked.factuality:
        query = query.where(table.c.factuality.in_([str(f) for f in asked.factuality]))
    else:
        query = query.where(table.c.factuality.not_in([str(f) for f in _NOT_SHOWN]))
    for row, parties, mark in _with_parties(connection, query):
        event = msgspec.json.decode(row.record, type=Event)
        yield StoredEvent(report=report(row), reading=row.reading, parties=parties, review=mark, event=event)


def statements(connection: Connection, asked: Filter) -> Iterator[StoredStatement]:
    """Statements of current readings."""
    table = tables.statements
    query = _rows(connection, table, table.c.act, asked)
    query = _between(query, tables.reports.c.published, tables.reports.c.published, asked)
    for row, parties, mark in _with_parties(connection, query):
        statement = msgspec.json.decode(row.record, type=Statement)
        yield StoredStatement(
            report=report(row), reading=row.reading, parties=parties, review=mark, statement=statement
        )


def commitments(connection: Connection, asked: Filter) -> Iterator[StoredCommitment]:
    """Commitments of current readings."""
    table = tables.commitments
    query = _rows(connection, table, table.c.kind, asked)
    query = _between(query, tables.reports.c.published, tables.reports.c.published, asked)
    for row, parties, mark in _with_parties(connection, query):
        commitment = msgspec.json.decode(row.record, type=Commitment)
        yield StoredCommitment(
            report=report(row), reading=row.reading, parties=parties, review=mark, commitment=commitment
        )


def report(row: AnyRow) -> StoredReport:
    """A report from a row with the columns of `reports`."""
    return StoredReport(
        key=row.report_key,
        id=row.text_id,
        name=row.report_name,
        title=row.title,
        publisher=row.publisher,
        url=row.url,
        published=row.published,
        origin=row.origin,
        source=row.source,
        trust=row.trust,
        run=row.run,
    )


REPORT: tuple[ColumnElement[Any], ...] = (
    tables.reports.c.id.label("report_key"),
    tables.reports.c.text.label("text_id"),
    tables.reports.c.name.label("report_name"),
    tables.reports.c.title,
    tables.reports.c.publisher,
    tables.reports.c.url,
    tables.reports.c.published,
    tables.texts.c.origin,
    tables.texts.c.source,
    tables.readings.c.trust,
    tables.readings.c.run,
)
"""Columns that `report` wants."""
_BY_DAY = func.coalesce(tables.reports.c.published, literal(_LAST_DAY))
_ORDER = (_BY_DAY, tables.reports.c.id)


def _with_reports(query: AnySelect, asked: Filter) -> AnySelect:
    """`query` over current readings with their reports and texts; over the machine's latest where those are asked for."""
    which = tables.readings.c.latest if asked.machine else tables.readings.c.current
    tied = (tables.readings.c.report == tables.reports.c.id) & which
    joined = tables.reports.join(tables.readings, tied)
    return query.select_from(joined.join(tables.texts, tables.texts.c.id == tables.reports.c.text))


def _rows(
    connection: Connection,
    table: Table,
    type_column: ColumnElement[str],
    asked: Filter,
    place: ColumnElement[str | None] | None = None,
) -> AnySelect:
    """Rows of a table of readings with their reports, narrowed by all but dates and factuality."""
    query = select(
        *REPORT, table.c.reading, table.c.id.label("row_id"), table.c.record, _deciding(table).label("review")
    )
    query = _with_reports(query, asked).where(table.c.reading == tables.readings.c.id)
    query = _narrowed(connection, query, asked)
    if asked.confidence:
        query = query.where(table.c.confidence.in_([str(c) for c in asked.confidence]))
    if asked.types:
        query = query.where(type_column.in_(asked.types))
    parties = and_(tables.parties.c.reading == table.c.reading, tables.parties.c.row == table.c.id)
    for condition in (_actor(asked, parties), _country(asked, parties, place)):
        query = query if condition is None else query.where(condition)
    return query.order_by(*_ORDER, table.c.position)


def _deciding(table: Table) -> ColumnElement[int | None]:
    """Number of the review that counts for a row."""
    made = tables.reviews
    kind = _KINDS[table.name]
    of_row = (made.c.report == tables.reports.c.id) & (made.c.kind == kind) & (made.c.row == table.c.id)
    return select(made.c.number).where(of_row, made.c.decides).scalar_subquery()


def _narrowed(connection: Connection, query: AnySelect, asked: Filter) -> AnySelect:
    """`query` with the conditions on reports."""
    if asked.text is not None:
        query = query.where(search.matching(connection, asked.text))
    if asked.publisher is not None:
        query = query.where(tables.reports.c.publisher == asked.publisher)
    if asked.report is not None:
        query = query.where(tables.reports.c.id.startswith(asked.report, autoescape=True))
    if asked.one_per_source:
        place = func.row_number().over(partition_by=tables.texts.c.source, order_by=_ORDER).label("place")
        ranked = _with_reports(select(tables.reports.c.id.label("key"), place), asked).subquery()
        query = query.where(tables.reports.c.id.in_(select(ranked.c.key).where(ranked.c.place == 1)))
    return query


def _between(
    query: AnySelect, first: ColumnElement[Any], last: ColumnElement[Any], asked: Filter
) -> AnySelect:
    """`query` with rows whose days, from `first` to `last`, touch those asked for."""
    if asked.since is not None:
        query = query.where(last >= asked.since)
    if asked.until is not None:
        query = query.where(first <= asked.until)
    return query


def _actor(asked: Filter, tied: ColumnElement[bool]) -> ColumnElement[bool] | None:
    if asked.actor is None:
        return None
    folded = keys.fold(asked.actor)
    named = tables.parties.c.folded.contains(folded, autoescape=True)
    if not folded.strip():
        named = tables.parties.c.name == asked.actor
    return exists().where(tied, or_(tables.parties.c.key == asked.actor, named))


def _country(
    asked: Filter, tied: ColumnElement[bool], place: ColumnElement[str | None] | None = None
) -> ColumnElement[bool] | None:
    if asked.country is None:
        return None
    code = asked.country.upper()
    party = exists().where(tied, tables.parties.c.country == code)
    return party if place is None else or_(party, place == code)


def _with_parties(
    connection: Connection, query: AnySelect
) -> Iterator[tuple[AnyRow, tuple[Party, ...], Mark | None]]:
    """Rows, each with who has a role in it and the review that counts."""
    for rows in _partitions(connection, query):
        wanted = {row.reading for row in rows}
        table = tables.parties
        order = (table.c.reading, table.c.row, table.c.role, table.c.position)
        found: dict[tuple[str, str], list[Party]] = {}
        for party in connection.execute(select(table).where(table.c.reading.in_(wanted)).order_by(*order)):
            found.setdefault((party.reading, party.row), []).append(_party(party))
        marks = _marks(connection, {row.review for row in rows if row.review is not None})
        for row in rows:
            yield row, tuple(found.get((row.reading, row.row_id), ())), marks.get(row.review)


def _marks(connection: Connection, numbers: set[int]) -> dict[int, Mark]:
    table = tables.reviews
    query = select(table.c.number, table.c.verdict, table.c.reviewer, table.c.made)
    rows = connection.execute(query.where(table.c.number.in_(numbers))) if numbers else ()
    return {row.number: Mark(**row._asdict()) for row in rows}


def _party(row: AnyRow) -> Party:
    return Party(
        role=row.role,
        key=row.key,
        name=row.name,
        country=row.country,
        sectors=tuple(row.sectors.split()),
    )


def stream(connection: Connection, query: AnySelect) -> Iterator[AnyRow]:
    """Rows of an answer, few of them in memory at a time."""
    for rows in _partitions(connection, query):
        yield from rows


def _partitions(connection: Connection, query: AnySelect) -> Iterator[list[AnyRow]]:
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as result:
        for rows in result.partitions():
            yield list(rows)
