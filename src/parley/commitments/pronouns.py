"""Parties that are still pronouns when all else is done: who they stand for, or that nobody knows.

A commitment of "We" with nobody behind it says nothing of who is bound. Outside quotation marks "we" is whoever the report
speaks for: a press release is written in the first person. What stays open is left out where the report could have told it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from parley.commitments.desk import OBJECTS, SECOND, THIRD, Desk, same_party
from parley.commitments.draft import COMMISSIVE, Draft, others
from parley.records import Participant, StatementKind

_FIRST = frozenset({"i", "we", "us", "me", "our", "my", "ours", "ourselves"})
_ONE = frozenset({"he", "she", "him", "her", "his"})
_MANY = frozenset({"they", "them", "their"})
_OPEN = (
    _FIRST
    | _ONE
    | _MANY
    | SECOND
    | THIRD
    | OBJECTS
    | {"its", "your", "many", "each", "both", "some", "everyone", "one"}
)
"""Words that name nobody by themselves."""
_NEAR = 2
"""Sentences back in which the one that an official text speaks for must have been its subject."""


def settle(desk: Desk, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with pronouns given to who they stand for; those of which a party stays open are left out."""
    found = []
    for draft in drafts:
        debtor = _settled(desk, draft.debtor, draft.creditor)
        creditor = _settled(desk, draft.creditor, debtor)
        if draft.kind.value in COMMISSIVE:  # to whom it was said the text does not tell
            creditor = tuple(p for p in creditor if not _told_elsewhere(desk, p))
        if any(_told_elsewhere(desk, p) for p in (*debtor, *creditor)):
            continue
        if (debtor, creditor) != (draft.debtor, draft.creditor) and same_party(debtor, creditor):
            continue
        found.append(replace(draft, debtor=debtor, creditor=others(creditor, debtor)))
    return found


def _settled(
    desk: Desk, parties: tuple[Participant, ...], than: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    return tuple(dict.fromkeys(q for p in parties for q in _behind(desk, p, than)))


def _behind(desk: Desk, party: Participant, than: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Who a party is: itself, unless it is a pronoun that leads to somebody."""
    word = party.span.text.lower()
    if party.actor is not None or word not in _FIRST | _ONE | _MANY:
        return (party,)
    token = _token(desk, party)
    if word in _FIRST:
        named = desk.speaker_at(token) or author(desk, token)
    else:
        named = _named_before(desk, token, than, one=word in _ONE)
    meant = [Participant(actor=p.actor, name=p.name, span=party.span) for p in named if p.actor is not None]
    return tuple(meant) or (party,)


def _told_elsewhere(desk: Desk, party: Participant) -> bool:
    """Whether a party is a word that names nobody, in a report of more than a sentence or two."""
    if party.actor is not None or party.span.text.lower() not in _OPEN:
        return False
    return desk.document.sentence_of[_token(desk, party)] >= _NEAR


def _token(desk: Desk, party: Participant) -> int:
    return bisect_left(desk.document.starts, party.span.start)


def author(desk: Desk, token: int) -> tuple[Participant, ...]:
    """Who says "we" outside quotation marks: who is known to say it elsewhere in the text, who is introduced ("X said:")
    before it, or the country or body that the sentences before are about.
    """
    if desk.quoted(token):
        return ()
    own = [s for s in desk.statements if s.statement.kind is StatementKind.INDIRECT and s.statement.speaker]
    own = [s for s in own if s.statement.speaker is not None and s.statement.speaker.actor is not None]
    first = [s for s in own if s.cue_token is not None and _first_person(desk, s.cue_token)]
    first.sort(key=lambda s: abs((s.cue_token or 0) - token))
    introduced = [s for s in own if s.statement.cue is not None and s.statement.cue.text.endswith(":")]
    introduced = [s for s in introduced if s.tokens and s.tokens[0][0] <= token][-1:]
    for statement in (*first, *introduced):
        if statement.statement.speaker is not None:
            return (statement.statement.speaker,)
    return _spoken_for(desk, token)


def _first_person(desk: Desk, cue: int) -> bool:
    verb = desk.proposition(cue)
    agents = [] if verb is None else verb.tokens("agent")
    return any(desk.document.words[t].lower() in _FIRST and not desk.quoted(t) for t in agents)


def _spoken_for(desk: Desk, token: int) -> tuple[Participant, ...]:
    """The country or government that a text without quotations speaks for: it condemns or welcomes something in the present
    tense, or is the subject of a sentence shortly before.
    """
    document = desk.document
    if any(s.statement.kind is not StatementKind.INDIRECT for s in desk.statements):
        return ()
    here = document.sentence_of[token]
    for sentence in range(here, -1, -1):
        for word in range(*document.sentences[sentence]):
            if (
                word >= token
                or not document.deps[word].startswith("nsubj")
                or "state" not in desk.kinds(word)
            ):
                continue
            present = any(s.cue_token == document.heads[word] for s in desk.statements)
            if here - sentence <= _NEAR or (present and document.tags[document.heads[word]] == "VBZ"):
                return desk.parties([word])
    return ()


def _named_before(
    desk: Desk, token: int, than: tuple[Participant, ...], *, one: bool
) -> tuple[Participant, ...]:
    """Who is named last before a pronoun in its sentence, else the subject of the sentence before; not one of `than`."""
    document = desk.document
    start = document.sentences[document.sentence_of[token]][0]
    near = [t for t in range(token - 1, start - 1, -1) if _may_be(desk, t, one)]
    if start > 0:
        before = range(*document.sentences[document.sentence_of[token] - 1])
        near += [t for t in before if document.deps[t].startswith("nsubj") and _may_be(desk, t, one)][:1]
    for candidate in near:
        found = desk.parties([candidate])
        if found and not same_party(found, than) and all(p.actor for p in found):
            return found
    return ()


def _may_be(desk: Desk, token: int, one: bool) -> bool:
    document = desk.document
    if document.upos[token] not in ("PROPN", "NOUN") or not desk.acting(token):
        return False
    if document.deps[token].partition(":")[0] in ("compound", "flat", "nmod", "amod", "appos"):
        return False
    person = "person" in desk.kinds(token)
    plural = document.tags[token] in ("NNS", "NNPS")
    return person and not plural if one else plural
