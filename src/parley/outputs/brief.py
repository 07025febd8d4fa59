"""The brief: a reading as text for a person, warnings first, each row with the words it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from parley.outputs import rows
from parley.records import Actor, Confidence, Reading, Severity, Span, Statement

WIDEST = 100
"""Columns a line may take in a wide terminal; longer lines are hard to read."""

_SEVERITY_STYLE = {Severity.HIGH: "bold red", Severity.MEDIUM: "yellow", Severity.LOW: "dim"}
_SEVERITY_ORDER = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)


@dataclass(frozen=True, slots=True)
class _Row:
    """A paragraph that is set in under its section."""

    text: Text


def render(reading: Reading, console: Console) -> None:
    """Prints the brief of `reading` on `console`, in at most `WIDEST` columns."""
    width = min(console.width, WIDEST)
    for block, indent in _blocks(reading):
        for line in block.wrap(console, max(width - indent, 1)):
            line.rstrip()
            console.print(Text(" " * indent).append_text(line), highlight=False, soft_wrap=True)


def _blocks(reading: Reading) -> Iterator[tuple[Text, int]]:
    """The brief's paragraphs, each with the columns it is set in by."""
    for block in _lines(reading):
        yield (block.text, 2) if isinstance(block, _Row) else (block, 0)


def _lines(reading: Reading) -> Iterator[Text | _Row]:
    actors = {actor.id: actor for actor in reading.actors}
    yield from _heading(reading)
    yield from _warnings(reading)
    yield from _events(reading, actors)
    yield from _statements(reading, actors)
    yield from _commitments(reading, actors)
    notes = rows.unclear(reading)
    if notes:
        yield _section("What remains unclear")
        for note in notes:
            yield _row(Text(note), [], None)
    yield Text("")


def _heading(reading: Reading) -> Iterator[Text]:
    report = reading.report
    title = report.title or rows.passage([_first_line(reading)], 90)
    yield Text(rows.squeeze(title), style="bold")
    about = [
        rows.squeeze(report.publisher) if report.publisher else None,
        f"published {report.published.isoformat()}" if report.published else "publication date not known",
        f"{len(report.text.split()):,} words",
        None if report.name == "-" else rows.squeeze(report.name),
    ]
    yield Text(" · ".join(part for part in about if part), style="dim")
    reasons = f": {'; '.join(reading.trust.reasons)}" if reading.trust.reasons else ""
    yield Text(rows.squeeze(f"Trust {reading.trust.score:.2f} of 1{reasons}"))


def _warnings(reading: Reading) -> Iterator[Text | _Row]:
    if not reading.flags:
        return
    yield _section("Warnings")
    ordered = sorted(reading.flags, key=lambda flag: _SEVERITY_ORDER.index(flag.severity))
    for flag in ordered:
        head = Text(f"{flag.kind}: ", style=_SEVERITY_STYLE[flag.severity])
        head.append(rows.squeeze(flag.reason), style="default")
        yield _row(head, [rows.passage(flag.spans, 200)] if flag.spans else [], None)


def _events(reading: Reading, actors: dict[str, Actor]) -> Iterator[Text | _Row]:
    statements = {s.id for s in reading.statements}
    happened = [e for e in reading.events if not statements.intersection(e.rows)]
    yield _section("What happened")
    if not happened:
        yield _row(Text("Nothing the codebook knows, apart from what was said.", style="dim"), [], None)
    by_id = {s.id: s for s in reading.statements}
    for event in happened:
        head = Text(rows.event_head(event, actors), style="bold")
        notes = rows.event_notes(event)
        if event.said_in in by_id:
            notes.append(_according(by_id[event.said_in], actors))
        if notes:
            head.append(f"  [{'; '.join(notes)}]", style="not bold")
        yield _row(head, [rows.passage([event.sentence])], event.confidence)


def _according(statement: Statement, actors: dict[str, Actor]) -> str:
    if statement.speaker is None:
        return "as somebody said"
    return f"as {rows.name(statement.speaker, actors)} said"


def _statements(reading: Reading, actors: dict[str, Actor]) -> Iterator[Text | _Row]:
    if not reading.statements:
        return
    types = {e.id: e.type for e in reading.events}
    yield _section("What was said")
    for statement in reading.statements:
        head = Text(rows.statement_head(statement, actors), style="bold")
        coded = sorted({types[i] for i in statement.rows if i in types})
        if coded:
            head.append(f"  {', '.join(coded)}", style="not bold")
        yield _row(head, [rows.passage(statement.content)], statement.confidence)


def _commitments(reading: Reading, actors: dict[str, Actor]) -> Iterator[Text | _Row]:
    if not reading.commitments:
        return
    yield _section("What was promised, threatened or demanded")
    for commitment in reading.commitments:
        head = Text(rows.commitment_head(commitment, actors), style="bold")
        words = [f"that: {rows.passage(commitment.consequent)}"]
        if commitment.antecedent:
            words.insert(0, f"on condition: {rows.passage(commitment.antecedent)}")
        deadline = rows.when(commitment.deadline)
        if deadline:
            words.append(f"by: {deadline}")
        yield _row(head, words, commitment.confidence)


def _section(title: str) -> Text:
    return Text(f"\n{title.upper()}", style="bold cyan")


def _row(head: Text, words: list[str], confidence: Confidence | None) -> _Row:
    """One row: its head, a mark when it is unsure, and below it the words it came from."""
    if confidence is Confidence.LOW:
        head.append("  (unsure)", style="yellow not bold")
    text = Text("• ").append_text(head)
    for line in words:
        text.append(f"\n{line}", style="dim")
    return _Row(text)


def _first_line(reading: Reading) -> Span:
    text = reading.report.text.lstrip()
    start = len(reading.report.text) - len(text)
    line = text.split("\n", 1)[0]
    return Span(start=start, end=start + len(line), text=line)
