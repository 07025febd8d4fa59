"""The points of an accord with their suggested state and the evidence for and against."""

from __future__ import annotations

from collections.abc import Sequence

from parley.following.accords import Finding, Proof
from parley.following.plans import Accord
from parley.following.plans import Provision as Planned
from parley.outputs.briefing import words
from parley.outputs.briefing.citing import Citing
from parley.outputs.briefing.view import Point, Provision, Quote

_PROOFS = 3
"""Quotations for one point, or against one provision."""
_BELONGING = 4
STATES = ("not initiated", "minimal", "intermediate", "full")
"""The scale of the Kroc Institute's Peace Accords Matrix."""


def provisions(
    accord: Accord | None,
    findings: Sequence[Finding],
    promised: dict[str, str],
    citing: Citing,
    most: int,
) -> tuple[Provision, ...]:
    """The accord's provisions in its own order.

    Args:
        accord: the plan; nothing is shown without one.
        findings: the suggested state of each provision.
        promised: commitments in words by id.
        citing: collects what is cited.
        most: provisions that are shown with their points: those that changed, then those that something is told of.
    """
    by_number = {f.provision: f for f in findings}
    plan = [p for p in (accord.provisions if accord else ()) if p.number in by_number]
    order = sorted(plan, key=lambda p: _interest(by_number[p.number]), reverse=True)
    detailed = {p.number for p in order[:most]}
    return tuple(_provision(p, by_number[p.number], promised, citing, p.number in detailed) for p in plan)


def _interest(found: Finding) -> tuple[bool, bool, bool]:
    told = bool(found.supporting or found.opposing)
    return found.before is not None and found.before != found.status, told, bool(found.commitments)


def _provision(
    plan: Planned, found: Finding, promised: dict[str, str], citing: Citing, detailed: bool
) -> Provision:
    against, hidden = _quotes(found.opposing if detailed else (), citing)
    changed = found.before is not None and found.before != found.status
    belonging = [promised[i] for i in found.commitments if i in promised]
    rest = len(belonging) - _BELONGING
    return Provision(
        number=plan.number,
        heading=words.short(plan.heading or plan.text, 90),
        status=found.status,
        label=found.label,
        before=f"{found.before} {STATES[found.before]}" if changed and found.before is not None else None,
        reason=words.with_days(found.reason),
        deadline=words.date(plan.deadline) if plan.deadline else None,
        points=tuple(_point(text, n, found, citing) for n, text in enumerate(plan.points, 1) if detailed),
        against=against,
        against_hidden=hidden,
        commitments=(*belonging[:_BELONGING], *([f"{rest} more"] if rest > 0 else [])),
        detailed=detailed,
        suggested=found.suggested,
    )


def _point(text: str, number: int, found: Finding, citing: Citing) -> Point:
    proofs = [p for p in found.supporting if p.point == number]
    quotes, hidden = _quotes(proofs, citing)
    return Point(
        text=words.short(text, 300),
        quotes=quotes,
        hidden=hidden,
        new=bool(proofs) and all(p.entry in found.new for p in proofs),
    )


def _quotes(proofs: Sequence[Proof], citing: Citing) -> tuple[tuple[Quote, ...], int]:
    shown = tuple(citing.passage(min(p.told)) for p in proofs[:_PROOFS])
    return shown, max(0, len(proofs) - _PROOFS)
