"""Prepositional phrases that hang where they cannot."""

from __future__ import annotations

import trees
from trees import Arcs

from parley.language.prepositions import hang


def _hung(rows: str) -> Arcs:
    lists = trees.lists(rows)
    hang(lists, 0, len(lists.words))
    return trees.arcs(lists)


def test_a_day_takes_no_side() -> None:
    found = _hung(
        "Norland/NNP/nsubj/2 held/VBD/root/0 talks/NNS/obj/2 on/IN/case/5 Friday/NNP/nmod/3 with/IN/case/7 Orl/NNP/nmod/5"
    )
    assert found["Orl"] == ("nmod", "talks")


def test_a_town_after_in_takes_no_side_but_others_do() -> None:
    found = _hung(
        "Orl/NNP/nsubj/2 met/VBD/root/0 in/IN/case/4 Orle/NNP/obl/2 with/IN/case/6 rebels/NNS/nmod/4"
    )
    assert found["rebels"] == ("obl", "met")
    found = _hung("Orl/NNP/nsubj/2 met/VBD/root/0 friends/NNS/obj/2 with/IN/case/5 cars/NNS/nmod/3")
    assert found["cars"] == ("nmod", "friends")


def test_who_is_named_after_by_did_what_a_passive_tells() -> None:
    found = _hung(
        "Orl/NNP/nsubj:pass/3 was/VBD/aux:pass/3 shot/VBN/root/0 in/IN/case/5 Orle/NNP/obl/3 by/IN/case/7 guards/NNS/nmod/5"
    )
    assert found["guards"] == ("obl:agent", "shot")


def test_a_preposition_before_a_title_is_the_names_which_is_no_apposition() -> None:
    found = _hung(
        "He/PRP/nsubj/2 ignored/VBD/root/0 a/DT/det/4 call/NN/obj/2 from/IN/case/6 President/NNP/nmod:desc/7 Orl/NNP/appos/4"
    )
    assert (found["from"], found["Orl"]) == (("case", "Orl"), ("nmod", "call"))


def test_what_a_title_is_of_stays_with_the_title() -> None:
    found = _hung(
        "They/PRP/nsubj/2 met/VBD/root/0 Speaker/NN/nmod:desc/6 of/IN/case/5 Council/NNP/nmod:desc/6 Orl/NNP/obj/2"
    )
    assert found["of"] == ("case", "Council")
    found = _hung(
        "It/PRP/nsubj/2 is/VBZ/root/0 an/DT/det/7 in/IN/case/6 -/HYPH/punct/6 depth/NN/compound/7 report/NN/obj/2"
    )
    assert found["in"] == ("case", "depth")
