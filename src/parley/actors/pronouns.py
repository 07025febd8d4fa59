"""Third-person coreference: an ordered sieve of agreement and salience, with a reason for each link.

Salience follows Lappin and Leass (1994): grammatical role and recency; the first sieve that leaves one best candidate
decides (Lee et al. 2013). Limits: events and things are no candidates, so "it" is linked only where an organisation or
state is the plain choice.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from parley.actors.drafts import Draft, Drafts, collective
from parley.actors.found import Found, anchor, case_of
from parley.actors.model import PRIVATE
from parley.language.document import Document
from parley.records import MentionKind

_SUBJECT, _OBJECT, _OTHER, _INSIDE = 100, 62, 48, 20
_FADING = 30
"""Salience lost with each sentence; tuned on the development part of GUM, where 20 to 40 differ by under a point."""
_WINDOW = {"he": 8, "she": 8, "they": 3, "it": 2}
_REPORTING_BONUS, _COUNT_BONUS, _PARALLEL_BONUS, _ADDRESSED_BONUS = 12, 4, 10, 40
_SPEAKING_BONUS = 20
"""Who spoke in the sentence before is who "he said" goes on with."""
_HANGING_BONUS, _NAMED_OFFICE_BONUS = 60, 40


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists of `coreference.toml`."""

    refers: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, str]
    reporting: frozenset[str]
    impersonal: frozenset[str]
    agencies: frozenset[str]
    """Words in the names of news agencies."""


@cache
def load() -> Words:
    """The shipped word lists."""
    data = tomllib.loads(
        files("parley.actors").joinpath("data", "coreference.toml").read_text(encoding="utf-8")
    )
    return Words(
        refers={kind: frozenset(nouns) for kind, nouns in data["refers"].items()},
        pronouns={form: name for name, forms in data["pronouns"].items() for form in forms},
        reporting=frozenset(data["verbs"]["reporting"]),
        impersonal=frozenset(data["verbs"]["impersonal"]),
        agencies=frozenset(data["agencies"]["words"]),
    )


class Sieve:
    """Links pronouns and bare nominals of one document, left to right."""

    def __init__(self, document: Document, drafts: Drafts) -> None:
        self.document = document
        self.drafts = drafts
        self.words = load()
        self.seen: list[Found] = []
        """Mentions to the left, in order."""
        self.quoted = quotation(document)

    # --- pronouns -----------------------------------------------------------------------------------------------

    def pronoun(self, token: int) -> Found | None:
        """The mention of a pronoun, linked, or `None` when nobody fits."""
        name = self.words.pronouns.get(self.document.words[token].lower())
        if self.document.words[token : token + 1] == ["HE"] and self.document.tags[token + 1 : token + 2] == [
            "NNP"
        ]:
            return None  # "HE Dr Orne": His Excellency
        if name is None or self.document.upos[token] not in ("PRON", "DET", "ADJ", "PROPN"):
            return None
        if name == "it" and self._impersonal(token):
            return None
        best, score = self._best(token, name)
        if name == "they" and best is not None and self._both(token) and len(best.actors) != 2:
            return None  # "both of them" are two
        if best is None or (name == "they" and self._things(token, best)):
            return None
        found = Found(
            start=token, end=token + 1, head=token, kind=MentionKind.PRONOUN, cls=best.cls,
            name=self.document.words[token], reason="", plural=name == "they",
        )  # fmt: skip
        names = " and ".join(self.drafts.all[i].name for i in best.actors)
        for index in best.actors:
            draft = self.drafts.all[index]
            if name in ("he", "she") and draft.gender is None:
                draft.gender = "m" if name == "he" else "f"
            self.drafts.link(index, found, f"{name!r}: {names}, the most salient that agrees ({score:.0f})")
        return found

    def _both(self, token: int) -> bool:
        """As in "both of them"."""
        return self.document.words[max(token - 2, 0) : token] in (["Both", "of"], ["both", "of"])

    def _things(self, token: int, best: Found) -> bool:
        """Whether a plural noun that is no actor stands nearer, in the same sentence: "all 20 points … they"."""
        document = self.document
        start = document.sentences[document.sentence_of[token]][0]
        if document.deps[token] == "nmod:poss":
            return False
        actors = {found.head for found in self.seen}
        for other in range(token - 1, max(start, best.end) - 1, -1):
            if (
                other not in actors
                and document.tags[other] == "NNS"
                and document.deps[other] in ("obj", "nsubj", "nsubj:pass")
            ):
                return True
        return False

    def _impersonal(self, token: int) -> bool:
        head = self.document.heads[token]
        if self.document.deps[token] in ("expl", "nsubj:pass"):
            return True
        if self.document.deps[token].startswith("nsubj"):
            return (
                self.document.upos[head] != "VERB"
                or self.document.lemmas[head].lower() in self.words.impersonal
                or self._comes(head)
            )
        return self.document.deps[token] in ("obj", "obl", "iobj")

    def _comes(self, verb: int) -> bool:
        """As in "it comes a day after …", "it came as …": what was told before."""
        after = {w.lower() for w in self.document.words[verb + 1 : verb + 5]}
        return self.document.lemmas[verb].lower() in ("come", "follow") and bool(
            after & {"after", "as", "amid", "days", "hours", "weeks", "day", "week", "despite"}
        )

    def _best(self, token: int, name: str) -> tuple[Found | None, float]:
        document = self.document
        sentence = document.sentence_of[token]
        winner: Found | None = None
        highest = 0.0
        tried: set[tuple[int, ...]] = set()
        for found in reversed(self.seen):
            away = sentence - document.sentence_of[found.head]
            if away > _WINDOW[name]:
                break
            if not found.actors or found.end > token or (found.title is not None and found.title[0] > token):
                continue
            if found.weak and found.kind is MentionKind.NOMINAL and found.cls == "state":
                continue
            if not self._agrees(found, name) or self._bound(token, found):
                continue
            if found.actors in tried and away > 0:
                continue
            tried.add(found.actors)
            score = self._salience(token, found, name, away)
            if score > highest:
                winner, highest = found, score
        return winner, highest

    def _agrees(self, found: Found, name: str) -> bool:
        drafts = [self.drafts.all[i] for i in found.actors]
        if name in ("he", "she"):
            wanted = "m" if name == "he" else "f"
            one = drafts[0]
            return (
                len(drafts) == 1 and one.cls == "person" and one.gender in (None, wanted) and not one.plural
            )
        if name == "they":
            return len(drafts) > 1 or collective(drafts[0])
        return (
            len(drafts) == 1 and drafts[0].cls in ("organisation", "armed", "state") and not drafts[0].plural
        )

    def _bound(self, token: int, found: Found) -> bool:
        """Whether grammar keeps the two apart: arguments of one verb, or the speaker within a quotation."""
        document = self.document
        head = anchor(document, found)
        possessive = document.deps[token] == "nmod:poss"
        reflexive = document.words[token].lower().endswith(("self", "selves"))
        if possessive:
            return found.start <= document.heads[token] < found.end
        if not reflexive and document.heads[head] == document.heads[token] and head != token:
            both = document.deps[head].partition(":")[0], document.deps[token].partition(":")[0]
            return both[0] in _ARGUMENTS and both[1] in _ARGUMENTS
        if self.quoted[token] and not self.quoted[head] and not possessive:
            verb = document.heads[head]
            same = document.sentence_of[head] == document.sentence_of[token]
            return (
                same
                and document.lemmas[verb].lower() in self.words.reporting
                and document.deps[head] == "nsubj"
            )
        return False

    def _salience(self, token: int, found: Found, name: str, away: int) -> float:
        document = self.document
        place = anchor(document, found)
        relation = document.deps[place]
        score = float(self._role_weight(found, relation))
        score -= _FADING * away + (token - found.head) * 0.05
        draft = self.drafts.all[found.actors[0]]
        score += (
            _COUNT_BONUS * min(len(draft.mentions), 9)
            if name in ("he", "she")
            else 2 * min(len(draft.mentions), 5)
        )
        verb = document.heads[place]
        if relation.startswith("nsubj") and document.lemmas[verb].lower() in self.words.reporting:
            score += _REPORTING_BONUS
        if name in ("he", "she") and self._says(place) and self._says(token):
            score += _SPEAKING_BONUS
        if relation.partition(":")[0] == document.deps[token].partition(":")[0] and relation != "nmod:poss":
            score += _PARALLEL_BONUS
        if relation in ("obj", "iobj") and self._addressed(token) == verb:
            score += _ADDRESSED_BONUS
        if name in ("he", "she"):
            score += 14 if draft.gender is not None else 0
            score += 8 if found.kind is not MentionKind.NOMINAL else 0
        elif name == "they":
            score += {"group": 12, "armed": 6, "organisation": 0, "state": -20}.get(draft.cls, 0)
            score += 30 if draft.plural or len(found.actors) > 1 else 0
        elif draft.cls == "state" and found.weak:
            score -= 30
        if name == "it" and away == 0 and self._hangs_on(token, place):
            score += _HANGING_BONUS
        return score

    def _says(self, token: int) -> bool:
        """Whether a token is the subject of a finite verb of saying that no other clause holds."""
        document = self.document
        verb = document.heads[token]
        return (
            document.deps[token] == "nsubj"
            and document.lemmas[verb].lower() in self.words.reporting
            and document.deps[verb] in ("root", "parataxis", "conj", "advcl", "ccomp")
            and document.tags[verb] in ("VBD", "VBZ")
        )

    def _hangs_on(self, token: int, place: int) -> bool:
        """Whether a pronoun's clause hangs on the verb whose object a mention is, or on a noun joined to it.

        "defeat the group so that it can no longer strike"; "the group and the fear it spreads".
        """
        document = self.document
        verb = document.heads[token]
        above = document.heads[verb]
        if document.deps[verb] == "acl:relcl":
            return document.deps[above] == "conj" and document.heads[above] == place
        return (
            document.deps[verb] == "advcl"
            and above == document.heads[place]
            and document.deps[place] == "obj"
        )

    def _addressed(self, token: int) -> int | None:
        """The verb whose object is spoken to again: "informed the group that …, urging them to leave"."""
        document = self.document
        verb = document.heads[token]
        if document.deps[token] not in ("obj", "iobj") or document.tags[verb] != "VBG":
            return None
        while document.deps[verb] == "conj":
            verb = document.heads[verb]
        # The parse may hang the participle on the last verb of what was said.
        above = document.heads[verb] if document.deps[verb] == "advcl" else None
        while above is not None and document.deps[above] in ("ccomp", "xcomp", "acl", "conj"):
            above = document.heads[above]
        return above

    def _role_weight(self, found: Found, relation: str) -> int:
        if found.weak:
            return _INSIDE
        if relation.startswith("nsubj") or relation == "root":
            return _SUBJECT
        if relation in ("obl:agent", "obj", "iobj"):
            return _OBJECT
        if relation == "conj":
            head = self.document.heads[found.head]
            return self._role_weight_of(head) - 5
        return _OTHER

    def _role_weight_of(self, token: int) -> int:
        relation = self.document.deps[token]
        return _SUBJECT if relation.startswith("nsubj") else _OBJECT if relation == "obj" else _OTHER

    # --- nominals that take up -----------------------------------------------------------------------------------

    def take_up(self, found: Found) -> bool:
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
            counted = self.document.upos[found.start] in ("NUM", "DET")
            if found.plural and found.bare and counted and self._two(found):
                return True
        if found.parts or not (found.definite or self._office(found)):
            return False
        target = self._antecedent(found) or self._country(found)
        if target is None:
            return False
        for index in target.actors:
            self.drafts.link(index, found, f"{found.noun!r} takes up {self.drafts.all[index].name}")
        return True

    def _office(self, found: Found) -> bool:
        """An office named like a name: "President of the Republic", "Secretary, is that so?"."""
        document = self.document
        if found.cls != "person" or found.role is None or not document.words[found.head][:1].isupper():
            return False
        if (
            document.lemmas[document.heads[found.head]].lower() in _POSTS
            or case_of(document, found.head) == "as"
        ):
            return False  # the post and not its holder: "the office of Secretary"
        first = document.sentences[document.sentence_of[found.head]][0]
        comma = found.end < len(document) and document.words[found.end] == ","
        return document.words[found.start][:1].isupper() and (found.start > first or comma or not found.bare)

    def _antecedent(self, found: Found) -> Found | None:
        document = self.document
        sentence = document.sentence_of[found.head]
        wanted = [kind for kind, nouns in self.words.refers.items() if found.noun in nouns]
        capital = document.words[found.head][:1].isupper() and found.cls == "person"
        capital = capital and (found.bare or found.country is not None)
        reach = 60 if capital else 4  # "the Secretary" stays one person through a hearing
        best: Found | None = None
        highest = -1000.0 if capital else 0.0
        for other in reversed(self.seen):
            away = sentence - document.sentence_of[other.head]
            if away > reach:
                break
            if not other.actors or (other.end > found.start and away == 0):
                continue
            if not self._takes(found, other, wanted):
                continue
            score = self._salience(found.head, other, "", away) + (30 if other.cls in wanted[-1:] else 0)
            role = self.drafts.all[other.actors[0]].role
            score += _NAMED_OFFICE_BONUS if role and found.noun and found.noun in role.lower().split() else 0
            if score > highest:
                best, highest = other, score
        return best

    def _country(self, found: Found) -> Found | None:
        """ "the country": the state that most of the mentions of states so far stand for, also as adjectives."""
        if found.noun != "country" or found.plural or not found.bare:
            return None
        states = [f for f in self.seen if len(f.actors) == 1 and self.drafts.all[f.actors[0]].cls == "state"]
        counts = Counter(f.actors for f in states).most_common(1)
        if not counts or counts[0][1] * 2 <= len(states):
            return None
        return next(f for f in reversed(states) if f.actors == counts[0][0])

    def _takes(self, found: Found, other: Found, wanted: list[str]) -> bool:
        drafts = [self.drafts.all[i] for i in other.actors]
        if found.plural:
            demonstrative = self.document.words[found.start].lower() in ("these", "those", "the")
            return demonstrative and found.bare and len(drafts) > 1 and found.cls == "group"
        draft = drafts[0]
        if len(drafts) > 1 or draft.plural:
            return False
        if draft.cls in wanted and found.bare:
            if draft.cls == "organisation" and draft.entry is None and draft.noun is None:
                return found.bare and found.noun not in ("government", "administration", "army", "military")
            if found.noun in ("newspaper", "broadcaster", "network", "agency") and "JRN" not in draft.sectors:
                return found.noun == "agency" and draft.noun == "agency"
            names = set(draft.name.lower().split())
            if found.noun == "agency" and "JRN" in draft.sectors and not self.words.agencies & names:
                return False  # a broadcaster is none
            if found.noun in ("government", "administration", "army", "military", "court", "ministry"):
                return draft.noun == found.noun or (
                    draft.entry is not None and draft.entry.kind == "government" and found.noun != "army"
                )
            return not (draft.cls == "state" and other.weak)
        if found.cls != "person" or draft.cls != "person":
            return False
        return self._same_person(found, draft, other)

    def _same_person(self, found: Found, draft: Draft, other: Found) -> bool:
        if found.gender and draft.gender and found.gender != draft.gender:
            return False
        if draft.role and found.noun and _qualified(draft.role, found.noun):
            return False
        if found.bare and draft.role and found.noun:
            return draft.role.lower().endswith(found.noun) or f"{found.noun} of" in draft.role.lower()
        if found.bare and draft.noun is not None:
            return draft.noun == found.noun
        if found.country and found.country == draft.country and draft.role and found.noun:
            role = draft.role.lower()
            if role.endswith(found.noun) or f"{found.noun} of" in role:
                return found.affiliation in (None, draft.affiliation)
        elected = found.noun in _ELECTED and draft.role is not None
        if elected and found.noun not in (draft.role or "").lower().split():
            return False  # "the Ohio governor" after a senator's name
        near = self.document.sentence_of[found.head] - self.document.sentence_of[other.head] <= 1
        named = other.kind is MentionKind.NAME
        subject = self._topic(other) and self._topic(found)
        return (
            near and named and subject and found.country is not None and found.country == draft.country
            and found.affiliation is None and found.end == found.head + 1
            and self.document.words[found.start].lower() in ("the", "this")
        )  # fmt: skip

    def _topic(self, found: Found) -> bool:
        """Whether a mention is a subject, or stands before the first verb of its sentence, where the parse may err."""
        document = self.document
        if document.deps[anchor(document, found)].startswith("nsubj"):
            return True
        start = document.sentences[document.sentence_of[found.head]][0]
        return all(document.upos[t] not in ("VERB", "AUX", "ADP", "SCONJ") for t in range(start, found.start))

    def _two(self, found: Found) -> bool:
        """ "the two sides": the two parties named last."""
        document = self.document
        sentence = document.sentence_of[found.head]
        chosen: list[int] = []
        bodies: set[str] = set()
        for other in reversed(self.seen):
            if sentence - document.sentence_of[other.head] > 2:
                break
            if (
                other.kind is MentionKind.PRONOUN
                or (other.weak and other.cls != "state")
                or len(other.actors) != 1
            ):
                continue
            draft = self.drafts.all[other.actors[0]]
            if draft.cls == "person" and not draft.affiliation and not draft.country:
                continue
            if {"JRN", "IGO"} & set(draft.sectors):
                continue  # who reports of two sides, or mediates, is neither
            if found.noun in ("country", "nation") and not (draft.cls == "state" or draft.country):
                continue
            if draft.cls != "state" and draft.entry is None and set(draft.sectors) <= PRIVATE:
                continue
            official = draft.cls == "state" or bool({"GOV", "MIL", "SPY"} & set(draft.sectors))
            official = official or (
                draft.entry is not None
                and draft.affiliation is not None
                and draft.role is not None
                and draft.cls == "person"
                and not {"REB", "OPP", "PTY", "IGO"} & set(draft.sectors)
            )
            body = draft.country if official else None
            body = body or draft.affiliation or draft.name
            if body in bodies:
                continue
            bodies.add(body)
            chosen.append(other.actors[0])
            if len(chosen) == 2:
                break
        if len(chosen) < 2:
            return False
        names = " and ".join(self.drafts.all[i].name for i in reversed(chosen))
        for index in reversed(chosen):
            self.drafts.link(index, found, f"the two named last: {names}")
        return True


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
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl"})


def quotation(document: Document) -> list[bool]:
    """Whether each token stands inside quotation marks; an unclosed mark ends with its paragraph."""
    inside = False
    flags: list[bool] = []
    last_end = 0
    for token, word in enumerate(document.words):
        if "\n" in document.text[last_end : document.starts[token]]:
            inside = False
        last_end = document.ends[token]
        if word in ("“", "``"):
            inside = True
        elif word in ("”", "''"):
            inside = False
        elif word == '"':
            inside = not inside
        flags.append(inside)
    return flags
