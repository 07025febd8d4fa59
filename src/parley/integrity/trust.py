"""How far a report can be trusted on its own evidence.

Each kind of trouble takes a share of the trust that is left: the worst flag of the kind its full weight, every further
one half of what the one before took, so that forty broken tags do not count forty times. The weights are a judgement,
not an estimate: they order reports, they are no probabilities.
"""

from __future__ import annotations

from collections.abc import Sequence

from parley.records import Flag, FlagKind, Severity, Trust

_WEIGHT = {Severity.HIGH: 0.25, Severity.MEDIUM: 0.10, Severity.LOW: 0.03}
_NO_REASON = frozenset({FlagKind.BOILERPLATE})
"""What pages put around every report says nothing against it."""
_LENGTH = 150
"""Words below which a report has hardly room to contradict itself."""


def trust(flags: Sequence[Flag], words: int) -> Trust:
    """The score between 0 and 1, and what took from it, the heaviest first."""
    by_kind: dict[FlagKind, list[float]] = {}
    for flag in flags:
        if flag.kind in _NO_REASON:
            continue
        by_kind.setdefault(flag.kind, []).append(_WEIGHT[flag.severity])
    score = 1.0
    losses: list[tuple[float, str]] = []
    for kind in sorted(by_kind):
        weights = sorted(by_kind[kind], reverse=True)
        kept = 1.0
        for rank, weight in enumerate(weights):
            kept *= 1.0 - weight / 2**rank
        score *= kept
        count = f"{len(weights)} × " if len(weights) > 1 else ""
        losses.append((1.0 - kept, f"{count}{kind} (−{1.0 - kept:.2f})"))
    losses.sort(key=lambda loss: (-loss[0], loss[1]))
    reasons = [text for _, text in losses]
    if not reasons:
        reasons = ["nothing was found against it"]
    if words < _LENGTH:
        reasons.append("it is short: little could be checked")
    return Trust(score=round(score, 2), reasons=tuple(reasons))
