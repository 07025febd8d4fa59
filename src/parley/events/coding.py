"""Codes events: propositions through the codebook, participants through the actors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from parley import places as places_step
from parley import times as times_step
from parley.actors.model import PRIVATE
from parley.codebook import contexts
from parley.codebook.book import Codebook
from parley.codebook.match import Match, Matcher
from parley.events import magnitudes, participants
from parley.events.coder import Coder
from parley.events.doubtful import doubtful
from parley.events.parties import Roles, of_those_who_met, roles_of, symmetric
from parley.events.presented import presented
from parley.language.document import Document
from parley.propositions.model import Embedding, Kind, Proposition
from parley.records import ActorKind, Affected, Confidence, Event, EventType, Factuality, Maker, Participant
from parley.version import __version__

if TYPE_CHECKING:
    from parley.actors import Actors
    from parley.places import Place
    from parley.times import Time


def code(
    document: Document,
    propositions: Sequence[Proposition],
    codebook: Codebook,
    actors: Actors,
    times: Sequence[Time],
    places: Sequence[Place],
    statements: Sequence[Any],
) -> tuple[Event, ...]:
    """The events of a document, in order of their predicates, with ids "e1", "e2", ….

    Every proposition that a frame of the codebook covers gives one event when it has a source or a target; a noun needs
    one that is an actor. A light verb and its noun give one event together. Factuality is kept apart from type
    (`parley.events.collapse` folds them for export). Role lists of frames are tried in order, the first that leads to
    somebody wins (Schrodt's source and target, PLOVER's actor and recipient).

    Limits: one event per proposition; coreference between events is the ledger's work.
    """
    return tuple(
        event for event, _ in matched(document, propositions, codebook, actors, times, places, statements)
    )


def matched(
    document: Document,
    propositions: Sequence[Proposition],
    codebook: Codebook,
    actors: Actors,
    times: Sequence[Time],
    places: Sequence[Place],
    statements: Sequence[Any],
) -> tuple[tuple[Event, Match], ...]:
    """`code`, with the match that made each event: conventions of a corpus hang on the predicate's key."""
    acting = participants.acting_words(codebook)
    kinds = participants.kinds(document, actors, acting, codebook.words.get("text", frozenset()))
    matcher = Matcher(document, propositions, codebook.frames, kinds, codebook.quads)
    coder = Coder(document, propositions, codebook, actors, times, places, matcher, kinds)
    contents = _contents(statements)
    events: list[tuple[Event, Match]] = []
    for proposition in propositions:
        match = matcher.best(proposition.index)
        if match is None or _told_by_parent(coder, proposition, match):
            continue
        event = _event(coder, proposition, match, contents, [e for e, _ in events])
        if event is not None:
            events.append((event, match))
    return tuple(events)


def _event(
    coder: Coder,
    proposition: Proposition,
    match: Match,
    contents: list[tuple[int, int, str]],
    before: Sequence[Event],
) -> Event | None:
    document, frame = coder.document, match.frame
    roles = of_those_who_met(coder, proposition, match, roles_of(coder, proposition, match), before)
    affected = _affected(coder, proposition, match)
    if not roles.source and not _stands_without_source(coder, proposition, match, roles):
        return None
    if (
        proposition.kind is Kind.NOUN
        and not roles.prompted
        and not (_named(roles.source) and (roles.target or _material(coder, match)))
    ):
        return None
    if not _of_the_field(coder, match, roles) or _alone(coder, proposition, match, roles):
        return None
    if doubtful(coder, proposition, match, roles):
        return None
    if _told_aside(coder, proposition, match, roles) or _guessed(proposition, match, roles, affected):
        return None
    if _lacks_its_target(coder, proposition, match, roles):
        return None
    factuality, why = presented(document, coder.propositions, match)
    confidence, reason = _confidence(proposition, match, roles, factuality)
    start = proposition.span.start
    return Event(
        id=f"e{len(before) + 1}",
        type=frame.label,
        mode=frame.mode,
        contexts=_contexts(coder, proposition, match),
        quad=coder.codebook.quad(frame.label),
        source=roles.source,
        target=roles.target,
        affected=affected,
        place=places_step.choose(coder.places, document, coder.propositions, proposition.index),
        date=times_step.choose(coder.times, document, coder.propositions, proposition.index),
        factuality=factuality,
        predicate=proposition.span,
        sentence=document.sentence_span(proposition.token),
        condition=tuple(condition.span for condition in proposition.conditions),
        said_in=_said_in(contents, start),
        confidence=confidence,
        reason=f"{reason}; {factuality.value}: {why}",
        made_by=Maker(rule=frame.rule, version=__version__),
    )


def _contexts(coder: Coder, proposition: Proposition, match: Match) -> tuple[str, ...]:
    said = contexts.of_sentence(coder.document, coder.document.sentence_of[proposition.token])
    return tuple(dict.fromkeys((*match.frame.contexts, *said)))


def _stands_without_source(coder: Coder, proposition: Proposition, match: Match, roles: Roles) -> bool:
    """Whether an event that names no doer is worth a row: people were killed, a town was taken, a hostage freed.

    Words need a speaker, but for blame on somebody in public life; a noun needs a doer; and where the doer is named but is no actor ("the storm destroyed") there
    is no event at all.
    """
    if roles.prompted:
        return True
    if (
        not roles.target
        or proposition.kind is Kind.NOUN
        or coder.matcher.fillers(proposition, match.frame.source)[1]
    ):
        return False
    if match.frame.label == EventType.ACCUSE:
        first = min(p.span.start for p in roles.target)  # "faces scrutiny" is of its subject
        blamed = match.frame.mode == "accuse" or first < proposition.span.start
        return blamed and _public(coder, roles.target)
    return match.frame.effect is not None or match.frame.label == EventType.ASSAULT


def _told_aside(coder: Coder, proposition: Proposition, match: Match, roles: Roles) -> bool:
    """Whether a row would rest on a word that tells of no deed of its own.

    A participle before a noun describes it ("liberated areas"); what is ended ("to end the bloodshed") is no deed of
    whoever ends it; and what something is said to be ("is a threat to all") was not done by it.
    """
    document, token = coder.document, proposition.token
    if document.deps[token] == "amod":
        if roles.source and not any(a.role in ("by", "possessor") for a in proposition.arguments):
            return True
        return not roles.source and not coder.kinds(document.heads[token]) - {"actor", "number"}
    if _in_a_name(document, token):
        return True
    if not match.key.endswith("/n"):
        return False
    verb = token if proposition.nominal is not None else document.heads[token]
    if match.frame.label == EventType.THREATEN and document.lemmas[verb].lower() in _BEING:
        return True
    if proposition.nominal is not None:
        return document.lemmas[token].lower() in _ENDING and not any(
            a.role == "possessor" for a in proposition.arguments
        )
    is_said_to_be = any(document.deps[c] == "cop" for c in document.children[token])
    return is_said_to_be and all(
        a.path == "subject" for a in proposition.arguments if a.role in ("agent", "possessor", "by")
    )


def _guessed(proposition: Proposition, match: Match, roles: Roles, affected: Sequence[Affected]) -> bool:
    """Whether so much of a row is guessed that it is more often wrong than right (docs/codebook.md has the reading)."""
    by_noun = proposition.kind is Kind.NOUN or proposition.nominal is not None
    fight = match.frame.label == EventType.ASSAULT
    if (by_noun or fight) and roles.penalty and not roles.target and not affected:
        return True  # "supervised the Norville evacuation": a name before the noun is as often the place
    if proposition.kind is Kind.NOUN and not roles.target and not affected:
        return fight
    return roles.guessed


def _in_a_name(document: Document, token: int) -> bool:
    """Whether a word with a capital stands between such words in a sentence that has a verb without one: "the Air Force
    Fighting Falcons arrived".
    """
    start, end = document.sentences[document.sentence_of[token]]
    if not start < token < end - 1 or not all(
        document.words[t][:1].isupper() for t in (token - 1, token, token + 1)
    ):
        return False
    return any(document.upos[t] in ("VERB", "AUX") and document.words[t].islower() for t in range(start, end))


_BEING = frozenset({"pose", "offer", "present", "represent", "constitute"})
"""Verbs with which something is a threat that nobody makes: "the law poses a threat to the union"."""
_ENDING = frozenset({"end", "halt", "suspend", "cancel", "break", "stop", "cease"})


def _named(parties: Sequence[Participant]) -> bool:
    """Whether anybody has a name: "the ISIL attack" tells whose, "terrorist attacks" and "car bombings" do not."""
    return any(word[:1].isupper() for p in parties for word in (*p.span.text.split(), *p.name.split()))


def _material(coder: Coder, match: Match) -> bool:
    """Whether the type is a deed and not words; types of a user's own without quad class count as deeds."""
    return (coder.codebook.quad(match.frame.label) or "material").startswith("material")


def _of_the_field(coder: Coder, match: Match, roles: Roles) -> bool:
    """Whether anybody in it has a name, a country or a part in public life; "friends helped musicians" is no row.

    Deeds of violence count whoever did them.
    """
    if coder.codebook.quad(match.frame.label) == "material conflict":
        return True
    parties = (*roles.source, *roles.target)
    if _public(coder, parties):
        return True
    actors = [coder.actors.by_id[p.actor] for p in parties if p.actor is not None]
    private = {actor.id for actor in actors if actor.sectors}
    return _named([p for p in parties if p.actor not in private])


def _public(coder: Coder, parties: Sequence[Participant]) -> bool:
    """Whether one of some parties has a country or a part in public life."""
    actors = [coder.actors.by_id[p.actor] for p in parties if p.actor is not None]
    return any(actor.country or set(actor.sectors) - PRIVATE for actor in actors)


def _lacks_its_target(coder: Coder, proposition: Proposition, match: Match, roles: Roles) -> bool:
    """Whether a row without a target is of a kind that its frame wants one for.

    Several who do it may do it to each other.
    """
    lone = match.frame.lone
    if lone is None or roles.target or not roles.source:
        return False
    several = len(roles.source) > 1 or _group(coder, roles.source[0])
    if several and (symmetric(coder, match) or match.frame.label == EventType.AGREE):
        return False
    # What is called for is the object of "call for".
    return not any(coder.matcher.passes(replace(lone, role=r), proposition) for r in (lone.role, "for"))


def _group(coder: Coder, party: Participant) -> bool:
    return party.actor is not None and coder.actors.by_id[party.actor].kind is ActorKind.GROUP


def _alone(coder: Coder, proposition: Proposition, match: Match, roles: Roles) -> bool:
    """Whether what takes two names one: "she was discussing serious issues".

    Who agrees to do something may agree alone ("Norland agreed to lift the ban").
    """
    if match.frame.label == EventType.AGREE and any(a.role == "complement" for a in proposition.arguments):
        return False
    if not symmetric(coder, match) or roles.target or len(roles.source) != 1:
        return False
    return not _group(coder, roles.source[0])


def _affected(coder: Coder, proposition: Proposition, match: Match) -> tuple[Affected, ...]:
    frame = match.frame
    if frame.effect is None:
        return ()
    document = coder.document
    _, tokens = coder.matcher.fillers(proposition, frame.affected)
    # "the release of hostages as well as the remains of four": the remains hang on "release" in most parses.
    beside = [
        other
        for inner in coder.matcher.inner(proposition)
        for other in document.children[inner.token]
        if document.deps[other] == "conj" and magnitudes.is_of_the_dead(document, other)
    ]
    persons = [
        t
        for t in dict.fromkeys((*tokens, *beside))
        if "actor" in coder.kinds(t) or magnitudes.is_of_the_dead(document, t)
    ]
    return magnitudes.affected(document, persons, frame.effect)


def _told_by_parent(coder: Coder, proposition: Proposition, match: Match) -> bool:
    """Whether the verb above tells the same event: "launched an investigation", "announced the release of"."""
    if proposition.parent is None or proposition.embedding is not Embedding.NOMINAL:
        return False
    above = coder.matcher.best(proposition.parent)
    if above is None:
        return False
    noun = coder.document.lemmas[proposition.token].lower()
    if above.key.endswith(f"+ {noun}") or f"+ {noun} " in above.key:
        return True
    return above.frame.label == match.frame.label


def _contents(statements: Sequence[Any]) -> list[tuple[int, int, str]]:
    """(start, end, statement id) of every content span, the shortest first."""
    spans = [
        (span.start, span.end, statement.id)
        for item in statements
        for statement in (getattr(item, "statement", item),)
        for span in statement.content
    ]
    return sorted(spans, key=lambda s: (s[1] - s[0], s[0]))


def _said_in(contents: list[tuple[int, int, str]], position: int) -> str | None:
    return next((name for start, end, name in contents if start <= position < end), None)


def _confidence(
    proposition: Proposition, match: Match, roles: Roles, factuality: Factuality
) -> tuple[Confidence, str]:
    """High: exact roles, both ends resolved; low: guessed roles or nobody resolved."""
    doubts: list[str] = []
    points = 0
    if roles.penalty:
        points += min(roles.penalty, 2)
        doubts.append("roles found by a forgiving path" if roles.penalty == 1 else "roles guessed")
    if roles.indirect:
        points += 1
        doubts.append("a participant was taken from inside a phrase")
    if not roles.source:
        points += 1
        doubts.append("no source named")
    elif all(p.actor is None for p in roles.source):
        points += 1
        doubts.append("source is no known actor")
    if proposition.kind is Kind.NOUN:
        points += 1
        doubts.append("told by a noun")
    if factuality not in (Factuality.ACTUAL, Factuality.PLANNED):
        points += 1
    level = (Confidence.HIGH, Confidence.MEDIUM, Confidence.MEDIUM, Confidence.LOW)[min(points, 3)]
    shown = f'"{match.key}" in the {match.frame.label} frame, {roles.words}'
    return level, "; ".join((shown, *doubts))
