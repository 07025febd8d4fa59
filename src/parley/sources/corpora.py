"""Many reports at once: folders, patterns, tables (JSON lines, CSV, Parquet) and feeds become a stream of items.

Nothing is held but the item at hand, however large the corpus. What cannot be read becomes an item that carries the
rejection, and the stream goes on.
"""

from __future__ import annotations

import csv
import datetime
import glob
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from parley.errors import InputRejected, ParleyError
from parley.records import Report
from parley.sources import intake
from parley.sources.feeds import entries, is_feed, is_url

_TABLES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet"}
_FEEDS = frozenset({".rss", ".atom", ".xml"})
_PASSED_OVER = frozenset(
    {".db", ".sqlite", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".css", ".js", ".md", ".toml"}
)
"""Files that lie beside reports in a folder and are none; named one by one they are read all the same."""
_LONGEST_LINE = 8 * intake.MAX_CHARACTERS + 65_536
"""Bytes of a line of a table: a report as long as may be, in an encoding that takes much, with its columns."""
COLUMNS = {
    "text": ("text", "body", "content", "article", "maintext"),
    "title": ("title", "headline"),
    "date": ("date", "published", "publication_date", "date_publish", "pubdate", "timestamp"),
    "publisher": ("publisher", "source", "outlet", "source_domain"),
    "url": ("url", "link"),
}
"""Names under which a column is looked for when the user names none."""


class UnknownColumn(ParleyError):
    """A table lacks a column that the user named, or any column with text."""

    code = "unknown-column"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One input of a corpus, not yet a report: picklable, so that another process can read it."""

    name: str
    """A path, a path with the row's number (`news.jsonl:12`), or a URL."""
    data: bytes | str | None = None
    """Bytes of a file, or the text of a row; `None` when it was rejected on the way in."""
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    rejected: tuple[str, str] | None = None
    """Code and detail."""
    size: int = 0
    """Bytes of input behind it, for progress."""

    @property
    def key(self) -> str:
        """Digest of name and content: the same input again has the same key."""
        total = hashlib.sha256()
        for part in (self.name, self.title, self.date, self.publisher, self.url, str(self.rejected)):
            total.update(repr(part).encode())
        data = self.data if isinstance(self.data, bytes) else (self.data or "").encode("utf-8", "replace")
        total.update(data)
        return total.hexdigest()[:16]


def items(paths: Iterable[str], columns: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Everything that `paths` name, in order.

    Args:
        paths: files, folders (searched through), patterns (`news/*.html`), or URLs of feeds and pages.
        columns: for tables, which column holds the text, title, date, publisher and url (see `COLUMNS`).

    Raises:
        UnknownColumn: a table lacks a column that `columns` names, or any with the text.
    """
    for path in paths:
        if is_url(path):
            yield from _of_entries(path, None, 0)
            continue
        found = _files(path)
        if not found:
            yield Item(
                name=path, rejected=("missing", "there is no such file, and no file fits it as a pattern")
            )
        for file in found:
            yield from _of_file(file, columns or {})


def size(paths: Iterable[str]) -> int:
    """Bytes of all files that `paths` name; URLs count nothing."""
    return sum(_bytes(file) for path in paths if not is_url(path) for file in _files(path))


def report(item: Item, *, max_characters: int = intake.MAX_CHARACTERS) -> Report:
    """The report in an item.

    Raises:
        InputRejected: as `parley.sources.from_text`, and with code bad-date for a date that does not exist.
    """
    import msgspec

    if item.rejected is not None:
        raise InputRejected(item.name, *item.rejected)
    published = _day(item)
    if isinstance(item.data, bytes):
        made = intake.from_bytes(
            item.data, name=item.name, published=published, max_characters=max_characters
        )
    else:
        made = intake.from_text(
            item.data or "",
            name=item.name,
            title=item.title,
            published=published,
            max_characters=max_characters,
        )
    return msgspec.structs.replace(
        made, publisher=_line(item.publisher) or made.publisher, url=_line(item.url) or made.url
    )


def _day(item: Item) -> datetime.date | None:
    """The day of an ISO 8601 date or time, or of the dates of mail and feeds (RFC 2822)."""
    from email.utils import parsedate_to_datetime

    given = (item.date or "").strip()
    if not given:
        return None
    try:
        return datetime.date.fromisoformat(given[:10])
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(given).date()
    except (ValueError, TypeError, IndexError) as error:
        raise InputRejected(
            item.name, "bad-date", f"there is no date {given[:40]!r}; write YYYY-MM-DD"
        ) from error


def _line(value: str | None) -> str | None:
    """A field on one line, without characters that do not print."""
    if value is None:
        return None
    kept = "".join(c if c.isprintable() else " " for c in value)
    return " ".join(kept.split()) or None


def _files(path: str) -> list[Path]:
    here = Path(path)
    try:
        if here.is_dir():
            inside = (file for file in here.rglob("*") if file.is_file())
            shown = (f for f in inside if not any(p.startswith(".") for p in f.relative_to(here).parts))
            return sorted(file for file in shown if file.suffix.lower() not in _PASSED_OVER)
        if here.exists():
            return [here]
    except (OSError, ValueError):
        return []
    found = glob.glob(path, recursive=True)  # noqa: PTH207 - a pattern may be absolute
    return sorted(file for file in map(Path, found) if file.is_file())


def _bytes(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _of_file(file: Path, columns: Mapping[str, str]) -> Iterator[Item]:
    kind = _TABLES.get(file.suffix.lower())
    name = intake._name(str(file))
    try:
        if kind is not None:
            rows = {"jsonl": _json_lines, "csv": _csv, "parquet": _parquet}[kind]
            yield from _rows(name, rows(file), columns)
            return
        with file.open("rb") as stream:
            data = stream.read(_LONGEST_LINE)
    except OSError as error:
        yield Item(
            name=name, rejected=("unreadable", f"it cannot be read: {error.strerror or error}".lower())
        )
        return
    if file.suffix.lower() in _FEEDS and is_feed(data):
        yield from _of_entries(name, data, len(data))
    else:
        yield Item(name=name, data=data, size=_bytes(file))


def _of_entries(name: str, data: bytes | None, length: int) -> Iterator[Item]:
    try:
        found = entries(name, data)
    except InputRejected as error:
        yield Item(name=name, rejected=(error.code, error.detail))
        return
    for number, entry in enumerate(found):
        yield Item(
            name=entry.url or f"{name}:{number + 1}",
            data=entry.text,
            title=entry.title,
            date=entry.date,
            publisher=entry.publisher,
            url=entry.url,
            size=length if number == 0 else 0,
        )


Row = tuple[int, int, Mapping[str, Any] | str]
"""Number from 1, bytes, and the row's columns, or what is wrong with it."""


def _rows(name: str, rows: Iterator[Row], columns: Mapping[str, str]) -> Iterator[Item]:
    for number, length, row in rows:
        called = f"{name}:{number}"
        if isinstance(row, str):
            yield Item(name=called, rejected=("bad-row", row), size=length)
            continue
        values = {field: _value(row, field, columns.get(field), name) for field in COLUMNS}
        if values["text"] is None:
            yield Item(name=called, rejected=("empty", "the row has no text"), size=length)
            continue
        yield Item(
            name=called,
            data=values["text"],
            title=values["title"],
            date=values["date"],
            publisher=values["publisher"],
            url=values["url"],
            size=length,
        )


def _value(row: Mapping[str, Any], field: str, named: str | None, file: str) -> str | None:
    if named is not None:
        if named not in row:
            raise UnknownColumn(f"{file}: there is no column {named!r}; it has {_listed(row)}")
        value = row[named]
    else:
        known = next((n for n in COLUMNS[field] if row.get(n)), None)
        if known is None and field == "text" and not any(n in row for n in COLUMNS["text"]):
            raise UnknownColumn(
                f"{file}: no column holds the text; name it with --text; there are {_listed(row)}"
            )
        value = None if known is None else row[known]
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    return value if isinstance(value, str) and value.strip() else None


def _listed(row: Mapping[str, Any]) -> str:
    return ", ".join(str(column) for column in list(row)[:12])


def _json_lines(file: Path) -> Iterator[Row]:
    with file.open("rb") as stream:
        for number, line in enumerate(_lines(stream), 1):
            if line is None:
                yield number, _LONGEST_LINE, "the line is longer than any report may be"
            elif line.strip():
                try:
                    row = json.loads(line)
                except (ValueError, RecursionError):
                    yield number, len(line), "the line is not JSON"
                else:
                    fine = isinstance(row, dict)
                    yield number, len(line), row if fine else "the line is no JSON object"


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Lines of a file; `None` for one that is too long, whose rest is passed over."""
    while line := stream.readline(_LONGEST_LINE):
        if len(line) < _LONGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        while (rest := stream.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
            pass
        yield None


def _csv(file: Path) -> Iterator[Row]:
    csv.field_size_limit(min(_LONGEST_LINE, sys.maxsize))
    separator = "\t" if file.suffix.lower() == ".tsv" else ","
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        reader = csv.DictReader(
            (line.replace("\0", "\N{REPLACEMENT CHARACTER}") for line in stream), delimiter=separator
        )
        number = 0
        while True:
            number += 1
            try:
                row = next(reader, None)
            except csv.Error as error:
                yield number, 0, f"the row is no CSV: {error}"
                continue
            if row is None:
                return
            length = sum(len(v) for v in row.values() if isinstance(v, str))
            yield number, length, {k: v for k, v in row.items() if k is not None}


def _parquet(file: Path) -> Iterator[Row]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError:
        yield 1, 0, "Parquet needs one more package; install it with: pip install 'parley[tables]'"
        return
    try:
        with parquet.ParquetFile(file) as table:
            number = 0
            for batch in table.iter_batches(batch_size=64):
                for row in batch.to_pylist():
                    number += 1
                    yield number, sum(len(v) for v in row.values() if isinstance(v, str)), row
    except (pyarrow.ArrowException, OSError) as error:
        yield 0, 0, f"this is no Parquet file that can be read: {' '.join(str(error).split())[:120]}"
