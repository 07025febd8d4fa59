"""The gate fails when it must: a lower score, a crash, a missing key; floors go down only with a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from parley.evaluation import gate

FLOORS = [{"layer": "syntax", "file": "a", "options": {"x": 1}, "floors": {"las": 0.8, "uas": 0.9}}]


def verdicts(scores: dict[str, float] | Exception) -> list[gate.Verdict]:
    def evaluate(path: Path, x: int) -> dict[str, float]:
        assert (path, x) == (Path("data/a"), 1)
        if isinstance(scores, Exception):
            raise scores
        return scores

    return gate.check(FLOORS, Path("data"), lambda _: evaluate)


def test_scores_at_their_floors_hold() -> None:
    assert all(v.holds for v in verdicts({"las": 0.8, "uas": 0.95}))


@pytest.mark.parametrize("scores", [{"las": 0.79, "uas": 0.95}, {"uas": 0.95}, ValueError("broken")])
def test_low_missing_and_broken_are_misses(scores: Any) -> None:
    assert not all(v.holds for v in verdicts(scores))


def test_raising_never_lowers() -> None:
    raised = gate.raised(FLOORS, verdicts({"las": 0.85, "uas": 0.5}))
    assert raised[0]["floors"] == {"las": 0.845, "uas": 0.9}


def test_lowering_needs_a_reason_and_a_lower_value() -> None:
    with pytest.raises(ValueError, match="reason"):
        gate.lowered(FLOORS, "syntax.las", 0.7, " ")
    with pytest.raises(ValueError, match="not lower"):
        gate.lowered(FLOORS, "syntax.las", 0.85, "why")
    with pytest.raises(ValueError, match="no floor"):
        gate.lowered(FLOORS, "syntax.xyz", 0.1, "why")
    (entry,) = gate.lowered(FLOORS, "syntax.las", 0.7, "a smaller model")
    assert entry["floors"]["las"] == 0.7
    assert "a smaller model" in entry["lowered"][0]


def test_the_command_fails_and_names_the_miss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text(
        json.dumps([{"layer": "syntax", "file": "a", "floors": {"las": 0.8}}]), encoding="utf-8"
    )
    monkeypatch.setattr(gate, "layer", lambda _: lambda _: {"las": 0.7})
    assert gate.main(["--data", str(tmp_path), "--floors", str(floors)]) == 1
    assert "MISS syntax las 0.7000" in capsys.readouterr().out
    monkeypatch.setattr(gate, "layer", lambda _: lambda _: {"las": 0.9})
    assert gate.main(["--data", str(tmp_path), "--floors", str(floors), "--raise"]) == 0
    assert json.loads(floors.read_text(encoding="utf-8"))[0]["floors"]["las"] == 0.895


def test_the_shipped_floors_name_layers_that_exist() -> None:
    for entry in json.loads(gate.FLOORS.read_text(encoding="utf-8")):
        assert callable(gate.layer(entry["layer"]))
