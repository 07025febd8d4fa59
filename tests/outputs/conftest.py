"""Readings and ledgers to export: some plain, some full of what breaks spreadsheets, terminals and pages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from parley.ledger import Ledger
from parley.records import Reading

# Helpers are imported by their names: the quick reader of the ledger's tests, and the nasty names of these.
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "ledger")]


@pytest.fixture
def readings() -> list[Reading]:
    """Plain readings of three days and an undated one."""
    import quick

    return [
        quick.read(
            "Frelim attacked Osk on the river. Frelim attacked Osk again. Pell said nothing new.",
            "2031-03-05",
        ),
        quick.read("Osk attacked Frelim. Frelim did not attack Marn. Osk promised peace.", "2031-03-18"),
        quick.read("Frelim attacked Osk.", "2031-03-05", publisher="The Harbour Post"),
        quick.read("Marn attacked Osk without any date."),
    ]


@pytest.fixture
def hostile() -> Reading:
    """A reading in which every name is nasty."""
    import nasty
    import quick

    whole = quick.read(
        "Frelim attacked Osk & <b>Marn</b>. Osk attacked Pell. Frelim said =1+1 <script>x</script>. Osk promised it.",
        "2031-03-06",
    )
    return nasty.renamed(whole)


@pytest.fixture
def ledger(tmp_path: Path, readings: list[Reading], hostile: Reading) -> Iterator[Ledger]:
    """A ledger of all of them."""
    with Ledger(tmp_path / "all.db") as made:
        for reading in (*readings, hostile):
            made.add(reading)
        yield made
