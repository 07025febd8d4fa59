"""Nominals that take up somebody named before: "the group", "the two sides", "the president"."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from parley.actors import described
from parley.actors.drafts import Draft
from parley.actors.found import Found, anchor, case_of
from parley.actors.model import PRIVATE
from parley.actors.pronouns import Sieve
from parley.records import MentionKind

_NAMED_OFFICE_BONUS = 40
_SIDES_REACH = 2
"""In how many sentences before "the two sides" the two may be named."""
_SEVERAL = "several"
"""The nouns of `refers` that take up several: "the two leaders"."""
_PRESS = frozenset({"newspaper", "broadcaster", "network", "agency"})


def take_up(sieve: Sieve, found: Found) -> bool:
    """Links "the group", "the two sides", "the president" to whom they take up; false when nobody fits."""
    if found.noun in (
        "side",
        "party",
        "warring side",
        "warring party",
        "delegation",
        "country",
        "nation",
    ):
        counted = sieve.document.upos[found.start] == "NUM"
        the = ("both",) if found.noun in ("party", "country", "nation") else ("the", "both")
        counted = counted or sieve.document.words[found.start].lower() in the
        counted = counted or "two" in (w.lower() for w in sieve.document.words[found.start : found.head])
        if found.plural and found.bare and counted and _two(sieve, found):
            return True
    if _is(sieve, found):
        return True
    if found.parts or not (found.definite or _office(sieve, found)):
        return False
    target = _antecedent(sieve, found) or _country(sieve, found)
    if target is None:
        return False
    for index in target.actors:
        sieve.drafts.link(index, found, f"{found.noun!r} takes up {sieve.drafts.all[index].name}")
    return True


def _is(sieve: Sieve, found: Found) -> bool:
    """Links what somebody is said to be to its subject: "Karvia is a partner", "Sol is the leader of the party"."""
    document = sieve.document
    if found.parts or found.plural or found.candidates:
        return False
    children = document.children[found.head]
    if not any(document.deps[c] == "cop" and c < found.head for c in children):
        return False
    subject = next((c for c in children if document.deps[c] == "nsubj" and c < found.head), None)
    who = next((f for f in reversed(sieve.seen[-6:]) if f.head == subject), None)
    if who is None or len(who.actors) != 1 or who.plural:
        return False
    draft = sieve.drafts.all[who.actors[0]]
    like = (found.cls == "person") == (draft.cls == "person") and not (found.country or found.affiliation)
    said = found.cls == draft.cls == "person" and described.plainly(document, found.head)
    if draft.plural or not (like or draft.cls == "state" or (said and draft.rule == "actors/names")):
        return False
    if said:
        described.fill(document, draft, found)
    sieve.drafts.link(who.actors[0], found, f"what {draft.name} is said to be")
    return True


def _office(sieve: Sieve, found: Found) -> bool:
    """An office named like a name: "President of the Republic", "Secretary, is that so?"."""
    document = sieve.document
    if found.cls != "person" or found.role is None or not document.words[found.head][:1].isupper():
        return False
    if document.lemmas[document.heads[found.head]].lower() in _POSTS or case_of(document, found.head) == "as":
        return False  # the post and not its holder: "the office of Secretary"
    first = document.sentences[document.sentence_of[found.head]][0]
    comma = found.end < len(document) and document.words[found.end] == ","
    return document.words[found.start][:1].isupper() and (found.start > first or comma or not found.bare)


def _antecedent(sieve: Sieve, found: Found) -> Found | None:
    document = sieve.document
    sentence = document.sentence_of[found.head]
    wanted = [k for k, nouns in sieve.words.refers.items() if k != _SEVERAL and found.noun in nouns]
    capital = document.words[found.head][:1].isupper() and found.cls == "person"
    capital = capital and (found.bare or found.country is not None)
    reach = 60 if capital else 4  # "the Secretary" stays one person through a hearing
    best: Found | None = None
    highest = -1000.0 if capital else 0.0
    for other in reversed(sieve.seen):
        away = sentence - document.sentence_of[other.head]
        if away > reach:
            break
        if not other.actors or (other.end > found.start and away == 0):
            continue
        if not _takes(sieve, found, other, wanted):
            continue
        score = sieve.salience(found.head, other, "", away) + (30 if other.cls in wanted[-1:] else 0)
        role = sieve.drafts.all[other.actors[0]].role
        score += _NAMED_OFFICE_BONUS if role and found.noun and found.noun in role.lower().split() else 0
        if score > highest:
            best, highest = other, score
    return best


def _country(sieve: Sieve, found: Found) -> Found | None:
    """ "the country": the state that most of the mentions of states so far stand for, also as adjectives."""
    if found.noun != "country" or found.plural or not found.bare:
        return None
    states = [f for f in sieve.seen if len(f.actors) == 1 and sieve.drafts.all[f.actors[0]].cls == "state"]
    counts = Counter(f.actors for f in states).most_common(1)
    if not counts or counts[0][1] * 2 <= len(states):
        return None
    return next(f for f in reversed(states) if f.actors == counts[0][0])


def _takes(sieve: Sieve, found: Found, other: Found, wanted: list[str]) -> bool:
    drafts = [sieve.drafts.all[i] for i in other.actors]
    if found.plural:
        demonstrative = sieve.document.words[found.start].lower() in ("these", "those", "the")
        plain = demonstrative and found.bare and found.noun in sieve.words.refers[_SEVERAL]
        return plain and len(drafts) > 1 and found.cls == "group"
    draft = drafts[0]
    if len(drafts) > 1 or draft.plural:
        return False
    if found.bare and found.cls in ("organisation", "armed") and draft.rule != "actors/composition":
        if draft.cls in ("organisation", "armed") and draft.name.lower().split()[-1] == found.noun:
            return True  # "the fleet" after "the Orne Fleet"
    if draft.cls in wanted and found.bare:
        fitting = sieve.words.fits.get(found.noun or "")
        if fitting is not None and draft.sectors and not fitting & set(draft.sectors):
            return False
        if draft.cls == "organisation" and draft.noun is not None and draft.entry is None:
            if found.noun not in _GENERIC and draft.noun.split()[-1] != found.noun:
                return False
        if draft.cls == "organisation" and draft.entry is None and draft.noun is None:
            return found.noun not in _SAYING_SO
        if found.noun in _PRESS and not _of_the_press(sieve, found, draft):
            return False
        if found.noun in _PRESS and "JRN" not in draft.sectors:
            return True
        if found.noun in ("government", "administration", "army", "military", "court", "ministry"):
            return draft.noun == found.noun or (
                draft.entry is not None and draft.entry.kind == "government" and found.noun != "army"
            )
        return not (draft.cls == "state" and other.weak)
    if found.cls != "person" or draft.cls != "person":
        return False
    return _same_person(sieve, found, draft, other)


_SAYING_SO = frozenset(
    [
        "government",
        "administration",
        "army",
        "military",
        "court",
        "ministry",
        "parliament",
        "police",
        "university",
        "hospital",
        "church",
        "school",
    ]
)
"""Nouns that take up a body's name only where the name says so too: "the court" after "Orne Court", not after "Orne"."""
_GENERIC = frozenset({"group", "organisation", "organization", "body", "movement", "institution"})
"""Nouns for any body; others take up a phrase with the same noun only."""


def _of_the_press(sieve: Sieve, found: Found, draft: Draft) -> bool:
    """Whether a noun for media fits: "the agency" is one by its name, or no news agency at all; "the paper" is of the press."""
    if found.noun == "agency" and "JRN" in draft.sectors:
        return bool(sieve.words.agencies & set(draft.name.lower().split()))
    return "JRN" in draft.sectors or (found.noun == "agency" and draft.noun == "agency")


def _same_person(sieve: Sieve, found: Found, draft: Draft, other: Found) -> bool:
    if found.gender and draft.gender and found.gender != draft.gender:
        return False
    if draft.role and found.noun and _qualified(draft.role, found.noun):
        return False
    if found.bare and draft.role and found.noun:
        if draft.role.lower().endswith(found.noun) or f"{found.noun} of" in draft.role.lower():
            return True
        office = _office_of(draft.role)
        named = other.kind is MentionKind.NAME and office in sieve.words.offices.get(found.noun, ())
        return named or office == found.noun
    if found.bare and draft.noun is not None:
        return draft.noun == found.noun
    if found.country and found.country == draft.country and draft.role and found.noun:
        role = draft.role.lower()
        if role.endswith(found.noun) or f"{found.noun} of" in role:
            return found.affiliation in (None, draft.affiliation)
    elected = found.noun in _ELECTED and draft.role is not None
    if elected and found.noun not in (draft.role or "").lower().split():
        return False  # "the Ohio governor" after a senator's name
    near = sieve.document.sentence_of[found.head] - sieve.document.sentence_of[other.head] <= 1
    named = other.kind is MentionKind.NAME
    subject = _topic(sieve, other) and _topic(sieve, found)
    return (
        near and named and subject and found.country is not None and found.country == draft.country
        and found.affiliation is None and found.end == found.head + 1
        and sieve.document.words[found.start].lower() in ("the", "this")
    )  # fmt: skip


def _office_of(role: str) -> str:
    """The last word of an office before what it is of: "envoy" in "special envoy for the talks"."""
    pieces = role.lower().split()
    end = next((i for i, p in enumerate(pieces) if i and p in ("of", "for", "to", "in", "at")), len(pieces))
    return pieces[end - 1]


def _topic(sieve: Sieve, found: Found) -> bool:
    """Whether a mention is a subject, or stands before the first verb of its sentence, where the parse may err."""
    document = sieve.document
    if document.deps[anchor(document, found)].startswith("nsubj"):
        return True
    start = document.sentences[document.sentence_of[found.head]][0]
    return all(document.upos[t] not in ("VERB", "AUX", "ADP", "SCONJ") for t in range(start, found.start))


def _two(sieve: Sieve, found: Found) -> bool:
    """ "the two sides": the two parties of the last sentences, where these name two and no more, or join two by "and"."""
    document = sieve.document
    sentence = document.sentence_of[found.head]
    chosen: dict[str, int] = {}
    for back in range(_SIDES_REACH + 1):
        for other in (f for f in sieve.seen if document.sentence_of[f.head] == sentence - back):
            chosen |= _side(sieve, found, other)
        if len(chosen) > 1:
            break
    if len(chosen) > 2:
        chosen = _joined(sieve, found)
    if len(chosen) != 2:
        return False
    names = " and ".join(sieve.drafts.all[i].name for i in chosen.values())
    for index in chosen.values():
        sieve.drafts.link(index, found, f"the two named last: {names}")
    return True


def _joined(sieve: Sieve, found: Found) -> dict[str, int]:
    """The last two parties that "and" joins."""
    sentence = sieve.document.sentence_of[found.head]
    for other in reversed(sieve.seen):
        if sentence - sieve.document.sentence_of[other.head] > _SIDES_REACH:
            break
        together = sieve.together(other)
        if len(together) == 2:
            first, second = (_side(sieve, found, f) for f in together)
            if len(first | second) == 2:
                return first | second
    return {}


def _side(sieve: Sieve, found: Found, other: Found) -> dict[str, int]:
    """The party that a mention stands for, by a key: of officials it is their state, where the report names that."""
    if other.kind is MentionKind.PRONOUN or len(other.actors) != 1:
        return {}
    index = other.actors[0]
    draft = sieve.drafts.all[index]
    if other.weak and draft.cls != "state":
        return {}
    if {"JRN", "IGO"} & set(draft.sectors) or draft.noun in ("country", "nation", "side", "party"):
        return {}  # who reports of two sides, or mediates, is neither
    if draft.cls == "person" and not (draft.affiliation or draft.country):
        return {}
    if draft.cls != "state" and draft.entry is None and set(draft.sectors) <= PRIVATE:
        return {}
    state = sieve.drafts.by_entry.get(draft.country or "")
    official = draft.cls == "state" or bool({"GOV", "MIL", "SPY"} & set(draft.sectors))
    official = official and not {"REB", "OPP", "PTY"} & set(draft.sectors)
    if draft.cls == "person" and official and state is None:
        return {}  # who speaks of two sides is neither
    if found.noun in ("country", "nation") or (official and draft.country):
        if draft.cls != "state" and state is None and found.noun in ("country", "nation"):
            return {}
        return {draft.country or draft.name: index if state is None else state}
    return {draft.affiliation or draft.name: index}


def _qualified(role: str, noun: str) -> bool:
    """Whether an office is another one by the word before it: "the secretary" is no press secretary."""
    pieces = role.lower().split()
    return any(b == noun and a in _QUALIFYING for a, b in pairwise(pieces))


_QUALIFYING = frozenset(
    {"press", "general", "vice", "deputy", "assistant", "under", "former", "private", "first", "lieutenant"}
)


_ELECTED = frozenset({"governor", "senator", "congressman", "congresswoman", "mayor"})


_POSTS = frozenset(
    {"position", "post", "office", "role", "title", "job", "rank", "elect", "become", "appoint"}
)
