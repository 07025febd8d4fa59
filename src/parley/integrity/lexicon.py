"""The vocabularies of the checks, loaded strictly from TOML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from parley.errors import DataFileError

_FOLDER = "parley.integrity.data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One kind of outcome that a report may tell as done and as still to come."""

    name: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    open_adjectives: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """What the checks know."""

    occupation: dict[str, str]
    """Noun to its class."""
    incompatible: frozenset[frozenset[str]]
    """Pairs of classes that one person hardly joins."""
    past: frozenset[str]
    """Words that make an occupation one of the past ("former")."""
    ranks: frozenset[str]
    """Words that make another office of one with the same head noun ("vice")."""
    open: frozenset[str]
    """Words by which a sentence tells of an office that is not held yet ("would")."""
    occasions: dict[str, str]
    """Noun or verb to the kind of occasion it names ("meeting")."""
    first: tuple[tuple[str, ...], ...]
    earlier: tuple[tuple[str, ...], ...]
    outcomes: tuple[Outcome, ...]
    unattributed: tuple[tuple[str, ...], ...]
    offsets: dict[str, tuple[int, int]]
    """Time expression to the first and last day it may be, counted from the day of publication."""


@cache
def load() -> Lexicon:
    """Parley's own vocabularies.

    Raises:
        DataFileError: a data file lacks a table, or has an empty one.
    """
    roles, text = _table("roles.toml"), _table("contradictions.toml")
    occupation: dict[str, str] = {}
    for name, lines in _dict("roles.toml", roles, "classes").items():
        for line in lines:
            for noun in line.split():
                if noun in occupation:
                    raise DataFileError("roles.toml", None, f"'{noun}' is in two classes")
                occupation[noun] = name
    pairs = [frozenset(pair) for pair in _list("roles.toml", roles, "incompatible")]
    for pair in pairs:
        if len(pair) != 2 or not pair <= set(roles["classes"]):
            raise DataFileError("roles.toml", None, f"{sorted(pair)} is no pair of two classes")
    return Lexicon(
        occupation=occupation,
        incompatible=frozenset(pairs),
        past=frozenset(_list("roles.toml", roles, "past")),
        ranks=frozenset(_list("roles.toml", roles, "ranks")),
        open=frozenset(_list("roles.toml", roles, "open")),
        occasions={
            word: name
            for name, lines in _dict("contradictions.toml", text, "occasions").items()
            for line in lines
            for word in line.split()
        },
        first=_phrases("contradictions.toml", text, "first"),
        earlier=_phrases("contradictions.toml", text, "earlier"),
        outcomes=tuple(
            Outcome(
                name=entry["name"],
                verbs=frozenset(entry["verbs"].split()),
                nouns=frozenset(entry["nouns"].split()),
                open_adjectives=frozenset(entry["open"].split()),
            )
            for entry in _list("contradictions.toml", text, "outcomes")
        ),
        unattributed=_phrases("contradictions.toml", text, "unattributed"),
        offsets={
            words: (first, last)
            for words, (first, last) in _dict("contradictions.toml", text, "offsets").items()
        },
    )


def _table(file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(resources.files(_FOLDER).joinpath(file).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(file, None, str(error)) from error


def _list(file: str, table: dict[str, Any], key: str) -> list[Any]:
    value = table.get(key)
    if not isinstance(value, list) or not value:
        raise DataFileError(file, None, f"'{key}' must be a list that is not empty")
    return value


def _dict(file: str, table: dict[str, Any], key: str) -> dict[str, Any]:
    value = table.get(key)
    if not isinstance(value, dict) or not value:
        raise DataFileError(file, None, f"'{key}' must be a table that is not empty")
    return value


def _phrases(file: str, table: dict[str, Any], key: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in _list(file, table, key))
