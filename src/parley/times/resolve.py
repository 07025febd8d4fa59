"""From a matched expression to the days it may mean."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from parley.records import Precision
from parley.times.grammar import Grammar, Match

Date = datetime.date
_DAY = datetime.timedelta(days=1)
_PRECISIONS = {
    1: Precision.DAY,
    7: Precision.WEEK,
    14: Precision.WEEK,
    30: Precision.MONTH,
    365: Precision.YEAR,
}
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30}
_UNDATED = "relative to a publication date that is not known"


class Direction(StrEnum):
    """Where an incomplete date lies, as the tense of its clause shows it."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against."""

    published: Date | None
    direction: Direction
    previous: Date | None
    """The last day resolved before this expression."""
    grammar: Grammar
    words: tuple[str, ...]
    """The expression's words, lower case."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """First and last day (inclusive) or neither; `impossible` when the calendar has no such date."""

    start: Date | None
    end: Date | None
    precision: Precision
    reason: str
    impossible: bool = False


def resolve(match: Match, setting: Setting) -> Resolved | None:
    """The days that a match may mean; `None` when it is no date at all (a length of time, an age).

    Years outside 1 to 9999 and other arithmetic that leaves the calendar come out unresolved.
    """
    if match.rule.means == "none":
        return None
    try:
        return _OPERATIONS[match.rule.means](match, setting)
    except (OverflowError, ValueError):
        return unresolved("outside the calendar")


def unresolved(reason: str) -> Resolved:
    """A time that cannot be put on the calendar, with why."""
    return Resolved(None, None, Precision.UNKNOWN, reason)


def _impossible(reason: str) -> Resolved:
    return Resolved(None, None, Precision.UNKNOWN, reason, impossible=True)


def month_of(year: int, month: int) -> tuple[Date, Date]:
    """First and last day of a month; months beyond 12 or below 1 run into the neighbouring years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Date(year, month, 1), Date(year, month, calendar.monthrange(year, month)[1])


def _third(start: Date, end: Date, stage: int | None) -> tuple[Date, Date]:
    """The early, middle or late third of a period."""
    if stage is None:
        return start, end
    days = (end - start).days + 1
    first = start + _DAY * (days * stage // 3)
    last = start + _DAY * (days * (stage + 1) // 3 - 1)
    return first, last


def _period(day: Date, unit: int, shift: int) -> tuple[Date, Date]:
    """The calendar day, week (from Monday), month, year or decade that `day` is in, `shift` units on."""
    if unit == 1:
        day += _DAY * shift
        return day, day
    if unit in (7, 14):
        monday = day - _DAY * day.weekday() + _DAY * unit * shift
        return monday, monday + _DAY * (unit - 1)
    if unit == 30:
        return month_of(day.year, day.month + shift)
    if unit == 365:
        return Date(day.year + shift, 1, 1), Date(day.year + shift, 12, 31)
    decade = day.year // 10 * 10 + 10 * shift
    return Date(decade, 1, 1), Date(decade + 9, 12, 31)


def moved(day: Date, unit: int, count: int) -> Date:
    """`day` moved by `count` units; a day that the month lacks becomes its last."""
    if unit in (1, 7, 14):
        return day + _DAY * unit * count
    months = {30: 1, 365: 12, 3650: 120}[unit] * count
    first, last = month_of(day.year, day.month + months)
    return min(last, first + _DAY * (day.day - 1))


def _precision(unit: int) -> Precision:
    return _PRECISIONS.get(unit, Precision.UNKNOWN)


def _impossible_day(day: int, month: int, year: int | None) -> Resolved | None:
    longest = 29 if month == 2 and year is None else calendar.monthrange(year or 2001, month)[1]
    if 1 <= day <= longest:
        return None
    of = f"{calendar.month_name[month]} {year}" if year else calendar.month_name[month]
    return _impossible(f"{of} has no day {day}")


def _year_for(month: int, day: int, setting: Setting, direction: str | None) -> tuple[int, str] | None:
    """The year of a date given without one: the last such day, or the next where the clause lies ahead."""
    published = setting.published
    if published is None:
        return None
    wanted = direction or setting.direction.value
    years = (
        range(published.year, published.year + 9)
        if wanted == "future"
        else range(published.year, published.year - 9, -1)
    )
    for year in years:
        if day > calendar.monthrange(year, month)[1]:
            continue
        date = Date(year, month, day)
        if wanted == "future" and date >= published:
            return year, "the next such date after publication"
        if wanted != "future" and date <= published:
            return year, "the last such date before publication"
    return None


def _date(match: Match, setting: Setting) -> Resolved:
    day, month, year = match.value("day"), match.value("month"), match.value("year")
    if wrong := _impossible_day(day, month, year):
        return wrong
    reason = "full date"
    if year is None:
        found = _year_for(month, day, setting, match.rule.options.get("direction"))
        if found is None:
            return unresolved(f"the year is {_UNDATED}")
        year, reason = found
    date = Date(year, month, day)
    weekday = match.value("weekday")
    if weekday is not None and weekday != date.weekday():
        reason += f"; but that was a {calendar.day_name[date.weekday()]}"
    return Resolved(date, date, Precision.DAY, reason)


def _days(match: Match, setting: Setting) -> Resolved:
    (first, last), month, year = match.values("day")[:2], match.value("month"), match.value("year")
    for day in (first, last):
        if wrong := _impossible_day(day, month, year):
            return wrong
    reason = "range of days"
    if year is None:
        found = _year_for(month, first, setting, None)
        if found is None:
            return unresolved(f"the year is {_UNDATED}")
        year, reason = found
    start, end = sorted((Date(year, month, first), Date(year, month, last)))
    return Resolved(start, end, Precision.DAY, reason)


def _monthday(match: Match, setting: Setting) -> Resolved:
    day, published = match.value("day"), setting.published
    if day > 31:
        return _impossible(f"no month has a day {day}")
    if published is None:
        return unresolved(_UNDATED)
    step = 1 if setting.direction is Direction.FUTURE else -1
    for shift in range(12):
        first, last = month_of(published.year, published.month + step * shift)
        date = first + _DAY * (day - 1)
        if date <= last and (date >= published if step > 0 else date <= published):
            return Resolved(date, date, Precision.DAY, "that day of the nearest month")
    return unresolved("no such day near publication")


def _iso(match: Match, setting: Setting) -> Resolved:  # noqa: ARG001
    year, month, day = match.value("iso") or (match.value("year"), *match.values("number"))
    if not 1 <= month <= 12:
        return _impossible(f"there is no month {month}")
    if wrong := _impossible_day(day, month, year):
        return wrong
    return Resolved(Date(year, month, day), Date(year, month, day), Precision.DAY, "full date")


def _slashed(match: Match, setting: Setting) -> Resolved:  # noqa: ARG001
    one, two, year = match.value("slashed")
    if year < 100:
        year += 2000 if year < 70 else 1900
    readings = []
    for day, month in ((one, two), (two, one)):
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            readings.append(Date(year, month, day))
    if not readings:
        return _impossible("neither order of day and month is on the calendar")
    if len(set(readings)) == 1:
        return Resolved(readings[0], readings[0], Precision.DAY, "full date")
    start, end = sorted(readings)
    reason = f"ambiguous: {start.isoformat()} or {end.isoformat()}, by the order of day and month"
    return Resolved(start, end, Precision.UNKNOWN, reason)


def _month(match: Match, setting: Setting) -> Resolved:
    month, year, options = _month_value(match), match.value("year"), match.rule.options
    published, reason = setting.published, "month and year"
    if year is None:
        if published is None:
            return unresolved(f"the year is {_UNDATED}")
        year, reason = _year_of_month(month, published, options, setting)
    stage = options.get("stage", match.value("stage"))
    start, end = _third(*month_of(year, month), stage)
    return Resolved(start, end, Precision.MONTH, reason)


def _month_value(match: Match) -> int:
    month: int = match.value("month") or match.value("midmonth")
    return month


def _year_of_month(
    month: int, published: Date, options: Mapping[str, Any], setting: Setting
) -> tuple[int, str]:
    if "years" in options:
        return published.year + options["years"], "year counted from publication"
    direction = options.get("direction") or setting.direction.value
    if direction == "same":
        return published.year, "the year of publication"
    if direction == "future":
        return published.year + (month < published.month), "the next such month"
    strictly = options.get("direction") == "past" and month == published.month
    return published.year - (month > published.month or strictly), "the last such month"


def _year(match: Match, setting: Setting) -> Resolved:  # noqa: ARG001
    year = match.value("year") or match.value("midyear")
    stage = match.rule.options.get("stage", match.value("stage"))
    start, end = _third(Date(year, 1, 1), Date(year, 12, 31), stage)
    return Resolved(start, end, Precision.YEAR, "year")


def _years(match: Match, setting: Setting) -> Resolved:  # noqa: ARG001
    first, last = sorted(match.values("year")[:2])
    return Resolved(Date(first, 1, 1), Date(last, 12, 31), Precision.YEAR, "range of years")


def _decade(match: Match, setting: Setting) -> Resolved:  # noqa: ARG001
    year = match.value("decade") or match.value("middecade")
    start, end = Date(year, 1, 1), Date(year + 9, 12, 31)
    if (stage := match.rule.options.get("stage", match.value("stage"))) is not None:
        first = year + (0, 3, 7)[stage]
        start, end = Date(first, 1, 1), Date(first + (2, 3, 2)[stage], 12, 31)
    return Resolved(start, end, Precision.YEAR, "decade")


def _quarter(match: Match, setting: Setting) -> Resolved:  # noqa: ARG001
    year, nth = match.value("year"), match.value("ordinal")
    return Resolved(
        Date(year, 3 * nth - 2, 1), month_of(year, 3 * nth)[1], Precision.MONTH, "quarter of a year"
    )


def _half(match: Match, setting: Setting) -> Resolved:  # noqa: ARG001
    year, nth = match.value("year"), match.value("ordinal")
    if nth > 2:
        return _impossible("a year has two halves")
    return Resolved(Date(year, 6 * nth - 5, 1), month_of(year, 6 * nth)[1], Precision.YEAR, "half of a year")


def _season(match: Match, setting: Setting) -> Resolved:
    month, year, published = match.value("season"), match.value("year"), setting.published
    reason = "season of the northern hemisphere"
    if year is None:
        if published is None:
            return unresolved(_UNDATED)
        direction = match.rule.options["direction"]
        year = published.year
        if direction == "past" and month_of(year, month + 2)[1] >= published:
            year -= 1
        elif direction == "future" and month_of(year, month)[0] <= published:
            year += 1
        elif direction == "same" and month == 12 and published.month < 3:
            year -= 1
    return Resolved(month_of(year, month)[0], month_of(year, month + 2)[1], Precision.MONTH, reason)


def _weekday(match: Match, setting: Setting) -> Resolved:
    published, weekday = setting.published, match.value("weekday")
    if published is None:
        return unresolved(_UNDATED)
    how = match.rule.options.get("direction") or setting.direction.value
    back, ahead = (published.weekday() - weekday) % 7, (weekday - published.weekday()) % 7
    monday = published - _DAY * published.weekday()
    date, reason = {
        "past": (published - _DAY * back, "the last such day up to publication"),
        "future": (published + _DAY * ahead, "the next such day from publication"),
        "before": (published - _DAY * (back or 7), "the last such day before publication"),
        "after": (published + _DAY * (ahead or 7), "the next such day after publication"),
        "this": (monday + _DAY * weekday, "that day of the week of publication"),
        "last week": (monday + _DAY * (weekday - 7), "that day of the week before publication"),
        "next week": (monday + _DAY * (weekday + 7), "that day of the week after publication"),
    }[how]
    return Resolved(date, date, Precision.DAY, reason)


def _shifted(setting: Setting, days: int, span: int = 0) -> Resolved:
    if setting.published is None:
        return unresolved(_UNDATED)
    date = setting.published + _DAY * days
    return Resolved(date, date + _DAY * span, Precision.DAY, "counted from publication")


def _dayname(match: Match, setting: Setting) -> Resolved:
    return _shifted(setting, match.value("dayname"))


def _shift(match: Match, setting: Setting) -> Resolved:
    return _shifted(setting, match.rule.options["days"], match.rule.options.get("span", 0))


def _overnight(match: Match, setting: Setting) -> Resolved:  # noqa: ARG001
    if setting.published is None:
        return unresolved(_UNDATED)
    if setting.direction is Direction.FUTURE:
        return _shifted(setting, 0, 1)
    return Resolved(setting.published - _DAY, setting.published, Precision.DAY, "the night up to publication")


def _clock(match: Match, setting: Setting) -> Resolved:  # noqa: ARG001
    return unresolved("a time of day without a day")


def _unit(match: Match, setting: Setting) -> Resolved:
    if setting.published is None:
        return unresolved(_UNDATED)
    unit, shift = match.value("unit"), match.rule.options["shift"]
    start, end = _period(setting.published, unit, shift)
    if setting.words[0] in ("early", "late"):
        start, end = _third(start, end, 0 if setting.words[0] == "early" else 2)
    return Resolved(start, end, _precision(unit), "calendar period counted from publication")


def _unitbefore(match: Match, setting: Setting) -> Resolved:  # noqa: ARG001
    if setting.published is None:
        return unresolved(_UNDATED)
    unit = next(value for word, value in (("week", 7), ("month", 30), ("year", 365)) if word in setting.words)
    start, end = _period(setting.published, unit, -2)
    return Resolved(start, end, _precision(unit), "calendar period counted from publication")


def _sofar(match: Match, setting: Setting) -> Resolved:
    if setting.published is None:
        return unresolved(_UNDATED)
    unit = match.value("unit")
    start, end = _period(setting.published, unit, 0)
    if setting.words[0] == "early":
        start, end = _third(start, end, 0)
        return Resolved(start, end, _precision(unit), "early third of the period of publication")
    return Resolved(start, setting.published, _precision(unit), "from the start of the period to publication")


def _rest(match: Match, setting: Setting) -> Resolved:
    if setting.published is None:
        return unresolved(_UNDATED)
    unit = match.value("unit")
    start, end = _period(setting.published, unit, 0)
    if setting.words[0] == "late" and setting.direction is Direction.PAST:
        start, end = _third(start, end, 2)
        return Resolved(start, end, _precision(unit), "late third of the period of publication")
    return Resolved(setting.published, end, _precision(unit), "from publication to the end of the period")


def _edge(match: Match, setting: Setting) -> Resolved:
    if setting.published is None:
        return unresolved(_UNDATED)
    unit, options = match.value("unit"), match.rule.options
    start, end = _period(setting.published, unit, options.get("shift", 0))
    start, end = _third(start, end, options["stage"]) if unit > 1 else (start, end)
    return Resolved(start, end, _precision(unit), "part of the period counted from publication")


def _weekend(match: Match, setting: Setting) -> Resolved:
    published = setting.published
    if published is None:
        return unresolved(_UNDATED)
    saturday = published + _DAY * (5 - published.weekday() + 7 * match.rule.options["shift"])
    if not match.rule.options["shift"] and setting.direction is Direction.PAST and saturday > published:
        saturday -= _DAY * 7
    return Resolved(saturday, saturday + _DAY, Precision.DAY, "Saturday and Sunday")


def _counted(match: Match, anchor: Date, sign: int, told: str) -> Resolved:
    """`anchor` moved by a number of units; the precision is that of the unit."""
    unit = match.value("unit")
    count = match.value("number")
    day = moved(anchor, unit, sign * (1 if count is None else count))
    reason = f"counted from {told}"
    if unit == 1:
        return Resolved(day, day, Precision.DAY, reason)
    if unit in (7, 14):
        return Resolved(day - _DAY * 3, day + _DAY * 3, Precision.WEEK, reason)
    return Resolved(*_period(day, unit, 0), _precision(unit), reason)


def _ago(match: Match, setting: Setting) -> Resolved:
    if setting.published is None:
        return unresolved(_UNDATED)
    return _counted(match, setting.published, -1, "publication")


def _ahead(match: Match, setting: Setting) -> Resolved | None:
    if setting.direction is Direction.PAST and "now" not in setting.words:
        return None
    if setting.published is None:
        return unresolved(_UNDATED)
    return _counted(match, setting.published, 1, "publication")


def _within(match: Match, setting: Setting) -> Resolved | None:
    if setting.direction is Direction.PAST:
        return None
    if setting.published is None:
        return unresolved(_UNDATED)
    unit = match.value("unit")
    end = moved(setting.published, unit, match.value("number"))
    return Resolved(setting.published, end, _precision(unit), "up to that long after publication")


def _window(match: Match, setting: Setting) -> Resolved:
    published = setting.published
    if published is None:
        return unresolved(_UNDATED)
    unit, count = match.value("unit"), match.value("number") or 1
    sign = 1 if match.rule.options["side"] == "future" else -1
    start, end = sorted((published, moved(published, unit, sign * count)))
    return Resolved(start, end, _precision(unit), "stretch counted from publication")


def _vague(match: Match, setting: Setting) -> Resolved:
    published = setting.published
    unit = next(
        (
            word.rstrip("s")
            for word in reversed(setting.words)
            if word.rstrip("s") in ("day", "week", "month", "year")
        ),
        "month",
    )
    if unit not in setting.grammar.vague:
        return unresolved("too vague for a date")
    if published is None:
        return unresolved(_UNDATED)
    days, precision = setting.grammar.vague[unit]
    stretch = _DAY * days
    ahead = match.rule.options["side"] == "future"
    start, end = (published, published + stretch) if ahead else (published - stretch, published)
    return Resolved(start, end, Precision(precision), "a vague stretch counted from publication")


def _later(match: Match, setting: Setting) -> Resolved:
    if setting.previous is None:
        return unresolved("relative to a time that the text does not give before it")
    options = match.rule.options
    if "days" in options:
        day = setting.previous + _DAY * options["days"]
        return Resolved(day, day, Precision.DAY, f"counted from {setting.previous.isoformat()}, told before")
    return _counted(match, setting.previous, options["sign"], f"{setting.previous.isoformat()}, told before")


def _same(match: Match, setting: Setting) -> Resolved:
    if setting.previous is None:
        return unresolved("relative to a time that the text does not give before it")
    unit = match.value("unit")
    start, end = _period(setting.previous, unit, 0)
    if setting.words[0] == "later":
        start = setting.previous
    elif setting.words[0] == "earlier":
        end = setting.previous
    return Resolved(start, end, _precision(unit), f"period of {setting.previous.isoformat()}, told before")


def _feast(match: Match, setting: Setting) -> Resolved:
    month, day = divmod(match.rule.options.get("date") or match.value("feast"), 100)
    found = _year_for(month, day, setting, None)
    if found is None:
        return unresolved(f"the year is {_UNDATED}")
    date = Date(found[0], month, day)
    return Resolved(date, date, Precision.DAY, found[1])


_OPERATIONS: Mapping[str, Callable[[Match, Setting], Resolved | None]] = {
    "ago": _ago,
    "ahead": _ahead,
    "clock": _clock,
    "date": _date,
    "dayname": _dayname,
    "days": _days,
    "decade": _decade,
    "edge": _edge,
    "feast": _feast,
    "half": _half,
    "iso": _iso,
    "later": _later,
    "month": _month,
    "monthday": _monthday,
    "overnight": _overnight,
    "quarter": _quarter,
    "rest": _rest,
    "same": _same,
    "season": _season,
    "shift": _shift,
    "slashed": _slashed,
    "sofar": _sofar,
    "unit": _unit,
    "unitbefore": _unitbefore,
    "vague": _vague,
    "weekday": _weekday,
    "weekend": _weekend,
    "window": _window,
    "within": _within,
    "year": _year,
    "years": _years,
}


def is_operation(name: str) -> bool:
    """Whether `means = name` can be resolved."""
    return name == "none" or name in _OPERATIONS
