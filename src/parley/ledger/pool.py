"""Readers in several processes: items in, what became of them out, with few of them in memory at any time."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from parley.errors import LedgerError
from parley.ledger import worker
from parley.ledger.taken import Taken
from parley.ledger.versions import Settings
from parley.ledger.worker import Failed, MakeReader
from parley.sources.items import Item

_AHEAD = 3
"""Items handed out for each process: one that is read and two that wait, so that no process idles."""
_BYTES = 32 << 20
"""Bytes of text handed out at most (but always one item)."""


class Pool:
    """Processes that read. A process that dies takes no other input with it.

    Args:
        settings: what to read with.
        run: id of the run.
        processes: how many.
        make: makes a reader in each.
    """

    def __init__(self, settings: Settings, run: str, processes: int, make: MakeReader) -> None:
        self._start = (settings, run, make)
        self._processes = processes

    def take(self, items: Iterator[Item]) -> Iterator[tuple[Item, Taken]]:
        """Every item with what became of it, in whatever order they are done.

        Raises:
            LedgerError: the reader cannot be made with these settings.
        """
        executor = self._executor(self._processes)
        waiting: dict[Future[Taken | Failed], Item] = {}
        try:
            while True:
                died = self._hand_out(executor, items, waiting)
                if not waiting and not died:
                    return
                done = wait(waiting, return_when=FIRST_COMPLETED).done if waiting else set()
                for future in done:
                    item = waiting.pop(future)
                    try:
                        taken = future.result()
                    except BrokenProcessPool:
                        died.append(item)
                    else:
                        yield item, _good(taken)
                if died:
                    died += waiting.values()
                    waiting.clear()
                    executor.shutdown(cancel_futures=True)
                    yield from self._one_by_one(died)
                    executor = self._executor(self._processes)
        finally:
            executor.shutdown(cancel_futures=True)

    def _hand_out(
        self,
        executor: ProcessPoolExecutor,
        items: Iterator[Item],
        waiting: dict[Future[Taken | Failed], Item],
    ) -> list[Item]:
        """Hands out items until enough are with the processes; those that could not be, since a process has died."""
        size = sum(len(item.text or "") for item in waiting.values())
        while len(waiting) < _AHEAD * self._processes and (size < _BYTES or not waiting):
            item = next(items, None)
            if item is None:
                break
            size += len(item.text or "")
            try:
                waiting[executor.submit(worker.take, item)] = item
            except BrokenProcessPool:
                return [item]
        return []

    def _one_by_one(self, items: list[Item]) -> Iterator[tuple[Item, Taken]]:
        """Items that were in flight when a process died: the one that ends its process again is the one at fault."""
        executor = self._executor(1)
        try:
            for item in items:
                try:
                    yield item, _good(executor.submit(worker.take, item).result())
                except BrokenProcessPool:
                    detail = "the process that read it died; it may need more memory than there is"
                    yield item, worker.refused(item, "reading", "internal", detail)
                    executor.shutdown(cancel_futures=True)
                    executor = self._executor(1)
        finally:
            executor.shutdown(cancel_futures=True)

    def _executor(self, processes: int) -> ProcessPoolExecutor:
        # Started anew and not forked: a fork copies the locks of other threads in whatever state they are.
        spawn = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(
            processes, mp_context=spawn, initializer=worker.begin, initargs=self._start
        )


def _good(taken: Taken | Failed) -> Taken:
    if isinstance(taken, Failed):
        raise LedgerError(taken.message)
    return taken
