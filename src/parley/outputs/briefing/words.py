"""Codes, days and names put into words."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

import msgspec

from parley.outputs.briefing.view import Day
from parley.records import Precision, Record

_CLOSE = 10
"""Days up to which a period is shown by its ends."""


class _State(Record, frozen=True, kw_only=True):
    """A state of commitments: the life cycle's name for it, ours, and what it means."""

    key: str
    name: str
    meaning: str


class Words(Record, frozen=True, kw_only=True):
    """`words.toml`."""

    labels: dict[str, str]
    sides: dict[str, tuple[str, ...]]
    weight: dict[str, tuple[str, ...]]
    factuality: dict[str, str]
    states: tuple[_State, ...]
    acts: dict[str, str]
    kinds: dict[str, tuple[str, str]]
    aspects: dict[str, str]


@cache
def load() -> Words:
    """The words, read once."""
    text = resources.files("parley.outputs.briefing").joinpath("words.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Words)


def label(type_: str, mode: str | None) -> str:
    """An event's type for people, with the mode where there is one: "Violence, heavy weapons"."""
    name = load().labels.get(type_, type_.capitalize())
    return name if mode is None else f"{name}, {mode.replace('-', ' ')}"


def bound(kind: str, debtor: Sequence[str], creditor: Sequence[str]) -> tuple[str, str, str, str]:
    """A commitment's kind and parties for a line: "Promise", by whom, "to", to whom; empty where nobody is named."""
    name, towards = load().kinds.get(kind, (kind.capitalize(), "towards"))
    one, other = (short(listed(p), 120) if p else "" for p in (debtor, creditor))
    return (name, other, towards, one) if kind == "demand" else (name, one, towards, other)


def bound_line(kind: str, debtor: Sequence[str], creditor: Sequence[str]) -> str:
    """A commitment's kind and parties as one text: "Promise by X to Y"."""
    name, by, towards, to = bound(kind, debtor, creditor)
    return " ".join(filter(None, (name, by and f"by {by}", to and f"{towards} {to}")))


def date(day: datetime.date | None) -> Day:
    """A day: "27 June 2017"."""
    if day is None:
        return Day(text="undated")
    return Day(text=f"{day.day} {day:%B} {day.year}", iso=day.isoformat())


_ISO = re.compile(r"“[^”]*”|\b(\d{4}-\d\d-\d\d)\b")
"""A passage in quotation marks, or a date."""


def with_days(text: str) -> str:
    """`text` with its ISO dates as people write them; what stands in quotation marks is left as it is."""
    return _ISO.sub(_in_words, text)


def _in_words(found: re.Match[str]) -> str:
    try:
        return date(datetime.date.fromisoformat(found[1] or "")).text
    except ValueError:
        return found[0]


def period(
    start: datetime.date | None,
    end: datetime.date | None,
    precision: Precision,
    reported: datetime.date | None,
) -> Day:
    """When something happened, no finer than it is known; by its first report where little is known."""
    if start is None or end is None:
        return (
            Day(text=f"reported {date(reported).text}", iso=reported.isoformat()) if reported else date(None)
        )
    if start == end:
        return date(start)
    if precision is Precision.MONTH and (start.year, start.month) == (end.year, end.month):
        return Day(text=f"{start:%B} {start.year}")
    if precision is Precision.YEAR and start.year == end.year:
        return Day(text=str(start.year))
    if (end - start).days <= _CLOSE:
        return Day(text=_range(start, end))
    if reported is not None:
        return Day(text=f"reported {date(reported).text}", iso=reported.isoformat())
    return Day(text=f"{date(start).text} to {date(end).text}")


def _range(start: datetime.date, end: datetime.date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%B} {end.year}"
    if start.year == end.year:
        return f"{start.day} {start:%B} – {end.day} {end:%B} {end.year}"
    return f"{date(start).text} – {date(end).text}"


def listed(names: Sequence[str], most: int = 4) -> str:
    """Names as a list: "A, B and C"; at most so many."""
    shown = list(dict.fromkeys(" ".join(n.split()) for n in names))
    if len(shown) > most:
        shown = [*shown[:most], f"{len(shown) - most} more"]
    return shown[0] if len(shown) == 1 else " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def many(count: int, one: str, several: str | None = None) -> str:
    """A number with its noun: "1 report", "1,200 reports", "no reports"."""
    return f"{f'{count:,}' if count else 'no'} {one if count == 1 else several or one + 's'}"


def short(text: str, limit: int) -> str:
    """`text` on one line, cut at a word near `limit` characters."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return f"{flat[:limit].rsplit(' ', 1)[0]} …"
