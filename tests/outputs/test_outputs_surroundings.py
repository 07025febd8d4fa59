"""The sentences around a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.ledger import EVERYTHING, Ledger
from parley.outputs.surroundings import Readings, sentences
from parley.sources.damage.scan import Scan

TEXT = (
    "Talks fail\n\nOsk, 3 May. Gen. Ana Pell left early. “We are done!” she said. The U.S. envoy stayed. Nobody knew why? "
    "It rained.\n\nA last line."
)


def around(words: str, count: int, title: str | None = "Talks fail") -> str:
    start = TEXT.index(words)
    first, last = sentences(Scan.of(TEXT, title=title), start, start + len(words), count)
    return TEXT[first:last]


@pytest.mark.parametrize(
    ("words", "count", "expected"),
    [
        ("left", 0, "Gen. Ana Pell left early."),
        ("envoy", 0, "The U.S. envoy stayed."),
        ("envoy", 1, "“We are done!” she said. The U.S. envoy stayed. Nobody knew why?"),
        ("rained", 1, "Nobody knew why? It rained.\n\nA last line."),
        ("last", 9, TEXT[12:]),
        ("Osk", 5, TEXT[12:].removesuffix("\n\nA last line.")),
        ("Talks", 0, "Talks fail"),
        ("early. “We", 0, "Gen. Ana Pell left early. “We are done!” she said."),
    ],
)
def test_sentences_around(words: str, count: int, expected: str) -> None:
    assert around(words, count) == expected


def test_without_a_title_the_first_line_is_a_sentence() -> None:
    assert around("Osk", 1, title=None).startswith("Talks fail\n\nOsk")


@given(st.text(alphabet="ab AB.!?\n”“'(", max_size=60), st.data())
def test_a_passage_is_within_its_sentences_and_more_of_them_within_those(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    scan = Scan.of(text, title=None)
    before = (start, end)
    for count in range(4):
        first, last = sentences(scan, start, end, count)
        assert 0 <= first <= before[0]
        assert before[1] <= last <= len(text)
        before = (first, last)


def test_every_row_of_a_ledger_is_within_its_sentences(ledger: Ledger) -> None:
    kept = Readings(ledger)
    for rows in (ledger.events(EVERYTHING), ledger.statements(), ledger.commitments()):
        for row in rows:
            near, far = kept.around(row, 0), kept.around(row, 2)
            assert near
            assert near in far
    assert kept.around(next(ledger.reports()), 1) == ""
