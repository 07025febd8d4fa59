"""Finds the times of a document and resolves them against its publication date."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from parley.language.document import Document
from parley.records import Precision, When
from parley.times import grammar as grammar_data
from parley.times.grammar import Match
from parley.times.resolve import resolve
from parley.times.setting import Direction, Resolved, Setting
from parley.times.tense import direction

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression: tokens `start_token` to `end_token` (half-open) and what it means.

    `impossible` is set when the calendar has no such date ("31 February"); `when` then has no days and says why.
    `bound` tells an open stretch ("until Friday", "by March") from a plain date.
    """

    start_token: int
    end_token: int
    when: When
    impossible: bool = False
    bound: str | None = None
    """"from" (since), "to" (until, by), "before", "after", or `None`."""
    ahead: bool = False
    """The clause around it looks ahead: planned, not past."""

    @property
    def start(self) -> int:
        """Same as `start_token`."""
        return self.start_token

    @property
    def end(self) -> int:
        """Same as `end_token`."""
        return self.end_token


def find(document: Document, published: datetime.date | None) -> tuple[Time, ...]:
    """The times of a document, in order of the text.

    Args:
        document: the parsed report.
        published: day the report was published; without it relative times stay unresolved and their reason says so.

    Lengths of time ("for three years"), ages and bare numbers are no times. "Two days later" counts from the last day
    that the text told before. Limits: English; Gregorian calendar; seasons of the northern hemisphere.
    """
    grammar = grammar_data.load()
    found: list[Time] = []
    previous: datetime.date | None = None
    for whole in grammar.matches(document.words):
        if _is_word(document, whole):
            continue
        match = _trimmed(document, whole)
        words = tuple(word.lower() for word in document.words[match.start : match.end])
        heading = direction(document, match.start, match.end, grammar)
        if match.start and grammar.bounds.get(document.words[match.start - 1].lower()) == "from":
            heading = Direction.PAST
        setting = Setting(published, heading, previous, grammar, words)
        resolved = resolve(match, setting)
        if resolved is None:
            continue
        time = _time(document, match, resolved, setting)
        if time.when.start is not None and resolved.start is not None:
            previous = resolved.start
        found.append(time)
    return tuple(_ranges(document, found))


def _trimmed(document: Document, match: Match) -> Match:
    """The match without commas at its edges, which optional elements leave."""
    start, end = match.start, match.end
    while end - start > 1 and document.words[start] == ",":
        start += 1
    while end - start > 1 and document.words[end - 1] == ",":
        end -= 1
    return Match(start, end, match.rule, match.captures)


def _is_word(document: Document, match: Match) -> bool:
    """Whether a match is something else: the verb "may", a person called April, a number beside a unit of measure."""
    start, end, means = match.start, match.end, match.rule.means
    first = start + 1 if means == "year" and match.rule.options.get("skip") else start
    entity = document.entity_of[first]
    if entity is not None and entity.label in ("PER", "ORG") and (entity.end > end or entity.start < first):
        return True
    if end - start == 1:
        if document.upos[start] in ("AUX", "VERB"):
            return True
        if entity is not None and entity.label == "PER":
            return True
        if means == "month" and not _prepositional(document, start):
            return True
        if (
            means == "month"
            and document.deps[start] in ("compound", "flat")
            and document.upos[start + 1] == "PROPN"
        ):
            return True
        if means == "season":
            return True
    if means == "year":
        following = document.words[end].lower() if end < len(document) else ""
        if end < len(document) and document.upos[end] in ("NOUN", "PROPN") and document.heads[end - 1] == end:
            return document.deps[end - 1] == "nummod" and document.tags[end] == "NNS"
        return following in ("%", "percent", "euros", "dollars")
    return False


def _prepositional(document: Document, token: int) -> bool:
    """Whether a bare month stands where a time can: after a preposition or beside its verb, not as its subject."""
    if token and document.upos[token - 1] in ("ADP", "SCONJ", "ADJ", "DET"):
        return True
    return document.deps[token].partition(":")[0] in ("obl", "nmod", "compound", "conj")


def _time(
    document: Document,
    match: Match,
    resolved: Resolved,
    setting: Setting,
) -> Time:
    grammar, published = setting.grammar, setting.published
    start = match.start
    own = match.rule.options.get("skip", 0)
    word = document.words[start].lower() if own else (document.words[start - 1].lower() if start else "")
    bound = grammar.bounds.get(word)
    if own and bound is None:
        start += 1
    elif not own and bound is not None:
        start -= 1
    first, last, precision, reason = resolved.start, resolved.end, resolved.precision, resolved.reason
    if bound is not None and first is not None and last is not None:
        first, last, reason = _bounded(bound, first, last, reason, published)
    when = When(
        span=document.span(start, match.end), start=first, end=last, precision=precision, reason=reason
    )
    return Time(
        start_token=start,
        end_token=match.end,
        when=when,
        impossible=resolved.impossible,
        bound=bound,
        ahead=setting.direction is Direction.FUTURE,
    )


def _bounded(
    bound: str, first: datetime.date, last: datetime.date, reason: str, published: datetime.date | None
) -> tuple[datetime.date, datetime.date, str]:
    """The days that "since", "until", "by", "before" or "after" a period leave open, as far as publication bounds them."""
    if bound == "from":
        return first, max(last, published) if published else last, f"from then on; {reason}"
    if bound == "to":
        return published if published and published <= last else first, last, f"up to then; {reason}"
    if bound == "before":
        last = max(first - _DAY, datetime.date.min)
        return min(last, published) if published else last, last, f"before then; {reason}"
    after = last + _DAY
    return after, max(after, published) if published else after, f"after then; {reason}"


def _ranges(document: Document, times: list[Time]) -> list[Time]:
    """Joins "from X to Y" and "between X and Y" into one time."""
    joined: list[Time] = []
    for time in times:
        before = joined[-1] if joined else None
        if before is not None and _makes_range(document, before, time):
            joined[-1] = _joined(document, before, time)
        else:
            joined.append(time)
    return joined


def _makes_range(document: Document, first: Time, second: Time) -> bool:
    if None in (first.when.start, second.when.start) or first.bound == "to":
        return False
    gap = [word.lower() for word in document.words[first.end_token : second.start_token]]
    if second.bound == "to":
        gap = gap or ["until"]
    opening = document.words[first.start_token - 1].lower() if first.start_token else ""
    if opening == "between":
        return gap == ["and"]
    return opening == "from" and gap in (["to"], ["until"], ["till"], ["through"])


def _joined(document: Document, first: Time, second: Time) -> Time:
    days = [d for d in (first.when.start, first.when.end, second.when.end) if d is not None]
    rough = max((first.when.precision, second.when.precision), key=list(Precision).index)
    when = When(
        span=document.span(first.start_token, second.end_token),
        start=min(days),
        end=max(days),
        precision=rough,
        reason=f"range: {first.when.reason}; {second.when.reason}",
    )
    return Time(start_token=first.start_token, end_token=second.end_token, when=when)
