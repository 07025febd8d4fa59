"""Corrections as people type them: each main field read from words and held against the codebook and the report."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from parley.codebook import Codebook
from parley.errors import ParleyError
from parley.ledger import (
    Days,
    EventFields,
    Fields,
    Named,
    RowKind,
    keys,
)
from parley.records import (
    Act,
    Actor,
    CommitmentKind,
    CommitmentStatus,
    Factuality,
    Reading,
    Span,
    StatementKind,
)

FIELDS: Mapping[RowKind, tuple[str, ...]] = {
    RowKind.EVENT: ("type", "mode", "factuality", "source", "target", "date"),
    RowKind.STATEMENT: ("act", "speaker", "kind"),
    RowKind.COMMITMENT: ("kind", "status", "debtor", "creditor"),
}
"""What can be corrected, in the order in which it is shown."""
NONE = "-"
"""How "nobody", "nothing" and "unknown" are typed."""
PARTIES = frozenset({"source", "target", "speaker", "debtor", "creditor"})
_NEARBY = 8
"""Names that are offered."""
_ENUMS: Mapping[tuple[RowKind, str], type[StrEnum]] = {
    (RowKind.EVENT, "factuality"): Factuality,
    (RowKind.STATEMENT, "act"): Act,
    (RowKind.STATEMENT, "kind"): StatementKind,
    (RowKind.COMMITMENT, "kind"): CommitmentKind,
    (RowKind.COMMITMENT, "status"): CommitmentStatus,
}
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class NotUnderstood(ParleyError):
    """What was typed is no value of the field; the message says what would be."""

    code = "not-understood"


def choices(kind: RowKind, field: str, given: Fields, book: Codebook) -> tuple[str, ...]:
    """Values that a field can have; empty when it is written freely."""
    if (kind, field) in _ENUMS:
        return tuple(str(value) for value in _ENUMS[kind, field])
    if field == "type":
        return tuple(sorted(book.types))
    if field == "mode" and isinstance(given, EventFields):
        entry = book.types.get(str(given.type))
        return (*(entry.modes if entry else ()), NONE)
    return ()


def nearby(reading: Reading, near: int) -> tuple[str, ...]:
    """Names of the actors that are mentioned nearest to a place: whom a reviewer is likely to mean."""
    placed = (
        (min(abs(m.span.start - near) for m in a.mentions), a.name) for a in reading.actors if a.mentions
    )
    return tuple(dict.fromkeys(name for _, name in sorted(placed)))[:_NEARBY]


def text(given: Fields, field: str) -> str:
    """A main field as it would be typed."""
    value: Any = getattr(given, field)
    if value is None or value == ():
        return NONE
    if isinstance(value, Named):
        return value.name
    if isinstance(value, Days):
        if value.start is None or value.end is None:
            return "unknown"
        return str(value.start) if value.start == value.end else f"{value.start} to {value.end}"
    if isinstance(value, tuple):
        return "; ".join(named.name for named in value)
    return str(value)


def correct(
    kind: RowKind, given: Fields, field: str, typed: str, *, reading: Reading, near: int, book: Codebook
) -> Fields:
    """`given` with one field as typed.

    Args:
        kind: of the row.
        given: all main fields as they are now.
        field: one of `FIELDS`.
        typed: a value or the beginning of one; parties are names or words of the report, divided by semicolons; a date is
            `2031-03-04`, `2031-03`, `2031` or `2031-03-01 to 2031-03-07`; `-` is none.
        reading: in which parties are looked for.
        near: where the row stands in the text: of several mentions, the nearest is taken.
        book: codebook with the types and modes.

    Raises:
        NotUnderstood: it is no value of this field.
    """
    if field not in FIELDS[kind]:
        raise NotUnderstood(f"{field}: a row of kind {kind} has {', '.join(FIELDS[kind])}")
    value = _value(kind, given, field, " ".join(typed.split()), reading, near, book)
    if isinstance(given, EventFields) and field == "type":
        modes = book.types[value].modes
        mode = given.mode if given.mode in modes else None
        return replace(given, type=value, quad=book.quad(value), mode=mode)
    return replace(given, **{field: value})


def changed(before: Fields, after: Fields) -> Fields:
    """What is different in `after`, with nothing else set."""
    names = before.__struct_fields__
    different = {n: getattr(after, n) for n in names if getattr(after, n) != getattr(before, n)}
    return type(before)(**different)


def is_empty(given: Fields) -> bool:
    """Whether nothing is set."""
    return given == type(given)()


def _value(
    kind: RowKind, given: Fields, field: str, typed: str, reading: Reading, near: int, book: Codebook
) -> Any:
    known = choices(kind, field, given, book)
    if known:
        value = _one_of(field, typed, known)
        return None if value == NONE else (_ENUMS[kind, field](value) if (kind, field) in _ENUMS else value)
    if field == "date":
        return None if typed == NONE else _days(typed)
    names = [] if typed == NONE else [name.strip() for name in typed.split(";") if name.strip()]
    parties = tuple(_party(name, reading, near) for name in names)
    if field != "speaker":
        return parties
    if len(parties) > 1:
        raise NotUnderstood("speaker: a statement has one speaker")
    return parties[0] if parties else None


def _one_of(field: str, typed: str, known: Sequence[str]) -> str:
    """The value that is typed, in full or by its beginning."""
    exact = [value for value in known if value.casefold() == typed.casefold()]
    begun = [value for value in known if typed and value.casefold().startswith(typed.casefold())]
    found = exact or begun
    if len(found) == 1:
        return found[0]
    which = f"{typed}: several begin so" if found else f"{typed or 'nothing'}: it is none"
    raise NotUnderstood(f"{field}: {which}; there are {', '.join(found or known)}")


def _days(typed: str) -> Days:
    first, _, last = typed.partition(" to ")
    start, end = _ends(first)[0], _ends(last or first)[1]
    if start > end:
        raise NotUnderstood(f"date: {typed}: it ends before it begins")
    return Days(start=start, end=end)


def _ends(typed: str) -> tuple[datetime.date, datetime.date]:
    """First and last day of a day, month or year."""
    match = _DAY.fullmatch(typed.strip())
    try:
        if match is not None:
            year, month, day = (int(part) if part else None for part in match.groups())
            if year is not None and month is None:
                return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
            if year is not None and month is not None and day is None:
                last = calendar.monthrange(year, month)[1]
                return datetime.date(year, month, 1), datetime.date(year, month, last)
            if year is not None and month is not None and day is not None:
                return (datetime.date(year, month, day),) * 2
    except (ValueError, IndexError):
        pass
    raise NotUnderstood(f"date: {typed}: write 2031-03-04, 2031-03, 2031 or 2031-03-01 to 2031-03-07")


def _party(name: str, reading: Reading, near: int) -> Named:
    """A party by the name of one of the report's actors, or by words that stand in the report."""
    actor = _actor(name, reading.actors)
    if actor is not None:
        spans = [mention.span for mention in actor.mentions] or list(_places(actor.name, reading.report.text))
        if spans:
            return Named(name=actor.name, key=keys.actor(actor), span=_nearest(spans, near))
    spans = list(_places(name, reading.report.text))
    if not spans:
        raise NotUnderstood(
            f"{name}: this stands nowhere in the report; give words of the report, or a name that the machine shows"
        )
    span = _nearest(spans, near)
    whose = next((a for a in reading.actors if any(m.span == span for m in a.mentions)), None)
    if whose is not None:
        return Named(name=whose.name, key=keys.actor(whose), span=span)
    return Named(name=span.text, key=keys.of_name(span.text), span=span)


def _actor(name: str, actors: Iterable[Actor]) -> Actor | None:
    folded = keys.fold(name)
    return next(
        (a for a in actors if a.entry == name or (folded.strip() and keys.fold(a.name) == folded)), None
    )


def _places(words: str, text: str) -> Iterable[Span]:
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE):
        yield Span(start=match.start(), end=match.end(), text=match[0])


def _nearest(spans: Sequence[Span], near: int) -> Span:
    return min(spans, key=lambda span: (abs(span.start - near), span.start))
