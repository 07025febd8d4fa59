"""Single words that the model reads as names and that act nowhere in the report: places, brands, words of headings."""

from __future__ import annotations

from collections import Counter

from parley.actors.aliases import initials
from parley.actors.entries import Gazetteer, fold
from parley.actors.found import Found, case_of
from parley.actors.lexicon import Lexicon
from parley.language.document import Document
from parley.records import MentionKind

_ACTING = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "obl:agent", "iobj", "nmod:poss", "vocative"})
_OFTEN = 3
"""So often a report names somebody and seldom what is misread for somebody."""
_TOWARDS = frozenset({"by", "with", "against", "between"})


def acting(document: Document, named: list[Found], lexicon: Lexicon, gazetteer: Gazetteer) -> list[Found]:
    """The names without the single words of which nothing is known and that stand nowhere as somebody who acts.

    A given name, a part of a fuller name in the report, and a word with a title or an apposition stay.
    """
    parts = {
        document.words[t].lower()
        for f in named
        if f.end - f.start > 1 and f.cls != "state"
        for t in (f.start, f.end - 1)
    }
    parts.update(letters.lower() for f in named if f.end - f.start > 2 for letters in initials(f.name))
    times = Counter(document.words[f.start] for f in named if f.cls == "person" and _unknown(f))
    shown: dict[str, bool] = {}
    for found in named:
        if _unknown(found):
            word = document.words[found.start]
            known = fold(word) in gazetteer.contextual or fold(word) in gazetteer.surnames
            known = known or times[word] >= _OFTEN
            stays = known or word in lexicon.genders or word.lower() in parts or _acts(document, found)
            stays = stays or _of_an_office(document, found, lexicon)
            shown[word] = shown.get(word, False) or stays
        elif found.end - found.start == 1:
            shown[document.words[found.start]] = True
    return [f for f in named if not _unknown(f) or shown[document.words[f.start]]]


def _unknown(found: Found) -> bool:
    """Whether a name is a single word of which nothing is known but the model's reading."""
    plain = found.kind is MentionKind.NAME and found.end - found.start == 1 and not found.candidates
    return plain and not (found.country or found.sectors or found.title or found.beside or found.role)


def _of_an_office(document: Document, found: Found, lexicon: Lexicon) -> bool:
    """Whether a name stands beside an office or an organ: "the Orne administration", "the minister of Orne"."""
    noun = lexicon.nouns.get(document.lemmas[document.heads[found.head]].lower())
    of = document.deps[found.head] == "nmod" and case_of(document, found.head) == "of"
    if noun is None or not (of or document.deps[found.head] in ("compound", "nmod:poss")):
        return False
    return (noun.kind == "person" and noun.role) or "GOV" in (*noun.sectors, *noun.default)


def _acts(document: Document, found: Found) -> bool:
    """Whether a name stands where somebody acts, is spoken to or owns something, or is another's letters in brackets."""
    if document.words[found.start - 1] == "(" and document.words[found.start].isupper() and found.start > 1:
        return document.upos[found.start - 2] == "PROPN"
    if document.upos[found.head] != "PROPN":
        return False
    token, relation = found.head, document.deps[found.head]
    while relation == "conj" and document.heads[token] < token:
        token = document.heads[token]
        relation = document.deps[token]
    if relation in _ACTING:
        return True
    return relation in ("obl", "nmod") and case_of(document, found.head) in _TOWARDS
