"""Headlines that the body does not bear out: names that it never mentions, or done in one and open in the other."""

from __future__ import annotations

from collections.abc import Iterator

from parley.integrity.case import Case, Conflict, tokens
from parley.integrity.lexicon import Lexicon
from parley.language import Document
from parley.records import Factuality, FlagKind, MentionKind, Severity

_BODY = 80
"""Words of the shortest body that can be expected to bear out its headline."""
_SHARED = 0.25
"""Share of a headline's content words below which the body seems to be about something else; headlines of agencies
share over 0.6 with their reports, teasers over 0.3."""
_CONTENT = ("NOUN", "PROPN", "VERB", "NUM")
_QUOTED = ("“", "‘", '"', " '")
"""A quotation in a headline sums up, and may be words that the body tells in others."""
_OPEN = frozenset(
    {Factuality.PLANNED, Factuality.POSSIBLE, Factuality.NEGATED, Factuality.DENIED, Factuality.CONDITIONAL}
)


def find(case: Case, lexicon: Lexicon) -> Iterator[Conflict]:
    """At most one flag for words and one for each event."""
    del lexicon
    document, size = case.document, case.title_end()
    if not size or len(document) - size < _BODY:
        return
    yield from _missing(case, size)
    yield from _events(case)


def _missing(case: Case, size: int) -> Iterator[Conflict]:
    """Names and words of the headline that the body lacks."""
    document, title = case.document, case.report.title or ""
    body = {lemma.lower() for lemma in document.lemmas[size:]} | {w.lower() for w in document.words[size:]}
    content = {
        document.lemmas[t].lower()
        for t in range(size)
        if document.upos[t] in _CONTENT and len(document.words[t]) > 2
    }
    missing = sorted(
        actor.name
        for actor in case.actors
        if actor.kind == "person"
        and actor.mentions
        and all(m.span.end <= len(title) for m in actor.mentions)
        and any(m.kind is MentionKind.NAME for m in actor.mentions)
        and _is_name(actor.name, title)
        and not {piece.lower() for piece in actor.name.split() if len(piece) > 2} & body
        and not any(_speaks(document, token) for m in actor.mentions for token in tokens(document, m.span))
    )
    shared = len(content & body) / len(content) if content else 1.0
    if missing:
        reason = f"the body never mentions {', '.join(missing)}"
    elif len(content) >= 4 and shared < _SHARED and not any(mark in title for mark in _QUOTED):
        reason = "the body shares hardly a word with it"
    else:
        return
    yield Conflict(
        kind=FlagKind.HEADLINE_NOT_BORNE_OUT,
        severity=Severity.MEDIUM,
        spans=(document.passage(0, len(title)),),
        reason=reason,
        rule="headline",
    )


def _is_name(name: str, title: str) -> bool:
    """Whether a name of the headline is sure to be one: where all words have capitals, one word alone may be any."""
    words = [word for word in title.split() if word[0].isalpha() and len(word) > 3]
    return name.istitle() and (" " in name or not all(word[0].isupper() for word in words))


def _speaks(document: Document, token: int) -> bool:
    """Whether the headline names the one whose words the report is: "Statement by …", "Orle: …"; the body need not."""
    after = document.words[token + 1] if token + 1 < len(document) else ""
    return after == ":" or any(
        document.deps[child] == "case" and document.lemmas[child].lower() == "by"
        for named in (token, document.heads[token])  # "by the minister Ana Orle": the name is beside its head
        for child in document.children[named]
    )


def _events(case: Case) -> Iterator[Conflict]:
    """Events that the headline tells as done and the body, of the same actors, only as open."""
    end = len(case.report.title or "")
    for event in case.events:
        if event.sentence.start >= end or event.factuality is not Factuality.ACTUAL or event.said_in:
            continue
        actors = {p.actor for p in (*event.source, *event.target)} - {None}
        same = [
            other
            for other in case.events
            if other.sentence.start >= end
            and other.type == event.type
            and len(actors & {p.actor for p in (*other.source, *other.target)}) >= min(2, len(actors))
        ]
        if actors and same and all(other.factuality in _OPEN for other in same):
            yield Conflict(
                kind=FlagKind.HEADLINE_NOT_BORNE_OUT,
                severity=Severity.MEDIUM,
                spans=(event.predicate, same[0].predicate),
                reason=f"the headline tells it as done, the body as {same[0].factuality}",
                rule="headline",
                actors=(event.id,),
            )
