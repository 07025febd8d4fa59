"""Arithmetic on days, weeks, months and years."""

from __future__ import annotations

import calendar
import datetime

from parley.records import Precision

Date = datetime.date
DAY = datetime.timedelta(days=1)
_PRECISIONS = {
    1: Precision.DAY,
    7: Precision.WEEK,
    14: Precision.WEEK,
    30: Precision.MONTH,
    365: Precision.YEAR,
}


def month_of(year: int, month: int) -> tuple[Date, Date]:
    """First and last day of a month; months beyond 12 or below 1 run into the neighbouring years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Date(year, month, 1), Date(year, month, calendar.monthrange(year, month)[1])


def third(start: Date, end: Date, stage: int | None) -> tuple[Date, Date]:
    """The early, middle or late third of a period."""
    if stage is None:
        return start, end
    days = (end - start).days + 1
    first = start + DAY * (days * stage // 3)
    last = start + DAY * (days * (stage + 1) // 3 - 1)
    return first, last


def period(day: Date, unit: int, shift: int) -> tuple[Date, Date]:
    """The calendar day, week (from Monday), month, year or decade that `day` is in, `shift` units on."""
    if unit == 1:
        day += DAY * shift
        return day, day
    if unit in (7, 14):
        monday = day - DAY * day.weekday() + DAY * unit * shift
        return monday, monday + DAY * (unit - 1)
    if unit == 30:
        return month_of(day.year, day.month + shift)
    if unit == 365:
        return Date(day.year + shift, 1, 1), Date(day.year + shift, 12, 31)
    decade = day.year // 10 * 10 + 10 * shift
    return Date(decade, 1, 1), Date(decade + 9, 12, 31)


def moved(day: Date, unit: int, count: int) -> Date:
    """`day` moved by `count` units; a day that the month lacks becomes its last."""
    if unit in (1, 7, 14):
        return day + DAY * unit * count
    months = {30: 1, 365: 12, 3650: 120}[unit] * count
    first, last = month_of(day.year, day.month + months)
    return min(last, first + DAY * (day.day - 1))


def precision(unit: int) -> Precision:
    """How finely a count of such units tells a date; `unit` is in days."""
    return _PRECISIONS.get(unit, Precision.UNKNOWN)
