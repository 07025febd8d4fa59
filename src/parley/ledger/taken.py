"""What became of an input: what a reader's process hands to the writer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Rows = dict[str, list[dict[str, Any]]]
"""Rows to be written, by table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Why an input could not be read."""

    stage: str
    """"intake" (it became no report), "reading" or "storing"."""
    code: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one input: the rows of a reading, or a rejection."""

    input: str
    """Key of the input."""
    name: str
    rows: Rows | None = None
    """As `flatten` makes them."""
    rejected: Rejected | None = None
