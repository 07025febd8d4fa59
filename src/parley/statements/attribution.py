"""One attribution as tokens, and the small questions about grammar that its finders share.

After Pareti (2015), an attribution has a source, a cue and a content, and the content may break.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from parley.language.document import Document
from parley.records import Act
from parley.statements.lexicon import Cues

NAMING = frozenset({"NOUN", "PROPN", "PRON"})
"""Parts of speech that the head of a phrase naming somebody has."""
_EDGE = frozenset({",", ".", ";", ":", "-", "–", "—", "―", "--", "?", "!", "...", "…"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution as tokens. `content` is sorted; `source` is the head of the source's phrase."""

    source: int | None
    cue: tuple[int, int]
    head: int
    """The cue's own token, or its first."""
    content: tuple[int, ...]
    act: Act
    rule: str
    stands_in: int | None = None
    """A relative pronoun that stands for the source beside the cue."""
    addressees: tuple[int, ...] = ()
    hedged: bool = False
    penalty: int = 0
    open: bool = False
    """The source is a pronoun of which nobody knows whom it stands for."""


def marked(document: Document, clause: int, marks: tuple[str, ...]) -> bool:
    """Whether one of the words `marks` opens a clause."""
    return any(
        document.deps[c] == "mark" and document.lemmas[c].lower() in marks for c in document.children[clause]
    )


def case(document: Document, token: int) -> str | None:
    """The preposition or possessive mark of a noun."""
    return next(
        (document.lemmas[c].lower() for c in document.children[token] if document.deps[c] == "case"), None
    )


def cue_span(document: Document, verb: int, key: str, cues: Cues) -> tuple[int, int]:
    """The verb with its auxiliaries, the adverbs among them, the particle or preposition that belongs to it.

    And the verb that leads to it ("went on to explain"); what carries the words, right behind it ("said in a statement");
    a colon that ends it.
    """
    last = verb
    first = _before_it(document, verb)
    leader = document.heads[verb]
    led = document.deps[verb] == "xcomp" and leader < first and document.lemmas[leader] in cues.leading
    if led and all(document.upos[t] in ("ADP", "ADV", "PART") for t in range(leader + 1, first)):
        first = _before_it(document, leader)
    first = _issued(document, verb, first, cues)
    if (
        document.tags[verb] == "VBG"
        and first > 0
        and document.words[first - 1].lower() == "by"
        and document.heads[first - 1] == verb
    ):
        first -= 1  # "responded [by saying]"
    own = {c for c in document.children[verb] if document.deps[c] in _WITH_THE_VERB}
    words = key.split(" ")[1:]
    while words and last + 1 < len(document) and document.lemmas[last + 1].lower() in words:
        last += 1
        words.remove(document.lemmas[last].lower())
    last = next((t for t in _withheld(document, verb) if document.lemmas[t] in cues.clause), last)
    last = _through(document, verb, last, cues.channels)
    if last + 1 in own and document.upos[last + 1] == "ADV":
        last += 1
    colon = last + 1 < len(document) and document.words[last + 1] == ":"
    return first, last + 1 + colon


def _issued(document: Document, verb: int, first: int, cues: Cues) -> int:
    """Where the cue begins when the verb goes with what somebody issued: "[released a statement] saying"."""
    record = document.heads[verb]
    giving = document.heads[record]
    issued = document.tags[verb] == "VBG" and document.deps[record] == "obj" and giving < record < first
    if not issued or document.lemmas[record].lower() not in cues.channels:
        return first
    whole = all(document.upos[t] in _WITHIN or t == record for t in range(giving + 1, first))
    return _before_it(document, giving) if whole and first - giving < _LONGEST_CUE else first


_LONGEST_CUE = 8


def _withheld(document: Document, verb: int) -> list[int]:
    """The verb right after one of refusing: "declined [to say]"."""
    if document.lemmas[verb] not in ("decline", "refuse"):
        return []
    return [c for c in document.children[verb] if document.deps[c] == "xcomp" and c == verb + 2]


def _before_it(document: Document, verb: int) -> int:
    """The first of the auxiliaries and adverbs right before a verb."""
    first = verb
    while (
        first > 0
        and document.heads[first - 1] == verb
        and document.deps[first - 1] in _WITH_THE_VERB
        and document.upos[first - 1] in ("AUX", "ADV", "PART")
    ) or (first > 0 and document.tags[first - 1] == "TO" and document.heads[first - 1] == verb):
        first -= 1
    return first


_WITH_THE_VERB = frozenset({"aux", "aux:pass", "advmod", "neg", "cop"})


def _through(document: Document, verb: int, last: int, channels: frozenset[str]) -> int:
    """The last word of the channel right behind the cue: "said [in a statement]", "wrote [on Twitter]"."""
    start = last + 1
    if start + 1 >= len(document) or document.words[start].lower() not in _BY_WAY_OF:
        return last
    noun = document.heads[start]
    if document.heads[noun] != verb or document.lemmas[noun].lower() not in channels:
        return last
    return noun if all(document.upos[t] in _WITHIN for t in range(start, noun)) else last


_BY_WAY_OF = frozenset({"in", "on", "at", "during", "via", "by"})
_WITHIN = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PUNCT", "PART"})


def led_by(document: Document, draft: Attribution) -> Attribution:
    """With the preposition right behind the cue that leads in what is said: "was critical [of] the deal"."""
    after = draft.cue[1]
    content = [t for t in draft.content if t != after]
    if not content or after >= len(document) or document.words[after].lower() not in _LEADING_IN:
        return draft
    leads = document.deps[after] in ("case", "mark") and content[0] == after + 1
    return replace(draft, cue=(draft.cue[0], after + 1), content=tuple(content)) if leads else draft


_LEADING_IN = frozenset({"of", "about", "against", "for", "on", "with", "over"})


def trim(document: Document, tokens: Sequence[int], quoted: set[int]) -> list[tuple[int, int]]:
    """Runs of tokens without the punctuation at their edges, unless it belongs to a quotation.

    Args:
        document: the parsed report.
        tokens: sorted token positions.
        quoted: tokens inside quotation marks, marks included.
    """
    runs: list[list[int]] = []
    for token in tokens:
        if runs and token == runs[-1][1]:
            runs[-1][1] = token + 1
        else:
            runs.append([token, token + 1])
    trimmed = []
    for start, end in runs:
        while start < end and document.words[start] in _EDGE and start not in quoted:
            start += 1
        while end > start and document.words[end - 1] in _EDGE and end - 1 not in quoted:
            end -= 1
        if end > start and not all(document.upos[t] == "PUNCT" for t in range(start, end)):
            trimmed.append((start, end))
    return trimmed


def infinitive(document: Document, verb: int) -> bool:
    """Whether a verb stands with "to": "to say so"."""
    return document.tags[verb] == "VB" and any(document.tags[c] == "TO" for c in document.children[verb])
