"""What a frame is: which predicates it covers, what must hold of their arguments, and what it says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from parley.codebook.roles import PREPOSITIONS

ANY = "*"
"""The predicate that stands for every predicate (see `Frame.over`)."""

KINDS = frozenset(
    {
        "actor",
        "person",
        "state",
        "organisation",
        "group",
        "armed",
        "politician",
        "press",
        "place",
        "name",
        "number",
    }
)
"""Kinds that a role test may name beside word classes; `match.Kinds` says what each means."""


@dataclass(frozen=True, slots=True)
class RoleTest:
    """A role must be filled by one of these lemmas, or by something of one of these kinds."""

    role: str
    words: frozenset[str]
    kinds: frozenset[str]
    shown: tuple[str, ...]
    """The entries as the file has them, for reasons shown to people."""


@dataclass(frozen=True, slots=True)
class ComplementTest:
    """What must hold of the proposition that fills the complement (or a nominal that fills the patient)."""

    predicates: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    """Event types that the complement, coded by itself, may have."""
    quads: frozenset[str] = frozenset()
    modality: frozenset[str] = frozenset()
    negated: bool | None = None
    tense: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One `[[frames]]` table of a frame file.

    `label` is what the file's subject calls a result: an event type, a speech act, a kind of commitment. `extra` holds
    the keys that the caller of `load_frames` allowed beside the common ones.
    """

    file: str
    line: int
    level: int
    """0 for the files shipped with Parley, 1 for a user's overlay, which wins where both match."""
    label: str
    predicates: tuple[str, ...]
    spelled: frozenset[str]
    """The predicates that the file writes out; the others come from a word class in braces and give way to these."""
    source: tuple[str, ...]
    target: tuple[str, ...]
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    where: tuple[RoleTest, ...] = ()
    unless: tuple[RoleTest, ...] = ()
    requires: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    complement: ComplementTest | None = None
    lone: RoleTest | None = None
    """What the patient must be for an event without a target; `None`: anything."""
    sentence: frozenset[str] = frozenset()
    """Lemmas of which one must stand in the predicate's sentence, wherever."""
    over: frozenset[str] = frozenset()
    """For the predicate `*`: the labels that the proposition would have otherwise."""
    negated: bool | None = None
    passive: bool | None = None
    modality: frozenset[str] = frozenset()
    tense: str | None = None
    symmetric: bool = False
    exclude: bool = False
    """What matches is no event: "declined to comment"."""
    pairs: bool = False
    """Only the pair interface asks this frame: it says in one word what the row of the complement says in two."""
    effect: str | None = None
    affected: tuple[str, ...] = ()
    priority: int = 0
    extra: Mapping[str, Any]

    @property
    def rule(self) -> str:
        """The frame's name in `Maker.rule`: file and line."""
        return f"codebook/{self.file}:{self.line}"

    @property
    def constraints(self) -> int:
        """How much the frame asks for beyond its predicate: a word class counts more than a kind."""
        asked = sum(2 if test.words and not test.kinds else 1 for test in self.where)
        asked += len(self.requires) + len(self.absent) + 2 * bool(self.sentence)
        asked += sum(
            (self.negated is not None, self.passive is not None, bool(self.modality), self.tense is not None)
        )
        if (inner := self.complement) is not None:
            asked += 6 * bool(inner.predicates) + 3 * bool(inner.labels) + bool(inner.quads)
            asked += bool(inner.modality) + (inner.negated is not None) + (inner.tense is not None)
        return asked


def content_words(key: str) -> int:
    """Content words of a predicate key: "launch + strike on" has two, "shelling/n" and "meet with" one."""
    return len(_parts(key)) - function_words(key)


def function_words(key: str) -> int:
    """Prepositions and particles of a predicate key after its first word: "launch + strike on" has one."""
    return sum(part in PREPOSITIONS or part in _PARTICLES for part in _parts(key)[1:])


def _parts(key: str) -> list[str]:
    return key.partition("/")[0].replace("+", " ").split()


_PARTICLES = frozenset({"up", "down", "away", "back", "aside", "together", "forward", "apart"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameSet:
    """Frames and the index by which a proposition's keys find them."""

    frames: tuple[Frame, ...]
    by_key: Mapping[str, tuple[int, ...]]
    """Predicate key to positions in `frames`, from the most specific to the least."""

    def get(self, key: str) -> tuple[Frame, ...]:
        """The frames of a key, from the most specific to the least; empty when there are none."""
        return tuple(self.frames[i] for i in self.by_key.get(key, ()))
