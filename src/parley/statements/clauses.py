"""Attribution by grammar: the verb, noun or phrase that says whose words a clause is.

Everything here works on sets of tokens; `find` turns them into statements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parley.language.document import Document
from parley.propositions import Kind, Proposition
from parley.statements import nouns, phrases, verbs
from parley.statements.attribution import Attribution
from parley.statements.lexicon import Cues
from parley.statements.quotes import Quote


def find(
    document: Document, propositions: Sequence[Proposition], cues: Cues, marks: Sequence[Quote]
) -> Iterator[Attribution]:
    """Attributions by verbs, nouns, adjectives and phrases, in no particular order."""
    passages = {t: q for q in marks if q.is_speech(document) for t in range(q.start, q.end)}
    for proposition in propositions:
        if proposition.kind is Kind.VERB:
            yield from verbs.find(document, proposition, cues, passages)
        elif proposition.kind is Kind.ADJECTIVE:
            yield from nouns.adjective(document, proposition, cues)
    for token in range(len(document)):
        if document.upos[token] == "NOUN" and document.lemmas[token] in cues.noun:
            yield from nouns.noun(document, token, cues)
        elif document.words[token].lower() in ("according", "per", "as", "in"):
            yield from phrases.adposition(document, token, cues)
            if document.words[token].lower() == "as":
                yield from phrases.as_clause(document, token, cues)
        elif document.words[token] == ":":
            yield from phrases.label(document, token, cues)
