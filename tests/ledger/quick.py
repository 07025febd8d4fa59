"""A reader that finds little and is quick, for tests of everything around it; as a script, an ingest with it.

`python quick.py LEDGER PATH PROCESSES [MILLISECONDS]` ingests with it, each reading taking so long.
"""

from __future__ import annotations

import datetime
import os
import re
import sys
import time
from typing import TYPE_CHECKING

from msgspec.structs import replace

from parley.records import (
    Act,
    Actor,
    ActorKind,
    Commitment,
    CommitmentKind,
    CommitmentStatus,
    Confidence,
    Event,
    Factuality,
    Maker,
    Participant,
    Precision,
    Reading,
    Report,
    Span,
    Statement,
    StatementKind,
    Strength,
    Trust,
    When,
)

if TYPE_CHECKING:
    from parley.ledger import Settings
    from parley.ledger.ingest import Summary

MAKER = Maker(rule="quick", version="1")
ATTACK = re.compile(r"([A-Z]\w+)( did not)? attack(?:ed)? ([A-Z]\w+)")
SAID = re.compile(r"([A-Z]\w+) said (\w[^.]*)")
PROMISED = re.compile(r"([A-Z]\w+) promised (\w[^.]*)")
DEADLY = "END THE PROCESS"


class QuickReader:
    """Finds who attacked whom, who said what, who promised what."""

    def read(self, report: Report) -> Reading:
        time.sleep(float(os.environ.get("QUICK_SECONDS", "0")))
        if DEADLY in report.text:
            os._exit(9)
        if "DIVIDE" in report.text:
            raise ZeroDivisionError("divided\x00 by zero")
        names: dict[str, str] = {}

        def party(match: re.Match[str], group: int) -> Participant:
            name = match[group]
            actor = names.setdefault(name, f"a{len(names) + 1}")
            return Participant(actor=actor, name=name, span=span(match, group))

        def span(match: re.Match[str], group: int = 0) -> Span:
            return Span(start=match.start(group), end=match.end(group), text=match[group])

        sure = {"confidence": Confidence.HIGH, "reason": "told as a fact", "made_by": MAKER}
        day = report.published
        events = tuple(
            Event(
                id=f"e{i}",
                type="ASSAULT",
                mode=None,
                contexts=(),
                quad="material conflict",
                source=(party(m, 1),),
                target=(party(m, 3),),
                affected=(),
                place=None,
                date=When(span=None, start=day, end=day, precision=Precision.DAY, reason="day of the report")
                if day
                else None,
                factuality=Factuality.NEGATED if m[2] else Factuality.ACTUAL,
                predicate=span(m),
                sentence=span(m),
                **sure,
            )
            for i, m in enumerate(ATTACK.finditer(report.text), 1)
        )
        statements = tuple(
            Statement(
                id=f"s{i}",
                speaker=party(m, 1),
                addressees=(),
                cue=None,
                content=(span(m, 2),),
                kind=StatementKind.INDIRECT,
                act=Act.ASSERT,
                hedged=False,
                chain=(),
                **sure,
            )
            for i, m in enumerate(SAID.finditer(report.text), 1)
        )
        commitments = tuple(
            Commitment(
                id=f"c{i}",
                kind=CommitmentKind.PROMISE,
                debtor=(party(m, 1),),
                creditor=(),
                antecedent=(),
                consequent=(span(m, 2),),
                deadline=None,
                strength=Strength.PLAIN,
                status=CommitmentStatus.ACTIVE,
                cue=None,
                **sure,
            )
            for i, m in enumerate(PROMISED.finditer(report.text), 1)
        )
        if "BACKWARDS" in report.text:
            events = tuple(replace(e, sentence=replace(e.sentence, start=9, end=3)) for e in events)
        actors = tuple(
            Actor(
                id=id,
                name=name,
                kind=ActorKind.GROUP,
                country="COL" if name.startswith("F") else None,
                sectors=("REB",) if name.startswith("F") else (),
                mentions=(),
                **sure,
            )
            for name, id in names.items()
        )
        return Reading(
            report=report,
            actors=actors,
            events=events,
            statements=statements,
            commitments=commitments,
            flags=(),
            trust=Trust(score=1.0, reasons=()),
        )


def make(settings: Settings) -> QuickReader:
    """A quick reader."""
    return QuickReader()


def report(text: str, **known: object) -> Report:
    """A report of a text, as intake would make it."""
    import msgspec

    from parley import sources

    return msgspec.structs.replace(sources.from_text(text, language=None), **known)


def read(text: str, day: str | None = None, **known: object) -> Reading:
    """A quick reading of a text."""
    published = datetime.date.fromisoformat(day) if day else None
    return QuickReader().read(report(text, published=published, **known))


def quick_ingest(where: str, *paths: object, processes: int = 2, **options: object) -> Summary:
    """An ingest with the quick reader."""
    # Imported here: the processes that read import this file too, and need no database.
    from parley.ledger import Ledger
    from parley.ledger.ingest import ingest

    with Ledger(where) as ledger:
        return ingest(ledger, [str(p) for p in paths], processes=processes, make_reader=make, **options)  # type: ignore[arg-type]


if __name__ == "__main__":
    os.environ["QUICK_SECONDS"] = str(float(sys.argv[4]) / 1000 if len(sys.argv) > 4 else 0)
    if len(sys.argv) > 5:
        # Small batches, so that a kill finds some committed and some not.
        from parley.ledger import ingest as ingesting

        ingesting._BATCH = int(sys.argv[5])
    sys.stdout.write(f"{quick_ingest(sys.argv[1], sys.argv[2], processes=int(sys.argv[3]))}\n")
