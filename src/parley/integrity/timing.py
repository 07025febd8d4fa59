"""Time conflicts: one happening that a report puts at two times.

Two dates for two meetings are no conflict; so only a definite phrase with a time of its own ("today's meeting", "the
meeting on Friday") counts against an occasion of the same kind told shortly before with another time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.integrity.case import Case, Conflict
from parley.integrity.lexicon import Lexicon
from parley.records import FlagKind, Severity, Span
from parley.times import Time

_SENTENCES = 4
"""How far apart the two may stand: within a few sentences a definite phrase takes up what was told."""
_DEFINITE = frozenset({"the", "this", "that"})
_OTHER = frozenset(
    {
        "another",
        "second",
        "third",
        "previous",
        "earlier",
        "later",
        "next",
        "last",
        "first",
        "new",
        "other",
        "separate",
        "follow-up",
        "subsequent",
        "final",
    }
)


@dataclass(frozen=True, slots=True)
class _Dated:
    """An occasion with its time."""

    token: int
    kind: str
    definite: bool
    first: int
    """Days from publication, or of the calendar: only compared with each other."""
    last: int
    span: Span
    time: Span


def find(case: Case, lexicon: Lexicon) -> Iterator[Conflict]:
    """Dates that no calendar has, then one flag for each later mention that disagrees with the nearest before it."""
    for time in case.times:
        if time.impossible:
            yield Conflict(
                kind=FlagKind.IMPOSSIBLE_DATE,
                severity=Severity.MEDIUM,
                spans=(case.document.span(time.start, time.end),),
                reason=time.when.reason,
                rule="timing",
            )
    dated = list(_dated(case, lexicon))
    document = case.document
    for position, later in enumerate(dated):
        if not later.definite:
            continue
        for earlier in reversed(dated[:position]):
            near = document.sentence_of[later.token] - document.sentence_of[earlier.token]
            if earlier.kind != later.kind or near > _SENTENCES or near == 0:
                continue
            if earlier.first <= later.last and later.first <= earlier.last:
                break
            if earlier.time.text.strip(" ,").lower() == later.time.text.strip(" ,").lower():
                break
            if not _same_parties(case, earlier.token, later.token):
                continue
            yield Conflict(
                kind=FlagKind.TIME_CONFLICT,
                severity=Severity.HIGH,
                spans=(earlier.span, later.span),
                reason=f"what seems one {later.kind} is put at “{earlier.time.text}” and at “{later.time.text}”",
                rule="timing",
            )
            break


def _dated(case: Case, lexicon: Lexicon) -> Iterator[_Dated]:
    document = case.document
    for token in range(len(document)):
        if document.upos[token] not in ("NOUN", "PROPN", "VERB"):
            continue
        kind = lexicon.occasions.get(document.lemmas[token].lower())
        if kind is None or case.quoted[token]:
            continue
        if any(document.words[c].lower() in _OTHER for c in document.children[token]):
            continue
        time = _time(case, token)
        if time is None:
            continue
        days = _days(case, lexicon, time)
        if days is None:
            continue
        first, last = min(token, time.start), max(token + 1, time.end)
        possessive = document.words[time.end].lower() in ("'s", "’s") if time.end < len(document) else False
        definite = document.upos[token] != "VERB" and (
            (possessive and time.end <= token)
            or any(document.words[c].lower() in _DEFINITE for c in document.children[token])
        )
        yield _Dated(
            token,
            kind,
            definite,
            *days,
            document.span(first, last),
            document.span(time.start, time.end),
        )


def _time(case: Case, token: int) -> Time | None:
    """The time that hangs on a noun: right before it, right after it, or as its dependent; on a verb, in its clause."""
    document = case.document
    if document.upos[token] == "VERB":
        if document.tags[token] != "VBD":
            return None
        return next(
            (t for t in case.times if any(document.heads[i] == token for i in range(t.start, t.end))), None
        )
    sentence = document.sentence_of[token]
    for time in case.times:
        if document.sentence_of[time.start] != sentence:
            continue
        gap = token - time.end
        if 0 <= gap <= 2 and all(
            document.heads[i] == token or document.upos[i] in ("PART", "ADJ") for i in range(time.end, token)
        ):
            return time
        heads = {document.heads[i] for i in range(time.start, time.end)}
        if token in heads:
            return time
        between = range(token + 1, time.start)
        if len(between) <= 1 and all(document.upos[i] == "ADP" for i in between) and time.start > token:
            return time
        # "gathered for a summit in the capital last month": the time hangs on the verb that brings the noun in.
        governor = document.heads[token]
        if (
            governor in heads
            and document.upos[governor] == "VERB"
            and governor < token < time.start <= token + 8
        ):
            return time
    return None


def _days(case: Case, lexicon: Lexicon, time: Time) -> tuple[int, int] | None:
    """The days of a time as numbers; relative expressions count from publication when that is not known."""
    if time.bound is not None or time.impossible:
        return None
    if time.when.start and time.when.end:
        return time.when.start.toordinal(), time.when.end.toordinal()
    words = " ".join(case.document.words[time.start : time.end]).lower()
    if case.report.published is None:
        return lexicon.offsets.get(words)
    return None


def _same_parties(case: Case, earlier: int, later: int) -> bool:
    """Whether the later sentence names nobody beyond those around the earlier one, or shares somebody."""
    document = case.document
    first, last = document.sentences[document.sentence_of[later]]
    start = document.sentences[document.sentence_of[earlier]][0]
    now = case.actors_near(first, last)
    then = case.actors_near(start, first)
    return not now or bool(now & then)
