"""A corpus into a ledger: many readers, one writer, in batches; an interrupted ingest goes on where it stopped.

The reader is a pure function of one report, so that the corpus is a map over reports. Items are handed to the readers
from a window of bounded size, so that memory does not grow with the corpus. A batch is one transaction; what a killed
ingest had not committed is read again, and natural keys keep anything from being stored twice.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from parley import sources
from parley.errors import InputRejected, ParleyError
from parley.ledger import copies, versions
from parley.ledger.store import Ledger, Rejected, Taken
from parley.sources import corpora
from parley.sources.corpora import Item

if TYPE_CHECKING:
    from parley.reader import Reader

_BATCH = 32
"""Readings in a transaction: a kill loses at most these, and the disk is asked for seldom."""
_PATIENCE = 5.0
"""Seconds after which a batch is written though it is not full."""
_AHEAD = 4
"""Items that wait for each reader: enough that none is idle, few enough to hold in memory."""


class Settings(NamedTuple):
    """What a reader is made with, in a form that another process can be given."""

    language_model: str | None = None
    codebook: Path | None = None
    actors: Path | None = None
    max_characters: int = sources.MAX_CHARACTERS


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is."""

    reports: int
    rejected: int
    known: int
    """Inputs that were in the ledger already."""
    bytes_done: int
    bytes_all: int
    seconds: float


@dataclass(slots=True)
class Summary:
    """What an ingest did."""

    reports: int = 0
    rows: int = 0
    """Events, statements, commitments and flags."""
    known: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    """Rejections by code; the rows are in the ledger."""
    seconds: float = 0.0


def ingest(
    ledger: Ledger,
    paths: Iterable[str],
    *,
    columns: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    processes: int | None = None,
    report: Callable[[Progress], None] | None = None,
) -> Summary:
    """Reads everything that `paths` name into `ledger`.

    Args:
        ledger: where it goes.
        paths: files, folders, patterns, tables and feeds; see `parley.sources.corpora.items`.
        columns: which columns of a table hold text, title, date, publisher and url.
        settings: what to read with; Parley's own when `None`.
        processes: readers at work; the number of cores when `None`.
        report: is told how far it is, after every batch.

    Raises:
        LedgerError: the ledger cannot be written (a full disk): what was committed stays.
        ParleyError: the language model or a data file cannot be used, or a table lacks a named column.
    """
    named = list(paths)
    setup = settings or Settings()
    known = versions.of(setup.language_model, setup.codebook, setup.actors)
    begun = time.monotonic()
    summary, all_bytes, done_bytes = Summary(), corpora.size(named), 0
    batch: list[Taken] = []
    written = begun

    def flush() -> None:
        nonlocal written
        if batch:
            ledger.take(batch, known)
            batch.clear()
        written = time.monotonic()
        summary.seconds = written - begun
        if report is not None:
            rejected = summary.rejected.total()
            report(Progress(summary.reports, rejected, summary.known, done_bytes, all_bytes, summary.seconds))

    def fresh() -> Iterator[Item]:
        nonlocal done_bytes
        for chunk in _chunks(corpora.items(named, columns), _BATCH):
            there = ledger.done([item.key for item in chunk], known)
            for item in chunk:
                if item.key in there:
                    summary.known += 1
                    done_bytes += item.size
                else:
                    yield item

    for item, taken in _read_all(fresh(), setup, processes or os.cpu_count() or 1):
        done_bytes += item.size
        if taken.reading is not None:
            read = taken.reading
            summary.reports += 1
            summary.rows += len(read.events) + len(read.statements) + len(read.commitments) + len(read.flags)
        elif taken.rejected is not None:
            summary.rejected[taken.rejected.code] += 1
        batch.append(taken)
        if len(batch) >= _BATCH or time.monotonic() - written > _PATIENCE:
            flush()
    flush()
    return summary


def _chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


# --- readers ---------------------------------------------------------------------------------------------------------


def _read_all(items: Iterator[Item], setup: Settings, processes: int) -> Iterator[tuple[Item, Taken]]:
    """Every item with what became of it, in no particular order."""
    if processes == 1:
        for item in items:
            yield item, _read(item, setup)
        return
    first = list(itertools.islice(items, 2))
    if len(first) < 2:
        yield from _read_all(iter(first), setup, 1)
        return
    yield from _by_processes(itertools.chain(first, items), setup, processes)


def _by_processes(items: Iterator[Item], setup: Settings, processes: int) -> Iterator[tuple[Item, Taken]]:
    pool = _pool(processes)
    waiting: dict[Future[Taken], Item] = {}
    try:
        while True:
            for item in itertools.islice(items, processes * _AHEAD - len(waiting)):
                waiting[pool.submit(_read, item, setup)] = item
            if not waiting:
                return
            ready, _ = wait(waiting, return_when=FIRST_COMPLETED)
            broken: list[Item] = []
            for future in ready:
                item = waiting.pop(future)
                try:
                    yield item, future.result()
                except BrokenProcessPool:
                    broken.append(item)
            if broken:
                # A reader died (killed, out of memory): whatever was in flight is read again, one by one.
                broken.extend(waiting.values())
                waiting.clear()
                pool.shutdown(cancel_futures=True)
                yield from _alone(broken, setup)
                pool = _pool(processes)
    finally:
        pool.shutdown(cancel_futures=True)


def _alone(items: list[Item], setup: Settings) -> Iterator[tuple[Item, Taken]]:
    """Reads items one at a time in a process of their own; the one whose reader dies again is rejected."""
    pool = _pool(1)
    for item in items:
        try:
            yield item, pool.submit(_read, item, setup).result()
        except BrokenProcessPool:
            pool.shutdown(cancel_futures=True)
            pool = _pool(1)
            yield (
                item,
                _refused(item, "reader-died", "the process that read it died; it may need too much memory"),
            )
    pool.shutdown(cancel_futures=True)


def _pool(processes: int) -> Executor:
    """Reader processes, started anew rather than forked: a fork copies locks of other threads."""
    return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"))


@cache
def _reader(setup: Settings) -> Reader:
    """The reader of this process: made once, since loading costs a second."""
    from parley.reader import Reader

    made = Reader(
        language_model=setup.language_model,
        codebook=setup.codebook,
        actors=setup.actors,
        max_characters=setup.max_characters,
    )
    made.load()
    return made


def _read(item: Item, setup: Settings) -> Taken:
    try:
        made = corpora.report(item, max_characters=setup.max_characters)
        reading = _reader(setup).read(made)
        return Taken(input=item.key, reading=reading, body=copies.body(made.text))
    except InputRejected as error:
        return _refused(item, error.code, error.detail)
    except ParleyError:
        raise
    except Exception as error:  # noqa: BLE001 - one report must not end the others; the fault is kept as a row
        return _refused(item, "internal", f"internal error: {type(error).__name__}: {error}")


def _refused(item: Item, code: str, detail: str) -> Taken:
    storable = detail.replace("\0", "\N{REPLACEMENT CHARACTER}")
    name = item.name.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return Taken(input=item.key, rejected=Rejected(input=name, code=code, detail=storable))
