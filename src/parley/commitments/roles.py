"""Who performs an act, whom it is addressed to, and who is bound by it."""

from __future__ import annotations

from collections.abc import Sequence

from parley.codebook.model import Frame
from parley.commitments import contents, matching, owing, performance, pronouns
from parley.commitments.contents import Content
from parley.commitments.desk import FIRST, Desk
from parley.propositions.model import Embedding, Kind, Proposition
from parley.records import CommitmentKind, Participant


def speaker(desk: Desk, act: Proposition, frame: Frame, content: Content) -> tuple[Participant, ...]:
    """Who performs the act; nobody when the report does not say."""
    misread = act.passive and not matching.passive(desk, act)
    principal = desk.principal(act.token)
    if principal and any(
        desk.document.words[t].lower() in ("he", "she", "they") for t in act.tokens("agent")
    ):
        return principal
    if misread:
        subjects = [
            a.token for a in act.arguments if a.path == "subject" and a.role in ("patient", "recipient")
        ]
        subjects = [t for t in subjects if desk.acting(t)]
        if subjects:
            return desk.parties(subjects)
    for path in ("patient", *frame.source) if misread else frame.source:
        tokens = [_named_by(desk, t) for t in desk.matcher.tokens(act, path)]
        tokens = [t for t in tokens if _can_bind(desk, t, path, content, named=act.kind is Kind.NOUN)]
        if act.kind is Kind.ADJECTIVE:
            tokens = [_standing(desk, act.token, t) for t in tokens]
        if act.passive and path == "agent":
            tokens = [
                a.token
                for a in act.arguments
                if a.role == "agent" and a.path != "subject" and a.token in tokens
            ]
        if tokens and path == "agent" and desk.document.words[tokens[0]].lower() in FIRST:
            return desk.speaker_at(act.token) or pronouns.author(desk, act.token) or desk.parties(tokens)
        if path == "agent" and frame.label == "demand":
            tokens = [_writing_before(desk, t) for t in tokens]
        if path == "agent" or (path == "patient" and act.passive):
            tokens = together(desk, act.token, tokens)
        if tokens and not (act.nominal is not None or (act.kind is Kind.NOUN and _possessive(desk, tokens))):
            return desk.parties(tokens)
        named = [t for t in tokens if not _possessive(desk, [t])]
        if named:
            return desk.parties(named)
    return _owner(desk, act) or _besides(desk, act)


def _writing_before(desk: Desk, token: int) -> int:
    """What "it" asks is asked by the writing that the sentence before is about: "The report blamed X. It urged Y to …"."""
    document = desk.document
    sentence = document.sentence_of[token]
    if document.words[token].lower() != "it" or sentence == 0:
        return token
    subjects = (t for t in range(*document.sentences[sentence - 1]) if document.deps[t].startswith("nsubj"))
    first = next(subjects, None)
    return first if first is not None and desk.lemma(first) in desk.words("documents") else token


def together(desk: Desk, act: int, tokens: Sequence[int]) -> list[int]:
    """Those who act, with whoever the words put beside them: "the militia and its backers", "X, the wider coalition and Y are …".

    Beside a party that acts, a noun that no list knows is one too; where the parse took the first of two for something else
    ("days after X and Y asked"), the "and" before the second shows it.
    """
    document = desk.document
    found = dict.fromkeys(tokens)
    for token in tokens:
        if document.deps[token].startswith("nsubj") and document.heads[token] == act:
            beside = [t for t in document.dependents(act, "nsubj", "nsubj:pass") if desk.acting(t)]
            # "The Harbour Board | workers refused": one noun phrase that the parse took for two subjects
            found.update(dict.fromkeys(t for t in beside if t == token or not _runs_on(desk, t, token)))
        first = document.edges(token)[0]
        if document.words[first].lower() == "and" and first > 0 and document.deps[token] != "conj":
            before = _head_before(desk, first)
            if desk.acting(before) and document.upos[before] == "PROPN":
                found[before] = None
    for token in tuple(found):
        beside = document.dependents(token, "conj")
        found.update(
            dict.fromkeys(
                t
                for t in beside
                if document.upos[t] in ("NOUN", "PROPN")
                and desk.matcher.at(t) is None
                and not token < act < t  # "X, which asked …, and Y"
            )
        )
    return sorted(found)


def _runs_on(desk: Desk, one: int, other: int) -> bool:
    """Whether two nouns stand side by side with nothing between their phrases."""
    first, second = sorted((one, other))
    after, before = desk.document.edges(first)[1], desk.document.edges(second)[0]
    joined = desk.document.upos[before] not in ("PUNCT", "CCONJ") and desk.document.upos[after - 1] != "PUNCT"
    return after == before and joined


def _head_before(desk: Desk, joint: int) -> int:
    """The head of the name that ends just before a word."""
    document = desk.document
    token = joint - 1
    while document.deps[token].startswith(("flat", "compound")) and document.heads[token] < joint:
        token = document.heads[token]
    return token


def _besides(desk: Desk, act: Proposition) -> tuple[Participant, ...]:
    """Who performs a participle that has no subject of its own: whoever does what stands beside it.

    As in "Urging them to wait, Orsk said …", "Orsk, urging them to wait, …"; with a writing, who issues it: "the premier read a
    statement calling on them to …".
    """
    document = desk.document
    if document.tags[act.token] != "VBG" or desk.subject(act.token) is not None or act.kind is not Kind.VERB:
        return ()
    if any(document.deps[c] in ("mark", "case") for c in document.children[act.token] if c < act.token):
        return ()
    head = document.heads[act.token]
    if desk.acting(head) and document.deps[act.token] in ("acl", "parataxis", "dep"):
        return desk.parties([head])
    issued = document.deps[head] == "obj" and desk.lemma(head) in desk.words("documents")
    above = desk.proposition(document.heads[head] if issued else head)
    if above is None or above.passive or not (issued or document.deps[act.token] in ("advcl", "parataxis")):
        return ()
    return desk.parties(t for t in above.tokens("agent") if performance.could_act(desk, t))


def _standing(desk: Desk, act: int, token: int) -> int:
    """Who stands ready: the subject of the verb above, not a "that" which the parse took for its object."""
    document = desk.document
    subject = desk.subject(document.heads[act])
    misread = document.tags[token] == "WDT" and document.deps[token] == "obj"
    return subject if misread and subject is not None else token


def _named_by(desk: Desk, token: int) -> int:
    """Whose apposition a token is: "Reuk, a governor who has refused …"."""
    document = desk.document
    head = document.heads[token]
    if document.tags[token] == "WP" and document.deps[head].startswith("acl"):
        return document.heads[head]
    if document.deps[token] != "appos" or document.upos[head] != "PROPN":
        return token
    while document.deps[head].startswith("nmod") and document.upos[document.heads[head]] == "PROPN":
        head = document.heads[head]
    return head


def _can_bind(desk: Desk, token: int, path: str, content: Content, *, named: bool) -> bool:
    """Whether somebody, not something, performs the act; a clause as its content makes a thing unlikely.

    Not so with a noun: in "the notice is a request to arrest him" the subject is what is made, not who makes it.
    """
    if desk.acting(token) or desk.document.words[token].lower() in ("it", "this"):
        return True
    if path == "agent" and desk.lemma(token) in desk.words("documents"):
        return desk.document.deps[token] not in ("obj", "obl")
    return path == "agent" and not named and not content.noun and desk.matcher.at(token) is None


def _possessive(desk: Desk, tokens: Sequence[int]) -> bool:
    return all(desk.document.tags[t] == "PRP$" for t in tokens)


def _owner(desk: Desk, act: Proposition) -> tuple[Participant, ...]:
    """Whose a noun act is when no name says so: "broke its promise" is about the one who broke it."""
    if act.kind is not Kind.NOUN:
        return desk.parties(t for t in act.tokens("agent", "possessor") if desk.acting(t))
    if act.parent is not None and act.embedding is Embedding.NOMINAL:
        above = desk.propositions[act.parent]
        role = "patient" if above.passive else "agent"
        if above.kind is Kind.NOUN:
            return ()  # "the negotiations on a treaty to …"
        made = act.token == above.nominal or (
            act.token in above.tokens("patient") and desk.lemma(above.token) in desk.words("making")
        )
        if not act.tokens("possessor") and not made:
            return ()  # "amid the threat of an attack", "triggered calls for a meeting"
        tokens = [t for t in above.tokens(role) if desk.acting(t)]
        if tokens:
            return desk.parties(tokens)
    return desk.parties(act.tokens("possessor"))


def addressee(desk: Desk, act: Proposition, frame: Frame, content: Content) -> tuple[Participant, ...]:
    """Whom the act is addressed to, as far as its own words tell."""
    inside = set(desk.document.subtree(content.token)) - {content.token}
    if act.passive and matching.passive(desk, act):
        subjects = [
            a.token for a in act.arguments if a.role in ("patient", "recipient") and a.path == "subject"
        ]
        subjects = [t for t in subjects if t != content.token and desk.acting(t) and desk.lemma(t) != "it"]
        if subjects:
            return desk.parties(subjects)
    misread = act.passive and not matching.passive(desk, act)
    for path in frame.target:
        if misread and path == "patient":
            continue
        tokens = [t for t in desk.matcher.tokens(act, path) if t not in inside and t != content.token]
        if act.kind is Kind.NOUN and not tokens and act.parent is not None and path in ("to", "with"):
            tokens = [t for t in desk.propositions[act.parent].tokens(path) if t not in inside]
        called = frame.label == "demand" and act.kind is Kind.NOUN and path in ("to", "on")
        tokens = [t for t in tokens if desk.acting(t) or (called and desk.document.upos[t] == "PROPN")]
        if tokens:
            return desk.parties(tokens)
    if frame.label == "demand" and content.noun and desk.lemma(content.token) not in desk.words("movements"):
        found = [
            c for c in desk.document.children[content.token] if desk.case(c) == "from" and desk.acting(c)
        ]
        if found:
            return desk.parties(found)
    if content.infinitive and frame.extra.get("bound") == "addressee" and act.kind is Kind.VERB:
        told = [
            a.token
            for a in act.arguments
            if a.role == "patient"
            and a.path != "subject"
            and a.token not in inside
            and a.token != content.token
        ]
        told = [t for t in told if desk.document.upos[t] == "NOUN" and performance.could_act(desk, t)]
        if told and not act.passive:
            return desk.parties(told[:1])
    asked = [
        a.token
        for a in act.arguments
        if a.role in ("patient", "recipient") and a.path != "subject" and a.token < content.token
    ]
    if (
        desk.lemma(act.token) in _ASKING_FOR
        and content.noun
        and not act.passive
        and content.token not in asked
    ):
        named = [t for t in asked if desk.document.upos[t] in ("NOUN", "PROPN")]
        if named:
            return desk.parties(named[:1])  # "asked the sharks for a loan": only somebody can be asked
    # "offered the villagers compensation", read as one noun phrase.
    if content.noun and frame.label in ("offer", "promise", "guarantee"):
        found = [
            c
            for c in desk.document.children[content.token]
            if desk.document.deps[c] == "compound" and desk.document.tags[c] == "NNS" and desk.acting(c)
        ]
        if found:
            return desk.parties(found)
    # "promised the widows that …", "offered them talks": the object is a person, so it is who was told.
    people = [t for t in act.tokens("recipient", "patient") if t not in inside and t != content.token]
    if act.kind is not Kind.NOUN and not act.passive:
        return desk.parties(t for t in people if desk.acting(t))
    return ()


_ASKING_FOR = frozenset({"ask", "beg", "lobby", "petition", "implore", "press"})


def bound(
    desk: Desk,
    speaker: tuple[Participant, ...],
    addressee: tuple[Participant, ...],
    done_by: owing.Doer,
    content: Content,
    passive: bool,
) -> tuple[Participant, ...]:
    """The debtor of a commissive: who the content says will act, else the speaker.

    After a passive ("was offered support to rebuild") who would act is the other side.
    """
    if speaker and desk.lemma(content.token) in desk.words("undergone"):
        return speaker  # "threatened that strikers would lose their homes"
    if done_by.own or not content.clause or not done_by.parties:
        return speaker or (done_by.parties if done_by.own and not passive else ())
    if speaker and _of_other_countries(desk, speaker, done_by.parties):
        return speaker  # "vowed that Velmark will pay": nobody promises for another country
    if owing.pronoun(desk, done_by.token) and speaker:
        known = {p.actor for p in done_by.parties if p.actor}
        others = known - {p.actor for p in (*speaker, *addressee)}
        if not others:
            return speaker
    return done_by.parties


def _of_other_countries(desk: Desk, one: tuple[Participant, ...], other: tuple[Participant, ...]) -> bool:
    """Whether two parties are known to belong to different countries."""
    countries = {actor.id: actor.country for actor in desk.actors.actors if actor.country}
    here = {countries[p.actor] for p in one if p.actor in countries}
    there = {countries[p.actor] for p in other if p.actor in countries}
    return bool(here and there and not here & there)


def addressed(
    addressee: tuple[Participant, ...], done_by: owing.Doer, content: Content
) -> tuple[Participant, ...]:
    """The debtor of a directive: who the content says will act, else who was addressed."""
    if content.clause and content.proposition is not None and content.proposition.passive:
        return done_by.parties
    if content.clause and done_by.parties:
        return done_by.parties
    if content.proposition is not None and content.proposition.passive:
        return ()  # "wants him (to be) removed": of nobody who is named
    if addressee:
        return addressee
    return () if content.infinitive or (done_by.own and content.clause) else done_by.parties


def comes_from(desk: Desk, token: int | None) -> bool:
    """Whether "from" stands before a word: it names who asks, whatever the parse made of it."""
    return token is not None and desk.case(token) == "from"


def told_above(desk: Desk, act: Proposition) -> tuple[Participant, ...]:
    """Whom the clause above an act beside it is about: "called on X to …, urging them to …", "stopped X and told them to …"."""
    above = desk.proposition(desk.document.heads[act.token])
    if above is None or desk.document.deps[act.token] not in ("advcl", "conj"):
        return ()
    for role in ("on", "upon", "patient", "recipient", "to", "with", "against", "for"):
        tokens = above.tokens(role)
        tokens = [t for t in tokens if desk.acting(t)] or [
            c for t in tokens for c in contents.of_noun(desk, t)[:1] if desk.document.upos[c] == "PROPN"
        ]
        if tokens:
            return desk.parties(tokens)
    return ()


def affected(
    desk: Desk, kind: CommitmentKind, content: Content, debtor: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """The creditor nobody was told to be: whom a threat hits, whom a guarantee keeps safe."""
    if content.proposition is None and kind is CommitmentKind.THREAT and desk.acting(content.token):
        return desk.parties([content.token])
    return owing.sufferers(desk, kind, content, debtor)
