"""Numbers of persons, from numerals and words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parley.events import magnitudes
from parley.language import Document


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("17", 17),
        ("1,100", 1100),
        ("1.2 million", 1_200_000),
        ("twenty-five", 25),
        ("two hundred and six", 206),
        ("three thousand four hundred", 3400),
        ("a dozen", 12),
        ("two dozen", 24),
        ("a hundred", 100),
        ("dozens", None),
        ("several", None),
        ("", None),
    ],
)
def test_number(words: str, value: int | None) -> None:
    assert magnitudes.number(words.split()) == value


@pytest.mark.parametrize(
    ("text", "noun", "value"),
    [
        ("The blast killed 17 soldiers.", "soldiers", 17),
        ("The blast killed at least eight people.", "people", 8),
        ("The blast killed a teacher.", "teacher", 1),
        ("The blast killed dozens of villagers.", "dozens", None),
        ("The blast killed several soldiers.", "soldiers", None),
    ],
)
def test_count(text: str, noun: str, value: int | None, parsed: Callable[[str], Document]) -> None:
    document = parsed(text)
    assert magnitudes.count(document, document.words.index(noun)) == value


def test_affected_tells_the_dead(parsed: Callable[[str], Document]) -> None:
    document = parsed("The militia handed over the remains of four hostages.")
    (row,) = magnitudes.affected(document, [document.words.index("remains")], "released")
    assert row.dead
    assert row.span.text.startswith("the remains")
