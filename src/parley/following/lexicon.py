"""The words of `lexicon.toml`, and how words are cut to compare them."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
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
_STEM = 3
"""A word keeps at least this many letters: "used" and "uses" meet, "sing" stays."""
_NAME = 4
"""Names are compared by their beginnings when longer than this."""
_REACH = 8
"""Words between the verb of a deed and its thing."""
_KEPT = 20_000
"""Passages whose words are kept, so that each is cut once."""
_OPENING = 4
"""First words of a passage, among which its negation stands."""


class Lexicon(Record, frozen=True, kw_only=True):
    """The lists of `lexicon.toml`; words as stems."""

    families: tuple[frozenset[str], ...]
    symmetric: frozenset[str]
    spoken: frozenset[str]
    generic: frozenset[str]
    stop: frozenset[str]
    negation: frozenset[str]
    agreements: frozenset[str]
    breaches: frozenset[str]
    annulled: frozenset[str]
    plan_words: frozenset[str]
    deeds: dict[str, tuple[frozenset[str], frozenset[str]]]
    """Verbs and things of each named deed."""

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
    lists = ("generic", "stop", "negation", "agreements", "breaches", "annulled", "plan_words")
    for name in ("families", "symmetric", "spoken", "deeds", *lists):
        if not data.get(name):
            raise DataFileError("following/lexicon.toml", None, f'the list "{name}" is missing or empty')
    return Lexicon(
        families=tuple(frozenset(family) for family in data["families"]),
        symmetric=frozenset(data["symmetric"]),
        spoken=frozenset(data["spoken"]),
        deeds={
            name: (frozenset(map(stem, deed["verbs"])), frozenset(map(stem, deed["things"])))
            for name, deed in data["deeds"].items()
        },
        **{name: frozenset(map(stem, data[name])) for name in lists},
    )


def words(text: str) -> list[str]:
    """The words and numbers of a text, as they stand."""
    return _WORD.findall(text)


@lru_cache(200_000)
def stem(word: str) -> str:
    """A word in lower case without possessive and ending: "released" and "releases", "ratify" and "ratified" meet."""
    low = word.casefold().removesuffix("'s").removesuffix("’s")
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _STEM and not low.endswith("ss"):
            low = low[: -len(ending)]
            break
    return f"{low[:-1]}i" if len(low) > _STEM and low.endswith("y") else low


@lru_cache(_KEPT)
def stems(text: str) -> frozenset[str]:
    """Stems of the words of a text that say what it is about."""
    stop = load().stop
    return frozenset(s for word in words(text) if len(s := stem(word)) > 1 and s not in stop)


def every_stem(text: str) -> frozenset[str]:
    """Stems of all words of a text, those too that say little ("accord")."""
    return frozenset(stem(word) for word in words(text))


@lru_cache(_KEPT)
def deeds(text: str, by: frozenset[str] | None = None) -> frozenset[str]:
    """Named deeds that a passage speaks of: one of their verbs (of those in `by`, if given) with one of their things."""
    cut = [stem(word) for word in words(text)]
    found = set()
    for name, (verbs, things) in load().deeds.items():
        ends = [i for i, s in enumerate(cut) if s in things]
        if any(
            s in verbs and (by is None or s in by) and any(0 < abs(i - end) <= _REACH for end in ends)
            for i, s in enumerate(cut)
        ):
            found.add(name)
    return frozenset(found)


def negates(text: str) -> bool:
    """Whether a passage opens with a negation: "would not attack again"."""
    return any(stem(word) in load().negation for word in words(text)[:_OPENING])


def alike(one: str, other: str) -> bool:
    """Whether two words of names may name one thing: "Karvia" and "Karvian", not "Koro" and "Korea"."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > _NAME and len(long) - len(short) <= len("ian") and long.startswith(short[:-1])


@lru_cache(_KEPT)
def all_stems(text: str) -> frozenset[str]:
    """Stems of all words of a text."""
    return frozenset(map(stem, words(text)))


def share(one: frozenset[str], other: frozenset[str], least: int = 3) -> float:
    """Part of the smaller set that is in the other; a set under `least` words counts as one of `least`."""
    if not one or not other:
        return 0.0
    common = len(one & other)
    return common / max(min(len(one), len(other)), least)


def pairs(tokens: frozenset[str]) -> list[str]:
    """All unordered pairs of tokens, as keys."""
    return [f"{a} {b}" for a, b in combinations(sorted(tokens), 2)]
