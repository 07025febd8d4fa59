"""Rows of many reports to entries, one for each happening. Any order of reports ends the same.

Rows that share two words of parties, place or deed within a month are compared (a block). Rows that are alike enough are
linked; each connected group of links is then clustered by itself, from the most alike pair on, by average likeness, so
that a vague row does not chain two happenings. A new report touches only the groups that its rows are linked with.
Agglomerative clustering with average link: Sokal and Michener 1958; must-link and cannot-link: Wagstaff and others 2001.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from parley.following import clusters, lexicon
from parley.following.entries import entry
from parley.following.likeness import JOINED, VETO, likeness
from parley.following.model import Anchor, Decision, Entry, Told, Verdict
from parley.following.rows import Row, rows

_MONTH = 32
"""Days of a block."""
_SLACK = 2
"""Days by which reports of one happening may differ."""
_TOKENS = 14
"""Words of a row that make its blocks; the rest of a very long sentence does not."""


class Merger:
    """Keeps the blocks and links of the reports it was given, and recomputes what a new report touches.

    Args:
        decisions: what reviewers joined and split; the later of two about the same rows counts.
    """

    def __init__(self, decisions: Sequence[Decision] = ()) -> None:
        self._rows: dict[Anchor, Row] = {}
        self._by_report: dict[str, tuple[Anchor, ...]] = {}
        self._blocks: dict[str, set[Anchor]] = defaultdict(set)
        self._links: dict[Anchor, set[Anchor]] = defaultdict(set)
        self._entries: dict[Anchor, tuple[Entry, ...]] = {}
        self._group: dict[Anchor, Anchor] = {}
        self._stale: set[Anchor] = set()
        self._decided: dict[frozenset[Anchor], Verdict] = {}
        self.decide(decisions)

    def add(self, told: Told) -> None:
        """Takes in one report; one that is here already is replaced, so a second time changes nothing."""
        if told.report in self._by_report:
            self.remove(told.report)
        taken = {row.anchor: row for row in rows(told)}
        self._by_report[told.report] = tuple(taken)
        for anchor, row in taken.items():
            self._link(row)
            self._rows[anchor] = row
            for block in blocks(row):
                self._blocks[block].add(anchor)
            self._stale.add(anchor)
        for pair in self._decided:
            if pair & taken.keys():
                self._tie(pair)

    def remove(self, report: str) -> None:
        """Forgets one report.

        Raises:
            KeyError: it is not here.
        """
        for anchor in self._by_report.pop(report):
            row = self._rows.pop(anchor)
            for block in blocks(row):
                self._blocks[block].discard(anchor)
            for other in self._links.pop(anchor, set()):
                self._links[other].discard(anchor)
                self._stale.add(other)
            self._drop(anchor)
            self._stale.discard(anchor)

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Takes in what reviewers decided; decisions about rows that are not here wait for them."""
        for decision in decisions:
            pair = frozenset({decision.one, decision.other})
            if len(pair) < 2:
                continue
            self._decided[pair] = decision.verdict
            self._tie(pair)

    def entries(self) -> tuple[Entry, ...]:
        """All entries in order of date and id. Recomputes the groups touched since the last time."""
        self._settle()
        found = (e for group in self._entries.values() for e in group)
        return tuple(sorted(found, key=lambda e: (e.start is None, str(e.start), e.type, e.id)))

    def rows(self) -> Mapping[Anchor, Row]:
        """The rows by their anchors."""
        return self._rows

    def _link(self, row: Row) -> None:
        seen: set[Anchor] = set()
        for block in blocks(row):
            seen |= self._blocks.get(block, set())
        for anchor in seen:
            if anchor != row.anchor and likeness(row, self._rows[anchor]) >= JOINED:
                self._links[row.anchor].add(anchor)
                self._links[anchor].add(row.anchor)

    def _tie(self, pair: frozenset[Anchor]) -> None:
        """Rows that were decided on belong to one group, where the decision is looked at."""
        one, other = pair
        if one in self._rows and other in self._rows:
            self._links[one].add(other)
            self._links[other].add(one)
            self._stale |= pair

    def _drop(self, anchor: Anchor) -> None:
        """Forgets the entries of the group that a row is in; its rows are to be settled anew."""
        first = self._group.get(anchor)
        if first is None:
            return
        for found in self._entries.pop(first):
            for evidence in found.evidence:
                self._group.pop(evidence.anchor, None)
                if evidence.anchor in self._rows:
                    self._stale.add(evidence.anchor)

    def _settle(self) -> None:
        while self._stale:
            group = self._connected(min(self._stale))
            for anchor in group:
                self._drop(anchor)
            self._stale -= group
            ordered = sorted(group)
            self._entries[ordered[0]] = self._clustered([self._rows[a] for a in ordered])
            self._group.update(dict.fromkeys(ordered, ordered[0]))

    def _connected(self, anchor: Anchor) -> set[Anchor]:
        found, waiting = {anchor}, [anchor]
        while waiting:
            for other in self._links.get(waiting.pop(), set()):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        return found

    def _clustered(self, group: list[Row]) -> tuple[Entry, ...]:
        if len(group) == 1:
            return (entry(group),)
        nodes = _copies(group)
        place = {row.anchor: node for node, members in enumerate(nodes) for row in members}
        heads = [members[0] for members in nodes]
        score: dict[tuple[int, int], float] = {
            (i, j): likeness(heads[i], heads[j]) for i in range(len(heads)) for j in range(i + 1, len(heads))
        }
        joined: list[tuple[int, int]] = []
        for pair, verdict in self._decided.items():
            if not pair <= place.keys():
                continue
            low, high = sorted(place[a] for a in pair)
            if low == high:
                continue
            score[low, high] = VETO if verdict is Verdict.SPLIT else max(score[low, high], JOINED)
            if verdict is Verdict.JOIN:
                joined.append((low, high))
        found = clusters.average_link(len(nodes), score, JOINED, sorted(joined))
        return tuple(entry(sorted((r for n in c for r in nodes[n]), key=lambda r: r.anchor)) for c in found)


def _copies(group: list[Row]) -> list[list[Row]]:
    """Rows of one sentence in copies of one report are one node."""
    nodes: dict[tuple[str, str, int, str], list[Row]] = {}
    for row in group:
        nodes.setdefault(row.fingerprint, []).append(row)
    return list(nodes.values())


def blocks(row: Row) -> list[str]:
    """Names of the blocks a row is in: family of types, month, two words. A function of the row alone."""
    tokens = {t for p in (*row.source, *row.target) for t in (p.tokens | {p.entry or ""} | {p.country or ""})}
    tokens |= row.names | row.predicate
    tokens.discard("")
    kept = frozenset(sorted(tokens)[:_TOKENS])
    if row.start is None or row.end is None:
        months = ["-"]
    else:
        first, last = row.start.toordinal() - _SLACK, row.end.toordinal() + _SLACK
        months = [str(m) for m in range(first // _MONTH, last // _MONTH + 1)]
    keys = lexicon.pairs(kept) or sorted(kept)
    return [
        f"{family}|{month}|{key}"
        for family in lexicon.load().families_of(row.event.type)
        for month in months
        for key in keys
    ]


def merge(told: Iterable[Told], decisions: Sequence[Decision] = ()) -> tuple[Entry, ...]:
    """Entries of some reports, in order of date and id.

    Args:
        told: readings with their sources, in any order.
        decisions: what reviewers joined and split.
    """
    merger = Merger(decisions)
    for one in told:
        merger.add(one)
    return merger.entries()
