"""What propositions and events cost, as a share of the parse, and where in them the time goes.

    python benchmarks/events_cost.py FILE.jsonl [--articles 60] [--profile]

FILE has one JSON object a line with `text`. The limit in DESIGN.md is 0.30 of the parse for both together; the exit
status is 1 when it is passed. One thread: set OMP_NUM_THREADS=1 for figures that can be compared.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from parley import actors, codebook, events, language, places, propositions, statements, times

LIMIT = 0.30
T = TypeVar("T")


def best(job: Callable[[], T], rounds: int = 3) -> tuple[float, T]:
    """The shortest time of several rounds, in seconds, and what the job gave."""
    shortest = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        result = job()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest, result


def main() -> int:
    """Prints the table; 1 when a limit is passed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--articles", type=int, default=60)
    arguments.add_argument("--profile", action="store_true", help="also list the functions that cost most")
    options = arguments.parse_args()
    with options.file.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for _, line in zip(range(options.articles), lines, strict=False)]

    start = time.perf_counter()
    book = codebook.load()
    loading = time.perf_counter() - start
    nlp, gazetteer = language.load(), actors.load()
    language.parse(nlp, texts[0])
    parse, documents = best(lambda: [language.parse(nlp, text) for text in texts], 2)
    words = sum(map(len, documents))
    extract, found = best(lambda: [propositions.extract(d) for d in documents])
    known = [
        (d, p, a, times.find(d, None), places.find(d, a), statements.find(d, p, a))
        for d, p in zip(documents, found, strict=True)
        for a in (actors.find(d, p, gazetteer, None),)
    ]

    def code() -> int:
        return sum(len(events.code(d, p, book, a, t, w, s)) for d, p, a, t, w, s in known)

    coding, number = best(code)
    share = (extract + coding) / parse
    print(f"codebook      {loading:8.3f} s to load, {book.size} predicates")
    print(f"parse         {parse:8.3f} s  {words / parse:9.0f} words/s, {words} words, {len(texts)} articles")
    print(f"propositions  {extract:8.3f} s  {extract / parse:9.1%} of the parse")
    print(f"events        {coding:8.3f} s  {coding / parse:9.1%} of the parse, {number} events")
    print(f"both          {extract + coding:8.3f} s  {share:9.1%} of the parse, limit {LIMIT:.0%}")
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(code)
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
    return int(share > LIMIT or loading > 0.3)


if __name__ == "__main__":
    sys.exit(main())
