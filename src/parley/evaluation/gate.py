"""The gate: scores on pinned data against floors kept in a file. A crash counts as a miss.

`python -m parley.evaluation.gate --data DIR` measures and fails when a score is under its floor. `--raise` writes scores
that are clearly above their floor as the new floor; lowering one needs `--lower-floor LAYER.KEY=VALUE --reason TEXT`,
and the reason is kept in the file.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
_MARGIN = 0.005
"""How far below a measured score `--raise` sets the floor: parsers differ by a hair between processors."""

Evaluate = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One floor and what was measured; `score` is `None` when the evaluation broke or lacks the key."""

    layer: str
    file: str
    key: str
    floor: float
    score: float | None
    problem: str | None = None

    @property
    def holds(self) -> bool:
        """Whether the score reaches the floor."""
        return self.score is not None and self.score >= self.floor


def check(
    floors: Sequence[Mapping[str, Any]], data: Path, evaluate: Callable[[str], Evaluate]
) -> list[Verdict]:
    """Measures every layer once and sets it against its floors.

    Args:
        floors: entries with `layer`, `file` (below `data`), `floors` (key to number) and perhaps
            `options` for the evaluation.
        data: folder of the data.
        evaluate: gives the evaluation of a layer.
    """
    verdicts = []
    for entry in floors:
        scores: Mapping[str, float] = {}
        problem = None
        try:
            found: Any = evaluate(entry["layer"])(data / entry["file"], **entry.get("options", {}))
            scores = dict(getattr(found, "figures", found))
        except Exception as error:  # noqa: BLE001 - whatever breaks an evaluation is a miss, not an end
            problem = f"{type(error).__name__}: {error}"
        for key, floor in entry["floors"].items():
            missing = None if key in scores or problem else f"no score {key}"
            verdicts.append(
                Verdict(
                    layer=entry["layer"],
                    file=entry["file"],
                    key=key,
                    floor=floor,
                    score=scores.get(key),
                    problem=problem or missing,
                )
            )
    return verdicts


def raised(floors: Sequence[Mapping[str, Any]], verdicts: Sequence[Verdict]) -> list[dict[str, Any]]:
    """The floors with those lifted that a score clears by more than the margin; none is ever lowered here."""
    best = {
        (v.layer, v.file, v.key): round(v.score - _MARGIN, 3)
        for v in verdicts
        if v.score is not None and v.score - _MARGIN > v.floor
    }
    return [
        {
            **entry,
            "floors": {
                k: best.get((entry["layer"], entry["file"], k), f) for k, f in entry["floors"].items()
            },
        }
        for entry in floors
    ]


def lowered(
    floors: Sequence[Mapping[str, Any]], name: str, value: float, reason: str
) -> list[dict[str, Any]]:
    """The floors with one lowered and the reason kept beside it.

    Raises:
        ValueError: there is no such floor, no reason, or the value is not lower.
    """
    layer, _, key = name.partition(".")
    if not reason.strip():
        raise ValueError("a floor is lowered only with a reason")
    done = False
    changed = []
    for entry in floors:
        entry = dict(entry)
        if entry["layer"] == layer and key in entry["floors"]:
            if value >= entry["floors"][key]:
                raise ValueError(f"{name} is at {entry['floors'][key]}; {value} is not lower")
            entry["lowered"] = [
                *entry.get("lowered", ()),
                f"{key} from {entry['floors'][key]} to {value}: {reason}",
            ]
            entry["floors"] = {**entry["floors"], key: value}
            done = True
        changed.append(entry)
    if not done:
        raise ValueError(f"there is no floor {name}")
    return changed


def layer(name: str) -> Evaluate:
    """The evaluation of a layer by its module's name."""
    module = import_module(f"parley.evaluation.{name}")
    evaluate: Evaluate = module.evaluate
    return evaluate


def main(arguments: Sequence[str]) -> int:
    """Runs the gate from the command line; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m parley.evaluation.gate", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the pinned data")
    parser.add_argument("--floors", type=Path, default=FLOORS)
    parser.add_argument(
        "--raise", dest="lift", action="store_true", help="write clearly higher scores as floors"
    )
    parser.add_argument("--lower-floor", metavar="LAYER.KEY=VALUE")
    parser.add_argument("--reason", default="")
    options = parser.parse_args(arguments)
    floors = json.loads(options.floors.read_text(encoding="utf-8"))
    if options.lower_floor:
        name, _, value = options.lower_floor.partition("=")
        try:
            floors = lowered(floors, name, float(value), options.reason)
        except ValueError as error:
            parser.error(str(error))
        _write(options.floors, floors)
        return 0
    verdicts = check(floors, options.data, layer)
    for v in verdicts:
        score = "none" if v.score is None else f"{v.score:.4f}"
        mark = "ok  " if v.holds else "MISS"
        sys.stdout.write(f"{mark} {v.layer} {v.key} {score} (floor {v.floor}) {v.file} {v.problem or ''}\n")
    if options.lift:
        _write(options.floors, raised(floors, verdicts))
    return 0 if all(v.holds for v in verdicts) else 1


def _write(path: Path, floors: Sequence[Mapping[str, Any]]) -> None:
    path.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
