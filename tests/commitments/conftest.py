"""Commitments of a text as the reader gives them; the tests share how they write them down (`telling.py`)."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from parley.reader import Reader
from parley.records import Commitment, Report

sys.path[:0] = [str(Path(__file__).parent)]

DATE = datetime.date(2024, 5, 15)


@pytest.fixture(scope="session")
def read() -> Callable[[str], tuple[Commitment, ...]]:
    reader = Reader()
    return lambda text: reader.read(Report(id="r", text=text, name="r", published=DATE)).commitments
