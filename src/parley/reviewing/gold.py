"""Reviewed rows as gold data, in the formats that `parley evaluate events|statements|commitments` takes.

Only rows that a person accepted or corrected are gold. Statements and commitments are measured over whole reports, where
what is not labelled counts as wrong; so only reports in which people have decided about every such row are handed on,
unless asked otherwise. What the machine missed altogether no review of its rows can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from parley.ledger import EVERYTHING, Filter, Ledger, RowKind, StoredReport
from parley.records import Actor, Commitment, Event, Participant, Reading, Span, Statement

Labels = dict[str, Any]
"""One line of a file of gold data."""


@dataclass(slots=True)
class Count:
    """What was handed on and what was not."""

    rows: int = 0
    reports: int = 0
    unfinished: int = 0
    """Reports left out because somebody has yet to decide about a row."""
    unpaired: int = 0
    """Events left out because the sentence does not name both sides."""


def events(ledger: Ledger, count: Count, asked: Filter | None = None) -> Iterator[Labels]:
    """Pairs with the type between them, for `evaluate events`: the sentence, the words of both sides, the type.

    Of an event without a target but with several sources (a meeting), the first source is set against the others.
    """
    reports = set()
    for stored in ledger.events(_every(asked)):
        if stored.review is None:
            continue
        labels = _pair(stored.event, stored.report)
        if labels is None:
            count.unpaired += 1
            continue
        reports.add(stored.report.key)
        count.rows += 1
        yield labels
    count.reports = len(reports)


def statements(
    ledger: Ledger, count: Count, asked: Filter | None = None, *, partial: bool = False
) -> Iterator[Labels]:
    """Reports with their statements, for `evaluate statements`."""
    for report, reading, ids in _finished(ledger, RowKind.STATEMENT, count, asked, partial):
        listed = {}
        for row in reading.statements:
            if row.id in ids:
                labels = _statement(row)
                listed[str((labels["source"], labels["content"]))] = labels
        count.rows += len(listed)
        yield {
            "id": report.key,
            "text": reading.report.text,
            "statements": list(listed.values()),
        }


def commitments(
    ledger: Ledger, count: Count, asked: Filter | None = None, *, partial: bool = False
) -> Iterator[Labels]:
    """Reports with their commitments, for `evaluate commitments`."""
    for report, reading, ids in _finished(ledger, RowKind.COMMITMENT, count, asked, partial):
        actors = {actor.id: actor for actor in reading.actors}
        listed = [_commitment(row, actors) for row in reading.commitments if row.id in ids and row.consequent]
        count.rows += len(listed)
        yield {
            "id": report.key,
            "text": reading.report.text,
            "date": report.published.isoformat() if report.published else None,
            "commitments": listed,
        }


def _every(asked: Filter | None) -> Filter:
    return replace(asked, factuality=EVERYTHING.factuality) if asked else EVERYTHING


def _finished(
    ledger: Ledger, kind: RowKind, count: Count, asked: Filter | None, partial: bool
) -> Iterator[tuple[StoredReport, Reading, set[str]]]:
    """Reports that have been reviewed, with the ids of the rows that people decided about."""
    decided: dict[str, set[str]] = {}
    for review in ledger.reviews(report=asked.report if asked else None, kind=kind):
        if review.decides and review.row is not None:
            decided.setdefault(review.report.key, set()).add(review.row)
    for report in list(ledger.reports(asked)):
        ids = decided.get(report.key, set())
        if not ids:
            continue
        _, machine = ledger.machine(report.key)
        rows = machine.statements if kind is RowKind.STATEMENT else machine.commitments
        if not partial and not {row.id for row in rows} <= ids:
            count.unfinished += 1
            continue
        count.reports += 1
        yield report, ledger.reading(report.key), ids


def _pair(event: Event, report: StoredReport) -> Labels | None:
    sources, targets = _within(event.source, event.sentence), _within(event.target, event.sentence)
    if not targets:
        sources, targets = sources[:1], sources[1:]
    if not sources or not targets:
        return None
    return {
        "text": event.sentence.text,
        "source": sources,
        "target": targets,
        "type": event.type,
        "mode": event.mode,
        "factuality": str(event.factuality),
        "report": report.key,
        "start": event.sentence.start,
    }


def _within(people: Iterable[Participant], sentence: Span) -> list[list[int]]:
    """Where participants stand in a sentence."""
    spans = (p.span for p in people if sentence.start <= p.span.start and p.span.end <= sentence.end)
    places = ((span.start - sentence.start, span.end - sentence.start) for span in spans)
    return [list(place) for place in dict.fromkeys(places)]


def _statement(row: Statement) -> Labels:
    return {
        "source": _places((row.speaker.span,) if row.speaker else ()),
        "cue": _places((row.cue,) if row.cue else ()),
        "content": _places(row.content),
        "act": str(row.act),
    }


def _commitment(row: Commitment, actors: dict[str, Actor]) -> Labels:
    return {
        "kind": str(row.kind),
        "debtor": [_party(p, actors) for p in row.debtor],
        "creditor": [_party(p, actors) for p in row.creditor],
        "antecedent": _hull(row.antecedent),
        "consequent": _hull(row.consequent),
        "deadline": _hull((row.deadline.span,) if row.deadline and row.deadline.span else ()),
        "status": str(row.status),
        "strength": str(row.strength),
    }


def _party(participant: Participant, actors: dict[str, Actor]) -> Labels:
    actor = actors.get(participant.actor or "")
    names = (participant.span.text, participant.name, *((actor.name,) if actor else ()))
    return {"names": [name for name in dict.fromkeys(names) if name.strip()]}


def _places(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _hull(spans: Sequence[Span]) -> list[int] | None:
    return [min(s.start for s in spans), max(s.end for s in spans)] if spans else None
