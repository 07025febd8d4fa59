"""The tables of a ledger as they are now; `migrations` says how they came to be.

Keys are natural: digests of what a row is about, so that the same content has the same keys in every ledger, in whatever
order and however often it came in. Rows of a reading keep their whole record as JSON (`record`) beside the columns that
questions filter by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Select,
    Table,
    Text,
    false,
)
from sqlalchemy.schema import SchemaItem

from parley.records import CommitmentStatus, Confidence, Factuality, Severity

T = TypeVar("T")

metadata = MetaData()

Words = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by code point in both databases, so that the canonical order is the same."""
Number = BigInteger().with_variant(Integer(), "sqlite")
"""A number that the database counts up."""


def _among(column: str, values: type[StrEnum] | Iterable[str]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} in ({listed})", name=f"{column}_is_known")


migrations = Table(
    "migrations",
    metadata,
    Column("name", Words, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("parley", Words, nullable=False, comment="version that made the change"),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Words, primary_key=True, comment="digest of `record`"),
    Column("number", Integer, nullable=False, unique=True, comment="in order of first use in this ledger"),
    Column("record", Words, nullable=False, comment="JSON of a `Run`"),
)

texts = Table(
    "texts",
    metadata,
    Column("number", Number, primary_key=True, comment="for the full-text index only"),
    Column("id", Words, nullable=False, unique=True, comment="`Report.id`: digest of the text"),
    Column("text", Words, nullable=False),
    Column("words", Integer, nullable=False, comment="words, as shingles count them"),
    Column("shingles", Integer, nullable=False, comment="different shingles"),
    Column("origin", Words, comment="news agency that the text credits"),
    Column("source", Words, nullable=False, index=True, comment="id of the first text among its copies"),
    Column("signature", LargeBinary, nullable=False, comment="MinHash of the shingles; empty when too short"),
)

bands = Table(
    "bands",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("text", Words, ForeignKey("texts.id", ondelete="CASCADE"), primary_key=True),
    Index("bands_by_text", "text"),
    sqlite_with_rowid=False,
)

reports = Table(
    "reports",
    metadata,
    Column(
        "id",
        Words,
        primary_key=True,
        comment="digest of all that is known of the report but its input's name",
    ),
    Column("text", Words, ForeignKey("texts.id"), nullable=False, index=True),
    Column("name", Words, nullable=False, comment="first, in order, of the names its inputs had"),
    Column("title", Words),
    Column("publisher", Words),
    Column("url", Words),
    Column("published", Date, index=True),
    Column("record", Words, nullable=False, comment="JSON of the `Report` without text and name"),
)

inputs = Table(
    "inputs",
    metadata,
    Column("id", Words, primary_key=True, comment="digest of the input's name, content and limits"),
    Column("run", Words, ForeignKey("runs.id"), primary_key=True),
    Column("name", Words, nullable=False),
    Column("report", Words, ForeignKey("reports.id", ondelete="CASCADE"), index=True),
    Column("stage", Words, comment="where a rejected input failed"),
    Column("code", Words, index=True),
    Column("detail", Words),
    CheckConstraint("(report is null) <> (code is null)", name="read_or_rejected"),
    CheckConstraint("(stage is null) = (code is null) and (detail is null) = (code is null)", name="reasons"),
    _among("stage", ("intake", "reading", "storing")),
)

readings = Table(
    "readings",
    metadata,
    Column("id", Words, primary_key=True, comment="digest of report and run"),
    Column("report", Words, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    Column("run", Words, ForeignKey("runs.id"), nullable=False, index=True),
    Column("current", Boolean, nullable=False, comment="questions are answered from it"),
    Column(
        "latest",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="the machine's, and none of the report's has a later run",
    ),
    Column(
        "reviewed",
        Boolean,
        nullable=False,
        server_default=false(),
        comment="the latest one with what people decided",
    ),
    Column("trust", Float, nullable=False),
    Column("record", Words, nullable=False, comment="JSON of the `Trust`"),
    CheckConstraint("trust >= 0 and trust <= 1", name="trust_is_a_share"),
)
readings_by_report = Index(
    "readings_by_report", readings.c.report, readings.c.run, readings.c.reviewed, unique=True
)
Index(
    "readings_current",
    readings.c.report,
    unique=True,
    sqlite_where=readings.c.current,
    postgresql_where=readings.c.current,
)


def _rows(name: str, *columns: SchemaItem) -> Table:
    """A table of the rows of one kind that readings hold."""
    return Table(
        name,
        metadata,
        Column("reading", Words, ForeignKey("readings.id", ondelete="CASCADE"), primary_key=True),
        Column("id", Words, primary_key=True, comment="id within the reading: a1, e1, s1, c1, f1, …"),
        Column("position", Integer, nullable=False, comment="place among the rows of its kind"),
        *columns,
        Column("record", Words, nullable=False, comment="JSON of the record"),
    )


def _passage(*columns: SchemaItem) -> tuple[SchemaItem, ...]:
    """Columns of a row that stands somewhere in the text; `first` and `last` are code points, half open."""
    return (
        *columns,
        Column("confidence", Words, nullable=False),
        Column("first", Integer, nullable=False),
        Column("last", Integer, nullable=False),
        _among("confidence", Confidence),
        CheckConstraint("first >= 0 and last >= first", name="passage_in_order"),
    )


actors = _rows(
    "actors",
    Column(
        "key", Words, nullable=False, index=True, comment="the gazetteer's id, or the name in plain letters"
    ),
    Column("name", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("country", Words),
    Column("sectors", Words, nullable=False, comment="codes with a space around each"),
)

events = _rows(
    "events",
    *_passage(
        Column("type", Words, nullable=False),
        Column("mode", Words),
        Column("quad", Words),
        Column("factuality", Words, nullable=False),
        Column("start_day", Date, comment="first day it may have been"),
        Column("end_day", Date, comment="last day it may have been"),
        Column("place", Words),
        Column("place_country", Words, index=True),
        Column("latitude", Float, comment="WGS 84 degrees"),
        Column("longitude", Float),
    ),
    _among("factuality", Factuality),
    CheckConstraint("start_day <= end_day", name="days_in_order"),
    Index("events_by_type", "type", "start_day"),
    Index("events_by_day", "start_day"),
)

affected = Table(
    "affected",
    metadata,
    Column("reading", Words, primary_key=True),
    Column("event", Words, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("effect", Words, nullable=False),
    Column("count", BigInteger),
    Column("dead", Boolean),
    ForeignKeyConstraint(["reading", "event"], ["events.reading", "events.id"], ondelete="CASCADE"),
)

statements = _rows(
    "statements",
    *_passage(
        Column("act", Words, nullable=False, index=True),
        Column("kind", Words, nullable=False),
        Column("hedged", Boolean, nullable=False),
    ),
)

commitments = _rows(
    "commitments",
    *_passage(
        Column("kind", Words, nullable=False, index=True),
        Column("status", Words, nullable=False),
        Column("strength", Words, nullable=False),
        Column("start_day", Date, comment="first day of the deadline"),
        Column("end_day", Date, comment="last day of the deadline"),
    ),
    _among("status", CommitmentStatus),
)

flags = _rows(
    "flags",
    Column("kind", Words, nullable=False, index=True),
    Column("severity", Words, nullable=False),
    _among("severity", Severity),
)

ROLES = ("source", "target", "speaker", "addressee", "relay", "debtor", "creditor")

parties = Table(
    "parties",
    metadata,
    Column("reading", Words, ForeignKey("readings.id", ondelete="CASCADE"), primary_key=True),
    Column("row", Words, primary_key=True, comment="id of the event, statement or commitment"),
    Column("role", Words, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("actor", Words, comment="id of the actor within the reading"),
    Column("key", Words, nullable=False, comment="as in `actors`"),
    Column("name", Words, nullable=False),
    Column("folded", Words, nullable=False, comment="name in plain letters with a space around each word"),
    Column("country", Words),
    Column("sectors", Words, nullable=False),
    ForeignKeyConstraint(["reading", "actor"], ["actors.reading", "actors.id"], ondelete="CASCADE"),
    _among("role", ROLES),
    Index("parties_by_key", "key"),
    Index("parties_by_country", "country"),
)

changes = Table(
    "changes",
    metadata,
    Column("number", Number, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("report", Words, nullable=False, comment="no foreign key: what is deleted stays in this list"),
    _among("kind", ("read", "deleted", "regrouped", "reviewed")),
    sqlite_autoincrement=True,
)
"""What derived tables must look at again; each keeps the last number it has seen."""

# --- following: derived from current readings, but for what people decided -----------------------------------------------

followed = Table(
    "followed",
    metadata,
    Column("text", Words, ForeignKey("texts.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "report",
        Words,
        ForeignKey("reports.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
        comment="the first of the reports with this text, in canonical order",
    ),
    Column("reading", Words, nullable=False, comment="its current reading when it was followed"),
    Column("voice", Words, nullable=False, comment="what it counted for as a source then"),
    Column("story", Words, nullable=False, comment="source of its text then"),
    Column("record", Words, nullable=False, comment="JSON of a `Gist` without rows"),
)
"""Texts whose events are merged."""

merged = Table(
    "merged",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False, comment="digest of the row's anchor"),
    Column("text", Words, ForeignKey("followed.text", ondelete="CASCADE"), nullable=False, index=True),
    Column("record", Words, nullable=False, comment="JSON of a `Row`"),
)
"""Events as merging compares them."""

merged_blocks = Table(
    "merged_blocks",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("row", BigInteger, ForeignKey("merged.id", ondelete="CASCADE"), primary_key=True),
    Index("merged_blocks_by_row", "row"),
    sqlite_with_rowid=False,
)

merged_links = Table(
    "merged_links",
    metadata,
    Column("one", BigInteger, ForeignKey("merged.id", ondelete="CASCADE"), primary_key=True),
    Column("other", BigInteger, ForeignKey("merged.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""Rows that are alike enough to be looked at together, both ways round."""

entries = Table(
    "entries",
    metadata,
    Column("id", Words, primary_key=True, comment="digest of the first anchor of its evidence"),
    Column("type", Words, nullable=False),
    Column("mode", Words),
    Column("factuality", Words, nullable=False),
    Column("start_day", Date, comment="first day it may have been"),
    Column("end_day", Date, comment="last day it may have been"),
    Column("place", Words),
    Column("sources", Integer, nullable=False, comment="independent sources"),
    Column("confidence", Words, nullable=False),
    Column("record", Words, nullable=False, comment="JSON of an `Entry`"),
    _among("factuality", Factuality),
    _among("confidence", Confidence),
    Index("entries_by_day", "start_day", "type"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("row", BigInteger, ForeignKey("merged.id", ondelete="CASCADE"), primary_key=True),
    Column("entry", Words, ForeignKey("entries.id", ondelete="CASCADE"), nullable=False, index=True),
)
"""Which entry a row is evidence of. A row that is not here is to be merged anew."""

decisions = Table(
    "decisions",
    metadata,
    Column("one", Words, primary_key=True, comment="anchor of a row, before `other` in order"),
    Column("other", Words, primary_key=True),
    Column("verdict", Words, nullable=False),
    Column("reviewer", Words, nullable=False),
    Column("made", Words, nullable=False, comment="UTC, ISO 8601"),
    _among("verdict", ("join", "split")),
)
"""What reviewers joined and split; no foreign keys, so that a decision waits for its rows to come back."""

accords = Table(
    "accords",
    metadata,
    Column("name", Words, primary_key=True),
    Column("record", Words, nullable=False, comment="JSON of an `Accord`"),
)

rules = Table(
    "rules",
    metadata,
    Column("name", Words, primary_key=True, comment="what is derived"),
    Column("digest", Words, nullable=False, comment="of the program and word lists it was derived with"),
)

# --- what people decided ---------------------------------------------------------------------------------------------

reviews = Table(
    "reviews",
    metadata,
    Column("number", Number, primary_key=True),
    Column("id", Words, nullable=False, unique=True, comment="digest of report and place among its reviews"),
    Column("report", Words, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Words, nullable=False),
    Column("first", Integer, nullable=False, comment="predicate or cue; the words where there is none"),
    Column("last", Integer, nullable=False),
    Column("type", Words, nullable=False, comment="type, act or kind, as the machine had it"),
    Column("verdict", Words, nullable=False),
    Column("reviewer", Words, nullable=False),
    Column("made", Words, nullable=False, comment="UTC, ISO 8601"),
    Column("undone", Words, comment="UTC, when it was taken back; it stays in the list"),
    Column("record", Words, nullable=False, comment="JSON of a `Judgement`"),
    Column(
        "row",
        Words,
        comment="id of the row of the latest reading that it is about; null when orphaned or undone",
    ),
    Column("decides", Boolean, nullable=False, comment="of the row's reviews, the one that wins"),
    _among("kind", ("event", "statement", "commitment")),
    _among("verdict", ("accept", "correct", "reject")),
    CheckConstraint("first >= 0 and last >= first", name="anchor_in_order"),
    CheckConstraint("not decides or (row is not null and undone is null)", name="what_decides_stands"),
    sqlite_autoincrement=True,
)
Index(
    "reviews_by_row",
    reviews.c.report,
    reviews.c.kind,
    reviews.c.row,
    unique=True,
    sqlite_where=reviews.c.decides,
    postgresql_where=reviews.c.decides,
)

CONTENT: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (runs, ("number",)),
    (texts, ("number",)),
    (bands, ()),
    (reports, ()),
    (inputs, ()),
    (readings, ("current", "latest", "reviewed")),
    (actors, ()),
    (events, ()),
    (affected, ()),
    (statements, ()),
    (commitments, ()),
    (flags, ()),
    (parties, ()),
    (decisions, ("reviewer", "made")),
    (accords, ()),
    (reviews, ("number", "row", "decides")),
)
"""Tables that make up what a ledger knows, parents first, each with its columns that depend on the order of ingest.
Reviewed readings are left out: they follow from the machine's and from reviews."""

AT_ONCE = 500
"""Keys looked up in one question."""


def chunks(keys: Sequence[T]) -> Iterator[Sequence[T]]:
    """`keys` in pieces that one question takes."""
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


AnyRow = Row[*tuple[Any, ...]]
"""A row of an answer."""
AnySelect = Select[*tuple[Any, ...]]
"""A question with any columns."""
