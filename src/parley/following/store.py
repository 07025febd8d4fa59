"""Merged rows in a ledger's tables: what is waiting, its blocks and links, the groups it is in, its entries.

All functions work within the transaction that is open. What reports are merged, and how, depends on these tables alone,
so that an update that was killed goes on where it was.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Subquery, Table, and_, delete, func, insert, or_, select

from parley.following import merging
from parley.following.gists import Gist
from parley.following.model import Anchor, Entry, Told
from parley.following.rows import Row
from parley.ledger import derived, tables, whole

_ENCODER = msgspec.json.Encoder(order="deterministic")
_ROW = msgspec.json.Decoder(Row)
_GIST = msgspec.json.Decoder(Gist)
_ENTRY = msgspec.json.Decoder(Entry)


class Rows:
    """Rows by number, decoded once in a transaction."""

    def __init__(self) -> None:
        self._kept: dict[int, Row] = {}

    def get(self, connection: Connection, numbers: Iterable[int]) -> dict[int, Row]:
        """The rows of these numbers."""
        wanted = set(numbers)
        missing = wanted - self._kept.keys()
        for some in tables.chunks(sorted(missing)):
            query = select(tables.merged.c.id, tables.merged.c.record).where(tables.merged.c.id.in_(some))
            for number, record in connection.execute(query):
                self._kept[number] = _ROW.decode(record)
        return {number: self._kept[number] for number in wanted}

    def put(self, number: int, row: Row) -> None:
        """Takes in a row that is new."""
        self._kept[number] = row


def number(anchor: Anchor) -> int:
    """A row's number: a digest of its anchor in 64 bits with sign."""
    return _digest(str(anchor))


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little", signed=True)


# --- reports ------------------------------------------------------------------------------------------------------------


def waiting(connection: Connection, limit: int) -> list[tuple[str, str, Told]]:
    """Texts that are not followed as they are now: key of the first of their reports, of its reading, and both read.

    Copies of one report count for the publisher of the first of them, as do all reports of that publisher.
    """
    texts, followed = tables.texts, tables.followed
    first, head = _first_reports(tables.reports.c.text), _first_reports(tables.texts.c.source)
    voice = func.coalesce(func.nullif(head.c.publisher, ""), texts.c.source)
    query = (
        select(first.c.id, first.c.reading, voice.label("voice"), texts.c.source)
        .join(texts, texts.c.id == first.c.text)
        .join(head, and_(head.c.source == texts.c.source, head.c.rank == 1))
        .outerjoin(followed, followed.c.text == first.c.text)
        .where(
            first.c.rank == 1,
            or_(
                followed.c.text.is_(None),
                followed.c.report != first.c.id,
                followed.c.reading != first.c.reading,
                followed.c.voice != voice,
                followed.c.story != texts.c.source,
            ),
        )
        .order_by(first.c.id)
        .limit(limit)
    )
    rows = connection.execute(query).all()
    read = whole.readings(connection, [row.id for row in rows])
    return [
        (row.id, row.reading, Told(reading=read[row.id], source=row.voice, copies=row.source)) for row in rows
    ]


def _first_reports(among: ColumnElement[str]) -> Subquery:
    """Reports with a current reading; those of rank 1 are the first with the same `among`, in canonical order."""
    reports, readings, texts = tables.reports, tables.readings, tables.texts
    rank = func.row_number().over(
        partition_by=among,
        order_by=(reports.c.published.is_(None), reports.c.published, reports.c.id),
    )
    return (
        select(
            reports.c.id,
            reports.c.text,
            texts.c.source,
            reports.c.publisher,
            readings.c.id.label("reading"),
            rank.label("rank"),
        )
        .join(readings, and_(readings.c.report == reports.c.id, readings.c.current))
        .join(texts, texts.c.id == reports.c.text)
        .subquery()
    )


def put(connection: Connection, fresh: Sequence[tuple[str, str, Gist]]) -> None:
    """Follows some reports (keys of report and reading, and the gist), in place of what was there of them."""
    known = Rows()
    texts = [gist.teller.report for *_, gist in fresh]
    derived.forget(connection, texts)
    followed, merged = [], []
    blocks: list[tuple[int, int]] = []
    rows: list[int] = []
    for report, reading, gist in fresh:
        bare = msgspec.structs.replace(gist, rows=())
        followed.append(
            {
                "text": gist.teller.report,
                "report": report,
                "reading": reading,
                "voice": gist.teller.voice,
                "story": gist.teller.story,
                "record": _json(bare),
            }
        )
        for row in gist.rows:
            key = number(row.anchor)
            known.put(key, row)
            rows.append(key)
            merged.append({"id": key, "text": gist.teller.report, "record": _json(row)})
            blocks += [(h, key) for h in sorted(set(map(_digest, merging.blocks(row))))]
    _insert(connection, tables.followed, followed)
    _insert(connection, tables.merged, merged)
    _insert_pairs(connection, tables.merged_blocks, blocks)
    _link(connection, known, rows)


def clear(connection: Connection) -> None:
    """Takes out everything that is derived."""
    connection.execute(delete(tables.entries))
    connection.execute(delete(tables.followed))


def _link(connection: Connection, known: Rows, fresh: Sequence[int]) -> None:
    """Compares new rows with all rows of their blocks."""
    one, other = tables.merged_blocks.alias(), tables.merged_blocks.alias()
    for some in tables.chunks(fresh):
        query = (
            select(one.c.row, other.c.row)
            .join(other, other.c.hash == one.c.hash)
            .where(one.c.row.in_(some), other.c.row != one.c.row)
            .distinct()
        )
        pairs = {(min(a, b), max(a, b)) for a, b in connection.execute(query)}
        rows = known.get(connection, {n for pair in pairs for n in pair})
        alike = [(a, b) for a, b in sorted(pairs) if merging.linked(rows[a], rows[b])]
        there: dict[int, set[int]] = {}
        _links(connection, sorted({a for a, _ in alike}), there)
        new = [(a, b) for a, b in alike if b not in there[a]]
        _insert_pairs(connection, tables.merged_links, [p for a, b in new for p in ((a, b), (b, a))])


def _links(connection: Connection, rows: Sequence[int], found: dict[int, set[int]]) -> None:
    """Adds to `found` what rows are linked with."""
    links = tables.merged_links
    found.update((row, set()) for row in rows)
    for some in tables.chunks(rows):
        for one, other in connection.execute(select(links.c.one, links.c.other).where(links.c.one.in_(some))):
            found[one].add(other)


# --- entries ------------------------------------------------------------------------------------------------------------


def settled(connection: Connection) -> bool:
    """Whether nothing waits to be followed or merged."""
    return not waiting(connection, 1) and not stale(connection, 1)


def fingerprints(connection: Connection, anchors: Iterable[Anchor]) -> list[tuple[str, str, int, str]]:
    """What rows of these anchors have in common with their copies, in order."""
    numbers = [number(anchor) for anchor in anchors]
    rows = Rows().get(connection, numbers)
    return [rows[key].fingerprint for key in numbers]


def stale(connection: Connection, limit: int) -> list[int]:
    """Rows that belong to no entry."""
    merged, evidence = tables.merged, tables.evidence
    query = (
        select(merged.c.id)
        .outerjoin(evidence, evidence.c.row == merged.c.id)
        .where(evidence.c.row.is_(None))
        .order_by(merged.c.id)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def settle(connection: Connection, rows: Sequence[int], decided: Mapping[frozenset[Anchor], Any]) -> int:
    """Merges the groups that some rows are in anew; the number of entries."""
    tied: dict[int, set[int]] = {}
    for pair in decided:
        one, other = map(number, pair)
        tied.setdefault(one, set()).add(other)
        tied.setdefault(other, set()).add(one)

    links: dict[int, set[int]] = {}
    ties: dict[int, set[int]] = {}
    fresh = set(rows)
    while fresh:
        _links(connection, sorted(fresh), links)
        there = _there(connection, sorted({n for one in fresh for n in tied.get(one, ())}))
        ties.update((one, tied.get(one, set()) & there) for one in fresh)
        fresh = {n for one in fresh for n in links[one] | ties[one]} - links.keys()
    groups = merging.connected(rows, lambda some: {n for one in some for n in links[one] | ties[one]})
    every = Rows().get(connection, links.keys())
    unsettle(connection, sorted(every))
    entries, evidence = [], []
    for group in groups:
        for entry in _settled(group, every, links, decided):
            entries.append(_entry(entry))
            evidence += [{"row": number(e.anchor), "entry": entry.id} for e in entry.evidence]
    _insert(connection, tables.entries, entries)
    _insert(connection, tables.evidence, evidence)
    return len(entries)


def unsettle(connection: Connection, rows: Sequence[int]) -> None:
    """Takes out the entries that some rows are in, so that all their rows wait to be merged."""
    for some in tables.chunks(rows):
        found = select(tables.evidence.c.entry).where(tables.evidence.c.row.in_(some))
        connection.execute(delete(tables.entries).where(tables.entries.c.id.in_(found)))


def entries(connection: Connection) -> Iterator[Entry]:
    """All entries in order of date and id; undated ones last."""
    table = tables.entries
    order = (table.c.start_day.is_(None), table.c.start_day, table.c.type, table.c.id)
    query = select(table.c.record).order_by(*order)
    for record in connection.execute(query, execution_options={"yield_per": 1000}).scalars():
        yield _ENTRY.decode(record)


def entries_of(
    connection: Connection, day: datetime.date, decided: Mapping[frozenset[Anchor], Any]
) -> tuple[Entry, ...]:
    """Entries as they were on a day, in the order of `entries`: of the reports published by then, or without a date."""
    query = select(tables.merged.c.id, tables.merged.c.record)
    found = connection.execute(query, execution_options={"yield_per": 1000})
    every = {key: row for key, record in found if _known(row := _ROW.decode(record), day)}
    links: dict[int, set[int]] = {key: set() for key in every}
    pairs = connection.execute(select(tables.merged_links.c.one, tables.merged_links.c.other))
    tied = [tuple(map(number, pair)) for pair in decided]
    for one, other in (*pairs, *tied, *((b, a) for a, b in tied)):
        if one in links and other in links:
            links[one].add(other)
    groups = merging.connected(sorted(every), lambda some: {n for one in some for n in links[one]})
    return merging.ordered(e for group in groups for e in _settled(group, every, links, decided))


def _known(row: Row, day: datetime.date) -> bool:
    return row.teller.published is None or row.teller.published <= day


def _settled(
    group: Iterable[int],
    every: Mapping[int, Row],
    links: Mapping[int, set[int]],
    decided: Mapping[frozenset[Anchor], Any],
) -> tuple[Entry, ...]:
    """Entries of one connected group."""
    pairs = [(every[a].anchor, every[b].anchor) for a in group for b in links[a] if a < b]
    return merging.settled(sorted((every[n] for n in group), key=lambda row: row.anchor), pairs, decided)


def gists(connection: Connection) -> Iterator[Gist]:
    """What is kept of all reports but their rows, in order of publication."""
    followed, reports = tables.followed, tables.reports
    query = (
        select(followed.c.record)
        .join(reports, reports.c.id == followed.c.report)
        .order_by(reports.c.published.is_(None), reports.c.published, followed.c.text)
    )
    for record in connection.execute(query, execution_options={"yield_per": 1000}).scalars():
        yield _GIST.decode(record)


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "type": entry.type,
        "mode": entry.mode,
        "factuality": entry.factuality.value,
        "start_day": entry.start,
        "end_day": entry.end,
        "place": entry.place,
        "sources": entry.sources,
        "confidence": entry.confidence.value,
        "record": _json(entry),
    }


def _there(connection: Connection, numbers: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for some in tables.chunks(numbers):
        query = select(tables.merged.c.id).where(tables.merged.c.id.in_(some))
        found.update(connection.execute(query).scalars().all())
    return found


def _json(record: Any) -> str:
    return _ENCODER.encode(record).decode()


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _insert_pairs(connection: Connection, table: Table, rows: list[tuple[int, int]]) -> None:
    """Inserts many rows of two numbers: there are dozens to an event, and a dictionary for each would cost most."""
    if rows:
        mark = "?" if connection.dialect.name == "sqlite" else "%s"
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        statement = f"insert into {table.name} ({names}) values ({mark}, {mark})"  # noqa: S608 - our own names
        connection.exec_driver_sql(statement, rows)
