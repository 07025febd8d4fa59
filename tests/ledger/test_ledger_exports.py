"""What exports ask of a ledger, in both databases: runs, and readings fetched while rows are still coming."""

from __future__ import annotations

import io
from pathlib import Path

import quick
from rich.console import Console

from parley.ledger import Ledger, describe
from parley.outputs import export
from parley.outputs.export import Order
from parley.outputs.formats import Format
from parley.outputs.sheet import Kind

TEXTS = [f"Frelim attacked Osk{number}. Pell said so." for number in range(30)]


def filled(ledger: Ledger) -> Ledger:
    run = describe()
    for number, text in enumerate(TEXTS, 1):
        ledger.add(quick.read(text, f"2031-03-{number:02d}"), run)
    return ledger


def test_runs_by_their_ids(ledger: Ledger) -> None:
    filled(ledger)
    (run,) = ledger.runs().values()
    assert run == describe()
    assert list(ledger.runs()) == [run.id]
    for row in (*ledger.reports(), *(event.report for event in ledger.events())):
        assert row.run == run.id


def test_readings_are_fetched_while_rows_come(ledger: Ledger) -> None:
    filled(ledger)
    for order in (Order(form=Format.POLECAT), Order(form=Format.CSV, context=1)):
        stream = io.StringIO()
        export.export(
            ledger, Kind.EVENTS, ledger.events(), order, stdout=stream, console=Console(file=stream)
        )
        lines = stream.getvalue().splitlines()
        assert len(lines) == len(TEXTS) + 1
        assert all(f"Osk{number}" in line for number, line in enumerate(lines[1:]))


def test_an_export_is_the_same_from_either_database(ledger: Ledger, tmp_path: Path) -> None:
    with Ledger(tmp_path / "other.db") as other:
        written = []
        for one in (filled(ledger), filled(other)):
            stream = io.StringIO()
            export.export(
                one,
                Kind.EVENTS,
                one.events(),
                Order(form=Format.JSON),
                stdout=stream,
                console=Console(file=stream),
            )
            written.append(stream.getvalue())
    assert written[0] == written[1]
