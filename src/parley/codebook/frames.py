"""Loads frame files: the TOML form shared by the codebook, the reporting verbs and the commitments.

A file has optional `[words]` (word classes) and any number of `[[frames]]`. The loader is strict: an unknown key, an
unknown role, an unknown word class, a predicate listed twice or two frames that tie stop with file, line and what was
expected, because a codebook that is silently half read codes a corpus wrongly.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, NoReturn

from parley.codebook import lines, roles
from parley.codebook.model import ANY, KINDS, ComplementTest, Frame, RoleTest
from parley.errors import DataFileError

_PREDICATE = re.compile(r"[a-z'’{}_-]+(?: \+)?(?: [a-z'’{}_-]+(?: \+)?)*(?:/[na])?")
_CLASS = re.compile(r"\{([a-z_-]+)\}")
_EFFECTS = frozenset(
    {"killed", "injured", "detained", "abducted", "released", "displaced", "participated", "affected"}
)
_TENSES = frozenset({"past", "present", "future", "none"})
_INNER = ("predicates", "types", "quads", "modality", "negated", "tense")

FRAME_KEYS: Mapping[str, type] = {
    "predicates": list,
    "source": list,
    "target": list,
    "mode": str,
    "contexts": list,
    "where": dict,
    "unless": dict,
    "requires": list,
    "absent": list,
    "complement": dict,
    "lone": list,
    "sentence": list,
    "over": list,
    "negated": bool,
    "passive": bool,
    "modality": list,
    "tense": str,
    "symmetric": bool,
    "exclude": bool,
    "pairs": bool,
    "effect": str,
    "affected": list,
    "priority": int,
}
_NAMES = {
    str: "a string",
    list: "a list of strings",
    dict: "a table",
    bool: "true or false",
    int: "a whole number",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One TOML file, parsed, with the means to name its lines."""

    name: str
    """How errors and rules call it: the path below the data folder."""
    text: str
    data: Mapping[str, Any]
    level: int

    def fail(self, problem: str, *where: Any) -> NoReturn:
        """Raises `DataFileError` at the line of `where`: table, number, key, string (the last ones may be left out)."""
        line = lines.index(self.text).of(*where) if where else None
        raise DataFileError(self.name, line, problem)


def read_toml(path: Path, name: str | None = None, level: int = 0) -> Source:
    """Parses a TOML file.

    Raises:
        DataFileError: the file is missing, not UTF-8 or not TOML.
    """
    name = name or path.name
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataFileError(name, None, f"cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise DataFileError(name, None, "is not UTF-8 text") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise DataFileError(name, line, f"is not valid TOML: {error}") from error
    return Source(name=name, text=text, data=data, level=level)


def classes_of(source: Source, shared: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Word classes a file may use: the shared ones and its own `[words]`, where "{name}" takes in another class."""
    table = source.data.get("words", {})
    if not isinstance(table, dict):
        source.fail("[words] must be a table of lists", "", 0, "words")
    classes = dict(shared)
    for name, listed in table.items():
        if name in KINDS:
            source.fail(f'"{name}" is the name of a kind; call the class something else', "words", 0, name)
        if not _strings(listed) or not listed:
            source.fail(f'class "{name}" must be a list of words that is not empty', "words", 0, name)
        members: set[str] = set()
        for word in listed:
            taken = _CLASS.fullmatch(word)
            if taken is None:
                members.add(word.lower())
            elif taken[1] in classes:
                members |= classes[taken[1]]
            else:
                source.fail(f'no word class "{taken[1]}" is defined before this line', "words", 0, name, word)
        classes[name] = frozenset(members)
    return classes


def load_frames(
    source: Source,
    *,
    label: str,
    shared: Mapping[str, frozenset[str]] | None = None,
    labels: Iterable[str] | None = None,
    modes: Iterable[str] | None = None,
    extra: Mapping[str, type] | None = None,
    default_label: str | None = None,
) -> list[Frame]:
    """The frames of one file.

    Args:
        source: the file, from `read_toml`.
        label: the key that names a frame's result ("type", "act", "kind").
        shared: word classes defined elsewhere.
        labels: the results allowed; `None` allows any.
        modes: the modes allowed; `None` allows any.
        extra: further keys a frame may have, with their types; they end in `Frame.extra`.
        default_label: the result of frames that name none.

    Raises:
        DataFileError: with the line, and what was expected there.
    """
    classes = classes_of(source, shared or {})
    tables = source.data.get("frames", [])
    if not isinstance(tables, list):
        source.fail("frames are written as [[frames]], with two brackets", "frames", 0)
    starts = lines.headers(source.text)
    allowed = None if labels is None else frozenset(labels)
    known_modes = None if modes is None else frozenset(modes)
    frames: list[Frame] = []
    for number, table in enumerate(tables):
        reader = _Reader(source, number, table, classes, {**FRAME_KEYS, **(extra or {}), label: str})
        result = table.get(label, default_label)
        if result is None:
            reader.fail(f'this frame has no "{label}"')
        if allowed is not None and result not in allowed:
            reader.fail(f'{label} "{result}" is not one of {", ".join(sorted(allowed))}', label)
        mode = table.get("mode")
        if mode is not None and known_modes is not None and mode not in known_modes:
            reader.fail(f'mode "{mode}" is not one of {", ".join(sorted(known_modes)) or "none"}', "mode")
        frames.append(reader.frame(result, starts.get(("frames", number), 1), tuple(extra or ())))
    return frames


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one `[[frames]]` table."""

    source: Source
    number: int
    table: Mapping[str, Any]
    classes: Mapping[str, frozenset[str]]
    keys: Mapping[str, type]

    def fail(self, problem: str, key: str | None = None, string: str | None = None) -> NoReturn:
        self.source.fail(problem, "frames", self.number, key, string)

    def lone(self) -> RoleTest | None:
        """What the patient must be for an event without a target: the frame's own, or that of the file; "*" is anything."""
        listed = self.table.get("lone", self.source.data.get("lone"))
        return None if listed is None or "*" in listed else self.test("lone", "patient", listed)

    def frame(self, label: str, line: int, extra: tuple[str, ...]) -> Frame:
        table = self.table
        for key, value in table.items():
            if key not in self.keys:
                self.fail(
                    f'"{key}" is no key of a frame; expected one of {", ".join(sorted(self.keys))}', key
                )
            wanted = self.keys[key]
            if key == "complement" and isinstance(value, list):
                continue
            if not isinstance(value, wanted) or (wanted is list and not _strings(value)):
                self.fail(f'"{key}" must be {_NAMES[wanted]}', key)
        effect, tense = table.get("effect"), table.get("tense")
        if effect is not None and effect not in _EFFECTS:
            self.fail(f'effect "{effect}" is not one of {", ".join(sorted(_EFFECTS))}', "effect")
        if tense is not None and tense not in _TENSES:
            self.fail(f'tense "{tense}" is not one of {", ".join(sorted(_TENSES))}', "tense")
        return Frame(
            file=self.source.name,
            line=line,
            level=self.source.level,
            label=label,
            predicates=self.predicates("predicates", table.get("predicates", [])),
            spelled=frozenset(p for p in table.get("predicates", ()) if "{" not in p),
            source=self.roles("source", ["agent"]),
            target=self.roles("target", []),
            mode=table.get("mode"),
            contexts=tuple(table.get("contexts", ())),
            where=self.tests("where"),
            unless=self.tests("unless"),
            requires=self.roles("requires", []),
            absent=self.roles("absent", []),
            complement=self.complement(),
            lone=self.lone(),
            sentence=self.words("sentence"),
            over=frozenset(table.get("over", ())),
            negated=table.get("negated"),
            passive=table.get("passive"),
            modality=frozenset(table.get("modality", ())),
            tense=tense,
            symmetric=table.get("symmetric", False),
            exclude=table.get("exclude", False),
            pairs=table.get("pairs", False),
            effect=effect,
            affected=self.roles("affected", ["patient"] if effect else []),
            priority=table.get("priority", 0),
            extra={key: table[key] for key in extra if key in table},
        )

    def predicates(self, key: str, listed: list[str]) -> tuple[str, ...]:
        if not listed:
            self.fail(f'"{key}" must name at least one predicate', key)
        found: dict[str, None] = {}
        for entry in listed:
            if entry != ANY and not _PREDICATE.fullmatch(entry):
                self.fail(
                    f'"{entry}" is no predicate; expected lemmas in lower case: "shell", "carry out", '
                    '"launch + strike on", "shelling/n", "ready/a"',
                    key,
                    entry,
                )
            if listed.count(entry) > 1:
                self.fail(f'"{entry}" is listed twice in this frame', key, entry)
            found.update(dict.fromkeys(self.expand(key, entry)))
        return tuple(found)

    def expand(self, key: str, entry: str) -> Iterable[str]:
        """Gives "launch + {attack} on" once for every word of the class."""
        names = _CLASS.findall(entry)
        if not names:
            return (entry,)
        for name in names:
            if name not in self.classes:
                self.fail(f'no word class "{name}"', key, entry)
        pattern = _CLASS.sub("{}", entry)
        return [pattern.format(*words) for words in product(*(sorted(self.classes[n]) for n in names))]

    def roles(self, key: str, default: list[str]) -> tuple[str, ...]:
        listed = self.table.get(key, default)
        for path in listed:
            wrong = roles.problem(path)
            if wrong is not None:
                self.fail(wrong, key, path)
        return tuple(listed)

    def tests(self, key: str) -> tuple[RoleTest, ...]:
        tests: list[RoleTest] = []
        for role, listed in self.table.get(key, {}).items():
            wrong = roles.problem(role)
            if wrong is not None:
                self.fail(wrong, key)
            if not _strings(listed) or not listed:
                self.fail(f'"{role}" needs a list of word classes or kinds', key)
            tests.append(self.test(key, role, listed))
        return tuple(tests)

    def test(self, key: str, role: str, listed: list[str]) -> RoleTest:
        words: set[str] = set()
        kinds: set[str] = set()
        for name in listed:
            if name.startswith("="):
                words.add(name[1:].lower())
            elif name in KINDS:
                kinds.add(name)
            elif name in self.classes:
                words |= self.classes[name]
            else:
                self.fail(
                    f'"{name}" is neither a word class nor a kind ({", ".join(sorted(KINDS))}); '
                    f'write "={name}" for the word itself',
                    key,
                    name,
                )
        return RoleTest(role, frozenset(words), frozenset(kinds), tuple(listed))

    def words(self, key: str) -> frozenset[str]:
        found: set[str] = set()
        for name in self.table.get(key, ()):
            if name.startswith("="):
                found.add(name[1:].lower())
            elif name in self.classes:
                found |= self.classes[name]
            else:
                self.fail(f'"{name}" is no word class; write "={name}" for the word itself', key, name)
        return frozenset(found)

    def complement(self) -> ComplementTest | None:
        table = self.table.get("complement")
        if table is None:
            return None
        if isinstance(table, list):
            table = {"predicates": table}
        for key in table:
            if key not in _INNER:
                self.fail(
                    f'"{key}" is no test of a complement; expected one of {", ".join(_INNER)}', "complement"
                )
        listed = table.get("predicates", [])
        return ComplementTest(
            predicates=frozenset(self.predicates("complement", listed)) if listed else frozenset(),
            labels=frozenset(table.get("types", ())),
            quads=frozenset(table.get("quads", ())),
            modality=frozenset(table.get("modality", ())),
            negated=table.get("negated"),
            tense=table.get("tense"),
        )


def _strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
