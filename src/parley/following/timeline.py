"""What happened when: of all, of one actor, of two towards each other, of one commitment."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from parley.following import lexicon
from parley.following.commitments import Followed
from parley.following.model import Anchor, Entry, Side
from parley.records import Precision, Record


class Line(Record, frozen=True, kw_only=True):
    """One line of a timeline: a happening, or a move of a commitment."""

    date: datetime.date | None
    id: str
    kind: str
    """Type and mode of a happening, or "commitment" and its new state."""
    words: str
    sources: int
    reason: str
    evidence: tuple[Anchor, ...] = ()
    weak: bool = False
    """A move that rests on one source that is unsure or passes on somebody's words."""
    conflicts: tuple[str, ...] = ()
    """Time conflicts of the commitment."""
    superseded_by: str | None = None


def timeline(
    entries: Sequence[Entry],
    followed: Sequence[Followed] = (),
    *,
    actors: Sequence[Sequence[str]] = (),
    commitment: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> tuple[Line, ...]:
    """Lines in order of date; undated ones last.

    Args:
        entries: merged happenings.
        followed: commitments.
        actors: each actor as its names and gazetteer entry, any of which will do; one actor: everything it has a part
            in; two: what they have in common.
        commitment: id of one commitment: its moves alone.
        since: first day.
        until: last day.
    """
    lines: list[Line] = []
    if commitment is None:
        lines += [_happening(e) for e in entries if all(_in(a, (*e.source, *e.target)) for a in actors)]
    for one in followed:
        names = (*one.debtor, *one.creditor)
        mine = one.id == commitment if commitment else all(any(_named(n, names) for n in a) for a in actors)
        if mine:
            lines += _moves(one)
    kept = [
        line
        for line in lines
        if (since is None or (line.date is not None and line.date >= since))
        and (until is None or (line.date is not None and line.date <= until))
    ]
    return tuple(sorted(kept, key=lambda line: (line.date is None, str(line.date), line.id, line.kind)))


def _happening(entry: Entry) -> Line:
    who = ", ".join(s.name for s in entry.source) or "someone"
    to = ", ".join(s.name for s in entry.target)
    verb = next((v for v in entry.evidence if v.factuality is entry.factuality), entry.evidence[0]).predicate
    kind = entry.type if entry.mode is None else f"{entry.type} {entry.mode}"
    told = "" if entry.factuality.value == "actual" else f" ({entry.factuality.value})"
    return Line(
        date=_date(entry),
        id=entry.id,
        kind=kind,
        words=f"{who}: “{verb}”{f' → {to}' if to else ''}{told}",
        sources=entry.sources,
        reason=entry.reason,
        evidence=tuple(v.anchor for v in entry.evidence),
    )


def _date(entry: Entry) -> datetime.date | None:
    """The day where it is known; else the last it may be, but not after its first report."""
    if entry.precision is Precision.DAY or entry.start is None or entry.end is None:
        return entry.start
    reported = min((v.published for v in entry.evidence if v.published is not None), default=entry.end)
    return max(entry.start, min(entry.end, reported))


def _moves(one: Followed) -> list[Line]:
    who = ", ".join(one.debtor) or "someone"
    return [
        Line(
            date=move.date,
            id=one.id,
            kind=f"commitment {move.after.value}",
            words=f"{who}, {one.kind.value}: “{one.consequent}”",
            sources=one.sources,
            reason=move.reason,
            evidence=move.evidence,
            weak=move.weak,
            conflicts=one.conflicts,
            superseded_by=one.superseded_by,
        )
        for move in one.moves
    ]


def _in(actor: Sequence[str], sides: Sequence[Side]) -> bool:
    shown = [s.name for s in sides]
    return any(s.entry in actor for s in sides if s.entry) or any(_named(name, shown) for name in actor)


def _named(name: str, names: Sequence[str]) -> bool:
    wanted = lexicon.all_stems(name)
    return any(wanted <= lexicon.all_stems(n) for n in names)
