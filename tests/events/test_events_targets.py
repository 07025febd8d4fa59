"""Whom an event is done to where the object is a thing, a measure or a text, and who says what a text says."""

from __future__ import annotations

import pytest

from parley.reader import read
from parley.records import Event


def coded(text: str, label: str) -> Event:
    (event,) = [e for e in read(text, date="2021-03-02").events if e.type == label]
    return event


def sides(event: Event) -> tuple[list[str], list[str]]:
    return [p.name for p in event.source], [p.name for p in event.target]


@pytest.mark.parametrize(
    ("text", "label", "source", "target"),
    [
        pytest.param(
            "Turkey has refused to lift its ban on Cypriot ships.",
            "REJECT",
            ["Turkey"],
            ["Cyprus"],
            id="whose things",
        ),
        pytest.param(
            "The Zambian government rejected a call from Kenya to postpone the vote.",
            "REJECT",
            ["The Zambian government"],
            ["Kenya"],
            id="whose call",
        ),
        pytest.param(
            "Around 900 Malians have sought refuge in Niger's Tillia district.",
            "REQUEST",
            ["900 Malians"],
            ["Niger"],
            id="whose district",
        ),
        pytest.param(
            "Chad issued an ultimatum to Tripoli on Monday.",
            "THREATEN",
            ["Chad"],
            ["Libya"],
            id="a capital that is addressed",
        ),
        pytest.param(
            "Nigerian police arrested two members of a gang on Friday.",
            "COERCE",
            ["Nigerian police"],
            ["two members of a gang"],
            id="members, not the gang",
        ),
        pytest.param(
            "The Kenyan army shelled the positions of the rebels near the border.",
            "ASSAULT",
            ["The Kenyan army"],
            ["the rebels"],
            id="whose positions",
        ),
        pytest.param(
            "The Chadian parliament has adopted a resolution condemning Sudan.",
            "ACCUSE",
            ["The Chadian parliament"],
            ["Sudan"],
            id="who adopts a text that condemns",
        ),
        pytest.param(
            "The militants have stepped up their attacks on Malian soldiers.",
            "ASSAULT",
            ["The militants"],
            ["Malian soldiers"],
            id="attacks that are stepped up",
        ),
        pytest.param(
            "Kenya condemned the killing of villagers in the north.",
            "ACCUSE",
            ["Kenya"],
            [],
            id="blame is not on victims",
        ),
        pytest.param(
            "Kenya condemned the rebels' attack on a market.",
            "ACCUSE",
            ["Kenya"],
            ["the rebels"],
            id="blame is on who did it",
        ),
    ],
)
def test_sides_are_found_behind_things(text: str, label: str, source: list[str], target: list[str]) -> None:
    assert sides(coded(text, label)) == (source, target)


def test_somebody_named_twice_takes_part_once() -> None:
    event = coded("The Kenyan president voiced his strong support of Uganda.", "SUPPORT")
    assert sides(event) == (["The Kenyan president"], ["Uganda"])


def test_a_border_is_nobodys() -> None:
    event = coded("Chad sent troops to the Libyan border on Monday.", "MOBILIZE")
    assert sides(event) == (["Chad"], [])


@pytest.mark.parametrize("where", ["the front", "the Libyan border", "its border"])
def test_who_is_sent_is_not_whom_it_is_against(where: str) -> None:
    assert sides(coded(f"Chad sent troops to {where}.", "MOBILIZE")) == (["Chad"], [])


def test_who_claims_a_deed_is_its_doer() -> None:
    text = "Nine guards were killed in a blast in Gao on Monday. Ansar Dine claimed responsibility for the bombing."
    assert sides(coded(text, "ASSAULT")) == (["Ansar Dine"], ["Nine guards"])
    text = "Nine guards were killed in a blast in Gao on Monday. No group has claimed responsibility."
    assert sides(coded(text, "ASSAULT")) == ([], ["Nine guards"])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "A Kenyan reporter asked the president about the drought.", id="a question in an interview"
        ),
        pytest.param("Ivo Orne, a baker, visited Lisbon last week.", id="a private journey"),
        pytest.param("The senator said she would march to the convention.", id="one person alone"),
        pytest.param("The supporters fought on Monday.", id="nobody in office, against nobody"),
    ],
)
def test_deeds_of_private_persons_are_no_rows(text: str) -> None:
    assert read(text, date="2021-03-02").events == ()


def test_what_a_politician_suffers_from_the_unarmed_is_words() -> None:
    assert (
        coded("Senator Ann Orne attacked President Yoweri Museveni on Monday.", "ACCUSE").mode == "disapprove"
    )
    assert coded("Gunmen attacked the prime minister near his home.", "ASSAULT").mode is None
