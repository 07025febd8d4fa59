"""What a page shows, in its order: rows put into words and capped, still without markup."""

from __future__ import annotations

from parley.records import Record


class Cite(Record, frozen=True, kw_only=True):
    """A passage of a report. The page opens it there."""

    report: str
    start: int | None = None
    """First character of the passage; `None`: the report as a whole."""


class Day(Record, frozen=True, kw_only=True):
    """A day or period as people write it, and for machines where it is one day."""

    text: str
    iso: str | None = None


class Quote(Record, frozen=True, kw_only=True):
    """Words of a report with who says so: "according to X, reported by Y"."""

    words: str
    by: str
    day: Day
    cite: Cite


class Head(Record, frozen=True, kw_only=True):
    """What a row is about: who “did” whom, what kind of thing that is, how it is told."""

    label: str
    who: str
    did: str
    whom: str
    marks: tuple[str, ...] = ()
    """"planned", "denied", "unsure" …"""
    reviewed: str | None = None
    """Who reviewed it; `None`: suggested by the program."""


class Row(Record, frozen=True, kw_only=True):
    """One row of a list."""

    day: Day
    heads: tuple[Head, ...]
    quotes: tuple[Quote, ...]
    hidden: int = 0
    """Quotes that there is no room for."""
    notes: tuple[Note, ...] = ()
    new: bool = False
    """First reported since the day that changes are counted from."""


class Note(Record, frozen=True, kw_only=True):
    """A remark below a row, with passages that it rests on."""

    text: str
    cites: tuple[Cite, ...] = ()
    day: Day | None = None


class More(Record, frozen=True, kw_only=True):
    """What a list leaves out, and the command that shows it."""

    count: int
    what: str
    command: str


class Rows(Record, frozen=True, kw_only=True):
    """A list with what was left out of it."""

    rows: tuple[Row, ...] = ()
    more: More | None = None


class Promise(Record, frozen=True, kw_only=True):
    """A commitment."""

    kind: str
    by: str
    towards: str
    to: str
    """"Promise" by somebody "to" somebody; empty where nobody is named."""
    words: str
    condition: str
    deadline: Day | None
    made: Day
    marks: tuple[str, ...]
    reviewed: str | None
    quote: Quote
    tellings: int
    moves: tuple[Note, ...]


class State(Record, frozen=True, kw_only=True):
    """Commitments in one state."""

    key: str
    name: str
    meaning: str
    count: int
    promises: tuple[Promise, ...]
    more: More | None


class Point(Record, frozen=True, kw_only=True):
    """A point of a provision with the reports that tell of it as done."""

    text: str
    quotes: tuple[Quote, ...]
    hidden: int
    new: bool


class Provision(Record, frozen=True, kw_only=True):
    """A provision of the accord with its suggested state."""

    number: str
    heading: str
    status: int
    label: str
    before: str | None
    """How the state was on the day that changes are counted from, where it was another."""
    reason: str
    deadline: Day | None
    points: tuple[Point, ...]
    against: tuple[Quote, ...]
    against_hidden: int
    commitments: tuple[str, ...]
    """Commitments that belong to it, in words."""
    detailed: bool
    """Whether its points are shown."""
    suggested: bool


class Pair(Record, frozen=True, kw_only=True):
    """Two actors and how often they had to do with each other."""

    one: str
    other: str
    cooperation: int
    conflict: int
    neither: int
    last: Day
    cite: Cite | None


class Doubtful(Record, frozen=True, kw_only=True):
    """A reason to trust something less."""

    label: str
    severity: str
    """"high", "medium", "low"; empty for what reports disagree about."""
    reason: str
    words: str
    cites: tuple[Cite, ...]
    versions: tuple[Note, ...] = ()


class Shown(Record, frozen=True, kw_only=True):
    """A report in the list of sources."""

    report: str
    title: str
    publisher: str
    day: Day
    url: str | None
    host: str
    agency: str
    copy_of: str | None
    """The first report of the same source, where that is another."""
    trust: str
    reasons: tuple[str, ...]
    cited: bool


class Segment(Record, frozen=True, kw_only=True):
    """A stretch of a report's text; cited ones can be linked to by each of `starts`."""

    text: str
    starts: tuple[int, ...] = ()
    cited: bool = False


class Account(Record, frozen=True, kw_only=True):
    """A cited report with its text, by paragraphs."""

    report: str
    title: str
    about: str
    paragraphs: tuple[tuple[Segment, ...], ...]
    shortened: bool


class Change(Record, frozen=True, kw_only=True):
    """A commitment that moved, or a provision whose state is another."""

    what: str
    words: str
    notes: tuple[Note, ...]


class Figure(Record, frozen=True, kw_only=True):
    """A number at the top of the brief."""

    number: str
    what: str


class Line(Record, frozen=True, kw_only=True):
    """A sentence of the summary, with the section that says more."""

    text: str
    section: str
