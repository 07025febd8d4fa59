"""Reviewed rows as brat standoff: a text and its annotations for each report, and the configuration that goes with them.

Format after brat's documentation ("Standoff format"): text-bound annotations, events with roles, attributes, notes. Rows that
people rejected, or have not decided about, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from parley.ledger import Filter, Ledger, RowKind
from parley.ledger.judgements import Row, kind_of
from parley.ledger.reviewing import rows
from parley.records import (
    Act,
    CommitmentKind,
    CommitmentStatus,
    Event,
    Factuality,
    Span,
    StatementKind,
    Strength,
)
from parley.reviewing.marks import Marks, marks

_PARTY = "Party"
_CONTENT = "Content"
_ATTRIBUTES = {
    "Factuality": Factuality,
    "Speech": StatementKind,
    "Status": CommitmentStatus,
    "Strength": Strength,
}
"""Attributes with closed lists of values; others become notes."""


def write(ledger: Ledger, folder: Path, types: Iterable[str], asked: Filter | None = None) -> tuple[int, int]:
    """Writes `KEY.txt` and `KEY.ann` for each report with reviewed rows, and `annotation.conf`; number of reports, of rows.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    by_report: dict[str, set[tuple[RowKind, str]]] = {}
    for review in ledger.reviews(report=asked.report if asked else None):
        if review.decides and review.row is not None:
            by_report.setdefault(review.report.key, set()).add((review.kind, review.row))
    reports = [report for report in ledger.reports(asked) if report.key in by_report]
    number = 0
    used: set[str] = set()
    for report in reports:
        reading = ledger.reading(report.key)
        decided = by_report[report.key]
        kept = [row for row in rows(reading) if (kind_of(row), row.id) in decided]
        number += len(kept)
        used |= {row.type for row in kept if isinstance(row, Event)}
        text = reading.report.text
        (folder / f"{report.key}.txt").write_bytes(text.encode("utf-8", "replace"))
        lines = "".join(f"{line}\n" for line in standoff(kept, text))
        (folder / f"{report.key}.ann").write_bytes(lines.encode("utf-8", "replace"))
    (folder / "annotation.conf").write_text(
        configuration(dict.fromkeys((*types, *sorted(used)))), encoding="utf-8"
    )
    return len(reports), number


def standoff(found: Iterable[Row], text: str) -> Iterator[str]:
    """The lines of an annotation file about `text`."""
    spans: dict[tuple[str, tuple[Span, ...]], str] = {}
    attributes = notes = 0
    for place, row in enumerate(found, 1):
        made = marks(row)
        new: list[str] = []
        name = label(made)
        # Without a cue the content itself carries the row: a trigger has to be words.
        head = _bound(spans, name, made.head, text, new)
        roles = [
            (role, _bound(spans, role if role in _PASSAGES else _PARTY, part, text, new))
            for role, part in made.roles
        ]
        yield from new
        yield f"E{place}\t{name}:{head} {' '.join(f'{role}:{target}' for role, target in _numbered(roles))}".rstrip()
        for attribute, value in made.attributes:
            if attribute in _ATTRIBUTES:
                attributes += 1
                yield f"A{attributes}\t{attribute} E{place} {value}"
            else:
                notes += 1
                yield f"#{notes}\tAnnotatorNotes E{place}\t{attribute}: {value}"
        notes += 1
        yield f"#{notes}\tAnnotatorNotes E{place}\t{made.row}: {made.type}"


_PASSAGES = frozenset({"Content", "Antecedent", "Consequent"})


def label(row: Marks) -> str:
    """What a row is called: brat's names have no spaces. A row without predicate or cue hangs on its passage."""
    if row.kind is RowKind.EVENT:
        return _name(row.type)
    words = "" if row.has_words else "-without-cue"
    return _name(f"{row.kind.capitalize()}-{row.type}{words}")


def configuration(types: Iterable[str]) -> str:
    """`annotation.conf`: what brat lets one mark."""
    lines = ["[entities]", _PARTY, *sorted(_PASSAGES), "", "[relations]", "", "[events]"]
    lines += [f"{_name(t)}\tSource*:{_PARTY}, Target*:{_PARTY}" for t in types]
    said = f"Source?:{_PARTY}, Addressee*:{_PARTY}, Content:Content"
    owed = f"Debtor*:{_PARTY}, Creditor*:{_PARTY}, Antecedent?:Antecedent, Consequent?:Consequent"
    for suffix in ("", "-without-cue"):
        lines += [f"Statement-{act}{suffix}\t{said}" for act in Act]
        lines += [f"Commitment-{kind}{suffix}\t{owed}" for kind in CommitmentKind]
    lines += ["", "[attributes]"]
    lines += [f"{name}\tArg:<EVENT>, Value:{'|'.join(values)}" for name, values in _ATTRIBUTES.items()]
    return "\n".join(lines) + "\n"


def _bound(
    spans: dict[tuple[str, tuple[Span, ...]], str],
    name: str,
    part: tuple[Span, ...],
    text: str,
    new: list[str],
) -> str:
    """Id of a text-bound annotation; its line goes to `new` the first time."""
    if (name, part) not in spans:
        spans[name, part] = f"T{len(spans) + 1}"
        fragments = list(_fragments(part, text))
        places = ";".join(f"{start} {end}" for start, end in fragments)
        words = " ".join(text[start:end] for start, end in fragments)
        new.append(f"{spans[name, part]}\t{name} {places}\t{words}")
    return spans[name, part]


def _fragments(part: Iterable[Span], text: str) -> Iterator[tuple[int, int]]:
    """Pieces of passages that stand on one line each: the format knows no others."""
    for span in part:
        for match in re.finditer(r"\S[^\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]*", text[span.start : span.end]):
            piece = match[0].rstrip()
            yield span.start + match.start(), span.start + match.start() + len(piece)


def _numbered(roles: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Roles, from the second of a name on with a number."""
    seen: dict[str, int] = {}
    for role, target in roles:
        seen[role] = seen.get(role, 0) + 1
        yield role if seen[role] == 1 else f"{role}{seen[role]}", target


def _name(text: str) -> str:
    return re.sub(r"[^\w-]", "_", text)
