"""Parsing news: tokens, paragraphs, sentences, offsets; models that cannot serve are refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parley.errors import DataFileError
from parley.language import Document, LanguageModelError, conllu, load
from parley.language.model import hard_wrapped, paragraphs

Parsed = Callable[[str], Document]

WRAPPED = """The envoys of both countries met in the old customs house
on the river on Tuesday and agreed to send their deputies to
the next round of talks, which will be held in the capital of
a third country before the end of the month, officials said."""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Stop!!!", ["Stop", "!!!"]),
        ("an anti-government protest", ["an", "anti-government", "protest"]),
        ("U.S.-backed forces", ["U.S.", "-", "backed", "forces"]),
        ("Gen. Abdel met them", ["Gen.", "Abdel", "met", "them"]),
        ("on Oct. 7", ["on", "Oct.", "7"]),
        ("rebels and/or militias", ["rebels", "and", "/", "or", "militias"]),
        ("“No deal,” he said", ["“", "No", "deal", ",", "”", "he", "said"]),
        ("they didn’t", ["they", "did", "n’t"]),
        ("talks … failed", ["talks", "…", "failed"]),
    ],
)
def test_tokens(text: str, words: list[str], parsed: Parsed) -> None:
    assert parsed(text).words == words


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from("ab A.,\n\t “”’'-–!?é日\u2003\xa0\U0001f600"), max_size=60))
def test_every_token_shows_its_words(text: str, parsed: Parsed) -> None:
    document = parsed(text)
    for word, start, end in zip(document.words, document.starts, document.ends, strict=True):
        assert text[start:end].replace("\n", " ").replace("\t", " ") == word
        assert word.strip()
    assert [t for a, b in document.sentences for t in range(a, b)] == list(range(len(document)))


def test_a_paragraph_ends_a_sentence(parsed: Parsed) -> None:
    document = parsed("Envoys meet in Osk\n\nThe envoys of Venra met rebels\nNobody was hurt")
    starts = [document.words[a] for a, _ in document.sentences]
    assert starts == ["Envoys", "The", "Nobody"]


def test_hard_wrapped_lines_are_one_paragraph(parsed: Parsed) -> None:
    assert hard_wrapped(WRAPPED)
    assert len(list(paragraphs(WRAPPED))) == 1
    assert len(parsed(WRAPPED).sentences) == 1
    assert not hard_wrapped("One line.\nAnother line that is much longer than the first one was.\nEnd.")


def test_a_quotation_of_several_sentences_is_split(parsed: Parsed) -> None:
    document = parsed(
        "“We met the rebels on Monday. They refused to leave the town. The talks will go on,” the envoy said."
    )
    assert len(document.sentences) == 3


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("«The talks failed», the minister said.", "said"),
        ("“The talks failed,” the minister said.", "said"),
        ('"The talks failed," the minister said.', "said"),
        ("OSK (Agency) — The army attacked the town on Monday.", "attacked"),
        (
            "The rebels, who hold the hills, the river and the only road to the coast, attacked the town.",
            "attacked",
        ),
    ],
)
def test_news_is_parsed_around_its_verb(text: str, verb: str, parsed: Parsed) -> None:
    document = parsed(text)
    token = document.words.index(verb)
    subjects = [document.words[t] for t in document.dependents(token, "nsubj")]
    assert subjects in (["minister"], ["army"], ["rebels"])


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("The army fled the town.", "fled", "flee"),
        ("They met on Monday.", "met", "meet"),
        ("The captains swore to return.", "swore", "swear"),
        ("Rebels struck the convoy.", "struck", "strike"),
        ("They were criticised.", "criticised", "criticise"),
        ("The talks failed.", "talks", "talk"),
    ],
)
def test_lemmas(text: str, word: str, lemma: str, parsed: Parsed) -> None:
    document = parsed(text)
    assert document.lemmas[document.words.index(word)] == lemma


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(LanguageModelError, match="no_such_model"):
        load("no_such_model")


def test_a_model_without_universal_dependencies_is_refused(tmp_path: Any) -> None:
    import spacy

    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    for label in ("nsubj", "dobj", "prep"):
        parser.add_label(label)
    nlp.initialize()
    nlp.to_disk(tmp_path / "model")
    with pytest.raises(LanguageModelError, match="obj, obl"):
        load(str(tmp_path / "model"))


TREE = """# newdoc
# sent_id = 1
1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tdo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_
"""


def test_conllu_is_read_with_multiword_tokens() -> None:
    (sentence,) = conllu.read(TREE.splitlines())
    assert conllu.text_of(sentence.words).strip() == "don't go."
    document = conllu.document([sentence])
    assert document.text == "don't go."
    assert document.heads == [2, 2, 2, 2]


def test_a_broken_line_is_named() -> None:
    with pytest.raises(DataFileError, match=r"tree.conllu:2: expected ten columns"):
        list(conllu.read(["# a", "1\tdo\tdo"], "tree.conllu"))
