"""Readings as they are kept, put together from their rows."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, Table, select

from parley.ledger import tables
from parley.ledger.tables import AnyRow
from parley.records import Actor, Commitment, Event, Flag, Reading, Report, Statement, Trust


def find(connection: Connection, report: str, *, machine: bool = False) -> AnyRow | None:
    """The reading of a report that questions are answered from; with `machine`, the latest that no person had a part in.

    Returns:
        A row with `id` and `run`, and what `reading` needs.
    """
    which = tables.readings.c.latest if machine else tables.readings.c.current
    query = (
        select(
            tables.reports.c.record.label("report"),
            tables.reports.c.name,
            tables.texts.c.text,
            tables.readings.c.id,
            tables.readings.c.run,
            tables.readings.c.record,
        )
        .join(tables.readings, tables.readings.c.report == tables.reports.c.id)
        .join(tables.texts, tables.texts.c.id == tables.reports.c.text)
        .where(tables.reports.c.id == report, which)
    )
    return connection.execute(query).first()


def reading(connection: Connection, found: AnyRow) -> Reading:
    """The reading behind what `find` found."""
    bare = msgspec.json.decode(found.report, type=Report)

    def rows(table: Table, kind: Any) -> tuple[Any, ...]:
        query = select(table.c.record).where(table.c.reading == found.id).order_by(table.c.position)
        return tuple(msgspec.json.decode(r, type=kind) for r in connection.execute(query).scalars())

    return Reading(
        report=msgspec.structs.replace(bare, text=found.text, name=found.name),
        actors=rows(tables.actors, Actor),
        events=rows(tables.events, Event),
        statements=rows(tables.statements, Statement),
        commitments=rows(tables.commitments, Commitment),
        flags=rows(tables.flags, Flag),
        trust=msgspec.json.decode(found.record, type=Trust),
    )
