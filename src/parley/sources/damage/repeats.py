"""Repeated passages: the same words twice, far apart or one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from parley.records import FlagKind, Severity
from parley.sources.damage.lexicon import Lexicon
from parley.sources.damage.scan import Found, Scan

_WINDOW = 12
"""Words that must agree. Reports repeat names and titles of bodies of up to nine words as a matter of course."""
_LONG = 20
"""Words from which a repetition is surely no refrain or repeated quotation."""
_STUTTER = range(2, 12)
"""Lengths in words of a passage that is repeated at once."""


def find(scan: Scan, lexicon: Lexicon) -> Iterator[Found]:
    """Both occurrences of each repeated passage; the title's words, taken up in the body, do not count."""
    del lexicon
    yield from _stutters(scan)
    yield from _distant(scan)


def _distant(scan: Scan) -> Iterator[Found]:
    cores = scan.cores
    first_seen: dict[tuple[str, ...], int] = {}
    index, size = 0, len(cores)
    while index <= size - _WINDOW:
        key = tuple(cores[index : index + _WINDOW])
        earlier = first_seen.setdefault(key, index)
        if earlier == index or earlier + _WINDOW > index or not _wordy(key):
            index += 1
            continue
        length = _WINDOW
        while (
            index + length < size
            and earlier + length < index
            and cores[index + length] == cores[earlier + length]
        ):
            length += 1
        if scan.starts[earlier] >= scan.title_end:
            yield _found(scan, earlier, index, length, "again word for word")
        index += length


def _stutters(scan: Scan) -> Iterator[Found]:
    cores = scan.cores
    last: dict[str, int] = {}
    until = -1
    for index, core in enumerate(cores):
        earlier = last.get(core)
        last[core] = index
        if not core or earlier is None or index < until:
            continue
        length = index - earlier
        if length not in _STUTTER or cores[earlier:index] != cores[index : index + length]:
            continue
        # "step by step", "war for war's sake", "day after day" share a word, not a passage.
        if scan.starts[earlier] < scan.title_end or _punctuated(scan, earlier, index):
            continue
        if sum(len(c) for c in cores[earlier:index]) < 6:
            continue
        until = index + length
        yield _found(scan, earlier, index, length, "twice in a row")


def _punctuated(scan: Scan, first: int, second: int) -> bool:
    """Whether a short repetition is set off by punctuation, as rhetoric and names do ("never again, never again")."""
    if second - first == 2 and scan.cores[first + 1] in ("and", "or", "in", "by", "to"):
        return scan.cores[first + 1] != "to"  # "over and over and over", "hand in hand in"
    if second - first < 6 and scan.raw[second - 1][-1] in ".!?":
        return True
    return second - first < 4 and scan.raw[second - 1][-1] in ",.;:!?”\"—–-…'’)"


def _wordy(key: tuple[str, ...]) -> bool:
    """Whether most are words: rows of a table of numbers may be alike."""
    return sum(1 for core in key if core and core[0].isalpha()) > len(key) * 0.7 and len(set(key)) > 4


def _found(scan: Scan, earlier: int, later: int, length: int, how: str) -> Found:
    spans = tuple((scan.starts[at], scan.ends[at + length - 1]) for at in (earlier, later))
    return Found(
        kind=FlagKind.REPEATED_PASSAGE,
        severity=Severity.HIGH if length >= _LONG else Severity.MEDIUM,
        spans=spans,
        reason=f"{length} words stand here {how}",
        rule="repeats",
    )
