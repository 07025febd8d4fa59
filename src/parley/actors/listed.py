"""Which actors and mentions a reading lists, once its rows are known.

Who has no code, or is only a name of which nothing is known but a state, is listed where a row has them as a party. So
are pronouns whose link is a guess. Read against the text, four of five such mentions were wrong; the rows keep theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from parley.records import Actor, Commitment, Confidence, Event, Flag, Mention, MentionKind, Span, Statement

_INSTEAD = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"})
"""What stands in the place of a country."""
_MANY = frozenset({"we", "us", "our", "ours", "ourselves"})
"""Whose "we" it is a report seldom tells, unless an official speaks: the speaker's body, people or side."""
_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "COP", "JUD"})
_SEVERAL = frozenset({"countries", "nations", "states", "parties", "sides", "powers"})
"""Several at once, who have no one code."""


def listed(
    actors: Sequence[Actor],
    events: Sequence[Event],
    statements: Sequence[Statement],
    commitments: Sequence[Commitment],
    flags: Sequence[Flag],
) -> tuple[Actor, ...]:
    """The actors that a reading lists, with the mentions that it lists.

    Args:
        actors: everybody whom a report may mean.
        events: rows of the same report, whose parties are listed; so are those of the other kinds.
        statements: likewise.
        commitments: likewise.
        flags: what is said of actors, who are listed then.
    """
    parties = list(_parties(events, statements, commitments))
    spans = {span for _, span in parties}
    needed = {id for id, _ in parties} | {id for flag in flags for id in flag.rows}
    kept: list[Actor] = []
    for actor in actors:
        if actor.id not in needed and _unknown(actor):
            continue
        mentions = tuple(m for m in actor.mentions if m.span in spans or not _guess(actor, m))
        if mentions or actor.id in needed:
            kept.append(msgspec.structs.replace(actor, mentions=mentions or actor.mentions))
    return tuple(kept)


def _parties(
    events: Sequence[Event], statements: Sequence[Statement], commitments: Sequence[Commitment]
) -> Iterator[tuple[str | None, Span]]:
    """The actors and words that rows have as somebody."""
    for event in events:
        yield from ((p.actor, p.span) for p in (*event.source, *event.target))
    for statement in statements:
        heard = (
            *((statement.speaker,) if statement.speaker else ()),
            *statement.addressees,
            *statement.chain,
        )
        yield from ((p.actor, p.span) for p in heard)
    for commitment in commitments:
        yield from ((p.actor, p.span) for p in (*commitment.debtor, *commitment.creditor))


def _unknown(actor: Actor) -> bool:
    """Whether nothing is known of somebody, or of a name the state alone: "the organisers", "Orne Hall"."""
    private = "nothing tells what this person does" in actor.reason
    if (
        actor.entry is not None
        or (actor.sectors and not private)
        or _SEVERAL & set(actor.name.lower().split()[-1:])
    ):
        return False
    return actor.country is None or actor.made_by.rule == "actors/names"


def _guess(actor: Actor, mention: Mention) -> bool:
    """Whether a mention is a pronoun whose link, or whom it stands for, is little more than a guess."""
    if mention.kind is not MentionKind.PRONOUN:
        return False
    known = actor.entry is not None or (actor.sectors and (actor.country or _INSTEAD & set(actor.sectors)))
    many = mention.span.text.lower() in _MANY and not _OFFICIAL & set(actor.sectors)
    return not known or many or mention.confidence is Confidence.LOW
