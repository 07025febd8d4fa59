"""Whom a reading lists as an actor, and which pronouns it lists."""

from __future__ import annotations

import pytest

from parley import Reader


@pytest.fixture(scope="module")
def listed() -> dict[str, list[str]]:
    reading = Reader().read_text(
        "Norway's army met the organisers near Dorrin Hall. Kenya's government attacked Sudan. It was cold. "
        "Kenya accused the organisers of murder. The Kenyan and Sudanese ministers wept, and they left. "
        "Several countries waited.",
        date="2016-10-01",
    )
    return {a.name: [m.span.text for m in a.mentions] for a in reading.actors}


def test_who_has_a_code_is_listed(listed: dict[str, list[str]]) -> None:
    assert {"Kenya", "Sudan", "Norway"} <= listed.keys()


def test_who_is_a_party_is_listed(listed: dict[str, list[str]]) -> None:
    assert any("organisers" in name for name in listed)


def test_who_has_no_code_and_does_nothing_is_not() -> None:
    reading = Reader().read_text("The organisers were near Dorrin Hall. Several countries waited.")
    assert [a.name for a in reading.actors] == ["Several countries"]


def test_a_doubtful_pronoun_is_not_listed(listed: dict[str, list[str]]) -> None:
    assert not {"they", "It"} & {words for mentions in listed.values() for words in mentions}
