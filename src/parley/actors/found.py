"""A mention while it is being read: what its own words say, before it is linked to an actor."""

from __future__ import annotations

from dataclasses import dataclass, field

from parley.actors.entries import Entry
from parley.language.document import Document
from parley.records import MentionKind


@dataclass(slots=True, kw_only=True)
class Found:
    """One mention with what its words say. Private to the step; it never leaves `find`."""

    start: int
    end: int
    head: int
    kind: MentionKind
    cls: str
    """person, state, organisation, armed, group or unknown."""
    name: str
    reason: str
    candidates: tuple[tuple[Entry, str], ...] = ()
    plural: bool = False
    gender: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    noun: str | None = None
    """The common noun that heads a nominal."""
    definite: bool = False
    bare: bool = False
    """A nominal with nothing but articles and demonstratives before it."""
    weak: bool = False
    """Inside another phrase, as an adjective or a place: no good antecedent."""
    parts: tuple[Found, ...] = ()
    """One for each actor where a phrase names several."""
    title: tuple[int, int] | None = None
    """Tokens of a title or apposition that belongs to a name."""
    beside: tuple[tuple[int, int, int], ...] = ()
    """Start, end and head of phrases in apposition to a name: mentions of the same actor."""
    former: str | None = None
    """"former", "then", "elect" or "acting", as the words beside the name say."""
    actors: tuple[int, ...] = field(default=())
    """Positions of the drafts it was linked to."""
    link: str = ""
    """Why it was linked there."""
    faint: bool = False
    """A pronoun whose antecedent little speaks for: far back, or no subject."""


def head_of(document: Document, start: int, end: int) -> int:
    """The token of a passage whose head lies outside it."""
    heads = document.heads
    for token in range(start, end):
        if not start <= heads[token] < end or heads[token] == token:
            return token
    return end - 1


def anchor(document: Document, found: Found) -> int:
    """The token whose place in the clause a mention takes: a name beside its title takes the title's."""
    token = found.head
    if found.title is None:
        return token
    first, last = found.title
    for _ in range(4):
        head = document.heads[token]
        if head == token or not first <= head < last:
            break
        token = head
    return token


def case_of(document: Document, token: int) -> str | None:
    """The preposition that governs a noun, also through coordination: "between", "in", …"""
    deps = document.deps
    for _ in range(4):
        for child in document.children[token]:
            if deps[child] == "case" and child < token:
                return document.words[child].lower()
        if deps[token] not in ("conj", "flat", "compound"):
            return None
        token = document.heads[token]
    return None


def words(document: Document, start: int, end: int) -> str:
    """The text of some tokens with single spaces."""
    return " ".join(document.text[document.starts[start] : document.ends[end - 1]].split())
