"""Sources: texts that are copies of one another, directly or through others, bear the same source.

Two texts are joined when they share a band and `copies.copied` says so. The source of a group is the smallest id in it, so
that groups and their names do not depend on the order in which texts came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, update

from parley.ledger import copies
from parley.ledger.tables import AnyRow, bands, texts

_PRINT = (texts.c.id, texts.c.source, texts.c.signature, texts.c.shingles, texts.c.origin)
_AT_ONCE = 1000
"""Prints fetched at a time."""


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
    # The first text of each group settles nearly every case, so that a large group need not be fetched.
    firsts = (
        select(func.min(texts.c.id)).where(texts.c.id.in_(_sharing(text, hashes))).group_by(texts.c.source)
    )
    found = _sources_of_copies(connection, text, texts.c.id.in_(firsts))
    others = texts.c.id.in_(_sharing(text, hashes)) & texts.c.id.not_in(firsts)
    if found:
        others = others & texts.c.source.not_in(found)
    found |= _sources_of_copies(connection, text, others)
    return rename(connection, [*found, text["id"]]) if found else set()


def _sharing(text: dict[str, Any], hashes: list[int]) -> Any:
    """Ids of the other texts that share a band with `text`."""
    return select(bands.c.text).where(bands.c.hash.in_(hashes), bands.c.text != text["id"])


def _sources_of_copies(connection: Connection, text: dict[str, Any], which: ColumnElement[bool]) -> set[str]:
    """Sources of those texts that `text` is a copy of, among the ones that fulfil a condition."""
    found: set[str] = set()
    result = connection.execute(select(*_PRINT).where(which), execution_options={"yield_per": _AT_ONCE})
    for rows in result.partitions():
        found.update(row.source for row in _copies(text, rows))
    return found


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
        joined = {row.id, *(root[other.id] for other in _copies(row._mapping, list(near.values())))}
        merged = [row, *(member for name in joined for member in members.pop(name, ()))]
        name = min(joined)
        members[name] = merged
        root.update({member.id: name for member in merged})
        for band in hashes[row.id]:
            by_band.setdefault(band, []).append(row)
    return root


def _copies(text: Any, others: Sequence[AnyRow]) -> Iterator[AnyRow]:
    """Those of `others` that are copies of `text`."""
    alike = copies.likeness(text["signature"], [other.signature for other in others])
    for share, other in zip(alike, others, strict=True):
        if copies.copied(share, (text["shingles"], other.shingles), (text["origin"], other.origin)):
            yield other
