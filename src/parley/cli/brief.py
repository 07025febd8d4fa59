"""`parley brief`: what a ledger holds as one HTML file for a person who decides."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parley.cli.console import complain
from parley.cli.questions import LedgerOption, opened
from parley.errors import ParleyError

if TYPE_CHECKING:
    from parley.following.plans import Accord

HELP = """Write a brief of a ledger: one HTML file with what changed, the accord, commitments, who had to do with whom, what not to
trust, a timeline and the sources; each row opens its sentence in its report. It needs no network and no scripts."""
_Day = datetime.datetime | None


def brief(
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.html",
            help="Where to write it.",
            show_default=False,
            dir_okay=False,
        ),
    ],
    ledger: LedgerOption = "parley.db",
    accord: Annotated[
        Path | None,
        typer.Option(
            metavar="PLAN",
            help="A plan of the accord (TOML, or plain text with numbered points) to compare the reports with.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        _Day,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help="Show what changed since this day.",
            show_default=False,
        ),
    ] = None,
    as_of: Annotated[
        _Day,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help="Look from this day: later reports are not known.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Declares the options; see HELP for what users are told."""
    from parley.outputs import briefing
    from parley.reader import Reader

    with opened(ledger) as kept:
        try:
            material = briefing.collect(
                kept,
                accord=_plan(accord),
                read=Reader().read_text if accord else None,
                since=since.date() if since else None,
                as_of=as_of.date() if as_of else None,
            )
            page = briefing.render(material, briefing.texts(kept, material))
            output.write_text(page, encoding="utf-8", newline="\n")
        except ParleyError as error:
            complain(str(error))
            raise typer.Exit(2) from error
        except OSError as error:
            complain(f"{error.filename or output}: {error.strerror or error}")
            raise typer.Exit(2) from error
    typer.echo(str(output))


def _plan(path: Path | None) -> Accord | None:
    """The plan that was named, if one was."""
    from parley.following import plans

    return plans.load(path) if path is not None else None
