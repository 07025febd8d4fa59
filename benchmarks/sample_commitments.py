"""A random sample of commitments to judge by reading: what was found and where, without rule, reason or confidence.

Run: python benchmarks/sample_commitments.py FILE.jsonl… --size 150 --seed 7 [--share FILE.jsonl=0.7] [--without JUDGED.csv]
[--documents N]

FILE has one JSON object a line with the key `text`; a text without `id` goes by its place in the file. `--documents` reads
at most so many texts of a file, drawn with the same seed; `--share` sets which part of the sample comes from a file (the
rest of the sample comes from the other files together); `--without` leaves out the texts that a table of verdicts names in
its first column. One JSON object a line on stdout.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from parley.reader import Reader
from parley.records import Commitment, Participant, Report, Span

_DATE = datetime.date(2016, 6, 1)
"""Stands for the date of publication where a file has none."""
_AROUND = 300
"""Characters of text shown on either side."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Draws the sample and writes it."""
    options = _options(arguments)
    chance = random.Random(options.seed)
    judged = _documents(options.without)
    shares = dict(item.rsplit("=", 1) for item in options.share)
    reader = Reader()
    by_file = {}
    for path in options.files:
        rows = _rows(reader, Path(path), judged, options.documents, chance)
        chance.shuffle(rows)
        by_file[path] = rows
        print(f"{path}: {len(rows)} commitments", file=sys.stderr)
    sample = []
    for path, share in shares.items():
        sample += by_file.pop(path)[: round(options.size * float(share))]
    rest = [row for rows in by_file.values() for row in rows]
    chance.shuffle(rest)
    sample += rest[: options.size - len(sample)]
    for row in sample:
        print(json.dumps(row, ensure_ascii=False))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--size", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", action="append", default=[])
    parser.add_argument("--without", action="append", default=[])
    parser.add_argument("--documents", type=int, default=None)
    return parser.parse_args(arguments)


def _documents(tables: Sequence[str]) -> set[str]:
    """Ids in the first column of the tables."""
    found = set()
    for table in tables:
        with Path(table).open(encoding="utf-8", newline="") as stream:
            found.update(row[0] for row in csv.reader(stream) if row)
    return found


def _rows(
    reader: Reader, path: Path, judged: set[str], most: int | None, chance: random.Random
) -> list[dict[str, Any]]:
    texts = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        name = f"{path.stem}-{row.get('id', number)}"
        if name not in judged:
            day = datetime.date.fromisoformat(row["date"]) if row.get("date") else _DATE
            texts.append((name, row["text"], day))
    if most is not None and len(texts) > most:
        texts = chance.sample(texts, most)
    found = []
    for name, text, day in texts:
        reading = reader.read(Report(id=name, text=text, name=name, published=day))
        found += [_shown(name, text, row) for row in reading.commitments]
    return found


def _shown(name: str, text: str, row: Commitment) -> dict[str, Any]:
    spans = [*row.consequent, *row.antecedent]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return {
        "document": name,
        "start": start,
        "end": end,
        "kind": row.kind.value,
        "debtor": _names(row.debtor),
        "creditor": _names(row.creditor),
        "antecedent": _texts(row.antecedent),
        "consequent": _texts(row.consequent),
        "text": " ".join(text[max(0, start - _AROUND) : end + _AROUND].split()),
    }


def _names(parties: Sequence[Participant]) -> list[str]:
    return [f"{p.name} <{p.span.text}>" if p.span.text != p.name else p.name for p in parties]


def _texts(spans: Sequence[Span]) -> list[str]:
    return [span.text for span in spans]


if __name__ == "__main__":
    main()
