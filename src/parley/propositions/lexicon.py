"""What single words mean to propositions: `lexicon.toml` as lookups."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parley.errors import DataFileError
from parley.propositions.model import ConditionKind

_FILE = "lexicon.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Word lists of `lexicon.toml`; see the comments there."""

    light: frozenset[str]
    undergo: frozenset[str]
    subject_control: frozenset[str]
    small_clause: frozenset[str]
    object_control: frozenset[str]
    oblique_control: dict[str, frozenset[str]]
    """Verb to the prepositions whose phrase its infinitive is about."""
    object_control_by: dict[str, frozenset[str]]
    """Verb to the prepositions whose participle is about its object."""
    deciding: frozenset[str]
    acted_on: frozenset[str]
    quantities: frozenset[str]
    abstract_endings: tuple[str, ...]
    negating: frozenset[str]
    negators: frozenset[str]
    symmetric: frozenset[str]
    headline_passive: frozenset[str]
    conditions: dict[str, ConditionKind]
    nominals: dict[str, str]
    """Lemma of an event noun to "agent", "patient" or "symmetric"."""


@cache
def load() -> Lexicon:
    """The shipped lexicon.

    Raises:
        DataFileError: the file lacks a list or names a condition kind that does not exist.
    """
    data = tomllib.loads(files("parley.propositions").joinpath(_FILE).read_text(encoding="utf-8"))
    try:
        conditions = {
            word: ConditionKind(kind) for kind, words in data["conditions"].items() for word in words
        }
        nominals = {
            word: kind for kind in ("agent", "patient", "symmetric") for word in data["nominals"][kind]
        }
        words = {
            name: frozenset(data[name])
            for name in (
                "light",
                "undergo",
                "subject_control",
                "small_clause",
                "object_control",
                "deciding",
                "acted_on",
                "quantities",
                "negating",
                "negators",
                "symmetric",
                "headline_passive",
            )
        }
        endings = tuple(data["abstract_endings"])
        oblique, by = (
            {verb: frozenset(words) for verb, words in data[table].items()}
            for table in ("oblique_control", "object_control_by")
        )
    except (KeyError, ValueError) as error:
        raise DataFileError(_FILE, None, f"missing or wrong: {error}") from error
    return Lexicon(
        conditions=conditions,
        nominals=nominals,
        oblique_control=oblique,
        object_control_by=by,
        abstract_endings=endings,
        **words,
    )
