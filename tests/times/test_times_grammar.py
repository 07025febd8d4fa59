"""The data file is read strictly; ranges, bounds and missing dates say so."""

from __future__ import annotations

import datetime

import pytest

from parley import times
from parley.errors import DataFileError
from parley.times import grammar
from parley.times.resolve import is_operation

DAY = datetime.date(2023, 11, 15)


def rules(node):
    if node.rule is not None:
        yield node.rule
    for child in [*node.words.values(), *node.classes.values()]:
        yield from rules(child)


def test_every_pattern_can_be_resolved():
    assert all(is_operation(rule.means) for rule in rules(grammar.load().root))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[pattern]]\nwords = "<nothing>"\nmeans = "date"\n', "times.toml:2: no such class"),
        ('[[pattern]]\nwords = "next"\n', "times.toml:2: a pattern needs: means"),
        ('[[pattern]]\nwords = "next?"\nmeans = "date"\n', "times.toml:2: a pattern needs an element"),
        ("", "each"),
        ("[[", "times.toml"),
    ],
)
def test_bad_data_file_names_its_line(tmp_path, text, problem):
    file = tmp_path / "times.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=problem.replace("[", r"\[")):
        grammar.read(file)


def test_impossible_dates_are_marked(parsed):
    (time,) = times.find(parsed("They signed on 31 February."), DAY)
    assert time.impossible
    assert time.when.start is None
    assert "no day 31" in time.when.reason


def test_ambiguous_dates_say_so(parsed):
    (time,) = times.find(parsed("They signed on 10/7/2023."), DAY)
    assert not time.impossible
    assert "ambiguous" in time.when.reason


def test_without_publication_date_the_reason_says_so(parsed):
    (time,) = times.find(parsed("They met last week."), None)
    assert "publication date" in time.when.reason


def test_wrong_weekday_is_told(parsed):
    (time,) = times.find(parsed("They met on Friday 3 May 2016."), DAY)
    assert "was a Tuesday" in time.when.reason


def test_bounds(parsed):
    (time,) = times.find(parsed("They must leave by Friday."), DAY)
    assert time.bound == "to"
    (time,) = times.find(parsed("The road has been closed since Monday."), DAY)
    assert time.bound == "from"


@pytest.mark.parametrize("published", [datetime.date.min, datetime.date.max, None])
def test_edges_of_the_calendar(parsed, published):
    text = (
        "They met last year, next year, two days ago, 900 years ago and last Monday, and will meet next week."
    )
    for time in times.find(parsed(text), published):
        assert (time.when.start is None) == (time.when.end is None)
