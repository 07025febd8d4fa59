"""What is stored: once, whole, append-only, with versions; and gone when it is deleted."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import pytest
from quick import read
from sqlalchemy import func, insert, inspect, select, text, update
from sqlalchemy.exc import IntegrityError

import parley
from parley.errors import LedgerError
from parley.ledger import EVERYTHING, Filter, Ledger, Run, describe, migrations, tables
from parley.records import Affected, Effect, Reading

EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples" / "colombia").glob("2*.txt"))[-3:]
STORY = (
    "Fenra attacked Gorth on Monday near the old bridge over the river. Gorth did not attack Fenra at any time since. "
    "Marek said the bridge is closed. Marek promised to open the bridge within the month."
)


def other_run(**changes: object) -> Run:
    return msgspec.structs.replace(describe(), **changes)


def counts(ledger: Ledger) -> dict[str, int]:
    return dict(ledger.manifest().rows)


@pytest.fixture(scope="module")
def real() -> list[Reading]:
    reader = parley.Reader()
    return [reader.read_file(path) for path in EXAMPLES]


def test_a_reading_comes_out_as_it_went_in(ledger: Ledger, real: list[Reading]) -> None:
    for reading in real:
        key = ledger.add(reading)
        bare = msgspec.structs.replace(reading.report, encoding=None)
        assert ledger.reading(key) == msgspec.structs.replace(reading, report=bare)
    assert [report.published for report, _ in ledger.readings()] == [r.report.published for r in real]
    assert [e.event for e in ledger.events(EVERYTHING)] == [e for r in real for e in r.events]
    assert [s.statement for s in ledger.statements()] == [s for r in real for s in r.statements]
    assert [c.commitment for c in ledger.commitments()] == [c for r in real for c in r.commitments]


def test_the_second_time_adds_nothing(ledger: Ledger) -> None:
    ledger.add(read(STORY, "2031-03-04"))
    before = ledger.manifest()
    ledger.add(read(STORY, "2031-03-04"))
    assert ledger.manifest() == before
    assert [change.kind for change in ledger.changes()] == ["read"]


def test_one_text_of_two_publishers_is_two_reports(ledger: Ledger) -> None:
    for publisher in ("The Harbour Post", "The Valley Times"):
        ledger.add(read(STORY, "2031-03-04", publisher=publisher))
    found = counts(ledger)
    assert (found["texts"], found["reports"], found["readings"]) == (1, 2, 2)
    assert len({report.source for report in ledger.reports()}) == 1


def test_one_file_under_two_names_is_one_report(ledger: Ledger) -> None:
    for name in ("b.txt", "a.txt", "c.txt"):
        ledger.add(read(STORY, "2031-03-04", name=name))
    assert [report.name for report in ledger.reports()] == ["a.txt"]
    found = counts(ledger)
    assert (found["reports"], found["inputs"]) == (1, 3)


def test_new_versions_add_a_reading_and_the_latest_run_counts(ledger: Ledger) -> None:
    old, new = other_run(code="old"), other_run(code="new")
    key = ledger.add(read(STORY), old)
    newer = read(STORY)
    ledger.add(msgspec.structs.replace(newer, events=newer.events[:1]), new)
    assert counts(ledger)["readings"] == 2
    assert len(ledger.reading(key).events) == 1
    # The older run again, and of another report: its reading of the first one does not come back.
    ledger.add(read(STORY), old)
    ledger.add(read(STORY + " It rained."), old)
    assert len(ledger.reading(key).events) == 1
    runs = ledger.manifest().runs
    assert [(r.run.code, r.number, r.readings, r.current) for r in runs] == [
        ("old", 1, 2, 1),
        ("new", 2, 1, 1),
    ]


def test_an_older_run_never_becomes_current(ledger: Ledger) -> None:
    old, new = other_run(code="old"), other_run(code="new")
    ledger.add(read("Fenra attacked Gorth."), old)
    key = ledger.add(read(STORY), new)
    ledger.add(msgspec.structs.replace(read(STORY), events=()), old)
    assert len(ledger.reading(key).events) == 2


def test_what_is_too_large_for_a_column_is_in_the_record(ledger: Ledger) -> None:
    name = "Gorth" * 2_000
    reading = read(f"Fenra attacked {name}.")
    span = reading.events[0].sentence
    crowd = Affected(effect=Effect.AFFECTED, count=10**30, span=span)
    event = msgspec.structs.replace(reading.events[0], affected=(crowd,))
    key = ledger.add(msgspec.structs.replace(reading, events=(event,)))
    assert ledger.reading(key).events == (event,)
    (row,) = ledger.events(Filter(actor=name))
    assert len(row.parties[1].key) < 100


def test_deleting_takes_everything(ledger: Ledger) -> None:
    kept = ledger.add(read("Halden attacked Ostrow. Halden said it was over."))
    ledger_before = ledger.manifest()
    gone = ledger.add(read(STORY, name="gone.txt"))
    assert ledger.delete(gone)
    assert not ledger.delete(gone)
    after = ledger.manifest()
    assert (after.content, after.rows) == (ledger_before.content, ledger_before.rows)
    with pytest.raises(LedgerError, match="no such report"):
        ledger.reading(gone)
    assert list(ledger.search("bridge")) == []
    assert [change.kind for change in ledger.changes()] == ["read", "read", "deleted"]
    assert ledger.reading(kept).events


def test_a_text_stays_while_another_report_has_it(ledger: Ledger) -> None:
    first = ledger.add(read(STORY, publisher="The Harbour Post"))
    second = ledger.add(read(STORY, publisher="The Valley Times"))
    ledger.delete(first)
    assert ledger.reading(second).report.text == STORY
    assert [report.key for report in ledger.search("bridge")] == [second]


def test_the_database_refuses_what_makes_no_sense(ledger: Ledger) -> None:
    ledger.add(read(STORY))
    wrong = [
        update(tables.events).values(factuality="certain"),
        update(tables.events).values(first=9, last=3),
        update(tables.readings).values(trust=1.5),
        update(tables.inputs).values(code="empty"),
        insert(tables.readings).values(id="x", report="nobody", run="x", current=True, trust=1, record="{}"),
        update(tables.parties).values(role="bystander"),
    ]
    for statement in wrong:
        with pytest.raises(LedgerError), ledger.writing_connection() as connection:
            connection.execute(statement)


def test_one_current_reading_for_each_report(ledger: Ledger) -> None:
    ledger.add(read(STORY), other_run(code="old"))
    ledger.add(read(STORY), other_run(code="new"))
    with pytest.raises((LedgerError, IntegrityError)), ledger.writing_connection() as connection:
        connection.execute(update(tables.readings).values(current=True))


def test_a_transaction_is_whole_or_nothing(ledger: Ledger) -> None:
    ledger.add(read(STORY))
    before = ledger.manifest()

    def break_off() -> None:
        with ledger.writing_connection() as connection:
            connection.execute(text("delete from events"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert ledger.manifest() == before


def test_migrations_are_recorded_and_run_once(where: str) -> None:
    for _ in range(2):
        with Ledger(where) as ledger:
            assert ledger.manifest().migrations == (
                "reports_and_readings",
                "full_text",
                "following",
                "reviews",
            )


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(where) as ledger:
        ledger.add(read(STORY))
        before = ledger.manifest()

    def halfway(connection: object) -> None:
        connection.execute(text("create table half (id integer)"))  # type: ignore[attr-defined]
        connection.execute(text("insert into nowhere values (1)"))  # type: ignore[attr-defined]

    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", (*migrations.STEPS, halfway))
        with pytest.raises(LedgerError):
            Ledger(where)
    with Ledger(where) as ledger:
        assert ledger.manifest() == before
        assert "half" not in inspect(ledger.engine).get_table_names()


def test_a_ledger_of_a_newer_parley_is_refused(where: str) -> None:
    with Ledger(where) as ledger, ledger.writing_connection() as connection:
        row = {"name": "reviews_of_the_future", "number": 99, "parley": "9.0"}
        connection.execute(insert(tables.migrations), row)
    with pytest.raises(LedgerError, match="newer Parley"):
        Ledger(where)


def test_what_is_no_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("create table events (id integer)")
    connection.close()
    for path in (letter, other, tmp_path, tmp_path / "no" / "folder.db"):
        with pytest.raises(LedgerError):
            Ledger(path)
    assert letter.read_text() == "Dear Sir"
    for url in ("mysql://host/db", "://", "postgresql://nobody@localhost:1/none?connect_timeout=1"):
        with pytest.raises(LedgerError):
            Ledger(url)
    with pytest.raises(LedgerError, match="no such ledger"):
        Ledger(tmp_path / "typo.db", create=False)
    assert not (tmp_path / "typo.db").exists()


def test_a_password_is_never_shown() -> None:
    with pytest.raises(LedgerError) as caught:
        Ledger("postgresql://user:secret@localhost:1/db?connect_timeout=1")
    assert "secret" not in str(caught.value)


def test_the_index_of_copies_is_in_the_database(ledger: Ledger) -> None:
    ledger.add(read(STORY))
    with ledger.reading_connection() as connection:
        number = connection.execute(select(func.count()).select_from(tables.bands)).scalar_one()
    assert number == 42


def test_the_run_knows_what_a_reading_depends_on(tmp_path: Path) -> None:
    from parley.ledger import Settings

    plain = describe()
    assert plain == describe()
    overlay = tmp_path / "mine.csv"
    overlay.write_text("one")
    one = describe(Settings(actors=str(overlay)))
    overlay.write_text("two")
    two = describe(Settings(actors=str(overlay)))
    assert len({plain.id, one.id, two.id}) == 3
    assert plain.codebook == one.codebook
    with pytest.raises(LedgerError):
        describe(Settings(actors=str(tmp_path / "missing.csv")))
    with pytest.raises(LedgerError):
        describe(Settings(language_model="no_such_model"))
