"""Who is to do what is promised or demanded, and to whom it is owed, as the words of the content tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parley.commitments.conditions import Opened
from parley.commitments.contents import Content, of_noun
from parley.commitments.desk import FIRST, SECOND, THIRD, Desk, same_party
from parley.events import participants as event_participants
from parley.propositions.model import Kind, Proposition
from parley.records import CommitmentKind, Participant


@dataclass(frozen=True, slots=True)
class Doer:
    """Who the content says will do it."""

    parties: tuple[Participant, ...]
    own: bool
    """It is the speaker: an infinitive, "we", a pronoun that leads back to the speaker."""
    you: bool = False
    token: int | None = None


def doer(desk: Desk, content: Content, speaker: tuple[Participant, ...]) -> Doer:
    """Who is to do what the content says, as its own words tell."""
    proposition = content.proposition
    if proposition is None:
        return Doer((), own=True)
    agents = _agents(desk, proposition)
    if content.noun:
        found = [a.token for a in proposition.arguments if a.role == "agent" and a.penalty < 2]
        found = [t for t in found if desk.acting(t)]
        return Doer(desk.parties(found), own=not found, token=found[0] if found else None)
    if not content.clause and (proposition.modality is None or not agents):
        far = {a.token for a in proposition.arguments if a.role == "agent" and a.penalty > 2}
        chained = [t for t in agents if desk.acting(t) and t not in far]
        return Doer(desk.parties(chained), own=True, token=chained[0] if chained else None)
    acting = [t for t in agents if desk.acting(t) or desk.lemma(t) == "it"]
    acting += [t for t in agents if t not in acting and desk.document.heads[t] in acting and _beside(desk, t)]
    # "no soldier would enter": whoever says so sees to it.
    if not acting or any(desk.lemma(c) == "no" for c in desk.document.children[acting[0]]):
        return Doer((), own=False)
    word = desk.document.words[acting[0]].lower()
    if word in FIRST:
        return Doer(speaker, own=True, token=acting[0])
    if word in SECOND:
        return Doer((), own=False, you=True, token=acting[0])
    parties = desk.parties(acting)
    return Doer(parties, own=same_party(speaker, parties), token=acting[0])


def _agents(desk: Desk, proposition: Proposition) -> list[int]:
    """Agents, those of "have (two days) to" and "need to" above where the clause has none that can act."""
    agents = proposition.tokens("agent")
    if proposition.parent is not None and not any(desk.acting(t) for t in agents):
        above = desk.propositions[proposition.parent]
        if desk.lemma(above.token) in ("have", "need", "ought"):
            return above.tokens("agent")
    return agents


def _beside(desk: Desk, token: int) -> bool:
    """Whether a noun stands beside another as who acts: "the militia and its backers"."""
    return desk.document.deps[token] == "conj" and desk.document.tags[token] == "NNS"


def pronoun(desk: Desk, token: int | None) -> bool:
    """Whether a doer is a third-person pronoun."""
    return token is not None and desk.document.words[token].lower() in THIRD


_CREDITOR_ROLES = {
    CommitmentKind.THREAT: ("patient", "recipient", "on", "against", "at", "with"),
    CommitmentKind.GUARANTEE: ("patient", "recipient", "to", "for", "of"),
    CommitmentKind.REFUSAL: ("recipient", "to", "with", "from"),
    CommitmentKind.OFFER: ("recipient", "to", "with", "for"),
}
"""Roles of the deed that name whom it is for or against; a promise to free somebody is not made to those freed."""

_OWED_BY_NOUN = frozenset({CommitmentKind.REFUSAL, CommitmentKind.GUARANTEE, CommitmentKind.OFFER})


def sufferers(
    desk: Desk, kind: CommitmentKind, content: Content, debtor: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """Whom the content is done to or for, as far as its words tell and it can be bound."""
    if content.noun and content.proposition is None:
        heads = of_noun(desk, content.token) if kind in _OWED_BY_NOUN else []
        return tuple(p for p in desk.parties(heads) if p not in debtor)
    if content.proposition is None or content.proposition.kind is Kind.ADJECTIVE:
        return ()  # "identical to X" is nothing done to X
    roles = _CREDITOR_ROLES.get(kind, ("recipient", "to", "for"))
    if desk.lemma(content.token) in desk.words("beneficial"):
        roles = ("patient", *roles)
    if desk.lemma(content.token) in desk.words("joint"):
        roles = ("patient", "with", *roles)
    if kind in (CommitmentKind.PROMISE, CommitmentKind.OFFER) and not content.noun:
        given = _receivers(desk, content.token)
        if given or kind is CommitmentKind.PROMISE:
            return tuple(
                p for p in desk.parties(t for t in given if _can_be_owed(desk, kind, t)) if p not in debtor
            )
    visits = content.proposition.nominal is not None and desk.lemma(content.proposition.nominal) in _VISITS
    goes = visits or desk.lemma(content.token) in desk.words("going")
    for role in roles:
        heads = [t for t in content.proposition.tokens(role) if _can_be_owed(desk, kind, t)]
        if role == "to" and goes:
            heads = [t for t in heads if _somebody(desk, t)]
        heads = [owner for t in heads for owner in _owner_of_thing(desk, t)]
        if not heads and kind is CommitmentKind.THREAT and role == "patient":
            heads = [
                owner
                for t in content.proposition.tokens(role)
                if desk.lemma(t) not in desk.words("means")
                for owner in event_participants.owners(desk.document, desk.kinds, t)
            ]
        heads = [t for t in heads if desk.document.words[t].lower() not in FIRST]
        if kind is not CommitmentKind.THREAT:
            heads = [t for t in heads if not _ones_own(desk, t)]
        found = tuple(p for p in desk.parties(heads) if p not in debtor)
        if found:
            return found
    return ()


def targets(desk: Desk, content: Content, debtor: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Whom the event that is threatened would be done to; a captive is what one threatens with."""
    means = desk.words("means")
    for event in desk.by_start.get(desk.document.starts[content.token], ()):
        found = tuple(p for p in event.target if p.actor is not None and not same_party((p,), debtor))
        found = tuple(p for p in found if p.name.split()[-1].lower().removesuffix("s") not in means)
        if event.quad == "material conflict" and found:
            return found
    return ()


def _receivers(desk: Desk, content: int) -> list[int]:
    """Whom one is to give or do something: "provide them with", "send aid to them", "help them", "will meet them"."""
    document = desk.document
    while desk.lemma(content) in desk.words("attempting"):
        tried = [t for t in document.dependents(content, "xcomp", "advcl") if t > content]
        if not tried:
            break
        content = tried[0]
    deed = desk.proposition(content)
    if deed is None:
        return []
    lemma = desk.lemma(content)
    if lemma in desk.words("joint") | desk.words("beneficial"):
        roles = ("patient", "with") if lemma in desk.words("joint") else ("patient",)
        return [t for t in deed.tokens(*roles) if desk.acting(t)]
    if lemma not in desk.words("giving"):
        return [t for t in deed.tokens("recipient") if desk.acting(t)]
    named = [t for t in deed.tokens("recipient") if desk.acting(t)]
    if not named and deed.tokens("with"):
        named = [t for t in deed.tokens("patient") if desk.acting(t)]
    if named or (deed.nominal is not None and desk.lemma(deed.nominal) in _VISITS):
        return named
    return [t for t in _phrases(desk, content) if desk.acting(t) and _for_whom(desk, t)][:1]


def _phrases(desk: Desk, verb: int) -> list[int]:
    """The nouns in the objects and phrases of a verb, those in clauses left out."""
    found, stack = [], [verb]
    while stack:
        nouns = [
            c
            for c in desk.document.children[stack.pop()]
            if c > verb and desk.document.upos[c] in ("NOUN", "PROPN", "PRON")
        ]
        found += nouns
        stack += nouns
    return sorted(found)


def _for_whom(desk: Desk, token: int) -> bool:
    return any(desk.lemma(c) in ("to", "for") for c in desk.document.dependents(token, "case"))


_VISITS = frozenset({"visit", "trip", "journey"})


def _somebody(desk: Desk, token: int) -> bool:
    """Whether one who goes to `token` goes to persons, not to a place or a meeting."""
    return "person" in desk.kinds(token) or desk.document.upos[token] == "PRON"


def _owner_of_thing(desk: Desk, token: int) -> list[int]:
    """Whose a thing is that somebody threatens ("its ships"), else itself."""
    owners = [c for c in desk.document.children[token] if desk.document.deps[c] == "nmod:poss"]
    return owners if owners and not desk.acting(token) else [token]


def _ones_own(desk: Desk, token: int) -> bool:
    """As in "add soldiers to its army": it does so to itself."""
    return any(
        desk.document.deps[c] == "nmod:poss" and desk.document.tags[c] == "PRP$"
        for c in desk.document.children[token]
    )


def _can_be_owed(desk: Desk, kind: CommitmentKind, token: int) -> bool:
    if desk.document.tags[token] == "NN" and desk.lemma(token) in desk.words("hostile_nouns"):
        return False  # "use force"
    if desk.lemma(token) in desk.words("means") or desk.document.words[token].lower() == "it":
        return False
    if (
        "place" in desk.kinds(token)
        and desk.document.upos[token] == "NOUN"
        and kind is not CommitmentKind.THREAT
    ):
        return False
    if desk.acting(token) or desk.lemma(token) == "you":
        return True
    return kind is CommitmentKind.THREAT and desk.lemma(token) in desk.words("threatened")


_ONE = frozenset({"he", "she"})
"""In a condition more often the one who promises than another: "will hold a vote if she wins"."""


def defiant(desk: Desk, content: Content, opened: Sequence[Opened]) -> bool:
    """Whether what is announced follows when another does not do as they should: "will sue if they do not pay".

    What helps somebody is promised even so.
    """
    kind_to = desk.words("helpful") | desk.words("giving") | desk.words("beneficial")
    if content.noun or not opened or desk.lemma(content.token) in kind_to:
        return False
    clauses = [desk.matcher.at(o.head) for o in opened]
    return all(
        c is not None and (c.negated or desk.lemma(c.token) in ("fail", "refuse", "decline")) for c in clauses
    )


def enabling(desk: Desk, opened: Iterable[Opened]) -> tuple[Participant, ...]:
    """Who would bring the condition about, where it is a known actor: the promise or threat is made to them."""
    known = {actor.id for actor in desk.actors.actors if actor.country or actor.entry}
    for condition_ in opened:
        clause_ = desk.proposition(condition_.head)
        if clause_ is not None and not clause_.passive and clause_.kind is not Kind.ADJECTIVE:
            agents = [t for t in clause_.tokens("agent") if desk.acting(t)]
            found = desk.parties(t for t in agents if desk.document.words[t].lower() not in _ONE)
            found = tuple(p for p in found if p.actor in known)
            if found:
                return found
    return ()
