"""Cheap broken grammar: "a approach", doubled words, impossible pairs of small words, sentences cut off.

Only what needs no parse and is nearly always wrong; style and agreement are none of its business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parley.records import FlagKind, Severity
from parley.sources.damage.lexicon import Lexicon
from parley.sources.damage.scan import Found, Scan

_SPOKEN_VOWEL = frozenset("AEFHILMNORSX")
"""Letters whose names begin with a vowel: "an FBI agent"."""
_NUMBER = re.compile(r"(\d+)(?:[.,]\d+)*")
_END = re.compile(r"[.!?…:;”\"'’)\]*»_|>%-]$|[–—]$")
_PARAGRAPH = 12
"""Words of the shortest line that is a paragraph and so should end like one."""
_SIGNED = re.compile(r"[”\"][,.]?\s*[-–—]+\s*[^”\"]{2,80}$")
_CUT_END = re.compile(r"[.!?][”\"'’)]*$")


def find(scan: Scan, lexicon: Lexicon) -> Iterator[Found]:
    """Errors in order of their kind."""
    cores, raw = scan.cores, scan.raw
    for index in range(len(cores) - 1):
        core, following = cores[index], cores[index + 1]
        if not core or not following:
            continue
        if core in ("a", "an"):
            if raw[index].lower() == core and _wrong_article(scan, lexicon, index):
                yield _found(scan, index, index + 1, Severity.MEDIUM, f"“{core}” before “{following}”")
                continue
        if core == following:
            if _doubled(scan, lexicon, index):
                yield _found(scan, index, index + 1, Severity.MEDIUM, f"“{core}” is written twice")
        elif f"{core} {following}" in lexicon.impossible_sequences and raw[index][-1].isalpha():
            if raw[index].islower() and raw[index + 1][0].islower():
                yield _found(scan, index, index + 1, Severity.MEDIUM, f"“{core} {following}” is no English")
        if (
            core in lexicon.never_last
            and raw[index].lower() == core + "."
            and raw[index + 1][0].isupper()
            and raw[index].islower()
        ):
            yield _found(scan, max(0, index - 1), index, Severity.MEDIUM, "the sentence ends in its middle")
    yield from _cut(scan, lexicon)


def _wrong_article(scan: Scan, lexicon: Lexicon, index: int) -> bool:
    """Whether "a" or "an" does not fit the sound of the next word."""
    article, after = scan.cores[index], scan.raw[index + 1]
    # "A" may be a letter of its own: "Vitamin A is", "Hepatitis A outbreak".
    if scan.raw[index][0] == "A" and index and scan.raw[index - 1][-1] not in '.!?”"\n:':
        return False
    if not (after[0].isalnum() or after[0] in "“\"‘'"):
        return False
    word = scan.text[scan.starts[index + 1] : scan.ends[index + 1]]
    vowel = _sounds_vowel(word, lexicon)
    return vowel is not None and vowel != (article == "an")


def _sounds_vowel(word: str, lexicon: Lexicon) -> bool | None:
    """Whether a word begins with a vowel's sound; `None` when that cannot be told from its letters."""
    number = _NUMBER.match(word)
    if number:
        return _number_vowel(number[1])
    head = re.split(r"[-–—'’./&]", word)[0]
    if len(head) < 2 or not head.isascii():
        return None
    if head.isupper() or (len(head) <= 5 and sum(1 for c in head if c.isupper()) >= 2):
        # NATO is a word, the FBI is spelled; only where both readings agree is there an error to see.
        spelled, spoken = head[0] in _SPOKEN_VOWEL, head[0] in "AEIO"
        return spelled if spelled == spoken else None
    lowered = head.lower()
    if lowered.startswith(lexicon.vowel_sound):
        return True
    if lowered.startswith(lexicon.consonant_sound):
        return False
    if lowered[0] == "h" and lowered.startswith(
        ("histor", "hotel", "heroic", "hyster", "habit", "hallucin", "herb")
    ):
        return None
    if head[0].isupper() and lowered[0] in "ueo":
        return None  # names: "a Ukrainian", "an Uber", "a Euro"
    return lowered[0] in "aeiou"


def _number_vowel(digits: str) -> bool | None:
    """Whether a number is spoken with a vowel first: "an 8", "an 11-year-old", "an 80,000-strong"."""
    if digits[0] == "8":
        return True
    if digits in ("11", "18"):
        return True
    if len(digits) == 4 and digits[:2] in ("11", "18"):
        return None  # a year or a number
    return False


def _doubled(scan: Scan, lexicon: Lexicon, index: int) -> bool:
    core, raw, after = scan.cores[index], scan.raw[index], scan.raw[index + 1]
    if core in lexicon.doubled or not core.isalpha() or (len(core) < 2 and core not in ("a", "i")):
        return False
    if not raw[-1].isalpha() or not after[0].isalpha():
        return False
    # Names are doubled on purpose ("Boutros Boutros-Ghali"); a sentence's first word may have a capital.
    return after[0].islower()


def _cut(scan: Scan, lexicon: Lexicon) -> Iterator[Found]:
    """Paragraphs that stop or start in the middle of a sentence."""
    lines = scan.body_lines()
    proper = sum(1 for _, _, first, last in lines if _CUT_END.search(scan.raw[last - 1]))
    for position, (start, end, first, last) in enumerate(lines):
        ending = scan.raw[last - 1]
        long = last - first >= _PARAGRAPH
        if ending.islower() and ending in lexicon.dangling and last - first > 3:
            if position + 1 < len(lines) and scan.text[lines[position + 1][0]].islower():
                continue  # a line that was wrapped
            yield _found(
                scan, max(first, last - 3), last - 1, Severity.MEDIUM, "the paragraph ends in its middle"
            )
        elif (
            long
            and not _END.search(ending)
            and not _SIGNED.search(scan.text[start:end])
            and proper >= 2
            and proper * 4 >= len(lines)
        ):
            if position + 1 < len(lines) and scan.text[lines[position + 1][0]].islower():
                continue
            severity = Severity.MEDIUM if ending.islower() else Severity.LOW
            yield _found(
                scan, max(first, last - 3), last - 1, severity, "the paragraph ends without a full stop"
            )
        if long and position and scan.text[start].islower() and proper >= 2:
            before = scan.raw[lines[position - 1][3] - 1]
            if _CUT_END.search(before) and scan.raw[first].isalpha():
                yield _found(
                    scan, first, first + 2, Severity.LOW, "the paragraph begins in the middle of a sentence"
                )


def _found(scan: Scan, first: int, last: int, severity: Severity, reason: str) -> Found:
    """The words from `first` to `last`, both included."""
    return Found(
        kind=FlagKind.BROKEN_GRAMMAR,
        severity=severity,
        spans=((scan.raw_start(first) if not scan.cores[first] else scan.starts[first], scan.ends[last]),),
        reason=reason,
        rule="grammar",
    )
