"""What a brief is made of: everything that the ledger knows and a reader may need, as frozen records without layout."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from parley.following.accords import Finding
from parley.following.commitments import Followed
from parley.following.model import Anchor, Entry
from parley.following.plans import Accord
from parley.records import Act, FlagKind, Record, Severity

Texts = Callable[[str], str]
"""The text of a report by its id; asked only for reports that the brief cites."""


class Doubt(Record, frozen=True, kw_only=True):
    """A flag of one report: a reason to trust a passage, or the whole report, less."""

    kind: FlagKind
    severity: Severity
    reason: str
    start: int | None = None
    """Where the first passage concerned begins; `None`: the report as a whole."""
    end: int | None = None
    words: str = ""


class Source(Record, frozen=True, kw_only=True):
    """One report, without its text."""

    report: str
    """Id of its text; what anchors name."""
    key: str
    """Key in the ledger."""
    name: str
    title: str | None
    publisher: str | None
    url: str | None
    published: datetime.date | None
    agency: str | None
    """News agency that it credits."""
    voice: str
    """The same for all copies of one story."""
    trust: float | None
    reasons: tuple[str, ...] = ()
    """What took from its trust."""
    doubts: tuple[Doubt, ...] = ()


class Saying(Record, frozen=True, kw_only=True):
    """An accusation, denial or claim that a report passes on."""

    report: str
    start: int
    end: int
    act: Act
    speaker: str | None
    addressees: tuple[str, ...]
    through: tuple[str, ...]
    """The hands it passed through, nearest to the report first."""
    words: str
    hedged: bool


class Reviewed(Record, frozen=True, kw_only=True):
    """A person's decision on the row behind an anchor."""

    anchor: Anchor
    reviewer: str
    verdict: str


class Tool(Record, frozen=True, kw_only=True):
    """Something that readings were made with: name, version, digest."""

    name: str
    version: str
    digest: str


class Making(Record, frozen=True, kw_only=True):
    """What the brief was made with: enough to make it again, or to see that it would come out differently."""

    parley: str
    content: str
    """Digest of the ledger's content."""
    tools: tuple[Tool, ...]


class Material(Record, frozen=True, kw_only=True):
    """Everything that a brief may show."""

    ledger: str
    """The ledger as commands in the brief name it; without hosts, users and folders."""
    since: datetime.date | None
    as_of: datetime.date | None
    sources: tuple[Source, ...]
    """In order of publication."""
    entries: tuple[Entry, ...]
    commitments: tuple[Followed, ...]
    accord: Accord | None = None
    findings: tuple[Finding, ...] = ()
    sayings: tuple[Saying, ...] = ()
    reviews: tuple[Reviewed, ...] = ()
    making: Making
