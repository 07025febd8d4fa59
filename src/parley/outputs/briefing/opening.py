"""The top of a brief: what it is made of, in numbers and a few sentences."""

from __future__ import annotations

from collections.abc import Sequence

from parley.following.model import Entry
from parley.outputs.briefing import happenings, listing, points, words
from parley.outputs.briefing.material import Material
from parley.outputs.briefing.view import Figure, Line, Provision, State
from parley.records import Severity


def subtitle(m: Material) -> str:
    """How many reports of what time."""
    days = [s.published for s in m.sources if s.published is not None]
    if not m.sources:
        return "The ledger has no reports"
    number = words.many(len(m.sources), "report")
    if not days:
        return f"From {number} without a date"
    return f"From {number} published {words.date(min(days)).text} to {words.date(max(days)).text}"


def figures(m: Material) -> tuple[Figure, ...]:
    """The numbers at the top."""
    if not m.sources:
        return ()
    told = {
        ("report", "reports"): len(m.sources),
        ("independent source", "independent sources"): listing.independent(m.sources),
        ("happening", "happenings"): len(m.entries),
        ("commitment", "commitments"): len(m.commitments),
    }
    return tuple(Figure(number=f"{n:,}", what=one if n == 1 else more) for (one, more), n in told.items())


def summary(
    m: Material, provisions: Sequence[Provision], states: Sequence[State], fresh: Sequence[Entry]
) -> tuple[Line, ...]:
    """The brief in a few sentences."""
    found = []
    if m.since is not None:
        late = [s for s in m.sources if s.published is not None and s.published >= m.since]
        changed = [p for p in provisions if p.before is not None]
        text = f"Since {words.date(m.since).text}: {words.many(len(late), 'new report')}, {words.many(len(fresh), 'new happening')}"
        if provisions:
            text += f", {words.many(len(changed), 'provision')} of the accord in another state"
        found.append(Line(text=f"{text}.", section="changed"))
    if provisions:
        counts = [(sum(p.status == n for p in provisions), name) for n, name in enumerate(points.STATES)]
        told = ", ".join(f"{n} {name}" for n, name in reversed(counts) if n)
        total = words.many(len(provisions), "provision")
        found.append(Line(text=f"Of the accord's {total}, as the reports have it: {told}.", section="accord"))
    if states:
        told = ", ".join(f"{s.count} {s.name.lower()}" for s in states)
        found.append(Line(text=f"Commitments: {told}.", section="commitments"))
    grave = {s.report for s in m.sources for d in s.doubts if d.severity is Severity.HIGH}
    differing = sum(len(happenings.contradicting(e)) for e in m.entries) + sum(
        len(c.conflicts) for c in m.commitments
    )
    if m.sources:
        text = f"{words.many(differing, 'contradiction')} between reports; {words.many(len(grave), 'report')} with a grave flag."
        found.append(Line(text=text[0].upper() + text[1:], section="doubts"))
    return tuple(found)


def reviewed(m: Material) -> str:
    """Who reviewed what is here."""
    if not m.reviews:
        return (
            "Everything here was suggested by the program from what the reports say. Nobody has reviewed it."
        )
    by = words.listed(sorted({r.reviewer for r in m.reviews}))
    number = words.many(len(m.reviews), "row")
    return f"{number} reviewed by {by}, and marked so. Everything else was suggested by the program from what the reports say."
