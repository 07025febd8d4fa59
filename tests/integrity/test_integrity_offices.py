"""Descriptions against the gazetteer, by date."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from parley.records import Flag, FlagKind, Trust

Check = Callable[..., tuple[tuple[Flag, ...], Trust]]

TAIL = " The two sides met for an hour and left without a word. A second round was set for Friday in the same hall."


def conflicts(checked: Check, text: str, year: int) -> list[str]:
    flags, _ = checked(text + TAIL, datetime.date(year, 6, 1))
    return [f.reason for f in flags if f.kind is FlagKind.ROLE_CONFLICT]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Angela Merkel, the German chancellor, met the envoys in Geneva.", 2024),
        ("President Donald Trump met the envoys in Geneva.", 2014),
        ("The envoys met Barack Obama, the president of the United States, in Geneva.", 2019),
        ("Angela Merkel, the footballer, met the envoys in Geneva.", 2012),
    ],
)
def test_what_the_gazetteer_speaks_against(checked: Check, text: str, year: int) -> None:
    (reason,) = conflicts(checked, text, year)
    assert ".csv" in reason


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("Angela Merkel, the German chancellor, met the envoys in Geneva.", 2012),
        ("Angela Merkel, the former German chancellor, met the envoys in Geneva.", 2024),
        ("President Barack Obama met the envoys in Geneva.", 2019),
        ("In 2012 Angela Merkel, the German chancellor, met the envoys in Geneva.", 2024),
        ("Joe Biden, the vice president, met the envoys in Geneva.", 2012),
        ("Ingrid Halvorsen, the Norwegian chancellor, met the envoys in Geneva.", 2012),
        ("Voters asked what a President Donald Trump would do in Geneva.", 2014),
        ("The ousted Ukrainian president, Viktor Yanukovych, met the envoys in Geneva.", 2017),
        ("The previous secretary of state, Hillary Clinton, met the envoys in Geneva.", 2015),
        ("The attorney general, Pam Bondi, met the envoys in Geneva.", 2015),
    ],
)
def test_what_it_does_not_speak_against(checked: Check, text: str, year: int) -> None:
    assert conflicts(checked, text, year) == []


def test_without_a_date_offices_are_not_checked(checked: Check) -> None:
    flags, _ = checked("Angela Merkel, the German chancellor, met the envoys in Geneva." + TAIL, None)
    assert not [f for f in flags if f.kind is FlagKind.ROLE_CONFLICT]
