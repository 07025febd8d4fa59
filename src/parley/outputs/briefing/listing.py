"""The sources of a brief: its reports with publisher, date, trust and copies."""

from __future__ import annotations

from collections.abc import Sequence

from parley.outputs.briefing import words
from parley.outputs.briefing.citing import Citing
from parley.outputs.briefing.clean import link
from parley.outputs.briefing.material import Source
from parley.outputs.briefing.view import More, Shown


def chosen(sources: Sequence[Source], citing: Citing, most: int) -> tuple[Source, ...]:
    """All cited reports, and the latest others up to so many together; one of those with the same text."""
    each = tuple({s.report: s for s in reversed(sources)}.values())[::-1]
    free = most - len(citing.cited)
    others = [s.report for s in each if s.report not in citing.cited]
    kept = citing.cited | set(others[-free:] if free > 0 else ())
    return tuple(s for s in each if s.report in kept)


def shown(listed: Sequence[Source], sources: Sequence[Source], citing: Citing) -> tuple[Shown, ...]:
    """Some reports in words."""
    first: dict[str, Source] = {}
    for source in sources:
        first.setdefault(source.voice, source)
    return tuple(_shown(s, first[s.voice], citing) for s in listed)


def more(listed: Sequence[Source], sources: Sequence[Source], command: str) -> More | None:
    """What the list leaves out."""
    rest = len({s.report for s in sources}) - len(listed)
    return (
        More(count=rest, what="more reports that are not cited here", command=command) if rest > 0 else None
    )


def _shown(source: Source, first: Source, citing: Citing) -> Shown:
    url, host = link(source.url)
    return Shown(
        report=source.report,
        title=citing.title(source),
        publisher=words.short(source.publisher or "", 80),
        day=words.date(source.published),
        url=url,
        host=host,
        agency=words.short(source.agency or "", 60),
        copy_of=first.report if first.report != source.report else None,
        trust="" if source.trust is None else f"{source.trust:.2f}",
        reasons=source.reasons[:4] if source.doubts else (),
        cited=source.report in citing.cited,
    )


def independent(sources: Sequence[Source]) -> int:
    """How many sources there are when copies of one story count once."""
    return len({s.voice for s in sources})
