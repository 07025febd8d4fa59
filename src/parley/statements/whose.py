"""Whose words a verb tells where the source that the parse gives is no subject of it.

Of two subjects before one verb the nearer is its own; an object, or a phrase that a preposition leads in, does not speak in
a participle's clause: the subject of the clause above does.
"""

from __future__ import annotations

from parley.codebook.predicates import is_time
from parley.language.document import Document
from parley.statements.attribution import NAMING
from parley.statements.lexicon import Cues

_LEADING = frozenset({"to", "with", "in", "on", "at", "from", "into", "like", "unlike", "against", "among"})
"""Prepositions whose noun is nobody's subject; "by" and "of" may lead the one who speaks."""
_PAPERS = ("paper", "letter", "poster", "order", "offer", "dinner", "answer")
"""Nouns that end like doers and are none."""
_UNDER = frozenset({"obj", "iobj", "obl", "nmod", "conj"})
_OF_THE_CLAUSE = frozenset({"by", "in", "while"})
"""Words before a participle that leave it the subject's."""


def speaker(document: Document, verb: int, source: int, cues: Cues) -> int | None:
    """Who says it; `None` where nobody can be told.

    Args:
        document: the parsed report.
        verb: the verb that attributes.
        source: head of the phrase that the parse gives.
        cues: the lexicon.
    """
    nearer = _nearer_subject(document, verb, source)
    if nearer is not None:
        return nearer
    if document.deps[verb] == "acl:relcl" or document.deps[source].startswith("nsubj"):
        return None if _joined_closely(document, verb, cues) else source
    if document.tags[verb] == "VBG" and _of_the_clause(document, verb, source, cues):
        return _subject_above(document, verb)
    return None if _led(document, source) else source


def _nearer_subject(document: Document, verb: int, source: int) -> int | None:
    """The second of two subjects, right before the verb: "Orne, [a top aide] said", "speech in which [he] said"."""
    subjects = [c for c in document.children[verb] if document.deps[c] == "nsubj" and c < verb]
    if len(subjects) < 2 or source != subjects[0]:
        return None
    last = subjects[-1]
    adjoined = all(document.heads[t] == verb for t in range(document.edges(last)[1], verb))
    comma = "," in document.words[last:verb]
    start = document.edges(last)[0]
    joined = any(document.upos[t] in ("CCONJ", "ADP") for t in (start, start - 1))
    bare = document.upos[last] == "NOUN" and not document.children[last]  # "Orne meanwhile said"
    if (
        not adjoined
        or comma
        or joined
        or bare
        or _led(document, last, of=True)
        or is_time(document.lemmas[last].lower())
    ):
        return None
    return last if document.upos[last] in NAMING else None


def _of_the_clause(document: Document, verb: int, source: int, cues: Cues) -> bool:
    """Whether a participle is the subject's although a parse gives it to an object or a phrase before it."""
    relation = document.deps[verb]
    if document.deps[source] not in _UNDER or not source < verb:
        return False
    marks = {document.words[c].lower() for c in document.children[verb] if document.deps[c] == "mark"}
    if relation == "advcl":
        return marks <= _OF_THE_CLAUSE and document.words[verb - 1].lower() != "as"
    if relation == "acl":
        return not marks and document.upos[source] == "NOUN" and _mute(document, source, cues)
    return relation == "conj" and not marks


def _joined_closely(document: Document, verb: int, cues: Cues) -> bool:
    """As in "met the clerk saying …": a participle that no comma and no word parts from an object, which may be whose it is."""
    bare = document.tags[verb] == "VBG" and document.deps[verb] == "advcl"
    before = verb - 1
    led = any(document.deps[c] in ("mark", "case", "aux", "nsubj", "cc") for c in document.children[verb])
    inside = document.sentences[document.sentence_of[verb]][0] < verb
    return (
        bare and inside and not led and document.upos[before] in NAMING and not _mute(document, before, cues)
    )


def _mute(document: Document, source: int, cues: Cues) -> bool:
    """Whether a noun names no person: "launched [a petition] calling on …", but "saw [a minister] saying …"."""
    noun = document.lemmas[source].lower()
    named = document.entity_of[source]
    body = noun in cues.no_things and noun not in cues.channels and noun not in cues.records
    doer = noun.endswith(cues.doer_endings) and not noun.endswith(_PAPERS)
    return named is None and document.tags[source] == "NN" and not doer and not body


def _subject_above(document: Document, verb: int) -> int | None:
    """The subject of the nearest clause above that has one."""
    token = verb
    while document.heads[token] != token:
        token = document.heads[token]
        subject = next((c for c in document.children[token] if document.deps[c] == "nsubj"), None)
        if subject is not None and _finite(document, token):
            return subject if subject < verb and document.upos[subject] in NAMING else None
    return None


def _finite(document: Document, token: int) -> bool:
    return document.tags[token] in ("VBD", "VBZ", "VBP") or any(
        document.deps[c].startswith(("aux", "cop")) for c in document.children[token]
    )


def _led(document: Document, token: int, *, of: bool = False) -> bool:
    """Whether a preposition leads a noun in."""
    led = {
        document.words[c].lower()
        for c in document.children[token]
        if document.deps[c] == "case" and c < token
    }
    return bool(led & _LEADING) or (of and bool(led))
