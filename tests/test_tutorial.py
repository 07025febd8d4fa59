"""The tutorial does what it says: its commands are run in order, and its Python."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import commandline
import pytest

from parley.ledger import Ledger, Standing

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all commands were run, one after the other."""
    home: Path = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(ROOT / "examples", home / "examples")
    for command in [line for block in blocks("sh") for line in block.strip().splitlines()]:
        done = commandline.shell(command, home)
        assert done.code == 0, f"{command}: {done.err}"
        assert (done.out + done.err).strip(), command
    return home


def test_the_dataset_is_corrected(folder: Path) -> None:
    with Ledger(folder / "talks.db") as ledger:
        reviews = list(ledger.reviews())
        kept = {(e.report.key, e.event.id): e.event for e in ledger.events()}
    assert [(str(r.verdict), r.standing) for r in reviews] == [
        ("accept", Standing.COUNTS),
        ("correct", Standing.COUNTS),
        ("reject", Standing.COUNTS),
    ]
    accepted, corrected, rejected = ((r.report.key, str(r.row)) for r in reviews)
    assert accepted in kept
    assert kept[corrected].factuality == "planned"
    assert rejected not in kept


def test_the_dataset_is_exported(folder: Path) -> None:
    with Ledger(folder / "talks.db") as ledger:
        number = len(list(ledger.events()))
    with (folder / "events.csv").open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == number
    assert (folder / "events.csv.manifest.json").exists()
    assert (folder / "events.tsv").read_text(encoding="utf-8").count("\n") > 50
    assert "Final accord" in (folder / "brief.html").read_text(encoding="utf-8")


def test_python(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    code = "\n".join(blocks("python"))
    exec(compile(code, "tutorial.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "promise" in printed
    assert "because:" in printed
