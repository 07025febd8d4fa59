"""Garbled tokens: words that no hand or language made.

Three signs, none needing a dictionary, which would flag every unknown name: digits or symbols inside a word where no
known form of name has them, letters of two alphabets in one word, and letter pairs that English words do not have
(only in words in lower case, since names come from everywhere).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from parley.records import FlagKind, Severity
from parley.sources.damage.lexicon import Lexicon
from parley.sources.damage.scan import Found, Scan

_PLAIN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*(?:['’])?")
_ADDRESS = re.compile(
    r"(?:\S*https?:|\S*www\.|\S+@\S+|[@#]\w|\w[\w.-]*\.(?:com|org|net|gov|edu|int|info|tv|co|io|uk|html?|php|pdf|jpe?g|png)\b)",
    re.IGNORECASE,
)
_JOINTS = re.compile(r"[-–—/&+,:;()\[\]“”\"'’‘.…!?%$£€#*·•°²³½¼¾<>=|~^`™®©§@]+")
_INNER_SYMBOL = re.compile(
    r"[^\W\d_][_\\^~|{}<>=$%*+@#§¤]+[^\W\d_]|[^\W\d_][!?;:,][^\W\d_]*[_\\^~|{}$%*+@#§¤]"
)
_UNDERSCORE = re.compile(r"[^\W_]_+[^\W_]")
_ALTERNATION = re.compile(r"[^\W\d_]+|\d+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_VOWEL = re.compile(r"[aeiouyà-öø-ÿ]")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}")
_SAME = re.compile(r"([a-z])\1{3,}")
_LONGEST_WORD = 40
"""Letters of the longest word that is believed; the longest in the news have under 30."""


def find(scan: Scan, lexicon: Lexicon) -> Iterator[Found]:
    """Words whose characters do not go together."""
    judged: dict[str, str | None] = {}
    for index, raw in enumerate(scan.raw):
        if raw in judged:
            reason = judged[raw]
        else:
            reason = judged[raw] = _judge(raw, scan.text[scan.starts[index] : scan.ends[index]], lexicon)
        if reason:
            yield Found(
                kind=FlagKind.GARBLED_TOKEN,
                severity=Severity.HIGH,
                spans=((scan.starts[index], scan.ends[index]),),
                reason=reason,
                rule="garbled",
            )


def _judge(raw: str, core: str, lexicon: Lexicon) -> str | None:
    """Why a word is garbled; `None` when it is not."""
    if _PLAIN.fullmatch(core):
        return _letters(core, lexicon)
    if len(core) < 3 or core.isdigit() or _ADDRESS.match(raw) or _ADDRESS.match(core):
        return None
    if (
        not any(c.isalpha() for c in core)
        or "Ã" in core
        or "Â" in core
        or "<" in core
        or ">" in core
        or '="' in core
    ):
        return None  # numbers; mojibake and tags, which have detectors of their own
    if lexicon.names_with_digits.fullmatch(core):
        return None
    if _UNDERSCORE.search(core):
        return f"“{core}” has an underscore inside a word"
    symbols = _INNER_SYMBOL.search(core)
    if symbols:
        return f"“{core}” has symbols inside a word"
    for part in _JOINTS.split(core):
        reason = _part(part, lexicon)
        if reason:
            return f"“{core}”: {reason}" if part != core else reason
    return None


def _part(part: str, lexicon: Lexicon) -> str | None:
    """One piece between hyphens, dots and slashes."""
    if len(part) < 3:
        return None
    if part.isalpha():
        return _letters(part, lexicon)
    if not part.isalnum() or lexicon.names_with_digits.fullmatch(part):
        return None
    pieces = _ALTERNATION.findall(part)
    small = sum(1 for c in part if c.islower())
    if small >= 2 and len(pieces) >= 2:
        return f"“{part}” mixes letters and digits as no known name does"
    if len(pieces) >= 6:
        return f"“{part}” alternates between letters and digits"
    return None


def _letters(word: str, lexicon: Lexicon) -> str | None:
    """A piece of letters only."""
    if len(word) > _LONGEST_WORD and "-" not in word:
        return f"“{word[:20]}…” is no word: it has {len(word)} letters"
    if word.isascii():
        # Initialisms and names follow no rules of spelling; interjections ("aaargh") are rare in reports.
        return _spelling(word, lexicon) if word.islower() and len(word) >= 4 else _case(word)
    if _OTHER_SCRIPT.search(word) and _LATIN.search(word):
        return f"“{word}” mixes letters of two alphabets"
    return None


def _spelling(word: str, lexicon: Lexicon) -> str | None:
    bad = [word[i : i + 2] for i in range(len(word) - 1) if word[i : i + 2] in lexicon.impossible_pairs]
    if _CONSONANTS.search(word) or (len(word) >= 6 and not _VOWEL.search(word)):
        return f"“{word}” cannot be spoken"
    if len(bad) >= 2 or (bad and len(word) >= 5 and not _VOWEL.search(word)):
        return f"“{word}” has letters in an order that English words do not have"
    if bad and len(word) <= 12 and len(_VOWEL.findall(word)) * 5 <= len(word):
        return f"“{word}” has letters in an order that English words do not have"
    if _SAME.search(word):
        return f"“{word}” repeats a letter"
    return None


_ZIGZAG = re.compile(r"[a-z][A-Z]{1,3}[a-z]+[A-Z]|[A-Z][a-z][A-Z][a-z][A-Z]")


def _case(word: str) -> str | None:
    """Capitals all over a word ("pEaCe"); two-part names ("McDonald", "YouTube") are left alone."""
    if len(word) >= 5 and _ZIGZAG.search(word) and sum(1 for c in word if c.isupper()) >= 3:
        if sum(1 for a, b in pairwise(word) if a.islower() != b.islower()) * 2 > len(word):
            return f"“{word}” has capitals in odd places"
    return None
