"""The speaker of an attribution as a participant, and the hands its words passed through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from parley.language.document import Document
from parley.records import Participant, Relay, Span
from parley.statements.attribution import Attribution

if TYPE_CHECKING:
    from parley.actors import Actors

_BEFORE = frozenset({"det", "amod", "compound", "nmod", "nummod", "flat", "case"})
"""Relations of the words before a noun that belong to its phrase."""


def speaker(
    document: Document, draft: Attribution, actors: Actors, drafts: Sequence[Attribution]
) -> tuple[Participant | None, tuple[Relay, ...]]:
    """Who speaks, and through whom: sources whose own content is this attribution relay it."""
    if draft.source is None:
        return None, _chain(document, draft, actors, drafts)
    found = actors.participants(document, draft.source)
    if not found:
        return None, _chain(document, draft, actors, drafts)
    span = _phrase(document, draft.source)
    participant = found[0]
    # An unnamed source keeps its description ("one of these officials").
    name = participant.name if participant.actor is not None else span.text
    participant = Participant(actor=participant.actor, name=name, span=span)
    return participant, _chain(document, draft, actors, drafts)


def _phrase(document: Document, token: int) -> Span:
    first, last = token, document.edges(token)[1]
    for child in document.children[token]:
        if child < token and document.deps[child].partition(":")[0] in _BEFORE:
            first = min(first, document.edges(child)[0])
        if child > token and document.deps[child] in (
            "acl:relcl",
            "appos",
            "acl",
            "conj",
            "punct",
            "parataxis",
            "cc",
        ):
            last = min(last, document.edges(child)[0])
    while last > token + 1 and document.upos[last - 1] in ("PUNCT", "CCONJ"):
        last -= 1
    while first < token and (
        document.upos[first] in ("PUNCT", "CCONJ", "ADP") or document.deps[first] in ("case", "fixed", "mark")
    ):
        first += 1
    return document.span(first, max(last, token + 1))


def _chain(
    document: Document, draft: Attribution, actors: Actors, drafts: Sequence[Attribution]
) -> tuple[Relay, ...]:
    outer = [
        other
        for other in drafts
        if other is not draft
        and other.source is not None
        and other.source != draft.source
        and draft.head in other.content
        and len(other.content) > len(draft.content)
    ]
    outer.sort(key=lambda d: -len(d.content))
    relays = []
    for other in outer:
        assert other.source is not None  # noqa: S101 - filtered above
        participant = actors.participants(document, other.source)
        span = _phrase(document, other.source)
        actor = participant[0].actor if participant else None
        relays.append(Relay(name=span.text, actor=actor, span=span))
    return tuple(relays)
