"""Positions by words: which rows share a word or a named deed with a passage, without looking at all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from parley.following import lexicon
from parley.following.matching import Promise
from parley.following.model import Entry


class Index:
    """Positions of a growing list by the keys of its items."""

    def __init__(self) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)

    def add(self, place: int, keys: Iterable[str]) -> None:
        """Notes an item's keys; places come in rising order."""
        for key in keys:
            self._places[key].append(place)

    def find(self, keys: Iterable[str]) -> list[int]:
        """Places of items with at least one of the keys, in rising order."""
        return sorted({place for key in keys for place in self._places.get(key, ())})


def of_entry(entry: Entry) -> set[str]:
    """Keys of an entry: stems and named deeds of its sentences."""
    found: set[str] = set()
    for text in {v.sentence for v in entry.evidence}:
        found |= lexicon.stems(text) | _named(lexicon.deeds(text))
    return found


def of_promise(promise: Promise) -> set[str]:
    """Keys of a commitment's content."""
    return {*promise.words, *_named(promise.deeds)}


def of_condition(promise: Promise) -> set[str]:
    """Keys of a commitment's condition, where it waits for one."""
    if not promise.conditional:
        return set()
    return {*lexicon.stems(promise.antecedent), *_named(lexicon.deeds(promise.antecedent))}


def _named(deeds: frozenset[str]) -> set[str]:
    return {f"deed {name}" for name in deeds}
