"""Forms that news uses: ultimatums, deals, asides; and sentences in which nobody binds themselves, one for each cause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parley.records import Commitment

Read = Callable[[str], tuple[Commitment, ...]]


def told(rows: tuple[Commitment, ...]) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            row.kind.value,
            ", ".join(p.span.text for p in row.debtor),
            ", ".join(p.span.text for p in row.creditor),
            " … ".join(s.text for s in row.antecedent),
            " … ".join(s.text for s in row.consequent),
        )
        for row in rows
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The militia gave the governor until Friday to free the prisoners or face an assault on the city.",
            [
                ("demand", "the governor", "The militia", "", "free the prisoners"),
                (
                    "threat",
                    "The militia",
                    "the governor",
                    "free the prisoners",
                    "face an assault on the city",
                ),
            ],
        ),
        (
            "Tarsk warned Velmark to pull back or face war.",
            [
                ("demand", "Velmark", "Tarsk", "", "pull back"),
                ("threat", "Tarsk", "Velmark", "pull back", "face war"),
            ],
        ),
        (
            "The rebels were given until Monday to leave the town.",
            [("demand", "The rebels", "", "", "leave the town")],
        ),
        (
            "The two sides signed an accord under which the rebels will release the prisoners.",
            [("obligation", "the rebels", "", "", "will release the prisoners")],
        ),
        (
            "Tarsk says it is ready for talks if Velmark lifts the siege.",
            [("offer", "Tarsk", "", "if Velmark lifts the siege", "talks")],
        ),
        (
            "Velmark reserves the right to strike back if attacked.",
            [("threat", "Velmark", "", "if attacked", "strike back")],
        ),
        (
            "Any country that buys the oil will face sanctions, the minister warned.",
            [
                (
                    "threat",
                    "the minister",
                    "Any country",
                    "buys the oil",
                    "Any country that buys the oil will face sanctions",
                )
            ],
        ),
        (
            "He warned that the people behind the raid are going to pay a big price.",
            [("threat", "He", "the people", "", "pay a big price")],
        ),
        (
            "“Every time they cross the river, we will open fire,” the general said.",
            [("threat", "the general", "", "Every time they cross the river", "will open fire")],
        ),
        (
            "His party confirmed that its members would not attempt to block a request for a vote.",
            [("promise", "its members", "", "", "would not attempt to block a request for a vote")],
        ),
    ],
)
def test_forms_of_news(read: Read, text: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    assert told(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The minister demanded Haren's resignation.", ("Haren", "The minister")),
        (
            "The kidnappers were demanding a ransom from the oil company.",
            ("the oil company", "The kidnappers"),
        ),
        ("The talks go on despite a request from the rebels to delay the meeting.", ("", "the rebels")),
        ("The men stopped young villagers and ordered them not to gamble.", ("young villagers", "The men")),
        ("She's rejected the minister's call for a referendum.", ("She", "the minister")),
        ("“We will not be blackmailed,” the premier said.", ("the premier", "")),
        # a participle is done by whoever does what stands beside it
        (
            "Malo Dessen, urging the ministers to end the talks, left the hall.",
            ("the ministers", "Malo Dessen"),
        ),
        ("The premier read a statement calling on the rebels to obey.", ("the rebels", "The premier")),
        ("Wounded men demand to be released by the medical staff.", ("the medical staff", "Wounded men")),
        ("The minister has promised to hold a vote if she wins the election.", ("The minister", "")),
        (
            "Malo Dessen told reporters that Velmark stands ready to cooperate with Tarnia when it is in its interest.",
            ("Velmark", "Tarnia"),
        ),
        # where one goes is owed nothing
        ("“Our troops will head to Tarnow next,” the president of Velmark said.", ("Our troops", "")),
        ("“I will pay a visit to Lissa,” the minister said.", ("the minister", "")),
        (
            "The envoy of Tarnia said that Velmark should lift its sanctions.",
            ("Velmark", "The envoy of Tarnia"),
        ),
    ],
)
def test_the_parties(read: Read, text: str, parties: tuple[str, str]) -> None:
    (row,) = told(read(text))
    assert row[1:3] == parties


@pytest.mark.parametrize(
    ("text", "consequent"),
    [
        (
            "Rights groups have called for investigations into the shootings, which followed months of violence.",
            "investigations into the shootings",
        ),
        (
            "The unions called for an end to the “bogus promises” of the governor.",
            "an end to the “bogus promises” of the governor",
        ),
        (
            "The premier vowed that his men would track down the bombers, according to state media.",
            "would track down the bombers",
        ),
        (
            "Haren vowed to renegotiate the treaty, though talks were not likely on Monday.",
            "renegotiate the treaty",
        ),
        ("They refused to give up their weapons, accusing the army of lies.", "give up their weapons"),
        (
            'The minister said that his country is willing to help "restore peace along the border".',
            'help "restore peace along the border',
        ),
        (
            "“So we will leave the union in March,” the premier of Velmark said.",
            "will leave the union in March",
        ),
        ("The government said on Thursday it would not contest the ruling.", "would not contest the ruling"),
    ],
)
def test_the_words_end_where_the_deed_does(read: Read, text: str, consequent: str) -> None:
    assert [row[4] for row in told(read(text))] == [consequent]


def test_a_straight_mark_that_opens_ends_no_condition(read: Read) -> None:
    (row,) = read('Tarsk said it would not sign the pact unless it undergoes "considerable reform."')
    assert [span.text for span in row.antecedent] == ['unless it undergoes "considerable reform']


@pytest.mark.parametrize(
    "text",
    [
        "The envoy was prepared to push a plan at a time when questions were being raised about his ties to Velmark.",
        "“We will open the port,” the mayor says whenever the council meets.",
        "The negotiators agreed to exchange all prisoners who have been found by the moment.",
        "The mediator wants the rebels to join the talks because Orsk will not hear them until the dam is mended.",
    ],
)
def test_times_and_reasons_are_no_conditions(read: Read, text: str) -> None:
    (row,) = read(text)
    assert row.antecedent == ()


@pytest.mark.parametrize(
    "text",
    [
        # hoped, thought, feared
        "He said he hoped this would bring an end to the litigation.",
        "They believe it is necessary for the rebels to see the city.",
        "The city fears its Oriac population may grow more restive and demand greater autonomy.",
        # what others do, and what comes of itself
        "“The ceremony will be attended by officers of the fleet,” the ministry said.",
        "“So, we went to help,” the farmer told the paper.",
        "He warned it could lead to violence in the streets.",
        "The mayor noted that the voters will give the party a second look.",
        "“The governor is going to continue to gain strength,” the senator told the paper.",
        # an act that is not performed
        "Any firm that asks clients to pay more must tell them why.",
        "We must keep pushing for a return to talks.",
        "He demonstrates his willingness to spread rumours.",
        "We have options that the council is willing to support.",
        "The ruling made it worse by encouraging more people to take the boats.",
        # words that only look like an act
        "Tarsk is committing thousands of fighters to battle alongside the army.",
        "The farmer declined to provide his last name.",
        "It was a guarantee of peace in the valley.",
        "The kingdom negotiates a deal to lift the tariffs.",
        "The general visited the line, drawn under an agreement signed in 1953, to look at the north for himself.",
        # what somebody thinks right of their own country, or as one without office
        "The president of Velmark said the country should work together.",
        "“Velmark should not complain,” Orsk Dalen, a former minister of Velmark, wrote.",
        # a fact, a thing
        "This encouraged the authorities to commit acts of violence against the islanders.",
        "“The numbers are shocking and it calls for an overhaul of the system,” said Orsk Dalen.",
        "The mayor said the sanctions would hurt trade and would hit the poor.",
        "“The blood of our people will not be wasted,” the mayor said.",
        "The growing threat of terrorism by extremist groups is real.",
        "Velmark and Tarnia are close to agreeing on a document on trade.",
        "But unless the house is willing to get tough, it will fail.",
        "Deputy Malo Dessen warned that it would lead soldiers to the court.",
        "Malo Dessen said courts will not be obliged to hear such cases.",
        "Dessen insisted on his support for the alliance.",
        "The minister will need to convince both that it's in their best interests to remain committed to the union.",
        "“We'll end up with a great law,” the president said.",
        "He boasted about his win, refused to go into details of his plans and left.",
        "Orsk Dalen anticipates the whips will work hard to win the vote.",
    ],
)
def test_nobody_binds_themselves(read: Read, text: str) -> None:
    assert told(read(text)) == []
