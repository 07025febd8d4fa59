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
from parley.records import Act, Confidence, Maker, Participant, Relay, Span, Statement, StatementKind
from parley.statements import clauses, lexicon, quotes
from parley.statements.clauses import Attribution
from parley.statements.quotes import Quote
from parley.version import __version__

if TYPE_CHECKING:
    from parley.actors import Actors

_SCARE = 4
"""Words up to which a quotation nobody is cited for counts as a term or a title, not as speech."""
_BEFORE = frozenset({"det", "amod", "compound", "nmod", "nummod", "flat", "case"})
"""Relations of the words before a noun that belong to its phrase."""
_DASHES = frozenset({"–", "—", "-", "―", "--"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A statement with its place among the tokens."""

    statement: Statement
    tokens: tuple[tuple[int, int], ...]
    """Token ranges of the content."""
    cue_token: int | None
    speaker_token: int | None
    """Head token of the speaker's phrase."""
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
    drafts = _absorb(list(clauses.find(document, propositions, cues)), marks)
    drafts += _loose(document, marks, drafts, bounds, propositions, cues)
    drafts = _without_doubles(drafts)
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


def _loose(
    document: Document,
    marks: list[Quote],
    drafts: list[Attribution],
    bounds: list[tuple[int, int]],
    propositions: Sequence[Proposition],
    cues: lexicon.Cues,
) -> list[Attribution]:
    """Attributions for the quotations that no grammar reached."""
    taken: set[int] = set()
    for draft in drafts:
        taken.update(draft.content)
    found: list[Attribution] = []
    everything = list(drafts)
    for quote in marks:
        first, last = quote.words()
        if last <= first or (first in taken and last - 1 in taken):
            continue
        loose = (
            _after_dash(document, quote, bounds)
            or _before_colon(document, quote, bounds)
            or _near_verb(document, quote, propositions, cues, marks)
            or _same_speaker(quote, everything, bounds, marks)
            or _sentence_before(document, quote, everything)
        )
        if loose is None and last - first > _SCARE and _is_speech(document, first, last):
            loose = Attribution(
                source=None, cue=(quote.start, quote.start + 1), head=quote.start, content=tuple(range(quote.start, quote.end)),
                act=Act.ASSERT, rule="quotation alone", penalty=2,
            )  # fmt: skip
        if loose is not None:
            found.append(loose)
            everything.append(loose)
            taken.update(loose.content)
    return found


def _is_speech(document: Document, first: int, last: int) -> bool:
    return any(document.upos[t] in ("VERB", "AUX") for t in range(first, last))


def _bounds_of(bounds: list[tuple[int, int]], token: int) -> tuple[int, int]:
    place = bisect_right(bounds, (token, len(bounds) and bounds[-1][1] + 1)) - 1
    return bounds[max(place, 0)]


def _attributed(quote: Quote, source: int, cue: tuple[int, int], rule: str, penalty: int) -> Attribution:
    return Attribution(
        source=source, cue=cue, head=cue[0], content=tuple(range(quote.start, quote.end)), act=Act.ASSERT, rule=rule,
        penalty=penalty,
    )  # fmt: skip


def _after_dash(document: Document, quote: Quote, bounds: list[tuple[int, int]]) -> Attribution | None:
    """ "…” – Ila Dorn": the speaker after a dash, in the same paragraph or alone in the next."""
    if not quote.closed:
        return None
    _, end = _bounds_of(bounds, quote.start)
    dash = quote.end
    if dash == end and dash < len(document):
        _, end = _bounds_of(bounds, dash)
    if dash >= end or document.words[dash] not in _DASHES:
        return None
    name = next((t for t in range(dash + 1, min(dash + 8, end)) if document.words[t][:1].isupper()), None)
    if name is None or end - dash > 16:
        return None
    entity = document.entity_of[name]
    if entity is not None:
        inside = range(entity.start, entity.end)
        name = next((t for t in inside if document.heads[t] not in inside or document.heads[t] == t), name)
    return _attributed(quote, name, (dash, dash + 1), "speaker after a dash", 0)


def _before_colon(document: Document, quote: Quote, bounds: list[tuple[int, int]]) -> Attribution | None:
    """ "Minister: “No deal”", "And from Chairwoman Dorn:" on the line before."""
    start, _ = _bounds_of(bounds, quote.start)
    colon = quote.start - 1
    if colon < 0 or document.words[colon] != ":":
        return None
    if quote.start == start:
        start, _ = _bounds_of(bounds, colon)
    first = document.sentences[document.sentence_of[colon]][0]
    nouns = [t for t in range(max(first, start), colon) if document.upos[t] in ("PROPN", "NOUN", "PRON")]
    subject = [t for t in nouns if document.deps[t].startswith("nsubj")]
    chosen = subject or nouns[-1:]
    if not chosen:
        return None
    return _attributed(quote, chosen[0], (colon, colon + 1), "speaker before a colon", 1)


def _near_verb(
    document: Document,
    quote: Quote,
    propositions: Sequence[Proposition],
    cues: lexicon.Cues,
    marks: list[Quote],
) -> Attribution | None:
    """A verb of saying in the quotation's first or last sentence, outside all marks."""
    sentences = _around(document, quote)
    best: tuple[int, Proposition, Act] | None = None
    for proposition in propositions:
        sentence = document.sentence_of[proposition.token]
        if sentence not in sentences or _inside(marks, proposition.token):
            continue
        if document.deps[proposition.token] == "amod":
            continue
        key = next((k for k in proposition.keys if k in cues.clause), None)
        if key is None:
            continue
        distance = min(abs(proposition.token - quote.start), abs(proposition.token - quote.end))
        if best is None or distance < best[0]:
            best = (distance, proposition, cues.clause[key])
    if best is None:
        return None
    _, proposition, act = best
    source = next(
        (
            a.token
            for a in proposition.arguments
            if a.role == "agent" and not quote.start <= a.token < quote.end
        ),
        None,
    )
    if proposition.passive and source is None:
        return Attribution(
            source=None, cue=(proposition.token, proposition.token + 1), head=proposition.token,
            content=tuple(range(quote.start, quote.end)), act=act, rule="verb near, nobody named", penalty=1,
        )  # fmt: skip
    if source is None:
        return None
    draft = _attributed(quote, source, (proposition.token, proposition.token + 1), "verb of saying near", 1)
    return replace(draft, act=act)


def _around(document: Document, quote: Quote) -> set[int]:
    """The sentences a quotation stands in, and those that a mark at its edge only seems to part from it.

    "He replied, “It is …" may be cut after the comma, "“Who knows?” the mayor said." after the question mark.
    """
    sentences = {document.sentence_of[quote.start], document.sentence_of[quote.end - 1]}
    before = quote.start - 1
    if before >= 0 and document.words[before] in (",", ":") and "\n" not in document.gap(quote.start):
        sentences.add(document.sentence_of[before])
    after = quote.end
    if after < len(document) and quote.closed and "\n" not in document.gap(after):
        if document.words[after] not in ("“", '"', "''", "‘") and document.words[after - 2] in (
            "?",
            "!",
            ",",
            "…",
        ):
            sentences.add(document.sentence_of[after])
    return sentences


def _inside(marks: list[Quote], token: int) -> bool:
    return any(q.start <= token < q.end for q in marks)


def _same_speaker(
    quote: Quote,
    drafts: list[Attribution],
    bounds: list[tuple[int, int]],
    marks: list[Quote],
) -> Attribution | None:
    """The speaker of the quotation before: in the same paragraph, or in the one it continues."""
    paragraph = _bounds_of(bounds, quote.start)
    before = [
        d
        for d in drafts
        if d.source is not None
        and d.cue[0] < quote.start
        and any(_inside(marks, t) for t in d.content)
        and (paragraph[0] <= d.head < paragraph[1] or _continued(quote, d, marks))
    ]
    if not before:
        return None
    last = max(before, key=lambda d: d.head)
    draft = _attributed(quote, last.source or 0, last.cue, "speaker of the quotation before", 1)
    return replace(draft, act=last.act)


def _sentence_before(document: Document, quote: Quote, drafts: list[Attribution]) -> Attribution | None:
    """Who is said to have spoken in the sentence right before, in the same paragraph."""
    if quote.start == 0 or "\n" in document.gap(quote.start):
        return None
    sentence = document.sentence_of[quote.start - 1]
    before = [
        d
        for d in drafts
        if d.source is not None
        and d.act is not Act.THINK
        and document.sentence_of[d.head] == sentence
        and d.head < quote.start
    ]
    if not before:
        return None
    last = max(before, key=lambda d: d.head)
    return _attributed(quote, last.source or 0, last.cue, "speaker of the sentence before", 2)


def _continued(quote: Quote, draft: Attribution, marks: list[Quote]) -> bool:
    previous = [q for q in marks if q.end <= quote.start and q.continues]
    return bool(previous) and previous[-1].end == quote.start and draft.content[-1] >= previous[-1].start


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


def _record(
    document: Document, draft: Attribution, marks: list[Quote], actors: Actors, drafts: Sequence[Attribution]
) -> Found | None:
    first, last = draft.content[0], draft.content[-1]
    inside = [q for q in marks if q.start <= last and q.end > first]
    quoted = {t for q in inside for t in range(q.start, q.end)}
    runs = clauses.trim(document, draft.content, quoted)
    if not runs:
        return None
    content = {t for start, end in runs for t in range(start, end) if document.upos[t] != "PUNCT"}
    covered = content & quoted
    kind = StatementKind.INDIRECT
    if covered:
        kind = StatementKind.DIRECT if len(content - covered) <= 1 else StatementKind.MIXED
    speaker, chain = _speaker(document, draft, actors, drafts)
    statement = Statement(
        id="",
        speaker=speaker,
        addressees=tuple(
            p for t in draft.addressees if t not in content for p in actors.participants(document, t)
        ),
        cue=document.span(*draft.cue),
        content=tuple(document.span(start, end) for start, end in runs),
        kind=kind,
        act=draft.act,
        hedged=draft.hedged,
        chain=chain,
        confidence=(Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)[min(draft.penalty, 2)],
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


def _speaker(
    document: Document, draft: Attribution, actors: Actors, drafts: Sequence[Attribution]
) -> tuple[Participant | None, tuple[Relay, ...]]:
    """Who speaks, and through whom: sources whose own content is this attribution relay it."""
    if draft.source is None:
        return None, _chain(document, draft, actors, drafts)
    found = actors.participants(document, draft.source)
    if not found:
        return None, _chain(document, draft, actors, drafts)
    span = _phrase(document, draft.source)
    participant = found[0]
    # An unnamed source keeps its description ("one of these officials").
    name = participant.name if participant.actor is not None else span.text
    participant = Participant(actor=participant.actor, name=name, span=span)
    return participant, _chain(document, draft, actors, drafts)


def _phrase(document: Document, token: int) -> Span:
    first, last = token, document.edges(token)[1]
    for child in document.children[token]:
        if child < token and document.deps[child].partition(":")[0] in _BEFORE:
            first = min(first, document.edges(child)[0])
        if child > token and document.deps[child] in (
            "acl:relcl",
            "appos",
            "acl",
            "conj",
            "punct",
            "parataxis",
            "cc",
        ):
            last = min(last, document.edges(child)[0])
    while last > token + 1 and document.upos[last - 1] in ("PUNCT", "CCONJ"):
        last -= 1
    while first < token and (
        document.upos[first] in ("PUNCT", "CCONJ", "ADP") or document.deps[first] in ("case", "fixed", "mark")
    ):
        first += 1
    return document.span(first, max(last, token + 1))


def _chain(
    document: Document, draft: Attribution, actors: Actors, drafts: Sequence[Attribution]
) -> tuple[Relay, ...]:
    outer = [
        other
        for other in drafts
        if other is not draft
        and other.source is not None
        and other.source != draft.source
        and draft.head in other.content
        and len(other.content) > len(draft.content)
    ]
    outer.sort(key=lambda d: -len(d.content))
    relays = []
    for other in outer:
        assert other.source is not None  # noqa: S101 - filtered above
        participant = actors.participants(document, other.source)
        span = _phrase(document, other.source)
        actor = participant[0].actor if participant else None
        relays.append(Relay(name=span.text, actor=actor, span=span))
    return tuple(relays)
