"""What looks like an act and read strictly is none; whole contents, and whose they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import FAR, told

from parley.records import Commitment, Confidence

Read = Callable[[str], tuple[Commitment, ...]]


@pytest.mark.parametrize(
    "text",
    [
        # a relative clause says who is meant
        "An official in Belland spoke to a clerk who asked the ministry to wait.",
        "The paper described the terms the company agreed to sign.",
        # asked for, of nobody
        "The sailor asked for a bowl of soup.",
        "The storm led to calls for a new harbour.",
        # what circumstances make necessary
        "Minister Lena Orsk said that Pavel Reuk needs to rest.",
        "“They will have to rebuild their houses,” the trader said.",
        # a temper, and no threat
        "The people of the coast are prepared to fight.",
        # opinions that are shared
        "Both agree they have few friends.",
        # what one gets, and what comes about
        "The committee said it would receive a letter on Monday.",
        "The government countered that it will spur trade.",
        # many of no known body
        "The mayor said that the cousins would pay more.",
        # how things will go
        "“The rooms will be painted in white,” the office said.",
        # a wish about the public
        "The union said it wants more refugees to find work.",
        # told to nobody
        "The pilot told the paper that such flights are rare and do not reflect a plan.",
        # a subject that the parse missed is no order
        "Minister Lena Orsk told reporters on Monday: polls show support for the bridge.",
        # passive of a passive
        "The clerks were ordered to be arrested.",
    ],
)
def test_no_act(read: Read, text: str) -> None:
    assert told(read(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # two verbs, one object
            "The Liberals vowed to cancel and rewrite the Water Act.",
            ("promise", "Liberals", "", "cancel and rewrite the Water Act"),
        ),
        (  # for another country one can only vouch
            "President Emmanuel Macron of France vowed that Algeria will pay for the dam.",
            ("promise", "Emmanuel Macron", "", "Algeria will pay for the dam"),
        ),
        (  # what is asked for, and what for
            "The premier appealed to donors for 40 dollars to help the poor.",
            ("demand", "donors", "The premier", "40 dollars"),
        ),
        (  # who answers an offer is who got it
            "Orlo accepted Tarsk's offer to trim the price.",
            ("offer", "Tarsk", "Orlo", "trim the price"),
        ),
        (  # with whom one works
            "The army is committed to working with the rebels.",
            ("promise", "The army", "the rebels", "working with the rebels"),
        ),
        (  # only somebody can be asked for something
            "The farmer asked the lender for money.",
            ("demand", "the lender", "The farmer", "money"),
        ),
        (  # a public call needs nobody who is named
            "The council demanded an inquiry into the raid.",
            ("demand", "", "The council", "an inquiry into the raid"),
        ),
        (  # what somebody needs to do, said by who may ask it
            "Minister Lena Orsk said that the militia needs to disarm.",
            ("demand", "the militia", "Lena Orsk", "disarm"),
        ),
    ],
)
def test_what_is_told(read: Read, text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in told(read(text))


def test_a_demand_of_them_is_left_out_far_into_a_report(read: Read) -> None:
    near = "The rebels met the clerks. Governor Pavel Reuk ordered them to leave."
    assert [row.kind.value for row in read(near)] == ["demand"]
    assert told(read(FAR + near)) == []


def test_a_condition_belongs_to_the_clause_it_stands_in(read: Read) -> None:
    (row, *_) = read(
        "Minister Orsk told Ms Reuk to stop the raids, and added that Ms Lund cannot be premier unless she resigns."
    )
    assert row.antecedent == ()


def test_what_will_not_be_done_to_others_is_promised_unless_they_want_it(read: Read) -> None:
    (row,) = read("“No villager will be moved,” the general promised.")
    assert row.kind.value == "promise"
    (row,) = read("The general told the villagers: “You will not be helped.”")
    assert row.kind.value == "refusal"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels pledged to lay down their weapons.", Confidence.HIGH),
        ("The rebels pledged to lay down their weapons if the army leaves.", Confidence.MEDIUM),
        ("The rebels were urged to lay down their weapons.", Confidence.MEDIUM),
    ],
)
def test_confidence(read: Read, text: str, expected: Confidence) -> None:
    (row,) = read(text)
    assert row.confidence is expected
