"""How many persons an event touches: numerals and number words before a noun."""

from __future__ import annotations

import re

from parley.language.document import Document
from parley.records import Affected, Effect

_UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * (i + 2)
    for i, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_COLLECTIVE = {"dozen": 12, "score": 20, "pair": 2, "couple": 2}
_VAGUE = frozenset(
    {"dozens", "scores", "hundreds", "thousands", "millions", "several", "many", "some", "few"}
)
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_REMAINS = frozenset({"remains", "remain", "body", "corpse"})


def number(words: list[str]) -> int | None:
    """The whole number that words state: "1,100", "twenty-five", "two dozen", "1.2 million"; `None` when they do not.

    Vague words ("dozens", "several") state none.
    """
    total = current = 0.0
    seen = False
    for word in (part for w in words for part in w.lower().replace("-", " ").split()):
        if _DIGITS.fullmatch(word):
            current += float(word.replace(",", ""))
        elif word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total += (current or 1) * _SCALES[word]
            current = 0
        elif word in _COLLECTIVE:
            current = (current or 1) * _COLLECTIVE[word]
        elif word in ("a", "an", "and"):
            continue
        else:
            return None
        seen = True
    return int(total + current) if seen else None


def count(document: Document, noun: int) -> int | None:
    """How many a noun phrase says there are; a name or a singular noun with "a" is one, vague words give `None`."""
    numerals: list[int] = []
    for child in document.children[noun]:
        if document.deps[child].startswith("nummod"):
            numerals.extend(
                sorted(t for t in document.subtree(child) if document.deps[t] in _NUMERAL or t == child)
            )
    if numerals:
        stated = number([document.words[t] for t in sorted(numerals)])
        if stated is not None:
            return stated
    lemma = document.lemmas[noun].lower()
    if document.upos[noun] == "NUM" or lemma in _COLLECTIVE or lemma in _SCALES:
        if document.words[noun].lower() in _VAGUE:
            return None
        before = [
            document.words[c]
            for c in document.children[noun]
            if c < noun and document.upos[c] in ("NUM", "DET")
        ]
        return number([*before, lemma if lemma in _COLLECTIVE else document.words[noun]])
    if any(document.lemmas[c].lower() in _VAGUE for c in document.children[noun]):
        return None
    if document.upos[noun] == "PROPN":
        return 1 if document.tags[noun] == "NNP" and _is_person(document, noun) else None
    if document.tags[noun] == "NN" and any(
        document.words[c].lower() in ("a", "an", "another") for c in document.children[noun]
    ):
        return 1
    return None


_NUMERAL = frozenset({"compound", "nummod", "flat", "nummod:gov", "goeswith", "cc", "conj", "fixed"})


def _is_person(document: Document, token: int) -> bool:
    entity = document.entity_of[token]
    return entity is not None and entity.label == "PER"


def is_of_the_dead(document: Document, token: int) -> bool:
    """Whether a noun speaks of dead persons: "remains", "bodies"."""
    return document.lemmas[token].lower() in _REMAINS


def affected(document: Document, tokens: list[int], effect: str) -> tuple[Affected, ...]:
    """One row per affected phrase, with its count, its names and whether the report speaks of the dead."""
    rows: list[Affected] = []
    for token in tokens:
        first, last = phrase(document, token)
        rows.append(
            Affected(
                effect=Effect(effect),
                count=_persons(document, token),
                dead=True if effect == "killed" or is_of_the_dead(document, token) else None,
                names=_names(document, token),
                span=document.span(first, last),
            )
        )
    return tuple(rows)


def _names(document: Document, token: int) -> tuple[str, ...]:
    """The person that a phrase names: as its head, or beside it ("the hostage Ann Orle")."""
    beside = (c for c in document.children[token] if document.deps[c] in ("flat", "appos"))
    for named in (token, *beside):
        entity = document.entity_of[named]
        if entity is not None and entity.label == "PER":
            return (document.span(entity.start, entity.end).text,)
    return ()


def _persons(document: Document, token: int) -> int | None:
    """How many persons: of remains, those whose they are."""
    own = count(document, token)
    if own is not None or not is_of_the_dead(document, token):
        return 1 if own is None and _names(document, token) else own
    whose = (c for c in document.children[token] if document.deps[c].partition(":")[0] == "nmod")
    return next((n for c in whose if (n := count(document, c)) is not None), None)


def phrase(document: Document, head: int) -> tuple[int, int]:
    """First and last (half-open) token of a noun phrase without clauses, appositions and other conjuncts."""
    first = last = head
    stack = [head]
    while stack:
        token = stack.pop()
        first, last = min(first, token), max(last, token)
        for child in document.children[token]:
            relation = document.deps[child].partition(":")[0]
            if relation in _INSIDE and not (token == head and relation == "case"):
                stack.append(child)
    return first, last + 1


_INSIDE = frozenset({"det", "amod", "compound", "nummod", "nmod", "flat", "fixed", "case", "advmod", "poss"})
