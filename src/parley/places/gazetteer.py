"""Names of places and what they may stand for: countries, areas and settlements."""

from __future__ import annotations

import csv
import math
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from parley.errors import DataFileError
from parley.places.settlements import Settlement, Settlements
from parley.records import PlaceKind

_DATA = Path(__file__).with_name("data")
_COUNTRY_WEIGHT = 9.0
"""Weight of a country's name against settlements, whose weight is the decimal logarithm of their population."""
_AREA_WEIGHT = 6.3
"""An area weighs as much as a city of two million: "Victoria" is the state, "London" never the county."""
_SMALLEST = 2.0
_OTHER_NAME = 0.7
"""What a settlement weighs less by a name that is not its main one."""
_CAPITAL = 1.0
"""News names capitals oftener than their population tells: "Washington" is the city."""


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """One thing that a name may stand for. `weight` is how likely the name means it when nothing else is known."""

    name: str
    kind: PlaceKind
    country: str | None
    region: str | None
    """Name of the first-level region, where known."""
    latitude: float
    longitude: float
    weight: float
    wide: bool = False
    """A continent, a sea, or another region that spans several countries."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Candidates of every name. `common` are names that are also ordinary words or people's names."""

    places: Mapping[str, tuple[Candidate, ...]]
    settlements: Settlements
    alpha3: Mapping[str, str]
    regions: Mapping[str, str]
    """Name of a first-level region by its ISO 3166-2 code."""
    words: Mapping[str, Mapping[str, frozenset[str]]]

    def known(self, name: str) -> bool:
        """Whether any place bears this name."""
        return name in self.places or name in self.settlements

    def candidates(self, name: str) -> list[Candidate]:
        """What `name` may stand for, the likeliest first; empty when it is unknown."""
        found = list(self.places.get(name, ()))
        found += (self._candidate(settlement, name) for settlement in self.settlements.named(name))
        if not found and (plain := unaccented(name)) != name:
            return self.candidates(plain)
        return sorted(found, key=lambda c: (-c.weight, c.name, c.latitude, c.longitude))

    def _candidate(self, settlement: Settlement, name: str) -> Candidate:
        weight = max(math.log10(settlement.population + 1), _SMALLEST)
        if settlement.name != name:
            weight -= _OTHER_NAME
        if settlement.capital:
            weight += _CAPITAL
        return Candidate(
            name=settlement.name,
            kind=PlaceKind.SETTLEMENT,
            country=self.alpha3.get(settlement.country),
            region=self.regions.get(f"{settlement.country}-{settlement.region}"),
            latitude=settlement.latitude,
            longitude=settlement.longitude,
            weight=weight,
        )


def unaccented(name: str) -> str:
    """`name` without diacritics."""
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


@cache
def load() -> Gazetteer:
    """The gazetteer of the package, read once per process.

    Raises:
        DataFileError: with the line that cannot be used.
    """
    places: dict[str, list[Candidate]] = {}
    regions: dict[str, str] = {}
    for name, candidate in _countries():
        places.setdefault(name, []).append(candidate)
    alpha3 = _alpha3()
    for name, candidate, code in _areas(alpha3):
        places.setdefault(name, []).append(candidate)
        if "-" in code and name == candidate.name:
            regions[code] = name
    return Gazetteer(
        places={name: tuple(found) for name, found in places.items()},
        settlements=Settlements(_DATA / "settlements.tsv"),
        alpha3=alpha3,
        regions=regions,
        words=_words(),
    )


def _rows(file: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    path = _DATA / file
    lines = path.read_text(encoding="utf-8").splitlines()
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line and not line.startswith("#")]
    rows = csv.reader(line for _, line in numbered)
    header = tuple(next(rows, ()))
    if header != columns:
        raise DataFileError(file, numbered[0][0] if numbered else None, f"the columns must be {columns}")
    for (number, _), row in zip(numbered[1:], rows, strict=True):
        if len(row) != len(columns):
            raise DataFileError(file, number, f"{len(row)} fields instead of {len(columns)}")
        yield number, dict(zip(columns, row, strict=True))


def _degrees(file: str, number: int, row: Mapping[str, str]) -> tuple[float, float]:
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError as error:
        raise DataFileError(file, number, "latitude and longitude must be numbers") from error
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise DataFileError(file, number, "not on the globe")
    return latitude, longitude


_COLUMNS = ("code", "name", "latitude", "longitude", "aliases")


def _countries() -> Iterator[tuple[str, Candidate]]:
    for number, row in _rows("countries.csv", _COLUMNS):
        latitude, longitude = _degrees("countries.csv", number, row)
        candidate = Candidate(
            name=row["name"],
            kind=PlaceKind.COUNTRY,
            country=row["code"],
            region=None,
            latitude=latitude,
            longitude=longitude,
            weight=_COUNTRY_WEIGHT,
        )
        for name in (row["name"], *filter(None, row["aliases"].split(";"))):
            yield name, candidate


def _areas(alpha3: Mapping[str, str]) -> Iterator[tuple[str, Candidate, str]]:
    for number, row in _rows("areas.csv", _COLUMNS):
        code = row["code"]
        latitude, longitude = _degrees("areas.csv", number, row)
        country = code if len(code) == 3 else alpha3.get(code[:2])
        if code and country is None:
            raise DataFileError("areas.csv", number, f"no such country: {code}")
        candidate = Candidate(
            name=row["name"],
            kind=PlaceKind.AREA,
            country=country,
            region=row["name"] if "-" in code else None,
            latitude=latitude,
            longitude=longitude,
            weight=_AREA_WEIGHT,
            wide=not code,
        )
        for name in (row["name"], *filter(None, row["aliases"].split(";"))):
            yield name, candidate, code


def _alpha3() -> dict[str, str]:
    import pycountry

    known = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    return {**known, "XK": "XKX"}


def _words() -> dict[str, dict[str, frozenset[str]]]:
    import tomllib

    data = tomllib.loads((_DATA / "words.toml").read_text(encoding="utf-8"))
    return {
        group: {name: frozenset(entries) for name, entries in lists.items()} for group, lists in data.items()
    }
