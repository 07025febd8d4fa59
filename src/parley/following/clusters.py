"""Clustering of a few items by average likeness, with pairs that must and pairs that cannot be together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def average_link(
    size: int, score: Mapping[tuple[int, int], float], least: float, joined: Sequence[tuple[int, int]] = ()
) -> list[list[int]]:
    """Clusters of items 0 … size-1, from the most alike pair on until no two reach `least` on average.

    Args:
        size: number of items.
        score: likeness of each pair (low, high); minus infinity keeps two apart for good.
        least: average likeness that two clusters need.
        joined: pairs that are together from the beginning, whatever their likeness.

    Ties go to the pair with the lowest positions, so the order of the items decides, nothing else.
    """
    members = {i: [i] for i in range(size)}
    sums = dict(score)
    where = list(range(size))

    def merge(low: int, high: int) -> None:
        low, high = sorted((low, high))
        for other in members:
            if other not in (low, high):
                kept, gone = (min(low, other), max(low, other)), (min(high, other), max(high, other))
                sums[kept] += sums.pop(gone)
        sums.pop((low, high))
        members[low] += members.pop(high)
        for item in members[low]:
            where[item] = low

    for one, other in joined:
        if where[one] != where[other]:
            merge(where[one], where[other])
    while sums:
        pair = max(sums, key=lambda p: (sums[p] / (len(members[p[0]]) * len(members[p[1]])), -p[0], -p[1]))
        if sums[pair] / (len(members[pair[0]]) * len(members[pair[1]])) < least:
            break
        merge(*pair)
    return [sorted(items) for _, items in sorted(members.items())]
