"""Commitments in what somebody says: "we will …", "you must …", "leave or …", "said that X will …".

No verb names the act here; the modal of the clause, who is its subject and whether the deed is hostile decide between
promise, threat, refusal and demand (Searle: the propositional content condition of commissives is a future act of the
speaker, that of directives a future act of the hearer).
"""

from __future__ import annotations

from collections.abc import Iterable

from parley.commitments import announced, contents, intentions, owing, standing
from parley.commitments.contents import Content
from parley.commitments.desk import Desk, same_party
from parley.commitments.draft import Draft, hostile, words_of
from parley.commitments.owing import Doer
from parley.commitments.said import Said
from parley.propositions.model import Embedding, Kind, Proposition
from parley.records import Act, CommitmentKind, Participant, Strength

_THOUGHTS = frozenset({Act.THINK, Act.QUESTION, Act.DENY, Act.ACCUSE})
_INNER = frozenset(
    {Embedding.CONDITION, Embedding.ADVERBIAL, Embedding.RELATIVE, Embedding.PURPOSE, Embedding.NOMINAL}
)
_HINTS = {
    Act.PROMISE: CommitmentKind.PROMISE,
    Act.OFFER: CommitmentKind.OFFER,
    Act.WARN: CommitmentKind.THREAT,
    Act.THREATEN: CommitmentKind.THREAT,
}
"""What a statement's act makes of an intention, when no frame named the act."""


def find(desk: Desk, told: Iterable[Draft], said: list[Said]) -> list[Draft]:
    """Commitments from the contents of statements that no act verb tells already."""
    taken = {draft.content for draft in told} | {draft.act for draft in told if draft.act is not None}
    taken |= {desk.document.heads[act] for act in tuple(taken) if desk.document.upos[act] == "ADJ"}
    hints = {draft.act: draft.kind for draft in told if draft.act is not None}
    drafts: list[Draft] = []
    for statement in said:
        if statement.act in _THOUGHTS or not announced.earnest(desk, statement):
            continue
        for token in sorted(statement.tokens):
            proposition = desk.matcher.at(token)
            if proposition is None or proposition.token != token or token in taken:
                continue
            if not _on_top(desk, proposition, statement):
                continue
            draft = _classified(desk, proposition, statement, hints)
            if draft is not None:
                taken.add(proposition.token)
                drafts.append(draft)
                drafts += _or_else(desk, draft, proposition, statement, taken)
            elif (threat := _or_suffer(desk, proposition, statement)) is not None:
                taken.add(threat.content)
                drafts.append(threat)
    return drafts


def _on_top(desk: Desk, proposition: Proposition, said: Said) -> bool:
    """Whether a proposition is what is said, not part of something else that is said."""
    if proposition.kind is Kind.NOUN:
        return False
    if proposition.parent is None or proposition.embedding is None:
        return True
    above = desk.propositions[proposition.parent]
    if above.token not in said.tokens:
        if desk.lemma(above.token) in desk.words("opinions"):
            return False  # "over fears that the army will …"
        if proposition.embedding is Embedding.RELATIVE:
            return _addressed(desk, proposition, said)
        return proposition.embedding is not Embedding.CONDITION
    if desk.lemma(above.token) in _RAISING and not _on_top(desk, above, said):
        return False
    if desk.lemma(above.token) in desk.words("opinions"):
        return False
    if desk.document.deps[proposition.token].startswith("acl"):
        return False  # "I have hopes that the talks will end the war"
    return proposition.embedding not in _INNER and desk.lemma(above.token) in _RAISING


def _addressed(desk: Desk, proposition: Proposition, said: Said) -> bool:
    """Whether a "that" clause read as relative hangs on the one who was told: "told the envoys that the army will …"."""
    verb = None if said.cue is None else desk.proposition(said.cue)
    above = desk.document.heads[proposition.token]
    return above == said.cue or (verb is not None and above in verb.tokens("recipient"))


_RAISING = frozenset({"say", "make", "have", "need", "ought", "be", "go", "time"})
"""Verbs that lend the clause below them its modality: what is said is the clause."""


def _classified(
    desk: Desk, proposition: Proposition, said: Said, hints: dict[int, CommitmentKind]
) -> Draft | None:
    content = contents.at(desk, proposition.token)
    thought = desk.lemma(proposition.token) in desk.words("opinions") and not proposition.tokens("patient")
    if thought or announced.happens(desk, content) or announced.unreal(desk, content, proposition, said):
        return None
    if (none := _none_of_it(desk, content, proposition, said)) is not None:
        return none
    done_by = owing.doer(desk, content, said.speaker)
    hint = hints.get(said.cue) if said.cue is not None else None
    hint = hint or _HINTS.get(said.act)
    modal = proposition.modality or ""
    if said.direct and _imperative(desk, proposition) and not announced.we(desk, content):
        driven = said.addressees or contents.alternative(desk, content.token) is not None
        return _demand(desk, content, proposition, said, said.addressees) if driven else None
    if modal in desk.words("duty") and modal not in desk.words("future"):
        if modal in announced.NEEDED and announced.denied(desk, proposition):
            return None  # "you do not have to agree"
        if modal in announced.NEEDED and desk.document.tags[proposition.token] in ("VBN", "VBD", "JJ"):
            return None  # "needs them lifted"
        return _duty(desk, content, proposition, said, done_by)
    if modal in desk.words("future") or (
        modal in desk.words("weak") and said.act in (Act.WARN, Act.THREATEN)
    ):
        return intentions.intention(desk, content, proposition, said, done_by, hint)
    if (
        modal in ("may", "might", "could")
        and not proposition.negated
        and hostile(desk, content)
        and announced.speaks_of_self(desk, content, done_by, said)
    ):
        return intentions.intention(desk, content, proposition, said, done_by, hint)
    return None


def _none_of_it(desk: Desk, content: Content, proposition: Proposition, said: Said) -> Draft | None:
    """As in "there will be no talks": a refusal; of something hostile, a promise."""
    document = desk.document
    if not proposition.negated or proposition.modality not in ("will", "would", "shall") or not said.speaker:
        return None
    if desk.lemma(content.token) != "be" or not document.dependents(content.token, "expl"):
        return None
    noun = next((c for c in document.dependents(content.token, "nsubj", "obj")), None)
    event = None if noun is None else desk.matcher.at(noun)
    if event is None or noun is None:
        return None
    hostile_ = desk.lemma(noun) in desk.words("hostile_nouns")
    return intentions.drafted(
        desk,
        content,
        said,
        CommitmentKind.PROMISE if hostile_ else CommitmentKind.REFUSAL,
        debtor=said.speaker,
        creditor=said.addressees,
        strength=Strength.PLAIN,
        reason="said that there will be none",
        subject=True,
    )


def _imperative(desk: Desk, proposition: Proposition) -> bool:
    """An order: a bare verb without subject, at the head of what is said."""
    token = proposition.token
    if desk.lemma(proposition.token) == "let" and not announced.to_others(desk, proposition):
        return False
    if _noun_before(desk, proposition.token):
        return False  # "polls show …", read as an order
    first = desk.document.words[desk.document.edges(token)[0]].lower()
    if first in ("and", "but") or any(mark in desk.document.words[token] for mark in "'’"):
        return False  # "And walk away!", "We'r lucky": a sentence that goes on, a word misread
    if proposition.imperative:
        return True
    if desk.document.tags[token] not in ("VB", "VBP") or proposition.modality is not None:
        return False
    before = [c for c in desk.document.children[token] if c < token]
    if any(desk.document.words[c].lower() in ("does", "did") for c in before):
        return False
    relations = {desk.document.deps[c].partition(":")[0] for c in before}
    return not relations & {"nsubj", "csubj", "expl", "mark"} and desk.document.deps[token] != "conj"


def _noun_before(desk: Desk, token: int) -> bool:
    """Whether the clause of a verb has a noun before it that is set off by nothing: it may be its subject."""
    document = desk.document
    before = token - 1
    while before >= 0 and document.upos[before] in ("ADV", "AUX", "PART"):
        before -= 1
    return (
        before >= 0
        and document.upos[before] in ("NOUN", "PROPN", "PRON")
        and (document.sentence_of[before] == document.sentence_of[token])
    )


def _firm(proposition: Proposition) -> bool:
    """As in "must never have": firm enough to ask even for what is no deed."""
    if {"win", "lose", "gain", "get"}.intersection(proposition.keys):
        return False  # "must win half of the seats": what it takes
    return proposition.modality in ("must", "shall") or proposition.negation == "never"


_ADVISING = frozenset({"should", "ought to", "ought"})
"""Modals that as often tell what one thinks right as what one asks."""
_BINDING = frozenset({"must", "have to", "shall", "be to"})
"""Modals strong enough to be a demand on nobody who is named ("the border must be opened")."""


def _duty(desk: Desk, content: Content, proposition: Proposition, said: Said, done_by: Doer) -> Draft | None:
    """As in "X must …": a demand on X, unless the speaker speaks of themselves."""
    if not said.speaker or (done_by.own and same_party(said.speaker, done_by.parties or said.speaker)):
        return None
    if standing.outsider(desk, said, "pundits") or announced.only_may(desk, proposition):
        return None
    if announced.unwilled(desk, proposition) and not _firm(proposition):
        return None
    if (
        proposition.modality in announced.NEEDED
        and not done_by.you
        and not standing.can_be_held_to(desk, done_by, said)
    ):
        return None  # what circumstances make necessary, whatever the speaker wants
    parties = said.addressees if done_by.you else done_by.parties
    if proposition.modality in _ADVISING and not done_by.you and standing.opinion(desk, parties, said):
        return None
    if not parties and not (proposition.passive and proposition.modality in _BINDING):
        return None
    if parties and not done_by.you and all(standing.own_country(desk, p, said.speaker) for p in parties):
        return None  # "the country must find its way", said by its minister
    if standing.any_one(desk, done_by.token) or standing.thing(desk, done_by.token):
        return None
    if desk.lemma(content.token) in desk.words("receiving"):
        parties = ()  # "victims must receive visas": of whom is not said
    return _demand(desk, content, proposition, said, parties)


def _demand(
    desk: Desk, content: Content, proposition: Proposition, said: Said, parties: tuple[Participant, ...]
) -> Draft | None:
    if not said.speaker:
        return None
    weak = proposition.modality in _ADVISING
    if same_party(parties, said.speaker):
        return None
    return intentions.drafted(
        desk,
        content,
        said,
        CommitmentKind.DEMAND,
        debtor=parties,
        creditor=said.speaker,
        strength=Strength.PLAIN if not weak else Strength.WEAK,
        reason=f'said to be done: "{proposition.modality or "imperative"}"',
        subject=proposition.passive,
    )


def _or_else(desk: Desk, first: Draft, proposition: Proposition, said: Said, taken: set[int]) -> list[Draft]:
    """As in "Leave or we will open fire": the demand, and a threat whose condition is that it is not met."""
    other = contents.alternative(desk, proposition.token)
    if other is None or first.kind is not CommitmentKind.DEMAND or other in taken:
        return []
    if proposition.negated and desk.subject(other) is None and desk.document.tags[other] == "VB":
        return []  # "should not taunt each other or take risks": both are asked
    content = contents.at(desk, other)
    taken.add(other)
    draft = intentions.drafted(
        desk,
        content,
        said,
        CommitmentKind.THREAT,
        debtor=said.speaker,
        creditor=said.addressees or first.debtor,
        strength=Strength.PLAIN,
        reason="what follows if the demand is not met",
        subject=content.clause and not owing.doer(desk, content, said.speaker).own,
        antecedent=first.consequent,
    )
    return [] if draft is None else [draft]


def _or_suffer(desk: Desk, proposition: Proposition, said: Said) -> Draft | None:
    """As in "They will pay or they will freeze": a threat against those it is said of."""
    other = contents.alternative(desk, proposition.token)
    if other is None or not said.speaker or proposition.modality not in desk.words("future"):
        return None
    if standing.outsider(desk, said):
        return None  # "half of them said they would stay or go": a poll
    first = contents.at(desk, proposition.token)
    done_by = owing.doer(desk, first, said.speaker)
    if done_by.own or not done_by.parties:
        return None
    modals = [c for c in desk.document.children[first.token] if desk.document.tags[c] == "MD"]
    antecedent, _, _ = words_of(desk, first, None, False, said, modals)
    return intentions.drafted(
        desk,
        contents.at(desk, other),
        said,
        CommitmentKind.THREAT,
        debtor=said.speaker,
        creditor=done_by.parties,
        strength=Strength.PLAIN,
        reason="what follows if the demand is not met",
        subject=True,
        antecedent=antecedent,
    )
