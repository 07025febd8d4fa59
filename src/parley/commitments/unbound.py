"""Acts whose words are there and by which yet nobody is bound, asked or threatened: "a phone call", "let's hope"."""

from __future__ import annotations

from parley.codebook.model import Frame
from parley.codebook.predicates import is_time
from parley.commitments import announced, performance, standing
from parley.commitments.contents import Content
from parley.commitments.desk import Desk
from parley.commitments.draft import COMMISSIVE, hostile
from parley.propositions.model import Embedding, Kind, Proposition
from parley.records import CommitmentKind, Participant


def nobody_bound(
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
    inner = content.proposition
    told_of = act.kind is Kind.NOUN and not frame.extra.get("voiced") and not act.tokens("possessor")
    if told_of and desk.document.dependents(act.token, "cop"):
        return True  # "it was a guarantee of peace"
    if _idle(desk, act, kind, content, addressee) or not performance.agreed(desk, kind, content):
        return True
    if performance.asked_how(desk, content) or not performance.binds(desk, act, kind, content):
        return True
    if (act.negated or _lessened(desk, act)) and not frame.negated:
        return True
    if _hearsay(desk, act) or word in desk.words("no_content") or _calls_nothing(desk, act):
        return True
    if word == "let" and inner is not None and not announced.to_others(desk, inner):
        return True  # "let's hope"
    light = act.nominal is not None and "+" not in key and not key.endswith("/n")
    if light and content.infinitive and kind.value in COMMISSIVE:
        return True  # "undertook a campaign to force them out": what it is for
    if desk.lemma(act.token) == "reserve" and not hostile(desk, content):
        return True  # "reserves the right to appeal"
    if kind is CommitmentKind.THREAT and content.clause and word in desk.words("happenings"):
        return desk.lemma(desk.subject(content.token) or content.token) == "it"
    if kind is CommitmentKind.DEMAND and _demands_nothing(desk, act, content, addressee):
        return True
    if kind is CommitmentKind.OFFER and _offers_nothing(desk, act, key, content, addressee):
        return True
    if kind is CommitmentKind.REFUSAL and _refuses_nothing(desk, content):
        return True
    if kind is CommitmentKind.OBLIGATION and _after_comma(desk, content):
        return True
    if kind is CommitmentKind.OBLIGATION and act.kind is Kind.NOUN and not _concluded(desk, act, content):
        return True
    if kind is CommitmentKind.OBLIGATION and _of_one_mind(desk, act, content):
        return True
    if (
        kind is CommitmentKind.PROMISE
        and desk.lemma(act.token) == "commit"
        and _given_over(desk, act, content)
    ):
        return True
    if frame.extra.get("voiced") and _only_thought(desk, act):
        return True
    # "On Monday he called …"
    return key.endswith((" on", " upon")) and not any(t > act.token for t in act.tokens("on", "upon"))


def _of_one_mind(desk: Desk, act: Proposition, content: Content) -> bool:
    """As in "agree with him on the issues", "agreed on a draft": an opinion shared or a text settled, no deed agreed."""
    if desk.lemma(act.token) != "agree" or not content.noun or content.proposition is not None:
        return False
    deeds = desk.words("agreements") | desk.words("hostile_nouns") | desk.words("movements")
    return desk.lemma(content.token) not in deeds


def _demands_nothing(
    desk: Desk, act: Proposition, content: Content, addressee: tuple[Participant, ...]
) -> bool:
    inner = content.proposition
    if act.kind is Kind.VERB and desk.lemma(act.token) == "tell" and content.token < act.token:
        return True  # ""We're on track to deliver," he told reporters"
    if act.kind is Kind.VERB and content.infinitive and desk.document.tags[content.token] != "VB":
        if content.token < act.token or desk.lemma(act.token) == "tell":
            return True  # "… and trying to come back," he told the paper; "told the paper that …, citing …"
    if act.kind is Kind.VERB and desk.lemma(act.token) == "tell" and content.infinitive:
        if not any(desk.document.tags[c] == "TO" for c in desk.document.children[content.token]):
            return True  # "told the paper that such talks are rare and do not reflect …"
    if desk.lemma(act.token) in desk.words("wishes") and standing.of_the_public(desk, addressee):
        return True  # "wants more refugees to find work": a policy or a wish, and nobody is told to
    if act.passive and content.infinitive and inner is not None and inner.passive and not act.tokens("by"):
        return True  # "was ordered to be seized": by whom, of whom and by whose hands is not told
    if not performance.asks(desk, act, content):
        return True
    if content.noun and act.kind is Kind.VERB and _not_what_is_asked(desk, act, content):
        return True
    if content.noun and desk.lemma(act.token) == "insist":
        if any(desk.document.tags[c] == "PRP$" for c in desk.document.children[content.token]):
            return True  # "insisted on his support for the pact": it is asserted
    if inner is not None and inner.kind is Kind.ADJECTIVE and not content.infinitive and not content.clause:
        return True  # "wants a zone free of troops"
    # "ordered new sanctions": done, not demanded
    return desk.lemma(act.token) == "order" and content.noun and not addressee and hostile(desk, content)


_ASKING_SOMEBODY = frozenset({"urge", "encourage", "invite", "advise", "exhort", "implore", "beseech"})
"""Verbs that ask somebody to do something: the noun beside the one asked is not what is asked."""


def _not_what_is_asked(desk: Desk, act: Proposition, content: Content) -> bool:
    """Whether a noun only seems to be what is asked: it stands before the verb, or one "urges" somebody no thing."""
    if content.token < act.token and not act.passive:
        return True
    if desk.lemma(act.token) not in _ASKING_SOMEBODY or desk.document.dependents(content.token, "cop"):
        return False
    return any(t != content.token and desk.acting(t) for t in act.tokens("patient", "recipient"))


def _offers_nothing(
    desk: Desk, act: Proposition, key: str, content: Content, addressee: tuple[Participant, ...]
) -> bool:
    if act.kind is Kind.ADJECTIVE and _of_a_thing(desk, act):
        return True
    if key in ("offer", "volunteer") and content.noun and not addressee:
        lemma = desk.lemma(content.token)
        given = lemma in desk.words("giveable") or desk.document.dependents(
            content.token, "case", "nmod:poss"
        )
        if not given:
            return True  # "offers a fine view", "offering more dire warnings"
    if "propos" not in key:
        return content.clause  # "offered two reasons: that the recruits …"
    # A policy, offered to nobody.
    named = desk.document.tags[content.token] == "VBG" or act.kind is Kind.NOUN or act.nominal is not None
    return hostile(desk, content) or (named and not addressee)


def _of_a_thing(desk: Desk, act: Proposition) -> bool:
    """As in "the price it is willing to pay": a relative clause with a subject of its own describes a thing."""
    document = desk.document
    subject = desk.subject(act.token)
    return (
        document.deps[act.token].startswith("acl")
        and subject is not None
        and not any(document.upos[c] == "SCONJ" for c in document.children[act.token])
        and document.tags[subject] not in ("WDT", "WP")
        and document.words[subject].lower() != "that"
    )


def _refuses_nothing(desk: Desk, content: Content) -> bool:
    inner = content.proposition
    denied = inner is not None and bool(
        (desk.words("refusing") | desk.words("unsaid")) & set(inner.keys)
    )  # "declined to rule out talks"
    if denied or desk.lemma(content.token) in desk.words("unsaid"):
        return True
    if inner is None or desk.lemma(content.token) not in ("give", "provide", "offer", "release", "reveal"):
        return False
    given = [desk.lemma(t) for t in (*inner.tokens("patient"), inner.nominal) if t is not None]
    return bool(desk.words("withheld").intersection(given))  # "declined to give his name"


def _concluded(desk: Desk, act: Proposition, content: Content) -> bool:
    """Whether an agreement that is named with a deed was made by somebody: "reached a deal to …", "a deal between X and Y to …".

    Not so with "under the agreement X got a loan to …", whose infinitive hangs on it by chance.
    """
    if desk.lemma(act.token) not in desk.words("agreements") or content.noun:
        return True
    over = desk.document.heads[act.token]
    parties = [t for t in act.tokens("between", "with") if t > act.token]
    if content.infinitive and content.token not in desk.document.children[act.token] and not parties:
        return False  # "in line with a treaty of that year, to look at the border"
    made = desk.lemma(over) in desk.words("concluding") and desk.document.deps[act.token] in (
        "obj",
        "nsubj:pass",
    )
    return made or bool(parties) or desk.document.deps[act.token] == "root"


def _after_comma(desk: Desk, content: Content) -> bool:
    """As in "visited the line drawn under the truce, to look for himself": what the visit is for."""
    first = desk.document.edges(content.token)[0]
    parted = "," in (desk.document.words[first], desk.document.words[max(first - 1, 0)])
    return content.infinitive and parted and desk.document.deps[content.token].startswith(("acl", "advcl"))


def _given_over(desk: Desk, act: Proposition, content: Content) -> bool:
    """As in "committed soldiers to fight there": what they are for, and nobody's promise."""
    document = desk.document
    objects = [c for c in document.children[act.token] if document.deps[c] == "obj" and c > act.token]
    reflexive = any(document.words[c].lower().endswith(("self", "selves")) for c in objects)
    return bool(objects) and not reflexive and not act.passive and content.token not in objects


def _only_thought(desk: Desk, act: Proposition) -> bool:
    """As in "they believe it is vital for them to see it": nobody is asked."""
    return any(
        desk.lemma(t) in desk.words("opinions") and desk.document.upos[t] == "VERB"
        for t in (desk.document.heads[act.token], *tuple(desk.document.ancestors(act.token))[:2])
    )


def _calls_nothing(desk: Desk, act: Proposition) -> bool:
    """As in "a company called X", "a phone call"."""
    if desk.lemma(act.token) != "call":
        return False
    return _by_wire(desk, act.token) if act.kind is Kind.NOUN else _so_called(desk, act.token)


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
