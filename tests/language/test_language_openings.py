"""Datelines and days that a parse takes into the clause."""

from __future__ import annotations

import trees
from trees import Arcs

from parley.language.openings import apart


def _apart(rows: str) -> Arcs:
    lists = trees.lists(rows)
    apart(lists, 0, len(lists.words))
    return trees.arcs(lists)


def test_a_dateline_is_no_subject() -> None:
    found = _apart(
        "PORT/NNP/nsubj/6 ORLE/NNP/flat/1 --/:/punct/6 Envoy/NNP/nmod:desc/5 Orl/NNP/nsubj/6 left/VBD/root/0"
    )
    assert (found["PORT"], found["Orl"]) == (("parataxis", "left"), ("nsubj", "left"))


def test_a_dateline_is_no_head_and_what_hung_on_it_is_of_the_clause() -> None:
    found = _apart(
        "ORLE/NNP/root/0 (/-LRB-/punct/3 Agency/NNP/appos/1 )/-RRB-/punct/3 -/HYPH/punct/1 Rebels/NNS/nsubj/7"
        " fled/VBD/parataxis/1 ././punct/1"
    )
    assert (found["fled"], found["ORLE"], found["."]) == (
        ("root", "fled"),
        ("parataxis", "fled"),
        ("punct", "fled"),
    )


def test_the_subject_that_was_made_part_of_a_dateline_is_a_subject() -> None:
    found = _apart("MURSK/NNP/nsubj/4 -/HYPH/punct/1 Karn/NNP/flat/1 left/VBD/root/0 early/RB/advmod/4")
    assert found["Karn"] == ("nsubj", "left")


def test_capitals_without_a_dash_are_no_dateline() -> None:
    found = _apart("NORLAND/NNP/nsubj/2 bombed/VBD/root/0 Ostland/NNP/obj/2 ././punct/2")
    assert found["NORLAND"] == ("nsubj", "bombed")


def test_a_day_with_a_preposition_is_no_subject() -> None:
    found = _apart(
        "The/DT/det/2 union/NN/root/0 ,/,/punct/6 on/IN/mark/6 Sunday/NNP/nsubj/6 condemned/VBD/acl/2 it/PRP/obj/6"
    )
    assert (found["Sunday"], found["on"]) == (("obl", "condemned"), ("case", "Sunday"))


def test_a_hyphen_ends_no_dateline() -> None:
    found = _apart(
        "NATO/NNP/compound/3 -/HYPH/punct/1 led/VBN/amod/4 forces/NNS/nsubj/5 fled/VBD/root/0 ././punct/5"
    )
    assert (found["NATO"], found["-"]) == (("compound", "led"), ("punct", "NATO"))


def test_a_day_below_its_preposition_stays_there() -> None:
    found = _apart("It/PRP/nsubj/3 is/VBZ/cop/3 on/IN/root/0 Sunday/NNP/nsubj/3 ././punct/3")
    assert (found["on"], found["Sunday"]) == (("root", "on"), ("nsubj", "on"))


def test_a_body_with_a_hyphen_is_no_dateline() -> None:
    found = _apart(
        "NATO/NNP/compound/4 -/HYPH/punct/4 Norland/NNP/compound/4 talks/NNS/nsubj/5 began/VBD/root/0 late/RB/advmod/5"
    )
    assert found["talks"] == ("nsubj", "began")
    assert found["NATO"] == ("compound", "talks")
