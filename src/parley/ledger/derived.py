"""What is derived from readings and kept beside them: taken out when its report is deleted, reviewed or read anew."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, or_, select

from parley.ledger import tables


def forget_report(connection: Connection, report: str) -> None:
    """Takes out what was derived from a report, by its key."""
    followed = tables.followed
    texts = connection.execute(select(followed.c.text).where(followed.c.report == report)).scalars().all()
    forget(connection, texts)


def forget(connection: Connection, texts: Sequence[str]) -> None:
    """Takes out what was derived from some texts.

    Rows of others that were linked with theirs, or that a person decided about together with theirs, wait to be merged
    anew: their group may fall apart.
    """
    merged, links, evidence = tables.merged, tables.merged_links, tables.evidence
    for some in tables.chunks(texts):
        rows = select(merged.c.id).where(merged.c.text.in_(some))
        beside = select(links.c.other).where(links.c.one.in_(rows))
        tied = select(merged.c.id).where(merged.c.text.in_(_decided_with(connection, some)))
        found = select(evidence.c.entry).where(
            or_(evidence.c.row.in_(rows), evidence.c.row.in_(beside), evidence.c.row.in_(tied))
        )
        connection.execute(delete(tables.entries).where(tables.entries.c.id.in_(found)))
        connection.execute(delete(tables.followed).where(tables.followed.c.text.in_(some)))


def _decided_with(connection: Connection, texts: Sequence[str]) -> list[str]:
    """Texts with rows that people decided about together with rows of `texts`."""
    decisions = tables.decisions
    wanted = set(texts)
    pairs = connection.execute(select(decisions.c.one, decisions.c.other))
    found = ({anchor.partition(":")[0] for anchor in pair} for pair in pairs)
    return sorted({text for pair in found if pair & wanted for text in pair - wanted})
