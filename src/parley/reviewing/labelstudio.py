"""Reviews for Label Studio: tasks with the machine's rows as predictions and each reviewer's as an annotation.

Label Studio's JSON format for tasks (labelstud.io, "Import pre-annotated data"): regions of type `labels` with offsets in
code points, and relations between regions. `CONFIG` is the labelling interface that goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

from parley.ledger import Filter, Ledger, Review, RowKind, Verdict
from parley.ledger.judgements import Row
from parley.ledger.reviewing import rows
from parley.ledger.settling import settled
from parley.records import (
    Act,
    CommitmentKind,
    Event,
    Reading,
    Span,
    Statement,
)
from parley.reviewing.marks import Marks, marks
from parley.version import __version__

Task = dict[str, Any]
PARTS = ("Source", "Target", "Addressee", "Content", "Debtor", "Creditor", "Antecedent", "Consequent")
"""Roles: labels of their regions, and of the relations that lead to them."""


def tasks(ledger: Ledger, asked: Filter | None = None) -> Iterator[Task]:
    """A task for each report that has reviews."""
    by_report: dict[str, list[Review]] = {}
    for review in ledger.reviews(report=asked.report if asked else None):
        if review.row is not None and review.undone is None:
            by_report.setdefault(review.report.key, []).append(review)
    for report in list(ledger.reports(asked)):
        reviews = by_report.get(report.key)
        if not reviews:
            continue
        _, machine = ledger.machine(report.key)
        yield {
            "data": {
                "text": machine.report.text,
                "report": report.key,
                "name": report.name,
                "title": report.title,
                "publisher": report.publisher,
                "published": report.published.isoformat() if report.published else None,
                "url": report.url,
            },
            "predictions": [{"model_version": f"parley {__version__}", "result": _result(rows(machine))}],
            "annotations": list(_annotations(machine, reviews)),
        }


def config(types: Iterable[str], made: Iterable[Task] = ()) -> str:
    """The labelling interface: a label for each type of row and each role, and relations between them.

    Args:
        types: event types of the codebook.
        made: tasks, whose labels are taken in too: a ledger may have types of several codebooks.
    """
    said = [f"statement: {act}" for act in Act]
    owed = [f"commitment: {kind}" for kind in CommitmentKind]
    labels = list(dict.fromkeys((*types, *said, *owed, *PARTS, *sorted(_labels(made)))))
    lines = ["<View>", "  <Relations>"]
    lines += [f"    <Relation value={quoteattr(part)}/>" for part in PARTS]
    lines += ["  </Relations>", '  <Labels name="label" toName="text">']
    lines += [f"    <Label value={quoteattr(label)}/>" for label in labels]
    lines += ["  </Labels>", '  <Text name="text" value="$text"/>', "</View>"]
    return "\n".join(lines) + "\n"


def _labels(made: Iterable[Task]) -> set[str]:
    results = [part["result"] for task in made for part in (*task["predictions"], *task["annotations"])]
    return {
        name for result in results for r in result if r["type"] == "labels" for name in r["value"]["labels"]
    }


def label(row: Marks) -> str:
    """What a row is called among the labels."""
    return row.type if row.kind is RowKind.EVENT else f"{row.kind}: {row.type}"


def _annotations(machine: Reading, reviews: list[Review]) -> Iterator[Task]:
    """What each reviewer found, by name: the rows that they kept, as they found them right."""
    for reviewer in sorted({review.reviewer for review in reviews}):
        own = {(r.kind, r.row): r for r in reviews if r.reviewer == reviewer and r.row is not None}
        kept = {key for key, review in own.items() if review.verdict is not Verdict.REJECT}
        found = settled(machine, {(kind, str(row)): review for (kind, row), review in own.items()})
        result = _result(row for row in rows(found) if (_kind(row), row.id) in kept)
        made = max(review.made for review in own.values())
        yield {"result": result, "created_at": made.isoformat(), "reviewer": reviewer, "ground_truth": False}


def _kind(row: Row) -> RowKind:
    if isinstance(row, Event):
        return RowKind.EVENT
    return RowKind.STATEMENT if isinstance(row, Statement) else RowKind.COMMITMENT


def _result(found: Iterable[Row]) -> list[Task]:
    """Regions and relations of rows."""
    result: list[Task] = []
    for row in found:
        made = marks(row)
        note = "; ".join(f"{name}: {value}" for name, value in made.attributes)
        heads = [f"{made.row}-{i}" for i, _ in enumerate(made.head)]
        for place, span in zip(heads, made.head, strict=True):
            result.append({**_region(place, span, label(made)), "meta": {"text": [note]}})
        number = 0
        for role, spans in made.roles:
            for span in spans:
                number += 1
                place = f"{made.row}-{role}-{number}"
                result.append(_region(place, span, role))
                result.append(
                    {
                        "type": "relation",
                        "from_id": heads[0],
                        "to_id": place,
                        "direction": "right",
                        "labels": [role],
                    }
                )
    return result


def _region(place: str, span: Span, name: str) -> Task:
    return {
        "id": place,
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": span.start, "end": span.end, "text": span.text, "labels": [name]},
    }
