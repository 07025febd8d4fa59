"""What opens a sentence and is no part of its clause: a dateline before the dash, a day between the subject and its verb."""

from __future__ import annotations

from parley.language.lexicon import words
from parley.language.lists import Lists

_DASHES = frozenset({"-", "--", "–", "—", "―", ":"})
_NAMING = frozenset({"flat", "appos", "compound", "list", "dep", "nmod", "conj"})
_LONGEST = 14
"""Tokens of a dateline: "PORT ORLE, Norland, March 3 (Agency) --"."""
_TOWN = 5
"""Letters of a town that may stand alone before a hyphen; shorter ones are mostly bodies."""


def apart(lists: Lists, start: int, end: int) -> None:
    """Takes them out of the clause, in place."""
    _day(lists, start, end)
    dash = _dateline(lists, start, end)
    if dash is not None:
        _cut(lists, start, dash + 1, end)


def _day(lists: Lists, start: int, end: int) -> None:
    """ "The union, on/mark Sunday/nsubj condemned …": a day with a preposition is no subject."""
    for token in range(start + 1, end):
        if (
            lists.deps[token] == "nsubj"
            and lists.lemmas[token].lower() in words()["times"]
            and lists.words[token][:1].isupper()
            and lists.upos[token - 1] in ("ADP", "SCONJ")
            and lists.words[token - 1].lower() in ("on", "in")
            and not lists.below(token, token - 1)
        ):
            lists.deps[token] = "obl"
            lists.heads[token - 1], lists.deps[token - 1], lists.upos[token - 1] = token, "case", "ADP"


def _dateline(lists: Lists, start: int, end: int) -> int | None:
    """The dash that ends a dateline: places in capitals, what stands in brackets, dates and states after commas."""
    capitals = start
    while capitals < end and lists.words[capitals].isupper() and lists.words[capitals].rstrip(".").isalpha():
        capitals += 1
    if capitals == start or len("".join(lists.words[start:capitals])) < 4:
        return None
    bracket = False
    for token in range(capitals, min(end - 2, start + _LONGEST)):
        word = lists.words[token]
        if word == "-" and not bracket and token == start + 1 and len(lists.words[start]) < _TOWN:
            return None  # "NATO-Norland talks"
        if word == "):" or (word in _DASHES and not bracket):
            # "NATO-led forces …", "NORLAND - which …": a report does not begin with a small letter
            return None if lists.words[token + 1][:1].islower() else token
        if word in ("(", ")"):
            bracket = word == "("
        elif not (bracket or word in (",", ".") or word[:1].isupper() or word.isdigit()):
            return None
    return None


def _cut(lists: Lists, start: int, body: int, end: int) -> None:
    """Hangs the dateline on the head of what follows, which loses whatever it had there."""
    crossing = [t for t in range(body, end) if lists.heads[t] < body]
    roots = [t for t in range(body, end) if lists.heads[t] == t]
    candidates = roots or [t for t in crossing if lists.deps[t] != "punct"]
    if not candidates:
        return
    head = next((t for t in candidates if lists.upos[t] in ("VERB", "AUX")), candidates[0])
    outside = [t for t in range(start, body) if lists.heads[t] >= body and lists.deps[t] != "punct"]
    for token in crossing:
        if token != head:
            lists.heads[token] = head
            if outside and lists.deps[token] in _NAMING and lists.upos[token] in ("NOUN", "PROPN"):
                lists.deps[token] = lists.deps[outside[0]]
    lists.heads[head], lists.deps[head] = head, "root"
    for token in range(start, body):
        if lists.heads[token] >= body or lists.heads[token] == token:
            lists.heads[token] = head
            lists.deps[token] = "punct" if lists.deps[token] == "punct" else "parataxis"
