"""PLOVER types in the words of other data: CAMEO root codes and POLECAT names."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from parley.codebook.book import folder
from parley.errors import DataFileError


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """One type elsewhere."""

    type: str
    cameo_roots: tuple[str, ...]
    """Two-digit CAMEO root codes that PLOVER merged into the type."""
    polecat: str
    note: str


@cache
def crosswalk() -> dict[str, Crossing]:
    """The crosswalk by type.

    Raises:
        DataFileError: a line of the table is not as its header says.
    """
    name = "crosswalk.csv"
    found: dict[str, Crossing] = {}
    with (folder() / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            line = len(found) + 2
            if None in row.values() or None in row or not row.get("type"):
                raise DataFileError(name, line, "expected type, cameo_roots, polecat and note")
            if row["type"] in found:
                raise DataFileError(name, line, f"{row['type']} stands twice")
            found[row["type"]] = Crossing(
                type=row["type"],
                cameo_roots=tuple(row["cameo_roots"].split()),
                polecat=row["polecat"],
                note=row["note"],
            )
    return found
