"""What following reads and gives: reports with their sources, entries with their evidence, a reviewer's decisions."""

from __future__ import annotations

import datetime
from enum import StrEnum

from parley.records import (
    Confidence,
    Effect,
    Factuality,
    Precision,
    Reading,
    Record,
)


class Teller(Record, frozen=True, kw_only=True):
    """The report that tells of something. Reports with the same `voice` are not independent of one another."""

    report: str
    """Id of the report."""
    voice: str
    """What counts as one independent source: the publisher of the first of its copies, or the report by itself."""
    story: str
    """The same for copies of one report."""
    publisher: str | None
    published: datetime.date | None


class Told(Record, frozen=True, kw_only=True):
    """One reading with where it came from. Reports with the same `source` are copies of one another."""

    reading: Reading
    source: str | None = None
    """What counts as one source; `None`: the publisher, or the report by itself."""
    copies: str | None = None
    """Group of reports that are copies of one another; `None`: the report by itself, or those of one given `source`."""

    @property
    def report(self) -> str:
        """Id of the report."""
        return self.reading.report.id

    @property
    def teller(self) -> Teller:
        """What is kept of the report."""
        known = self.reading.report
        return Teller(
            report=self.report,
            voice=self.source or known.publisher or self.report,
            story=self.copies or self.source or self.report,
            publisher=known.publisher,
            published=known.published,
        )


class Anchor(Record, frozen=True, kw_only=True, order=True):
    """A row's stable name: the report, the characters of its predicate or cue, its type. Row ids are not stable."""

    report: str
    start: int
    end: int
    type: str

    def __str__(self) -> str:
        return f"{self.report}:{self.start}-{self.end}:{self.type}"


class Verdict(StrEnum):
    """What a reviewer decided about two rows."""

    JOIN = "join"
    SPLIT = "split"


class Decision(Record, frozen=True, kw_only=True, order=True):
    """A reviewer's word that two rows tell of one happening (join) or of two (split). The later of two counts."""

    one: Anchor
    other: Anchor
    verdict: Verdict


class Evidence(Record, frozen=True, kw_only=True):
    """One row of one report, behind an entry."""

    anchor: Anchor
    row: str
    """Id of the row in its reading."""
    source: str
    """Reports with the same source are not independent."""
    publisher: str | None
    published: datetime.date | None
    sentence: str
    predicate: str
    factuality: Factuality | None
    speaker: str | None
    """Who said it, where the row stands inside a statement."""
    confidence: Confidence


class Version(Record, frozen=True, kw_only=True):
    """One of the things that reports say where they differ, with those that say it."""

    value: str
    told: tuple[Anchor, ...]
    sources: int
    """Independent sources that say it."""


class Aspect(StrEnum):
    """What reports may disagree about."""

    DATE = "date"
    NUMBER = "number"
    SOURCE = "source actor"
    TARGET = "target actor"
    PLACE = "place"
    FACTUALITY = "factuality"


class Disagreement(Record, frozen=True, kw_only=True):
    """What the evidence of one entry says differently. The version with most independent sources comes first."""

    about: Aspect
    versions: tuple[Version, ...]


class Side(Record, frozen=True, kw_only=True):
    """An actor of an entry: the fullest name reported, with codes where it was resolved."""

    name: str
    entry: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()


class Harm(Record, frozen=True, kw_only=True):
    """Persons touched, as the most independent sources have it; the range over all reports."""

    effect: Effect
    count: int | None
    least: int | None
    most: int | None


class Entry(Record, frozen=True, kw_only=True):
    """One happening with everything that reports say of it. `start` and `end` are the first and last day it may be."""

    id: str
    type: str
    mode: str | None
    source: tuple[Side, ...]
    target: tuple[Side, ...]
    affected: tuple[Harm, ...]
    place: str | None
    start: datetime.date | None
    end: datetime.date | None
    precision: Precision
    factuality: Factuality
    evidence: tuple[Evidence, ...]
    sources: int
    """Independent sources."""
    disagreements: tuple[Disagreement, ...]
    confidence: Confidence
    reason: str
