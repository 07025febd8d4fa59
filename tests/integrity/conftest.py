"""Checks on a text, the way through up to the actors."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from parley import actors, integrity, propositions, sources, times
from parley.language import parse
from parley.records import Flag, Trust
from parley.sources import damage

DAY = datetime.date(2031, 3, 4)


@pytest.fixture(scope="session")
def checked(nlp: Any) -> Callable[[str], tuple[tuple[Flag, ...], Trust]]:
    gazetteer = actors.load()

    def check(text: str, published: datetime.date | None = DAY) -> tuple[tuple[Flag, ...], Trust]:
        report = sources.from_text(text, published=published)
        document = parse(nlp, report.text)
        found = actors.find(document, propositions.extract(document), gazetteer, report.published)
        return integrity.check(
            document,
            report,
            actors=found.actors,
            times=times.find(document, report.published),
            events=(),
            statements=(),
            commitments=(),
            damage=damage.find(report),
            gazetteer=gazetteer,
        )

    return check
