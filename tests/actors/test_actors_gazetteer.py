from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from parley.actors import gazetteer, importing
from parley.errors import DataFileError

HEADER = ",".join(gazetteer.COLUMNS)
ROW = "x,Xanadu Front,XF,armed,COL,REB,,,2001,2004-02,,yes"


def test_sizes() -> None:
    entries = gazetteer.load().entries.values()
    kinds = [e.kind for e in entries]
    assert kinds.count("armed") >= 200
    assert kinds.count("party") + kinds.count("movement") >= 150
    assert kinds.count("person") >= 400
    assert kinds.count("state") >= 195


def test_an_overlay_is_laid_over(tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(f"# mine\n{HEADER}\n{ROW}\n", encoding="utf-8")
    ((entry, use),) = gazetteer.load(file).find("Xanadu Front")
    assert (entry.id, use) == ("x", "name")
    assert entry.roles[0].end == datetime.date(2004, 2, 29)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ROW.replace("REB", "XYZ"), "XYZ"),
        (ROW.replace("COL", "ZZZ"), "ZZZ"),
        (ROW.replace("2001", "2010"), "before it starts"),
        (ROW.replace("2004-02", "soon"), "soon"),
        (ROW.replace("yes", "maybe"), "maybe"),
        (ROW.replace(",armed", ",band"), "band"),
        (ROW + ",more", "fields"),
        (ROW.replace(",,yes", ",Q0,yes"), "Q0"),
    ],
)
def test_a_broken_line_stops_with_file_line_and_reason(tmp_path: Path, row: str, words: str) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(f"# mine\n{HEADER}\n{row}\n", encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        gazetteer.load(file)
    assert (caught.value.file, caught.value.line) == ("mine.csv", 3)
    assert words in str(caught.value)


def test_petrarch_with_dates(tmp_path: Path) -> None:
    file = tmp_path / "some.actors.txt"
    file.write_text(
        "# a dictionary\nJANE_EXAMPLE_  # note\n+J._EXAMPLE_\n\t[AFGGOV 030101-060531]\n\t[AFGOPP >060601]\n"
        "NOWHERE_FRONT_ [XXXREB]\nWATCHERS_ [~COP]\n",
        encoding="utf-8",
    )
    taken = importing.read(file, gazetteer.load())
    first, second, agent = taken.rows
    assert (first["name"], first["country"], first["sectors"]) == ("Jane Example", "AFG", "GOV")
    assert (first["from"], first["to"], second["from"]) == ("2003-01-01", "2006-05-31", "2006-06-01")
    assert (agent["kind"], agent["sectors"]) == ("agent", "COP")
    assert [line for line, *_ in taken.refused] == [6]
    overlay = tmp_path / "out.csv"
    overlay.write_text(importing.to_csv(taken.rows), encoding="utf-8")
    assert gazetteer.load(overlay).find("J. Example")


def test_wikidata_lines(tmp_path: Path) -> None:
    file = tmp_path / "some.jsonl"
    file.write_text(
        '{"id": "Q1", "label": "Ada Example", "country": "SWE"}\n{"id": "no"}\n', encoding="utf-8"
    )
    taken = importing.read(file, gazetteer.load())
    assert [r["wikidata"] for r in taken.rows] == ["Q1"]
    assert len(taken.refused) == 1


@pytest.mark.shared
def test_the_petrarch_dictionaries_import(shared: Path, tmp_path: Path) -> None:
    known = gazetteer.load()
    for file in sorted((shared / "data" / "petrarch").glob("*.txt")):
        taken = importing.read(file, known)
        assert taken.entries > 500
        assert len(taken.refused) < 0.25 * taken.entries
        assert all(reason for *_, reason in taken.refused)
