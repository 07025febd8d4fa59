"""What the last word of a body's name says it is: `data/endings.toml` as a lookup."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from parley.actors.entries import BEYOND_STATES, SECTORS
from parley.errors import DataFileError
from parley.language.document import Document


@cache
def load() -> Mapping[str, tuple[str, ...]]:
    """Sectors by the last word of a name, in small letters.

    Raises:
        DataFileError: a sector that the manual does not have.
    """
    text = files("parley.actors").joinpath("data/endings.toml").read_text(encoding="utf-8")
    made: dict[str, tuple[str, ...]] = {}
    for sector, words in tomllib.loads(text)["endings"].items():
        if sector not in SECTORS | BEYOND_STATES:
            raise DataFileError("endings.toml", None, f"{sector!r} is not in the PLOVER manual")
        made.update(dict.fromkeys(words, (sector,)))
    return made


def sectors(document: Document, start: int, end: int) -> tuple[str, ...]:
    """What the last word of a body's name, or the last before "of", says it is; nothing where the name is that word."""
    last = next((t for t in range(start + 1, end) if document.words[t].lower() in ("of", "for")), end) - 1
    if end - start < 2 or not document.words[last][:1].isupper():
        return ()
    return load().get(document.words[last].lower(), ())
