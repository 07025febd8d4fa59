"""Statements of a report: attributions by grammar joined with the quotation marks, speakers resolved.

A quotation belongs to the attribution whose content it touches; one that no grammar reaches goes to a speaker named
after a dash or before a colon, to the verb of saying in its own or a neighbouring sentence, or to the speaker of the
quotation before it in the same paragraph, each with less confidence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from parley.language.document import Document
from parley.language.model import paragraphs
from parley.propositions import Proposition
from parley.records import Act, Confidence, Maker, Participant, Span, Statement, StatementKind
from parley.statements import clauses, first, lexicon, loose, nobody, quotes, speakers, told, unsaid
from parley.statements.attribution import Attribution, led_by, trim
from parley.statements.quotes import Quote
from parley.version import __version__

if TYPE_CHECKING:
    from parley.actors import Actors


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A statement with its place among the tokens."""

    statement: Statement
    tokens: tuple[tuple[int, int], ...]
    """Token ranges of the content."""
    cue_token: int | None
    speaker_token: int | None
    """Head token of the speaker's phrase; also of a pronoun left open, for which the statement has no speaker."""
    quoted: tuple[tuple[int, int], ...]
    """Token ranges between quotation marks inside the content: first and second person there are the speaker's."""

    def holds(self, token: int) -> bool:
        """Whether `token` is part of the content."""
        return any(start <= token < end for start, end in self.tokens)


def holding(found: Sequence[Found], token: int) -> Found | None:
    """The innermost statement whose content has `token`."""
    inside = [f for f in found if f.holds(token)]
    return min(inside, key=lambda f: sum(end - start for start, end in f.tokens)) if inside else None


def find(document: Document, propositions: Sequence[Proposition], actors: Actors) -> tuple[Found, ...]:
    """The statements of a report in the order of their first words, with ids "s1", "s2", …."""
    cues = lexicon.load()
    bounds = _paragraph_tokens(document)
    marks = quotes.find(document, bounds)
    quoted = {t for q in marks for t in range(q.start, q.end)}
    drafts = _absorb(list(clauses.find(document, propositions, cues, marks)), marks)
    drafts = first.resolved(document, drafts, propositions, cues, quoted)
    drafts = _of_their_own(document, told.cut(document, drafts, quoted), quoted, cues)
    drafts += loose.find(document, marks, drafts, bounds, propositions, cues)
    drafts = [d for d in _without_doubles(drafts) if not nobody.by_a_thing(document, d, actors, cues)]
    drafts = [led_by(document, draft) for draft in drafts]
    drafts = [nobody.by_somebody(document, draft, drafts, actors, cues) for draft in drafts]
    drafts.sort(key=lambda d: (min(d.content[0], d.cue[0]), -len(d.content)))
    made = [_record(document, draft, marks, actors, drafts) for draft in drafts]
    kept = [f for f in made if f is not None]
    return tuple(replace(f, statement=_numbered(f, n, kept)) for n, f in enumerate(kept, 1))


def unclosed(document: Document) -> tuple[Span, ...]:
    """Quotation marks that open and are never closed, for the integrity checks."""
    bounds = _paragraph_tokens(document)
    marks = quotes.find(document, bounds)
    return tuple(document.span(q.start, q.start + 1) for q in marks if not q.closed and not q.continues)


def _numbered(found: Found, number: int, kept: Sequence[Found]) -> Statement:
    first = found.tokens[0][0]
    outer = [
        (sum(e - s for s, e in other.tokens), place)
        for place, other in enumerate(kept, 1)
        if other is not found
        and other.holds(first)
        and (found.cue_token is None or other.holds(found.cue_token))
        and place != number
    ]
    return msgspec.structs.replace(
        found.statement, id=f"s{number}", said_in=f"s{min(outer)[1]}" if outer else None
    )


def _paragraph_tokens(document: Document) -> list[tuple[int, int]]:
    bounds = []
    for start, end in paragraphs(document.text):
        first = bisect_right(document.starts, start - 1)
        last = bisect_right(document.starts, end - 1)
        if last > first:
            bounds.append((first, last))
    return bounds


# --- joining grammar and quotation marks ------------------------------------------------------------------------------


def _absorb(drafts: list[Attribution], marks: list[Quote]) -> list[Attribution]:
    """Lets each attribution take the quotations its content touches, whole."""
    joined = []
    for draft in drafts:
        content = set(draft.content)
        own = set(range(*draft.cue)) | ({draft.source} if draft.source is not None else set())
        for quote in marks:
            inside = set(range(quote.start, quote.end))
            if quote.start <= draft.head < quote.end:
                # The cue itself is quoted: nothing outside the marks is its content.
                content &= inside
                content.discard(quote.start)
                if quote.closed:
                    content.discard(quote.end - 1)
                continue
            if content & inside and not own & inside:
                content |= inside
            elif content & inside:
                content -= inside
        content -= own
        if content:
            joined.append(replace(draft, content=tuple(sorted(content))))
    return joined


def _of_their_own(
    document: Document, drafts: list[Attribution], quoted: set[int], cues: lexicon.Cues
) -> list[Attribution]:
    """Without what is no row of its own inside another's words: thoughts, and speech of nobody named by a proper name.

    "He said they feared a war", "“I told you so,” he said": both are part of what he says. Somebody named is the
    innermost speaker, and he who is quoted relays it, unless no more than a phrase is given ("they rejected the deal").
    """
    words: set[int] = set()
    for draft in drafts:
        if draft.source is not None and draft.act is not Act.THINK:
            words.update(draft.content)
    kept = []
    for draft in drafts:
        bare = draft.rule.endswith(" phrase") and not draft.rule.endswith("passive phrase")
        if draft.head in words and (draft.act is Act.THINK or bare):
            continue
        named = draft.source is not None and document.upos[draft.source] == "PROPN"
        if draft.head in quoted and not named:
            continue
        if bare and (draft.source is None or nobody.meant(document, draft.head)):
            continue
        if nobody.sought_out(document, draft, cues) or nobody.withheld(document, draft, cues):
            continue
        if unsaid.unsaid(document, draft, cues):
            continue
        thing = draft.source is not None and document.words[draft.source].lower() == "it"
        if thing and draft.act is Act.THINK:
            continue  # "makes it difficult to know who …"
        kept.append(draft)
    return kept


def _without_doubles(drafts: list[Attribution]) -> list[Attribution]:
    """One attribution for each cue and each content; quotations with one cue become one statement that breaks."""
    merged: dict[tuple[int, int | None], Attribution] = {}
    for draft in sorted(drafts, key=lambda d: (d.penalty, d.content[0])):
        key = (draft.head, draft.source)
        if key in merged:
            content = tuple(sorted({*merged[key].content, *draft.content}))
            merged[key] = replace(merged[key], content=content)
        else:
            merged[key] = draft
    return list(merged.values())


# --- records ------------------------------------------------------------------------------------------------------------


def _confidence(document: Document, draft: Attribution, speaker: Participant | None) -> Confidence:
    """High where the verb of a main clause is somebody's own who is known: of 133 such rows read in the news 131 were right."""
    head = draft.head
    own = draft.source is not None and document.heads[draft.source] == head
    main = document.deps[head] == "root" and document.upos[head] == "VERB" and own
    known = speaker is not None and speaker.actor is not None
    if main and known and draft.act is not Act.THINK and not draft.rule.endswith(_BY_PLACE):
        return Confidence.HIGH
    return Confidence.LOW if draft.penalty else Confidence.MEDIUM


_BY_PLACE = ("near", "before", "alone")
"""Rules of speakers found by where they stand, without the verb's grammar."""


def _record(
    document: Document, draft: Attribution, marks: list[Quote], actors: Actors, drafts: Sequence[Attribution]
) -> Found | None:
    first, last = draft.content[0], draft.content[-1]
    inside = [q for q in marks if q.start <= last and q.end > first]
    quoted = {t for q in inside for t in range(q.start, q.end)}
    runs = trim(document, draft.content, quoted)
    if not runs:
        return None
    content = {t for start, end in runs for t in range(start, end) if document.upos[t] != "PUNCT"}
    covered = content & quoted
    kind = StatementKind.INDIRECT
    if covered:
        kind = StatementKind.DIRECT if len(content - covered) <= 1 else StatementKind.MIXED
    speaker, chain = speakers.speaker(document, draft, actors, drafts)
    statement = Statement(
        id="",
        speaker=speaker,
        addressees=tuple(
            p for t in draft.addressees if t not in content for p in actors.participants(document, t)
        ),
        cue=None if draft.rule == loose.ALONE else document.span(*draft.cue),
        content=tuple(document.span(start, end) for start, end in runs),
        kind=kind,
        act=draft.act,
        hedged=draft.hedged,
        chain=chain,
        confidence=_confidence(document, draft, speaker),
        reason=draft.rule,
        made_by=Maker(rule=f"statements/{draft.rule}", version=__version__),
    )
    return Found(
        statement=statement,
        tokens=tuple(runs),
        cue_token=draft.head,
        speaker_token=draft.source,
        quoted=tuple((q.start, q.end) for q in inside if set(range(q.start, q.end)) <= set(draft.content)),
    )
