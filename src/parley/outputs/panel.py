"""A dyad-week panel: how many events of each kind one party directed at another in a week."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parley import codebook
from parley.ledger import Party
from parley.outputs.dyads import Dyad, day_of
from parley.outputs.formats import Between, Count
from parley.outputs.listing import Cells
from parley.outputs.sheet import Sheet, Type

_WEEK = datetime.timedelta(7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A panel, and how many dyads of events had no place in it."""

    sheet: Sheet
    nobody: int
    """Dyads without a source or a target (between countries: without a country on either side)."""
    undated: int
    """Dyads without any day."""


_Cell = tuple[str, str, datetime.date]


def make(dyads: Iterable[Dyad], *, count: Count, between: Between, balanced: bool) -> Panel:
    """Counts dyads by ordered pair and week.

    Args:
        dyads: what to count.
        count: whether to count by quad class or by event type.
        between: whether actors or countries make the pairs.
        balanced: whether every pair has a row for every week from the first to the last of all, with zeros.
    """
    counts: dict[_Cell, Counter[str]] = {}
    names: dict[str, str] = {}
    seen: set[str] = set()
    nobody = undated = 0
    for dyad in dyads:
        one, other = _key(dyad.source, between), _key(dyad.target, between)
        day = day_of(dyad.event)
        if one is None or other is None:
            nobody += 1
        elif day is None:
            undated += 1
        else:
            for key, party in ((one, dyad.source), (other, dyad.target)):
                names.setdefault(key, party.name if party and between is Between.ACTORS else key)
            event = dyad.event.event
            label = event.type if count is Count.TYPE else event.quad or "other"
            seen.add(label)
            counts.setdefault((one, other, monday(day)), Counter())[label] += 1
    labels = _labels(count, seen)
    cells = _every(counts) if balanced else sorted(counts, key=lambda c: (c[2], c[0], c[1]))
    sheet = Sheet(columns=_columns(labels), rows=_rows(cells, counts, names, labels))
    return Panel(sheet=sheet, nobody=nobody, undated=undated)


def monday(day: datetime.date) -> datetime.date:
    """The Monday of a day's week (ISO 8601)."""
    return day - datetime.timedelta(day.weekday())


def brief(sheet: Sheet) -> Sheet:
    """A panel as it fits a terminal: pairs by name, and only what occurs."""
    counted = [name for name, kind in sheet.columns.items() if kind is Type.INTEGER and name != "total"]

    def rows() -> Iterator[Cells]:
        for row in sheet.rows:
            found = (f"{row[name]} {name.replace('_', ' ')}" for name in counted if row[name])
            who = f"{row['source_name']} → {row['target_name']}"
            yield {"week": row["week"], "who": who, "events": ", ".join(found), "total": row["total"]}

    columns = {"week": Type.DAY, "who": Type.TEXT, "events": Type.TEXT, "total": Type.INTEGER}
    return Sheet(columns=columns, rows=rows())


def _key(party: Party | None, between: Between) -> str | None:
    if party is None:
        return None
    return party.key if between is Between.ACTORS else party.country


def _labels(count: Count, seen: set[str]) -> list[str]:
    """What is counted, whether or not it occurs, so that panels of one kind have the same columns."""
    types = codebook.load().types
    usual = list(types) if count is Count.TYPE else [entry.quad or "" for entry in types.values()]
    return [*sorted({*usual} - {""}), *sorted(seen - {*usual})]


def _columns(labels: Sequence[str]) -> dict[str, Type]:
    texts = dict.fromkeys(("source", "source_name", "target", "target_name"), Type.TEXT)
    numbers = dict.fromkeys((*map(_column, labels), "total"), Type.INTEGER)
    return {"week": Type.DAY, **texts, **numbers}


def _column(label: str) -> str:
    """A label as the name of a column."""
    return label.lower().replace(" ", "_").replace("-", "_")


def _every(counts: Iterable[_Cell]) -> Iterator[_Cell]:
    """Every pair in every week, by week."""
    found = list(counts)
    if not found:
        return
    pairs = sorted({(one, other) for one, other, _ in found})
    week, last = min(c[2] for c in found), max(c[2] for c in found)
    while week <= last:
        for one, other in pairs:
            yield one, other, week
        week += _WEEK


def _rows(
    cells: Iterable[_Cell], counts: dict[_Cell, Counter[str]], names: dict[str, str], labels: Sequence[str]
) -> Iterator[Cells]:
    nothing: Counter[str] = Counter()
    for cell in cells:
        one, other, week = cell
        found = counts.get(cell, nothing)
        yield {
            "week": week,
            "source": one,
            "source_name": names[one],
            "target": other,
            "target_name": names[other],
            **{_column(label): found[label] for label in labels},
            "total": found.total(),
        }
