"""How long a fresh process takes from its start to the first row of an example.

Run: python benchmarks/cold_start.py [RUNS]. Prints seconds of wall time per run, their median, and where the time of
one run goes (imports, language model, first reading).
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = min((Path(__file__).parent.parent / "examples" / "colombia").glob("2*.txt"))

STAGES = """
import time, sys
start = time.perf_counter()
import parley
imported = time.perf_counter()
reader = parley.Reader()
reader.load()
loaded = time.perf_counter()
reader.read_file(sys.argv[1])
print(imported - start, loaded - imported, time.perf_counter() - loaded)
"""


def main() -> None:
    """Prints the figures."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    command = [
        sys.executable,
        "-c",
        "from parley.cli import main; main()",
        "read",
        "--format",
        "json",
        str(EXAMPLE),
    ]
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            seconds.append(time.perf_counter() - start)
        assert first.startswith(b"{"), "no reading came out"
    print(
        "to the first row:",
        " ".join(f"{s:.2f}" for s in seconds),
        f"median {statistics.median(seconds):.2f} s",
    )
    done = subprocess.run(
        [sys.executable, "-c", STAGES, str(EXAMPLE)], capture_output=True, text=True, check=True
    )
    labels = ("import parley", "loading models and data", "first reading")
    for label, value in zip(labels, done.stdout.split(), strict=True):
        print(f"  {label}: {float(value):.2f} s")


if __name__ == "__main__":
    main()
