"""Many inputs at once: files, folders, patterns, tables and feeds become one stream of items.

Nothing is held but the item at hand, however large the corpus. What cannot be read becomes an item that carries the
reason, and the stream goes on.
"""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from parley.errors import InputRejected
from parley.sources import feeds, intake, tables
from parley.sources.items import Item, rejected

_PASSED_OVER = frozenset(
    [
        ".css",
        ".js",
        ".mjs",
        ".json",
        ".map",
        ".svg",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".ico",
        ".woff",
        ".woff2",
        ".db",
        ".db-wal",
        ".db-shm",
        ".sqlite",
        ".toml",
        ".yaml",
        ".yml",
        ".ini",
        ".cfg",
        ".py",
        ".ipynb",
    ]
)
"""Files that lie beside saved pages and reports in a folder and are none; named one by one they are read all the same."""
_ABOUT = frozenset(["readme", "license", "licence", "copying", "changelog"])
"""Names, before the first dot, of files that tell of a folder."""
_BLOCK = 1 << 20
_READ = 8 * intake.MAX_CHARACTERS + 1
"""Bytes of a file that are looked at: a longer one is too long for a report, whatever follows."""


def items(paths: Iterable[str | Path], columns: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Everything that `paths` name.

    Args:
        paths: files, folders (searched through; hidden files, pictures and the like left out), patterns (`news/**/*.html`), and addresses of
            feeds and pages. The order within a folder is that of the file system.
        columns: for tables, which column holds each of `tables.FIELDS`.

    Raises:
        UnknownColumn: a table lacks a column that `columns` names, or any column with text.
    """
    for path in paths:
        if feeds.is_url(str(path)):
            yield from _of_address(str(path))
            continue
        none = True
        for file in _files(path):
            none = False
            yield from _of_file(file, columns or {})
        if none:
            detail = "there is no such file; no file fits it as a pattern, or is in it as a folder"
            yield rejected(intake.printable_name(str(path)), "missing", detail)


def size(paths: Iterable[str | Path]) -> int:
    """Bytes of all files that `paths` name; addresses count nothing."""
    return sum(_bytes(file) for path in paths if not feeds.is_url(str(path)) for file in _files(path))


def _files(path: str | Path) -> Iterator[Path]:
    try:
        yield from _found(Path(path), str(path))
    except (OSError, ValueError, NotImplementedError):
        return  # no name that a file could have, or no pattern: nothing is found by it


def _found(here: Path, path: str) -> Iterator[Path]:
    if here.is_dir():
        yield from _inside(here)
    elif here.exists() or not glob.has_magic(path):
        if here.exists() or here.is_symlink():
            yield here
    else:
        # pathlib and not glob: it does not follow links to folders, which may lead in circles.
        start = Path(here.anchor)
        for found in start.glob(str(here.relative_to(here.anchor))):
            if found.is_file() and not (found.name.startswith(".") and not here.name.startswith(".")):
                yield found


def _inside(folder: Path) -> Iterator[Path]:
    """Files of a folder and the folders in it; links to folders are not followed, they may lead in circles."""
    try:
        entries = os.scandir(folder)
    except OSError:
        yield folder  # becomes a rejection that says why
        return
    folders = []
    with entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.name)
            elif entry.is_file() and _may_be_report(entry.name):
                yield Path(entry.path)
    for name in sorted(folders):
        yield from _inside(folder / name)


def _may_be_report(name: str) -> bool:
    return Path(name).suffix.lower() not in _PASSED_OVER and name.partition(".")[0].casefold() not in _ABOUT


def _bytes(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _of_file(file: Path, columns: Mapping[str, str]) -> Iterator[Item]:
    name = intake.printable_name(str(file))
    suffix = file.suffix.lower()
    try:
        if suffix in tables.KINDS:
            yield from tables.items(file, name, columns)
            return
        if suffix in feeds.SUFFIXES and _bytes(file) <= feeds.LIMIT:
            data = file.read_bytes()
            if feeds.is_feed(data):
                yield from feeds.items(data, name)
                return
        yield Item(name=name, digest=_digest(file), path=str(file), size=_bytes(file))
    except OSError as error:
        detail = f"it cannot be read: {(error.strerror or str(error)).lower()}"
        yield rejected(name, "unreadable", detail, size=_bytes(file))
    except InputRejected as error:
        yield rejected(error.name, error.code, error.detail, size=_bytes(file))


def _digest(file: Path) -> str:
    total = hashlib.sha256()
    left = _READ
    with file.open("rb") as stream:
        while left > 0 and (block := stream.read(min(_BLOCK, left))):
            total.update(block)
            left -= len(block)
    return total.hexdigest()


def _of_address(address: str) -> Iterator[Item]:
    try:
        data = feeds.fetch(address)
        if feeds.is_feed(data):
            yield from feeds.items(data, address)
            return
        made = intake.from_bytes(data, name=address, language=None)
    except InputRejected as error:
        yield rejected(error.name, error.code, error.detail)
        return
    yield Item(
        name=address,
        digest=hashlib.sha256(data).hexdigest(),
        text=made.text,
        published=made.published.isoformat() if made.published else None,
        publisher=made.publisher,
        url=made.url or address,
    )
