"""Conditions and consequences that stand in the next sentence.

"X is ready to talk. The condition is that …" gives the commitment before it its antecedent; "Otherwise, Y will …" has the
failure of what went before as its antecedent; "In return, Y will …" binds another party to what is given back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parley.commitments import contents
from parley.commitments.desk import Desk, same_party
from parley.commitments.draft import Draft, hostile
from parley.records import CommitmentKind, Span

_COMMISSIVE = frozenset(
    {CommitmentKind.PROMISE, CommitmentKind.OFFER, CommitmentKind.GUARANTEE, CommitmentKind.OBLIGATION}
)


def join(desk: Desk, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, in order, with conditions taken from neighbouring sentences."""
    ordered = sorted(drafts, key=lambda d: d.position)
    by_sentence: dict[int, list[int]] = {}
    for place, draft in enumerate(ordered):
        by_sentence.setdefault(desk.document.sentence_of[draft.content], []).append(place)
    found = list(ordered)
    for sentence in range(len(desk.document.sentences)):
        opening = _opening(desk, sentence)
        before = [p for p in by_sentence.get(sentence - 1, ()) if not found[p].antecedent]
        if not opening:
            continue
        words = desk.acts.lexicon.conditions
        if _starts(opening, words["otherwise"]):
            here = by_sentence.get(sentence, ())
            if not any(found[p].kind is CommitmentKind.DEMAND for p in by_sentence.get(sentence - 1, ())):
                found += _implied(desk, sentence - 1, [found[p] for p in here])
                by_sentence.setdefault(sentence - 1, []).extend(range(len(ordered), len(found)))
                ordered = list(found)
            _otherwise(found, here, by_sentence.get(sentence - 1, ()))
        elif _starts(opening, words["first"]):
            _first(desk, found, by_sentence.get(sentence, ()), before)
        else:
            condition = _named(desk, sentence)
            for place in before:
                if condition and found[place].kind in _COMMISSIVE:
                    found[place] = replace(found[place], antecedent=condition)
    return found


def _opening(desk: Desk, sentence: int) -> str:
    start, end = desk.document.sentences[sentence]
    while start < end and desk.document.upos[start] in ("PUNCT", "SPACE"):
        start += 1
    return " ".join(w.lower() for w in desk.document.words[start : min(end, start + 4)]) + " "


def _starts(opening: str, words: frozenset[str]) -> bool:
    return any(opening.startswith(f"{word} ") for word in words)


def _otherwise(found: list[Draft], here: Sequence[int], before: Sequence[int]) -> None:
    """What is announced after "otherwise" happens when the demand before it is not met."""
    demands = [found[p] for p in before if found[p].kind is CommitmentKind.DEMAND]
    if not demands:
        return
    demand = demands[-1]
    for place in here:
        draft = found[place]
        if draft.kind in (CommitmentKind.PROMISE, CommitmentKind.THREAT) and not draft.antecedent:
            found[place] = replace(
                draft,
                kind=CommitmentKind.THREAT,
                antecedent=demand.consequent,
                creditor=demand.debtor or draft.creditor,
                reason=f"{draft.reason}; what follows if the demand is not met",
            )


def _implied(desk: Desk, sentence: int, after: Sequence[Draft]) -> list[Draft]:
    """The demand in "X must leave. Otherwise we will …", that nobody is named to say: whoever threatens makes it."""
    if sentence < 0 or not after:
        return []
    threat = after[0]
    for token in range(*desk.document.sentences[sentence]):
        clause = desk.proposition(token)
        if clause is None or clause.token != token or clause.parent is not None:
            continue
        debtor = desk.parties(t for t in clause.tokens("agent") if desk.acting(t))
        if clause.modality not in desk.words("duty") or not debtor:
            continue
        content = contents.at(desk, token)
        return [
            replace(
                threat,
                kind=CommitmentKind.DEMAND,
                debtor=debtor,
                creditor=desk.speaker_at(threat.content) or threat.debtor,
                antecedent=(),
                antecedent_tokens=(),
                consequent=contents.spans(desk, content, (), subject=False),
                content=token,
                act=None,
                said_in=None,
                reason="what is threatened for if it is not done",
            )
        ]
    return []


def _first(desk: Desk, found: list[Draft], here: Sequence[int], before: Sequence[int]) -> None:
    """As in "But first the army must leave": the demand is the condition of the promise before it."""
    for place in before:
        for other in here:
            if found[place].kind in _COMMISSIVE and found[other].kind is CommitmentKind.DEMAND:
                if not same_party(found[other].debtor, found[place].debtor):
                    found[place] = replace(found[place], antecedent=_whole(desk, found[other]))


def _whole(desk: Desk, demand: Draft) -> tuple[Span, ...]:
    content = contents.at(desk, demand.content)
    return contents.spans(desk, content, demand.antecedent_tokens, subject=True)


def _named(desk: Desk, sentence: int) -> tuple[Span, ...]:
    """As in "The condition is that X …": the clause."""
    names = desk.acts.lexicon.conditions["is_condition"]
    start, end = desk.document.sentences[sentence]
    for token in range(start, min(end, start + 6)):
        if desk.lemma(token) not in names or not desk.document.deps[token].startswith(("nsubj", "root")):
            continue
        head = desk.document.heads[token] if desk.document.deps[token] != "root" else token
        for child in (head, *desk.document.children[head]):
            if (
                desk.document.deps[child] in ("ccomp", "csubj", "acl", "advcl", "xcomp", "root")
                and child != token
            ):
                if desk.proposition(child) is not None:
                    content = contents.at(desk, child)
                    return contents.spans(desk, content, (), subject=True)
    return ()


def threatening(desk: Desk, draft: Draft) -> bool:
    """Whether a draft's deed is hostile."""
    return hostile(desk, contents.at(desk, draft.content))
