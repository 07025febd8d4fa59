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
    from parley.ledger import Ledger

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
        str | None,
        typer.Option(
            metavar="NAME_OR_PLAN",
            help="An accord of the ledger (words of its name will do) or the file of a plan. When not given, the ledger's "
            "accord, if it has one alone.",
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
    from parley.outputs import briefing, files
    from parley.reader import Reader

    with opened(ledger) as kept:
        try:
            plan = _plan(kept, accord)
            material = briefing.collect(
                kept,
                accord=plan,
                read=Reader().read_text if plan else None,
                since=since.date() if since else None,
                as_of=as_of.date() if as_of else None,
            )
            page = briefing.render(material, briefing.texts(kept, material))
            with files.replacing(output) as sink:
                sink.write(page.encode())
        except ParleyError as error:
            complain(str(error))
            raise typer.Exit(2) from error
        except OSError as error:
            complain(f"{error.filename or output}: {error.strerror or error}")
            raise typer.Exit(2) from error
    typer.echo(str(output))


def _plan(ledger: Ledger, name: str | None) -> Accord | None:
    """The accord that was named, or the only one there is."""
    from parley.following import Chronicle, plans

    record = Chronicle(ledger)
    if name is None:
        known = record.accords()
        return known[0] if len(known) == 1 else None
    return plans.load(Path(name)) if Path(name).is_file() else record.accord(name)
