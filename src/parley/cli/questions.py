"""`parley events`, `statements`, `commitments`, `reports`: what a ledger holds, narrowed by filters."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parley.cli.console import complain, output_console
from parley.errors import ParleyError
from parley.outputs.formats import Between, Count, Format, PanelKind
from parley.records import Act, CommitmentKind, Factuality

if TYPE_CHECKING:
    from parley.ledger import Filter, Ledger
    from parley.outputs.export import Order


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
    Format | None,
    typer.Option(
        "--format",
        help="A table to read (the usual), CSV for spreadsheets, JSON (one object per line), Parquet; for events also "
        "POLECAT's columns or CAMEO codes. By the suffix of the output file when not given.",
        show_default=False,
    ),
]
_Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write there, with FILE.manifest.json beside it, and not on standard output.",
        show_default=False,
    ),
]
_Context = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=0,
        max=100,
        help="Also the sentences in which a row stands, with N before and N after.",
        show_default=False,
    ),
]
_OneADay = Annotated[
    bool,
    typer.Option("--one-a-day", help="Of events with the same source, target, type and day, only the first."),
]
_Panel = Annotated[
    PanelKind | None,
    typer.Option(help="Count events in place of listing them: by ordered pair and week.", show_default=False),
]
_Count = Annotated[Count, typer.Option(help="What a panel counts apart: quad classes or event types.")]
_Between = Annotated[Between, typer.Option(help="Whom a panel pairs: actors or countries.")]
_Balanced = Annotated[
    bool, typer.Option("--balanced", help="A panel with a row for every pair in every week, zeros included.")
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
    one_a_day: _OneADay = False,
    limit: Limit = None,
    panel: _Panel = None,
    count: _Count = Count.QUAD,
    between: _Between = Between.ACTORS,
    balanced: _Balanced = False,
    context: _Context = None,
    form: _Form = None,
    output: _Output = None,
) -> None:
    """List events of a ledger, or count them. POLECAT's columns, CAMEO's and panels hold actual ones when not told else."""
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

    order = ordered(
        form,
        output,
        limit=limit,
        context=context,
        one_a_day=one_a_day,
        panel=panel,
        count=count,
        between=between,
        balanced=balanced,
    )
    shown = factuality or ([Factuality.ACTUAL] if order.only_deeds else [])
    _show(ledger, "events", replace(chosen, factuality=tuple(shown)), order)


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
    context: _Context = None,
    form: _Form = None,
    output: _Output = None,
) -> None:
    """List statements of a ledger: who said what to whom."""
    asked = narrowed(actor, country, types, since, until, text, publisher, report, one_per_source)
    _show(ledger, "statements", asked, ordered(form, output, limit=limit, context=context))


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
    context: _Context = None,
    form: _Form = None,
    output: _Output = None,
) -> None:
    """List commitments of a ledger: promises, threats, demands."""
    asked = narrowed(actor, country, types, since, until, text, publisher, report, one_per_source)
    _show(ledger, "commitments", asked, ordered(form, output, limit=limit, context=context))


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
    form: _Form = None,
    output: _Output = None,
) -> None:
    """List reports of a ledger; copies of one story have the same source."""
    asked = narrowed(actor, country, (), since, until, text, publisher, report, one_per_source)
    _show(ledger, "reports", asked, ordered(form, output, limit=limit))


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


def _show(where: str, kind: str, asked: Filter, order: Order) -> None:
    """Asks a ledger and writes the rows."""
    with opened(where) as kept:
        show(kept, kind, getattr(kept, kind)(asked), order, asked)


def show(ledger: Ledger, kind: str, rows: Iterable[Any], order: Order, asked: Filter | None = None) -> None:
    """Writes rows as a user wants them; the end with one line on standard error where that cannot be."""
    from parley.outputs import export
    from parley.outputs.sheet import Kind

    try:
        notes = export.export(
            ledger, Kind(kind), rows, order, stdout=sys.stdout, console=output_console(), asked=asked
        )
    except ParleyError as error:
        complain(str(error))
        raise typer.Exit(2) from error
    for note in notes:
        complain(note)


def ordered(form: Format | None, output: Path | None = None, **options: Any) -> Order:
    """What a user wants of an answer; `-` is standard output."""
    from parley.outputs.export import Order

    return Order(form=form, output=None if output == Path("-") else output, **options)


def opened(where: str) -> Ledger:
    """A ledger that is there, or the end with one line on standard error."""
    from parley.ledger import Ledger

    try:
        return Ledger(where, create=False)
    except ParleyError as error:
        complain(str(error))
        raise typer.Exit(2) from error
