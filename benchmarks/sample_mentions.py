"""Draws mentions of actors to be read by a person against the text: where each stands and its codes, without rule or confidence.

    python benchmarks/sample_mentions.py --seed 7 --size 200 --key key.csv RE3D.jsonl POLNEAR.jsonl

Seven in ten come from the first file, four of a report at most. A report is known by its file's name and its line ("re3d:12");
offsets are those of the mention in the text as Parley reads it. The confidence of each row goes to the file given as `--key`, to be
set beside the verdicts afterwards. `--skip` leaves out the reports that rules were mended on (an order that `--order` decides).
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
from pathlib import Path

from parley.reader import Reader
from parley.records import Actor, Mention

_FIRST_SHARE = 0.7
_EACH = 4
_SHOWN = 110
"""Characters of text shown on either side."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""The day of publication, where a report's id has it; otherwise a day in the midst of what these files tell of."""

Row = tuple[str, str, Actor, Mention]


def drawn(
    path: Path, size: int, draw: random.Random, reader: Reader, documents: tuple[int, int], order: int
) -> list[Row]:
    """Mentions drawn from a file: the report's name, its text, the actor, the mention."""
    lines = path.read_text(encoding="utf-8").splitlines()
    numbers = list(range(len(lines)))
    random.Random(order).shuffle(numbers)
    found: list[Row] = []
    for number in numbers[documents[0] : documents[1]]:
        report = json.loads(lines[number])
        told = _DAY.search(report.get("id", ""))
        reading = reader.read_text(report["text"], date=told[0] if told else "2016-10-01")
        own = [
            (f"{path.stem}:{number + 1}", reading.report.text, a, m)
            for a in reading.actors
            for m in a.mentions
        ]
        found.extend(draw.sample(own, min(len(own), _EACH)))
    return draw.sample(found, min(size, len(found)))


def shown(row: Row) -> str:
    """One mention with the text around it, and what is said of its actor."""
    name, text, actor, mention = row
    start, end = mention.span.start, mention.span.end
    around = f"{text[max(0, start - _SHOWN) : start]}<<{text[start:end]}>>{text[end : end + _SHOWN]}"
    codes = " ".join((actor.country or "-", *actor.sectors))
    return f"{name} {start}-{end}\n  TEXT {' '.join(around.split())}\n  WHO {actor.name} | {codes} | {actor.role or '-'}"


def main() -> None:
    """Prints the sample and writes its key."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "reports", type=Path, help="JSONL file with a text in each line; seven in ten come from it"
    )
    parser.add_argument("articles", type=Path, help="JSONL file for the rest")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--size", type=int, default=200)
    parser.add_argument("--order", type=int, default=20161124, help="seed of the order of reports")
    parser.add_argument(
        "--skip",
        type=int,
        nargs=2,
        default=(0, 0),
        help="reports of the first and the second file to leave out",
    )
    parser.add_argument("--documents", type=int, default=60, help="reports of each file to read at most")
    parser.add_argument("--key", type=Path, help="CSV file for the confidence of each row")
    options = parser.parse_args()
    draw, reader = random.Random(options.seed), Reader()
    many = round(options.size * _FIRST_SHARE)
    parts = [(skip, skip + options.documents) for skip in options.skip]
    rows = drawn(options.reports, many, draw, reader, parts[0], options.order)
    rows += drawn(options.articles, options.size - many, draw, reader, parts[1], options.order)
    for number, row in enumerate(rows, 1):
        print(number, shown(row))
    if options.key is not None:
        with options.key.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(["report", "start", "end", "confidence"])
            table.writerows([n, m.span.start, m.span.end, min_of(a, m)] for n, _, a, m in rows)


def min_of(actor: Actor, mention: Mention) -> str:
    """The lower of the confidences of the actor and of the mention."""
    order = ["low", "medium", "high"]
    return min(actor.confidence.value, mention.confidence.value, key=order.index)


if __name__ == "__main__":
    main()
