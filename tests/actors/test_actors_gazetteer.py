from __future__ import annotations

import csv
import datetime
from pathlib import Path

import pytest

from parley.actors import comparing, gazetteer, importing
from parley.errors import DataFileError

ROOT = Path(__file__).parents[2]

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
        (ROW.replace(",armed", ',"armed') + "\n" + ROW, "fields"),
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


def test_in_the_codes_of_militants_mus_is_no_country(tmp_path: Path) -> None:
    file = tmp_path / "militants.txt"
    file.write_text("BAND_OF_THE_CAPE_ [IMGSEAMUS]\nISLAND_FISHERS_UNION_ [MUSLAB]\n", encoding="utf-8")
    taken = importing.read(file, gazetteer.load())
    assert [(r["name"], r["country"]) for r in taken.rows] == [
        ("Band Of The Cape", ""),
        ("Island Fishers Union", "MUS"),
    ]


def test_an_entry_is_compared_by_country_and_days() -> None:
    ours = gazetteer.load()
    blank = dict.fromkeys(gazetteer.COLUMNS, "") | {"kind": "person", "sectors": "GOV", "sure": "no"}
    rows = [
        blank | {"id": "x-1", "name": "Angela Merkel", "country": "AUT", "from": "2008", "to": "2010"},
        blank
        | {"id": "x-2", "name": "Barack Obama", "country": "USA", "from": "2009-01-20", "to": "2013-01-20"},
        blank | {"id": "x-3", "name": "Gordon Brown", "country": "GBR", "from": "2013", "to": "2015"},
        blank
        | {"id": "x-4", "name": "Tony Blair", "country": "GBR", "from": "1997-05-02", "to": "2007-06-27"},
        blank | {"id": "x-5", "name": "Nobody Whom We Know", "country": "GBR"},
    ]
    known, found = comparing.compare(ours, rows)
    assert known == 4
    assert {(c.entry, c.kind) for c in found} == {
        ("angela-merkel", "country"),
        ("barack-obama", "end"),
        ("gordon-brown", "no office here"),
    }


@pytest.mark.shared
def test_conflicts_with_petrarch_were_looked_at(shared: Path) -> None:
    ours = gazetteer.load()
    with (ROOT / "docs" / "evaluation" / "petrarch.csv").open(encoding="utf-8", newline="") as file:
        reviewed = {(row["entry"], row["kind"]) for row in csv.DictReader(file)}
    both = 0
    for dictionary in sorted((shared / "data" / "petrarch").glob("*.txt")):
        known, found = comparing.compare(ours, importing.read(dictionary, ours).rows)
        both += known
        assert [c for c in found if (c.entry, c.kind) not in reviewed] == []
    assert both > 400
