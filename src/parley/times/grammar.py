"""The grammar of time expressions: its data file, read strictly, and the matcher over a document's words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from parley.errors import DataFileError

_FILE = Path(__file__).with_name("grammar.toml")
_COMPUTED = frozenset(
    {"number", "day", "year", "decade", "iso", "slashed", "hour", "midmonth", "midyear", "middecade"}
)
_CAPITAL = frozenset({"month", "weekday", "feast"})
"""Classes whose words are proper nouns: "march" and "sat" in lower case are no times."""

_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}$")
_SLASHED = re.compile(r"\d{1,2}[/.]\d{1,2}[/.](\d{4}|\d{2})$")
_DECADE = re.compile(r"(1[5-9]|20)\d0['’]?s$")
_DAY = re.compile(r"([0-9]{1,2})(st|nd|rd|th)?$", re.IGNORECASE)
_HOUR = re.compile(r"[0-9]{1,2}([:.][0-9]{2})?(am|pm|a\.m\.|p\.m\.)?$", re.IGNORECASE)

Capture = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """What one pattern means. `options` are the pattern's other keys; `line` is where it stands in the file."""

    means: str
    options: Mapping[str, Any]
    line: int
    order: int


@dataclass(slots=True)
class _Node:
    words: dict[str, _Node] = field(default_factory=dict)
    classes: dict[str, _Node] = field(default_factory=dict)
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found: tokens `start` to `end` (half-open), the rule, the classes' values in order."""

    start: int
    end: int
    rule: Rule
    captures: tuple[Capture, ...]

    def values(self, name: str) -> list[Any]:
        """Values of the words of a class, in order."""
        return [value for key, value in self.captures if key == name]

    def value(self, name: str) -> Any:
        """The first value of a class, or `None`."""
        return next((value for key, value in self.captures if key == name), None)


@dataclass(frozen=True, slots=True)
class Grammar:
    """The data file, ready for matching."""

    root: _Node
    classes: Mapping[str, tuple[tuple[str, Any], ...]]
    """Classes and values of each lower-case word."""
    bounds: Mapping[str, str]
    vague: Mapping[str, tuple[int, str]]
    future: frozenset[str]
    happened: frozenset[str]
    reporting: frozenset[str]

    def matches(self, words: Sequence[str]) -> Iterator[Match]:
        """The longest match at each position, left to right, without overlaps. Linear in the number of words."""
        lower = [word.lower() for word in words]
        known = [self._of(word, low) for word, low in zip(words, lower, strict=True)]
        position, size, root = 0, len(words), self.root
        while position < size:
            if lower[position] not in root.words and not known[position]:
                position += 1
                continue
            found = _longest(root, lower, known, position)
            if found is None:
                position += 1
                continue
            yield found
            position = found.end

    def _of(self, word: str, low: str) -> tuple[Capture, ...]:
        if word[:1].isdigit():
            return _of_digits(low)
        if low.startswith("mid-") and len(low) > 4:
            inner = self._of(word[4:], low[4:])
            return tuple((f"mid{name}", value) for name, value in inner if f"mid{name}" in _COMPUTED)
        known = self.classes.get(low, ())
        if known and not word[0].isupper():
            return tuple(pair for pair in known if pair[0] not in _CAPITAL)
        return known


def _of_digits(word: str) -> tuple[Capture, ...]:
    """The classes of a word that begins with a digit."""
    found: list[Capture] = []
    if word.isdecimal() and word.isascii():
        number = int(word)
        found.append(("number", number))
        if len(word) == 4 and 1500 <= number < 2200:
            found.append(("year", number))
    if day := _DAY.match(word):
        if day[2] or 1 <= int(day[1]) <= 39:
            found.append(("day", int(day[1])))
    if _HOUR.match(word):
        found.append(("hour", word))
    if _ISO.match(word):
        found.append(("iso", tuple(int(part) for part in word.split("-"))))
    elif _SLASHED.match(word):
        found.append(("slashed", tuple(int(part) for part in re.split(r"[/.]", word))))
    elif _DECADE.match(word):
        found.append(("decade", int(word[:4])))
    if word in ("1st", "2nd", "3rd", "4th"):
        found.append(("ordinal", int(word[0])))
    return tuple(found)


def _longest(
    root: _Node, lower: Sequence[str], known: Sequence[tuple[Capture, ...]], start: int
) -> Match | None:
    best: Match | None = None
    stack: list[tuple[_Node, int, tuple[Capture, ...]]] = [(root, start, ())]
    while stack:
        node, position, captures = stack.pop()
        rule = node.rule
        if rule is not None and (
            best is None or position > best.end or (position == best.end and rule.order < best.rule.order)
        ):
            best = Match(start, position, rule, captures)
        if position == len(lower):
            continue
        if (after := node.words.get(lower[position])) is not None:
            stack.append((after, position + 1, captures))
        for pair in known[position]:
            if (after := node.classes.get(pair[0])) is not None:
                stack.append((after, position + 1, (*captures, pair)))
    return best


@cache
def load() -> Grammar:
    """The grammar of the package.

    Raises:
        DataFileError: with the line that cannot be used.
    """
    return read(_FILE)


def read(path: Path) -> Grammar:
    """The grammar in a file.

    Raises:
        DataFileError: with the line that cannot be used.
    """
    text = path.read_text(encoding="utf-8")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(path.name, None, str(error)) from error
    classes: dict[str, list[Capture]] = {}
    for name, entries in data.get("classes", {}).items():
        for word, value in entries.items():
            classes.setdefault(word, []).append(("number" if name == "numbers" else name, value))
    names = (set(data.get("classes", {})) - {"numbers"}) | _COMPUTED
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.startswith("words = ")]
    patterns = data.get("pattern", [])
    if not patterns or len(lines) != len(patterns):
        raise DataFileError(path.name, None, "each [[pattern]] needs one line that begins with: words = ")
    root = _Node()
    for order, (pattern, line) in enumerate(zip(patterns, lines, strict=True)):
        _plant(root, pattern, line, order, names, path.name)
    tense = data.get("tense", {})
    return Grammar(
        root=root,
        classes={word: tuple(pairs) for word, pairs in classes.items()},
        bounds=data.get("bounds", {}),
        vague={unit: (row["days"], row["precision"]) for unit, row in data.get("vague", {}).items()},
        future=frozenset(tense.get("future", ())),
        happened=frozenset(tense.get("happened", ())),
        reporting=frozenset(tense.get("reporting", ())),
    )


def _plant(
    root: _Node, pattern: Mapping[str, Any], line: int, order: int, names: set[str], file: str
) -> None:
    """Puts one pattern into the tree; every optional element doubles the ways."""
    if not isinstance(pattern.get("means"), str):
        raise DataFileError(file, line, "a pattern needs: means = ")
    options = {key: value for key, value in pattern.items() if key not in ("words", "means")}
    rule = Rule(pattern["means"], options, line, order)
    nodes = [root]
    for element in pattern["words"].split():
        optional = element.endswith("?") and len(element) > 1
        body = element[:-1] if optional else element
        reached = []
        for node in nodes:
            if body.startswith("<"):
                if not body.endswith(">") or body[1:-1] not in names:
                    raise DataFileError(file, line, f"no such class: {body}")
                reached.append(node.classes.setdefault(body[1:-1], _Node()))
            else:
                reached.extend(node.words.setdefault(word, _Node()) for word in body.split("|"))
        nodes = reached + nodes if optional else reached
    for node in nodes:
        if node is root:
            raise DataFileError(file, line, "a pattern needs an element that is not optional")
        if node.rule is None:
            node.rule = rule
