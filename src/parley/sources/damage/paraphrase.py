"""Odd paraphrases of fixed terms, as machines that replace words by synonyms make them.

Such "tortured phrases" give away rewritten papers (Cabanac, Labbé and Magazinov 2021); the terms of this field and
what they are turned into are data, as are pairs of words that contradict each other ("peace war").
"""

from __future__ import annotations

from collections.abc import Iterator

from parley.records import FlagKind, Severity
from parley.sources.damage.lexicon import Lexicon
from parley.sources.damage.scan import Found, Scan


def find(scan: Scan, lexicon: Lexicon) -> Iterator[Found]:
    """Odd phrases and clashing pairs."""
    cores = scan.cores
    for index, core in enumerate(cores):
        for phrase, term in lexicon.odd.get(core, ()):
            end = index + len(phrase)
            if tuple(cores[index:end]) == phrase and _unbroken(scan, index, end):
                yield _found(scan, index, end, Severity.MEDIUM, f"an odd way to say “{term}”")
                break
        clash = lexicon.clashes.get(core)
        if (
            clash
            and index + 1 < len(cores)
            and cores[index + 1] in clash[0]
            and _unbroken(scan, index, index + 2)
        ):
            if index + 2 < len(cores) and scan.raw[index + 1][-1].isalpha() and cores[index + 2] in _HEADS:
                continue  # "peace war-crimes court", "welcome attack helicopters": the second word is no head
            yield _found(scan, index, index + 2, Severity.MEDIUM, clash[1])


_HEADS = frozenset(
    [
        "crimes",
        "crime",
        "helicopter",
        "helicopters",
        "zone",
        "zones",
        "victims",
        "victim",
        "plan",
        "plans",
        "survivors",
        "memorial",
    ]
)


def _unbroken(scan: Scan, start: int, end: int) -> bool:
    """Whether no punctuation stands between the words."""
    return all(scan.raw[i][-1].isalnum() for i in range(start, end - 1))


def _found(scan: Scan, start: int, end: int, severity: Severity, reason: str) -> Found:
    return Found(
        kind=FlagKind.ODD_PARAPHRASE,
        severity=severity,
        spans=((scan.starts[start], scan.ends[end - 1]),),
        reason=reason,
        rule="paraphrase",
    )
