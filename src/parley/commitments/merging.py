"""One row for one commitment: what the report tells twice is joined, with the words of both tellings as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parley.commitments.desk import Desk, same_party
from parley.commitments.draft import Draft
from parley.records import CommitmentKind

_BINDING = frozenset({CommitmentKind.PROMISE, CommitmentKind.GUARANTEE})
_STOP = frozenset(
    {"the", "a", "an", "of", "to", "and", "all", "its", "their", "be", "that", "it", "they", "in", "for"}
)


@dataclass(frozen=True, slots=True)
class Merged:
    """A draft with the other tellings of the same commitment."""

    draft: Draft
    others: tuple[Draft, ...]


def merge(desk: Desk, drafts: Sequence[Draft]) -> list[Merged]:
    """Groups tellings of one commitment.

    Two drafts are one commitment when kind (promise and guarantee count as one) and debtor agree, the conditions do not
    contradict each other, and the deed is the same predicate, or one of the same group in the lexicon ("free", "release"),
    with the same things. Limits: other paraphrases stay apart.
    """
    groups: list[list[Draft]] = []
    for draft in drafts:
        for group in groups:
            if _same(desk, group[0], draft):
                group.append(draft)
                break
        else:
            groups.append([draft])
    return [_joined(group) for group in groups]


def _same(desk: Desk, one: Draft, other: Draft) -> bool:
    if one.kind is not other.kind and not {one.kind, other.kind} <= _BINDING:
        return False
    if one.debtor and other.debtor and not same_party(one.debtor, other.debtor):
        return False
    if bool(one.debtor) != bool(other.debtor):
        return False
    if (
        one.antecedent
        and other.antecedent
        and not _words(desk, one.antecedent_tokens) & _words(desk, other.antecedent_tokens)
    ):
        return False
    mine_, theirs_ = desk.lemma(one.content), desk.lemma(other.content)
    if mine_ != theirs_ and theirs_ not in desk.acts.lexicon.same.get(mine_, frozenset()):
        return False
    mine, theirs = _objects(desk, one), _objects(desk, other)
    return mine == theirs or bool(mine & theirs) or (not theirs and other.said_in is not None)


def _objects(desk: Desk, draft: Draft) -> set[str]:
    """What the deed is about: lemmas of the content words beside its head, actors by id."""
    found: set[str] = set()
    proposition = desk.matcher.at(draft.content)
    tokens = (
        [a.token for a in proposition.arguments if a.role not in ("agent", "time", "place")]
        if proposition is not None
        else list(desk.document.children[draft.content])
    )
    for token in tokens:
        for participant in desk.actors.participants(desk.document, token) if desk.acting(token) else ():
            if participant.actor:
                found.add(participant.actor)
        if desk.document.upos[token] in ("NOUN", "PROPN", "VERB", "ADJ") and desk.lemma(token) not in _STOP:
            found.add(desk.lemma(token))
    return found


def _words(desk: Desk, tokens: Sequence[int]) -> set[str]:
    return {desk.lemma(token) for token in tokens if desk.document.upos[token] in ("VERB", "NOUN", "PROPN")}


def _joined(group: Sequence[Draft]) -> Merged:
    """The first telling with a condition leads; kind guarantee wins over promise, a status told wins over none."""
    lead = next((d for d in group if d.antecedent), group[0])
    kind = CommitmentKind.GUARANTEE if any(d.kind is CommitmentKind.GUARANTEE for d in group) else lead.kind
    status = next((d.status for d in group if d.status is not None), None)
    creditor = lead.creditor or next((d.creditor for d in group if d.creditor), ())
    debtor = lead.debtor
    return Merged(
        replace(lead, kind=kind, status=status, creditor=creditor, debtor=debtor),
        tuple(d for d in group if d is not lead),
    )
