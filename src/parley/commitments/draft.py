"""A commitment on its way: what was found, before ids, status and links are known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.commitments import conditions, contents
from parley.commitments.contents import Content
from parley.commitments.desk import Desk
from parley.propositions.model import Kind, Proposition
from parley.records import CommitmentKind, CommitmentStatus, Participant, Span, Strength

if TYPE_CHECKING:
    from parley.commitments.said import Said


COMMISSIVE = frozenset({"promise", "guarantee", "offer", "threat", "refusal"})
"""Kinds by which somebody binds themselves (Searle's commissives)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One telling of one commitment."""

    kind: CommitmentKind
    debtor: tuple[Participant, ...]
    creditor: tuple[Participant, ...]
    antecedent: tuple[Span, ...]
    consequent: tuple[Span, ...]
    content: int
    """Head token of what is to be done."""
    antecedent_tokens: tuple[int, ...] = ()
    act: int | None = None
    """Head token of the act's predicate."""
    cue: Span | None = None
    strength: Strength = Strength.PLAIN
    status: CommitmentStatus | None = None
    said_in: str | None = None
    doubts: tuple[str, ...] = ()
    """Why it may be wrong; each lowers confidence by a step."""
    reason: str
    rule: str

    @property
    def position(self) -> int:
        """First character of the commitment."""
        starts = [span.start for span in self.consequent]
        return min([*starts, self.cue.start] if self.cue else starts)


def words_of(
    desk: Desk,
    content: Content,
    act: Proposition | None,
    subject: bool,
    said: Said | None = None,
    without: Iterable[int] = (),
) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[int, ...]]:
    """Consequent, antecedent, and the tokens of the antecedent; inside what is said, when a statement is given."""
    opened = contents.condition_heads(desk, content, act, None if said is None else said.cue)
    if said is not None and said.quoted:  # what hangs on "said" outside the marks is the report's
        opened = [first for first in opened if first.first in said.tokens]
    inside = {token for first in opened for token in conditions.tokens(desk, first)}
    bound = set(inside)
    inside.update(without)
    if said is not None:
        inside.update(t for t in desk.document.subtree(content.token) if t not in said.tokens)
        inside.update(_time_of_saying(desk, content, said))
    consequent = contents.spans(desk, content, inside, subject)
    antecedent = [span for first in opened for span in contents.condition(desk, first)]
    occasion = contents.occasion(desk, content)
    if occasion is not None:
        antecedent += contents.relative(desk, occasion)
        bound.update(desk.document.subtree(occasion))
        consequent = contents.spans(desk, content, inside | bound, subject)
    for head in contents.general(desk, content):
        antecedent += contents.relative(desk, head)
        bound.update(desk.document.subtree(head))
    return consequent, tuple(antecedent), tuple(sorted(bound))


def _time_of_saying(desk: Desk, content: Content, said: Said) -> list[int]:
    """As in "said on Monday it would close the port": when it was said, though the parse hung it on what is said."""
    document = desk.document
    subject = desk.subject(content.token)
    if said.quoted or said.cue is None or subject is None:
        return []
    return [
        t
        for c in document.children[content.token]
        if document.deps[c].startswith("obl") and c < subject and document.edges(c)[0] == said.cue + 1
        for t in document.subtree(c)
    ]


def hostile(desk: Desk, content: Content) -> bool:
    """Whether what is to be done is done against somebody.

    By the event it would be (material conflict), else by its words: "sanctions", "attack".
    """
    proposition = content.proposition
    if content.noun:
        start = desk.document.starts[content.token]
        attack = any(e.type in ("ASSAULT", "COERCE") for e in desk.by_start.get(start, ()))
        return attack or desk.lemma(content.token) in desk.words("hostile_nouns")
    if proposition is None:
        return False
    spared = desk.words("hostile_unless_objects")
    patients = {desk.lemma(t) for t in (*proposition.tokens("patient"), proposition.nominal) if t is not None}
    if any("+" in key for key in desk.words("hostile").intersection(desk.matcher.keys(proposition))):
        return True  # "open fire"
    if patients & spared:
        return False
    alone = not patients and not proposition.passive
    if alone and desk.lemma(content.token) == "disarm":
        return False
    start = desk.document.starts[content.token]
    if proposition.kind is Kind.ADJECTIVE and desk.lemma(content.token) in desk.words("hostile_states"):
        return True
    if desk.lemma(content.token) in desk.words("attempting"):
        tried = desk.document.dependents(content.token, "xcomp")
        if tried:
            return any(hostile(desk, contents.at(desk, t)) for t in tried if t > content.token)
    if desk.lemma(content.token) in desk.words("ending"):
        return bool(desk.words("hostile").intersection(desk.matcher.keys(proposition)))
    # To raise troops is against nobody yet.
    if any(e.quad == "material conflict" and e.type != "MOBILIZE" for e in desk.by_start.get(start, ())):
        return True
    if _steps_against(desk, proposition):
        return True
    particle = desk.document.dependents(content.token, "compound:prt")
    if desk.lemma(content.token) in desk.words("hostile_light") and not particle:
        nouns = {desk.lemma(t) for t in proposition.tokens("patient", "with", "to")}
        if proposition.nominal is not None:
            nouns.add(desk.lemma(proposition.nominal))
        if nouns & desk.words("hostile_nouns"):
            return True
    return bool(desk.words("hostile").intersection(proposition.keys))


_STEPS = frozenset(
    {"action", "step", "measure", "proceeding", "case", "suit", "lawsuit", "motion", "complaint"}
)
_HARSH = frozenset({"legal", "retaliatory", "punitive", "disciplinary", "military", "criminal"})


def _steps_against(desk: Desk, proposition: Proposition) -> bool:
    """As in "take legal action against the paper", "file a suit", "take retaliatory measures"."""
    taken = {proposition.token, *proposition.tokens("patient")}
    if proposition.nominal is not None:
        taken.add(proposition.nominal)
    if desk.lemma(proposition.token) not in _TAKING:
        return False
    for step in taken:
        if desk.lemma(step) not in _STEPS:
            continue
        words = {desk.lemma(c) for c in desk.document.children[step]}
        beside = {*desk.document.children[step], *desk.document.children[proposition.token]}
        if desk.lemma(step) in ("suit", "lawsuit") or words & _HARSH:
            return True
        if any(desk.case(c) == "against" for c in beside):
            return True
    return False


_TAKING = frozenset(
    {"take", "bring", "file", "launch", "initiate", "begin", "start", "open", "institute", "lodge"}
)


def others(parties: tuple[Participant, ...], than: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """The parties that are not among `than`, by actor where there is one."""
    actors = {p.actor for p in than if p.actor}
    return tuple(p for p in parties if p not in than and not (p.actor and p.actor in actors))
