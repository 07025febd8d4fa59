"""A sheet: typed columns and rows of cells, which every export is made of before it is written in some format."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from parley.ledger import Rejection, Review, StoredCommitment, StoredEvent, StoredReport, StoredStatement
from parley.outputs.listing import Cells, Row, cells


class Type(StrEnum):
    """What a column holds; any cell may also be empty (`None`)."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Columns by name, and rows with a cell for each of them."""

    columns: dict[str, Type]
    rows: Iterable[Cells]

    def head(self, most: int | None) -> Sheet:
        """At most so many rows."""
        return replace(self, rows=itertools.islice(self.rows, most))


class Kind(StrEnum):
    """What rows are about."""

    EVENTS = "events"
    STATEMENTS = "statements"
    COMMITMENTS = "commitments"
    REPORTS = "reports"
    REJECTIONS = "rejections"
    REVIEWS = "reviews"
    AGREEMENT = "agreement"


KINDS: dict[Kind, type] = {
    Kind.EVENTS: StoredEvent,
    Kind.STATEMENTS: StoredStatement,
    Kind.COMMITMENTS: StoredCommitment,
    Kind.REPORTS: StoredReport,
    Kind.REJECTIONS: Rejection,
    Kind.REVIEWS: Review,
    Kind.AGREEMENT: dict,
}

_OF_A_REPORT = "report published publisher url source name run"
_NAMES: dict[Kind, str] = {
    Kind.EVENTS: "day start_day end_day type mode quad factuality by by_codes on on_codes affected place place_country "
    f"latitude longitude condition words start end confidence reason rule verdict reviewer row {_OF_A_REPORT}",
    Kind.STATEMENTS: "speaker speaker_codes act kind hedged addressees through words start end confidence reason rule "
    f"verdict reviewer row {_OF_A_REPORT}",
    Kind.COMMITMENTS: "kind status strength debtors debtor_codes creditors creditor_codes words condition deadline "
    f"start end confidence reason rule verdict reviewer row {_OF_A_REPORT}",
    Kind.REPORTS: "report published title publisher url agency source trust name run",
    Kind.REJECTIONS: "name stage code detail run",
    Kind.REVIEWS: "number verdict kind type words start end reviewer made standing undone judged changed note row "
    f"{_OF_A_REPORT}",
    Kind.AGREEMENT: "kind about coders rows agree alpha",
}
"""Columns of each kind, as `listing.cells` gives them; known here so that an export without rows has them too."""
_TYPES = {
    **dict.fromkeys(("start", "end", "number", "rows"), Type.INTEGER),
    **dict.fromkeys(("latitude", "longitude", "trust"), Type.NUMBER),
    **dict.fromkeys(("start_day", "end_day", "published"), Type.DAY),
}


def columns(kind: Kind) -> dict[str, Type]:
    """The columns of a kind of rows."""
    return {name: _TYPES.get(name, Type.TEXT) for name in _NAMES[kind].split()}


def kind_of(row: Row) -> Kind:
    """What a row is about."""
    return next(kind for kind, record in KINDS.items() if isinstance(row, record))


def of(kind: Kind, rows: Iterable[Row], context: Callable[[Row], str] | None = None) -> Sheet:
    """Rows of a ledger as a sheet.

    Args:
        kind: what the rows are about.
        rows: the rows, all of that kind.
        context: gives the sentences around a row, for one more column `context`.
    """
    named = columns(kind)
    if context is None:
        return Sheet(columns=named, rows=(cells(row) for row in rows))

    def wider(around: Callable[[Row], str]) -> Iterator[Cells]:
        for row in rows:
            yield {**cells(row), "context": around(row)}

    return Sheet(columns={**named, "context": Type.TEXT}, rows=wider(context))
