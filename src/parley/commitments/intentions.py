"""What somebody who speaks announces: of themselves ("we will …"), or of what will happen to another ("you will be …")."""

from __future__ import annotations

from parley.commitments import announced, conditions, contents, owing, standing
from parley.commitments.contents import Content
from parley.commitments.desk import FIRST, SECOND, Desk
from parley.commitments.draft import Draft, hostile, others, words_of
from parley.commitments.owing import Doer
from parley.commitments.said import Said
from parley.propositions.model import Proposition
from parley.records import Act, CommitmentKind, Participant, Span, Strength


def intention(
    desk: Desk,
    content: Content,
    proposition: Proposition,
    said: Said,
    done_by: Doer,
    hint: CommitmentKind | None,
) -> Draft | None:
    """As in "We will …", "X said it would …": threat, refusal or promise, by the deed and its negation."""
    if proposition.modality == "be to" and not done_by.own:
        return None  # "the ministers are to meet on Monday": what is planned
    if standing.outsider(desk, said) or announced.unwilled(desk, proposition):
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
    if standing.it_is_a_thing(desk, done_by, said):
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
    if kind is CommitmentKind.THREAT:
        creditor = creditor or owing.targets(desk, content, debtor)
    opened = contents.condition_heads(desk, content, None, said.cue)
    if not creditor and (creditor := owing.enabling(desk, opened)):
        if kind is CommitmentKind.PROMISE and hint is None and not proposition.negated:
            kind = CommitmentKind.THREAT if owing.defiant(desk, content, opened) else kind
    if kind is CommitmentKind.REFUSAL:
        # With whom one will not talk is told; who wanted another thing that is refused is not.
        together = desk.lemma(content.token) in desk.words("joint") | {"allow", "let", "permit"}
        creditor = owing.sufferers(desk, kind, content, debtor) if together else ()
    weak = proposition.modality in announced.SUPPOSED - {"would"} or bool(
        said.cue is not None and desk.lemma(said.cue) in desk.words("weak_cues")
    )
    strong = proposition.negation == "never" or (
        said.cue is not None and desk.lemma(said.cue) in desk.words("strong_cues")
    )
    return drafted(
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
    if standing.onlooker(desk, said):
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
    given = binding and said.act is not Act.CONFIRM
    sure = second or against or given or opened or (subjects and not said.quoted)
    if not (sure or contents.occasion(desk, content) is not None):
        return None  # "half the seats will be filled": told, not promised
    given_word = second or given or contents.occasion(desk, content) is not None
    whoever = any(_whoever(desk, t) or standing.whichever(desk, t) for t in subjects)
    if not (given_word or whoever or opened):
        return (
            None  # "the units will be checked": how things will go, said by somebody who need not see to it
        )
    others = [t for t in subjects if desk.document.words[t].lower() not in SECOND | FIRST]
    if desk.lemma(content.token) in desk.words("dispatching"):
        others = []  # "soldiers will be sent": they are what is promised
    creditor = said.addressees if second else desk.parties(others)
    kind = CommitmentKind.THREAT if against else CommitmentKind.PROMISE
    if proposition.negated:
        good = (
            desk.words("helpful") | desk.words("beneficial") | desk.words("giving") | desk.words("receiving")
        )
        persons = any(desk.acting(t) for t in others)
        withheld = not against and (not persons or desk.lemma(content.token) in good)
        kind = CommitmentKind.REFUSAL if withheld else CommitmentKind.PROMISE
    if kind is not CommitmentKind.THREAT and not (second or whoever or any(desk.acting(t) for t in subjects)):
        return None  # "the targets would be met": told of things, and promised to nobody
    return drafted(
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


def drafted(
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
    """The commitment that a clause of a statement tells; none when no words are left of it."""
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
