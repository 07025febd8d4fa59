"""What an expression is read against, and what comes out of reading it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from parley.records import Precision
from parley.times.grammar import Grammar, Match

Date = datetime.date
UNDATED = "relative to a publication date that is not known"


class Direction(StrEnum):
    """Where an incomplete date lies, as the tense of its clause shows it."""

    PAST = "past"
    FUTURE = "future"
    NEAR = "near"
    """Plain present: news announces with it ("talks resume on Friday"), and tells what is always so."""


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


def unresolved(reason: str) -> Resolved:
    """A time that cannot be put on the calendar, with why."""
    return Resolved(None, None, Precision.UNKNOWN, reason)


def impossible(reason: str) -> Resolved:
    """A date that the calendar does not have, with why."""
    return Resolved(None, None, Precision.UNKNOWN, reason, impossible=True)


Operation = Callable[[Match, Setting], Resolved | None]
"""Reads one kind of expression; `None` when the words turn out to be no date."""
