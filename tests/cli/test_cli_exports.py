"""Exports from the command line, as a user calls them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from commandline import RUN, parley, process

from parley.ledger import Ledger

sys.path.insert(0, str(Path(__file__).parent.parent / "ledger"))

TEXTS = (
    ("Frelim attacked Osk. Frelim attacked Osk. Osk did not attack Frelim. Pell said much.", "2031-03-05"),
    ("Osk attacked Frelim. Osk promised peace.", "2031-03-20"),
)


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import quick

    made = tmp_path_factory.mktemp("exports") / "talks.db"
    with Ledger(made) as ledger:
        for text, day in TEXTS:
            ledger.add(quick.read(text, day))
    return made


def test_a_file_with_its_manifest(where: Path, tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    done = parley("events", "--ledger", where, "-o", path, "--since", "2031-03-01", "--one-a-day")
    assert (done.code, done.stdout) == (0, b"")
    assert done.err == f"parley: 2 rows in {path}\n"
    assert pq.read_table(path).num_rows == 2
    known = json.loads(path.with_name("events.parquet.manifest.json").read_text())
    assert known["asked"] == {"since": "2031-03-01", "one_a_day": True}
    assert (known["what"], known["format"], known["rows"]) == ("events", "parquet", 2)


def test_parquet_through_a_pipe_but_not_to_a_terminal(where: Path) -> None:
    done = process("events", "--ledger", where, "--format", "parquet")
    assert done.code == 0
    assert pq.read_table(io.BytesIO(done.stdout)).num_rows == 3
    master, slave = os.openpty()
    try:
        command = [sys.executable, "-c", RUN, "events", "--ledger", str(where), "--format", "parquet"]
        refused = subprocess.run(command, stdout=slave, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(slave)
        os.close(master)
    assert refused.returncode == 2
    assert refused.stderr.decode().startswith("parley: Parquet is binary")


def test_only_deeds_where_the_columns_cannot_tell(where: Path) -> None:
    def rows(*options: str) -> int:
        done = parley("events", "--ledger", where, *options)
        assert done.code == 0, done.stderr
        return len(done.stdout.splitlines()) - 1

    assert rows("--format", "polecat") == 3
    assert rows("--format", "polecat", "--factuality", "negated") == 1
    assert rows("--format", "cameo", "--factuality", "actual", "--factuality", "negated") == 4


def test_panels(where: Path) -> None:
    done = parley(
        "events", "--ledger", where, "--panel", "dyad-week", "--format", "csv", "--one-a-day", "--balanced"
    )
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [(row["week"], row["source_name"], row["total"]) for row in rows] == [
        ("2031-03-03", "Frelim", "1"),
        ("2031-03-03", "Osk", "0"),
        ("2031-03-10", "Frelim", "0"),
        ("2031-03-10", "Osk", "0"),
        ("2031-03-17", "Frelim", "0"),
        ("2031-03-17", "Osk", "1"),
    ]
    shown = parley("events", "--ledger", where, "--panel", "dyad-week").out
    assert "Frelim → Osk" in shown
    assert "2 material conflict" in shown
    lines = parley(
        "events", "--ledger", where, "--panel", "dyad-week", "--format", "json"
    ).stdout.splitlines()
    assert json.loads(lines[0])["material_conflict"] == 2
    between = parley(
        "events", "--ledger", where, "--panel", "dyad-week", "--between", "countries", "--format", "csv"
    )
    assert between.err == "parley: 3 pairs with a side that is not known are not in the panel\n"


def test_sentences_around(where: Path) -> None:
    done = parley("statements", "--ledger", where, "--format", "json", "--context", "1")
    assert json.loads(done.stdout)["context"] == "Osk did not attack Frelim. Pell said much."
    shown = parley("commitments", "--ledger", where, "--context", "1").out
    assert "Osk attacked Frelim. Osk promised" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("statements", "--format", "polecat"), "for statements choose among table, csv, json, parquet"),
        (("reports", "--format", "cameo"), "for reports choose among table, csv, json, parquet"),
        (("ledger", "rejections", "--format", "polecat"), "for rejections choose among"),
        (("events", "--panel", "dyad-week", "--format", "polecat"), "leave one out"),
        (("events", "--format", "cameo", "--context", "2"), "leave --context out"),
        (("events", "--balanced"), "--panel dyad-week"),
        (("events", "-o", "."), "this is a directory"),
    ],
)
def test_one_line_for_what_does_not_go_together(where: Path, options: tuple[str, ...], says: str) -> None:
    done = parley(*options, "--ledger", where)
    error = done.err
    assert (done.code, done.stdout, len(error.splitlines())) == (2, b"", 1)
    assert says in error


def test_a_dash_is_standard_output(where: Path) -> None:
    done = parley("reports", "--ledger", where, "--format", "csv", "-o", "-")
    assert done.stdout.startswith(b"report,published,")
    assert not Path("-").exists()
