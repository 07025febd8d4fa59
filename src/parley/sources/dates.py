"""When a report was published, as far as its file's name or a line of its own says so.

Only a date that stands alone counts: a date inside a sentence is when something happened, not when it was told.
"""

from __future__ import annotations

import datetime
import re

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "|".join(
    f"{m[:3]}(?:{m[3:]})?\\.?" if m != "september" else r"sep(?:t(?:ember)?)?\.?" for m in _MONTHS
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_LABEL = r"(?:(?:published|posted|updated|date|issued|released|last updated)(?: on| at)?\s*:?\s*)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = r"(?:,?\s*(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?(?:\s*\(?[a-z]{2,5}\)?)?)?"
_LINES = tuple(
    re.compile(rf"{_LABEL}{_WEEKDAY}{form}{_CLOCK}\.?", re.IGNORECASE)
    for form in (
        rf"{_YEAR}-(?P<number>\d\d)-{_DAY}(?:T[\d:.]+Z?(?:[+-]\d\d:?\d\d)?)?",
        rf"{_DAY}\s+(?P<month>{_MONTH}),?\s+{_YEAR}",
        rf"(?P<month>{_MONTH})\s+{_DAY},?\s+{_YEAR}",
    )
)
_FILE_NAME = re.compile(r"(?:^|[^\d])((?:19|20|21)\d\d)-(\d\d)-(\d\d)(?!\d)")
_LONGEST = 60
"""Characters of the longest line that can be a date and nothing else."""
_HEAD = 6
"""Lines of the beginning that are looked at: title, byline and blank lines come before the date."""


def in_name(name: str) -> datetime.date | None:
    """The date that a file's name starts with or holds as YYYY-MM-DD; the folder's name does not count.

    Two different dates in one name say nothing.
    """
    file = re.split(r"[/\\]", name)[-1]
    found = {_date(int(y), int(m), int(d)) for y, m, d in _FILE_NAME.findall(file)} - {None}
    return found.pop() if len(found) == 1 else None


def in_text(text: str) -> datetime.date | None:
    """The date that stands alone on one of the first lines of `text`."""
    for line in text[:2_000].split("\n", _HEAD)[:_HEAD]:
        stripped = line.strip()
        if not stripped or len(stripped) > _LONGEST:
            continue
        date = _line(stripped)
        if date:
            return date
    return None


def iso(value: str | None) -> datetime.date | None:
    """The date in the first ten characters of `value` (metadata of pages), `None` when there is none."""
    try:
        return datetime.date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def is_date(line: str) -> bool:
    """Whether `line` is a date and nothing else."""
    return len(line) <= _LONGEST and _line(line.strip()) is not None


def _line(line: str) -> datetime.date | None:
    for pattern in _LINES:
        match = pattern.fullmatch(line)
        if match:
            groups = match.groupdict()
            month = int(groups["number"]) if groups.get("number") else _month(groups["month"])
            return _date(int(groups["year"]), month, int(groups["day"]))
    return None


def _month(word: str) -> int:
    return next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(word[:3].lower()))


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
