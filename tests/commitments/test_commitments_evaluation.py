from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from parley.errors import DataFileError
from parley.evaluation import commitments as evaluation
from parley.records import (
    Actor,
    Commitment,
    CommitmentKind,
    CommitmentStatus,
    Confidence,
    Maker,
    Participant,
    Span,
    Strength,
)

DATA = Path(__file__).parent / "data"
TEXT = "The guild promised the miners to pay them if the mine opens."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def row(kind: CommitmentKind = CommitmentKind.PROMISE, debtor: str = "The guild") -> Commitment:
    def party(words: str) -> Participant:
        return Participant(actor=None, name=words, span=span(words))

    return Commitment(
        id="c1",
        kind=kind,
        debtor=(party(debtor),),
        creditor=(party("the miners"),),
        antecedent=(span("if the mine opens"),),
        consequent=(span("pay them"),),
        deadline=None,
        strength=Strength.PLAIN,
        status=CommitmentStatus.CONDITIONAL,
        cue=None,
        confidence=Confidence.HIGH,
        reason="made by hand",
        made_by=Maker(rule="hand", version="0"),
    )


def scores(tmp_path: Path, rows: Sequence[Commitment]) -> dict[str, float]:
    def at(words: str) -> list[int]:
        return [span(words).start, span(words).end]

    gold = {
        "kind": "promise",
        "debtor": [{"names": ["guild"]}],
        "creditor": [{"names": ["miners"]}],
        "antecedent": at("the mine opens"),
        "consequent": at("pay them"),
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(
        json.dumps({"id": "x", "text": TEXT, "date": None, "commitments": [gold]}), encoding="utf-8"
    )

    def read(text: str, date: datetime.date | None) -> tuple[Sequence[Commitment], Sequence[Actor]]:
        assert (text, date) == (TEXT, None)
        return rows, ()

    return evaluation.evaluate(path, read=read)


def test_a_right_row_scores_one(tmp_path: Path) -> None:
    found = scores(tmp_path, [row()])
    names = ["kind.f1", "debtor.f1", "creditor.f1", "antecedent.overlap", "consequent.overlap"]
    assert [found[name] for name in names] == [1, 1, 1, 1, 1]


def test_a_wrong_kind_and_debtor_cost(tmp_path: Path) -> None:
    found = scores(tmp_path, [row(CommitmentKind.THREAT, "the mine")])
    assert found["kind.f1"] == 0
    assert found["debtor.f1"] == 0
    assert found["creditor.f1"] == 1


def test_nothing_found_scores_nought(tmp_path: Path) -> None:
    found = scores(tmp_path, [])
    assert found["kind.f1"] == found["debtor.f1"] == found["antecedent.overlap"] == 0


def test_a_second_row_costs_precision(tmp_path: Path) -> None:
    found = scores(tmp_path, [row(), row()])
    assert found["kind.precision"] == 0.5
    assert found["kind.recall"] == 1


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(DataFileError, match=r"bad\.jsonl:1"):
        evaluation.read_labels(path)


@pytest.mark.parametrize(("name", "least"), [("sentences", 200), ("reports", 20)])
def test_the_labelled_files_are_whole(name: str, least: int) -> None:
    texts = evaluation.read_labels(DATA / f"{name}.jsonl")
    assert len(texts) >= least
    assert len({t.id for t in texts}) == len(texts)
    for labelled in texts:
        for gold in labelled.commitments:
            for ends in (gold.consequent, gold.antecedent, gold.deadline):
                assert ends is None or 0 <= ends[0] < ends[1] <= len(labelled.text)
            assert set(gold.kinds) <= {kind.value for kind in CommitmentKind}
