"""Who takes part: from the tokens that fill a frame's roles to participants."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from parley.codebook.book import Codebook
from parley.codebook.match import Kinds
from parley.codebook.nouns import measured
from parley.codebook.predicates import is_time
from parley.language.document import Document
from parley.records import Participant

if TYPE_CHECKING:
    from parley.actors import Actors

_ACTING = (
    "people",
    "authority",
    "captive",
    "migrant",
    "soldier",
    "peacekeeper",
    "target_place",
    "organised",
    "media",
    "diplomat",
)
_PERSONAL = frozenset({"he", "she", "they", "we", "i", "you", "him", "her", "them", "us", "me", "who"})
_BARE = frozenset(
    [
        "he",
        "she",
        "they",
        "we",
        "i",
        "you",
        "him",
        "her",
        "them",
        "us",
        "me",
        "who",
        "which",
        "that",
        "it",
        "this",
        "these",
        "those",
        "one",
        "what",
        "whom",
        "whose",
        "there",
        "himself",
        "herself",
        "themselves",
        "itself",
    ]
)
_BACKED = ("-backed", "-supervised", "-sponsored", "-brokered", "-held", "-controlled", "-allied")
"""Ends of words that tell whose side a thing is on, not whose it is: "UN-supervised elections"."""
_DESCRIBING = frozenset({"military", "terrorist", "minority", "state", "security", "civilian", "enemy"})
"""Nouns that, before another, tell what sort of thing it is: "a military operation", "terrorist facilities"."""
_OWNERS = ("nmod:poss", "nmod", "compound", "amod", "nmod:of")


def acting_words(codebook: Codebook) -> frozenset[str]:
    """Lemmas of common nouns that can act or suffer."""
    return frozenset().union(*(codebook.words[name] for name in _ACTING if name in codebook.words))


def kinds(
    document: Document, actors: Actors | None, acting: frozenset[str], texts: frozenset[str] = frozenset()
) -> Kinds:
    """What sort of thing each token heads, from the resolved actors, the names and the nouns that can act.

    Nouns of `texts` never act, whatever the language model reads into their names ("Resolution 2254").
    """

    def of(token: int) -> frozenset[str]:
        found: set[str] = set()
        if is_time(document.lemmas[token].lower()):
            return frozenset()
        kind = None if actors is None else actors.kind_of(token)
        if kind is not None and kind != "unknown":
            found |= {"actor", kind}
        if kind in ("person", "organisation") and actors is not None and _in_politics(actors, token):
            found.add("politician")
        if actors is not None and _of_the_press(actors, token):
            found.add("press")
        entity = document.entity_of[token]
        if kind is None and document.lemmas[token].lower() in texts:
            return frozenset({"name"}) if entity is not None else frozenset()
        if entity is not None:
            found.add("name")
            if entity.label == "LOC":
                found |= {"actor", "place"}
            elif entity.label in ("PER", "ORG"):
                found |= {"actor", "person" if entity.label == "PER" else "organisation"}
        elif document.upos[token] == "PROPN":
            found |= {"actor", "name"}
        lemma = document.lemmas[token].lower().removeprefix("ex-")
        if lemma in acting or lemma in _PERSONAL:
            found.add("actor")
        if document.upos[token] == "NUM":
            found |= {"number", "actor"}
        return frozenset(found)

    return of


def _in_politics(actors: Actors, token: int) -> bool:
    """Whether a token names a politician or a party, nobody in arms: what they attack, they attack in words."""
    mention = actors.at(token)
    sectors = {s for i in mention.actors for s in actors.by_id[i].sectors} if mention is not None else set()
    if not sectors or not sectors <= {"PTY", "LEG", "GOV"}:
        return False
    # A government's office may command an army; its members are persons.
    return sectors != {"GOV"} or actors.kind_of(token) == "person"


def _of_the_press(actors: Actors, token: int) -> bool:
    """Whether a token names media or those who work for them: what they are told, all are told."""
    mention = actors.at(token)
    if mention is None or not mention.actors:
        return False
    return all(actors.by_id[i].sectors == ("JRN",) for i in mention.actors)


def resolve(
    document: Document, actors: Actors, kinds_of: Kinds, tokens: Iterable[int], *, doer: bool = False
) -> tuple[tuple[Participant, ...], int]:
    """Participants for role fillers, and how many of the fillers had to be reached through their phrase.

    A filler that is no actor itself ("Ankara's decision", "talks with the union") stands for the actor that owns it;
    one that has no owner either gives nobody. A doer is not taken from where something is, only from whose it is. A
    pronoun that the actors step has not resolved names nobody.
    """
    found: dict[tuple[str | None, str, int], Participant] = {}
    indirect = 0
    for filler in tokens:
        token = _counted(document, actors, kinds_of, filler)
        direct = "actor" in kinds_of(token) and not (doer and _mere_place(kinds_of(token)))
        heads = [token] if direct else owners(document, kinds_of, token, doer=doer)
        indirect += bool(heads) and not direct
        for head in (_name_beside(document, actors, h) for h in heads):
            for participant in actors.participants(document, head):
                if participant.actor is None and participant.name.lower() in _BARE:
                    continue
                if participant.actor is not None and any(actor == participant.actor for actor, _, _ in found):
                    continue  # "Orl voiced his support"
                found.setdefault((participant.actor, participant.name, participant.span.start), participant)
    return tuple(found.values()), indirect


def _name_beside(document: Document, actors: Actors, noun: int) -> int:
    """The name that tells who a noun nobody knows is, "our ally [Norland]"; else the noun."""
    if document.upos[noun] != "NOUN" or actors.kind_of(noun) not in (None, "unknown"):
        return noun
    beside = [
        c
        for c in document.children[noun]
        if c == noun + 1 and document.upos[c] == "PROPN" and document.deps[c] in ("appos", "flat")
    ]
    named = [c for c in beside if (mention := actors.at(c)) is not None and mention.actors]
    return named[0] if named else noun


def _counted(document: Document, actors: Actors, kinds_of: Kinds, filler: int) -> int:
    """Who a measure counts: the peacekeepers of "a batch of peacekeepers", but the members of "two members of a gang"."""
    inside = measured(document, filler)
    if not inside:
        return filler
    mention = actors.at(filler)
    if mention is not None and mention.actors and mention.end > inside[0]:
        return filler
    if "actor" in kinds_of(inside[0]) or owners(document, kinds_of, inside[0]):
        return inside[0]
    return filler if "actor" in kinds_of(filler) else inside[0]


def owners(document: Document, kinds_of: Kinds, token: int, *, doer: bool = False) -> list[int]:
    """Actors inside the phrase of a noun that is none: possessor first, then the nearest other modifier."""
    for relation in _OWNERS:
        heads = [
            c
            for c in document.children[token]
            if document.deps[c] == relation
            and "actor" in kinds_of(c)
            and not _elsewhere(document, c, doer=doer)
            and not document.words[c].lower().endswith(_BACKED)
            and not (relation in ("compound", "amod") and document.words[c] in _DESCRIBING)
        ]
        if heads:
            between = [h for h in heads if _between(document, h)]
            return [*heads, *(c for h in between for c in _beside(document, kinds_of, h))]
    for child in document.children[token]:
        if document.deps[child].startswith("nmod") and not _elsewhere(document, child, doer=doer):
            # "Ties between the union's office and Norland" are of both.
            deeper = owners(document, kinds_of, child, doer=doer)
            if deeper:
                beside = _beside(document, kinds_of, child) if _between(document, child) else []
                return [*deeper, *beside]
    return []


def _beside(document: Document, kinds_of: Kinds, noun: int) -> list[int]:
    """Actors coordinated with a noun."""
    return [c for c in document.children[noun] if document.deps[c] == "conj" and "actor" in kinds_of(c)]


def _between(document: Document, noun: int) -> bool:
    return any(document.lemmas[c].lower() == "between" for c in document.children[noun])


def _mere_place(kinds: frozenset[str]) -> bool:
    """A place that is no state and stands for nobody who acts."""
    return "place" in kinds and not kinds & {"state", "organisation", "armed", "group", "person"}


_WHOSE = frozenset({"of", "by", "'s", "’s"})
_WHOM = _WHOSE | {"against", "on", "between", "with", "for", "among", "to", "from", "towards", "toward"}


def _elsewhere(document: Document, noun: int, *, doer: bool) -> bool:
    """Whether a noun's preposition says where: for a doer all that is not whose, for others what is not whom either."""
    cases = [document.lemmas[c].lower() for c in document.children[noun] if document.deps[c] == "case"]
    return bool(cases) and cases[0] not in (_WHOSE if doer else _WHOM)
