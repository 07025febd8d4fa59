"""Merged happenings as rows: one row for all that one sentence of one report tells of one day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from parley.following.model import Aspect, Disagreement, Entry, Evidence, Harm, Side
from parley.outputs.briefing import words
from parley.outputs.briefing.citing import Citing
from parley.outputs.briefing.material import Reviewed
from parley.outputs.briefing.view import Head, More, Note, Row, Rows
from parley.records import Confidence, Factuality

Reviews = Mapping[str, Reviewed]
"""Decisions by the anchor that they are about, written out."""
_QUOTES = 3
"""Quotations in one row."""
_VERSIONS = 4
"""Versions shown of what reports disagree about."""


def rows(
    entries: Iterable[Entry],
    citing: Citing,
    reviews: Reviews,
    most: int,
    command: str,
    since: datetime.date | None = None,
) -> Rows:
    """The latest happenings in order of date, at most so many rows; those first reported since a day are marked as new."""
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: (when(e) or datetime.date.max, e.id)):
        first = telling(entry)
        groups.setdefault((when(entry), first.anchor.report, first.sentence), []).append(entry)
    chosen = list(groups.values())
    left = sum(len(group) for group in chosen[:-most])
    more = More(count=left, what=f"earlier {'happening' if left == 1 else 'happenings'}", command=command)
    return Rows(
        rows=tuple(_row(group, citing, reviews, since) for group in chosen[-most:]),
        more=more if left else None,
    )


def when(entry: Entry) -> datetime.date | None:
    """The day that a happening is sorted under: the last it may be, but not after its first report unless all of it is."""
    days = [d for d in (entry.end or entry.start, first_report(entry)) if d is not None]
    day = min(days, default=None)
    return max(day, entry.start) if day is not None and entry.start is not None else day


def first_report(entry: Entry) -> datetime.date | None:
    """When the first report of a happening was published."""
    return min((v.published for v in entry.evidence if v.published is not None), default=None)


def telling(entry: Entry) -> Evidence:
    """The evidence that tells a happening the way the entry has it, the surest and earliest first."""
    same = [v for v in entry.evidence if v.factuality is entry.factuality] or list(entry.evidence)
    rank = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}
    return min(same, key=lambda v: (rank[v.confidence], v.speaker is not None, str(v.published), v.anchor))


def is_new(entry: Entry, since: datetime.date | None) -> bool:
    """Whether nothing was reported before a day of a happening as it is told now; a plan that is carried out is new."""
    same = [v for v in entry.evidence if v.factuality is entry.factuality] or entry.evidence
    first = min((v.published for v in same if v.published is not None), default=None)
    return since is not None and first is not None and first >= since


def weight(entry: Entry) -> tuple[bool, int, bool, int, bool]:
    """What makes one happening matter more than another: told as done, in a deed, in a report's own words, by many, surely."""
    done = entry.factuality is Factuality.ACTUAL and not ahead(entry)
    plain = any(v.speaker is None for v in entry.evidence)
    kinds = words.load().weight
    kind = 2 * (entry.type in kinds["deeds"]) + (entry.type in kinds["turns"])
    return done, kind, plain, entry.sources, entry.confidence is Confidence.HIGH


def ahead(entry: Entry) -> bool:
    """Whether a happening is dated after all reports of it: told as done or not, it was still to come."""
    days = [v.published for v in entry.evidence if v.published is not None]
    return bool(days) and entry.start is not None and entry.start > max(days)


def _row(entries: Sequence[Entry], citing: Citing, reviews: Reviews, since: datetime.date | None) -> Row:
    first = entries[0]
    evidence: dict[tuple[str, str], Evidence] = {}
    for entry in entries:
        ordered = [telling(entry), *entry.evidence]
        for v in ordered:
            evidence.setdefault((v.source, v.sentence), v)
    shown = list(evidence.values())
    day = words.period(first.start, first.end, first.precision, first_report(first))
    return Row(
        day=day,
        heads=tuple(head(entry, reviews) for entry in entries),
        quotes=tuple(citing.evidence(v) for v in shown[:_QUOTES]),
        hidden=max(0, len(shown) - _QUOTES),
        notes=tuple(note for entry in entries for note in differences(entry, citing)),
        new=all(is_new(entry, since) for entry in entries),
    )


def head(entry: Entry, reviews: Reviews) -> Head:
    """What happened in one line, with how it is told: never more certain than the reports."""
    marks = []
    if entry.factuality is not Factuality.ACTUAL:
        marks.append(words.load().factuality.get(entry.factuality.value, entry.factuality.value))
    elif ahead(entry):
        marks.append("dated after its reports")
    if all(v.speaker is not None for v in entry.evidence):
        marks.append("claimed")
    if entry.confidence is Confidence.LOW:
        marks.append("unsure")
    if entry.sources > 1:
        marks.append(words.many(entry.sources, "independent source"))
    marks += [_harm(harm) for harm in entry.affected if harm.count is not None]
    deciding = (reviews[k] for v in entry.evidence if (k := str(v.anchor)) in reviews)
    return Head(
        label=words.label(entry.type, entry.mode),
        who=_side(entry.source) or "Someone",
        did=words.short(telling(entry).predicate, 60),
        whom=_side(entry.target),
        marks=tuple(marks),
        reviewed=", ".join(dict.fromkeys(r.reviewer for r in deciding)) or None,
    )


def _harm(harm: Harm) -> str:
    """Persons touched, with the range where reports differ: "4 killed", "3 to 4 killed"."""
    if harm.least is not None and harm.most is not None and harm.least < harm.most:
        return f"{harm.least:,} to {harm.most:,} {harm.effect.value}"
    return f"{harm.count:,} {harm.effect.value}"


def _side(sides: Sequence[Side]) -> str:
    return words.short(words.listed([s.name for s in sides]), 160) if sides else ""


def contradicting(entry: Entry) -> tuple[Disagreement, ...]:
    """What reports say against each other. A plan or demand that another report tells as done is none."""
    against = {Factuality.DENIED.value, Factuality.NEGATED.value}
    return tuple(
        d
        for d in entry.disagreements
        if d.about is not Aspect.FACTUALITY or any(v.value in against for v in d.versions)
    )


def versions(found: Disagreement, citing: Citing) -> tuple[Note, ...]:
    """What each side says, most independent sources first."""
    told = words.load().factuality if found.about is Aspect.FACTUALITY else {}
    return tuple(
        Note(
            text=f"{words.with_days(words.short(told.get(v.value, v.value), 80))} ({words.many(v.sources, 'source')})",
            cites=tuple(citing.anchor(a) for a in v.told[:_QUOTES]),
        )
        for v in found.versions[:_VERSIONS]
    )


def differences(entry: Entry, citing: Citing) -> tuple[Note, ...]:
    """What reports say differently of a happening, in one remark each."""
    found = []
    for each in contradicting(entry):
        said = versions(each, citing)
        text = (
            f"Reports differ on {words.load().aspects[each.about.value]}: {'; '.join(n.text for n in said)}"
        )
        found.append(Note(text=text, cites=tuple(c for n in said for c in n.cites[:1])))
    return tuple(found)
