"""Sheets as files: comma- or tab-separated text, JSON lines, a table for the terminal, Arrow and Parquet."""

from __future__ import annotations

import csv
import datetime
import itertools
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Any, TextIO

from parley.errors import ParleyError
from parley.outputs.listing import Cells, json_line, safe
from parley.outputs.sheet import Sheet, Type

if TYPE_CHECKING:
    from rich.console import Console

_BATCH = 2_000
"""Rows of a Parquet file in memory at a time."""
METADATA = "parley"
"""Key of an Arrow schema's metadata under which the manifest stands, as JSON."""


class MissingLibrary(ParleyError):
    """An export needs a library that is not installed."""

    code = "missing-library"


def separated(sheet: Sheet, stream: TextIO, *, delimiter: str = ",", missing: str = "") -> int:
    """Writes a header and the rows, safe to open in a spreadsheet; the number of rows.

    Text stands on one line without control characters, so that tabs and line ends always separate. A cell that a
    spreadsheet would take for a formula begins with an apostrophe.

    Args:
        sheet: what to write.
        stream: where to.
        delimiter: what stands between cells.
        missing: what stands for a cell that is empty.
    """
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(sheet.columns)
    count = 0
    for row in sheet.rows:
        writer.writerow(missing if row[name] is None else safe(row[name]) for name in sheet.columns)
        count += 1
    return count


def json_lines(sheet: Sheet, stream: TextIO) -> int:
    """Writes one JSON object per row; the number of rows."""
    count = 0
    for row in sheet.rows:
        stream.write(json_line(row))
        count += 1
    return count


def table(sheet: Sheet, console: Console) -> int:
    """Prints the rows in the width of the terminal; the number of rows."""
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, pad_edge=False, header_style="bold")
    for name, kind in sheet.columns.items():
        number = kind in (Type.INTEGER, Type.NUMBER)
        made.add_column(
            name, justify="right" if number else "left", no_wrap=kind is Type.DAY, overflow="fold"
        )
    count = 0
    for row in sheet.rows:
        made.add_row(*(Text("" if row[name] is None else str(safe(row[name]))) for name in sheet.columns))
        count += 1
    if count:
        console.print(made)
    return count


def arrow(sheet: Sheet) -> Any:
    """A `pyarrow.Table` of the rows.

    Raises:
        MissingLibrary: pyarrow is not installed.
    """
    pa = pyarrow()
    schema = _schema(pa, sheet)
    return pa.Table.from_batches(list(_batches(pa, sheet, schema)), schema)


def parquet(sheet: Sheet, sink: IO[bytes], metadata: Callable[[int], str] | None = None) -> int:
    """Writes a Parquet file, few rows in memory at a time; the number of rows.

    Args:
        sheet: what to write.
        sink: where to.
        metadata: gives what stands under `METADATA`, from the number of rows, when all are written.

    Raises:
        MissingLibrary: pyarrow is not installed.
    """
    pa = pyarrow()
    import pyarrow.parquet as pq

    schema = _schema(pa, sheet)
    count = 0
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        for batch in _batches(pa, sheet, schema):
            writer.write_batch(batch)
            count += batch.num_rows
        if metadata is not None:
            writer.add_key_value_metadata({METADATA: metadata(count)})
    return count


def pyarrow() -> Any:
    """The library behind Arrow and Parquet.

    Raises:
        MissingLibrary: it is not installed.
    """
    try:
        import pyarrow as pa
    except ModuleNotFoundError as error:
        raise MissingLibrary("Parquet and Arrow need pyarrow: pip install 'parley[tables]'") from error
    return pa


def _schema(pa: Any, sheet: Sheet) -> Any:
    types = {
        Type.TEXT: pa.string(),
        Type.INTEGER: pa.int64(),
        Type.NUMBER: pa.float64(),
        Type.DAY: pa.date32(),
    }
    fields = [pa.field(name, types[kind]) for name, kind in sheet.columns.items()]
    return pa.schema(fields)


def _batches(pa: Any, sheet: Sheet, schema: Any) -> Iterator[Any]:
    for rows in _batched(sheet):
        found = {name: [_plain(kind, row[name]) for row in rows] for name, kind in sheet.columns.items()}
        yield pa.RecordBatch.from_pydict(found, schema=schema)


def _batched(sheet: Sheet) -> Iterator[tuple[Cells, ...]]:
    rows = iter(sheet.rows)
    while batch := tuple(itertools.islice(rows, _BATCH)):
        yield batch


def _plain(kind: Type, value: Any) -> Any:
    """A cell as Arrow takes it; halves of surrogate pairs cannot be stored."""
    if kind is Type.TEXT and value is not None:
        text = value.isoformat() if isinstance(value, datetime.date) else str(value)
        return text.encode("utf-8", "replace").decode()
    return value
