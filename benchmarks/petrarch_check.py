"""Sets the gazetteer against PETRARCH's dictionaries and lists the conflicts of country and dates that nobody has looked at.

    python benchmarks/petrarch_check.py ../shared/data/petrarch [--all]

Conflicts that were looked at, with the reason why ours stands, are in `docs/evaluation/petrarch.csv` (our ids and our
reasons only); `--all` prints those too. Exits with 1 when there are others.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

from parley.actors import gazetteer, importing
from parley.actors.comparing import Conflict, compare

REVIEWED = Path(__file__).parent.parent / "docs" / "evaluation" / "petrarch.csv"


def conflicts(folder: Path) -> tuple[int, list[Conflict]]:
    """Entries that both know, and all conflicts, over the dictionaries of a folder."""
    ours = gazetteer.load()
    known, found = 0, []
    for file in sorted(folder.glob("*.txt")):
        both, more = compare(ours, importing.read(file, ours).rows)
        known += both
        found.extend(more)
    return known, found


def reviewed() -> set[tuple[str, str]]:
    """Entry and kind of the conflicts in which ours was found to stand."""
    with REVIEWED.open(encoding="utf-8", newline="") as file:
        return {(row["entry"], row["kind"]) for row in csv.DictReader(file)}


def main() -> None:
    """Prints the conflicts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder of PETRARCH dictionaries (*.txt)")
    parser.add_argument("--all", action="store_true", help="also those that were looked at")
    chosen = parser.parse_args()
    known, found = conflicts(chosen.folder)
    seen = reviewed()
    left = [c for c in found if (c.entry, c.kind) not in seen]
    for c in found if chosen.all else left:
        print(f"{c.kind}: {c.entry}: ours {c.ours} | theirs {c.theirs} ({c.where})")
    print(f"{known} entries known to both, {len(found)} conflicts, {len(left)} not looked at")
    sys.exit(1 if left else 0)


if __name__ == "__main__":
    main()
