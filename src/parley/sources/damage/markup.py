"""Leftovers of pages, templates and machines: tags, entities, placeholders, "read more"."""

from __future__ import annotations

from collections.abc import Iterator

from parley.records import FlagKind, Severity
from parley.sources.damage.lexicon import Lexicon
from parley.sources.damage.scan import Found, Scan


def find(scan: Scan, lexicon: Lexicon) -> Iterator[Found]:
    """Passages that are no part of a report; overlapping ones are told once."""
    taken = -1
    hits = [*_phrases(scan, lexicon), *_patterns(scan, lexicon)]
    for start, end, severity, reason in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start >= taken:
            taken = end
            yield Found(
                kind=FlagKind.LEFTOVER_MARKUP,
                severity=severity,
                spans=((start, end),),
                reason=reason,
                rule="markup",
            )


def _phrases(scan: Scan, lexicon: Lexicon) -> Iterator[tuple[int, int, Severity, str]]:
    for phrase in lexicon.phrases:
        start = scan.lowered.find(phrase.text)
        while start >= 0:
            end = start + len(phrase.text)
            yield start, end, phrase.severity, phrase.reason
            start = scan.lowered.find(phrase.text, end)


def _patterns(scan: Scan, lexicon: Lexicon) -> Iterator[tuple[int, int, Severity, str]]:
    # Searching for a single character is far cheaper than a pattern; most reports have none of them.
    if not any(starter in scan.text for starter in lexicon.starters):
        return
    for pattern, severity, reason in lexicon.patterns:
        for match in pattern.finditer(scan.text):
            yield match.start(), match.end(), severity, reason
