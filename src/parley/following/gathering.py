"""Readings from files, with what following makes of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from parley import sources
from parley.errors import InputRejected
from parley.following.commitments import Followed, follow
from parley.following.merging import merge
from parley.following.model import Entry, Told
from parley.reader import Reader
from parley.records import Reading, Record


class Gathered(Record, frozen=True, kw_only=True):
    """Everything that some reports say, merged and followed."""

    told: tuple[Told, ...]
    entries: tuple[Entry, ...]
    commitments: tuple[Followed, ...]


def gather(told: Iterable[Told], as_of: datetime.date | None = None) -> Gathered:
    """Merges and follows some readings; each report counts once."""
    each = tuple({t.report: t for t in told}.values())
    entries = merge(each)
    return Gathered(told=each, entries=entries, commitments=follow(each, entries, as_of))


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
