"""Whether events happened: labelled sentences, those that come out wrong kept as strict expected failures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from parley.events import factuality
from parley.language import Document
from parley.propositions import extract

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "factuality.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
CASES = [
    pytest.param(
        kind.lstrip("?"), word, text, id=f"{word}: {text}",
        marks=[pytest.mark.xfail(strict=True, reason="known miss")] if kind.startswith("?") else [],
    )
    for kind, word, text in ROWS
]  # fmt: skip


@pytest.mark.parametrize(("expected", "word", "text"), CASES)
def test_factuality(expected: str, word: str, text: str, parsed: Callable[[str], Document]) -> None:
    document = parsed(text)
    found = extract(document)
    places = [t for t, w in enumerate(document.words) if w == word]
    kinds = {
        factuality.of(document, found, p.index)[0].value
        for p in found
        if p.token in places or p.nominal in places
    }
    assert kinds == {expected}


def test_at_least_nine_in_ten_are_right() -> None:
    wrong = sum(kind.startswith("?") for kind, _, _ in ROWS)
    assert len(ROWS) >= 150
    assert wrong <= 0.1 * len(ROWS)
