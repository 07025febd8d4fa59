"""Which frames fire on a proposition, in order of precedence, and why the others do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from parley.codebook import predicates
from parley.codebook.model import ANY, ComplementTest, Frame, FrameSet, RoleTest
from parley.codebook.nouns import measured, modifiers, noun_roles
from parley.codebook.precedence import rank
from parley.codebook.predication import Predication
from parley.codebook.roles import PREPOSITIONS
from parley.language.document import Document

Kinds = Callable[[int], frozenset[str]]
"""Kinds of the thing a token heads: "actor" (anything that acts), "person", "state", "organisation", "group", "armed",
"politician" (of government, parliament or a party, nobody in arms), "press", "place", "name" (a proper name), "number"."""


P = TypeVar("P", bound=Predication)


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fires on a proposition, by which of its keys."""

    frame: Frame
    key: str
    proposition: int


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A frame that has the predicate but not the rest."""

    frame: Frame
    key: str
    reason: str


@dataclass(slots=True)
class Matcher(Generic[P]):
    """Frames against the propositions of one document. Answers are kept, since complements are asked for twice."""

    document: Document
    propositions: Sequence[P]
    frames: FrameSet
    kinds: Kinds
    quads: Mapping[str, str | None] = field(default_factory=dict)
    """Quad class of each label, for complements tested by quad class."""
    pairs: bool = False
    """Whether frames meant for the pair interface alone are asked."""
    _at: dict[int, int] = field(default_factory=dict)
    _keys: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _sentences: dict[int, frozenset[str]] = field(default_factory=dict)
    _best: dict[int, Match | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for proposition in self.propositions:
            if proposition.nominal is not None:
                self._at.setdefault(proposition.nominal, proposition.index)
        for proposition in self.propositions:
            self._at[proposition.token] = proposition.index

    def at(self, token: int) -> P | None:
        """The proposition whose predicate (or light verb's noun) is `token`."""
        index = self._at.get(token)
        return None if index is None else self.propositions[index]

    def keys(self, proposition: P) -> tuple[str, ...]:
        """The proposition's keys, and those that its nouns make besides (`predicates.keys`)."""
        found = self._keys.get(proposition.index)
        if found is None:
            found = predicates.keys(self.document, proposition, self.frames)
            self._keys[proposition.index] = found
        return found

    def best(self, index: int) -> Match | None:
        """The frame that wins for a proposition."""
        if index not in self._best:
            self._best[index] = None  # a proposition inside its own complement asks for itself: nothing yet
            self._best[index] = self._choose(self.propositions[index])
        return self._best[index]

    def _choose(self, proposition: P) -> Match | None:
        document, token = self.document, proposition.token
        if token and document.words[token - 1] in ("-", "‑") and document.tags[token] in ("VBN", "VBG", "JJ"):
            return None  # "Iran-backed militia" tells of nobody's backing now
        winner: Match | None = None
        highest: tuple[int, ...] = ()
        for position, key in enumerate(self.keys(proposition)):
            for place in self.frames.by_key.get(key, ()):
                frame = self.frames.frames[place]
                order = (*rank(frame, key), -position, -place)
                if (
                    order > highest
                    and (self.pairs or not frame.pairs)
                    and self.obstacle(frame, proposition) is None
                ):
                    winner, highest = Match(frame, key, proposition.index), order
        if winner is not None and winner.frame.exclude:
            return None
        for frame in self.frames.get(ANY):
            label = None if winner is None else winner.frame.label
            if (not frame.over or label in frame.over) and self.obstacle(frame, proposition) is None:
                if winner is None or frame.priority > winner.frame.priority:
                    return Match(frame, ANY, proposition.index)
        return winner

    def near_misses(self, index: int) -> Iterator[NearMiss]:
        """Frames that know the predicate but do not fire, or fire and give way."""
        proposition = self.propositions[index]
        winner = self.best(index)
        for key in self.keys(proposition):
            for frame in self.frames.get(key):
                if winner is not None and frame is winner.frame:
                    continue
                reason = self.obstacle(frame, proposition)
                if reason is None:
                    reason = "fires too, but another frame is more specific"
                yield NearMiss(frame, key, reason)

    def obstacle(self, frame: Frame, proposition: P) -> str | None:
        """What keeps a frame from firing on a proposition that has its predicate; `None` when nothing does."""
        if frame.negated is not None and frame.negated != proposition.negated:
            return "wants it negated" if frame.negated else "wants it not negated"
        if frame.passive is not None and frame.passive != proposition.passive:
            return "wants a passive" if frame.passive else "wants no passive"
        if frame.modality and proposition.modality not in frame.modality:
            return f"wants one of the modals {', '.join(sorted(frame.modality))}"
        if frame.tense is not None and _tense(proposition) != frame.tense:
            return f"wants the tense {frame.tense}"
        if frame.sentence and not frame.sentence & self._words_of_sentence(proposition.token):
            return "wants other words in its sentence"
        for role in frame.requires:
            if not self.tokens(proposition, role):
                return f"wants the role {role}"
        for role in frame.absent:
            if self.tokens(proposition, role):
                return f"wants no role {role}"
        for test in frame.where:
            if not self.passes(test, proposition):
                found = (
                    " ".join(self.document.words[t] for t in self.tokens(proposition, test.role)) or "nothing"
                )
                return f"wants the role {test.role} to be one of {', '.join(test.shown)}; it is {found}"
        for test in frame.unless:
            if self.passes(test, proposition):
                return f"does not want the role {test.role} to be one of {', '.join(test.shown)}"
        if frame.complement is not None:
            return self._inner_obstacle(frame.complement, proposition)
        return None

    def _words_of_sentence(self, token: int) -> frozenset[str]:
        number = self.document.sentence_of[token]
        found = self._sentences.get(number)
        if found is None:
            start, end = self.document.sentences[number]
            found = frozenset(lemma.lower() for lemma in self.document.lemmas[start:end])
            self._sentences[number] = found
        return found

    def passes(self, test: RoleTest, proposition: P) -> bool:
        """Whether one of the role's fillers is of the test's words or kinds."""
        for filler in self.tokens(proposition, test.role) or self._object(proposition, test.role):
            for token in (filler, *measured(self.document, filler)):
                if test.words and (
                    self.document.lemmas[token].lower() in test.words or self._compound(token, test.words)
                ):
                    return True
                if test.kinds and test.kinds & self.kinds(token):
                    return True
        return False

    def _compound(self, token: int, words: frozenset[str]) -> bool:
        lemma = self.document.lemmas[token].lower()
        return any(f"{modifier} {lemma}" in words for modifier in modifiers(self.document, token))

    def _inner_obstacle(self, test: ComplementTest, proposition: P) -> str | None:
        inner = self.inner(proposition)
        if not inner:
            return "wants a complement"
        for candidate in inner:
            if test.predicates and not test.predicates.intersection(self.keys(candidate)):
                continue
            if test.negated is not None and test.negated != candidate.negated:
                continue
            if test.modality and candidate.modality not in test.modality:
                continue
            if test.tense is not None and _tense(candidate) != test.tense:
                continue
            if test.labels or test.quads:
                match = self.best(candidate.index)
                label = None if match is None else match.frame.label
                if test.labels and label not in test.labels:
                    continue
                if test.quads and (label is None or self.quads.get(label) not in test.quads):
                    continue
            return None
        return f"wants another complement than {', '.join(c.keys[0] for c in inner if c.keys)}"

    def inner(self, proposition: P) -> list[P]:
        """Propositions that fill a role of this one or state its purpose: clauses first, then nominals.

        A clause on the object counts too: parses often hang "to leave" of "ordered the crew to leave" there.
        """
        found: dict[int, P] = {}
        for wanted in (True, False):
            for argument in proposition.arguments:
                if (argument.role == "complement") is wanted:
                    inner = self.at(argument.token)
                    if inner is not None and inner.index != proposition.index:
                        found.setdefault(inner.index, inner)
        for argument in proposition.arguments:
            if argument.role == "patient":
                for child in self.document.children[argument.token]:
                    if self.document.deps[child] == "acl" and (inner := self.at(child)) is not None:
                        found.setdefault(inner.index, inner)
        if proposition.purpose is not None:
            found.setdefault(proposition.purpose, self.propositions[proposition.purpose])
        return list(found.values())

    def tokens(self, proposition: P, path: str) -> list[int]:
        """Head tokens that a role path leads to, in order: "agent", "on", "complement.agent", "patient.possessor"."""
        first, _, rest = path.partition(".")
        if rest and first == "complement":
            return [t for inner in self.inner(proposition) for t in self.tokens(inner, rest)]
        held = [a.token for a in proposition.arguments if a.role == first] or self._strayed(
            proposition, first
        )
        if not rest:
            return held
        held = held or self._object(proposition, first)
        found: list[int] = []
        for token in held:
            inner = self.at(token)
            if inner is not None and inner.index != proposition.index:
                found.extend(self.tokens(inner, rest))
            else:
                found.extend(noun_roles(self.document, token, rest))
        return found

    def _strayed(self, proposition: P, role: str) -> list[int]:
        """Fillers that a parse hangs elsewhere: "to" on the object, the object of "call off" on "off"."""
        if role == "patient":
            return [a.token for a in proposition.arguments if a.role in _LIKE_PARTICLES]
        if role in PREPOSITIONS:
            objects = [a.token for a in proposition.arguments if a.role == "patient"]
            return [
                t for noun in objects if self.at(noun) is None for t in noun_roles(self.document, noun, role)
            ]
        return []

    def _object(self, proposition: P, role: str) -> list[int]:
        """The noun of a light verb, as its object: "cancelled a visit" cancels something all the same."""
        return [proposition.nominal] if role == "patient" and proposition.nominal is not None else []

    def fillers(self, proposition: P, paths: Sequence[str]) -> tuple[str | None, list[int]]:
        """The first of `paths` that leads somewhere, and where."""
        for path in paths:
            found = self.tokens(proposition, path)
            if found:
                return path, found
        return None, []


_LIKE_PARTICLES = frozenset({"off", "up", "out", "down", "over"})


def _tense(proposition: Predication) -> str:
    """The tense, "none" for infinitives and participles; a verb under a modal has one of its own: "modal"."""
    return "modal" if proposition.modality is not None else str(proposition.tense)
