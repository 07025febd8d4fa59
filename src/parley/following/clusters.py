"""Clustering by average likeness, with pairs that must and pairs that cannot be together."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence


def average_link(
    size: int,
    links: Iterable[tuple[int, int]],
    score: Callable[[int, int], float],
    least: float,
    joined: Sequence[tuple[int, int]] = (),
) -> list[list[int]]:
    """Clusters of items 0 … size-1, from the most alike pair on until no two reach `least` on average.

    Only clusters with a link between them are compared: where every pair that reaches `least` is linked, no others could
    be joined, and a few links among many items cost little.

    Args:
        size: number of items.
        links: pairs (low, high) that may be together.
        score: likeness of a pair (low, high); minus infinity keeps two apart for good.
        least: average likeness that two clusters need.
        joined: pairs that are together from the beginning, whatever their likeness.

    Ties go to the pair with the lowest positions, so the order of the items decides, nothing else.
    """
    members = {i: [i] for i in range(size)}
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    waiting: list[tuple[float, int, int]] = []
    where = list(range(size))

    def between(one: int, other: int) -> float:
        known = sums[one].get(other)
        if known is not None:
            return known
        return sum(score(min(a, b), max(a, b)) for a in members[one] for b in members[other])

    def average(one: int, other: int) -> float:
        return sums[one][other] / (len(members[one]) * len(members[other]))

    def merge(low: int, high: int) -> None:
        low, high = min(low, high), max(low, high)
        others = (sums[low].keys() | sums[high].keys()) - {low, high}
        new = {other: between(low, other) + between(high, other) for other in others}
        for gone in (low, high):
            for other in sums.pop(gone, {}):
                sums[other].pop(gone, None)
        members[low] += members.pop(high)
        for item in members[low]:
            where[item] = low
        for other in sorted(new):
            sums[low][other] = sums[other][low] = new[other]
            push(low, other)

    def push(one: int, other: int) -> None:
        if average(one, other) >= least:
            heapq.heappush(waiting, (-average(one, other), min(one, other), max(one, other)))

    for low, high in links:
        sums[low][high] = sums[high][low] = score(low, high)
    for one, other in joined:
        if where[one] != where[other]:
            merge(where[one], where[other])
    waiting.clear()
    for low in sorted(sums):
        for high in sorted(h for h in sums[low] if h > low):
            push(low, high)
    while waiting:
        value, low, high = heapq.heappop(waiting)
        if high in sums.get(low, {}) and -average(low, high) == value:
            merge(low, high)
    return [sorted(items) for _, items in sorted(members.items())]
