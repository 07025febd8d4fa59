"""Where the time of a reading goes: each step as a share of the parse, in one run.

Run: python benchmarks/reading_cost.py FILE.jsonl [ARTICLES]. FILE has one JSON object a line with the key `text`. One thread
of linear algebra is best (OMP_NUM_THREADS=1); the first article warms everything up and is not counted.
"""

from __future__ import annotations

import datetime
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from parley import (
    actors,
    codebook,
    commitments,
    events,
    integrity,
    language,
    places,
    propositions,
    sources,
    statements,
    times,
)
from parley.sources import damage

PUBLISHED = datetime.date(2016, 10, 1)


class Clock:
    """Seconds by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def __call__(self, step: str, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """The function's answer; its time is added to the step's."""
        start = time.perf_counter()
        result = function(*arguments, **options)
        self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - start
        return result


def main() -> None:
    """Prints words per second of the parse and each step's share of it."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines[: int(sys.argv[2]) if len(sys.argv) > 2 else 20]]
    nlp, book, gazetteer = language.load(), codebook.load(), actors.load()
    words = 0
    clock = Clock()
    for number, text in enumerate(texts):
        if number == 1:
            clock, words = Clock(), 0
        report = clock("intake", sources.from_text, text, published=PUBLISHED)
        document = clock("parse", language.parse, nlp, report.text)
        words += len(document)
        found = clock("propositions", propositions.extract, document)
        who = clock("actors", actors.find, document, found, gazetteer, PUBLISHED)
        when = clock("times", times.find, document, PUBLISHED)
        where = clock("places", places.find, document, who)
        said = clock("statements", statements.find, document, found, who)
        who = clock("quoted", actors.quoted, document, who, tuple(s.statement for s in said))
        happened = clock("events", events.code, document, found, book, who, when, where, said)
        bound = clock("commitments", commitments.find, document, found, who, when, said, happened)
        marks = clock("damage", damage.find, report)
        clock(
            "integrity",
            integrity.check,
            document,
            report,
            actors=who.actors,
            times=when,
            events=happened,
            statements=tuple(s.statement for s in said),
            commitments=bound,
            damage=marks,
            gazetteer=gazetteer,
        )
    parse = clock.seconds.pop("parse")
    print(f"parse: {words / parse:,.0f} words/s over {words:,} words")
    for step, seconds in clock.seconds.items():
        print(f"  {step:12} {seconds / parse:.3f} of the parse")
    print(f"  {'after it':12} {sum(clock.seconds.values()) / parse:.3f} of the parse")


if __name__ == "__main__":
    main()
