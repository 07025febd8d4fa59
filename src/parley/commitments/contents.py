"""What is promised, threatened or demanded: the words of the consequent, and who is to do it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parley.commitments import conditions
from parley.commitments.desk import FIRST, SECOND, THIRD, Desk
from parley.propositions.model import Kind, Proposition
from parley.records import Participant, Span

_EDGE = frozenset({"PUNCT", "SPACE", "CCONJ"})
_OPENERS = frozenset({"that", "to", "and", "or", "but", "then", "also", "otherwise", "else"})


@dataclass(frozen=True, slots=True)
class Content:
    """One thing that is to be done (or not)."""

    token: int
    """Its head: a verb, or a noun ("sanctions", "the release of X")."""
    proposition: Proposition | None
    clause: bool
    """It has a subject of its own."""
    infinitive: bool

    @property
    def noun(self) -> bool:
        """Whether it is named, not told by a clause."""
        return self.proposition is None or self.proposition.kind is Kind.NOUN


def at(desk: Desk, token: int) -> Content:
    """The content whose head is `token`."""
    proposition = desk.matcher.at(token)
    clausal = proposition is not None and proposition.kind is not Kind.NOUN
    subject = desk.subject(token) if clausal else None
    return Content(
        token=token,
        proposition=proposition,
        clause=subject is not None,
        infinitive=clausal and desk.infinitive(token),
    )


def spread(desk: Desk, tokens: Iterable[int]) -> list[Content]:
    """Contents for the given heads and for the clauses coordinated with them."""
    heads: dict[int, None] = {}
    for token in tokens:
        heads[token] = None
        for other in _coordinated(desk, token):
            heads.setdefault(other, None)
    return [at(desk, token) for token in sorted(heads)]


def _coordinated(desk: Desk, token: int) -> list[int]:
    if desk.proposition(token) is None:
        return []
    found = []
    for child in desk.document.children[token]:
        if desk.document.deps[child] == "conj" and desk.proposition(child) is not None:
            found += [child, *_coordinated(desk, child)]
    return found


def alternative(desk: Desk, token: int) -> int | None:
    """The clause that is tied to `token` by "or": "leave or face arrest"."""
    for child in desk.document.children[token]:
        if desk.document.deps[child] == "conj" and desk.document.upos[child] in ("VERB", "AUX", "ADJ"):
            if any(desk.lemma(c) in ("or", "else", "otherwise") for c in desk.document.children[child]):
                return child
    return None


def spans(desk: Desk, content: Content, without: Iterable[int], subject: bool) -> tuple[Span, ...]:
    """The words of a content, conditions and coordinated clauses left out.

    Args:
        desk: the document.
        content: whose words.
        without: heads of conditions to leave out.
        subject: whether the subject belongs to it ("taxes would not rise") or is the debtor.
    """
    document = desk.document
    drop = set(without)
    kept: list[int] = []
    stack = [content.token]
    while stack:
        token = stack.pop()
        kept.append(token)
        for child in document.children[token]:
            if child in drop or document.upos[child] == "SPACE":
                continue
            relation = document.deps[child]
            if token == content.token and not content.noun:
                if relation == "conj" and desk.proposition(child) is not None:
                    continue
                if relation.startswith(("nsubj", "csubj", "expl")) and not subject:
                    continue
                if relation in ("cc", "parataxis", "discourse", "vocative", "punct", "mark"):
                    continue
            stack.append(child)
    return runs(desk, kept)


def clause(desk: Desk, head: int, without: Iterable[int] = ()) -> tuple[Span, ...]:
    """The words of a condition."""
    drop = set(without)
    document = desk.document
    kept: list[int] = []
    stack = [head]
    while stack:
        token = stack.pop()
        kept.append(token)
        stack += [c for c in document.children[token] if c not in drop and document.upos[c] != "SPACE"]
    return runs(desk, kept)


def runs(desk: Desk, tokens: Iterable[int]) -> tuple[Span, ...]:
    """Spans of the tokens, gaps of punctuation closed, openers and punctuation at the edges left out."""
    document = desk.document
    ordered = sorted(set(tokens))
    groups: list[list[int]] = []
    for token in ordered:
        if groups and all(document.upos[t] in _EDGE for t in range(groups[-1][-1] + 1, token)):
            groups[-1].append(token)
        else:
            groups.append([token])
    found = []
    for group in groups:
        while group and document.upos[group[-1]] in _EDGE:
            group.pop()
        while group and (
            document.upos[group[0]] in _EDGE
            or (document.words[group[0]].lower() in _OPENERS and document.upos[group[0]] in ("SCONJ", "PART", "CCONJ"))
        ):
            group.pop(0)
        if group and any(document.upos[t] not in ("PUNCT", "PART", "AUX", "SCONJ") for t in group):
            found.append(document.span(group[0], group[-1] + 1))
    return tuple(found)


# --- who is to do it ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Doer:
    """Who the content says will do it."""

    parties: tuple[Participant, ...]
    own: bool
    """It is the speaker: an infinitive, "we", a pronoun that leads back to the speaker."""
    you: bool = False
    token: int | None = None


def doer(desk: Desk, content: Content, speaker: tuple[Participant, ...]) -> Doer:
    """Who is to do what the content says, as its own words tell."""
    proposition = content.proposition
    if proposition is None:
        return Doer((), own=True)
    agents = proposition.tokens("agent")
    if content.noun:
        found = [t for t in agents if desk.acting(t)]
        return Doer(desk.parties(found), own=not found, token=found[0] if found else None)
    subject = desk.subject(content.token)
    if subject is None and not content.clause:
        chained = [t for t in agents if desk.acting(t)]
        return Doer(desk.parties(chained), own=True, token=chained[0] if chained else None)
    acting = [t for t in agents if desk.acting(t) or desk.lemma(t) == "it"]
    if not acting:
        return Doer((), own=False)
    word = desk.document.words[acting[0]].lower()
    if word in FIRST:
        return Doer(speaker, own=True, token=acting[0])
    if word in SECOND:
        return Doer((), own=False, you=True, token=acting[0])
    parties = desk.parties(acting)
    return Doer(parties, own=_same_as(speaker, parties), token=acting[0])


def pronoun(desk: Desk, token: int | None) -> bool:
    """Whether a doer is a third-person pronoun."""
    return token is not None and desk.document.words[token].lower() in THIRD


def _same_as(speaker: tuple[Participant, ...], parties: tuple[Participant, ...]) -> bool:
    from parley.commitments.desk import same_party

    return same_party(speaker, parties)


def sufferers(desk: Desk, content: Content, speaker: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Whom the content is done to, as far as its words tell: its patient or its owner, when that can be bound."""
    if content.proposition is None:
        return ()
    for role in ("patient", "recipient", "on", "against", "to", "for"):
        heads = [t for t in content.proposition.tokens(role) if desk.acting(t) or desk.lemma(t) in ("it", "you")]
        heads = [t for t in heads if desk.document.words[t].lower() not in FIRST]
        found = tuple(p for p in desk.parties(heads) if p not in speaker)
        if found:
            return found
    return ()


def condition_heads(desk: Desk, content: Content, act: Proposition | None) -> list[int]:
    """Heads of all conditions of a content: its own, those of the coordination it is in, those of the act."""
    chain = [content.token]
    head = content.token
    while desk.document.deps[head] == "conj" and desk.proposition(desk.document.heads[head]) is not None:
        head = desk.document.heads[head]
        chain.append(head)
    # "ready to suspend attacks if …": the clause may hang on a verb inside the content or on the act.
    if act is not None:
        chain.append(act.token)
        if act.nominal is not None:
            chain.append(act.nominal)
    inside = [c for c in desk.document.children[content.token] if desk.document.deps[c] in ("xcomp", "obj", "ccomp")]
    found = conditions.of(desk, *chain, *inside)
    if content.proposition is not None:
        found += conditions.generic(desk, content.proposition)
    within = set(desk.document.subtree(content.token))
    clean = []
    for token in sorted(set(found)):
        if token == content.token or content.token in set(desk.document.subtree(token)):
            continue
        if act is not None and act.token in set(desk.document.subtree(token)):
            continue
        if token not in within and act is None:
            clean.append(token)
            continue
        clean.append(token)
    return clean
