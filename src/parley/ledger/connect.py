"""The database behind a ledger: where it is, and transactions on it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError

from parley.errors import LedgerError, RowsRefused

_LOCK = 0x7061726C6579
"""Key of the PostgreSQL lock under which writers take turns ("parley" in ASCII)."""
_WAIT = 120.0
"""Seconds a writer waits for another one before it gives up (SQLite)."""
_TRIES = 100
_SQLITE = b"SQLite format 3\0"


class Database:
    """A database that is read in consistent views and written by one writer at a time.

    Args:
        where: path of an SQLite file, or a database URL.
        create: whether to make the SQLite file when it is not there.

    Raises:
        LedgerError: it cannot be opened.
    """

    def __init__(self, where: str | Path, *, create: bool = True) -> None:
        self.url = address(where)
        self._check(create)
        try:
            if self.url.get_backend_name() == "sqlite":
                self._engine = create_engine(self.url, connect_args={"timeout": _WAIT})
                event.listen(self._engine, "connect", _prepare)
            else:
                self._engine = create_engine(self.url, pool_pre_ping=True, isolation_level="READ COMMITTED")
        except ModuleNotFoundError as error:
            raise LedgerError("PostgreSQL needs one more package: pip install 'parley[postgres]'") from error

    @property
    def name(self) -> str:
        """What to call it in messages; never with a password."""
        if self.url.get_backend_name() == "sqlite":
            return str(self.url.database)
        return self.url.render_as_string(hide_password=True)

    @property
    def engine(self) -> Engine:
        """SQLAlchemy's engine, for questions that the ledger's methods do not answer."""
        return self._engine

    def close(self) -> None:
        """Lets go of the database."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger, whatever is written meanwhile."""
        try:
            with self._engine.connect() as connection:
                if connection.dialect.name == "postgresql":
                    connection = connection.execution_options(isolation_level="REPEATABLE READ")
                else:
                    connection.exec_driver_sql("begin")
                yield connection
        except DBAPIError as error:
            raise self._problem(error) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction; one at a time, also across processes and machines. It is done as a whole or not at all."""
        try:
            with self._engine.begin() as connection:
                if connection.dialect.name == "postgresql":
                    connection.exec_driver_sql(f"select pg_advisory_xact_lock({_LOCK})")
                else:
                    connection.exec_driver_sql("begin immediate")
                yield connection
        except DBAPIError as error:
            raise self._problem(error) from error

    def shrink(self) -> None:
        """Empties SQLite's log, in which what was deleted still stands; while others read, at a later time."""
        if self.url.get_backend_name() == "sqlite":
            with self._engine.connect() as connection:
                connection.exec_driver_sql("pragma wal_checkpoint(truncate)")

    def _check(self, create: bool) -> None:
        """Refuses a file that is not there or is something else, before anything is written."""
        database = self.url.database
        if self.url.get_backend_name() != "sqlite" or not database or database == ":memory:":
            return
        path = Path(database)
        try:
            if path.is_file():
                with path.open("rb") as stream:
                    head = stream.read(len(_SQLITE))
                if head and head != _SQLITE:
                    raise LedgerError(f"{path}: this file is no ledger")
            elif path.exists():
                raise LedgerError(f"{path}: this is no file; name a file for the ledger")
            elif not create:
                raise LedgerError(f"{path}: there is no such ledger; make one with parley ingest")
            elif not path.absolute().parent.is_dir():
                raise LedgerError(f"{path}: there is no folder {path.parent}")
        except OSError as error:
            raise LedgerError(f"{path}: it cannot be read: {error.strerror}") from error

    def _problem(self, error: DBAPIError) -> LedgerError:
        cause = " ".join(str(error.orig or error).split())
        kind = RowsRefused if isinstance(error, IntegrityError | DataError) else LedgerError
        return kind(f"{self.name}: {cause}")


def address(where: str | Path) -> URL:
    """The URL of a ledger.

    Raises:
        LedgerError: it is neither a path nor the URL of an SQLite or PostgreSQL database.
    """
    name = str(where)
    if "://" not in name:
        return URL.create("sqlite", database=name)
    try:
        url = make_url(name)
    except ArgumentError as error:
        raise LedgerError(f"{name}: this is neither a path nor a database URL") from error
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise LedgerError(f"{url.drivername}: a ledger is an SQLite file or a PostgreSQL database")
    return url


def _prepare(connection: Any, _record: Any) -> None:
    """Foreign keys on, readers beside a writer, and transactions that begin where we say and not the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("pragma foreign_keys = on")
    _readers_beside_writer(cursor)
    cursor.execute("pragma synchronous = normal")
    cursor.close()


def _readers_beside_writer(cursor: Any) -> None:
    """Sets write-ahead logging. SQLite does not wait for its turn when another process is doing that right now."""
    for _ in range(_TRIES):
        try:
            cursor.execute("pragma journal_mode = wal")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(_WAIT / 10 / _TRIES)
        else:
            return
    cursor.execute("pragma journal_mode = wal")
