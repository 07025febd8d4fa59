"""At which place and when an event happened."""

from __future__ import annotations

import datetime

import pytest

from parley import places, propositions, times

PUBLISHED = datetime.date(2023, 11, 15)


def chosen(parsed, text, predicate):
    document = parsed(text)
    found = propositions.extract(document)
    index = next(
        p.index
        for p in found
        if document.lemmas[p.nominal or p.token] == predicate or document.lemmas[p.token] == predicate
    )
    where = places.choose(places.find(document), document, found, index)
    when = times.choose(times.find(document, PUBLISHED), document, found, index)
    return where, when


@pytest.mark.parametrize(
    ("text", "predicate", "name", "day"),
    [
        ("Rebels attacked a post in Goma on Tuesday.", "attack", "Goma", datetime.date(2023, 11, 14)),
        ("The envoys will meet in Doha, Qatar on Friday.", "meet", "Doha", datetime.date(2023, 11, 17)),
        (
            "Fighters shelled the town of Rafah in Gaza on 3 May 2016.",
            "shell",
            "Rafah",
            datetime.date(2016, 5, 3),
        ),
        ("On Monday, soldiers killed two men near Kabul.", "kill", "Kabul", datetime.date(2023, 11, 13)),
    ],
)
def test_by_grammar(parsed, text, predicate, name, day):
    where, when = chosen(parsed, text, predicate)
    assert where.name == name
    assert when.start == when.end == day
    assert where.reason.startswith("place of the predicate")
    assert when.reason.startswith("time of the predicate")


def test_day_of_saying_is_not_day_of_what_is_said(parsed):
    text = "The minister said on Tuesday that rebels had killed two men."
    assert chosen(parsed, text, "kill")[1] is None
    assert chosen(parsed, text, "say")[1].start == datetime.date(2023, 11, 14)


def test_government_is_no_place(parsed):
    assert chosen(parsed, "Moscow rejected the offer.", "reject")[0] is None


def test_nothing_told(parsed):
    assert chosen(parsed, "Rebels attacked a post.", "attack") == (None, None)
