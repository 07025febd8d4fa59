"""Names for a treebank that marks none: its proper nouns are known, what they name is not.

A model trained on other names says it, or lists do; what neither knows stays unknown, so that training neither rewards
nor punishes it. Every other word counts as no name.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from typing import TYPE_CHECKING

from parley.training.variation import Lists

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Name = tuple[int, int, str]
_NO_NAMES = frozenset(
    word.lower()
    for words in (calendar.month_name, calendar.month_abbr, calendar.day_name, calendar.day_abbr)
    for word in words
) | {"sept", "god", "christmas", "easter", "internet"}
"""Proper nouns that name no person, organisation or place."""
_TIES = frozenset({"of", "the", "and", "&", "for", "-", "'s", "'"})
"""Words that may belong to a longer name beside a proper noun."""


def document(nlp: Language, tree: Doc, known: Lists, teacher: Language | None) -> Doc:
    """A document of the words of `tree` with names, unknown stretches and nothing else."""
    from spacy.tokens import Doc, Span

    words, spaces = [t.text for t in tree], [bool(t.whitespace_) for t in tree]
    if teacher is None:
        names, unknown = by_lists(tree, known)
    else:
        taught = teacher.get_pipe("ner")(Doc(teacher.vocab, words=words, spaces=spaces))
        names, unknown = by_teacher(tree, [(e.start, e.end, e.label_) for e in taught.ents])
    named = {i for first, end, _ in names for i in range(first, end)}
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    doc.set_ents(
        [Span(doc, first, end, label=label) for first, end, label in names],
        missing=[doc[i : i + 1] for i in sorted(unknown - named)],
        default="outside",
    )
    return doc


def runs(tree: Doc) -> Iterator[tuple[int, int]]:
    """Stretches of proper nouns that may be names."""
    first = None
    for i, token in enumerate(tree):
        proper = token.pos_ == "PROPN" and token.text.lower() not in _NO_NAMES
        if proper and first is None:
            first = i
        elif not proper and first is not None:
            yield first, i
            first = None
    if first is not None:
        yield first, len(tree)


def by_lists(tree: Doc, known: Lists) -> tuple[list[Name], set[int]]:
    """Names the lists hold, and tokens about which nothing is known."""
    given, surnames = set(known.given), set(known.surnames)
    organisations, places = set(known.organisations), {*known.settlements, *known.countries}
    names: list[Name] = []
    unknown: set[int] = set()
    for first, end in runs(tree):
        text = tree[first:end].text
        before = tree[first - 1].text if first else ""
        after = tree[end].text if end < len(tree) else ""
        if before in _TIES or after in _TIES:
            unknown |= set(range(max(0, first - 2), min(len(tree), end + 2)))
        elif text in organisations:
            names.append((first, end, "ORG"))
        elif text in places and text not in given and text not in surnames:
            names.append((first, end, "LOC"))
        elif text in given or (end - first in (2, 3) and tree[first].text in given):
            names.append((first, end, "PER"))
        else:
            unknown |= set(range(first, end))
    return names, unknown


def by_teacher(tree: Doc, taught: list[Name]) -> tuple[list[Name], set[int]]:
    """What a model says where its bounds are those of proper nouns, and tokens where it does not say or is at odds."""
    names = [(first, end, label) for first, end, label in taught if _bounded(tree, first, end)]
    named = {i for first, end, _ in names for i in range(first, end)}
    doubtful = {i for first, end in runs(tree) for i in range(first, end)}
    for first, end, _ in taught:
        stretch = set(range(first, end))
        if not stretch & named and any(tree[i].pos_ == "PROPN" for i in stretch):
            doubtful |= stretch
    return names, doubtful - named


def _bounded(tree: Doc, first: int, end: int) -> bool:
    """Whether a stretch begins and ends with a proper noun and cuts none of a longer name off."""
    if tree[first].pos_ != "PROPN" or tree[end - 1].pos_ != "PROPN":
        return False
    before = tree[first - 1] if first else None
    if before is not None and before.pos_ == "PROPN" and before.dep_ in ("compound", "flat"):
        return False
    after = tree[end] if end < len(tree) else None
    return after is None or after.pos_ != "PROPN" or (tree[end - 1].head.i < end and after.dep_ != "flat")
