"""Acts whose words are there and by which yet nobody is bound, asked or threatened: "a phone call", "let's hope"."""

from __future__ import annotations

from parley.codebook.model import Frame
from parley.codebook.predicates import is_time
from parley.commitments import announced, performance
from parley.commitments.contents import Content
from parley.commitments.desk import Desk
from parley.commitments.draft import hostile
from parley.propositions.model import Embedding, Kind, Proposition
from parley.records import CommitmentKind, Participant

COMMISSIVE = frozenset({"promise", "guarantee", "offer", "threat", "refusal"})
"""Kinds by which somebody binds themselves."""


def binds_nobody(
    desk: Desk,
    act: Proposition,
    frame: Frame,
    key: str,
    content: Content,
    addressee: tuple[Participant, ...],
) -> bool:
    """Whether the words of an act are there and yet nobody is bound, asked or threatened by them."""
    kind = CommitmentKind(frame.label)
    word = desk.lemma(content.token)
    if content.clause and word in desk.words("happenings") and kind is CommitmentKind.THREAT:
        if desk.lemma(desk.subject(content.token) or content.token) == "it":
            return True
    if _idle(desk, act, kind, content, addressee) or not performance.agreed(desk, kind, content):
        return True
    light = act.nominal is not None and "+" not in key and not key.endswith("/n")
    if content.infinitive and light and kind.value in COMMISSIVE:
        return True  # "undertook a campaign to force them out": what it is for
    if kind is CommitmentKind.DEMAND and content.infinitive and desk.document.tags[content.token] != "VB":
        if act.kind is Kind.VERB and (content.token < act.token or desk.lemma(act.token) == "tell"):
            return True  # "… and trying to come back," he told the paper; "told the paper that …, citing …"
    if performance.asked_how(desk, content) or not performance.binds(desk, act, kind, content):
        return True
    if kind is CommitmentKind.DEMAND and not performance.asks(desk, act, content):
        return True
    if kind is CommitmentKind.OFFER and content.clause and "propos" not in key:
        return True  # "offered two reasons: that the recruits …"
    if kind is CommitmentKind.OFFER and "propos" in key:
        gerund = desk.document.tags[content.token] == "VBG"
        if hostile(desk, content) or (
            (gerund or act.kind is Kind.NOUN or act.nominal is not None) and not addressee
        ):
            return True  # a policy, offered to nobody
    if (
        content.proposition is not None
        and word == "let"
        and not announced.to_others(desk, content.proposition)
    ):
        return True  # "let's hope"
    if _hearsay(desk, act) or word in desk.words("no_content"):
        return True
    if kind is CommitmentKind.REFUSAL and word in desk.words("unsaid"):
        return True
    inner = content.proposition
    if kind is CommitmentKind.REFUSAL and inner is not None and desk.words("refusing") & set(inner.keys):
        return True  # "declined to rule out talks" refuses nothing
    if kind is CommitmentKind.DEMAND and not content.infinitive and inner is not None:
        if inner.kind is Kind.ADJECTIVE and not content.clause:
            return True  # "wants a zone free of troops"
    if (act.negated or _lessened(desk, act)) and not frame.negated:
        return True
    if desk.lemma(act.token) == "call" and _so_called(desk, act.token):
        return True  # "a company called X"
    if desk.lemma(act.token) in ("call", "calls") and act.kind is Kind.NOUN and _by_wire(desk, act.token):
        return True
    if desk.lemma(act.token) == "order" and content.noun and not addressee and hostile(desk, content):
        return True  # "ordered new sanctions": done, not demanded
    # "On Monday he called …"
    return key.endswith((" on", " upon")) and not any(t > act.token for t in act.tokens("on", "upon"))


def _idle(
    desk: Desk, act: Proposition, kind: CommitmentKind, content: Content, addressee: tuple[Participant, ...]
) -> bool:
    """Whether there is nothing to be bound to: a date, the noun a relative clause hangs on, one's own wish."""
    if content.noun and is_time(desk.lemma(content.token)):
        return True
    if any(time.start_token <= content.token < time.end_token for time in desk.times) and content.noun:
        return True
    relative = act.embedding is Embedding.RELATIVE or desk.document.deps[act.token].startswith("acl")
    if relative and content.token in desk.document.ancestors(act.token):
        return True
    if act.passive and not act.tokens("by") and desk.lemma(act.token) in ("compel", "oblige", "require"):
        if kind is CommitmentKind.DEMAND:
            return True  # "was compelled to sell": by what happened
    over = desk.document.heads[act.token] if act.kind is Kind.NOUN else act.token
    if (act.kind is Kind.NOUN or act.nominal is not None) and desk.lemma(over) in desk.words("seeking"):
        return True  # "is seeking assurances that …": none is given yet
    if content.infinitive and desk.lemma(content.token) == "do" and content.proposition is not None:
        if not content.proposition.tokens("patient"):
            return True  # "what he promised to do"
    return (
        kind is CommitmentKind.DEMAND
        and content.infinitive
        and not addressee
        and act.kind is not Kind.NOUN
        and not _to_undergo(desk, act, content)
    )


def _to_undergo(desk: Desk, act: Proposition, content: Content) -> bool:
    """As in "begged to be heard": it is asked of others."""
    passive = content.proposition is not None and content.proposition.passive
    return passive and not act.passive and desk.lemma(act.token) not in desk.words("wishes")


def _hearsay(desk: Desk, act: Proposition) -> bool:
    """Whether the act is an onlooker's guess: "analysts expect X to …", "X is expected to …"."""
    if act.passive and desk.lemma(act.token) in ("expect", "want", "like"):
        return True
    if act.passive and desk.lemma(act.token) == "encourage" and act.tokens("by", "agent"):
        return True
    return any(desk.lemma(t) in desk.words("outsiders") for t in act.tokens("agent"))


def _lessened(desk: Desk, act: Proposition) -> bool:
    """As in "is less willing to", "nor do we want"."""
    return any(
        (desk.lemma(c) in ("less", "least", "hardly", "scarcely") and desk.document.deps[c] == "advmod")
        or (desk.lemma(c) in ("nor", "neither") and c < act.token)
        for c in desk.document.children[act.token]
    )


def _so_called(desk: Desk, token: int) -> bool:
    """As in "a company called X, told for its links", "is calling it a breakthrough for Y"."""
    document = desk.document
    named = any(document.deps[c] in ("obj", "xcomp") for c in document.children[token])
    asked = any(document.tags[c] == "VB" for c in document.children[token] if document.deps[c] == "xcomp")
    return document.upos[token] == "VERB" and named and not asked


def _by_wire(desk: Desk, noun: int) -> bool:
    """As in "a phone call": a way to talk, and nothing called for."""
    return any(
        desk.document.deps[c] == "compound" and desk.lemma(c) in ("phone", "telephone", "video", "conference")
        for c in desk.document.children[noun]
    )
