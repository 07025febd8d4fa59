"""Where a commitment stands, from what the same report says: Singh's life cycle.

A commitment with a condition is conditional until the report tells that the condition has come about (detached); without
one it is active. It is satisfied or violated when a later event of the report, told as having happened, is what the
debtor was bound to do, or its opposite. The ledger follows it across reports.
"""

from __future__ import annotations

from parley.commitments import contents
from parley.commitments.desk import Desk
from parley.commitments.draft import Draft
from parley.propositions.model import Kind, Proposition, Tense
from parley.records import CommitmentKind, CommitmentStatus, Participant

_BINDING = frozenset(
    {
        CommitmentKind.PROMISE,
        CommitmentKind.GUARANTEE,
        CommitmentKind.OBLIGATION,
        CommitmentKind.THREAT,
        CommitmentKind.OFFER,
        CommitmentKind.DEMAND,
    }
)


def status(desk: Desk, draft: Draft) -> tuple[CommitmentStatus, str]:
    """The state and why."""
    if draft.status is not None:
        return draft.status, "the verb says so"
    if draft.kind in _BINDING:
        done = _outcome(desk, draft) or _named_later(desk, draft)
        if done is not None:
            return done
    if draft.antecedent:
        return CommitmentStatus.CONDITIONAL, "its condition is not told to have come about"
    return CommitmentStatus.ACTIVE, "nothing in the report ends it"


def _outcome(desk: Desk, draft: Draft) -> tuple[CommitmentStatus, str] | None:
    content = contents.at(desk, draft.content)
    wanted = content.proposition
    if wanted is None:
        return None
    for other in desk.propositions:
        if other.token <= draft.content or not _happened(desk, other):
            continue
        verdict = _compare(desk, wanted, other)
        if verdict is None or not _same_roles(desk, draft, wanted, other):
            continue
        kept = verdict != wanted.negated
        word = desk.document.words[other.token]
        if kept:
            return CommitmentStatus.SATISFIED, f'"{word}" later in the report is what was to be done'
        if draft.kind in (CommitmentKind.PROMISE, CommitmentKind.GUARANTEE, CommitmentKind.OBLIGATION):
            return CommitmentStatus.VIOLATED, f'"{word}" later in the report is the opposite'
    return None


def _named_later(desk: Desk, draft: Draft) -> tuple[CommitmentStatus, str] | None:
    """As in "X offered talks. On Monday it withdrew the offer": what a later verb does to it by its noun."""
    nouns = desk.acts.lexicon.named.get(draft.kind.value, frozenset())
    last = desk.document.sentences[desk.document.sentence_of[draft.content]][1]
    for other in desk.propositions:
        if other.token < last or not _happened(desk, other):
            continue
        things = [
            *other.tokens("patient", "to", "on"),
            *([other.nominal] if other.nominal is not None else []),
        ]
        if not any(desk.lemma(t) in nouns and not _of_another(desk, t, draft) for t in things):
            continue
        doer = desk.parties(t for t in other.tokens("agent") if desk.acting(t))
        if (doer and draft.debtor and not _overlap(doer, draft.debtor)) or not (doer or other.passive):
            continue
        for key in (*other.keys, desk.lemma(other.token)):
            found = desk.acts.lexicon.status.get(key)
            if found is not None:
                return found, f'"{desk.document.words[other.token]}" later in the report tells it'
    return None


def _of_another(desk: Desk, noun: int, draft: Draft) -> bool:
    """Whether a noun names somebody else's ("Cuba's offer"), or one with a content of its own, told as its own row."""
    owners = [c for c in desk.document.children[noun] if desk.document.deps[c] == "nmod:poss"]
    owner = desk.parties(owners)
    own_content = any(desk.document.deps[c].startswith("acl") for c in desk.document.children[noun])
    return own_content or bool(owner and draft.debtor and not _overlap(owner, draft.debtor))


def _happened(desk: Desk, other: Proposition) -> bool:
    """A finite past clause of the report's own voice."""
    if (
        other.kind is Kind.NOUN
        or other.negated
        or other.modality is not None
        or other.tense is not Tense.PAST
    ):
        return False
    if (
        other.parent is not None
        and other.embedding is not None
        and other.embedding.value in ("complement", "condition")
        and not contents.past_beside(desk, other.token)
        and not _reported(desk, desk.propositions[other.parent])
    ):
        return False
    if contents.past_beside(desk, other.token):
        return True  # its event was coded as part of what was promised
    start = desk.document.starts[other.token]
    events = desk.by_start.get(start)
    return events is None or all(event.factuality.value == "actual" for event in events)


def _reported(desk: Desk, above: Proposition) -> bool:
    """Whether the clause above only tells who reports it."""
    return desk.lemma(above.token) in desk.words("telling") and not above.negated and above.modality is None


def _compare(desk: Desk, wanted: Proposition, other: Proposition) -> bool | None:
    """True when `other` is the deed, False when it is its opposite, `None` when it is something else."""
    if not wanted.keys or not other.keys:
        return None
    verbs = {wanted.keys[-1], desk.lemma(wanted.token)}
    told = {other.keys[-1], desk.lemma(other.token)}
    for verb in verbs:
        if told & desk.acts.lexicon.undone.get(verb, frozenset()):
            return False
        if verb in told or told & desk.acts.lexicon.same.get(verb, frozenset()):
            return True
    return None


def _same_roles(desk: Desk, draft: Draft, wanted: Proposition, other: Proposition) -> bool:
    """Whether the same debtor did it (or nobody is named) to the same thing."""
    doer = desk.parties(t for t in other.tokens("agent") if desk.acting(t))
    if doer and draft.debtor and not _overlap(doer, draft.debtor):
        return False
    if not doer and not other.passive:
        return False
    mine, theirs = (_things(desk, p) for p in (wanted, other))
    if "*" in mine | theirs:
        return True
    return bool(mine & theirs) if mine and theirs else not mine and not theirs


def _things(desk: Desk, proposition: Proposition) -> set[str]:
    """What is done to: lemmas of nouns, ids of actors; a pronoun that leads to nobody counts as anything."""
    found: set[str] = set()
    for token in proposition.tokens("patient", "with", "from"):
        for participant in desk.actors.participants(desk.document, token):
            if participant.actor:
                found.add(participant.actor)
        found.add(desk.lemma(token))
        if desk.document.upos[token] == "PRON":
            found.add("*")
    return found


def _overlap(one: tuple[Participant, ...], other: tuple[Participant, ...]) -> bool:
    actors = {p.actor for p in one if p.actor}, {p.actor for p in other if p.actor}
    if actors[0] & actors[1]:
        return True
    heads = (
        {p.name.casefold().split()[-1] for p in one if p.name},
        {p.name.casefold().split()[-1] for p in other if p.name},
    )
    return bool(heads[0] & heads[1])
