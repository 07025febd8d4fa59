"""Everything the checks look at, gathered once."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from parley.actors import Gazetteer
from parley.language import Document
from parley.records import (
    Actor,
    Commitment,
    Event,
    FlagKind,
    MentionKind,
    Report,
    Severity,
    Span,
    Statement,
)
from parley.times import Time


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Passages that do not go together. `actors` are ids of those concerned."""

    kind: FlagKind
    severity: Severity
    spans: tuple[Span, ...]
    reason: str
    rule: str
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One report with its parse and its rows."""

    report: Report
    document: Document
    actors: tuple[Actor, ...]
    times: tuple[Time, ...]
    events: tuple[Event, ...]
    statements: tuple[Statement, ...]
    commitments: tuple[Commitment, ...]
    actor_of: dict[int, frozenset[str]]
    """Token of a mention to the ids of the actors it refers to."""
    quoted: tuple[bool, ...]
    """Whether a token stands inside the content of a direct statement."""
    gazetteer: Gazetteer | None
    """What is known of actors apart from the report."""

    @staticmethod
    def of(
        document: Document,
        report: Report,
        *,
        actors: tuple[Actor, ...],
        times: tuple[Time, ...],
        events: tuple[Event, ...],
        statements: tuple[Statement, ...],
        commitments: tuple[Commitment, ...],
        gazetteer: Gazetteer | None = None,
    ) -> Case:
        """The case of a report."""
        actor_of: dict[int, frozenset[str]] = {}
        for actor in actors:
            for mention in actor.mentions:
                for token in _tokens(document, mention.span):
                    actor_of[token] = actor_of.get(token, frozenset()) | {actor.id}
        quoted = [False] * len(document)
        for statement in statements:
            for span in statement.content:
                if statement.kind != "indirect":
                    for token in _tokens(document, span):
                        quoted[token] = True
        return Case(
            report=report,
            document=document,
            actors=actors,
            times=times,
            events=events,
            statements=statements,
            commitments=commitments,
            actor_of=actor_of,
            quoted=tuple(quoted),
            gazetteer=gazetteer,
        )

    def title_end(self) -> int:
        """Number of tokens of the title."""
        title = self.report.title
        if not title or not self.report.text.startswith(title):
            return 0
        return bisect_right(self.document.starts, len(title) - 1)

    def actors_near(self, first: int, last: int) -> frozenset[str]:
        """Ids of the actors mentioned by tokens `first` to `last` (half-open)."""
        found: set[str] = set()
        for token in range(max(0, first), min(last, len(self.document))):
            found |= self.actor_of.get(token, frozenset())
        return frozenset(found)

    def names(self, actor: Actor) -> list[Span]:
        """Spans at which an actor is called by name."""
        return [m.span for m in actor.mentions if m.kind is MentionKind.NAME]


def _tokens(document: Document, span: Span) -> range:
    """The tokens inside a span."""
    first = max(0, bisect_right(document.starts, span.start) - 1)
    if document.ends[first] <= span.start:
        first += 1
    last = bisect_right(document.starts, span.end - 1)
    return range(first, last)


def tokens(document: Document, span: Span) -> range:
    """The tokens inside a span."""
    return _tokens(document, span) if len(document) else range(0)
