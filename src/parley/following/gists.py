"""What following keeps of a report: its events, commitments and deeds as they are compared, without the text."""

from __future__ import annotations

from collections.abc import Iterable

from parley.following.deeds import told_deeds
from parley.following.matching import Promise, promises
from parley.following.model import Entry, Teller, Told
from parley.following.rows import Row, party, rows
from parley.records import Record


class Gist(Record, frozen=True, kw_only=True):
    """One report as following sees it; a function of its reading and source alone."""

    teller: Teller
    about: frozenset[str]
    """Whom it names: words of names, gazetteer entries, countries."""
    rows: tuple[Row, ...]
    promises: tuple[Promise, ...]
    deeds: tuple[Entry, ...]
    """Deeds that the codebook has no type for, as entries of one piece of evidence each."""


def gist(told: Told) -> Gist:
    """What is kept of one report."""
    return Gist(
        teller=told.teller,
        about=frozenset(key for actor in told.reading.actors for key in party(actor).keys),
        rows=rows(told),
        promises=tuple(promises(told)),
        deeds=told_deeds(told),
    )


def gists(told: Iterable[Told]) -> tuple[Gist, ...]:
    """What is kept of some reports, each once."""
    return tuple({one.teller.report: one for one in map(gist, told)}.values())
