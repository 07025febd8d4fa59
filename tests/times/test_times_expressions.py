"""Time expressions against a publication date."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from parley import times

ROWS = [
    tuple(line.split("|"))
    for line in Path(__file__).with_name("expressions.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def day(text):
    return None if text == "-" else datetime.date.fromisoformat(text)


@pytest.mark.parametrize(("text", "published", "words", "start", "end", "precision"), ROWS)
def test_expression(parsed, text, published, words, start, end, precision):
    found = times.find(parsed(text), day(published))
    assert words in [time.when.span.text for time in found]
    when = found[-1].when
    assert (when.span.text, when.start, when.end, when.precision) == (words, day(start), day(end), precision)
    assert text[when.span.start : when.span.end] == words
    assert when.reason


def test_there_are_150_expressions():
    assert len({row[2] for row in ROWS}) >= 140
    assert len(ROWS) >= 150


@pytest.mark.parametrize(
    "text",
    [
        "The 34-year-old teacher was shot.",
        "A teacher, 34, was shot.",
        "The boy is ten years old.",
        "They fought for three years.",
        "The envoys may meet the rebels.",
        "The troops march through the valley.",
        "At least 2000 people fled the town.",
        "The army lost 12 tanks and 1,500 men.",
        "April Jones spoke to reporters.",
        "He sat with the elders.",
        "She was jailed for several years.",
        "The road is 20 km long.",
        "They spring from the same village.",
        "The second brigade withdrew.",
    ],
)
def test_no_time(parsed, text):
    assert times.find(parsed(text), datetime.date(2023, 11, 15)) == ()
