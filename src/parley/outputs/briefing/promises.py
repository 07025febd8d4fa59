"""Commitments by state, each with what moved it there."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from parley.following.commitments import Followed, Move
from parley.outputs.briefing import words
from parley.outputs.briefing.citing import Citing
from parley.outputs.briefing.happenings import Reviews
from parley.outputs.briefing.view import More, Note, Promise, State
from parley.records import CommitmentStatus

_CITES = 3
"""Passages behind one move."""


def states(
    commitments: Sequence[Followed], citing: Citing, reviews: Reviews, most: int, command: str
) -> tuple[State, ...]:
    """The states that there are, those that need a reader first; in each the latest moved, at most so many."""
    found = []
    for state in words.load().states:
        mine = [c for c in commitments if c.status == CommitmentStatus(state.key)]
        if not mine:
            continue
        mine.sort(key=lambda c: (moved(c) or datetime.date.min, c.id), reverse=True)
        more = More(count=len(mine) - most, what="more in this state", command=command)
        found.append(
            State(
                key=state.key,
                name=state.name,
                meaning=state.meaning,
                count=len(mine),
                promises=tuple(promise(c, citing, reviews) for c in mine[:most]),
                more=more if more.count > 0 else None,
            )
        )
    return tuple(found)


def moved(one: Followed) -> datetime.date | None:
    """The day of a commitment's last move."""
    return one.moves[-1].date if one.moves else one.made


def promise(one: Followed, citing: Citing, reviews: Reviews) -> Promise:
    """A commitment in words; whose words they are stands beside them."""
    marks = []
    if one.moves and one.moves[-1].weak:
        marks.append("on one weak report")
    if one.sources > 1:
        marks.append(words.many(one.sources, "independent source"))
    deciding = [reviews[k] for a in one.told if (k := str(a)) in reviews]
    conflicts = tuple(
        Note(text=f"Dates do not fit: {words.with_days(c.partition(': ')[2])}") for c in one.conflicts
    )
    kind, by, towards, to = words.bound(one.kind.value, one.debtor, one.creditor)
    return Promise(
        kind=kind,
        by=by,
        towards=towards,
        to=to,
        words=words.short(one.consequent, 240),
        condition=words.short(one.antecedent or "", 160),
        deadline=words.date(one.deadline) if one.deadline else None,
        made=words.date(one.made),
        marks=tuple(marks),
        reviewed=", ".join(dict.fromkeys(r.reviewer for r in deciding)) or None,
        quote=citing.passage(one.told[0]),
        tellings=len(one.told),
        moves=(*(step(m, citing) for m in one.moves), *conflicts),
    )


def step(move: Move, citing: Citing) -> Note:
    """One move in words: its day, the state it led to, why."""
    names = {s.key: s.name for s in words.load().states}
    verb = "First told; " if move.before is None else f"{names[move.before.value]} → "
    state = names[move.after.value]
    return Note(
        text=f"{verb}{state.lower() if move.before is None else state}: {words.with_days(move.reason)}",
        cites=tuple(citing.anchor(a) for a in move.evidence[:_CITES]),
        day=words.date(move.date),
    )
