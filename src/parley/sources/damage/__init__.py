"""Damage that a report's own characters and words show, before any parse.

Each detector is a small module with a function `find(scan, lexicon)`; what counts as damage is data in `data/`.
Flags say what is odd and where; whether it matters is decided by who reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from parley.records import Flag, FlagKind, Maker, Report, Severity, Span
from parley.sources.damage import (
    boilerplate,
    encoding,
    garbled,
    grammar,
    headlines,
    markup,
    paraphrase,
    quotes,
    repeats,
    superlatives,
)
from parley.sources.damage.lexicon import Lexicon, load
from parley.sources.damage.scan import Found, Scan

__all__ = ["Lexicon", "find", "left_out", "load"]

_VERSION = "1"
_BY_THE_DOZEN = frozenset({FlagKind.LEFTOVER_MARKUP, FlagKind.BOILERPLATE, FlagKind.ENCODING_DAMAGE})
_DETECTORS: tuple[Callable[[Scan, Lexicon], Iterator[Found]], ...] = (
    garbled.find,
    encoding.find,
    markup.find,
    boilerplate.find,
    repeats.find,
    headlines.find,
    grammar.find,
    paraphrase.find,
    quotes.find,
    superlatives.find,
)


def find(report: Report, lexicon: Lexicon | None = None) -> tuple[Flag, ...]:
    """Flags for the damage in a report, in order of first character; flags on the whole report come last.

    Limits: spelling mistakes, wrong names and invented facts leave no trace in the characters and are not found.
    """
    words = lexicon or load()
    scan = Scan.of(report.text, title=report.title)
    found = [hit for detector in _DETECTORS for hit in detector(scan, words)]
    found = _merged(found + encoding.repaired(report))
    found.sort(key=lambda hit: (hit.spans[0], hit.kind, hit.reason))
    flags = [_flag(index, hit, report.text) for index, hit in enumerate(found, 1)]
    if report.published is None:
        flags.append(
            Flag(
                id=f"f{len(flags) + 1}",
                kind=FlagKind.MISSING_DATE,
                severity=Severity.LOW,
                spans=(),
                reason="the report does not say when it was published; 'last week' and the like stay open",
                made_by=Maker(rule="sources/damage", version=_VERSION),
            )
        )
    return tuple(flags)


def left_out(flags: Iterable[Flag]) -> tuple[Span, ...]:
    """The passages to leave out of the parse, in order: what the page or the agency put around the report."""
    spans = (span for flag in flags if flag.kind is FlagKind.BOILERPLATE for span in flag.spans)
    return tuple(sorted(spans, key=lambda span: span.start))


def _merged(found: list[Found]) -> list[Found]:
    """Leftover tags and broken characters come by the dozen; the same trouble is told once, with all its places."""
    merged: dict[tuple[FlagKind, str], Found] = {}
    kept: list[Found] = []
    for hit in found:
        if hit.kind not in _BY_THE_DOZEN:
            kept.append(hit)
            continue
        key = (hit.kind, hit.reason)
        known = merged.get(key)
        spans = hit.spans if known is None else tuple(sorted({*known.spans, *hit.spans}))
        merged[key] = Found(
            kind=hit.kind, severity=hit.severity, spans=spans, reason=hit.reason, rule=hit.rule
        )
    return kept + list(merged.values())


def _flag(index: int, hit: Found, text: str) -> Flag:
    return Flag(
        id=f"f{index}",
        kind=hit.kind,
        severity=hit.severity,
        spans=tuple(Span(start=start, end=end, text=text[start:end]) for start, end in hit.spans),
        reason=hit.reason,
        made_by=Maker(rule=f"sources/damage/{hit.rule}", version=_VERSION),
    )
