"""What training makes of its data: other names, cropped sentences, words of the field, names for a treebank without."""

from __future__ import annotations

import random
from functools import cache

import pytest
import spacy
from spacy.tokens import Doc

from parley.language import conllu
from parley.training import lemmas, morphing, silver, variation

known = cache(variation.lists)
TREE = """1\tYesterday\tyesterday\tNOUN\tNN\t_\t4\tobl:unmarked\t_\t_
2\tthe\tthe\tDET\tDT\t_\t3\tdet\t_\t_
3\tbakers\tbaker\tNOUN\tNNS\t_\t4\tnsubj\t_\t_
4\tsold\tsell\tVERB\tVBD\t_\t0\troot\t_\t_
5\tbread\tbread\tNOUN\tNN\t_\t4\tobj\t_\t_
6\tquickly\tquickly\tADV\tRB\t_\t4\tadvmod\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_
"""


def sentence() -> conllu.Sentence:
    (read,) = conllu.read(TREE.splitlines())
    return read


def test_every_name_gets_another_one_at_its_new_place() -> None:
    text = "Ila Dorn of Marmex flew to Osk. Ila Dorn slept in OSK."
    spans = [(0, 8, "PER"), (12, 18, "ORG"), (27, 30, "LOC"), (32, 40, "PER"), (50, 53, "MISC")]
    row = {"text": text, "entities": [{"start": a, "end": b, "label": c} for a, b, c in spans]}
    new = variation.vary(row, known(), random.Random(5))
    names = [new["text"][e["start"] : e["end"]] for e in new["entities"]]
    assert names[0] == names[3] != "Ila Dorn"
    assert len(names[0].split()) == 2
    assert "Marmex" not in new["text"]
    assert names[4] == "OSK"
    assert " flew to " in new["text"]


@pytest.mark.parametrize("seed", range(20))
def test_capitals_stay_capitals(seed: int) -> None:
    assert variation.another("MARMEX CORPORATION", "ORG", known(), random.Random(seed)).isupper()


def test_cropping_keeps_a_tree_with_its_subject_and_verb() -> None:
    for seed in range(30):
        core = morphing.crop(sentence(), random.Random(seed))
        if core is None:
            continue
        words = [w.form for w in core.words]
        assert {"bakers", "sold", "bread", "."} <= set(words)
        assert len(words) < 7
        assert words[0][0].isupper()
        assert all(0 <= w.head < len(words) for w in core.words)
        assert sum(w.head == i for i, w in enumerate(core.words)) == 1


def test_words_of_the_field_keep_their_form() -> None:
    words = morphing.words()
    assert {("seized", "seize"), ("denied", "deny"), ("sought", "seek")} <= set(words.by_tag["VBD"])
    assert {("gunmen", "gunman"), ("parties", "party")} <= set(words.by_tag["NNS"])
    seen = set()
    for seed in range(30):
        new = morphing.substitute(sentence(), words, ["Osk"], random.Random(seed))
        assert [w.head for w in new.words] == [w.head for w in sentence().words]
        assert (new.words[3].form, new.words[3].lemma) in {*words.by_tag["VBD"], ("sold", "sell")}
        seen.add(new.words[3].form)
    assert len(seen) > 5


def tree(nlp: spacy.language.Language, words: list[str], pos: list[str]) -> Doc:
    return Doc(nlp.vocab, words=words, pos=pos, deps=["dep"] * len(words), heads=[0] * len(words))


def test_a_treebank_without_names_gets_those_the_lists_hold() -> None:
    nlp = spacy.blank("en")
    words = ["Maria", "Lopez", "saw", "Blorkin", "at", "Reuters", "on", "Friday"]
    doc = tree(nlp, words, ["PROPN", "PROPN", "VERB", "PROPN", "ADP", "PROPN", "ADP", "PROPN"])
    named = silver.document(nlp, doc, known(), None)
    assert [(e.text, e.label_) for e in named.ents] == [("Maria Lopez", "PER"), ("Reuters", "ORG")]
    assert [t.ent_iob_ for t in named] == ["B", "I", "O", "", "O", "B", "O", "O"]


def test_a_teacher_is_believed_where_its_bounds_are_those_of_proper_nouns() -> None:
    nlp = spacy.blank("en")
    doc = tree(nlp, ["The", "Osk", "Post", "said", "no"], ["DET", "PROPN", "PROPN", "VERB", "INTJ"])
    assert silver.by_teacher(doc, [(1, 3, "ORG")]) == ([(1, 3, "ORG")], set())
    assert silver.by_teacher(doc, [(0, 3, "ORG")]) == ([], {0, 1, 2})


def test_the_lemmatizer_learns_what_its_rules_get_wrong() -> None:
    nlp = spacy.blank("en")
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize()  # type: ignore[attr-defined]
    gold = Doc(nlp.vocab, words=["is", "is", "ran"], pos=["AUX", "AUX", "VERB"], lemmas=["be", "be", "run"])
    assert lemmas.add_exceptions(nlp, [gold]) == 1
    doc = Doc(nlp.vocab, words=["is"], pos=["AUX"])
    assert lemmatizer(doc)[0].lemma_ == "be"  # type: ignore[operator]
