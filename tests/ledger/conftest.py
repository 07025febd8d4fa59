"""Ledgers in both databases, and readings to put into them."""

from __future__ import annotations

import os
import shutil
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from parley.ledger import Ledger
from parley.ledger.connect import address

# Processes that ingest for a test import the quick reader by its name.
sys.path.insert(0, str(Path(__file__).parent))

BOTH = ("sqlite", "postgresql")
Empty = AbstractContextManager[str]


@contextmanager
def new_ledger(kind: str, folder: Path, like: str | None = None) -> Iterator[str]:
    """The address of a ledger in a database of `kind`, a copy of the one at `like` or one that is not there yet."""
    if kind == "sqlite":
        path = folder / f"{uuid.uuid4().hex}.db"
        if like is not None:
            shutil.copy(like, path)
        yield str(path)
        return
    server = os.environ.get("PARLEY_POSTGRES")
    if not server:
        if os.environ.get("PARLEY_POSTGRES_REQUIRED"):
            pytest.fail("PARLEY_POSTGRES is not set, and these tests may not be skipped here")
        pytest.skip("no PostgreSQL: PARLEY_POSTGRES is not set (see .ci/postgres)")
    name = f"test_{uuid.uuid4().hex}"
    engine = create_engine(address(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(
            text(f"create database {name}" + (f" template {address(like).database}" if like else ""))
        )
    yield address(server).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"drop database {name} with (force)"))
    engine.dispose()


@pytest.fixture(scope="session")
def an_empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, Path], Empty]]:
    """The address of a ledger without reports in a database of a kind; it is copied, for making the tables takes longer."""
    home = tmp_path_factory.mktemp("empty")
    with ExitStack() as kept:

        @cache
        def original(kind: str) -> str:
            where = kept.enter_context(new_ledger(kind, home))
            Ledger(where).close()
            return where

        yield lambda kind, folder: new_ledger(kind, folder, original(kind))


@pytest.fixture(params=BOTH)
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a ledger that is not there yet, in either database."""
    with new_ledger(request.param, tmp_path) as place:
        yield place


@pytest.fixture
def postgresql(tmp_path: Path) -> Iterator[str]:
    """The address of a ledger that is not there yet, in PostgreSQL."""
    with new_ledger("postgresql", tmp_path) as place:
        yield place


@pytest.fixture(params=BOTH)
def ledger(
    request: pytest.FixtureRequest, tmp_path: Path, an_empty: Callable[[str, Path], Empty]
) -> Iterator[Ledger]:
    """A new ledger, in either database."""
    with an_empty(request.param, tmp_path) as place, Ledger(place) as made:
        yield made
