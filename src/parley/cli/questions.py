"""`parley events`, `statements`, `commitments`, `reports`: what a ledger holds, narrowed by filters."""

from __future__ import annotations

import datetime
import itertools
import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parley.cli.console import complain, output_console
from parley.errors import ParleyError
from parley.records import Act, CommitmentKind, Factuality

if TYPE_CHECKING:
    from parley.ledger import Filter, Ledger


class Format(StrEnum):
    """What comes out."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


LedgerOption = Annotated[
    str,
    typer.Option(
        "--ledger",
        metavar="URL_OR_PATH",
        envvar="PARLEY_LEDGER",
        help="An SQLite file, or postgresql://user@host/database.",
    ),
]
Actor = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Who has a part in it: a name, words of one, or a gazetteer id.",
        show_default=False,
    ),
]
Country = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="ISO 3166 alpha-3 code of a party or the place.", show_default=False),
]
Since = Annotated[
    datetime.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="First day.", show_default=False),
]
Until = Annotated[
    datetime.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Last day.", show_default=False),
]
Text = Annotated[
    str | None,
    typer.Option(
        metavar="WORDS",
        help='Words of the report, all of them; "a phrase" in quotation marks, -word for none of it.',
        show_default=False,
    ),
]
Publisher = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who published the report.", show_default=False)
]
ReportKey = Annotated[
    str | None,
    typer.Option(metavar="KEY", help="Key of a report, or the beginning of it.", show_default=False),
]
OnePerSource = Annotated[
    bool, typer.Option("--one-per-source", help="Of copies of one story, only the first report.")
]
Limit = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="At most so many rows.", show_default=False)
]
_Form = Annotated[
    Format,
    typer.Option("--format", help="A table to read, CSV for spreadsheets, or JSON: one object per line."),
]


def events(
    ledger: LedgerOption = "parley.db",
    actor: Actor = None,
    country: Country = None,
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help="Event type; may be given again.", show_default=False),
    ] = None,
    since: Since = None,
    until: Until = None,
    factuality: Annotated[
        list[Factuality] | None,
        typer.Option(
            help="Whether it happened; may be given again. All but negated and denied when not given.",
            show_default=False,
        ),
    ] = None,
    text: Text = None,
    publisher: Publisher = None,
    report: ReportKey = None,
    one_per_source: OnePerSource = False,
    limit: Limit = None,
    form: _Form = Format.TABLE,
) -> None:
    """List events of a ledger."""
    chosen = narrowed(
        actor,
        country,
        [t.upper() for t in types or ()],
        since,
        until,
        text,
        publisher,
        report,
        one_per_source,
    )
    from msgspec.structs import replace

    asked = replace(chosen, factuality=tuple(factuality or ()))
    _show(ledger, lambda kept: kept.events(asked), limit, form)


def statements(
    ledger: LedgerOption = "parley.db",
    actor: Actor = None,
    country: Country = None,
    types: Annotated[
        list[Act] | None, typer.Option("--type", help="Speech act; may be given again.", show_default=False)
    ] = None,
    since: Since = None,
    until: Until = None,
    text: Text = None,
    publisher: Publisher = None,
    report: ReportKey = None,
    one_per_source: OnePerSource = False,
    limit: Limit = None,
    form: _Form = Format.TABLE,
) -> None:
    """List statements of a ledger: who said what to whom."""
    asked = narrowed(actor, country, types, since, until, text, publisher, report, one_per_source)
    _show(ledger, lambda kept: kept.statements(asked), limit, form)


def commitments(
    ledger: LedgerOption = "parley.db",
    actor: Actor = None,
    country: Country = None,
    types: Annotated[
        list[CommitmentKind] | None,
        typer.Option("--type", help="Kind of commitment; may be given again.", show_default=False),
    ] = None,
    since: Since = None,
    until: Until = None,
    text: Text = None,
    publisher: Publisher = None,
    report: ReportKey = None,
    one_per_source: OnePerSource = False,
    limit: Limit = None,
    form: _Form = Format.TABLE,
) -> None:
    """List commitments of a ledger: promises, threats, demands."""
    asked = narrowed(actor, country, types, since, until, text, publisher, report, one_per_source)
    _show(ledger, lambda kept: kept.commitments(asked), limit, form)


def reports(
    ledger: LedgerOption = "parley.db",
    actor: Actor = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    text: Text = None,
    publisher: Publisher = None,
    report: ReportKey = None,
    one_per_source: OnePerSource = False,
    limit: Limit = None,
    form: _Form = Format.TABLE,
) -> None:
    """List reports of a ledger; copies of one story have the same source."""
    asked = narrowed(actor, country, (), since, until, text, publisher, report, one_per_source)
    _show(ledger, lambda kept: kept.reports(asked), limit, form)


def narrowed(
    actor: str | None,
    country: str | None,
    types: Iterable[str] | None,
    since: datetime.datetime | None,
    until: datetime.datetime | None,
    text: str | None,
    publisher: str | None,
    report: str | None,
    one_per_source: bool,
) -> Filter:
    """The filter that the options of a question make."""
    from parley.ledger import Filter

    return Filter(
        actor=actor,
        country=country,
        types=tuple(str(t) for t in types or ()),
        since=since.date() if since else None,
        until=until.date() if until else None,
        text=text,
        publisher=publisher,
        report=report,
        one_per_source=one_per_source,
    )


def _show(where: str, ask: Any, limit: int | None, form: Format) -> None:
    """Asks a ledger and prints the rows."""
    with opened(where) as kept:
        show(itertools.islice(ask(kept), limit), form)


def show(rows: Iterable[Any], form: Format) -> None:
    """Prints rows on standard output."""
    from parley.outputs import listing

    try:
        if form is Format.TABLE:
            listing.table(rows, output_console())
        elif form is Format.CSV:
            listing.comma_separated(rows, sys.stdout)
        else:
            listing.json_lines(rows, sys.stdout)
        sys.stdout.flush()
    except ParleyError as error:
        complain(str(error))
        raise typer.Exit(2) from error


def opened(where: str) -> Ledger:
    """A ledger that is there, or the end with one line on standard error."""
    from parley.ledger import Ledger

    try:
        return Ledger(where, create=False)
    except ParleyError as error:
        complain(str(error))
        raise typer.Exit(2) from error
