"""What is promised, threatened or demanded: the words of the consequent, and who is to do it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parley.commitments import conditions
from parley.commitments.conditions import Opened
from parley.commitments.desk import FIRST, SECOND, THIRD, Desk
from parley.events import participants as event_participants
from parley.propositions.model import Kind, Proposition
from parley.records import CommitmentKind, Participant, Span

_EDGE = frozenset({"PUNCT", "SPACE", "CCONJ"})
_ACTS_OF_SAYING = frozenset(
    {"say", "threaten", "warn", "add", "vow", "promise", "demand", "call", "urge", "reject"}
)
"""Coordinated with a content by the parse, they belong to the act above it: "demanded that X stop and threatened …"."""
_OPENERS = frozenset({"that", "to", "and", "or", "but", "then", "also", "otherwise", "else"})


@dataclass(frozen=True, slots=True)
class Content:
    """One thing that is to be done (or not)."""

    token: int
    """Its head: a verb, or a noun ("sanctions", "the release of X")."""
    proposition: Proposition | None
    clause: bool
    """It has a subject of its own."""
    infinitive: bool

    @property
    def noun(self) -> bool:
        """Whether it is named, not told by a clause."""
        return self.proposition is None or self.proposition.kind is Kind.NOUN


def at(desk: Desk, token: int) -> Content:
    """The content whose head is `token`."""
    proposition = desk.matcher.at(token)
    if proposition is not None and proposition.token != token:
        proposition = None  # the noun of a light verb: what is demanded, offered, announced
    clausal = proposition is not None and proposition.kind is not Kind.NOUN
    subject = desk.subject(token) if clausal else None
    return Content(
        token=token,
        proposition=proposition,
        clause=subject is not None,
        infinitive=clausal and desk.infinitive(token),
    )


def person(desk: Desk, content: Content) -> bool:
    """Whether an object is somebody (the addressee), not something to be done."""
    if not content.noun:
        return False
    if desk.document.upos[content.token] == "PRON":
        return True
    return desk.acting(content.token) and content.proposition is None


def spread(desk: Desk, tokens: Iterable[int]) -> list[Content]:
    """Contents for the given heads and for the clauses coordinated with them."""
    heads: dict[int, None] = {}
    listed = list(tokens)
    for token in listed:
        if (
            token != listed[0]
            and desk.document.deps[token] == "conj"
            and desk.lemma(token) in _ACTS_OF_SAYING
        ):
            continue
        heads[token] = None
        for other in _coordinated(desk, token):
            heads.setdefault(other, None)
    return [at(desk, token) for token in sorted(heads)]


def _coordinated(desk: Desk, token: int) -> list[int]:
    if desk.proposition(token) is None:
        return []
    found = []
    for child in desk.document.children[token]:
        if desk.document.deps[child] == "conj" and desk.proposition(child) is not None:
            if alternative(desk, token) == child or desk.lemma(child) in _ACTS_OF_SAYING:
                continue
            if not past_beside(desk, child):
                found += [child, *_coordinated(desk, child)]
    return found


def past_beside(desk: Desk, token: int) -> bool:
    """Whether a past form is coordinated with an infinitive or a modal: it tells what was done, and continues neither."""
    document = desk.document
    head = document.heads[token]
    marked = any(document.tags[c] == "TO" for c in document.children[head])
    if document.deps[token] == "conj" and document.tags[token] in ("VBZ", "VBG") and marked:
        return True
    if document.deps[token] != "conj" or document.tags[token] != "VBD":
        return False
    modal = any(document.tags[c] == "MD" for c in document.children[head])
    return desk.infinitive(head) or (modal and desk.subject(token) is None)


def alternative(desk: Desk, token: int) -> int | None:
    """The clause that is tied to `token` by "or": "leave or face arrest"."""
    for child in desk.document.children[token]:
        if desk.document.deps[child] in ("conj", "parataxis") and desk.document.upos[child] in (
            "VERB",
            "AUX",
            "ADJ",
        ):
            if any(desk.lemma(c) in ("or", "else", "otherwise") for c in desk.document.children[child]):
                return child
    return None


def spans(desk: Desk, content: Content, without: Iterable[int], subject: bool) -> tuple[Span, ...]:
    """The words of a content, conditions and coordinated clauses left out.

    Args:
        desk: the document.
        content: whose words.
        without: tokens to leave out, those of its conditions.
        subject: whether the subject belongs to it ("taxes would not rise") or is the debtor.
    """
    document = desk.document
    drop = set(without)
    kept: list[int] = []
    stack = [content.token]
    while stack:
        token = stack.pop()
        kept.append(token)
        for child in document.children[token]:
            if child in drop or document.upos[child] == "SPACE":
                continue
            relation = document.deps[child]
            if relation == "parataxis":
                continue
            if token == content.token:
                if content.noun and relation == "case":
                    continue
                if not content.noun and _outside(desk, child, relation, subject):
                    continue
            stack.append(child)
    kept += _shared_negation(desk, content)
    return runs(desk, kept)


def _shared_negation(desk: Desk, content: Content) -> list[int]:
    """The "not" of "not to give in or turn away", for its second half."""
    document = desk.document
    head = document.heads[content.token]
    if document.deps[content.token] != "conj" or not content.infinitive or not desk.infinitive(head):
        return []
    if any(document.tags[c] == "TO" for c in document.children[content.token]):
        return []
    return [c for c in document.children[head] if c < head and document.words[c].lower() in ("not", "never")]


def _outside(desk: Desk, child: int, relation: str, subject: bool) -> bool:
    """Whether a dependent of a clause's head is not part of what is to be done."""
    if relation == "conj" and desk.proposition(child) is not None:
        return True
    if relation.startswith(("nsubj", "csubj", "expl")) and (
        not subject or desk.lemma(child) in desk.words("messages")
    ):
        return True
    if (
        relation == "cop"
        and desk.document.tags[child] != "VB"
        and desk.document.tags[desk.document.heads[child]] == "VBN"
    ):
        return True
    if relation == "advmod" and desk.lemma(child) in ("otherwise", "else", "also"):
        return True
    return relation in ("cc", "discourse", "vocative", "punct", "mark")


def condition(desk: Desk, opened: Opened) -> tuple[Span, ...]:
    """The words of a condition."""
    return runs(desk, conditions.tokens(desk, opened))


def beside(desk: Desk, content: Content, act: Proposition) -> tuple[Span, ...]:
    """What belongs to a noun content and was hung on the act: "a deal for X as well as Y", "commitment to the effort to …"."""
    if not content.noun:
        return ()
    if act.kind is Kind.NOUN and content.token in act.tokens("to"):
        return tuple(
            span for t in act.tokens("complement") if t > content.token for span in relative(desk, t)
        )
    found = [
        c
        for c in desk.document.children[act.token]
        if desk.document.deps[c] == "conj"
        and c > content.token
        and desk.document.upos[c] in ("NOUN", "PROPN")
    ]
    return tuple(span for head in found for span in runs(desk, _without_joint(desk, head)))


def _without_joint(desk: Desk, head: int) -> list[int]:
    joint = {
        t
        for c in desk.document.children[head]
        if desk.document.deps[c] == "cc"
        for t in desk.document.subtree(c)
    }
    return [t for t in desk.document.subtree(head) if t not in joint]


def relative(desk: Desk, head: int) -> tuple[Span, ...]:
    """The words of a relative clause."""
    return runs(desk, desk.document.subtree(head))


def runs(desk: Desk, tokens: Iterable[int]) -> tuple[Span, ...]:
    """Spans of the tokens, gaps of punctuation closed, openers and punctuation at the edges left out."""
    document = desk.document
    ordered = sorted(set(tokens))
    groups: list[list[int]] = []
    for token in ordered:
        if groups and _bridged(desk, groups[-1][-1], token):
            groups[-1].append(token)
        else:
            groups.append([token])
    found = []
    for group in groups:
        while group and document.upos[group[-1]] in _EDGE:
            group.pop()
        while group and (
            document.upos[group[0]] in _EDGE
            or (
                document.words[group[0]].lower() in _OPENERS
                and (
                    document.upos[group[0]] in ("SCONJ", "PART", "CCONJ") or document.tags[group[0]] == "WDT"
                )
            )
        ):
            group.pop(0)
        alone = len(group) == 1 and document.words[group[0]].lower() in ("not", "never")
        if alone or (group and any(document.upos[t] not in ("PUNCT", "PART", "AUX", "SCONJ") for t in group)):
            found.append(document.span(group[0], group[-1] + 1))
    return tuple(found)


def _bridged(desk: Desk, last: int, token: int) -> bool:
    """Whether only punctuation stands between two tokens, or the "to" of "not to …"."""
    document = desk.document
    if token == last + 2 and document.tags[last + 1] == "TO" and document.upos[last] in ("PART", "ADV"):
        return document.words[last].lower() in ("not", "never")
    return all(document.upos[t] in _EDGE for t in range(last + 1, token))


# --- who is to do it ------------------------------------------------------------------------------------------------


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
        chained = [t for t in agents if desk.acting(t)]
        return Doer(desk.parties(chained), own=True, token=chained[0] if chained else None)
    acting = [t for t in agents if desk.acting(t) or desk.lemma(t) == "it"]
    # "no soldier would enter": whoever says so sees to it.
    if not acting or any(desk.lemma(c) == "no" for c in desk.document.children[acting[0]]):
        return Doer((), own=False)
    word = desk.document.words[acting[0]].lower()
    if word in FIRST:
        return Doer(speaker, own=True, token=acting[0])
    if word in SECOND:
        return Doer((), own=False, you=True, token=acting[0])
    parties = desk.parties(acting)
    return Doer(parties, own=_same_as(speaker, parties), token=acting[0])


def _agents(desk: Desk, proposition: Proposition) -> list[int]:
    """Agents, those of "have (two days) to" and "need to" above where the clause has none that can act."""
    agents = proposition.tokens("agent")
    if proposition.parent is not None and not any(desk.acting(t) for t in agents):
        above = desk.propositions[proposition.parent]
        if desk.lemma(above.token) in ("have", "need", "ought"):
            return above.tokens("agent")
    return agents


def pronoun(desk: Desk, token: int | None) -> bool:
    """Whether a doer is a third-person pronoun."""
    return token is not None and desk.document.words[token].lower() in THIRD


def _same_as(speaker: tuple[Participant, ...], parties: tuple[Participant, ...]) -> bool:
    from parley.commitments.desk import same_party

    return same_party(speaker, parties)


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
        heads = _of_noun(desk, content.token) if kind in _OWED_BY_NOUN else []
        return tuple(p for p in desk.parties(heads) if p not in debtor)
    if content.proposition is None:
        return ()
    roles = _CREDITOR_ROLES.get(kind, ("recipient", "to", "for"))
    if desk.lemma(content.token) in desk.words("beneficial"):
        roles = ("patient", *roles)
    if desk.lemma(content.token) in desk.words("joint"):
        roles = ("patient", "with", *roles)
    for role in roles:
        heads = [t for t in content.proposition.tokens(role) if _can_be_owed(desk, kind, t)]
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


def _of_noun(desk: Desk, noun: int) -> list[int]:
    """Parties in the phrase of a noun: "talks with X", "visas to X", "the borders of X"."""
    return [
        c
        for c in desk.document.children[noun]
        if desk.document.deps[c].startswith(("nmod", "obl")) and c > noun and desk.acting(c)
    ]


def condition_heads(
    desk: Desk, content: Content, act: Proposition | None, cue: int | None = None
) -> list[Opened]:
    """All conditions of a content: its own, those of the coordination it is in, those of the act or the cue."""
    chain = [content.token]
    head = content.token
    while desk.document.deps[head] == "conj" and desk.proposition(desk.document.heads[head]) is not None:
        head = desk.document.heads[head]
        chain.append(head)
    if act is not None:
        chain.append(act.token)
        if act.nominal is not None:
            chain.append(act.nominal)
    if cue is not None and cue != content.token:
        chain.append(cue)
    return conditions.of(desk, *dict.fromkeys(chain))


def enabling(desk: Desk, opened: Iterable[Opened]) -> tuple[Participant, ...]:
    """Who would bring the condition about, where it is a known actor: the promise or threat is made to them."""
    known = {actor.id for actor in desk.actors.actors if actor.country or actor.entry}
    for condition_ in opened:
        clause_ = desk.proposition(condition_.head)
        if clause_ is not None and not clause_.passive:
            found = desk.parties(t for t in clause_.tokens("agent") if desk.acting(t))
            found = tuple(p for p in found if p.actor in known)
            if found:
                return found
    return ()


def occasion(desk: Desk, content: Content) -> int | None:
    """The subject that is the condition: "any attack will be answered", "failure to leave will bring sanctions"."""
    subject = desk.subject(content.token) if content.clause else None
    if subject is None or desk.lemma(content.token) not in desk.words("answering"):
        return None
    lemma = desk.lemma(subject)
    dets = {desk.lemma(c) for c in desk.document.children[subject] if c < subject}
    event = desk.matcher.at(subject)
    if lemma in desk.words("failures") or (event is not None and dets & conditions.GENERIC):
        return subject
    return None


def general(desk: Desk, content: Content) -> list[int]:
    """Heads of the clauses that say to whom it applies: "any ship that …"."""
    tokens = _of_noun(desk, content.token) if content.noun else []
    if content.proposition is not None:
        roles = ("agent", "patient", "recipient")
        tokens += [a.token for a in content.proposition.arguments if a.role in roles]
    some = [t for t in tokens if desk.acting(t) or _all_of(desk, t)]
    return conditions.generic(desk, some)


def _all_of(desk: Desk, token: int) -> bool:
    """Whether a word stands for all persons of a kind, or for all things that can be attacked."""
    return desk.lemma(token) in desk.words("threatened") or desk.document.upos[token] in ("PRON", "DET")
