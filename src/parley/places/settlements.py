"""Settlements by name, looked up in a sorted file that stays on disk.

A report needs a few dozen of the file's 240,000 names. `data/settlements.tsv` (made by `parley.places.compiling`) is in the
order of the names' UTF-8 bytes, so that a name is found by halving and nothing has to be loaded; processes that read side
by side share its pages.
"""

from __future__ import annotations

import mmap
from pathlib import Path

from msgspec import Struct

from parley.errors import DataFileError

COLUMNS = ("name", "main", "country", "region", "latitude", "longitude", "population", "capital")
"""One line for each name of a settlement. `main` is its main name, empty where `name` is it; `country` ISO 3166-1 alpha-2;
`region` GeoNames' code of the first-level region, for the United States alone, where it is ISO 3166-2's; `capital` is 1 or
empty."""
_REMEMBERED = 100_000
"""Names kept in memory once they were looked up, borne by a settlement or not."""


class Settlement(Struct, frozen=True, gc=False):
    """A settlement; `name` is its main name. The other fields are those of `COLUMNS`."""

    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    capital: bool


class Settlements:
    """The settlements of a file with the columns `COLUMNS`, sorted, after comment lines ("#").

    Raises:
        DataFileError: the file cannot be read or has other columns.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.name
        try:
            with path.open("rb") as stream:
                self._lines = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise DataFileError(self._file, None, f"cannot be read: {error}") from error
        start = 0
        while self._lines[start : start + 1] == b"#":
            start = self._end(start) + 1
        self._first = self._end(start) + 1
        if self._lines[start : self._first].decode().split() != list(COLUMNS):
            raise DataFileError(self._file, None, f"the columns must be {COLUMNS}")
        self._known: dict[str, tuple[Settlement, ...]] = {}

    def __contains__(self, name: str) -> bool:
        return bool(self.named(name))

    def named(self, name: str) -> tuple[Settlement, ...]:
        """The settlements that bear `name`.

        Raises:
            DataFileError: a line of theirs cannot be used.
        """
        found = self._known.get(name)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[name] = self._find(name.encode(errors="surrogatepass"))
        return found

    def _end(self, place: int) -> int:
        """Where the line of character `place` ends: its line feed, or the end of the file."""
        end = self._lines.find(b"\n", place)
        return end if end >= 0 else len(self._lines)

    def _find(self, name: bytes) -> tuple[Settlement, ...]:
        lines = self._lines
        low, high = (
            self._first,
            len(lines),
        )  # both begin a line; the first line of `name` or after it is between
        while low < high:
            start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._end(start)
            if lines[start:end].partition(b"\t")[0] < name:
                low = end + 1
            else:
                high = start
        found = []
        while low < len(lines):
            fields = lines[low : self._end(low)].split(b"\t")
            if fields[0] != name:
                break
            found.append(self._settlement(low, [field.decode() for field in fields]))
            low = self._end(low) + 1
        return tuple(found)

    def _settlement(self, start: int, fields: list[str]) -> Settlement:
        try:
            name, main, country, region, latitude, longitude, population, capital = fields
            return Settlement(
                name=main or name,
                country=country,
                region=region,
                latitude=float(latitude),
                longitude=float(longitude),
                population=int(population),
                capital=bool(capital),
            )
        except ValueError as error:
            number = self._lines[:start].count(b"\n") + 1
            raise DataFileError(self._file, number, f"cannot be used: {error}") from error
