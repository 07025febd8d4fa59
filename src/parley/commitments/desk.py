"""What the search for commitments in one document has at hand, and small questions about tokens."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parley.codebook.match import Kinds, Matcher
from parley.codebook.predicates import is_time
from parley.commitments.acts import Acts
from parley.events import participants as event_participants
from parley.language.document import Document
from parley.propositions.model import Kind, Proposition
from parley.records import Event, Participant, StatementKind

if TYPE_CHECKING:
    from parley.actors import Actors
    from parley.statements import Found
    from parley.times import Time

FIRST = frozenset({"i", "we"})
SECOND = frozenset({"you"})
THIRD = frozenset({"he", "she", "it", "they"})
OBJECTS = frozenset({"him", "her", "them", "us", "me"})
_SUBJECTS = ("nsubj", "csubj", "expl")


@dataclass(slots=True)
class Desk:
    """One document with everything earlier steps found in it."""

    document: Document
    propositions: Sequence[Proposition]
    actors: Actors
    times: Sequence[Time]
    statements: Sequence[Found]
    events: Sequence[Event]
    acts: Acts
    kinds: Kinds = field(init=False)
    matcher: Matcher[Proposition] = field(init=False)
    by_start: dict[int, list[Event]] = field(init=False)
    """Events by the character at which their predicate starts."""
    role_of: dict[str, str] = field(init=False)
    """Actor id to the role it is said to have."""
    sectors_of: dict[str, frozenset[str]] = field(init=False)
    """Actor id to its PLOVER sectors."""
    principals: list[tuple[tuple[tuple[int, int], ...], tuple[Participant, ...]]] = field(init=False)
    """Statements that convey another's message: their token ranges, and whose message it is."""

    def __post_init__(self) -> None:
        self.kinds = event_participants.kinds(self.document, self.actors, self.acts.lexicon.acting)
        self.matcher = Matcher(self.document, self.propositions, self.acts.frames, self.kinds)
        self.role_of = {actor.id: actor.role for actor in self.actors.actors if actor.role}
        self.sectors_of = {actor.id: frozenset(actor.sectors) for actor in self.actors.actors}
        self.by_start = {}
        for event in self.events:
            self.by_start.setdefault(event.predicate.start, []).append(event)
        self.principals = [(s.tokens, p) for s in self.statements if (p := self._conveyed(s.tokens))]

    def _conveyed(self, ranges: tuple[tuple[int, int], ...]) -> tuple[Participant, ...]:
        """Whose message a statement passes on: "the president's message is that …"."""
        messages = self.words("messages")
        for start, end in ranges:
            for token in range(start, end):
                if self.lemma(token) in messages and self.document.deps[token].startswith(("nsubj", "root")):
                    owners = [
                        c for c in self.document.children[token] if self.document.deps[c] == "nmod:poss"
                    ]
                    owners = [c for c in owners if self.document.tags[c] != "PRP$"]
                    if owners:
                        return self.parties(owners)
        return ()

    def principal(self, token: int) -> tuple[Participant, ...]:
        """Whose message the statement at `token` passes on; empty when it is the speaker's own."""
        for ranges, parties in self.principals:
            if any(start <= token < end for start, end in ranges):
                return parties
        return ()

    def speaker_at(self, token: int, *, reported: bool = False) -> tuple[Participant, ...]:
        """Who says what stands at `token`: the speaker of the innermost statement around it.

        With `reported`, only where the words are the report's own: who is quoted speaks of themselves as "I".
        """
        holding = [
            (sum(end - start for start, end in found.tokens), found.statement)
            for found in self.statements
            if any(start <= token < end for start, end in found.tokens)
        ]
        if not holding:
            return ()
        innermost = min(holding, key=lambda pair: pair[0])[1]
        if innermost.speaker is None or (reported and innermost.kind is not StatementKind.INDIRECT):
            return ()
        return (innermost.speaker,)

    def quoted(self, token: int) -> bool:
        """Whether a token stands in what is quoted, in part or whole."""
        return any(
            found.statement.kind is not StatementKind.INDIRECT
            and any(start <= token < end for start, end in found.tokens)
            for found in self.statements
        )

    def words(self, name: str) -> frozenset[str]:
        """A word list of the lexicon."""
        return self.acts.lexicon.words[name]

    def lemma(self, token: int) -> str:
        """Lemma in lower case."""
        return self.document.lemmas[token].lower()

    def subject(self, token: int) -> int | None:
        """The explicit subject of a clause."""
        found = self.document.dependents(token, *_SUBJECTS)
        return found[0] if found else None

    def case(self, token: int) -> str:
        """The preposition of a phrase; empty when it has none."""
        return next(
            (self.lemma(c) for c in self.document.children[token] if self.document.deps[c] == "case"), ""
        )

    def infinitive(self, token: int) -> bool:
        """Whether the clause at `token` is a to-infinitive, a bare infinitive or a gerund without subject."""
        if self.subject(token) is not None:
            return False
        tags = [self.document.tags[c] for c in self.document.children[token] if c < token]
        return "TO" in tags or ("MD" not in tags and self.document.tags[token] in ("VB", "VBG"))

    def may_act(self, token: int | None) -> bool:
        """Whether some act's predicate has this word: most propositions have none, and need no closer look."""
        return token is not None and self.lemma(token) in self.acts.words

    def acting(self, token: int) -> bool:
        """Whether what `token` heads can be bound: an actor, a person, a body."""
        word = self.lemma(token)
        if word in self.acts.lexicon.acting or word in FIRST | SECOND | THIRD | OBJECTS - {"it"}:
            return True
        event = self.matcher.at(token)
        if event is not None and event.kind is Kind.NOUN and self.document.entity_of[token] is None:
            return False
        return bool({"actor", "person", "state", "organisation", "group", "armed"} & self.kinds(token))

    def parties(self, tokens: Iterable[int]) -> tuple[Participant, ...]:
        """Participants of the given heads, each once."""
        found: dict[tuple[str | None, str], Participant] = {}
        for token in tokens:
            for participant in self.actors.participants(self.document, self._antecedent(token)):
                found.setdefault(
                    (participant.actor, "" if participant.actor else participant.name), participant
                )
        return tuple(found.values())

    def bars(self, token: int) -> bool:
        """Whether a predicate is denied, demanded or a duty: then what it waits for is its condition."""
        found = self.matcher.at(token)
        if found is None:
            return False
        demanded = {self.lemma(token), *found.keys} & self.words("barring")
        return found.negated or bool(demanded) or (found.modality or "") in self.words("duty")

    def able(self, parties: Iterable[Participant]) -> tuple[Participant, ...]:
        """Those of the parties that can be bound or owed something: not "the building"."""
        return tuple(
            p
            for p in parties
            if p.actor is not None
            or any(
                self.acting(t)
                or (self.document.upos[t] == "PROPN" and not is_time(self.lemma(t)))
                or self.lemma(t) in self.words("threatened") | self.words("documents")
                for t in range(
                    bisect_left(self.document.starts, p.span.start),
                    bisect_left(self.document.starts, p.span.end),
                )
            )
        )

    def _antecedent(self, token: int) -> int:
        """What a relative pronoun stands for: the noun its clause hangs on; any other token itself."""
        if self.document.tags[token] not in ("WDT", "WP"):
            return token
        above = self.document.heads[token]
        while self.document.deps[above] in ("conj", "xcomp", "ccomp"):
            above = self.document.heads[above]
        if self.document.deps[above] == "acl:relcl":
            return self._person(token, self.document.heads[above])
        return self._person(token, self._before(token))

    def _person(self, pronoun: int, noun: int) -> int:
        """Who "who" stands for: the owner in "the owner of the fleet, who …", the leaders in "to the leaders last year, who …"."""
        document = self.document
        if document.lemmas[pronoun].lower() not in ("who", "whom") or noun == pronoun or self._persons(noun):
            return noun
        above = document.heads[noun]
        if document.deps[noun].startswith("nmod") and self._persons(above):
            return above
        start = document.sentences[document.sentence_of[noun]][0]
        time = is_time(self.lemma(noun)) or self.matcher.at(noun) is not None
        before = (t for t in range(noun - 1, start - 1, -1) if self._persons(t)) if time else ()
        return next((t for t in before if not document.deps[t].startswith(("compound", "flat"))), noun)

    def _persons(self, token: int) -> bool:
        return self.document.upos[token] in ("NOUN", "PROPN") and (
            "person" in self.kinds(token) or (self.acting(token) and "Plur" in self.document.morphs[token])
        )

    def _before(self, relative: int) -> int:
        """The noun phrase just before a relative pronoun whose clause the parse hung elsewhere."""
        document = self.document
        start = document.sentences[document.sentence_of[relative]][0]
        last = relative - 1
        if last > start and document.words[last] == ",":
            last -= 1
        if last < start or document.upos[last] not in ("NOUN", "PROPN", "ADJ", "NUM"):
            return relative
        while document.deps[last].partition(":")[0] in ("flat", "compound", "nmod", "appos", "amod"):
            above = document.heads[last]
            if above >= relative or above < start or document.deps[last] == "root":
                break
            last = above
        return last

    def proposition(self, token: int) -> Proposition | None:
        """The proposition at `token` that is a clause (not a noun)."""
        found = self.matcher.at(token)
        return None if found is None or found.kind is Kind.NOUN else found


def as_written(party: Participant) -> Participant:
    """A participant by its words alone, without the actor it was taken for."""
    return Participant(actor=None, name=" ".join(party.span.text.split()), span=party.span)


def same_party(one: Sequence[Participant], other: Sequence[Participant]) -> bool:
    """Whether the two share an actor, or a name where neither is resolved."""
    actors = {p.actor for p in one if p.actor}
    if actors & {p.actor for p in other if p.actor}:
        return True
    names = {p.name.casefold() for p in one if not p.actor}
    return bool(names & {p.name.casefold() for p in other if not p.actor})
