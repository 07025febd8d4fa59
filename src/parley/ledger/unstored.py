"""Rows of a reading as a ledger would give them, without a ledger."""

from __future__ import annotations

from parley.ledger import agencies, keys
from parley.ledger.flatten import parties
from parley.ledger.rows import Party, StoredCommitment, StoredEvent, StoredReport, StoredStatement
from parley.records import Reading

_NOWHERE = ""
"""Key of a reading that no ledger holds."""


def report(reading: Reading) -> StoredReport:
    """The report of a reading, a source of its own."""
    known = reading.report
    return StoredReport(
        key=keys.report(known),
        id=known.id,
        name=known.name,
        title=known.title,
        publisher=known.publisher,
        url=known.url,
        published=known.published,
        origin=agencies.credited(known.text),
        source=known.id,
        trust=reading.trust.score,
    )


def events(reading: Reading) -> tuple[StoredEvent, ...]:
    """The events of a reading, those that did not happen included."""
    known, who = report(reading), _who(reading)
    return tuple(
        StoredEvent(report=known, reading=_NOWHERE, parties=who.get(event.id, ()), event=event)
        for event in reading.events
    )


def statements(reading: Reading) -> tuple[StoredStatement, ...]:
    """The statements of a reading."""
    known, who = report(reading), _who(reading)
    return tuple(
        StoredStatement(report=known, reading=_NOWHERE, parties=who.get(said.id, ()), statement=said)
        for said in reading.statements
    )


def commitments(reading: Reading) -> tuple[StoredCommitment, ...]:
    """The commitments of a reading."""
    known, who = report(reading), _who(reading)
    return tuple(
        StoredCommitment(report=known, reading=_NOWHERE, parties=who.get(bound.id, ()), commitment=bound)
        for bound in reading.commitments
    )


def _who(reading: Reading) -> dict[str, tuple[Party, ...]]:
    """Who has a role in each row, in the order in which a ledger gives them."""
    actors = {actor.id: actor for actor in reading.actors}
    found: dict[str, list[Party]] = {}
    rows = sorted(parties(reading, _NOWHERE, actors), key=lambda r: (r["row"], r["role"], r["position"]))
    for row in rows:
        found.setdefault(row["row"], []).append(
            Party(
                role=row["role"],
                key=row["key"],
                name=row["name"],
                country=row["country"],
                sectors=tuple(row["sectors"].split()),
            )
        )
    return {row: tuple(named) for row, named in found.items()}
