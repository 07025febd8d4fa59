"""What merging and following cost beside reading, at 1, 4 and 16 times a corpus.

`python benchmarks/merging.py [STORIES.txt…] [--reports REPORT…] [--articles FILE.jsonl…] [--tellings N…] [--copies 1 4 16]`: reads the labelled stories (reading is timed on them), then
merges them 1, 4 and 16 times over; each copy is moved in time and its made-up names are changed by seed, so that it tells of
other happenings, as a corpus does that grows over time. Reports given with `--reports` take the stories' place; their
names stay, so that all copies tell of the same parties within eleven years: a corpus that grows denser. `--articles` takes the
texts of JSON lines instead, and `--tellings` one happening that N publishers tell of, each in words of its own. The readings are put
into a ledger; merging is what bringing its record up to date takes then, writing included, and following what asking for
all commitments takes. Writes one line of JSON for each size; bytes are those of the ledger's file.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import json
import math
import random
import re
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from sqlalchemy import update

from parley import sources
from parley.evaluation.merging import read_stories
from parley.following import Chronicle
from parley.ledger import Ledger, tables
from parley.reader import Reader
from parley.records import Reading, Report

DATA = Path(__file__).parent.parent / "tests" / "following" / "data"
_DATE = re.compile(rb'"(\d{4}-\d{2}-\d{2})"')
_NAMES = re.compile(
    rb"\b(?:Tessaly|Orvan|Karvia|Mirre|Belmar|Orle|Koro|Lanti|Dorvan|Ilm|Tarsia|Merel|Estrin)"
)


def varied(reading: Reading, seed: int) -> Reading:
    """A reading of other happenings: other names, other dates, of the same length and shape."""
    if seed == 0:
        return reading
    random_ = random.Random(seed)
    shift = datetime.timedelta(random_.randrange(1, 4000))
    letters = {n: bytes(random_.choice(b"aeioulnrst") for _ in range(3)) for n in range(3, 9)}

    def name(match: re.Match[bytes]) -> bytes:
        word = match[0]
        return word[: len(word) - 3] + letters[len(word)] if len(word) in letters else word

    def day(match: re.Match[bytes]) -> bytes:
        moved = datetime.date.fromisoformat(match[1].decode()) + shift
        return f'"{moved.isoformat()}"'.encode()

    line = _DATE.sub(day, _NAMES.sub(name, reading.to_json().encode()))
    other = Reading.from_json(line)
    report = msgspec.structs.replace(other.report, id=f"{seed:04x}{other.report.id[4:]}")
    return msgspec.structs.replace(other, report=report)


def measured(readings: list[Reading]) -> dict[str, float]:
    """Seconds that merging and following take, number of entries and of commitments, size before and after."""
    with TemporaryDirectory() as folder, Ledger(file := Path(folder, "varied.db")) as ledger:
        for reading in readings:
            ledger.add(reading)
        with ledger.writing_connection() as connection:  # varied reports are no copies of one another
            connection.execute(update(tables.texts).values(source=tables.texts.c.id))
        record = Chronicle(ledger)
        before = size(file)
        gc.freeze()  # an ingest does not hold all readings for the collector to walk through
        start = time.perf_counter()
        record.update()
        merging = time.perf_counter() - start
        after = size(file)
        entries = len(record.entries())
        start = time.perf_counter()
        followed = len(record.commitments())
        return {
            "entries": entries,
            "commitments": followed,
            "following_s": round(time.perf_counter() - start, 3),
            "merging_s": round(merging, 3),
            "bytes_a_report": before // len(readings),
            "bytes_of_merging_a_report": (after - before) // len(readings),
        }


def size(file: Path) -> int:
    """Bytes of a ledger and its log."""
    return sum(part.stat().st_size for part in file.parent.iterdir())


def tellings(number: int) -> list[Report]:
    """Reports by as many publishers, a day or two apart, of one meeting."""
    where = ("in Merel", "on the coast", "at a farm", "near the border", "in a school", "behind closed doors")
    how = (
        "for an hour",
        "until midnight",
        "without a result",
        "again",
        "for the third time",
        "over tea",
        "in private",
    )
    chosen = random.Random(0)
    return [
        msgspec.structs.replace(
            sources.from_text(
                f"The president of Colombia met FARC leaders {chosen.choice(where)} {chosen.choice(how)}, "
                f"paper {number} wrote.",
                published=datetime.date(2016, 5, 1 + number % 2),
            ),
            publisher=f"Paper {number}",
        )
        for number in range(number)
    ]


def main() -> None:
    """Reads, varies, merges, reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="*", type=Path, default=sorted(DATA.glob("*.txt")))
    parser.add_argument("--copies", nargs="+", type=int, default=[1, 4, 16])
    parser.add_argument("--reports", nargs="+", type=Path, default=[])
    parser.add_argument("--articles", nargs="+", type=Path, default=[])
    parser.add_argument("--tellings", nargs="+", type=int, default=[])
    arguments = parser.parse_args()
    reader = Reader()
    reader.load()
    for number in arguments.tellings:
        compared(reader, tellings(number), [1])
    lines = [line for path in arguments.articles for line in path.open(encoding="utf-8")]
    reports = [sources.from_path(path) for path in arguments.reports]
    reports += [sources.from_text(json.loads(line)["text"]) for line in lines]
    if not arguments.tellings or reports:
        stories = [one.report for path in arguments.stories for one in read_stories(path)]
        compared(reader, reports or stories, arguments.copies)


def compared(reader: Reader, reports: list[Report], times: list[int]) -> None:
    """Prints what reading and merging `reports` costs, as many times over as `times` says."""
    reader.read(reports[0])
    start = time.perf_counter()
    readings = [reader.read(one) for one in reports]
    each = (time.perf_counter() - start) / len(readings)
    measured(readings[:1])  # loads the word lists
    first = None
    for copies in times:
        told = [varied(r, seed) for seed in range(copies) for r in readings]
        found = measured(told)
        growth = found["merging_s"] / (len(told) * math.log(len(told)))
        first = first or growth
        shown = {
            "reports": len(told),
            "rows": sum(len(r.events) for r in told),
            "reading_s": round(each * len(told), 3),
            **found,
            "share_of_reading": round(found["merging_s"] / (each * len(told)), 4),
            "against_n_log_n": round(growth / first, 3),
        }
        print(json.dumps(shown), flush=True)


if __name__ == "__main__":
    main()
