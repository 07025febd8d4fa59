"""Events in the columns of the POLECAT dataset (Halterman, Bagozzi, Beger, Schrodt and Scarborough 2023).

The columns are those of its tab-separated files, by name and order; the later files call the fifth one "Event Intensity",
the yearly files to 2022 "Intensity". A cell that is not known holds `None`, as there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import resources

from parley import codebook
from parley.codebook.crosswalk import crosswalk
from parley.ledger import StoredEvent
from parley.outputs.dyads import day_of
from parley.outputs.listing import Cells
from parley.outputs.rows import squeeze
from parley.outputs.sheet import Sheet, Type
from parley.records import Actor, ActorKind, Participant, PlaceKind, Reading
from parley.version import __version__

COLUMNS: dict[str, Type] = {
    "Event ID": Type.TEXT,
    "Event Date": Type.DAY,
    "Event Type": Type.TEXT,
    "Event Mode": Type.TEXT,
    "Event Intensity": Type.NUMBER,
    "Quad Code": Type.TEXT,
    "Contexts": Type.TEXT,
    "Actor Name": Type.TEXT,
    "Actor Country": Type.TEXT,
    "Actor COW": Type.TEXT,
    "Primary Actor Sector": Type.TEXT,
    "Actor Sectors": Type.TEXT,
    "Actor Title": Type.TEXT,
    "Actor Name Raw": Type.TEXT,
    "Wikipedia Actor ID": Type.TEXT,
    "Recipient Name": Type.TEXT,
    "Recipient Country": Type.TEXT,
    "Recipient COW": Type.TEXT,
    "Primary Recipient Sector": Type.TEXT,
    "Recipient Sectors": Type.TEXT,
    "Recipient Title": Type.TEXT,
    "Recipient Name Raw": Type.TEXT,
    "Wikipedia Recipient ID": Type.TEXT,
    "Placename": Type.TEXT,
    "City": Type.TEXT,
    "District": Type.TEXT,
    "Province": Type.TEXT,
    "Country": Type.TEXT,
    "Latitude": Type.NUMBER,
    "Longitude": Type.NUMBER,
    "GeoNames ID": Type.TEXT,
    "Raw Placename": Type.TEXT,
    "Feature Type": Type.TEXT,
    "Source": Type.TEXT,
    "Publication Date": Type.DAY,
    "Story People": Type.TEXT,
    "Story Organizations": Type.TEXT,
    "Story Locations": Type.TEXT,
    "Language": Type.TEXT,
    "Version": Type.TEXT,
}
MISSING = "None"
"""What stands in the dataset's files for a cell that is not known."""
_BETWEEN = "; "
"""What stands between several values of a cell."""


def sheet(events: Iterable[StoredEvent], reading_of: Callable[[StoredEvent], Reading]) -> Sheet:
    """Events in POLECAT's columns, one row per event; several parties stand in one cell.

    Args:
        events: the events.
        reading_of: gives the reading an event stands in.
    """
    return Sheet(columns=COLUMNS, rows=_rows(events, reading_of))


def version(event: StoredEvent) -> str:
    """What made a row: Parley's version and the run."""
    return f"parley-{__version__}-run-{event.report.run or 'unknown'}"


def _rows(events: Iterable[StoredEvent], reading_of: Callable[[StoredEvent], Reading]) -> Iterator[Cells]:
    known = codebook.load().types
    for stored in events:
        event, reading = stored.event, reading_of(stored)
        entry, crossing = known.get(event.type), crosswalk().get(event.type)
        yield {
            "Event ID": f"{stored.report.key}_{event.id}_{event.type}",
            "Event Date": day_of(stored),
            "Event Type": crossing.polecat if crossing else event.type,
            "Event Mode": event.mode,
            "Event Intensity": entry.intensity if entry else None,
            "Quad Code": event.quad.upper() if event.quad else None,
            "Contexts": _joined(event.contexts),
            **_party(event.source, reading, "Actor"),
            **_party(event.target, reading, "Recipient"),
            **_place(stored),
            "Source": stored.report.publisher,
            "Publication Date": stored.report.published,
            **_story(reading),
            "Language": reading.report.language,
            "Version": version(stored),
        }


def _party(participants: Sequence[Participant], reading: Reading, role: str) -> Cells:
    """Columns of one side. Names, countries and sectors of several parties stand in the same order in each cell."""
    actors = {actor.id: actor for actor in reading.actors}
    who = [actors.get(participant.actor or "") for participant in participants]
    countries = [_country(actor) for actor in who]
    return {
        f"{role} Name": _aligned([actor.name if actor else None for actor in who]),
        f"{role} Country": _aligned(countries),
        f"{role} COW": _aligned([state_numbers().get(country or "") for country in countries]),
        f"Primary {role} Sector": _aligned(
            [actor.sectors[0] if actor and actor.sectors else None for actor in who]
        ),
        f"{role} Sectors": _joined(dict.fromkeys(code for actor in who if actor for code in actor.sectors)),
        f"{role} Title": _aligned([actor.role if actor else None for actor in who]),
        f"{role} Name Raw": _joined(participant.span.text for participant in participants),
        f"Wikipedia {role} ID": None,
    }


def _country(actor: Actor | None) -> str | None:
    """The country of an actor; bodies of several states have `IGO` there."""
    if actor is None:
        return None
    return actor.country or ("IGO" if "IGO" in actor.sectors else None)


def _place(stored: StoredEvent) -> Cells:
    place = stored.event.place
    return {
        "Placename": place.name if place else None,
        "City": place.name if place and place.kind is PlaceKind.SETTLEMENT else None,
        "District": None,
        "Province": place.region if place else None,
        "Country": place.country if place else None,
        "Latitude": place.latitude if place else None,
        "Longitude": place.longitude if place else None,
        "GeoNames ID": None,
        "Raw Placename": place.span.text if place else None,
        "Feature Type": None,
    }


def _story(reading: Reading) -> Cells:
    named = {kind: [a.name for a in reading.actors if a.kind is kind] for kind in ActorKind}
    places = [event.place.name for event in reading.events if event.place]
    return {
        "Story People": _joined(dict.fromkeys(named[ActorKind.PERSON])),
        "Story Organizations": _joined(dict.fromkeys(named[ActorKind.ORGANISATION] + named[ActorKind.GROUP])),
        "Story Locations": _joined(dict.fromkeys(places + named[ActorKind.STATE])),
    }


def _joined(values: Iterable[str]) -> str | None:
    """Values in one cell; a semicolon within one would part it."""
    return _BETWEEN.join(squeeze(value).replace(";", ",") for value in values) or None


def _aligned(values: Sequence[str | None]) -> str | None:
    """Values in one cell, one for each party; nothing when none is known."""
    return _joined(value or MISSING for value in values) if any(values) else None


@cache
def state_numbers() -> dict[str, str]:
    """Numbers of the Correlates of War project by ISO 3166 alpha-3 code."""
    return {row["iso"]: row["cow"] for row in data("cow.csv")}


def data(name: str) -> list[dict[str, str]]:
    """Rows of a table beside this room, without its comments."""
    text = (resources.files("parley.outputs.data") / name).read_text(encoding="utf-8")
    lines = (line for line in io.StringIO(text) if not line.startswith("#"))
    return list(csv.DictReader(lines))
