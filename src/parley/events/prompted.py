"""Demands of nobody named that somebody's deeds brought about: "the raid has sparked calls for an inquiry"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parley.language.document import Document
from parley.propositions.model import Proposition

_NOTHING: frozenset[str] = frozenset()
_POINTING = frozenset({"this", "these", "that", "those", "such", "the"})


def doers(
    document: Document, propositions: Sequence[Proposition], demand: int, words: Mapping[str, frozenset[str]]
) -> list[int]:
    """Heads of the phrases that name who did what brought a demand about; empty when nobody is named.

    Args:
        document: the parsed report.
        propositions: all of its propositions.
        demand: token of the noun ("calls", "demands") that a verb of bringing about has as its object.
        words: the codebook's word classes, of which "prompting" and "deed" are read.

    A deed's own doer ("the army's raid") comes first; a deed that is pointed to ("these moves") is the subject's of the
    sentence before, in the same paragraph.
    """
    verb = document.heads[demand]
    if document.deps[demand] != "obj" or document.lemmas[verb].lower() not in words.get(
        "prompting", _NOTHING
    ):
        return []
    deed = next((c for c in document.children[verb] if document.deps[c].startswith("nsubj")), None)
    if deed is None:
        return []
    own = [
        a.token
        for p in propositions
        if p.token == deed
        for a in p.arguments
        if a.role in ("agent", "possessor")
    ]
    if own:
        return list(dict.fromkeys(own))
    pointed = any(document.lemmas[c].lower() in _POINTING for c in document.children[deed])
    number = document.sentence_of[deed]
    if document.lemmas[deed].lower() not in words.get("deed", _NOTHING) or not pointed or not number:
        return []
    first, last = document.sentences[number - 1]
    if "\n" in document.text[document.starts[first] : document.starts[deed]]:
        return []
    return [
        t
        for t in range(first, last)
        if document.deps[t].startswith("nsubj") and document.deps[document.heads[t]] == "root"
    ]
