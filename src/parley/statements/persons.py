"""The person behind the word that a parse makes the head of a speaker's phrase: behind his party, his post, or his rank."""

from __future__ import annotations

from parley.language.document import Document
from parley.statements.attribution import NAMING, case
from parley.statements.lexicon import Cues

_DASHES = frozenset({"-", "–", "—", "--", "―"})
_TO_A_PLACE = frozenset({"to", "for", "in", "of", "at"})


def meant(document: Document, source: int, cues: Cues) -> int:
    """Who speaks where `source` is the head the parse gives.

    "[Ila Dorn] (D-Ostland)", "Navy press director Capt. [Ila Dorn]", "Envoy to Norland [Ila Dorn]", "Spc. [Ila Dorn]" cut
    after the dot, "The Joint Force Commander, Gen. [Ila Dorn], said".
    """
    for look in (_after_rank, _after_place, _in_apposition, _of_party):
        found = look(document, source)
        if found is not None:
            return found
    return _past_the_dot(document, source, cues)


def _of_party(document: Document, source: int) -> int | None:
    """The person where the parse's source is his party or state."""
    dash, first = source - 1, source - 3
    if first < 1 or document.words[dash] not in _DASHES or document.words[first] not in (",", "("):
        return None
    named = document.entity_of[first - 1]
    if len(document.words[source - 2]) != 1 or named is None or named.label != "PER":
        return None
    return _head(document, named.start, named.end)


def _after_rank(document: Document, source: int) -> int | None:
    """The person at the end of a row of ranks, hung on a body or each on the one before."""
    end = source
    while end + 1 < len(document) and document.upos[end + 1] in ("PROPN", "NOUN", "ADJ"):
        end += 1
    named, own = document.entity_of[end], document.entity_of[source]
    if named is None or named.label != "PER" or named.end != end + 1 or source + 2 >= named.start:
        return None
    chained = all(document.deps[t] == "flat" for t in range(source + 1, end + 1))
    body = own is not None and own.label in ("ORG", "LOC") and source in document.ancestors(named.start)
    return named.start if chained or body else None


def _after_place(document: Document, source: int) -> int | None:
    """The name that the parse makes part of a place: "Envoy to Norland [Ila Dorn]"."""
    posted = any(
        document.deps[c] == "nmod:desc" and document.upos[c] in NAMING and c < source
        for c in document.children[source]
    )
    if not posted or (case(document, source) is not None and case(document, source) not in _TO_A_PLACE):
        return None
    names = [c for c in document.dependents(source, "flat") if c > source]
    led = any(
        document.upos[t] == "ADP" and document.words[t].lower() in _TO_A_PLACE
        for t in range(max(source - 3, 0), source)
    )
    return names[0] if len(names) > 1 and led else None


def _in_apposition(document: Document, source: int) -> int | None:
    """The officer named behind his post, where the parse's source is the body: "The Joint Force Commander, Gen. [Ila Dorn]"."""
    own = document.entity_of[source]
    if own is None or own.label != "ORG":
        return None
    post = own.end
    while post < len(document) and (document.upos[post] in NAMING or document.words[post] in _DASHES):
        post += 1
    last = document.words[post - 1].lower()
    if post >= len(document) or document.words[post] != "," or not last.endswith(_POSTS):
        return None
    named = next((e for e in document.entities if e.label == "PER" and post < e.start <= post + _RANKS), None)
    named = named or document.entity_of[post + 1]
    if named is None or named.label != "PER" or any(w == "," for w in document.words[post + 1 : named.end]):
        return None
    return _head(document, named.start, named.end)


_RANKS = 3
"""Words of rank that may stand before the name."""
_POSTS = (
    "er",
    "or",
    "chief",
    "president",
    "head",
    "man",
    "woman",
    "general",
    "secretary",
    "ist",
    "chair",
    "envoy",
)


def _past_the_dot(document: Document, source: int, cues: Cues) -> int:
    """The name behind a short rank whose dot the parse took for the sentence's end."""
    name = source + 2
    if (
        document.lemmas[source].lower().rstrip(".") not in cues.ranks
        and document.words[source].lower() not in cues.ranks
    ):
        return source
    if document.words[source].endswith("."):
        name = source + 1
    elif name >= len(document) or document.words[source + 1] != ".":
        return source
    if name >= len(document) or document.tags[name] != "NNP" or document.heads[name] == source:
        return source
    if document.sentence_of[name] == document.sentence_of[source]:
        return source
    named = document.entity_of[name]
    return name if named is None else _head(document, named.start, named.end)


def _head(document: Document, start: int, end: int) -> int:
    inside = range(start, end)
    return next((t for t in inside if document.heads[t] not in inside or document.heads[t] == t), start)
