"""The measures of events: what they count, and that they come out the same twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from parley.cli import evaluate_events
from parley.errors import DataFileError
from parley.evaluation import events as measure
from parley.language import Document

ROWS = [
    ("Gunmen attacked a village near the border.", "Gunmen", "a village", "ASSAULT"),
    ("The envoy met the rebels on Sunday.", "The envoy", "the rebels", "CONSULT"),
    ("Norway sent aid to Chad.", "Norway", "Chad", "AID"),
    ("The rebels released two pilots.", "The rebels", "two pilots", "YIELD"),
    ("Canada has imposed new sanctions on Burma.", "Canada", "Burma", "COERCE"),
]


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    lines = []
    for text, source, target, label in ROWS:
        a, b = text.index(source), text.index(target)
        row = {
            "text": text,
            "source": [[a, a + len(source)]],
            "target": [[b, b + len(target)]],
            "type": label,
        }
        lines.append(json.dumps(row))
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_scores_have_the_stable_keys_and_conventions_count(
    pairs: Path, tmp_path: Path, parsed: Callable[[str], Document]
) -> None:
    plain = measure.evaluate(pairs, parse=parsed)
    errors = tmp_path / "errors.jsonl"
    with_table = measure.evaluate(pairs, convention="plv", errors=errors, parse=parsed)
    assert plain["pairs.macro_f1"] < with_table["pairs.macro_f1"] == 1.0
    assert with_table["pairs.quad_macro_f1"] == 1.0
    assert with_table["end_to_end.recall"] >= 0.8
    assert 0 <= with_table["end_to_end.type_precision"] <= 1
    low, high = plain["pairs.macro_f1.interval"]
    assert low <= plain["pairs.macro_f1"] <= high
    assert plain["pairs.rungs"]["link"]["share"] == 1.0
    assert plain["pairs.confusion"]["COERCE"] == {"SANCTION": 1}
    assert measure.evaluate(pairs, parse=parsed) == plain
    assert errors.exists()


def test_macro_f1_by_hand() -> None:
    gold, said = ["a", "a", "b", "c"], ["a", "b", "b", "a"]
    assert measure.f1(gold, said, "a") == (0.5, 0.5, 0.5)
    assert measure.f1(gold, said, "c") == (0.0, 0.0, 0.0)
    assert measure.macro_f1(gold, said) == pytest.approx((0.5 + 2 / 3 + 0) / 3)


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(
        '{"text": "x", "source": [[0, 1]], "target": [], "type": "AID"}\n{"text": 1}\n', encoding="utf-8"
    )
    with pytest.raises(DataFileError, match=r"pairs\.jsonl:2"):
        measure.read_pairs(path)


def test_the_command_prints_a_table_or_json(pairs: Path) -> None:
    app = typer.Typer()
    app.command()(evaluate_events.events)
    runner = CliRunner()
    shown = runner.invoke(app, [str(pairs), "--convention", "plv"])
    assert shown.exit_code == 0, shown.output
    assert "pairs.macro_f1" in shown.stdout
    assert "answered by link" in shown.stdout
    scores = json.loads(runner.invoke(app, [str(pairs), "--format", "json"]).stdout)
    assert 0 <= scores["end_to_end.recall"] <= 1


def test_the_command_names_a_missing_file(tmp_path: Path) -> None:
    app = typer.Typer()
    app.command()(evaluate_events.events)
    result = CliRunner().invoke(app, [str(tmp_path / "none.jsonl")])
    assert result.exit_code == 2
    assert "none.jsonl" in result.stderr
