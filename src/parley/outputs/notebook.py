"""Readings and rows of a ledger as a notebook shows them: the text with its rows marked, and tables.

Everything that comes from a report is escaped, and nothing of it becomes a link. Styles stand at their elements, as
notebooks drop style sheets of outputs that they do not trust.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from parley.ledger import StoredEvent
from parley.outputs import rows as words
from parley.outputs.listing import Cells, Row, brief, cells
from parley.records import Actor, Reading, Span

_MOST = 200
"""Rows of a table shown; more would make a notebook slow."""
_LONGEST = 20_000
"""Characters of a report's text shown."""
_QUADS = {
    "verbal cooperation": "#d5e8d4",
    "material cooperation": "#a6d5a3",
    "verbal conflict": "#fbe0c3",
    "material conflict": "#f5b7b1",
}
"""Backgrounds of events by quad class."""
_OTHER = "#e1e1e1"
_SAID = "text-decoration:underline #6c8ebf 2px;text-underline-offset:3px"
_BOUND = "border-bottom:2px dotted #9673a6"
_CELL = "padding:2px 8px;text-align:left;vertical-align:top"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A passage to set off, how, and what it is."""

    span: Span
    style: str
    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Rows of a ledger as a notebook shows them: `show(ledger.events())` as the last line of a cell."""

    rows: tuple[Row, ...]

    def _repr_html_(self) -> str:
        return _table([brief(row) for row in self.rows[:_MOST]], len(self.rows))

    def __repr__(self) -> str:
        return f"{len(self.rows):,} rows"


def show(rows: Iterable[Row]) -> Shown:
    """Rows of a ledger as a table in a notebook.

    Args:
        rows: the rows; all are held in memory, the first two hundred are shown.
    """
    return Shown(tuple(rows))


def reading(whole: Reading) -> str:
    """A reading as HTML: what the report is, its text with events, statements and commitments marked, and its rows."""
    actors = {actor.id: actor for actor in whole.actors}
    known = whole.report
    about = [
        known.publisher,
        known.published and known.published.isoformat(),
        f"trust {whole.trust.score:.2f} of 1",
    ]
    flags = "".join(f"<li>{_safe(f'{f.kind}: {f.reason}')}</li>" for f in whole.flags)
    return (
        '<div style="max-width:60em">'
        f'<p style="margin:0"><b>{_safe(known.title or known.name)}</b><br>'
        f"{_safe(' · '.join(str(part) for part in about if part))}</p>"
        f"{f'<ul>{flags}</ul>' if flags else ''}"
        f"{_KEY}{text(known.text, marks(whole, actors))}{_sections(whole, actors)}</div>"
    )


def row(stored: Row) -> str:
    """A row of a ledger as HTML: its columns, those that say nothing left out."""
    found = {name: value for name, value in cells(stored).items() if value not in (None, "")}
    lines = "".join(
        f'<tr><th style="{_CELL}">{_safe(name)}</th><td style="{_CELL}">{_value(stored, name, value)}</td></tr>'
        for name, value in found.items()
    )
    return f"<table><tbody>{lines}</tbody></table>"


def text(whole: str, found: Sequence[_Mark]) -> str:
    """A text as HTML with passages set off; where they overlap, all their styles hold."""
    shown = whole[:_LONGEST]
    cuts = {0, len(shown)}
    for mark in found:
        cuts |= {min(mark.span.start, len(shown)), min(mark.span.end, len(shown))}
    places = sorted(cuts)
    pieces = []
    for start, end in pairwise(places):
        here = [mark for mark in found if mark.span.start <= start and end <= mark.span.end]
        piece = escape("".join(c if c.isprintable() or c == "\n" else " " for c in shown[start:end]))
        if here:
            style = ";".join(dict.fromkeys(mark.style for mark in here))
            title = _safe(" | ".join(dict.fromkeys(mark.label for mark in here)))
            piece = f'<span style="{style}" title="{title}">{piece}</span>'
        pieces.append(piece)
    cut = " […]" if len(whole) > len(shown) else ""
    style = (
        "white-space:pre-wrap;max-height:30em;overflow:auto;border:1px solid #ccc;padding:8px;margin:8px 0"
    )
    return f'<div style="{style}">{"".join(pieces)}{cut}</div>'


def marks(whole: Reading, actors: Mapping[str, Actor]) -> list[_Mark]:
    """The passages of a reading's rows."""
    known = dict(actors)
    found = [
        _Mark(
            span=event.predicate,
            style=_background(event.quad),
            label=f"{words.event_head(event, known)} [{event.factuality}]",
        )
        for event in whole.events
    ]
    for said in whole.statements:
        label = words.statement_head(said, known)
        found += [_Mark(span=span, style=_SAID, label=label) for span in said.content]
    for bound in whole.commitments:
        label = words.commitment_head(bound, known)
        found += [_Mark(span=span, style=_BOUND, label=label) for span in bound.consequent]
    return found


def _background(quad: str | None) -> str:
    # The letters are dark on every background, also in a notebook with a dark theme.
    return f"background:{_QUADS.get(quad or '', _OTHER)};color:#111"


_KEY = (
    '<p style="margin:4px 0;font-size:90%">'
    + " ".join(f'<span style="{_background(quad)}">{quad}</span>' for quad in _QUADS)
    + f' <span style="{_SAID}">said</span> <span style="{_BOUND}">promised, threatened, demanded</span></p>'
)


def _sections(whole: Reading, actors: dict[str, Actor]) -> str:
    events = [
        {
            "type": event.type,
            "who": words.event_head(event, actors).partition(": ")[2],
            "notes": "; ".join(words.event_notes(event)),
            "words": words.passage([event.sentence]),
            "confidence": str(event.confidence),
        }
        for event in whole.events
    ]
    statements = [
        {"who": words.statement_head(said, actors), "words": words.passage(said.content)}
        for said in whole.statements
    ]
    commitments = [
        {
            "what": words.commitment_head(bound, actors),
            "words": words.passage(bound.consequent),
            "condition": words.passage(bound.antecedent),
            "deadline": words.when(bound.deadline),
        }
        for bound in whole.commitments
    ]
    named: dict[str, list[Cells]] = {"Events": events, "Statements": statements, "Commitments": commitments}
    return "".join(f"<p><b>{name}</b></p>{_table(rows, len(rows))}" for name, rows in named.items() if rows)


def _table(rows: Sequence[Cells], total: int) -> str:
    if not rows:
        return "<p>no rows</p>"
    head = "".join(f'<th style="{_CELL}">{_safe(name)}</th>' for name in rows[0])
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{_safe(value)}</td>' for value in found.values()) + "</tr>"
        for found in rows
    )
    more = f"<p>… and {total - len(rows):,} more</p>" if total > len(rows) else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _value(stored: Row, name: str, value: Any) -> str:
    """A cell of one row; in the words of an event, its predicate is set off."""
    if name != "words" or not isinstance(stored, StoredEvent):
        return _safe(value)
    event = stored.event
    start, end = (place - event.sentence.start for place in (event.predicate.start, event.predicate.end))
    whole = event.sentence.text
    if not 0 <= start < end <= len(whole):
        return _safe(value)
    style = _background(event.quad)
    return (
        f'{_safe(whole[:start])} <span style="{style}">{_safe(whole[start:end])}</span> {_safe(whole[end:])}'
    )


def _safe(value: Any) -> str:
    """A value as text that no browser takes for markup."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "<br>".join(escape(words.squeeze(line)) for line in str(value).split("\n"))
