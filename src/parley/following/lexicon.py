"""The words of `lexicon.toml`, and how words are cut to compare them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from itertools import combinations

from parley.errors import DataFileError
from parley.records import Record

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?|\d+(?:[.,]\d+)*", re.UNICODE)
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ions",
    "ion",
    "edly",
    "ed",
    "es",
    "s",
    "ly",
    "al",
    "e",
)
_STEM = 4
"""A word keeps at least this many letters: "used" and "uses" meet, "sing" stays."""


class Lexicon(Record, frozen=True, kw_only=True):
    """The lists of `lexicon.toml`; generic and stop words as stems."""

    families: tuple[frozenset[str], ...]
    symmetric: frozenset[str]
    spoken: frozenset[str]
    generic: frozenset[str]
    stop: frozenset[str]

    def compatible(self, one: str, other: str) -> bool:
        """Whether two types may be told of one happening."""
        return one == other or any(one in family and other in family for family in self.families)

    def families_of(self, type: str) -> tuple[str, ...]:
        """Names of the families a type belongs to; itself when it stands alone."""
        found = tuple("/".join(sorted(family)) for family in self.families if type in family)
        return found or (type,)


@cache
def load() -> Lexicon:
    """The lexicon.

    Raises:
        DataFileError: a list is missing or empty.
    """
    data = tomllib.loads((resources.files("parley.following") / "lexicon.toml").read_text("utf-8"))
    for name in ("families", "symmetric", "spoken", "generic", "stop"):
        if not data.get(name):
            raise DataFileError("following/lexicon.toml", None, f'the list "{name}" is missing or empty')
    return Lexicon(
        families=tuple(frozenset(family) for family in data["families"]),
        symmetric=frozenset(data["symmetric"]),
        spoken=frozenset(data["spoken"]),
        generic=frozenset(map(stem, data["generic"])),
        stop=frozenset(map(stem, data["stop"])),
    )


def words(text: str) -> list[str]:
    """The words and numbers of a text, as they stand."""
    return _WORD.findall(text)


@cache
def stem(word: str) -> str:
    """A word in lower case without possessive and ending: "released" and "releases" meet in "releas"."""
    low = word.casefold().removesuffix("'s").removesuffix("’s")
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _STEM:
            return low[: -len(ending)]
    return low


def stems(text: str) -> frozenset[str]:
    """Stems of the words of a text that say what it is about."""
    stop = load().stop
    return frozenset(s for word in words(text) if len(s := stem(word)) > 1 and s not in stop)


def alike(one: str, other: str) -> bool:
    """Whether two words of names may name one thing: "Karvia" and "Karvian", not "Koro" and "Korea"."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > _STEM and len(long) - len(short) <= len("ian") and long.startswith(short[:-1])


def share(one: frozenset[str], other: frozenset[str], least: int = 3) -> float:
    """Part of the smaller set that is in the other; a set under `least` words counts as one of `least`."""
    if not one or not other:
        return 0.0
    common = len(one & other)
    return common / max(min(len(one), len(other)), least)


def pairs(tokens: frozenset[str]) -> list[str]:
    """All unordered pairs of tokens, as keys."""
    return [f"{a} {b}" for a, b in combinations(sorted(tokens), 2)]
