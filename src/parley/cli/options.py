"""Options that several commands share: what to read with, who decides."""

from __future__ import annotations

import contextlib
import getpass
from pathlib import Path
from typing import Annotated

import typer

from parley.cli.console import complain

LanguageModel = Annotated[
    str | None,
    typer.Option(
        metavar="NAME_OR_PATH",
        help="Another spaCy pipeline with Universal Dependencies.",
        show_default=False,
    ),
]
Codebook = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="A folder of codebook files laid over Parley's own.", show_default=False
    ),
]
Actors = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.csv", help="Actors of your own, laid over Parley's gazetteer.", show_default=False
    ),
]
Reviewer = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        envvar="PARLEY_REVIEWER",
        help="Who decides; the name you are logged in with when not given.",
        show_default=False,
    ),
]


def reviewer_name(given: str | None) -> str:
    """Who decides; the end with status 2 where nobody can be named."""
    if given and given.strip():
        return given.strip()
    with contextlib.suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    complain("nobody knows who you are here; give --reviewer NAME")
    raise typer.Exit(2)
