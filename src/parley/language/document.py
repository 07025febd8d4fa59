"""The parsed report as plain Python lists: what every later step reads.

Looking things up in lists is several times faster than asking a spaCy token, and a document can be built from a
treebank's gold analysis as well as from a parse, so that errors of rules and errors of the parse can be told apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from parley.records import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A name found by the language model: tokens `start` to `end` (half-open), label PER, ORG, LOC or MISC."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A parsed report. All lists have one item per token; positions are token positions unless called characters.

    `deps` are Universal Dependencies relations with their subtypes ("nsubj:pass"); the root's is "root" and its head
    is itself. `lemmas` are lower case except for proper nouns. White space is no token. Lists must not be changed.
    """

    text: str
    words: list[str]
    lemmas: list[str]
    upos: list[str]
    """Universal part of speech."""
    tags: list[str]
    """Penn Treebank tag."""
    morphs: list[str]
    """Universal features, "Number=Sing|Person=3" or ""."""
    deps: list[str]
    heads: list[int]
    starts: list[int]
    """Character offset at which a token starts."""
    ends: list[int]
    """Character offset at which a token ends (half-open)."""
    sentences: list[tuple[int, int]]
    """First and last (half-open) token of each sentence."""
    entities: list[Entity]
    children: list[list[int]] = field(init=False)
    """Dependents of each token, in order."""
    sentence_of: list[int] = field(init=False)
    """Index of each token's sentence."""
    entity_of: list[Entity | None] = field(init=False)

    def __post_init__(self) -> None:
        size = len(self.words)
        children: list[list[int]] = [[] for _ in range(size)]
        for token, head in enumerate(self.heads):
            if head != token:
                children[head].append(token)
        sentence_of = [0] * size
        for index, (start, end) in enumerate(self.sentences):
            sentence_of[start:end] = [index] * (end - start)
        entity_of: list[Entity | None] = [None] * size
        for entity in self.entities:
            entity_of[entity.start : entity.end] = [entity] * (entity.end - entity.start)
        object.__setattr__(self, "children", children)
        object.__setattr__(self, "sentence_of", sentence_of)
        object.__setattr__(self, "entity_of", entity_of)

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, token: int) -> str:
        """What stands between a token and the one before it; the text's beginning for the first."""
        return self.text[self.ends[token - 1] if token else 0 : self.starts[token]]

    def span(self, start: int, end: int) -> Span:
        """The words from token `start` to token `end` (half-open, not empty)."""
        first, last = self.starts[start], self.ends[end - 1]
        return Span(start=first, end=last, text=self.text[first:last])

    def passage(self, start: int, end: int) -> Span:
        """The characters from `start` to `end` (half-open)."""
        return Span(start=start, end=end, text=self.text[start:end])

    def sentence_span(self, token: int) -> Span:
        """The sentence that `token` stands in."""
        start, end = self.sentences[self.sentence_of[token]]
        return self.span(start, end)

    def dependents(self, token: int, *relations: str) -> list[int]:
        """Dependents of `token` by any of `relations`; "nsubj" also finds "nsubj:pass", "nsubj:outer"."""
        deps = self.deps
        return [
            c for c in self.children[token] if deps[c] in relations or deps[c].partition(":")[0] in relations
        ]

    def subtree(self, token: int) -> Iterator[int]:
        """`token` and everything below it, in no particular order."""
        stack = [token]
        while stack:
            current = stack.pop()
            yield current
            stack.extend(self.children[current])

    def edges(self, token: int) -> tuple[int, int]:
        """First and last (half-open) token of the subtree of `token`."""
        first = last = token
        for current in self.subtree(token):
            first = min(first, current)
            last = max(last, current)
        return first, last + 1

    def ancestors(self, token: int) -> Iterator[int]:
        """Heads of `token` from the nearest to the root."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token
