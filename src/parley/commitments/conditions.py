"""On what a commitment depends: the forms of a condition inside the sentence.

The propositions know the plain ones (if, unless, until, in exchange for). Here the words that open a condition are looked
for in the sentence, so that one that the parse hung on a neighbouring word is still found; and forms are added that count
only for something yet to be done: "as soon as", "after", "without", a clause on "any", "those", "whoever".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parley.commitments.desk import Desk
from parley.propositions.model import Kind, Proposition

_GENERIC = frozenset(
    {"any", "every", "anyone", "whoever", "everyone", "those", "anybody", "everybody", "whatever"}
)
_LONGEST = 4
"""Words of the longest opening ("in the event of")."""
_WEAK = frozenset({"before", "after", "until", "till", "upon", "when", "without", "only after", "only with", "pending"})
"""Openings that are as often a mere time or circumstance."""
_JOINS = frozenset({"that", "for", "of", "on"})
_STOP = frozenset({"parataxis", "discourse", "vocative"})


def of(desk: Desk, *tokens: int) -> list[int]:
    """First tokens of the conditions on any of the predicates `tokens` (the act, the content), in order of the text."""
    document = desk.document
    start, end = document.sentences[document.sentence_of[tokens[0]]]
    found: list[int] = []
    for token in range(start, end):
        if found and token <= found[-1]:
            continue
        opening = _opening(desk, token, end)
        if opening is not None and _binds(desk, token, opening, tokens):
            found.append(token)
    return found


def _opening(desk: Desk, token: int, end: int) -> str | None:
    """The condition's opening words that start at `token`, the longest first."""
    known = desk.acts.lexicon.conditions
    first = desk.document.words[token].lower()
    if first not in desk.acts.lexicon.openers:
        return None
    words = [word.lower() for word in desk.document.words[token : min(end, token + _LONGEST)]]
    for length in range(len(words), 0, -1):
        phrase = " ".join(words[:length])
        if phrase in known["clause"] or phrase in known["phrase"]:
            return phrase
    return None


def _binds(desk: Desk, token: int, opening: str, tokens: Sequence[int]) -> bool:
    """Whether the condition that opens at `token` hangs on one of the predicates."""
    document = desk.document
    head = head_of(desk, token)
    if head in tokens:
        # The opening hangs on the predicate itself: inverted "should" stands first, others are no condition of it.
        return False
    inside = set(document.subtree(head))
    if any(t in inside for t in tokens):
        return False
    if opening == "should":
        # "Should the talks fail": a verb before its subject.
        inverted = document.heads[token] == head and any(
            document.deps[c].startswith("nsubj") and c > token for c in document.children[head]
        )
        if not inverted or not document.deps[head].startswith(("advcl", "parataxis", "dep", "ccomp")):
            return False
    if opening in _WEAK and not _weighs(desk, opening, head, tokens):
        return False
    if _dated(desk, head):
        return False
    above = head
    for _ in range(8):
        if document.heads[above] == above:
            return False
        above = document.heads[above]
        if above in tokens:
            return True
        if document.deps[above].startswith("acl:relcl") or desk.acts.frames.get(desk.lemma(above)):
            return False
    return False


def head_of(desk: Desk, token: int) -> int:
    """The clause or phrase that the opening at `token` belongs to: its head."""
    document = desk.document
    head = token
    while document.deps[head] in ("mark", "case", "fixed", "advmod", "aux", "cc", "det") and document.heads[head] != head:
        head = document.heads[head]
        if document.upos[head] in ("VERB", "NOUN", "PROPN", "PRON", "ADJ", "AUX"):
            break
    return head


def _weighs(desk: Desk, opening: str, head: int, tokens: Sequence[int]) -> bool:
    """Whether a doubtful opening sets a condition: a clause, or an event ("after the withdrawal"), not a mere date."""
    if opening == "without":
        return any(p is not None and p.negated for p in map(desk.matcher.at, tokens))
    if desk.document.upos[head] == "NUM" or desk.document.tags[head] == "CD":
        return False
    inner = desk.matcher.at(head)
    if inner is None:
        return False
    if inner.kind is Kind.NOUN:
        return True
    return desk.subject(head) is not None or inner.passive


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
    return sorted(set(found))


def tokens(desk: Desk, first: int) -> list[int]:
    """All tokens of the condition that opens at `first`, to the end of its clause.

    What the parse hung beside it is taken in when it goes straight on: "on condition | that X does Y".
    """
    document = desk.document
    head = head_of(desk, first)
    kept = {t for t in _without_asides(desk, head) if t >= first} | {first}
    end = document.sentences[document.sentence_of[first]][1]
    while True:
        after = max(kept) + 1
        if after >= end or document.words[after].lower() not in _JOINS:
            return sorted(kept)
        top = _top_from(desk, after, kept)
        if top is None:
            return sorted(kept)
        kept.update(t for t in _without_asides(desk, top) if t >= after)


def _top_from(desk: Desk, token: int, kept: set[int]) -> int | None:
    """The highest head whose words all start at `token`."""
    document = desk.document
    top: int | None = None
    current = token
    for _ in range(6):
        if document.heads[current] == current:
            break
        current = document.heads[current]
        if current in kept or current < token or document.edges(current)[0] < token:
            break
        top = current
    return top


def _without_asides(desk: Desk, head: int) -> Iterable[int]:
    stack = [head]
    while stack:
        token = stack.pop()
        yield token
        for child in desk.document.children[token]:
            if desk.document.deps[child] in _STOP or (
                desk.document.deps[child] == "conj" and token == head and desk.subject(child) is not None
            ):
                continue
            stack.append(child)
