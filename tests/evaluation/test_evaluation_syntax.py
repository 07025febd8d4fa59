"""The scorer against analyses made by hand."""

from __future__ import annotations

import pytest

from parley.evaluation import names, syntax
from parley.language import Document, Entity


def document(text: str, words: list[str], heads: list[int], deps: list[str], cuts: list[int]) -> Document:
    starts, place = [], 0
    for word in words:
        place = text.index(word, place)
        starts.append(place)
        place += len(word)
    return Document(
        text=text,
        words=words,
        lemmas=[w.lower() for w in words],
        upos=["X"] * len(words),
        tags=["X"] * len(words),
        morphs=[""] * len(words),
        deps=deps,
        heads=heads,
        starts=starts,
        ends=[s + len(w) for s, w in zip(starts, words, strict=True)],
        sentences=list(zip([0, *cuts], [*cuts, len(words)], strict=True)),
        entities=[],
    )


GOLD = document("They can not go. Stop", ["They", "can", "not", "go", ".", "Stop"], [3, 3, 3, 3, 3, 5], ["nsubj:pass", "aux", "advmod", "root", "punct", "root"], [5])  # fmt: skip


def test_the_same_analysis_scores_one() -> None:
    assert set(syntax.score([GOLD], lambda _: GOLD).values()) == {1.0}


def test_subtypes_are_stripped_and_wrong_heads_counted() -> None:
    other = document(
        GOLD.text, GOLD.words, [3, 3, 1, 3, 3, 5], ["nsubj", "aux", "advmod", "root", "punct", "root"], [5]
    )
    scores = syntax.score([GOLD], lambda _: other)
    assert scores["uas"] == scores["las"] == pytest.approx(5 / 6)
    assert scores["relations.nsubj"] == 1.0
    assert scores["relations.advmod"] == 0.0


def test_words_cut_otherwise_are_wrong_and_the_others_aligned() -> None:
    other = document("They cannot go. Stop", ["They", "cannot", "go", ".", "Stop"], [2, 2, 2, 2, 4], ["nsubj", "aux", "root", "punct", "root"], [4])  # fmt: skip
    scores = syntax.score([GOLD], lambda _: other)
    assert scores["tokens_f1"] == pytest.approx(2 * 4 / 11)
    assert scores["las"] == pytest.approx(2 * 4 / 11)
    assert scores["sentences_f1"] == 1.0


def test_a_missed_sentence_end_costs_the_root() -> None:
    other = document(
        GOLD.text, GOLD.words, [3, 3, 3, 3, 3, 3], ["nsubj", "aux", "advmod", "root", "punct", "dep"], []
    )
    scores = syntax.score([GOLD], lambda _: other)
    assert scores["sentences_f1"] == 0.0
    assert scores["las"] == pytest.approx(5 / 6)


def test_names_count_by_exact_span_and_label() -> None:
    from dataclasses import replace

    found = replace(GOLD, entities=[Entity(start=0, end=1, label="PER"), Entity(start=5, end=6, label="ORG")])
    gold = [(GOLD.text, {(0, 4, "PER"), (17, 21, "LOC")})]
    scores = names.score(gold, lambda _: found)
    assert (scores["f1"], scores["f1.PER"], scores["f1.ORG"]) == (0.5, 1.0, 0.0)
