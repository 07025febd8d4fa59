"""From a reading to the rows of the ledger's tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Table

from parley.ledger import tables
from parley.records import (
    Actor,
    Commitment,
    Event,
    Participant,
    Reading,
    Record,
    Span,
    Statement,
)

Rows = list[dict[str, Any]]


def rows_of(reading: Reading, key: str) -> Iterator[tuple[Table, Rows]]:
    """The rows of a reading by table, in an order that foreign keys allow.

    Args:
        reading: the reading.
        key: its key in the ledger.
    """
    actors = {actor.id: actor for actor in reading.actors}
    yield tables.actors, [_row(key, i, a) | _actor(a) for i, a in enumerate(reading.actors)]
    yield tables.events, [_row(key, i, e) | _event(e) for i, e in enumerate(reading.events)]
    yield tables.statements, [_row(key, i, s) | _statement(s) for i, s in enumerate(reading.statements)]
    yield tables.commitments, [_row(key, i, c) | _commitment(c) for i, c in enumerate(reading.commitments)]
    yield (
        tables.flags,
        [
            _row(key, i, f) | {"kind": str(f.kind), "severity": str(f.severity)}
            for i, f in enumerate(reading.flags)
        ],
    )
    yield tables.participants, list(_participants(reading, key, actors))


def _row(key: str, position: int, record: Any) -> dict[str, Any]:
    return {"reading": key, "id": record.id, "position": position, "record": encode(record)}


def encode(record: Record) -> str:
    """A record as JSON."""
    return msgspec.json.encode(record).decode()


def sectors(actor: Actor | None) -> str:
    """Codes with a space on either side, so that one can be looked for."""
    return f" {' '.join(actor.sectors)} " if actor is not None and actor.sectors else ""


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "name": clean(actor.name),
        "entry": actor.entry,
        "country": actor.country,
        "sectors": sectors(actor),
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "type": event.type,
        "mode": event.mode,
        "quad": event.quad,
        "factuality": str(event.factuality),
        "first_day": event.date.start if event.date else None,
        "last_day": event.date.end if event.date else None,
        "place": clean(event.place.name) if event.place else None,
        "place_country": event.place.country if event.place else None,
        "confidence": str(event.confidence),
        **_where([event.sentence]),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "kind": str(statement.kind),
        "act": str(statement.act),
        "confidence": str(statement.confidence),
        **_where(statement.content),
    }


def _commitment(commitment: Commitment) -> dict[str, Any]:
    return {
        "kind": str(commitment.kind),
        "status": str(commitment.status),
        "deadline": commitment.deadline.end if commitment.deadline else None,
        "confidence": str(commitment.confidence),
        **_where(commitment.consequent),
    }


def _where(spans: Sequence[Span]) -> dict[str, Any]:
    return {"start": min((s.start for s in spans), default=0), "end": max((s.end for s in spans), default=0)}


def _participants(reading: Reading, key: str, actors: dict[str, Actor]) -> Iterator[dict[str, Any]]:
    for event in reading.events:
        yield from _in_role(key, event.id, "source", event.source, actors)
        yield from _in_role(key, event.id, "target", event.target, actors)
    for statement in reading.statements:
        speaker = (statement.speaker,) if statement.speaker else ()
        yield from _in_role(key, statement.id, "speaker", speaker, actors)
        yield from _in_role(key, statement.id, "addressee", statement.addressees, actors)
    for commitment in reading.commitments:
        yield from _in_role(key, commitment.id, "debtor", commitment.debtor, actors)
        yield from _in_role(key, commitment.id, "creditor", commitment.creditor, actors)


def _in_role(
    key: str, row: str, role: str, parties: Sequence[Participant], actors: dict[str, Actor]
) -> Iterator[dict[str, Any]]:
    for position, party in enumerate(parties):
        actor = actors.get(party.actor or "")
        yield {
            "reading": key,
            "row": row,
            "role": role,
            "position": position,
            "actor": actor.id if actor else None,
            "name": clean(actor.name if actor else party.name),
            "entry": actor.entry if actor else None,
            "country": actor.country if actor else None,
            "sectors": sectors(actor),
        }


def clean(name: str) -> str:
    """A name on one line."""
    return " ".join(name.split())
