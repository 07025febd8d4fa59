"""A commitment on its way: what was found, before ids, status and links are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parley.commitments import conditions, contents
from parley.commitments.contents import Content
from parley.commitments.desk import Desk
from parley.propositions.model import Proposition
from parley.records import CommitmentKind, CommitmentStatus, Participant, Span, Strength


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
    antecedent_heads: tuple[int, ...] = ()
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
    desk: Desk, content: Content, act: Proposition | None, subject: bool
) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[int, ...]]:
    """Consequent, antecedent, and the heads of the antecedents."""
    heads = contents.condition_heads(desk, content, act)
    drop = [h for h in heads if desk.document.deps[h] != "acl:relcl"]
    consequent = contents.spans(desk, content, drop, subject)
    antecedent = tuple(span for head in heads for span in contents.clause(desk, head))
    return consequent, antecedent, tuple(heads)


def hostile(desk: Desk, content: Content) -> bool:
    """Whether what is to be done is done against somebody.

    By the event it would be (material conflict), else by its words: "sanctions", "attack".
    """
    proposition = content.proposition
    if content.noun:
        return desk.lemma(content.token) in desk.words("hostile_nouns")
    if proposition is None:
        return False
    spared = desk.words("hostile_unless_objects")
    patients = {desk.lemma(t) for t in proposition.tokens("patient")}
    if patients & spared:
        return False
    start = desk.document.starts[content.token]
    if any(event.quad == "material conflict" for event in desk.by_start.get(start, ())):
        return True
    if {desk.lemma(t) for t in proposition.tokens("patient", "with")} & desk.words("hostile_nouns"):
        return desk.lemma(content.token) not in ("stop", "end", "avoid", "prevent", "lift", "suspend", "halt", "cease")
    return bool(desk.words("hostile").intersection(proposition.keys))


def tokens_of_conditions(desk: Desk, drafts: Sequence[Draft]) -> set[int]:
    """All tokens that stand in some antecedent."""
    return conditions.tokens(desk, (head for draft in drafts for head in draft.antecedent_heads))
