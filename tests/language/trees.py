"""Sentences written as trees, for tests of what mends them."""

from __future__ import annotations

from parley.language.lists import Lists

Arcs = dict[str, tuple[str, str]]
"""Relation and head of each word."""

_PARTS = {"V": "VERB", "N": "NOUN", "I": "ADP", "D": "DET", "W": "PRON", "P": "PRON", "J": "ADJ"}
_LEMMAS = {"said": "say"}


def lists(rows: str) -> Lists:
    """The lists of a sentence written as "word/tag/relation/head", heads counted from one, 0 the root's."""
    split = [row.rsplit("/", 3) for row in rows.split()]
    return Lists(
        words=[word for word, _, _, _ in split],
        lemmas=[_LEMMAS.get(word.lower(), word.lower()) for word, _, _, _ in split],
        upos=[_part(tag, relation) for _, tag, relation, _ in split],
        tags=[tag for _, tag, _, _ in split],
        deps=[relation for _, _, relation, _ in split],
        heads=[int(head) - 1 if int(head) else i for i, (_, _, _, head) in enumerate(split)],
    )


def arcs(mended: Lists) -> Arcs:
    """What each word of a sentence without repeated words hangs on, and how."""
    return {word: (mended.deps[i], mended.words[mended.heads[i]]) for i, word in enumerate(mended.words)}


def _part(tag: str, relation: str) -> str:
    """The universal part of speech of a Penn tag."""
    if tag in ("NNP", "CD"):
        return "PROPN" if tag == "NNP" else "NUM"
    return "AUX" if relation == "cop" else "CCONJ" if tag == "CC" else _PARTS.get(tag[0], "X")
