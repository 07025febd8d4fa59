"""`parley train`: make the language model anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from parley.cli.console import complain

app = typer.Typer(no_args_is_help=True, help="Train what Parley ships.")


@app.callback()
def root() -> None:
    """Keeps `language` a sub-command while it is the only one."""


@app.command()
def language(
    data: Annotated[Path, typer.Option(help="Folder with syntax/ and names/ (see docs/language-model.md).")],
    out: Annotated[Path, typer.Option(help="Folder to write the corpus, the log and the pipelines to.")],
    max_steps: Annotated[
        int | None, typer.Option(help="Stop after so many steps, for a trial.", show_default=False)
    ] = None,
) -> None:
    """Train the language model; needs the extra parley[train]. The log is OUT/log.txt, the result OUT/model-best."""
    try:
        from parley.training.language import train

        typer.echo(train(data, out, max_steps=max_steps))
    except OSError as error:
        complain(f"{error.filename or data}: {error.strerror or error}")
        raise typer.Exit(2) from error
