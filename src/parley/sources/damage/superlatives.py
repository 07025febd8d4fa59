"""Bare superlatives ("the deadliest day ever") in sentences that cite nobody and quote nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parley.records import FlagKind, Severity
from parley.sources.damage.lexicon import Lexicon
from parley.sources.damage.scan import Found, Scan

_SUPERLATIVE = re.compile(
    r"\b(?:the|its|their|his|her)\s+(?:most|least|\w+-?\w*est(?:-[\w-]+)?|worst|best|first)\b", re.IGNORECASE
)
_NOT_SUPERLATIVE = re.compile(
    r"\b(?:interest|request|protest|conquest|forest|guest|quest|arrest|contest|harvest|west|rest|test)\b"
)


def find(scan: Scan, lexicon: Lexicon) -> Iterator[Found]:
    """Superlatives over all time, with nobody cited in their sentence."""
    for tail in lexicon.superlative_tails:
        position = scan.lowered.find(tail)
        while position >= 0:
            end = position + len(tail)
            if (
                not scan.lowered[position - 1 : position].isalpha()
                and not scan.lowered[end : end + 1].isalpha()
            ):
                yield from _judge(scan, lexicon, position, end)
            position = scan.lowered.find(tail, end)


def _judge(scan: Scan, lexicon: Lexicon, position: int, end: int) -> Iterator[Found]:
    start, stop = scan.sentence(position)
    before = [
        m
        for m in _SUPERLATIVE.finditer(scan.text, start, position)
        if not _NOT_SUPERLATIVE.search(m[0].lower())
    ]
    if not before:
        return
    sentence = scan.lowered[start:stop]
    if any(mark in sentence for mark in '“”"') or lexicon.citing & set(re.findall(r"[a-z]+", sentence)):
        return
    yield Found(
        kind=FlagKind.UNCITED_SUPERLATIVE,
        severity=Severity.LOW,
        spans=((before[-1].start(), end),),
        reason="a superlative over all time, and nobody is cited for it",
        rule="superlatives",
    )
