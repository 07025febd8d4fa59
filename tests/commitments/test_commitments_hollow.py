"""Tellings that their surroundings take back: denied, seen in others, done by habit, asked in a poll, said of things."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import FAR

from parley.records import Commitment

Read = Callable[[str], tuple[Commitment, ...]]


@pytest.mark.parametrize(
    "text",
    [
        # claimed and denied
        "Minister Lena Orsk rejected the assertion that she would close the harbour.",
        "There is no guarantee that Lena Orsk would sign the treaty.",
        # done time and again
        "The harbour judges seldom exclude such letters.",
        # asked in a poll
        "The institute asked 900 people in Belland to rate the new harbour.",
        # somebody else's readiness
        "The letter shows that the miners are ready to talk.",
        "Lena Orsk said she was glad that the mayor is willing to stay.",
        "The hall is open to clubs to help them grow.",
        "The mayor seems to be tired or willing to overlook the debt.",
        # a participle that describes
        "Lena Orsk feared the mayor's declining appeal.",
        # of one mind
        "The miners agree with the mayor on the questions.",
        # sure to come, kept or broken
        "The mayor is guaranteed to win the vote.",
        "The mayor made promises that he could not keep.",
        "Lena Orsk stressed her commitment to the issue.",
        # nothing refused, asked or announced
        "Lena Orsk said she would not rule out accepting the loan.",
        "The mayor jokingly offered the clerk a seat in the council.",
    ],
)
def test_what_is_taken_back_is_no_row(read: Read, text: str) -> None:
    assert not read(FAR + text)


@pytest.mark.parametrize(
    "text",
    [
        "The clerk urged him to trust the court.",
        "The club was invited to join the feast.",
        "Last year's statement called on the miners to wait.",
        "They also agreed to repair the bridge.",
        'Lena Orsk said: "The guests will be told when it is ready."',
        "The mayor said the authorities would do what they can.",
        "Minister Lena Orsk said that under the constitution the vote must be held in May.",
    ],
)
def test_far_into_a_report_what_is_a_guess_is_left_out(read: Read, text: str) -> None:
    assert not read(FAR + text)


def test_what_is_pledged_is_the_sum_not_its_purpose(read: Read) -> None:
    (row,) = read("Belland's foreign minister has pledged 15 million crowns to prevent hunger in Orsk.")
    assert row.consequent[0].text == "15 million crowns"


def test_a_condition_beyond_an_aside_is_not_that_of_the_demand(read: Read) -> None:
    rows = read("The king pressed the miners to hand over their tools, vowing to leave if they fail to pay.")
    demand = next(row for row in rows if row.kind.value == "demand")
    assert not demand.antecedent


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor said he would take legal steps against the paper.", "threat"),
        ("The mayor said he would file a lawsuit against the paper.", "threat"),
        ("The mayor vowed to fight corruption.", "promise"),
    ],
)
def test_steps_against_somebody_are_a_threat_and_a_fight_against_ills_is_none(
    read: Read, text: str, kind: str
) -> None:
    assert [row.kind.value for row in read(text)] == [kind]


def test_who_shows_their_own_readiness_offers(read: Read) -> None:
    assert [row.kind.value for row in read("The miners said they are ready to talk.")] == ["offer"]


def test_who_demands_what_was_promised_has_not_promised_it(read: Read) -> None:
    rows = read("The miners demanded promised wages.")
    assert [row.kind.value for row in rows] == ["demand"]


def test_what_follows_if_another_does_not_do_as_they_should_is_a_threat(read: Read) -> None:
    (row,) = read("President Putin said he would table a motion if France does not pay.")
    assert (row.kind.value, [p.name for p in row.creditor]) == ("threat", ["France"])
    (row,) = read("President Putin said he would help the town if France does not pay.")
    assert row.kind.value == "promise"
