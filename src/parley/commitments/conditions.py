"""On what a commitment depends: the forms of a condition inside the sentence.

The propositions know the plain ones (if, unless, until, in exchange for); here are those that count only for something
that is yet to be done: "as soon as", "after", "without", a clause on "any", "those", "whoever".
"""

from __future__ import annotations

from collections.abc import Iterable

from parley.commitments.desk import Desk
from parley.propositions.model import Proposition

_CLAUSES = frozenset({"advcl", "advcl:relcl", "parataxis", "dep", "discourse"})
_PHRASES = frozenset({"obl", "nmod", "advmod"})
_GENERIC = frozenset({"any", "every", "anyone", "whoever", "everyone", "those", "all", "anybody", "everybody", "whatever"})


def of(desk: Desk, *tokens: int) -> list[int]:
    """Heads of the conditions that hang on any of the predicates `tokens`, in order of the text."""
    found: set[int] = set()
    for token in tokens:
        proposition = desk.matcher.at(token)
        if proposition is not None:
            found.update(condition.token for condition in proposition.conditions if not _dated(desk, condition.token))
        for child in desk.document.children[token]:
            if child not in found and _is_condition(desk, token, child):
                found.add(child)
    return sorted(found)


def _is_condition(desk: Desk, head: int, child: int) -> bool:
    document = desk.document
    relation = document.deps[child]
    if relation in _CLAUSES or (relation == "acl" and document.upos[head] not in ("NOUN", "PROPN")):
        return _opens(desk, child, "clause") and document.upos[child] in ("VERB", "AUX", "ADJ", "NOUN", "PRON")
    if relation.partition(":")[0] in _PHRASES:
        if _dated(desk, child) or document.upos[child] == "NUM":
            return False
        opening = _opening(desk, child)
        if opening.startswith("without"):
            head_proposition = desk.matcher.at(head)
            return head_proposition is not None and head_proposition.negated
        if opening.startswith("on condition"):
            return True
        if opening.startswith(("before", "after", "until", "upon", "should")):
            return desk.matcher.at(child) is not None
        return any(opening.startswith(phrase) for phrase in desk.acts.lexicon.conditions["phrase"])
    return False


def _opening(desk: Desk, token: int) -> str:
    """The first words of a phrase, in lower case."""
    start, end = desk.document.edges(token)
    while start < end - 1 and desk.document.upos[start] == "PUNCT":
        start += 1
    return " ".join(word.lower() for word in desk.document.words[start : min(end, start + 4)]) + " "


def _opens(desk: Desk, clause: int, name: str) -> bool:
    opening = _opening(desk, clause)
    if any(opening.startswith(f"{words} ") for words in desk.acts.lexicon.conditions[name]):
        return True
    if opening.startswith(("should ", "had ", "were ")):
        first = desk.document.edges(clause)[0]
        return desk.document.heads[first] == clause
    marks = [c for c in desk.document.children[clause] if desk.document.deps[c] in ("mark", "advmod")]
    return any(desk.document.words[m].lower() in ("if", "unless", "once", "provided") for m in marks)


def _dated(desk: Desk, token: int) -> bool:
    """Whether a phrase is a time: "until 2030", "before Friday"."""
    if desk.proposition(token) is not None:
        return False
    return any(time.start <= token < time.end for time in desk.times)


def generic(desk: Desk, proposition: Proposition) -> list[int]:
    """Clauses that say to whom a general threat or promise applies: "any ship that approaches", "those who leave"."""
    document = desk.document
    found = []
    for argument in proposition.arguments:
        if argument.role not in ("agent", "patient", "recipient"):
            continue
        token = argument.token
        words = {document.lemmas[token].lower()}
        words |= {document.lemmas[c].lower() for c in document.children[token] if document.deps[c] == "det"}
        if words & _GENERIC:
            found += [c for c in document.children[token] if document.deps[c] == "acl:relcl"]
    free = [a.token for a in proposition.arguments if document.deps[a.token].startswith("csubj")]
    return sorted({*found, *(t for t in free if _opening(desk, t).startswith("whoever"))})


def tokens(desk: Desk, heads: Iterable[int]) -> set[int]:
    """All tokens of the conditions with the given heads."""
    return {token for head in heads for token in desk.document.subtree(head)}
