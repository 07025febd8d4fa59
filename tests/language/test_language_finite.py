"""Verbs that a parse took for participles though they have an object."""

from __future__ import annotations

import trees
from trees import Arcs

from parley.language.finite import promote


def _promoted(rows: str) -> Arcs:
    lists = trees.lists(rows)
    promote(lists, 0, len(lists.words))
    return trees.arcs(lists)


def test_the_subject_is_the_noun_above_the_preposition() -> None:
    found = _promoted(
        "Raids/NNS/root/0 in/IN/case/3 Norvil/NNP/nmod/1 killed/VBN/acl/3 ten/CD/obj/4 ././punct/1"
    )
    assert found["killed"] == ("root", "killed")
    assert found["Raids"] == ("nsubj", "killed")
    assert found["."] == ("punct", "killed")


def test_a_clause_that_was_given_to_the_verb_of_saying_is_what_is_said() -> None:
    found = _promoted(
        "Jets/NNS/nsubj/6 hit/VBN/acl/1 towns/NNS/obj/2 ,/,/punct/6 he/PRP/nsubj/6 added/VBD/root/0"
    )
    assert found["hit"] == ("ccomp", "added")
    assert found["Jets"] == ("nsubj", "hit")


def test_a_clause_after_a_verb_of_saying_or_a_conjunction() -> None:
    found = _promoted("He/PRP/nsubj/2 said/VBD/root/0 buses/NNS/obj/2 entered/VBN/acl/3 towns/NNS/obj/4")
    assert found["entered"] == ("ccomp", "said")
    found = _promoted(
        "He/PRP/nsubj/2 left/VBD/root/0 after/IN/case/4 Norvil/NNP/obl/2 bombed/VBN/acl/4 towns/NNS/obj/5"
    )
    assert found["bombed"] == ("advcl", "left")
    assert found["after"] == ("mark", "bombed")


def test_a_day_before_the_subject_is_when_it_was_done() -> None:
    found = _promoted(
        "On/IN/case/2 Friday/NNP/root/0 ,/,/punct/2 Norvil/NNP/appos/2 bombed/VBN/acl/4 towns/NNS/obj/5"
    )
    assert found["bombed"] == ("root", "bombed")
    assert found["Friday"] == ("obl", "bombed")
    assert found["Norvil"] == ("nsubj", "bombed")


def test_participles_of_giving_and_naming_and_passives_stay() -> None:
    for rows in (
        "Men/NNS/nsubj/4 given/VBN/acl/1 food/NN/obj/2 left/VBD/root/0",
        "Men/NNS/nsubj/4 called/VBN/acl/1 Orl/NNP/obj/2 left/VBD/root/0",
        "Men/NNS/nsubj/4 hit/VBN/acl/1 Monday/NNP/obj/2 left/VBD/root/0",
        "Men/NNS/nsubj/4 hit/VBN/acl/1 hard/JJ/advmod/2 left/VBD/root/0",
    ):
        lists = trees.lists(rows)
        before = list(lists.deps)
        promote(lists, 0, 4)
        assert lists.deps == before


def test_a_past_tense_that_was_taken_for_a_modifier() -> None:
    found = _promoted("Bombers/NNS/root/0 struck/VBN/amod/3 posts/NNS/obj/1 ././punct/1")
    assert found["struck"] == ("root", "struck")
    assert (found["Bombers"], found["posts"]) == (("nsubj", "struck"), ("obj", "struck"))
    found = _promoted("Orl/NNP/amod/3 targeted/VBN/amod/3 families/NNS/root/0 ././punct/3")
    assert (found["Orl"], found["families"]) == (("nsubj", "targeted"), ("obj", "targeted"))
    kept = _promoted("Orl/NNP/nsubj/2 met/VBD/root/0 wounded/VBN/amod/4 men/NNS/obj/2 ././punct/2")
    assert kept["wounded"] == ("amod", "men")
