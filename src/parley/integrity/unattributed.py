"""Claims that are passed on without saying whose they are ("reportedly", "it is believed")."""

from __future__ import annotations

from collections.abc import Iterator

from parley.integrity.case import Case, Conflict
from parley.integrity.contradictions import phrases
from parley.integrity.lexicon import Lexicon
from parley.language import Document
from parley.records import FlagKind, Severity

_KNOWN = frozenset({"the", "this", "that", "these", "those"})


def find(case: Case, lexicon: Lexicon) -> Iterator[Conflict]:
    """One flag for each sentence with such a word and no named speaker."""
    document = case.document
    told: set[int] = set()
    headline = case.title_end()
    for start, end in phrases(case, lexicon.unattributed):
        sentence = document.sentence_of[start]
        if start < headline:
            continue  # the body says whose claim it is, or is told of itself
        if sentence in told or _no_claim(document, start, end) or _cited(case, start):
            continue
        passage = document.sentence_span(start)
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


def _cited(case: Case, start: int) -> bool:
    """Whether the sentence names who says so: a hedge upon telling ("He reportedly said that …") leaves open who tells
    that it was told, one within what is told ("Police said that he allegedly …") does not.
    """
    passage, hedge = case.document.sentence_span(start), case.document.starts[start]
    for statement in case.statements:
        if statement.speaker is None:
            continue
        spans = (*statement.content, *([statement.cue] if statement.cue else []))
        if statement.hedged:
            if any(span.start <= hedge < span.end for span in statement.content):
                return True
        elif any(span.start < passage.end and passage.start < span.end for span in spans):
            return True
    return False


def _no_claim(document: Document, start: int, end: int) -> bool:
    """An adverb of an attribute is irony ("a supposedly free vote"); "the source said" goes on with somebody that the
    report described before.
    """
    if end < len(document) and document.upos[end] == "ADJ" and document.deps[end] == "amod":
        return True
    noun = end - 2
    return noun == start and any(
        document.deps[child] == "det" and document.lemmas[child].lower() in _KNOWN
        for child in document.children[noun]
    )
