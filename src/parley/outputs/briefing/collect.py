"""Material for a brief from a ledger."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping

from parley.following import Chronicle
from parley.following.accords import Read
from parley.following.model import Anchor
from parley.following.plans import Accord
from parley.following.rows import anchor
from parley.ledger import Ledger, StoredReport
from parley.ledger.judgements import Standing
from parley.ledger.manifest import Manifest
from parley.outputs.briefing.material import Doubt, Making, Material, Reviewed, Saying, Source, Texts, Tool
from parley.records import Act, Reading, Span
from parley.version import __version__

_SAID = (Act.ACCUSE, Act.DENY, Act.CLAIM)
"""Speech acts that are shown apart, as what somebody says of others or of itself."""


def collect(
    ledger: Ledger,
    *,
    accord: Accord | None = None,
    read: Read | None = None,
    since: datetime.date | None = None,
    as_of: datetime.date | None = None,
) -> Material:
    """What a brief may show of a ledger.

    Args:
        ledger: the ledger.
        accord: a plan to compare the reports with.
        read: reads a point of the plan; needed with `accord`.
        since: day that changes are counted from.
        as_of: what was published later is not known.
    """
    stored = [(kept, reading) for kept, reading in ledger.readings() if _known(kept, as_of)]
    record = Chronicle(ledger)
    findings = record.findings(accord, read, as_of=as_of, since=since) if accord and read else ()
    return Material(
        ledger=_label(ledger),
        since=since,
        as_of=as_of,
        sources=tuple(_source(kept, reading) for kept, reading in stored),
        entries=record.entries(as_of),
        commitments=record.commitments(as_of),
        accord=accord,
        findings=findings,
        sayings=tuple(s for _, reading in stored for s in _sayings(reading)),
        making=_making(ledger.manifest()),
        reviews=tuple(_reviews(ledger, {kept.key: reading for kept, reading in stored})),
    )


def texts(ledger: Ledger, material: Material) -> Texts:
    """The texts of the material's reports, from the ledger they are in."""
    keys = {source.report: source.key for source in material.sources}
    return lambda report: ledger.reading(keys[report]).report.text


def _known(report: StoredReport, as_of: datetime.date | None) -> bool:
    return as_of is None or report.published is None or report.published <= as_of


def _source(kept: StoredReport, reading: Reading) -> Source:
    return Source(
        report=kept.id,
        key=kept.key,
        name=kept.name,
        title=kept.title or reading.report.text.strip().partition("\n")[0][:200] or None,
        publisher=kept.publisher,
        url=kept.url,
        published=kept.published,
        agency=kept.origin,
        voice=kept.source,
        trust=kept.trust,
        reasons=reading.trust.reasons,
        doubts=tuple(
            Doubt(
                kind=flag.kind,
                severity=flag.severity,
                reason=flag.reason,
                start=flag.spans[0].start if flag.spans else None,
                end=flag.spans[0].end if flag.spans else None,
                words=_text(flag.spans),
            )
            for flag in reading.flags
        ),
    )


def _reviews(ledger: Ledger, readings: Mapping[str, Reading]) -> Iterator[Reviewed]:
    """What people decided about events and commitments that are shown."""
    for review in ledger.reviews():
        reading = readings.get(review.report.key)
        if reading is None or review.standing is not Standing.COUNTS:
            continue
        anchors = [anchor(reading, e) for e in reading.events if e.id == review.row]
        anchors += [
            Anchor(
                report=reading.report.id,
                start=c.consequent[0].start,
                end=c.consequent[-1].end,
                type=c.kind.value,
            )
            for c in reading.commitments
            if c.id == review.row and c.consequent
        ]
        for found in anchors:
            yield Reviewed(anchor=found, reviewer=review.reviewer, verdict=review.verdict.value)


def _sayings(reading: Reading) -> Iterable[Saying]:
    names = {actor.id: actor.name for actor in reading.actors}
    for said in reading.statements:
        if said.act not in _SAID or not said.content:
            continue
        speaker = said.speaker
        yield Saying(
            report=reading.report.id,
            start=said.content[0].start,
            end=said.content[0].end,
            act=said.act,
            speaker=names.get(speaker.actor or "", speaker.name) if speaker else None,
            addressees=tuple(names.get(p.actor or "", p.name) for p in said.addressees),
            through=tuple(names.get(r.actor or "", r.name) for r in said.chain),
            words=_text(said.content),
            hedged=said.hedged,
        )


def _text(spans: Iterable[Span]) -> str:
    return " … ".join(" ".join(s.text.split()) for s in spans)


def _label(ledger: Ledger) -> str:
    """The ledger as a command names it, without what is nobody's business: hosts, users, folders."""
    url = ledger.engine.url
    if url.get_backend_name() != "sqlite" or not url.database:
        return "URL"
    return url.database.replace("\\", "/").rpartition("/")[2]


def _making(manifest: Manifest) -> Making:
    """What the current readings were made with; several versions of one thing are all named."""
    tools: dict[Tool, None] = {}
    for used in manifest.runs:
        if not used.current:
            continue
        run = used.run
        tools[Tool(name="Parley's rules", version=run.parley, digest=run.code)] = None
        for what, data in (
            ("language model", run.language_model),
            ("codebook", run.codebook),
            ("gazetteer", run.gazetteer),
        ):
            tools[Tool(name=f"{what} ({data.name})", version=data.version, digest=data.digest)] = None
    return Making(parley=__version__, content=manifest.content, tools=tuple(tools))
