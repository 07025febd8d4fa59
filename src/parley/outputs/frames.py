"""Rows for pandas and Arrow: what a ledger answers, or what a reading holds, as a data frame."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from parley.ledger import StoredEvent, unstored
from parley.outputs import dyads, panel, writers
from parley.outputs import sheet as sheets
from parley.outputs.formats import Between, Count
from parley.outputs.listing import Row
from parley.outputs.sheet import Kind, Sheet
from parley.outputs.writers import MissingLibrary
from parley.records import Factuality, Reading

if TYPE_CHECKING:
    import pandas
    import pyarrow

__all__ = ["MissingLibrary", "dyad_week", "to_arrow", "to_pandas"]

_HELD: dict[Kind, Callable[[Reading], Iterable[Row]]] = {
    Kind.EVENTS: unstored.events,
    Kind.STATEMENTS: unstored.statements,
    Kind.COMMITMENTS: unstored.commitments,
    Kind.REPORTS: lambda reading: (unstored.report(reading),),
}


def to_arrow(rows: Iterable[Row] | Reading | Sheet, kind: Kind | str | None = None) -> pyarrow.Table:
    """Rows as a `pyarrow.Table` with typed columns, the same ones as in the other exports.

    Args:
        rows: rows of a ledger, all of one kind; a reading; or a sheet (a panel, POLECAT's columns).
        kind: `events`, `statements`, `commitments` or `reports`: what to take of a reading (events when not given), and
            which columns an answer without rows has.

    Raises:
        MissingLibrary: pyarrow is not installed.
        ValueError: `kind` is none of those, or there are no rows to tell it by.
    """
    writers.pyarrow()
    return writers.arrow(_sheet(rows, kind))


def to_pandas(rows: Iterable[Row] | Reading | Sheet, kind: Kind | str | None = None) -> pandas.DataFrame:
    """Rows as a `pandas.DataFrame`; days are `datetime64`. Takes what `to_arrow` takes.

    Raises:
        MissingLibrary: pandas or pyarrow is not installed.
        ValueError: as in `to_arrow`.
    """
    try:
        import pandas  # noqa: F401 - pyarrow makes the frame and says less clearly what is missing
    except ModuleNotFoundError as error:
        raise MissingLibrary("data frames need pandas: pip install 'parley[notebook]'") from error
    return to_arrow(rows, kind).to_pandas(date_as_object=False)


def dyad_week(
    events: Iterable[StoredEvent],
    *,
    count: Count | str = Count.QUAD,
    between: Between | str = Between.ACTORS,
    balanced: bool = False,
    one_a_day: bool = False,
) -> pandas.DataFrame:
    """Counts of events by ordered pair and week, one row each; see `parley.outputs.panel`.

    Args:
        events: the events; only actual ones are counted.
        count: `quad` or `type`.
        between: `actors` or `countries`.
        balanced: whether every pair has a row for every week from the first to the last of all.
        one_a_day: whether an event of one type between the same two counts once a day.

    Raises:
        MissingLibrary: pandas or pyarrow is not installed.
    """
    actual = (event for event in events if event.event.factuality is Factuality.ACTUAL)
    found = (dyad for event in actual for dyad in dyads.of(event))
    made = panel.make(
        dyads.one_dyad_a_day(found) if one_a_day else found,
        count=Count(count),
        between=Between(between),
        balanced=balanced,
    )
    return to_pandas(made.sheet)


def _sheet(rows: Iterable[Row] | Reading | Sheet, kind: Kind | str | None) -> Sheet:
    if isinstance(rows, Sheet):
        return rows
    wanted = None if kind is None else Kind(kind)
    if isinstance(rows, Reading):
        wanted = wanted or Kind.EVENTS
        if wanted not in _HELD:
            raise ValueError(f"a reading holds no {wanted}")
        return sheets.of(wanted, _HELD[wanted](rows))
    remaining: Iterable[Any] = iter(rows)
    if wanted is None:
        first = next(iter(remaining), None)
        if first is None:
            raise ValueError("there are no rows, so the kind must be given: to_pandas(rows, 'events')")
        wanted = sheets.kind_of(first)
        remaining = itertools.chain([first], remaining)
    return sheets.of(wanted, remaining)
