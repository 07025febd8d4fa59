"""From the material to what the page shows: chosen, capped, put into words. Pure but for the texts it asks for."""

from __future__ import annotations

import shlex

from parley.following.commitments import Followed
from parley.outputs.briefing import doubts, happenings, listing, network, opening, points, promises, words
from parley.outputs.briefing.citing import Citing
from parley.outputs.briefing.drawing import NARROW, WIDE, Drawing, draw
from parley.outputs.briefing.material import Making, Material, Texts
from parley.outputs.briefing.view import (
    Account,
    Change,
    Day,
    Doubtful,
    Figure,
    Line,
    More,
    Pair,
    Provision,
    Rows,
    Shown,
    State,
)
from parley.records import Record

TIMELINE = 40
"""Rows of the timeline."""
NEW = 8
"""New happenings under what changed; the timeline has the rest."""
MOVED = 12
"""Commitments under what changed."""
PROVISIONS = 40
"""Provisions of the accord with their points; the table has all."""
IN_STATE = 6
"""Commitments in one state."""
ACTORS = 25
"""Actors in the drawing."""
TIES = 40
"""Ties in the drawing."""
PAIRS = 10
SAYINGS = 12
DOUBTS = 15
SOURCES = 80
"""Reports in the list of sources, when fewer are cited."""


class Page(Record, frozen=True, kw_only=True):
    """Everything that the page shows. `numbers` are those by which it names reports."""

    title: str
    subtitle: str
    since: Day | None
    until: Day | None
    figures: tuple[Figure, ...]
    summary: tuple[Line, ...]
    reviewed: str
    news: Rows
    unlisted: int
    """New happenings that are not among the chief ones."""
    changes: tuple[Change, ...]
    changes_more: More | None
    accord: str | None
    signed: Day | None
    provisions: tuple[Provision, ...]
    states: tuple[State, ...]
    pairs: tuple[Pair, ...]
    pairs_more: More | None
    drawings: tuple[Drawing, ...]
    undrawn: int
    """Ties that the drawing leaves out."""
    timeline: Rows
    sayings: Rows
    contradictions: tuple[Doubtful, ...]
    contradictions_more: More | None
    flags: tuple[Doubtful, ...]
    flags_more: More | None
    sources: tuple[Shown, ...]
    sources_more: More | None
    accounts: tuple[Account, ...]
    numbers: dict[str, int]
    making: Making


def compose(material: Material, text_of: Texts) -> Page:
    """What the page shows of `material`.

    Args:
        material: what is known.
        text_of: the text of a report, by its id.
    """
    m = material
    ask = _Asking(m)
    speakers = {str(v.anchor): v.speaker for e in m.entries for v in e.evidence if v.speaker}
    citing = Citing(m.sources, text_of, speakers)
    reviews = {str(r.anchor): r for r in m.reviews}
    fresh = [e for e in m.entries if happenings.is_new(e, m.since)]
    chief = sorted(fresh, key=lambda e: (happenings.weight(e), str(happenings.when(e)), e.id))[-NEW:]
    news = happenings.rows(chief, citing, reviews, NEW, "")
    moved, unshown = _moved(m, citing)
    promised = {c.id: _in_words(c) for c in m.commitments}
    provisions = points.provisions(m.accord, m.findings, promised, citing, PROVISIONS)
    states = promises.states(m.commitments, citing, reviews, IN_STATE, ask("commitments"))
    ties = network.ties(m.entries)
    drawn = network.strongest(ties, ACTORS, TIES)
    pairs = network.pairs(ties, citing, PAIRS)
    timeline = happenings.rows(m.entries, citing, reviews, TIMELINE, ask("events"), m.since)
    sayings = doubts.sayings(m.sayings, citing, SAYINGS, ask("statements", "--type", "accuse"))
    against, against_more = doubts.contradictions(m.entries, m.commitments, citing, DOUBTS)
    flags, flags_more = doubts.flags(m.sources, citing, DOUBTS)
    listed = listing.chosen(m.sources, citing, SOURCES)
    days = [s.published for s in m.sources if s.published is not None]
    return Page(
        title=m.accord.name if m.accord else "What the reports tell",
        subtitle=opening.subtitle(m),
        since=words.date(m.since) if m.since else None,
        until=words.date(m.as_of or max(days)) if m.as_of or days else None,
        figures=opening.figures(m),
        summary=opening.summary(m, provisions, states, fresh),
        reviewed=opening.reviewed(m),
        news=news,
        unlisted=len(fresh) - len(chief),
        changes=moved,
        changes_more=_more(unshown, "more commitments that moved", ask("commitments")),
        accord=m.accord.name if m.accord else None,
        signed=words.date(m.accord.signed) if m.accord and m.accord.signed else None,
        provisions=provisions,
        states=states,
        pairs=pairs,
        pairs_more=_more(len(ties) - PAIRS, "more pairs", ask("events", "--actor", "NAME")),
        drawings=(draw(drawn, WIDE), draw(drawn, NARROW)) if drawn else (),
        undrawn=len(ties) - len(drawn),
        timeline=timeline,
        sayings=sayings,
        contradictions=against,
        contradictions_more=_more(against_more, "more contradictions", ask("events")),
        flags=flags,
        flags_more=_more(flags_more, "more reports with flags", ask("reports")),
        sources=listing.shown(listed, m.sources, citing),
        sources_more=listing.more(listed, m.sources, ask("reports")),
        accounts=citing.accounts(listed),
        numbers={s.report: n for n, s in enumerate(listed, 1)},
        making=m.making,
    )


class _Asking:
    """Commands that answer what the brief leaves out."""

    def __init__(self, material: Material) -> None:
        self._ledger = material.ledger
        self._until = material.as_of

    def __call__(self, command: str, *options: str) -> str:
        until = ("--until", self._until.isoformat()) if self._until else ()
        return shlex.join(["parley", command, "--ledger", self._ledger, *options, *until])


def _more(count: int, what: str, command: str) -> More | None:
    return More(count=count, what=what, command=command) if count > 0 else None


def _in_words(one: Followed) -> str:
    line = words.bound_line(one.kind.value, one.debtor, one.creditor)
    return f"{line}: “{words.short(one.consequent, 120)}”"


def _moved(m: Material, citing: Citing) -> tuple[tuple[Change, ...], int]:
    """Commitments with a move since the day, the latest first; how many are left out."""
    if m.since is None:
        return (), 0
    found = []
    for one in m.commitments:
        late = [x for x in one.moves if x.before is not None and x.date is not None and x.date >= m.since]
        if late:
            found.append((one, late))
    found.sort(key=lambda x: (str(x[1][-1].date), x[0].id), reverse=True)
    changes = tuple(
        Change(
            what=words.bound_line(c.kind.value, c.debtor, c.creditor),
            words=words.short(c.consequent, 200),
            notes=tuple(promises.step(x, citing) for x in late),
        )
        for c, late in found[:MOVED]
    )
    return changes, len(found) - len(changes)
