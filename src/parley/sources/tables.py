"""Tables of reports (JSON lines, CSV, Parquet), row by row: nothing is held but the row at hand."""

from __future__ import annotations

import csv
import datetime
import itertools
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from parley.errors import ParleyError
from parley.sources import intake
from parley.sources.items import Item, rejected, sha256

KINDS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
}
FIELDS = ("text", "title", "published", "publisher", "url")
USUAL: Mapping[str, Sequence[str]] = {
    "text": ("text", "body", "content", "article", "maintext"),
    "title": ("title", "headline"),
    "published": ("published", "date", "publication_date", "date_publish", "pubdate"),
    "publisher": ("publisher", "source", "outlet", "source_domain"),
    "url": ("url", "link"),
}
"""Columns that are looked for, in this order, when the user names none."""
_LONGEST = 8 * intake.MAX_CHARACTERS + (1 << 16)
"""Bytes of the longest row: the longest report in whatever encoding, and its other columns."""
_LOOKED_AT = 8
"""Rows whose columns are compared with those that the user named: rows of JSON may leave some out."""
_BATCH = 32
"""Rows of a Parquet file decoded at a time."""


class UnknownColumn(ParleyError):
    """A table lacks a column that the user named, or any column with text."""

    code = "unknown-column"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number from 1, its size in bytes, and its columns or what is wrong with it."""

    number: int
    size: int
    values: Mapping[str, Any] | None
    problem: str = ""


def items(path: Path, name: str, columns: Mapping[str, str]) -> Iterator[Item]:
    """The reports of a table.

    Args:
        path: the file; its suffix tells the kind (see `KINDS`).
        name: what to call it in messages.
        columns: which column holds each of `FIELDS`; the usual names are looked for otherwise (`USUAL`).

    Raises:
        UnknownColumn: a named column, or any column with text, stands in none of the rows seen so far.
        OSError: the file cannot be read.
    """
    rows = {"jsonl": _json_lines, "csv": _csv, "parquet": _parquet}[KINDS[path.suffix.lower()]](path)
    first = list(itertools.islice(rows, _LOOKED_AT))
    _check(name, first, columns)
    for row in itertools.chain(first, rows):
        called = f"{name}:{row.number}"
        if row.values is None:
            yield rejected(called, "malformed", row.problem, size=row.size)
            continue
        try:
            text, title, published, publisher, url = (
                _value(row.values, field, columns.get(field)) for field in FIELDS
            )
        except TypeError as error:
            yield rejected(called, "malformed", str(error), size=row.size)
            continue
        yield Item(
            name=called,
            digest=sha256((text, title, published, publisher, url)),
            text=text,
            title=title,
            published=published,
            publisher=publisher,
            url=url,
            size=row.size,
        )


def _check(name: str, rows: Sequence[Row], columns: Mapping[str, str]) -> None:
    """Refuses a mapping that fits none of the first rows: a typing error would reject every row."""
    there = dict.fromkeys(str(column) for row in rows for column in row.values or ())
    if not there:
        return
    listed = ", ".join(itertools.islice(there, 12))
    for column in columns.values():
        if column not in there:
            raise UnknownColumn(f"{name}: there is no column {column!r}; it has {listed}")
    if "text" not in columns and not any(usual in there for usual in USUAL["text"]):
        raise UnknownColumn(f"{name}: which column holds the text? Name it with --text; there are {listed}")


def _value(row: Mapping[str, Any], field: str, named: str | None) -> str | None:
    wanted = (named,) if named is not None else USUAL[field]
    column = next((column for column in wanted if row.get(column) not in (None, "")), None)
    value = None if column is None else row[column]
    if isinstance(value, datetime.date):  # datetimes are dates, too
        return value.isoformat()
    if isinstance(value, dict | list | bytes):
        raise TypeError(f"the column {column} holds no text")
    return None if value is None else str(value)


def _json_lines(path: Path) -> Iterator[Row]:
    with path.open("rb") as stream:
        for number, (line, size) in enumerate(_lines(stream), 1):
            if line is None:
                yield Row(number, size, None, "the line is longer than any report may be")
            elif line.strip():
                yield _json(line.removeprefix(b"\xef\xbb\xbf"), number)


def _json(line: bytes, number: int) -> Row:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return Row(number, len(line), None, "the line is no JSON")
    if not isinstance(values, dict):
        return Row(number, len(line), None, "the line is no JSON object")
    return Row(number, len(line), values)


def _lines(stream: IO[bytes]) -> Iterator[tuple[bytes | None, int]]:
    """Lines of a file with their sizes; `None` for one that is too long, whose rest is passed over."""
    while line := stream.readline(_LONGEST):
        size = len(line)
        if size < _LONGEST or line.endswith(b"\n"):
            yield line, size
            continue
        while (rest := stream.readline(_LONGEST)) and not rest.endswith(b"\n"):
            size += len(rest)
        yield None, size + len(rest)


def _csv(path: Path) -> Iterator[Row]:
    csv.field_size_limit(min(_LONGEST, sys.maxsize))
    with path.open(encoding=_encoding(path), errors="surrogateescape", newline="") as stream:
        separator = "\t" if path.suffix.lower() == ".tsv" else ","
        rows = csv.DictReader(_bounded(stream), delimiter=separator)
        for number in itertools.count(1):
            try:
                row = next(rows, None)
            except csv.Error as error:
                yield Row(number, 0, None, f"the row is no CSV: {error}")
                continue
            if row is None:
                return
            values = {column: value for column, value in row.items() if isinstance(column, str)}
            yield Row(number, sum(len(v or "") for v in values.values()), values)


def _encoding(path: Path) -> str:
    """Encoding of a CSV file, by its mark or else by whether its beginning is UTF-8 (spreadsheets write Windows-1252)."""
    with path.open("rb") as stream:
        head = stream.read(1 << 20)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return "cp1252"
    return "utf-8-sig"


def _bounded(stream: IO[str]) -> Iterator[str]:
    """Lines of a text file, each read up to a limit: what follows counts as the next line, so memory stays bounded."""
    while line := stream.readline(_LONGEST):
        yield line.replace("\0", "")


def _parquet(path: Path) -> Iterator[Row]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise ParleyError("Parquet needs one more package: pip install 'parley[tables]'") from error
    size = path.stat().st_size
    try:
        with parquet.ParquetFile(path) as table:
            share = size // max(table.metadata.num_rows, 1)
            batches = table.iter_batches(batch_size=_BATCH)
            for number, values in enumerate((row for b in batches for row in b.to_pylist()), 1):
                yield Row(number, share, values)
    except (pyarrow.ArrowException, OSError) as error:
        problem = " ".join(str(error).split())[:120]
        yield Row(0, size, None, f"this is no Parquet file that can be read: {problem}")
