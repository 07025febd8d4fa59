"""Ledgers in both databases, and readings to put into them."""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from parley.ledger import Ledger
from parley.ledger.connect import address

# Processes that ingest for a test import the quick reader by its name.
sys.path.insert(0, str(Path(__file__).parent))


def new_ledger(kind: str, folder: Path) -> Iterator[str]:
    """The address of a ledger that is not there yet, in a database of `kind`."""
    if kind == "sqlite":
        yield str(folder / f"{uuid.uuid4().hex}.db")
        return
    server = os.environ.get("PARLEY_POSTGRES")
    if not server:
        if os.environ.get("PARLEY_POSTGRES_REQUIRED"):
            pytest.fail("PARLEY_POSTGRES is not set, and these tests may not be skipped here")
        pytest.skip("no PostgreSQL: PARLEY_POSTGRES is not set (see .ci/postgres)")
    name = f"test_{uuid.uuid4().hex}"
    engine = create_engine(address(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"create database {name}"))
    yield address(server).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"drop database {name} with (force)"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a new ledger, in either database."""
    yield from new_ledger(request.param, tmp_path)


@pytest.fixture
def postgresql(tmp_path: Path) -> Iterator[str]:
    """The address of a new ledger in PostgreSQL."""
    yield from new_ledger("postgresql", tmp_path)


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    """A new ledger, in either database."""
    with Ledger(where) as made:
        yield made
