"""`parley codebook`: its four commands, their exit statuses, and where their words go."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from parley.cli.codebook import app
from parley.cli.console import output_console

GOOD = """\
type = "EXTORT"
quad = "material conflict"
definition = "Taking money by threat."

[[frames]]
predicates = ["extort"]
target = ["from", "patient"]

[[tests]]
text = "The militia has extorted money from farmers."
source = "The militia"
target = "farmers"
"""


@pytest.fixture
def run() -> CliRunner:
    output_console.cache_clear()  # it keeps the standard output of the first test
    return CliRunner()


def test_check_passes_a_good_folder(run: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "EXTORT.toml").write_text(GOOD, encoding="utf-8")
    result = run.invoke(app, ["check", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "1 of 1 tests pass" in result.stdout


def test_check_names_a_test_that_fails(run: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "EXTORT.toml").write_text(GOOD.replace('"farmers"', '"bankers"'), encoding="utf-8")
    result = run.invoke(app, ["check", str(tmp_path)])
    assert result.exit_code == 1
    assert "EXTORT.toml:9" in result.stderr
    assert "bankers" in result.stderr


def test_check_names_a_broken_line(run: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "EXTORT.toml").write_text(GOOD.replace("target = [", "targets = ["), encoding="utf-8")
    result = run.invoke(app, ["check", str(tmp_path)])
    assert result.exit_code == 2
    assert "EXTORT.toml:7" in result.stderr
    assert result.stdout == ""


def test_show_prints_definition_modes_and_frames(run: CliRunner) -> None:
    result = run.invoke(app, ["show", "assault"])
    assert result.exit_code == 0
    for words in ("material conflict", "abduct", "codebook/ASSAULT.toml:", "bombard"):
        assert words in result.stdout


def test_show_of_an_unknown_type_lists_the_known(run: CliRunner) -> None:
    result = run.invoke(app, ["show", "EXTORT"])
    assert result.exit_code == 2
    assert "ASSAULT" in result.stderr


def test_explain_tells_what_fires_and_what_does_not(run: CliRunner) -> None:
    result = run.invoke(app, ["explain", "The opposition has attacked the new tax law."])
    assert result.exit_code == 0
    assert "ACCUSE" in result.stdout
    assert "not ASSAULT" in result.stdout


def test_uncovered_reads_reports_and_passes_over_missing_ones(run: CliRunner, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "The capital was quiet on the first day of the week.\n\nGhana has outwitted Togo. Later, Chad has outwitted Niger.\n",
        encoding="utf-8",
    )
    result = run.invoke(app, ["uncovered", str(report), str(tmp_path / "none.txt")])
    assert result.exit_code == 0, result.output
    assert "outwit" in result.stdout
    assert "none.txt" in result.stderr
