"""Measures commitments against labelled sentences and short reports.

Data: one JSON object a line with `id`, `text`, `date` (of publication, or null) and `commitments`, a list of objects with

- `kind`, and `also`, other kinds that count as right;
- `debtor`, `creditor`: lists of parties; a party has `names`, any of which is right, and `optional` when nobody is wrong
  to leave it out;
- `antecedent`, `consequent`, `deadline`: [start, end] in `text`, or null;
- `status`, `strength`: where the labeller found them worth saying.

`docs/commitments.md` has the format with an example.
"""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parley.evaluation.commitment_labels import Gold, Labelled, Party, Read, answering, read_labels
from parley.records import Actor, Commitment, Participant, Report, Span

__all__ = ["evaluate", "read_labels"]

_ARTICLES = frozenset(
    {"the", "a", "an", "his", "her", "its", "their", "both", "any", "of", "all", "'s", "’s"}
)
_OPENERS = frozenset(
    [
        *(
            "if",
            "only",
            "unless",
            "until",
            "once",
            "provided",
            "that",
            "as",
            "long",
            "soon",
            "so",
            "should",
            "when",
        ),
        *(
            "in",
            "exchange",
            "return",
            "for",
            "on",
            "condition",
            "after",
            "before",
            "case",
            "of",
            "an",
            "a",
            "the",
        ),
        *("assuming", "without", "moment", "has", "is", "are"),
    ]
)
"""Words that open a condition: whether they belong to its span is a matter of taste."""


@dataclass(slots=True)
class _Tally:
    """True and false positives, and what was missed."""

    right: float = 0
    wrong: float = 0
    missed: float = 0

    def scores(self, name: str) -> dict[str, float]:
        precision = self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0
        recall = self.right / (self.right + self.missed) if self.right + self.missed else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {f"{name}.precision": precision, f"{name}.recall": recall, f"{name}.f1": f1}


@dataclass(slots=True)
class _Count:
    kind: _Tally = field(default_factory=_Tally)
    debtor: _Tally = field(default_factory=_Tally)
    creditor: _Tally = field(default_factory=_Tally)
    antecedents: list[float] = field(default_factory=list)
    consequents: list[float] = field(default_factory=list)
    statuses: list[bool] = field(default_factory=list)
    deadlines: list[bool] = field(default_factory=list)
    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    misses: list[dict[str, Any]] = field(default_factory=list)


def evaluate(
    path: Path, *, read: Read | None = None, errors: Path | None = None, answers: Path | None = None
) -> dict[str, Any]:
    """Scores between 0 and 1 of Parley's commitments on a labelled file.

    A labelled and a found commitment are paired when their consequents share words, best overlap first and the same kind
    preferred. `kind.f1`: pairs of the same kind over all found and all labelled. `debtor.f1`, `creditor.f1`: parties of
    pairs, all parties of unpaired rows being wrong or missed. `antecedent.overlap`: mean Jaccard of the words of the
    condition over all labelled conditions (0 where missed) and all conditions found where none is. `errors` names a file
    for what went wrong, one JSON object a line; `answers` one in the format of the data, which is scored instead of what
    Parley finds.

    Raises:
        DataFileError: the file is not as described.
    """
    read = read or (answering(answers) if answers else _reader())
    count = _Count()
    texts = read_labels(path)
    for labelled in texts:
        commitments, actors = read(labelled.text, labelled.date)
        _compare(count, labelled, commitments, {actor.id: actor for actor in actors})
    if errors is not None:
        lines = (json.dumps(miss, ensure_ascii=False) + "\n" for miss in count.misses)
        errors.write_text("".join(lines), encoding="utf-8")
    return {
        "texts": len(texts),
        "labelled": sum(len(t.commitments) for t in texts),
        **count.kind.scores("kind"),
        **count.debtor.scores("debtor"),
        **count.creditor.scores("creditor"),
        "antecedent.overlap": _mean(count.antecedents),
        "consequent.overlap": _mean(count.consequents),
        "status.accuracy": _mean(count.statuses),
        "deadline.accuracy": _mean(count.deadlines),
        "kinds": {kind: dict(found) for kind, found in sorted(count.kinds.items())},
    }


def _reader() -> Read:
    from parley.reader import Reader

    reader = Reader()

    def read(text: str, date: datetime.date | None) -> tuple[Sequence[Commitment], Sequence[Actor]]:
        # Intake is left out: it may take a first line for a title, and the labels' offsets are into the text as it is.
        reading = reader.read(Report(id="labelled", text=text, name="labelled", published=date))
        return reading.commitments, reading.actors

    return read


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def _compare(
    count: _Count, labelled: Labelled, found: Sequence[Commitment], actors: dict[str, Actor]
) -> None:
    pairs = _pairs(labelled, found)
    for gold_place, place in pairs.items():
        gold, row = labelled.commitments[gold_place], found[place]
        same = row.kind.value in gold.kinds
        count.kind.right += same
        count.kind.wrong += not same
        count.kind.missed += not same
        count.kinds.setdefault(gold.kinds[0], Counter())[gold.kinds[0] if same else row.kind.value] += 1
        wrong = [] if same else ["kind"]
        wrong += _parties(count.debtor, "debtor", gold.debtor, row.debtor, actors)
        owed = _not_in(row.creditor, gold.antecedent)
        wrong += _parties(count.creditor, "creditor", gold.creditor, owed, actors)
        wrong += _spans(count, labelled, gold, row)
        if wrong:
            count.misses.append(_miss(labelled, gold, row, wrong))
    for place, gold in enumerate(labelled.commitments):
        if place in pairs:
            continue
        count.kind.missed += 1
        count.kinds.setdefault(gold.kinds[0], Counter())["-"] += 1
        count.debtor.missed += sum(not party.optional for party in gold.debtor)
        count.creditor.missed += sum(not party.optional for party in gold.creditor)
        if gold.antecedent is not None:
            count.antecedents.append(0.0)
        count.misses.append(_miss(labelled, gold, None, ["missed"]))
    for place, row in enumerate(found):
        if place in pairs.values():
            continue
        count.kind.wrong += 1
        count.kinds.setdefault("-", Counter())[row.kind.value] += 1
        count.debtor.wrong += len(row.debtor)
        count.creditor.wrong += len(row.creditor)
        count.misses.append(_miss(labelled, None, row, ["spurious"]))


def _not_in(found: Sequence[Participant], condition: tuple[int, int] | None) -> list[Participant]:
    """The creditors found, without those whom the labelled condition names.

    Who would bring the condition about can be called the creditor (Singh) or not; the labels leave it open.
    """
    if condition is None:
        return list(found)
    return [p for p in found if not condition[0] <= p.span.start < condition[1]]


def _pairs(labelled: Labelled, found: Sequence[Commitment]) -> dict[int, int]:
    """Labelled to found, one to one."""
    options = []
    for gold_place, gold in enumerate(labelled.commitments):
        for place, row in enumerate(found):
            overlap = _jaccard(_words(labelled.text, [gold.consequent]), _of_spans(row.consequent))
            if overlap > 0:
                options.append((row.kind.value in gold.kinds, overlap, -gold_place, -place))
    pairs: dict[int, int] = {}
    for _, _, gold_place, place in sorted(options, reverse=True):
        if -gold_place not in pairs and -place not in pairs.values():
            pairs[-gold_place] = -place
    return pairs


def _words(
    text: str, ranges: Iterable[tuple[int, int]], drop: frozenset[str] = frozenset()
) -> set[tuple[int, str]]:
    """(start, word) of the words in the ranges."""
    found: set[tuple[int, str]] = set()
    for start, end in ranges:
        place = start
        for word in text[start:end].split():
            place = text.index(word, place)
            bare = word.strip("“”\"'’.,;:!?").lower()
            if bare and bare not in drop:
                found.add((place + word.lower().find(bare), bare))
            place += len(word)
    return found


def _of_spans(spans: Iterable[Span], drop: frozenset[str] = frozenset()) -> set[tuple[int, str]]:
    found: set[tuple[int, str]] = set()
    for span in spans:
        found |= {
            (span.start + place, word) for place, word in _words(span.text, [(0, len(span.text))], drop)
        }
    return found


def _jaccard(one: set[tuple[int, str]], other: set[tuple[int, str]]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _parties(
    tally: _Tally, name: str, gold: Sequence[Party], found: Sequence[Participant], actors: dict[str, Actor]
) -> list[str]:
    left = list(found)
    wrong: list[str] = []
    for party in gold:
        hit = next((p for p in left if _is(party, p, actors)), None)
        if hit is not None:
            left.remove(hit)
            tally.right += 1
        elif not party.optional:
            tally.missed += 1
            wrong.append(f"{name} missed")
    tally.wrong += len(left)
    return wrong + [f"{name} spurious"] * bool(left)


def _is(party: Party, participant: Participant, actors: dict[str, Actor]) -> bool:
    """Whether a participant is the labelled party: by its words, its name, or a mention of the actor it is."""
    shown = {participant.name, participant.span.text}
    actor = actors.get(participant.actor or "")
    if actor is not None:
        shown |= {actor.name, *(mention.span.text for mention in actor.mentions)}
    wanted = [_bare(name) for name in party.names]
    return any(w and s and (w <= s or s <= w) for w in wanted for s in map(_bare, shown))


def _bare(name: str) -> set[str]:
    words = {word.strip("“”.,").casefold().removesuffix("'s").removesuffix("’s") for word in name.split()}
    return words - _ARTICLES


def _spans(count: _Count, labelled: Labelled, gold: Gold, row: Commitment) -> list[str]:
    wrong: list[str] = []
    if gold.antecedent is not None or row.antecedent:
        mine = _words(labelled.text, [gold.antecedent] if gold.antecedent else [], _OPENERS)
        overlap = _jaccard(mine, _of_spans(row.antecedent, _OPENERS))
        count.antecedents.append(overlap)
        wrong += ["antecedent"] * (overlap < 0.8)
    count.consequents.append(_jaccard(_words(labelled.text, [gold.consequent]), _of_spans(row.consequent)))
    if gold.status is not None:
        count.statuses.append(gold.status == row.status.value)
        wrong += ["status"] * (gold.status != row.status.value)
    if gold.deadline is not None:
        span = row.deadline.span if row.deadline is not None else None
        hit = span is not None and span.start < gold.deadline[1] and gold.deadline[0] < span.end
        count.deadlines.append(hit)
        wrong += ["deadline"] * (not hit)
    return wrong


def _miss(labelled: Labelled, gold: Gold | None, row: Commitment | None, wrong: list[str]) -> dict[str, Any]:
    shown: dict[str, Any] = {"id": labelled.id, "wrong": wrong}
    if gold is not None:
        shown["labelled"] = {
            "kind": gold.kinds[0],
            "debtor": [p.names for p in gold.debtor],
            "creditor": [p.names for p in gold.creditor],
            "antecedent": gold.antecedent and labelled.text[slice(*gold.antecedent)],
            "consequent": labelled.text[slice(*gold.consequent)],
            "status": gold.status,
        }
    if row is not None:
        shown["found"] = {
            "kind": row.kind.value,
            "debtor": [p.name for p in row.debtor],
            "creditor": [p.name for p in row.creditor],
            "antecedent": [s.text for s in row.antecedent],
            "consequent": [s.text for s in row.consequent],
            "status": row.status.value,
            "reason": row.reason,
        }
    return shown
