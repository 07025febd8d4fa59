"""Rows as marks on a text, for annotation tools: labelled passages, and who stands in which role to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parley.ledger import RowKind
from parley.ledger.judgements import Row, kind_of
from parley.records import Event, Span, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """One row on its text."""

    kind: RowKind
    row: str
    type: str
    """Type, act or kind."""
    head: tuple[Span, ...]
    """Predicate or cue; the content or consequent where there is none."""
    has_words: bool
    """Whether `head` is a predicate or cue."""
    roles: tuple[tuple[str, tuple[Span, ...]], ...]
    """Role and the passages that have it."""
    attributes: tuple[tuple[str, str], ...]
    """What else is said of it."""


def marks(row: Row) -> Marks:
    """The marks of a row."""
    roles = tuple((role, spans) for role, spans in _roles(row) if spans)
    words: Span | None
    passage: tuple[Span, ...]
    if isinstance(row, Event):
        words, passage, label = row.predicate, (row.sentence,), row.type
    elif isinstance(row, Statement):
        words, passage, label = row.cue, row.content, str(row.act)
    else:
        words, passage, label = row.cue, row.consequent, str(row.kind)
    return Marks(
        kind=kind_of(row),
        row=row.id,
        type=label,
        head=(words,) if words is not None else passage,
        has_words=words is not None,
        roles=roles,
        attributes=tuple(_attributes(row)),
    )


def _roles(row: Row) -> Iterator[tuple[str, tuple[Span, ...]]]:
    if isinstance(row, Event):
        for participant in row.source:
            yield "Source", (participant.span,)
        for participant in row.target:
            yield "Target", (participant.span,)
        return
    if isinstance(row, Statement):
        yield "Source", (row.speaker.span,) if row.speaker else ()
        for addressee in row.addressees:
            yield "Addressee", (addressee.span,)
        yield "Content", row.content
        return
    for debtor in row.debtor:
        yield "Debtor", (debtor.span,)
    for creditor in row.creditor:
        yield "Creditor", (creditor.span,)
    yield "Antecedent", row.antecedent
    yield "Consequent", row.consequent


def _attributes(row: Row) -> Iterator[tuple[str, str]]:
    if isinstance(row, Event):
        yield "Factuality", str(row.factuality)
        if row.mode:
            yield "Mode", row.mode
        if row.date and row.date.start and row.date.end:
            yield "Date", f"{row.date.start}/{row.date.end}"
    elif isinstance(row, Statement):
        yield "Speech", str(row.kind)
    else:
        yield "Status", str(row.status)
        yield "Strength", str(row.strength)
