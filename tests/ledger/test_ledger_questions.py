"""Questions: what each filter lets through, in the same order from either database, whatever is typed into it."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from quick import read

from parley.errors import LedgerError
from parley.ledger import EVERYTHING, Filter, Ledger
from parley.records import Factuality

AnEmpty = Callable[[str, Path], AbstractContextManager[str]]
DAY = datetime.date.fromisoformat
REPORTS = [
    ("Fenra attacked Gorth. Gorth did not attack Fenra. Marek said the ceasefire was over.", "2031-03-04"),
    ("Halden attacked Ostrów_Nord. Marek promised to release prisoners under a ceasefire.", "2031-03-06"),
    ("Fenra said talks were going on. Gorth attacked Halden, and the prisoner exchange failed.", None),
    ("Veld said football was delayed by a ceasefire.", "2031-03-02"),
]


def fill(ledger: Ledger) -> Ledger:
    for i, (text, day) in enumerate(REPORTS):
        ledger.add(read(text, day, name=str(i), publisher="The Harbour Post" if i % 2 else None))
    return ledger


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, an_empty: AnEmpty
) -> Iterator[Ledger]:
    """A ledger that is only asked, in either database."""
    with an_empty(request.param, tmp_path_factory.mktemp("filled")) as place, Ledger(place) as made:
        yield fill(made)


def attackers(ledger: Ledger, **asked: object) -> list[str]:
    found = ledger.events(Filter(**asked))  # type: ignore[arg-type]
    return [event.event.source[0].name for event in found]


def names(ledger: Ledger, **asked: object) -> list[str]:
    return [report.name for report in ledger.reports(Filter(**asked))]  # type: ignore[arg-type]


def test_what_did_not_happen_is_shown_only_when_asked_for(filled: Ledger) -> None:
    assert attackers(filled) == ["Fenra", "Halden", "Gorth"]
    assert attackers(filled, factuality=(Factuality.NEGATED,)) == ["Gorth"]
    assert len(list(filled.events(EVERYTHING))) == 4


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"actor": "fenra"}, ["Fenra"]),
        ({"actor": "FENRA"}, ["Fenra"]),
        ({"actor": "name:fenra"}, ["Fenra"]),
        ({"actor": "ostrow_nord"}, ["Halden"]),
        ({"actor": "fen"}, []),
        ({"actor": "%"}, []),
        ({"actor": "_enra"}, []),
        ({"actor": "' or 1=1 --"}, []),
        ({"actor": ""}, []),
        ({"country": "COL"}, ["Fenra"]),
        ({"country": "col"}, ["Fenra"]),
        ({"country": "FRA"}, []),
        ({"types": ("ASSAULT",)}, ["Fenra", "Halden", "Gorth"]),
        ({"types": ("AGREE", "CONSULT")}, []),
        ({"since": DAY("2031-03-05")}, ["Halden"]),
        ({"until": DAY("2031-03-05")}, ["Fenra"]),
        ({"since": DAY("2031-03-04"), "until": DAY("2031-03-06")}, ["Fenra", "Halden"]),
        ({"publisher": "The Harbour Post"}, ["Halden"]),
        ({"text": "ceasefire"}, ["Fenra", "Halden"]),
        ({"text": "ceasefire", "actor": "gorth"}, ["Fenra"]),
    ],
)
def test_filters_of_events(filled: Ledger, asked: dict[str, object], expected: list[str]) -> None:
    assert attackers(filled, **asked) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ceasefire", ["3", "0", "1"]),
        ("CEASEFIRE prisoners", ["1"]),
        ("prisoners", ["1", "2"]),
        ('"prisoner exchange"', ["2"]),
        ('"exchange prisoner"', []),
        ("ceasefire -football", ["0", "1"]),
        ('ceasefire -"release prisoners"', ["3", "0"]),
        ("attacking", ["0", "1", "2"]),
        ("ceasefire OR prisoners", []),
        ("the ceasefire", ["0"]),
        ("cease-fire", []),
        ("cease*", []),
        ("NEAR(ceasefire, 3) zzz", []),
        ("words : zzz", []),
        ("'; drop table texts; --zzz", []),
        ('"unclosed prisoner', []),
    ],
)
def test_full_text(filled: Ledger, words: str, expected: list[str]) -> None:
    assert [report.name for report in filled.search(words)] == expected


@pytest.mark.parametrize("words", ["", "-football", "!!! ()", '""'])
def test_a_search_for_nothing_is_refused(filled: Ledger, words: str) -> None:
    with pytest.raises(LedgerError, match="at least one word"):
        list(filled.search(words))


def test_the_end_of_a_long_text_is_not_searched_in_either_database(ledger: Ledger) -> None:
    ledger.add(read("Opening words. " + "x y z " * 45_000 + "closing"))
    assert len(list(ledger.search("opening"))) == 1
    assert list(ledger.search("closing")) == []


def test_statements_commitments_and_reports(filled: Ledger) -> None:
    said = [s.parties[0].name for s in filled.statements()]
    assert said == ["Veld", "Marek", "Fenra"]
    assert [s.parties[0].name for s in filled.statements(Filter(actor="veld"))] == ["Veld"]
    assert [s.parties[0].name for s in filled.statements(Filter(types=("deny",)))] == []
    (bound,) = filled.commitments()
    assert [(p.role, p.name, p.key) for p in bound.parties] == [("debtor", "Marek", "name:marek")]
    assert list(filled.commitments(Filter(types=("threat",)))) == []
    assert names(filled, actor="marek") == ["0", "1"]
    assert names(filled, since=DAY("2031-03-03")) == ["0", "1"]
    assert names(filled, report=next(filled.reports()).key[:6]) == ["3"]
    assert names(filled, report="%") == []


def test_events_know_their_parties(filled: Ledger) -> None:
    event = next(filled.events())
    assert [(p.role, p.name, p.country, p.sectors) for p in event.parties] == [
        ("source", "Fenra", "COL", ("REB",)),
        ("target", "Gorth", None, ()),
    ]
    assert filled.reading(event.report.key).events[0] == event.event


def test_the_canonical_order_is_that_of_days_then_keys(where: str) -> None:
    expected = None
    for order in itertools.islice(itertools.permutations(range(4)), 0, 24, 5):
        with Ledger(":memory:") as ledger:
            for i in order:
                ledger.add(read(*REPORTS[i], name=str(i)))
            found = [(e.report.name, e.event.id) for e in ledger.events(EVERYTHING)]
        expected = expected or found
        assert found == expected
    with Ledger(where) as ledger:
        for i in range(4):
            ledger.add(read(*REPORTS[i], name=str(i)))
        assert [(e.report.name, e.event.id) for e in ledger.events(EVERYTHING)] == expected


def test_many_rows_come_in_pieces(ledger: Ledger) -> None:
    text = " ".join(f"Fenra attacked Gorth{i}." for i in range(1203))
    ledger.add(read(text))
    found = list(ledger.events())
    assert [event.event.id for event in found] == [f"e{i}" for i in range(1, 1204)]
    assert all(event.parties[1].name == f"Gorth{i}" for i, event in enumerate(found))


def test_a_question_sees_one_state(ledger: Ledger) -> None:
    filled = fill(ledger)
    questions = filled.events()
    first = next(questions)
    filled.add(read("Lund attacked Veld.", "2031-03-05"))
    assert len([first, *questions]) == 3
    assert len(list(filled.events())) == 4
