"""The codebook: event types, their frames, word classes, and the tables beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from parley.codebook.frames import Source, classes_of, load_frames, read_toml
from parley.codebook.lines import headers
from parley.codebook.model import Frame, FrameSet
from parley.codebook.precedence import assemble
from parley.errors import DataFileError

QUADS = frozenset({"verbal cooperation", "material cooperation", "verbal conflict", "material conflict"})
_TOP = frozenset(
    {
        "type",
        "quad",
        "intensity",
        "definition",
        "symmetric",
        "lone",
        "modes",
        "words",
        "frames",
        "replace",
        "remove",
        "tests",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeEntry:
    """One event type as its file describes it. `intensity` runs from -10 (conflict) to 10 (cooperation)."""

    name: str
    quad: str | None
    intensity: float | None
    definition: str
    modes: Mapping[str, str]
    symmetric: bool
    """All parties are source actors when the sentence puts them alike."""
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One `[[tests]]` table: a sentence and what the type's frames must make of it."""

    label: str
    text: str
    source: str | None
    target: str | None
    absent: bool
    """The sentence must give no event of the type."""
    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Everything that turns propositions into typed events."""

    types: Mapping[str, TypeEntry]
    frames: FrameSet
    words: Mapping[str, frozenset[str]]
    tests: tuple[Example, ...]
    """The `[[tests]]` of all files."""

    def quad(self, label: str) -> str | None:
        """Quad class of a type."""
        entry = self.types.get(label)
        return None if entry is None else entry.quad

    @property
    def quads(self) -> dict[str, str | None]:
        """Quad class of every type."""
        return {name: entry.quad for name, entry in self.types.items()}

    @property
    def size(self) -> int:
        """Number of predicate entries written out over all frames, word classes not multiplied."""
        return sum(len(frame.spelled) for frame in self.frames.frames)


def folder() -> Path:
    """Where the shipped codebook lies."""
    return Path(str(resources.files("parley.codebook")))


def load(overlay: Path | None = None) -> Codebook:
    """The shipped codebook, with a user's folder of type files laid over it.

    A file in `overlay` adds a type, or adds frames to one of ours; its frames win where both match. `replace = true`
    drops our frames of that type first; `remove = ["predicate"]` drops single predicates.

    Raises:
        DataFileError: with file, line and what was expected.
    """
    return _shipped() if overlay is None else _load(overlay)


@cache
def _shipped() -> Codebook:
    return _load(None)


def _load(overlay: Path | None) -> Codebook:
    home = folder()
    shared = classes_of(read_toml(home / "words.toml"), {})
    sources = [read_toml(path) for path in sorted((home / "types").glob("*.toml"))]
    if overlay is not None:
        if not overlay.is_dir():
            raise DataFileError(
                str(overlay), None, "is no folder; a codebook overlay is a folder of type files"
            )
        words = overlay / "words.toml"
        if words.exists():
            shared = classes_of(read_toml(words, str(words), 1), shared)
        listed = sorted(path for path in overlay.glob("*.toml") if path != words)
        if not listed:
            raise DataFileError(str(overlay), None, "has no .toml file")
        sources += [read_toml(path, str(path), 1) for path in listed]
    return _build(sources, shared)


def _build(sources: list[Source], shared: Mapping[str, frozenset[str]]) -> Codebook:
    types: dict[str, TypeEntry] = {}
    frames: list[Frame] = []
    tests: list[Example] = []
    for source in sources:
        entry = _entry(source, types)
        if source.data.get("replace"):
            frames = [frame for frame in frames if frame.label != entry.name]
        removed = frozenset(source.data.get("remove", ()))
        if removed:
            frames = _without(source, frames, entry.name, removed)
        types[entry.name] = entry
        frames += load_frames(
            source,
            label="type",
            shared=shared,
            modes=entry.modes,
            labels=[entry.name],
            default_label=entry.name,
        )
        tests += _examples(source, entry.name)
    return Codebook(types=types, frames=assemble(frames), words=shared, tests=tuple(tests))


def _entry(source: Source, known: Mapping[str, TypeEntry]) -> TypeEntry:
    data = source.data
    for key in data:
        if key not in _TOP:
            source.fail(
                f'"{key}" is no key of a type file; expected one of {", ".join(sorted(_TOP))}', "", 0, key
            )
    name = data.get("type")
    if not isinstance(name, str) or not name.isupper():
        source.fail('a type file needs type = "NAME" in capitals', "", 0, "type")
    before = known.get(name)
    if before is not None and source.level == 0:
        source.fail(f"{name} is already defined in {before.files[0]}", "", 0, "type")
    quad = data.get("quad", before.quad if before else None)
    if quad is not None and quad not in QUADS:
        source.fail(f'quad "{quad}" is not one of {", ".join(sorted(QUADS))}', "", 0, "quad")
    definition = data.get("definition", before.definition if before else None)
    if not isinstance(definition, str) or not definition.strip():
        source.fail('a new type needs a definition = "…"', "", 0, "type")
    modes: dict[str, Any] = {**(before.modes if before else {}), **data.get("modes", {})}
    intensity = data.get("intensity", before.intensity if before else None)
    if intensity is not None and not (isinstance(intensity, int | float) and -10 <= intensity <= 10):
        source.fail("intensity is a number from -10 to 10", "", 0, "intensity")
    return TypeEntry(
        name=name,
        quad=quad,
        intensity=None if intensity is None else float(intensity),
        definition=definition.strip(),
        modes=modes,
        symmetric=bool(data.get("symmetric", before.symmetric if before else False)),
        files=(*(before.files if before else ()), source.name),
    )


def _examples(source: Source, label: str) -> list[Example]:
    starts = headers(source.text)
    found: list[Example] = []
    for number, table in enumerate(source.data.get("tests", ())):
        if not isinstance(table, dict) or not isinstance(table.get("text"), str):
            source.fail('a test is a [[tests]] table with text = "…"', "tests", number)
        for key in table:
            if key not in ("text", "source", "target", "absent"):
                source.fail(
                    f'"{key}" is no key of a test; expected text, source, target or absent',
                    "tests",
                    number,
                    key,
                )
        found.append(
            Example(
                label=label,
                text=table["text"],
                source=table.get("source"),
                target=table.get("target"),
                absent=bool(table.get("absent", False)),
                file=source.name,
                line=starts.get(("tests", number), 1),
            )
        )
    return found


def _without(source: Source, frames: list[Frame], label: str, removed: frozenset[str]) -> list[Frame]:
    known = {predicate for frame in frames if frame.label == label for predicate in frame.predicates}
    for predicate in sorted(removed - known):
        source.fail(f'{label} has no predicate "{predicate}" to remove', "", 0, "remove", predicate)
    kept: list[Frame] = []
    for frame in frames:
        left = tuple(p for p in frame.predicates if frame.label != label or p not in removed)
        if left == frame.predicates:
            kept.append(frame)
        elif left:
            kept.append(replace(frame, predicates=left))
    return kept
