"""Claims that are passed on without saying whose they are ("reportedly", "it is believed")."""

from __future__ import annotations

from collections.abc import Iterator

from parley.integrity.case import Case, Conflict
from parley.integrity.contradictions import phrases
from parley.integrity.lexicon import Lexicon
from parley.records import FlagKind, Severity


def find(case: Case, lexicon: Lexicon) -> Iterator[Conflict]:
    """One flag for each sentence with such a word and no named speaker."""
    document = case.document
    cited = [
        (span.start, span.end)
        for statement in case.statements
        if statement.speaker is not None and not statement.hedged
        for span in (*statement.content, *([statement.cue] if statement.cue else []))
    ]
    told: set[int] = set()
    for start, end in phrases(case, lexicon.unattributed):
        sentence = document.sentence_of[start]
        passage = document.sentence_span(start)
        if sentence in told or any(a < passage.end and passage.start < b for a, b in cited):
            continue
        told.add(sentence)
        yield Conflict(
            kind=FlagKind.UNATTRIBUTED_CLAIM,
            severity=Severity.LOW,
            spans=(document.span(start, end), passage)
            if passage.start != document.starts[start]
            else (passage,),
            reason=f"“{document.span(start, end).text}” does not say who claims it",
            rule="unattributed",
        )
