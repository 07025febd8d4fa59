"""Which row of a newer reading a review is about.

A review is anchored to the text, which never changes: the span of the predicate or cue, the passage, the parties' words.
After the report is read again, by a newer version or another codebook, it is bound to the row of the same kind whose words
overlap; type and parties say which one where there are several. What was accepted or corrected stands whatever the new
reading makes of those words; a rejection stands only against the same claim (same type, same parties).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parley.ledger.judgements import (
    CommitmentFields,
    EventFields,
    Fields,
    Named,
    Row,
    RowKind,
    kind_of,
    main_fields,
    type_of,
)
from parley.records import Actor, Event, Reading, Span, Statement

_LIKE = 0.5
"""Share of words in common from which a row of another type may be the one that was meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a row is known by in the text."""

    kind: RowKind
    type: str
    start: int
    end: int
    """Predicate or cue; the passage where there is none."""
    first: int
    last: int
    """The passage."""
    parties: tuple[tuple[str, Named], ...]
    """Role and who has it."""


def anchor(row: Row, actors: dict[str, Actor]) -> Anchor:
    """The anchor of a row."""
    words: Span | None
    passage: tuple[Span, ...]
    if isinstance(row, Event):
        words, passage = row.predicate, (row.sentence,)
    else:
        words, passage = row.cue, row.content if isinstance(row, Statement) else row.consequent
    first, last = hull(passage) if passage else (0, 0)
    start, end = (words.start, words.end) if words is not None else (first, last)
    given = main_fields(row, actors)
    return Anchor(
        kind=kind_of(row),
        type=type_of(given),
        start=start,
        end=end,
        first=first,
        last=last,
        parties=parties(given),
    )


def hull(spans: Sequence[Span]) -> tuple[int, int]:
    """From the first of `spans` to the last."""
    return min(s.start for s in spans), max(s.end for s in spans)


def parties(given: Fields) -> tuple[tuple[str, Named], ...]:
    """Who has which of the roles that main fields speak of."""
    if isinstance(given, EventFields):
        roles = {"source": given.source or (), "target": given.target or ()}
    elif isinstance(given, CommitmentFields):
        roles = {"debtor": given.debtor or (), "creditor": given.creditor or ()}
    else:
        roles = {"speaker": (given.speaker,) if given.speaker else ()}
    return tuple((role, who) for role, listed in roles.items() for who in listed)


def anchors(reading: Reading) -> dict[tuple[RowKind, str], Anchor]:
    """The anchors of a reading's rows by kind and id."""
    actors = {actor.id: actor for actor in reading.actors}
    rows: Iterable[Row] = (*reading.events, *reading.statements, *reading.commitments)
    return {(kind_of(row), row.id): anchor(row, actors) for row in rows}


def bind(
    wanted: Sequence[tuple[Anchor, str]], rows: dict[tuple[RowKind, str], Anchor]
) -> dict[tuple[Anchor, str], str]:
    """Ids of the rows that anchors are bound to, each row once, best first.

    Args:
        wanted: anchors of one older reading, with the ids that their rows had in it.
        rows: as `anchors` gives them.
    """
    options = []
    for place, (mine, seen) in enumerate(wanted):
        for (kind, row), other in rows.items():
            near = _nearness(mine, other) if kind is mine.kind else 0.0
            same = mine.type == other.type
            if near and (same or near >= _LIKE):
                share = _parties_in_common(mine, other)
                options.append((-int(same) - share - near, seen != row, place, row))
    bound: dict[tuple[Anchor, str], str] = {}
    taken: set[tuple[RowKind, str]] = set()
    for _, _, place, row in sorted(options):
        key = (wanted[place][0].kind, row)
        if wanted[place] not in bound and key not in taken:
            bound[wanted[place]] = row
            taken.add(key)
    return bound


def same_claim(one: Anchor, other: Anchor) -> bool:
    """Whether two rows say the same: one type, and the same parties in the same roles."""
    return one.type == other.type and _parties_in_common(one, other) == 1.0


def _nearness(one: Anchor, other: Anchor) -> float:
    """How far the words are the same, from 0 to 1. Events share sentences, so that only their predicates count."""
    words = _jaccard((one.start, one.end), (other.start, other.end))
    if one.kind is RowKind.EVENT:
        return words
    return (words + _jaccard((one.first, one.last), (other.first, other.last))) / 2


def _jaccard(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


def _parties_in_common(one: Anchor, other: Anchor) -> float:
    """Share of parties that both have in the same role: by key, or by the words that name them."""
    left = list(other.parties)
    shared = 0
    for role, who in one.parties:
        twin = next((p for p in left if p[0] == role and _same(who, p[1])), None)
        if twin is not None:
            left.remove(twin)
            shared += 1
    every = len(one.parties) + len(left)
    return shared / every if every else 1.0


def _same(one: Named, other: Named) -> bool:
    return one.key == other.key or (one.span.start < other.span.end and other.span.start < one.span.end)
