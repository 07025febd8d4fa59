"""Who has to do with whom: pairs of actors with what passed between them, as told as having happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, product

from parley.following.model import Entry
from parley.outputs.briefing import words
from parley.outputs.briefing.bodies import Bodies, listed
from parley.outputs.briefing.citing import Citing
from parley.outputs.briefing.happenings import first_report, telling, when
from parley.outputs.briefing.view import Pair
from parley.records import Factuality, Record


class Tie(Record, frozen=True, kw_only=True):
    """Happenings between two actors, who are named in order of their keys."""

    keys: tuple[str, str]
    names: tuple[str, str]
    entries: tuple[Entry, ...]

    def count(self, side: str) -> int:
        """Happenings of a side: "cooperation" or "conflict"."""
        types = words.load().sides[side]
        return sum(e.type in types for e in self.entries)


def ties(entries: Iterable[Entry]) -> tuple[Tie, ...]:
    """All ties of what is told as having happened, the strongest first."""
    entries = tuple(entries)
    bodies = Bodies(entries)
    between: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: e.id):
        if entry.factuality is not Factuality.ACTUAL:
            continue
        for pair in _pairs(entry, bodies):
            between[pair].append(entry)
    found = [
        Tie(keys=pair, names=(bodies.name(pair[0]), bodies.name(pair[1])), entries=tuple(told))
        for pair, told in between.items()
    ]
    return tuple(sorted(found, key=lambda t: (-len(t.entries), t.keys)))


def strongest(found: Sequence[Tie], actors: int, most: int) -> tuple[Tie, ...]:
    """The ties to draw: of the actors with most happenings, at most so many actors and ties."""
    degree: dict[str, int] = defaultdict(int)
    for tie in found:
        for key in tie.keys:
            degree[key] += len(tie.entries)
    kept = set(sorted(degree, key=lambda k: (-degree[k], k))[:actors])
    return tuple(tie for tie in found if set(tie.keys) <= kept)[:most]


def _pairs(entry: Entry, bodies: Bodies) -> set[tuple[str, str]]:
    """Source with target; all parties of a happening without a target with each other."""
    source, target = listed(entry.source, bodies), listed(entry.target, bodies)
    found = product(source, target) if entry.target else combinations(source, 2)
    return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}


def pairs(found: Sequence[Tie], citing: Citing, most: int) -> tuple[Pair, ...]:
    """The strongest ties in words, at most so many."""
    return tuple(_pair(tie, citing) for tie in found[:most])


def _pair(tie: Tie, citing: Citing) -> Pair:
    last = max(tie.entries, key=lambda e: (str(when(e) or ""), e.id))
    cooperation, conflict = tie.count("cooperation"), tie.count("conflict")
    return Pair(
        one=words.short(tie.names[0], 60),
        other=words.short(tie.names[1], 60),
        cooperation=cooperation,
        conflict=conflict,
        neither=len(tie.entries) - cooperation - conflict,
        last=words.period(last.start, last.end, last.precision, first_report(last)),
        cite=citing.evidence(telling(last)).cite,
    )
