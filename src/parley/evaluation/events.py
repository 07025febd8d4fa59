"""Measures events: the relation between two given actors, and events coded from the bare text.

Data: one JSON object a line with `text`, `source` and `target` (lists of [start, end]) and `type`, as in PLV (Hu et al.,
"Leveraging codebook knowledge with NLI and ChatGPT for zero-shot political relation classification", 2024).
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley import actors as actors_step
from parley import codebook as codebook_step
from parley import places as places_step
from parley import propositions as propositions_step
from parley import relations as relations_step
from parley import statements as statements_step
from parley import times as times_step
from parley.actors import Actors
from parley.codebook.book import Codebook
from parley.evaluation import labels
from parley.events import coding, collapse
from parley.events.collapse import Table
from parley.language.document import Document
from parley.records import Event, Participant

_YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""Data after PLV have one type for both; everything is renamed before it is compared."""
_YIELD_QUAD = "material cooperation"
_SEED = 20240501
_RESAMPLES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One labelled pair: a text, the mentions of both ends, the type."""

    text: str
    source: tuple[tuple[int, int], ...]
    target: tuple[tuple[int, int], ...]
    label: str


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a file.

    Raises:
        DataFileError: with the line that is not as described above.
    """
    return labels.rows(path, _pair, '{"text", "source": [[start, end]], "target": [[start, end]], "type"}')


def _pair(row: dict[str, Any]) -> Pair:
    return Pair(
        text=row["text"],
        source=tuple((int(a), int(b)) for a, b in row["source"]),
        target=tuple((int(a), int(b)) for a, b in row["target"]),
        label=_YIELD.get(row["type"], row["type"]),
    )


def evaluate(
    path: Path,
    *,
    convention: str | None = None,
    errors: Path | None = None,
    parse: Callable[[str], Document] | None = None,
    answers: Path | None = None,
) -> dict[str, Any]:
    """Scores a file of pairs; keys as in the table of measures (`pairs.macro_f1`, `end_to_end.recall`, …).

    Args:
        path: JSON lines, see `read_pairs`.
        convention: name of a table of a corpus's habits ("plv"), applied to what Parley says.
        errors: file to write the wrong answers to, one JSON object a line.
        parse: text to document; Parley's own language model when left out.
        answers: pairs in the same format, which are scored instead of what Parley says.
    """
    book = codebook_step.load()
    if answers is not None:
        told, unused = _told(read_pairs(path), read_pairs(answers))
        _write_wrong(told, errors)
        return {"answers.unused": unused, **_pair_scores(told, book)}
    parse = parse or _own_parse()
    tables = [collapse.collapse(), *([collapse.convention(convention)] if convention else [])]
    pairs = read_pairs(path)
    said: list[dict[str, Any]] = []
    ends = _EndToEnd(book, tables)
    for pair in pairs:
        document = parse(pair.text)
        relations = relations_step.of_document(document, pair.source, pair.target, book=book, tables=tables)
        first = relations[0] if relations else None
        said.append(
            {
                "gold": pair.label,
                "said": _YIELD.get(first.type, first.type) if first else "NONE",
                "rung": first.rung.value if first else "none",
                "predicate": first.predicate if first else None,
                "rule": first.rule if first else None,
                "reason": first.reason if first else None,
                "others": [_YIELD.get(r.type, r.type) for r in relations[1:4]],
                "text": pair.text,
                "source": [pair.text[a:b] for a, b in pair.source],
                "target": [pair.text[a:b] for a, b in pair.target],
            }
        )
        ends.add(document, pair, said[-1])
    _write_wrong(said, errors)
    return {"convention": convention, **_pair_scores(said, book), **ends.scores()}


def _told(pairs: Sequence[Pair], answers: Sequence[Pair]) -> tuple[list[dict[str, Any]], int]:
    """What a file of answers says of each pair, and how many of its answers are about none.

    Of several answers for the same words the right one counts, each once: two events may stand between two parties.
    """
    left: dict[tuple[object, ...], list[str]] = {}
    for answer in answers:
        left.setdefault((answer.text, answer.source, answer.target), []).append(answer.label)
    said: dict[int, str] = {}
    for exact in (True, False):
        for place, pair in enumerate(pairs):
            offered = left.get((pair.text, pair.source, pair.target), [])
            if place not in said and offered and (pair.label in offered or not exact):
                label = pair.label if pair.label in offered else offered[0]
                offered.remove(label)
                said[place] = label
    told = [
        {
            "gold": pair.label,
            "said": said.get(place, "NONE"),
            "rung": "answer" if place in said else "none",
            "text": pair.text,
            "source": [pair.text[a:b] for a, b in pair.source],
            "target": [pair.text[a:b] for a, b in pair.target],
        }
        for place, pair in enumerate(pairs)
    ]
    return told, sum(map(len, left.values()))


def _write_wrong(answers: Iterable[Mapping[str, Any]], errors: Path | None) -> None:
    if errors is not None:
        wrong = [a for a in answers if a["gold"] != a["said"] or not a.get("coded", True)]
        errors.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in wrong), encoding="utf-8")


def _own_parse() -> Callable[[str], Document]:
    from parley import language

    nlp = language.load()
    return lambda text: language.parse(nlp, text)


# --- pairs --------------------------------------------------------------------------------------------------------------


def _pair_scores(answers: Sequence[Mapping[str, Any]], book: Codebook) -> dict[str, Any]:
    gold = [str(a["gold"]) for a in answers]
    said = [str(a["said"]) for a in answers]
    quads = {
        **{name: entry.quad or "none" for name, entry in book.types.items()},
        "YIELD": _YIELD_QUAD,
        "NONE": "none",
    }
    rungs = Counter(str(a["rung"]) for a in answers)
    right = Counter(str(a["rung"]) for a in answers if a["gold"] == a["said"])
    confusion: dict[str, dict[str, int]] = {}
    for (g, s), number in sorted(Counter(zip(gold, said, strict=True)).items()):
        confusion.setdefault(g, {})[s] = number
    quad_gold, quad_said = [quads.get(g, "none") for g in gold], [quads.get(s, "none") for s in said]
    return {
        "pairs": len(answers),
        "pairs.macro_f1": macro_f1(gold, said),
        "pairs.macro_f1.interval": bootstrap(gold, said),
        "pairs.accuracy": sum(g == s for g, s in zip(gold, said, strict=True)) / max(len(gold), 1),
        "pairs.quad_macro_f1": macro_f1(quad_gold, quad_said),
        "pairs.quad_macro_f1.interval": bootstrap(quad_gold, quad_said),
        "pairs.types": {
            label: dict(zip(("precision", "recall", "f1"), f1(gold, said, label), strict=True))
            for label in sorted(set(gold))
        },
        "pairs.rungs": {
            r: {"share": n / len(answers), "accuracy": right[r] / n} for r, n in sorted(rungs.items())
        },
        "pairs.confusion": confusion,
    }


def f1(gold: Sequence[str], said: Sequence[str], label: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of one label; each 0 when it is undefined."""
    both = sum(g == label and s == label for g, s in zip(gold, said, strict=True))
    predicted, actual = sum(s == label for s in said), sum(g == label for g in gold)
    precision = both / predicted if predicted else 0.0
    recall = both / actual if actual else 0.0
    return precision, recall, 2 * both / (predicted + actual) if predicted + actual else 0.0


def macro_f1(gold: Sequence[str], said: Sequence[str]) -> float:
    """Mean F1 over the labels that the gold has."""
    labels = set(gold)
    hits, actual, predicted = Counter[str](), Counter(gold), Counter(said)
    for g, s in zip(gold, said, strict=True):
        if g == s:
            hits[g] += 1
    return sum(2 * hits[label] / (actual[label] + predicted[label]) for label in labels) / max(len(labels), 1)


def bootstrap(gold: Sequence[str], said: Sequence[str]) -> tuple[float, float]:
    """95% interval of `macro_f1` by resampling the items (percentiles of 1,000 draws with a fixed seed)."""
    generator = random.Random(_SEED)  # noqa: S311 - a measure must come out the same twice
    items = list(zip(gold, said, strict=True))
    scores = []
    for _ in range(_RESAMPLES if items else 0):
        drawn = generator.choices(items, k=len(items))
        scores.append(macro_f1([g for g, _ in drawn], [s for _, s in drawn]))
    scores.sort()
    return (scores[25], scores[-26]) if scores else (0.0, 0.0)


# --- end to end ---------------------------------------------------------------------------------------------------------


class _EndToEnd:
    """Counts what the whole chain finds in texts of which nothing is given."""

    def __init__(self, book: Codebook, tables: Sequence[Table]) -> None:
        self._book = book
        self._tables = tables
        self._gazetteer = actors_step.load()
        self._pairs = self._found = self._right = self._overlapping = self._ends = 0

    def add(self, document: Document, pair: Pair, answer: dict[str, Any]) -> None:
        """Codes one text and notes in `answer` what came of it."""
        actors, rows = self._code(document)
        touching = [(row, label) for row, label in rows if _touches(row, pair, actors)]
        self._pairs += 1
        found = any(label == pair.label for _, label in touching)
        self._found += found
        self._ends += bool(touching)
        self._overlapping += len(touching)
        self._right += sum(label == pair.label for _, label in touching)
        answer["coded"] = found
        answer["events"] = [
            f"{label}: {_names(row.source)} -> {_names(row.target)} [{row.predicate.text}] {row.factuality.value}"
            for row, label in rows
        ]

    def _code(self, document: Document) -> tuple[Actors, list[tuple[Event, str | None]]]:
        propositions = propositions_step.extract(document)
        actors = actors_step.find(document, propositions, self._gazetteer, None)
        times = times_step.find(document, None)
        places = places_step.find(document, actors)
        statements = statements_step.find(document, propositions, actors)
        rows = coding.matched(document, propositions, self._book, actors, times, places, statements)
        folded: list[tuple[Event, str | None]] = []
        for row, match in rows:
            label = relations_step.fold(
                self._tables, self._book, row.type, row.mode, row.factuality, match.key
            )
            folded.append((row, None if label is None else _YIELD.get(label, label)))
        return actors, folded

    def scores(self) -> dict[str, Any]:
        """Recall over gold pairs, type precision over coded events whose ends overlap a gold pair's."""
        return {
            "end_to_end.recall": self._found / max(self._pairs, 1),
            "end_to_end.type_precision": self._right / max(self._overlapping, 1),
            "end_to_end.ends_recall": self._ends / max(self._pairs, 1),
        }


def _touches(event: Event, pair: Pair, actors: Actors) -> bool:
    """Whether both ends overlap; in a symmetric event both may stand among the sources.

    An end overlaps with its own words or, where they are a pronoun or another mention, with any mention of its actor.
    """
    for position, participant in enumerate(event.source):
        if _overlap([participant], pair.source, actors):
            others = (*event.source[:position], *event.source[position + 1 :])
            if _overlap((*event.target, *others), pair.target, actors):
                return True
    return False


def _overlap(people: Iterable[Participant], spans: Sequence[tuple[int, int]], actors: Actors) -> bool:
    for participant in people:
        places = [participant.span]
        if participant.actor is not None:
            actor = next((a for a in actors.actors if a.id == participant.actor), None)
            places += [mention.span for mention in actor.mentions] if actor is not None else []
        if any(place.start < end and start < place.end for place in places for start, end in spans):
            return True
    return False


def _names(people: Iterable[Participant]) -> str:
    return ", ".join(p.name for p in people) or "nobody"
