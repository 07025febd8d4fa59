"""The whole way: every record points at its words, two runs agree, odd input is read or refused."""

from __future__ import annotations

import contextlib
import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import parley
from parley.errors import InputRejected
from parley.records import Event, Reading, Span, Statement

EXAMPLES = sorted((Path(__file__).parent.parent / "examples" / "colombia").glob("2*.txt"))


@pytest.fixture(scope="module")
def reader() -> parley.Reader:
    return parley.Reader()


def spans(value: Any) -> Iterator[Span]:
    """All spans in a record, however deep."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from spans(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)


def sound(reading: Reading) -> None:
    """What must hold of every reading: spans show their words, ids are unique, links lead somewhere."""
    text = reading.report.text
    for span in spans(reading):
        assert text[span.start : span.end] == span.text
        assert span.text
    rows = [*reading.events, *reading.statements, *reading.commitments]
    ids = [row.id for row in (*reading.actors, *rows, *reading.flags)]
    assert len(ids) == len(set(ids))
    known = {row.id for row in rows}
    actors = {actor.id for actor in reading.actors}
    for row in rows:
        assert set(row.rows) <= known
        assert row.id not in row.rows
        assert row.said_in is None or row.said_in in known
        assert row.reason
    for event in reading.events:
        assert {p.actor for p in (*event.source, *event.target)} <= actors | {None}
    for flag in reading.flags:
        assert set(flag.rows) <= known | actors


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_examples_are_read(path: Path, reader: parley.Reader) -> None:
    reading = reader.read_file(path)
    sound(reading)
    assert reading.report.published is not None
    assert reading.events
    assert Reading.from_json(reading.to_json()) == reading


def test_two_readers_give_the_same_json(reader: parley.Reader) -> None:
    other = parley.Reader()
    for path in EXAMPLES[:3]:
        assert reader.read_file(path).to_json() == other.read_file(path).to_json()


def test_json_has_the_keys_of_the_design(reader: parley.Reader) -> None:
    row = json.loads(reader.read_file(EXAMPLES[0]).to_json())
    assert list(row) == ["report", "actors", "events", "statements", "commitments", "flags", "trust"]


def test_date_may_be_text_or_date() -> None:
    text = "The envoys of Venra and Osk met in the capital last week. They agreed to meet again on Friday."
    one = parley.read(text, date="2031-03-05")
    two = parley.read(text, date=datetime.date(2031, 3, 5))
    assert one == two
    (meeting, *_) = [e for e in one.events if e.type == "CONSULT"]
    assert meeting.date is not None
    assert meeting.date.start == datetime.date(2031, 2, 24)


def test_rows_of_the_same_words_are_linked(reader: parley.Reader) -> None:
    reading = reader.read_text(
        "President Ila Dorn warned that the army would attack the rebels if they did not release the hostages."
    )
    (threat,) = [c for c in reading.commitments if c.kind == "threat"]
    kinds: dict[str, Event | Statement] = {row.id: row for row in (*reading.events, *reading.statements)}
    assert {type(kinds[i]) for i in threat.rows if i in kinds} == {Event, Statement}
    assert [s.text for s in threat.antecedent] == ["if they did not release the hostages"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        alphabet=st.sampled_from(" \n\t\"“”'‘’«»—–-.,:;!?()[]{}<>&aBcé0£\u200b\u2028\xa0日Ж"), max_size=200
    )
)
def test_any_text_is_read_or_refused(text: str, reader: parley.Reader) -> None:
    with contextlib.suppress(InputRejected):
        sound(reader.read_text("The rebels shelled the town and the envoy said: " + text))


@pytest.mark.shared
@pytest.mark.parametrize("file", ["statements/polnear-dev.jsonl", "names/re3d.jsonl"])
def test_real_reports_are_read(file: str, shared: Path, reader: parley.Reader) -> None:
    lines = (shared / "data" / file).read_text(encoding="utf-8").splitlines()
    for line in lines[:20]:
        row = json.loads(line)
        reading = reader.read_text(row["text"], title=row.get("title"), date="2016-10-01")
        sound(reading)
        assert (
            reader.read_text(row["text"], title=row.get("title"), date="2016-10-01").to_json()
            == reading.to_json()
        )


def test_what_the_page_put_around_a_report_gives_no_rows(reader: parley.Reader) -> None:
    text = (
        "The army shelled the town of Orle on Monday. READ MORE: Velmark rejects truce The minister of Velmark said "
        "that the truce would hold.\n\n(Reporting by Ada Dane; Editing by Bo Voss)"
    )
    reading = reader.read_text(text, date="2031-03-04")
    left_out = [span for flag in reading.flags if flag.kind == "boilerplate" for span in flag.spans]
    assert [span.text for span in left_out] == [
        "READ MORE: Velmark rejects truce",
        "(Reporting by Ada Dane; Editing by Bo Voss)",
    ]
    for span in spans((reading.actors, reading.events, reading.statements, reading.commitments)):
        assert not any(span.start < out.end and out.start < span.end for out in left_out)
    assert [statement.speaker.name for statement in reading.statements if statement.speaker] == [
        "The minister of Velmark"
    ]
