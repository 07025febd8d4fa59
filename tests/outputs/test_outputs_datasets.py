"""The columns of other people's datasets, dyads, panels and one event a day."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

import pytest
from msgspec.structs import replace

from parley import codebook
from parley.actors.gazetteer import load
from parley.codebook.crosswalk import crosswalk
from parley.ledger import Filter, Ledger, Party, StoredEvent, unstored
from parley.outputs import dyads, panel, phoenix, polecat
from parley.outputs.formats import Between, Count
from parley.records import EventType, Factuality, Maker, Precision, Reading, When
from parley.version import __version__

ACTUAL = Filter(factuality=(Factuality.ACTUAL,))


def event(
    *parties: tuple[str, str, str | None], type: str = "ASSAULT", day: str | None = "2031-03-05", **known: Any
) -> StoredEvent:
    """An event between parties, each a role, a key and a country."""
    import quick

    whole = quick.read("Frelim attacked Osk.", day)
    (made,) = unstored.events(whole)
    named = tuple(
        Party(role=role, key=key, name=key.title(), country=country, sectors=("GOV",))
        for role, key, country in parties
    )
    return replace(made, parties=named, event=replace(made.event, type=type, **known))


def pairs(*events: StoredEvent) -> list[tuple[str | None, str | None]]:
    return [
        (d.source.key if d.source else None, d.target.key if d.target else None)
        for e in events
        for d in dyads.of(e)
    ]


# --- POLECAT ----------------------------------------------------------------------------------------------------------


def test_polecat_columns_are_the_published_ones() -> None:
    published = (
        "Event ID|Event Date|Event Type|Event Mode|Event Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
        "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|"
        "Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|"
        "Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|"
        "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
    )
    assert "|".join(polecat.COLUMNS) == published
    assert len(polecat.COLUMNS) == 40


def test_a_row_of_polecat(readings: list[Reading]) -> None:
    whole = readings[0]
    first, *_ = polecat.sheet(unstored.events(whole), lambda _: whole).rows
    assert tuple(first) == tuple(polecat.COLUMNS)
    assert first["Event Date"] == datetime.date(2031, 3, 5)
    assert (first["Event Type"], first["Quad Code"]) == ("ASSAULT", "MATERIAL CONFLICT")
    assert first["Event Intensity"] == codebook.load().types["ASSAULT"].intensity
    assert (first["Actor Name"], first["Actor Country"], first["Actor COW"]) == ("Frelim", "COL", "100")
    assert (first["Primary Actor Sector"], first["Actor Name Raw"]) == ("REB", "Frelim")
    assert (first["Recipient Name"], first["Recipient Country"], first["Recipient COW"]) == (
        "Osk",
        None,
        None,
    )
    assert first["Event ID"].split("_")[0] == unstored.report(whole).key


def test_several_parties_stand_in_one_order(readings: list[Reading]) -> None:
    whole = readings[0]
    (one, *_) = unstored.events(whole)
    both = replace(one, event=replace(one.event, source=(*one.event.target, *one.event.source), target=()))
    (row,) = polecat.sheet([both], lambda _: whole).rows
    assert row["Actor Name"] == "Osk; Frelim"
    assert row["Actor Country"] == "None; COL"
    assert row["Actor COW"] == "None; 100"


def test_numbers_of_states() -> None:
    numbers = polecat.state_numbers()
    assert (numbers["USA"], numbers["COL"], numbers["DEU"], numbers["VNM"]) == ("2", "100", "255", "816")
    assert len(set(numbers.values())) == len(numbers)
    assert set(numbers) <= set(load().states)


# --- CAMEO ------------------------------------------------------------------------------------------------------------


def test_cameo_codes_fit_the_codebook_and_its_crosswalk() -> None:
    types = codebook.load().types
    roots: dict[str, int] = {}
    for (kind, mode), code in phoenix.codes().items():
        assert code.root in crosswalk()[kind].cameo_roots, (kind, mode)
        assert not mode or mode in types[kind].modes, (kind, mode)
        assert -10 <= code.goldstein <= 10
        assert (code.goldstein > 0) == (code.quad <= 2)
        assert roots.setdefault(code.root, code.quad) == code.quad
    assert {kind for kind, mode in phoenix.codes() if not mode} == {str(kind) for kind in EventType}


def test_a_row_of_phoenix() -> None:
    stored = event(
        ("source", "rebels", "COL"), ("target", "town", None), mode="firearms", contexts=("military",)
    )
    (row,) = phoenix.sheet(dyads.of(stored)).rows
    assert tuple(row) == tuple(phoenix.COLUMNS)
    assert (row["story_date"], row["year"], row["month"], row["day"]) == ("03/05/2031", 2031, 3, 5)
    assert (row["source"], row["source_root"], row["source_agent"]) == ("COLGOV", "COL", "GOV")
    assert (row["target"], row["target_root"]) == ("GOV", None)
    assert (row["code"], row["root_code"], row["quad_class"], row["goldstein"]) == ("193", "19", 4, -10.0)
    assert row["joined_issues"] == "military,1"


def test_a_mode_without_a_code_of_its_own_has_its_types() -> None:
    assert phoenix.code_of("CONSULT", "multilateral") == phoenix.code_of("CONSULT", None)
    (row,) = phoenix.sheet(
        dyads.of(event(("source", "a", None), type="TREMBLE", quad="verbal conflict"))
    ).rows
    assert (row["code"], row["quad_class"], row["goldstein"]) == (None, 3, None)


# --- dyads ------------------------------------------------------------------------------------------------------------


def test_each_source_with_each_target() -> None:
    stored = event(("source", "a", None), ("source", "b", None), ("target", "c", None), ("target", "d", None))
    assert pairs(stored) == [("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")]
    assert pairs(event(("source", "a", None))) == [("a", None)]
    assert pairs(event()) == [(None, None)]


def test_a_meeting_counts_both_ways() -> None:
    both = (("source", "a", None), ("source", "b", None))
    assert pairs(event(*both, type="CONSULT")) == [("a", "b"), ("b", "a")]


def test_a_clash_counts_both_ways_and_a_joint_attack_does_not() -> None:
    both = (("source", "a", None), ("source", "b", None))
    frames = [f for f in codebook.load().frames.frames if f.label == "ASSAULT"]
    alike = next(f.rule for f in frames if f.symmetric)
    other = next(f.rule for f in frames if not f.symmetric)

    def made(rule: str, version: str = __version__) -> StoredEvent:
        return event(*both, made_by=Maker(rule=rule, version=version))

    assert pairs(made(alike)) == [("a", "b"), ("b", "a")]
    assert pairs(made(other)) == [("a", None), ("b", None)]
    assert pairs(made(alike, version="0.0.0")) == [("a", None), ("b", None)], (
        "another version's lines are others"
    )


def test_the_day_an_event_counts_by() -> None:
    def dated(start: str | None, end: str | None) -> StoredEvent:
        first, last = (datetime.date.fromisoformat(d) if d else None for d in (start, end))
        when = When(span=None, start=first, end=last, precision=Precision.DAY, reason="")
        return event(("source", "a", None), date=when)

    assert dyads.day_of(dated("2031-03-02", "2031-03-02")) == datetime.date(2031, 3, 2)
    assert dyads.day_of(dated("2031-02-01", "2031-02-28")) == datetime.date(2031, 3, 5)
    assert dyads.day_of(dated(None, None)) == datetime.date(2031, 3, 5)
    assert dyads.day_of(event(("source", "a", None), day=None)) is None


def test_one_a_day() -> None:
    ab = (("source", "a", None), ("target", "b", None))
    ba = (("source", "b", None), ("target", "a", None))
    events = [
        event(*ab),
        event(*ab),  # the same
        event(*ab, type="COERCE"),
        event(*ab, day="2031-03-06"),
        event(*ba),
        event(("source", "a", None)),
        event(("source", "a", None)),  # whom it was directed at is not known, so it may be another
        event(*ab, day=None),
        event(*ab, day=None),
    ]
    kept = list(dyads.one_a_day(events))
    assert [events.index(e) for e in kept] == [0, 2, 3, 4, 5, 5, 7, 7]
    assert len(list(dyads.one_dyad_a_day(d for e in events for d in dyads.of(e)))) == 8


def test_one_dyad_a_day_of_events_that_share_one() -> None:
    wide = event(("source", "a", None), ("target", "b", None), ("target", "c", None))
    narrow = event(("source", "a", None), ("target", "b", None))
    found = dyads.one_dyad_a_day(d for e in (narrow, wide) for d in dyads.of(e))
    assert [(d.source and d.source.key, d.target and d.target.key) for d in found] == [("a", "b"), ("a", "c")]


def test_one_a_day_of_a_ledger(ledger: Ledger) -> None:
    every = list(ledger.events(ACTUAL))
    kept = list(dyads.one_a_day(every))
    assert len(every) - len(kept) == 2, "Frelim attacked Osk three times on one day, in two reports"
    assert set(kept) <= set(every)


# --- panels -----------------------------------------------------------------------------------------------------------


def test_a_panel_counts_every_pair_once(ledger: Ledger) -> None:
    found = [d for e in ledger.events(ACTUAL) for d in dyads.of(e)]
    made = panel.make(found, count=Count.QUAD, between=Between.ACTORS, balanced=False)
    rows = list(made.sheet.rows)
    expected = Counter(
        (panel.monday(day), d.source.key, d.target.key)
        for d in found
        if d.source and d.target and (day := dyads.day_of(d.event))
    )
    assert {(r["week"], r["source"], r["target"]): r["total"] for r in rows} == dict(expected)
    assert made.undated == 1
    assert made.nobody == 0
    assert all(r["material_conflict"] == r["total"] for r in rows)
    assert all(r["week"].weekday() == 0 for r in rows)


def test_panels_of_one_kind_have_the_same_columns() -> None:
    def columns(count: Count, *events: StoredEvent) -> list[str]:
        found = [d for e in events for d in dyads.of(e)]
        return list(panel.make(found, count=count, between=Between.ACTORS, balanced=False).sheet.columns)

    some = event(("source", "a", None), ("target", "b", None))
    assert columns(Count.TYPE) == columns(Count.TYPE, some)
    assert columns(Count.QUAD) == columns(Count.QUAD, some)
    assert set(columns(Count.TYPE)) >= {str(kind).lower() for kind in EventType}
    own = event(("source", "a", None), ("target", "b", None), type="TREMBLE-AT")
    assert "tremble_at" in columns(Count.TYPE, own)


@pytest.mark.parametrize("balanced", [False, True])
def test_a_balanced_panel_has_every_week(balanced: bool) -> None:
    ab = (("source", "a", None), ("target", "b", None))
    ba = (("source", "b", None), ("target", "a", None))
    found = [d for e in (event(*ab, day="2031-03-05"), event(*ba, day="2031-03-26")) for d in dyads.of(e)]
    made = panel.make(found, count=Count.QUAD, between=Between.ACTORS, balanced=balanced)
    rows = list(made.sheet.rows)
    assert len(rows) == (8 if balanced else 2)
    assert sum(r["total"] for r in rows) == 2
    assert len({(r["week"], r["source"], r["target"]) for r in rows}) == len(rows)


def test_a_panel_between_countries() -> None:
    abroad = event(("source", "a", "COL"), ("target", "b", "VEN"))
    within = event(("source", "a", "COL"), ("target", "c", "COL"))
    nowhere = event(("source", "a", "COL"), ("target", "d", None))
    found = [d for e in (abroad, within, nowhere) for d in dyads.of(e)]
    made = panel.make(found, count=Count.QUAD, between=Between.COUNTRIES, balanced=False)
    assert [(r["source"], r["target"]) for r in made.sheet.rows] == [("COL", "COL"), ("COL", "VEN")]
    assert made.nobody == 1
