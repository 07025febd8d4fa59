"""Speakers for the quotations that no grammar reached.

In order: a speaker named after a dash or before a colon, a verb of saying near the quotation, the speaker of the quotation
before it in the paragraph, and whoever spoke in the sentence before; each with less confidence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from parley.language.document import Document
from parley.propositions import Proposition
from parley.records import Act
from parley.statements import lexicon, persons, sources
from parley.statements.attribution import NAMING, Attribution, case
from parley.statements.quotes import Quote

ALONE = "quotation alone"
"""The rule of a quotation that nothing in its sentence attributes: it has no cue."""
_SCARE = 4
"""Words up to which a quotation nobody is cited for counts as a term or a title, not as speech."""
_NEAR = 10
"""Tokens after a quotation among which the verb that says whose it is may stand."""
_LABEL = 5
"""Tokens of the longest name that a transcript has before a colon."""
_DASHES = frozenset({"–", "—", "-", "―", "--"})


def find(
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
            _in_a_transcript(document, quote)
            or _after_dash(document, quote, bounds)
            or _before_colon(document, quote, bounds, cues)
            or _beside(document, quote, cues)
            or (_near_verb(document, quote, propositions, cues, marks) if quote.is_speech(document) else None)
            or _same_speaker(quote, everything, bounds, marks)
            or _sentence_before(document, quote, everything)
            or _paragraph_before(document, quote, everything, bounds)
        )
        alone = (
            last - first > _SCARE and _is_speech(document, first, last) and _opens_sentence(document, quote)
        )
        if loose is None and alone:
            loose = Attribution(
                source=None, cue=(quote.start, quote.start + 1), head=quote.start, content=tuple(range(quote.start, quote.end)),
                act=Act.ASSERT, rule=ALONE, penalty=2,
            )  # fmt: skip
        if loose is not None:
            found.append(loose)
            everything.append(loose)
            taken.update(loose.content)
    return found


def _is_speech(document: Document, first: int, last: int) -> bool:
    return any(document.upos[t] in ("VERB", "AUX") for t in range(first, last))


def _opens_sentence(document: Document, quote: Quote) -> bool:
    """Whether a quotation begins a sentence or follows a colon; one inside a sentence that cites nobody is a title or a term."""
    before = quote.start - 1
    return (
        before < 0
        or "\n" in document.gap(quote.start)
        or document.words[before] in (".", "!", "?", ":", "”", "''", '"')
    )


def _bounds_of(bounds: list[tuple[int, int]], token: int) -> tuple[int, int]:
    place = bisect_right(bounds, (token, len(bounds) and bounds[-1][1] + 1)) - 1
    return bounds[max(place, 0)]


def _attributed(quote: Quote, source: int, cue: tuple[int, int], rule: str, penalty: int) -> Attribution:
    return Attribution(
        source=source, cue=cue, head=cue[0], content=tuple(range(quote.start, quote.end)), act=Act.ASSERT, rule=rule,
        penalty=penalty,
    )  # fmt: skip


def _in_a_transcript(document: Document, quote: Quote) -> Attribution | None:
    """A transcript in marks, "DORN: We are staying.": the speaker, in capitals, within the quotation."""
    first, last = quote.words()
    colon = next((t for t in range(first, min(first + _LABEL, last)) if document.words[t] == ":"), None)
    if colon is None or colon == first or colon + 1 >= last:
        return None
    label = [t for t in range(first, colon) if document.words[t].isalpha()]
    if not label or not all(document.words[t].isupper() and len(document.words[t]) > 1 for t in label):
        return None
    inside = range(first, colon)
    name = next((t for t in label if document.heads[t] not in inside or document.heads[t] == t), label[-1])
    said = replace(quote, start=colon + 1)
    return _attributed(said, name, (colon, colon + 1), "speaker in capitals before a colon", 0)


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


def _before_colon(
    document: Document, quote: Quote, bounds: list[tuple[int, int]], cues: lexicon.Cues
) -> Attribution | None:
    """ "Minister: “No deal”", "And from Chairwoman Dorn:" on the line before."""
    start, _ = _bounds_of(bounds, quote.start)
    colon = quote.start - 1
    if colon < 0 or document.words[colon] != ":":
        return None
    if quote.start == start:
        start, _ = _bounds_of(bounds, colon)
    first = document.sentences[document.sentence_of[colon]][0]
    nouns = [t for t in range(max(first, start), colon) if document.upos[t] in ("PROPN", "NOUN", "PRON")]
    named = document.entity_of[colon - 1]
    if named is not None and named.label == "PER":
        last = range(named.start, named.end)
        head = next((t for t in last if document.heads[t] not in last or document.heads[t] == t), named.start)
        return _attributed(quote, head, (colon, colon + 1), "speaker before a colon", 1)
    subject = [t for t in nouns if document.deps[t].startswith("nsubj")]
    chosen = subject or nouns[-1:]
    told = any(document.upos[t] in ("VERB", "AUX") for t in range(max(first, start), colon))
    last_word = document.lemmas[colon - 1].lower()
    if not chosen or not (told or named is not None or last_word in cues.labels):
        return None  # "London attack: …": a heading, and nobody's words
    speaker = persons.meant(document, chosen[0], cues)
    return _attributed(quote, speaker, (colon, colon + 1), "speaker before a colon", 1)


def _beside(document: Document, quote: Quote, cues: lexicon.Cues) -> Attribution | None:
    """ "“…,” said Ila Dorn", "“…,” the mayor told reporters": read off the words where the parse says otherwise."""
    if not quote.closed or not quote.is_speech(document) or _ends_sentence(document, quote):
        return None
    for verb in range(quote.end, min(quote.end + _NEAR, len(document))):
        if "\n" in document.gap(verb) or document.words[verb] in (".", "?", "!", ";", ":", "“", '"', "''"):
            return None
        if document.upos[verb] not in ("VERB", "AUX"):
            continue
        act = cues.clause.get(document.lemmas[verb])
        if act is None or act is Act.THINK or document.tags[verb] not in ("VBD", "VBZ", "VBP", "VBN"):
            return None
        between = (
            range(quote.end, verb) if verb > quote.end else range(verb + 1, min(verb + 6, len(document)))
        )
        source = _subject_among(document, verb, between)
        if source is None or document.words[source].lower() in ("that", "which"):
            return None  # "a “detailed analysis” that shows …"
        while (
            document.deps[source] in ("compound", "flat", "nmod:desc", "nmod:poss")
            and document.heads[source] in between
        ):
            source = document.heads[source]
        source = persons.meant(document, source, cues)
        draft = _attributed(quote, source, (verb, verb + 1), "verb of saying beside", 1)
        return replace(draft, act=act)
    return None


def _subject_among(document: Document, verb: int, words: range) -> int | None:
    """A verb's subject among some words; without one, the first noun that no preposition leads."""
    nouns = [t for t in words if document.upos[t] in NAMING and case(document, t) in (None, "'s", "’s", "of")]
    own = [t for t in document.dependents(verb, "nsubj") if t in nouns]
    return next(iter(own or nouns), None)


def _ends_sentence(document: Document, quote: Quote) -> bool:
    """Whether a full stop stands before the closing mark and words of another sentence after it: "“….” The mayor denied it"."""
    _, last = quote.words()
    after = quote.end
    if not quote.closed or document.words[last - 1] != "." or after >= len(document):
        return False
    return document.words[after][:1].isupper() or document.upos[after] == "DET"


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
        if document.deps[proposition.token] == "amod" or (
            proposition.token > quote.end and _ends_sentence(document, quote)
        ):
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
    inside = set(range(quote.start, quote.end))
    source, _ = sources.of(
        document, proposition, inside, _quoted(marks, document, proposition.token), hedged=False
    )
    cue = (proposition.token, proposition.token + 1)
    if source is None and proposition.passive:
        return Attribution(
            source=None, cue=cue, head=cue[0], content=tuple(sorted(inside)), act=act,
            rule="verb near, nobody named", penalty=1,
        )  # fmt: skip
    if source is None:
        return None
    source = persons.meant(document, source, cues)
    return replace(_attributed(quote, source, cue, "verb of saying near", 1), act=act)


def _quoted(marks: list[Quote], document: Document, token: int) -> set[int]:
    """Words of the token's sentence between marks."""
    start, end = document.sentences[document.sentence_of[token]]
    return {t for q in marks if q.start < end and q.end > start for t in range(q.start, q.end)}


def _around(document: Document, quote: Quote) -> set[int]:
    """The sentences a quotation stands in, and those that a mark at its edge only seems to part from it.

    "He replied, “It is …" may be cut after the comma, "“Who knows?” the mayor said." after the question mark.
    """
    first, last = quote.words()
    sentences = {document.sentence_of[first], document.sentence_of[max(last - 1, first)]}
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
        and not _inside(marks, d.head)
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


def _paragraph_before(
    document: Document, quote: Quote, drafts: list[Attribution], bounds: list[tuple[int, int]]
) -> Attribution | None:
    """A paragraph that is nothing but a quotation goes on with who was last quoted in the one before."""
    start, end = _bounds_of(bounds, quote.start)
    if quote.start != start or quote.end < end - 1 or start == 0:
        return None
    before = _bounds_of(bounds, start - 1)
    said = [
        d
        for d in drafts
        if d.source is not None
        and before[0] <= d.head < before[1]
        and d.act is not Act.THINK
        and _marks_in(document, d)
    ]
    if not said:
        return None
    last = max(said, key=lambda d: d.head)
    return _attributed(quote, last.source or 0, last.cue, "speaker of the paragraph before", 2)


def _marks_in(document: Document, draft: Attribution) -> bool:
    return any(document.words[t] in ("“", '"', "''", "``", "«", "„") for t in draft.content)


def _continued(quote: Quote, draft: Attribution, marks: list[Quote]) -> bool:
    previous = [q for q in marks if q.end <= quote.start and q.continues]
    return bool(previous) and previous[-1].end == quote.start and draft.content[-1] >= previous[-1].start
