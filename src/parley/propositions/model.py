"""What a proposition is: one predicate with its roles, however the sentence was built.

A proposition lives inside one reading, beside its `Document`; positions are token positions in that document. Steps
after this one read propositions, never dependency arcs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from parley.records import Span


class Kind(StrEnum):
    """What the predicate is."""

    VERB = "verb"
    NOUN = "noun"
    """A nominalisation: "Israel's attack on X"."""
    ADJECTIVE = "adjective"
    """A copular predicate: "is ready to"."""


class Tense(StrEnum):
    """Time of the predicate relative to the telling, as grammar shows it."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


class ConditionKind(StrEnum):
    """How a condition is tied to its proposition."""

    IF = "if"
    UNLESS = "unless"
    UNTIL = "until"
    EXCHANGE = "exchange"


class Embedding(StrEnum):
    """How a proposition hangs in the one that embeds it (`Proposition.parent`)."""

    COMPLEMENT = "complement"
    """Object clause, controlled infinitive, quotation: what is said, planned, feared, agreed."""
    PURPOSE = "purpose"
    CONDITION = "condition"
    ADVERBIAL = "adverbial"
    RELATIVE = "relative"
    """Relative or participial clause on a noun of the parent."""
    NOMINAL = "nominal"
    """A noun predicate that fills a role of the parent: "called for the release of X"."""


GUESS = 3
"""Penalty of a path that, in the rows that were read, led to somebody else more often than not (docs/codebook.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One role of a proposition.

    `role` is "agent", "patient", "recipient", "complement", "place", "time", a preposition ("with", "on", "over"),
    or "possessor" where a noun's possessor could be either agent or patient. `penalty` is 0 for the exact path and
    grows with how forgiving the path was that found it (1: likely, 2: perhaps, `GUESS`: mostly wrong).
    """

    role: str
    token: int
    """Head of the argument's phrase."""
    penalty: int
    path: str
    """Name of the path that found it, for reasons shown to people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A clause or phrase on which the proposition depends."""

    kind: ConditionKind
    token: int
    """Head of the condition's clause or phrase."""
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """One predicate with its roles.

    `keys` are the names under which a codebook may know the predicate, most specific first. Words are lemmas:
    "meet with", "carry out", "call for", "open + fire on", "launch + strike on", "hold + talk with", "shelling/n",
    "attack on/n", "ready/a". A light verb with a nominal gives one proposition that carries the keys of both
    ("hold + talk with", "hold + talk", "talk with/n", "talk/n"). `arguments` lists coordinated arguments one by one.
    """

    index: int
    """Position in the sequence of the document's propositions, which is in order of `token`."""
    token: int
    """Head token of the predicate (the verb; for a light verb, the verb; for a nominalisation, the noun)."""
    nominal: int | None
    """The noun that carries the meaning of a light verb."""
    kind: Kind
    keys: tuple[str, ...]
    span: Span
    """The predicate's words."""
    arguments: tuple[Argument, ...]
    negated: bool
    negation: str | None
    """The word that negates: "not", "never", "fail", "refuse", "without"."""
    modality: str | None
    """Modal or semi-modal lemma: "may", "will", "must", "be to", …"""
    tense: Tense
    passive: bool
    imperative: bool
    conditions: tuple[Condition, ...]
    purpose: int | None
    """Index of the proposition that states this one's purpose."""
    parent: int | None
    """Index of the proposition that embeds this one."""
    embedding: Embedding | None

    def tokens(self, *roles: str) -> list[int]:
        """Head tokens of the arguments in any of `roles`, in the order of `roles`, then of the text."""
        return [a.token for role in roles for a in self.arguments if a.role == role]
