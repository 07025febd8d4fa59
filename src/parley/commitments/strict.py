"""Tellings that look like acts and, read strictly, are none: what is left out before rows are made.

Searle's conditions, asked of a whole telling (Speech Acts, 1969, chapter 3). Propositional content: a future act of who is
bound, told in full ("agreed to accept" whom?). Preparatory: somebody is asked who could do it, and whoever asks does so
on their own behalf. Essential: the words perform the act or tell that it was performed; a relative clause only says of
which person or thing one speaks, a purpose only what an act is for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from parley.commitments import contents, hollow
from parley.commitments.desk import Desk
from parley.commitments.draft import Draft
from parley.propositions.model import Embedding, Kind
from parley.records import CommitmentKind, Participant

_MANY = frozenset({"they", "them", "their"})
_NEAR = 2
"""Sentences at the head of a report in which "them" has few to stand for."""
_PUBLIC_CALLS = frozenset({"call", "demand", "insist", "order", "appeal", "clamour", "press"})
"""Acts of which one may ask without saying whom: they are made in public, to whom it may concern."""
_WILLING = frozenset({"prepare", "prepared", "ready", "willing"})
_LAID_DOWN = frozenset({"require", "oblige", "obligate", "compel", "bind"})
"""What a law or an agreement does, whether or not a relative clause tells it."""
_LAWS = frozenset(
    {"law", "act", "rule", "constitution", "regulation", "statute", "code", "charter", "legislation"}
)


def kept(desk: Desk, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that are acts in the strict sense."""
    return [draft for draft in drafts if not (_left_out(desk, draft) or hollow.hollow(desk, draft))]


def _left_out(desk: Desk, draft: Draft) -> bool:
    if draft.act is None:
        return _of_them(desk, draft)
    return (
        _for_a_purpose(desk, draft)
        or _nothing_told(desk, draft)
        or _identifying(desk, draft)
        or _asked_of_nobody(desk, draft)
        or _of_them(desk, draft)
        or _of_a_compound(desk, draft)
        or _ready_to_fight(desk, draft)
    )


def _for_a_purpose(desk: Desk, draft: Draft) -> bool:
    """As in "told his followers to be patient, to call for …": what something else is to bring about."""
    act = None if draft.act is None else desk.matcher.at(draft.act)
    return act is not None and act.embedding is Embedding.PURPOSE


def _relative(desk: Desk, token: int) -> bool:
    """Whether a clause hangs on a noun; not on one that heads its sentence, where the parse took a past tense for a participle."""
    document = desk.document
    if document.deps[token] == "acl:relcl":
        return True
    return document.deps[token] == "acl" and document.deps[document.heads[token]] != "root"


def _identifying(desk: Desk, draft: Draft) -> bool:
    """As in "a source who asked for silence": a demand that only says who is meant, not who asks; a law may ask so."""
    if draft.act is None or draft.kind is not CommitmentKind.DEMAND or not _relative(desk, draft.act):
        return False
    act = desk.matcher.at(draft.act)
    if act is None or act.kind is Kind.NOUN:
        return False
    if desk.lemma(draft.act) in _LAID_DOWN:
        return False
    writings = desk.words("documents") | desk.words("agreements") | _LAWS
    return desk.lemma(desk.document.heads[draft.act]) not in writings


def _nothing_told(desk: Desk, draft: Draft) -> bool:
    """As in "the families it agreed to accept", "what they are asked to sign": what is to be done to whom stands outside."""
    document = desk.document
    if draft.act is None:
        return False
    head = desk.matcher.at(draft.content)
    if head is None or head.kind is Kind.NOUN or head.token != draft.content or head.passive:
        return False
    if document.dependents(draft.content, "obj", "ccomp", "xcomp", "iobj"):
        return False
    clause = draft.act
    first = document.edges(clause)[0]
    free = document.words[first].lower() == "what" or document.words[max(first - 1, 0)].lower() == "what"
    if free and document.deps[clause] in ("acl:relcl", "advcl:relcl", "ccomp", "acl", "csubj"):
        return True
    if document.deps[clause] != "acl:relcl":
        return False
    subject = desk.subject(clause)
    return (
        subject is not None
        and document.tags[subject] not in ("WDT", "WP")
        and subject > document.heads[clause]
    )


def _asked_of_nobody(desk: Desk, draft: Draft) -> bool:
    """As in "asked for a bowl of rice", "amid calls for his resignation": of whom is not told, and it is no public call."""
    if draft.kind is not CommitmentKind.DEMAND or draft.debtor or draft.act is None:
        return False
    act = desk.matcher.at(draft.act)
    if not contents.at(desk, draft.content).noun or act is None:
        return False  # "urged that the siege be lifted"
    words = [w.lower() for w in desk.document.words[draft.act : desk.document.edges(draft.act)[1]]]
    if "that" in words[1:2] or "return" in words or "exchange" in words:
        return False  # a demand "that X leave", whose verb was taken for a noun; what is asked in return is bargained for
    return act.kind is Kind.NOUN or desk.lemma(draft.act) not in _PUBLIC_CALLS


def _of_them(desk: Desk, draft: Draft) -> bool:
    """Whether a demand is made of "them", or "they" agreed: among all that a report has named by then, whom it means is a guess."""
    agreed = draft.act is not None and desk.lemma(draft.act) in ("agree", "consent")
    if draft.kind is not CommitmentKind.DEMAND and not agreed:
        return False
    if desk.document.sentence_of[draft.content] < _NEAR:
        return False
    return bool(draft.debtor) and all(p.span.text.lower() in _MANY for p in draft.debtor)


def _of_a_compound(desk: Desk, draft: Draft) -> bool:
    """As in "passenger demand for seats", "Kremlin envoy calls for": a noun before a noun tells its kind, not whose it is."""
    act = None if draft.act is None else desk.matcher.at(draft.act)
    if act is None or act.kind is not Kind.NOUN:
        return False
    performers = draft.creditor if draft.kind is CommitmentKind.DEMAND else draft.debtor
    return bool(performers) and all(_within(desk, act.token, p) for p in performers)


def _within(desk: Desk, noun: int, party: Participant) -> bool:
    """Whether a party's words stand in the compound before a noun, and are not all of it ("the council calls on …")."""
    document = desk.document
    inside = {t for c in document.dependents(noun, "compound") for t in document.subtree(c)}
    last = bisect_left(document.starts, party.span.end) - 1
    return last in inside and (last + 1 < noun or desk.lemma(noun) == "demand")


def _ready_to_fight(desk: Desk, draft: Draft) -> bool:
    """As in "they are ready to fight": a temper that somebody shows, and no threat unless it is said as a warning."""
    if draft.kind is not CommitmentKind.THREAT or draft.act is None or desk.lemma(draft.act) not in _WILLING:
        return False
    above = desk.lemma(desk.document.heads[draft.act])
    return above not in ("warn", "threaten") and not draft.antecedent and not draft.creditor
