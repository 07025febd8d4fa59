"""The word lists that mending a parse reads."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def words() -> Mapping[str, frozenset[str]]:
    """The lists of `lexicon.toml` by their names."""
    text = files("parley.language").joinpath("lexicon.toml").read_text(encoding="utf-8")
    return {name: frozenset(listed) for name, listed in tomllib.loads(text).items()}
