"""How far people who judge the same rows agree, with each other and with the machine: Krippendorff's alpha.

Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): alpha is 1 when all agree, 0 when they agree as
often as by chance; below about .67 he advises against conclusions. Nominal data; any number of judges, any of them may
have left out any row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from parley.ledger import Days, Fields, Filter, Ledger, Named, Review, RowKind, Verdict
from parley.records import Record
from parley.reviewing.correcting import FIELDS

MACHINE = "the machine"


class Agreement(Record, frozen=True, kw_only=True):
    """Agreement on one question among some judges."""

    kind: RowKind
    about: str
    """"row" (whether the report says it at all), or a main field of rows that they kept."""
    coders: tuple[str, ...]
    rows: int
    """Rows that at least two of them judged."""
    agree: float | None
    """Share of pairs of judgements of one row that are the same."""
    alpha: float | None
    """`None` where it is not defined: nothing judged twice, or never but one value."""


def alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha of nominal data; `None` when nothing was judged twice or all values are the same.

    Args:
        units: for each thing judged, the values that judges gave it; who gave none is left out.
    """
    pairable = [Counter(values) for values in units if len(values) > 1]
    total = sum(unit.total() for unit in pairable)
    overall: Counter[Hashable] = sum(pairable, Counter())
    # Pairs of different values, within units and among all: their ratio is disagreement observed over expected.
    expected = total * total - sum(n * n for n in overall.values())
    if not expected:
        return None
    observed = sum((u.total() ** 2 - sum(n * n for n in u.values())) / (u.total() - 1) for u in pairable)
    return 1 - (total - 1) * observed / expected


def share(units: Iterable[Sequence[Hashable]]) -> float | None:
    """Share of pairs of judgements of one unit that are the same."""
    pairs = [one == other for values in units for one, other in combinations(values, 2)]
    return sum(pairs) / len(pairs) if pairs else None


def measure(ledger: Ledger, asked: Filter | None = None) -> list[Agreement]:
    """Agreement in a ledger by kind of row, judges and question.

    Judges are the reviewers together, each two of them where there are more, and each with the machine. A reviewer's latest
    standing review of a row counts, orphaned ones included: what two people said of the same words can be compared
    whatever is read there now.
    """
    report = asked.report if asked else None
    judged: dict[RowKind, dict[Hashable, dict[str, Review]]] = {}
    for review in ledger.reviews(report=report):
        if review.undone is None:
            judged.setdefault(review.kind, {}).setdefault(_unit(review), {})[review.reviewer] = review
    found = []
    for kind in RowKind:
        rows = list(judged.get(kind, {}).values())
        names = sorted({name for row in rows for name in row})
        groups: list[tuple[str, ...]] = [tuple(names)] if len(names) > 1 else []
        groups += list(combinations(names, 2)) if len(names) > 2 else []
        groups += [(name, MACHINE) for name in names]
        found += [
            _agreement(kind, about, group, rows) for group in groups for about in ("row", *FIELDS[kind])
        ]
    return found


def _unit(review: Review) -> Hashable:
    """What a review is about: its row, or the words where there is none any more."""
    if review.row is not None:
        return review.report.key, review.row
    return review.report.key, review.run, review.seen


def _agreement(
    kind: RowKind, about: str, coders: tuple[str, ...], rows: Sequence[Mapping[str, Review]]
) -> Agreement:
    units = [unit for row in rows if len(unit := _values(about, coders, row)) > 1]
    return Agreement(
        kind=kind, about=about, coders=coders, rows=len(units), agree=share(units), alpha=alpha(units)
    )


def _values(about: str, coders: Sequence[str], row: Mapping[str, Review]) -> list[Hashable]:
    """What each judge said of a row; those who did not judge it, or hold that it is none, say nothing of its fields."""
    given = [row[name] for name in coders if name in row]
    if about == "row":
        values: list[Hashable] = [review.verdict is not Verdict.REJECT for review in given]
        return [*values, True] if MACHINE in coders else values
    kept = [review for review in given if review.verdict is not Verdict.REJECT]
    values = [_value(review.settled, about) for review in kept]
    return [*values, _value(kept[0].judged, about)] if MACHINE in coders and kept else values


def _value(given: Fields, about: str) -> Hashable:
    value: Any = getattr(given, about)
    if isinstance(value, Named):
        return value.key
    if isinstance(value, Days):
        return value.start, value.end
    if isinstance(value, tuple):
        return frozenset(named.key for named in value)
    return None if value is None else str(value)
