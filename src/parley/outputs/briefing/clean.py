"""Text and addresses from reports made fit to be shown: nothing that acts, hides or turns the text around.

Markup is not handled here: the templates escape everything. What characters themselves can do is: controls, overrides of
the writing direction, lone surrogates (no file can hold them), invisible tags, towers of accents.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_LOST = "\ufffd"
"""Stands where a character is not shown, so that the reader sees that there was one."""
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_EMPTY = re.compile("[\u200b\u200e\u200f\u061c\u2060-\u2064\ufeff\u00ad]")
"""Invisible and without a say in how English is read; dropped."""
_LINES = re.compile("[\r\u2028\u2029\x0b\x0c\x85]+")
_TOWER = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_LONGEST_URL = 2000


def clean(text: str) -> str:
    """`text` without characters that act on their surroundings; everything else as it is."""
    text = _LINES.sub(" ", text)
    return _TOWER.sub(r"\1", _HARMFUL.sub(_LOST, _EMPTY.sub("", text)))


def link(url: str | None) -> tuple[str | None, str]:
    """An address to link to, and its host to show; no address where it is not plainly a web page's.

    Only http and https with a host and without a user name in it: "https://bank.example@evil.example" misleads.
    """
    given = (url or "").strip()
    if not given or len(given) > _LONGEST_URL or not given.isprintable() or re.search(r"[\s\\<>\"'`]", given):
        return None, ""
    try:
        parts = urlsplit(given)
        host = (parts.hostname or "").encode("idna").decode()
        sound = parts.port is None or parts.port > 0
    except (ValueError, UnicodeError):
        return None, ""
    if parts.scheme.lower() not in ("http", "https") or not host or "@" in parts.netloc or not sound:
        return None, ""
    return given, host
