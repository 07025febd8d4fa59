"""A record over time of some files: a ledger that lasts as long as the question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from parley import sources
from parley.errors import InputRejected
from parley.following.chronicle import Chronicle
from parley.ledger import Ledger
from parley.reader import Reader
from parley.records import Reading


@contextmanager
def chronicle(readings: Iterable[Reading]) -> Iterator[Chronicle]:
    """The record over time of some readings."""
    with TemporaryDirectory() as folder, Ledger(Path(folder, "readings.db")) as ledger:
        for reading in readings:
            ledger.add(reading)
        yield Chronicle(ledger)


def readings(paths: Iterable[Path], reader: Reader) -> Iterator[Reading]:
    """Readings from reports (read now) and from `.jsonl` files that `parley read --format json` wrote.

    Raises:
        InputRejected: a file cannot be read; the detail says why.
    """
    for path in paths:
        if path.suffix != ".jsonl":
            yield reader.read(sources.from_path(path))
            continue
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputRejected(str(path), "unreadable", str(error)) from error
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _reading(path, number, line)


def _reading(path: Path, number: int, line: str) -> Reading:
    try:
        return Reading.from_json(line)
    except msgspec.MsgspecError as error:
        raise InputRejected(f"{path}:{number}", "unreadable", f"is no reading: {error}") from error
