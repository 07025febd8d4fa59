"""All checks on one report, in order, and the trust that is left."""

from __future__ import annotations

from parley.actors import Gazetteer
from parley.integrity import contradictions, headline, numbers, offices, roles, timing, touching, unattributed
from parley.integrity.case import Case, Conflict
from parley.integrity.lexicon import Lexicon, load
from parley.integrity.trust import trust
from parley.language import Document
from parley.records import Actor, Commitment, Event, Flag, Maker, Report, Statement, Trust
from parley.times import Time

_VERSION = "1"
_CHECKS = (
    roles.find,
    offices.find,
    timing.find,
    numbers.find,
    contradictions.find,
    headline.find,
    unattributed.find,
)


def check(
    document: Document,
    report: Report,
    *,
    actors: tuple[Actor, ...],
    times: tuple[Time, ...],
    events: tuple[Event, ...],
    statements: tuple[Statement, ...],
    commitments: tuple[Commitment, ...],
    damage: tuple[Flag, ...] = (),
    gazetteer: Gazetteer | None = None,
    lexicon: Lexicon | None = None,
) -> tuple[tuple[Flag, ...], Trust]:
    """Flags of a report, damage included, in order of first character with ids "f1", "f2", …, and its trust.

    Args:
        document: the parsed report.
        report: the report that `document` was made from.
        actors: its actors; their mentions say who is described how.
        times: its time expressions.
        events: its events.
        statements: its statements.
        commitments: its commitments.
        damage: what `parley.sources.damage.find` said of it.
        gazetteer: what is known of its actors apart from it; offices are not checked when `None`.
        lexicon: vocabularies; Parley's own when `None`.

    Each flag names the rows it touches; `lower` derives rows with lowered confidence. Limits: a conflict shows that
    two passages cannot both be right, never which of them is.
    """
    words = lexicon or load()
    case = Case.of(
        document,
        report,
        actors=actors,
        times=times,
        events=events,
        statements=statements,
        commitments=commitments,
        gazetteer=gazetteer,
    )
    flags = list(damage)
    for find in _CHECKS:
        flags.extend(_flag(conflict) for conflict in find(case, words))
    flags.sort(key=lambda f: (not f.spans, f.spans[0].start if f.spans else 0, f.kind, f.reason))
    rows = touching.Rows.of(actors=actors, events=events, statements=statements, commitments=commitments)
    done = tuple(touching.placed(flag, f"f{index}", rows) for index, flag in enumerate(flags, 1))
    return done, trust(done, len(document))


def _flag(conflict: Conflict) -> Flag:
    return Flag(
        id="f0",
        kind=conflict.kind,
        severity=conflict.severity,
        spans=conflict.spans,
        reason=conflict.reason,
        rows=conflict.actors,
        made_by=Maker(rule=f"integrity/{conflict.rule}", version=_VERSION),
    )
