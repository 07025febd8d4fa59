"""From the rows that stand for a reading in the ledger's tables back to the reading."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select

from parley.ledger import tables
from parley.records import Actor, Commitment, Event, Flag, Reading, Report, Statement, Trust


def reading(connection: Connection, report: str) -> Reading | None:
    """The current reading of a report, by the report's key; `None` where there is no such report."""
    query = (
        select(
            tables.reports.c.record.label("report"),
            tables.reports.c.name,
            tables.texts.c.text,
            tables.readings.c.id,
            tables.readings.c.record,
        )
        .join(tables.readings, tables.readings.c.report == tables.reports.c.id)
        .join(tables.texts, tables.texts.c.id == tables.reports.c.text)
        .where(tables.reports.c.id == report, tables.readings.c.current)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    bare = msgspec.json.decode(row.report, type=Report)

    def rows(table: Table, kind: Any) -> tuple[Any, ...]:
        found = select(table.c.record).where(table.c.reading == row.id).order_by(table.c.position)
        return tuple(msgspec.json.decode(r, type=kind) for r in connection.execute(found).scalars())

    return Reading(
        report=msgspec.structs.replace(bare, text=row.text, name=row.name),
        actors=rows(tables.actors, Actor),
        events=rows(tables.events, Event),
        statements=rows(tables.statements, Statement),
        commitments=rows(tables.commitments, Commitment),
        flags=rows(tables.flags, Flag),
        trust=msgspec.json.decode(row.record, type=Trust),
    )
