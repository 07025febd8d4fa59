"""A few steps of training on made-up data: the command works and its result parses."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

import pytest
import spacy

from parley.language import conllu
from parley.language.tokenizer import build
from parley.training import corpus, variation
from parley.training.language import remaining, steps_done, train

WORDS = [("Rebels", "NOUN", "NNS", 2, "nsubj"), ("attacked", "VERB", "VBD", 0, "root"), ("Osk", "PROPN", "NNP", 2, "obj"), (".", "PUNCT", ".", 2, "punct")]  # fmt: skip


def tree() -> str:
    rows = [
        f"{n}\t{w}\t{w.lower()}\t{u}\t{x}\t_\t{h}\t{d}\t_\t_" for n, (w, u, x, h, d) in enumerate(WORDS, 1)
    ]
    return "\n".join(["# newpar", *rows, "", ""])


def test_training_for_a_few_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    for file in corpus.TREEBANKS:
        (data / file).parent.mkdir(parents=True, exist_ok=True)
        (data / file).write_text(tree() * 180, encoding="utf-8")
    row = {"text": "Ila Dorn met rebels in Osk.", "entities": [{"start": 0, "end": 8, "label": "PER"}]}
    for file in corpus.NAMES:
        (data / file).parent.mkdir(parents=True, exist_ok=True)
        (data / file).write_text((json.dumps(row) + "\n") * 60, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    # Little data (400 documents are held out), small batches, lists that are made once: what is tried is that it runs.
    monkeypatch.setattr(variation, "lists", cache(variation.lists))
    small: dict[str, object] = {"training.batcher.size": 200}
    best = train(data, tmp_path / "out", max_steps=2, overrides=small)
    doc = spacy.load(best)("Rebels attacked Osk.")
    assert [t.text for t in doc] == ["Rebels", "attacked", "Osk", "."]
    log = tmp_path / "out" / "grammar" / "log.txt"
    assert steps_done(log) == 2
    before = log.read_text(encoding="utf-8")
    # A finished stage is kept; one that broke off goes on.
    (tmp_path / "out" / "names" / "finished").unlink()
    train(data, tmp_path / "out", max_steps=4, overrides=small)
    assert log.read_text(encoding="utf-8") == before
    assert steps_done(tmp_path / "out" / "names" / "log.txt") == 4


def test_a_headline_loses_its_full_stop_and_keeps_its_tree() -> None:
    (sentence,) = conllu.read(tree().splitlines())
    varied = corpus.headline(sentence, random.Random(1))
    assert [w.form.lower() for w in varied.words] == ["rebels", "attacked", "osk"]
    assert [w.head for w in varied.words] == [1, 1, 1]


def test_typographic_quotation_marks() -> None:
    assert corpus.typographic(['"', "No", '"', "it", "'s"]) == ["“", "No", "”", "it", "’s"]


def test_names_of_a_treebank_are_the_proper_nouns_of_its_mentions() -> None:
    rows = [
        ("President", "PROPN", 0, "Entity=(1-person-new-x-cf1-1"),
        ("Ila", "PROPN", 0, "_"),
        ("Dorn", "PROPN", 0, "Entity=1)"),
        ("of", "ADP", 4, "_"),
        ("the", "DET", 5, "Entity=(2-person-new-x-cf2-2"),
        ("rebels", "NOUN", 0, "Entity=2)"),
    ]
    words = [
        conllu.Word(form=f, lemma=f, upos=u, xpos="", feats="", head=h, deprel="x", misc=m, space_after=True)
        for f, u, h, m in rows
    ]
    assert corpus.entities(words, [w.head for w in words]) == [(0, 3, "PER")]


def test_the_tokenizer_is_kept_with_the_pipeline(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = build(nlp)
    nlp.to_disk(tmp_path)
    assert [t.text for t in spacy.load(tmp_path)("anti-war!!!")] == ["anti-war", "!!!"]


def test_the_rate_goes_on_where_it_stood() -> None:
    rate = {"warmup_steps": 100, "total_steps": 1100, "initial_rate": 0.002}
    changes = remaining({"max_steps": 1000, "optimizer": {"learn_rate": rate}}, 600)
    assert changes["training.max_steps"] == 400
    assert changes["training.optimizer.learn_rate.initial_rate"] == pytest.approx(0.001)
    assert changes["training.optimizer.learn_rate.total_steps"] == 500
