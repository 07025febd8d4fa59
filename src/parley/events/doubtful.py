"""Rows that are better not made: kinds that reading has shown to be mostly wrong (docs/codebook.md)."""

from __future__ import annotations

from collections.abc import Sequence

from parley.actors.model import PRIVATE
from parley.codebook.match import Match
from parley.events.coder import Coder
from parley.events.parties import Roles
from parley.propositions.model import Kind, Proposition
from parley.records import ActorKind, EventType, Participant

_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "they",
        "i",
        "we",
        "you",
        "it",
        "this",
        "that",
        "these",
        "those",
        "one",
        "who",
        "each",
        "other",
    ]
)
_OURS = frozenset({"we", "us", "our", "ours"})
_NOBODY = frozenset({"what", "which", "whose", "whom", "no", "nobody", "none"})


def doubtful(coder: Coder, proposition: Proposition, match: Match, roles: Roles) -> bool:
    """Whether a coded row would more likely be wrong than right, whatever its frame says."""
    parties = (*roles.source, *roles.target)
    return (
        (not roles.target and _stands_for_somebody(coder, proposition, match, roles))
        or (not roles.source and _lost_its_doer(proposition))
        or (bool(roles.source) and _told_by_the_press(coder, match, roles.source))
        or (match.frame.label == EventType.REQUEST and _asked_by_or_of_the_press(coder, roles))
        or any(p.span.text.split()[0].lower() in _NOBODY for p in parties)
        or _several_of_us(parties)
        or (match.frame.mode == "visit" and _private_journey(coder, roles))
        or (match.frame.mode == "military" and _unarmed(coder, parties))
        or (match.frame.mode == "release" and not roles.source and roles.indirect > 0)
        or (match.frame.label == EventType.PROTEST and _of_persons(coder, roles.source))
        or (not roles.target and _of_no_office(coder, match, roles.source))
    )


_IN_OFFICE = frozenset(
    ["GOV", "LEG", "JUD", "MIL", "COP", "SPY", "REB", "UAF", "PRM", "CRM", "OPP", "PTY", "IGO", "ISM", "IMG"]
)
_ALONE = frozenset({EventType.PROTEST, EventType.CONSULT, EventType.CONCEDE, EventType.MOBILIZE})
"""Types that those without office may do with nobody: strikes and marches, meetings among themselves."""


def _of_no_office(coder: Coder, match: Match, source: Sequence[Participant]) -> bool:
    """Whether a single private party would do by itself what others are needed for ("supporters fought"); unions speak."""
    if len(source) != 1 or match.frame.label in _ALONE or match.frame.mode == "resign":
        return False
    if source[0].actor is None:
        return True
    actor = coder.actors.by_id[source[0].actor]
    if not actor.sectors:
        return actor.country is None
    return set(actor.sectors) <= PRIVATE


def _of_persons(coder: Coder, source: Sequence[Participant]) -> bool:
    """Whether single persons would demonstrate: who "marches to the convention" alone runs for office."""
    actors = [coder.actors.by_id[p.actor] for p in source if p.actor is not None]
    return bool(actors) and len(actors) == len(source) and all(a.kind is ActorKind.PERSON for a in actors)


def _stands_for_somebody(coder: Coder, proposition: Proposition, match: Match, roles: Roles) -> bool:
    """Whether a pronoun that nobody was found for stands where the target does: "shelled it", "blamed each other"."""
    taken = {(p.span.start, p.span.end) for p in roles.source}
    for path in match.frame.target:
        if "." in path or path == "complement":
            continue
        for token in coder.matcher.tokens(proposition, path):
            span = coder.document.span(token, token + 1)
            if (span.start, span.end) in taken:
                continue
            if (
                coder.document.upos[token] in ("PRON", "DET")
                and coder.document.lemmas[token].lower() in _PRONOUNS
            ):
                return True
    return False


def _lost_its_doer(proposition: Proposition) -> bool:
    """Whether an active verb has an object and nobody who does it: "a campaign to overthrow the president".

    A passive may leave its doer out, an active verb cannot: whoever does it stands elsewhere in the text.
    """
    if proposition.kind is not Kind.VERB or proposition.passive:
        return False
    return any(a.role == "patient" and a.path == "object" for a in proposition.arguments)


def _told_by_the_press(coder: Coder, match: Match, source: Sequence[Participant]) -> bool:
    """Whether media would be the doers of a deed: they told of it ("…, the agency said, wounding ten")."""
    if not (coder.codebook.quad(match.frame.label) or "").startswith("material"):
        return False
    return _all_press(coder, source)


def _all_press(coder: Coder, parties: Sequence[Participant]) -> bool:
    """Whether some parties are media and nobody else: what they are told ("… told the agency") asks nothing of them."""
    actors = [coder.actors.by_id[p.actor] if p.actor is not None else None for p in parties]
    return bool(actors) and all(actor is not None and actor.sectors == ("JRN",) for actor in actors)


def _asked_by_or_of_the_press(coder: Coder, roles: Roles) -> bool:
    """Whether media ask or are asked: a question in an interview, or something that all are told."""
    return _all_press(coder, roles.target) or _all_press(coder, roles.source)


def _private_journey(coder: Coder, roles: Roles) -> bool:
    """Whether people without office travel ("Norlanders visited the islands"), or one of them to nobody in office."""

    def private(parties: Sequence[Participant], *kinds: ActorKind) -> bool:
        actors = [coder.actors.by_id[p.actor] for p in parties if p.actor is not None]
        return bool(parties) and all(a.kind in kinds and not _IN_OFFICE & set(a.sectors) for a in actors)

    civil = all(p.actor is not None and coder.actors.by_id[p.actor].sectors == ("CVL",) for p in roles.source)
    return (civil and private(roles.source, ActorKind.GROUP)) or private(
        (*roles.source, *roles.target), ActorKind.GROUP, ActorKind.PERSON
    )


def _unarmed(coder: Coder, parties: Sequence[Participant]) -> bool:
    """Whether help that reads as military is between persons without office: somebody trains young musicians."""
    actors = [coder.actors.by_id[p.actor] for p in parties if p.actor is not None]
    return bool(actors) and all(actor.sectors and not _IN_OFFICE & set(actor.sectors) for actor in actors)


def _several_of_us(parties: Sequence[Participant]) -> bool:
    """Whether "we" was taken for more than one actor, a guess from whoever was named before."""
    ours = [p for p in parties if p.span.text.lower() in _OURS]
    return any(a is not b and a.span.start == b.span.start for a in ours for b in ours)
