"""What not to trust: what reports say against each other, dates that do not fit, flags of single reports; who accuses whom."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from parley.following.commitments import Followed
from parley.following.model import Entry
from parley.outputs.briefing import happenings, words
from parley.outputs.briefing.citing import Citing
from parley.outputs.briefing.material import Doubt, Saying, Source
from parley.outputs.briefing.view import Cite, Doubtful, Head, More, Note, Row, Rows
from parley.records import Severity

_RANK = {s: i for i, s in enumerate((Severity.HIGH, Severity.MEDIUM, Severity.LOW))}
_CITES = 4
_FLAGS = 4
"""Flags shown of one report."""


def contradictions(
    entries: Sequence[Entry], commitments: Sequence[Followed], citing: Citing, most: int
) -> tuple[tuple[Doubtful, ...], int]:
    """What several reports say differently, the latest first, at most so many; how many are left out."""
    differing = [(e, d) for e in entries for d in happenings.contradicting(e)]
    differing.sort(key=lambda x: (str(happenings.when(x[0]) or ""), x[0].id), reverse=True)
    clashing = [(c, words_) for c in commitments for words_ in c.conflicts]
    found = []
    for entry, difference in differing[:most]:
        what = happenings.head(entry, {})
        found.append(
            Doubtful(
                label=f"Reports differ on {words.load().aspects[difference.about.value]}",
                severity="",
                reason=" ".join(filter(None, (what.who, f"“{what.did}”", what.whom))),
                words="",
                cites=(),
                versions=happenings.versions(difference, citing),
            )
        )
    for one, conflict in clashing[: max(0, most - len(found))]:
        found.append(
            Doubtful(
                label="Dates do not fit",
                severity="",
                reason=words.with_days(conflict.partition(": ")[2]),
                words=words.short(one.consequent, 200),
                cites=tuple(citing.anchor(a) for a in one.told[:_CITES]),
            )
        )
    return tuple(found), len(differing) + len(clashing) - len(found)


def flags(sources: Sequence[Source], citing: Citing, most: int) -> tuple[tuple[Doubtful, ...], int]:
    """Reports with flags, those with the gravest first, at most so many; how many are left out.

    Of copies of one story only the first is here: what is wrong with it is wrong with them.
    """
    first: dict[str, Source] = {}
    for source in sources:
        if source.doubts:
            first.setdefault(source.voice, source)
    order = sorted(first.values(), key=lambda s: (_gravest(s), s.trust or 0.0, str(s.published), s.report))
    return tuple(_flagged(s, citing) for s in order[:most]), max(0, len(order) - most)


def _gravest(source: Source) -> int:
    return min(_RANK[d.severity] for d in source.doubts)


def _flagged(source: Source, citing: Citing) -> Doubtful:
    """A report with its gravest flags."""
    ordered = sorted(source.doubts, key=lambda d: (_RANK[d.severity], d.start or 0, d.kind))
    rest = len(ordered) - _FLAGS
    notes = [_flag(source, d, citing) for d in ordered[:_FLAGS]]
    if rest > 0:
        notes.append(Note(text=f"and {words.many(rest, 'more flag')}"))
    trust = "" if source.trust is None else f"trust {source.trust:.2f}"
    return Doubtful(
        label=citing.title(source),
        severity=ordered[0].severity.value,
        reason=", ".join(filter(None, (trust, source.publisher))),
        words="",
        cites=(Cite(report=source.report),),
        versions=tuple(notes),
    )


def _flag(source: Source, doubt: Doubt, citing: Citing) -> Note:
    cites: tuple[Cite, ...] = ()
    if doubt.start is not None and doubt.end is not None:
        cites = (citing.at(source.report, doubt.start, doubt.end)[0],)
    elif source.report not in citing.cited:
        citing.at(source.report, 0, 0)
    said = f": “{words.short(doubt.words, 120)}”" if doubt.words and doubt.words not in doubt.reason else ""
    return Note(text=f"{doubt.kind.value.capitalize()}: {words.short(doubt.reason, 240)}{said}", cites=cites)


def sayings(said: Sequence[Saying], citing: Citing, most: int, command: str) -> Rows:
    """Accusations, denials and claims with who makes them and who passes them on; the latest, newest first."""
    published = {r: s.published for r, s in citing.sources.items()}
    voice = {r: s.voice for r, s in citing.sources.items()}
    once: dict[tuple[str | None, str, str | None], Saying] = {}
    for one in said:
        once.setdefault((one.speaker, " ".join(one.words.split()), voice.get(one.report)), one)
    latest = sorted(
        once.values(),
        key=lambda s: (published.get(s.report) or datetime.date.min, s.report, s.start),
        reverse=True,
    )
    rest = len(latest) - most
    more = More(count=rest, what="earlier ones", command=command) if rest > 0 else None
    return Rows(rows=tuple(_said(s, citing) for s in latest[:most]), more=more)


def _said(said: Saying, citing: Citing) -> Row:
    cite, sentence = citing.at(said.report, said.start, said.end)
    act = words.load().acts.get(said.act.value, said.act.value)
    quote = citing.quote(cite, sentence, words.listed(said.through) if said.through else None)
    return Row(
        day=quote.day,
        heads=(
            Head(
                label=act.capitalize(),
                who=words.short(said.speaker or "Somebody who is not named", 120),
                did=act,
                whom=words.short(words.listed(said.addressees), 120) if said.addressees else "",
                marks=("at second hand",) if said.hedged else (),
            ),
        ),
        quotes=(quote,),
    )
