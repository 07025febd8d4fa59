"""Draws rows of readings for judging by reading: a seed, a kind of row, documents that were not looked at before.

    python benchmarks/sample.py events ../shared/data/names/re3d.jsonl --count 140 --seed 1 --skip 70

Reads the file in an order that `--order` decides, leaves out its first `--skip` documents (those that rules were mended
on), and prints rows in random order: the report's id, offsets, the row in words, its sentence with the predicate marked. What
made a row and how sure it is are not shown. Verdicts belong in `docs/evaluation/`, without the quoted text.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

from parley import Reader
from parley.errors import ParleyError
from parley.outputs import rows
from parley.records import Factuality, Reading, Span

Row = tuple[Span, str, str]
"""Where it is, what it says, the words around it."""


def main() -> None:
    """Prints the sample."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kind", choices=sorted(KINDS))
    parser.add_argument("file", type=Path, help="JSON lines with `text` and an id")
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--order", type=int, default=20161124, help="seed of the order of documents")
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--documents", type=int, help="read at most so many")
    parser.add_argument(
        "--date", default="2016-10-01", help="publication date where the file has none; empty: none"
    )
    chosen = parser.parse_args()
    documents = [json.loads(line) for line in chosen.file.read_text(encoding="utf-8").splitlines()]
    random.Random(chosen.order).shuffle(documents)
    documents = documents[chosen.skip :][: chosen.documents]
    reader = Reader()
    found: list[tuple[str, Row]] = []
    for number, document in enumerate(documents):
        try:
            reading = reader.read_text(document["text"], date=document.get("date") or chosen.date or None)
        except ParleyError as error:
            print(f"# document {number}: {error}")
            continue
        found.extend((reading.report.id, row) for row in KINDS[chosen.kind](reading))
    print(f"# {len(documents)} documents, {len(found)} rows")
    random.Random(chosen.seed).shuffle(found)
    for number, (name, (span, said, around)) in enumerate(found[: chosen.count], 1):
        print(f"{number} {name} {span.start}-{span.end}\n  {said}\n  {around}")


def _around(reading: Reading, span: Span, wide: int = 220) -> str:
    text = reading.report.text
    before, after = text[max(0, span.start - wide) : span.start], text[span.end : span.end + wide]
    return rows.squeeze(f"{before}<<{text[span.start : span.end]}>>{after}")


def _events(reading: Reading) -> Iterator[Row]:
    actors = {actor.id: actor for actor in reading.actors}
    for event in reading.events:
        if event.factuality not in (Factuality.NEGATED, Factuality.DENIED):
            yield event.predicate, rows.event_head(event, actors), _around(reading, event.predicate)


def _mentions(reading: Reading) -> Iterator[Row]:
    for actor in reading.actors:
        codes = " ".join(code for code in (actor.country, *actor.sectors) if code)
        for mention in actor.mentions:
            if mention.span.text != actor.name or codes:
                said = f"“{mention.span.text}” is {actor.name} ({codes or 'no codes'}) {actor.role or ''}"
                yield mention.span, said, _around(reading, mention.span)


def _statements(reading: Reading) -> Iterator[Row]:
    actors = {actor.id: actor for actor in reading.actors}
    for statement in reading.statements:
        said = f"{rows.statement_head(statement, actors)}: {rows.passage(statement.content, 240)}"
        yield statement.cue or statement.content[0], said, _around(reading, statement.content[0])


def _commitments(reading: Reading) -> Iterator[Row]:
    actors = {actor.id: actor for actor in reading.actors}
    for bound in reading.commitments:
        said = f"{rows.commitment_head(bound, actors)}: {rows.passage(bound.consequent, 200)}"
        if bound.antecedent:
            said += f" | if: {rows.passage(bound.antecedent, 160)}"
        yield bound.consequent[0], said, _around(reading, bound.consequent[0])


def _flags(reading: Reading) -> Iterator[Row]:
    for flag in reading.flags:
        for span in flag.spans[:1]:
            yield span, f"{flag.kind} ({flag.severity}): {flag.reason}", _around(reading, span)


KINDS = {
    "events": _events,
    "mentions": _mentions,
    "statements": _statements,
    "commitments": _commitments,
    "flags": _flags,
}

if __name__ == "__main__":
    main()
