"""Reviewing from the command line: docs/reviews.md as written, a terminal with single keys, and what goes wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import select
import shutil
import signal
import sys
import time
from pathlib import Path

import commandline
import pytest
from commandline import RUN

from parley.ledger import Ledger, Standing

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reviews.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def parley(*arguments: str | Path, typed: str = "") -> tuple[int, str, str]:
    done = commandline.parley(*arguments, typed=typed)
    return done.code, done.out, done.err


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with two short reports."""
    folder: Path = tmp_path_factory.mktemp("reviews")
    (folder / "one.txt").write_text(
        "Rebels attacked an army post near Osk, police said. The army shelled two villages.\n"
    )
    (folder / "two.txt").write_text(
        "President Ana Veld promised to withdraw the army. The ministers met in Oslo.\n"
    )
    code, _, err = parley("ingest", folder / "one.txt", folder / "two.txt", "--ledger", folder / "parley.db")
    assert (code, err) == (0, "")
    return folder / "parley.db"


@pytest.fixture
def ledger(small: Path, tmp_path: Path) -> Path:
    return shutil.copy(small, tmp_path / "parley.db")


def test_the_page_from_first_review_to_gold(tmp_path: Path) -> None:
    """All commands of the page, one after the other, in a folder of their own."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shown = []
    for command in [line for block in blocks("sh") for line in block.strip().splitlines()]:
        done = commandline.shell(command, tmp_path)
        assert done.code == 0, f"{command}: {done.err}"
        shown.append(done.out)
    with Ledger(tmp_path / "talks.db") as kept:
        reviews = [(r.reviewer, str(r.verdict), r.standing) for r in kept.reviews()]
    assert reviews == [
        ("Ana", "accept", Standing.UNDONE),
        ("Ana", "reject", Standing.OVERRULED),
        ("Ana", "correct", Standing.COUNTS),
        ("Bo", "accept", Standing.COUNTS),
        ("Bo", "accept", Standing.UNDONE),
        ("Bo", "reject", Standing.COUNTS),
    ]
    assert "pairs.accuracy           1.000" in shown[-1]
    tasks = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    assert {a["reviewer"] for task in tasks for a in task["annotations"]} == {"Ana", "Bo"}
    assert (tmp_path / "tasks.xml").is_file()
    assert list((tmp_path / "brat").glob("*.ann"))


def test_the_python_of_the_page(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ledger.parent)
    ledger.rename("talks.db")
    exec(compile("\n".join(blocks("python")), "reviews.md", "exec"), {})
    assert "undone" in capsys.readouterr().out


def test_a_scripted_session_and_its_list(ledger: Path) -> None:
    code, out, err = parley(
        "review",
        "--ledger",
        ledger,
        "--reviewer",
        "Ana",
        "--kind",
        "events",
        typed="accept\nr\nu\nc\ntype=AID\n\n",
    )
    assert (code, err) == (0, "parley: 2 decided: 1 accepted, 1 corrected\n")
    assert "type: AID" in out
    assert max(map(len, out.splitlines())) <= 100
    code, out, _ = parley("reviews", "list", "--ledger", ledger, "--format", "json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(r["verdict"], r["standing"], r["reviewer"]) for r in rows] == [
        ("accept", "counts", "Ana"),
        ("reject", "undone", "Ana"),
        ("correct", "counts", "Ana"),
    ]
    assert rows[2]["changed"]["type"] == "AID"
    assert rows[2]["changed"]["quad"] == "material cooperation"
    _, out, _ = parley("reviews", "list", "--ledger", ledger, "--format", "csv", "--kind", "events")
    assert [r["changed"] for r in csv.DictReader(io.StringIO(out))] == ["", "", "type AID, mode none"]
    assert parley("reviews", "list", "--ledger", ledger, "--kind", "statements") == (0, "", "")
    assert parley("reviews", "list", "--ledger", ledger, "--orphaned") == (0, "", "")
    _, out, _ = parley("events", "--ledger", ledger, "--type", "AID", "--format", "json")
    assert len(out.splitlines()) == 1
    assert json.loads(out)["review"]["reviewer"] == "Ana"
    assert parley("reviews", "undo", "3", "--ledger", ledger)[1] == "undone: 3, correct by Ana\n"
    assert parley("events", "--ledger", ledger, "--type", "AID")[1] == ""


def test_decisions_reach_tables_and_what_is_followed(ledger: Path) -> None:
    def timeline() -> str:
        return parley("timeline", "--ledger", ledger)[1]

    before = timeline()
    assert "ASSAULT" in before
    decide = ("review", "--ledger", ledger, "--reviewer", "Ana", "--kind", "events", "--type", "assault")
    assert parley(*decide, typed="r\n" * 9)[0] == 0
    assert "ASSAULT" not in timeline()
    with Ledger(ledger) as kept:
        for review in list(kept.reviews()):
            kept.undo(review.number)
    assert timeline() == before
    assert parley(*decide, typed="a\n" * 9)[0] == 0
    _, out, _ = parley("events", "--ledger", ledger, "--format", "csv")
    marks = {(row["type"], row["verdict"], row["reviewer"]) for row in csv.DictReader(io.StringIO(out))}
    assert ("ASSAULT", "accept", "Ana") in marks
    assert {(verdict, who) for kind, verdict, who in marks if kind != "ASSAULT"} == {("", "")}


def test_what_goes_wrong_is_one_line(ledger: Path) -> None:
    for arguments, code, said in (
        (("review", "--ledger", ledger.with_name("none.db")), 2, "no such ledger"),
        (("reviews", "undo", "9", "--ledger", ledger), 1, "no review 9"),
        (("review", "--ledger", ledger, "--codebook", ledger), 2, "is no folder"),
        (("reviews", "export", ledger.parent, "--as", "events", "--ledger", ledger), 2, "irectory"),
        (("evaluate", "events", ledger.with_name("none.jsonl")), 2, "No such file"),
    ):
        found, out, err = parley(*arguments)
        assert (found, out, err.count("\n")) == (code, "", 1)
        assert said in err


# --- a terminal -------------------------------------------------------------------------------------------------------


class Terminal:
    """`parley review` in a terminal of its own."""

    def __init__(self, *arguments: str | Path) -> None:
        self.shown = ""
        self.child, self._master = pty.fork()
        if self.child == 0:
            # A shell lets what it runs in the background ignore Ctrl-C, and so the tests with all their children.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.environ.update(COLUMNS="100", LINES="40", TERM="xterm")
            os.execv(sys.executable, [sys.executable, "-c", RUN, *map(str, arguments)])

    def wait_for(self, words: str, seconds: float = 60) -> None:
        start = len(self.shown)
        end = time.monotonic() + seconds
        while words not in self.shown[start:]:
            assert time.monotonic() < end, f"no {words!r} in {self.shown[start:]}"
            ready, _, _ = select.select([self._master], [], [], 0.5)
            if ready:
                try:
                    self.shown += os.read(self._master, 65536).decode(errors="replace")
                except OSError:
                    raise AssertionError(f"it ended before {words!r}: {self.shown[start:]}") from None

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def close(self) -> int:
        """Closes the terminal; the exit status, negative for a signal."""
        os.close(self._master)
        return self.end()

    def end(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])


@pytest.fixture
def terminal(ledger: Path) -> Terminal:
    return Terminal("review", "--ledger", ledger, "--reviewer", "Ana", "--kind", "events")


def test_single_keys_in_a_terminal(terminal: Terminal, ledger: Path) -> None:
    terminal.wait_for("? help")
    terminal.press("a")
    terminal.wait_for("? help")
    terminal.press("c1")
    terminal.wait_for("]: ")
    terminal.press("aid\r")
    terminal.wait_for("type: AID")
    terminal.press("\r")
    terminal.wait_for("? help")
    terminal.press("\x03")
    terminal.wait_for("2 decided: 1 accepted, 1 corrected")
    assert terminal.end() == 0
    with Ledger(ledger) as kept:
        assert [str(r.verdict) for r in kept.reviews()] == ["accept", "correct"]


def test_a_closed_terminal_loses_nothing(terminal: Terminal, ledger: Path) -> None:
    terminal.wait_for("? help")
    terminal.press("r")
    terminal.wait_for("? help")
    terminal.press("a")
    terminal.wait_for("accepted (2)")
    terminal.close()
    with Ledger(ledger) as kept:
        assert [str(r.verdict) for r in kept.reviews()] == ["reject", "accept"]
