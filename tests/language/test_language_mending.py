"""Parses that cannot be right, put right."""

from __future__ import annotations

from typing import Any

import pytest

from parley.language import parse
from parley.language.mending import Lists, mend


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
