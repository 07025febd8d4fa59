"""Answers of a ledger as a user wants them: which rows, in which format, where to."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TextIO

import msgspec

from parley.errors import ParleyError
from parley.ledger import Filter, Ledger, Rejection, StoredReport
from parley.outputs import dyads, files, listing, panel, phoenix, polecat, writers
from parley.outputs import sheet as sheets
from parley.outputs.formats import Between, Count, Format, PanelKind
from parley.outputs.listing import Row
from parley.outputs.sheet import Kind
from parley.outputs.surroundings import Readings
from parley.version import __version__

if TYPE_CHECKING:
    from rich.console import Console


class Unfitting(ParleyError):
    """Options that do not go together; the message says which do."""

    code = "unfitting"


_BY_SUFFIX = {
    ".csv": Format.CSV,
    ".json": Format.JSON,
    ".jsonl": Format.JSON,
    ".ndjson": Format.JSON,
    ".parquet": Format.PARQUET,
}
_OF_EVENTS = frozenset({Format.POLECAT, Format.CAMEO})
"""Formats that only events fit."""
_WIDTH = 120
"""Columns of a table in a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a user wants of an answer."""

    form: Format | None = None
    """By the suffix of the file, or else a table, when `None`."""
    output: Path | None = None
    """Standard output when `None`."""
    limit: int | None = None
    context: int | None = None
    """Sentences around each row."""
    one_a_day: bool = False
    panel: PanelKind | None = None
    count: Count = Count.QUAD
    between: Between = Between.ACTORS
    balanced: bool = False

    @property
    def format(self) -> Format:
        """What comes out, with what the file's suffix says."""
        if self.form is not None:
            return self.form
        return _BY_SUFFIX.get(self.output.suffix.lower(), Format.TABLE) if self.output else Format.TABLE

    @property
    def only_deeds(self) -> bool:
        """Whether the rows cannot say that something has not happened, so that only what has may stand there."""
        return self.panel is not None or self.format in _OF_EVENTS

    def check(self, kind: Kind) -> None:
        """Sees whether all of it goes together.

        Raises:
            Unfitting: it does not.
        """
        form = self.format
        if form in _OF_EVENTS and kind is not Kind.EVENTS:
            fitting = ", ".join(f for f in Format if f not in _OF_EVENTS)
            raise Unfitting(f"{form} has columns for events only; for {kind} choose among {fitting}")
        if self.panel is not None and form in _OF_EVENTS:
            raise Unfitting(f"a panel counts events, {form} lists them; leave one out")
        of_panels = self.balanced or self.count is not Count.QUAD or self.between is not Between.ACTORS
        if self.panel is None and of_panels:
            raise Unfitting("--count, --between and --balanced are for panels; add --panel dyad-week")
        if self.context is not None and (self.panel is not None or form in _OF_EVENTS):
            what = "a panel" if self.panel is not None else form
            raise Unfitting(f"{what} has no column for the words around an event; leave --context out")


@dataclass(slots=True)
class _Seen:
    """Ids of the runs whose rows went by."""

    runs: set[str] = field(default_factory=set)

    def watch(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            known = row if isinstance(row, Rejection | StoredReport) else getattr(row, "report", None)
            if known is not None and known.run is not None:
                self.runs.add(known.run)
            yield row


def export(
    ledger: Ledger,
    kind: Kind,
    rows: Iterable[Any],
    order: Order,
    *,
    stdout: TextIO,
    console: Console,
    asked: Filter | None = None,
) -> list[str]:
    """Writes an answer; what the user should be told about it.

    Args:
        ledger: where the rows are from.
        kind: what they are about.
        rows: the answer.
        order: what the user wants.
        stdout: where text goes when no file is named.
        console: where a table goes when no file is named.
        asked: the question, for the manifest.

    Raises:
        Unfitting: the options do not go together, or binary data would go to a terminal.
        OutputRefused: the file cannot be written.
        MissingLibrary: Parquet is wanted, and pyarrow is not installed.
    """
    order.check(kind)
    if order.format is Format.PARQUET:
        writers.pyarrow()
    seen, notes = _Seen(), list[str]()
    made = _Made(ledger, kind, seen.watch(rows), order, notes)

    def manifest(count: int) -> files.ExportManifest:
        runs = {key: run for key, run in ledger.runs().items() if key in seen.runs}
        return files.ExportManifest(
            parley=__version__,
            what=f"{order.panel} panel of {kind}" if order.panel else kind,
            format=order.format,
            asked=_asked(asked, order),
            columns=made.columns,
            rows=count,
            runs=runs,
        )

    if order.output is None:
        _to_stdout(made, order, stdout, console, lambda count: manifest(count).to_json())
        return notes
    _apart(order.output, ledger)
    with files.replacing(order.output) as sink:
        count = _to_file(made, order, sink, lambda count: manifest(count).to_json())
    files.write_manifest(order.output, manifest(count))
    return [f"{count:,} rows in {order.output}", *notes]


class _Made:
    """The rows to write, as records or as a sheet."""

    def __init__(
        self, ledger: Ledger, kind: Kind, rows: Iterable[Any], order: Order, notes: list[str]
    ) -> None:
        if order.one_a_day:
            rows = dyads.one_a_day(rows)
        self.readings = Readings(ledger)
        self.order = order
        self.records: Iterable[Any] | None = None
        """The rows as they are, where a format shows more of them than the sheet, or less."""
        self.around: Callable[[Row], str] | None = None
        if order.panel is not None:
            made = panel.make(
                _dyads(rows, order), count=order.count, between=order.between, balanced=order.balanced
            )
            self.sheet = made.sheet
            notes.extend(_left_out(made))
        elif order.format is Format.POLECAT:
            self.sheet = polecat.sheet(rows, lambda event: self.readings.of(event.report))
        elif order.format is Format.CAMEO:
            self.sheet = phoenix.sheet(_dyads(rows, order))
        else:
            if order.context is not None:
                self.around = partial(self.readings.around, count=order.context)
            self.records = listing.head(rows, order.limit)
            self.sheet = sheets.of(kind, rows, self.around)
        self.sheet = self.sheet.head(order.limit)
        if order.panel is not None and order.format is Format.TABLE:
            self.sheet = panel.brief(self.sheet)
        whole = self.records is not None and order.format in (Format.TABLE, Format.JSON)
        self.columns = () if whole else tuple(self.sheet.columns)

    def text(self, stream: TextIO, console: Console) -> int:
        """Writes any format but Parquet; the number of rows."""
        form = self.order.format
        if form is Format.CAMEO or form is Format.CSV:
            return writers.separated(self.sheet, stream)
        if form is Format.POLECAT:
            return writers.separated(self.sheet, stream, delimiter="\t", missing=polecat.MISSING)
        if self.records is not None:
            if form is Format.TABLE:
                return listing.table(self.records, console, self.around)
            return listing.json_lines(self.records, stream, self.around)
        if form is Format.TABLE:
            return writers.table(self.sheet, console)
        return writers.json_lines(self.sheet, stream)


def _dyads(rows: Iterable[Any], order: Order) -> Iterator[dyads.Dyad]:
    found = (dyad for row in rows for dyad in dyads.of(row))
    return dyads.one_dyad_a_day(found) if order.one_a_day else found


def _left_out(made: panel.Panel) -> Iterator[str]:
    if made.nobody:
        yield f"{made.nobody:,} pairs with a side that is not known are not in the panel"
    if made.undated:
        yield f"{made.undated:,} pairs without any day are not in the panel"


def _to_stdout(made: _Made, order: Order, stdout: TextIO, console: Console, metadata: Any) -> None:
    if order.format is not Format.PARQUET:
        made.text(stdout, console)
        stdout.flush()
        return
    if stdout.isatty():
        raise Unfitting("Parquet is binary and would garble the terminal; name a file with --output FILE")
    whole = io.BytesIO()
    writers.parquet(made.sheet, whole, metadata)
    stdout.flush()
    stdout.buffer.write(whole.getbuffer())
    stdout.buffer.flush()


def _to_file(made: _Made, order: Order, sink: IO[bytes], metadata: Any) -> int:
    if order.format is Format.PARQUET:
        return writers.parquet(made.sheet, sink, metadata)
    with _text(sink) as stream:
        from rich.console import Console

        return made.text(stream, Console(file=stream, width=_WIDTH, emoji=False))


@contextmanager
def _text(sink: IO[bytes]) -> Iterator[TextIO]:
    stream = io.TextIOWrapper(sink, encoding="utf-8", newline="")
    yield stream
    stream.flush()
    stream.detach()


def _apart(output: Path, ledger: Ledger) -> None:
    """Refuses to write an export over the ledger that it is from."""
    database = ledger.engine.url.database
    if ledger.engine.dialect.name == "sqlite" and database and Path(database).resolve() == output.resolve():
        raise files.OutputRefused(f"{output}: this is the ledger itself; name another file")


def _asked(asked: Filter | None, order: Order) -> Mapping[str, Any]:
    """Filters and options that were given, by name."""
    filters: dict[str, Any] = msgspec.to_builtins(asked) if asked else {}
    options = {
        "limit": order.limit,
        "context": order.context,
        "one_a_day": order.one_a_day or None,
        "panel": order.panel,
        "count": order.count if order.panel else None,
        "between": order.between if order.panel else None,
        "balanced": (order.balanced or None) if order.panel else None,
    }
    given = {**filters, **options}
    return {name: value for name, value in given.items() if value not in (None, False, (), [])}
