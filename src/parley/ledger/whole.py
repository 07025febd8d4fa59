"""Readings as they are kept, put together from their rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select

from parley.ledger import tables
from parley.ledger.tables import AnyRow
from parley.records import Actor, Commitment, Event, Flag, Reading, Report, Statement, Trust

_DECODERS = {
    table: msgspec.json.Decoder(kind)
    for table, kind in (
        (tables.actors, Actor),
        (tables.events, Event),
        (tables.statements, Statement),
        (tables.commitments, Commitment),
        (tables.flags, Flag),
    )
}


def find(connection: Connection, report: str, *, machine: bool = False) -> AnyRow | None:
    """The reading of a report that questions are answered from; with `machine`, the latest that no person had a part in.

    Returns:
        A row with `id` and `run`, and what `reading` needs.
    """
    return next(iter(_found(connection, [report], machine=machine)), None)


def reading(connection: Connection, found: AnyRow) -> Reading:
    """The reading behind what `find` found."""
    return _built(connection, [found])[0]


def readings(connection: Connection, reports: Sequence[str], *, machine: bool = False) -> dict[str, Reading]:
    """The readings of some reports, by the reports' keys; those that are not there are left out.

    Args:
        connection: a transaction.
        reports: keys, not more than one question takes (`tables.AT_ONCE`).
        machine: as for `find`.
    """
    found = _found(connection, reports, machine=machine)
    return {row.key: read for row, read in zip(found, _built(connection, found), strict=True)}


def _found(connection: Connection, reports: Sequence[str], *, machine: bool) -> Sequence[AnyRow]:
    which = tables.readings.c.latest if machine else tables.readings.c.current
    query = (
        select(
            tables.reports.c.id.label("key"),
            tables.reports.c.record.label("report"),
            tables.reports.c.name,
            tables.texts.c.text,
            tables.readings.c.id,
            tables.readings.c.run,
            tables.readings.c.record,
        )
        .join(tables.readings, tables.readings.c.report == tables.reports.c.id)
        .join(tables.texts, tables.texts.c.id == tables.reports.c.text)
        .where(tables.reports.c.id.in_(reports), which)
    )
    return connection.execute(query).all()


def _built(connection: Connection, found: Sequence[AnyRow]) -> list[Reading]:
    rows = {table: _rows(connection, table, [row.id for row in found]) for table in _DECODERS}
    return [
        Reading(
            report=msgspec.structs.replace(
                msgspec.json.decode(row.report, type=Report), text=row.text, name=row.name
            ),
            actors=tuple(rows[tables.actors][row.id]),
            events=tuple(rows[tables.events][row.id]),
            statements=tuple(rows[tables.statements][row.id]),
            commitments=tuple(rows[tables.commitments][row.id]),
            flags=tuple(rows[tables.flags][row.id]),
            trust=msgspec.json.decode(row.record, type=Trust),
        )
        for row in found
    ]


def _rows(connection: Connection, table: Table, wanted: Sequence[str]) -> dict[str, list[Any]]:
    """Rows of one kind by their reading, in order."""
    found: dict[str, list[Any]] = defaultdict(list)
    decode = _DECODERS[table].decode
    query = select(table.c.reading, table.c.record).where(table.c.reading.in_(wanted))
    for reading, record in connection.execute(query.order_by(table.c.reading, table.c.position)):
        found[reading].append(decode(record))
    return found
