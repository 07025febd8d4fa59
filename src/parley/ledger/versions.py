"""What a reading depends on besides its report, with versions and digests: enough to make it again, or to see that it
would come out differently.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable
from functools import cache
from importlib import metadata, resources
from pathlib import Path

import msgspec

from parley import sources
from parley.errors import LedgerError
from parley.ledger.keys import digest
from parley.records import Record
from parley.version import __version__

_APART = frozenset({"cli", "evaluation", "following", "ledger", "outputs", "reviewing", "training"})
"""Folders of Parley that no reading depends on."""
_DATA = ("actors", "codebook", "language")
"""Folders whose data have a digest of their own."""
_KINDS = frozenset({".py", ".toml", ".csv", ".tsv", ".json", ".txt"})
"""Files that make up the program and its data; the weights of the language model are digested apart."""
_LIBRARIES = (
    "spacy",
    "numpy",
    "ftfy",
    "py3langid",
    "pycountry",
    "rapidfuzz",
    "trafilatura",
)


class Settings(Record, frozen=True, kw_only=True):
    """What a reader is made with; small enough to be handed to another process."""

    language_model: str | None = None
    codebook: str | None = None
    """Path of the overlay."""
    actors: str | None = None
    """Path of the overlay."""
    max_characters: int = sources.MAX_CHARACTERS


class Data(Record, frozen=True, kw_only=True):
    """A body of data by name, version and digest (SHA-256, 16 hexadecimal digits)."""

    name: str
    version: str
    digest: str


class Run(Record, frozen=True, kw_only=True):
    """What readings were made with. Readings of one report with the same run are the same."""

    parley: str
    code: str
    """Digest of the program and of the word lists that belong to it."""
    language_model: Data
    codebook: Data
    gazetteer: Data
    max_characters: int
    python: str
    libraries: tuple[tuple[str, str], ...]
    """Name and version of the libraries a reading depends on."""

    @property
    def id(self) -> str:
        """Digest of everything in it."""
        return digest(self.to_json())

    def to_json(self) -> str:
        """This run as JSON."""
        return msgspec.json.encode(self).decode()


def describe(settings: Settings | None = None) -> Run:
    """The run that reads with `settings`; Parley's own model and data when `None`.

    Raises:
        LedgerError: a model or data file that `settings` names is not there.
    """
    given = settings or Settings()
    return Run(
        parley=__version__,
        code=_code(),
        language_model=_model(given.language_model),
        codebook=_layered("codebook", given.codebook, ".toml"),
        gazetteer=_layered("actors", given.actors, ".csv"),
        max_characters=given.max_characters,
        python=".".join(platform.python_version_tuple()[:2]),
        libraries=_libraries(),
    )


@cache
def _libraries() -> tuple[tuple[str, str], ...]:
    return tuple((name, metadata.version(name)) for name in _LIBRARIES)


@cache
def rules(room: str) -> str:
    """Digest of the program and word lists of one room (a folder of Parley)."""
    home = _home()
    return _files((path for path in (home / room).rglob("*") if path.suffix in _KINDS), home)


@cache
def _code() -> str:
    home = _home()
    files = (
        path
        for path in home.rglob("*")
        if path.suffix in _KINDS
        and path.relative_to(home).parts[0] not in _APART
        and not (path.suffix != ".py" and path.relative_to(home).parts[0] in _DATA)
    )
    return _files(files, home)


def _layered(room: str, overlay: str | None, suffix: str) -> Data:
    """Data of a room with the user's overlay, a file or a folder."""
    own = _own(room)
    if overlay is None:
        return Data(name="parley", version=__version__, digest=own)
    path = Path(overlay)
    laid = path.rglob(f"*{suffix}") if path.is_dir() else [path]
    theirs = _files(laid, path if path.is_dir() else path.parent)
    return Data(name=f"parley, {path.name}", version=__version__, digest=digest(own, theirs))


@cache
def _own(room: str) -> str:
    home = _home() / room
    return _files((path for path in home.rglob("*") if path.suffix in _KINDS and path.suffix != ".py"), home)


def _model(name: str | None) -> Data:
    if name is None:
        return _pipeline("parley", _home() / "language" / "weights" / "en")
    folder = Path(name)
    if not folder.is_dir():
        from importlib.util import find_spec

        spec = find_spec(name) if name.isidentifier() else None
        if spec is None or spec.origin is None:
            raise LedgerError(
                f"language model {name} is not there: give an installed spaCy pipeline or a folder"
            )
        folder = Path(spec.origin).parent
    return _pipeline(folder.name, folder)


@cache
def _pipeline(name: str, folder: Path) -> Data:
    metas = sorted(folder.rglob("meta.json"))
    meta = msgspec.json.decode(metas[0].read_bytes()) if metas else {}
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return Data(name=name, version=str(meta.get("version", "")), digest=_files(files, folder))


def _files(paths: Iterable[Path], home: Path) -> str:
    """Digest of files by name and content."""
    total = hashlib.sha256()
    try:
        for path in sorted(paths):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            total.update(f"{path.relative_to(home).as_posix()} {content}\n".encode())
    except OSError as error:
        raise LedgerError(f"{error.filename}: it cannot be read: {error.strerror}") from error
    return total.hexdigest()[:16]


def _home() -> Path:
    return Path(str(resources.files("parley")))
