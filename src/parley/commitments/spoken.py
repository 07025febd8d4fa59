"""Commitments in what somebody says: "we will …", "you must …", "leave or …", "said that X will …".

No verb names the act here; the modal of the clause, who is its subject and whether the deed is hostile decide between
promise, threat, refusal and demand (Searle: the propositional content condition of commissives is a future act of the
speaker, that of directives a future act of the hearer).
"""

from __future__ import annotations

from collections.abc import Iterable

from parley.commitments import contents, performance
from parley.commitments.contents import Content, Doer
from parley.commitments.desk import FIRST, SECOND, Desk, same_party
from parley.commitments.draft import Draft, hostile, others, words_of
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
_SUPPOSED = frozenset({"would", "could", "might", "may", "can"})


def find(desk: Desk, told: Iterable[Draft], said: list[Said]) -> list[Draft]:
    """Commitments from the contents of statements that no act verb tells already."""
    taken = {draft.content for draft in told} | {draft.act for draft in told if draft.act is not None}
    taken |= {desk.document.heads[act] for act in tuple(taken) if desk.document.upos[act] == "ADJ"}
    hints = {draft.act: draft.kind for draft in told if draft.act is not None}
    drafts: list[Draft] = []
    for statement in said:
        if statement.act in _THOUGHTS or not _earnest(desk, statement):
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


def _earnest(desk: Desk, said: Said) -> bool:
    """Whether what is said is no mere guess or hope."""
    return said.cue is None or desk.lemma(said.cue) not in desk.words("opinions")


def _outsider(desk: Desk, said: Said) -> bool:
    head = said.speaker_head
    return head is not None and (
        desk.lemma(head) in desk.words("outsiders") or desk.document.upos[head] == "NUM"
    )


def _on_top(desk: Desk, proposition: Proposition, said: Said) -> bool:
    """Whether a proposition is what is said, not part of something else that is said."""
    if proposition.kind is Kind.NOUN:
        return False
    if proposition.parent is None or proposition.embedding is None:
        return True
    above = desk.propositions[proposition.parent]
    if above.token not in said.tokens:
        return proposition.embedding is not Embedding.CONDITION
    if desk.lemma(above.token) in _RAISING and not _on_top(desk, above, said):
        return False
    if desk.lemma(above.token) in desk.words("opinions"):
        return False
    return proposition.embedding not in _INNER and desk.lemma(above.token) in _RAISING


_RAISING = frozenset({"say", "make", "have", "need", "ought", "be", "go", "time"})
"""Verbs that lend the clause below them its modality: what is said is the clause."""


def _classified(
    desk: Desk, proposition: Proposition, said: Said, hints: dict[int, CommitmentKind]
) -> Draft | None:
    content = contents.at(desk, proposition.token)
    thought = desk.lemma(proposition.token) in desk.words("opinions") and not proposition.tokens("patient")
    if thought or _happens(desk, content) or _unreal(desk, content, proposition, said):
        return None
    if (none := _none_of_it(desk, content, proposition, said)) is not None:
        return none
    done_by = contents.doer(desk, content, said.speaker)
    hint = hints.get(said.cue) if said.cue is not None else None
    hint = hint or _HINTS.get(said.act)
    modal = proposition.modality or ""
    if said.direct and _imperative(desk, proposition) and not _we(desk, content):
        driven = said.addressees or contents.alternative(desk, content.token) is not None
        return _demand(desk, content, proposition, said, said.addressees) if driven else None
    if modal in desk.words("duty") and modal not in desk.words("future"):
        if modal in _NEEDED and _denied(desk, proposition):
            return None  # "you don't have to share my faith"
        return _duty(desk, content, proposition, said, done_by)
    if modal in desk.words("future") or (
        modal in desk.words("weak") and said.act in (Act.WARN, Act.THREATEN)
    ):
        return _intention(desk, content, proposition, said, done_by, hint)
    if (
        modal in ("may", "might", "could")
        and hostile(desk, content)
        and _speaks_of_self(desk, content, done_by, said)
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
    if proposition.imperative:
        return True
    if desk.document.tags[token] not in ("VB", "VBP") or proposition.modality is not None:
        return False
    before = [c for c in desk.document.children[token] if c < token]
    relations = {desk.document.deps[c].partition(":")[0] for c in before}
    return not relations & {"nsubj", "csubj", "expl", "mark"} and desk.document.deps[token] != "conj"


def _happens(desk: Desk, content: Content) -> bool:
    """As in "It will happen quickly": nobody does it."""
    subject = desk.subject(content.token)
    return subject is not None and desk.lemma(subject) == "it" and _of_itself(desk, content)


def _unreal(desk: Desk, content: Content, proposition: Proposition, said: Said) -> bool:
    """What nobody announces: "would have run", "whether X should …", "I would answer him" without a condition."""
    document = desk.document
    before = [c for c in document.children[content.token] if c < content.token]
    if any(document.deps[c] == "mark" and desk.lemma(c) in ("whether", "if") for c in before):
        return True
    if performance.asked_how(desk, content):
        return True
    end = document.sentences[document.sentence_of[content.token]][1]
    if "?" in document.words[max(content.token, end - 3) : end]:
        return True
    if any(document.deps[c] == "aux" and document.words[c].lower() in ("have", "'ve") for c in before):
        return True
    if proposition.modality == "would":
        return said.quoted and not contents.condition_heads(desk, content, None)
    return False


def _of_itself(desk: Desk, content: Content) -> bool:
    objects = content.proposition.tokens("patient") if content.proposition is not None else []
    return not objects and desk.lemma(content.token) in desk.words("happenings")


def _we(desk: Desk, content: Content) -> bool:
    subject = desk.subject(content.token)
    return subject is not None and desk.document.words[subject].lower() in FIRST


_BINDING = frozenset({"must", "have to", "shall", "be to"})
"""Modals strong enough to be a demand on nobody who is named ("the border must be opened")."""


_NEEDED = frozenset({"have to", "need to", "have", "need", "have got to", "got to"})


def _denied(desk: Desk, proposition: Proposition) -> bool:
    """Whether a need is denied, by itself or through the verb that tells it."""
    above = None if proposition.parent is None else desk.propositions[proposition.parent]
    return proposition.negated or (
        above is not None and desk.lemma(above.token) in ("have", "need") and above.negated
    )


def _any_one(desk: Desk, token: int | None) -> bool:
    """As in "a president must listen": one of a kind, nobody in particular."""
    if token is None or desk.document.upos[token] != "NOUN":
        return False
    return any(desk.document.words[c].lower() in ("a", "an") for c in desk.document.children[token])


def _thing(desk: Desk, token: int | None) -> bool:
    """As in "it should be let go": nobody that could be asked."""
    return token is not None and desk.document.words[token].lower() in ("it", "this", "that", "there")


def _duty(desk: Desk, content: Content, proposition: Proposition, said: Said, done_by: Doer) -> Draft | None:
    """As in "X must …": a demand on X, unless the speaker speaks of themselves."""
    if not said.speaker or (done_by.own and same_party(said.speaker, done_by.parties or said.speaker)):
        return None
    parties = said.addressees if done_by.you else done_by.parties
    if not parties and not (proposition.passive and proposition.modality in _BINDING):
        return None
    if _any_one(desk, done_by.token) or _thing(desk, done_by.token):
        return None
    return _demand(desk, content, proposition, said, parties)


def _demand(
    desk: Desk, content: Content, proposition: Proposition, said: Said, parties: tuple[Participant, ...]
) -> Draft | None:
    if not said.speaker and not parties:
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
    if _outsider(desk, said) or _unwilled(desk, proposition):
        return None
    against = hostile(desk, content) or hint is CommitmentKind.THREAT
    undergone = proposition.passive or desk.lemma(content.token) in desk.words("hostile_states")
    if done_by.you or (undergone and (not done_by.parties or not proposition.passive)):
        return _to_you(desk, content, proposition, said, done_by, against)
    if not _speaks_of_self(desk, content, done_by, said):
        return None
    debtor = said.speaker if done_by.own and said.speaker else done_by.parties
    if contents.pronoun(desk, done_by.token) and said.speaker and not _names_another(done_by, said):
        debtor = said.speaker
    if not debtor:
        return None
    kind: CommitmentKind
    if hint in (CommitmentKind.GUARANTEE, CommitmentKind.OFFER):
        kind = hint or CommitmentKind.PROMISE
    elif proposition.negated:
        good = (
            _held_back(desk, content, said)
            or against
            or hint is CommitmentKind.PROMISE
            or desk.lemma(content.token) in desk.words("steadfast")
        )
        kind = CommitmentKind.PROMISE if good else CommitmentKind.REFUSAL
    elif against and hint is not CommitmentKind.PROMISE:
        kind = CommitmentKind.THREAT
    else:
        kind = CommitmentKind.PROMISE
    creditor = said.addressees or contents.sufferers(desk, kind, content, debtor)
    creditor = creditor or contents.enabling(desk, contents.condition_heads(desk, content, None, said.cue))
    if kind is CommitmentKind.REFUSAL:
        creditor = contents.sufferers(desk, kind, content, debtor)
    weak = proposition.modality in _SUPPOSED - {"would"} or bool(
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


def _held_back(desk: Desk, content: Content, said: Said) -> bool:
    """As in "will not touch the bridge if …": to leave something be on a condition is promised, to help is refused."""
    if desk.lemma(content.token) in desk.words("helpful"):
        return False
    opened = contents.condition_heads(desk, content, None, said.cue)
    return any(
        desk.document.words[o.first].lower() in ("if", "as", "so", "provided", "providing") for o in opened
    )


def _unwilled(desk: Desk, proposition: Proposition) -> bool:
    """Whether it comes of itself ("we will see", "they will be glad"): no announcement; held or had with a noun, it is one."""
    if proposition.passive or proposition.nominal is not None:
        return False
    return proposition.kind is not Kind.ADJECTIVE and desk.lemma(proposition.token) in desk.words("unwilled")


def _to_you(
    desk: Desk, content: Content, proposition: Proposition, said: Said, done_by: Doer, against: bool
) -> Draft | None:
    """As in "You will be treated fairly", "any ship will be sunk": the speaker binds itself to what happens to another."""
    subjects = desk.document.dependents(content.token, "nsubj") or proposition.tokens("patient", "agent")
    subjects = [
        t
        for t in dict.fromkeys(subjects)
        if desk.acting(t) or (against and desk.lemma(t) in desk.words("threatened"))
    ]
    second = any(desk.document.words[t].lower() in SECOND for t in subjects)
    binding = said.act in (Act.PROMISE, Act.CONFIRM, Act.WARN, Act.THREATEN) or proposition.negated
    if not said.speaker or not (subjects or binding or contents.occasion(desk, content) is not None):
        return None
    if done_by.you and not proposition.passive and not against:
        return None
    others = [t for t in subjects if desk.document.words[t].lower() not in SECOND]
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


def _speaks_of_self(desk: Desk, content: Content, done_by: Doer, said: Said) -> bool:
    """Whether the deed is the speaker's own or that of the speaker's side."""
    if _only_may(content) and said.act is Act.WARN and not done_by.own:
        return False
    if done_by.own and done_by.token is None and not content.clause:
        # "provisions that, he said, would restrict sales": the subject is outside.
        return desk.document.deps[content.token] == "conj"
    if done_by.own:
        modal = content.proposition is not None and content.proposition.modality is not None
        return content.clause or modal or not content.infinitive
    if done_by.you or not done_by.parties:
        return False
    if contents.pronoun(desk, done_by.token):
        if said.quoted:
            return False
        return not _names_another(done_by, said) and not _thing_for_person(desk, done_by, said)
    if said.quoted and _any_one(desk, done_by.token):
        return False
    return not _at_odds(desk, done_by.parties, said.speaker) and _on_side(desk, done_by, said)


def _on_side(desk: Desk, done_by: Doer, said: Said) -> bool:
    """Whether whom the speaker announces the deed of is the speaker's side.

    A common noun ("the army") is taken to be; somebody with a name is when the words for the speaker name them ("Velmark's
    minister", "a spokesman for the fund"), when they are no more than an office ("the president"), or when both are known to
    be of one country.
    """
    if not said.speaker:
        return False
    if done_by.token is None or desk.document.upos[done_by.token] != "PROPN":
        owners = desk.document.children[done_by.token] if done_by.token is not None else []
        return not (said.quoted and any(desk.document.words[c].lower() == "your" for c in owners))
    countries = {actor.id: actor.country for actor in desk.actors.actors if actor.country}
    mine = {countries[p.actor] for p in said.speaker if p.actor in countries}
    theirs = {countries[p.actor] for p in done_by.parties if p.actor in countries}
    persons = "person" in desk.kinds(done_by.token)
    if mine & theirs and not persons:
        return True
    if said.speaker_head is None:
        return False
    if desk.document.tags[said.speaker_head] == "NN" and not persons:
        return True
    if any(desk.document.words[c].lower() == "its" for c in desk.document.children[said.speaker_head]):
        return True
    named = desk.parties(desk.document.subtree(said.speaker_head))
    return same_party(named, done_by.parties)


def _only_may(content: Content) -> bool:
    """Whether a clause tells what may happen, not what will."""
    return content.proposition is not None and content.proposition.modality in _SUPPOSED - {"would"}


def _thing_for_person(desk: Desk, done_by: Doer, said: Said) -> bool:
    """As in "many say it will take more": "it" is no person, and persons are many or have a name."""
    if (
        done_by.token is None
        or desk.document.words[done_by.token].lower() != "it"
        or said.speaker_head is None
    ):
        return False
    head = said.speaker_head
    plural = "Plur" in desk.document.morphs[head]
    return plural or "person" in desk.kinds(head)


def _names_another(done_by: Doer, said: Said) -> bool:
    known = {p.actor for p in done_by.parties if p.actor}
    return bool(known) and bool(said.speaker) and not known & {p.actor for p in said.speaker}


def _at_odds(desk: Desk, parties: tuple[Participant, ...], speaker: tuple[Participant, ...]) -> bool:
    """Whether two parties are known to belong to different countries: then the one cannot bind the other."""
    countries = {actor.id: actor.country for actor in desk.actors.actors if actor.country}
    one = {countries[p.actor] for p in parties if p.actor in countries}
    other = {countries[p.actor] for p in speaker if p.actor in countries}
    return bool(one and other and not one & other)


def _or_else(desk: Desk, first: Draft, proposition: Proposition, said: Said, taken: set[int]) -> list[Draft]:
    """As in "Leave or we will open fire": the demand, and a threat whose condition is that it is not met."""
    other = contents.alternative(desk, proposition.token)
    if other is None or first.kind is not CommitmentKind.DEMAND or other in taken:
        return []
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
        subject=content.clause and not contents.doer(desk, content, said.speaker).own,
        antecedent=first.consequent,
    )
    return [] if draft is None else [draft]


def _or_suffer(desk: Desk, proposition: Proposition, said: Said) -> Draft | None:
    """As in "They will pay or they will freeze": a threat against those it is said of."""
    other = contents.alternative(desk, proposition.token)
    if other is None or not said.speaker or proposition.modality not in desk.words("future"):
        return None
    first = contents.at(desk, proposition.token)
    done_by = contents.doer(desk, first, said.speaker)
    if done_by.own or not done_by.parties:
        return None
    antecedent, _, _ = words_of(desk, first, None, False, said)
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
        creditor=others(creditor, debtor),
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
