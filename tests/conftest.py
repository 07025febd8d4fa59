"""Fixtures shared by all rooms' tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from parley.language import Document, load, parse

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data folder; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("PARLEY_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the shared data folder is not here")
    return folder


@pytest.fixture(scope="session")
def nlp() -> Any:
    """The shipped language model."""
    return load()


@pytest.fixture(scope="session")
def parsed(nlp: Any) -> Callable[[str], Document]:
    """Parses a text with the shipped language model; each text once per session."""

    @cache
    def parse_once(text: str) -> Document:
        return parse(nlp, text)

    return parse_once
