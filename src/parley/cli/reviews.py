"""`parley reviews`: what has been decided, what lost its row, how far people agree; handing reviewed rows on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parley.cli.console import complain
from parley.cli.options import Codebook
from parley.cli.questions import (
    LedgerOption,
    OnePerSource,
    Publisher,
    ReportKey,
    Since,
    Text,
    Until,
    narrowed,
    opened,
    ordered,
    show,
)
from parley.cli.review import Kind
from parley.errors import ParleyError
from parley.outputs.formats import Format

if TYPE_CHECKING:
    from parley.ledger import Filter, Ledger

app = typer.Typer(no_args_is_help=True, help="Look after reviews: list, undo, compare and hand them on.")

_Form = Annotated[
    Format, typer.Option("--format", help="A table to read, CSV, or JSON: one object per line.")
]


class Export(StrEnum):
    """What reviewed rows are handed on as."""

    EVENTS = "events"
    STATEMENTS = "statements"
    COMMITMENTS = "commitments"
    LABELSTUDIO = "labelstudio"
    BRAT = "brat"


@app.command("list")
def listed(
    ledger: LedgerOption = "parley.db",
    kind: Annotated[
        Kind | None, typer.Option(help="Reviews of rows of this kind only.", show_default=False)
    ] = None,
    reviewer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only this person's.", show_default=False)
    ] = None,
    report: ReportKey = None,
    orphaned: Annotated[
        bool, typer.Option("--orphaned", help="Only those whose row the latest reading does not have.")
    ] = False,
    form: _Form = Format.TABLE,
) -> None:
    """List reviews in the order in which they were made, undone and orphaned ones too.

    Standing says what has become of each: it counts, was overruled by a later one of the same row, was undone, or is
    orphaned: the report was read again and has no such row any more.
    """
    with opened(ledger) as kept:
        found = kept.reviews(report=report, reviewer=reviewer, kind=kind.row if kind else None)
        show(kept, "reviews", (r for r in found if r.orphaned or not orphaned), ordered(form))


@app.command("undo")
def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Its number.", show_default=False)],
    ledger: LedgerOption = "parley.db",
) -> None:
    """Take a review back. It stays in the list as undone; the review before it counts again."""
    with opened(ledger) as kept:
        try:
            review = kept.undo(number)
        except ParleyError as error:
            complain(str(error))
            raise typer.Exit(1) from error
    typer.echo(f"undone: {review.number}, {review.verdict} by {review.reviewer}")


@app.command("agreement")
def agreement(
    ledger: LedgerOption = "parley.db",
    report: ReportKey = None,
    form: _Form = Format.TABLE,
) -> None:
    """Show how far reviewers agree, with each other and with the machine: share and Krippendorff's alpha.

    "row" is whether the report says it at all; the other questions are about rows that were kept. Alpha is empty where
    nothing was judged twice or where all judgements are the same.
    """
    from parley.evaluation.agreement import measure
    from parley.ledger import Filter

    with opened(ledger) as kept:
        found = measure(kept, Filter(report=report))
        if form is not Format.JSON:
            show(kept, "agreement", (_plain(row) for row in found if row.rows), ordered(form))
            return
    for row in found:
        typer.echo(json.dumps({**_plain(row), "coders": row.coders, "agree": row.agree, "alpha": row.alpha}))


def _plain(row: Any) -> dict[str, Any]:
    return {
        "kind": str(row.kind),
        "about": row.about,
        "coders": ", ".join(row.coders),
        "rows": row.rows,
        "agree": "" if row.agree is None else f"{row.agree:.3f}",
        "alpha": "" if row.alpha is None else f"{row.alpha:.3f}",
    }


@app.command("export")
def export(
    output: Annotated[
        Path, typer.Argument(metavar="OUTPUT", help="A file; a folder for brat.", show_default=False)
    ],
    form: Annotated[Export, typer.Option("--as", help="What to write.", show_default=False)],
    ledger: LedgerOption = "parley.db",
    since: Since = None,
    until: Until = None,
    text: Text = None,
    publisher: Publisher = None,
    report: ReportKey = None,
    one_per_source: OnePerSource = False,
    partial: Annotated[
        bool,
        typer.Option(
            "--partial", help="Statements and commitments: also of reports that are not reviewed to the end."
        ),
    ] = False,
    codebook: Codebook = None,
) -> None:
    """Hand reviewed rows on: as gold data for parley evaluate, to Label Studio, or to brat.

    events, statements and commitments write JSON lines in the formats that parley evaluate takes. labelstudio writes tasks
    to import and, beside them, OUTPUT.xml with the labelling interface; brat writes a folder.
    """
    asked = narrowed(None, None, (), since, until, text, publisher, report, one_per_source)
    try:
        with opened(ledger) as kept:
            if form is Export.BRAT:
                _brat(kept, output, asked, codebook)
            elif form is Export.LABELSTUDIO:
                _label_studio(kept, output, asked, codebook)
            else:
                _gold(kept, output, asked, form, partial)
    except ParleyError as error:
        complain(str(error))
        raise typer.Exit(2) from error
    except OSError as error:
        complain(f"{error.filename or output}: {error.strerror or error}")
        raise typer.Exit(2) from error


def _gold(ledger: Ledger, output: Path, asked: Filter, form: Export, partial: bool) -> None:
    from parley.reviewing import gold

    count = gold.Count()
    rows: Iterator[dict[str, Any]]
    if form is Export.EVENTS:
        rows = gold.events(ledger, count, asked)
    elif form is Export.STATEMENTS:
        rows = gold.statements(ledger, count, asked, partial=partial)
    else:
        rows = gold.commitments(ledger, count, asked, partial=partial)
    _write(output, (json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    typer.echo(f"{output}: {count.rows} {form} of {count.reports} reports")
    if count.unfinished:
        complain(
            f"{count.unfinished} reports are not reviewed to the end and left out (--partial takes them)"
        )
    if count.unpaired:
        complain(f"{count.unpaired} events do not name both sides in their sentence and are left out")


def _label_studio(ledger: Ledger, output: Path, asked: Filter, codebook: Path | None) -> None:
    from parley.codebook import load
    from parley.reviewing import labelstudio

    tasks = list(labelstudio.tasks(ledger, asked))
    interface = output.with_suffix(".xml")
    _write(output, [json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"])
    _write(interface, [labelstudio.config(sorted(load(codebook).types), tasks)])
    typer.echo(f"{output}: {len(tasks)} tasks; {interface}: their labelling interface")


def _brat(ledger: Ledger, output: Path, asked: Filter, codebook: Path | None) -> None:
    from parley.codebook import load
    from parley.reviewing import brat

    reports, rows = brat.write(ledger, output, sorted(load(codebook).types), asked)
    typer.echo(f"{output}: {rows} rows of {reports} reports")


def _write(output: Path, lines: Iterable[str]) -> None:
    from parley.outputs import files

    with files.replacing(output) as sink:
        sink.writelines(line.encode() for line in lines)
