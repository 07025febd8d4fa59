"""Dates that the words name: days, months, years, seasons, with the year filled in from publication where it is left out."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from typing import Any

from parley.records import Precision
from parley.times.grammar import Match
from parley.times.periods import DAY, month_of, third
from parley.times.setting import (
    UNDATED,
    Date,
    Direction,
    Operation,
    Resolved,
    Setting,
    impossible,
    unresolved,
)


def _impossible_day(day: int, month: int, year: int | None) -> Resolved | None:
    longest = 29 if month == 2 and year is None else calendar.monthrange(year or 2001, month)[1]
    if 1 <= day <= longest:
        return None
    of = f"{calendar.month_name[month]} {year}" if year else calendar.month_name[month]
    return impossible(f"{of} has no day {day}")


def _year_for(month: int, day: int, setting: Setting, direction: str | None) -> tuple[int, str] | None:
    """The year of a date given without one: the last such day, the next where the clause lies ahead, or the nearest."""
    published = setting.published
    if published is None:
        return None
    wanted = direction or setting.direction.value
    dates = [
        Date(year, month, day)
        for year in range(max(1, published.year - 8), min(9999, published.year + 8) + 1)
        if day <= calendar.monthrange(year, month)[1]
    ]
    if wanted == "near":
        nearest = min(dates, key=lambda date: abs(date - published))
        return nearest.year, "the nearest such date to publication"
    if wanted == "future":
        ahead = [date.year for date in dates if date >= published]
        return (ahead[0], "the next such date after publication") if ahead else None
    behind = [date.year for date in dates if date <= published]
    return (behind[-1], "the last such date before publication") if behind else None


def _date(match: Match, setting: Setting) -> Resolved:
    day, month, year = match.value("day"), match.value("month"), match.value("year")
    if wrong := _impossible_day(day, month, year):
        return wrong
    reason = "full date"
    if year is None:
        found = _year_for(month, day, setting, match.rule.options.get("direction"))
        if found is None:
            return unresolved(f"the year is {UNDATED}")
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
            return unresolved(f"the year is {UNDATED}")
        year, reason = found
    start, end = sorted((Date(year, month, first), Date(year, month, last)))
    return Resolved(start, end, Precision.DAY, reason)


def _monthday(match: Match, setting: Setting) -> Resolved:
    day, published = match.value("day"), setting.published
    if day > 31:  # "the 49th floor": without a month nothing says that a date is meant
        return unresolved(f"no month has a day {day}")
    if published is None:
        return unresolved(UNDATED)
    step = 1 if setting.direction is Direction.FUTURE else -1
    for shift in range(12):
        first, last = month_of(published.year, published.month + step * shift)
        date = first + DAY * (day - 1)
        if date <= last and (date >= published if step > 0 else date <= published):
            return Resolved(date, date, Precision.DAY, "that day of the nearest month")
    return unresolved("no such day near publication")


def _iso(match: Match, setting: Setting) -> Resolved:  # noqa: ARG001
    year, month, day = match.value("iso") or (match.value("year"), *match.values("number"))
    if not 1 <= month <= 12:
        return impossible(f"there is no month {month}")
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
        return impossible("neither order of day and month is on the calendar")
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
            return unresolved(f"the year is {UNDATED}")
        year, reason = _year_of_month(month, published, options, setting)
    stage = options.get("stage", match.value("stage"))
    start, end = third(*month_of(year, month), stage)
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
    if direction == "near":
        distance = (month - published.month + 5) % 12 - 5
        return published.year + (published.month - 1 + distance) // 12, "the nearest such month"
    if direction == "future":
        return published.year + (month < published.month), "the next such month"
    strictly = options.get("direction") == "past" and month == published.month
    return published.year - (month > published.month or strictly), "the last such month"


def _year(match: Match, setting: Setting) -> Resolved:  # noqa: ARG001
    year = match.value("year") or match.value("midyear")
    stage = match.rule.options.get("stage", match.value("stage"))
    start, end = third(Date(year, 1, 1), Date(year, 12, 31), stage)
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
        return impossible("a year has two halves")
    return Resolved(Date(year, 6 * nth - 5, 1), month_of(year, 6 * nth)[1], Precision.YEAR, "half of a year")


def _season(match: Match, setting: Setting) -> Resolved:
    month, year, published = match.value("season"), match.value("year"), setting.published
    reason = "season of the northern hemisphere"
    if year is None:
        if published is None:
            return unresolved(UNDATED)
        direction = match.rule.options["direction"]
        year = published.year
        if direction == "past" and month_of(year, month + 2)[1] >= published:
            year -= 1
        elif direction == "future" and month_of(year, month)[0] <= published:
            year += 1
        elif direction == "same" and month == 12 and published.month < 3:
            year -= 1
    return Resolved(month_of(year, month)[0], month_of(year, month + 2)[1], Precision.MONTH, reason)


def _feast(match: Match, setting: Setting) -> Resolved:
    month, day = divmod(match.rule.options.get("date") or match.value("feast"), 100)
    found = _year_for(month, day, setting, None)
    if found is None:
        return unresolved(f"the year is {UNDATED}")
    date = Date(found[0], month, day)
    return Resolved(date, date, Precision.DAY, found[1])


OPERATIONS: Mapping[str, Operation] = {
    "date": _date,
    "days": _days,
    "decade": _decade,
    "feast": _feast,
    "half": _half,
    "iso": _iso,
    "month": _month,
    "monthday": _monthday,
    "quarter": _quarter,
    "season": _season,
    "slashed": _slashed,
    "year": _year,
    "years": _years,
}
