"""Commitments in what somebody says: "we will …", "you must …", "leave or …", "said that X will …".

No verb names the act here; the modal of the clause, who is its subject and whether the deed is hostile decide between
promise, threat, refusal and demand (Searle: the propositional content condition of commissives is a future act of the
speaker, that of directives a future act of the hearer).
"""

from __future__ import annotations

from collections.abc import Iterable

from parley.commitments import announced, conditions, contents, owing
from parley.commitments.contents import Content
from parley.commitments.desk import FIRST, SECOND, Desk, same_party
from parley.commitments.draft import Draft, hostile, others, words_of
from parley.commitments.owing import Doer
from parley.commitments.said import Said
from parley.propositions.model import Embedding, Kind, Proposition
from parley.records import Act, CommitmentKind, Participant, Span, Strength

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
        return proposition.embedding is not Embedding.CONDITION
    if desk.lemma(above.token) in _RAISING and not _on_top(desk, above, said):
        return False
    if desk.lemma(above.token) in desk.words("opinions"):
        return False
    if desk.document.deps[proposition.token].startswith("acl"):
        return False  # "I have hopes that the talks will end the war"
    return proposition.embedding not in _INNER and desk.lemma(above.token) in _RAISING


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
        return _intention(desk, content, proposition, said, done_by, hint)
    if (
        modal in ("may", "might", "could")
        and not proposition.negated
        and hostile(desk, content)
        and announced.speaks_of_self(desk, content, done_by, said)
    ):
        return _intention(desk, content, proposition, said, done_by, hint)
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
    return _draft(
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
    if proposition.imperative:
        return True
    if desk.document.tags[token] not in ("VB", "VBP") or proposition.modality is not None:
        return False
    before = [c for c in desk.document.children[token] if c < token]
    if any(desk.document.words[c].lower() in ("does", "did") for c in before):
        return False
    relations = {desk.document.deps[c].partition(":")[0] for c in before}
    return not relations & {"nsubj", "csubj", "expl", "mark"} and desk.document.deps[token] != "conj"


def _firm(proposition: Proposition) -> bool:
    """As in "must never have": firm enough to ask even for what is no deed."""
    return proposition.modality in ("must", "shall") or proposition.negation == "never"


_BINDING = frozenset({"must", "have to", "shall", "be to"})
"""Modals strong enough to be a demand on nobody who is named ("the border must be opened")."""


def _duty(desk: Desk, content: Content, proposition: Proposition, said: Said, done_by: Doer) -> Draft | None:
    """As in "X must …": a demand on X, unless the speaker speaks of themselves."""
    if not said.speaker or (done_by.own and same_party(said.speaker, done_by.parties or said.speaker)):
        return None
    if announced.outsider(desk, said, "pundits") or announced.only_may(desk, proposition):
        return None
    if announced.unwilled(desk, proposition) and not _firm(proposition):
        return None
    parties = said.addressees if done_by.you else done_by.parties
    if not parties and not (proposition.passive and proposition.modality in _BINDING):
        return None
    if announced.any_one(desk, done_by.token) or announced.thing(desk, done_by.token):
        return None
    if desk.lemma(content.token) in desk.words("receiving"):
        parties = ()  # "victims must receive visas": of whom is not said
    return _demand(desk, content, proposition, said, parties)


def _demand(
    desk: Desk, content: Content, proposition: Proposition, said: Said, parties: tuple[Participant, ...]
) -> Draft | None:
    if not said.speaker:
        return None
    weak = proposition.modality in ("should", "ought to", "ought")
    return _draft(
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


def _intention(
    desk: Desk,
    content: Content,
    proposition: Proposition,
    said: Said,
    done_by: Doer,
    hint: CommitmentKind | None,
) -> Draft | None:
    """As in "We will …", "X said it would …": threat, refusal or promise, by the deed and its negation."""
    if announced.outsider(desk, said) or announced.unwilled(desk, proposition):
        return None
    if proposition.passive and desk.lemma(content.token) in desk.words("befalling"):
        return None
    against = hostile(desk, content) or hint is CommitmentKind.THREAT
    if suffers := announced.suffered(desk, proposition, said, done_by):
        against = True
    undergone = proposition.passive or desk.lemma(content.token) in desk.words("hostile_states") or suffers
    if proposition.passive and announced.by_another(desk, proposition, said):
        return None
    if done_by.you or (undergone and (not done_by.parties or not proposition.passive)):
        return _to_you(desk, content, proposition, said, done_by, against)
    if not announced.speaks_of_self(desk, content, done_by, said):
        return None
    debtor = said.speaker if done_by.own and said.speaker else done_by.parties
    if owing.pronoun(desk, done_by.token) and said.speaker and not announced.names_another(done_by, said):
        debtor = said.speaker
    if not debtor:
        return None
    kind: CommitmentKind
    if hint in (CommitmentKind.GUARANTEE, CommitmentKind.OFFER):
        kind = hint or CommitmentKind.PROMISE
    elif proposition.negated:
        good = (
            announced.held_back(desk, content, said)
            or against
            or hint is CommitmentKind.PROMISE
            or desk.lemma(content.token) in desk.words("steadfast")
        )
        kind = CommitmentKind.PROMISE if good else CommitmentKind.REFUSAL
    elif against and hint is not CommitmentKind.PROMISE:
        kind = CommitmentKind.THREAT
    else:
        kind = CommitmentKind.PROMISE
    creditor = said.addressees or owing.sufferers(desk, kind, content, debtor)
    creditor = creditor or owing.enabling(desk, contents.condition_heads(desk, content, None, said.cue))
    if kind is CommitmentKind.REFUSAL:
        creditor = owing.sufferers(desk, kind, content, debtor)
    weak = proposition.modality in announced.SUPPOSED - {"would"} or bool(
        said.cue is not None and desk.lemma(said.cue) in desk.words("weak_cues")
    )
    strong = proposition.negation == "never" or (
        said.cue is not None and desk.lemma(said.cue) in desk.words("strong_cues")
    )
    return _draft(
        desk,
        content,
        said,
        kind,
        debtor=debtor,
        creditor=creditor,
        strength=Strength.WEAK if weak else Strength.STRONG if strong else Strength.PLAIN,
        reason=f'announced with "{proposition.modality}"' + (", against somebody" if against else ""),
        subject=False,
        doubts=() if done_by.own else ("the speaker tells what another will do",),
    )


def _to_you(
    desk: Desk, content: Content, proposition: Proposition, said: Said, done_by: Doer, against: bool
) -> Draft | None:
    """As in "You will be treated fairly", "any ship will be sunk": the speaker binds itself to what happens to another."""
    if announced.onlooker(desk, said):
        return None
    subjects = desk.document.dependents(content.token, "nsubj") or proposition.tokens("patient", "agent")
    subjects = [
        t
        for t in dict.fromkeys(subjects)
        if desk.acting(t) or _whoever(desk, t) or (against and desk.lemma(t) in desk.words("threatened"))
    ]
    second = any(desk.document.words[t].lower() in SECOND for t in subjects)
    binding = said.act in (Act.PROMISE, Act.CONFIRM, Act.WARN, Act.THREATEN) or proposition.negated
    if not said.speaker or not (subjects or binding or contents.occasion(desk, content) is not None):
        return None
    if done_by.you and not proposition.passive and not against:
        return None
    opened = contents.condition_heads(desk, content, None, said.cue)
    sure = second or against or binding or opened or not said.quoted
    if not (sure or contents.occasion(desk, content) is not None):
        return None  # "half the seats will be filled": told, not promised
    others = [t for t in subjects if desk.document.words[t].lower() not in SECOND | FIRST]
    if desk.lemma(content.token) in desk.words("dispatching"):
        others = []  # "soldiers will be sent": they are what is promised
    creditor = said.addressees if second else desk.parties(others)
    kind = CommitmentKind.THREAT if against else CommitmentKind.PROMISE
    if proposition.negated:
        kind = CommitmentKind.PROMISE if against else CommitmentKind.REFUSAL
    return _draft(
        desk,
        content,
        said,
        kind,
        debtor=desk.principal(content.token) or said.speaker,
        creditor=creditor,
        strength=Strength.PLAIN,
        reason="said of what will happen to another",
        subject=True,
        doubts=() if second else ("who will do it is not said",),
    )


def _whoever(desk: Desk, token: int) -> bool:
    """As in "those who give up will be spared": whoever they are."""
    return bool({desk.lemma(token), desk.document.words[token].lower()} & conditions.GENERIC)


def _or_else(desk: Desk, first: Draft, proposition: Proposition, said: Said, taken: set[int]) -> list[Draft]:
    """As in "Leave or we will open fire": the demand, and a threat whose condition is that it is not met."""
    other = contents.alternative(desk, proposition.token)
    if other is None or first.kind is not CommitmentKind.DEMAND or other in taken:
        return []
    if proposition.negated and desk.subject(other) is None and desk.document.tags[other] == "VB":
        return []  # "should not taunt each other or take risks": both are asked
    content = contents.at(desk, other)
    taken.add(other)
    draft = _draft(
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
    first = contents.at(desk, proposition.token)
    done_by = owing.doer(desk, first, said.speaker)
    if done_by.own or not done_by.parties:
        return None
    modals = [c for c in desk.document.children[first.token] if desk.document.tags[c] == "MD"]
    antecedent, _, _ = words_of(desk, first, None, False, said, modals)
    return _draft(
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


def _draft(
    desk: Desk,
    content: Content,
    said: Said,
    kind: CommitmentKind,
    *,
    debtor: tuple[Participant, ...],
    creditor: tuple[Participant, ...],
    strength: Strength,
    reason: str,
    subject: bool,
    doubts: tuple[str, ...] = (),
    antecedent: tuple[Span, ...] = (),
) -> Draft | None:
    consequent, found, heads = words_of(desk, content, None, subject, said)
    if not consequent:
        return None
    return Draft(
        kind=kind,
        debtor=debtor,
        creditor=desk.able(others(creditor, debtor)),
        antecedent=antecedent or found,
        consequent=consequent,
        content=content.token,
        antecedent_tokens=heads,
        act=None,
        cue=None if said.cue is None else desk.document.span(said.cue, said.cue + 1),
        strength=strength,
        said_in=said.id,
        doubts=doubts,
        reason=reason,
        rule="commitments/spoken",
    )
