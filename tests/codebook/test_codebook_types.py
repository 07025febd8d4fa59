"""The sentences that the type files give as their own tests come out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from parley import codebook
from parley.codebook.book import Example
from parley.events.explain import check, explain, uncovered
from parley.language import Document

EXAMPLES = codebook.load().tests


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{e.label}-{e.line}" for e in EXAMPLES])
def test_example_of_a_type_file(example: Example, parsed: Callable[[str], Document]) -> None:
    book = replace(codebook.load(), tests=(example,))
    assert [failure.problem for failure in check(book, parsed)] == []


def test_a_failing_example_says_what_came_instead(parsed: Callable[[str], Document]) -> None:
    wrong = replace(EXAMPLES[0], label="AID", text="Gunmen attacked the village.", absent=False)
    (failure,) = check(replace(codebook.load(), tests=(wrong,)), parsed)
    assert "ASSAULT" in failure.problem


def test_explain_names_the_frame_and_what_kept_the_others(parsed: Callable[[str], Document]) -> None:
    book = codebook.load()
    found = explain(parsed("The opposition attacked the new tax law."), book)
    attack = next(e for e in found if e.words == "attacked")
    assert attack.fired is not None
    assert attack.fired.type == "ACCUSE"
    assert any(label == "ASSAULT" and reason for label, _, reason in attack.near)


def test_uncovered_lists_predicates_between_actors(parsed: Callable[[str], Document]) -> None:
    text = "Ghana has outwitted Togo. Later, Chad has outwitted Niger."
    (item,) = uncovered([parsed(text)], codebook.load())
    assert item.key == "outwit"
    assert item.count == 2
    assert item.sentence == "Ghana has outwitted Togo."
