"""Who stands where to a deed: whoever only looks on, the public of whom nothing is demanded, things that do nothing.

Searle's preparatory conditions: whoever asks does so on their own behalf and of somebody who could do it; whoever announces
something can see to it.
"""

from __future__ import annotations

from parley.commitments import owing, performance
from parley.commitments.desk import THIRD, Desk
from parley.commitments.owing import Doer
from parley.commitments.said import Said
from parley.records import Participant


def outsider(desk: Desk, said: Said, words: str = "outsiders") -> bool:
    """Whether the speaker only tells what others will do: an analyst, a witness, some percent of those asked.

    `words` is the list of the lexicon that names such people.
    """
    head = said.speaker_head
    if head is None:
        return False
    if desk.document.upos[head] == "NUM":
        return True
    beside = (c for c in desk.document.children[head] if desk.document.deps[c] in ("appos", "compound"))
    called = {desk.lemma(t) for t in (head, *beside)}
    roles = (desk.role_of.get(p.actor or "", "") for p in said.speaker)
    called.update(word for role in roles for word in role.lower().split())
    return bool(called & desk.words(words))


def onlooker(desk: Desk, said: Said) -> bool:
    """Whether the speaker watches for a living, a monitor or a newspaper: what it says of others is news, no promise."""
    return any(_ONLOOKING & desk.sectors_of.get(p.actor or "", frozenset()) for p in said.speaker)


_ONLOOKING = frozenset({"NGO", "JRN", "EDU"})
"""PLOVER sectors of those who tell what others do."""


def opinion(desk: Desk, parties: tuple[Participant, ...], said: Said) -> bool:
    """Whether "X should …" is what somebody thinks right, and no demand.

    So it is of one who holds no office (a former minister), or who watches for a living, and of one who speaks of their own
    country as a whole ("Velmark should arm itself", said by its minister).
    """
    sectors = [desk.sectors_of.get(p.actor or "", frozenset()) for p in said.speaker]
    unknown = all(p.actor is None and p.name.lower() in THIRD for p in said.speaker)
    if unknown or onlooker(desk, said) or any("CVL" in found for found in sectors):
        return True
    return bool(parties) and all(own_country(desk, p, said.speaker) for p in parties)


def own_country(desk: Desk, party: Participant, speaker: tuple[Participant, ...]) -> bool:
    """Whether a party is a country, by its name or as "the country", to which the speaker belongs."""
    last = party.name.split()[-1].lower()
    if last in ("country", "nation"):
        return True
    countries = {actor.id: actor.country for actor in desk.actors.actors if actor.country}
    if party.actor not in countries or desk.sectors_of.get(party.actor, frozenset()):
        return False
    return any(countries.get(p.actor or "") == countries[party.actor] for p in speaker)


def can_be_held_to(desk: Desk, done_by: Doer, said: Said) -> bool:
    """Whether "X needs to …" may ask: X is a body that acts, and who says so is neither an onlooker nor one of the public.

    What one has to do because of how things are is told in the same words as what somebody wants done (dynamic and deontic
    necessity); of persons and of "they" it is mostly the former.
    """
    if done_by.token is None or owing.pronoun(desk, done_by.token):
        return False
    sectors = [desk.sectors_of.get(p.actor or "", frozenset()) for p in (*said.speaker, *done_by.parties)]
    if any(found & (PUBLIC | _ONLOOKING | {"REL"}) for found in sectors):
        return False
    kinds = desk.kinds(done_by.token)
    return "person" not in kinds and bool(kinds & {"organisation", "group", "armed", "state"})


def it_is_a_thing(desk: Desk, done_by: Doer, said: Said) -> bool:
    """As in "the plan will fail if it …", "the survey said it will rain": "it", where nobody who could act is known for it."""
    if done_by.token is None or desk.document.words[done_by.token].lower() != "it":
        return False
    if any(p.actor is not None for p in (*done_by.parties, *said.speaker)):
        return False
    head = said.speaker_head
    return head is None or not performance.could_act(desk, head)


def of_the_public(desk: Desk, parties: tuple[Participant, ...]) -> bool:
    """Whether parties are people whom no demand is made of: the public, or persons who hold no office."""
    known = [desk.sectors_of.get(p.actor or "", frozenset()) for p in parties if p.actor is not None]
    return bool(parties) and len(known) == len(parties) and all(found and found <= PUBLIC for found in known)


def whichever(desk: Desk, token: int) -> bool:
    """As in "any ship", "all who give up", "no soldier": whichever it may be."""
    document = desk.document
    return any(
        document.words[c].lower() in ("any", "all", "every", "each", "no", "whoever", "anyone")
        for c in document.children[token]
        if c < token
    )


def any_one(desk: Desk, token: int | None) -> bool:
    """As in "a president must listen": one of a kind, nobody in particular."""
    if token is None or desk.document.upos[token] != "NOUN":
        return False
    return any(desk.document.words[c].lower() in ("a", "an") for c in desk.document.children[token])


def thing(desk: Desk, token: int | None) -> bool:
    """As in "it should be let go": nobody that could be asked."""
    return token is not None and desk.document.words[token].lower() in ("it", "this", "that", "there", "one")


PUBLIC = frozenset({"CVL", "BUS", "REF", "EDU", "JRN"})
"""PLOVER sectors of those whom no official can bind."""
