"""Commitments from acts that the report names: "promised to …", "warned X that …", "a demand for …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parley.codebook.model import Frame
from parley.codebook.precedence import rank
from parley.commitments import contents
from parley.commitments.contents import Content
from parley.commitments.desk import THIRD, Desk
from parley.commitments.draft import Draft, hostile, others, words_of
from parley.propositions.model import Embedding, Kind, Proposition, Tense
from parley.records import CommitmentKind, CommitmentStatus, Participant, Strength

_COMMISSIVE = frozenset({"promise", "guarantee", "offer", "threat", "refusal"})
_FUTURE_ONLY = frozenset({"ensure"})
"""Acts that bind only when they are announced: "ensured that X won" tells what happened."""
_FUTURE_OR_CHANCE = frozenset({"will", "would", "shall", "may", "might", "could", "can", "be to", "must"})


def find(desk: Desk) -> list[Draft]:
    """Every act that a frame of `acts.toml` covers, one draft for each thing promised, threatened or demanded."""
    drafts: list[Draft] = []
    for proposition in desk.propositions:
        if proposition.modality in ("may", "might", "could") or proposition.embedding is Embedding.CONDITION:
            continue
        match = _match(desk, proposition)
        if match is None:
            continue
        frame, key, found = match
        if _told_above(desk, proposition):
            continue
        for content in found:
            if frame.label == "demand" and content.clause and _announced(content):
                drafts += _else(desk, drafts, proposition, content)
                continue
            draft = _draft(desk, proposition, frame, key, content)
            if draft is not None:
                drafts.append(draft)
                drafts += _or_else(desk, proposition, draft)
    return drafts


def _announced(content: Content) -> bool:
    return content.proposition is not None and content.proposition.modality in ("will", "shall")


def _else(desk: Desk, drafts: Sequence[Draft], act: Proposition, content: Content) -> list[Draft]:
    """ "Wants X to pay, or else it will …": what is announced beside a demand happens when it is not met."""
    demand = next((d for d in reversed(drafts) if d.act == act.token and d.kind is CommitmentKind.DEMAND), None)
    return [] if demand is None else [_unmet(desk, demand, content.token)]


def _or_else(desk: Desk, act: Proposition, demand: Draft) -> list[Draft]:
    """ "Told X to leave or face arrest": the threat beside the demand."""
    other = contents.alternative(desk, demand.content)
    if demand.kind is not CommitmentKind.DEMAND or other is None:
        return []
    return [_unmet(desk, demand, other)]


def _unmet(desk: Desk, demand: Draft, token: int) -> Draft:
    consequent, _, tokens = words_of(desk, contents.at(desk, token), None, subject=False)
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


def _match(desk: Desk, proposition: Proposition) -> tuple[Frame, str, list[Content]] | None:
    """The most specific frame that fires and whose content is there in the form it asks for."""
    best: tuple[Frame, str, list[Content]] | None = None
    highest: tuple[int, ...] = ()
    for position, key in enumerate(desk.matcher.keys(proposition)):
        for frame in desk.matcher.frames.get(key):
            order = (*rank(frame, key), -position)
            if order <= highest or desk.matcher.obstacle(frame, proposition) is not None:
                continue
            found = _contents(desk, proposition, frame)
            if found:
                best, highest = (frame, key, found), order
    return best


def _contents(desk: Desk, proposition: Proposition, frame: Frame) -> list[Content]:
    form = frame.extra.get("form", "any")
    for path in frame.extra.get("content", ("complement",)):
        tokens = desk.matcher.tokens(proposition, path)
        if path == "complement" and not tokens:
            tokens = _further_complements(desk, proposition)
        if path == "patient":
            tokens = _objects(desk, proposition, tokens)
        if path == "patient.complement" and not tokens:
            tokens = _further_complements(desk, proposition)
        found = [c for c in contents.spread(desk, tokens) if _fits(desk, c, form) and c.token != proposition.token]
        found = [c for c in found if not _past(c)]
        if path in ("to", "for", "on", "of", "patient"):
            things = [c for c in found if not _person(desk, c)]
            found = things or (found if frame.label in ("guarantee", "threat") and path == "patient" else [])
        if found:
            return found
    if frame.extra.get("bare"):
        return [contents.at(desk, proposition.nominal or proposition.token)]
    return []


def _further_complements(desk: Desk, proposition: Proposition) -> list[int]:
    """A clause that the parse hung beside the predicate instead of below it.

    A purpose ("called on X to …"), a clause on the object ("assured X that …"), one on the verb above a noun ("withdrew
    its offer to …"), the sentence that "…, he promised" is put after.
    """
    document = desk.document
    found = [] if proposition.purpose is None else [desk.propositions[proposition.purpose].token]
    for argument in proposition.arguments:
        if argument.role in ("patient", "recipient", "on", "to", "upon", "with"):
            found += [c for c in document.children[argument.token] if _complement_like(desk, c)]
    if proposition.nominal is not None:
        found += [c for c in document.children[proposition.nominal] if _complement_like(desk, c)]
    if proposition.kind is Kind.NOUN:
        found += [c for c in document.children[proposition.token] if _complement_like(desk, c)]
        verb = document.heads[proposition.token]
        if not found and document.upos[verb] == "VERB" and document.deps[proposition.token] in ("obj", "obl", "iobj"):
            found += [c for c in document.children[verb] if c > proposition.token and _complement_like(desk, c)]
    if not found and document.deps[proposition.token] == "parataxis":
        above = document.heads[proposition.token]
        if above < proposition.token and desk.proposition(above) is not None:
            found.append(above)
    return sorted(set(found))


def _complement_like(desk: Desk, child: int) -> bool:
    """An infinitive, or a clause with "that" and a subject of its own."""
    relation = desk.document.deps[child].partition(":")[0]
    if relation not in ("acl", "xcomp", "advcl", "ccomp") or desk.proposition(child) is None:
        return False
    marks = {desk.lemma(c) for c in desk.document.children[child] if c < child}
    if desk.document.tags[child] == "VB" and desk.subject(child) is None:
        return "to" in marks
    return desk.subject(child) is not None and "that" in marks and desk.lemma(desk.subject(child) or child) != "that"


def _objects(desk: Desk, proposition: Proposition, tokens: list[int]) -> list[int]:
    """Objects of the act: the noun of a light verb; after a passive, not its subject when there is an object besides."""
    if proposition.nominal is not None:
        return [proposition.nominal]
    if not proposition.passive:
        return tokens
    objects = [a.token for a in proposition.arguments if a.role == "patient" and a.path != "subject"]
    return objects or (tokens if _passive(desk, proposition) else [])


def _passive(desk: Desk, proposition: Proposition) -> bool:
    """Whether a passive shows by its auxiliary; a bare participle may be a past tense that was misread."""
    return bool(desk.document.dependents(proposition.token, "aux:pass", "nsubj:pass"))


def _fits(desk: Desk, content: Content, form: str) -> bool:
    if form == "noun":
        return content.noun
    if form == "infinitive":
        return content.infinitive
    if form == "clause":
        return content.clause
    return True


def _past(content: Content) -> bool:
    """Whether a clause tells what was done already: nobody binds themselves to the past."""
    proposition = content.proposition
    return content.clause and proposition is not None and proposition.tense is Tense.PAST and not proposition.modality


def _person(desk: Desk, content: Content) -> bool:
    """Whether an object is somebody (the addressee), not something to be done."""
    if not content.noun:
        return False
    if desk.document.upos[content.token] == "PRON":
        return True
    return desk.acting(content.token) and content.proposition is None


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
    match = _match(desk, desk.propositions[proposition.parent])
    if match is None:
        return False
    if proposition.embedding is Embedding.COMPLEMENT:
        return any(c.token == proposition.token and c.infinitive for c in match[2])
    inside = {t for content in match[2] for t in desk.document.subtree(content.token)}
    return proposition.token in inside or match[0].label == "refusal"


def _draft(desk: Desk, act: Proposition, frame: Frame, key: str, content: Content) -> Draft | None:
    kind = CommitmentKind(frame.label)
    speaker = _speaker(desk, act, frame)
    addressee = _addressee(desk, act, frame, content)
    done_by = contents.doer(desk, content, speaker)
    doubts: list[str] = []
    if content.clause and desk.lemma(content.token) in desk.words("happenings") and kind is CommitmentKind.THREAT:
        if desk.lemma(desk.subject(content.token) or content.token) == "it":
            return None
    if _hearsay(desk, act) or desk.lemma(content.token) in desk.words("no_content"):
        return None
    if act.negated and kind is not CommitmentKind.REFUSAL:
        return None
    if kind in (CommitmentKind.PROMISE, CommitmentKind.OBLIGATION) and hostile(desk, content) and not _undone(content):
        kind = CommitmentKind.THREAT if kind is CommitmentKind.PROMISE else kind
    if frame.extra.get("own") and not _own(desk, content, done_by, speaker):
        return None
    bound = frame.extra.get("bound", "speaker")
    if bound == "self":
        debtor, creditor = speaker, addressee
        if desk.lemma(act.token) in _FUTURE_ONLY and act.modality not in ("will", "shall", "would"):
            return None
    elif bound == "speaker":
        debtor = _bound(desk, speaker, addressee, done_by, content)
        creditor = addressee or _affected(desk, kind, content, debtor)
    else:
        debtor = _addressed(addressee, done_by, content)
        creditor = () if kind is CommitmentKind.OBLIGATION else speaker
        if kind is CommitmentKind.OBLIGATION and not debtor:
            debtor = _holder(desk, content)
    if kind is CommitmentKind.OBLIGATION and bound == "speaker":
        debtor = _holder(desk, content) or tuple(p for p in debtor if p.actor or p.name.lower() not in THIRD)
    if not debtor and not creditor:
        return None
    subject = content.clause and (not done_by.parties or content.proposition is not None and content.proposition.passive)
    consequent, antecedent, heads = words_of(desk, content, act, subject)
    consequent += contents.beside(desk, content, act)
    if not consequent:
        return None
    if not creditor and kind.value in _COMMISSIVE:
        creditor = contents.enabling(desk, contents.condition_heads(desk, content, act))
    if any(a.penalty for a in act.arguments if a.role in ("agent", "complement")):
        doubts.append("roles found by a forgiving path")
    if not debtor:
        doubts.append("nobody named who is bound")
    return Draft(
        kind=kind,
        debtor=debtor,
        creditor=others(creditor, debtor),
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


def _hearsay(desk: Desk, act: Proposition) -> bool:
    """Whether the act is an onlooker's guess: "analysts expect X to …", "X is expected to …"."""
    if act.passive and desk.lemma(act.token) in ("expect", "want", "like"):
        return True
    return any(desk.lemma(t) in desk.words("outsiders") for t in act.tokens("agent"))


def _undone(content: Content) -> bool:
    return content.proposition is not None and content.proposition.negated


def _speaker(desk: Desk, act: Proposition, frame: Frame) -> tuple[Participant, ...]:
    misread = act.passive and not _passive(desk, act)
    principal = desk.principal(act.token)
    if principal and any(desk.document.words[t].lower() in ("he", "she", "they") for t in act.tokens("agent")):
        return principal
    for path in ("patient", *frame.source) if misread else frame.source:
        tokens = [t for t in desk.matcher.tokens(act, path) if desk.acting(t) or path == "agent"]
        if act.passive and path == "agent":
            tokens = [a.token for a in act.arguments if a.role == "agent" and a.path != "subject"]
        if tokens and not (act.nominal is not None or act.kind is Kind.NOUN and _possessive(desk, tokens)):
            return desk.parties(tokens)
        named = [t for t in tokens if not _possessive(desk, [t])]
        if named:
            return desk.parties(named)
    return _owner(desk, act)


def _possessive(desk: Desk, tokens: Sequence[int]) -> bool:
    return all(desk.document.tags[t] == "PRP$" for t in tokens)


def _owner(desk: Desk, act: Proposition) -> tuple[Participant, ...]:
    """Whose a noun act is when no name says so: "broke its promise" is about the one who broke it."""
    if act.kind is not Kind.NOUN:
        return desk.parties(t for t in act.tokens("agent", "possessor") if desk.acting(t))
    if act.parent is not None and act.embedding is Embedding.NOMINAL:
        above = desk.propositions[act.parent]
        role = "patient" if above.passive else "agent"
        tokens = [t for t in above.tokens(role) if desk.acting(t)]
        if tokens:
            return desk.parties(tokens)
    return desk.parties(act.tokens("possessor"))


def _addressee(desk: Desk, act: Proposition, frame: Frame, content: Content) -> tuple[Participant, ...]:
    inside = set(desk.document.subtree(content.token)) - {content.token}
    if act.passive and _passive(desk, act):
        subjects = [a.token for a in act.arguments if a.role in ("patient", "recipient") and a.path == "subject"]
        subjects = [t for t in subjects if t != content.token and desk.acting(t)]
        if subjects:
            return desk.parties(subjects)
    misread = act.passive and not _passive(desk, act)
    for path in frame.target:
        if misread and path == "patient":
            continue
        tokens = [t for t in desk.matcher.tokens(act, path) if t not in inside and t != content.token]
        if act.kind is Kind.NOUN and not tokens and act.parent is not None and path in ("to", "with"):
            tokens = [t for t in desk.propositions[act.parent].tokens(path) if t not in inside]
        tokens = [t for t in tokens if desk.acting(t)]
        if tokens:
            return desk.parties(tokens)
    if frame.label == "demand" and content.noun:
        found = [c for c in desk.document.children[content.token] if _case(desk, c) == "from" and desk.acting(c)]
        if found:
            return desk.parties(found)
    # "promised the widows that …", "offered them talks": the object is a person, so it is who was told.
    people = [t for t in act.tokens("recipient", "patient") if t not in inside and t != content.token]
    if act.kind is not Kind.NOUN and not act.passive:
        return desk.parties(t for t in people if desk.acting(t))
    return ()


def _case(desk: Desk, token: int) -> str:
    return next((desk.lemma(c) for c in desk.document.children[token] if desk.document.deps[c] == "case"), "")


def _own(desk: Desk, content: Content, done_by: contents.Doer, speaker: Sequence[Participant]) -> bool:
    """Whether a warning is a threat: what it tells will be done by the one who warns, or is done to the one warned."""
    proposition = content.proposition
    if proposition is None or content.noun:
        return False
    if proposition.modality not in _FUTURE_OR_CHANCE:
        return False
    if done_by.own or contents.pronoun(desk, done_by.token):
        return True
    if done_by.you:
        return False
    if proposition.passive:
        return bool(proposition.conditions) or hostile(desk, content)
    return bool(done_by.parties) and (hostile(desk, content) or bool(contents.condition_heads(desk, content, None)))


def _bound(
    desk: Desk,
    speaker: tuple[Participant, ...],
    addressee: tuple[Participant, ...],
    done_by: contents.Doer,
    content: Content,
) -> tuple[Participant, ...]:
    """The debtor of a commissive: who the content says will act, else the speaker."""
    if done_by.own or not content.clause or not done_by.parties:
        return speaker or (done_by.parties if done_by.own else ())
    if contents.pronoun(desk, done_by.token) and speaker:
        known = {p.actor for p in done_by.parties if p.actor}
        others = known - {p.actor for p in (*speaker, *addressee)}
        if not others:
            return speaker
    return done_by.parties


def _addressed(
    addressee: tuple[Participant, ...], done_by: contents.Doer, content: Content
) -> tuple[Participant, ...]:
    """The debtor of a directive: who the content says will act, else who was addressed."""
    if content.clause and content.proposition is not None and content.proposition.passive:
        return done_by.parties
    if content.clause and done_by.parties:
        return done_by.parties
    if addressee:
        return addressee
    return () if content.infinitive or done_by.own and content.clause else done_by.parties


def _affected(
    desk: Desk, kind: CommitmentKind, content: Content, debtor: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """The creditor nobody was told to be: whom a threat hits, whom a guarantee keeps safe."""
    if content.proposition is None and kind is CommitmentKind.THREAT and desk.acting(content.token):
        return desk.parties([content.token])
    return contents.sufferers(desk, kind, content, debtor)


def _holder(desk: Desk, content: Content) -> tuple[Participant, ...]:
    """Who has what is to be handed over: "the remains held by X", in a deal that names no debtor."""
    if not content.noun:
        return ()
    if content.proposition is not None:
        owners = [t for t in content.proposition.tokens("agent", "by") if desk.acting(t)]
        if owners:
            return desk.parties(owners)
    if desk.lemma(content.token) in desk.words("movements") and content.proposition is not None:
        movers = [t for t in content.proposition.tokens("of", "patient") if t != content.token]
        owners = [c for t in movers for c in desk.document.children[t] if desk.document.deps[c] == "nmod:poss"]
        movers = [t for t in (*owners, *movers) if desk.acting(t)]
        if movers:
            return desk.parties(movers[:1])
    holding = desk.words("holding")
    for token in range(content.token + 1, desk.document.sentences[desk.document.sentence_of[content.token]][1]):
        inner = desk.matcher.at(token)
        if inner is not None and inner.token != content.token and desk.lemma(token) in holding:
            holders = [t for t in inner.tokens("agent", "by") if desk.acting(t)]
            if holders:
                return desk.parties(holders)
    return ()


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
