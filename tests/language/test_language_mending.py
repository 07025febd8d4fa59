"""Parses that cannot be right, put right."""

from __future__ import annotations

from typing import Any

import pytest

from parley.language import parse
from parley.language.lists import Lists
from parley.language.mending import mend


@pytest.mark.parametrize(
    ("text", "verb", "subject", "target"),
    [
        ("Hamas signs agreement with Egypt Envoys meet for first time", "signs", "Hamas", "agreement"),
        ("The army bombed the road.", "bombed", "army", "road"),
        ("Chad and Niger resumed talks.", "resumed", "Chad", "talks"),
    ],
)
def test_verbs_keep_their_subjects_and_objects(
    nlp: Any, text: str, verb: str, subject: str, target: str
) -> None:
    document = parse(nlp, text)
    at = document.words.index(verb)
    assert document.upos[at] == "VERB"
    relations = {document.deps[child]: document.words[child] for child in document.children[at]}
    assert relations["nsubj"] == subject
    assert relations["obj"] == target


def test_plural_nouns_that_are_no_verbs_of_headlines_stay_nouns() -> None:
    lists = Lists(
        words=["Oslo", "talks", "deadline", "passed"],
        lemmas=["Oslo", "talk", "deadline", "pass"],
        upos=["PROPN", "NOUN", "NOUN", "VERB"],
        tags=["NNP", "NNS", "NN", "VBD"],
        deps=["compound", "compound", "nsubj", "root"],
        heads=[1, 2, 3, 3],
    )
    mend(lists, [(0, 4)])
    assert lists.heads == [1, 2, 3, 3]
    lists.words[1], lists.lemmas[1] = "signs", "sign"
    mend(lists, [(0, 4)])
    assert lists.heads == [1, 3, 1, 3]


def test_a_title_and_its_name_are_one_subject() -> None:
    lists = Lists(
        words=["Gen", "Orl", "said", "so"],
        lemmas=["gen", "Orl", "say", "so"],
        upos=["PROPN", "PROPN", "VERB", "ADV"],
        tags=["NNP", "NNP", "VBD", "RB"],
        deps=["nsubj", "nsubj", "root", "advmod"],
        heads=[2, 2, 2, 2],
    )
    mend(lists, [(0, 4)])
    assert (lists.heads[0], lists.deps[0]) == (1, "nmod:desc")


def test_who_is_the_person_right_before_it() -> None:
    lists = Lists(
        words=["A", "setback", "for", "Orlov", "who", "had", "sought", "peace", "."],
        lemmas=["a", "setback", "for", "Orlov", "who", "have", "seek", "peace", "."],
        upos=["DET", "NOUN", "ADP", "PROPN", "PRON", "AUX", "VERB", "NOUN", "PUNCT"],
        tags=["DT", "NN", "IN", "NNP", "WP", "VBD", "VBN", "NN", "."],
        deps=["det", "root", "case", "nmod", "nsubj", "aux", "acl:relcl", "obj", "punct"],
        heads=[1, 1, 3, 1, 6, 6, 1, 6, 1],
    )
    mend(lists, [(0, 9)])
    assert lists.heads[6] == 3


def test_a_past_tense_after_what_is_demanded_goes_on_with_the_demand() -> None:
    lists = Lists(
        words=["They", "demanded", "that", "he", "leave", "and", "objected"],
        lemmas=["they", "demand", "that", "he", "leave", "and", "object"],
        upos=["PRON", "VERB", "SCONJ", "PRON", "VERB", "CCONJ", "VERB"],
        tags=["PRP", "VBD", "IN", "PRP", "VB", "CC", "VBD"],
        deps=["nsubj", "root", "mark", "nsubj", "ccomp", "cc", "conj"],
        heads=[1, 1, 4, 4, 1, 6, 4],
    )
    mend(lists, [(0, 7)])
    assert lists.heads[6] == 1


def test_letters_before_a_finite_verb_are_its_subject() -> None:
    lists = Lists(
        words=["ABX", "seized", "Tarsk", "."],
        lemmas=["ABX", "seize", "Tarsk", "."],
        upos=["NOUN", "VERB", "PROPN", "PUNCT"],
        tags=["NN", "VBD", "NNP", "."],
        deps=["obl:unmarked", "root", "obj", "punct"],
        heads=[1, 1, 1, 1],
    )
    mend(lists, [(0, 4)])
    assert (lists.deps[0], lists.upos[0]) == ("nsubj", "PROPN")
