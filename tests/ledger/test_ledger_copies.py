"""Copies of one story are one source, in whatever order they come; two stories are two."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quick import read

from parley.ledger import Filter, Ledger, agencies, copies

PARAGRAPHS = [
    "The governors of the two river provinces met on Monday in the port of Talbek to speak about the ferry dispute.",
    "They agreed that fishing boats may cross the line at night if they carry lamps, a spokesman for the port said.",
    "Eleven boats have been seized since the spring, and three sailors are still held on the northern shore.",
    "Families of the sailors stood outside the customs house with candles while the governors were inside.",
    "A joint patrol will begin in the second week of the month, and each side will send two officers and a clerk.",
    "The harbour master warned that ice could close the channel early this year and delay everything again.",
    "Merchants on both shores complained that salt and timber have been waiting in the sheds for many weeks.",
    "The last agreement on the ferry failed after a storm destroyed the landing stage and nobody paid for it.",
]
OTHER = (
    "Teachers in the capital ended a strike after the ministry promised to pay the wages it had held back. Schools open "
    "again on Thursday, and the union said that its members would vote on the offer before the end of the month."
)
WIRE = "TALBEK, March 4 (Reuters) - "


def story(*numbers: int, headline: str = "Governors meet") -> str:
    return "\n\n".join([headline, *(PARAGRAPHS[i] for i in numbers)])


FULL = story(*range(8))
NEAR = FULL.replace("Monday", "Tuesday").replace("Eleven", "Twelve")
RETITLED = story(*range(8), headline="Ferry talks bring hope to the sailors")


def sources(ledger: Ledger) -> dict[str, str]:
    return {report.name: report.source for report in ledger.reports()}


def test_near_copies_are_one_source_and_others_are_not(ledger: Ledger) -> None:
    texts = {"full": FULL, "near": NEAR, "retitled": RETITLED, "other": OTHER}
    keys = {name: ledger.add(read(text, name=name)) for name, text in texts.items()}
    found = sources(ledger)
    assert found["full"] == found["near"] == found["retitled"] != found["other"]
    likenesses = {c.report.name: c.likeness for c in ledger.copies(keys["full"])}
    assert set(likenesses) == {"full", "near", "retitled"}
    assert all(0.6 < share <= 1 for share in likenesses.values())
    first = [report.name for report in ledger.reports(Filter(one_per_source=True))]
    assert len(first) == 2
    assert "other" in first


def test_five_reprints_of_an_agencys_story_are_one_source(ledger: Ledger) -> None:
    reprints = [
        story(*range(8), headline=f"Governors meet\n\n{WIRE}Talks"),
        story(*range(6), headline=f"Hope for sailors\n\n{WIRE}Talks"),
        story(*range(5), headline=f"Boats may cross\n\n{WIRE}Talks")
        + "\n\nThe weather in our valley stays mild.",
        story(*range(4), headline=f"Ferry\n\n{WIRE}Talks"),
        story(*range(8), headline="Lamps at night") + "\n\n(Reuters)",
    ]
    for i, text in enumerate(reprints):
        ledger.add(read(text, publisher=f"Paper {i}", name=str(i)))
    assert len(set(sources(ledger).values())) == 1
    assert {report.origin for report in ledger.reports()} == {"Reuters"}


def test_a_cut_story_that_credits_nobody_in_common_is_independent(ledger: Ledger) -> None:
    ledger.add(read(story(0, 1, 2, 3, 4, headline=f"Ferry\n\n{WIRE}"), name="wire"))
    ledger.add(read(story(0, 1, 5, 6, 7, headline="Ferry\n\nTALBEK (AFP) - "), name="own"))
    found = sources(ledger)
    assert found["wire"] != found["own"]


def test_short_texts_are_copies_only_when_the_same(ledger: Ledger) -> None:
    for i in range(3):
        ledger.add(read(f"Shares in Talbek fell {i} points on Monday, traders said.", name=str(i)))
    assert len(set(sources(ledger).values())) == 3


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_groups_do_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    # The second joins the first and the third, which are no copies of one another.
    texts = [story(0, 1, 2, 3), story(0, 1, 2, 3, 4, 5, 6), story(3, 4, 5, 6), OTHER]
    with Ledger(":memory:") as ledger:
        for i in order:
            ledger.add(read(texts[i], name=str(i)))
        found = sources(ledger)
    assert found["0"] == found["1"] == found["2"] == min(found["0"], found["1"], found["2"])
    assert found["3"] != found["0"]


def test_batches_and_single_reports_give_the_same_groups() -> None:
    from parley.ledger import describe
    from parley.ledger.flatten import flatten
    from parley.ledger.taken import Taken

    chance = random.Random(3)
    texts = [story(*sorted(chance.sample(range(8), chance.randint(4, 8)))) for _ in range(25)]
    run = describe()
    contents = set()
    for size in (1, 7, 25):
        with Ledger(":memory:") as ledger:
            taken = [
                Taken(input=str(i), name=str(i), rows=flatten(read(text), run.id))
                for i, text in enumerate(texts)
            ]
            for start in range(0, 25, size):
                ledger.write(taken[start : start + size], run)
            contents.add(ledger.manifest().content)
            numbers = len(set(sources(ledger).values()))
    assert len(contents) == 1
    assert 1 <= numbers < 25


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sets(st.integers(0, 7), min_size=4), min_size=2, max_size=7, unique_by=frozenset), st.data()
)
def test_a_ledger_without_a_report_is_as_if_it_had_never_come(
    chosen: list[set[int]], data: st.DataObject
) -> None:
    texts = [story(*sorted(numbers)) for numbers in chosen]
    gone = data.draw(st.integers(0, len(texts) - 1))
    with Ledger(":memory:") as one, Ledger(":memory:") as two:
        added = [one.add(read(text)) for text in texts]
        one.delete(added[gone])
        for i in data.draw(st.permutations([i for i in range(len(texts)) if i != gone])):
            two.add(read(texts[i]))
        # A run is listed with its first reading; everything else must be the same.
        assert one.manifest().content == two.manifest().content


def test_a_new_copy_that_joins_groups_tells_of_those_it_moved(ledger: Ledger) -> None:
    keys = [ledger.add(read(story(0, 1, 2, 3))), ledger.add(read(story(3, 4, 5, 6)))]
    apart = {report.key: report.source for report in ledger.reports()}
    last = list(ledger.changes())[-1].number
    ledger.add(read(story(0, 1, 2, 3, 4, 5, 6)))
    assert len(set(apart.values())) == 2
    together = {report.key: report.source for report in ledger.reports()}
    moved = {key for key in keys if apart[key] != together[key]}
    assert moved
    assert {c.report for c in ledger.changes(last) if c.kind == "regrouped"} == moved


@given(st.text(max_size=400), st.text(max_size=400))
def test_likeness_is_a_share_and_the_same_both_ways(one: str, two: str) -> None:
    a, b = copies.take(one), copies.take(two)
    (there,), (back,) = (
        copies.likeness(a.signature, [b.signature]),
        copies.likeness(b.signature, [a.signature]),
    )
    assert there == back
    assert 0 <= there <= 1
    if a.signature:
        assert copies.likeness(a.signature, [a.signature]) == [1.0]


def test_likeness_estimates_the_share_of_shingles() -> None:
    chance = random.Random(7)
    words = [f"word{i}" for i in range(900)]
    for kept in (0.9, 0.6, 0.3):
        ours = [w if chance.random() < kept else f"other{i}" for i, w in enumerate(words)]
        one, two = (
            set(zip(words, words[1:], words[2:], strict=False)),
            set(zip(ours, ours[1:], ours[2:], strict=False)),
        )
        (share,) = copies.likeness(
            copies.take(" ".join(words)).signature, [copies.take(" ".join(ours)).signature]
        )
        assert share == pytest.approx(len(one & two) / len(one | two), abs=0.12)


def test_a_signature_never_changes() -> None:
    # Ledgers keep signatures for years: another hashing would part old copies from new ones.
    print_ = copies.take(FULL)
    assert (print_.words, print_.shingles) == (154, 152)
    assert print_.signature[:12].hex() == "3418ff016f121401f6552904"
    assert print_.bands[0] == -7394547904302778765


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("TALBEK, March 4 (Reuters) - The governors met.", "Reuters"),
        ("Governors meet\n\nTALBEK (AP) — The governors met.", "AP"),
        ("AFP – The governors met.", "AFP"),
        ("TALBEK, AFP – The governors met.", "AFP"),
        ("Governors meet\n\nBy Jane Doe, Associated Press\n\nThe governors met.", "AP"),
        ("The governors met.\n\nSource: Xinhua", "Xinhua"),
        ("The governors met.\n\n(Interfax-Ukraine)", "Interfax-Ukraine"),
        ("The governors met.\n\n© 2031 AFP. All rights reserved.", "AFP"),
        ("The governors met, according to Reuters.", None),
        ("Reuters reported that the governors met.", None),
        ("AP: Governors met\n\nThe governors met in secret.", None),
        ("The Palestinian Authority (PA) said it would send a clerk.", None),
        ("The governors met.\n\nReuters contributed to this report.", None),
        ("The governors met. The aa lava is rough.", None),
    ],
)  # fmt: skip
def test_the_agency_that_a_report_credits(text: str, agency: str | None) -> None:
    assert agencies.credited(text) == agency
