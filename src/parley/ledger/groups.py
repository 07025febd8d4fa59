"""Sources: texts that are copies of one another, directly or through others, bear the same source.

Two texts are joined when they share a band and `copies.copied` says so. The source of a group is the smallest id in it, so
that groups and their names do not depend on the order in which texts came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, func, select, update

from parley.ledger import copies
from parley.ledger.tables import AnyRow, bands, texts

_PRINT = (texts.c.id, texts.c.source, texts.c.signature, texts.c.shingles, texts.c.origin)
_CHUNK = 200


def join(connection: Connection, text: dict[str, Any], hashes: list[int]) -> set[str]:
    """Joins a text that has just been stored with all it is a copy of.

    Args:
        connection: a transaction.
        text: its row.
        hashes: its bands.

    Returns:
        Ids of the texts whose source is another one now, the new text included when it is one.
    """
    if not hashes:
        return set()
    sharing = (
        select(texts.c.id)
        .join(bands, bands.c.text == texts.c.id)
        .where(bands.c.hash.in_(hashes), texts.c.id != text["id"])
        .distinct()
        .subquery()
    )
    near = select(texts.c.source, func.min(texts.c.id)).join(sharing, sharing.c.id == texts.c.id)
    found = [
        source
        for source, first in connection.execute(near.group_by(texts.c.source)).all()
        if any(_copied(text, other) for other in _members(connection, source, first, sharing))
    ]
    return rename(connection, [*found, text["id"]]) if found else set()


def _members(connection: Connection, source: str, first: str, sharing: Any) -> Iterator[AnyRow]:
    """Texts of a group that share a band with the new one, the first of them first: it settles nearly every case, and
    the others of a large group need not be fetched.
    """
    yield connection.execute(select(*_PRINT).where(texts.c.id == first)).one()
    last = first
    while True:
        others = (
            select(*_PRINT)
            .join(sharing, sharing.c.id == texts.c.id)
            .where(texts.c.source == source, texts.c.id > last)
            .order_by(texts.c.id)
            .limit(_CHUNK)
        )
        rows = connection.execute(others).all()
        yield from rows
        if len(rows) < _CHUNK:
            return
        last = rows[-1].id


def rename(connection: Connection, sources: Iterable[str]) -> set[str]:
    """Makes one group of the groups named `sources`; ids of the texts whose source is another one now."""
    listed = sorted(set(sources))
    others = texts.c.source.in_(listed[1:])
    moved = set(connection.execute(select(texts.c.id).where(others)).scalars())
    connection.execute(update(texts).where(others).values(source=listed[0]))
    return moved


def part(connection: Connection, source: str) -> set[str]:
    """Forms the group named `source` anew, after a text has left it; ids of the texts whose source is another one now."""
    rows = connection.execute(select(*_PRINT).where(texts.c.source == source).order_by(texts.c.id)).all()
    hashes: dict[str, list[int]] = {row.id: [] for row in rows}
    theirs = select(bands).join(texts, texts.c.id == bands.c.text).where(texts.c.source == source)
    for band in connection.execute(theirs):
        hashes[band.text].append(band.hash)
    roots = _parts(rows, hashes)
    moved = {row.id for row in rows if roots[row.id] != source}
    for text in sorted(moved):
        connection.execute(update(texts).where(texts.c.id == text).values(source=roots[text]))
    return moved


def _parts(rows: Iterable[AnyRow], hashes: dict[str, list[int]]) -> dict[str, str]:
    """Smallest id of the group of each text, by the rule of `join`."""
    members: dict[str, list[AnyRow]] = {}
    root: dict[str, str] = {}
    by_band: dict[int, list[AnyRow]] = {}
    for row in rows:
        near = {other.id: other for band in hashes[row.id] for other in by_band.get(band, ())}
        joined = {row.id}
        for other in near.values():
            if root[other.id] not in joined and _copied(row._mapping, other):
                joined.add(root[other.id])
        merged = [row, *(member for name in joined for member in members.pop(name, ()))]
        name = min(joined)
        members[name] = merged
        root.update({member.id: name for member in merged})
        for band in hashes[row.id]:
            by_band.setdefault(band, []).append(row)
    return root


def _copied(text: Any, other: AnyRow) -> bool:
    return copies.copied(
        (text["signature"], text["shingles"]),
        (other.signature, other.shingles),
        (text["origin"], other.origin),
    )
