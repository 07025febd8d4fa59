"""Common nouns that can act, and given names by gender: `data/agents.csv` and `data/names.csv` as lookups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parley.actors.entries import BEYOND_STATES, SECTORS
from parley.actors.gazetteer import items, rows
from parley.errors import DataFileError

_KINDS = frozenset(
    ["person", "organisation", "armed", "group", "state", "unknown", "none", "modifier", "alone"]
)


@dataclass(frozen=True, slots=True)
class Noun:
    """What a common noun says of whom it names."""

    noun: str
    kind: str
    sectors: tuple[str, ...]
    gender: str | None
    role: bool
    """It names an office or an occupation and may stand before a name."""
    title: bool
    """It only stands before names ("Mr", "Gen.")."""
    default: tuple[str, ...]
    """Sectors once a country or a body is known and nothing else decides."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Nouns by lemma (one to three words), sectors by modifier, given names by gender."""

    nouns: Mapping[str, Noun]
    modifiers: Mapping[str, tuple[str, ...]]
    genders: Mapping[str, str]
    capitals: Mapping[str, tuple[str, ...]]
    """Words that name a body where they are capitalised ("House"), with its sectors."""
    alone: Mapping[str, tuple[str, ...]]
    """Sectors of nouns beside which nothing says of whom they are: "two officials"."""


@cache
def load() -> Lexicon:
    """The shipped lexicon.

    Raises:
        DataFileError: a line that cannot be used.
    """
    folder = files("parley.actors").joinpath("data")
    nouns: dict[str, Noun] = {}
    modifiers: dict[str, tuple[str, ...]] = {}
    capitals: dict[str, tuple[str, ...]] = {}
    alone: dict[str, tuple[str, ...]] = {}
    columns = ("noun", "kind", "sectors", "gender", "role", "default")
    for number, row in rows(folder.joinpath("agents.csv").read_text(encoding="utf-8"), "agents.csv", columns):
        sectors, default = items(row["sectors"]), items(row["default"])
        if row["kind"] not in _KINDS:
            raise DataFileError(
                "agents.csv", number, f"kind {row['kind']!r} is none of {', '.join(sorted(_KINDS))}"
            )
        if not {*sectors, *default} <= SECTORS | BEYOND_STATES:
            raise DataFileError("agents.csv", number, "a sector is not in the PLOVER manual")
        if row["kind"] == "modifier":
            modifiers[row["noun"]] = sectors
            continue
        if row["kind"] == "alone":
            alone[row["noun"]] = sectors
            continue
        if row["noun"][:1].isupper():
            capitals[row["noun"]] = sectors
            nouns.setdefault(
                row["noun"], Noun(row["noun"], row["kind"], sectors, None, False, False, default)
            )
            continue
        nouns[row["noun"]] = Noun(
            row["noun"], row["kind"], sectors, row["gender"] or None, row["role"] == "yes", row["role"] == "title",
            default,
        )  # fmt: skip
    genders: dict[str, str] = {}
    for number, row in rows(
        folder.joinpath("names.csv").read_text(encoding="utf-8"), "names.csv", ("gender", "names")
    ):
        if row["gender"] not in ("m", "f"):
            raise DataFileError("names.csv", number, "gender is neither m nor f")
        genders.update(dict.fromkeys(items(row["names"]), row["gender"]))
    return Lexicon(nouns, modifiers, genders, capitals, alone)


@cache
def extended(agents: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    """The shipped lexicon with the nouns of a user's file, where it has none of its own."""
    own = load()
    if not agents:
        return own
    more = {noun: Noun(noun, "group", sectors, None, False, False, ()) for noun, sectors in agents}
    return Lexicon({**more, **own.nouns}, own.modifiers, own.genders, own.capitals, own.alone)
