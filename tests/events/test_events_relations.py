"""The relation between two given actors, and which rung of the back-off answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parley import relations
from parley.language import Document
from parley.records import Factuality
from parley.relations import Rung, SpanError


def span(text: str, words: str) -> list[tuple[int, int]]:
    start = text.index(words)
    return [(start, start + len(words))]


def relate(
    parse: Callable[[str], Document], text: str, source: str, target: str
) -> tuple[relations.Relation, ...]:
    return relations.of_document(parse(text), span(text, source), span(text, target))


@pytest.mark.parametrize(
    ("text", "source", "target", "label"),
    [
        ("Gunmen attacked a village near the border.", "Gunmen", "a village", "ASSAULT"),
        ("The town was shelled by government forces.", "government forces", "The town", "ASSAULT"),
        ("Kenya condemned the raid by Somali militants.", "Kenya", "Somali militants", "ACCUSE"),
        ("Norway agreed to send aid to Chad.", "Norway", "Chad", "AGREE"),
        ("Norway sent aid to Chad.", "Norway", "Chad", "AID"),
        ("Norway will meet Chad next week.", "Norway", "Chad", "AGREE"),
        ("The militia has threatened to shell the harbour.", "The militia", "the harbour", "THREATEN"),
        ("Hungary said it will not accept the refugees.", "Hungary", "the refugees", "REJECT"),
        ("The envoy met the rebels on Sunday.", "The envoy", "the rebels", "CONSULT"),
        ("Ghana rejected the mediator's proposal.", "Ghana", "the mediator", "REJECT"),
        ("The rebels released two pilots.", "The rebels", "two pilots", "RETREAT"),
        ("Spain urged France to open the border.", "Spain", "France", "REQUEST"),
    ],
)
def test_first_answer(
    text: str, source: str, target: str, label: str, parsed: Callable[[str], Document]
) -> None:
    first = relate(parsed, text, source, target)[0]
    assert (first.type, first.rung) == (label, Rung.LINK)
    assert first.rule.startswith("codebook/")
    assert first.reason


def test_the_answer_keeps_base_type_and_factuality(parsed: Callable[[str], Document]) -> None:
    first = relate(parsed, "Norway will meet Chad next week.", "Norway", "Chad")[0]
    assert (first.base, first.factuality) == ("CONSULT", Factuality.PLANNED)


def test_types_are_ranked_without_repeats(parsed: Callable[[str], Document]) -> None:
    found = relate(parsed, "Kenya has condemned an attack by militants on a village.", "Kenya", "a village")
    types = [relation.type for relation in found]
    assert len(types) == len(set(types)) >= 2


def test_a_frame_that_holds_neither_end_answers_on_a_lower_rung(parsed: Callable[[str], Document]) -> None:
    found = relate(parsed, "Ghana has praised Togo, and gunmen have attacked a village.", "Togo", "a village")
    assert found[0].rung is not Rung.LINK


def test_no_predicate_gives_no_answer(parsed: Callable[[str], Document]) -> None:
    assert relate(parsed, "Ghana, Togo and Benin.", "Ghana", "Togo") == ()


def test_a_span_without_words_is_refused(parsed: Callable[[str], Document]) -> None:
    document = parsed("Gunmen attacked a village.")
    with pytest.raises(SpanError, match="no word"):
        relations.of_document(document, [(6, 7)], [(16, 25)])
