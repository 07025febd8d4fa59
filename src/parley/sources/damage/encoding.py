"""Encoding damage: what was mended at intake, and what could not be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parley.records import FlagKind, Report, Severity
from parley.sources.damage.lexicon import Lexicon
from parley.sources.damage.scan import Found, Scan

_LOST = re.compile("\ufffd+|[\ue000-\uf8ff]+")
_MOJIBAKE = re.compile(
    "[ÃÂ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|â(?:€|‚|„)|[ÐÑ][\u0080-\u00bf]|‚Ä|ï¿½|√[©®°±≥¥]"
)
_QUESTION = re.compile(r"(?<![\w/=&?.])[A-Za-z]{1,20}\?[a-z]{1,20}(?![\w/=&])")


def find(scan: Scan, lexicon: Lexicon) -> Iterator[Found]:
    """Replacement characters, mojibake that resisted mending, question marks in the place of letters."""
    del lexicon
    text = scan.text
    if not text.isascii():
        for pattern, reason in (
            (_LOST, "characters were lost when the text was converted"),
            (_MOJIBAKE, "characters were read in the wrong encoding"),
        ):
            yield from (
                _found(scan, m.start(), m.end(), Severity.HIGH, reason) for m in pattern.finditer(text)
            )
    if "?" in text:
        for match in _QUESTION.finditer(text):
            yield _found(
                scan,
                match.start(),
                match.end(),
                Severity.MEDIUM,
                "a question mark stands in the place of a character",
            )


def repaired(report: Report) -> list[Found]:
    """What intake mended."""
    return [
        Found(
            kind=FlagKind.ENCODING_DAMAGE,
            severity=Severity.MEDIUM,
            spans=((repair.span.start, repair.span.end),),
            reason=f"mended at intake, it arrived as “{repair.before}”: {repair.reason}",
            rule="encoding",
        )
        for repair in report.repairs
    ]


def _found(scan: Scan, start: int, end: int, severity: Severity, reason: str) -> Found:
    """The word around the damage."""
    text = scan.text
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return Found(
        kind=FlagKind.ENCODING_DAMAGE,
        severity=severity,
        spans=((start, end),),
        reason=reason,
        rule="encoding",
    )
