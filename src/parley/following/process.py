"""A peace process at a glance, from the merged happenings: rounds of talks, breaches of a ceasefire, captives."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence

from parley.following import lexicon
from parley.following.matching import as_party, meet, sides
from parley.following.model import Entry, Side
from parley.records import Effect, Factuality, Record

_PAUSE = 3
"""Days without a meeting after which the same parties' next one is another round."""

_STRUCK = frozenset({"AGREE", "SUPPORT", "CONCEDE", "RETREAT"})
"""Types of what several parties do together when they strike a deal."""


class Round(Record, frozen=True, kw_only=True):
    """Meetings of the same parties that follow each other closely."""

    start: datetime.date
    end: datetime.date
    venue: str | None
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    entries: tuple[str, ...]


class Week(Record, frozen=True, kw_only=True):
    """Breaches of a ceasefire in one week, which begins on `monday`."""

    monday: datetime.date
    breaches: int
    entries: tuple[str, ...]


class Captives(Record, frozen=True, kw_only=True):
    """Persons taken and let go, as the most independent sources count them; `uncounted` happenings give no number."""

    taken: int
    released: int
    uncounted: int
    entries: tuple[str, ...]


class Process(Record, frozen=True, kw_only=True):
    """What happened between the parties, in numbers."""

    rounds: tuple[Round, ...]
    weeks: tuple[Week, ...]
    captives: Captives


def view(entries: Sequence[Entry]) -> Process:
    """The process as the happenings show it; plans, demands and denials are left out."""
    actual = [e for e in entries if e.factuality is Factuality.ACTUAL]
    return Process(rounds=rounds(actual), weeks=breaches(actual), captives=captives(actual))


def rounds(entries: Sequence[Entry]) -> tuple[Round, ...]:
    """Rounds of talks of two parties or more, in order of date.

    A meeting is one, and so is what the parties sign or announce together at a place. What somebody only says of others
    ("accused it of talking to") is none.
    """
    series: dict[frozenset[str], list[Entry]] = defaultdict(list)
    for entry in entries:
        parties = _parties(entry)
        if entry.start and len(parties) > 1 and _is_meeting(entry):
            series[frozenset(map(_body, parties))].append(entry)
    found = []
    for meetings in series.values():
        group: list[Entry] = []
        for meeting in sorted(meetings, key=lambda e: (str(e.start), e.id)):
            if group and _apart(group[-1], meeting) > _PAUSE:
                found.append(_round(group, entries))
                group = []
            group.append(meeting)
        found.append(_round(group, entries))
    return tuple(sorted(found, key=lambda r: (r.start, r.parties)))


def _is_meeting(entry: Entry) -> bool:
    if all(v.speaker is not None for v in entry.evidence):
        return False
    if entry.type == "CONSULT":
        return entry.mode != "third-party"
    return entry.type in _STRUCK and entry.place is not None and len(entry.source) > 1


def _parties(entry: Entry) -> tuple[Side, ...]:
    return tuple(s for s in (*entry.source, *entry.target) if as_party(s).known or s.sectors)


def _body(side: Side) -> str:
    """What tells one party from another: its entry, its country and sectors, or its name's own words."""
    own = " ".join(sorted(lexicon.stems(side.name) - lexicon.load().generic))
    return side.entry or own or f"{side.country} {' '.join(side.sectors)}"


def _apart(one: Entry, other: Entry) -> int:
    return (other.start - (one.end or one.start)).days if one.start and other.start else 0


def _round(group: Sequence[Entry], entries: Sequence[Entry]) -> Round:
    first = group[0].start or datetime.date.min
    last = max(e.end or e.start or first for e in group)
    mediation = [
        e
        for e in entries
        if e.mode == "third-party" and e.start and e.end and e.start <= last and first <= e.end
    ]
    venues = [e.place for e in group if e.place]
    return Round(
        start=first,
        end=last,
        venue=max(sorted(set(venues)), key=venues.count) if venues else None,
        parties=tuple(sorted({s.name for e in group for s in _parties(e)})),
        mediators=tuple(sorted({s.name for e in mediation for s in e.source})),
        entries=tuple(e.id for e in (*group, *mediation)),
    )


def breaches(entries: Sequence[Entry]) -> tuple[Week, ...]:
    """Weeks in which a party to a ceasefire attacked after it, each attack counted once.

    What is a ceasefire: RETREAT ceasefire, or an agreement whose words say so.
    """
    truces = [(e.start, sides(e)) for e in entries if e.start and _is_ceasefire(e)]
    weeks: dict[datetime.date, list[str]] = defaultdict(list)
    for entry in entries:
        if entry.type != "ASSAULT" or entry.start is None:
            continue
        attackers = [as_party(s) for s in entry.source]
        if any(begun < entry.start and meet(bound, attackers) for begun, bound in truces):
            weeks[entry.start - datetime.timedelta(entry.start.weekday())].append(entry.id)
    return tuple(Week(monday=m, breaches=len(ids), entries=tuple(ids)) for m, ids in sorted(weeks.items()))


def _is_ceasefire(entry: Entry) -> bool:
    if entry.type not in ("AGREE", "SUPPORT", "RETREAT", "COOPERATE", "CONCEDE"):
        return False
    words = {
        w for v in entry.evidence for w in lexicon.stems(v.predicate + " " + _after(v.sentence, v.predicate))
    }
    return entry.mode == "ceasefire" or bool(words & {lexicon.stem("ceasefire"), lexicon.stem("truce")})


def _after(sentence: str, predicate: str) -> str:
    return " ".join(sentence.partition(predicate)[2].split()[:8])


def captives(entries: Sequence[Entry]) -> Captives:
    """Captives taken and released. A happening counts once, however many reports tell of it."""
    taken = released = uncounted = 0
    ids = []
    for entry in entries:
        for harm in entry.affected:
            if harm.effect not in (Effect.ABDUCTED, Effect.DETAINED, Effect.RELEASED):
                continue
            ids.append(entry.id)
            if harm.count is None:
                uncounted += 1
            elif harm.effect is Effect.RELEASED:
                released += harm.count
            else:
                taken += harm.count
    return Captives(taken=taken, released=released, uncounted=uncounted, entries=tuple(dict.fromkeys(ids)))
