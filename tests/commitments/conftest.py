"""Commitments of a text as the reader gives them."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from parley.reader import Reader
from parley.records import Commitment, Report

DATE = datetime.date(2024, 5, 15)


@pytest.fixture(scope="session")
def read() -> Callable[[str], tuple[Commitment, ...]]:
    reader = Reader()
    return lambda text: reader.read(Report(id="r", text=text, name="r", published=DATE)).commitments
