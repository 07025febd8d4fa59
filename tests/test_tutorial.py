"""The tutorial does what it says: its commands and its Python are run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("command", [line for block in blocks("sh") for line in block.strip().splitlines()])
def test_command(command: str) -> None:
    words = shlex.split(command)
    assert words[0] == "parley"
    done = subprocess.run(
        [sys.executable, "-c", "from parley.cli import main; main()", *words[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_python(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    code = "\n".join(blocks("python"))
    exec(compile(code, "tutorial.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "promise" in printed
    assert "because:" in printed
