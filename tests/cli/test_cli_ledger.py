"""The ledger from the command line: a corpus in, questions answered, one clear line for what goes wrong."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import commandline
import pytest

STORY = (
    "Rebels of the Northern Front attacked a convoy near Osk on Tuesday, killing four soldiers, police said. "
    "President Ana Veld promised to withdraw the army if the rebels free their hostages. "
    "The army did not attack the village of Marn."
)


def parley(*arguments: str | Path) -> tuple[int, str, str]:
    done = commandline.parley(*arguments)
    return done.code, done.out, done.err


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    corpus = folder / "corpus.csv"
    with corpus.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["headline", "body", "day", "paper", "link"])
        writer.writerow(
            ["=1+1 Convoy attacked", STORY, "2031-03-05", "@Harbour Post", "https://harbour.example/1"]
        )
        writer.writerow(
            ["[red]Talks[/red]", "The two sides met in Oslo on Monday, police said.", "5 March 2031", "", ""]
        )
        writer.writerow(["Broken", STORY, "someday", "", ""])
    where = folder / "parley.db"
    named = (
        "--text",
        "body",
        "--title",
        "headline",
        "--date",
        "day",
        "--publisher",
        "paper",
        "--url",
        "link",
    )
    done = commandline.process(
        "ingest", corpus, "--ledger", where, *named, "--processes", "1", "--format", "json"
    )
    assert (done.code, done.err) == (0, "")
    summary = json.loads(done.out)
    assert (summary["inputs"], summary["readings"], summary["rejected"]) == (3, 2, [["malformed", 1]])
    return where


def test_the_second_ingest_says_that_all_is_there(ledger: Path) -> None:
    corpus = ledger.with_name("corpus.csv")
    named = (
        "--text",
        "body",
        "--title",
        "headline",
        "--date",
        "day",
        "--publisher",
        "paper",
        "--url",
        "link",
    )
    code, out, _ = parley("ingest", corpus, "--ledger", ledger, *named, "--processes", "1")
    assert code == 0
    assert "3 inputs; 3 were in the ledger" in out


def test_events_as_json_and_table(ledger: Path) -> None:
    code, out, err = parley("events", "--ledger", ledger, "--type", "assault", "--format", "json")
    assert (code, err) == (0, "")
    rows = [json.loads(line) for line in out.splitlines()]
    assert rows
    assert {row["event"]["type"] for row in rows} == {"ASSAULT"}
    assert "negated" not in {row["event"]["factuality"] for row in rows}
    code, out, _ = parley("events", "--ledger", ledger, "--factuality", "negated")
    assert code == 0
    assert "Marn" in out
    assert "convoy" not in out


@pytest.mark.parametrize("command", ["events", "statements", "commitments", "reports"])
def test_csv_cannot_become_a_formula(ledger: Path, command: str) -> None:
    code, out, _ = parley(command, "--ledger", ledger, "--format", "csv")
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows
    assert not any(cell.startswith(("=", "+", "@", "\t")) for row in rows for cell in row.values())
    assert "'@Harbour Post" in {row["publisher"] for row in rows}
    if command == "reports":
        assert "'=1+1 Convoy attacked" in {row["title"] for row in rows}


def test_numbers_stay_numbers() -> None:
    from parley.outputs.listing import safe

    assert safe(-4.5) == -4.5
    assert safe(None) == ""
    assert safe("-4.5 degrees\x1b[2J\n=1") == "'-4.5 degrees [2J =1"


def test_tables_show_markup_as_it_is_and_fit(ledger: Path) -> None:
    _, out, _ = parley("reports", "--ledger", ledger)
    assert "[red]Talks[/red]" in out
    assert max(map(len, out.splitlines())) <= 100


def test_filters_reach_the_ledger(ledger: Path) -> None:
    def count(command: str, *options: str) -> int:
        return len(parley(command, "--ledger", ledger, "--format", "json", *options)[1].splitlines())

    assert count("commitments", "--actor", "veld") >= 1
    assert count("commitments", "--actor", "nobody") == 0
    assert count("reports", "--text", '"two sides"') == 1
    assert count("reports", "--since", "2031-03-06") == 0
    assert count("reports", "--limit", "1") == 1
    assert count("reports", "--one-per-source") == 2


def test_rejections_manifest_copies_and_delete(ledger: Path, tmp_path: Path) -> None:
    code, out, _ = parley("ledger", "rejections", "--ledger", ledger, "--format", "json")
    assert code == 0
    assert json.loads(out)["code"] == "malformed"
    copied = tmp_path / "copy.db"
    copied.write_bytes(ledger.read_bytes())
    manifest = json.loads(parley("ledger", "manifest", "--ledger", copied)[1])
    assert dict(manifest["rows"])["reports"] == 2
    assert manifest["runs"][0]["run"]["codebook"]["digest"]
    key = json.loads(parley("reports", "--ledger", copied, "--format", "json", "--limit", "1")[1])["key"]
    assert parley("ledger", "copies", key, "--ledger", copied)[1].startswith("100%")
    assert parley("ledger", "delete", key, "--ledger", copied, "--yes")[0] == 0
    assert parley("ledger", "delete", key, "--ledger", copied, "--yes")[0] == 1
    after = json.loads(parley("ledger", "manifest", "--ledger", copied)[1])
    assert dict(after["rows"])["reports"] == 1


def test_one_line_and_status_2_for_what_goes_wrong(tmp_path: Path, ledger: Path) -> None:
    wrong = [
        ("events", "--ledger", tmp_path / "typo.db"),
        ("events", "--ledger", "mysql://host/db"),
        ("reports", "--ledger", ledger, "--text", "-"),
        ("ingest", ledger.with_name("corpus.csv"), "--ledger", tmp_path / "x.db", "--text", "words"),
        ("ingest", ledger.with_name("corpus.csv"), "--ledger", tmp_path / "no" / "x.db"),
    ]
    for arguments in wrong:
        code, out, err = parley(*arguments)
        assert (code, out, len(err.splitlines())) == (2, "", 1), arguments
        assert err.startswith("parley: ")
    assert not (tmp_path / "typo.db").exists()


def test_nothing_read_is_a_failure(tmp_path: Path) -> None:
    code, out, _ = parley("ingest", tmp_path / "missing.txt", "--ledger", tmp_path / "x.db")
    assert code == 1
    assert "1 rejected: 1 missing" in out


def test_the_core_does_not_load_the_database() -> None:
    core = "import sys, parley, parley.reader, parley.cli.app, parley.ledger.worker"
    code = f"{core}; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
