"""Exports as files: written as a whole or not at all, each with a manifest beside it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec

from parley.errors import ParleyError
from parley.ledger import Run
from parley.records import Record


class OutputRefused(ParleyError):
    """A file cannot be written."""

    code = "output"


class ExportManifest(Record, frozen=True, kw_only=True):
    """What an export was made from and with: enough to make it again, or to see that it would come out differently.

    It holds no time, so that the same question to the same ledger gives the same bytes.
    """

    parley: str
    """Version that wrote the export."""
    what: str
    """What the rows are about."""
    format: str
    asked: Mapping[str, Any]
    """The filters and options that were given."""
    columns: tuple[str, ...]
    """Names of the columns; none for whole records and for tables to read."""
    rows: int
    runs: Mapping[str, Run]
    """What the readings were made with, by the id in the column `run`: versions and digests of program, codebook,
    gazetteer and language model."""
    sha256: str | None = None
    """Digest of the file; `None` inside a Parquet file, which has this in its metadata."""

    def to_json(self) -> str:
        """This manifest as JSON, laid out for people."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1).decode()


def manifest_path(path: Path) -> Path:
    """Where the manifest of an exported file stands."""
    return path.with_name(f"{path.name}.manifest.json")


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of `path` when all of it is written; until then, and on failure, the old one stays.

    Raises:
        OutputRefused: it cannot be written there.
    """
    path = path.resolve()  # a link stays, and what it points to is replaced
    if path.is_dir():
        raise OutputRefused(f"{path}: this is a directory")
    if path.exists() and not path.is_file():
        raise OutputRefused(f"{path}: this is no file; leave --output out to write on standard output")
    made: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        made = Path(name)
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        made.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        made.replace(path)
        made = None
    except OSError as error:
        raise OutputRefused(f"{path}: it cannot be written: {error.strerror or error}") from error
    finally:
        if made is not None:
            made.unlink(missing_ok=True)


def write_manifest(path: Path, known: ExportManifest) -> None:
    """Puts the manifest beside an exported file, with the file's digest.

    Raises:
        OutputRefused: it cannot be written there.
    """
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    whole = msgspec.structs.replace(known, sha256=digest)
    with replacing(manifest_path(path)) as sink:
        sink.write(f"{whole.to_json()}\n".encode())


def _umask() -> int:
    """The permissions that the user's new files do not get."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
