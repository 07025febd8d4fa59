"""Reviews in the database, and the reading that they make of the machine's: the one that questions are answered from.

What the machine said stays as it is. A report with reviews has one more reading, made anew whenever a review is made or
taken back or the report is read again: rows that were rejected are absent, others say what the reviewer found right.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from parley.errors import LedgerError
from parley.ledger import asking, binding, derived, flatten, keys, settling, tables, whole
from parley.ledger.judgements import (
    Fields,
    Judgement,
    Review,
    Row,
    RowKind,
    Verdict,
    fields,
    kind_of,
    main_fields,
    plain,
)
from parley.ledger.tables import AnyRow, AnySelect
from parley.records import Reading


def decide(
    connection: Connection,
    report: str,
    row: str,
    verdict: Verdict,
    *,
    reviewer: str,
    correction: Fields | None,
    note: str | None,
    reading: str | None,
    made: datetime.datetime,
) -> int:
    """Writes down a review; its number. Arguments are those of `Ledger.review`."""
    found = whole.find(connection, report, machine=True)
    if found is None:
        raise LedgerError(f"{report}: there is no such report")
    if reading is not None and found.id != reading:
        raise LedgerError(f"{report}: the report was read anew meanwhile; look at the row again")
    machine = whole.reading(connection, found)
    judged = next((r for r in rows(machine) if r.id == row), None)
    if judged is None:
        raise LedgerError(f"{report}: it has no event, statement or commitment {row}")
    kind = kind_of(judged)
    changed = plain(correction) if correction is not None else {}
    fields(kind, changed)
    if (verdict is Verdict.CORRECT) != bool(changed):
        raise LedgerError("a correction says what is right instead, and nothing else does")
    if not reviewer.strip():
        raise LedgerError("a review needs the name of its reviewer")
    actors = {actor.id: actor for actor in machine.actors}
    anchor = binding.anchor(judged, actors)
    judgement = Judgement(
        row=row,
        run=found.run,
        words=machine.report.text[anchor.start : anchor.end],
        first=anchor.first,
        last=anchor.last,
        judged=plain(main_fields(judged, actors)),
        changed=changed,
        note=keys.storable(note),
    )
    table = tables.reviews
    place = select(func.count()).select_from(table).where(table.c.report == report)
    values = {
        "id": keys.digest(report, "review", str(connection.execute(place).scalar_one())),
        "report": report,
        "kind": str(kind),
        "first": anchor.start,
        "last": anchor.end,
        "type": anchor.type,
        "verdict": str(verdict),
        "reviewer": keys.storable(reviewer.strip()),
        "made": written(made),
        "undone": None,
        "record": flatten.encode(judgement),
        "row": row,
        "decides": False,
    }
    number = connection.execute(insert(table).values(values).returning(table.c.number)).scalar_one()
    renew(connection, report)
    return int(number)


def undo(connection: Connection, number: int, when: datetime.datetime) -> None:
    """Takes a review back."""
    table = tables.reviews
    found = connection.execute(select(table.c.report, table.c.undone).where(table.c.number == number)).first()
    if found is None:
        raise LedgerError(f"there is no review {number}")
    if found.undone is not None:
        raise LedgerError(f"review {number} was undone already")
    connection.execute(
        update(table).where(table.c.number == number).values(undone=written(when), decides=False)
    )
    renew(connection, found.report)


def among(connection: Connection, reports: Sequence[str]) -> list[str]:
    """Those of `reports` that have reviews."""
    table = tables.reviews
    found: set[str] = set()
    for some in tables.chunks(reports):
        found.update(connection.execute(select(table.c.report).where(table.c.report.in_(some))).scalars())
    return sorted(found)


def renew(connection: Connection, report: str) -> None:
    """Binds a report's reviews to its latest reading and makes the reviewed one anew."""
    found = whole.find(connection, report, machine=True)
    if found is None:
        return
    machine = whole.reading(connection, found)
    table = tables.readings
    connection.execute(delete(table).where(table.c.report == report, table.c.reviewed))
    deciding = _bind(connection, report, machine)
    connection.execute(update(table).where(table.c.id == found.id).values(current=not deciding))
    if deciding:
        made = settling.settled(machine, deciding)
        for name, listed in flatten.reviewed(made, report, found.run).items():
            if listed:
                connection.execute(insert(tables.metadata.tables[name]), listed)
    derived.forget_report(connection, report)
    connection.execute(insert(tables.changes), {"kind": "reviewed", "report": report})


def _bind(connection: Connection, report: str, machine: Reading) -> dict[tuple[RowKind, str], Review]:
    """Writes down which rows reviews are about; those that count, by row."""
    table = tables.reviews
    query = _listed().where(table.c.report == report).order_by(table.c.number)
    reviews = [_review(row) for row in connection.execute(query)]
    rows_there = binding.anchors(machine)
    own = {review.number: _anchor(review) for review in reviews}
    bound: dict[int, str] = {}
    standing = [review for review in reviews if review.undone is None]
    for run in {review.run for review in standing}:
        of_run = [review for review in standing if review.run == run]
        to_row = binding.bind(list(dict.fromkeys((own[r.number], r.seen) for r in of_run)), rows_there)
        for review in of_run:
            row = to_row.get((own[review.number], review.seen))
            if row is not None:
                bound[review.number] = row
    last = {(r.kind, bound[r.number]): r for r in standing if r.number in bound}
    for review in standing:
        key = (review.kind, bound.get(review.number, ""))
        if review.verdict is Verdict.REJECT and key in rows_there:
            # What was rejected was one claim about these words; another one is for people to look at.
            if not binding.same_claim(own[review.number], rows_there[key]):
                del bound[review.number]
                if last.get(key) is review:
                    del last[key]
    connection.execute(update(table).where(table.c.report == report).values(decides=False))
    for review in reviews:
        row = bound.get(review.number)
        decides = row is not None and last.get((review.kind, row)) is review
        if row != review.row or decides:
            values = {"row": row, "decides": decides}
            connection.execute(update(table).where(table.c.number == review.number).values(values))
    return last


def reviews(
    connection: Connection,
    *,
    report: str | None = None,
    reviewer: str | None = None,
    kind: RowKind | None = None,
    number: int | None = None,
) -> Iterator[Review]:
    """Reviews in the order in which they were made."""
    table = tables.reviews
    query = _listed()
    if report is not None:
        query = query.where(table.c.report.startswith(report, autoescape=True))
    if reviewer is not None:
        query = query.where(table.c.reviewer == reviewer)
    if kind is not None:
        query = query.where(table.c.kind == str(kind))
    if number is not None:
        query = query.where(table.c.number == number)
    for row in asking.stream(connection, query.order_by(table.c.number)):
        yield _review(row)


def rows(reading: Reading) -> Iterator[Row]:
    """The rows of a reading that can be reviewed."""
    yield from reading.events
    yield from reading.statements
    yield from reading.commitments


def written(when: datetime.datetime) -> str:
    """A moment as the ledger keeps it."""
    return when.astimezone(datetime.UTC).isoformat(timespec="microseconds")


def _listed() -> AnySelect:
    table = tables.reviews
    columns = [column for column in table.columns if column.name != "record"]
    # Questions about reports ask for the current reading; a report that is being renewed has none for a moment.
    return (
        select(*asking.REPORT, *columns, table.c.record.label("judgement"))
        .join(tables.reports, tables.reports.c.id == table.c.report)
        .join(tables.texts, tables.texts.c.id == tables.reports.c.text)
        .join(tables.readings, (tables.readings.c.report == table.c.report) & tables.readings.c.latest)
    )


def _review(row: AnyRow) -> Review:
    judgement = msgspec.json.decode(row.judgement, type=Judgement)
    kind = RowKind(row.kind)
    return Review(
        number=row.number,
        report=asking.report(row),
        kind=kind,
        start=row.first,
        end=row.last,
        words=judgement.words,
        first=judgement.first,
        last=judgement.last,
        verdict=Verdict(row.verdict),
        judged=fields(kind, judgement.judged),
        changed=fields(kind, judgement.changed),
        reviewer=row.reviewer,
        made=datetime.datetime.fromisoformat(row.made),
        note=judgement.note,
        undone=datetime.datetime.fromisoformat(row.undone) if row.undone else None,
        seen=judgement.row,
        run=judgement.run,
        row=row.row,
        decides=row.decides,
    )


def _anchor(review: Review) -> binding.Anchor:
    return binding.Anchor(
        kind=review.kind,
        type=review.type,
        start=review.start,
        end=review.end,
        first=review.first,
        last=review.last,
        parties=binding.parties(review.judged),
    )
