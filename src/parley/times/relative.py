"""Times counted from publication or from a time told before."""

from __future__ import annotations

from collections.abc import Mapping

from parley.records import Precision
from parley.times.grammar import Match
from parley.times.periods import DAY, moved, period, third
from parley.times.periods import precision as precision_of
from parley.times.setting import UNDATED, Date, Direction, Operation, Resolved, Setting, unresolved


def _weekday(match: Match, setting: Setting) -> Resolved:
    published, weekday = setting.published, match.value("weekday")
    if published is None:
        return unresolved(UNDATED)
    how = match.rule.options.get("direction") or setting.direction.value
    back, ahead = (published.weekday() - weekday) % 7, (weekday - published.weekday()) % 7
    monday = published - DAY * published.weekday()
    date, reason = {
        "past": (published - DAY * back, "the last such day up to publication"),
        "future": (published + DAY * ahead, "the next such day from publication"),
        "near": (published + DAY * ahead, "the next such day from publication"),
        "before": (published - DAY * (back or 7), "the last such day before publication"),
        "after": (published + DAY * (ahead or 7), "the next such day after publication"),
        "this": (monday + DAY * weekday, "that day of the week of publication"),
        "last week": (monday + DAY * (weekday - 7), "that day of the week before publication"),
        "next week": (monday + DAY * (weekday + 7), "that day of the week after publication"),
    }[how]
    return Resolved(date, date, Precision.DAY, reason)


def _shifted(setting: Setting, days: int, span: int = 0) -> Resolved:
    if setting.published is None:
        return unresolved(UNDATED)
    date = setting.published + DAY * days
    return Resolved(date, date + DAY * span, Precision.DAY, "counted from publication")


def _dayname(match: Match, setting: Setting) -> Resolved:
    return _shifted(setting, match.value("dayname"))


def _shift(match: Match, setting: Setting) -> Resolved:
    return _shifted(setting, match.rule.options["days"], match.rule.options.get("span", 0))


def _overnight(match: Match, setting: Setting) -> Resolved:  # noqa: ARG001
    if setting.published is None:
        return unresolved(UNDATED)
    if setting.direction is Direction.FUTURE:
        return _shifted(setting, 0, 1)
    return Resolved(setting.published - DAY, setting.published, Precision.DAY, "the night up to publication")


def _clock(match: Match, setting: Setting) -> Resolved:  # noqa: ARG001
    return unresolved("a time of day without a day")


def _unit(match: Match, setting: Setting) -> Resolved:
    if setting.published is None:
        return unresolved(UNDATED)
    unit, shift = match.value("unit"), match.rule.options["shift"]
    start, end = period(setting.published, unit, shift)
    if setting.words[0] in ("early", "late"):
        start, end = third(start, end, 0 if setting.words[0] == "early" else 2)
    return Resolved(start, end, precision_of(unit), "calendar period counted from publication")


def _unitbefore(match: Match, setting: Setting) -> Resolved:  # noqa: ARG001
    if setting.published is None:
        return unresolved(UNDATED)
    unit = next(value for word, value in (("week", 7), ("month", 30), ("year", 365)) if word in setting.words)
    start, end = period(setting.published, unit, -2)
    return Resolved(start, end, precision_of(unit), "calendar period counted from publication")


def _sofar(match: Match, setting: Setting) -> Resolved:
    if setting.published is None:
        return unresolved(UNDATED)
    unit = match.value("unit")
    start, end = period(setting.published, unit, 0)
    if setting.words[0] == "early":
        start, end = third(start, end, 0)
        return Resolved(start, end, precision_of(unit), "early third of the period of publication")
    return Resolved(
        start, setting.published, precision_of(unit), "from the start of the period to publication"
    )


def _rest(match: Match, setting: Setting) -> Resolved:
    if setting.published is None:
        return unresolved(UNDATED)
    unit = match.value("unit")
    start, end = period(setting.published, unit, 0)
    if setting.words[0] == "late" and setting.direction is Direction.PAST:
        start, end = third(start, end, 2)
        return Resolved(start, end, precision_of(unit), "late third of the period of publication")
    return Resolved(setting.published, end, precision_of(unit), "from publication to the end of the period")


def _edge(match: Match, setting: Setting) -> Resolved:
    if setting.published is None:
        return unresolved(UNDATED)
    unit, options = match.value("unit"), match.rule.options
    start, end = period(setting.published, unit, options.get("shift", 0))
    start, end = third(start, end, options["stage"]) if unit > 1 else (start, end)
    return Resolved(start, end, precision_of(unit), "part of the period counted from publication")


def _weekend(match: Match, setting: Setting) -> Resolved:
    published = setting.published
    if published is None:
        return unresolved(UNDATED)
    saturday = published + DAY * (5 - published.weekday() + 7 * match.rule.options["shift"])
    if not match.rule.options["shift"] and setting.direction is Direction.PAST and saturday > published:
        saturday -= DAY * 7
    return Resolved(saturday, saturday + DAY, Precision.DAY, "Saturday and Sunday")


def _counted(match: Match, anchor: Date, sign: int, told: str) -> Resolved:
    """`anchor` moved by a number of units; the precision is that of the unit."""
    unit = match.value("unit")
    count = match.value("number")
    day = moved(anchor, unit, sign * (1 if count is None else count))
    reason = f"counted from {told}"
    if unit == 1:
        return Resolved(day, day, Precision.DAY, reason)
    if unit in (7, 14):
        return Resolved(day - DAY * 3, day + DAY * 3, Precision.WEEK, reason)
    return Resolved(*period(day, unit, 0), precision_of(unit), reason)


def _ago(match: Match, setting: Setting) -> Resolved:
    if setting.published is None:
        return unresolved(UNDATED)
    return _counted(match, setting.published, -1, "publication")


def _ahead(match: Match, setting: Setting) -> Resolved | None:
    if setting.direction is Direction.PAST and "now" not in setting.words:
        return None
    if setting.published is None:
        return unresolved(UNDATED)
    return _counted(match, setting.published, 1, "publication")


def _within(match: Match, setting: Setting) -> Resolved | None:
    if setting.direction is Direction.PAST:
        return None
    if setting.published is None:
        return unresolved(UNDATED)
    unit = match.value("unit")
    end = moved(setting.published, unit, match.value("number"))
    return Resolved(setting.published, end, precision_of(unit), "up to that long after publication")


def _window(match: Match, setting: Setting) -> Resolved:
    published = setting.published
    if published is None:
        return unresolved(UNDATED)
    unit, count = match.value("unit"), match.value("number") or 1
    sign = 1 if match.rule.options["side"] == "future" else -1
    start, end = sorted((published, moved(published, unit, sign * count)))
    return Resolved(start, end, precision_of(unit), "stretch counted from publication")


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
        return unresolved(UNDATED)
    days, precision = setting.grammar.vague[unit]
    stretch = DAY * days
    ahead = match.rule.options["side"] == "future"
    start, end = (published, published + stretch) if ahead else (published - stretch, published)
    return Resolved(start, end, Precision(precision), "a vague stretch counted from publication")


def _later(match: Match, setting: Setting) -> Resolved:
    if setting.previous is None:
        return unresolved("relative to a time that the text does not give before it")
    options = match.rule.options
    if "days" in options:
        day = setting.previous + DAY * options["days"]
        return Resolved(day, day, Precision.DAY, f"counted from {setting.previous.isoformat()}, told before")
    return _counted(match, setting.previous, options["sign"], f"{setting.previous.isoformat()}, told before")


def _same(match: Match, setting: Setting) -> Resolved:
    if setting.previous is None:
        return unresolved("relative to a time that the text does not give before it")
    unit = match.value("unit")
    start, end = period(setting.previous, unit, 0)
    if setting.words[0] == "later":
        start = setting.previous
    elif setting.words[0] == "earlier":
        end = setting.previous
    return Resolved(start, end, precision_of(unit), f"period of {setting.previous.isoformat()}, told before")


OPERATIONS: Mapping[str, Operation] = {
    "ago": _ago,
    "ahead": _ahead,
    "clock": _clock,
    "dayname": _dayname,
    "edge": _edge,
    "later": _later,
    "overnight": _overnight,
    "rest": _rest,
    "same": _same,
    "shift": _shift,
    "sofar": _sofar,
    "unit": _unit,
    "unitbefore": _unitbefore,
    "vague": _vague,
    "weekday": _weekday,
    "weekend": _weekend,
    "window": _window,
    "within": _within,
}
