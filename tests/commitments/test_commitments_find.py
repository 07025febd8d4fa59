"""Commitments from the shipped language model's parse: one plain sentence for each form."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from parley import actors, codebook, commitments, events, places, propositions, statements, times
from parley.evaluation import commitments as evaluation
from parley.language import Document
from parley.records import Commitment, CommitmentKind, CommitmentStatus, Strength

Parse = Callable[[str], Document]
DATE = datetime.date(2024, 5, 15)
DATA = Path(__file__).parent / "data"


def read(document: Document) -> tuple[tuple[Commitment, ...], actors.Actors]:
    found = propositions.extract(document)
    who = actors.find(document, found, actors.load(), DATE)
    when = times.find(document, DATE)
    said = statements.find(document, found, who)
    happened = events.code(document, found, codebook.load(), who, when, places.find(document, who), said)
    return commitments.find(document, found, who, when, said, happened), who


def words(row: Commitment, name: str) -> str:
    return " … ".join(span.text for span in getattr(row, name))


def names(row: Commitment, name: str) -> str:
    return ", ".join(p.span.text for p in getattr(row, name))


@pytest.mark.parametrize(
    ("text", "kind", "debtor", "creditor", "antecedent", "consequent"),
    [
        (
            "Norway promised Cuba that it would send doctors if the port reopens.",
            CommitmentKind.PROMISE,
            "Norway",
            "Cuba",
            "if the port reopens",
            "send doctors",
        ),
        (
            "Chad warned Sudan that it would close the border unless the attacks stop.",
            CommitmentKind.THREAT,
            "Chad",
            "Sudan",
            "unless the attacks stop",
            "close the border",
        ),
        (
            "The minister urged the rebels to release the hostages.",
            CommitmentKind.DEMAND,
            "the rebels",
            "The minister",
            "",
            "release the hostages",
        ),
        (
            "The government refused to meet the rebels.",
            CommitmentKind.REFUSAL,
            "The government",
            "",
            "",
            "meet the rebels",
        ),
        (
            "Kenya offered to host the talks in exchange for a ceasefire.",
            CommitmentKind.OFFER,
            "Kenya",
            "",
            "in exchange for a ceasefire",
            "host the talks",
        ),
        (
            "The general assured the villagers that the soldiers would leave.",
            CommitmentKind.GUARANTEE,
            "the soldiers",
            "the villagers",
            "",
            "leave",
        ),
        (
            "Under the agreement, the rebels will hand over their weapons.",
            CommitmentKind.OBLIGATION,
            "the rebels",
            "",
            "",
            "hand over their weapons",
        ),
        (
            "The president said that the militia must leave the city.",
            CommitmentKind.DEMAND,
            "the militia",
            "The president",
            "",
            "leave the city",
        ),
    ],
)
def test_forms(
    parsed: Parse,
    text: str,
    kind: CommitmentKind,
    debtor: str,
    creditor: str,
    antecedent: str,
    consequent: str,
) -> None:
    rows, _ = read(parsed(text))
    row = next(r for r in rows if r.kind is kind and consequent in words(r, "consequent"))
    assert debtor in names(row, "debtor")
    assert names(row, "creditor") in creditor or creditor in names(row, "creditor")
    assert antecedent == words(row, "antecedent")


@pytest.mark.parametrize(
    "text",
    [
        "The rebels killed four policemen near the dam.",
        "The president met the ambassador on Tuesday.",
        "Analysts believe that the war will end soon.",
        "The treaty was signed in 1987.",
        "Government forces retook the town after two days.",
    ],
)
def test_nobody_is_bound(parsed: Parse, text: str) -> None:
    assert read(parsed(text))[0] == ()


def test_status_told_by_the_verb(parsed: Parse) -> None:
    rows, _ = read(parsed("The army broke its promise to protect the village."))
    assert [row.status for row in rows] == [CommitmentStatus.VIOLATED]


def test_a_condition_makes_it_conditional(parsed: Parse) -> None:
    rows, _ = read(parsed("Norway promised to send doctors if the port reopens."))
    assert [row.status for row in rows] == [CommitmentStatus.CONDITIONAL]


def test_a_vow_is_strong(parsed: Parse) -> None:
    rows, _ = read(parsed("The president vowed to punish the attackers."))
    assert [(row.kind, row.strength) for row in rows] == [(CommitmentKind.THREAT, Strength.STRONG)]


def test_told_twice_is_one_row(parsed: Parse) -> None:
    text = "Norway promised to send doctors to Cuba. Norway promised again to send doctors."
    rows, _ = read(parsed(text))
    assert len(rows) == 1
    assert len(rows[0].consequent) == 2


def test_spans_are_the_text(parsed: Parse) -> None:
    for labelled in evaluation.read_labels(DATA / "reports.jsonl"):
        rows, _ = read(parsed(labelled.text))
        for number, row in enumerate(rows, 1):
            assert row.id == f"c{number}"
            for span in (*row.antecedent, *row.consequent, *(p.span for p in (*row.debtor, *row.creditor))):
                assert labelled.text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("name", "kind", "debtor", "creditor", "antecedent"),
    [
        ("sentences", 0.92, 0.905, 0.86, 0.84),
        ("reports", 0.905, 0.875, 0.89, 0.77),
        ("heldout", 0.79, 0.77, 0.67, 0.52),
    ],
)
def test_floors(
    parsed: Parse, name: str, kind: float, debtor: float, creditor: float, antecedent: float
) -> None:
    found = evaluation.evaluate(
        DATA / f"{name}.jsonl",
        read=lambda text, _: (lambda pair: (pair[0], pair[1].actors))(read(parsed(text))),
    )
    assert found["kind.f1"] >= kind
    assert found["debtor.f1"] >= debtor
    assert found["creditor.f1"] >= creditor
    assert found["antecedent.overlap"] >= antecedent
