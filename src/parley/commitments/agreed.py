"""Obligations that an agreement lays on its parties: "under the accord, X will …", "a deal under which X is to …"."""

from __future__ import annotations

from collections.abc import Iterable

from parley.commitments import contents, owing
from parley.commitments.desk import Desk
from parley.commitments.draft import Draft, words_of
from parley.propositions.model import Embedding, Kind, Proposition
from parley.records import CommitmentKind

_BINDING = frozenset({"will", "shall", "must", "would", "be to", "have to", "should"})
_PRESENT = frozenset({"VBZ", "VBP"})


def find(desk: Desk, told: Iterable[Draft]) -> list[Draft]:
    """Clauses that name an agreement as their ground."""
    by_content = {draft.content for draft in told}
    by_act = {draft.act for draft in told}
    drafts = []
    for proposition in desk.propositions:
        if proposition.kind is Kind.NOUN or proposition.token in by_content or proposition.token in by_act:
            continue
        ground = _ground(desk, proposition)
        if ground is None:
            continue
        draft = _draft(desk, proposition, ground)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _ground(desk: Desk, proposition: Proposition) -> int | None:
    """The agreement a clause rests on: its own phrase, that of the clause it is coordinated with."""
    token = proposition.token
    for _ in range(4):
        clause = desk.matcher.at(token)
        if clause is not None:
            for argument in clause.arguments:
                if argument.role in desk.words("grounds") and _agreement(desk, argument.token):
                    if argument.role not in ("by", "in") or _terms(desk, argument.token):
                        return argument.token
        if desk.document.deps[token] != "conj":
            return None
        token = desk.document.heads[token]
    return None


def _agreement(desk: Desk, token: int) -> bool:
    if desk.lemma(token) == "which":
        clause = desk.document.heads[token]
        head = desk.document.heads[clause]
        return desk.document.deps[clause].startswith("acl") and desk.lemma(head) in desk.words("agreements")
    return desk.lemma(token) in desk.words("agreements")


def _terms(desk: Desk, token: int) -> bool:
    """Whether these are the terms of something ("by the terms of the truce"): one condemns "in the strongest terms"."""
    if desk.lemma(token) == "which":
        return True
    if desk.lemma(token) not in ("term", "terms", "provision"):
        return False
    document = desk.document
    return any(
        document.deps[c] == "nmod:poss" or (document.deps[c].startswith("nmod") and _agreement(desk, c))
        for c in document.children[token]
    )


def _phrase(desk: Desk, ground: int, clause: int) -> list[int]:
    """The words that name the agreement: they are no part of what is to be done, unless the clause hangs on them."""
    words = [] if desk.lemma(ground) == "which" else list(desk.document.subtree(ground))
    if clause not in words:
        return words
    named = [c for c in desk.document.children[clause] if desk.document.tags[c] in ("WDT", "WP")]
    return [t for c in named for t in desk.document.subtree(c)]


def _draft(desk: Desk, proposition: Proposition, ground: int) -> Draft | None:
    present = desk.document.tags[proposition.token] in _PRESENT
    barred = proposition.negated and proposition.modality in ("may", "can")
    if proposition.modality not in _BINDING and not present and not barred:
        return None
    if proposition.embedding in (Embedding.CONDITION, Embedding.ADVERBIAL, Embedding.PURPOSE):
        return None
    content = contents.at(desk, proposition.token)
    agents = [t for t in proposition.tokens("agent") if desk.acting(t)]
    if not agents and not proposition.passive:
        return None
    debtor = desk.parties(agents)
    consequent, antecedent, heads = words_of(
        desk, content, None, subject=not agents, without=_phrase(desk, ground, content.token)
    )
    if not consequent:
        return None
    return Draft(
        kind=CommitmentKind.OBLIGATION,
        debtor=debtor,
        creditor=owing.sufferers(desk, CommitmentKind.OBLIGATION, content, debtor),
        antecedent=antecedent,
        consequent=consequent,
        content=content.token,
        antecedent_tokens=heads,
        cue=desk.document.span(ground, ground + 1),
        doubts=() if debtor else ("nobody named who is bound",),
        reason=f'laid down in the "{desk.lemma(ground)}"',
        rule="commitments/agreed",
    )
