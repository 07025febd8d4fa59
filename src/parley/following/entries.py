"""One entry from the rows that tell of one happening: what most independent sources say, and who says otherwise."""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from parley.following.likeness import party as party_likeness
from parley.following.model import (
    Anchor,
    Aspect,
    Disagreement,
    Entry,
    Evidence,
    Harm,
    Side,
    Version,
)
from parley.following.rows import Party, Row
from parley.records import Confidence, Effect, Factuality, Precision

_ONE = 0.35
"""Likeness of two parties from which they are shown as one."""
_RANK = {c: i for i, c in enumerate((Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH))}


def entry(rows: Sequence[Row]) -> Entry:
    """The entry of some rows, which come in the order of their anchors."""
    types = _versions(rows, lambda r: [r.event.type])
    modes = _versions(rows, lambda r: [r.event.mode] if r.event.mode else [])
    factualities = _versions(rows, lambda r: [r.event.factuality.value])
    start, end, precision = _span(rows)
    sources = len({r.teller.voice for r in rows})
    confidence, reason = _confidence(rows, sources)
    places = _versions(rows, lambda r: [r.event.place.name] if r.event.place else [])
    return Entry(
        id="h" + hashlib.sha256(str(rows[0].anchor).encode()).hexdigest()[:15],
        type=types[0].value,
        mode=modes[0].value if modes else None,
        source=_parties(rows, lambda r: r.source),
        target=_parties(rows, lambda r: r.target),
        affected=_harms(rows),
        place=places[0].value if places else None,
        start=start,
        end=end,
        precision=precision,
        factuality=Factuality(_settled(factualities)),
        evidence=tuple(_evidence(r) for r in rows),
        sources=sources,
        disagreements=_disagreements(rows, factualities, places),
        confidence=confidence,
        reason=reason,
    )


def _evidence(row: Row) -> Evidence:
    return Evidence(
        anchor=row.anchor,
        row=row.event.id,
        source=row.teller.voice,
        publisher=row.teller.publisher,
        published=row.teller.published,
        sentence=row.event.sentence.text,
        predicate=row.event.predicate.text,
        factuality=row.event.factuality,
        speaker=row.speaker,
        confidence=row.event.confidence,
    )


def _versions(rows: Sequence[Row], values: Callable[[Row], Iterable[str]]) -> list[Version]:
    """What the rows say, most independent sources first, then most rows, then by the words."""
    said: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for value in values(row):
            said[value].append(row)
    found = [
        Version(
            value=value,
            told=tuple(sorted({r.anchor for r in tellers})),
            sources=len({r.teller.voice for r in tellers}),
        )
        for value, tellers in said.items()
    ]
    return sorted(found, key=lambda v: (-v.sources, -len(v.told), v.value))


def _settled(versions: list[Version]) -> str:
    """Factuality: once told as having happened, by anyone, a plan or demand has been carried out."""
    said = {v.value for v in versions}
    if Factuality.ACTUAL in said and not said & {Factuality.DENIED.value, Factuality.NEGATED.value}:
        return Factuality.ACTUAL
    return versions[0].value


def _span(rows: Sequence[Row]) -> tuple[datetime.date | None, datetime.date | None, Precision]:
    """The narrowest date that most sources give; else the narrowest guess."""
    best: tuple[tuple[int, int, int, str], datetime.date, datetime.date, Precision] | None = None
    for row in rows:
        if row.start is None or row.end is None:
            continue
        agree = {
            r.teller.voice
            for r in rows
            if r.dated
            and r.start is not None
            and r.end is not None
            and r.start <= row.start
            and row.end <= r.end
        }
        width = (row.end - row.start).days
        rank = (-int(row.dated), min(width, 31), -len(agree), row.start.isoformat())
        when = row.event.date
        precision = when.precision if row.dated and when is not None else _coarse(width)
        if best is None or rank < best[0]:
            best = (rank, row.start, row.end, precision)
    return best[1:] if best is not None else (None, None, Precision.UNKNOWN)


def _coarse(days: int) -> Precision:
    return Precision.WEEK if days <= 7 else Precision.MONTH if days <= 31 else Precision.UNKNOWN


def _parties(rows: Sequence[Row], of: Callable[[Row], tuple[Party, ...]]) -> tuple[Side, ...]:
    """Parties of one side over all rows; parties that may be one are shown once, under the best known name."""
    groups: list[list[tuple[Party, Row]]] = []
    ranked = sorted(
        ((p, row) for row in rows for p in of(row)),
        key=lambda x: (not x[0].entry, not x[0].tokens, x[1].anchor, x[0].name),
    )
    for party, row in ranked:
        for group in groups:
            if party_likeness(group[0][0], party) >= _ONE:
                group.append((party, row))
                break
        else:
            groups.append([(party, row)])
    return tuple(_side(group[0][0]) for group in groups)


def _side(party: Party) -> Side:
    return Side(
        name=" ".join(party.name.split()),
        entry=party.entry,
        country=party.country,
        sectors=tuple(sorted(party.sectors)),
    )


def _harms(rows: Sequence[Row]) -> tuple[Harm, ...]:
    effects = sorted({a.effect for r in rows for a in r.event.affected}, key=lambda e: e.value)
    return tuple(_harm(rows, effect) for effect in effects)


def _harm(rows: Sequence[Row], effect: Effect) -> Harm:
    versions = _versions(rows, lambda r: _numbers(r, effect))
    counts = [int(v.value) for v in versions]
    return Harm(
        effect=effect,
        count=counts[0] if counts else None,
        least=min(counts, default=None),
        most=max(counts, default=None),
    )


def _numbers(row: Row, effect: Effect) -> list[str]:
    return [str(a.count) for a in row.event.affected if a.effect is effect and a.count is not None]


def _disagreements(
    rows: Sequence[Row], factualities: list[Version], places: list[Version]
) -> tuple[Disagreement, ...]:
    """What differs. Unresolved actors ("the rebels") do not contradict named ones."""
    found = {
        Aspect.DATE: _dates(rows),
        Aspect.FACTUALITY: factualities,
        Aspect.PLACE: places,
        Aspect.SOURCE: _actors(rows, lambda r: r.source),
        Aspect.TARGET: _actors(rows, lambda r: r.target),
    }
    differ = [Disagreement(about=a, versions=tuple(v)) for a, v in found.items() if len(v) > 1]
    for effect in sorted({a.effect for r in rows for a in r.event.affected}, key=lambda e: e.value):
        numbers = _versions(rows, lambda r, e=effect: [f"{e.value}: {n}" for n in _numbers(r, e)])  # type: ignore[misc]
        if len(numbers) > 1:
            differ.append(Disagreement(about=Aspect.NUMBER, versions=tuple(numbers)))
    return tuple(differ)


def _dates(rows: Sequence[Row]) -> list[Version]:
    """Given dates that exclude one another."""
    given = [r for r in rows if r.dated and r.start is not None and r.end is not None]
    apart = any(a.start is not None and b.end is not None and a.start > b.end for a in given for b in given)
    return _versions(given, lambda r: [_interval(r.start, r.end)]) if apart else []


def _interval(start: datetime.date | None, end: datetime.date | None) -> str:
    return f"{start}" if start == end else f"{start} to {end}"


def _actors(rows: Sequence[Row], of: Callable[[Row], tuple[Party, ...]]) -> list[Version]:
    """Known parties that exclude one another, by name."""
    groups: list[tuple[Party, set[Anchor]]] = []
    for row in rows:
        for party in of(row):
            if not party.known:
                continue
            for head, _ in groups:
                if party_likeness(head, party) >= 0:
                    break
            else:
                groups.append((party, {row.anchor}))
    if len(groups) < 2:
        return []
    heads = [head for head, _ in groups]
    exclusive = [
        head
        for head in heads
        if any(not any(party_likeness(head, p) >= 0 for p in of(row)) for row in rows if of(row))
    ]
    if len(exclusive) < 2:
        return []
    return _versions(
        rows, lambda r: [h.name for h in heads if any(party_likeness(h, p) >= _ONE for p in of(r))]
    )


def _confidence(rows: Sequence[Row], sources: int) -> tuple[Confidence, str]:
    """The best row's; medium at most on one source that only passes on what somebody said."""
    best = max((r.event.confidence for r in rows), key=_RANK.__getitem__)
    reports = len({r.anchor.report for r in rows})
    words = f"{_many(sources, 'independent source')} in {_many(reports, 'report')}"
    if sources == 1 and all(r.speaker for r in rows):
        return min(best, Confidence.MEDIUM, key=_RANK.__getitem__), f"{words}; only as somebody's words"
    return best, words


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
