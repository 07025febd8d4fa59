"""The characters that a report is stored with: line ends, spaces, control characters, mojibake.

What is done here is done once, before the text is fixed. Two kinds of change are told apart: tidying that loses
nothing a reader sees (line ends, kinds of spaces, invisible marks) happens silently; mending of damage leaves a
`Repair` that becomes a flag.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from parley.records import Repair, Span

# NEL after an accented letter is half of a mojibake ("Å" arrives as two characters, the second of them NEL).
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\u2028]|(?<![\u00c0-\u00ff])\x85")
_PARAGRAPH_END = "\u2029"
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]+")
_MAYBE_MOJIBAKE = re.compile("[\u0080-\u024f]")
_PIECE = re.compile("( )")
_SHOWN = 80
"""Characters of the damaged passage that a repair keeps as evidence."""


@dataclass(frozen=True, slots=True)
class Clean:
    """Text as it will be stored, and what had to be mended in it."""

    text: str
    repairs: tuple[Repair, ...]

    def moved(self, offset: int) -> tuple[Repair, ...]:
        """The repairs, for a text that begins `offset` characters into the stored one."""
        return tuple(
            Repair(
                span=Span(start=r.span.start + offset, end=r.span.end + offset, text=r.span.text),
                before=r.before,
                reason=r.reason,
            )
            for r in self.repairs
        )


def clean(text: str) -> Clean:
    """`text` with line ends as newlines, one kind of space, composed letters, and mojibake and control characters
    mended; white space at both ends is gone, all other white space and the line structure stay.
    """
    text = _LINE_END.sub("\n", text).replace(_PARAGRAPH_END, "\n\n").strip()
    lines: list[str] = []
    repairs: list[Repair] = []
    position = 0
    for line in text.split("\n"):
        mended, found = _mend(line, position)
        lines.append(mended)
        repairs.extend(found)
        position += len(mended) + 1
    return _stripped("\n".join(lines), repairs)


def _stripped(text: str, repairs: list[Repair]) -> Clean:
    """Without the white space that mending may have bared at the ends."""
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    kept = [
        r for r in Clean(text, tuple(repairs)).moved(-lead) if text[r.span.start : r.span.end] == r.span.text
    ]
    return Clean(text, tuple(r for r in kept if r.span.start >= 0))


def _mend(line: str, position: int) -> tuple[str, list[Repair]]:
    """One line tidied and without damage, and its repairs; `position` is where it starts in the stored text."""
    reasons = []
    mended = line
    # Mojibake comes first: no-break spaces and soft hyphens may be halves of letters.
    if _MAYBE_MOJIBAKE.search(line):
        mended = _demojibake(line)
        if mended != line:
            reasons.append("characters had been read in the wrong encoding")
    if _CONTROL.search(mended):
        mended = _CONTROL.sub("", mended)
        reasons.append("control characters were removed")
    tidy = _tidy(mended)
    if not reasons:
        return tidy, []
    start, end, before = _difference(_tidy(line), tidy)
    if start == end:
        return tidy, []
    span = Span(start=position + start, end=position + end, text=tidy[start:end])
    return tidy, [Repair(span=span, before=_shown(before), reason=" and ".join(reasons))]


def _tidy(line: str) -> str:
    if line.isascii():
        return line
    return unicodedata.normalize("NFC", _SPACE.sub(" ", _INVISIBLE.sub("", line)))


def _demojibake(line: str) -> str:
    """`line` with its mojibake mended, word by word where the line as a whole resists (a line may be damaged in
    parts, and some words twice over).
    """
    from ftfy import fix_encoding
    from ftfy.badness import badness, is_bad

    # Names in many languages look odd to a decoder; only lines that ftfy finds implausible are touched.
    if not is_bad(line):
        return line
    line = "".join(piece if piece.isascii() else _peeled(piece) for piece in _PIECE.split(line))
    whole: str = fix_encoding(line)
    if is_bad(whole):
        parts = "".join(fix_encoding(piece) if is_bad(piece) else piece for piece in _PIECE.split(line))
        if badness(parts) < badness(whole):
            whole = parts
    return whole.replace("\n", " ").replace("\r", " ") if badness(whole) < badness(line) else line


def _peeled(word: str) -> str:
    """`word` with one layer of Latin-1 taken off, when it is sound UTF-8 underneath (ftfy leaves words that were
    read wrongly twice).
    """
    try:
        return word.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return word


def _difference(old: str, new: str) -> tuple[int, int, str]:
    """Where `new` differs from `old`, widened to whole words (so that a removal has words to point at), and what
    `old` had there.
    """
    shortest = min(len(old), len(new))
    head = 0
    while head < shortest and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shortest - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    while head > 0 and not new[head - 1].isspace():
        head -= 1
    while tail > 0 and not new[-tail].isspace():
        tail -= 1
    return head, len(new) - tail, old[head : len(old) - tail]


def _shown(passage: str) -> str:
    """`passage` as evidence: short, and without characters that a terminal or JSON could trip over."""
    short = passage if len(passage) <= _SHOWN else passage[: _SHOWN - 1] + "…"
    return _CONTROL.sub(lambda m: m[0].encode("unicode_escape").decode("ascii"), short)
