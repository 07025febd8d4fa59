"""Sets a gazetteer against another dictionary of actors and lists where the two contradict each other.

Names that both know are compared by country and, for persons, by the days on which an office was held. What only one of
them knows is no conflict. Dictionaries code a person's whole career loosely, so days are compared in three ways only: an
office of ours in the middle of which the other gives a code of no office, an office of the other's in the middle of which
ours says that none was held, and ends of the same office that lie more than `SLACK` days apart.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from parley.actors.entries import Entry, Gazetteer, split
from parley.actors.gazetteer import date, items

_OFFICE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "IGO"})
SLACK = 62
"""Days by which ends may differ: offices are dated by month in many places, and successors overlap."""
FIRST_YEAR = 2000
"""The gazetteer has offices since this year; earlier ones of the other dictionary are not missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One contradiction."""

    entry: str
    """Id of our entry."""
    kind: str
    """"country", "no office there", "no office here" or "end"."""
    ours: str
    theirs: str
    where: str
    """Their entry's id, which tells file and line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    country: str
    office: bool
    start: datetime.date | None
    end: datetime.date | None

    def middle(self) -> datetime.date | None:
        return self.start + (self.end - self.start) / 2 if self.start and self.end else None

    def holds(self, day: datetime.date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def compare(gazetteer: Gazetteer, rows: Iterable[Mapping[str, str]]) -> tuple[int, list[Conflict]]:
    """How many entries both know, and where they contradict each other.

    Args:
        gazetteer: ours.
        rows: theirs in the gazetteer's columns, rows of one id together, as `importing.read` gives them.
    """
    known = 0
    found: dict[tuple[str, str, str], Conflict] = {}
    for id, group in groupby(rows, key=lambda row: row["id"]):
        same = list(group)
        entry = _match(gazetteer, same[0])
        if entry is None:
            continue
        known += 1
        theirs = [_term(row) for row in same]
        for kind, ours, other in (*_countries(entry, theirs), *_days(entry, theirs)):
            conflict = Conflict(entry=entry.id, kind=kind, ours=ours, theirs=other, where=id)
            found.setdefault((entry.id, kind, ours), conflict)
    return known, sorted(found.values(), key=lambda c: (c.kind, c.entry, c.where))


def _match(gazetteer: Gazetteer, row: Mapping[str, str]) -> Entry | None:
    """The one entry of ours that bears one of their names: two words or more, or letters that stand for a body."""
    found: dict[str, Entry] = {}
    for name in (row["name"], *items(row["aliases"])):
        if row["kind"] == "agent" or (len(split(name)) < 2 and not (name.isupper() and len(name) > 2)):
            continue
        for entry, use in gazetteer.find(name):
            if use == "name" and entry.kind != "state":
                found[entry.id] = entry
    return next(iter(found.values())) if len(found) == 1 else None


def _term(row: Mapping[str, str]) -> _Term:
    sectors = set(items(row["sectors"]))
    return _Term(
        country=row["country"],
        office=bool(sectors & _OFFICE),
        start=date(row["from"], last=False),
        end=date(row["to"], last=True),
    )


def _countries(entry: Entry, theirs: list[_Term]) -> Iterator[tuple[str, str, str]]:
    ours = {role.country for role in entry.roles if role.country}
    others = {term.country for term in theirs if term.country}
    if ours and others and not ours & others:
        yield "country", " ".join(sorted(ours)), " ".join(sorted(others))


def _days(entry: Entry, theirs: list[_Term]) -> Iterator[tuple[str, str, str]]:
    if entry.kind != "person":
        return
    ours = [
        _Term(country=r.country or "", office=bool(set(r.sectors) & _OFFICE), start=r.start, end=r.end)
        for r in entry.roles
    ]
    for term in (t for t in ours if t.office):
        day = term.middle()
        there = [t for t in theirs if day is not None and (t.start or t.end) and t.holds(day)]
        if there and not any(t.office for t in there):
            yield "no office there", _shown(term), "; ".join(_shown(t) for t in there)
    for term in (t for t in theirs if t.office):
        day = term.middle()
        if day is None or day.year < FIRST_YEAR:
            continue
        if not any(t.office and t.holds(day) for t in ours):
            yield "no office here", "; ".join(_shown(t) for t in ours), _shown(term)
    for a in (t for t in ours if t.office):
        for b in (t for t in theirs if t.office):
            if a.start and b.start and a.end and b.end and abs((a.start - b.start).days) <= SLACK:
                if abs((a.end - b.end).days) > SLACK:
                    yield "end", _shown(a), _shown(b)


def _shown(term: _Term) -> str:
    office = "office" if term.office else "no office"
    return f"{term.country or '-'} {office} {term.start or '?'} to {term.end or '?'}"
