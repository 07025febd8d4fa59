"""Reviews: what people decide wins, is kept whatever is read anew, and goes with its report."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace
from quick import read
from sqlalchemy import inspect, text

import parley
from parley.errors import LedgerError
from parley.ledger import (
    EVERYTHING,
    CommitmentFields,
    Days,
    EventFields,
    Filter,
    Ledger,
    Named,
    Review,
    Run,
    StatementFields,
    Verdict,
    describe,
)
from parley.records import (
    Act,
    CommitmentStatus,
    Confidence,
    Event,
    Factuality,
    Flag,
    FlagKind,
    Maker,
    Reading,
    Severity,
    Span,
)

STORY = (
    "Fenra attacked Gorth on Monday near the old bridge over the river. Gorth did not attack Fenra at any time since. "
    "Marek said the bridge is closed. Marek promised to open the bridge within the month."
)
EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples" / "colombia").glob("2*.txt"))[-3:]
NOON = datetime.datetime(2031, 3, 5, 12, 0, tzinfo=datetime.UTC)


def other_run(**changes: object) -> Run:
    return msgspec.structs.replace(describe(), **changes)


def named(reading: Reading, words: str) -> Named:
    start = reading.report.text.index(words)
    span = Span(start=start, end=start + len(words), text=words)
    return Named(name=words, key=f"name:{words.lower()}", span=span)


def with_events(reading: Reading, *events: Event) -> Reading:
    return replace(reading, events=events)


@pytest.fixture
def story(ledger: Ledger) -> str:
    return ledger.add(read(STORY, "2031-03-04"), other_run(code="one"))


def accept(ledger: Ledger, story: str, row: str, reviewer: str = "Ana") -> Review:
    return ledger.review(story, row, Verdict.ACCEPT, reviewer=reviewer, made=NOON)


def reject(ledger: Ledger, story: str, row: str, reviewer: str = "Ana") -> Review:
    return ledger.review(story, row, Verdict.REJECT, reviewer=reviewer, made=NOON)


def correct(ledger: Ledger, story: str, row: str, right: object, reviewer: str = "Ana") -> Review:
    return ledger.review(story, row, Verdict.CORRECT, reviewer=reviewer, correction=right, made=NOON)  # type: ignore[arg-type]


def test_what_was_decided_wins(ledger: Ledger, story: str) -> None:
    machine = ledger.reading(story)
    accept(ledger, story, "e1")
    reject(ledger, story, "e2")
    correct(ledger, story, "s1", StatementFields(act=Act.WARN, speaker=named(machine, "Fenra")))
    right = CommitmentFields(status=CommitmentStatus.SATISFIED, creditor=(named(machine, "Gorth"),))
    correct(ledger, story, "c1", right)

    (event,) = ledger.events(EVERYTHING)
    assert event.event.confidence is Confidence.HIGH
    assert event.event.reason.startswith("accepted by Ana on 2031-03-05")
    assert event.event.made_by == machine.events[0].made_by
    assert event.review is not None
    assert (event.review.verdict, event.review.reviewer) == ("accept", "Ana")
    (statement,) = ledger.statements()
    assert (statement.statement.act, statement.statement.made_by.rule) == (Act.WARN, "review")
    assert [(p.role, p.name, p.country) for p in statement.parties] == [("speaker", "Fenra", "COL")]
    (commitment,) = ledger.commitments(Filter(actor="Gorth"))
    assert commitment.commitment.status is CommitmentStatus.SATISFIED
    assert commitment.commitment.creditor[0].actor == "a2"
    # What the machine said is untouched, and can still be asked for.
    assert ledger.reading(story, machine=True) == machine
    assert [e.event for e in ledger.events(replace(EVERYTHING, machine=True))] == list(machine.events)
    assert [change.kind for change in ledger.changes()] == ["read"] + ["reviewed"] * 4


def test_events_are_corrected_in_all_main_fields(ledger: Ledger, story: str) -> None:
    machine = ledger.reading(story)
    right = EventFields(
        type="COERCE",
        mode="arrest",
        quad="material conflict",
        factuality=Factuality.PLANNED,
        source=(named(machine, "Marek"), named(machine, "the river")),
        target=(),
        date=Days(start=datetime.date(2031, 3, 1), end=datetime.date(2031, 3, 7)),
    )
    correct(ledger, story, "e1", right)
    row = next(ledger.events(Filter(types=("COERCE",), until=datetime.date(2031, 3, 1))))
    event = row.event
    assert (event.mode, event.factuality, event.target) == ("arrest", Factuality.PLANNED, ())
    assert [(p.name, p.actor, p.span.text) for p in event.source] == [
        ("Marek", "a3", "Marek"),
        ("the river", None, "the river"),
    ]
    assert event.date is not None
    assert event.date.precision == "week"
    assert [p.key for p in row.parties] == ["name:marek", "name:the river"]
    correct(ledger, story, "e1", EventFields(date=None))
    event = ledger.reading(story).events[0]
    assert (event.type, event.date) == ("ASSAULT", None)


def test_undoing_brings_the_row_back(ledger: Ledger, story: str) -> None:
    before = ledger.reading(story)
    done = reject(ledger, story, "e1")
    assert [e.id for e in ledger.reading(story).events] == ["e2"]
    undone = ledger.undo(done.number, made=NOON)
    assert undone.undone == NOON
    assert ledger.reading(story) == before
    assert [(r.number, r.decides, r.orphaned) for r in ledger.reviews()] == [(done.number, False, False)]
    with pytest.raises(LedgerError, match="undone already"):
        ledger.undo(done.number)
    with pytest.raises(LedgerError, match="no review 77"):
        ledger.undo(77)


def test_the_latest_review_counts_and_all_are_kept(ledger: Ledger, story: str) -> None:
    reject(ledger, story, "e1", "Ana")
    second = accept(ledger, story, "e1", "Bo")
    assert [e.id for e in ledger.reading(story).events] == ["e1", "e2"]
    assert [(r.reviewer, r.decides, r.row) for r in ledger.reviews()] == [
        ("Ana", False, "e1"),
        ("Bo", True, "e1"),
    ]
    ledger.undo(second.number)
    assert [e.id for e in ledger.reading(story).events] == ["e2"]
    assert [r.decides for r in ledger.reviews(reviewer="Ana")] == [True]


def test_nothing_refers_to_a_rejected_row(ledger: Ledger) -> None:
    reading = read(STORY)
    flag = Flag(
        id="f1",
        kind=FlagKind.ROLE_CONFLICT,
        severity=Severity.LOW,
        spans=(),
        reason="both at once",
        rows=("s1", "e1"),
        made_by=Maker(rule="quick", version="1"),
    )
    told = replace(reading.events[0], said_in="s1", rows=("s1", "c1"))
    key = ledger.add(replace(with_events(reading, told), flags=(flag,)))
    reject(ledger, key, "s1")
    found = ledger.reading(key)
    assert (found.events[0].said_in, found.events[0].rows) == (None, ("c1",))
    assert (found.statements, found.flags[0].rows) == ((), ("e1",))


def test_reviews_bind_again_after_the_report_is_read_anew(ledger: Ledger, story: str) -> None:
    first = read(STORY, "2031-03-04")
    accept(ledger, story, "e1")
    reject(ledger, story, "e2")
    correct(ledger, story, "s1", StatementFields(act=Act.WARN))
    # The new reading has another row first, so that ids move, and sees no commitment.
    early = replace(
        first.events[0],
        id="e1",
        predicate=Span(start=24, end=30, text="Monday"),
        type="PROTEST",
    )
    events = (early, *(replace(e, id=f"e{i}") for i, e in enumerate(first.events, 2)))
    ledger.add(replace(with_events(first, *events), commitments=()), other_run(code="two"))
    assert [(r.verdict, r.row, r.orphaned) for r in ledger.reviews()] == [
        ("accept", "e2", False),
        ("reject", "e3", False),
        ("correct", "s1", False),
    ]
    found = ledger.reading(story)
    assert [(e.id, e.type) for e in found.events] == [("e1", "PROTEST"), ("e2", "ASSAULT")]
    assert found.statements[0].act is Act.WARN
    assert found.commitments == ()


def test_what_was_accepted_stands_whatever_the_new_reading_says(ledger: Ledger, story: str) -> None:
    first = read(STORY, "2031-03-04")
    accept(ledger, story, "e1")
    reject(ledger, story, "e2")
    changed = tuple(replace(e, type="COERCE", mode="arrest") for e in first.events)
    ledger.add(with_events(first, *changed), other_run(code="two"))
    # The accepted claim stands; the rejected one is not made any more, and the new one is for people to look at.
    assert [(e.id, e.type) for e in ledger.reading(story).events] == [("e1", "ASSAULT"), ("e2", "COERCE")]
    assert [(r.verdict, r.orphaned) for r in ledger.reviews()] == [("accept", False), ("reject", True)]
    assert [r.words for r in ledger.orphans()] == ["Gorth did not attack Fenra"]
    # Read as before, the rejection finds its row again.
    ledger.add(first, other_run(code="three"))
    assert [e.id for e in ledger.reading(story).events] == ["e1"]
    assert list(ledger.orphans()) == []


def test_an_overruled_review_does_not_come_back_when_the_last_is_orphaned(ledger: Ledger, story: str) -> None:
    first = read(STORY, "2031-03-04")
    accept(ledger, story, "e1", "Ana")
    reject(ledger, story, "e1", "Bo")
    ledger.add(with_events(first, replace(first.events[0], type="COERCE")), other_run(code="two"))
    assert [e.type for e in ledger.reading(story).events] == ["COERCE"]


def test_two_rows_of_one_predicate_keep_their_reviews_apart(ledger: Ledger) -> None:
    reading = read("Fenra attacked Gorth.")
    base = reading.events[0]
    twins = (base, replace(base, id="e2", source=base.target, target=base.source))
    key = ledger.add(with_events(reading, *twins), other_run(code="one"))
    reject(ledger, key, "e2")
    swapped = (replace(twins[1], id="e1"), replace(twins[0], id="e2"))
    ledger.add(with_events(reading, *swapped), other_run(code="two"))
    (left,) = ledger.reading(key).events
    assert left.source[0].name == "Fenra"


def test_a_row_that_is_gone_leaves_its_review_in_the_list(ledger: Ledger, story: str) -> None:
    accept(ledger, story, "c1")
    ledger.add(replace(read(STORY, "2031-03-04"), commitments=()), other_run(code="two"))
    (orphan,) = ledger.orphans()
    assert (orphan.kind, orphan.seen, orphan.reviewer, orphan.made) == ("commitment", "c1", "Ana", NOON)
    assert ledger.reading(story).commitments == ()
    assert ledger.undo(orphan.number).orphaned is False


def test_an_older_run_that_comes_late_changes_nothing(ledger: Ledger, story: str) -> None:
    ledger.add(with_events(read(STORY, "2031-03-04")), other_run(code="two"))
    accept(ledger, story, "s1")
    before = ledger.reading(story)
    ledger.add(read(STORY, "2031-03-04", name="again.txt"), other_run(code="one"))
    assert ledger.reading(story) == before


def test_reviews_go_with_their_report(ledger: Ledger) -> None:
    kept = ledger.add(read("Halden attacked Ostrow."))
    accept(ledger, kept, "e1")
    before = ledger.manifest()
    gone = ledger.add(read(STORY))
    reject(ledger, gone, "e1")
    assert ledger.delete(gone)
    assert (ledger.manifest().content, ledger.manifest().rows) == (before.content, before.rows)
    assert [r.report.key for r in ledger.reviews()] == [kept]


def test_content_tells_ledgers_apart_by_what_was_decided(ledger: Ledger, story: str) -> None:
    bare = ledger.manifest()
    accept(ledger, story, "e1")
    reviewed = ledger.manifest()
    assert reviewed.content != bare.content
    assert dict(reviewed.rows) == dict(bare.rows) | {"reviews": 1}
    assert [(r.readings, r.current) for r in reviewed.runs] == [(1, 1)]


def test_content_is_the_same_in_whatever_order_reports_came(ledger: Ledger, tmp_path_factory: object) -> None:
    folder = tmp_path_factory.mktemp("other")  # type: ignore[attr-defined]
    stories = [read(STORY), read("Halden attacked Ostrow.")]
    with Ledger(folder / "other.db") as other:
        for made, order in ((ledger, stories), (other, stories[::-1])):
            found = [made.add(reading) for reading in order]
            for key in sorted(found):
                accept(made, key, "e1")
        assert ledger.manifest().content == other.manifest().content


def test_what_makes_no_sense_is_refused(ledger: Ledger, story: str) -> None:
    wrong = [
        ("nobody", "e1", Verdict.ACCEPT, "Ana", None),
        (story, "e9", Verdict.ACCEPT, "Ana", None),
        (story, "a1", Verdict.ACCEPT, "Ana", None),
        (story, "e1", Verdict.ACCEPT, "  ", None),
        (story, "e1", Verdict.CORRECT, "Ana", None),
        (story, "e1", Verdict.CORRECT, "Ana", EventFields()),
        (story, "e1", Verdict.ACCEPT, "Ana", EventFields(type="COERCE")),
        (story, "e1", Verdict.CORRECT, "Ana", StatementFields(act=Act.WARN)),
    ]
    for report, row, verdict, reviewer, right in wrong:
        with pytest.raises(LedgerError):
            ledger.review(report, row, verdict, reviewer=reviewer, correction=right)
    assert list(ledger.reviews()) == []
    assert [change.kind for change in ledger.changes()] == ["read"]


def test_a_row_seen_in_an_older_reading_is_not_decided(ledger: Ledger, story: str) -> None:
    seen = next(ledger.events(Filter(machine=True))).reading
    ledger.add(with_events(read(STORY, "2031-03-04")), other_run(code="two"))
    with pytest.raises(LedgerError, match="read anew"):
        ledger.review(story, "s1", Verdict.ACCEPT, reviewer="Ana", reading=seen)


@pytest.fixture(scope="module")
def real() -> list[Reading]:
    reader = parley.Reader()
    return [reader.read_file(path) for path in EXAMPLES]


def test_real_rows_find_themselves_again(ledger: Ledger, real: list[Reading]) -> None:
    """Every row of real readings, with many rows on one predicate or cue, under other ids."""
    for reading in real:
        key = ledger.add(reading, other_run(code="one"))
        rows = [*reading.events, *reading.statements, *reading.commitments]
        for row in rows:
            ledger.review(key, row.id, Verdict.ACCEPT, reviewer="Ana")
        moved = replace(
            reading,
            events=tuple(renumbered("e", reading.events)),
            statements=tuple(renumbered("s", reading.statements)),
            commitments=tuple(renumbered("c", reading.commitments)),
        )
        ledger.add(moved, other_run(code="two"))
        to_row = {row.id: row for row in (*moved.events, *moved.statements, *moved.commitments)}
        of_old = {row.id: row for row in rows}
        found = list(ledger.reviews(report=key))
        assert len(found) == len(rows)
        for review in found:
            assert review.row is not None
            assert replace(to_row[review.row], id="") == replace(of_old[review.seen], id="")


def renumbered(letter: str, rows: tuple[Any, ...]) -> Iterator[Any]:
    """Rows in the opposite order, numbered anew."""
    return (replace(row, id=f"{letter}{i}") for i, row in enumerate(rows[::-1], 1))


def test_questions_by_confidence(ledger: Ledger, story: str) -> None:
    first = read("Halden attacked Ostrow.")
    ledger.add(with_events(first, replace(first.events[0], confidence=Confidence.LOW)))
    assert [e.event.source[0].name for e in ledger.events(Filter(confidence=(Confidence.LOW,)))] == ["Halden"]


def test_a_ledger_from_before_reviews_is_brought_up_to_date(where: str) -> None:
    before = [
        "drop table reviews",
        "drop index readings_by_report",
        "alter table readings drop column latest",
        "alter table readings drop column reviewed",
        "create unique index readings_by_report on readings (report, run)",
        "delete from migrations where name = 'reviews'",
    ]
    with Ledger(where) as ledger:
        ledger.add(read(STORY), other_run(code="one"))
        key = ledger.add(with_events(read(STORY)), other_run(code="two"))
        content = ledger.manifest().content
        sqlite = ledger.engine.dialect.name == "sqlite"
        check = "check (kind in ('read', 'deleted', 'regrouped'))"
        if sqlite:
            before += [
                "alter table changes rename to new",
                "create table changes (number integer not null primary key autoincrement, kind text not null, "
                f"report text not null, constraint kind_is_known {check})",
                "insert into changes select * from new",
                "drop table new",
            ]
        else:
            before += [
                "alter table changes drop constraint kind_is_known",
                f"alter table changes add constraint kind_is_known {check}",
            ]
        with ledger.writing_connection() as connection:
            for statement in before:
                connection.execute(text(statement))
    with Ledger(where) as ledger:
        assert ledger.manifest().content == content
        assert [change.number for change in ledger.changes()] == [1, 2]
        accept(ledger, key, "s1")
        assert [change.kind for change in ledger.changes()] == ["read", "read", "reviewed"]
        assert ledger.reading(key).statements[0].confidence is Confidence.HIGH
        assert ledger.reading(key).events == ()
        indexes = {index["name"] for index in inspect(ledger.engine).get_indexes("readings")}
        assert {"readings_by_report", "readings_current"} <= indexes
