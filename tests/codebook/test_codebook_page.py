"""docs/codebook.md: what the page tells a researcher to do works as the page says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from parley import codebook
from parley.errors import DataFileError
from parley.events.explain import check
from parley.language import Document

PAGE = Path(__file__).parents[2] / "docs" / "codebook.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_page_from_first_file_to_passing_tests(
    tmp_path: Path, parsed: Callable[[str], Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("my-codebook")
    folder.mkdir()
    file = folder / "EXTORT.toml"
    whole, line = blocks("toml")
    file.write_text(whole, encoding="utf-8")

    with pytest.raises(DataFileError) as caught:
        codebook.load(folder)
    assert f"parley: {caught.value}" == blocks("text")[0].strip()

    file.write_text(whole.replace("[words]\n", f"[words]\n{line}"), encoding="utf-8")
    book = codebook.load(folder)
    assert book.quad("EXTORT") == "material conflict"
    assert [failure.problem for failure in check(book, parsed, types=["EXTORT"])] == []


def test_the_page_lists_every_key_of_a_frame() -> None:
    from parley.codebook.frames import FRAME_KEYS

    page = PAGE.read_text(encoding="utf-8")
    assert [key for key in FRAME_KEYS if f"`{key}`" not in page] == []
