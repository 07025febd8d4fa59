"""Third-person coreference: an ordered sieve of agreement and salience, with a reason for each link.

Salience follows Lappin and Leass (1994): grammatical role and recency; the first sieve that leaves one best candidate
decides (Lee et al. 2013). Limits: events and things are no candidates, so "it" is linked only where an organisation or
state is the plain choice.
"""

from __future__ import annotations

from collections.abc import Sequence

from parley.actors import quotations
from parley.actors.coreference import load
from parley.actors.drafts import Drafts, collective
from parley.actors.found import Found, anchor, case_of
from parley.language.document import Document
from parley.records import MentionKind

_SUBJECT, _OBJECT, _OTHER, _INSIDE = 100, 62, 48, 20
_FADING = 30
"""Salience lost with each sentence; tuned on the development part of GUM, where 20 to 40 differ by under a point."""
_WINDOW = {"he": 8, "she": 8, "they": 3, "it": 2}
_REPORTING_BONUS, _COUNT_BONUS, _PARALLEL_BONUS, _ADDRESSED_BONUS = 12, 4, 10, 40
_SPEAKING_BONUS = 20
"""Who spoke in the sentence before is who "he said" goes on with."""
_HANGING_BONUS = 60
_OWNING_BONUS, _JOINED_BONUS = 25, 60
"""Of whose clause a possessive stands in the object ("Sol raised her hand"), and beside whose noun ("gunmen and their …")."""
_FLOORS = {"he": 0.0, "she": 0.0, "they": 90.0, "it": 85.0}
"""Salience below which nobody is taken up: "it" is most often a thing."""
_FAINT = 80.0
"""Salience below which "he" and "she" are more often somebody else: read in news, 4 of 12 such links were right, 74 of 85 above."""
_LISTED_FLOOR = 45.0
"""The same for "they" where one phrase names them all: "the envoys of Norland and Ostland"."""
_ACTING_FLOOR = 70.0
"""The same for "it" where it does something."""


class Sieve:
    """Links pronouns of one document to mentions on their left, and weighs such mentions (`salience`)."""

    def __init__(
        self,
        document: Document,
        drafts: Drafts,
        named: Sequence[Found] = (),
        phrases: Sequence[Found] = (),
    ) -> None:
        self.document = document
        self.persons = {
            t: f
            for f in named
            if f.cls == "person"
            for t in range(f.title[0] if f.title is not None and f.title[0] < f.start else f.start, f.end)
        }
        """Persons named anywhere in the report, by the tokens of their names and of the titles before them."""
        self.drafts = drafts
        self.phrases = {f.head for f in phrases}
        """Heads of all phrases for actors in the report, also to the right: "members" in "its members"."""
        self.words = load()
        self.seen: list[Found] = []
        """Mentions to the left, in order."""
        self.quoted = quotations.inside(document)
        self.speaking = quotations.speakers(document, self.quoted, self.words.reporting)
        """The subject of the verb of saying beside each quoted token."""
        self.ranks = quotations.ranks(document)
        self._heads: set[int] = set()
        """Heads of mentions to the left."""
        self._joined: dict[int, list[Found]] = {}
        """Mentions joined by "and", under the head of the first."""

    def see(self, found: Found) -> None:
        """Adds a mention to those that may be taken up."""
        self.seen.append(found)
        self._heads.add(found.head)
        place = anchor(self.document, found)
        first = self.document.heads[place] if self.document.deps[place] == "conj" else place
        self._joined.setdefault(first, []).append(found)

    def together(self, found: Found) -> list[Found]:
        """The mention with those that it is joined to by "and": "Ana Sol and Ben Orr"; itself where it stands alone."""
        document = self.document
        place = anchor(document, found)
        first = document.heads[place] if document.deps[place] == "conj" else place
        joined = self._joined.get(first, [])
        last = anchor(document, joined[-1]) if joined else place
        by_and = any(document.words[c].lower() == "and" for c in document.children[last] if c < last)
        if len(joined) < 2 or not by_and or any(f.kind is MentionKind.PRONOUN or f.weak for f in joined):
            return [found]
        return joined

    def ahead(self, token: int) -> Found | None:
        """The person named later as the subject on whose verb the phrase or clause of a pronoun hangs.

        "In her speech, Sol said …", "When he left, Orr said …".
        """
        document = self.document
        if self.words.pronouns.get(document.words[token].lower()) not in ("he", "she"):
            return None
        first = document.sentences[document.sentence_of[token]][0]
        above = token
        while document.deps[above] not in ("obl", "advcl") and document.heads[above] != above:
            above = document.heads[above]
        verb = document.heads[above]
        if verb == above or any(f.head >= first and f.cls == "person" for f in self.seen[-3:]):
            return None
        subject = next((c for c in document.children[verb] if document.deps[c].startswith("nsubj")), -1)
        found = self.persons.get(subject)
        if found is None or subject < token or self.quoted[token] != self.quoted[subject]:
            return None
        own = "m" if self.words.pronouns[document.words[token].lower()] == "he" else "f"
        return found if found.gender in (None, own) else None

    def name_of(self, token: int, found: Found) -> Found:
        """The mention of a pronoun that stands before the name it stands for, linked like the name."""
        made = Found(
            start=token, end=token + 1, head=token, kind=MentionKind.PRONOUN, cls="person",
            name=self.document.words[token], reason="",
        )  # fmt: skip
        for index in found.actors:
            self.drafts.link(index, made, f"{made.name!r} before the name: {self.drafts.all[index].name}")
        return made

    def pronoun(self, token: int) -> Found | None:
        """The mention of a pronoun, linked, or `None` when nobody fits."""
        name = self.words.pronouns.get(self.document.words[token].lower())
        if self.document.words[token : token + 1] == ["HE"] and self.document.tags[token + 1 : token + 2] == [
            "NNP"
        ]:
            return None  # "HE Dr Orne": His Excellency
        if self.document.words[token + 1 : token + 2] in _STYLES:
            return None
        if name is None or self.document.upos[token] not in ("PRON", "DET", "ADJ", "PROPN"):
            return None
        if name == "it" and (self._impersonal(token) or self._of_thing(token)):
            return None
        best, score = self._best(token, name)
        if name == "they" and best is not None and self._both(token) and len(best.actors) != 2:
            return None  # "both of them" are two
        if best is None or self._things(token, best, name):
            return None
        found = Found(
            start=token, end=token + 1, head=token, kind=MentionKind.PRONOUN, cls=best.cls,
            name=self.document.words[token], reason="", plural=name == "they",
            faint=name in ("he", "she") and score < _FAINT,
        )  # fmt: skip
        together = self.together(best) if name == "they" and len(best.actors) == 1 else [best]
        actors = tuple(dict.fromkeys(i for f in together for i in f.actors))
        names = " and ".join(self.drafts.all[i].name for i in actors)
        for index in actors:
            draft = self.drafts.all[index]
            if name in ("he", "she") and draft.gender is None:
                draft.gender = "m" if name == "he" else "f"
            self.drafts.link(index, found, f"{name!r}: {names}, the most salient that agrees ({score:.0f})")
        return found

    def _both(self, token: int) -> bool:
        """As in "both of them"."""
        return self.document.words[max(token - 2, 0) : token] in (["Both", "of"], ["both", "of"])

    def _things(self, token: int, best: Found, name: str) -> bool:
        """Whether a noun that is no actor stands nearer in the same sentence: "all 20 points … they", "a truce … it holds".

        What "it" says or wants is somebody's all the same: "Kenya began the operation because it feared …".
        """
        document = self.document
        if name not in ("they", "it") or document.deps[token] == "nmod:poss":
            return False
        if name == "it" and document.lemmas[document.heads[token]].lower() in self.words.reporting:
            return False
        tag = "NNS" if name == "they" else "NN"
        start = document.sentences[document.sentence_of[token]][0]
        return any(
            document.tags[other] == tag
            and other not in self._heads
            and document.deps[other] in ("obj", "nsubj", "nsubj:pass")
            for other in range(max(start, best.end), token)
        )

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
        return self.document.deps[token] in ("obj", "obl", "iobj", "nmod", "conj")

    def _of_thing(self, token: int) -> bool:
        """Whether "its" stands in a clause whose subject is a thing: "the battle nears its end", "a gate with its sign".

        People are of bodies: "a video showing its members" is of whoever has members.
        """
        document = self.document
        if document.deps[token] != "nmod:poss" or document.heads[token] in self.phrases:
            return False
        above = document.heads[token]
        for _ in range(4):
            if document.deps[above].startswith("nsubj"):
                return False
            if document.heads[above] == above:
                break
            above = document.heads[above]
            if document.upos[above] in ("VERB", "AUX"):
                break
        subjects = [c for c in document.children[above] if c < token and document.deps[c].startswith("nsubj")]
        if document.deps[above].startswith("acl") and all(document.upos[c] == "PRON" for c in subjects):
            subjects = [document.heads[above]]
        return bool(subjects) and all(
            document.tags[c] == "NN" and c not in self._heads and self._beyond(c) for c in subjects
        )

    def _beyond(self, token: int) -> bool:
        """Whether a noun lies in no mention to the left."""
        return not any(found.start <= token < found.end for found in self.seen[-6:])

    def _comes(self, verb: int) -> bool:
        """As in "it comes a day after …", "it came as …": what was told before; "when it comes to"."""
        if (
            self.document.words[verb + 1 : verb + 2] == ["to"]
            and self.document.lemmas[verb].lower() == "come"
        ):
            return True
        behind = {w.lower() for w in self.document.words[verb + 1 : verb + 5]}
        return self.document.lemmas[verb].lower() in ("come", "follow") and bool(behind & _AFTER)

    def _best(self, token: int, name: str) -> tuple[Found | None, float]:
        document = self.document
        sentence = self.ranks[document.sentence_of[token]]
        winner: Found | None = None
        acting = name == "it" and document.deps[token].startswith("nsubj")
        lowest, highest = _ACTING_FLOOR if acting else _FLOORS[name], 0.0
        tried: dict[tuple[int, ...], int] = {}
        for found in reversed(self.seen):
            away = sentence - self.ranks[document.sentence_of[found.head]]
            if away > _WINDOW[name]:
                break
            if not found.actors or found.end > token or (found.title is not None and found.title[0] > token):
                continue
            if found.weak and found.kind is MentionKind.NOMINAL and found.cls == "state":
                continue
            if not self._agrees(found, name) or self._bound(token, found):
                continue
            if tried.setdefault(found.actors, away) != away:
                continue  # a later sentence has told of it
            score = self.salience(token, found, name, away)
            floor = _LISTED_FLOOR if name == "they" and len(found.actors) > 1 else lowest
            if score > max(highest, floor):
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
            several = len(drafts) > 1 or (
                collective(drafts[0])
                and drafts[0].cls != "state"
                and ("JRN" not in drafts[0].sectors or drafts[0].plural)
            )
            return several or len(self.together(found)) > 1
        return (
            len(drafts) == 1 and drafts[0].cls in ("organisation", "armed", "state") and not drafts[0].plural
        )

    def _bound(self, token: int, found: Found) -> bool:
        """Whether grammar keeps the two apart: arguments of one verb, or the speaker within a quotation."""
        document = self.document
        head = anchor(document, found)
        possessive = document.deps[token] == "nmod:poss"
        if self._speaks(token, found) or self._within_own(token, found):
            return True
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

    def _speaks(self, token: int, found: Found) -> bool:
        """Whether a mention outside is of whom the quotation around a token is: no "he" of its own."""
        speaker = self.speaking.get(token)
        if speaker is None or len(found.actors) != 1:
            return False
        own = next((f for f in reversed(self.seen) if f.start <= speaker < f.end), None)
        if own is not None:
            return own.actors == found.actors
        first, last = self.document.edges(speaker)
        surname = self.drafts.all[found.actors[0]].name.split()[-1]
        return surname in self.document.words[first:last] and speaker > token

    def _within_own(self, token: int, found: Found) -> bool:
        """Whether the quotation whose speaker the pronoun is names the actor: "“I knew Orr,” he said"."""
        return any(
            self.speaking.get(f.head) == token and f.actors == found.actors and f.kind is MentionKind.NAME
            for f in self.seen[-8:]
        )

    def salience(self, token: int, found: Found, name: str, away: int) -> float:
        """How much a mention `away` sentences back is in mind at a token; `name` is the pronoun, "" for a noun."""
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
            score += {"group": 12, "armed": 6, "organisation": 0}.get(draft.cls, 0)
            score += 30 if draft.plural or len(found.actors) > 1 or len(self.together(found)) > 1 else 0
        elif draft.cls == "state" and found.weak:
            score -= 30
        if name == "it" and away == 0 and self._hangs_on(token, place):
            score += _HANGING_BONUS
        if name and away == 0:
            score += self._possessing(token, found, place)
        return score

    def _possessing(self, token: int, found: Found, place: int) -> int:
        """What a possessive adds to the subject of its clause, and to the noun that its own is joined to by "and"."""
        document = self.document
        noun = document.heads[token]
        if document.deps[token] == "nsubj" and document.deps[noun] == "advcl":
            verb = document.heads[noun]
            if document.deps[verb] == "acl:relcl" and document.heads[verb] == place:
                return _JOINED_BONUS  # "Sol, who left after she was shot"
            main = document.heads[place] == verb and document.deps[place].startswith("nsubj")
            return _OWNING_BONUS if main and place < token else 0  # "Sol was shot as she left"
        if document.deps[token] != "nmod:poss":
            return 0
        verb = document.heads[noun]
        if document.words[token - 1].lower() == "and" and found.end == token - 1:
            return _JOINED_BONUS  # "Sol and her party"
        if verb == place and (document.deps[noun] == "conj" or case_of(document, noun) == "with"):
            return _JOINED_BONUS
        if document.deps[verb] == "acl" and document.heads[verb] == place:
            return _JOINED_BONUS  # "clerks leaving their offices"
        if document.deps[noun].startswith("nmod"):
            verb = document.heads[verb]
        own = document.heads[place] == verb and document.deps[place].startswith("nsubj")
        return _OWNING_BONUS if own and place < token else 0

    def _says(self, token: int) -> bool:
        """Whether a token is the subject of a verb of saying in the present or past: "he said"."""
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


_AFTER = frozenset({"after", "as", "amid", "days", "hours", "weeks", "day", "week", "despite"})
_STYLES = [
    ["Majesty"],
    ["Excellency"],
    ["Highness"],
    ["Royal"],
    ["Holiness"],
    ["Eminence"],
    ["Honour"],
    ["Honor"],
]
"""What follows "His" and "Her" in the styles of kings and clerics."""
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl"})
