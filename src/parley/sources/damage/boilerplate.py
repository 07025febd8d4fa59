"""What the page or the agency put around a report: links to other reports, credits, buttons.

Nobody said it in the report and it happened in none of its sentences, so these passages are told and left out of the
parse; the text keeps them. Where lines are lost, a link's heading has often run into the next sentence: it ends before
the first small word with a capital that a heading of that style would not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parley.records import FlagKind, Severity
from parley.sources.damage.lexicon import Lexicon, Passage, Reach
from parley.sources.damage.scan import Found, Scan

_WORD = re.compile(r"[^\W\d_][\w’'-]*|[“\"]")
_SHORTEST = 2
"""Words that a heading has at least."""
_LONGEST_LINE = 160
"""Characters up to which a line that begins with a link is all heading; titles are no longer."""


def find(scan: Scan, lexicon: Lexicon) -> Iterator[Found]:
    """The passages, in order; of two that overlap, the earlier one."""
    hits = [
        (match.start(), _end(scan, lexicon, passage, match), passage.reason)
        for passage in lexicon.passages
        for match in passage.pattern.finditer(scan.text, scan.title_end)
    ]
    taken = 0
    for start, end, reason in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if end > max(start, taken):
            yield Found(
                kind=FlagKind.BOILERPLATE,
                severity=Severity.LOW,
                spans=((max(start, taken), end),),
                reason=reason,
                rule="boilerplate",
            )
            taken = end


def _end(scan: Scan, lexicon: Lexicon, passage: Passage, match: re.Match[str]) -> int:
    if passage.to is Reach.MATCH:
        return _bare(scan.text, match.start(), match.end())
    sentence = scan.sentence(max(match.end() - 1, match.start()))[1]
    if passage.to is Reach.SENTENCE:
        return max(sentence, match.end())
    first = scan.text.rfind("\n", 0, match.start()) + 1
    line = scan.text.find("\n", match.start())
    line = len(scan.text) if line < 0 else line
    if not scan.text[first : match.start()].strip() and line - first <= _LONGEST_LINE:
        return _bare(scan.text, match.start(), line)
    return _run_into(scan.text, match.end(), max(sentence, match.end()), lexicon.heading_openers)


def _run_into(text: str, start: int, end: int, openers: frozenset[str]) -> int:
    """Where a heading ends that began at `start`: before the sentence it has run into, at the latest at `end`."""
    words = list(_WORD.finditer(text, start, end))
    plain = False
    for place, word in enumerate(words):
        if place < _SHORTEST:
            plain = plain or word[0][0].islower()
            continue
        if word[0] in '“"' or (plain and word[0][0].isupper() and word[0].lower() in openers):
            return _bare(text, start, word.start())
        plain = plain or word[0][0].islower()
    return end


def _bare(text: str, start: int, end: int) -> int:
    """`end` without the white space before it."""
    return start + len(text[start:end].rstrip())
