"""The order of the steps: from one report to everything taken from it."""

from __future__ import annotations

import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from parley import (
    actors,
    codebook,
    commitments,
    events,
    integrity,
    language,
    places,
    propositions,
    sources,
    statements,
    times,
)
from parley.links import linked
from parley.records import Reading, Report
from parley.sources import damage

if TYPE_CHECKING:
    from spacy.language import Language


class Reader:
    """Reads reports. What it needs is loaded once, at first use; the same input gives the same reading.

    Args:
        language_model: name or path of a spaCy pipeline with Universal Dependencies; `None` is Parley's own.
        codebook: folder of codebook files laid over Parley's own.
        actors: CSV file of actors laid over Parley's gazetteer.
        max_characters: a longer report is rejected.
    """

    def __init__(
        self,
        *,
        language_model: str | None = None,
        codebook: Path | None = None,
        actors: Path | None = None,
        max_characters: int = sources.MAX_CHARACTERS,
    ) -> None:
        self._language_model = language_model
        self._codebook_overlay = codebook
        self._actors_overlay = actors
        self._max_characters = max_characters

    @cached_property
    def _nlp(self) -> Language:
        return language.load(self._language_model)

    @cached_property
    def _codebook(self) -> codebook.Codebook:
        return codebook.load(self._codebook_overlay)

    @cached_property
    def _gazetteer(self) -> actors.Gazetteer:
        return actors.load(self._actors_overlay)

    def load(self) -> None:
        """Loads the language model and the data now instead of at the first report.

        Raises:
            ParleyError: the language model or a data file cannot be used.
        """
        # The user's own data first: an error in them is told before the language model has been loaded.
        _ = self._codebook, self._gazetteer, self._nlp

    def read_text(
        self,
        text: str,
        *,
        date: datetime.date | str | None = None,
        title: str | None = None,
        name: str = "-",
    ) -> Reading:
        """Reads a report given as a string (prose or HTML).

        Args:
            text: the report.
            date: publication date, as a date or "YYYY-MM-DD".
            title: its headline, when `text` does not begin with it.
            name: what to call it in messages.

        Raises:
            InputRejected: it cannot be read; the code says why.
            ValueError: `date` is no date.
        """
        return self.read(
            sources.from_text(
                text, name=name, title=title, published=_day(date), max_characters=self._max_characters
            )
        )

    def read_file(self, path: Path | str, *, date: datetime.date | str | None = None) -> Reading:
        """Reads a text file or a saved web page; otherwise as `read_text`."""
        return self.read(sources.from_path(path, published=_day(date), max_characters=self._max_characters))

    def read(self, report: Report) -> Reading:
        """Everything taken from one report. A pure function of the report and of what this reader was made with."""
        damaged = damage.find(report)
        document = language.parse(self._nlp, report.text, damage.left_out(damaged))
        found = propositions.extract(document)
        who = actors.find(document, found, self._gazetteer, report.published)
        when = times.find(document, report.published)
        where = places.find(document, who)
        said = statements.find(document, found, who)
        who = actors.quoted(document, who, tuple(s.statement for s in said))
        happened = events.code(document, found, self._codebook, who, when, where, said)
        bound = commitments.find(document, found, who, when, said, happened)
        flags, trust = integrity.check(
            document,
            report,
            actors=who.actors,
            times=when,
            events=happened,
            statements=tuple(s.statement for s in said),
            commitments=bound,
            damage=damaged,
            gazetteer=self._gazetteer,
        )
        rows = linked(happened, tuple(s.statement for s in said), bound)
        shown = actors.listed(who.actors, rows.events, rows.statements, rows.commitments, flags)
        return Reading(
            report=report,
            actors=integrity.lower(shown, flags),
            events=integrity.lower(rows.events, flags),
            statements=integrity.lower(rows.statements, flags),
            commitments=integrity.lower(rows.commitments, flags),
            flags=flags,
            trust=trust,
        )


def read(
    text: str,
    *,
    date: datetime.date | str | None = None,
    title: str | None = None,
    reader: Reader | None = None,
) -> Reading:
    """Reads one report given as a string; for many, make one `Reader` and give it here or use its methods."""
    return (reader or Reader()).read_text(text, date=date, title=title)


def _day(date: datetime.date | str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(date) if isinstance(date, str) else date
