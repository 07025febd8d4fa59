"""What questions to a ledger are answered with: rows of readings with where they came from."""

from __future__ import annotations

import datetime

from parley.records import Commitment, Event, Record, Statement


class _Shown(Record, frozen=True, kw_only=True):
    """A row that a notebook shows as a table of its columns."""

    def _repr_html_(self) -> str:
        from parley.outputs import notebook  # showing stands above the ledger, and only a notebook needs it

        return notebook.row(self)  # type: ignore[arg-type]  # every subclass is a row that listings know


class StoredReport(_Shown, frozen=True, kw_only=True):
    """A report as the ledger knows it; `Ledger.reading` has its text."""

    key: str
    """Digest of all that is known of it; the same in every ledger."""
    id: str
    """`Report.id`: digest of the text."""
    name: str
    title: str | None
    publisher: str | None
    url: str | None
    published: datetime.date | None
    origin: str | None
    """News agency that it credits."""
    source: str
    """The same for all copies of one story: reports with different sources are independent."""
    trust: float | None
    """Of the current reading; `None` when it has none."""
    run: str | None = None
    """Id of the run that made the current reading; `Ledger.runs` tells what it read with."""


class Party(Record, frozen=True, kw_only=True):
    """Who has a role in a row."""

    role: str
    key: str
    """The gazetteer's id, or `name:` and the name in plain letters; the same in all reports."""
    name: str
    country: str | None
    sectors: tuple[str, ...]


class Mark(Record, frozen=True, kw_only=True):
    """That a person has decided about a row: the review that counts."""

    number: int
    verdict: str
    reviewer: str
    made: str
    """UTC, ISO 8601."""


class StoredEvent(_Shown, frozen=True, kw_only=True):
    """An event of a current reading."""

    report: StoredReport
    reading: str
    parties: tuple[Party, ...]
    review: Mark | None = None
    event: Event


class StoredStatement(_Shown, frozen=True, kw_only=True):
    """A statement of a current reading."""

    report: StoredReport
    reading: str
    parties: tuple[Party, ...]
    review: Mark | None = None
    statement: Statement


class StoredCommitment(_Shown, frozen=True, kw_only=True):
    """A commitment of a current reading."""

    report: StoredReport
    reading: str
    parties: tuple[Party, ...]
    review: Mark | None = None
    commitment: Commitment


class Copy(Record, frozen=True, kw_only=True):
    """A report of the same source as another."""

    report: StoredReport
    likeness: float
    """Share of word shingles in common (Jaccard), within about 0.04; 1.0 for the same text."""


class Rejection(Record, frozen=True, kw_only=True):
    """An input that could not be read."""

    name: str
    stage: str
    code: str
    detail: str
    run: str


class Change(Record, frozen=True, kw_only=True):
    """Something that derived tables must look at: a report was read, deleted, reviewed, or got another source."""

    number: int
    kind: str
    report: str
