"""Whether an event happened, by its own words and by what embeds it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parley.events import factuality
from parley.language import Document
from parley.propositions import extract


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The army attacked the town.", "attacked", "actual"),
        ("The minister said the army attacked the town.", "attacked", "actual"),
        ("The army did not attack the town.", "attack", "negated"),
        ("The rebels refused to release the hostages.", "release", "negated"),
        ("The army denied attacking the town.", "attacking", "denied"),
        ("The army will attack the town.", "attack", "planned"),
        ("The army plans to attack the town.", "attack", "planned"),
        ("The rebels agreed to release the hostages.", "release", "planned"),
        ("The rebels promised to release the hostages.", "release", "planned"),
        ("The army may attack the town.", "attack", "possible"),
        ("The rebels threatened to attack the town.", "attack", "possible"),
        ("The army will attack the town if the rebels stay.", "attack", "conditional"),
        ("If the army attacks the town, the talks will end.", "attacks", "conditional"),
        ("The president urged the rebels to release the hostages.", "release", "demanded"),
        ("The rebels must release the hostages.", "release", "demanded"),
        ("The envoy called for the release of the hostages.", "release", "demanded"),
        ("The envoy travelled to the capital to meet the rebels.", "meet", "planned"),
        ("The president condemned the attack on the town.", "attack", "actual"),
    ],
)
def test_factuality(text: str, word: str, expected: str, parsed: Callable[[str], Document]) -> None:
    document = parsed(text)
    found = extract(document)
    token = document.words.index(word)
    index = next(p.index for p in found if token in (p.token, p.nominal))
    kind, reason = factuality.of(document, found, index)
    assert (kind.value, bool(reason)) == (expected, True)
