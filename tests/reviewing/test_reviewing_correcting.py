"""Corrections as people type them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from parley import codebook, sources
from parley.ledger import Days, EventFields, RowKind
from parley.ledger.judgements import Fields, main_fields
from parley.reader import Reader
from parley.records import Act, CommitmentStatus, Factuality, Reading
from parley.reviewing.context import around
from parley.reviewing.correcting import NotUnderstood, changed, correct, is_empty, nearby, text

STORY = (
    "Rebels of the Northern Front attacked an army post near Osk on Tuesday, police said.\n\n"
    "President Ana Veld promised to withdraw the army if the rebels free their hostages. "
    "Veld thanked the  drivers of the convoy. The drivers were tired."
)
BOOK = codebook.load()


@pytest.fixture(scope="module")
def reading() -> Reading:
    return Reader().read(sources.from_text(STORY, name="story.txt"))


@pytest.fixture(scope="module")
def attack(reading: Reading) -> Fields:
    event = next(e for e in reading.events if e.type == "ASSAULT")
    return main_fields(event, {actor.id: actor for actor in reading.actors})


def typed(reading: Reading, given: Fields, field: str, words: str, kind: RowKind = RowKind.EVENT) -> Any:
    return correct(kind, given, field, words, reading=reading, near=20, book=BOOK)


def test_a_type_brings_its_quad_class_and_loses_a_mode_that_is_not_its_own(
    reading: Reading, attack: Fields
) -> None:
    with_mode = typed(reading, attack, "mode", "firearms")
    assert with_mode.mode == "firearms"
    found = typed(reading, with_mode, "type", "coer")
    assert (found.type, found.quad, found.mode) == ("COERCE", "material conflict", None)
    assert typed(reading, found, "mode", "arr").mode == "arrest"
    assert typed(reading, with_mode, "mode", "-").mode is None


def test_values_by_their_beginning_when_there_is_one(reading: Reading, attack: Fields) -> None:
    assert typed(reading, attack, "factuality", "Pl").factuality is Factuality.PLANNED
    for words, said in (
        ("co", "COERCE, CONCEDE, CONSULT, COOPERATE"),
        ("WAR", "ASSAULT"),
        ("", "nothing"),
    ):
        with pytest.raises(NotUnderstood, match=said):
            typed(reading, attack, "type", words)
    with pytest.raises(NotUnderstood, match="firearms"):
        typed(reading, attack, "mode", "arrest")


def test_parties_are_actors_or_words_of_the_report(reading: Reading, attack: Fields) -> None:
    found = typed(reading, attack, "source", "ana veld; the drivers")
    assert [(p.name, p.span.text) for p in found.source] == [
        ("Ana Veld", "Ana Veld"),
        ("the drivers", "the  drivers"),
    ]
    assert found.source[1].key == "name:the drivers"
    for named in found.source:
        assert STORY[named.span.start : named.span.end] == named.span.text
    assert typed(reading, attack, "target", "-").target == ()
    # Of several places the nearest to the row.
    far = correct(RowKind.EVENT, attack, "target", "drivers", reading=reading, near=len(STORY), book=BOOK)
    assert isinstance(far, EventFields)
    assert isinstance(far.target, tuple)
    assert far.target[0].span.start == STORY.rindex("drivers")
    with pytest.raises(NotUnderstood, match="stands nowhere"):
        typed(reading, attack, "source", "Kesh")
    with pytest.raises(NotUnderstood, match="stands nowhere"):
        typed(reading, attack, "source", "bel")


def test_the_nearest_actors_are_offered(reading: Reading) -> None:
    assert nearby(reading, STORY.index("attacked"))[0] == "army"
    assert nearby(reading, len(STORY))[0] == "the drivers"


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2031-03-04", (2031, 3, 4), (2031, 3, 4)),
        ("2032-02", (2032, 2, 1), (2032, 2, 29)),
        ("2031", (2031, 1, 1), (2031, 12, 31)),
        ("2031-03-01 to 2031-03-07", (2031, 3, 1), (2031, 3, 7)),
        ("2031-03 to 2031-04", (2031, 3, 1), (2031, 4, 30)),
    ],
)
def test_dates(
    reading: Reading, attack: Fields, words: str, start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    found = typed(reading, attack, "date", words)
    assert found.date == Days(start=datetime.date(*start), end=datetime.date(*end))
    assert typed(reading, found, "date", text(found, "date")) == found


def test_dates_that_are_none(reading: Reading, attack: Fields) -> None:
    assert typed(reading, attack, "date", "-").date is None
    for words in ("Tuesday", "2031-13", "2031-02-30", "2031-03-07 to 2031-03-01", "", "0000"):
        with pytest.raises(NotUnderstood, match="date"):
            typed(reading, attack, "date", words)


def test_statements_and_commitments(reading: Reading) -> None:
    actors = {actor.id: actor for actor in reading.actors}
    said = main_fields(reading.statements[0], actors)
    found = typed(reading, said, "act", "warn", RowKind.STATEMENT)
    assert found.act is Act.WARN
    assert typed(reading, said, "speaker", "-", RowKind.STATEMENT).speaker is None
    assert typed(reading, said, "speaker", "Ana Veld", RowKind.STATEMENT).speaker.name == "Ana Veld"
    with pytest.raises(NotUnderstood, match="one speaker"):
        typed(reading, said, "speaker", "Ana Veld; police", RowKind.STATEMENT)
    with pytest.raises(NotUnderstood, match="act, speaker, kind"):
        typed(reading, said, "type", "ASSAULT", RowKind.STATEMENT)
    owed = main_fields(reading.commitments[0], actors)
    after = typed(reading, owed, "status", "satisfied", RowKind.COMMITMENT)
    assert after.status is CommitmentStatus.SATISFIED
    assert is_empty(changed(owed, owed))
    assert changed(owed, after) == type(owed)(status=CommitmentStatus.SATISFIED)


def test_the_sentences_around() -> None:
    said = "One was here. Two fired at U.N. staff. “Three,” he said. Four left.\n\nFive stayed."
    for words, shown in (
        ("fired", "One was here. Two fired at U.N. staff. “Three,” he said."),
        ("One", "One was here. Two fired at U.N. staff."),
        ("Five", "Four left.\n\nFive stayed."),
        ("here. Two", "One was here. Two fired at U.N. staff. “Three,” he said."),
    ):
        first = said.index(words)
        start, end = around(said, first, first + len(words))
        assert said[start:end] == shown
    assert around("no border here", 3, 9) == (0, 14)
    assert around("", 0, 0) == (0, 0)
    long = "x" * 5000
    assert around(long, 2000, 2010) == (1400, 2610)
