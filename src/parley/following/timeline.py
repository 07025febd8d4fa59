"""What happened when: of all, of one actor, of two towards each other, of one commitment."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from parley.following import lexicon
from parley.following.commitments import Followed
from parley.following.model import Entry, Side
from parley.records import Record


class Line(Record, frozen=True, kw_only=True):
    """One line of a timeline: a happening, or a move of a commitment."""

    date: datetime.date | None
    id: str
    kind: str
    """Type and mode of a happening, or "commitment" and its new state."""
    words: str
    sources: int
    reason: str


def timeline(
    entries: Sequence[Entry],
    followed: Sequence[Followed] = (),
    *,
    actors: Sequence[str] = (),
    commitment: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> tuple[Line, ...]:
    """Lines in order of date; undated ones last.

    Args:
        entries: merged happenings.
        followed: commitments.
        actors: names or gazetteer entries; one: everything that actor has a part in; two: what they have in common.
        commitment: id of one commitment: its moves alone.
        since: first day.
        until: last day.
    """
    lines: list[Line] = []
    if commitment is None:
        lines += [
            _happening(e) for e in entries if all(_takes_part(a, (*e.source, *e.target)) for a in actors)
        ]
    for one in followed:
        names = (*one.debtor, *one.creditor)
        mine = one.id == commitment if commitment else all(_named(a, names) for a in actors)
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
    verb = entry.evidence[0].predicate
    kind = entry.type if entry.mode is None else f"{entry.type} {entry.mode}"
    told = "" if entry.factuality.value == "actual" else f" ({entry.factuality.value})"
    return Line(
        date=entry.start,
        id=entry.id,
        kind=kind,
        words=f"{who}: “{verb}”{f' → {to}' if to else ''}{told}",
        sources=entry.sources,
        reason=entry.reason,
    )


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
        )
        for move in one.moves
    ]


def _takes_part(name: str, sides: Sequence[Side]) -> bool:
    return any(side.entry == name for side in sides) or _named(name, [s.name for s in sides])


def _named(name: str, names: Sequence[str]) -> bool:
    wanted = lexicon.all_stems(name)
    return any(wanted <= lexicon.all_stems(n) for n in names)
