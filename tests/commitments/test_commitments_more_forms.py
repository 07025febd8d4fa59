"""Forms of conditions, demands and refusals, and what only looks like a commitment: one sentence for each cause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parley.records import Commitment, CommitmentKind, CommitmentStatus

Read = Callable[[str], tuple[Commitment, ...]]


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
        # an onlooker's forecast, and news told in the passive
        "“Velmark's officials will try to win over the envoy,” Orlan Tate, a security analyst, said.",
        "The Observatory said 9,000 villagers will be displaced, 800 fighters among them.",
        "Osman Hadi, who leads the movement, said it will not be affected by the ruling.",
        "Orlan Tate, an analyst at the institute, said the parties should be discussing four themes.",
        # the subject is not the speaker
        "Oriana is angered by the radar, which it says will harm its security and do nothing to ease tensions.",
        "“The bomber waited so that he could kill as many as possible,” the witness told the paper.",
        # what is only supposed, asked, wished away or meant as a purpose
        "The alliance would answer if Oriana took steps to threaten Tarsk and its forces.",
        "He refused to confirm whether the council planned on agreeing to its inclusion.",
        "The question is how much power they are prepared to give the president.",
        "The marines are moving guns to be ready to assist local forces.",
        "The minister said that he would rather sell his furniture than pay.",
        "“Let's hope it ends well,” the nurse told the paper.",
        # words that only look like an act
        "The forces fight in narrow streets, ruling out the wide use of air support.",
        "Last year the cabinet fined a firm called Dandor Trading for ties to Tarsk.",
        "The premier declined to rule out a strike on Tarsk.",
        "Ten of his 22 nominees have yet to be confirmed, the senator said.",
        "No deal would mean the two would be obliged to apply tariffs to each other.",
        "In order to encourage the sides to meet, the envoy drew up a draft.",
        "“You want the exit,” the premier told the deputy.",
        "The minister is seeking assurances that Oriana's new leader will honour the pact.",
        "The ministry said the two would not be alive if they had touched the poison.",
        "How far is Oriana ready to go?",
        "Clerks may feel obligated to please the new governor.",
        "The farmer is compelled to sell his herd.",
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


def test_a_condition_is_no_past_event_and_no_manner_of_speaking(read: Read) -> None:
    (row,) = read("Oriana wants the general to return the guns as soon as possible.")
    assert words(row, "antecedent") == ""
    (row,) = read(
        "The army says it will look into reports that 40 people were killed when a shrine was struck."
    )
    assert words(row, "antecedent") == ""


def test_them_in_a_second_demand_are_those_of_the_first(read: Read) -> None:
    rows = read(
        "The envoy has called on the army and the rebels to review their tactics, urging them to avoid traps."
    )
    assert [names(row, "debtor") for row in rows] == ["the army, the rebels"] * 2


def test_or_after_a_negation_or_either_is_no_threat(read: Read) -> None:
    rows = read("“The armies should not taunt each other or take risks,” the envoy said.")
    assert {row.kind for row in rows} == {CommitmentKind.DEMAND}
    rows = read("The party wants Oriana to either remain in the union or rejoin the bloc.")
    assert {row.kind for row in rows} == {CommitmentKind.DEMAND}
