"""How fast a corpus goes into a ledger, and whether memory stays bounded and processes pay.

Run: python benchmarks/ingest.py [--reports N] [--times K] [--only speed|memory] [--data FOLDER] [--ledger URL]

Takes the articles of PolNeAR (polnear-train and polnear-dev, 924 in all) from the shared data, or the first N of them, and
ingests them (1) with two processes, (2) with one, (3) K times as many, varied by seed, with two. Prints reports and rows a
second, the peak memory of all processes together (proportional set size where the system tells it, which counts shared
pages once), how much more memory K times the corpus takes, and how much faster two processes are than one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

FILES = ("polnear-train.jsonl", "polnear-dev.jsonl")
RUN = """
import sys, json
from parley.ledger import Ledger
if __name__ == "__main__":
    with Ledger(sys.argv[1]) as ledger:
        done = ledger.ingest([sys.argv[2]], processes=int(sys.argv[3]))
        copies = len(list(ledger.reports())) - len({r.source for r in ledger.reports()})
    print(json.dumps([done.readings, done.rows, done.seconds, copies, list(done.rejected)]))
"""
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_SYLLABLES = (
    "ba",
    "dor",
    "el",
    "fin",
    "gar",
    "ho",
    "ik",
    "lan",
    "mer",
    "no",
    "os",
    "pel",
    "ru",
    "sha",
    "ti",
    "ul",
    "ve",
    "zan",
)


def texts(data: Path, number: int | None) -> list[str]:
    """The articles' texts."""
    lines = [line for file in FILES for line in (data / "statements" / file).open(encoding="utf-8")]
    return [json.loads(line)["text"] for line in lines][:number]


def varied(text: str, seed: str) -> str:
    """`text` with half of its names changed to invented ones and its paragraphs in another order: new strings, new
    actors, the same sizes.
    """
    chance = random.Random(seed)
    names: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        name = match[0]
        if name not in names:
            invented = "".join(chance.choice(_SYLLABLES) for _ in range(3)).capitalize()
            names[name] = invented if chance.random() < 0.5 else name
        return names[name]

    first, *rest = _NAME.sub(other, text).split("\n\n")
    chance.shuffle(rest)
    return "\n\n".join([first, *rest])


def corpus(articles: list[str], times: int) -> Iterator[str]:
    """Lines of JSON: the articles as they are, then varied ones."""
    for turn in range(times):
        for number, text in enumerate(articles):
            yield json.dumps({"text": varied(text, f"{turn} {number}") if turn else text}) + "\n"


def run(ledger: str, path: Path, processes: int) -> dict[str, float]:
    """Ingests a corpus in a process of its own; figures of it."""
    command = [sys.executable, "-c", RUN, ledger, str(path), str(processes)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        while process.poll() is None:
            peak = max(peak, memory(process.pid))
            time.sleep(0.25)
        assert process.stdout is not None
        answer = process.stdout.read()
    assert process.returncode == 0, "the ingest failed"
    readings, rows, seconds, copies, rejected = json.loads(answer)
    for code, number in rejected:
        print(f"  rejected: {number} {code}")
    return {
        "readings": readings,
        "seconds": seconds,
        "reports/s": readings / seconds,
        "rows/s": rows / seconds,
        "copies": copies,
        "peak MiB": peak / 2**20,
    }


def memory(root: int) -> int:
    """Bytes that a process and all its descendants hold now."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    total, waiting = 0, [root]
    while waiting:
        pid = waiting.pop()
        waiting += parents.get(pid, [])
        try:
            found = re.search(
                r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE
            )
        except OSError:
            continue
        total += int(found[1]) * 1024 if found else 0
    return total


def main() -> None:
    """Prints the figures."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--data", type=Path, default=Path(__file__).parent.parent.parent / "shared" / "data")
    options.add_argument("--reports", type=int, help="only so many articles")
    options.add_argument(
        "--times", type=int, default=10, help="how many times the corpus for the memory figure"
    )
    options.add_argument("--only", choices=("speed", "memory"), help="only (1) and (2), or only (1) and (3)")
    options.add_argument(
        "--ledger", help="a PostgreSQL URL; its ledger must be empty. An SQLite file otherwise"
    )
    given = options.parse_args()
    articles = texts(given.data, given.reports)
    with tempfile.TemporaryDirectory() as folder:
        plain, large = Path(folder, "corpus.jsonl"), Path(folder, "large.jsonl")
        plain.write_text("".join(corpus(articles, 1)), encoding="utf-8")
        two = show("two processes", run(given.ledger or f"{folder}/two.db", plain, 2))
        if given.ledger:
            return
        size = sum(
            Path(folder, f"two.db{end}").stat().st_size
            for end in ("", "-wal")
            if Path(folder, f"two.db{end}").exists()
        )
        print(f"  ledger of {size / 2**20:.0f} MiB, {size / two['readings'] / 1024:.0f} KiB a report")
        if given.only != "memory":
            one = show("one process", run(f"{folder}/one.db", plain, 1))
            print(f"two processes are {two['reports/s'] / one['reports/s']:.2f} times as fast as one")
        if given.only != "speed":
            with large.open("w", encoding="utf-8") as stream:
                stream.writelines(corpus(articles, given.times))
            many = show(f"{given.times} times the corpus, two processes", run(f"{folder}/many.db", large, 2))
            print(
                f"memory at {given.times} times the corpus: {many['peak MiB'] / two['peak MiB']:.2f} of that at once"
            )


def show(label: str, figures: dict[str, float]) -> dict[str, float]:
    """Prints figures of a run, and gives them back."""
    print(f"{label}: " + ", ".join(f"{name} {value:.1f}" for name, value in figures.items()), flush=True)
    return figures


if __name__ == "__main__":
    main()
