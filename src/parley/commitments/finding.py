"""The commitments of a document: what was promised, threatened, demanded, on what condition, and where it stands.

Theory: Searle's commissives and directives (A classification of illocutionary acts, 1976) for what counts as an act;
Singh's commitments C(debtor, creditor, antecedent, consequent) with their life cycle (An ontology for commitments in
multiagent systems, 1999) for what is kept of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from parley.commitments import acts, agreed, lifecycle, linked, merging, performed, pronouns, spoken, strict
from parley.commitments.desk import Desk
from parley.commitments.draft import Draft
from parley.commitments.merging import Merged
from parley.commitments.said import Said
from parley.commitments.said import statements as statements_said
from parley.language.document import Document
from parley.propositions.model import Proposition
from parley.records import Commitment, CommitmentKind, Confidence, Event, Maker, Span, When
from parley.version import __version__

if TYPE_CHECKING:
    from parley.actors import Actors
    from parley.statements import Found
    from parley.times import Time

_LEVELS = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)


def find(
    document: Document,
    propositions: Sequence[Proposition],
    actors: Actors,
    times: Sequence[Time],
    statements: Sequence[Found],
    events: Sequence[Event],
) -> tuple[Commitment, ...]:
    """All commitments, in the order of their first characters, with ids "c1", "c2", ….

    Debtor is who is bound: the one who promises, threatens, refuses; the one of whom something is demanded; a party of
    an agreement. Creditor is the other side: the one promised to or threatened, the one who demands. `consequent` holds
    the words of every telling, the leading one first.

    Limits: one report; a commitment that no verb, noun, modal or agreement names (irony, a deed that speaks) is not
    found; paraphrases by other verbs stay two rows.
    """
    desk = Desk(document, propositions, actors, times, statements, events, acts.load())
    said = statements_said(desk)
    drafts = performed.find(desk)
    drafts += agreed.find(desk, drafts)
    drafts += spoken.find(desk, drafts, said)
    drafts = pronouns.settle(desk, [draft for draft in drafts if draft.debtor or draft.creditor])
    merged = merging.merge(desk, strict.kept(desk, linked.join(desk, drafts)))
    merged.sort(key=lambda m: (m.draft.position, m.draft.content))
    return tuple(_commitment(desk, said, m, f"c{number}") for number, m in enumerate(merged, 1))


def _commitment(desk: Desk, said: Sequence[Said], merged: Merged, name: str) -> Commitment:
    draft = merged.draft
    state, why = lifecycle.status(desk, draft)
    level, doubts = _confidence(desk, draft)
    told = f"told {len(merged.others) + 1} times; " if merged.others else ""
    home = draft.said_in or _said_in(said, draft)
    return Commitment(
        id=name,
        kind=draft.kind,
        debtor=draft.debtor,
        creditor=draft.creditor,
        antecedent=_all_spans(merged, "antecedent"),
        consequent=_all_spans(merged, "consequent"),
        deadline=_deadline(desk, draft),
        strength=draft.strength,
        status=state,
        cue=draft.cue,
        said_in=home,
        rows=_rows(desk, said, merged, home),
        confidence=level,
        reason=f"{told}{draft.reason}; {state.value}: {why}" + "".join(f"; {doubt}" for doubt in doubts),
        made_by=Maker(rule=draft.rule, version=__version__),
    )


def _all_spans(merged: Merged, name: str) -> tuple[Span, ...]:
    """The leading telling's spans, then those of the others that are elsewhere in the text."""
    found: list[Span] = list(getattr(merged.draft, name))
    for other in merged.others:
        for span in getattr(other, name):
            if all(span.end <= kept.start or span.start >= kept.end for kept in found):
                found.append(span)
    return tuple(found)


_THEY = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "their", "its", "us"})


def _confidence(desk: Desk, draft: Draft) -> tuple[Confidence, tuple[str, ...]]:
    """How sure a row is, by the classes that reading found more often wrong than others (docs/commitments.md)."""
    doubts = list(draft.doubts)
    act = None if draft.act is None else desk.matcher.at(draft.act)
    if draft.antecedent:
        doubts.append("the condition may be another's")
    if any(p.span.text.lower() in _THEY for p in draft.debtor):
        doubts.append("who is bound is named by a pronoun")
    if draft.kind is CommitmentKind.DEMAND and act is not None and act.passive:
        doubts.append("told in the passive")
    if draft.kind is CommitmentKind.THREAT and not draft.creditor:
        doubts.append("nobody named who is threatened")
    if draft.debtor and all(p.actor is None for p in draft.debtor):
        doubts.append("who is bound is no known actor")
    return _LEVELS[min(len(doubts), 2)], tuple(doubts)


def _deadline(desk: Desk, draft: Draft) -> When | None:
    """A time inside the words of the consequent ("by Friday", "within 180 days"); for a threat, one that ends the time
    to meet its condition.
    """
    found = _time_in(desk, draft.consequent)
    if found is None and draft.kind is CommitmentKind.THREAT:
        found = _time_in(desk, draft.antecedent)
    return found


def _time_in(desk: Desk, spans: Sequence[Span]) -> When | None:
    for span in spans:
        for time in desk.times:
            start, end = desk.document.starts[time.start_token], desk.document.ends[time.end_token - 1]
            if span.start <= start and end <= span.end:
                return time.when
    return None


def _said_in(said: Sequence[Said], draft: Draft) -> str | None:
    """The innermost statement that holds what is to be done."""
    holding = [s for s in said if draft.content in s.tokens]
    return min(holding, key=lambda s: (len(s.tokens), s.id)).id if holding else None


def _rows(desk: Desk, said: Sequence[Said], merged: Merged, home: str | None) -> tuple[str, ...]:
    """Rows from the same words: statements whose cue or content they are, events their predicates make."""
    found: dict[str, None] = {}
    for draft in (merged.draft, *merged.others):
        for statement in said:
            if draft.content in statement.tokens or (draft.act is not None and statement.cue == draft.act):
                found[statement.id] = None
        for token in (draft.act, draft.content):
            if token is not None:
                for event in desk.by_start.get(desk.document.starts[token], ()):
                    found[event.id] = None
    found.pop(home or "", None)
    return tuple(found)
