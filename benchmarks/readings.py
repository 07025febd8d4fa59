"""What the verdicts of `docs/evaluation/readings.csv` come to: rows, right ones, share with its interval, by layer and lot.

    python benchmarks/readings.py [LAYER] [--by row|confidence|verdict]
    python benchmarks/readings.py --add events LOT --key KEY.csv --verdicts VERDICTS.csv

The table has one line for each row that was judged: layer (events, mentions, speakers, commitments, conflicts), lot, report, offsets, what
the row is, its confidence where it was kept, verdict, reason. `--add` puts a judged sample into it: what `benchmarks/sample.py`
wrote as `--key`, and the judge's table of number, verdict, reason. Of mentions, those given a code are counted once more by themselves.
"""

from __future__ import annotations

import argparse
import csv
import math
from collections import defaultdict
from pathlib import Path

TABLE = Path(__file__).parent.parent / "docs" / "evaluation" / "readings.csv"
COLUMNS = ("layer", "lot", "report", "start", "end", "row", "confidence", "verdict", "reason")
_Z = 1.96


def main() -> None:
    """Prints the shares, or adds a sample."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("layer", nargs="?")
    parser.add_argument("lot", nargs="?", help="with --add: the name of the sample")
    parser.add_argument("--by", choices=("row", "confidence", "verdict"), help="shares within each lot")
    parser.add_argument("--add", action="store_true")
    parser.add_argument("--key", type=Path)
    parser.add_argument("--verdicts", type=Path)
    options = parser.parse_args()
    if options.add:
        _add(options)
        return
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if options.layer in (None, row["layer"])]
    groups: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        groups[row["layer"], row["lot"], row[options.by] if options.by else "all"].append(row)
        if row["layer"] == "mentions" and row["row"] == "coded" and not options.by:
            groups[row["layer"], row["lot"], "given a code"].append(row)
    for (layer, lot, part), judged in groups.items():
        print(f"{layer:12} {lot:45} {part:20} {shares(judged)}")


def shares(judged: list[dict[str, str]]) -> str:
    """Right of all with Wilson's interval: "51 of 70  0.73 (0.61-0.82)"."""
    right, size = sum(row["verdict"] == "right" for row in judged), len(judged)
    low, high = wilson(right, size)
    return f"{right:4} of {size:4}  {right / size:.2f} ({low:.2f}-{high:.2f})"


def wilson(right: int, size: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    share, spread = right / size, _Z * _Z / size
    middle = (share + spread / 2) / (1 + spread)
    wide = _Z * math.sqrt(share * (1 - share) / size + spread / size / 4) / (1 + spread)
    return middle - wide, middle + wide


def _add(options: argparse.Namespace) -> None:
    """Appends a judged sample; every row of the key must have a verdict."""
    with options.key.open(encoding="utf-8", newline="") as stream:
        key = {row["number"]: row for row in csv.DictReader(stream)}
    with options.verdicts.open(encoding="utf-8", newline="") as stream:
        verdicts = {row[0].strip(): row for row in csv.reader(stream) if row and row[0].strip().isdigit()}
    if missing := sorted(key.keys() - verdicts.keys(), key=int):
        raise SystemExit(f"{options.verdicts}: no verdict on {', '.join(missing)}")
    with TABLE.open("a", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        for number, row in key.items():
            verdict, reason = verdicts[number][1].strip(), ";".join(verdicts[number][2:]).strip()
            cells = [row[c] for c in ("report", "start", "end", "row", "confidence")]
            table.writerow([options.layer, options.lot, *cells, verdict, reason])


if __name__ == "__main__":
    main()
