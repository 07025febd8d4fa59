"""The ledger: a database of readings, with what can be asked of it and done to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection, Engine, select

from parley.errors import LedgerError
from parley.ledger import asking, copies, keys, manifest, migrations, reviewing, tables, whole, writing
from parley.ledger.asking import Filter
from parley.ledger.connect import Database
from parley.ledger.flatten import flatten
from parley.ledger.judgements import Fields, Review, RowKind, Verdict
from parley.ledger.rows import (
    Change,
    Copy,
    Rejection,
    StoredCommitment,
    StoredEvent,
    StoredReport,
    StoredStatement,
)
from parley.ledger.taken import Taken
from parley.ledger.versions import Run, Settings, describe
from parley.ledger.writing import Written
from parley.records import Reading

if TYPE_CHECKING:
    from parley.ledger.ingest import Summary, Watcher

DEFAULT = "parley.db"
"""The ledger when none is named."""


class Ledger:
    """A database of readings: an SQLite file for one person, PostgreSQL for a team.

    What the machine said is only ever added to. A report that is read again with the same versions adds nothing; with
    other versions it gets one more reading, and that of the latest run is the current one. Questions are answered from
    current readings. One writer at a time, readers whenever they like, also from other processes and machines.

    Args:
        where: path of an SQLite file, made when it is not there, or a database URL
            (`postgresql://user:password@host/database`, `sqlite:///file.db`).
        create: whether to make the file when it is not there.

    Raises:
        LedgerError: it cannot be opened, is something else, or was written by a newer Parley.
    """

    def __init__(self, where: str | Path = DEFAULT, *, create: bool = True) -> None:
        self._database = Database(where, create=create)
        try:
            with self._database.reading() as connection:
                current = migrations.is_current(connection)
            if not current:
                with self._database.writing() as connection:
                    migrations.migrate(connection)
        except LedgerError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the database."""
        self._database.close()

    @property
    def name(self) -> str:
        """The path or URL, never with a password."""
        return self._database.name

    @property
    def engine(self) -> Engine:
        """SQLAlchemy's engine, for questions that the methods here do not answer; tables are in `parley.ledger.tables`."""
        return self._database.engine

    @contextmanager
    def reading_connection(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger."""
        with self._database.reading() as connection:
            yield connection

    @contextmanager
    def writing_connection(self) -> Iterator[Connection]:
        """A transaction for tables derived from this ledger's; one writer at a time."""
        with self._database.writing() as connection:
            yield connection

    # --- putting in ---------------------------------------------------------------------------------------------------

    def ingest(
        self,
        paths: Iterable[str | Path],
        *,
        columns: Mapping[str, str] | None = None,
        settings: Settings | None = None,
        processes: int | None = None,
        watcher: Watcher | None = None,
    ) -> Summary:
        """Reads everything that `paths` name into the ledger; see `parley.ledger.ingest.ingest`."""
        from parley.ledger.ingest import ingest

        return ingest(self, paths, columns=columns, settings=settings, processes=processes, watcher=watcher)

    def add(self, reading: Reading, run: Run | None = None) -> str:
        """Stores one reading; the key of its report.

        Args:
            reading: what was read.
            run: what it was read with; a plain `parley.Reader()` of this version when `None`.
        """
        made = run or describe()
        rows = flatten(reading, made.id)
        name = keys.storable(reading.report.name) or ""
        key = keys.digest("added", keys.report(reading.report), name)
        self.write([Taken(input=key, name=name, rows=rows)], made)
        return str(rows["reports"][0]["id"])

    def write(self, batch: Sequence[Taken], run: Run) -> Written:
        """Stores a batch in one transaction: all of it or nothing."""
        with self._database.writing() as connection:
            return writing.write(connection, batch, run)

    def known(self, inputs: Sequence[str], run: Run) -> set[str]:
        """Those of `inputs` (keys) that were taken in with `run` before, read or rejected."""
        table = tables.inputs
        with self._database.reading() as connection:
            query = select(table.c.id).where(table.c.run == run.id, table.c.id.in_(inputs))
            return set(connection.execute(query).scalars())

    def delete(self, report: str) -> bool:
        """Takes a report, and all that came from it, out of the ledger; whether it was there.

        Args:
            report: its key. A later ingest of the same input would read it again.
        """
        with self._database.writing() as connection:
            gone = writing.delete_report(connection, report)
        self._database.shrink()
        return gone

    # --- what people decide -------------------------------------------------------------------------------------------

    def review(
        self,
        report: str,
        row: str,
        verdict: Verdict,
        *,
        reviewer: str,
        correction: Fields | None = None,
        note: str | None = None,
        reading: str | None = None,
        made: datetime.datetime | None = None,
    ) -> Review:
        """Writes down what a person found of one row. From then on questions are answered accordingly: a rejected row is
        left out, a corrected one says what is right. The latest review of a row counts, whoever made it.

        Args:
            report: key of the report.
            row: id of the row in the machine's latest reading (`reading(report, machine=True)`).
            verdict: what was found.
            reviewer: who found it.
            correction: what is right instead, with `Verdict.CORRECT`.
            note: why, in words.
            reading: id of the reading that the reviewer saw, if known; refused when there is a later one.
            made: when; now, when left out.

        Raises:
            LedgerError: there is no such row, or the review contradicts itself.
        """
        when = made or datetime.datetime.now(datetime.UTC)
        with self._database.writing() as connection:
            number = reviewing.decide(
                connection,
                report,
                row,
                verdict,
                reviewer=reviewer,
                correction=correction,
                note=note,
                reading=reading,
                made=when,
            )
            return next(reviewing.reviews(connection, number=number))

    def undo(self, review: int, *, made: datetime.datetime | None = None) -> Review:
        """Takes a review back. It stays in the list, as undone, and counts no more.

        Args:
            review: its number.
            made: when; now, when left out.

        Raises:
            LedgerError: there is no such review, or it was undone already.
        """
        with self._database.writing() as connection:
            reviewing.undo(connection, review, made or datetime.datetime.now(datetime.UTC))
            return next(reviewing.reviews(connection, number=review))

    def reviews(
        self, *, report: str | None = None, reviewer: str | None = None, kind: RowKind | None = None
    ) -> Iterator[Review]:
        """Reviews in the order in which they were made, undone and orphaned ones included.

        Args:
            report: key of a report, or the beginning of it.
            reviewer: only this one's.
            kind: only those of events, statements or commitments.
        """
        with self._database.reading() as connection:
            yield from reviewing.reviews(connection, report=report, reviewer=reviewer, kind=kind)

    def orphans(self) -> Iterator[Review]:
        """Reviews that stand but that no row of the latest reading is the one for."""
        return (review for review in self.reviews() if review.orphaned)

    # --- asking ---------------------------------------------------------------------------------------------------

    def reports(self, asked: Filter | None = None) -> Iterator[StoredReport]:
        """Reports with a current reading, by day of publication, then key: the canonical order."""
        with self._database.reading() as connection:
            yield from asking.reports(connection, asked or Filter())

    def events(self, asked: Filter | None = None) -> Iterator[StoredEvent]:
        """Events of current readings in the order of their reports, then of the text. Those that a report negates or
        denies come only when the filter names them (`EVERYTHING` names all).
        """
        with self._database.reading() as connection:
            yield from asking.events(connection, asked or Filter())

    def statements(self, asked: Filter | None = None) -> Iterator[StoredStatement]:
        """Statements of current readings in the order of `events`."""
        with self._database.reading() as connection:
            yield from asking.statements(connection, asked or Filter())

    def commitments(self, asked: Filter | None = None) -> Iterator[StoredCommitment]:
        """Commitments of current readings in the order of `events`."""
        with self._database.reading() as connection:
            yield from asking.commitments(connection, asked or Filter())

    def search(self, text: str) -> Iterator[StoredReport]:
        """Reports with these words: `ceasefire "prisoner exchange" -football`. Words are compared by their stems, in the
        first 250,000 characters of a report.

        Raises:
            LedgerError: no word is asked for.
        """
        return self.reports(Filter(text=text))

    def reading(self, report: str, *, machine: bool = False) -> Reading:
        """The current reading of a report, as it was made (how the input's bytes were encoded is not kept).

        Args:
            report: its key.
            machine: the machine's latest reading, also where people have decided otherwise.

        Raises:
            LedgerError: there is no such report.
        """
        with self._database.reading() as connection:
            found = whole.find(connection, report, machine=machine)
            if found is None:
                raise LedgerError(f"{report}: there is no such report in {self.name}")
            return whole.reading(connection, found)

    def machine(self, report: str) -> tuple[str, Reading]:
        """Id and content of the machine's latest reading of a report; what `review` decides about.

        Raises:
            LedgerError: there is no such report.
        """
        with self._database.reading() as connection:
            found = whole.find(connection, report, machine=True)
            if found is None:
                raise LedgerError(f"{report}: there is no such report in {self.name}")
            return str(found.id), whole.reading(connection, found)

    def readings(self, asked: Filter | None = None) -> Iterator[tuple[StoredReport, Reading]]:
        """Reports with their current readings in canonical order, one at a time."""
        with self._database.reading() as connection:
            for known in asking.reports(connection, asked or Filter()):
                machine = asked.machine if asked else False
                for found in whole.readings(connection, [known.key], machine=machine).values():
                    yield known, found

    def copies(self, report: str) -> list[Copy]:
        """Reports of the same source as `report`, itself included, in canonical order, with their likeness to it.

        Raises:
            LedgerError: there is no such report.
        """
        with self._database.reading() as connection:
            texts = select(tables.texts.c.source, tables.texts.c.id, tables.texts.c.signature)
            its_own = texts.join(tables.reports, tables.reports.c.text == tables.texts.c.id)
            own = connection.execute(its_own.where(tables.reports.c.id == report)).first()
            if own is None:
                raise LedgerError(f"{report}: there is no such report in {self.name}")
            prints = {
                row.id: row.signature
                for row in connection.execute(texts.where(tables.texts.c.source == own.source))
            }
            found = [r for r in asking.reports(connection, Filter()) if r.source == own.source]
        alike = copies.likeness(own.signature, [prints[r.id] for r in found])
        return [
            Copy(report=r, likeness=1.0 if r.id == own.id else share)
            for r, share in zip(found, alike, strict=True)
        ]

    def rejections(self) -> Iterator[Rejection]:
        """Inputs that could not be read, by name."""
        table = tables.inputs
        columns = (table.c.name, table.c.stage, table.c.code, table.c.detail, table.c.run)
        query = (
            select(*columns).where(table.c.code.is_not(None)).order_by(table.c.name, table.c.id, table.c.run)
        )
        with self._database.reading() as connection:
            for row in asking.stream(connection, query):
                yield Rejection(**row._asdict())

    def changes(self, after: int = 0) -> Iterator[Change]:
        """What derived tables must look at again, in order; they keep the last `number` they have seen."""
        table = tables.changes
        query = select(table).where(table.c.number > after).order_by(table.c.number)
        with self._database.reading() as connection:
            for row in asking.stream(connection, query):
                yield Change(**row._asdict())

    def runs(self) -> dict[str, Run]:
        """What readings were made with, by the run's id, in order of first use."""
        with self._database.reading() as connection:
            return manifest.runs(connection)

    def manifest(self) -> manifest.Manifest:
        """What the ledger holds and was made with."""
        with self._database.reading() as connection:
            return manifest.describe(connection)
