"""Who fills the roles of an event's frame: its paths in order, the first that leads to somebody."""

from __future__ import annotations

from collections.abc import Sequence

from parley.events import participants
from parley.events.astray import leads_astray
from parley.events.coder import Coder
from parley.language.document import Document
from parley.propositions.model import Proposition
from parley.records import EventType, Participant

Found = tuple[str | None, tuple[Participant, ...], int]
"""The path that led to participants, they, and how many were reached through their phrase."""


def fill(
    coder: Coder,
    proposition: Proposition,
    paths: tuple[str, ...],
    taken: tuple[Participant, ...],
    *,
    doer: bool = False,
    label: str | None = None,
) -> Found:
    """The first role path that leads to participants who are not taken yet; `label` is the type whose target is sought."""
    known = {key for p in taken for key in (p.actor, p.name) if key is not None}
    for path in paths:
        tokens = coder.matcher.tokens(proposition, path)
        if path == "recipient":  # what the press is told is for all
            tokens = [t for t in tokens if "press" not in coder.kinds(t)]
        tokens = [t for t in tokens if not _bare_hostage(coder.document, t)]
        if label is not None:
            tokens = [t for t in tokens if not _astray(coder, label, path, t)]
        if not tokens or path == "complement":  # anybody inside a clause is a guess that only `relate` needs
            continue
        found, indirect = participants.resolve(coder.document, coder.actors, coder.kinds, tokens, doer=doer)
        if label in _DONE_TO_SOMEBODY or label == EventType.ASSAULT:
            found = somebody(coder, path, tokens, found, things=label == EventType.ASSAULT)
        new = tuple(p for p in found if p.actor not in known and p.name not in known)
        if new:
            return path, new, indirect
    return None, (), 0


def somebody(
    coder: Coder, path: str, tokens: Sequence[int], found: tuple[Participant, ...], *, things: bool
) -> tuple[Participant, ...]:
    """Whom something is done to: those found, whoever owns a mere thing, or a place that it goes to or falls on.

    Nobody else, unless it can be done to `things` that nobody owns.
    """
    if any(p.actor is not None for p in found):
        return found
    document = coder.document
    placed = coder.codebook.words.get("placed", frozenset())
    towns = coder.codebook.words.get("settlement", frozenset()) if things else frozenset()
    owned = [t for t in tokens if document.lemmas[t].lower() not in placed | towns]
    whose = [o for t in owned for o in participants.owners(document, coder.kinds, t)]
    if things:  # an army's posts, no more than that: "the village with Norland's help"
        whose = [o for o in whose if document.heads[o] in owned]
    owning, _ = participants.resolve(document, coder.actors, coder.kinds, whose)
    if any(p.actor is not None for p in owning):
        return owning
    falls = path in _FALLING and any("place" in coder.kinds(t) for t in tokens)
    return found if falls or things else ()


_FALLING = frozenset(
    [
        *("to", "on", "against", "for", "with", "from", "recipient", "complement.on", "complement.against"),
        *("patient.to", "patient.on", "patient.against", "patient.for", "patient.with"),
    ]
)


def _astray(coder: Coder, label: str, path: str, token: int) -> bool:
    return leads_astray(coder.document, coder.propositions, coder.kinds, label, path, token)


def _bare_hostage(document: Document, token: int) -> bool:
    """Whether "hostage" is a word of the verb ("was taken hostage", "held them captive") and names nobody."""
    kept = {document.deps[c] for c in document.children[token]} & {"det", "nummod", "nmod:poss", "amod"}
    return document.words[token].lower() in _BARE_STATES and not kept


_BARE_STATES = frozenset({"hostage", "captive", "prisoner"})


_DONE_TO_SOMEBODY = frozenset(
    [
        EventType.AGREE,
        EventType.AID,
        EventType.MOBILIZE,
        EventType.REJECT,
        EventType.REQUEST,
        EventType.SUPPORT,
        EventType.THREATEN,
    ]
)
