from __future__ import annotations

from collections.abc import Callable

import pytest

from parley import actors as actors_step
from parley import propositions, statements
from parley.actors import Actors
from parley.actors.quoted import quoted
from parley.language import Document


@pytest.fixture
def read(parsed: Callable[[str], Document]) -> Callable[[str], Actors]:
    def of(text: str) -> Actors:
        document = parsed(text)
        found = propositions.extract(document)
        who = actors_step.find(document, found, actors_step.load(), None)
        said = statements.find(document, found, who)
        return quoted(document, who, tuple(s.statement for s in said))

    return of


def test_i_and_we_are_the_speaker(read: Callable[[str], Actors]) -> None:
    found = read('Angela Merkel told Hamas: "I will come. We want a ceasefire."')
    merkel = next(a for a in found.actors if a.name == "Angela Merkel")
    assert [m.span.text for m in merkel.mentions] == ["Angela Merkel", "I", "We"]
    assert "in the words of Angela Merkel" in merkel.mentions[1].reason


def test_a_state_in_capitals_is_no_pronoun(read: Callable[[str], Actors]) -> None:
    found = read('Sergei Lavrov said: "The US should leave our region."')
    lavrov = next(a for a in found.actors if a.name == "Sergei Lavrov")
    assert [m.span.text for m in lavrov.mentions] == ["Sergei Lavrov", "our"]


def test_reported_speech_keeps_the_writers_we(read: Callable[[str], Actors]) -> None:
    found = read("Sergei Lavrov said that we were wrong.")
    lavrov = next(a for a in found.actors if a.name == "Sergei Lavrov")
    assert [m.span.text for m in lavrov.mentions] == ["Sergei Lavrov"]


def test_i_is_no_body(read: Callable[[str], Actors]) -> None:
    found = read('Hamas said: "I will fight on. We want a ceasefire."')
    hamas = next(a for a in found.actors if a.name == "Hamas")
    assert [m.span.text for m in hamas.mentions] == ["Hamas", "We"]
