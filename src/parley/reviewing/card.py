"""A row as a reviewer sees it in a terminal: its report, its words where they stand, its main fields, its flags."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from parley.ledger import Fields
from parley.ledger.judgements import main_fields
from parley.outputs.rows import affected, name, passage, squeeze
from parley.records import Actor, Commitment, Event, Participant, Span, Statement
from parley.reviewing import context
from parley.reviewing.correcting import FIELDS, text
from parley.reviewing.queue import Shown

_STYLES = {"passage": "bold", "words": "bold reverse", "party": "bold cyan"}


def card(shown: Shown, place: str) -> RenderableType:
    """The whole card.

    Args:
        shown: the row.
        place: where it stands in the queue, in words.
    """
    head = Text(
        f"{place} · {shown.item.kind} {shown.item.row} · {shown.row.confidence} confidence", style="bold cyan"
    )
    return Group(head, _source(shown), Padding(_words(shown), (1, 2)), _fields(shown))


def _source(shown: Shown) -> Text:
    report = shown.reading.report
    day = report.published.isoformat() if report.published else "no date"
    parts = (day, report.title, report.publisher, report.name, f"trust {shown.reading.trust.score:.2f}")
    return Text(" · ".join(squeeze(part) for part in parts if part), style="dim")


def _words(shown: Shown) -> Text:
    """The passage with its neighbours: the passage bold, predicate or cue reversed, parties coloured."""
    report, anchor = shown.reading.report.text, shown.anchor
    start, end = context.around(report, anchor.first, anchor.last)
    # Each character is made harmless on its own, so that offsets stay what they are.
    plain = "".join(c if c.isprintable() else " " for c in report[start:end])
    made = Text(plain)
    for span in _passage(shown.row):
        made.stylize(_STYLES["passage"], max(span.start - start, 0), max(span.end - start, 0))
    for span in _parties(shown.row):
        if start <= span.start and span.end <= end:
            made.stylize(_STYLES["party"], span.start - start, span.end - start)
    if anchor.start > anchor.first or anchor.end < anchor.last:
        made.stylize(_STYLES["words"], max(anchor.start - start, 0), max(anchor.end - start, 0))
    lead = Text("… " if start else "")
    return lead.append_text(made).append(" …" if end < len(report) else "")


def _fields(shown: Shown) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    actors = {actor.id: actor for actor in shown.reading.actors}
    fields = main_fields(shown.row, actors)
    for field in FIELDS[shown.item.kind]:
        table.add_row(field, Text(_value(shown, fields, field, actors)))
    for label, said in _besides(shown):
        table.add_row(label, Text(said))
    return table


def _value(shown: Shown, fields: Fields, field: str, actors: dict[str, Actor]) -> str:
    who = getattr(shown.row, field, None)
    if isinstance(who, Participant):
        who = (who,)
    if isinstance(who, tuple) and who:
        return "; ".join(_party(p, actors) for p in who)
    return squeeze(text(fields, field))


def _party(participant: Participant, actors: dict[str, Actor]) -> str:
    """A party with its codes, and with the words of the report where they are others."""
    known = name(participant, actors)
    words = squeeze(participant.span.text)
    return known if words.casefold() in known.casefold() else f"{known}, “{words}”"


def _besides(shown: Shown) -> Iterable[tuple[str, str]]:
    row = shown.row
    if isinstance(row, Event):
        if row.affected:
            yield "affected", "; ".join(affected(group) for group in row.affected)
        if row.place:
            yield "place", squeeze(row.place.name)
        if row.condition:
            yield "condition", passage(row.condition, 200)
    if isinstance(row, Commitment):
        yield "that", passage(row.consequent)
        if row.antecedent:
            yield "condition", passage(row.antecedent)
    if isinstance(row, Statement):
        yield "said", passage(row.content)
    yield "because", squeeze(row.reason)
    for flag in shown.flags:
        yield f"flag, {flag.severity}", f"{flag.kind}: {squeeze(flag.reason)}"


def _passage(row: Event | Statement | Commitment) -> tuple[Span, ...]:
    if isinstance(row, Event):
        return (row.sentence,)
    return row.content if isinstance(row, Statement) else (*row.antecedent, *row.consequent)


def _parties(row: Event | Statement | Commitment) -> tuple[Span, ...]:
    if isinstance(row, Event):
        return tuple(p.span for p in (*row.source, *row.target))
    if isinstance(row, Statement):
        return (row.speaker.span,) if row.speaker else ()
    return tuple(p.span for p in (*row.debtor, *row.creditor))
