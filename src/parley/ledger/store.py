"""The ledger itself: opening it, writing readings, taking reports out again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
from sqlalchemy import (
    Connection,
    Engine,
    Row,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from parley.errors import ParleyError
from parley.ledger import copies, migrations, questions, tables
from parley.ledger.digests import digest, report_key
from parley.ledger.rows import rows_of
from parley.ledger.versions import Versions
from parley.records import Reading, Record

_LOCK = 0x7061726C6579
"""Key of PostgreSQL's advisory lock under which writers take turns ("parley" in ASCII)."""
_WAIT = 60.0
"""Seconds a writer waits for another before it gives up (SQLite)."""


class LedgerError(ParleyError):
    """The ledger cannot be opened, read or written."""

    code = "ledger"


class Rejected(Record, frozen=True, kw_only=True):
    """An input that could not be read."""

    input: str
    code: str
    detail: str


class Taken(Record, frozen=True, kw_only=True):
    """What became of one input: a reading with the body of its text, or a rejection."""

    input: str
    """Digest of the input's name and content."""
    reading: Reading | None = None
    body: copies.Body | None = None
    rejected: Rejected | None = None


class Ledger:
    """A database of readings: an SQLite file for one person, PostgreSQL for a team.

    What the machine said is only ever added to. A report read again with other versions gets another reading, and the
    newest is the current one; questions are answered from the current readings. Writers take turns; everything of one
    call of `add` is there or nothing is.

    Args:
        where: path of an SQLite file (made when missing), or a database URL (`postgresql://user@host/name`).

    Raises:
        LedgerError: it cannot be opened.
        LedgerTooNew: a newer Parley wrote it.
    """

    def __init__(self, where: str | Path) -> None:
        self.url = _url(where)
        self._engine = _engine(self.url)
        with self.writing() as connection:
            migrations.migrate(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger."""
        try:
            with self._engine.connect() as connection:
                if connection.dialect.name == "sqlite":
                    connection.exec_driver_sql("begin")
                yield connection
        except SQLAlchemyError as error:
            raise _problem(self.url, error) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction; one writer at a time, also across processes and machines."""
        try:
            with self._engine.begin() as connection:
                if connection.dialect.name == "postgresql":
                    connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                else:
                    connection.exec_driver_sql("begin immediate")
                yield connection
        except SQLAlchemyError as error:
            raise _problem(self.url, error) from error

    # --- writing --------------------------------------------------------------------------------------------------

    def add(self, reading: Reading, versions: Versions) -> str:
        """Stores one reading; the key of its report.

        Args:
            reading: what was read.
            versions: what it was read with (`parley.ledger.versions.of`).
        """
        key = report_key(reading.report)
        self.take([Taken(input=key, reading=reading, body=copies.body(reading.report.text))], versions)
        return key

    def take(self, items: Sequence[Taken], versions: Versions) -> None:
        """Stores a batch of readings and rejections in one transaction; what is there already is left as it is."""
        with self.writing() as connection:
            run = self._run(connection, versions)
            for item in items:
                report = None
                if item.reading is not None:
                    made = item.body or copies.body(item.reading.report.text)
                    report = _store(connection, item.reading, made, run)
                elif item.rejected is not None:
                    _put(connection, tables.rejections, [msgspec.structs.asdict(item.rejected)])
                _put(connection, tables.inputs, [{"id": item.input, "run": run, "report": report}])

    def _run(self, connection: Connection, versions: Versions) -> str:
        known = msgspec.json.encode(versions).decode()
        key = digest(known)
        number = connection.execute(select(func.coalesce(func.max(tables.runs.c.number), 0))).scalar_one()
        _put(connection, tables.runs, [{"id": key, "number": number + 1, "versions": known}])
        return key

    def done(self, inputs: Sequence[str], versions: Versions) -> set[str]:
        """Those of `inputs` that were read with `versions` before."""
        run = digest(msgspec.json.encode(versions).decode())
        query = select(tables.inputs.c.id).where(tables.inputs.c.run == run, tables.inputs.c.id.in_(inputs))
        with self.reading() as connection:
            return set(connection.execute(query).scalars())

    def delete(self, report: str) -> bool:
        """Takes a report and all that came from it out of the ledger; false when it is not there.

        Args:
            report: the report's key, as `parley reports` shows it.
        """
        with self.writing() as connection:
            body = connection.execute(
                select(tables.reports.c.body).where(tables.reports.c.id == report)
            ).scalar_one_or_none()
            if body is None:
                return False
            if connection.dialect.name == "sqlite":
                connection.execute(
                    text("delete from reports_text where report = :report"), {"report": report}
                )
            connection.execute(delete(tables.reports).where(tables.reports.c.id == report))
            left = select(tables.reports.c.id).where(tables.reports.c.body == body).limit(1)
            if connection.execute(left).first() is None:
                _forget(connection, body)
        return True

    # --- asking ---------------------------------------------------------------------------------------------------

    def events(self, **filters: Any) -> list[questions.EventRow]:
        """Events of current readings; filters as in `parley.ledger.questions.Filter`."""
        with self.reading() as connection:
            return questions.events(connection, questions.Filter(**filters))

    def statements(self, **filters: Any) -> list[questions.StatementRow]:
        """Statements of current readings; filters as for `events`."""
        with self.reading() as connection:
            return questions.statements(connection, questions.Filter(**filters))

    def commitments(self, **filters: Any) -> list[questions.CommitmentRow]:
        """Commitments of current readings; filters as for `events`."""
        with self.reading() as connection:
            return questions.commitments(connection, questions.Filter(**filters))

    def reports(self, **filters: Any) -> list[questions.ReportRow]:
        """Reports, with the source each is a copy of; filters as for `events`."""
        with self.reading() as connection:
            return questions.reports(connection, questions.Filter(**filters))

    def rejections(self) -> list[Rejected]:
        """Inputs that could not be read, by name."""
        query = select(tables.rejections).order_by(tables.rejections.c.input, tables.rejections.c.code)
        with self.reading() as connection:
            return [Rejected(**row._asdict()) for row in connection.execute(query)]

    def readings(self) -> Iterator[tuple[questions.ReportRow, Reading]]:
        """Every report with its current reading, in order of publication, then of key: the canonical order."""
        with self.reading() as connection:
            yield from questions.readings(connection)

    def manifest(self) -> list[dict[str, Any]]:
        """What the current readings were made with, and how many: enough to make them again."""
        query = (
            select(
                tables.runs.c.id, tables.runs.c.versions, func.count(tables.readings.c.id).label("readings")
            )
            .join(tables.readings, tables.readings.c.run == tables.runs.c.id)
            .where(tables.readings.c.current)
            .group_by(tables.runs.c.id, tables.runs.c.versions, tables.runs.c.number)
            .order_by(tables.runs.c.number)
        )
        with self.reading() as connection:
            return [
                {"run": row.id, "readings": row.readings, "versions": msgspec.json.decode(row.versions)}
                for row in connection.execute(query)
            ]


# --- one reading ---------------------------------------------------------------------------------------------------


def _store(connection: Connection, reading: Reading, body: copies.Body, run: str) -> str:
    report = reading.report
    key = report_key(report)
    _group(connection, body)
    _report(connection, reading, body, key)
    made = digest(key, run)
    if connection.execute(select(tables.readings.c.id).where(tables.readings.c.id == made)).first():
        return key
    newest = _newest(connection, key, run)
    if newest:
        older = tables.readings.c.report == key
        connection.execute(update(tables.readings).where(older).values(current=False))
    connection.execute(
        insert(tables.readings).values(
            id=made,
            report=key,
            run=run,
            current=newest,
            trust=reading.trust.score,
            record=msgspec.json.encode(reading.trust).decode(),
        )
    )
    for table, rows in rows_of(reading, made):
        if rows:
            connection.execute(insert(table), rows)
    return key


def _newest(connection: Connection, report: str, run: str) -> bool:
    """Whether no reading of the report was made with a run that was first used later."""
    number = select(tables.runs.c.number).where(tables.runs.c.id == run).scalar_subquery()
    later = (
        select(tables.readings.c.id)
        .join(tables.runs, tables.runs.c.id == tables.readings.c.run)
        .where(tables.readings.c.report == report, tables.runs.c.number > number)
    )
    return connection.execute(later.limit(1)).first() is None


def _report(connection: Connection, reading: Reading, body: copies.Body, key: str) -> None:
    report = reading.report
    known: Row[Any] | None = connection.execute(
        select(tables.reports.c.name).where(tables.reports.c.id == key)
    ).first()
    if known is not None:
        if report.name < known.name:
            connection.execute(
                update(tables.reports)
                .where(tables.reports.c.id == key)
                .values(name=report.name, record=_bare(reading))
            )
        return
    connection.execute(
        insert(tables.reports).values(
            id=key,
            text_id=report.id,
            body=body.id,
            name=_storable(report.name),
            title=_storable(report.title),
            publisher=_storable(report.publisher),
            url=_storable(report.url),
            published=report.published,
            text=report.text,
            record=_bare(reading),
        )
    )
    if connection.dialect.name == "sqlite":
        row = {"report": key, "text": report.text}
        connection.execute(text("insert into reports_text (report, text) values (:report, :text)"), row)


def _bare(reading: Reading) -> str:
    """The report's record; its text stands in a column of its own."""
    return msgspec.json.encode(msgspec.structs.replace(reading.report, text="")).decode()


def _storable(value: str | None) -> str | None:
    """Text as every database takes it: PostgreSQL has no NUL."""
    return None if value is None else value.replace("\0", "\N{REPLACEMENT CHARACTER}")


# --- copies ----------------------------------------------------------------------------------------------------------


def _group(connection: Connection, body: copies.Body) -> None:
    """Stores a body that is new and joins the sources of all that it is a copy of."""
    known = select(tables.bodies.c.id).where(tables.bodies.c.id == body.id)
    if connection.execute(known).first() is not None:
        return
    sources = {body.id, *_alike(connection, body)}
    connection.execute(
        insert(tables.bodies).values(
            id=body.id, source=min(sources), agency=body.agency, signature=body.signature
        )
    )
    connection.execute(
        insert(tables.bands), [{"body": body.id, "band": i, "hash": h} for i, h in enumerate(body.bands)]
    )
    others = sources - {min(sources)}
    if others:
        joined = tables.bodies.c.source.in_(others)
        connection.execute(update(tables.bodies).where(joined).values(source=min(sources)))


def _alike(connection: Connection, body: copies.Body) -> set[str]:
    """Sources of the bodies that `body` is a copy of."""
    shared = [(tables.bands.c.band == i) & (tables.bands.c.hash == h) for i, h in enumerate(body.bands)]
    near: set[str] = set()
    for condition in shared:  # one indexed look-up each: a disjunction of 32 would scan
        near.update(connection.execute(select(tables.bands.c.body).where(condition)).scalars())
    found: set[str] = set()
    candidates = sorted(near - {body.id})
    for start in range(0, len(candidates), 500):
        rows = select(tables.bodies).where(tables.bodies.c.id.in_(candidates[start : start + 500]))
        for other in connection.execute(rows):
            if copies.copied(body.signature, other.signature, (body.agency, other.agency)):
                found.add(other.source)
    return found


def _forget(connection: Connection, body: str) -> None:
    """Takes out a body that no report has any more, and groups anew those it may have held together."""
    row = connection.execute(select(tables.bodies).where(tables.bodies.c.id == body)).one()
    connection.execute(delete(tables.bodies).where(tables.bodies.c.id == body))
    rest = connection.execute(
        select(tables.bodies).where(tables.bodies.c.source == row.source).order_by(tables.bodies.c.id)
    ).all()
    parts: list[list[Row[Any]]] = []
    for one in rest:
        touching = [
            part
            for part in parts
            if any(copies.copied(one.signature, o.signature, (one.agency, o.agency)) for o in part)
        ]
        parts = [part for part in parts if part not in touching]
        parts.append([one, *(o for part in touching for o in part)])
    for part in parts:
        ids = [o.id for o in part]
        connection.execute(update(tables.bodies).where(tables.bodies.c.id.in_(ids)).values(source=min(ids)))


# --- the database ----------------------------------------------------------------------------------------------------


def _put(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    """Inserts rows whose key is not there yet."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(table).on_conflict_do_nothing(), rows)


def _url(where: str | Path) -> URL:
    name = str(where)
    if "://" not in name:
        return URL.create("sqlite", database=name)
    try:
        url = make_url(name)
    except ArgumentError as error:
        raise LedgerError(f"{name}: this is neither a path nor a database URL") from error
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise LedgerError(f"{url.get_backend_name()}: a ledger is an SQLite file or a PostgreSQL database")
    return url


def _engine(url: URL) -> Engine:
    try:
        if url.get_backend_name() == "postgresql":
            return create_engine(url, pool_pre_ping=True)
        engine = create_engine(url, connect_args={"timeout": _WAIT})
    except ModuleNotFoundError as error:
        raise LedgerError(
            "PostgreSQL needs one more package; install it with: pip install 'parley[postgres]'"
        ) from error
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    """Foreign keys on, readers beside a writer, and transactions that SQLAlchemy begins and not the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("pragma foreign_keys = on")
    cursor.execute("pragma journal_mode = wal")
    cursor.execute("pragma synchronous = normal")
    cursor.close()


def _problem(url: URL, error: SQLAlchemyError) -> LedgerError:
    cause = getattr(error, "orig", None) or error
    where = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    return LedgerError(f"{where}: {' '.join(str(cause).split())}")
