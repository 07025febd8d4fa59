"""Rows of many reports to entries, one for each happening. Any order of reports ends the same.

Rows that share two words of parties, place or deed within a month are compared (a block). Rows that are alike enough are
linked; each connected group of links is then clustered by itself, from the most alike pair on, by average likeness, so
that a vague row does not chain two happenings. `Chronicle` keeps blocks and links in a ledger, so that a new report
touches only the groups that its rows are linked with; `merge` does all at once and ends the same.
Agglomerative clustering with average link: Sokal and Michener 1958; must-link and cannot-link: Wagstaff and others 2001.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

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

T = TypeVar("T", bound=Hashable)

Decided = Mapping[frozenset[Anchor], Verdict]
"""What reviewers decided last about pairs of rows."""


def merge(told: Iterable[Told], decisions: Sequence[Decision] = ()) -> tuple[Entry, ...]:
    """Entries of some reports, in order of date and id.

    Args:
        told: readings with their sources, in any order; a report that comes again replaces itself.
        decisions: what reviewers joined and split.
    """
    each = {one.report: one for one in told}
    known = {row.anchor: row for one in each.values() for row in rows(one)}
    last = decided(decisions)
    links = _links(known, last)
    found: list[Entry] = []
    for group in connected(known, lambda some: {other for a in some for other in links[a]}):
        pairs = [(a, b) for a in group for b in links[a] if a < b]
        found += settled([known[a] for a in sorted(group)], pairs, last)
    return ordered(found)


def decided(decisions: Iterable[Decision]) -> dict[frozenset[Anchor], Verdict]:
    """The last verdict about each pair of rows."""
    return {frozenset({d.one, d.other}): d.verdict for d in decisions if d.one != d.other}


def linked(one: Row, other: Row) -> bool:
    """Whether two rows of one block are alike enough to be looked at together."""
    return one.anchor != other.anchor and likeness(one, other, JOINED) > VETO


def connected(wanted: Iterable[T], neighbours: Callable[[Iterable[T]], set[T]]) -> list[set[T]]:
    """The connected groups that some nodes are in.

    Args:
        wanted: the nodes.
        neighbours: all nodes that are linked with some.
    """
    groups: list[set[T]] = []
    seen: set[T] = set()
    for node in wanted:
        if node in seen:
            continue
        group, fresh = {node}, {node}
        while fresh:
            fresh = neighbours(fresh) - group
            group |= fresh
        seen |= group
        groups.append(group)
    return groups


def settled(
    group: Sequence[Row], links: Iterable[tuple[Anchor, Anchor]], decisions: Decided
) -> tuple[Entry, ...]:
    """The entries of one connected group.

    Args:
        group: its rows, in the order of their anchors.
        links: its pairs that are linked.
        decisions: last verdicts; those about other rows do not matter.
    """
    if len(group) == 1:
        return (entry(group),)
    nodes = _copies(group)
    place = {row.anchor: node for node, members in enumerate(nodes) for row in members}
    heads = [members[0] for members in nodes]
    near = {(min(p), max(p)) for p in ((place[a], place[b]) for a, b in links) if p[0] != p[1]}
    fixed: dict[tuple[int, int], Verdict] = {}
    for pair, verdict in decisions.items():
        if not pair <= place.keys():
            continue
        low, high = sorted(place[a] for a in pair)
        if low == high:
            continue
        if (
            fixed.get((low, high)) is not Verdict.SPLIT
        ):  # of copies that were decided differently, a split holds
            fixed[low, high] = verdict

    def score(one: int, other: int) -> float:
        verdict = fixed.get((one, other))
        if verdict is Verdict.SPLIT:
            return VETO
        known = likeness(heads[one], heads[other])
        return known if verdict is None else max(known, JOINED)

    joined = sorted(pair for pair, verdict in fixed.items() if verdict is Verdict.JOIN)
    found = clusters.average_link(len(nodes), near, score, JOINED, joined)
    return tuple(entry(sorted((r for n in c for r in nodes[n]), key=lambda r: r.anchor)) for c in found)


def ordered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries in order of date and id; undated ones last."""
    return tuple(sorted(entries, key=lambda e: (e.start is None, str(e.start), e.type, e.id)))


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


def _links(known: Mapping[Anchor, Row], decisions: Decided) -> dict[Anchor, set[Anchor]]:
    in_block: dict[str, list[Anchor]] = defaultdict(list)
    links: dict[Anchor, set[Anchor]] = defaultdict(set)
    for anchor, row in known.items():
        seen = {other for block in blocks(row) for other in in_block[block]}
        for block in blocks(row):
            in_block[block].append(anchor)
        for other in seen:
            if linked(row, known[other]):
                links[anchor].add(other)
                links[other].add(anchor)
    for pair in decisions:
        if pair <= known.keys():
            one, other = pair
            links[one].add(other)
            links[other].add(one)
    return links


def _copies(group: Sequence[Row]) -> list[list[Row]]:
    """Rows of one sentence in copies of one report are one node."""
    nodes: dict[tuple[str, str, int, str], list[Row]] = {}
    for row in group:
        nodes.setdefault(row.fingerprint, []).append(row)
    return list(nodes.values())
