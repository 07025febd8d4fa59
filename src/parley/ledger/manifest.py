"""What a ledger holds and what it was made with: enough to make it again, and to see whether two are the same."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, func, select

from parley.ledger import tables
from parley.ledger.tables import AnySelect
from parley.ledger.versions import Run
from parley.records import Record


class RunCount(Record, frozen=True, kw_only=True):
    """A run with the number of readings it made, and of those that no later run has replaced."""

    id: str
    number: int
    readings: int
    current: int
    run: Run


class Manifest(Record, frozen=True, kw_only=True):
    """A replication manifest: what readings were made with, in order of first use, and what is there."""

    content: str
    """Digest of all content (SHA-256): equal for ledgers that hold the same, in whatever database and order."""
    runs: tuple[RunCount, ...]
    rows: tuple[tuple[str, int], ...]
    """Number of rows by table."""
    migrations: tuple[str, ...]

    def to_json(self) -> str:
        """This manifest as JSON, laid out for people."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1).decode()


def describe(connection: Connection) -> Manifest:
    """The manifest of the ledger behind `connection`."""
    counts = tuple(
        (
            str(table.name),
            connection.execute(_as_it_came(table, select(func.count()).select_from(table))).scalar_one(),
        )
        for table, _ in tables.CONTENT
    )
    steps = connection.execute(select(tables.migrations.c.name).order_by(tables.migrations.c.number))
    return Manifest(
        content=content(connection),
        runs=tuple(_runs(connection)),
        rows=counts,
        migrations=tuple(steps.scalars()),
    )


def runs(connection: Connection) -> dict[str, Run]:
    """The runs of the ledger behind `connection` by their ids, in order of first use."""
    query = select(tables.runs.c.id, tables.runs.c.record).order_by(tables.runs.c.number)
    return {row.id: msgspec.json.decode(row.record, type=Run) for row in connection.execute(query)}


def content(connection: Connection) -> str:
    """Digest of what a ledger knows, without what depends on the order in which it came in."""
    total = hashlib.sha256()
    for table, apart in tables.CONTENT:
        columns = [column for column in table.columns if column.name not in apart]
        keys = [column for column in table.primary_key if column.name not in apart] or [table.c.id]
        total.update(f"# {table.name} {' '.join(column.name for column in columns)}\n".encode())
        query = _as_it_came(table, select(*columns)).order_by(*keys)
        rows = connection.execute(query, execution_options={"yield_per": 1000})
        for row in rows:
            total.update(msgspec.json.encode([_plain(value) for value in row]) + b"\n")
    return total.hexdigest()


def _as_it_came(table: Table, query: AnySelect) -> AnySelect:
    """`query` over a table without reviewed readings: they follow from what is there besides."""
    readings = tables.readings
    if table is readings:
        return query.where(~readings.c.reviewed)
    if "reading" in table.columns:
        return query.where(table.c.reading.not_in(select(readings.c.id).where(readings.c.reviewed)))
    return query


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def _runs(connection: Connection) -> list[RunCount]:
    count = func.count(tables.readings.c.id)
    made = (tables.readings.c.run == tables.runs.c.id) & ~tables.readings.c.reviewed
    query = (
        select(tables.runs, count.label("readings"), count.filter(tables.readings.c.latest).label("current"))
        .outerjoin(tables.readings, made)
        .group_by(*tables.runs.columns)
        .order_by(tables.runs.c.number)
    )
    return [
        RunCount(
            id=row.id,
            number=row.number,
            readings=row.readings,
            current=row.current,
            run=msgspec.json.decode(row.record, type=Run),
        )
        for row in connection.execute(query)
    ]
