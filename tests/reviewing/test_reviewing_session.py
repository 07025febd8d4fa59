"""Sessions: what keys do, that every decision is stored before the next row comes, and that re-reading keeps all of them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from parley import codebook, sources
from parley.ledger import EVERYTHING, Filter, Ledger, RowKind, Standing, Verdict
from parley.ledger.versions import Run
from parley.reader import Reader
from parley.records import Confidence, Reading
from parley.reviewing import queue
from parley.reviewing.session import Session, Tally, summary

BOOK = codebook.load()


class Script:
    """Keys and lines of a list; a function in it is called when its turn comes."""

    def __init__(self, *keys: str | Callable[[], None] | type[BaseException]) -> None:
        self.left: Iterator[Any] = iter(keys)
        self.said: list[str] = []
        self.rows: list[str] = []

    def forget(self) -> None:
        pass

    def key(self) -> str:
        following = next(self.left, EOFError)
        if isinstance(following, type):
            raise following
        if callable(following):
            following()
            return self.key()
        return str(following)

    def line(self, prompt: str) -> str:
        self.said.append(prompt)
        return self.key()

    def row(self, shown: queue.Shown, place: str) -> None:
        self.rows.append(shown.item.row)

    def say(self, message: str) -> None:
        self.said.append(message)


def run(
    ledger: Ledger,
    *keys: Any,
    reviewer: str = "Ana",
    kinds: Iterable[RowKind] = (RowKind.EVENT,),
    asked: Filter | None = None,
) -> tuple[Script, Tally]:
    script = Script(*keys)
    levels = queue.levels(ledger, asked or Filter(), list(kinds), reviewer=reviewer)
    return script, Session(ledger, reviewer, BOOK, script, script).run(levels)


def ids(ledger: Ledger, word: str) -> str:
    """Id of the event with a predicate."""
    found = ledger.events(replace(EVERYTHING, machine=True))
    return next(e.event.id for e in found if e.event.predicate.text == word)


def test_the_least_sure_come_first_and_a_reports_rows_together(ledger: Ledger) -> None:
    other = Reader().read(
        sources.from_text("Soldiers shelled the village of Marn on Friday. Talks were held.")
    )
    ledger.add(other)
    script, tally = run(ledger, *["s"] * 50, kinds=RowKind)
    rows = [
        r
        for level, items in queue.levels(ledger, Filter(), list(RowKind))
        for r in [(level, i.report) for i in items]
    ]
    assert [queue.LEVELS.index(level) for level, _ in rows] == sorted(
        queue.LEVELS.index(level) for level, _ in rows
    )
    changes = sum(one != other for one, other in itertools.pairwise(rows))
    assert changes < 2 * len({level for level, _ in rows})
    assert (tally.skipped, tally.left, len(script.rows)) == (len(rows), None, len(rows))
    assert list(ledger.reviews()) == []


def test_a_session_of_every_kind_of_decision(ledger: Ledger) -> None:
    attacked, freed, raid = ids(ledger, "attacked"), ids(ledger, "released"), ids(ledger, "raid")
    only = Filter(confidence=(Confidence.HIGH,))
    first = [i.row for _, items in queue.levels(ledger, only, [RowKind.EVENT]) for i in items]
    assert first.index(raid) < first.index(attacked) < first.index(freed)
    keys: list[Any] = []
    for row in first:
        if row == raid:
            keys.append("r")
        elif row == attacked:
            keys += ["a", "u", "a"]
        elif row == freed:
            keys += ["c", "4", "Northern Front", "mode=rel", "\r"]
        else:
            keys.append(" ")
    script, tally = run(ledger, *keys, asked=only)
    assert tally.left is None
    assert summary(tally) == (
        f"3 decided: 1 accepted, 1 corrected, 1 rejected; {len(first) - 3} skipped; nothing is left"
    )
    assert script.rows.count(attacked) == 2
    by_row = {r.row: r for r in ledger.reviews() if r.standing is Standing.COUNTS}
    assert {row: r.verdict for row, r in by_row.items()} == {
        raid: Verdict.REJECT,
        attacked: Verdict.ACCEPT,
        freed: Verdict.CORRECT,
    }
    assert [r.standing for r in ledger.reviews()].count(Standing.UNDONE) == 1
    now = {e.event.id: e.event for e in ledger.events(EVERYTHING)}
    assert raid not in now
    assert [p.span.text for p in now[freed].source] == ["Northern Front"]
    # What is decided does not come again, for this reviewer; another one sees it, as the machine had it.
    again, _ = run(ledger, *["s"] * 20, asked=only)
    assert set(again.rows) == set(first) - {raid, attacked, freed}
    other, _ = run(ledger, *["s"] * 20, asked=only, reviewer="Bo")
    assert other.rows == first
    levels = queue.levels(ledger, only, [RowKind.EVENT], anybody=True)
    assert {i.row for _, items in levels for i in items} == set(again.rows)


@pytest.mark.parametrize("way", ["q", EOFError, KeyboardInterrupt])
def test_whatever_ends_a_session_what_was_decided_is_stored(ledger: Ledger, way: Any) -> None:
    seen: list[int] = []

    def look() -> None:
        with Ledger(ledger.name) as beside:
            seen.append(len(list(beside.reviews())))

    script, tally = run(ledger, look, "a", look, "r", look, way)
    assert seen == [0, 1, 2]
    assert len(list(ledger.reviews())) == 2
    assert sum(tally.decided.values()) == 2
    assert tally.left
    assert "nothing is left" not in summary(tally)
    assert script.said == ["accepted (1)", "rejected (2)"]


def test_a_correction_that_is_none_is_not_stored(ledger: Ledger) -> None:
    script, _ = run(
        ledger,
        "c",
        "x",
        "c",
        "\r",
        "c",
        "9",
        "2",
        KeyboardInterrupt,
        "\x1b",
        "c",
        "1",
        "WAR",
        "",
        "x",
        "z",
        "q",
    )
    assert list(ledger.reviews()) == []
    assert script.said.count("dropped") == 3
    assert "nothing is different" in script.said
    assert any(said.startswith("type: WAR: it is none") for said in script.said)
    assert len(script.rows) == 1


def test_undo_goes_back_row_by_row(ledger: Ledger) -> None:
    script, tally = run(ledger, "u", "a", "a", "u", "u", "u", "r", "q")
    first, second = script.rows[0], script.rows[1]
    assert script.rows == [first, second, script.rows[2], second, first, second]
    assert [r.standing for r in ledger.reviews()] == [Standing.UNDONE, Standing.UNDONE, Standing.COUNTS]
    assert (tally.undone, sum(tally.decided.values())) == (2, 1)
    assert script.said.count(script.said[0]) == 2
    assert script.said[0].startswith("nothing was decided")


def test_what_happens_to_the_ledger_meanwhile_is_said(ledger: Ledger) -> None:
    (key,) = (report.key for report in ledger.reports())
    script, tally = run(ledger, "a", lambda: ledger.undo(1), "u", lambda: ledger.delete(key), "a", "q")
    assert script.said[1:] == ["review 1 was undone already", f"{key}: there is no such report"]
    # Nothing is left to be shown of a report that is gone.
    assert (len(script.rows), tally.left) == (2, None)


def test_a_report_that_is_read_anew_meanwhile_is_shown_again(
    ledger: Ledger, reread: tuple[Reading, Run]
) -> None:
    script, tally = run(ledger, lambda: ledger.add(*reread), "a", "a", "q")
    assert "read anew" in script.said[0]
    assert script.rows[0] == script.rows[1]
    assert [r.run for r in ledger.reviews()] == [reread[1].id]
    assert sum(tally.decided.values()) == 1


def test_re_reading_with_a_changed_codebook_keeps_every_decision(
    ledger: Ledger, reread: tuple[Reading, Run]
) -> None:
    for word, keys in {
        "attacked": ["a"],
        "wounded": ["r"],
        "raid": ["r", "u", "a"],
        "released": ["c", "source=Northern Front", "date=2031-03-05", "\r"],
    }.items():
        row = ids(ledger, word)
        told = [k for _, items in queue.levels(ledger, Filter(), [RowKind.EVENT]) for k in items]
        before = [i.row for i in told].index(row)
        run(ledger, *["s"] * before, *keys, "q", reviewer=f"Judge of {word}")
    run(ledger, "a", "c", "1", "den", "\r", "r", "q", kinds=[RowKind.STATEMENT])
    run(ledger, "c", "2", "det", "\r", kinds=[RowKind.COMMITMENT])
    before = list(ledger.reviews())
    rows_before = rows(ledger)

    made, other = reread
    assert [e.type for e in made.events if e.predicate.text == "attacked"] == ["COERCE"]
    (key,) = (report.key for report in ledger.reports())
    assert ledger.add(made, other) == key

    after = list(ledger.reviews())
    assert len(after) == len(before) == 9
    told = [(r.number, r.verdict, r.reviewer, r.made, r.judged, r.changed, r.undone) for r in after]
    assert told == [(r.number, r.verdict, r.reviewer, r.made, r.judged, r.changed, r.undone) for r in before]
    assert [r.standing for r in after] == [r.standing for r in before]
    assert Standing.ORPHANED not in {r.standing for r in after}
    # What questions are answered with is what people decided, the accepted ASSAULT included.
    assert rows(ledger) == rows_before
    _, machine = ledger.machine(key)
    assert "COERCE" in {e.type for e in machine.events}
    assert "COERCE" not in {e.event.type for e in ledger.events(EVERYTHING)}


def rows(ledger: Ledger) -> list[tuple[object, ...]]:
    """What questions are answered with, in main fields."""
    return [
        *(
            (e.event.type, e.event.predicate, [p.span for p in e.event.source])
            for e in ledger.events(EVERYTHING)
        ),
        *((s.statement.act, s.statement.content) for s in ledger.statements()),
        *((c.commitment.status, c.commitment.consequent) for c in ledger.commitments()),
    ]
