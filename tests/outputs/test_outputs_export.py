"""Exports: the same rows in every format, whatever the text, written as a whole, with what they were made from."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nasty import NASTY
from rich.console import Console

from parley.ledger import EVERYTHING, Filter, Ledger, StoredEvent
from parley.outputs import dyads, export, files, polecat, sheet, writers
from parley.outputs.export import Order, Unfitting
from parley.outputs.formats import Between, Count, Format, PanelKind
from parley.outputs.listing import cells
from parley.outputs.sheet import Kind, Sheet, Type
from parley.records import Factuality

ACTUAL = Filter(factuality=(Factuality.ACTUAL,))
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def out(ledger: Ledger, order: Order, kind: Kind = Kind.EVENTS, rows: Any = None) -> str:
    stream = io.StringIO()
    found = ledger.events(ACTUAL) if rows is None else rows
    export.export(ledger, kind, found, order, stdout=stream, console=Console(file=stream, width=200))
    return stream.getvalue()


def rows_of(ledger: Ledger, kind: Kind) -> list[Any]:
    return list(getattr(ledger, kind)(EVERYTHING if kind is Kind.EVENTS else None))


@pytest.mark.parametrize("kind", [Kind.EVENTS, Kind.STATEMENTS, Kind.COMMITMENTS, Kind.REPORTS])
def test_columns_are_those_of_the_rows(ledger: Ledger, kind: Kind) -> None:
    rows = rows_of(ledger, kind)
    assert rows
    for row in rows:
        assert tuple(cells(row)) == tuple(sheet.columns(kind))
        assert sheet.kind_of(row) is kind


@pytest.mark.parametrize("kind", [Kind.EVENTS, Kind.STATEMENTS, Kind.COMMITMENTS, Kind.REPORTS])
def test_equal_numbers_of_rows_in_every_format(ledger: Ledger, tmp_path: Path, kind: Kind) -> None:
    rows = rows_of(ledger, kind)
    lines = out(ledger, Order(form=Format.JSON), kind, rows).splitlines()
    table = list(csv.DictReader(io.StringIO(out(ledger, Order(form=Format.CSV), kind, rows))))
    path = tmp_path / "rows.parquet"
    out(ledger, Order(output=path), kind, rows)
    assert len(rows) == len(lines) == len(table) == pq.read_table(path).num_rows
    assert out(ledger, Order(), kind, rows).count(
        rows[0].report.key[:8] if kind is not Kind.REPORTS else rows[0].key[:8]
    )


def test_polecat_has_a_row_for_each_event_and_cameo_for_each_dyad(ledger: Ledger) -> None:
    events = list(ledger.events(ACTUAL))
    dyadic = [d for event in events for d in dyads.of(event)]
    by_polecat = list(csv.DictReader(io.StringIO(out(ledger, Order(form=Format.POLECAT))), delimiter="\t"))
    by_cameo = list(csv.DictReader(io.StringIO(out(ledger, Order(form=Format.CAMEO)))))
    assert len(by_polecat) == len(events) == 7
    assert len(by_cameo) == len(dyadic) == 7
    assert [row["Event Type"] for row in by_polecat] == [event.event.type for event in events]
    assert len({row["eid"] for row in by_cameo}) == len(by_cameo)


@pytest.mark.parametrize("form", [Format.CSV, Format.POLECAT, Format.CAMEO])
def test_no_text_breaks_out_of_its_cell(ledger: Ledger, form: Format) -> None:
    written = out(ledger, Order(form=form))
    delimiter = "\t" if form is Format.POLECAT else ","
    table = list(csv.reader(io.StringIO(written), delimiter=delimiter))
    assert {len(row) for row in table} == {len(table[0])}
    assert len(written.splitlines()) == len(table), "a cell holds a line end"
    assert all(c.isprintable() or c in "\n\t" for c in written)
    for row in table[1:]:
        for cell in row:
            assert not cell.startswith(FORMULA) or cell.lstrip("-").replace(".", "").isdigit()


def test_json_is_whole_and_still(ledger: Ledger) -> None:
    written = out(ledger, Order(form=Format.JSON))
    found = [json.loads(line) for line in written.splitlines()]
    assert NASTY[3].replace("\0", "\ufffd") in {row["report"]["name"] for row in found}
    assert all(c.isprintable() or c == "\n" for c in written)


def test_nasty_names_are_there_in_polecat(ledger: Ledger) -> None:
    table = list(csv.DictReader(io.StringIO(out(ledger, Order(form=Format.POLECAT))), delimiter="\t"))
    names = {row["Actor Name"] for row in table} | {row["Recipient Name"] for row in table}
    assert NASTY[1] in {name.replace(",", ";") if "script" in name else name for name in names}
    assert any(name.startswith("'=HYPERLINK(") for name in names)
    # a semicolon parts values in these files, so that one in a name becomes a comma
    assert not any(";" in name for name in names)


@pytest.mark.parametrize("kind", [Kind.EVENTS, Kind.STATEMENTS, Kind.COMMITMENTS, Kind.REPORTS])
def test_parquet_gives_back_what_went_in(ledger: Ledger, tmp_path: Path, kind: Kind) -> None:
    rows = rows_of(ledger, kind)
    path = tmp_path / "rows.parquet"
    out(ledger, Order(output=path), kind, rows)
    back = pq.read_table(path).to_pylist()
    assert back == [cells(row) for row in rows]


def test_csv_gives_back_what_went_in(ledger: Ledger) -> None:
    rows = list(ledger.events(ACTUAL))
    table = list(csv.DictReader(io.StringIO(out(ledger, Order(form=Format.CSV)))))
    for row, found in zip(rows, table, strict=True):
        expected = {n: "" if v is None else str(writers.safe(v)) for n, v in cells(row).items()}
        assert found == expected


@given(st.lists(st.tuples(st.text(), st.text() | st.none(), st.floats(allow_nan=False) | st.none())))
def test_any_text_comes_back_from_either_kind_of_text_file(rows: list[tuple[Any, ...]]) -> None:
    named = {"a": Type.TEXT, "b": Type.TEXT, "n": Type.NUMBER}
    made = Sheet(columns=named, rows=[dict(zip(named, row, strict=True)) for row in rows])
    for delimiter in (",", "\t"):
        stream = io.StringIO()
        assert writers.separated(made, stream, delimiter=delimiter) == len(rows)
        back = list(csv.reader(io.StringIO(stream.getvalue()), delimiter=delimiter))
        assert back[0] == ["a", "b", "n"]
        assert len(stream.getvalue().splitlines()) == len(rows) + 1
        for found, row in zip(back[1:], rows, strict=True):
            assert found[:2] == [writers.safe(cell) for cell in row[:2]]
            assert (float(found[2]) if found[2] else None) == row[2]
            assert not any(cell.startswith(FORMULA) for cell in found[:2])


def test_an_answer_without_rows_has_its_columns(ledger: Ledger, tmp_path: Path) -> None:
    assert out(ledger, Order(form=Format.CSV), rows=[]).strip().split(",") == list(sheet.columns(Kind.EVENTS))
    assert out(ledger, Order(form=Format.POLECAT), rows=[]).strip().split("\t") == list(polecat.COLUMNS)
    path = tmp_path / "none.parquet"
    out(ledger, Order(output=path), rows=[])
    assert pq.read_table(path).column_names == list(sheet.columns(Kind.EVENTS))


def test_every_file_says_what_it_was_made_with(ledger: Ledger, tmp_path: Path) -> None:
    for name in ("rows.csv", "rows.parquet", "rows.jsonl", "rows.txt"):
        path = tmp_path / name
        out(ledger, Order(output=path))
        known = json.loads(files.manifest_path(path).read_text())
        assert known["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert known["rows"] == 7
        (run,) = known["runs"].values()
        for part in ("codebook", "gazetteer", "language_model"):
            assert run[part]["digest"]
            assert run[part]["version"]
    inside = json.loads(pq.read_metadata(tmp_path / "rows.parquet").metadata[b"parley"])
    beside = json.loads(files.manifest_path(tmp_path / "rows.parquet").read_text())
    assert inside == {k: v for k, v in beside.items() if k != "sha256"} | {"sha256": None}
    with (tmp_path / "rows.csv").open() as stream:
        assert {row["run"] for row in csv.DictReader(stream)} == set(known["runs"])


def test_the_same_question_gives_the_same_bytes(ledger: Ledger, tmp_path: Path) -> None:
    for name in ("one.parquet", "two.parquet"):
        out(ledger, Order(output=tmp_path / name))
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()


def test_an_export_that_fails_leaves_the_old_file(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "there"
    folder.mkdir()
    path = folder / "rows.csv"
    path.write_text("old")

    def broken() -> Iterator[StoredEvent]:
        yield from ledger.events(ACTUAL)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        out(ledger, Order(output=path), rows=broken())
    assert path.read_text() == "old"
    assert [p.name for p in folder.iterdir()] == ["rows.csv"]


def test_what_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    for output in (Path(ledger.name), tmp_path, tmp_path / "no" / "rows.csv", Path("/dev/null")):
        with pytest.raises(files.OutputRefused):
            out(ledger, Order(form=Format.CSV, output=output))
    with pytest.raises(Unfitting, match="--output FILE"):
        export.export(
            ledger,
            Kind.EVENTS,
            [],
            Order(form=Format.PARQUET),
            stdout=Terminal(),
            console=Console(file=io.StringIO()),
        )
    for kind in (Kind.STATEMENTS, Kind.COMMITMENTS, Kind.REPORTS):
        for form in (Format.POLECAT, Format.CAMEO):
            with pytest.raises(Unfitting, match="table, csv, json, parquet"):
                out(ledger, Order(form=form), kind, [])
    for order in (
        Order(form=Format.POLECAT, panel=PanelKind.DYAD_WEEK),
        Order(form=Format.CAMEO, context=1),
        Order(panel=PanelKind.DYAD_WEEK, context=1),
        Order(balanced=True),
        Order(count=Count.TYPE),
        Order(between=Between.COUNTRIES),
    ):
        with pytest.raises(Unfitting):
            out(ledger, order, rows=[])


def test_a_link_stays_a_link(ledger: Ledger, tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    link.symlink_to(real)
    out(ledger, Order(output=link))
    assert link.is_symlink()
    assert real.read_text().startswith("day,")


def test_the_form_follows_the_suffix() -> None:
    assert Order(output=Path("a.parquet")).format is Format.PARQUET
    assert Order(output=Path("a.JSONL")).format is Format.JSON
    assert Order(output=Path("a.parquet"), form=Format.CSV).format is Format.CSV
    assert Order(output=Path("a")).format is Format.TABLE
    assert Order(form=Format.CAMEO).only_deeds
    assert not Order(form=Format.CSV).only_deeds


def test_limit_and_context(ledger: Ledger) -> None:
    rows = list(ledger.events(Filter(publisher="The Harbour Post")))
    first = list(ledger.events(ACTUAL))[:3]
    assert len(out(ledger, Order(form=Format.JSON, limit=3)).splitlines()) == 3
    assert (
        json.loads(out(ledger, Order(form=Format.JSON, context=0), rows=rows))["context"]
        == "Frelim attacked Osk."
    )
    found = csv.DictReader(io.StringIO(out(ledger, Order(form=Format.CSV, context=1, limit=3))))
    for row, event in zip(found, first, strict=True):
        assert row["words"] in row["context"]
        assert len(row["context"]) > len(event.event.sentence.text)


def test_a_missing_library_is_named(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(writers.MissingLibrary, match=r"parley\[tables\]"):
        out(ledger, Order(output=tmp_path / "rows.parquet"))
    assert not (tmp_path / "rows.parquet").exists()


def test_types_of_columns(ledger: Ledger) -> None:
    fields = {f.name: str(f.type) for f in writers.arrow(sheet.of(Kind.EVENTS, ledger.events(ACTUAL))).schema}
    arrow = {Type.TEXT: "string", Type.INTEGER: "int64", Type.NUMBER: "double", Type.DAY: "date32[day]"}
    assert fields == {name: arrow[kind] for name, kind in sheet.columns(Kind.EVENTS).items()}
