"""`parley read` as a user meets it: briefs, JSON, and one clear line for what cannot be read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import RUN, parley, process

EXAMPLE = min((Path(__file__).parent.parent.parent / "examples" / "colombia").glob("2016-11-24*.txt"))
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(range(256)) * 4


def test_a_brief_of_an_example() -> None:
    done = process("read", EXAMPLE, COLUMNS="80")
    assert "WHAT HAPPENED" in done.out
    assert "\x1b" not in done.out
    assert (done.code, done.err) == (0, "")
    assert max(map(len, done.out.splitlines())) <= 80


def test_json_is_one_object_per_report() -> None:
    lines = parley("read", "--format", "json", EXAMPLE, EXAMPLE, anew=True).out.splitlines()
    assert len(lines) == 2
    assert lines[0] == lines[1]
    assert json.loads(lines[0])["report"]["published"] == "2016-11-24"


def test_bad_inputs_get_a_line_each_and_the_good_one_is_read(tmp_path: Path) -> None:
    files = {
        "empty.txt": b"",
        "huge.txt": b"word " * 10_000_000,
        "picture.png": PNG,
        "spanish.txt": (
            "El gobierno y la guerrilla firmaron ayer en la capital un acuerdo para poner fin al conflicto armado. "
            "Los negociadores dijeron que la entrega de las armas comenzará en los próximos meses."
        ).encode(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    utf16 = tmp_path / "sixteen.txt"
    utf16.write_bytes("The rebels freed twelve hostages on Monday, the army said.".encode("utf-16"))
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>Talks resume</title><script>alert('rebels attacked the script')</script></head><body>"
        "<article><h1>Talks resume</h1><p>The government of Venra and the rebels resumed peace talks in the capital on "
        "Monday, mediators said.</p><p>The rebels agreed to release twelve prisoners by the end of the month, and the "
        "army promised to withdraw from three villages.</p></article></body></html>",
        encoding="utf-8",
    )
    missing = tmp_path / "missing.txt"
    names = [*(str(tmp_path / name) for name in files), str(missing), str(utf16), str(page)]
    done = parley("read", "--format", "json", *names)
    readings = [json.loads(line)["report"] for line in done.out.splitlines()]
    assert [Path(r["name"]).name for r in readings] == ["sixteen.txt", "page.html"]
    assert "alert" not in readings[1]["text"]
    lines = done.err.splitlines()
    assert len(lines) == 5
    for name in (*files, "missing.txt"):
        assert sum(name in line for line in lines) == 1
    assert done.code == 0


def test_nothing_read_is_a_failure(tmp_path: Path) -> None:
    done = parley("read", str(tmp_path / "missing.txt"))
    assert (done.code, done.out, len(done.err.splitlines())) == (1, "", 1)


def test_standard_input_with_a_date() -> None:
    report = b"Rebels of the Northern Front attacked a convoy near Osk on Tuesday, killing four soldiers, police said."
    done = process("read", "-", "--date", "2031-03-05", "--format", "json", typed=report)
    reading = json.loads(done.out)
    (attack,) = [
        e for e in reading["events"] if e["type"] == "ASSAULT" and e["predicate"]["text"] == "attacked"
    ]
    assert attack["date"]["start"] == "2031-03-04"
    assert reading["report"]["name"] == "-"


@pytest.mark.parametrize("date", ["2031-02-31", "yesterday", "05.03.2031"])
def test_a_date_that_does_not_exist_is_refused(date: str) -> None:
    done = parley("read", EXAMPLE, "--date", date)
    assert done.code == 2
    assert date in done.err


def test_a_full_disk_is_told() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", RUN, "read", "--format", "json", str(EXAMPLE)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert "cannot be written" in done.stderr.decode()


def test_a_model_that_is_not_there_is_named() -> None:
    done = process("read", EXAMPLE, "--language-model", "no_such_model")
    assert done.code == 2
    assert "no_such_model" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "command", [("--help",), ("read", "--help"), ("evaluate", "--help"), ("codebook", "--help")]
)
def test_help_reads_well(command: tuple[str, ...]) -> None:
    done = parley(*command)
    assert "Usage" in done.out
    assert (done.code, done.err) == (0, "")


def test_colour_never_with_no_color() -> None:
    assert "\x1b[3" in parley("read", EXAMPLE, FORCE_COLOR="1").out
    assert "\x1b[3" not in parley("read", EXAMPLE, NO_COLOR="1", FORCE_COLOR="1").out
