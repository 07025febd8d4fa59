"""Number conflicts: the same persons counted twice with different results.

Counts differ from source to source and rise with time; a conflict is only what one voice tells of one thing: the same
kind of person, affected the same way, in the same type of event, with nobody else cited and no "at least" or "more".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from parley.integrity.case import Case, Conflict, tokens
from parley.integrity.lexicon import Lexicon
from parley.records import Affected, Event, Factuality, FlagKind, Severity

_OPEN = frozenset(
    [
        "least",
        "more",
        "another",
        "other",
        "others",
        "further",
        "additional",
        "about",
        "around",
        "some",
        "nearly",
        "almost",
        "over",
        "up",
        "most",
        "also",
        "including",
        "among",
        "later",
        "rose",
        "risen",
        "separate",
        "earlier",
        "previous",
        "previously",
        "approximately",
        "roughly",
        "estimated",
        "dozens",
        "total",
        "since",
        "so",
        "far",
    ]
)


def find(case: Case, lexicon: Lexicon) -> Iterator[Conflict]:
    """One flag for each pair of counts."""
    del lexicon
    counted = [
        (event, affected)
        for event in case.events
        if event.factuality is Factuality.ACTUAL
        for affected in event.affected
        if affected.count is not None and not _open(case, event)
    ]
    told: set[tuple[int, int]] = set()
    for (a, x), (b, y) in combinations(counted, 2):
        if x.count == y.count or a.id == b.id or not _same(case, a, x, b, y):
            continue
        places = (x.span.start, y.span.start)
        if places in told or x.span.start == y.span.start:
            continue
        told.add(places)
        yield Conflict(
            kind=FlagKind.NUMBER_CONFLICT,
            severity=Severity.MEDIUM,
            spans=(x.span, y.span),
            reason=f"{x.effect}: {x.count} and {y.count}, in what seems one event",
            rule="numbers",
            actors=(a.id, b.id),
        )


def _open(case: Case, event: Event) -> bool:
    """Whether a sentence's words leave its numbers open."""
    inside = tokens(case.document, event.sentence)
    return any(case.document.words[t].lower() in _OPEN for t in inside)


def _same(case: Case, a: Event, x: Affected, b: Event, y: Affected) -> bool:
    if a.type != b.type or x.effect != y.effect or a.said_in != b.said_in:
        return False
    if _noun(case, x) != _noun(case, y):
        return False
    doers = {p.actor for p in a.source} & {p.actor for p in b.source} - {None}
    if a.place and b.place and a.place.name != b.place.name:
        return False
    if a.date and b.date and a.date.start != b.date.start:
        return False
    return bool(doers) or bool(a.place and b.place) or a.predicate.text.lower() == b.predicate.text.lower()


def _noun(case: Case, affected: Affected) -> str:
    """The kind of persons counted: the last noun of their words."""
    document = case.document
    nouns = [
        document.lemmas[t] for t in tokens(document, affected.span) if document.upos[t] in ("NOUN", "PROPN")
    ]
    return nouns[-1] if nouns else ""
