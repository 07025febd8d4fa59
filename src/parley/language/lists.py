"""The lists of a document in the making, which mending changes, and what is asked of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a document in the making that mending changes; see `Document`."""

    words: list[str]
    lemmas: list[str]
    upos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]

    def hangs(self, token: int, dep: str, head: int) -> bool:
        """Whether `token` is a dependent of `head` by the relation `dep`."""
        return self.deps[token] == dep and self.heads[token] == head

    def below(self, token: int, head: int) -> bool:
        """Whether `token` is `head` or stands in its subtree."""
        while token != head and self.heads[token] != token:
            token = self.heads[token]
        return token == head
