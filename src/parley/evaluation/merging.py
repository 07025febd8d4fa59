"""Scores of merging on labelled stories: B-cubed over the labelled rows (Bagga and Baldwin 1998)."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections import defaultdict
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import Any

from parley.errors import DataFileError
from parley.following import merge
from parley.following.model import Anchor, Told
from parley.following.rows import anchor
from parley.reader import Reader
from parley.records import Reading, Record, Report

_LABEL = re.compile(r"\{([\w-]+) ([A-Z]+)\|([^{}|]+)\}")


class Label(Record, frozen=True, kw_only=True):
    """One telling of a happening: which one, its type, the characters of its words."""

    happening: str
    type: str
    start: int
    end: int


class LabelledReport(Record, frozen=True, kw_only=True):
    """One report of a story."""

    report: Report
    labels: tuple[Label, ...]


def read_stories(path: Path) -> list[LabelledReport]:
    """Reads labelled stories: `=== story`, then per report `--- outlet | YYYY-MM-DD`, title, blank line, body.

    `{happening TYPE|words}` in a text names the happening that the words tell of; the same name in the same story is the
    same happening. Lines that begin with `#` before the first story are notes.

    Raises:
        DataFileError: the file is not as described.
    """
    found: list[LabelledReport] = []
    story, head, lines, at = "", None, list[str](), 0
    for number, line in enumerate([*path.read_text("utf-8").splitlines(), "=== end"], 1):
        if line.startswith(("=== ", "--- ")):
            if head is not None:
                found.append(_report(path, at, story, head, "\n".join(lines).strip()))
            head, lines, at = None, [], number
            if line.startswith("=== "):
                story = line[4:].strip()
            else:
                head = line[4:]
        elif head is not None:
            lines.append(line)
        elif line.strip() and not line.startswith("#"):
            raise DataFileError(path.name, number, "text before the first report of a story")
    if not found:
        raise DataFileError(path.name, None, "no report in it")
    return found


def _report(path: Path, line: int, story: str, head: str, marked: str) -> LabelledReport:
    outlet, _, date = head.partition("|")
    try:
        published = datetime.date.fromisoformat(date.strip())
    except ValueError:
        raise DataFileError(path.name, line, f'"{head}" is not "outlet | YYYY-MM-DD"') from None
    labels, text, last = [], "", 0
    for match in _LABEL.finditer(marked):
        text += marked[last : match.start()]
        start = len(text)
        text += match[3]
        labels.append(Label(happening=f"{story}/{match[1]}", type=match[2], start=start, end=len(text)))
        last = match.end()
    text += marked[last:]
    if "{" in text or "}" in text:
        raise DataFileError(path.name, line, "a label is not {happening TYPE|words}")
    report = Report(
        id=hashlib.sha256(f"{head}\n{text}".encode()).hexdigest()[:16],
        text=text,
        name=f"{story}: {outlet.strip()}",
        title=text.partition("\n")[0],
        publisher=outlet.strip(),
        published=published,
        language="en",
    )
    return LabelledReport(report=report, labels=tuple(labels))


def b_cubed(gold: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> dict[str, float]:
    """Precision, recall and F1, each 0 to 1: item to gold cluster, item to found cluster, the same items in both."""
    by_gold, by_found = defaultdict(set), defaultdict(set)
    for item, cluster in gold.items():
        by_gold[cluster].add(item)
        by_found[found[item]].add(item)
    if not gold:
        return {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    common = {item: len(by_gold[gold[item]] & by_found[found[item]]) for item in gold}
    precision = sum(common[i] / len(by_found[found[i]]) for i in gold) / len(gold)
    recall = sum(common[i] / len(by_gold[gold[i]]) for i in gold) / len(gold)
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}


def evaluate(path: Path, *, reader: Reader | None = None) -> dict[str, Any]:
    """Scores between 0 and 1 of merging on labelled stories, all stories of the file in one ledger.

    `precision`, `recall`, `f1`: B-cubed over the labelled rows that the reading has (`found` is their share): the merging
    alone. `end_to_end.…`: over all labelled rows; one that the reading lacks counts as an entry of its own.
    `alone.f1`: what leaving every row by itself would score; `heap.f1`: what one entry for each story and type would.

    Raises:
        DataFileError: the file is not as described.
    """
    stories = read_stories(path)
    reader = reader or Reader()
    readings = [reader.read(labelled.report) for labelled in stories]
    entries = merge(Told(reading=reading) for reading in readings)
    owner = {evidence.anchor: entry.id for entry in entries for evidence in entry.evidence}
    gold: dict[Hashable, Hashable] = {}
    all_found: dict[Hashable, Hashable] = {}
    types: dict[Hashable, Hashable] = {}
    missed = 0
    for labelled, reading in zip(stories, readings, strict=True):
        for label in labelled.labels:
            item = (labelled.report.id, label.start)
            gold[item] = label.happening
            types[item] = (label.happening.partition("/")[0], label.type)
            row = _row(reading, label)
            missed += row is None
            all_found[item] = owner[row] if row is not None else f"missed {item}"
    had = {i for i in gold if not str(all_found[i]).startswith("missed")}
    given = {i: gold[i] for i in had}
    return {
        "reports": len(stories),
        "happenings": len(set(gold.values())),
        "labelled": len(gold),
        "found": 1 - missed / len(gold),
        **b_cubed(given, all_found),
        **{f"end_to_end.{k}": v for k, v in b_cubed(gold, all_found).items()},
        "alone.f1": b_cubed(given, {i: i for i in given})["f1"],
        "heap.f1": b_cubed(given, types)["f1"],
    }


def _row(reading: Reading, label: Label) -> Anchor | None:
    """The row whose predicate meets the labelled words; of the labelled type first."""
    hits = [e for e in reading.events if e.predicate.start < label.end and label.start < e.predicate.end]
    if not hits:
        return None
    best = min(hits, key=lambda e: (e.type != label.type, abs(e.predicate.start - label.start), e.id))
    return anchor(reading, best)
