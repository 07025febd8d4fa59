"""The vocabularies of the damage detectors, loaded strictly from TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from parley.errors import DataFileError
from parley.records import Severity

_FOLDER = "parley.sources.damage.data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A run of characters (lower case) that does not belong into a report, and why."""

    text: str
    severity: Severity
    reason: str


class Reach(StrEnum):
    """Where a passage of the page ends."""

    MATCH = "match"
    SENTENCE = "sentence"
    HEADING = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """How a passage begins that the page put around a report, how far it reaches, and what it is."""

    pattern: re.Pattern[str]
    to: Reach
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What the detectors know."""

    impossible_pairs: frozenset[str]
    names_with_digits: re.Pattern[str]
    phrases: tuple[Phrase, ...]
    patterns: tuple[tuple[re.Pattern[str], Severity, str], ...]
    starters: frozenset[str]
    glue: frozenset[str]
    headline_verbs: frozenset[str]
    openers: frozenset[str]
    consonant_sound: tuple[str, ...]
    vowel_sound: tuple[str, ...]
    doubled: frozenset[str]
    impossible_sequences: frozenset[str]
    dangling: frozenset[str]
    never_last: frozenset[str]
    odd: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    """By first word: the whole odd phrase as words, and the term it stands for."""
    clashes: dict[str, tuple[frozenset[str], str]]
    """By first word: second words that clash with it, and why."""
    superlative_tails: tuple[str, ...]
    citing: frozenset[str]
    passages: tuple[Passage, ...]
    heading_openers: frozenset[str]
    """Small words that begin a sentence and, with a capital, end a heading before it."""
    told_after: re.Pattern[str]
    """A speaker told after what was said: "We will go, said General Orle"."""


@cache
def load() -> Lexicon:
    """Parley's own vocabularies.

    Raises:
        DataFileError: a data file lacks a table, or has an empty one.
    """
    shape, marks = _table("words.toml"), _table("markup.toml")
    grammar, terms = _table("grammar.toml"), _table("terms.toml")
    around = _table("boilerplate.toml")
    phrases = tuple(
        Phrase(text=text.lower(), severity=Severity(group["severity"]), reason=group["reason"])
        for group in _list("markup.toml", marks, "phrases")
        for text in _list("markup.toml", group, "texts")
    )
    patterns = tuple(
        (_pattern("markup.toml", group["pattern"]), Severity(group["severity"]), str(group["reason"]))
        for group in _list("markup.toml", marks, "patterns")
    )
    return Lexicon(
        impossible_pairs=_pairs(_list("words.toml", shape, "impossible_pairs")),
        names_with_digits=_pattern(
            "words.toml", "|".join(f"(?:{p})" for p in _list("words.toml", shape, "names_with_digits"))
        ),
        phrases=phrases,
        patterns=patterns,
        starters=frozenset(marks["starters"]),
        glue=_words("grammar.toml", grammar, "glue"),
        headline_verbs=_words("grammar.toml", grammar, "headline_verbs"),
        openers=_words("grammar.toml", grammar, "openers"),
        consonant_sound=tuple(sorted(_words("grammar.toml", grammar, "consonant_sound"))),
        vowel_sound=tuple(sorted(_words("grammar.toml", grammar, "vowel_sound"))),
        doubled=_words("grammar.toml", grammar, "doubled"),
        impossible_sequences=frozenset(_list("grammar.toml", grammar, "impossible_sequences")),
        dangling=_words("grammar.toml", grammar, "dangling"),
        never_last=_words("grammar.toml", grammar, "never_last"),
        odd=_odd(_list("terms.toml", terms, "terms")),
        clashes=_clashes(_list("terms.toml", terms, "clashes")),
        superlative_tails=tuple(_list("grammar.toml", grammar, "superlative_tails")),
        citing=_words("grammar.toml", grammar, "citing"),
        passages=tuple(_passages(_list("boilerplate.toml", around, "passages"), around["parts"])),
        heading_openers=_words("boilerplate.toml", around, "openers"),
        told_after=_told_after(_words("grammar.toml", grammar, "telling")),
    )


def _table(file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(resources.files(_FOLDER).joinpath(file).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(file, None, str(error)) from error


def _list(file: str, table: dict[str, Any], key: str) -> list[Any]:
    """A list that must be there and not be empty: an empty vocabulary finds nothing and says nothing."""
    value = table.get(key)
    if not isinstance(value, list) or not value:
        raise DataFileError(file, None, f"'{key}' must be a list that is not empty")
    return value


def _words(file: str, table: dict[str, Any], key: str) -> frozenset[str]:
    """Words given as lines of words, in lower case."""
    return frozenset(word for line in _list(file, table, key) for word in line.split())


def _pairs(lines: Iterable[str]) -> frozenset[str]:
    """Letter pairs: "q: bcd" stands for qb, qc, qd."""
    pairs: set[str] = set()
    for line in lines:
        first, _, seconds = line.partition(":")
        pairs.update(first.strip() + second for second in seconds.strip())
    return frozenset(pairs)


def _pattern(file: str, pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise DataFileError(file, None, f"the pattern {pattern!r} cannot be used: {error}") from error


def _passages(groups: Iterable[dict[str, Any]], parts: dict[str, str]) -> Iterator[Passage]:
    for group in groups:
        try:
            to = Reach(str(group.get("to")))
        except ValueError as error:
            reaches = ", ".join(Reach)
            raise DataFileError("boilerplate.toml", None, f"'to' must be one of {reaches}") from error
        for pattern in _list("boilerplate.toml", group, "patterns"):
            for part, stands_for in parts.items():
                pattern = pattern.replace(f"<{part}>", stands_for)
            compiled = _pattern("boilerplate.toml", f"(?m){pattern}")
            yield Passage(pattern=compiled, to=to, reason=str(group["reason"]))


def _told_after(verbs: Iterable[str]) -> re.Pattern[str]:
    """A break, then somebody and a verb of telling or the verb and somebody, with no quotation inside after it."""
    said = f"(?:{'|'.join(sorted(verbs))})"
    names = r"(?:(?:[A-Z][\w.’'-]*|[a-z-]+) ){0,3}[A-Z][\w’'-]*"
    who = rf"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|the(?: [\w-]+){{1,3}}|{names})"
    return re.compile(rf"[,?!…]['’]? +(?:{who} {said}\b|{said} {who})(?![^.]*(?<!\w)[‘'])")


def _odd(entries: list[dict[str, Any]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Every phrase with at least one odd word in the place of a fixed one."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in entries:
        term = entry["term"]
        fixed = term.split()
        slots = entry["odd"]
        if len(slots) != len(fixed):
            raise DataFileError("terms.toml", None, f"'{term}' has {len(fixed)} words and {len(slots)} slots")
        phrases: list[tuple[str, ...]] = [()]
        for word, odd in zip(fixed, slots, strict=True):
            phrases = [(*phrase, choice) for phrase in phrases for choice in [word, *odd.split()]]
        for phrase in phrases:
            if phrase != tuple(fixed):
                found.setdefault(phrase[0], []).append((phrase, term))
    return {first: tuple(sorted(phrases)) for first, phrases in sorted(found.items())}


def _clashes(entries: list[dict[str, Any]]) -> dict[str, tuple[frozenset[str], str]]:
    found: dict[str, tuple[frozenset[str], str]] = {}
    for entry in entries:
        seconds = frozenset(entry["second"].split())
        for first in entry["first"].split():
            if first in found:
                raise DataFileError("terms.toml", None, f"'{first}' is in two groups of clashes")
            found[first] = (seconds, entry["reason"])
    return found
