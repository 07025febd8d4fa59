"""Run-on headlines: title-like strings that run into each other or into the text without punctuation.

Two signs. Words in capitals as titles have them, in a line of running text. And telegraphic style: a stretch of words
without any article, auxiliary or pronoun, with a verb as headlines have it.
"""

from __future__ import annotations

from collections.abc import Iterator

from parley.records import FlagKind, Severity
from parley.sources.damage.lexicon import Lexicon
from parley.sources.damage.scan import Found, Scan

_CAPITALS = 8
"""Words in a title-like run; names of bodies and works rarely have more without a small word."""
_CAPITAL_SHARE = 0.8
_TELEGRAPHIC = 9
"""Words in a stretch of telegraphic style; in 200 clean articles few sentences hold so many without an article."""
_TWO_TITLES = 14
"""Words from which one stretch is more than one title."""
_FIRST_WORDS = frozenset({"first", "second", "third", "last", "next"})
_BEFORE_BARE = frozenset({"for", "in", "on", "at", "since", "after"})
_NO_SUBJECT = _BEFORE_BARE | {"to", "of", "with", "from", "by", "and", "or"}
_ENDS = '.!?:;”"…'
_LIST = 2
"""Commas from which a stretch is a list of names."""


def find(scan: Scan, lexicon: Lexicon) -> Iterator[Found]:
    """Title-like stretches in the body's running text."""
    for _, _, first, last in scan.body_lines():
        # A line of its own that is short is a heading, which is no damage.
        if last - first < _TELEGRAPHIC:
            continue
        taken = first
        for start, end, verbs in (
            *_telegraphic(scan, lexicon, first, last),
            *_capitals(scan, lexicon, first, last),
        ):
            if start < taken or (last - first < 2 * _TWO_TITLES and (end - start) * 2 > last - first):
                continue
            taken = end
            many = verbs >= 2 or end - start >= 2 * _TWO_TITLES
            yield Found(
                kind=FlagKind.RUN_ON_HEADLINE,
                severity=Severity.HIGH if many else Severity.MEDIUM,
                spans=((scan.raw_start(start), scan.raw_end(end - 1)),),
                reason="words as in headlines run together without punctuation"
                if many
                else "words as in a headline stand inside the text",
                rule="headlines",
            )


def _telegraphic(scan: Scan, lexicon: Lexicon, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Stretches without small words of grammar: first and last (half-open) word, number of headline verbs."""
    start = first
    for index in range(first, last + 1):
        if index < last and scan.cores[index] not in lexicon.glue and not _broken(scan, index):
            continue
        end = index
        if index < last and scan.cores[index] not in lexicon.glue:
            end = index + 1  # the word that ends with a full stop belongs to the stretch
        if end - start >= _TELEGRAPHIC:
            trimmed = _trimmed(scan, start, end)
            if trimmed:
                verbs = _verbs(scan, lexicon, *trimmed)
                bare = _bare_ordinal(scan, *trimmed)
                if verbs and (verbs + bare >= 2) and _names(scan, *trimmed):
                    yield (*trimmed, verbs + bare)
        start = index + 1


def _broken(scan: Scan, index: int) -> bool:
    """Whether a sentence ends at the word; initials ("U.S.") end none here, since titles end with them."""
    raw = scan.raw[index]
    if raw[-1] not in _ENDS:
        return False
    return not (raw[-1] == "." and raw.count(".") >= 2 and raw[0].isupper())


def _trimmed(scan: Scan, start: int, end: int) -> tuple[int, int] | None:
    """From the first word with a capital; `None` for lists."""
    while start < end and not scan.raw[start][0].isupper():
        start += 1
    commas = sum(1 for i in range(start, end) if scan.raw[i][-1] in ",;" or scan.raw[i] in "–—-")
    if end - start < _TELEGRAPHIC or commas >= _LIST:
        return None
    return start, end


def _verbs(scan: Scan, lexicon: Lexicon, start: int, end: int) -> int:
    """Verbs as in headlines that follow a name or noun and precede something."""
    return sum(
        1
        for i in range(start + 1, end - 1)
        if scan.cores[i] in lexicon.headline_verbs
        and scan.raw[i].islower()
        and scan.cores[i - 1] not in _NO_SUBJECT
    )


def _bare_ordinal(scan: Scan, start: int, end: int) -> int:
    """Ordinals without their article: "for first time"."""
    return sum(
        1
        for i in range(start + 1, end)
        if scan.cores[i] in _FIRST_WORDS and scan.cores[i - 1] in _BEFORE_BARE and scan.raw[i].islower()
    )


def _names(scan: Scan, start: int, end: int) -> bool:
    """Whether a capital stands inside, where a second title or name begins."""
    return any(scan.raw[i][0].isupper() for i in range(start + 1, end))


def _capitals(scan: Scan, lexicon: Lexicon, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Runs of words with capitals that include words which only titles write so."""
    start = None
    misses = 0
    for index in range(first, last + 1):
        word = scan.raw[index] if index < last else ""
        capital = bool(word) and (word[0].isupper() or word[0].isdigit())
        if capital and start is None:
            start, misses = index, 0
        elif not capital and start is not None:
            misses += 1
            if not word or misses > (1 - _CAPITAL_SHARE) * max(index - start, _CAPITALS) or word[0] in "–—":
                yield from _title_case(scan, lexicon, start, index)
                start = None
        if start is not None and word and _broken(scan, index):
            yield from _title_case(scan, lexicon, start, index + 1)
            start = None


def _title_case(scan: Scan, lexicon: Lexicon, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    while end > start and not scan.raw[end - 1][0].isupper():
        end -= 1
    if end - start < _CAPITALS:
        return
    shouting = sum(1 for i in range(start, end) if scan.raw[i].isupper())
    if shouting > 0.5 * (end - start):
        return
    titled = [
        i
        for i in range(start + 1, end)
        if scan.raw[i][0].isupper()
        and scan.raw[i - 1][-1] not in "“\"‘'("
        and (
            scan.cores[i] in lexicon.headline_verbs
            or scan.cores[i] in lexicon.glue
            or scan.cores[i] in lexicon.openers
        )
    ]
    verbs = sum(1 for i in titled if scan.cores[i] in lexicon.headline_verbs)
    commas = sum(1 for i in range(start, end) if scan.raw[i][-1] in ",;")
    if len(titled) >= 2 and commas < _LIST + 1:
        yield start, end, verbs
