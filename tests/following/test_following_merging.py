"""Merging: scores on labelled stories, any order, decisions, disagreements, copies."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from parley.errors import DataFileError
from parley.evaluation import merging as evaluation
from parley.following import Decision, Entry, Told, Verdict, merge
from parley.following.clusters import average_link
from parley.following.model import Aspect
from parley.following.rows import anchor
from parley.reader import Reader
from parley.records import Reading

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def readings(reader: Reader) -> list[Reading]:
    return [
        reader.read(labelled.report)
        for name in ("stories.txt", "stories-held-out.txt")
        for labelled in evaluation.read_stories(DATA / name)
    ]


@pytest.fixture(scope="module")
def entries(readings: list[Reading]) -> tuple[Entry, ...]:
    return merge(Told(reading=r) for r in readings)


def _bytes(entries: tuple[Entry, ...]) -> bytes:
    return msgspec.json.encode(entries)


@pytest.mark.parametrize("name", ["stories.txt", "stories-held-out.txt"])
def test_scores(reader: Reader, name: str) -> None:
    scores = evaluation.evaluate(DATA / name, reader=reader)
    assert scores["f1"] >= 0.80
    assert scores["precision"] >= 0.80
    assert scores["f1"] > scores["alone.f1"] + 0.05


def test_enough_is_labelled() -> None:
    reports = [r for n in ("stories.txt", "stories-held-out.txt") for r in evaluation.read_stories(DATA / n)]
    assert len(reports) >= 40
    assert len({label.happening.partition("/")[0] for r in reports for label in r.labels}) == 10


def test_every_row_is_in_one_entry(readings: list[Reading], entries: tuple[Entry, ...]) -> None:
    rows = [anchor(r, e) for r in readings for e in r.events]
    assert sorted(rows) == sorted(e.anchor for entry in entries for e in entry.evidence)


_STORY = [
    (
        "Morning Post",
        "2021-03-03",
        "Jets of the Orvanian army bombed the town of Tessaly on Tuesday and killed 14 people.",
    ),
    (
        "Evening Echo",
        "2021-03-04",
        "The Orvanian army bombed Tessaly on 2 March and killed 21 people, rebels said.",
    ),
    ("City Paper", "2021-03-11", "The Orvanian army bombed Tessaly on Tuesday and killed three people."),
]


def _told(reader: Reader, publisher: str, date: str, text: str, source: str | None = None) -> Told:
    reading = reader.read_text(text, date=date)
    report = msgspec.structs.replace(reading.report, publisher=publisher)
    return Told(reading=msgspec.structs.replace(reading, report=report), source=source)


def test_numbers_that_differ_are_kept_with_who_says_them(reader: Reader) -> None:
    found = merge(_told(reader, *story) for story in _STORY)
    first = next(e for e in found if e.start is not None and str(e.start) == "2021-03-02" and e.sources == 2)
    number = next(d for d in first.disagreements if d.about is Aspect.NUMBER)
    assert {v.value for v in number.versions} == {"killed: 14", "killed: 21"}
    assert {
        (e.publisher) for v in number.versions for a in v.told for e in first.evidence if e.anchor == a
    } == {
        "Morning Post",
        "Evening Echo",
    }


def test_a_week_apart_is_two(reader: Reader) -> None:
    found = merge(_told(reader, *story) for story in _STORY)
    assert {str(e.start) for e in found if e.type == "ASSAULT"} == {"2021-03-02", "2021-03-09"}
    for entry in found:
        assert len({e.anchor.report for e in entry.evidence} & {_told(reader, *_STORY[2]).report}) in (
            0,
            len({e.anchor.report for e in entry.evidence}),
        )


def test_a_government_and_its_rebels_are_two(reader: Reader) -> None:
    text = "The Colombian government and the FARC signed an agreement on land in Havana on Monday."
    found = merge([_told(reader, "A", "2013-05-28", text)])
    signed = next(e for e in found if "signed" in e.evidence[0].predicate)
    assert {s.name for s in signed.source} == {
        "The Colombian government",
        "Revolutionary Armed Forces of Colombia",
    }


def test_undated_rows_need_the_same_words(reader: Reader) -> None:
    def told(publisher: str, text: str) -> Told:
        reading = reader.read_text(text)
        report = msgspec.structs.replace(reading.report, publisher=publisher)
        return Told(reading=msgspec.structs.replace(reading, report=report))

    one = told("A", "The Karvian army bombed Mirre and burnt its grain stores.")
    same = told("B", "The Karvian army bombed Mirre and burnt the grain stores, a farmer said.")
    other = told("C", "The Karvian army bombed Mirre, where a wedding was held.")
    homes = [
        {v.publisher for v in e.evidence}
        for e in merge([one, same, other])
        if "bombed" in {v.predicate for v in e.evidence}
    ]
    assert sorted(map(sorted, homes)) == [["A", "B"], ["C"]]


def test_copies_are_one_source(reader: Reader) -> None:
    _, date, text = _STORY[0]
    copies = [
        _told(reader, name, date, f"{text} {extra}", source="wire")
        for name, extra in (("A", "More soon."), ("B", "It rained."), ("C", "All rights reserved."))
    ]
    found = merge(copies)
    strike = next(e for e in found if e.type == "ASSAULT")
    assert len({e.anchor.report for e in strike.evidence}) == 3
    assert strike.sources == 1


def test_decisions_stick_in_any_order(reader: Reader) -> None:
    told = [_told(reader, *story) for story in _STORY]
    rows = [next(anchor(t.reading, e) for e in t.reading.events if e.type == "ASSAULT") for t in told]
    decisions = [
        Decision(one=rows[0], other=rows[1], verdict=Verdict.SPLIT),
        Decision(one=rows[1], other=rows[2], verdict=Verdict.JOIN),
    ]
    plain = merge(told)
    assert _home(plain, rows[0]) == _home(plain, rows[1]) != _home(plain, rows[2])
    for order in ([0, 1, 2], [2, 1, 0], [1, 0, 2, 1]):
        decided = merge([told[place] for place in order], decisions)
        assert _home(decided, rows[0]) != _home(decided, rows[1]) == _home(decided, rows[2])


def _home(entries: tuple[Entry, ...], row: object) -> str:
    return next(entry.id for entry in entries for e in entry.evidence if e.anchor == row)


def test_average_link_does_not_chain() -> None:
    def clustered(scores: dict[tuple[int, int], float], *joined: tuple[int, int]) -> list[list[int]]:
        linked = [pair for pair, score in scores.items() if score >= 1.0]
        return average_link(3, linked, lambda a, b: scores[a, b], 1.0, joined)

    score = {(0, 1): 2.0, (1, 2): 1.5, (0, 2): -1.0}
    assert clustered(score) == [[0, 1], [2]]
    assert clustered({**score, (0, 1): float("-inf")}) == [[0], [1, 2]]
    assert clustered({**score, (1, 2): -0.5}, (0, 2)) == [[0, 2], [1]]
    assert clustered({**score, (0, 2): 0.6}) == [[0, 1, 2]]


def test_b_cubed() -> None:
    gold = {1: "a", 2: "a", 3: "b"}
    assert evaluation.b_cubed(gold, {1: 1, 2: 1, 3: 3})["f1"] == 1.0
    assert evaluation.b_cubed(gold, {1: 1, 2: 1, 3: 1}) == pytest.approx(
        {"precision": 5 / 9, "recall": 1.0, "f1": 2 * 5 / 9 / (14 / 9)}
    )


def test_bad_stories_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "stories.txt"
    for text in ("", "=== a\nwords\n", "=== a\n--- outlet\nA title\n", "=== a\n--- o | 2020-01-01\nA {b}\n"):
        file.write_text(text)
        with pytest.raises(DataFileError):
            evaluation.read_stories(file)
