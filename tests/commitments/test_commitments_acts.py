from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from parley.commitments import acts
from parley.records import CommitmentKind


def test_every_kind_has_a_frame() -> None:
    kinds = {frame.label for frame in acts.load().frames.frames}
    assert kinds == {kind.value for kind in CommitmentKind}


def test_no_list_of_the_lexicon_goes_unread() -> None:
    text = (resources.files("parley.commitments") / "lexicon.toml").read_text(encoding="utf-8")
    lists = {name for name, value in tomllib.loads(text).items() if isinstance(value, list)}
    assert lists == set(acts.load().lexicon.words)


@pytest.mark.parametrize("key", ["promise", "threaten", "demand", "refuse", "offer", "agree", "guarantee"])
def test_the_plain_verbs_are_acts(key: str) -> None:
    assert acts.load().frames.get(key)


def test_the_first_words_of_openings_are_indexed() -> None:
    lexicon = acts.load().lexicon
    assert {"if", "unless", "provided", "in", "as"} <= lexicon.openers
