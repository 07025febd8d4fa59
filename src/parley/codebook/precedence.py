"""Which frame wins when several have the same predicate, and the refusal of ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from parley.codebook.model import (
    ANY,
    ComplementTest,
    Frame,
    FrameSet,
    RoleTest,
    content_words,
    function_words,
)
from parley.errors import DataFileError


def assemble(frames: Iterable[Frame]) -> FrameSet:
    """Indexes frames by predicate and refuses ties.

    Raises:
        DataFileError: two frames of one level would both win for the same proposition and differ in label or mode.
    """
    ordered = tuple(frames)
    by_key: dict[str, list[int]] = defaultdict(list)
    for position, frame in enumerate(ordered):
        for predicate in frame.predicates:
            by_key[predicate].append(position)
    for predicate, positions in by_key.items():
        if len(positions) > 1:
            order = {i: rank(ordered[i], predicate) for i in positions}
            positions.sort(key=lambda i: (tuple(-part for part in order[i]), i))
            _refuse_ties(predicate, [(order[i], ordered[i]) for i in positions])
    return FrameSet(frames=ordered, by_key={key: tuple(found) for key, found in by_key.items()})


def rank(frame: Frame, key: str) -> tuple[int, int, int, int, int]:
    """Precedence of a frame that matched by `key`, the higher winning.

    In this order: priority, the user's overlay over ours, content words in the key, constraints with the key's
    prepositions counted among them, the key written out over the key made from a word class.
    """
    asked = frame.constraints + function_words(key)
    return (frame.priority, frame.level, content_words(key), asked, key in frame.spelled)


def _refuse_ties(predicate: str, candidates: list[tuple[tuple[int, ...], Frame]]) -> None:
    for position, (order, frame) in enumerate(candidates):
        for other_order, other in candidates[position + 1 :]:
            if order != other_order:
                continue
            if predicate == ANY or _exclude(frame, other):
                continue
            same = (frame.label, frame.mode) == (other.label, other.mode)
            if same and (frame.where, frame.complement) != (other.where, other.complement):
                continue
            raise DataFileError(
                frame.file,
                frame.line,
                f'"{predicate}" ties with {other.file}:{other.line}: both ask for equally much; '
                "add a constraint to one, or a priority",
            )


def _exclude(one: Frame, other: Frame) -> bool:
    """Whether no proposition can satisfy both frames."""
    for first in (*one.where, *(RoleTest(r, frozenset(), frozenset(), ()) for r in one.requires)):
        if first.role in other.absent:
            return True
    for second in (*other.where, *(RoleTest(r, frozenset(), frozenset(), ()) for r in other.requires)):
        if second.role in one.absent:
            return True
    for first in one.where:
        for second in other.where:
            if first.role == second.role and not (first.kinds or second.kinds or first.words & second.words):
                return True
    for mine, theirs in ((one.where, other.unless), (other.where, one.unless)):
        for first in mine:
            for second in theirs:
                if first.role == second.role and first.words <= second.words and first.kinds <= second.kinds:
                    return True
    pairs = ((one.negated, other.negated), (one.passive, other.passive), (one.tense, other.tense))
    if any(a is not None and b is not None and a != b for a, b in pairs):
        return True
    if one.modality and other.modality and not one.modality & other.modality:
        return True
    if one.complement is not None and other.complement is not None:
        return _exclude_inner(one.complement, other.complement)
    return False


def _exclude_inner(one: ComplementTest, other: ComplementTest) -> bool:
    for a, b in (
        (one.predicates, other.predicates),
        (one.labels, other.labels),
        (one.quads, other.quads),
        (one.modality, other.modality),
    ):
        if a and b and not a & b:
            return True
    return one.negated is not None and other.negated is not None and one.negated != other.negated
