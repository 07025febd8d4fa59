"""Members of lists that a parse lost."""

from __future__ import annotations

import trees
from trees import Arcs

from parley.language.coordination import gather


def _gathered(rows: str) -> Arcs:
    lists = trees.lists(rows)
    gather(lists, 0, len(lists.words))
    return trees.arcs(lists)


def test_a_name_after_and_goes_on_with_the_subjects_before_it() -> None:
    found = _gathered(
        "Orl/NNP/nsubj/7 ,/,/punct/3 Bek/NNP/conj/1 and/CC/cc/5 Chairman/NNP/nmod:desc/6 Karn/NNP/nsubj/7 met/VBD/root/0"
    )
    assert (found["and"], found["Karn"]) == (("cc", "Karn"), ("conj", "Orl"))


def test_a_list_without_a_role_before_the_subject_is_of_it() -> None:
    found = _gathered(
        "Norland/NNP/obl/6 ,/,/punct/1 Ostland/NNP/nsubj/6 and/CC/cc/5 Sund/NNP/conj/3 left/VBD/root/0 early/RB/advmod/6"
    )
    assert (found["Norland"], found["Ostland"], found["Sund"]) == (
        ("nsubj", "left"),
        ("conj", "Norland"),
        ("conj", "Norland"),
    )


def test_a_phrase_of_time_is_no_member() -> None:
    found = _gathered(
        "Friday/NNP/obl/6 ,/,/punct/1 Ostland/NNP/nsubj/6 and/CC/cc/5 Sund/NNP/conj/3 left/VBD/root/0 early/RB/advmod/6"
    )
    assert found["Ostland"] == ("nsubj", "left")


def test_an_apposition_of_the_same_kind_that_no_comma_ends_is_a_member() -> None:
    found = _gathered(
        "They/PRP/nsubj/2 chose/VBD/root/0 Orl/NNP/obj/2 ,/,/punct/5 Bek/NNP/appos/3 and/CC/cc/7 Karn/NNP/conj/3 today/NN/obl/2"
    )
    assert found["Bek"] == ("conj", "Orl")
    found = _gathered(
        "They/PRP/nsubj/2 chose/VBD/root/0 Orl/NNP/obj/2 ,/,/punct/6 a/DT/det/6 lawyer/NN/appos/3 and/CC/cc/8 poet/NN/conj/3"
        " today/NN/obl/2"
    )
    assert found["lawyer"] == ("appos", "Orl")


def test_the_noun_before_a_day_is_no_part_of_its_name() -> None:
    found = _gathered(
        "He/PRP/nsubj/2 asked/VBD/root/0 the/DT/det/5 Bank/NNP/compound/5 Friday/NNP/obj/2 ././punct/2"
    )
    assert (found["Bank"], found["Friday"], found["the"]) == (
        ("obj", "asked"),
        ("obl:unmarked", "asked"),
        ("det", "Bank"),
    )
    found = _gathered(
        "They/PRP/nsubj/2 voted/VBD/root/0 on/IN/case/5 Super/NNP/compound/5 Tuesday/NNP/obl/2 ././punct/2"
    )
    assert found["Tuesday"] == ("obl", "voted")
