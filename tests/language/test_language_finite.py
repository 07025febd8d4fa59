"""Verbs that a parse took for participles though they have an object."""

from __future__ import annotations

from parley.language.finite import raise_verbs
from parley.language.lists import Lists


def _lists(rows: str) -> Lists:
    """The lists of a sentence: "word/tag/relation/head" with heads counted from one, 0 the root's."""
    split = [row.rsplit("/", 3) for row in rows.split()]
    parts = {"V": "VERB", "N": "NOUN", "I": "ADP", "D": "DET", "W": "PRON", "P": "PRON", "C": "NUM"}
    return Lists(
        words=[word for word, _, _, _ in split],
        lemmas=[{"said": "say"}.get(word.lower(), word.lower()) for word, _, _, _ in split],
        upos=["PROPN" if tag == "NNP" else parts.get(tag[0], "X") for _, tag, _, _ in split],
        tags=[tag for _, tag, _, _ in split],
        deps=[relation for _, _, relation, _ in split],
        heads=[int(head) - 1 if int(head) else i for i, (_, _, _, head) in enumerate(split)],
    )


def _raised(rows: str) -> dict[str, tuple[str, str]]:
    lists = _lists(rows)
    raise_verbs(lists, 0, len(lists.words))
    return {word: (lists.deps[i], lists.words[lists.heads[i]]) for i, word in enumerate(lists.words)}


def test_the_subject_is_the_noun_above_the_preposition() -> None:
    found = _raised(
        "Raids/NNS/root/0 in/IN/case/3 Norvil/NNP/nmod/1 killed/VBN/acl/3 ten/CD/obj/4 ././punct/1"
    )
    assert found["killed"] == ("root", "killed")
    assert found["Raids"] == ("nsubj", "killed")
    assert found["."] == ("punct", "killed")


def test_a_clause_that_was_given_to_the_verb_of_saying_is_what_is_said() -> None:
    found = _raised(
        "Jets/NNS/nsubj/6 hit/VBN/acl/1 towns/NNS/obj/2 ,/,/punct/6 he/PRP/nsubj/6 added/VBD/root/0"
    )
    assert found["hit"] == ("ccomp", "added")
    assert found["Jets"] == ("nsubj", "hit")


def test_a_clause_after_a_verb_of_saying_or_a_conjunction() -> None:
    found = _raised("He/PRP/nsubj/2 said/VBD/root/0 buses/NNS/obj/2 entered/VBN/acl/3 towns/NNS/obj/4")
    assert found["entered"] == ("ccomp", "said")
    found = _raised(
        "He/PRP/nsubj/2 left/VBD/root/0 after/IN/case/4 Norvil/NNP/obl/2 bombed/VBN/acl/4 towns/NNS/obj/5"
    )
    assert found["bombed"] == ("advcl", "left")
    assert found["after"] == ("mark", "bombed")


def test_a_day_before_the_subject_is_when_it_was_done() -> None:
    found = _raised(
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
        lists = _lists(rows)
        before = list(lists.deps)
        raise_verbs(lists, 0, 4)
        assert lists.deps == before


def test_a_past_tense_that_was_taken_for_a_modifier() -> None:
    found = _raised("Bombers/NNS/root/0 struck/VBN/amod/3 posts/NNS/obj/1 ././punct/1")
    assert found["struck"] == ("root", "struck")
    assert (found["Bombers"], found["posts"]) == (("nsubj", "struck"), ("obj", "struck"))
    found = _raised("Orl/NNP/amod/3 targeted/VBN/amod/3 families/NNS/root/0 ././punct/3")
    assert (found["Orl"], found["families"]) == (("nsubj", "targeted"), ("obj", "targeted"))
    kept = _raised("Orl/NNP/nsubj/2 met/VBD/root/0 wounded/VBN/amod/4 men/NNS/obj/2 ././punct/2")
    assert kept["wounded"] == ("amod", "men")
