"""How far two rows tell of one happening: a sum of reasons for and against, each with its weight.

The sum depends on the two rows alone, never on what else is in the ledger: that is what makes any order of ingest end
the same. The weights are numbers set by hand on the six stories of `tests/following/data/stories.txt`.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from parley.following import lexicon
from parley.following.rows import Party, Row
from parley.records import ActorKind, Factuality

VETO = float("-inf")
"""What no other reason outweighs."""
JOINED = 1.1
"""Average likeness from which rows are one happening."""

_OPEN = frozenset({Factuality.PLANNED, Factuality.POSSIBLE, Factuality.CONDITIONAL, Factuality.DEMANDED})
_NOT = frozenset({Factuality.NEGATED, Factuality.DENIED})
_FAR_KM = 60.0
_SAME_NAME = 88
"""Similarity (0–100) from which two spellings are one name."""


def likeness(one: Row, other: Row, least: float = VETO) -> float:
    """The sum of reasons; `VETO` when the two cannot be one happening, or when they do not reach `least`."""
    if other.anchor < one.anchor:
        one, other = other, one  # so that both ways round give the same sum, to the last bit
    lex = lexicon.load()
    if not lex.compatible(one.event.type, other.event.type):
        return VETO
    total = 0.0 if one.event.type == other.event.type else -0.4
    if one.event.mode and other.event.mode:
        total += 0.15 if one.event.mode == other.event.mode else -0.3
    for part in (_dates, _places, _counts, _factuality, _content):
        value = part(one, other)
        if value == VETO:
            return VETO
        total += value
    if total + _SIDES < least:
        return VETO
    total += _sides(one, other)
    return total if total >= least else VETO


# --- parties ------------------------------------------------------------------------------------------------------------


_SIDES = 1.6
"""What the parties can give at most; they cost most to compare and come last."""


def _sides(one: Row, other: Row) -> float:
    symmetric = lexicon.load().symmetric
    if one.event.type in symmetric and other.event.type in symmetric:
        return 1.5 * _side((*one.source, *one.target), (*other.source, *other.target))
    source = _side(one.source, other.source)
    target = _side(one.target, other.target)
    if source <= -0.5 and one.source and other.source:
        return VETO if source <= -0.8 else -1.5
    return 1.0 * source + 0.6 * target


def _side(one: tuple[Party, ...], other: tuple[Party, ...]) -> float:
    """Mean of the best partners of the shorter list; 0 when one side is not told."""
    if not one or not other:
        return 0.0
    if len(one) == len(other) == 1:
        return party(one[0], other[0])
    short, long = sorted((one, other), key=lambda side: (len(side), [p.name for p in side]))
    best = [max(party(a, b) for b in long) for a in short]
    return sum(best) / len(best)


def party(one: Party, other: Party) -> float:
    """From 1 (the same) over 0 (nothing to tell by) to -1 (another)."""
    if one.entry and other.entry:
        if one.entry == other.entry:
            return 1.0
        return 0.5 if _acts_for(one, other) else -0.8
    if one.country and other.country and one.country != other.country:
        return -1.0
    shared = any(lexicon.alike(a, b) for a in one.tokens for b in other.tokens)
    if shared or _spelt_alike(one, other):
        return 0.9 if one.sectors & other.sectors or not one.sectors or not other.sectors else 0.6
    if one.country and one.country == other.country:
        return 0.8 if one.sectors & other.sectors else 0.3
    overlap = bool(one.sectors & other.sectors)
    named = [p.tokens or p.country for p in (one, other)]
    if all(named) and not (one.entry or other.entry):
        return -0.1 if overlap else -0.6
    if overlap:
        return 0.4
    return -0.4 if one.sectors and other.sectors else 0.0


def _acts_for(one: Party, other: Party) -> bool:
    """A person of a body: the president for the government."""
    persons = [p.kind is ActorKind.PERSON for p in (one, other)]
    meet = bool(one.sectors & other.sectors) and (
        one.country == other.country or not one.country or not other.country
    )
    return meet and any(persons) and not all(persons)


def _spelt_alike(one: Party, other: Party) -> bool:
    if not one.tokens or not other.tokens:
        return False
    return fuzz.ratio(" ".join(sorted(one.tokens)), " ".join(sorted(other.tokens))) >= _SAME_NAME


# --- times and places -----------------------------------------------------------------------------------------------------


def _dates(one: Row, other: Row) -> float:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return _UNDATED
    gap = max((one.start - other.end).days, (other.start - one.end).days, 0)
    widest = max((one.end - one.start).days, (other.end - other.start).days)
    if one.dated and other.dated:
        if gap == 0:
            return 0.6 if widest <= 1 else 0.3 if widest <= 31 else 0.0
        return _GAPS.get(gap, VETO)
    if gap == 0:
        return 0.0 if one.vague or other.vague else 0.35
    if one.vague or other.vague:
        return VETO
    return -0.2 * gap if gap <= 5 else VETO


_UNDATED = -1.2
"""Where a report has no date at all: that the same did the same to the same must be told in the same words."""
_GAPS = {1: -0.4, 2: -1.0}
"""Days between two given dates: reports are a day out, seldom two."""


def _places(one: Row, other: Row) -> float:
    here, there = one.event.place, other.event.place
    if here is None or there is None:
        return 0.0
    if here.name == there.name:
        return 0.3
    if here.country and there.country and here.country != there.country:
        return -1.0
    if here.kind.value == there.kind.value == "settlement":
        return -0.8
    return 0.0


# --- what was done -------------------------------------------------------------------------------------------------------


def _counts(one: Row, other: Row) -> float:
    mine, theirs = dict(one.counts), dict(other.counts)
    common = sorted(set(mine) & set(theirs))
    if not common:
        return 0.0
    values = []
    for effect in common:
        low, high = sorted((mine[effect], theirs[effect]))
        values.append(
            0.4 if low == high else -0.1 if low * 3 >= high * 2 else -0.3 if low * 3 >= high else -0.7
        )
    return sum(values) / len(values)


def _factuality(one: Row, other: Row) -> float:
    first, second = one.event.factuality, other.event.factuality
    if first is second:
        return 0.0
    if {first, second} & _NOT:
        return -0.2
    return -0.5 if {first, second} & _OPEN else 0.0


def _content(one: Row, other: Row) -> float:
    """Words in common; of what was said they must tell more than of what was done."""
    spoken = one.event.type in lexicon.load().spoken
    mine, theirs = one.words - one.predicate, other.words - other.predicate
    if (
        one.start is None or other.start is None
    ):  # who and where is counted already, and nothing else is known
        mine, theirs = mine - one.names, theirs - other.names
    words = lexicon.share(mine, theirs)
    names = lexicon.share(one.names, other.names, least=2)
    same = 0.3 if one.predicate & other.predicate else 0.0
    if one.anchor.report == other.anchor.report and one.event.sentence == other.event.sentence:
        return 0.3
    untold = one.anchor.report == other.anchor.report and not (one.source and other.source)
    told_on = 0.35 if untold and one.dated and other.dated else 0.0
    return (1.4 if spoken else 1.0) * words + 0.6 * names + same + told_on - (0.25 if spoken else 0.0)
