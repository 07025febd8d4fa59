"""From a matched expression to the days it may mean."""

from __future__ import annotations

from collections.abc import Mapping

from parley.times import absolute, relative
from parley.times.grammar import Match
from parley.times.setting import Operation, Resolved, Setting, unresolved

_OPERATIONS: Mapping[str, Operation] = {**absolute.OPERATIONS, **relative.OPERATIONS}


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


def is_operation(name: str) -> bool:
    """Whether `means = name` can be resolved."""
    return name == "none" or name in _OPERATIONS
