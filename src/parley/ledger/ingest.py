"""Ingest: a corpus into a ledger by several readers and one writer, in bounded memory, resumable at any moment.

Whatever is committed is complete: an input, its report, its reading and all rows are of one transaction. An ingest that was
killed goes on with the inputs that are not in the ledger.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from parley.errors import RowsRefused
from parley.ledger import keys, worker
from parley.ledger.pool import Pool
from parley.ledger.taken import Rejected, Taken
from parley.ledger.versions import Run, Settings, describe
from parley.records import Record
from parley.sources import corpora
from parley.sources.items import Item

if TYPE_CHECKING:
    from parley.ledger.ledger import Ledger

_BATCH = 64
"""Inputs in a transaction, or in a question for what is known."""
_ROWS = 20_000
"""Rows from which a transaction is written with fewer inputs."""
_BYTES = 8 << 20
"""Characters of text from which a question for what is known is asked with fewer inputs."""
_PATIENCE = 2.0
"""Seconds after which what is there is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an ingest is."""

    inputs: int
    """Inputs read or rejected by now."""
    known: int
    rejected: int
    bytes_done: int
    bytes_all: int
    """Bytes of all files; 0 when that is not known."""
    seconds: float


Watcher = Callable[[Progress], None]
"""Is told of progress, after every input."""


class Summary(Record, frozen=True, kw_only=True):
    """What an ingest did."""

    inputs: int
    """All inputs found."""
    known: int
    """Inputs that were taken in before with the same versions."""
    reports: int
    """Reports that are new in the ledger."""
    readings: int
    """Readings that are new; more than reports where known ones were read with new versions."""
    rows: int
    """New actors, events, statements, commitments and flags."""
    rejected: tuple[tuple[str, int], ...]
    """Number of rejected inputs by code; `Ledger.rejections` has each with its reason."""
    seconds: float
    """Wall time."""


@dataclass(slots=True)
class _Count:
    inputs: int = 0
    known: int = 0
    reports: int = 0
    readings: int = 0
    rows: int = 0
    bytes: int = 0
    rejected: Counter[str] = field(default_factory=Counter)


def ingest(
    ledger: Ledger,
    paths: Iterable[str | Path],
    *,
    columns: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    processes: int | None = None,
    watcher: Watcher | None = None,
    make_reader: worker.MakeReader = worker.parley_reader,
) -> Summary:
    """Reads everything that `paths` name into `ledger`.

    Args:
        ledger: where it goes.
        paths: files, folders, patterns, tables, feeds and addresses; see `parley.sources.corpora.items`.
        columns: which columns of tables hold text, title, published, publisher and url.
        settings: what to read with; Parley's own model and data when `None`.
        processes: readers at work; as many as cores when `None`.
        watcher: is told of progress.
        make_reader: makes a reader in each process; a function of a module.

    Raises:
        LedgerError: the ledger cannot be written (what is committed stays), or the reader cannot be made.
        ParleyError: a table lacks a column that is named.
    """
    given = list(paths)
    setup = settings or Settings()
    run = describe(setup)
    start = time.monotonic()
    all_bytes = corpora.size(given) if watcher else 0
    count = _Count()
    batch = _Batch(ledger, run, count)
    pool = Pool(setup, run.id, processes or _cores(), make_reader)
    fresh = _fresh(ledger, run, corpora.items(given, columns), count)
    try:
        for item, taken in pool.take(fresh):
            count.bytes += item.size
            batch.add(taken)
            if watcher:
                watcher(_progress(count, all_bytes, start))
    finally:
        batch.write()
    return Summary(
        inputs=count.inputs + count.known,
        known=count.known,
        reports=count.reports,
        readings=count.readings,
        rows=count.rows,
        rejected=tuple(sorted(count.rejected.items())),
        seconds=time.monotonic() - start,
    )


class _Batch:
    """What waits to be written."""

    def __init__(self, ledger: Ledger, run: Run, count: _Count) -> None:
        self._ledger, self._run, self._count = ledger, run, count
        self._taken: list[Taken] = []
        self._rows = 0
        self._written = time.monotonic()

    def add(self, taken: Taken) -> None:
        self._taken.append(taken)
        self._count.inputs += 1
        if taken.rejected is not None:
            self._count.rejected[taken.rejected.code] += 1
        self._rows += sum(map(len, (taken.rows or {}).values()))
        late = time.monotonic() - self._written > _PATIENCE
        if late or len(self._taken) >= _BATCH or self._rows >= _ROWS:
            self.write()

    def write(self) -> None:
        if self._taken:
            waiting, self._taken, self._rows = self._taken, [], 0
            try:
                self._store(waiting)
            except RowsRefused:
                self._store_one_by_one(waiting)
        self._written = time.monotonic()

    def _store(self, taken: list[Taken]) -> None:
        written = self._ledger.write(taken, self._run)
        self._count.reports += written.reports
        self._count.readings += written.readings
        self._count.rows += written.rows

    def _store_one_by_one(self, waiting: list[Taken]) -> None:
        """One report whose rows break the database's rules must not keep the others out."""
        for taken in waiting:
            try:
                self._store([taken])
            except RowsRefused as error:
                why = Rejected(stage="storing", code="internal", detail=keys.storable(str(error)) or "")
                self._count.rejected[why.code] += 1
                self._store([Taken(input=taken.input, name=taken.name, rejected=why)])


def _fresh(ledger: Ledger, run: Run, items: Iterator[Item], count: _Count) -> Iterator[Item]:
    """Items that have not been taken in with this run, each once."""
    for some in _chunks(items):
        by_key = {worker.key(item): item for item in some}
        known = ledger.known(list(by_key), run)
        for key, item in by_key.items():
            if key in known:
                count.known += 1
                count.bytes += item.size
            else:
                yield item


def _chunks(items: Iterator[Item]) -> Iterator[list[Item]]:
    some: list[Item] = []
    size = 0
    for item in items:
        some.append(item)
        size += len(item.text or "")
        if len(some) >= _BATCH or size >= _BYTES:
            yield some
            some, size = [], 0
    if some:
        yield some


def _progress(count: _Count, all_bytes: int, start: float) -> Progress:
    return Progress(
        inputs=count.inputs,
        known=count.known,
        rejected=count.rejected.total(),
        bytes_done=count.bytes,
        bytes_all=all_bytes,
        seconds=time.monotonic() - start,
    )


def _cores() -> int:
    """Cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
