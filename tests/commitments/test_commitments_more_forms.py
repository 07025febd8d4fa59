"""Forms of conditions, demands and refusals, and what only looks like a commitment: one sentence for each cause."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from parley.reader import Reader
from parley.records import Commitment, CommitmentStatus, Report

Read = Callable[[str], tuple[Commitment, ...]]
DATE = datetime.date(2024, 5, 15)


@pytest.fixture(scope="module")
def read() -> Read:
    reader = Reader()
    return lambda text: reader.read(Report(id="r", text=text, name="r", published=DATE)).commitments


def words(row: Commitment, name: str) -> str:
    return " … ".join(span.text for span in getattr(row, name))


def names(row: Commitment, name: str) -> str:
    return ", ".join(p.span.text for p in getattr(row, name))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "By the terms of the deal, both armies must leave the dam by March.",
            ("obligation", "both armies", "", "", "must leave the dam by March"),
        ),
        (
            "The council was promised by the army that no soldier would enter the shrine.",
            ("promise", "the army", "The council", "", "no soldier would enter the shrine"),
        ),
        (
            "Any attempt to cross the river will be answered with fire, the army said.",
            ("threat", "the army", "", "Any attempt to cross the river", "will be answered with fire"),
        ),
        (
            "“As long as one soldier stays on our soil, there will be no talks,” the spokesman said.",
            (
                "refusal",
                "the spokesman",
                "",
                "As long as one soldier stays on our soil",
                "there will be no talks",
            ),
        ),
        (
            "The cabinet has ruled out any amnesty until the captives are back.",
            ("refusal", "The cabinet", "", "until the captives are back", "any amnesty"),
        ),
        (
            "The bank made the loan conditional on an end to the fighting.",
            ("offer", "The bank", "", "an end to the fighting", "the loan"),
        ),
        (
            "The firm has undertaken, in exchange for a tax holiday, to hire a thousand men.",
            ("promise", "The firm", "", "in exchange for a tax holiday", "hire a thousand men"),
        ),
        (
            "Should the truce fail, “we shall defend the valley,” the prince said.",
            ("promise", "the prince", "", "Should the truce fail", "shall defend the valley"),
        ),
        (
            "Neither party may recruit children, according to the accord.",
            ("obligation", "Neither party", "", "", "may recruit children"),
        ),
        (
            "The envoy urged that the siege be lifted at once.",
            ("demand", "", "The envoy", "", "the siege be lifted at once"),
        ),
        (
            "The regime threatened on Monday that strikers would lose their homes.",
            ("threat", "The regime", "strikers", "", "would lose their homes"),
        ),
        (
            "Prisoners at the camp begged to be heard.",
            ("demand", "", "Prisoners", "", "be heard"),
        ),
        (
            "Norway gave Sudan three days to withdraw its ships.",
            ("demand", "Sudan", "Norway", "", "withdraw its ships"),
        ),
        (
            "The court ordered the bank to open its books within ten days.",
            ("demand", "the bank", "The court", "", "open its books within ten days"),
        ),
        (
            "The president said she was prepared to meet the leader of the rebels.",
            ("offer", "she", "the leader of the rebels", "", "meet the leader of the rebels"),
        ),
        (
            "The general promised not to shell the town.",
            ("promise", "The general", "", "", "not to shell the town"),
        ),
        (
            "The minister assured the farmers that no land would be taken without compensation.",
            ("guarantee", "The minister", "the farmers", "without compensation", "no land would be taken"),
        ),
        (
            "The warlord told the elders that he would spare the town if they paid him.",
            ("promise", "The warlord", "the elders", "if they paid him", "would spare the town"),
        ),
    ],
)
def test_forms(read: Read, text: str, expected: tuple[str, str, str, str, str]) -> None:
    told = [
        (
            row.kind.value,
            names(row, "debtor"),
            names(row, "creditor"),
            words(row, "antecedent"),
            words(row, "consequent"),
        )
        for row in read(text)
    ]
    assert expected in told


@pytest.mark.parametrize(
    "text",
    [
        "The council condemned the raid in the strongest terms.",
        "The mayor was asked whether the talks would resume.",
        "The spokesman declined to say whether the pilots were alive.",
        "People who are ready to flee wait at the port.",
        "The rules require patience.",
        "The ministers agreed that there was work to do.",
        "The general has a duty to press the rebels to leave.",
        "The president said she won't rule out talks with the rebels.",
        "“He would have run,” the coach said.",
        "Half of the voters said they would vote for the mayor.",
        "The envoy suggested that the bridge had been mined.",
    ],
)
def test_nobody_is_bound(read: Read, text: str) -> None:
    assert read(text) == ()


def test_a_demand_and_what_follows_if_it_is_not_met(read: Read) -> None:
    text = "“Put down your arms or we will storm the school,” the captain shouted at the gunmen."
    rows = {row.kind.value: row for row in read(text)}
    assert names(rows["demand"], "debtor") == names(rows["threat"], "creditor") == "the gunmen"
    assert words(rows["threat"], "antecedent") == words(rows["demand"], "consequent")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway offered talks to the rebels. On Monday it withdrew the offer.", CommitmentStatus.CANCELLED),
        ("The junta promised to pay the teachers. The promise was broken soon.", CommitmentStatus.VIOLATED),
        ("The army agreed to free the nurses and released them on Friday.", CommitmentStatus.SATISFIED),
        (
            "The rebels promised to free the crew. On Monday the crew was freed, the company said.",
            CommitmentStatus.SATISFIED,
        ),
    ],
)
def test_what_the_report_tells_of_it_later(read: Read, text: str, status: CommitmentStatus) -> None:
    assert [row.status for row in read(text)] == [status]


def test_a_quotation_and_its_paraphrase_are_one(read: Read) -> None:
    text = (
        "“We will release the sailors,” the foreign minister of Norway said. "
        "The minister promised to free the sailors in May."
    )
    rows = read(text)
    assert [len(row.consequent) for row in rows] == [2]


def test_you_is_whom_the_sentence_before_addressed(read: Read) -> None:
    text = "The colonel warned the garrison on Monday. “If you do not leave, we will burn the fort,” the colonel said."
    row = read(text)[-1]
    assert (row.kind.value, names(row, "creditor")) == ("threat", "the garrison")
