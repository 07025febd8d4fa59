"""The command line's root: what `parley --help` shows."""

from __future__ import annotations

from typing import Annotated

import typer

from parley.cli import (
    actors,
    brief,
    codebook,
    evaluate,
    following,
    ingest,
    ledger,
    questions,
    read,
    review,
    reviews,
    train,
)
from parley.version import __version__

app = typer.Typer(
    name="parley",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help=(
        "Reads news reports about conflict and negotiation and keeps the record: who met, struck, promised, demanded "
        "or threatened whom; who said so; on what condition; and how far the report can be trusted."
    ),
    epilog="Try: parley read examples/colombia/*.txt",
)
app.command("read", help=read.HELP)(read.read)
app.command("ingest", help=ingest.HELP)(ingest.ingest)
app.command("events")(questions.events)
app.command("statements")(questions.statements)
app.command("commitments")(questions.commitments)
app.command("reports")(questions.reports)
app.command("review", help=review.HELP)(review.review)
app.add_typer(reviews.app, name="reviews")
app.add_typer(actors.app, name="actors")
app.add_typer(codebook.app, name="codebook")
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(following.accord, name="accord")
app.add_typer(following.entry, name="entry")
app.command("timeline", help=following.TIMELINE)(following.timeline)
app.command("process", help=following.PROCESS)(following.process)
app.command("brief", help=brief.HELP)(brief.brief)
app.add_typer(ledger.app, name="ledger")
app.add_typer(train.app, name="train")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"parley {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Options that stand before the sub-command."""
