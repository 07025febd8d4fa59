"""Role fillers that lead to the wrong party more often than to the right one (docs/codebook.md)."""

from __future__ import annotations

from collections.abc import Sequence

from parley.codebook.match import Kinds
from parley.language.document import Document
from parley.propositions.model import Kind, Proposition
from parley.records import EventType

_WHOSE = frozenset({"of", "by", "from", "against", "between"})
_TO = frozenset({"to", "with"})
"""What is given is to somebody: "agreed to send aid to Norland"."""
_TOLD = frozenset(
    [
        EventType.AGREE,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.REQUEST,
        EventType.REJECT,
        EventType.COOPERATE,
        EventType.AID,
    ]
)
"""Types whose target is whom something is said to, done with or given to: no country that a thing is merely of."""
_SPOKEN = _TOLD - {EventType.COOPERATE, EventType.AID}


def leads_astray(
    document: Document,
    propositions: Sequence[Proposition],
    kinds: Kinds,
    label: str,
    path: str,
    token: int,
) -> bool:
    """Whether a filler of a target's role names a side that the event is not with.

    Where something is said is no side ("rejected it in Norland"), nor is whoever a thing in the clause below belongs to
    ("aims to repeal Norland's laws"), nor a name that only tells what a thing is about ("called for Norland talks").
    """
    last = path.rpartition(".")[2]
    if label == EventType.REQUEST and path == "complement.patient":
        return True  # "called for the schools to be closed": nobody tells who is to close them
    if label == EventType.REQUEST and path == "for" and _is_to_be_done_to(document, propositions, token):
        return True
    if last == "in" and label in _SPOKEN | {EventType.SANCTION} and "place" in kinds(token):
        return True
    if "actor" in kinds(token):
        return False
    below = path.startswith("complement.") and label != EventType.THREATEN
    if not below and label not in _TOLD:
        return False
    return not _somebodys(document, propositions, kinds, token, _WHOSE | _TO if below else _WHOSE)


def _is_to_be_done_to(document: Document, propositions: Sequence[Proposition], token: int) -> bool:
    """Whether an infinitive of the passive is about somebody: "called for foreigners to be barred" asks nothing of them."""
    return any(
        p.passive
        and p.token > token
        and document.sentence_of[p.token] == document.sentence_of[token]
        and any(document.lemmas[c] == "be" and document.tags[c] == "VB" for c in document.children[p.token])
        and any(a.role == "patient" and a.token == token for a in p.arguments)
        for p in propositions
    )


def _somebodys(
    document: Document,
    propositions: Sequence[Proposition],
    kinds: Kinds,
    token: int,
    whose: frozenset[str] = _WHOSE,
) -> bool:
    """Whether a thing is somebody's own ("the union's offer", "the claims of the rebels") or a deed or word of somebody
    named before it ("a Norland proposal"), rather than about them or made there.
    """
    acts = any(p.token == token and p.kind is Kind.NOUN for p in propositions)
    for child in document.children[token]:
        relation = document.deps[child]
        if relation == "nmod:poss" or (relation in ("compound", "amod") and acts and "actor" in kinds(child)):
            return True
        cases = [document.lemmas[c].lower() for c in document.children[child] if document.deps[c] == "case"]
        if relation.startswith("nmod") and cases and cases[0] in whose:
            return True
    return False
