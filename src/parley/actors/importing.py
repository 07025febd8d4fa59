"""Other people's dictionaries as overlays: PETRARCH's actors and agents with dated codes, Wikidata entities as JSON lines.

PETRARCH's format: a line with a name ("_" joins words and ends some), its codes in brackets on the same line or below
("[AFGGOV 030101-060531]", ">" from a date, "<" until one, "[---]" nothing from then on); lines that start with "+" are
other names of the entry above; "~" or "!WORD!" belong to agents and word classes. A CAMEO code is a country or a body of
three letters and then roles of three letters; roles are translated to the PLOVER manual's sectors by a table, and what
has no counterpart is refused with its line and reason.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parley.actors.entries import SECTORS, Gazetteer, split
from parley.actors.gazetteer import COLUMNS
from parley.errors import DataFileError

_TO_SECTOR = {
    **{s: (s,) for s in ("GOV", "JUD", "LEG", "MIL", "COP", "OPP", "PTY", "REB", "SPY", "UAF", "CVL", "BUS", "EDU",
                         "LAB", "AGR", "REF", "REL", "CRM", "NGO", "IGO", "IMG", "MNC")},
    "MED": ("JRN",), "HLH": ("MED",), "INS": ("REB",), "SEP": ("REB",), "RAD": ("REB",), "PRM": ("PRM",),
    "MOD": (), "ELI": ("CVL",), "DEV": (), "ENV": (), "HRI": (), "SET": ("CVL",), "INT": (), "TOP": (), "MID": (),
    "HAR": (), "PKO": ("MIL",), "UIS": (), "NGM": ("NGO",), "BUD": ("REL",), "CHR": ("REL",), "CTH": ("REL",),
    "MOS": ("REL",), "JEW": ("REL",), "HIN": ("REL",), "SHI": ("REL",), "SUN": ("REL",), "PRO": ("REL",),
    "ORX": ("REL",), "SFI": ("REL",), "TAO": ("REL",), "DOX": ("REL",), "PAG": ("REL",), "SIK": ("REL",),
    "UNO": (), "PLO": (), "NAT": (),
}  # fmt: skip
"""CAMEO roles to sectors of the PLOVER manual; () where the manual has no sector but the code is understood."""
_BODIES = frozenset({"IGO", "NGO", "NGM", "IMG", "MNC", "UIS"})
_RENAMED = {"ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "PAL": "PSE", "KSV": "XKX", "KOS": "XKX", "BUR": "MMR"}
_CODE = re.compile(r"\[\s*([^\]]*?)\s*\]")
_DATED = re.compile(
    r"(?P<code>~?[A-Z/]+|---)\s*(?:(?P<side>[<>])\s*(?P<day>\d{6,8})|(?P<from>\d{6,8})\s*-\s*(?P<to>\d{6,8}))?$"
)
_CENTURY = 30
"""Two-digit years up to this one are of the 2000s, the others of the 1900s."""


@dataclass(slots=True)
class Taken:
    """What came of one file."""

    entries: int = 0
    names: int = 0
    rows: list[dict[str, str]] = field(default_factory=list)
    refused: list[tuple[int, str, str]] = field(default_factory=list)
    """Line, words, reason."""


@dataclass(slots=True)
class _Entry:
    line: int
    names: list[str]
    codes: list[tuple[int, str]]


def read(path: Path, gazetteer: Gazetteer) -> Taken:
    """Reads one dictionary; `.jsonl` is Wikidata, everything else PETRARCH.

    Raises:
        OSError: the file cannot be read.
        DataFileError: it is no text.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = path.read_text(encoding="windows-1252", errors="replace")
    if "\0" in text:
        raise DataFileError(path.name, None, "is no text")
    states = frozenset(gazetteer.states)
    lines = text.splitlines()
    return _wikidata(lines, states) if path.suffix == ".jsonl" else _petrarch(lines, states, path.stem)


def to_csv(rows: Iterable[dict[str, str]]) -> str:
    """Rows as a file that `--actors` takes."""
    out = io.StringIO()
    out.write("# Imported by parley actors import; check before use.\n")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


# --- PETRARCH -------------------------------------------------------------------------------------------------------


def _petrarch(lines: list[str], states: frozenset[str], stem: str) -> Taken:
    taken = Taken()
    prefix = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    classes: dict[str, list[str]] = {}
    for entry in _entries(lines, taken, classes):
        entry.names = [name for raw in entry.names for name in _expand(raw, classes)]
        if not entry.codes:
            taken.refused.append((entry.line, entry.names[0], "no code"))
            continue
        rows = list(_rows(entry, f"{prefix}-{entry.line}", states, taken))
        if rows:
            taken.entries += 1
            taken.names += len(entry.names)
            taken.rows.extend(rows)
    return taken


def _expand(name: str, classes: dict[str, list[str]]) -> Iterator[str]:
    """A name with a word class in it, once for each of its words."""
    match = re.search(r"!([A-Za-z]+)!", name)
    if match is None:
        yield name
        return
    for word in classes.get(match[1].upper(), [""]):
        yield name[: match.start()] + word.lower() + name[match.end() :]


def _entries(lines: list[str], taken: Taken, classes: dict[str, list[str]]) -> Iterator[_Entry]:
    current: _Entry | None = None
    for number, raw in enumerate(lines, 1):
        line = raw.split("#", 1)[0].rstrip()
        if not line.strip() or line.lstrip().startswith("<!--"):
            continue
        codes = [(number, match) for match in _CODE.findall(line)]
        name = re.sub(r"[\[{].*", "", line).strip()
        if line[:1] in (" ", "\t") and not name:
            if current is None:
                taken.refused.append((number, line.strip(), "a code without a name"))
            else:
                current.codes.extend(codes)
            continue
        if name.startswith("!") and "=" in name:
            left, _, right = name.partition("=")
            classes[left.strip(" !")] = [w.strip() for w in right.split(",")]
            continue
        if name.startswith("+"):
            if current is None:
                taken.refused.append((number, name, "another name of nothing"))
            else:
                current.names.append(_name(name[1:]))
                current.codes.extend(codes)
            continue
        if not name:
            continue
        if current is not None:
            yield current
        current = _Entry(number, [_name(name)], codes)
    if current is not None:
        yield current


def _name(text: str) -> str:
    words = [w for w in text.replace("_", " ").split() if w]
    return " ".join(w if len(w) <= 3 and w.isupper() and len(words) == 1 else _cased(w) for w in words)


def _cased(word: str) -> str:
    return word if "." in word else "-".join(p[:1].upper() + p[1:].lower() for p in word.split("-"))


def _rows(entry: _Entry, id: str, states: frozenset[str], taken: Taken) -> Iterator[dict[str, str]]:
    name, *aliases = [n for n in entry.names if split(n)] or [""]
    if not name:
        taken.refused.append((entry.line, entry.names[0], "no name that could be looked up"))
        return
    kind = ""
    seen: set[tuple[str, str]] = set()
    for number, text in entry.codes:
        match = _DATED.fullmatch(text.strip().upper())
        if match is None:
            taken.refused.append((number, f"{name} [{text}]", "a code that cannot be read"))
            continue
        code = match["code"]
        if code == "---":
            taken.refused.append((number, name, "[---]: no code from then on; the dated codes stand"))
            continue
        agent = code.startswith("~")
        meaning = _meaning(code.lstrip("~"), states)
        if agent and not isinstance(meaning, str) and not meaning[1]:
            meaning = f"{code} has no counterpart in the PLOVER manual"
        if isinstance(meaning, str):
            taken.refused.append((number, f"{name} [{text}]", meaning))
            continue
        try:
            start, end = _days(match)
        except ValueError:
            taken.refused.append((number, f"{name} [{text}]", "no such date"))
            continue
        country, sectors = meaning
        if (start, end) in seen:
            taken.refused.append((number, f"{name} [{text}]", "a second code for the same dates"))
            continue
        seen.add((start, end))
        kind = kind or ("agent" if agent else _kind(sectors, country, start, end))
        yield {
            "id": id, "name": name.lower() if agent else name,
            "aliases": ";".join(a.lower() if agent else a for a in aliases), "kind": kind, "country": country, "sectors": ";".join(sectors),
            "role": "", "affiliation": "", "from": start, "to": end, "wikidata": "", "sure": "no",
        }  # fmt: skip


def _meaning(code: str, states: frozenset[str]) -> tuple[str, tuple[str, ...]] | str:
    """Country and sectors of a CAMEO code, or why it has none."""
    first = code.split("/")[0]
    if len(first) % 3:
        return "a code whose length is no multiple of three"
    parts = [first[i : i + 3] for i in range(0, len(first), 3)]
    head = _RENAMED.get(parts[0], parts[0])
    country = ""
    sectors: list[str] = []
    if head in states:
        country = head
    elif head in _TO_SECTOR:
        sectors.extend(_TO_SECTOR[head])
    else:
        return f"{parts[0]} is no country and no role"
    for part in parts[1:]:
        sectors.extend(_TO_SECTOR.get(part, ()))
        if parts[0] == "IMG" and part == "MUS":
            continue  # in the codes of international militants Muslims, and not Mauritius
        if parts[0] in _BODIES and not country and _RENAMED.get(part, part) in states:
            country = _RENAMED.get(part, part)
    if country == "" and not sectors:
        return f"{code} has no counterpart in the PLOVER manual"
    return country, tuple(dict.fromkeys(s for s in sectors if s in SECTORS or s in _BODIES))


def _kind(sectors: tuple[str, ...], country: str, start: str, end: str) -> str:
    """PETRARCH does not say what an actor is; dated ones are mostly people, the rest groups."""
    if start or end:
        return "person"
    if {"REB", "PRM"} & set(sectors):
        return "armed"
    if "IGO" in sectors:
        return "igo"
    return "group" if sectors or not country else "organ"


def _days(match: re.Match[str]) -> tuple[str, str]:
    if match["from"]:
        start, end = _day(match["from"]), _day(match["to"])
        if end < start:
            raise ValueError(match["to"])
        return start, end
    if match["day"]:
        day = _day(match["day"])
        return (day, "") if match["side"] == ">" else ("", day)
    return "", ""


def _day(digits: str) -> str:
    """A date of six or eight digits; a day that the month does not have becomes its last."""
    if len(digits) == 8:
        year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    else:
        short, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
        year = short + (2000 if short <= _CENTURY else 1900)
    if not (1 <= month <= 12 and 0 <= day <= 31):
        raise ValueError(digits)
    while True:
        try:
            return datetime.date(year, month, max(day, 1)).isoformat()
        except ValueError:
            day -= 1


# --- Wikidata -------------------------------------------------------------------------------------------------------


def _wikidata(lines: list[str], states: frozenset[str]) -> Taken:
    """One object a line: `id` (Q number), `label`, and optionally `aliases`, `kind`, `country`, `sectors`, `roles`.

    `roles` is a list of objects with `title`, `country`, `sectors`, `affiliation`, `from`, `to`.
    """
    taken = Taken()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item: dict[str, Any] = json.loads(line)
            label, wikidata = str(item["label"]), str(item["id"])
        except (ValueError, KeyError, TypeError):
            taken.refused.append((number, line[:60], 'expected {"id": "Q…", "label": …}'))
            continue
        problem = _wrong(item, wikidata, label, states)
        if problem:
            taken.refused.append((number, label, problem))
            continue
        taken.entries += 1
        taken.names += 1 + len(item.get("aliases", []))
        for role in item.get("roles") or [item]:
            taken.rows.append(
                {
                    "id": wikidata,
                    "name": label,
                    "aliases": ";".join(item.get("aliases", [])),
                    "kind": item.get("kind", "person"),
                    "country": role.get("country") or item.get("country") or "",
                    "sectors": ";".join(role.get("sectors") or item.get("sectors") or []),
                    "role": role.get("title") or "",
                    "affiliation": role.get("affiliation") or "",
                    "from": role.get("from") or "",
                    "to": role.get("to") or "",
                    "wikidata": wikidata,
                    "sure": "no",
                }
            )
    return taken


def _wrong(item: dict[str, Any], wikidata: str, label: str, states: frozenset[str]) -> str | None:
    if not re.fullmatch(r"Q[1-9]\d*", wikidata) or not split(label):
        return "no Q number or no label"
    for role in [item, *(item.get("roles") or [])]:
        if not isinstance(role, dict):
            return "a role is no object"
        if role.get("country") and role["country"] not in states:
            return f"country {role['country']!r} is no alpha-3 code"
        if set(role.get("sectors") or []) - SECTORS - _BODIES:
            return "a sector is not in the PLOVER manual"
    return None
