"""Reports that contradict themselves, each with what should be flagged, written down first."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parley.records import Flag, Trust

REPORTS = Path(__file__).parent / "reports"
EXPECTED: dict[str, Any] = tomllib.loads((REPORTS / "expected.toml").read_text(encoding="utf-8"))

Check = Callable[[str], tuple[tuple[Flag, ...], Trust]]


NOT_YET: dict[str, str] = {}
NAMES = [
    pytest.param(n, marks=pytest.mark.xfail(reason=NOT_YET[n])) if n in NOT_YET else n
    for n in sorted(EXPECTED)
]


@pytest.mark.parametrize("name", NAMES)
def test_flags_of_a_report(name: str, checked: Check) -> None:
    text = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
    flags, trust = checked(text)
    wanted = EXPECTED[name]["flags"]
    assert sorted(f.kind for f in flags) == sorted(w["kind"] for w in wanted)
    for want in wanted:
        shown = [span.text for flag in flags if flag.kind == want["kind"] for span in flag.spans]
        for words in want["words"]:
            assert any(words in text for text in shown), (words, shown)
    assert (trust.score == 1.0) == (not wanted)
    assert [f.id for f in flags] == [f"f{i}" for i in range(1, len(flags) + 1)]


def test_two_runs_agree(checked: Check) -> None:
    text = (REPORTS / "truce.txt").read_text(encoding="utf-8")
    assert checked(text) == checked(text)


def test_a_surname_is_no_trade(checked: Check) -> None:
    text = (
        "The press secretary, Peter Cook, met the envoys in Oslo on Monday. Cook, a diplomat, left at night."
    )
    flags, _ = checked(text)
    assert flags == ()
