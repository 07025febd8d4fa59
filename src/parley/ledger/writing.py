"""Writing to a ledger: batches of what was read, and taking a report out again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, func, insert, select, update

from parley.ledger import derived, groups, reviewing, tables
from parley.ledger.taken import Rows, Taken
from parley.ledger.versions import Run

_OF_READINGS = (
    tables.actors,
    tables.events,
    tables.affected,
    tables.statements,
    tables.commitments,
    tables.flags,
    tables.parties,
)
"""Tables of rows, parents first."""


@dataclass(slots=True)
class Written:
    """How much of a batch was new."""

    reports: int = 0
    readings: int = 0
    rows: int = 0
    """Actors, events, statements, commitments and flags."""


def write(connection: Connection, batch: Sequence[Taken], run: Run) -> Written:
    """Stores a batch within the transaction that is open; what is there already stays as it is."""
    _run(connection, run)
    known = set(
        connection.execute(
            select(tables.inputs.c.id).where(
                tables.inputs.c.run == run.id, tables.inputs.c.id.in_({t.input for t in batch})
            )
        ).scalars()
    )
    fresh = list({taken.input: taken for taken in batch if taken.input not in known}.values())
    read = [taken.rows for taken in fresh if taken.rows is not None]
    _texts(connection, read)
    written = Written(reports=_reports(connection, read))
    new = _readings(connection, read, run)
    written.readings = len(new)
    for table in _OF_READINGS:
        rows = [row for reading in new for row in reading[table.name]]
        _insert(connection, table, rows)
        written.rows += 0 if table in (tables.affected, tables.parties) else len(rows)
    _insert(connection, tables.inputs, [_input(taken, run) for taken in fresh])
    reports = [reading["reports"][0]["id"] for reading in new]
    _change(connection, "read", reports)
    for report in reviewing.among(connection, reports):
        reviewing.renew(connection, report)
    return written


def delete_report(connection: Connection, report: str) -> bool:
    """Takes a report and all that came from it out of the ledger; whether it was there."""
    text = connection.execute(
        select(tables.reports.c.text).where(tables.reports.c.id == report)
    ).scalar_one_or_none()
    if text is None:
        return False
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("pragma secure_delete = on")
    derived.forget_report(connection, report)
    _undecide(connection, report, text)
    connection.execute(delete(tables.reports).where(tables.reports.c.id == report))
    others = select(tables.reports.c.id).where(tables.reports.c.text == text).limit(1)
    if connection.execute(others).first() is None:
        source = connection.execute(
            select(tables.texts.c.source).where(tables.texts.c.id == text)
        ).scalar_one()
        connection.execute(delete(tables.texts).where(tables.texts.c.id == text))
        _regrouped(connection, groups.part(connection, source))
    if connection.dialect.name == "sqlite":
        # The index marks words as deleted and keeps them until its parts are put together.
        connection.exec_driver_sql("insert into texts_search (texts_search) values ('optimize')")
    _change(connection, "deleted", [report])
    return True


def _undecide(connection: Connection, report: str, text: str) -> None:
    """Takes out what was decided about happenings that only this report tells of."""
    others = select(tables.reports.c.id).where(tables.reports.c.text == text, tables.reports.c.id != report)
    if connection.execute(others).first() is None:
        at = f"{text}:%"
        named = tables.decisions.c.one.like(at) | tables.decisions.c.other.like(at)
        connection.execute(delete(tables.decisions).where(named))


def _run(connection: Connection, run: Run) -> None:
    table = tables.runs
    if connection.execute(select(table.c.id).where(table.c.id == run.id)).first() is None:
        last = connection.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()
        connection.execute(insert(table), {"id": run.id, "number": last + 1, "record": run.to_json()})


def _texts(connection: Connection, read: Sequence[Rows]) -> None:
    by_id = {rows["texts"][0]["id"]: rows for rows in read}
    there = _there(connection, tables.texts.c.id, by_id)
    moved: set[str] = set()
    new = {key: rows for key, rows in by_id.items() if key not in there}
    _insert(connection, tables.texts, [rows["texts"][0] for rows in new.values()])
    _insert(connection, tables.bands, [band for rows in new.values() for band in rows["bands"]])
    for rows in new.values():
        moved |= groups.join(connection, rows["texts"][0], [band["hash"] for band in rows["bands"]])
    # New texts are told of as read; only those that were there before are told of as regrouped.
    _regrouped(connection, moved - set(new))


def _reports(connection: Connection, read: Sequence[Rows]) -> int:
    by_id: dict[str, dict[str, Any]] = {}
    for rows in read:
        (report,) = rows["reports"]
        if report["id"] not in by_id or report["name"] < by_id[report["id"]]["name"]:
            by_id[report["id"]] = report
    there = _there(connection, tables.reports.c.id, by_id)
    _insert(connection, tables.reports, [row for key, row in by_id.items() if key not in there])
    table = tables.reports
    for key in sorted(there):
        name = by_id[key]["name"]
        connection.execute(update(table).where(table.c.id == key, table.c.name > name).values(name=name))
    return len(by_id) - len(there)


def _readings(connection: Connection, read: Sequence[Rows], run: Run) -> list[Rows]:
    """Stores the readings that are not there; their rows."""
    by_id = {rows["readings"][0]["id"]: rows for rows in read}
    there = _there(connection, tables.readings.c.id, by_id)
    new = [rows for key, rows in by_id.items() if key not in there]
    reports = [rows["reports"][0]["id"] for rows in new]
    table = tables.readings
    number = select(tables.runs.c.number).where(tables.runs.c.id == run.id).scalar_subquery()
    later = (
        select(table.c.report)
        .join(tables.runs, tables.runs.c.id == table.c.run)
        .where(table.c.report.in_(reports), tables.runs.c.number > number)
    )
    outdated = set(connection.execute(later).scalars())
    ours = set(reports) - outdated
    replaced = table.c.report.in_(ours) & (table.c.current | table.c.latest)
    connection.execute(update(table).where(replaced).values(current=False, latest=False))
    for rows in new:
        (row,) = rows["readings"]
        row["current"] = row["latest"] = rows["reports"][0]["id"] in ours
    _insert(connection, table, [rows["readings"][0] for rows in new])
    return new


def _input(taken: Taken, run: Run) -> dict[str, Any]:
    why = taken.rejected
    return {
        "id": taken.input,
        "run": run.id,
        "name": taken.name,
        "report": taken.rows["reports"][0]["id"] if taken.rows else None,
        "stage": why.stage if why else None,
        "code": why.code if why else None,
        "detail": why.detail if why else None,
    }


def _regrouped(connection: Connection, texts: set[str]) -> None:
    for some in tables.chunks(sorted(texts)):
        reports = select(tables.reports.c.id).where(tables.reports.c.text.in_(some))
        _change(connection, "regrouped", connection.execute(reports.order_by(tables.reports.c.id)).scalars())


def _change(connection: Connection, kind: str, reports: Iterable[str]) -> None:
    _insert(connection, tables.changes, [{"kind": kind, "report": report} for report in reports])


def _there(connection: Connection, column: Column[str], keys: Iterable[str]) -> set[str]:
    """Those of `keys` that are in `column`."""
    found: set[str] = set()
    for some in tables.chunks(list(keys)):
        found.update(connection.execute(select(column).where(column.in_(some))).scalars())
    return found


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
