"""The command line as a user calls it, without a process of its own for each call.

A process of its own costs a second or two of imports and a language model. Where it is the process that is tested (its
exit, its pipes, its terminal, its readers), tests start one with `process`.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from parley.cli.app import app
from parley.cli.console import output_console
from parley.errors import LedgerError
from parley.ledger import Settings, worker
from parley.ledger.taken import Taken
from parley.reader import Reader
from parley.records import Reading, Report
from parley.sources.items import Item

RUN = "from parley.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Done:
    """How a call ended."""

    code: int
    stdout: bytes
    stderr: bytes

    @property
    def out(self) -> str:
        return self.stdout.decode()

    @property
    def err(self) -> str:
        return self.stderr.decode()


def parley(
    *arguments: str | Path,
    typed: bytes | str = b"",
    folder: Path | None = None,
    anew: bool = False,
    **env: str,
) -> Done:
    """Calls `parley` with these arguments in this process.

    Args:
        arguments: what stands after `parley`.
        typed: standard input.
        folder: where it is called.
        anew: whether to read what an earlier call has read; otherwise its reading is taken.
        env: of the environment.
    """
    output_console.cache_clear()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("parley.ledger.ingest.Pool", _Here)
            if not anew:
                patch.setattr(Reader, "read", _read)
            patch.chdir(folder or Path.cwd())
            done = CliRunner().invoke(
                app,
                [str(argument) for argument in arguments],
                input=typed,
                env={"COLUMNS": "100", **env},
                catch_exceptions=False,
                prog_name="parley",
            )
    finally:
        output_console.cache_clear()
    return Done(done.exit_code, done.stdout_bytes, done.stderr_bytes)


def process(*arguments: str | Path, typed: bytes = b"", **env: str) -> Done:
    """Calls `parley` with these arguments in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *map(str, arguments)],
        input=typed,
        capture_output=True,
        env={**os.environ, "COLUMNS": "100", **env},
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def shell(command: str, folder: Path) -> Done:
    """Runs a line of a documentation page in `folder`: as it stands with bash when it needs a shell."""
    words = shlex.split(command)
    if words[0] == "parley" and "|" not in words:
        return parley(*words[1:], folder=folder)
    function = f"parley() {{ {sys.executable} -c '{RUN}' \"$@\"; }}"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {function}; {command}"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


class _Here:
    """Reads in this process, where `parley.ledger.pool.Pool` has others do it."""

    def __init__(self, settings: Settings, run: str, processes: int, make: worker.MakeReader) -> None:
        self._worker = worker.Worker(settings, run, make)

    def take(self, items: Iterator[Item]) -> Iterator[tuple[Item, Taken]]:
        for item in items:
            taken = self._worker.take(item)
            if isinstance(taken, worker.Failed):
                raise LedgerError(taken.message)
            yield item, taken


_read_anew = Reader.read
_readings: dict[Report, Reading] = {}


def _read(reader: Reader, report: Report) -> Reading:
    """`Reader.read` that reads a report once when it is read with Parley's own model and data."""
    if (reader._language_model, reader._codebook_overlay, reader._actors_overlay) != (None, None, None):
        return _read_anew(reader, report)
    if report not in _readings:
        _readings[report] = _read_anew(reader, report)
    return _readings[report]
