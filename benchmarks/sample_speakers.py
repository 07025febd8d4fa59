"""Draws statements with a speaker to be read by a person against the text: where each stands, without rule or confidence.

    python benchmarks/sample_speakers.py --seed 7 --size 150 RE3D.jsonl POLNEAR.jsonl

Seven in ten come from the first file. A report is known by its file's name and its line ("re3d:12"); offsets are those
of the statement's first words, in the file's own text.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

from parley.reader import Reader
from parley.records import Statement

_FIRST_SHARE = 0.7
_SHOWN = 90
"""Characters of text shown on either side."""


def drawn(path: Path, size: int, draw: random.Random, reader: Reader) -> list[tuple[str, str, Statement]]:
    """Statements drawn from a file: the report's name, its text, the statement; four of a report at most."""
    lines = path.read_text(encoding="utf-8").splitlines()
    order = list(range(len(lines)))
    draw.shuffle(order)
    found: list[tuple[str, str, Statement]] = []
    for number in order[: max(size // 2, 20)]:
        text = json.loads(lines[number])["text"]
        said = [s for s in reader.read_text(text).statements if s.speaker is not None]
        chosen = draw.sample(said, min(len(said), 4))
        found.extend((f"{path.stem}:{number + 1}", text, statement) for statement in chosen)
    return draw.sample(found, min(size, len(found)))


def shown(name: str, text: str, statement: Statement) -> str:
    """One statement with the text around it."""
    spans = [*statement.content, *([statement.cue] if statement.cue else [])]
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    around = text[max(0, first - _SHOWN) : last + _SHOWN].replace("\n", "/")
    speaker = statement.speaker.name if statement.speaker else "-"
    content = " … ".join(s.text for s in statement.content).replace("\n", "/")
    return f"{name} {first}-{last}\n  TEXT {around}\n  WHO {speaker}\n  ACT {statement.act}\n  WHAT {content}"


def main() -> None:
    """Prints the sample."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "reports", type=Path, help="JSONL file with a text in each line; seven in ten come from it"
    )
    parser.add_argument("articles", type=Path, help="JSONL file for the rest")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--size", type=int, default=150)
    options = parser.parse_args()
    draw, reader = random.Random(options.seed), Reader()
    many = round(options.size * _FIRST_SHARE)
    rows = drawn(options.reports, many, draw, reader) + drawn(
        options.articles, options.size - many, draw, reader
    )
    for number, row in enumerate(rows, 1):
        print(number, shown(*row))


if __name__ == "__main__":
    main()
