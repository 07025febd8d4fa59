"""The title of a plain text, when its form leaves no doubt."""

from __future__ import annotations

import re

from parley.sources import dates

_LONGEST = 160
"""Characters of the longest title; headlines of agencies stay below 120."""
_WORDS = re.compile(r"[^\W\d_]{2,}")
_BYLINE = re.compile(r"(?i:by|from|written by|reporting by)\s+[A-Z]")
_DATELINE = re.compile(r"[A-Z][A-Z .,'’/-]{2,40}(?:\([A-Za-z ]{2,30}\))?\s*[-–—]{1,2}\s")
_ENDS = (".", ":", ";", ",", "…", "-", "–", "—")
_INITIALS = re.compile(r"(?:^|\s)(?:[A-Z]\.){2,}$")
_OPENERS = ("“", '"', "‘")


def split(text: str) -> tuple[str | None, str]:
    """Title and body of a plain text. A title is a first line that is short, stands alone before a blank line, is no
    date, byline or place line and does not end like a sentence; otherwise `None` and the whole text.
    """
    first, separator, rest = text.partition("\n")
    line = first.strip()
    if not separator or rest.split("\n", 1)[0].strip() or not rest.strip():
        return None, text
    if len(line) > _LONGEST or len(_WORDS.findall(line)) < 2:
        return None, text
    if line.endswith(_ENDS) and not _INITIALS.search(line):
        return None, text
    if dates.is_date(line) or _BYLINE.match(line) or _DATELINE.match(line):
        return None, text
    if line.startswith(_OPENERS) and line.endswith(("”", '"', "’")):
        return None, text
    return line, rest.lstrip("\n")
