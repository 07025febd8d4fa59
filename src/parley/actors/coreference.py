"""Word lists of coreference: `data/coreference.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists of `coreference.toml`."""

    refers: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, str]
    reporting: frozenset[str]
    impersonal: frozenset[str]
    agencies: frozenset[str]
    """Words in the names of news agencies."""
    kin: frozenset[str]
    """Who belong to somebody without sharing what that person or body is: "his father", "its rivals"."""
    offices: Mapping[str, frozenset[str]]
    """Nouns that may take up a person by the offices they name: "the diplomat", an envoy."""
    fits: Mapping[str, frozenset[str]]
    """Sectors of those that a noun may take up, where they have any: "the party" no army."""


@cache
def load() -> Words:
    """The shipped word lists."""
    data = tomllib.loads(
        files("parley.actors").joinpath("data", "coreference.toml").read_text(encoding="utf-8")
    )
    return Words(
        refers={kind: frozenset(nouns) for kind, nouns in data["refers"].items()},
        pronouns={form: name for name, forms in data["pronouns"].items() for form in forms},
        reporting=frozenset(data["verbs"]["reporting"]),
        impersonal=frozenset(data["verbs"]["impersonal"]),
        agencies=frozenset(data["agencies"]["words"]),
        kin=frozenset(data["kin"]["nouns"]),
        offices={noun: frozenset(offices) for noun, offices in data["offices"].items()},
        fits={noun: frozenset(sectors) for noun, sectors in data["fits"].items()},
    )
