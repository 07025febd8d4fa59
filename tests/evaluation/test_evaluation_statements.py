"""Statements are scored as Pareti and Citron do; brat standoff folders are read; the baselines stand beside."""

from __future__ import annotations

from pathlib import Path

import pytest

from parley.evaluation import statements

TEXT = "The mayor said the dam had broken. “Nobody came,” a nurse said."
ANNOTATIONS = """\
T1\tSource 0 9\tThe mayor
T2\tCue 10 14\tsaid
T3\tContent 15 33\tthe dam had broken
T4\tSource 50 57\ta nurse
T5\tCue 58 62\tsaid
T6\tContent 35 48\t“Nobody came,
E1\tCue:T2 Source:T1 Content:T3
R1\tSource Arg1:T4 Arg2:T5
R2\tContent Arg1:T6 Arg2:T5
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dam.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "dam.ann").write_text(ANNOTATIONS, encoding="utf-8")
    return tmp_path


def labelled(source: tuple[int, int], cue: tuple[int, int], content: tuple[int, int]) -> statements.Labelled:
    return statements.Labelled(source=(source,), cue=(cue,), content=(content,), head=source[1] - 2)


def test_brat_events_and_relations_are_read(folder: Path) -> None:
    ((text, gold),) = list(statements.load(folder))
    assert text == TEXT
    shown = [tuple(text[a:b] for part in (s.source, s.cue, s.content) for a, b in part) for s in gold]
    assert shown == [("The mayor", "said", "the dam had broken"), ("a nurse", "said", "“Nobody came,")]


def test_all_right_scores_one_and_a_wrong_source_costs_the_statement(folder: Path) -> None:
    ((text, gold),) = list(statements.load(folder))
    right = [labelled(s.source[0], s.cue[0], s.content[0]) for s in gold]
    scores = statements.score([(text, gold, right)])
    assert {scores[k] for k in ("source.f1", "cue.f1", "content.f1", "exact.f1", "overlap.f1")} == {1.0}
    swapped = [labelled((50, 57), (10, 14), (15, 33)), right[1]]
    scores = statements.score([(text, gold, swapped)])
    assert scores["overlap.f1"] == 0.5
    assert scores["content.f1"] == 1.0


def test_the_baselines_are_scored_in_the_same_run(folder: Path) -> None:
    scores = statements.evaluate(folder)
    assert 0 < scores["baseline.marks.content.f1"] < scores["content.f1"]
    assert 0 < scores["baseline.all.content.f1"] < 1
    assert scores["overlap.f1"] > 0.9
