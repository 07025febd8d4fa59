"""Checks that read events: counts, and headlines against bodies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from parley import integrity, sources
from parley.language import parse
from parley.records import (
    Affected,
    Confidence,
    Effect,
    Event,
    Factuality,
    Flag,
    FlagKind,
    Maker,
    Participant,
    Span,
)

BODY = (
    "The army shelled the village on Monday and killed 12 farmers. The road to the village was closed, and nobody could "
    "leave it until the evening. The shelling killed 15 farmers. The mayor asked for blankets and bread, which the bank had "
    "promised in the winter. A convoy brought them on Tuesday, and the school opened again. The army may shell the town "
    "as well, where the market is held on Fridays and people from both sides of the river meet. Nobody knows when the bridge "
    "will be repaired."
)


def event(text: str, id: str, sentence: str, predicate: str, **more: Any) -> Event:
    def span(words: str) -> Span:
        start = text.index(words, text.index(sentence))
        return Span(start=start, end=start + len(words), text=words)

    count = more.pop("count", None)
    affected = ()
    if count:
        affected = (Affected(effect=Effect.KILLED, count=count, span=span(f"{count} farmers")),)
    return Event(
        id=id,
        type="ASSAULT",
        mode=None,
        contexts=(),
        quad=None,
        source=(Participant(actor="a1", name="The army", span=span(predicate)),),
        target=(),
        affected=affected,
        place=None,
        date=None,
        factuality=more.pop("factuality", Factuality.ACTUAL),
        predicate=span(predicate),
        sentence=span(sentence),
        confidence=Confidence.HIGH,
        reason="a frame",
        made_by=Maker(rule="test", version="1"),
    )


@pytest.fixture(scope="module")
def check(nlp: Any) -> Callable[[str, tuple[Event, ...]], list[Flag]]:
    def run(text: str, events: tuple[Event, ...]) -> list[Flag]:
        report = sources.from_text(text)
        document = parse(nlp, report.text)
        flags, _ = integrity.check(
            document, report, actors=(), times=(), events=events, statements=(), commitments=()
        )
        return list(flags)

    return run


def test_two_counts_of_one_event(check: Callable[..., list[Flag]]) -> None:
    events = (
        event(
            BODY, "e1", "The army shelled the village on Monday and killed 12 farmers.", "killed", count=12
        ),
        event(BODY, "e2", "The shelling killed 15 farmers.", "killed", count=15),
    )
    (flag,) = check(BODY, events)
    assert flag.kind is FlagKind.NUMBER_CONFLICT
    assert [s.text for s in flag.spans] == ["12 farmers", "15 farmers"]
    assert set(flag.rows) >= {"e1", "e2"}


def test_open_counts_are_no_conflict(check: Callable[..., list[Flag]]) -> None:
    text = BODY.replace("killed 15 farmers", "killed at least 15 farmers")
    events = (
        event(
            text, "e1", "The army shelled the village on Monday and killed 12 farmers.", "killed", count=12
        ),
        event(text, "e2", "The shelling killed at least 15 farmers.", "killed", count=15),
    )
    assert check(text, events) == []


def test_headline_tells_as_done_what_the_body_leaves_open(check: Callable[..., list[Flag]]) -> None:
    text = f"Army shells the town with the market\n\n{BODY}"
    events = (
        event(text, "e1", "Army shells the town with the market", "shells"),
        event(text, "e2", "The army may shell the town", "may shell", factuality=Factuality.POSSIBLE),
    )
    (flag,) = check(text, events)
    assert flag.kind is FlagKind.HEADLINE_NOT_BORNE_OUT
    assert "possible" in flag.reason
    assert "e1" in flag.rows
