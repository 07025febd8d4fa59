"""Options that several commands share: what to read with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
