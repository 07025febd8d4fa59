"""Who is source and who is target: from a frame's role paths to participants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parley.codebook.match import Match
from parley.events import further, participants, prompted
from parley.events.coder import Coder
from parley.events.fillers import fill
from parley.propositions.model import GUESS, Proposition
from parley.records import Event, EventType, Participant


@dataclass(frozen=True, slots=True)
class Roles:
    """Participants of one event, with how they were found."""

    source: tuple[Participant, ...]
    target: tuple[Participant, ...]
    penalty: int
    indirect: int
    words: str
    guessed: bool = False
    """Whether a path was taken that is mostly wrong."""
    prompted: bool = False
    """Whether the target is whoever brought a demand of nobody named about."""


def roles_of(coder: Coder, proposition: Proposition, match: Match) -> Roles:
    """Source and target of a match: the frame's paths in order, then what lies behind a deed or further on in its clause."""
    frame = match.frame
    source_path, source, indirect = fill(coder, proposition, frame.source, taken=(), doer=True)
    if not source and coder.codebook.quad(frame.label) == "material conflict":
        _, suffering, _ = fill(coder, proposition, frame.target, taken=())
        source_path, source, indirect = fill(coder, proposition, further.THROUGH, taken=suffering, doer=True)
        source = tuple(p for p in source if p.actor is not None)  # "killed in a boat attack"
        if not source:
            source_path, source, indirect = further.of_what_befell(coder, proposition, suffering)
        if not source and frame.label == EventType.ASSAULT and suffering:
            source_path, source, indirect = further.of_the_claim(coder, proposition, suffering)
    if not source and frame.label == EventType.ACCUSE:
        source_path, source, indirect = further.of_the_deed(coder, proposition)
    if not source and coder.codebook.quad(frame.label) == "verbal conflict":
        source_path, source, indirect = further.of_the_text(coder, proposition)
    target_path, target, more = fill(coder, proposition, frame.target, taken=source, label=frame.label)
    if not source and frame.label == EventType.REQUEST:
        noun = proposition.token if proposition.nominal is None else proposition.nominal
        tokens = prompted.doers(coder.document, coder.propositions, noun, coder.codebook.words)
        whose, indirect = participants.resolve(coder.document, coder.actors, coder.kinds, tokens, doer=True)
        if whose:
            return Roles((), whose, 0, indirect, "target by the deed that brought it about", prompted=True)
    if source and not target and frame.label == EventType.ASSAULT:
        target_path, target, more = further.against(coder, proposition, source)
        if not target:
            target_path, target, more = further.of_the_aim(coder, proposition, source)
    if source and frame.label == EventType.ASSAULT and target and all(p.actor is None for p in target):
        target_path, target, more = further.holder(coder, proposition, source) or (target_path, target, more)
    if frame.label == EventType.ACCUSE and target:
        target_path, target = further.not_the_victims(coder, proposition, target_path, target)
    alike = _MET if frame.symmetric and frame.label == EventType.CONSULT else _ALIKE
    if symmetric(coder, match) and target and target_path in alike:
        source, target = (*source, *target), ()
    used = {path.partition(".")[0] for path in (source_path, target_path) if path}
    by = [a for a in proposition.arguments if a.role in used]
    penalty, guessed = sum(a.penalty for a in by), any(a.penalty >= GUESS for a in by)
    words = f"source by {source_path or 'nothing'}, target by {target_path or 'nothing'}"
    return Roles(source, target, penalty, indirect + more, words, guessed=guessed)


def symmetric(coder: Coder, match: Match) -> bool:
    """Whether all who take part in such an event are its sources."""
    return match.frame.symmetric or coder.codebook.types[match.frame.label].symmetric


_MET = frozenset({"with", "between", "among", "patient", "to", "patient.with", "patient.between"})
"""Roles by which the other side of a meeting stands beside the first, whoever of them is the subject."""
_ALIKE = frozenset({"with", "between", "among", "complement.with", "patient.with", "patient.between"})
"""Roles by which the other party of a symmetric event stands beside the first."""


def of_those_who_met(
    coder: Coder, proposition: Proposition, match: Match, roles: Roles, before: Sequence[Event]
) -> Roles:
    """Roles of a deal that a meeting struck ("the talks struck a deal"): it is of those who met last."""
    frame, document = match.frame, coder.document
    if roles.source or not frame.symmetric or frame.label != EventType.AGREE:
        return roles
    _, doers = coder.matcher.fillers(proposition, frame.source)
    talks = coder.codebook.words.get("talks", frozenset()) | _IT
    if not doers or any(document.lemmas[t].lower() not in talks for t in doers):
        return roles
    here = document.sentence_of[proposition.token]
    first = document.starts[document.sentences[max(0, here - _SENTENCES)][0]]
    met = next((e for e in reversed(before) if e.type == EventType.CONSULT), None)
    if met is None or met.predicate.start < first or met.said_in is not None:
        return roles
    others = tuple(p for p in roles.target if p.name not in {q.name for q in met.source})
    return Roles(met.source, others, roles.penalty, roles.indirect + 1, f"{roles.words}, source by who met")


_IT = frozenset({"it", "this", "that", "which"})
_SENTENCES = 3
"""Sentences before a deal in which those who struck it are told to meet."""
