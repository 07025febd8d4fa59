"""Of whom a thing is demanded, and to whom it was offered, where its own words or those around it tell."""

from __future__ import annotations

from parley.commitments.contents import Content
from parley.commitments.desk import Desk
from parley.propositions.model import Proposition
from parley.records import Participant

_ANSWERS = frozenset(
    {"accept", "reject", "decline", "refuse", "turn", "welcome", "consider", "spurn", "rebuff", "dismiss"}
)


def answering(desk: Desk, act: Proposition) -> tuple[Participant, ...]:
    """To whom an offer was made, when they answer it: "Orlo accepted Tarsk's offer to …"."""
    verb = desk.proposition(desk.document.heads[act.token])
    if verb is None or desk.document.deps[act.token] != "obj" or desk.lemma(verb.token) not in _ANSWERS:
        return ()
    return desk.parties(t for t in verb.tokens("agent") if desk.acting(t))


def asked_of(desk: Desk, content: Content) -> tuple[Participant, ...]:
    """Of whom a thing is demanded, as its words tell: "the governor's resignation", "a ransom of … from the company"."""
    document = desk.document
    if not content.noun:
        return ()
    if desk.lemma(content.token) in desk.words("movements"):
        movers = [
            c
            for c in document.children[content.token]
            if document.deps[c] == "nmod:poss"
            or (document.deps[c].startswith("nmod") and desk.case(c) == "of")
        ]
        known = [
            p
            for p in desk.parties(c for c in movers if desk.acting(c))
            if p.actor or document.tags[movers[0]] != "PRP$"
        ]
        return tuple(known[:1])
    if desk.lemma(content.token) in _ENDS:
        ended = [c for c in document.children[content.token] if desk.case(c) in ("to", "of")]
        doers = [
            c
            for t in ended
            for c in document.children[t]
            if document.deps[c] == "nmod:poss" or desk.case(c) == "by"
        ]
        if found := desk.parties([t for t in doers if desk.acting(t) and document.tags[t] != "PRP$"][:1]):
            return found
    sources = [t for t in document.subtree(content.token) if t > content.token and desk.case(t) == "from"]
    return desk.parties([t for t in sources if desk.acting(t)][:1])


_ENDS = frozenset({"end", "halt", "stop", "cessation", "suspension", "pause"})
"""Nouns for what is asked of those who do what is to end: "an end to the army's raids"."""


def by_whom(desk: Desk, content: Content) -> tuple[Participant, ...]:
    """Who is to do what is demanded in the passive: "demanded to be heard by the court"."""
    proposition = content.proposition
    if proposition is None or not proposition.passive:
        return ()
    found = [a.token for a in proposition.arguments if a.role in ("agent", "by") and a.token > content.token]
    return desk.parties(t for t in found if desk.acting(t))


def holder(desk: Desk, content: Content) -> tuple[Participant, ...]:
    """Who has what is to be handed over: "the remains held by X", in a deal that names no debtor."""
    if not content.noun:
        return ()
    if content.proposition is not None:
        owners = [t for t in content.proposition.tokens("agent", "by") if desk.acting(t)]
        if owners:
            return desk.parties(owners)
    if desk.lemma(content.token) in desk.words("movements") and content.proposition is not None:
        movers = [t for t in content.proposition.tokens("of", "patient") if t != content.token]
        owners = [
            c for t in movers for c in desk.document.children[t] if desk.document.deps[c] == "nmod:poss"
        ]
        movers = [t for t in (*owners, *movers) if desk.acting(t)]
        if movers:
            return desk.parties(movers[:1])
    holding = desk.words("holding")
    for token in range(
        content.token + 1, desk.document.sentences[desk.document.sentence_of[content.token]][1]
    ):
        inner = desk.matcher.at(token)
        if inner is not None and inner.token != content.token and desk.lemma(token) in holding:
            holders = [t for t in inner.tokens("agent", "by") if desk.acting(t)]
            if holders:
                return desk.parties(holders)
    return ()
