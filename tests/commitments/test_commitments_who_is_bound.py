"""Who is bound and to whom, where pronouns, lists and bystanders lead astray; acts that nobody has performed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import told

from parley.records import Commitment

Read = Callable[[str], tuple[Commitment, ...]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # a press release: "we" is who is introduced
            "Foreign Minister Lena Orsk said:\n\nThe situation in the valley remains dire. Families lack bread. "
            "We urge Tarsk to open the road.",
            ("demand", "Tarsk", "Lena Orsk", "open the road"),
        ),
        (  # a communiqué of a government
            "Norway strongly condemns the attack on the camp. Many people died there. The camp burned down. "
            "We urge the Government of Mali to protect the camp.",
            ("demand", "the Government of Mali", "Norway", "protect the camp"),
        ),
        (  # nobody urges himself
            "Minister Lena Orsk met Governor Pavel Reuk in the capital and urged him to open the road.",
            ("demand", "Pavel Reuk", "Lena Orsk", "open the road"),
        ),
        (
            "The minister said: It is essential that the militia and its backers open the road.",
            ("demand", "the militia, its backers", "The minister", "open the road"),
        ),
        (
            "The president said Norway would continue providing food to Mali.",
            ("promise", "Norway", "Mali", "would continue providing food to Mali"),
        ),
        (
            "Norway promised to supply the government of Mali with trucks.",
            ("promise", "Norway", "the government of Mali", "supply the government of Mali with trucks"),
        ),
        (
            "The minister demanded an end to the militia's raids on the villages.",
            ("demand", "the militia", "The minister", "an end to the militia's raids on the villages"),
        ),
        (
            "The president ordered the withdrawal of Norway from the treaty.",
            ("demand", "Norway", "The president", "the withdrawal of Norway from the treaty"),
        ),
        (
            "The treaty was signed in May. The resolution calls on Norway to open the border.",
            ("obligation", "Norway", "", "open the border"),
        ),
        (
            "Norway vowed to rebuild the bridge (the old one) and the well-known mill by June.",
            ("promise", "Norway", "", "rebuild the bridge (the old one) and the well-known mill by June"),
        ),
    ],
)
def test_the_party_is_found(read: Read, text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in told(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "The harvest was poor. Traders left the town. Many refuse to come back.",
        "The harvest was poor. Traders left the town. A baker asked us not to print his address.",
        "The governor stopped short of demanding a new vote.",
        "The road stays shut before other countries are ready to help Mali.",
        "There was no sign that the governor had promised to open the road.",
        "The envoy questioned the governor's commitment to peace.",
        "The clans have yet to demonstrate their commitment to it.",
        "The firm made a wise and promising start.",
        "The organiser of the fair said the president will open it on Monday.",
        "The union will likely stay at home, its chairman said.",
        'The mayor said "zero" families would join the march.',
        "A source said Norway would open the border.",
        "The chairman said the governor must win half of the seats.",
        "Norway must find its way, said Lena Orsk, the prime minister of Norway.",
        "The café offers a fine view of the lake.",
        "The mayor offered more dire warnings.",
        '"Here is how we will do it," the governor said.',
        "Both sides agreed that the blockade hurt trade.",
        "The minister said: We agreed to keep the road open.",
        '"I would do it in another way if I could go back," the governor said.',
    ],
)
def test_nobody_is_bound(read: Read, text: str) -> None:
    assert told(read(text)) == []


def test_what_it_comes_to_is_no_condition(read: Read) -> None:
    rows = read("Norway has refused to give way when it comes to fishing.")
    assert [row.antecedent for row in rows] == [()]


def test_who_is_asked_by_those_named_before_a_time(read: Read) -> None:
    rows = read("Envoy Lena Orsk took it to the governors last year, who asked her to sign it.")
    assert [(r.debtor[0].name, [p.name for p in r.creditor]) for r in rows] == [
        ("Lena Orsk", ["the governors"])
    ]
