"""The lists of a document in the making, which mending changes."""

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
