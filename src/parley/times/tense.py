"""Whether the clause around an expression looks back or ahead: "met on Tuesday", "will meet on Tuesday"."""

from __future__ import annotations

from parley.language.document import Document
from parley.times.grammar import Grammar
from parley.times.setting import Direction

_DEPTH = 8
"""Clauses nest; beyond this the tense says little about the expression (and broken parses stay cheap)."""


def direction(document: Document, start: int, end: int, grammar: Grammar) -> Direction:
    """The direction in which an incomplete date in tokens `start` to `end` lies.

    The nearest verb above the expression decides; a participle or infinitive looks on to the verb above it. News tells
    what happened, so the past is what remains when nothing shows.
    """
    token = _head(document, start, end)
    for _ in range(_DEPTH):
        if document.upos[token] in ("VERB", "AUX") or _has_auxiliary(document, token):
            shown = _shown(document, token, grammar)
            if shown is not None:
                return shown
        if document.heads[token] == token:
            break
        token = document.heads[token]
    return Direction.PAST


def _head(document: Document, start: int, end: int) -> int:
    for token in range(start, end):
        if not start <= document.heads[token] < end or document.heads[token] == token:
            return token
    return start


def _has_auxiliary(document: Document, token: int) -> bool:
    return any(document.upos[child] == "AUX" for child in document.children[token])


def _shown(document: Document, verb: int, grammar: Grammar) -> Direction | None:
    """What this verb's own form shows; `None` when a verb above it must decide."""
    children = document.children[verb]
    auxiliaries = [c for c in children if document.upos[c] == "AUX"]
    lowered = {document.words[c].lower() for c in auxiliaries}
    if lowered & grammar.future:
        return None if "have" in lowered else Direction.FUTURE
    tag = document.tags[verb]
    if lowered & {"was", "were", "had", "did"} or tag == "VBD" or "have" in lowered or "has" in lowered:
        return Direction.PAST
    if any(document.words[c].lower() == "to" and document.tags[c] == "TO" for c in children):
        return _infinitive(document, verb, grammar)
    if tag == "VBG" and lowered & {"is", "are", "'s", "'re", "am", "’s", "’re"}:
        return Direction.FUTURE
    if tag in ("VBZ", "VBP") or (tag == "VB" and not lowered):
        reporting = document.lemmas[verb].lower() in grammar.reporting
        return Direction.PAST if reporting else Direction.NEAR
    if lowered & {"is", "are"}:
        return Direction.FUTURE if document.upos[verb] in ("ADJ", "NOUN") else Direction.PAST
    if tag == "VBN" and document.deps[verb] != "xcomp":
        return Direction.PAST
    return None


def _infinitive(document: Document, verb: int, grammar: Grammar) -> Direction | None:
    """Infinitives lie ahead ("agreed to meet on Friday") unless the verb above says they happened ("managed to")."""
    if document.deps[verb].partition(":")[0] not in ("xcomp", "ccomp", "acl", "advcl", "csubj", "root"):
        return None
    above = document.lemmas[document.heads[verb]].lower()
    return None if above in grammar.happened else Direction.FUTURE
