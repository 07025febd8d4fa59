"""Which words name places, and where those are."""

from __future__ import annotations

import pytest

from parley import places
from parley.places import gazetteer
from parley.records import PlaceKind


def found(parsed, text):
    return {p.where.span.text: p.where for p in places.find(parsed(text))}


@pytest.mark.parametrize(
    ("text", "words", "country", "kind", "latitude", "longitude"),
    [
        ("The talks were held in Havana.", "Havana", "CUB", "settlement", 23.1, -82.4),
        ("The envoys met in Paris.", "Paris", "FRA", "settlement", 48.9, 2.3),
        ("The fire began in Paris, Texas.", "Paris", "USA", "settlement", 33.7, -95.6),
        ("A bomb exploded in Tripoli, Lebanon.", "Tripoli", "LBN", "settlement", 34.4, 35.8),
        ("A bomb exploded in Tripoli, Libya.", "Tripoli", "LBY", "settlement", 32.9, 13.2),
        ("Shells fell on the town of Rafah in Gaza.", "Rafah", "PSE", "settlement", 31.3, 34.2),
        ("Shells fell on the town of Rafah in Gaza.", "Gaza", "PSE", "area", 31.4, 34.4),
        ("Militias burned villages in Darfur.", "Darfur", "SDN", "area", 13.5, 24.5),
        ("Fighting continued in Tigray.", "Tigray", "ETH", "area", 13.9, 38.8),
        ("Fighting continued in North Kivu.", "North Kivu", "COD", "area", -0.8, 28.9),
        ("Protesters marched through Kashmir.", "Kashmir", None, "area", 34.3, 75.5),
        ("The mission works in Western Sahara.", "Western Sahara", "ESH", "country", 24.2, -12.2),
        ("The army advanced in Donbas.", "Donbas", "UKR", "area", 48.4, 38.3),
        ("Ministers flew to Côte d'Ivoire.", "Côte d'Ivoire", "CIV", "country", 7.6, -5.6),
        (
            "Troops left Georgia for Atlanta and other towns in the United States.",
            "Georgia",
            "USA",
            "area",
            32.7,
            -83.4,
        ),
        ("Troops left Georgia for Armenia and Azerbaijan.", "Georgia", "GEO", "country", 42.2, 43.5),
    ],
)
def test_where(parsed, text, words, country, kind, latitude, longitude):
    where = found(parsed, text)[words]
    assert (where.country, where.kind) == (country, kind)
    assert where.latitude == pytest.approx(latitude, abs=0.4)
    assert where.longitude == pytest.approx(longitude, abs=0.4)
    assert text[where.span.start : where.span.end] == words
    assert where.reason


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Jordan Smith met the minister.", "Jordan"),
        ("It was a nice day and they were reading.", "nice"),
        ("The mobile phone was found.", "mobile"),
        ("The Washington Post reported the attack.", "Washington"),
        ("The Paris Agreement was signed.", "Paris"),
        ("The White House rejected it.", "White House"),
        ("French soldiers left the base.", "French"),
        ("US-backed fighters took the hill.", "US"),
        ("They met in August.", "August"),
    ],
)
def test_no_place(parsed, text, word):
    assert word not in found(parsed, text)


def test_capital_that_acts_is_marked(parsed):
    document = parsed("Moscow rejected the offer. Shells hit a school in Moscow.")
    assert [p.acting for p in places.find(document)] == [True, False]


def test_region_of_a_city(parsed):
    assert found(parsed, "The storm hit Houston in Texas.")["Houston"].region == "Texas"


def test_order_and_repetition(parsed):
    document = parsed("Envoys flew from Doha to Cairo, then back to Doha.")
    first, second = places.find(document), places.find(document)
    assert first == second
    assert [p.start_token for p in first] == sorted(p.start_token for p in first)


def test_unknown_name_has_no_place(parsed):
    document = parsed("They met in Qwyxland.")
    assert places.locate(document, [(3, 4)]) == [None]


def test_every_country_has_a_centre():
    import pycountry

    table = gazetteer.load()
    codes = {c.country for found in table.places.values() for c in found if c.kind is PlaceKind.COUNTRY}
    assert codes <= {c.alpha_3 for c in pycountry.countries} | {"XKX"}
    members = {"AFG", "COD", "PSE", "SSD", "TWN", "UKR", "YEM", "ESH", "XKX"}
    assert members <= codes


def test_region_codes_are_those_of_iso_3166_2():
    import pycountry

    table = gazetteer.load()
    unknown = [code for code in table.regions if pycountry.subdivisions.get(code=code) is None]
    assert len(unknown) / len(table.regions) < 0.06, unknown
