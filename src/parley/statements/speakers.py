"""The speaker of an attribution as a participant, and the hands its words passed through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from parley.language.document import Document
from parley.records import Participant, Relay, Span
from parley.statements.attribution import NAMING, Attribution, case

if TYPE_CHECKING:
    from parley.actors import Actors

_BEFORE = frozenset({"det", "amod", "compound", "nmod", "nummod", "flat", "case"})
"""Relations of the words before a noun that belong to its phrase."""


def speaker(
    document: Document, draft: Attribution, actors: Actors, drafts: Sequence[Attribution]
) -> tuple[Participant | None, tuple[Relay, ...]]:
    """Who speaks, and through whom: sources whose own content is this attribution relay it.

    The speaker's span is the whole phrase with its appositions and clauses; the name is the actor's, or the phrase
    without them ("one of these officials"); of several who speak together, the names of all.
    """
    if draft.source is None or draft.open:
        return None, _chain(document, draft, actors, drafts)
    found = actors.participants(document, draft.source)
    if not found:
        return None, _chain(document, draft, actors, drafts)
    actor = found[0].actor
    names = [p.name for p in found] if actor is not None else [_phrase(document, draft.source).text]
    for other in document.dependents(draft.source, "conj"):
        linked = any(document.deps[c] == "cc" for c in document.children[other])
        if (
            linked
            and not _of_the_same(document, draft.source, other)
            and (draft.stands_in is None or _before_relative(document, other, draft.stands_in))
            and other not in draft.content
            and document.upos[other] in NAMING
        ):
            joined = actors.participants(document, other)
            names += [
                joined[0].name if joined and joined[0].actor is not None else _phrase(document, other).text
            ]
    name = " and ".join(dict.fromkeys(names))
    participant = Participant(actor=actor, name=name, span=extent(document, draft))
    return participant, _chain(document, draft, actors, drafts)


def _before_relative(document: Document, other: int, pronoun: int) -> bool:
    """ "The senators and members who back it": a relative clause without a comma is about all of them."""
    several = document.tags[other] in ("NNS", "NNPS")
    return several and other < pronoun and document.upos[pronoun - 1] != "PUNCT"


def _of_the_same(document: Document, named: int, other: int) -> bool:
    """ "Ila Dorn, a lawyer in Tarn, and owner of a mill": a second thing said of one who has an apposition."""
    bare = not any(document.deps[c] in ("det", "nmod:poss", "nummod") for c in document.children[other])
    singular = document.upos[other] == "NOUN" and document.tags[other] == "NN"
    return document.upos[named] == "PROPN" and bare and singular


def extent(document: Document, draft: Attribution) -> Span:
    """All words of the source: its phrase with appositions, clauses and conjuncts, as far as neither cue nor content cut it."""
    assert draft.source is not None  # noqa: S101 - callers ask for attributions with a source
    if draft.stands_in is not None:
        return document.span(draft.stands_in, draft.stands_in + 1)
    head = draft.source
    top = _counted(document, head, draft)
    own = set(document.subtree(top))
    for token in (head, top):
        entity = document.entity_of[token]
        if entity is not None:
            own.update(range(entity.start, entity.end))
    own -= {*range(*draft.cue), *draft.content}
    first = last = head
    while first - 1 in own:
        first -= 1
    while last + 1 in own:
        last += 1
    return _trimmed(document, first, last, head)


def _counted(document: Document, head: int, draft: Attribution) -> int:
    """ "Most of the candidates": the word that counts, where the parse's subject is "candidates"."""
    above = document.heads[head]
    counts = document.upos[above] in ("DET", "ADJ", "NUM", "PRON") and case(document, head) == "of"
    return (
        above if document.deps[head] == "nmod" and above < head and above != draft.head and counts else head
    )


def _trimmed(document: Document, first: int, last: int, head: int) -> Span:
    """Without a preposition or conjunction before it, and without marks at its edges unless they are a pair's second."""
    while first < head and (
        document.upos[first] in ("PUNCT", "CCONJ", "ADP", "SCONJ")
        or document.deps[first] in ("case", "mark", "cc")
    ):
        first += 1
    while (
        last > head
        and (document.upos[last] in ("PUNCT", "CCONJ") or document.tags[last] == "POS")
        and not (document.words[last] == ")" and "(" in document.words[first:last])
    ):
        last -= 1
    return document.span(first, last + 1)


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
