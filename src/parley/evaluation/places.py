"""Measures places: where a given mention is, and places found and located from the bare text.

Data: one JSON object a line with `text` and `places`, each with `start`, `end` (code points), `kind` ("country", "area",
"settlement"), `country` (ISO 3166 alpha-3 or alpha-2) and, for the other two, `lat` and `lon` in degrees, as made from
GeoVirus (Gritta et al., "Which Melbourne? Augmenting geocoding with maps", 2018).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley import language
from parley import places as places_step
from parley.errors import DataFileError
from parley.language.document import Document
from parley.places.disambiguate import distance
from parley.records import PlaceKind, Where

NEAR_KM = 161.0
"""A hundred miles: the customary tolerance of toponym resolution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One place of the data. `country` is ISO 3166 alpha-3; `point` latitude and longitude in degrees."""

    start: int
    end: int
    kind: PlaceKind
    country: str | None
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text of the data with its places."""

    text: str
    places: tuple[Gold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Shares between 0 and 1, with the number of mentions that each is a share of."""

    figures: Mapping[str, float]
    counts: Mapping[str, int]
    wrong: tuple[str, ...]
    """Mentions that were read wrongly, for the developer: "words: gold, ours"."""


def read_texts(path: Path) -> list[Text]:
    """The texts of a file.

    Raises:
        DataFileError: with the line that is not as described above.
    """
    import pycountry

    texts = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            places = tuple(_gold(entry, pycountry.countries) for entry in row["places"])
            texts.append(Text(text=row["text"], places=places))
        except (ValueError, KeyError, TypeError) as error:
            raise DataFileError(str(path), number, f"not a text with places: {error}") from error
    return texts


def _gold(entry: Mapping[str, Any], countries: Any) -> Gold:
    code = entry.get("country")
    if code is not None and len(code) == 2:
        found = countries.get(alpha_2=code)
        code = found.alpha_3 if found is not None else code
    point = None
    if entry.get("lat") is not None and entry.get("lon") is not None:
        point = (float(entry["lat"]), float(entry["lon"]))
    return Gold(
        start=entry["start"], end=entry["end"], kind=PlaceKind(entry["kind"]), country=code, point=point
    )


def evaluate(path: Path, parse: Callable[[str], Document] | None = None) -> Scores:
    """Measures places on a file.

    `given.countries` is the share of given country mentions with the right country, `given.settlements_161km` and
    `given.areas_161km` the share of the others put within 161 km. `end_to_end.f1` is the F1 of places found: right when
    the words overlap a place of the data and it is the right country, or within 161 km.

    Args:
        path: a file as described above.
        parse: text to document; Parley's own language model when left out.

    Raises:
        DataFileError: the file is not as described.
    """
    if parse is None:
        model = language.load()

        def parse(text: str) -> Document:
            return language.parse(model, text)

    texts = read_texts(path)
    right: dict[PlaceKind, int] = dict.fromkeys(PlaceKind, 0)
    total: dict[PlaceKind, int] = dict.fromkeys(PlaceKind, 0)
    found_right = found_all = gold_all = 0
    wrong: list[str] = []
    for text in texts:
        document = parse(text.text)
        for gold, where in _located(document, text.places):
            total[gold.kind] += 1
            if where is not None and is_right(gold, where):
                right[gold.kind] += 1
            else:
                wrong.append(_told("given", text.text, gold, where))
        found = [place.where for place in places_step.find(document)]
        hits, misses = _matched(text, found)
        found_right += hits
        wrong += misses
        found_all += len(found)
        gold_all += len(text.places)
    precision = found_right / found_all if found_all else 0.0
    recall = found_right / gold_all if gold_all else 0.0
    figures = {
        "given.countries": _share(right, total, PlaceKind.COUNTRY),
        "given.settlements_161km": _share(right, total, PlaceKind.SETTLEMENT),
        "given.areas_161km": _share(right, total, PlaceKind.AREA),
        "end_to_end.precision": precision,
        "end_to_end.recall": recall,
        "end_to_end.f1": 2 * precision * recall / (precision + recall) if precision + recall else 0.0,
    }
    counts = {kind.value: total[kind] for kind in PlaceKind} | {"found": found_all, "gold": gold_all}
    return Scores(figures=figures, counts=counts, wrong=tuple(wrong))


def is_right(gold: Gold, where: Where) -> bool:
    """Whether a place is the one of the data: the same country, or within 161 km."""
    if gold.kind is PlaceKind.COUNTRY and gold.country is not None:
        return where.country == gold.country and where.kind is PlaceKind.COUNTRY
    if gold.point is None or where.latitude is None or where.longitude is None:
        return False
    return distance(gold.point, (where.latitude, where.longitude)) <= NEAR_KM


def _share(right: Mapping[PlaceKind, int], total: Mapping[PlaceKind, int], kind: PlaceKind) -> float:
    return right[kind] / total[kind] if total[kind] else 0.0


def _located(document: Document, golds: Sequence[Gold]) -> list[tuple[Gold, Where | None]]:
    """The given mentions with where our resolution puts them."""
    spans = []
    kept = []
    for gold in sorted(golds, key=lambda g: (g.start, g.end)):
        tokens = [
            t for t in range(len(document)) if document.ends[t] > gold.start and document.starts[t] < gold.end
        ]
        if tokens:
            spans.append((tokens[0], tokens[-1] + 1))
            kept.append(gold)
    located = dict(zip(kept, places_step.locate(document, spans), strict=True))
    return [(gold, located.get(gold)) for gold in golds]


def _matched(text: Text, found: Sequence[Where]) -> tuple[int, list[str]]:
    """Number of places found that are right, each mention of the data counted once, and what went wrong."""
    left = list(text.places)
    hits = 0
    wrong = []
    for where in found:
        gold = next((g for g in left if g.start < where.span.end and where.span.start < g.end), None)
        if gold is not None:
            left.remove(gold)
        if gold is not None and is_right(gold, where):
            hits += 1
        elif gold is None:
            wrong.append(f"extra: {where.span.text} as {where.name} ({where.country}, {where.kind})")
    wrong += [f"missed: {text.text[g.start : g.end]} ({g.kind})" for g in left]
    return hits, wrong


def _told(layer: str, text: str, gold: Gold, where: Where | None) -> str:
    ours = (
        f"{where.name} {where.country} {where.kind} {where.latitude},{where.longitude}" if where else "none"
    )
    return f"{layer} {gold.kind}: {text[gold.start : gold.end]} at {gold.country} {gold.point}: {ours}"
