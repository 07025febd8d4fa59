"""Which time an event happened at: by grammar, then by sentence, then by what was told before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from parley.language.document import Document
from parley.propositions.model import Embedding, Proposition, Tense
from parley.records import Precision, When
from parley.times.find import Time

_THROUGH = frozenset({Embedding.ADVERBIAL, Embedding.PURPOSE, Embedding.NOMINAL})
"""Clauses that share the time of the one they hang in. What is said or planned on Monday need not happen on Monday."""
_DEPTH = 4
_NEIGHBOURS = 12
"""Propositions on either side among which those embedded in one are looked for: a sentence's worth."""
_CARRIED = 2
"""Sentences after which a day told before no longer stands for what follows."""


def choose(
    times: Sequence[Time], document: Document, propositions: Sequence[Proposition], index: int
) -> When | None:
    """The time of proposition `index`, or `None` when the text gives none.

    First a time that hangs on the predicate itself, then one on the clause it belongs to, then one in the sentence
    that no saying or other embedded clause claims, then a day told in the two sentences before. The date on which
    something was said is not taken for the date on which what is said happened. The reason of the answer tells which.
    """
    if not times:
        return None
    proposition = propositions[index]
    sentence = document.sentence_of[proposition.token]
    here = _in_sentence(times, document, sentence)
    if here:
        owners = _owners(here, document, _of_sentence(propositions, document, sentence))
        for depth, current in enumerate(_clauses(propositions, index)):
            own = [time for time, owner in zip(here, owners, strict=True) if owner == current]
            if best := _best(own, propositions[current].token):
                told = "time of the predicate" if depth == 0 else "time of the clause it belongs to"
                return _with_reason(best, told)
        barred = _barred(propositions, index)
        near = [time for time, owner in zip(here, owners, strict=True) if owner not in barred]
        if best := _best(near, proposition.token):
            return _with_reason(best, "time in the same sentence")
    return _carried(times, document, proposition)


def _in_sentence(times: Sequence[Time], document: Document, sentence: int) -> Sequence[Time]:
    first, last = document.sentences[sentence]
    low = bisect_left(times, first, key=lambda time: time.start_token)
    return times[low : bisect_left(times, last, lo=low, key=lambda time: time.start_token)]


def _of_sentence(
    propositions: Sequence[Proposition], document: Document, sentence: int
) -> Sequence[Proposition]:
    first, last = document.sentences[sentence]
    low = bisect_left(propositions, first, key=lambda p: p.token)
    return propositions[low : bisect_left(propositions, last, lo=low, key=lambda p: p.token)]


def _owners(
    times: Sequence[Time], document: Document, propositions: Sequence[Proposition]
) -> list[int | None]:
    """Index of the proposition that each time hangs on."""
    predicates: dict[int, int] = {}
    for proposition in propositions:
        predicates.setdefault(proposition.token, proposition.index)
        if proposition.nominal is not None:
            predicates.setdefault(proposition.nominal, proposition.index)
    arguments = {
        argument.token: proposition.index
        for proposition in propositions
        for argument in proposition.arguments
    }
    owners: list[int | None] = []
    for time in times:
        owner = None
        for token in _upwards(document, time):
            owner = predicates.get(token)
            if owner is None and time.start_token <= token < time.end_token:
                owner = arguments.get(token)
            if owner is not None:
                break
        owners.append(owner)
    return owners


def _upwards(document: Document, time: Time) -> list[int]:
    start, end = time.start_token, time.end_token
    token = next(
        (t for t in range(start, end) if not start <= document.heads[t] < end or document.heads[t] == t),
        start,
    )
    return [token, *document.ancestors(token)]


def _clauses(propositions: Sequence[Proposition], index: int) -> list[int]:
    """The proposition itself and those whose time it shares, nearest first."""
    clauses = [index]
    current = propositions[index]
    while len(clauses) < _DEPTH and current.parent is not None and current.embedding in _THROUGH:
        if current.parent in clauses:
            break
        clauses.append(current.parent)
        current = propositions[current.parent]
    return clauses


def _barred(propositions: Sequence[Proposition], index: int) -> set[int | None]:
    """Propositions whose times are not this one's: those that say or plan it, and what it says itself."""
    barred: set[int | None] = set()
    current, shared, seen = propositions[index], True, {index}
    while current.parent is not None and current.parent not in seen:
        shared = shared and (current.embedding in _THROUGH or _in_order(propositions[current.parent]))
        if not shared:
            barred.add(current.parent)
        seen.add(current.parent)
        current = propositions[current.parent]
    return barred | _embedded(propositions, index)


def _in_order(governor: Proposition) -> bool:
    """Whether a predicate only puts what it governs in time ("follows X meeting Y last year")."""
    return any(key in ("follow", "precede", "come after") for key in governor.keys)


def _embedded(propositions: Sequence[Proposition], index: int) -> set[int | None]:
    """Propositions that `index` says, plans or describes somebody by."""
    found: set[int | None] = set()
    for step in (1, -1):
        other = index + step
        while 0 <= other < len(propositions) and abs(other - index) <= _NEIGHBOURS:
            if propositions[other].parent == index and propositions[other].embedding not in _THROUGH:
                found.add(other)
            other += step
    return found


def _best(times: Sequence[Time], token: int) -> Time | None:
    """A resolved date before an unresolved one, a plain date before a bound, the nearest before the farther."""
    if not times:
        return None
    return min(
        times,
        key=lambda t: (t.when.start is None, t.bound is not None, abs(t.start_token - token), t.start_token),
    )


def _carried(times: Sequence[Time], document: Document, proposition: Proposition) -> When | None:
    """A day or week told a little earlier in the same paragraph, for what is told as past."""
    if proposition.tense is Tense.FUTURE or proposition.modality is not None:
        return None
    sentence = document.sentence_of[proposition.token]
    first = document.sentences[max(0, sentence - _CARRIED)][0]
    low = bisect_left(times, first, key=lambda time: time.start_token)
    high = bisect_left(times, document.sentences[sentence][0], key=lambda time: time.start_token)
    for time in reversed(times[low:high]):
        gap = document.text[document.starts[time.start_token] : document.starts[proposition.token]]
        if "\n" in gap:
            return None
        fine = time.when.precision in (Precision.DAY, Precision.WEEK)
        if time.when.start is not None and time.bound is None and not time.ahead and fine:
            return _with_reason(time, "no time in the sentence; the last one told before it")
    return None


def _with_reason(time: Time, told: str) -> When:
    when = time.when
    return When(
        span=when.span,
        start=when.start,
        end=when.end,
        precision=when.precision,
        reason=f"{told}; {when.reason}",
    )
