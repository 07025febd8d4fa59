"""Commitments from acts that the report names: "promised to …", "warned X that …", "a demand for …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parley.codebook.model import Frame
from parley.commitments import (
    asked,
    contents,
    matching,
    owing,
    performance,
    pronouns,
    roles,
    unbound,
    wording,
)
from parley.commitments.contents import Content
from parley.commitments.desk import THIRD, Desk, as_written, same_party
from parley.commitments.draft import COMMISSIVE, Draft, hostile, others, words_of
from parley.commitments.owing import Doer
from parley.propositions.model import Embedding, Kind, Proposition
from parley.records import CommitmentKind, CommitmentStatus, Participant, Strength

_FUTURE_ONLY = frozenset({"ensure", "sure", "make", "see"})
"""Acts that bind only when they are announced: "ensured that X won" tells what happened."""
_NONE = frozenset({"it", "that", "which", "this"})
"""What stays of a debtor whom the words do not tell."""
_FUTURE_OR_CHANCE = frozenset({"will", "would", "shall", "may", "might", "could", "can", "be to", "must"})


def find(desk: Desk) -> list[Draft]:
    """Every act that a frame of `acts.toml` covers, one draft for each thing promised, threatened or demanded."""
    drafts: list[Draft] = []
    for proposition in desk.propositions:
        match = matching.match(desk, proposition)
        if match is None or not performance.performed(desk, proposition):
            continue
        frame, key, found = match
        if _told_above(desk, proposition) or not performance.by_somebody(desk, proposition, frame):
            continue
        for content in found:
            if frame.label == "demand" and content.clause and _announced(content):
                drafts += _else(desk, drafts, proposition, content)
                continue
            draft = _draft(desk, proposition, frame, key, content)
            if draft is not None:
                drafts.append(draft)
                drafts += _or_else(desk, draft)
    return drafts


def _announced(content: Content) -> bool:
    return content.proposition is not None and content.proposition.modality in ("will", "shall")


def _else(desk: Desk, drafts: Sequence[Draft], act: Proposition, content: Content) -> list[Draft]:
    """As in "Wants X to pay, or else it will …": what is announced beside a demand happens when it is not met."""
    demand = next(
        (d for d in reversed(drafts) if d.act == act.token and d.kind is CommitmentKind.DEMAND), None
    )
    return [] if demand is None else [_unmet(desk, demand, content.token)]


def _or_else(desk: Desk, demand: Draft) -> list[Draft]:
    """As in "Told X to leave or face arrest": the threat beside the demand."""
    if demand.kind is not CommitmentKind.DEMAND:
        return []
    other = contents.alternative(desk, demand.content)
    if other is None and demand.act is not None:
        other = contents.alternative(desk, demand.act)
    if other is None or not _evil(desk, other):
        return []
    return [_unmet(desk, demand, other)]


def _evil(desk: Desk, token: int) -> bool:
    """Whether "or …" tells what is threatened: it is announced, suffered or hostile, no second thing asked ("or resign")."""
    content = contents.at(desk, token)
    passive = content.proposition is not None and content.proposition.passive
    return (
        passive
        or not content.infinitive
        or desk.lemma(token) in desk.words("undergone")
        or hostile(desk, content)
    )


def _unmet(desk: Desk, demand: Draft, token: int) -> Draft:
    content = contents.at(desk, token)
    consequent, _, tokens = words_of(desk, content, None, subject=False)
    agents = [] if content.proposition is None else content.proposition.tokens("agent")
    doers = desk.parties(t for t in agents if desk.acting(t)) if content.clause else ()
    if doers and not same_party(doers, (*demand.debtor, *demand.creditor)):
        demand = replace(demand, creditor=doers)  # "leave, or the army will attack"
    return replace(
        demand,
        kind=CommitmentKind.THREAT,
        debtor=demand.creditor,
        creditor=demand.debtor,
        antecedent=demand.consequent,
        antecedent_tokens=tokens,
        consequent=consequent,
        content=token,
        reason="what follows if the demand is not met",
    )


def _told_above(desk: Desk, proposition: Proposition) -> bool:
    """Whether the act is what another act above it is about.

    "Rejected the demand to …" tells a refusal, "undertook to guarantee …" a promise; "those who refuse to …" tells nobody's
    refusal.
    """
    if proposition.parent is None:
        return False
    if proposition.embedding is Embedding.RELATIVE:
        heads = {desk.lemma(t) for t in proposition.tokens("agent")}
        return bool(heads & {"those", "anyone", "whoever", "who", "any"})
    if proposition.embedding not in (Embedding.NOMINAL, Embedding.COMPLEMENT):
        return False
    match = matching.match(desk, desk.propositions[proposition.parent])
    if match is None:
        return False
    if proposition.embedding is Embedding.COMPLEMENT:
        return any(c.token == proposition.token and c.infinitive for c in match[2])
    inside = {t for content in match[2] for t in desk.document.subtree(content.token)}
    return proposition.token in inside or match[0].label == "refusal"


def _draft(desk: Desk, act: Proposition, frame: Frame, key: str, content: Content) -> Draft | None:
    kind = CommitmentKind(frame.label)
    speaker = roles.speaker(desk, act, frame, content)
    addressee = roles.addressee(desk, act, frame, content)
    done_by = owing.doer(desk, content, speaker)
    asker = act.kind is Kind.NOUN and roles.comes_from(desk, done_by.token)
    if asker:
        # "a request from the rebels | to wait", read as what the rebels are to do
        speaker, done_by = done_by.parties, Doer((), own=True)
    if unbound.nobody_bound(desk, act, frame, key, content, addressee):
        return None
    bound_to = desk.lemma(act.token) in ("commit", "commitment", "committed") and content.noun
    if kind is CommitmentKind.PROMISE and hostile(desk, content) and not _undone(content) and not bound_to:
        kind = CommitmentKind.THREAT
    if kind is CommitmentKind.OFFER and (hostile(desk, content) or _warned(desk, act)):
        kind = CommitmentKind.THREAT  # "warned that it was ready to …"
    if frame.extra.get("own") and not _own(desk, content, done_by, act):
        return None
    parties = _parties(desk, act, frame, kind, content, speaker, addressee, done_by)
    if parties is None or (
        key.endswith("/n") and kind is CommitmentKind.OBLIGATION and content.proposition is None
    ):
        return None
    debtor, creditor = parties
    if kind is CommitmentKind.OBLIGATION and any(
        desk.document.words[t].lower() == "we" for t in act.tokens("agent")
    ):
        return None  # "we have agreed to": the speaker with others whom the words do not tell
    if kind is CommitmentKind.DEMAND and not creditor and not act.passive:
        return None  # who asks is not told
    if debtor and all(p.name.lower() == "you" for p in debtor) and not desk.quoted(act.token):
        return None  # "it encourages you to": whoever reads it
    if kind.value in COMMISSIVE and debtor and all(_unresolved(p) for p in debtor):
        debtor = desk.speaker_at(act.token, reported=True) or debtor  # "a spokesman said it was ready to …"
    if _by_nobody(act, kind, debtor):
        return None
    if not debtor and (not creditor or contents.person(desk, content)):
        return None
    owned = kind is CommitmentKind.OBLIGATION or not content.noun
    if act.kind is Kind.NOUN and not speaker and not (debtor and owned):
        return None
    subject = (content.clause and not asker) and (
        not done_by.parties
        or (content.proposition is not None and content.proposition.passive)
        or (bool(debtor) and kind is CommitmentKind.PROMISE and _by_another(desk, debtor, done_by))
    )
    given = [t for path in frame.extra.get("condition", ()) for t in desk.matcher.tokens(act, path)]
    inside = [t for head in given for t in desk.document.subtree(head)]
    consequent, antecedent, heads = words_of(desk, content, act, subject, without=inside)
    if given:
        antecedent, heads = contents.runs(desk, _without_case(desk, given)), tuple(inside)
    consequent = wording.closed_up(desk, (*consequent, *contents.beside(desk, content, act, heads)))
    if not consequent:
        return None
    if not creditor and kind is CommitmentKind.OFFER and act.kind is Kind.NOUN:
        creditor = asked.answering(desk, act)
    if not creditor and kind is CommitmentKind.THREAT:
        creditor = owing.targets(desk, content, debtor)
    if not creditor and kind.value in COMMISSIVE:
        creditor = owing.enabling(desk, contents.condition_heads(desk, content, act))
    doubts: list[str] = []
    if any(a.penalty for a in act.arguments if a.role in ("agent", "complement")):
        doubts.append("roles found by a forgiving path")
    if not debtor:
        doubts.append("nobody named who is bound")
    return Draft(
        kind=kind,
        debtor=debtor,
        creditor=desk.able(others(creditor, debtor)),
        antecedent=antecedent,
        consequent=consequent,
        content=content.token,
        antecedent_tokens=heads,
        act=act.token,
        cue=act.span,
        strength=Strength(frame.extra.get("strength", "plain")),
        status=_status(desk, act, frame),
        doubts=tuple(doubts),
        reason=f'"{key}" is a {frame.label}',
        rule=frame.rule.removeprefix("codebook/"),
    )


def _by_nobody(act: Proposition, kind: CommitmentKind, debtor: tuple[Participant, ...]) -> bool:
    """Whether what binds who does it is done by nobody ("nothing", "none"), or by somebody the words do not tell."""
    if kind.value not in COMMISSIVE:
        return False
    if not debtor:
        return not act.passive
    return all(p.actor is None and p.name.lower() in _NONE for p in debtor)


def _parties(
    desk: Desk,
    act: Proposition,
    frame: Frame,
    kind: CommitmentKind,
    content: Content,
    speaker: tuple[Participant, ...],
    addressee: tuple[Participant, ...],
    done_by: Doer,
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]] | None:
    """Debtor and creditor; `None` when the words are an opinion and bind nobody."""
    bound = frame.extra.get("bound", "speaker")
    if bound == "self":
        debtor, creditor = speaker, addressee
        if desk.lemma(act.token) == "sure" and desk.lemma(desk.document.heads[act.token]) != "make":
            return None  # "I am sure that …" is an opinion
        above = desk.matcher.at(desk.document.heads[act.token])
        modal = act.modality or (above.modality if above is not None else None)
        if desk.lemma(act.token) in _FUTURE_ONLY and modal not in ("will", "shall", "would"):
            return None
    elif bound == "speaker":
        debtor = roles.bound(desk, speaker, addressee, done_by, content, _given(desk, act))
        if kind is CommitmentKind.THREAT and desk.lemma(content.token) in desk.words("undergone"):
            addressee = addressee or done_by.parties
        creditor = others(addressee, debtor) or roles.affected(desk, kind, content, debtor)
    else:
        debtor = roles.addressed(addressee, done_by, content)
        if debtor and all(p.name.lower() in ("it", "them") for p in debtor):
            debtor = roles.told_above(desk, act) or debtor
        if not debtor and kind is CommitmentKind.DEMAND:
            debtor = asked.asked_of(desk, content) or asked.by_whom(desk, content)
        creditor = () if kind is CommitmentKind.OBLIGATION else speaker
        if debtor and {p.span.start for p in debtor} <= {p.span.start for p in creditor}:
            return None  # "wants to follow them and leave": one's own plan
        if same_party(debtor, creditor):
            # Nobody asks themselves: the resolution is wrong.
            told = others(roles.told_above(desk, act), creditor)
            debtor = told or tuple(dict.fromkeys(as_written(p) for p in debtor))
        if kind is CommitmentKind.OBLIGATION and not debtor:
            debtor = asked.holder(desk, content)
    if kind is CommitmentKind.OBLIGATION and bound == "speaker":
        debtor = asked.holder(desk, content) or tuple(
            p for p in debtor if p.actor or p.name.lower() not in THIRD
        )
    if kind is CommitmentKind.DEMAND and not creditor and frame.extra.get("voiced"):
        creditor = desk.speaker_at(act.token) or pronouns.author(desk, act.token)
        if not creditor:
            return None  # who holds it "essential" the report does not say
    return debtor, creditor


def _without_case(desk: Desk, heads: Sequence[int]) -> list[int]:
    """The words of phrases, without their prepositions."""
    document = desk.document
    cases = {c for head in heads for c in document.children[head] if document.deps[c] == "case"}
    return [t for head in heads for t in document.subtree(head) if t not in cases]


def _by_another(desk: Desk, debtor: tuple[Participant, ...], done_by: Doer) -> bool:
    """Whether a named party other than who is bound is to do it: then its name belongs to the words."""
    return not owing.pronoun(desk, done_by.token) and not same_party(debtor, done_by.parties)


def _given(desk: Desk, act: Proposition) -> bool:
    """As in "it was offered support": the subject is the one it is for."""
    return act.passive and desk.lemma(act.token) in ("offer", "promise", "pledge", "guarantee", "assure")


def _warned(desk: Desk, act: Proposition) -> bool:
    above = None if act.parent is None else desk.propositions[act.parent]
    return (
        above is not None
        and act.embedding is Embedding.COMPLEMENT
        and desk.lemma(above.token) in ("warn", "threaten")
    )


def _unresolved(party: Participant) -> bool:
    return party.actor is None and party.name.lower() in THIRD


def _undone(content: Content) -> bool:
    return content.proposition is not None and content.proposition.negated


def _own(desk: Desk, content: Content, done_by: owing.Doer, act: Proposition) -> bool:
    """Whether a warning is a threat: what it tells will be done by the one who warns, or is done to the one warned."""
    proposition = content.proposition
    if proposition is None or content.noun:
        return False
    if proposition.modality not in _FUTURE_OR_CHANCE:
        return False
    if done_by.own:
        return True
    if owing.pronoun(desk, done_by.token):
        one = desk.lemma(done_by.token or 0) == "it"
        return not (one and any(_human(desk, t) for t in act.tokens("agent")))
    if done_by.you:
        return False
    if proposition.passive:
        return bool(proposition.conditions) or hostile(desk, content)
    return bool(done_by.parties) and (
        hostile(desk, content) or bool(contents.condition_heads(desk, content, None))
    )


def _human(desk: Desk, token: int) -> bool:
    """Whether who acts is one person, of whom nobody says "it"."""
    if desk.document.words[token].lower() in ("he", "she", "i", "who"):
        return True
    full = any(desk.document.deps[c].startswith("flat") for c in desk.document.children[token])
    return (desk.document.tags[token] == "NN" or full) and "person" in desk.kinds(token)


def _status(desk: Desk, act: Proposition, frame: Frame) -> CommitmentStatus | None:
    """What the verb above a noun did to it: "broke its promise", "withdrew the offer"."""
    if "status" in frame.extra:
        return CommitmentStatus(frame.extra["status"])
    verbs: list[Proposition] = []
    if act.nominal is not None:
        verbs.append(act)
    elif act.kind is Kind.NOUN and act.parent is not None:
        verbs.append(desk.propositions[act.parent])
    for verb in verbs:
        verb_lemma = desk.lemma(verb.token)
        adverbs = [f"{verb_lemma} {desk.lemma(c)}" for c in desk.document.dependents(verb.token, "advmod")]
        for key in (*adverbs, *verb.keys, verb_lemma):
            found = desk.acts.lexicon.status.get(key)
            if found is not None:
                return found
    return None
