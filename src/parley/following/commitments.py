"""Commitments over time: the same one in several reports is one, and later reports move it through its life cycle.

The states are Singh's (see `parley.commitments.lifecycle`, which follows a commitment within one report). Here a merged
happening can bring the condition about, be the deed or be its contrary; a deadline passes; an agreement is rejected and
replaced. Every move has its date, its evidence and its reason. Pure: the same readings and entries give the same.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from parley.following import lexicon
from parley.following.gists import Gist
from parley.following.index import Index, of_condition, of_entry, of_promise
from parley.following.matching import Promise, contrary, done, meet, met, same, sides
from parley.following.model import Anchor, Entry
from parley.records import (
    CommitmentKind,
    CommitmentStatus,
    Confidence,
    Factuality,
    Record,
)

_OPEN = frozenset({CommitmentStatus.CONDITIONAL, CommitmentStatus.DETACHED, CommitmentStatus.ACTIVE})
_LATE = frozenset({CommitmentStatus.EXPIRED})
_OUTCOMES = frozenset(
    {
        CommitmentStatus.SATISFIED,
        CommitmentStatus.VIOLATED,
        CommitmentStatus.CANCELLED,
        CommitmentStatus.RELEASED,
    }
)


class Move(Record, frozen=True, kw_only=True):
    """One step of a commitment's life. `weak`: on one source that is unsure or only passes on somebody's words."""

    date: datetime.date | None
    before: CommitmentStatus | None
    after: CommitmentStatus
    evidence: tuple[Anchor, ...]
    reason: str
    weak: bool = False


class Followed(Record, frozen=True, kw_only=True):
    """One commitment with all its tellings and its life so far."""

    id: str
    kind: CommitmentKind
    debtor: tuple[str, ...]
    creditor: tuple[str, ...]
    antecedent: str | None
    consequent: str
    deadline: datetime.date | None
    made: datetime.date | None
    """Publication of the first report that has it."""
    status: CommitmentStatus
    told: tuple[Anchor, ...]
    sources: int
    moves: tuple[Move, ...]
    superseded_by: str | None = None
    conflicts: tuple[str, ...] = ()
    """Time conflicts: the deed is dated before the deal that is said to bind to it."""


def follow(
    gists: Iterable[Gist], entries: Sequence[Entry], as_of: datetime.date | None = None
) -> tuple[Followed, ...]:
    """The commitments of some reports and where they stand, in order of date and id.

    Args:
        gists: the reports.
        entries: their merged happenings.
        as_of: the day to look from: what was published or happened later is not known yet, and deadlines pass by it;
            `None`: the last publication.
    """
    known = [g for g in gists if as_of is None or g.teller.published is None or g.teller.published <= as_of]
    days = [d for g in known if (d := g.teller.published) is not None]
    today = as_of or max(days, default=None)
    reports = {g.teller.report for g in known}
    everything = sorted((p for g in known for p in g.promises), key=lambda p: (str(p.made), p.anchor))
    seen = _facts([*entries, *(d for g in known for d in g.deeds)], reports, everything)
    groups = _grouped(everything, _annulments(seen))
    ids = [_id(group[0]) for group in groups]
    seen.sort(key=lambda e: (str(_day(e)), e.id))
    facts = Index()
    for place, entry in enumerate(seen):
        facts.add(place, of_entry(entry))
    followed = [
        _life(group, name, [seen[i] for i in facts.find(_keys(group[0]))], successor, today)
        for group, name, successor in zip(groups, ids, _successors(groups, ids), strict=True)
    ]
    return tuple(sorted(followed, key=lambda f: (str(f.made), f.id)))


def _keys(promise: Promise) -> set[str]:
    return of_promise(promise) | of_condition(promise)


def _facts(entries: Sequence[Entry], reports: set[str], everything: Sequence[Promise]) -> list[Entry]:
    """Entries with the evidence that is known and is more than the words of a commitment itself."""
    contents: dict[str, list[Promise]] = defaultdict(list)
    for promise in everything:
        contents[promise.anchor.report].append(promise)
    found = []
    for entry in entries:
        kept = tuple(
            v
            for v in entry.evidence
            if v.anchor.report in reports
            and not any(
                v.anchor.start in p.range or p.consequent in " ".join(v.sentence.split())
                for p in contents[v.anchor.report]
            )
        )
        if kept:
            sources = len({v.source for v in kept})
            found.append(msgspec.structs.replace(entry, evidence=kept, sources=sources))
    return found


def _id(promise: Promise) -> str:
    return "c" + hashlib.sha256(str(promise.anchor).encode()).hexdigest()[:15]


# --- which tellings are one -----------------------------------------------------------------------------------------------


def _annulments(entries: Sequence[Entry]) -> list[Entry]:
    """Rejections of an agreement: what was promised under it before and after is not the same commitment."""
    lex = lexicon.load()
    return [
        e
        for e in entries
        if e.type == "REJECT"
        and e.factuality is Factuality.ACTUAL
        and any(
            lexicon.every_stem(v.sentence) & lex.agreements
            and (
                lexicon.stems(v.predicate) & lex.annulled
                or lexicon.stems(v.sentence) & {"vot", "voter", "referendum"}
            )
            and v.speaker is None
            for v in e.evidence
        )
    ]


def _grouped(everything: Sequence[Promise], annulments: Sequence[Entry]) -> list[list[Promise]]:
    """Groups of tellings; a group's first telling stands for it. An annulment between two tellings keeps them apart."""
    groups: list[list[Promise]] = []
    known = Index()
    for promise in everything:
        for place in reversed(known.find(of_promise(promise))):
            group = groups[place]
            if same(group[0], promise) and _between(group[0], promise, annulments) is None:
                group.append(promise)
                break
        else:
            known.add(len(groups), of_promise(promise))
            groups.append([promise])
    return groups


def _between(one: Promise, other: Promise, annulments: Sequence[Entry]) -> Entry | None:
    if one.made is None or other.made is None:
        return None
    return next(
        (
            a
            for a in annulments
            if a.start is not None
            and one.made < (a.end or a.start)
            and a.start <= other.made
            and one.made != other.made
            and _concerns(a, one)
        ),
        None,
    )


def _concerns(annulment: Entry, promise: Promise) -> bool:
    """Whether a rejection is of the process that a commitment belongs to: a party or a country in common."""
    involved = sides(annulment)
    countries = {p.country for p in involved if p.country}
    return meet(promise.debtor, involved) or bool(promise.countries & countries)


def _successors(groups: list[list[Promise]], ids: list[str]) -> list[tuple[str, Promise] | None]:
    """For each group the next one about the same deed of the same debtor, which an annulment keeps apart from it."""
    known = Index()
    for place, group in enumerate(groups):
        known.add(place, of_promise(group[0]))
    found: list[tuple[str, Promise] | None] = []
    for place, group in enumerate(groups):
        later = [i for i in known.find(of_promise(group[0])) if i > place]
        first = next((i for i in later if same(group[0], groups[i][0])), None)
        found.append(None if first is None else (ids[first], groups[first][0]))
    return found


# --- the life ---------------------------------------------------------------------------------------------------------------


def _life(
    group: list[Promise],
    name: str,
    entries: Sequence[Entry],
    successor: tuple[str, Promise] | None,
    today: datetime.date | None,
) -> Followed:
    first = group[0]
    moves = [
        Move(
            date=first.made,
            before=None,
            after=CommitmentStatus.CONDITIONAL if first.conditional else CommitmentStatus.ACTIVE,
            evidence=(first.anchor,),
            reason=first.commitment.reason,
        )
    ]
    deadlines = [d for p in group if (d := p.deadline) is not None]
    deadline = max(deadlines, default=None)
    conflicts: list[str] = []
    steps = _steps(group, entries, successor, deadline, today, conflicts)
    for _, _, step in sorted(steps, key=lambda s: (s[0], s[1], str(s[2].evidence))):
        status = moves[-1].after
        allowed = _OPEN | (_LATE if step.after is CommitmentStatus.SATISFIED else frozenset())
        if step.after is status or status not in allowed:
            continue
        if step.after is CommitmentStatus.DETACHED and status is not CommitmentStatus.CONDITIONAL:
            continue
        if step.after is CommitmentStatus.EXPIRED and status is CommitmentStatus.CONDITIONAL:
            continue
        moves.append(_with(step, status))
    last = moves[-1]
    return Followed(
        id=name,
        kind=first.commitment.kind,
        debtor=tuple(dict.fromkeys(p.name for p in first.commitment.debtor)),
        creditor=tuple(dict.fromkeys(p.name for p in first.commitment.creditor)),
        antecedent=first.antecedent or None,
        consequent=first.consequent,
        deadline=deadline,
        made=first.made,
        status=last.after,
        told=tuple(p.anchor for p in group),
        sources=len({p.teller.voice for p in group}),
        moves=tuple(moves),
        superseded_by=successor[0] if successor and last.after is CommitmentStatus.CANCELLED else None,
        conflicts=tuple(conflicts),
    )


def _with(step: Move, before: CommitmentStatus) -> Move:
    reason = step.reason
    if before is CommitmentStatus.EXPIRED:
        reason += ", after the deadline"
    return Move(
        date=step.date, before=before, after=step.after, evidence=step.evidence, reason=reason, weak=step.weak
    )


def _steps(
    group: list[Promise],
    entries: Sequence[Entry],
    successor: tuple[str, Promise] | None,
    deadline: datetime.date | None,
    today: datetime.date | None,
    conflicts: list[str],
) -> list[tuple[str, int, Move]]:
    """What could move the commitment: day, rank on one day, the move."""
    first = group[0]
    steps: list[tuple[str, int, Move]] = []
    covered: frozenset[str] = frozenset()
    tellings: tuple[Anchor, ...] = ()
    for entry in entries:
        if entry.factuality is not Factuality.ACTUAL:
            continue
        why, deeds = done(first, entry)
        if _before(entry, first):
            if why and first.commitment.kind is CommitmentKind.OBLIGATION and deeds == first.deeds:
                conflicts.append(f"{entry.id}: the deed is dated {entry.end}, the deal {first.made}; {why}")
            continue
        if why:
            covered, tellings = covered | deeds, (*tellings, *(v.anchor for v in entry.evidence))
            if covered >= first.deeds:
                steps.append((str(_day(entry)), 2, _move(entry, CommitmentStatus.SATISFIED, why, tellings)))
        for after, test in ((CommitmentStatus.DETACHED, met), (CommitmentStatus.VIOLATED, contrary)):
            reason = test(first, entry)
            if reason:
                rank = 0 if after is CommitmentStatus.DETACHED else 3
                steps.append((str(_day(entry)), rank, _move(entry, after, reason)))
    steps += [(str(p.made), 3, _told(p)) for p in group[1:] if p.commitment.status in _OUTCOMES]
    if deadline is not None and today is not None and deadline < today:
        after = CommitmentStatus.EXPIRED
        reason = f"the deadline of {deadline} passed, and no report tells of the deed by then"
        steps.append(
            (str(deadline), 9, Move(date=deadline, before=None, after=after, evidence=(), reason=reason))
        )
    if successor is not None:
        later = successor[1]
        reason = f"superseded: the agreement was rejected, and {later.made} brought it anew ({successor[0]})"
        evidence = (later.anchor,)
        step = Move(
            date=later.made, before=None, after=CommitmentStatus.CANCELLED, evidence=evidence, reason=reason
        )
        steps.append((str(later.made), 1, step))
    return steps


def _before(entry: Entry, first: Promise) -> bool:
    """Whether an entry is told to lie before the commitment was made."""
    return first.made is not None and entry.end is not None and entry.end < first.made


def _day(entry: Entry) -> datetime.date | None:
    """The day an entry is taken for: the last it may be, but not after its first report."""
    published = min((v.published for v in entry.evidence if v.published is not None), default=entry.end)
    return min((d for d in (entry.end, published) if d is not None), default=None)


def _move(entry: Entry, after: CommitmentStatus, reason: str, evidence: tuple[Anchor, ...] = ()) -> Move:
    weak = entry.sources < 2 and (
        entry.confidence is not Confidence.HIGH or all(v.speaker is not None for v in entry.evidence)
    )
    words = f"{reason}; {entry.reason}"
    if weak and after is CommitmentStatus.VIOLATED:
        words += "; on one weak report alone"
    return Move(
        date=_day(entry),
        before=None,
        after=after,
        evidence=evidence or tuple(v.anchor for v in entry.evidence),
        reason=words,
        weak=weak,
    )


def _told(promise: Promise) -> Move:
    commitment = promise.commitment
    return Move(
        date=promise.made,
        before=None,
        after=commitment.status,
        evidence=(promise.anchor,),
        reason=f"a later report says so: {commitment.reason}",
        weak=commitment.confidence is not Confidence.HIGH,
    )
