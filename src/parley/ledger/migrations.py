"""How a ledger came to be as `tables` says: named steps, each recorded in the transaction that makes it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, insert, inspect, select, text

from parley.errors import ParleyError
from parley.ledger import tables


class LedgerTooNew(ParleyError):
    """The ledger was written by a newer Parley."""

    code = "ledger-too-new"


def migrate(connection: Connection) -> None:
    """Brings the ledger behind `connection` up to date, within the transaction that is open.

    Raises:
        LedgerTooNew: a migration is recorded that this Parley does not know.
    """
    known = [step.__name__.lstrip("_") for step in _STEPS]
    if not inspect(connection).has_table("migrations"):
        tables.migrations.create(connection)
    done = {row.number: row.name for row in connection.execute(select(tables.migrations))}
    if max(done, default=0) > len(_STEPS):
        raise LedgerTooNew(
            f"the ledger was written by a newer version of Parley (migration {max(done)}); update Parley to use it"
        )
    for number, step in enumerate(_STEPS, 1):
        if number not in done:
            step(connection)
            connection.execute(insert(tables.migrations).values(number=number, name=known[number - 1]))


def _reports_and_readings(connection: Connection) -> None:
    made = (
        tables.runs, tables.bodies, tables.bands, tables.reports, tables.readings, tables.actors, tables.events,
        tables.statements, tables.commitments, tables.flags, tables.participants, tables.rejections, tables.inputs,
    )  # fmt: skip
    tables.metadata.create_all(connection, tables=made)


def _full_text(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("create virtual table reports_text using fts5(report unindexed, text, tokenize='unicode61')")
        )
    else:
        connection.execute(
            text(
                "create index reports_text on reports using gin (to_tsvector('english', left(text, 500000)))"
            )
        )


_STEPS: tuple[Callable[[Connection], None], ...] = (_reports_and_readings, _full_text)
