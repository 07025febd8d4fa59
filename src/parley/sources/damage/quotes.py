"""Quotation marks that are opened and not closed, or closed and not opened.

A quotation that runs over paragraphs opens each and closes only the last; that is no damage.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from parley.records import FlagKind, Severity
from parley.sources.damage.lexicon import Lexicon
from parley.sources.damage.scan import Found, Scan

_INCHES = re.compile(r'\d"')
_MARK = re.compile('[“”]|(?<=\\S)"(?!\\w)')
"""A straight mark after a word closes as well: “like this"."""
_IN_SENTENCE = re.compile(r"[\w’'] $")
"""Before a mark: the reporter's own words, with no comma or colon that introduces somebody's."""
_WHOLE = re.compile(r"(?:[A-Z]|I\b).*[.!?]\s*$", re.DOTALL)
"""After a mark: what may be a whole sentence."""
_SHOWN = 60
"""Characters shown from the mark on."""


def find(scan: Scan, lexicon: Lexicon) -> Iterator[Found]:
    """One flag for each paragraph whose marks do not pair."""
    if "“" not in scan.text and "”" not in scan.text and '"' not in scan.text:
        return
    lines = scan.lines
    carried = False
    for index, (start, end, _, _) in enumerate(lines):
        line = scan.text[start:end]
        following = scan.text[lines[index + 1][0]] if index + 1 < len(lines) else ""
        opened, closed = line.count("“"), line.count("”")
        if (opened or closed) and line.count('"') % 2 == 0:
            carried = yield from _curly(scan, start, end, following, told=lexicon.told_after, carried=carried)
        if '="' in line:
            continue  # a leftover tag, which is told as markup
        straight = line.count('"') - len(_INCHES.findall(line))
        if straight % 2 and not opened and not closed and following != '"' and not _closes_only(line):
            yield _found(scan, start + line.rfind('"'), end, "has no partner in its paragraph")


def _curly(
    scan: Scan, start: int, end: int, following: str, *, told: re.Pattern[str], carried: bool
) -> Generator[Found, None, bool]:
    """Flags of one paragraph; returns whether a quotation runs on into the next one.

    `carried` says that one ran on into this paragraph: some writers do not open it again.
    """
    line = scan.text[start:end]
    open_at: int | None = None
    for match in _MARK.finditer(line):
        if match[0] == "“":
            if open_at is not None:
                yield _found(
                    scan, start + open_at, start + match.start(), "is not closed before the next opens"
                )
            open_at = match.start()
        elif open_at is not None:
            open_at = None
        elif match[0] == "”" and not carried:
            yield _found(scan, start + match.start(), end, "closes what nothing opened", back=True)
        elif match[0] == "”":
            carried = False
    if open_at is None:
        return False
    if following == "“" and not _ended(line[:open_at], line[open_at + 1 :], told):
        return True
    yield _found(scan, start + open_at, end, "is not closed in its paragraph")
    return False


def _ended(before: str, quoted: str, told: re.Pattern[str]) -> bool:
    """Whether a quotation cannot run on into the next paragraph: its speaker is told after it (“We will go, Orle said.),
    or only a phrase of the reporter's own sentence was quoted (the “shadow army of the north).
    """
    return bool(told.search(quoted)) or (bool(_IN_SENTENCE.search(before)) and not _WHOLE.match(quoted))


def _closes_only(line: str) -> bool:
    """Whether the one straight mark closes a quotation from an earlier paragraph."""
    return line.count('"') == 1 and line.rstrip().endswith('"')


def _found(scan: Scan, start: int, end: int, what: str, *, back: bool = False) -> Found:
    """From the mark on, or up to it."""
    if back:
        begin, stop = max(scan.text.rfind("\n", 0, start) + 1, start + 1 - _SHOWN), start + 1
        while begin > 0 and begin < start and not scan.text[begin - 1].isspace():
            begin += 1
    else:
        begin, stop = start, min(end, start + _SHOWN)
        while stop < end and not scan.text[stop].isspace():
            stop += 1
    return Found(
        kind=FlagKind.UNCLOSED_QUOTATION,
        severity=Severity.MEDIUM,
        spans=((begin, stop),),
        reason=f"the quotation mark {what}",
        rule="quotes",
    )
