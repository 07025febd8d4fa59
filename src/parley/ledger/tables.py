"""The tables of a ledger. What changes them is in `migrations`; this is what they are now.

Every row of a reading keeps its whole record as JSON (`record`), and beside it the columns that questions filter by.
Keys are natural: they are made of what a row is about, so that writing the same thing again adds nothing.
"""

from __future__ import annotations

from sqlalchemy import (
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
    Table,
    Text,
)
from sqlalchemy.schema import SchemaItem

metadata = MetaData()

migrations = Table(
    "migrations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Text, primary_key=True, comment="digest of `versions`"),
    Column("number", Integer, nullable=False, unique=True, comment="in order of first use"),
    Column(
        "versions", Text, nullable=False, comment="JSON: versions and hashes of all that a reading depends on"
    ),
)

bodies = Table(
    "bodies",
    metadata,
    Column("id", Text, primary_key=True, comment="digest of the words of a report, without case and layout"),
    Column(
        "source",
        Text,
        nullable=False,
        index=True,
        comment="smallest id of the bodies that are copies of another",
    ),
    Column("agency", Text, comment="news agency that the text credits"),
    Column("signature", LargeBinary, nullable=False, comment="MinHash of the word shingles"),
)

bands = Table(
    "bands",
    metadata,
    Column("body", Text, ForeignKey("bodies.id", ondelete="CASCADE"), primary_key=True),
    Column("band", Integer, primary_key=True),
    Column("hash", Text, nullable=False),
    Index("bands_by_hash", "band", "hash"),
)

reports = Table(
    "reports",
    metadata,
    Column("id", Text, primary_key=True, comment="digest of text, publisher, url and date of publication"),
    Column("text_id", Text, nullable=False, index=True, comment="`Report.id`"),
    Column("body", Text, ForeignKey("bodies.id"), nullable=False, index=True),
    Column(
        "name",
        Text,
        nullable=False,
        comment="what the input was called; the first in order when it came twice",
    ),
    Column("title", Text),
    Column("publisher", Text, index=True),
    Column("url", Text),
    Column("published", Date, index=True),
    Column("text", Text, nullable=False),
    Column("record", Text, nullable=False, comment="JSON of the `Report` without its text"),
    CheckConstraint("length(id) = 16", name="reports_id_is_a_digest"),
)

readings = Table(
    "readings",
    metadata,
    Column("id", Text, primary_key=True, comment="digest of report and run"),
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("run", Text, ForeignKey("runs.id"), nullable=False),
    Column("current", Boolean, nullable=False, comment="whether it is the newest reading of its report"),
    Column("trust", Float, nullable=False),
    Column("record", Text, nullable=False, comment="JSON of the `Trust`"),
    CheckConstraint("trust >= 0 and trust <= 1", name="readings_trust_is_a_share"),
)


def _rows(name: str, *columns: SchemaItem) -> Table:
    """A table of rows that a reading holds."""
    return Table(
        name,
        metadata,
        Column("reading", Text, ForeignKey("readings.id", ondelete="CASCADE"), primary_key=True),
        Column("id", Text, primary_key=True, comment="id within the reading: e1, s1, c1, …"),
        Column("position", Integer, nullable=False, comment="place among the rows of its kind"),
        *columns,
        Column("record", Text, nullable=False, comment="JSON of the record"),
    )


actors = _rows(
    "actors",
    Column("name", Text, nullable=False),
    Column("entry", Text, comment="the gazetteer's id"),
    Column("country", Text),
    Column("sectors", Text, nullable=False, comment="codes with a space on either side"),
)

events = _rows(
    "events",
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("quad", Text),
    Column("factuality", Text, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("place", Text),
    Column("place_country", Text),
    Column("confidence", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    CheckConstraint("first_day <= last_day", name="events_days_in_order"),
    CheckConstraint('start >= 0 and "end" >= start', name="events_span_in_order"),
)
Index("events_by_type", events.c.type, events.c.first_day)

statements = _rows(
    "statements",
    Column("kind", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("confidence", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

commitments = _rows(
    "commitments",
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("deadline", Date),
    Column("confidence", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

flags = _rows(
    "flags",
    Column("kind", Text, nullable=False),
    Column("severity", Text, nullable=False),
)

participants = Table(
    "participants",
    metadata,
    Column("reading", Text, primary_key=True),
    Column("row", Text, primary_key=True, comment="id of the event, statement or commitment"),
    Column("role", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("actor", Text, comment="id of the actor within the reading"),
    Column("name", Text, nullable=False, comment="of the actor, or the words when it is none"),
    Column("entry", Text),
    Column("country", Text),
    Column("sectors", Text, nullable=False),
    ForeignKeyConstraint(["reading"], ["readings.id"], ondelete="CASCADE"),
    ForeignKeyConstraint(["reading", "actor"], ["actors.reading", "actors.id"], ondelete="CASCADE"),
    CheckConstraint(
        "role in ('source', 'target', 'speaker', 'addressee', 'debtor', 'creditor')", name="participants_role"
    ),
)
Index("participants_by_country", participants.c.country)
Index("participants_by_entry", participants.c.entry)

rejections = Table(
    "rejections",
    metadata,
    Column("input", Text, primary_key=True, comment="what the input was called"),
    Column("code", Text, primary_key=True),
    Column("detail", Text, nullable=False),
)

inputs = Table(
    "inputs",
    metadata,
    Column("id", Text, primary_key=True, comment="digest of the input's name and content"),
    Column("run", Text, ForeignKey("runs.id"), primary_key=True),
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), index=True),
    comment="what has been read with which versions; an interrupted ingest goes on after these",
)
