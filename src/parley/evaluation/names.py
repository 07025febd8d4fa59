"""How well names are found: F1 over exact spans with their labels."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from parley.language import Document

LABELS = ("PER", "ORG", "LOC")
Name = tuple[int, int, str]


def evaluate(path: Path, language_model: str | None = None) -> dict[str, float]:
    """Scores of a language model on a JSONL file of names.

    Args:
        path: lines with `text` and `entities` (`start`, `end`, `label`).
        language_model: name or path; `None` is Parley's own.
    """
    from parley.language import load, parse

    nlp = load(language_model)
    return score(_gold(path), lambda text: parse(nlp, text))


def _gold(path: Path) -> list[tuple[str, set[Name]]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        (row["text"], {(e["start"], e["end"], e["label"]) for e in row["entities"] if e["label"] in LABELS})
        for row in rows
    ]


def score(gold: list[tuple[str, set[Name]]], parse: Callable[[str], Document]) -> dict[str, float]:
    """`f1`, `precision`, `recall` over all labels, and `f1.LABEL` for each."""
    counts = {label: [0, 0, 0] for label in LABELS}
    for text, wanted in gold:
        document = parse(text)
        found = {
            (document.starts[e.start], document.ends[e.end - 1], e.label)
            for e in document.entities
            if e.label in LABELS
        }
        for label, count in counts.items():
            mine, theirs = {n for n in found if n[2] == label}, {n for n in wanted if n[2] == label}
            count[0] += len(mine & theirs)
            count[1] += len(theirs)
            count[2] += len(mine)
    right, total, given = (sum(count[place] for count in counts.values()) for place in range(3))
    result = {
        "f1": 2 * right / (total + given) if total + given else 0.0,
        "precision": right / given if given else 0.0,
        "recall": right / total if total else 0.0,
    }
    for label, (hits, gold_size, found_size) in counts.items():
        result[f"f1.{label}"] = 2 * hits / (gold_size + found_size) if gold_size + found_size else 0.0
    return result
