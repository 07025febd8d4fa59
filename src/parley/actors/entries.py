"""What the gazetteer holds: actors with their roles by date, states, and every way to write a name.

Codes are those of the PLOVER manual 2.0.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec import Struct

SECTORS = frozenset(
    [
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "COP",
        "OPP",
        "PTY",
        "REB",
        "PRM",
        "SPY",
        "UAF",
        "CVL",
        "BUS",
        "EDU",
        "MED",
        "LAB",
        "AGR",
        "JRN",
        "REF",
        "REL",
        "SOC",
        "CRM",
    ]
)
"""Sector codes as the PLOVER manual lists them."""
BEYOND_STATES = frozenset(["IGO", "NGO", "ISM", "IMG", "MNC"])
"""Codes of the PLOVER manual for actors that belong to no one state; kept among the sectors."""
KINDS = frozenset(
    [
        "person",
        "state",
        "government",
        "igo",
        "organ",
        "armed",
        "party",
        "movement",
        "media",
        "ngo",
        "company",
        "group",
        "agent",
    ]
)
_PIECES = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\.?|&")


class Role(Struct, frozen=True, kw_only=True, gc=False):
    """One row: what an actor was from one day to another (both inclusive; `None`: open or not known)."""

    title: str | None
    country: str | None
    sectors: tuple[str, ...]
    affiliation: str | None
    start: datetime.date | None
    end: datetime.date | None
    sure: bool
    source: str
    """File and line."""

    def holds(self, day: datetime.date) -> bool:
        """Whether the role was held on `day`, as far as its dates are known."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Entry(Struct, frozen=True, kw_only=True, gc=False):
    """An actor of the gazetteer with its roles in the order of the file."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    wikidata: str | None
    roles: tuple[Role, ...]

    def role(self, day: datetime.date | None) -> tuple[Role, bool]:
        """The role held on `day`, and whether it was held then; without a day, the latest one.

        When no role was held on `day`, the last one that had ended before it, or else the first one.
        """
        latest = sorted(self.roles, key=lambda r: (r.start or datetime.date.min, r.end is None))
        if day is None:
            return latest[-1], latest[-1].end is None
        held = [r for r in latest if r.holds(day)]
        if held:
            return held[-1], True
        past = [r for r in latest if r.end is not None and r.end < day]
        return (max(past, key=lambda r: r.end or datetime.date.min) if past else latest[0]), False


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Names that stand for a state without being its name."""

    id: str
    name: str
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]


class Alias(Struct, frozen=True, gc=False):
    """One way to write a name: folded pieces, how each must be capitalised, and what it may stand for."""

    pieces: tuple[str, ...]
    forms: tuple[str, ...]
    entry: str
    use: str
    """"name", "capital" (the state, where it acts), "seat" (the government)."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Entries by id, names by their first piece, adjectives of states."""

    entries: Mapping[str, Entry]
    states: Mapping[str, State]
    aliases: Mapping[str, tuple[Alias, ...]]
    """Longest first."""
    demonyms: Mapping[str, str]
    """Adjective or people, one or two words, to alpha-3."""
    people: frozenset[str] = field(default_factory=frozenset)
    """Plural names of peoples ("Israelis")."""
    adjectives: frozenset[str] = field(default_factory=frozenset)
    """Adjectives of states of one word, and letters that stand for states ("US"), folded."""
    surnames: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Persons by the last piece of their names, folded."""
    areas: Mapping[str, str] = field(default_factory=dict)
    """Regions, cities and capitals, one or two words, to the alpha-3 of their state."""
    contextual: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Folded short names with the entry they stand for where the report names another entry too, and that other one."""
    agents: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Common nouns that a user's file adds (kind "agent"), with their sectors."""

    def find(self, name: str) -> list[tuple[Entry, str]]:
        """Entries that a name may stand for, with the way it does ("name", "capital", "seat")."""
        pieces = tuple(fold(p) for p in split(name))
        if not pieces:
            return []
        hits = [a for a in self.aliases.get(pieces[0], ()) if a.pieces == pieces]
        return [(self.entries[a.entry], a.use) for a in hits]


def fold(piece: str) -> str:
    """Lower case without accents and full stops, so that "U.S." meets "US" and "Bogotá" meets "Bogota"."""
    piece = piece.replace(".", "").lower()
    if piece.isascii():
        return piece
    plain = unicodedata.normalize("NFKD", piece.replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def split(name: str) -> list[str]:
    """The pieces of a name: words between spaces, hyphens and apostrophes."""
    if name.replace(" ", "").isalnum():
        return name.split()
    return _PIECES.findall(name)
