"""Plans of accords as files: TOML, or plain text with numbered points."""

from __future__ import annotations

import datetime
import re
import tomllib
from pathlib import Path
from typing import Any

from parley.errors import DataFileError
from parley.records import Record

_POINT = re.compile(
    r"^(?P<indent>[ \t]*)(?:(?:article|art\.|point|chapter)[ \t]+)?(?P<number>\d+(?:\.\d+)*|[IVXLC]+(?=[.)]))(?P<mark>[.):]|[ \t]*[–—-])?[ \t]+(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_SUB = re.compile(r"^[ \t]*(?:\(?[a-z]\)|[•*–-])[ \t]+(?P<rest>\S.*)$")
_HEADING = 80
"""Characters up to which a first line without a full stop is a heading."""
_KEYS = {"name", "signed", "parties", "provisions"}
_PROVISION_KEYS = {"number", "heading", "points", "text", "parties", "topic", "deadline"}


class Provision(Record, frozen=True, kw_only=True):
    """One numbered point of an accord. `points` are what it binds to, one sentence each."""

    number: str
    heading: str | None
    text: str
    points: tuple[str, ...]
    parties: tuple[str, ...] = ()
    """Who is bound, by name; empty: the parties of the accord."""
    topic: tuple[str, ...] = ()
    """Words that reports use of this matter."""
    deadline: datetime.date | None = None


class Accord(Record, frozen=True, kw_only=True):
    """An agreement and its numbered points. Nothing before `signed` implements it."""

    name: str
    signed: datetime.date | None
    parties: tuple[str, ...]
    provisions: tuple[Provision, ...]


def load(path: Path, *, signed: datetime.date | None = None) -> Accord:
    """Reads a plan.

    Args:
        path: a TOML file (`docs/following.md` shows the keys), or plain text whose points begin with "1.", "1)",
            "Article 1" or "I."; "1.1", "a)" and bullets are sub-points.
        signed: date of signing, for plain text, or to overrule the file's.

    Raises:
        DataFileError: the file has no numbered point, a number twice, an unknown key or a wrong value.
        OSError: the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DataFileError(path.name, None, "this is no text in UTF-8") from error
    accord = _toml(path.name, text) if path.suffix == ".toml" else _plain(path, text)
    if not accord.name.strip() or not all(p.number.strip() for p in accord.provisions):
        raise DataFileError(path.name, None, "an accord needs a name, and each provision a number")
    numbers = [p.number for p in accord.provisions]
    twice = sorted({n for n in numbers if numbers.count(n) > 1})
    if twice:
        raise DataFileError(path.name, None, f"point {twice[0]} is there twice")
    if not numbers:
        raise DataFileError(
            path.name, None, "no numbered point found (1., 1) or Article 1 at the start of a line)"
        )
    return accord if signed is None else _signed(accord, signed)


def _signed(accord: Accord, signed: datetime.date) -> Accord:
    return Accord(name=accord.name, signed=signed, parties=accord.parties, provisions=accord.provisions)


def _toml(name: str, text: str) -> Accord:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(name, None, str(error)) from error
    _known(name, data, _KEYS)
    provisions = []
    listed = data.get("provisions", [])
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        raise DataFileError(name, None, "provisions are to be tables: [[provisions]]")
    for item in listed:
        _known(name, item, _PROVISION_KEYS)
        points = _strings(name, item, "points")
        body = (_text(name, item, "text") or " ".join(points)).strip()
        if not body or "number" not in item:
            raise DataFileError(name, None, "a provision needs a number and a text or points")
        provisions.append(
            Provision(
                number=str(item["number"]),
                heading=_text(name, item, "heading") or None,
                text=body,
                points=points or _sentences(body),
                parties=_strings(name, item, "parties"),
                topic=_strings(name, item, "topic"),
                deadline=_date(name, item.get("deadline"), "deadline"),
            )
        )
    return Accord(
        name=_text(name, data, "name") if "name" in data else Path(name).stem,
        signed=_date(name, data.get("signed"), "signed"),
        parties=_strings(name, data, "parties"),
        provisions=tuple(provisions),
    )


def _known(name: str, data: dict[str, Any], keys: set[str]) -> None:
    unknown = sorted(set(data) - keys)
    if unknown:
        raise DataFileError(name, None, f'unknown key "{unknown[0]}"; known: {", ".join(sorted(keys))}')


def _text(name: str, data: dict[str, Any], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise DataFileError(name, None, f'"{key}" is to be text in quotation marks')
    return value


def _strings(name: str, data: dict[str, Any], key: str) -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise DataFileError(name, None, f'"{key}" is to be a list of strings')
    return tuple(v.strip() for v in value)


def _date(name: str, value: Any, key: str) -> datetime.date | None:
    if value is None or (isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)):
        return value
    raise DataFileError(name, None, f'"{key}" is to be a date (2016-11-24, without quotation marks)')


def _plain(path: Path, text: str) -> Accord:
    """Points are lines that open with the next number; what stands before the first is the name."""
    before: list[str] = []
    points: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        match = _POINT.match(line)
        if match and _skips(match, points):
            raise DataFileError(path.name, None, f"point {match['number']} follows point {len(points)}")
        if match and _opens(match, points):
            points.append((match["number"], [match["rest"].strip()]))
        elif points:
            points[-1][1].append(line.strip())
        elif line.strip():
            before.append(line.strip())
    provisions = tuple(_numbered(number, lines) for number, lines in points)
    return Accord(name=before[0] if before else path.stem, signed=None, parties=(), provisions=provisions)


def _opens(match: re.Match[str], points: list[tuple[str, list[str]]]) -> bool:
    """Whether a line opens a main point: "2." after 1; not "2.1", not a year or a number inside a sentence."""
    number = match["number"]
    if "." in number or not (
        match["mark"] or match[0].lower().lstrip().startswith(("article", "art", "point", "chapter"))
    ):
        return False
    value = int(number) if number.isdigit() else _roman(number)
    return value == len(points) + 1


def _skips(match: re.Match[str], points: list[tuple[str, list[str]]]) -> bool:
    """Whether a line opens a main point, and the number before it is missing: "4." right after "2."."""
    number = match["number"]
    if match["indent"] or match["mark"] not in (".", ")") or not number.isdigit() or not points:
        return False
    return len(points) + 1 < int(number) <= len(points) + _GAP


_GAP = 5
"""Numbers by which a point may be ahead and still be one; beyond, it is a year or an amount at the start of a line."""


def _roman(number: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[c] for c in number.lower()]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _numbered(number: str, lines: list[str]) -> Provision:
    heading: str | None = None
    first = lines[0]
    rest = [line for line in lines[1:] if line]
    if rest and len(first) <= _HEADING and not first.endswith((".", ";")):
        heading, rest = first.rstrip(":"), rest
    else:
        rest = [first, *rest]
    parts: list[str] = []
    for line in rest:
        nested = _SUB.match(line) or re.match(r"^\d+\.\d+\.?[ \t]+(?P<rest>\S.*)$", line)
        if nested or not parts:
            parts.append(nested["rest"] if nested else line)
        else:
            parts[-1] += f" {line}"
    points = tuple(sentence for part in parts for sentence in _sentences(part))
    return Provision(number=number, heading=heading, text=" ".join(parts), points=points)


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(s.strip() for s in re.split(r"(?<=[.;!?])\s+(?=[A-Z“\"(])", text) if s.strip())
