"""The record over time in a ledger: any order, twice, deletion, decisions, accords; in either database."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from parley import sources
from parley.errors import LedgerError
from parley.evaluation import merging as evaluation
from parley.following import Chronicle, Told, Verdict, chronicle, gists, merge
from parley.following.commitments import follow
from parley.following.plans import Accord, load
from parley.ledger import Ledger, tables
from parley.ledger.judgements import EventFields
from parley.ledger.judgements import Verdict as Ruling
from parley.reader import Reader
from parley.records import Reading

HOME = Path(__file__).parent.parent.parent
STORIES = HOME / "tests" / "following" / "data"
COLOMBIA = HOME / "examples" / "colombia"
DERIVED = (
    tables.followed,
    tables.merged,
    tables.merged_blocks,
    tables.merged_links,
    tables.entries,
    tables.evidence,
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def readings(reader: Reader) -> list[Reading]:
    return [reader.read(labelled.report) for labelled in evaluation.read_stories(STORIES / "stories.txt")]


@pytest.fixture(scope="module")
def colombia(reader: Reader) -> list[Reading]:
    return [reader.read(sources.from_path(path)) for path in sorted(COLOMBIA.glob("20*.txt"))]


def _fill(ledger: Ledger, readings: Iterable[Reading]) -> Chronicle:
    for reading in readings:
        ledger.add(reading)
    return Chronicle(ledger)


def _derived(ledger: Ledger) -> list[list[Any]]:
    with ledger.reading_connection() as connection:
        return [
            [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in DERIVED
        ]


def _bytes(rows: Any) -> bytes:
    return msgspec.json.encode(rows)


def test_a_ledger_ends_as_merging_all_at_once_does(ledger: Ledger, readings: list[Reading]) -> None:
    told = [Told(reading=r) for r in readings]
    record = _fill(ledger, readings)
    plain = merge(told)
    assert [(e.type, e.start, e.source, e.target) for e in record.entries()] == [
        (e.type, e.start, e.source, e.target) for e in plain
    ]
    assert [[v.anchor for v in e.evidence] for e in record.entries()] == [
        [v.anchor for v in e.evidence] for e in plain
    ]
    assert [(f.id, f.status) for f in record.commitments()] == [
        (f.id, f.status) for f in follow(gists(told), plain)
    ]


def test_ten_orders_end_in_the_same_ledger(tmp_path: Path, readings: list[Reading]) -> None:
    ends = []
    for seed in range(10):
        shuffled = list(readings)
        random.Random(seed).shuffle(shuffled)
        with Ledger(tmp_path / f"{seed}.db") as ledger:
            record = Chronicle(ledger)
            for place, reading in enumerate(shuffled):
                ledger.add(reading)
                if place % 7 == seed % 7:
                    record.update()  # what was settled early must not stick
            record.update()
            ends.append((ledger.manifest().content, _derived(ledger), _bytes(record.commitments())))
    assert all(end == ends[0] for end in ends)
    assert len(ends[0][1][4]) > 20


def test_both_databases_hold_the_same(tmp_path: Path, postgresql: str, readings: list[Reading]) -> None:
    found = []
    for where in (str(tmp_path / "one.db"), postgresql):
        with Ledger(where) as ledger:
            _fill(ledger, readings[:12]).update()
            found.append(_derived(ledger))
    assert found[0] == found[1]


def test_what_was_known_on_a_day(ledger: Ledger, colombia: list[Reading]) -> None:
    record = _fill(ledger, colombia)
    for day in (datetime.date(2016, 11, 25), datetime.date(2017, 6, 30)):
        known = [Told(reading=r) for r in colombia if r.report.published is None or r.report.published <= day]
        assert 0 < len(known) < len(colombia)
        assert [[v.anchor for v in e.evidence] for e in record.entries(day)] == [
            [v.anchor for v in e.evidence] for e in merge(known)
        ]
        assert [(f.id, f.status) for f in record.commitments(day)] == [
            (f.id, f.status) for f in follow(gists(known), merge(known), day)
        ]


def test_twice_changes_nothing(ledger: Ledger, colombia: list[Reading]) -> None:
    record = _fill(ledger, colombia)
    assert record.update() == len(colombia)
    once, lives = _derived(ledger), _bytes(record.commitments())
    record = _fill(ledger, colombia[::-1])
    assert record.update() == 0
    assert _derived(ledger) == once
    assert _bytes(record.commitments()) == lives


def test_a_report_that_is_deleted_leaves_nothing_behind(ledger: Ledger, readings: list[Reading]) -> None:
    record = _fill(ledger, readings)
    record.update()
    gone = readings[0]
    (key,) = [key for text, key in record.reports().items() if text == gone.report.id]
    merged = next(e for e in record.entries() if {v.anchor.report for v in e.evidence} > {gone.report.id})
    ledger.delete(key)
    with ledger.reading_connection() as connection:
        for table, column in ((tables.entries, "record"), (tables.merged, "text"), (tables.followed, "text")):
            kept = connection.execute(select(table.c[column])).scalars().all()
            assert not [row for row in kept if gone.report.id in row]
        assert merged.id not in connection.execute(select(tables.entries.c.id)).scalars().all()
    rest = merge(Told(reading=r) for r in readings if r is not gone)
    assert [[v.anchor for v in e.evidence] for e in record.entries()] == [
        [v.anchor for v in e.evidence] for e in rest
    ]


def test_copies_that_come_later_are_no_source_of_their_own(ledger: Ledger, reader: Reader) -> None:
    words = (
        "The Orvanian army bombed the town of Tessaly on Tuesday and killed 14 people, the mayor said. Ambulances "
        "carried the wounded to the hospital of Mirre. The governor of the province asked for blood."
    )
    record = Chronicle(ledger)
    for number, (publisher, more) in enumerate((("A", ""), ("B", " More soon."), ("C", " It rained."))):
        reading = reader.read_text(words + more, date="2021-03-03")
        report = msgspec.structs.replace(reading.report, publisher=publisher)
        ledger.add(msgspec.structs.replace(reading, report=report))
        strike = next(e for e in record.entries() if e.type == "ASSAULT")
        assert len({v.anchor.report for v in strike.evidence}) == number + 1
        assert strike.sources == 1


def test_one_text_of_two_publishers_is_one_telling(ledger: Ledger, readings: list[Reading]) -> None:
    one = readings[0]
    other = msgspec.structs.replace(
        one, report=msgspec.structs.replace(one.report, publisher="Aaa", published=None)
    )
    record = _fill(ledger, [other, one])
    first = {v.publisher for e in record.entries() for v in e.evidence}
    assert first == {one.report.publisher}
    assert sum(len(e.evidence) for e in record.entries()) == len(one.events)
    ledger.delete(record.reports()[one.report.id])
    assert {v.publisher for e in record.entries() for v in e.evidence} == {"Aaa"}


def test_decisions_stick_whatever_comes(ledger: Ledger, readings: list[Reading]) -> None:
    record = _fill(ledger, readings[:-6])
    merged = next(e for e in record.entries() if len({v.source for v in e.evidence}) > 2)
    left, taken = record.split(merged.id, [len(merged.evidence)], "Ada")
    assert taken.evidence == merged.evidence[-1:]
    assert left.evidence == merged.evidence[:-1]
    other = next(e for e in record.entries() if e.type == merged.type and e.id not in (left.id, taken.id))
    both = record.join(taken.id, other.id, "Ben")
    assert {v.anchor for v in both.evidence} == {v.anchor for e in (taken, other) for v in e.evidence}
    for reading in readings[-6:]:
        ledger.add(reading)
    again = {v.anchor: e.id for e in record.entries() for v in e.evidence}
    assert again[taken.evidence[0].anchor] == again[other.evidence[0].anchor]
    assert again[taken.evidence[0].anchor] != again[left.evidence[0].anchor]
    assert {(d.reviewer, d.decision.verdict) for d in record.decisions()} >= {
        ("Ada", Verdict.SPLIT),
        ("Ben", Verdict.JOIN),
    }
    with pytest.raises(LedgerError, match="no such entry"):
        record.join("nothing", left.id, "Ada")
    with pytest.raises(LedgerError, match="with itself"):
        record.join(left.id, left.id, "Ada")
    for rows in ([], [0], [99], list(range(1, len(left.evidence) + 1))):
        with pytest.raises(LedgerError):
            record.split(left.id, rows, "Ada")


def test_an_update_that_was_killed_goes_on(
    ledger: Ledger, readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = _fill(ledger, readings)
    monkeypatch.setattr(chronicle, "_REPORTS", 4)
    monkeypatch.setattr(chronicle, "_ROWS", 10)
    calls = 0

    def killed(seen: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        record.update(killed)
    monkeypatch.undo()
    plain = merge(Told(reading=r) for r in readings)
    assert [e.id for e in record.entries()] == [e.id for e in plain]


def test_other_rules_derive_it_anew(
    ledger: Ledger, readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = _fill(ledger, readings[:8])
    before = record.entries()
    monkeypatch.setattr("parley.ledger.versions.rules", lambda room: f"other rules of {room}")
    assert record.update() == 8
    assert record.entries() == before


def test_what_a_person_decided_about_a_row_reaches_the_record(
    ledger: Ledger, readings: list[Reading]
) -> None:
    record = _fill(ledger, readings[:8])
    keys = record.reports()
    rows = [(keys[v.anchor.report], v.row, v.anchor) for e in record.entries() for v in e.evidence]
    (report, row, anchor), (other_report, other_row, other_anchor) = rows[0], rows[-1]
    review = ledger.review(report, row, Ruling.REJECT, reviewer="Ada")
    ledger.review(
        other_report, other_row, Ruling.CORRECT, reviewer="Ada", correction=EventFields(type="PROTEST")
    )
    told = {v.anchor: e for e in record.entries() for v in e.evidence}
    assert anchor not in told
    assert told[msgspec.structs.replace(other_anchor, type="PROTEST")].type == "PROTEST"
    ledger.undo(review.number)
    assert anchor in {v.anchor for e in record.entries() for v in e.evidence}


def test_accords_are_kept(ledger: Ledger, reader: Reader, colombia: list[Reading]) -> None:
    record = _fill(ledger, colombia)
    plan = load(COLOMBIA / "accord.toml")
    record.add(plan)
    record.add(plan)
    record.add(Accord(name="Another", signed=None, parties=(), provisions=plan.provisions[:1]))
    assert [a.name for a in record.accords()] == ["Another", plan.name]
    assert record.accord("final accord") == plan
    found = record.findings(plan, reader.read_text)
    assert [f.status for f in found] == [1, 2, 3, 1, 2, 3]
    with pytest.raises(LedgerError, match="several"):
        record.accord("a")
    record.remove("Another")
    with pytest.raises(LedgerError, match="no such accord"):
        record.accord("Another")


def test_a_hostile_report_stays_words(ledger: Ledger, reader: Reader) -> None:
    text = (
        "'); drop table entries; -- <b>The army</b> of Norway:1-2:X bombed Oslo on 3 May 2021 \\u0000 \x07."
    )
    record = _fill(ledger, [reader.read_text(text, date="2021-05-04")])
    assert len(record.entries()) == sum(len(r.events) for _, r in ledger.readings())


def test_new_ledger_is_empty(ledger: Ledger) -> None:
    assert Chronicle(ledger).entries() == ()
    assert Chronicle(ledger).commitments() == ()


# --- found by a reviewer --------------------------------------------------------------------------------------------------


def _raid(reader: Reader, publisher: str | None, day: str, text: str) -> Reading:
    reading = reader.read_text(text, date=day)
    report = msgspec.structs.replace(reading.report, publisher=publisher)
    return msgspec.structs.replace(reading, report=report)


BOMBED = "The Orvanian army bombed the town of Tessaly on Monday."


def test_one_sentence_of_one_publisher_on_two_days_is_two_happenings(ledger: Ledger, reader: Reader) -> None:
    record = _fill(
        ledger,
        [
            _raid(reader, "P", "2021-03-03", f"{BOMBED} Rain fell on the coast."),
            _raid(reader, "P", "2021-03-17", f"{BOMBED} Trains stood still."),
        ],
    )
    apart = [[v.anchor for v in e.evidence] for e in record.entries()]
    assert len(apart) == 2
    bridge = "The Orvanian army had bombed the town of Tessaly twice this month, the mayor recalled."
    key = ledger.add(_raid(reader, "Q", "2021-03-25", bridge))
    days = {e.start: len(e.evidence) for e in record.entries() if e.type == "ASSAULT"}
    assert len(days) >= 2
    ledger.delete(key)
    assert [[v.anchor for v in e.evidence] for e in record.entries()] == apart


def test_days_at_the_end_of_the_calendar(ledger: Ledger, reader: Reader) -> None:
    text = "The Orvanian army bombed Tessaly. It had bombed Mirre. The army will attack Ora."
    record = _fill(
        ledger, [_raid(reader, "x", "9999-12-30", text), _raid(reader, "x", "0001-01-02", f"{text} Ash.")]
    )
    assert record.entries()


def test_an_empty_publisher_is_none(ledger: Ledger, reader: Reader) -> None:
    record = _fill(ledger, [_raid(reader, "", "2021-03-03", BOMBED)])
    assert record.update() == 1
    assert record.update() == 0


def test_copies_count_for_the_publisher_of_the_first(ledger: Ledger, reader: Reader) -> None:
    story = f"{BOMBED} " + " ".join(f"Family number {n} of the street fled to its cousins." for n in range(9))
    own = "The army of Orvania bombed Tessaly on Monday, 1 March, and burnt its market."
    for extra in ("Roads are shut.", "More soon.", "It rained.", "Markets closed."):
        ledger.add(_raid(reader, "Later Post", "2021-03-05", f"{story} {extra}"))
    ledger.add(_raid(reader, "First Times", "2021-03-03", story))
    ledger.add(_raid(reader, "First Times", "2021-03-04", own))
    voices = {v.source for e in Chronicle(ledger).entries() for v in e.evidence}
    assert voices == {"First Times"}


def test_what_is_deleted_is_gone_from_the_file(tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "one.db"
    with Ledger(path) as ledger:
        key = ledger.add(_raid(reader, "Zyzzyva Post", "2021-03-03", "Xylomar bombed the Qwertyland fort."))
        ledger.add(_raid(reader, "P", "2021-03-03", BOMBED))
        Chronicle(ledger).update()
        ledger.delete(key)
        left = b"".join(file.read_bytes() for file in tmp_path.iterdir()).lower()
    for word in (b"xylomar", b"qwertyland", b"zyzzyva"):
        assert word not in left
    assert b"tessaly" in left


def test_an_accord_is_told_of_by_reports_about_its_parties(
    ledger: Ledger, reader: Reader, colombia: list[Reading]
) -> None:
    record = _fill(ledger, colombia)
    plan = load(COLOMBIA / "accord.toml")
    elsewhere = msgspec.structs.replace(
        plan, name="Elsewhere", parties=("Forest Army", "government of Belmar")
    )
    found = record.findings(elsewhere, reader.read_text)
    assert [(f.status, f.commitments, f.accord) for f in found] == [(0, (), "Elsewhere")] * 6
    assert any(f.status for f in record.findings(plan, reader.read_text))
