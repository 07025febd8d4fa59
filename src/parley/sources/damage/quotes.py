"""Quotation marks that are opened and not closed, or closed and not opened.

A quotation that runs over paragraphs opens each and closes only the last; that is no damage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parley.records import FlagKind, Severity
from parley.sources.damage.lexicon import Lexicon
from parley.sources.damage.scan import Found, Scan

_INCHES = re.compile(r'\d"')
_SHOWN = 60
"""Characters shown from the mark on."""


def find(scan: Scan, lexicon: Lexicon) -> Iterator[Found]:
    """One flag for each paragraph whose marks do not pair."""
    del lexicon
    if "“" not in scan.text and "”" not in scan.text and '"' not in scan.text:
        return
    lines = scan.lines
    carried = False
    for index, (start, end, _, _) in enumerate(lines):
        line = scan.text[start:end]
        following = scan.text[lines[index + 1][0]] if index + 1 < len(lines) else ""
        opened, closed = line.count("“"), line.count("”")
        if opened and not closed and line.count('"') == opened:
            closed = opened  # “…" is sloppy, not open
        if opened == closed + 1:
            if following != "“":
                yield _found(scan, start + line.rfind("“"), end, "is not closed in its paragraph")
                carried = False
            else:
                carried = True
        elif closed > opened:
            # Some quotations open only the first of their paragraphs.
            if not carried:
                yield _found(scan, start + line.find("”"), end, "closes what nothing opened", back=True)
            carried = False
        elif opened:
            carried = False
        straight = line.count('"') - len(_INCHES.findall(line))
        if straight % 2 and not opened and not closed and following != '"' and not _closes_only(line):
            yield _found(scan, start + line.rfind('"'), end, "has no partner in its paragraph")


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
