"""What is derived from readings and kept beside them: taken out when its report is deleted, reviewed or read anew."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from parley.ledger import tables


def forget(connection: Connection, report: str) -> None:
    """Takes out what was derived from a report, by its key; rows of others that were merged with its rows wait to be merged."""
    entries = (
        select(tables.evidence.c.entry)
        .join(tables.merged, tables.merged.c.id == tables.evidence.c.row)
        .join(tables.followed, tables.followed.c.text == tables.merged.c.text)
        .where(tables.followed.c.report == report)
    )
    connection.execute(delete(tables.entries).where(tables.entries.c.id.in_(entries)))
    connection.execute(delete(tables.followed).where(tables.followed.c.report == report))
