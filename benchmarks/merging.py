"""What merging and following cost beside reading, at 1, 4 and 16 times a corpus.

`python benchmarks/merging.py [STORIES.txt…] [--reports REPORT…] [--copies 1 4 16]`: reads the labelled stories (reading is timed on them), then
merges them 1, 4 and 16 times over; each copy is moved in time and its made-up names are changed by seed, so that it tells of
other happenings, as a corpus does that grows over time. Reports given with `--reports` take the stories' place; their
names stay, so that all copies tell of the same parties within eleven years: a corpus that grows denser. The readings are put
into a ledger; merging is what bringing its record up to date takes then, writing included, and following what asking for
all commitments takes. Writes one line of JSON for each size.
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
from parley.records import Reading

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


def measured(readings: list[Reading]) -> tuple[float, float, int, int]:
    """Seconds that merging and following take, number of entries and of commitments."""
    with TemporaryDirectory() as folder, Ledger(Path(folder, "varied.db")) as ledger:
        for reading in readings:
            ledger.add(reading)
        with ledger.writing_connection() as connection:  # varied reports are no copies of one another
            connection.execute(update(tables.texts).values(source=tables.texts.c.id))
        record = Chronicle(ledger)
        gc.freeze()  # an ingest does not hold all readings for the collector to walk through
        start = time.perf_counter()
        record.update()
        merging = time.perf_counter() - start
        entries = len(record.entries())
        start = time.perf_counter()
        followed = len(record.commitments())
        return merging, time.perf_counter() - start, entries, followed


def main() -> None:
    """Reads, varies, merges, reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="*", type=Path, default=sorted(DATA.glob("*.txt")))
    parser.add_argument("--copies", nargs="+", type=int, default=[1, 4, 16])
    parser.add_argument("--reports", nargs="+", type=Path, default=[])
    arguments = parser.parse_args()
    labelled = [sources.from_path(path) for path in arguments.reports] or [
        one.report for path in arguments.stories for one in read_stories(path)
    ]
    reader = Reader()
    reader.load()
    reader.read(labelled[0])
    start = time.perf_counter()
    readings = [reader.read(one) for one in labelled]
    each = (time.perf_counter() - start) / len(readings)
    measured(readings[:1])  # loads the word lists
    first = None
    for copies in arguments.copies:
        told = [varied(r, seed) for seed in range(copies) for r in readings]
        seconds, following, entries, followed = measured(told)
        growth = seconds / (len(told) * math.log(len(told)))
        first = first or growth
        print(
            json.dumps(
                {
                    "reports": len(told),
                    "rows": sum(len(r.events) for r in told),
                    "entries": entries,
                    "commitments": followed,
                    "following_s": round(following, 3),
                    "reading_s": round(each * len(told), 3),
                    "merging_s": round(seconds, 3),
                    "share_of_reading": round(seconds / (each * len(told)), 4),
                    "against_n_log_n": round(growth / first, 3),
                }
            )
        )


if __name__ == "__main__":
    main()
