"""`parley ledger`: what a ledger was made with, what it refused, what are copies; taking a report out."""

from __future__ import annotations

from typing import Annotated

import typer

from parley.cli.console import complain, output_console
from parley.cli.questions import LedgerOption, opened, ordered, show
from parley.errors import ParleyError
from parley.outputs.formats import Format

app = typer.Typer(no_args_is_help=True, help="Look after a ledger.")

_Key = Annotated[str, typer.Argument(metavar="KEY", help="The report's key, in full.", show_default=False)]


@app.command("manifest")
def manifest(ledger: LedgerOption = "parley.db") -> None:
    """Print what the ledger holds and was made with, as JSON: enough to make it again.

    Its digest of the content is equal for ledgers that hold the same, in whatever database and order of ingest.
    """
    with opened(ledger) as kept:
        typer.echo(kept.manifest().to_json())


@app.command("rejections")
def rejections(
    ledger: LedgerOption = "parley.db",
    form: Annotated[
        Format, typer.Option("--format", help="A table, CSV, JSON lines or Parquet.")
    ] = Format.TABLE,
) -> None:
    """List the inputs that could not be read, with the reason."""
    with opened(ledger) as kept:
        show(kept, "rejections", kept.rejections(), ordered(form))


@app.command("copies")
def copies(key: _Key, ledger: LedgerOption = "parley.db") -> None:
    """List the reports that are copies of one: the same text, nearly the same, or one agency's story."""
    with opened(ledger) as kept:
        try:
            found = kept.copies(key)
        except ParleyError as error:
            complain(str(error))
            raise typer.Exit(1) from error
    for copy in found:
        report = copy.report
        parts = (
            f"{copy.likeness:4.0%}",
            report.key,
            str(report.published or ""),
            report.publisher or report.name,
        )
        output_console().print("  ".join(parts), markup=False, highlight=False, soft_wrap=True)


@app.command("delete")
def delete(
    key: _Key,
    ledger: LedgerOption = "parley.db",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
) -> None:
    """Take a report, and all that came from it, out of the ledger for good."""
    with opened(ledger) as kept:
        if not yes:
            typer.confirm(f"Delete report {key} and all that came from it?", abort=True)
        try:
            gone = kept.delete(key)
        except ParleyError as error:
            complain(str(error))
            raise typer.Exit(2) from error
    if not gone:
        complain(f"{key}: there is no such report in the ledger")
        raise typer.Exit(1)
    typer.echo(f"deleted {key}")
