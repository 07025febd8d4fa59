"""Sentences whose verb was taken for a word of a noun's phrase."""

from __future__ import annotations

import pytest
import trees
from trees import Arcs

from parley.language.headless import find_verb


def _found(rows: str) -> Arcs:
    lists = trees.lists(rows)
    find_verb(lists, 0, len(lists.words))
    return trees.arcs(lists)


@pytest.mark.parametrize(
    ("rows", "verb", "subject"),
    [
        pytest.param(
            "Orl/NNP/root/0 ,/,/punct/4 who/WP/nsubj/4 led/VBD/acl:relcl/1 them/PRP/obj/4 ,/,/punct/7 accused/VBD/conj/4"
            " Bek/NNP/obj/7 ././punct/1",
            "accused",
            "Orl",
            id="after a relative clause",
        ),
        pytest.param(
            "Orl/NNP/root/0 ,/,/punct/4 the/DT/det/4 envoy/NN/appos/1 ,/,/punct/6 called/VBN/acl/4 it/PRP/obj/6 off/RP/compound:prt/6"
            " ././punct/1",
            "called",
            "Orl",
            id="after an apposition",
        ),
        pytest.param(
            "Norland/NNP/compound/5 commandos/NNS/compound/5 killed/VBN/amod/5 four/CD/nummod/5 rebels/NNS/root/0 ././punct/5",
            "killed",
            "commandos",
            id="as a modifier of its object",
        ),
        pytest.param(
            "The/DT/det/3 centre/NN/compound/3 plans/NNS/root/0 to/TO/mark/5 release/VB/acl/3 it/PRP/obj/5 ././punct/3",
            "plans",
            "centre",
            id="as a plural with an infinitive",
        ),
        pytest.param(
            "In/IN/case/2 March/NNP/root/0 ,/,/punct/2 Orl/NNP/appos/2 proposed/VBN/acl/4 new/JJ/amod/7 talks/NNS/obj/5 ././punct/2",
            "proposed",
            "Orl",
            id="after a phrase that opens the sentence",
        ),
    ],
)
def test_the_verb_becomes_the_head_and_the_noun_its_subject(rows: str, verb: str, subject: str) -> None:
    found = _found(rows)
    assert found[verb] == ("root", verb)
    assert found[subject] == ("nsubj", verb)


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        pytest.param(
            "Voters/NNS/root/0 locked/VBN/acl/1 out/RP/advmod/2 of/IN/case/5 halls/NNS/obl/2 ././punct/1",
            "Voters",
            id="caption",
        ),
        pytest.param(
            "An/DT/det/2 envoy/NN/root/0 who/WP/nsubj/4 met/VBD/acl:relcl/2 Orl/NNP/obj/4 twice/RB/advmod/4 ././punct/2",
            "envoy",
            id="relative clause alone",
        ),
        pytest.param(
            "Former/JJ/amod/3 union/NN/compound/3 leaders/NNS/root/0 of/IN/case/5 Orle/NNP/nmod/3 ././punct/3",
            "leaders",
            id="no verb",
        ),
        pytest.param(
            "a/DT/det/2 camp/NN/root/0 used/VBN/acl/2 by/IN/case/5 rebels/NNS/obl:agent/3 ././punct/2",
            "camp",
            id="passive",
        ),
    ],
)
def test_a_phrase_stays_one(rows: str, head: str) -> None:
    assert _found(rows)[head] == ("root", head)
