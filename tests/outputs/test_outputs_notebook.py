"""Notebooks: what is shown of readings and rows, and that nothing from a report becomes markup; data frames."""

from __future__ import annotations

import datetime
import sys

import pandas as pd
import pytest
from lxml import html
from nasty import NASTY

from parley.ledger import EVERYTHING, Filter, Ledger, unstored
from parley.outputs import frames, notebook
from parley.outputs.listing import cells
from parley.outputs.rows import squeeze
from parley.outputs.sheet import Kind, Sheet, Type, columns
from parley.records import Factuality, Reading

HARMLESS = {
    *("div", "p", "b", "br", "span", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"),
}
ATTRIBUTES = {"style", "title"}


def tree(markup: str) -> html.HtmlElement:
    return html.fragment_fromstring(markup, create_parent="main")


def test_a_reading_shows_its_text_with_its_rows_marked(readings: list[Reading]) -> None:
    (whole, *_) = readings
    shown = tree(whole._repr_html_())
    (box,) = (e for e in shown.iter("div") if "pre-wrap" in e.get("style", ""))
    assert box.text_content() == whole.report.text
    marked = [span.text_content() for span in box.iter("span")]
    for event in whole.events:
        assert event.predicate.text in marked
    titles = " ".join(span.get("title") for span in box.iter("span"))
    assert "ASSAULT: Frelim (COL REB) → Osk [actual]" in titles
    assert "said" in shown.text_content()


def test_passages_that_overlap_are_all_marked(readings: list[Reading]) -> None:
    from parley.records import Span

    text = "one two three"
    found = [
        notebook._Mark(span=Span(start=0, end=7, text="one two"), style="color:red", label="a"),
        notebook._Mark(span=Span(start=4, end=13, text="two three"), style="background:blue", label="b"),
    ]
    spans = list(tree(notebook.text(text, found)).iter("span"))
    assert [(s.text_content(), s.get("style"), s.get("title")) for s in spans] == [
        ("one ", "color:red", "a"),
        ("two", "color:red;background:blue", "a | b"),
        (" three", "background:blue", "b"),
    ]


def test_nothing_from_a_report_becomes_markup(hostile: Reading) -> None:
    rows = [*unstored.events(hostile), *unstored.statements(hostile), *unstored.commitments(hostile)]
    shown = [
        hostile._repr_html_(),
        *(row._repr_html_() for row in rows),
        unstored.report(hostile)._repr_html_(),
    ]
    shown.append(notebook.show(unstored.events(hostile))._repr_html_())
    for markup in shown:
        for element in tree(markup).iter():
            assert element.tag in HARMLESS | {"main"}, markup
            assert set(element.keys()) <= ATTRIBUTES
        assert all(c.isprintable() or c == "\n" for c in markup)
    text = "".join("".join(tree(markup).text_content() for markup in shown).split())
    for name in NASTY:
        assert "".join(squeeze(name).split()) in text


def test_a_long_table_and_a_long_text_are_cut(readings: list[Reading]) -> None:
    (first, *_) = unstored.events(readings[0])
    shown = notebook.show([first] * 500)
    assert len(list(tree(shown._repr_html_()).iter("tr"))) == 201
    assert "300 more" in shown._repr_html_()
    assert repr(shown) == "500 rows"
    assert "no rows" in notebook.show([])._repr_html_()
    assert len(notebook.text("word " * 50_000, [])) < 30_000


def test_rows_of_a_reading_are_those_of_a_ledger(ledger: Ledger) -> None:
    for known, whole in ledger.readings():
        own = Filter(report=known.key, factuality=EVERYTHING.factuality)
        pairs = (
            (ledger.events(own), unstored.events(whole)),
            (ledger.statements(own), unstored.statements(whole)),
            (ledger.commitments(own), unstored.commitments(whole)),
        )
        for stored, bare in pairs:
            for one, other in zip(stored, bare, strict=True):
                apart = {"run": None, "source": None}
                assert {**cells(one), **apart} == {**cells(other), **apart}
                assert one.parties == other.parties


@pytest.mark.parametrize("kind", ["events", "statements", "commitments", "reports"])
def test_pandas_and_back(ledger: Ledger, kind: str) -> None:
    rows = list(getattr(ledger, kind)())
    frame = frames.to_pandas(rows)
    assert list(frame.columns) == list(columns(Kind(kind)))
    assert len(frame) == len(rows)
    for found, row in zip(frame.to_dict("records"), rows, strict=True):
        for name, value in cells(row).items():
            if value is None:
                assert pd.isna(found[name])
            elif isinstance(value, datetime.date):
                assert found[name] == pd.Timestamp(value)
            else:
                assert found[name] == value
    assert frames.to_arrow(rows).to_pylist() == [cells(row) for row in rows]


def test_frames_of_a_reading_and_of_nothing(readings: list[Reading]) -> None:
    (whole, *_) = readings
    assert list(frames.to_pandas(whole)["type"]) == ["ASSAULT", "ASSAULT"]
    assert len(frames.to_pandas(whole, "statements")) == 1
    assert list(frames.to_pandas([], "commitments").columns) == list(columns(Kind.COMMITMENTS))
    with pytest.raises(ValueError, match="kind must be given"):
        frames.to_pandas([])
    with pytest.raises(ValueError, match="cabbages"):
        frames.to_pandas(whole, "cabbages")
    with pytest.raises(ValueError, match="holds no rejections"):
        frames.to_pandas(whole, "rejections")


def test_a_panel_as_a_frame(ledger: Ledger) -> None:
    frame = frames.dyad_week(ledger.events())
    actual = list(ledger.events(Filter(factuality=(Factuality.ACTUAL,))))
    assert frame["total"].sum() == len(actual) - 1, "one has no day"
    once = frames.dyad_week(ledger.events(), one_a_day=True, count="type")
    assert once["total"].sum() == frame["total"].sum() - 2
    assert (once["assault"] == once["total"]).all()


@pytest.mark.parametrize(("library", "extra"), [("pandas", "notebook"), ("pyarrow", "tables")])
def test_missing_libraries_are_named(
    readings: list[Reading], monkeypatch: pytest.MonkeyPatch, library: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(frames.MissingLibrary, match=rf"parley\[{extra}\]"):
        frames.to_pandas(readings[0])


def test_reading_does_not_load_what_only_notebooks_need() -> None:
    import subprocess

    code = "import sys, parley.records, parley.reader; sys.exit(bool({'pandas', 'pyarrow', 'sqlalchemy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_halves_of_surrogate_pairs_do_no_harm() -> None:
    bad = Sheet(columns={"words": Type.TEXT}, rows=[{"words": "half \ud800"}])
    assert list(frames.to_pandas(bad)["words"]) == ["half ?"]
    notebook.text("half \ud800", []).encode()
