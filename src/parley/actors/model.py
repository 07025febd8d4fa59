"""What the step gives: the actors of a report, and who any of its words stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parley.language.document import Document
from parley.records import Actor, MentionKind, Participant, Span

_FORWARDING = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "several",
        "some",
        "many",
        "most",
        "all",
        "both",
        "each",
        "none",
        "any",
        "dozen",
        "dozens",
        "hundreds",
        "hundred",
        "scores",
        "thousands",
        "thousand",
        "number",
        "group",
        "part",
        "majority",
        "half",
        "handful",
        "couple",
        "pair",
        "rest",
        "members",
        "member",
        "few",
    ]
)
_COUNTED = ("nmod", "nmod:of", "obl")

PRIVATE = frozenset({"CVL", "EDU", "BUS", "MED", "JRN", "REL"})
"""Sectors that alone make nobody a party to a conflict or its settlement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """One mention: tokens `start` to `end` (half-open), its head, and the actors it stands for.

    Several actors where the words name several ("the two sides"); none where a word may act but nobody is known.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    actors: tuple[str, ...]
    faint: bool = False
    """A pronoun that is taken for this actor although little speaks for it."""

    @property
    def actor(self) -> str | None:
        """The actor, or the first of several."""
        return self.actors[0] if self.actors else None


@dataclass(frozen=True, slots=True)
class Actors:
    """The actors of one report, in order of first mention, and the way from its words to them."""

    document: Document
    actors: tuple[Actor, ...]
    mentions: tuple[ActorMention, ...]
    """In order of first character; every one belongs to an actor."""
    by_token: Mapping[int, ActorMention]
    kinds: Mapping[int, str]
    by_id: Mapping[str, Actor]

    def get(self, id: str) -> Actor:
        """The actor of that id.

        Raises:
            KeyError: there is none.
        """
        return self.by_id[id]

    def at(self, token: int) -> ActorMention | None:
        """The mention that a token stands in, the innermost first."""
        return self.by_token.get(token)

    def kind_of(self, token: int) -> str | None:
        """Word class of the thing a token heads, for codebook tests.

        One of "state", "person", "organisation", "armed", "group", "unknown"; `None` when it cannot be an actor.
        """
        return self.kinds.get(token)

    def participants(self, document: Document, token: int) -> tuple[Participant, ...]:
        """Who a role's head token stands for; groups give one participant each.

        A noun phrase that is no actor gives one participant without an actor, named by its words.
        """
        mention = self.by_token.get(token)
        if mention is None or (mention.head != token and document.deps[token] not in _INNER):
            forwarded = self._forward(document, token) if mention is None else mention
            mention = forwarded
        if mention is not None and mention.actors:
            span = document.span(mention.start, mention.end)
            return tuple(Participant(actor=a, name=self.by_id[a].name, span=span) for a in mention.actors)
        span = phrase(document, token)
        return (Participant(actor=None, name=" ".join(span.text.split()), span=span),)

    def _forward(self, document: Document, token: int) -> ActorMention | None:
        """ "dozens of X", "members of X": X."""
        if document.words[token].lower() not in _FORWARDING:
            return None
        for child in document.children[token]:
            if child > token and document.deps[child] in _COUNTED and child in self.by_token:
                return self.by_token[child]
        return None


_INNER = frozenset({"flat", "compound", "amod", "nmod:poss", "nmod", "appos", "nmod:desc", "conj"})


def phrase(document: Document, token: int) -> Span:
    """The words of a noun phrase around its head: what stands before it, and one "of" phrase after."""
    start, end = token, token + 1
    deps, heads = document.deps, document.heads
    for child in document.children[token]:
        if child < token and deps[child].partition(":")[0] in {"det", "amod", "compound", "nummod", "nmod"}:
            first = document.edges(child)[0]
            if token - first <= 8:
                start = min(start, first)
        elif child > token and deps[child] == "nmod":
            last = document.edges(child)[1]
            of = any(document.words[c].lower() == "of" for c in document.children[child] if deps[c] == "case")
            if of and last - token <= 8:
                end = max(end, last)
        elif child == token + 1 and deps[child] in {"flat", "fixed"} and heads[child] == token:
            end = max(end, document.edges(child)[1])
    return document.span(start, end)
