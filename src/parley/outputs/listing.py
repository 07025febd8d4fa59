"""Rows of a ledger as lists: a table for people, CSV for spreadsheets, JSON lines for programs."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

import msgspec

from parley.ledger import (
    Days,
    Fields,
    Mark,
    Named,
    Party,
    Rejection,
    Review,
    Standing,
    StoredCommitment,
    StoredEvent,
    StoredReport,
    StoredStatement,
)
from parley.ledger.judgements import set_fields
from parley.outputs.rows import affected, passage, squeeze, when

if TYPE_CHECKING:
    from rich.console import Console

Cells = dict[str, Any]
"""Columns of a row by name; numbers, days and text."""
Row = StoredReport | StoredEvent | StoredStatement | StoredCommitment | Rejection | Review | Cells

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""First characters by which a spreadsheet takes a cell for a formula (OWASP, CSV injection)."""
_KEY = 8
"""Characters of a report's key that a table shows; questions take the beginning of a key."""
_WORDS = 120
"""Characters of a passage in a table."""
_WIDE = frozenset({"words", "context", "title", "detail", "name", "who", "condition", "changed", "coders"})
"""Columns of a table that give way when the terminal is narrow."""
_STACKED = frozenset({"type", "kind", "verdict", "by"})
"""Columns of a table whose values we set below each other."""


def head(rows: Iterable[Row], most: int | None) -> Iterable[Row]:
    """At most so many rows."""
    return itertools.islice(rows, most)


def json_lines(rows: Iterable[Row], stream: TextIO, context: Callable[[Row], str] | None = None) -> int:
    """Writes one JSON object per row, with the whole record; the number of rows.

    Args:
        rows: what to write.
        stream: where to.
        context: gives the sentences around a row, for one more key `context`.
    """
    count = 0
    for row in rows:
        found: Any = row
        if isinstance(row, Review):
            found = {**msgspec.to_builtins(row), "standing": row.standing}
        elif context is not None:
            found = {**msgspec.to_builtins(row), "context": context(row)}
        stream.write(json_line(found))
        count += 1
    return count


def json_line(value: Any) -> str:
    """A value as one line of JSON; what a terminal would act on, or a program take for a line end, is escaped."""
    return _ACTIVE.sub(lambda found: f"\\u{ord(found[0]):04x}", msgspec.json.encode(value).decode()) + "\n"


_ACTIVE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def table(rows: Iterable[Row], console: Console, context: Callable[[Row], str] | None = None) -> int:
    """Prints a table in the width of the terminal: what matters most of each row; the number of rows.

    Args:
        rows: what to print.
        console: where to.
        context: gives the sentences around a row, to show in place of its words.
    """
    from rich.table import Table
    from rich.text import Text

    made: Table | None = None
    count = 0
    for row in rows:
        found = brief(row)
        if context is not None and "words" in found:
            found = {("context" if c == "words" else c): v for c, v in found.items()}
            found["context"] = context(row)
        if made is None:
            made = Table(box=None, pad_edge=False, header_style="bold")
            for column in found:
                made.add_column(column, no_wrap=column not in _WIDE, overflow="fold")
        made.add_row(*(Text(_short(column, value)) for column, value in found.items()))
        count += 1
    if made is not None:
        console.print(made)
    return count


def brief(row: Row) -> Cells:
    """The columns of a row that fit a terminal."""
    every = cells(row)
    if isinstance(row, StoredReport):
        shown = ("published", "title", "publisher", "agency", "source", "report")
        return {column: every[column] for column in shown}
    if isinstance(row, StoredEvent):
        notes = [every["mode"], "" if every["factuality"] == "actual" else every["factuality"]]
        who = " → ".join(filter(None, (every["by"] or "someone", every["on"])))
        return {
            "day": every["day"] or f"({every['published'] or ''})",
            "type": "\n".join(filter(None, (row.event.type, *notes))),
            "who": who,
            "words": every["words"],
            "report": row.report.key,
        }
    if isinstance(row, StoredStatement):
        who = " → ".join(filter(None, (every["speaker"] or "someone", every["addressees"])))
        act = {"published": every["published"], "act": every["act"], "who": who}
        return {**act, "words": every["words"], "report": row.report.key}
    if isinstance(row, StoredCommitment):
        who = " → ".join(filter(None, (every["debtors"] or "someone", every["creditors"])))
        kind = f"{every['kind']}\n{every['status']}"
        bound = {"published": every["published"], "kind": kind, "who": who, "words": every["words"]}
        return {**bound, "condition": every["condition"], "report": row.report.key}
    if isinstance(row, Review):
        standing = "" if row.standing is Standing.COUNTS else every["standing"]
        return {
            "number": row.number,
            "verdict": "\n".join(filter(None, (every["verdict"], standing))),
            "kind": f"{row.kind}\n{row.type}",
            "words": row.words,
            "changed": every["changed"],
            "by": f"{row.reviewer}\n{row.made.date()}",
            "report": row.report.key,
        }
    if isinstance(row, Rejection):
        return {column: every[column] for column in ("name", "stage", "code", "detail")}
    return every


def cells(row: Row) -> Cells:
    """The columns of a row."""
    if isinstance(row, StoredReport):
        return _report(row)
    if isinstance(row, StoredEvent):
        return _event(row)
    if isinstance(row, StoredStatement):
        return _statement(row)
    if isinstance(row, StoredCommitment):
        return _commitment(row)
    if isinstance(row, Review):
        return _review(row)
    if isinstance(row, Rejection):
        return {
            "name": row.name,
            "stage": row.stage,
            "code": row.code,
            "detail": row.detail,
            "run": row.run,
        }
    return dict(row)


def safe(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: text on one line, marked where it begins like one."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    text = squeeze(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _report(row: StoredReport) -> Cells:
    return {
        "report": row.key,
        "published": row.published,
        "title": row.title,
        "publisher": row.publisher,
        "url": row.url,
        "agency": row.origin,
        "source": row.source,
        "trust": row.trust,
        "name": row.name,
        "run": row.run,
    }


def _event(row: StoredEvent) -> Cells:
    event = row.event
    place, date = event.place, event.date
    return {
        "day": when(date),
        "start_day": date.start if date else None,
        "end_day": date.end if date else None,
        "type": event.type,
        "mode": event.mode,
        "quad": event.quad,
        "factuality": str(event.factuality),
        "by": _names(row.parties, "source"),
        "by_codes": _codes(row.parties, "source"),
        "on": _names(row.parties, "target"),
        "on_codes": _codes(row.parties, "target"),
        "affected": "; ".join(affected(group) for group in event.affected),
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "condition": passage(event.condition, 10_000),
        "words": event.sentence.text,
        "start": event.sentence.start,
        "end": event.sentence.end,
        "confidence": str(event.confidence),
        "reason": event.reason,
        "rule": event.made_by.rule,
        **_decided(row.review),
        "row": event.id,
        **_of(row.report),
    }


def _statement(row: StoredStatement) -> Cells:
    statement = row.statement
    return {
        "speaker": _names(row.parties, "speaker"),
        "speaker_codes": _codes(row.parties, "speaker"),
        "act": str(statement.act),
        "kind": str(statement.kind),
        "hedged": "yes" if statement.hedged else "no",
        "addressees": _names(row.parties, "addressee"),
        "through": _names(row.parties, "relay"),
        "words": passage(statement.content, 100_000),
        "start": min((s.start for s in statement.content), default=None),
        "end": max((s.end for s in statement.content), default=None),
        "confidence": str(statement.confidence),
        "reason": statement.reason,
        "rule": statement.made_by.rule,
        **_decided(row.review),
        "row": statement.id,
        **_of(row.report),
    }


def _commitment(row: StoredCommitment) -> Cells:
    commitment = row.commitment
    return {
        "kind": str(commitment.kind),
        "status": str(commitment.status),
        "strength": str(commitment.strength),
        "debtors": _names(row.parties, "debtor"),
        "debtor_codes": _codes(row.parties, "debtor"),
        "creditors": _names(row.parties, "creditor"),
        "creditor_codes": _codes(row.parties, "creditor"),
        "words": passage(commitment.consequent, 100_000),
        "condition": passage(commitment.antecedent, 100_000),
        "deadline": when(commitment.deadline),
        "start": min((s.start for s in commitment.consequent), default=None),
        "end": max((s.end for s in commitment.consequent), default=None),
        "confidence": str(commitment.confidence),
        "reason": commitment.reason,
        "rule": commitment.made_by.rule,
        **_decided(row.review),
        "row": commitment.id,
        **_of(row.report),
    }


def _decided(review: Mark | None) -> Cells:
    """Columns that say what a person decided about a row."""
    return {
        "verdict": review.verdict if review else None,
        "reviewer": review.reviewer if review else None,
    }


def _review(row: Review) -> Cells:
    return {
        "number": row.number,
        "verdict": str(row.verdict),
        "kind": str(row.kind),
        "type": row.type,
        "words": row.words,
        "start": row.start,
        "end": row.end,
        "reviewer": row.reviewer,
        "made": row.made.isoformat(timespec="seconds"),
        "standing": str(row.standing),
        "undone": row.undone.isoformat(timespec="seconds") if row.undone else None,
        "judged": _main(row.judged),
        "changed": _main(row.changed),
        "note": row.note,
        "row": row.row,
        **_of(row.report),
    }


def _main(given: Fields) -> str:
    """Main fields in one line: "type ASSAULT, target Gorth". The quad class follows from the type."""
    told = {name: value for name, value in set_fields(given).items() if name != "quad"}
    return ", ".join(f"{name} {_plain(value)}" for name, value in told.items())


def _plain(value: Any) -> str:
    if isinstance(value, Named):
        return value.name
    if isinstance(value, Days):
        return str(value.start) if value.start == value.end else f"{value.start} to {value.end}"
    if isinstance(value, tuple):
        return "; ".join(named.name for named in value) or "nobody"
    return "none" if value is None else str(value)


def _of(report: StoredReport) -> Cells:
    """Columns that say which report a row is from."""
    known = _report(report)
    return {column: known[column] for column in _REPORT}


_REPORT = ("report", "published", "publisher", "url", "source", "name", "run")


def _names(parties: Sequence[Party], role: str) -> str:
    return "; ".join(dict.fromkeys(squeeze(p.name) for p in parties if p.role == role))


def _codes(parties: Sequence[Party], role: str) -> str:
    found = (" ".join(filter(None, (p.country, *p.sectors))) for p in parties if p.role == role)
    return "; ".join(dict.fromkeys(code for code in found if code))


def _short(column: str, value: Any) -> str:
    """A cell as a table shows it."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = (
        "\n".join(squeeze(part) for part in str(value).split("\n"))
        if column in _STACKED
        else squeeze(str(value))
    )
    if column in ("report", "source"):
        return text[:_KEY]
    if column == "context":
        return text
    return text if len(text) <= _WORDS else text[: _WORDS - 1] + "…"
