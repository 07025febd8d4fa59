"""The gazetteer as CSV data: who is who, read line by line into a lookup of names.

Every file starts with comment lines ("#") that say where it comes from. A line that cannot be used stops the loading
with its file, line and reason. A person has one row for each role; rows of one id belong to one entry.
"""

from __future__ import annotations

import csv
import datetime
import gc
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from msgspec import structs

from parley.actors.entries import (
    BEYOND_STATES,
    KINDS,
    SECTORS,
    Alias,
    Entry,
    Gazetteer,
    Role,
    State,
    fold,
    split,
)
from parley.errors import DataFileError

COLUMNS = (
    "id",
    "name",
    "aliases",
    "kind",
    "country",
    "sectors",
    "role",
    "affiliation",
    "from",
    "to",
    "wikidata",
    "sure",
)
PEOPLE, BODIES = ("people.csv",), ("nations.csv", "armed.csv", "parties.csv", "bodies.csv")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_ARTICLE = re.compile(r"\b[ae]l-")


def load(overlay: Path | None = None) -> Gazetteer:
    """Parley's gazetteer, with a user's CSV file laid over it.

    A row of the overlay whose id exists replaces the whole entry.

    Raises:
        DataFileError: a line that cannot be used, with file, line and reason.
    """
    return _shipped() if overlay is None else _load(overlay)


@cache
def _shipped() -> Gazetteer:
    collecting = gc.isenabled()
    gc.disable()  # nothing made here is garbage; looking for it costs a sixth of the time
    try:
        return _load(None)
    finally:
        if collecting:
            gc.enable()


def _load(overlay: Path | None) -> Gazetteer:
    folder = files("parley.actors").joinpath("data")
    states = _states(folder.joinpath("states.csv").read_text(encoding="utf-8"))
    entries = dict(_state_entries(states))
    for name in (*BODIES, *PEOPLE):
        text = folder.joinpath(name).read_text(encoding="utf-8")
        entries.update(parse(text, name, states))
    if overlay is not None:
        try:
            text = overlay.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise DataFileError(str(overlay), None, f"cannot be read: {error}") from error
        entries.update(parse(text, overlay.name, states))
    areas = _areas(folder.joinpath("areas.csv").read_text(encoding="utf-8"), states)
    return _index(entries, states, areas)


def _areas(text: str, states: Mapping[str, State]) -> dict[str, str]:
    found = {name: state.id for state in states.values() for name in state.capitals}
    for number, row in rows(text, "areas.csv", ("country", "names")):
        if row["country"] not in states:
            raise DataFileError("areas.csv", number, f"country {row['country']!r} is no alpha-3 code")
        for name in items(row["names"]):
            if found.setdefault(name, row["country"]) != row["country"]:
                raise DataFileError("areas.csv", number, f"{name} is in {found[name]} too")
    return found


def rows(text: str, file: str, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a CSV text with their line numbers; lines that start with "#" are comments.

    Raises:
        DataFileError: the header is not `columns` (more may follow), or a row has another number of fields.
    """
    numbered = enumerate(text.splitlines(), 1)
    lines = [(number, line) for number, line in numbered if line.strip() and not line.startswith("#")]
    if not lines:
        raise DataFileError(file, None, "there is no header line")
    numbers = (number for number, _ in lines)
    # A quotation mark left open runs on into the next lines; the row then has another number of fields.
    table = zip(numbers, csv.reader(line for _, line in lines), strict=False)
    first, fields = next(table)
    header = [field.strip() for field in fields]
    missing = [c for c in columns if c not in header]
    if missing:
        raise DataFileError(file, first, f"the header lacks {', '.join(missing)}")
    for number, fields in table:
        if len(fields) != len(header) or "\n" in "".join(fields):
            raise DataFileError(file, number, f"{len(fields)} fields where the header has {len(header)}")
        yield number, dict(zip(header, map(str.strip, fields), strict=True))


def items(value: str) -> tuple[str, ...]:
    """Items between semicolons, each once."""
    if not value:
        return ()
    if ";" not in value:
        return (value.strip(),) if value.strip() else ()
    return tuple(dict.fromkeys(item.strip() for item in value.split(";") if item.strip()))


def _states(text: str) -> dict[str, State]:
    columns = ("id", "name", "aliases", "adjectives", "people", "capital", "seats")
    found: dict[str, State] = {}
    for number, row in rows(text, "states.csv", columns):
        if not re.fullmatch("[A-Z]{3}", row["id"]) or row["id"] in found:
            raise DataFileError("states.csv", number, f"{row['id']!r} is no new alpha-3 code")
        if not row["name"]:
            raise DataFileError("states.csv", number, "the name is empty")
        found[row["id"]] = State(
            id=row["id"],
            name=row["name"],
            adjectives=items(row["adjectives"]),
            people=(*items(row["people"]), *(f"\0{a}" for a in items(row["aliases"]))),
            capitals=items(row["capital"]),
            seats=items(row["seats"]),
        )
    return found


def _state_entries(states: dict[str, State]) -> Iterator[tuple[str, Entry]]:
    """Each state as an entry, and its government as another; organs are composed, not listed."""
    for code, state in list(states.items()):
        aliases = tuple(p[1:] for p in state.people if p.startswith("\0"))
        states[code] = replace(state, people=tuple(p for p in state.people if not p.startswith("\0")))
        role = Role(
            title=None, country=code, sectors=(), affiliation=None, start=None, end=None, sure=True,
            source="states.csv",
        )  # fmt: skip
        yield (
            code,
            Entry(id=code, name=state.name, aliases=aliases, kind="state", wikidata=None, roles=(role,)),
        )
        adjective = state.adjectives[0] if state.adjectives else state.name
        yield (
            f"{code}-GOV",
            Entry(
                id=f"{code}-GOV",
                name=f"Government of {state.name}" if adjective == state.name else f"{adjective} government",
                aliases=(),
                kind="government",
                wikidata=None,
                roles=(structs.replace(role, sectors=("GOV",), affiliation=state.name),),
            ),
        )


def parse(text: str, file: str, countries: Iterable[str]) -> dict[str, Entry]:
    """Entries of a CSV text in the gazetteer's columns.

    Raises:
        DataFileError: a line that cannot be used.
    """
    known = frozenset(countries)
    found: dict[str, Entry] = {}
    for number, row in rows(text, file, COLUMNS):
        entry = _entry(row, file, number, known)
        earlier, new = found.get(entry.id), entry.roles[0]
        if earlier is not None:
            if (earlier.name, earlier.kind) != (entry.name, entry.kind):
                raise DataFileError(file, number, f"{entry.id} has another name or kind above")
            if any((r.title, r.start, r.end) == (new.title, new.start, new.end) for r in earlier.roles):
                raise DataFileError(file, number, f"{entry.id} stands twice")
            entry = structs.replace(
                entry,
                aliases=tuple(dict.fromkeys((*earlier.aliases, *entry.aliases))),
                wikidata=entry.wikidata or earlier.wikidata,
                roles=(*earlier.roles, *entry.roles),
            )
        found[entry.id] = entry
    return found


def _entry(row: Mapping[str, str], file: str, number: int, known: frozenset[str]) -> Entry:
    problem = _problem(row, known)
    if problem is not None:
        raise DataFileError(file, number, problem)
    start = date(row["from"], last=False) if row["from"] else None
    end = date(row["to"], last=True) if row["to"] else None
    if start is not None and end is not None and end < start:
        raise DataFileError(file, number, f"it ends ({row['to']}) before it starts ({row['from']})")
    role = Role(
        title=row["role"] or None,
        country=row["country"] or None,
        sectors=items(row["sectors"]),
        affiliation=row["affiliation"] or None,
        start=start,
        end=end,
        sure=row["sure"] == "yes",
        source=f"{file}:{number}",
    )
    return Entry(
        id=row["id"],
        name=row["name"],
        aliases=items(row["aliases"]),
        kind=row["kind"],
        wikidata=row["wikidata"] or None,
        roles=(role,),
    )


def _problem(row: Mapping[str, str], known: frozenset[str]) -> str | None:
    if not row["id"] or not row["name"] or not split(row["name"]):
        return "id or name is empty"
    if row["kind"] not in KINDS:
        return f"kind {row['kind']!r} is none of {', '.join(sorted(KINDS))}"
    if row["country"] and row["country"] not in known:
        return f"country {row['country']!r} is no alpha-3 code"
    wrong = _unknown_sectors(row["sectors"])
    if wrong:
        return f"sector {', '.join(wrong)} is not in the PLOVER manual"
    if row["wikidata"] and not re.fullmatch(r"Q[1-9]\d*", row["wikidata"]):
        return f"wikidata {row['wikidata']!r} is no Q number"
    if row["sure"] not in ("yes", "no"):
        return f"sure is {row['sure']!r}, neither yes nor no"
    for column in ("from", "to"):
        if not row[column]:
            continue
        try:
            date(row[column], last=False)
        except ValueError:
            return f"{column} is {row[column]!r}; write YYYY, YYYY-MM or YYYY-MM-DD"
    return None


@cache
def _unknown_sectors(text: str) -> tuple[str, ...]:
    """Items that are no sectors of the manual."""
    return tuple(s for s in items(text) if s not in SECTORS and s not in BEYOND_STATES)


@cache
def date(text: str, *, last: bool) -> datetime.date | None:
    """A date written as year, year and month, or day: the first or the last day it may be.

    Raises:
        ValueError: another form, or no such day.
    """
    if not text:
        return None
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (int(g) if g else None for g in match.groups())
    assert year is not None  # noqa: S101
    if day is not None and month is not None:
        return datetime.date(year, month, day)
    if not last:
        return datetime.date(year, month or 1, 1)
    following = (
        datetime.date(year + 1, 1, 1) if month in (None, 12) else datetime.date(year, (month or 0) + 1, 1)
    )
    return following - datetime.timedelta(days=1)


def _index(entries: dict[str, Entry], states: dict[str, State], areas: dict[str, str]) -> Gazetteer:
    by_first: dict[str, dict[tuple[tuple[str, ...], str], Alias]] = {}
    nations = {e.name for e in entries.values() if e.kind == "state" and e.id not in states}
    contextual: dict[str, list[tuple[str, str]]] = {}

    def add(name: str, entry: str, use: str) -> None:
        plain = name.replace(".", "")
        forms = tuple(split(plain))
        if len(forms) > 1 and forms[0] in ("The", "the"):
            forms = forms[1:]
        pieces = tuple([f.lower() for f in forms] if plain.isascii() else [fold(f) for f in forms])
        if pieces:
            alias = Alias(pieces, forms, entry, use)
            by_first.setdefault(pieces[0], {}).setdefault((pieces, entry), alias)

    for entry in entries.values():
        for name in (entry.name, *entry.aliases):
            if "@" in name:
                short, _, needed = name.partition("@")
                contextual.setdefault(" ".join(fold(p) for p in split(short)), []).append((entry.id, needed))
                continue
            if entry.kind not in ("government", "agent") and not (entry.id in states and name in nations):
                add(name, entry.id, "name")
            if entry.kind == "person" and "l-" in name and len(split(name)) > 2 and _ARTICLE.search(name):
                add(_ARTICLE.sub("", name), entry.id, "name")  # "Nouri Maliki"
    surnames: dict[str, list[str]] = {}
    for entry in entries.values():
        if entry.kind == "person":
            last = entry.name if "-" in entry.name else entry.name.rpartition(" ")[2]
            surnames.setdefault(fold(split(last)[-1]), []).append(entry.id)
    demonyms: dict[str, str] = {}
    people: set[str] = set()
    for state in states.values():
        for name in state.capitals:
            add(name, state.id, "capital")
        for name in state.seats:
            add(name, f"{state.id}-GOV", "seat")
        for name in (*state.adjectives, *state.people):
            demonyms.setdefault(" ".join(split(name)).replace(".", ""), state.id)
        people.update(" ".join(split(name)) for name in state.people)
    aliases = {
        first: tuple(found.values())
        if len(found) == 1
        else tuple(sorted(found.values(), key=lambda a: -len(a.pieces)))
        for first, found in by_first.items()
    }
    return Gazetteer(
        entries=MappingProxyType(entries),
        states=MappingProxyType(states),
        aliases=MappingProxyType(aliases),
        demonyms=MappingProxyType(demonyms),
        people=frozenset(people),
        areas=MappingProxyType(areas),
        contextual=MappingProxyType({name: tuple(pairs) for name, pairs in contextual.items()}),
        surnames=MappingProxyType({name: tuple(ids) for name, ids in surnames.items()}),
        adjectives=frozenset(
            fold(word)
            for state in states.values()
            for word in (
                *state.adjectives,
                *(a for a in entries[state.id].aliases if a.replace(".", "").isupper()),
            )
            if len(split(word)) == 1
        ),
        agents=tuple(
            (name.lower(), e.roles[-1].sectors)
            for e in entries.values()
            if e.kind == "agent"
            for name in (e.name, *e.aliases)
        ),
    )
