"""From a reading to the rows that stand for it in the ledger's tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from parley.ledger import agencies, copies, keys
from parley.ledger.taken import Rows
from parley.records import (
    Actor,
    Commitment,
    Event,
    Participant,
    Reading,
    Record,
    Relay,
    Span,
    Statement,
    When,
)

_Row = dict[str, Any]
_MOST = 1 << 62
"""Numbers from which a column cannot hold one; the record still does."""


def flatten(reading: Reading, run: str) -> Rows:
    """The rows of a reading by the name of their table.

    Args:
        reading: what was read.
        run: id of the run that read it.
    """
    report = keys.report(reading.report)
    key = keys.digest(report, run)
    taken = copies.take(reading.report.text)
    return {
        "texts": [_text(reading, taken)],
        "bands": [{"hash": band, "text": reading.report.id} for band in dict.fromkeys(taken.bands)],
        "reports": [_report(reading, report)],
        "readings": [_reading(reading, key, report, run)],
        **_rows(reading, key),
    }


def reviewed(reading: Reading, report: str, run: str) -> Rows:
    """The rows of a reading with what people decided.

    Args:
        reading: the machine's, changed as was decided.
        report: key of its report; what it was decided about is not stored again.
        run: id of the run that made the machine's reading.
    """
    key = keys.digest(report, run, "reviewed")
    row = _reading(reading, key, report, run) | {"current": True, "reviewed": True}
    return {"readings": [row], **_rows(reading, key)}


def encode(record: Record) -> str:
    """A record as JSON."""
    return msgspec.json.encode(record).decode()


def _text(reading: Reading, taken: copies.Print) -> _Row:
    known = reading.report
    return {
        "id": known.id,
        "text": known.text,
        "words": taken.words,
        "shingles": taken.shingles,
        "origin": agencies.credited(known.text),
        "source": known.id,
        "signature": taken.signature,
    }


def _report(reading: Reading, key: str) -> _Row:
    known = reading.report
    return {
        "id": key,
        "text": known.id,
        "name": keys.storable(known.name),
        "title": keys.storable(known.title),
        "publisher": keys.storable(known.publisher),
        "url": keys.storable(known.url),
        "published": known.published,
        "record": keys.report_record(known),
    }


def _reading(reading: Reading, key: str, report: str, run: str) -> _Row:
    return {
        "id": key,
        "report": report,
        "run": run,
        "current": False,
        "latest": False,
        "reviewed": False,
        "trust": reading.trust.score,
        "record": encode(reading.trust),
    }


def _rows(reading: Reading, key: str) -> Rows:
    actors = {actor.id: actor for actor in reading.actors}
    return {
        "actors": [_base(key, i, a) | _actor(a) for i, a in enumerate(reading.actors)],
        "events": [_base(key, i, e) | _event(e) for i, e in enumerate(reading.events)],
        "affected": [
            {
                "reading": key,
                "event": event.id,
                "position": position,
                "effect": str(group.effect),
                "count": group.count if group.count is None or group.count < _MOST else None,
                "dead": group.dead,
            }
            for event in reading.events
            for position, group in enumerate(event.affected)
        ],
        "statements": [_base(key, i, s) | _statement(s) for i, s in enumerate(reading.statements)],
        "commitments": [_base(key, i, c) | _commitment(c) for i, c in enumerate(reading.commitments)],
        "flags": [
            _base(key, i, f) | {"kind": str(f.kind), "severity": str(f.severity)}
            for i, f in enumerate(reading.flags)
        ],
        "parties": list(parties(reading, key, actors)),
    }


def _base(key: str, position: int, record: Any) -> _Row:
    return {"reading": key, "id": record.id, "position": position, "record": encode(record)}


def _sectors(who: Actor | None) -> str:
    return f" {' '.join(who.sectors)} " if who and who.sectors else ""


def _actor(who: Actor) -> _Row:
    return {
        "key": keys.actor(who),
        "name": keys.storable(who.name),
        "kind": str(who.kind),
        "country": who.country,
        "sectors": _sectors(who),
    }


def _event(event: Event) -> _Row:
    place = event.place
    return {
        "type": event.type,
        "mode": event.mode,
        "quad": event.quad,
        "factuality": str(event.factuality),
        "place": keys.storable(place.name) if place else None,
        "place_country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "confidence": str(event.confidence),
        **_days(event.date),
        **_passage([event.sentence]),
    }


def _statement(statement: Statement) -> _Row:
    return {
        "act": str(statement.act),
        "kind": str(statement.kind),
        "hedged": statement.hedged,
        "confidence": str(statement.confidence),
        **_passage(statement.content),
    }


def _commitment(commitment: Commitment) -> _Row:
    return {
        "kind": str(commitment.kind),
        "status": str(commitment.status),
        "strength": str(commitment.strength),
        "confidence": str(commitment.confidence),
        **_days(commitment.deadline),
        **_passage(commitment.consequent),
    }


def _days(when: When | None) -> _Row:
    known = when is not None and when.start is not None and when.end is not None
    return {
        "start_day": when.start if when and known else None,
        "end_day": when.end if when and known else None,
    }


def _passage(spans: Sequence[Span]) -> _Row:
    return {"first": min((s.start for s in spans), default=0), "last": max((s.end for s in spans), default=0)}


def parties(reading: Reading, key: str, actors: dict[str, Actor]) -> Iterator[_Row]:
    """Rows of who has which role in the rows of a reading."""
    for row, role, named in _roles(reading):
        for position, participant in enumerate(named):
            who = actors.get(participant.actor or "")
            name = who.name if who else participant.name
            yield {
                "reading": key,
                "row": row,
                "role": role,
                "position": position,
                "actor": who.id if who else None,
                "key": keys.party(participant, actors),
                "name": keys.storable(name),
                "folded": keys.fold(name),
                "country": who.country if who else None,
                "sectors": _sectors(who),
            }


def _roles(reading: Reading) -> Iterator[tuple[str, str, Iterable[Participant | Relay]]]:
    """Id of a row, role, and who has that role in it."""
    for event in reading.events:
        yield event.id, "source", event.source
        yield event.id, "target", event.target
    for statement in reading.statements:
        yield statement.id, "speaker", (statement.speaker,) if statement.speaker else ()
        yield statement.id, "addressee", statement.addressees
        yield statement.id, "relay", statement.chain
    for commitment in reading.commitments:
        yield commitment.id, "debtor", commitment.debtor
        yield commitment.id, "creditor", commitment.creditor
