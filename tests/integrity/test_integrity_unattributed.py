"""Claims without a source, and what only looks like one."""

from __future__ import annotations

import datetime

import pytest

from parley.reader import Reader
from parley.records import FlagKind

BODY = " The two sides met for an hour and left without a word. A second round was set for Friday in the same hall."


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def claims(reader: Reader, text: str) -> list[str]:
    reading = reader.read_text(text + BODY, date=datetime.date(2031, 3, 4))
    return [flag.reason for flag in reading.flags if flag.kind is FlagKind.UNATTRIBUTED_CLAIM]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels reportedly left the harbour on Monday.",
        "It is believed that the rebels left the harbour on Monday.",
        "The minister reportedly said that the rebels had left the harbour.",
    ],
)
def test_nobody_is_named(reader: Reader, text: str) -> None:
    assert len(claims(reader, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that the rebels had allegedly burned the harbour.",
        "Nobody trusted the supposedly free vote in the north.",
        'One source of the ministry called on Monday. "We wait," the source said.',
        "Rebels reportedly leave harbour\n\nThe minister said on Monday that the rebels had left.",
    ],
)
def test_somebody_is(reader: Reader, text: str) -> None:
    assert claims(reader, text) == []
