"""Labelled data as JSON lines, each made into a record; a line that is none is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from parley.errors import DataFileError

T = TypeVar("T")


def rows(path: Path, make: Callable[[dict[str, Any]], T], expected: str) -> list[T]:
    """What `make` makes of each line of a file.

    Args:
        path: JSON lines.
        make: raises ValueError, KeyError or TypeError for an object that is not as described.
        expected: what a line looks like, for the message.

    Raises:
        DataFileError: with the line that is not as described.
    """
    found: list[T] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found.append(make(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise DataFileError(path.name, number, f"expected {expected}") from error
    return found
