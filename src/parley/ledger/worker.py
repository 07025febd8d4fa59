"""What happens to one input in a reader's process: intake, reading, rows; or the reason why not."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import connection, parent_process
from typing import Protocol

from parley.errors import InputRejected, ParleyError
from parley.ledger import keys
from parley.ledger.flatten import flatten
from parley.ledger.taken import Rejected, Taken
from parley.ledger.versions import Settings
from parley.records import Reading, Report
from parley.sources import items
from parley.sources.items import Item


class ReadsReports(Protocol):
    """What reads: a `parley.Reader`, or anything that does as it does."""

    def read(self, report: Report) -> Reading:
        """Everything taken from one report."""
        ...


MakeReader = Callable[[Settings], ReadsReports]
"""A function that another process can be handed."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The reader itself cannot work (a codebook with an error, say): no input can be read."""

    message: str


@dataclass(slots=True)
class Worker:
    """A reader in its process, made at the first input."""

    settings: Settings
    run: str
    make: MakeReader
    reader: ReadsReports | None = None

    def take(self, item: Item) -> Taken | Failed:
        """What becomes of `item`; nothing is raised, whatever the input."""
        stage = "intake"
        try:
            report = items.report(item, max_characters=self.settings.max_characters)
            stage = "reading"
            if self.reader is None:
                try:
                    self.reader = self.make(self.settings)
                except ParleyError as error:
                    return Failed(str(error))
            rows = flatten(self.reader.read(report), self.run)
        except InputRejected as error:
            return refused(item, stage, error.code, error.detail)
        except Exception as error:  # noqa: BLE001 - one report must not end the others; the fault becomes a row
            detail = f"internal error, please report it with this input: {type(error).__name__}: {error}"
            return refused(item, stage, "internal", detail)
        return Taken(input=key(item), name=keys.storable(item.name) or "", rows=rows)


def key(item: Item) -> str:
    """Key of an input: what it is called and what is in it."""
    return keys.digest(item.name, item.digest)


def refused(item: Item, stage: str, code: str, detail: str) -> Taken:
    """An input that was not read."""
    why = Rejected(stage=stage, code=code, detail=keys.storable(detail) or "")
    return Taken(input=key(item), name=keys.storable(item.name) or "", rejected=why)


def parley_reader(settings: Settings) -> ReadsReports:
    """Parley's reader, loaded."""
    from pathlib import Path

    from parley.reader import Reader

    reader = Reader(
        language_model=settings.language_model,
        codebook=Path(settings.codebook) if settings.codebook else None,
        actors=Path(settings.actors) if settings.actors else None,
        max_characters=settings.max_characters,
    )
    reader.load()
    return reader


# --- in a process of its own ----------------------------------------------------------------------------------------

_here: Worker | None = None
"""This process's worker; a pool of processes has no other place for it."""


def begin(settings: Settings, run: str, make: MakeReader) -> None:
    """Makes this process a worker. It ends when the ingest does, however that ends, and leaves Ctrl-C to it."""
    global _here
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # the processes are the parallelism
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    _here = Worker(settings, run, make)


def take(item: Item) -> Taken | Failed:
    """What becomes of `item`, by this process's worker."""
    if _here is None:
        raise RuntimeError("this process is no worker")
    return _here.take(item)


def _end_with(parent: int) -> None:
    connection.wait([parent])
    os._exit(1)
