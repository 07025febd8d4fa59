"""The vocabulary: everything that a reading is made of, as frozen records with JSON in and out.

All offsets are half-open code-point offsets into `Report.text`, which never changes after intake. Every record that
was taken from a report shows the words it came from (`Span.text`), what made it (`Maker`), how sure that is
(`Confidence`) and why (`reason`). Rows refer to each other by id, never by position. Missing is `None`.
"""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Any

import msgspec


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: immutable, built with keywords, comparable."""


# --- text ---------------------------------------------------------------------------------------------------------


class Span(Record, frozen=True, kw_only=True, order=True):
    """A passage of one report: `report.text[start:end] == text`."""

    start: int
    end: int
    text: str


class Repair(Record, frozen=True, kw_only=True):
    """A passage whose characters were damaged and mended at intake, before the text was fixed.

    `before` is how it arrived, shortened when long; what cannot be shown (control characters) is escaped.
    """

    span: Span
    before: str
    reason: str


class Report(Record, frozen=True, kw_only=True):
    """One news item. `text` is the title (when known), a blank line, the body."""

    id: str
    """First 16 hexadecimal digits of the SHA-256 of `text` in UTF-8."""
    text: str
    name: str
    """What the user called the input: a path, a URL, or `-`."""
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: datetime.date | None = None
    language: str | None = None
    """ISO 639-1 code, as detected at intake."""
    encoding: str | None = None
    """Encoding the bytes were read with, when they came as bytes."""
    repairs: tuple[Repair, ...] = ()
    """What was mended in the text at intake."""


# --- how far to trust a row -----------------------------------------------------------------------------------------


class Confidence(StrEnum):
    """How sure a row is; calibrated numbers need judgements that do not exist yet."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Maker(Record, frozen=True, kw_only=True):
    """What made a row: a rule or model by name, with the version of the data or code that holds it."""

    rule: str
    version: str


class Severity(StrEnum):
    """How much a flag should worry the reader."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


# --- actors, times, places --------------------------------------------------------------------------------------------


class MentionKind(StrEnum):
    """How a report refers to an actor."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Mention(Record, frozen=True, kw_only=True):
    """One place where a report refers to an actor, with the reason it was linked there."""

    span: Span
    kind: MentionKind
    confidence: Confidence
    reason: str


class ActorKind(StrEnum):
    """What sort of thing an actor is."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"
    UNKNOWN = "unknown"


class Actor(Record, frozen=True, kw_only=True):
    """Who acts, resolved as far as the report and the gazetteer allow.

    `country` is ISO 3166 alpha-3; `sectors` are PLOVER manual 2.0 codes (GOV, MIL, REB, …). An unresolved actor keeps
    its words as `name` and has no codes that were not composed from those words.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    """Role at the report's date, or as the report describes it."""
    affiliation: str | None = None
    """Name of the body the actor speaks or acts for, when it is not the actor itself."""
    entry: str | None = None
    """Identifier of the gazetteer's entry, when one was matched."""
    wikidata: str | None = None
    mentions: tuple[Mention, ...]
    confidence: Confidence
    reason: str
    made_by: Maker


class Participant(Record, frozen=True, kw_only=True):
    """An actor in a role of a row, by id and name, with the words that put it there."""

    actor: str | None
    """`Actor.id`; `None` when the words name nobody the reading lists as an actor."""
    name: str
    span: Span


class Precision(StrEnum):
    """How finely a date is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class When(Record, frozen=True, kw_only=True):
    """A time: the first and last day it may be (both inclusive), or neither when it cannot be resolved."""

    span: Span | None
    start: datetime.date | None
    end: datetime.date | None
    precision: Precision
    reason: str


class PlaceKind(StrEnum):
    """What sort of place a name stands for."""

    COUNTRY = "country"
    AREA = "area"
    SETTLEMENT = "settlement"


class Where(Record, frozen=True, kw_only=True):
    """A place: name, ISO 3166 alpha-3 country, first-level region, WGS 84 degrees, kind."""

    span: Span
    name: str
    kind: PlaceKind
    country: str | None = None
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    reason: str


# --- events -----------------------------------------------------------------------------------------------------------


class EventType(StrEnum):
    """The sixteen event types of the PLOVER manual 2.0."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Factuality(StrEnum):
    """Whether the report presents an event as having happened."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    DEMANDED = "demanded"
    NEGATED = "negated"
    DENIED = "denied"


class Effect(StrEnum):
    """What happened to the affected persons of an event."""

    KILLED = "killed"
    INJURED = "injured"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    RELEASED = "released"
    DISPLACED = "displaced"
    PARTICIPATED = "participated"
    AFFECTED = "affected"


class Affected(Record, frozen=True, kw_only=True):
    """Persons an event touches: how many, in what way, living or dead when the report says so."""

    effect: Effect
    count: int | None
    """Number of persons stated or counted; `None` when the report gives none."""
    dead: bool | None = None
    names: tuple[str, ...] = ()
    span: Span


class Event(Record, frozen=True, kw_only=True):
    """A PLOVER event with its base type and its factuality (the two are never folded here).

    Symmetric events (a meeting, an agreement between equals) list all parties in `source`. `said_in` is the statement
    whose content reports the event; `rows` are other rows made from the same words (a threat is a statement, an event
    and a commitment).
    """

    id: str
    type: str
    """An `EventType`, or a type that a user's codebook adds."""
    mode: str | None
    contexts: tuple[str, ...]
    quad: str | None
    source: tuple[Participant, ...]
    target: tuple[Participant, ...]
    affected: tuple[Affected, ...]
    place: Where | None
    date: When | None
    factuality: Factuality
    predicate: Span
    sentence: Span
    condition: tuple[Span, ...] = ()
    said_in: str | None = None
    rows: tuple[str, ...] = ()
    confidence: Confidence
    reason: str
    made_by: Maker


# --- statements -------------------------------------------------------------------------------------------------------


class StatementKind(StrEnum):
    """How a statement's words are given: in quotation marks, reported, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """Speech act (or cited thought) that a cue expresses."""

    ASSERT = "assert"
    CLAIM = "claim"
    CONFIRM = "confirm"
    DENY = "deny"
    ACCUSE = "accuse"
    WARN = "warn"
    THREATEN = "threaten"
    PROMISE = "promise"
    OFFER = "offer"
    DEMAND = "demand"
    URGE = "urge"
    AGREE = "agree"
    REFUSE = "refuse"
    APOLOGISE = "apologise"
    WELCOME = "welcome"
    PRAISE = "praise"
    QUESTION = "question"
    THINK = "think"


class Relay(Record, frozen=True, kw_only=True):
    """One hand a statement passed through, as the report names it."""

    name: str
    actor: str | None
    span: Span


class Statement(Record, frozen=True, kw_only=True):
    """A speech act. `content` has several spans where a quotation breaks; `chain` lists the hands it
    passed through, from the one nearest to the report to the one nearest to the speaker.
    """

    id: str
    speaker: Participant | None
    addressees: tuple[Participant, ...]
    cue: Span | None
    content: tuple[Span, ...]
    kind: StatementKind
    act: Act
    hedged: bool
    """The report keeps its distance ("reportedly", "is said to have")."""
    chain: tuple[Relay, ...]
    said_in: str | None = None
    rows: tuple[str, ...] = ()
    confidence: Confidence
    reason: str
    made_by: Maker


# --- commitments ------------------------------------------------------------------------------------------------------


class CommitmentKind(StrEnum):
    """What an actor is bound to, or says it is (Searle's commissives and directives; obligations from agreements)."""

    PROMISE = "promise"
    GUARANTEE = "guarantee"
    OFFER = "offer"
    THREAT = "threat"
    DEMAND = "demand"
    OBLIGATION = "obligation"
    REFUSAL = "refusal"


class CommitmentStatus(StrEnum):
    """Life cycle of a commitment after Singh."""

    CONDITIONAL = "conditional"
    DETACHED = "detached"
    ACTIVE = "active"
    SATISFIED = "satisfied"
    VIOLATED = "violated"
    CANCELLED = "cancelled"
    RELEASED = "released"
    EXPIRED = "expired"


class Strength(StrEnum):
    """How firmly a commitment is put: "vowed" against "said" against "may"."""

    WEAK = "weak"
    PLAIN = "plain"
    STRONG = "strong"


class Commitment(Record, frozen=True, kw_only=True):
    """What `debtor` is bound to bring about for (or, in a threat, against) `creditor` once `antecedent` holds."""

    id: str
    kind: CommitmentKind
    debtor: tuple[Participant, ...]
    creditor: tuple[Participant, ...]
    antecedent: tuple[Span, ...]
    """The condition; empty when there is none."""
    consequent: tuple[Span, ...]
    deadline: When | None
    strength: Strength
    status: CommitmentStatus
    cue: Span | None
    said_in: str | None = None
    rows: tuple[str, ...] = ()
    confidence: Confidence
    reason: str
    made_by: Maker


# --- integrity --------------------------------------------------------------------------------------------------------


class FlagKind(StrEnum):
    """Reasons to trust a passage less."""

    GARBLED_TOKEN = "garbled token"
    ENCODING_DAMAGE = "encoding damage"
    LEFTOVER_MARKUP = "leftover markup"
    BOILERPLATE = "boilerplate"
    REPEATED_PASSAGE = "repeated passage"
    RUN_ON_HEADLINE = "run-on headline"
    BROKEN_GRAMMAR = "broken grammar"
    ODD_PARAPHRASE = "odd paraphrase"
    UNCLOSED_QUOTATION = "unclosed quotation"
    MISSING_DATE = "missing date"
    IMPOSSIBLE_DATE = "impossible date"
    UNCITED_SUPERLATIVE = "uncited superlative"
    ROLE_CONFLICT = "role conflict"
    TIME_CONFLICT = "time conflict"
    NUMBER_CONFLICT = "number conflict"
    CONTRADICTION = "contradiction"
    HEADLINE_NOT_BORNE_OUT = "headline not borne out"
    UNATTRIBUTED_CLAIM = "unattributed claim"


class Flag(Record, frozen=True, kw_only=True):
    """A reason to trust a passage, or the whole report, less. `rows` are the rows whose confidence it lowers."""

    id: str
    kind: FlagKind
    severity: Severity
    spans: tuple[Span, ...]
    """The passages concerned; empty when it is the report as a whole."""
    reason: str
    rows: tuple[str, ...] = ()
    made_by: Maker


class Trust(Record, frozen=True, kw_only=True):
    """How far the report can be trusted on its own evidence: 1.0 nothing found against it, 0.0 not at all."""

    score: float
    reasons: tuple[str, ...]


class Reading(Record, frozen=True, kw_only=True):
    """Everything taken from one report."""

    report: Report
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    commitments: tuple[Commitment, ...]
    flags: tuple[Flag, ...]
    trust: Trust

    def to_json(self) -> str:
        """This reading as one line of JSON."""
        return _encoder.encode(self).decode()

    def _repr_html_(self) -> str:
        """This reading as a notebook shows it."""
        from parley.outputs import notebook  # showing stands above the records, and only a notebook needs it

        return notebook.reading(self)

    @staticmethod
    def from_json(line: str | bytes) -> Reading:
        """Reads what `to_json` wrote.

        Raises:
            msgspec.ValidationError: `line` is not the JSON of a reading.
        """
        return _decoder.decode(line)


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Reading)


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a reading, as `docs/reading.schema.json` holds it."""
    return msgspec.json.schema(Reading)
