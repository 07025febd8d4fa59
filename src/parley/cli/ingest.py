"""`parley ingest`: a corpus into a ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from parley.cli.console import complain
from parley.cli.options import Actors, Codebook, LanguageModel
from parley.cli.questions import LedgerOption
from parley.errors import ParleyError

if TYPE_CHECKING:
    from parley.ledger.ingest import Progress, Summary, Watcher

HELP = """Read a corpus into a ledger.

PATH is a file, a folder, a pattern in quotation marks, a table (.jsonl, .csv, .tsv, .parquet), a feed (RSS, Atom), or an
address of a feed or page. What is in the ledger already is passed over, so that an ingest that was interrupted, even
killed, goes on when it is started again. What cannot be read is kept in the ledger with the reason (parley ledger
rejections). The exit status is 0 when at least one input was read, now or before."""


class Format(StrEnum):
    """What the summary looks like."""

    TEXT = "text"
    JSON = "json"


def ingest(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="What to read.", show_default=False)],
    ledger: LedgerOption = "parley.db",
    text: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="Column of tables that holds the text.", show_default=False),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="Column with the title.", show_default=False)
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="Column with the day of publication.", show_default=False),
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="Column with the publisher.", show_default=False)
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="Column with the address.", show_default=False)
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Readers at work; as many as cores.", show_default=False),
    ] = None,
    language_model: LanguageModel = None,
    codebook: Codebook = None,
    actors: Actors = None,
    format: Annotated[  # noqa: A002 - the option's name is what users type
        Format, typer.Option(help="The summary as lines to read, or as one JSON object.")
    ] = Format.TEXT,
) -> None:
    """Declares the options; see HELP for what users are told."""
    from parley.ledger import Ledger, Settings

    named = {"text": text, "title": title, "published": date, "publisher": publisher, "url": url}
    settings = Settings(
        language_model=language_model,
        codebook=str(codebook) if codebook else None,
        actors=str(actors) if actors else None,
    )
    try:
        with Ledger(ledger) as kept, _watching() as watcher:
            summary = kept.ingest(
                paths,
                columns={field: column for field, column in named.items() if column},
                settings=settings,
                processes=processes,
                watcher=watcher,
            )
    except ParleyError as error:
        complain(str(error))
        raise typer.Exit(2) from error
    except KeyboardInterrupt as error:
        complain("interrupted; what was read is kept, and the same command goes on from there")
        raise typer.Exit(130) from error
    if format is Format.JSON:
        import msgspec

        typer.echo(msgspec.json.encode(summary).decode())
    else:
        typer.echo("\n".join(_lines(summary)))
    raise typer.Exit(0 if summary.inputs - sum(n for _, n in summary.rejected) > 0 else 1)


def _lines(summary: Summary) -> Iterator[str]:
    rate = f" ({summary.readings / summary.seconds:.1f} a second)" if summary.readings else ""
    yield f"{summary.inputs} inputs; {summary.known} were in the ledger"
    yield f"{summary.readings} readings{rate}, {summary.reports} new reports, {summary.rows} rows"
    if summary.rejected:
        listed = ", ".join(f"{number} {code}" for code, number in summary.rejected)
        yield f"{sum(n for _, n in summary.rejected)} rejected: {listed} (see parley ledger rejections)"


@contextmanager
def _watching() -> Iterator[Watcher | None]:
    """Progress on standard error with rate and time left, when somebody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def watch(progress: Progress) -> None:
            rate = progress.inputs / progress.seconds if progress.seconds else 0.0
            refused = f", {progress.rejected} rejected" if progress.rejected else ""
            known = f", {progress.known} known" if progress.known else ""
            bar.update(
                task,
                total=progress.bytes_all or None,
                completed=progress.bytes_done,
                description=f"{progress.inputs} inputs{known}{refused}, {rate:.1f} a second, left:",
            )

        yield watch
