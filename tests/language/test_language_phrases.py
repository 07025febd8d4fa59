"""Phrases that a parse tore apart."""

from __future__ import annotations

import trees
from trees import Arcs

from parley.language.phrases import join


def _joined(rows: str) -> Arcs:
    lists = trees.lists(rows)
    join(lists, 0, len(lists.words))
    return trees.arcs(lists)


def test_letters_that_look_like_a_verb_are_a_name() -> None:
    found = _joined("Jets/NNS/nsubj/4 bombed/VBN/acl/1 IS/VBZ/cop/4 posts/NNS/root/0 ././punct/4")
    assert found["bombed"] == ("root", "bombed")
    assert (found["Jets"], found["posts"], found["IS"]) == (
        ("nsubj", "bombed"),
        ("obj", "bombed"),
        ("compound", "posts"),
    )
    found = _joined("They/PRP/nsubj/2 fled/VBD/root/0 from/IN/case/6 IS/VBZ/cop/6 to/IN/case/6 Orl/NNP/obl/2")
    assert found["IS"] == ("obl", "fled")


def test_a_title_and_the_name_after_it() -> None:
    found = _joined("Envoy/NN/nsubj/4 Ivo/NNP/nsubj/4 Bek/NNP/flat/2 said/VBD/root/0 so/RB/advmod/4")
    assert found["Envoy"] == ("nmod:desc", "Ivo")
    found = _joined(
        "The/DT/det/2 envoy/NN/nsubj/6 ,/,/punct/4 Ivo/NNP/nsubj/6 ,/,/punct/4 said/VBD/root/0 so/RB/advmod/6"
    )
    assert found["Ivo"] == ("appos", "envoy")


def test_two_who_act_together_and_what_is_acted_on_are_no_title_and_name() -> None:
    found = _joined(
        "Minister/NNP/nsubj/5 Orl/NNP/flat/1 and/CC/cc/4 Bek/NNP/nsubj/5 met/VBD/root/0 today/NN/obl/5"
    )
    assert found["Bek"] == ("nsubj", "met")
    found = _joined(
        "The/DT/det/2 money/NN/nsubj/4 Orl/NNP/nsubj/4 took/VBD/root/0 is/VBZ/aux/4 gone/VBN/dep/4"
    )
    assert found["Orl"] == ("nsubj", "took")


def test_a_noun_after_and_goes_on_with_the_noun_before_it() -> None:
    found = _joined(
        "Orl/NNP/nsubj/2 dismissed/VBD/root/0 Bek/NNP/obj/2 and/CC/cc/6 all/DT/det/6 members/NNS/conj/2"
    )
    assert found["members"] == ("conj", "Bek")
