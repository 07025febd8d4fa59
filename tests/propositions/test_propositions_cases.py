"""The labelled cases: what the rules make of right trees, and what comes out by our own parse."""

from __future__ import annotations

from pathlib import Path

import pytest

from parley.evaluation import propositions
from parley.evaluation.propositions import Case
from parley.language import Document

DATA = Path(__file__).parent / "data"
CASES = propositions.cases(DATA / "cases.txt")
TREES = propositions.trees(DATA / "trees.conllu")


@pytest.mark.parametrize("case", [c for c in CASES if c.text in TREES], ids=lambda c: c.text)
def test_right_trees_give_the_expected_propositions(case: Case) -> None:
    assert propositions.wrong(TREES[case.text], case) == []


def test_own_parse() -> None:
    scores = propositions.evaluate(DATA / "cases.txt", DATA / "trees.conllu")
    assert scores["cases"] >= 120
    assert scores["shared"] >= 60
    assert scores["errors.rules"] == 0
    assert scores["accuracy"] >= 0.82


def test_a_wrong_expectation_is_told() -> None:
    document: Document = TREES["The army may attack the port."]
    (case,) = [c for c in CASES if c.text == document.text]
    (expected,) = case.expected
    other = propositions.Expected("attack", {"agent": ("rebels",)}, {"modal": "must", "not": ""})
    told = propositions.wrong(document, Case(case.text, "", (expected, other)))
    assert told == ["attack: agent army, negation None, modality may"]


def test_a_proposition_before_any_sentence_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cases.txt"
    file.write_text("attack: agent army\n", encoding="utf-8")
    with pytest.raises(propositions.DataFileError, match="before any sentence"):
        propositions.cases(file)
