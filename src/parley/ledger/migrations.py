"""How a ledger came to be as `tables` says: named steps in order, each recorded in the transaction that makes it.

To change the tables, change `tables`, write a step here that brings an older ledger there, and add it to the end of
`STEPS`. A step must do no harm where its change is made already: the first one makes the tables as they are now.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Table, insert, inspect, select, update
from sqlalchemy.schema import AddConstraint

from parley.errors import LedgerError
from parley.ledger import tables
from parley.version import __version__

SEARCHED = 250_000
"""Characters of a text that full-text search covers: PostgreSQL takes at most 1 MiB of different words."""


def migrate(connection: Connection) -> None:
    """Brings the ledger behind `connection` up to date, within the transaction that is open.

    Raises:
        LedgerError: the database holds something else, or was written by a newer Parley.
    """
    there = set(inspect(connection).get_table_names())
    if tables.migrations.name not in there:
        if there & {table.name for table in tables.metadata.tables.values()}:
            raise LedgerError("the database holds tables of something else; give the ledger one of its own")
        tables.migrations.create(connection)
    done = set(connection.execute(select(tables.migrations.c.name)).scalars())
    unknown = done - {step.__name__ for step in STEPS}
    if unknown:
        raise LedgerError(
            f"the ledger was written by a newer Parley ({', '.join(sorted(unknown))}); update to use it"
        )
    for number, step in enumerate(STEPS, 1):
        if step.__name__ not in done:
            step(connection)
            row = {"name": step.__name__, "number": number, "parley": __version__}
            connection.execute(insert(tables.migrations), row)


def is_current(connection: Connection) -> bool:
    """Whether the ledger behind `connection` has had every step and no other, so that it need not be written."""
    if not inspect(connection).has_table(tables.migrations.name):
        return False
    done = set(connection.execute(select(tables.migrations.c.name)).scalars())
    return done == {step.__name__ for step in STEPS}


def create(connection: Connection, *made: Table) -> None:
    """Makes tables with their indexes where they are missing."""
    tables.metadata.create_all(connection, tables=list(made), checkfirst=True)


def reports_and_readings(connection: Connection) -> None:
    """Reports, their readings with all rows, and the index of duplicates."""
    create(
        connection,
        tables.runs, tables.texts, tables.bands, tables.reports, tables.inputs, tables.readings, tables.actors,
        tables.events, tables.affected, tables.statements, tables.commitments, tables.flags, tables.parties,
        tables.changes,
    )  # fmt: skip


def full_text(connection: Connection) -> None:
    """An index over the words of reports: FTS5 in SQLite, a tsvector in PostgreSQL."""
    for statement in _FULL_TEXT[connection.dialect.name]:
        connection.exec_driver_sql(statement.replace("SEARCHED", str(SEARCHED)))


def following(connection: Connection) -> None:
    """Merged happenings with their evidence, reviewers' decisions about them, and accords."""
    create(
        connection,
        tables.followed, tables.merged, tables.merged_blocks, tables.merged_links, tables.entries,
        tables.evidence, tables.decisions, tables.accords, tables.rules,
    )  # fmt: skip


_FULL_TEXT = {
    "sqlite": (
        "create virtual table texts_search using fts5(words, content='', tokenize='porter unicode61')",
        "create trigger texts_search_added after insert on texts begin insert into texts_search (rowid, words) "
        "values (new.number, substr(new.text, 1, SEARCHED)); end",
        "create trigger texts_search_deleted after delete on texts begin insert into texts_search "
        "(texts_search, rowid, words) values ('delete', old.number, substr(old.text, 1, SEARCHED)); end",
    ),
    "postgresql": (
        # English stems, but no stop words: "the who" must be found as it is in SQLite.
        "create text search dictionary parley_stems (template = snowball, language = english)",
        "create text search configuration parley_words (copy = english)",
        "alter text search configuration parley_words alter mapping for asciiword, word, asciihword, hword, "
        "hword_asciipart, hword_part with parley_stems",
        "create index texts_search on texts using gin (to_tsvector('parley_words', left(text, SEARCHED)))",
    ),
}


def reviews(connection: Connection) -> None:
    """What people decide about rows: a table of it, and readings that it is part of."""
    there = {column["name"] for column in inspect(connection).get_columns("readings")}
    if "latest" not in there:
        connection.exec_driver_sql("alter table readings add column latest boolean not null default false")
        connection.exec_driver_sql("alter table readings add column reviewed boolean not null default false")
        connection.execute(update(tables.readings).values(latest=tables.readings.c.current))
        connection.exec_driver_sql("drop index readings_by_report")
        tables.readings_by_report.create(connection)
        _known_kinds_of_changes(connection)
    create(connection, tables.reviews)


def _known_kinds_of_changes(connection: Connection) -> None:
    """Lets `changes` take all kinds that it may have now. SQLite changes no constraint: the table is made anew."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("alter table changes rename to changes_before")
        tables.changes.create(connection)
        connection.exec_driver_sql("insert into changes select number, kind, report from changes_before")
        connection.exec_driver_sql("drop table changes_before")
        return
    connection.exec_driver_sql("alter table changes drop constraint kind_is_known")
    check = next(c for c in tables.changes.constraints if c.name == "kind_is_known")
    connection.execute(AddConstraint(check))


STEPS: tuple[Callable[[Connection], None], ...] = (reports_and_readings, full_text, following, reviews)
