"""Draws rows of readings for judging by reading.

    python benchmarks/sample.py events RE3D.jsonl=140 POLNEAR.jsonl=60 --seed 7 --key key.csv

KIND is events, mentions, speakers (statements that name one), commitments or flags; behind each file stands how many rows come
from it. Rows are drawn at random from all rows of a file's documents, `--each` at most from one; `--documents` and `--skip` take a part of the
documents, in an order that `--order` decides; `--without` leaves out those that a table of verdicts names. A report is known by its file's name and
its line ("re3d:12"), or by the file's name and the `id` it has. What is printed shows neither rule nor confidence; these go to
`--key`, to be set beside the verdicts afterwards. Verdicts belong in `docs/evaluation/`, without the quoted text.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley import Reader
from parley.errors import ParleyError
from parley.outputs import rows
from parley.records import Confidence, Factuality, Participant, Reading, Span

_ORDER = [Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it is, what it says in words, what it is in one, how sure it is and which rule made it."""

    span: Span
    said: str
    what: str
    confidence: Confidence
    rule: str


def main() -> None:
    """Prints the sample and writes its key."""
    options = _options()
    reader, draw = Reader(), random.Random(options.seed)
    judged = _judged(options.without)
    drawn: list[tuple[str, Reading, Row]] = []
    for item in options.files:
        path, _, count = item.rpartition("=")
        found = list(_found(Path(path), reader, draw, judged, options))
        print(f"{path}: {len(found)} rows", file=sys.stderr)
        drawn += draw.sample(found, min(int(count), len(found)))
    draw.shuffle(drawn)
    for number, (name, reading, row) in enumerate(drawn, 1):
        around = _around(reading, row.span, options.wide)
        print(f"{number} {name} {row.span.start}-{row.span.end}\n  {row.said}\n  {around}\n")
    if options.key is not None:
        with options.key.open("w", encoding="utf-8", newline="") as stream:
            table = csv.writer(stream, lineterminator="\n")
            table.writerow(["number", "report", "start", "end", "row", "confidence", "rule"])
            for number, (name, _, row) in enumerate(drawn, 1):
                place = [number, name, row.span.start, row.span.end]
                table.writerow([*place, row.what, row.confidence, row.rule])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kind", choices=sorted(KINDS))
    parser.add_argument("files", nargs="+", metavar="FILE=COUNT", help="JSON lines with `text`")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--order", type=int, default=20161124, help="seed of the order of documents")
    parser.add_argument("--skip", type=int, default=0, help="documents of each file to leave out")
    parser.add_argument("--documents", type=int, help="documents of each file to read at most")
    parser.add_argument("--each", type=int, help="rows of one document at most")
    parser.add_argument("--without", type=Path, nargs="*", default=(), help="tables of verdicts")
    parser.add_argument("--wide", type=int, default=220, help="characters of text shown on either side")
    parser.add_argument("--key", type=Path, help="CSV file for rule and confidence of each row")
    parser.add_argument(
        "--date", default="2016-10-01", help="publication date where the file has none; empty: none"
    )
    return parser.parse_args()


def _judged(tables: Sequence[Path]) -> set[str]:
    """Reports that the tables name in their column `report`."""
    found: set[str] = set()
    for table in tables:
        with table.open(encoding="utf-8", newline="") as stream:
            found.update(row["report"] for row in csv.DictReader(stream))
    return found


def _found(
    path: Path, reader: Reader, draw: random.Random, judged: set[str], options: argparse.Namespace
) -> Iterator[tuple[str, Reading, Row]]:
    documents = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        document = json.loads(line)
        document["name"] = f"{path.stem}:{document.get('id', number)}"
        documents.append(document)
    random.Random(options.order).shuffle(documents)
    for document in documents[options.skip :][: options.documents]:
        name = document["name"]
        if name in judged or name.replace(":", "-") in judged:
            continue
        try:
            day = document.get("date") or options.date or None
            reading = reader.read_text(document["text"], date=day)
        except ParleyError as error:
            print(f"{name}: {error}", file=sys.stderr)
            continue
        own = list(KINDS[options.kind](reading))
        if options.each is not None:
            own = draw.sample(own, min(options.each, len(own)))
        yield from ((name, reading, row) for row in own)


def _around(reading: Reading, span: Span, wide: int) -> str:
    text = reading.report.text
    before, after = text[max(0, span.start - wide) : span.start], text[span.end : span.end + wide]
    return rows.squeeze(f"{before}<<{text[span.start : span.end]}>>{after}")


def _events(reading: Reading) -> Iterator[Row]:
    actors = {actor.id: actor for actor in reading.actors}
    for event in reading.events:
        if event.factuality not in (Factuality.NEGATED, Factuality.DENIED):
            said = f"{rows.event_head(event, actors)} {_words((*event.source, *event.target))}"
            said += "" if event.factuality is Factuality.ACTUAL else f" ({event.factuality})"
            yield Row(event.predicate, said, event.type, event.confidence, event.made_by.rule)


def _mentions(reading: Reading) -> Iterator[Row]:
    for actor in reading.actors:
        codes = " ".join((actor.country or "-", *actor.sectors))
        for mention in actor.mentions:
            said = f"“{mention.span.text}” is {actor.name} | {codes} | {actor.role or '-'}"
            sure = min(actor.confidence, mention.confidence, key=_ORDER.index)
            coded = "coded" if actor.country or actor.sectors else "bare"
            yield Row(mention.span, said, coded, sure, f"{mention.kind}: {mention.reason}")


def _speakers(reading: Reading) -> Iterator[Row]:
    actors = {actor.id: actor for actor in reading.actors}
    for statement in reading.statements:
        if statement.speaker is not None:
            said = f"{rows.statement_head(statement, actors)} {_words((statement.speaker,))}: "
            said += rows.passage(statement.content, 240)
            first = min((statement.cue, *statement.content), key=lambda s: s.start if s else 10**9)
            yield Row(
                first or statement.content[0],
                said,
                statement.act,
                statement.confidence,
                statement.made_by.rule,
            )


def _commitments(reading: Reading) -> Iterator[Row]:
    actors = {actor.id: actor for actor in reading.actors}
    for bound in reading.commitments:
        said = f"{rows.commitment_head(bound, actors)} {_words((*bound.debtor, *bound.creditor))}: "
        said += rows.passage(bound.consequent, 200)
        if bound.antecedent:
            said += f" | if: {rows.passage(bound.antecedent, 160)}"
        yield Row(bound.consequent[0], said, bound.kind, bound.confidence, bound.made_by.rule)


def _flags(reading: Reading) -> Iterator[Row]:
    for flag in reading.flags:
        for span in flag.spans[:1]:
            said = f"{flag.kind} ({flag.severity}): {flag.reason}"
            yield Row(span, said, flag.kind, Confidence.MEDIUM, flag.made_by.rule)


def _words(parties: Sequence[Participant]) -> str:
    """The words of the text that stand for parties named otherwise: "[they]"."""
    own = [party.span.text for party in parties if party.span.text != party.name]
    return f"[{'; '.join(own)}]" if own else ""


KINDS = {
    "events": _events,
    "mentions": _mentions,
    "speakers": _speakers,
    "commitments": _commitments,
    "flags": _flags,
}

if __name__ == "__main__":
    main()
