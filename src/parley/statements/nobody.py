"""Who speaks for nobody, and what nobody says: mere things, open pronouns, words that are withheld, sought or meant.

A statement by a thing keeps its words and loses its speaker; what is no statement at all is no row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from parley.codebook.predicates import is_time
from parley.language.document import Document
from parley.records import Act
from parley.statements.attribution import Attribution, infinitive
from parley.statements.lexicon import Cues

if TYPE_CHECKING:
    from parley.actors import Actors

_RELATIVES = frozenset({"who", "which", "that"})
_TOLD = frozenset({Act.ASSERT, Act.CLAIM, Act.CONFIRM})


def by_somebody(
    document: Document, draft: Attribution, drafts: Sequence[Attribution], actors: Actors, cues: Cues
) -> Attribution:
    """Without a speaker that is a mere thing ("the attacks could indicate that …"), a picture, or a pronoun left open."""
    draft = _antecedent(document, draft)
    source = draft.source
    if source is None:
        return draft
    if _doubtful(document, draft, drafts, actors):
        return replace(draft, open=True)
    if actors.participants(document, source)[0].actor is not None:
        return draft
    if document.upos[source] in ("NOUN", "PROPN") and document.entity_of[source] is None:
        noun = document.lemmas[source].lower()
        if document.upos[source] == "PROPN":  # "Photographs show …", at the head of a sentence
            noun = noun.removesuffix("s")
        thing = cues.thing(noun) or noun in cues.pictures
        return replace(draft, source=None, stands_in=None) if thing else draft
    left_open = document.words[source].lower() in cues.nobody and not _described(document, source)
    return replace(draft, open=left_open)


def _doubtful(document: Document, draft: Attribution, drafts: Sequence[Attribution], actors: Actors) -> bool:
    """Whether a speaker is more often somebody else than who the words seem to be.

    A pronoun that little ties to its antecedent; "they" below the main clause, who are mostly others than the last named;
    he to whom it is said; a word that a mark of a quotation is glued to.
    """
    source = draft.source
    assert source is not None  # noqa: S101 - asked of drafts with a source
    mention = actors.at(source)
    if mention is not None and mention.faint and not _goes_on(document, draft, drafts, actors):
        return True
    word = document.words[source].lower()
    clause = draft.head
    if document.deps[clause] == "xcomp" and document.upos[clause] == "ADJ":
        clause = document.heads[clause]  # "they sounded hopeful"
    if word in ("they", "their", "them") and document.deps[clause] not in ("root", "parataxis"):
        return True
    if any(mark in word[:-1] for mark in _GLUED):
        return True
    told = {p.actor for t in draft.addressees for p in actors.participants(document, t)} - {None}
    return bool(told) and any(p.actor in told for p in actors.participants(document, source))


def _goes_on(document: Document, draft: Attribution, drafts: Sequence[Attribution], actors: Actors) -> bool:
    """Whether he who is taken up was the last to be cited, a few sentences back."""
    own = actors.at(draft.source) if draft.source is not None else None
    sentence = document.sentence_of[draft.head]
    last: tuple[int, str | None] = (-1, None)
    for other in drafts:
        cited = actors.at(other.source) if other.source is not None else None
        back = sentence - document.sentence_of[other.head]
        if cited is not None and not cited.faint and other.head < draft.head and 0 <= back <= _FEW:
            last = max(last, (other.head, cited.actor), key=lambda found: found[0])
    return own is not None and own.actor is not None and own.actor == last[1]


_FEW = 3
_GLUED = ('"', "“", "”", "?", "!")


def _antecedent(document: Document, draft: Attribution) -> Attribution:
    """With what a relative pronoun stands for: "the motion [that] …", where only the clause says whose words these are."""
    source = draft.source
    if source is None or document.words[source].lower() not in _RELATIVES:
        return draft
    clause = document.heads[source]
    if document.deps[clause] != "acl:relcl" or document.heads[clause] >= source:
        return draft
    named = document.heads[clause]
    if is_time(document.lemmas[named].lower()):
        return draft
    return replace(draft, source=named, stands_in=source)


def _described(document: Document, pronoun: int) -> bool:
    """Whether words after a pronoun say who is meant: "one of the men", "both leaders"."""
    return any(c > pronoun and document.deps[c] != "punct" for c in document.children[pronoun])


def by_a_thing(document: Document, draft: Attribution, actors: Actors, cues: Cues) -> bool:
    """As in "the grant supports the repair", "the talks aim to end it": what a thing does or is for, and nobody says."""
    source = draft.source
    if source is None or document.upos[source] != "NOUN" or actors.at(source) is not None:
        return False
    noun = document.lemmas[source].lower()
    if draft.act is Act.THINK and cues.thing(noun):
        return True
    clause = draft.act is not Act.THREATEN and not draft.rule.endswith(": phrase")
    if document.tags[source] != "NN" or draft.act is Act.ASSERT or clause:
        return False
    doer = noun.endswith(cues.doer_endings) and noun not in cues.things
    return not (doer or noun in cues.records or noun in cues.no_things)


def sought_out(document: Document, draft: Attribution, cues: Cues) -> bool:
    """As in "held an autopsy to determine whether …": what somebody tries to find out, and nobody says."""
    verb = draft.head
    return (
        document.lemmas[verb].lower() in cues.inquiring
        and infinitive(document, verb)
        and document.deps[verb] in ("advcl", "acl", "xcomp")
    )


def withheld(document: Document, draft: Attribution, cues: Cues) -> bool:
    """As in "declined to say whether …", "does not report the sum": what somebody would not say or never says."""
    verb = draft.head
    above = document.lemmas[document.heads[verb]].lower()
    if document.deps[verb] == "xcomp" and above in cues.withholding and infinitive(document, verb):
        return True
    if draft.act not in _TOLD or not draft.rule.endswith(": phrase"):
        return False
    before = {document.words[c].lower() for c in document.children[verb] if c < verb}
    return "never" in before or bool(before & _NOT and before & _HABITS)


_NOT = frozenset({"not", "n't", "n’t"})
_HABITS = frozenset({"do", "does"})
"""Auxiliaries of what is never told; "did not mention the sum" is news."""


def meant(document: Document, verb: int) -> bool:
    """As in "is ready to talk about a date": an infinitive that nothing says was done."""
    above = document.heads[verb]
    return (
        infinitive(document, verb)
        and document.deps[verb] in ("xcomp", "advcl", "acl", "conj")
        and document.lemmas[above].lower() not in ("continue", "go", "use", "begin", "start")
    )
