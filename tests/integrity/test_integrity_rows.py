"""Flags and the rows they touch."""

from __future__ import annotations

import msgspec
import pytest

from parley import integrity
from parley.integrity.touching import Rows, placed
from parley.integrity.trust import trust
from parley.records import (
    Confidence,
    Event,
    Factuality,
    Flag,
    FlagKind,
    Maker,
    Severity,
    Span,
)

TEXT = "Rebels xq_7 shelled the town on Friday. The army left."
MAKER = Maker(rule="test", version="1")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def event(confidence: Confidence = Confidence.HIGH) -> Event:
    return Event(
        id="e1",
        type="ASSAULT",
        mode=None,
        contexts=(),
        quad=None,
        source=(),
        target=(),
        affected=(),
        place=None,
        date=None,
        factuality=Factuality.ACTUAL,
        predicate=span("shelled"),
        sentence=span("Rebels xq_7 shelled the town on Friday."),
        confidence=confidence,
        reason="a frame",
        made_by=MAKER,
    )


def flag(kind: FlagKind, severity: Severity, words: str) -> Flag:
    found = Flag(id="f0", kind=kind, severity=severity, spans=(span(words),), reason="why", made_by=MAKER)
    return placed(found, "f1", Rows.of(actors=(), events=(event(),), statements=(), commitments=()))


@pytest.mark.parametrize(
    ("kind", "severity", "words", "left"),
    [
        (FlagKind.GARBLED_TOKEN, Severity.HIGH, "shelled", Confidence.LOW),
        (FlagKind.GARBLED_TOKEN, Severity.HIGH, "xq_7", Confidence.MEDIUM),
        (FlagKind.RUN_ON_HEADLINE, Severity.HIGH, "Rebels xq_7", Confidence.LOW),
        (FlagKind.BROKEN_GRAMMAR, Severity.MEDIUM, "the town", Confidence.MEDIUM),
        (FlagKind.BROKEN_GRAMMAR, Severity.LOW, "the town", Confidence.HIGH),
        (FlagKind.GARBLED_TOKEN, Severity.HIGH, "The army", Confidence.HIGH),
        (FlagKind.REPEATED_PASSAGE, Severity.HIGH, "shelled", Confidence.HIGH),
    ],
)
def test_lowered_confidence(kind: FlagKind, severity: Severity, words: str, left: Confidence) -> None:
    row = event()
    (lowered,) = integrity.lower((row,), (flag(kind, severity, words),))
    assert lowered.confidence is left
    assert (lowered == row) == (left is Confidence.HIGH)
    if left is not Confidence.HIGH:
        assert "lowered for" in lowered.reason
        assert "f1" in lowered.reason
    assert row == event()


def test_rows_without_flags_come_back() -> None:
    rows = (event(),)
    assert integrity.lower(rows, ()) == rows


def test_trust_falls_with_each_flag_but_never_below_zero() -> None:
    one = flag(FlagKind.GARBLED_TOKEN, Severity.HIGH, "xq_7")
    scores = [trust([one] * n, 500).score for n in range(40)]
    assert scores[0] == 1.0
    assert scores[1] == 0.75
    assert scores == sorted(scores, reverse=True)
    assert all(0.4 < s <= 1.0 for s in scores)
    kinds = [msgspec.structs.replace(one, kind=kind) for kind in FlagKind]
    assert 0.0 <= trust(kinds, 500).score < 0.02
    assert "garbled token" in trust([one], 500).reasons[0]
