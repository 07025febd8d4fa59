"""The page on exports does what it says: its commands and its Python are run, in the order in which they stand."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import commandline
import pytest

from parley.outputs import phoenix, polecat

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the page's commands were run."""
    made = tmp_path_factory.mktemp("page")
    (made / "examples").symlink_to(ROOT / "examples")
    for command in (line for block in blocks("sh") for line in block.strip().splitlines()):
        assert command.startswith("parley ")
        done = commandline.shell(command, made)
        assert done.code == 0, f"{command}: {done.err}"
        assert done.out.strip() or "rows in" in done.err, command
    return made


def test_commands(folder: Path) -> None:
    names = {"events.parquet", "events.csv", "events.txt", "dyads.csv", "panel.csv"}
    assert names | {f"{name}.manifest.json" for name in names} <= {path.name for path in folder.iterdir()}
    with (folder / "events.txt").open(newline="", encoding="utf-8") as stream:
        events = list(csv.reader(stream, delimiter="\t"))
    with (folder / "dyads.csv").open(newline="", encoding="utf-8") as stream:
        dyads = list(csv.reader(stream))
    assert events[0] == list(polecat.COLUMNS)
    assert dyads[0] == list(phoenix.COLUMNS)
    assert len(events) > 50
    assert len(dyads) > 50
    assert {len(row) for row in events} == {40}


def test_python(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    for block in blocks("python"):
        exec(compile(block, "exports.md", "exec"), names)
    assert "SUPPORT" in capsys.readouterr().out
    assert len(names["by_sql"]) > 5  # type: ignore[arg-type]
    assert names["table"].num_rows > 0  # type: ignore[attr-defined]
    assert len(names["panel"]) > 0  # type: ignore[arg-type]


def test_the_r_reads_what_the_commands_write() -> None:
    (r,) = blocks("r")
    for name in re.findall(r'"([\w.]+\.(?:parquet|db|txt|csv))"', r):
        assert any(name in block for block in blocks("sh")), name
