"""What a verb of saying only seems to tell: guesses, purposes and refusals, which nobody has said.

"The envoy would reject it", "too early to predict that …", "no senator wants to …" have the words of statements and cite
nobody.
"""

from __future__ import annotations

from parley.language.document import Document
from parley.statements.attribution import Attribution, infinitive
from parley.statements.lexicon import Cues

_POSSIBLE = frozenset({"would", "could", "can", "ca", "may", "might", "should", "'d", "’d"})
_HAD = frozenset({"'d", "’d"})
_FIRST = frozenset({"i", "we"})
_CLAUSES = frozenset({"xcomp", "advcl", "csubj", "ccomp", "conj", "parataxis"})
_WHENEVER = frozenset({"when", "if", "as", "once", "unless", "until", "than"})
_NOBODY = frozenset({"nobody", "none"})
_OBJECTS = frozenset({"obj", "iobj"})


def unsaid(document: Document, draft: Attribution, cues: Cues) -> bool:
    """Whether the words of the report do not tell that somebody said it."""
    verb = draft.head
    if _by_nobody(document, draft.source):
        return True
    if document.upos[verb] != "VERB":
        return False
    first = draft.source is not None and document.words[draft.source].lower() in _FIRST
    return (
        (not first and (_possible(document, verb) or _purpose(document, verb, cues)))
        or (_joined_infinitive(document, verb) and (draft.source or 0) < verb)
        or _told_to(document, verb, draft.source)
        or _described(document, verb, cues)
        or _as_asked(document, verb)
        or _kept_from(document, verb)
    )


def _possible(document: Document, verb: int) -> bool:
    """As in "would push", "may endorse": what somebody could say; "'d endorsed" is what he had."""
    return any(
        document.deps[c] == "aux"
        and c < verb
        and document.words[c].lower() in _POSSIBLE
        and not (document.tags[verb] == "VBN" and document.words[c].lower() in _HAD)
        for c in document.children[verb]
    )


def _purpose(document: Document, verb: int, cues: Cues) -> bool:
    """As in "too early to predict …", "had to admit": an infinitive that no verb of going on leads to."""
    above = document.heads[verb]
    done = {document.lemmas[above].lower(), document.lemmas[document.heads[above]].lower()} & cues.going_on
    return document.deps[verb] in _CLAUSES and infinitive(document, verb) and not done


def _joined_infinitive(document: Document, verb: int) -> bool:
    """As in "will review it and decide whether …": joined to an infinitive, without a subject or auxiliary of its own."""
    above = document.heads[verb]
    bare = document.tags[verb] == "VB" or (document.tags[verb] == "VBP" and document.tags[above] == "VB")
    own = any(document.deps[c].startswith(("nsubj", "aux")) for c in document.children[verb])
    return bare and document.deps[verb] == "conj" and not own


def _told_to(document: Document, verb: int, source: int | None) -> bool:
    """As in "let the council decide that …", "asked readers to say …": what an object is to say."""
    return (
        source is not None
        and document.tags[verb] == "VB"
        and document.deps[verb] in ("xcomp", "acl", "advcl")
        and document.deps[source] in _OBJECTS
    )


def _described(document: Document, verb: int, cues: Cues) -> bool:
    """As in "a party that wants to win", "a man seeking to sell it": what somebody is like, below the main clause."""
    return document.lemmas[verb] in cues.striving and document.deps[verb] in _BELOW


_BELOW = frozenset({"acl:relcl", "acl", "advcl", "ccomp", "csubj"})


def _as_asked(document: Document, verb: int) -> bool:
    """As in "when asked about …", "as expected": a participle that somebody else is the subject of."""
    return (
        document.tags[verb] in ("VBN", "VBD")
        and document.deps[verb] == "advcl"
        and verb > document.sentences[document.sentence_of[verb]][0]
        and document.words[verb - 1].lower() in _WHENEVER
        and not any(document.deps[c].startswith("nsubj") for c in document.children[verb])
    )


def _by_nobody(document: Document, source: int | None) -> bool:
    if source is None:
        return False
    return document.words[source].lower() in _NOBODY or any(
        document.words[c].lower() == "no" and c < source for c in document.children[source]
    )


def _kept_from(document: Document, verb: int) -> bool:
    """As in "denied his party the victory": what is denied to somebody is kept from him."""
    objects = [c for c in document.children[verb] if c > verb and document.deps[c] in _OBJECTS]
    return document.lemmas[verb] == "deny" and len(objects) > 1
