"""`parley actors`: look up the gazetteer, list who stays unresolved, turn other dictionaries into overlays."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parley.cli.console import complain, output_console
from parley.errors import InputRejected, ParleyError

if TYPE_CHECKING:
    from parley.actors.entries import Entry, Gazetteer

app = typer.Typer(no_args_is_help=True, help="Look at the gazetteer, and make your own.")

Overlay = Annotated[
    Path | None,
    typer.Option("--actors", metavar="FILE.csv", help="Your actors, laid over Parley's.", show_default=False),
]


@app.command()
def show(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name as a report may write it.", show_default=False)
    ],
    date: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="Day for which roles are looked up.", show_default=False),
    ] = None,
    actors: Overlay = None,
) -> None:
    """Explain whom a name stands for, and in what role at a date."""
    day = _day(date)
    gazetteer = _load(actors)
    hits = gazetteer.find(name)
    if not hits:
        complain(f"{name}: the gazetteer does not know this name")
        raise typer.Exit(1)
    for entry, use in hits:
        _print(entry, use, day)


@app.command()
def unresolved(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Reports.", show_default=False)],
    top: Annotated[int, typer.Option(metavar="N", min=1, help="How many to list.")] = 40,
    actors: Overlay = None,
) -> None:
    """List the most frequent mentions by name that the gazetteer does not know."""
    from parley.actors import find
    from parley.language import load, parse
    from parley.records import MentionKind

    gazetteer = _load(actors)
    model = load()
    counts: Counter[tuple[str, str]] = Counter()
    for text, published in _texts(files):
        for actor in find(parse(model, text), (), gazetteer, published).actors:
            named = sum(m.kind is MentionKind.NAME for m in actor.mentions)
            if actor.entry is None and named:
                counts[actor.name, str(actor.kind)] += named
    console = output_console()
    for (name, kind), number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:top]:
        console.print(f"{number:5}  {name}  ({kind})", markup=False, highlight=False)


@app.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="PETRARCH actor or agent dictionaries (.txt), or Wikidata entities (.jsonl).",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE.csv", help="Where to write the actors.", show_default=False
        ),
    ] = None,
    refused: Annotated[
        Path | None,
        typer.Option(metavar="FILE.tsv", help="Where to list what was refused, and why.", show_default=False),
    ] = None,
) -> None:
    """Turn dictionaries into a CSV file for --actors; say how much was taken and what was refused."""
    from parley.actors.importing import read, to_csv

    gazetteer = _load(None)
    console = output_console()
    all_rows: list[dict[str, str]] = []
    lines: list[str] = []
    for file in files:
        try:
            taken = read(file, gazetteer)
        except (OSError, ParleyError) as error:
            complain(f"{file}: {getattr(error, 'strerror', None) or error}")
            raise typer.Exit(2) from error
        all_rows.extend(taken.rows)
        lines.extend(f"{file.name}\t{number}\t{words}\t{reason}" for number, words, reason in taken.refused)
        console.print(
            f"{file.name}: {taken.entries} entries, {len(taken.rows)} rows, {taken.names} names; "
            f"{len(taken.refused)} refused",
            markup=False, highlight=False,
        )  # fmt: skip
        for reason, number in Counter(reason for *_, reason in taken.refused).most_common(8):
            console.print(f"  {number:5}  {reason}", markup=False, highlight=False)
    if output is not None:
        output.write_text(to_csv(all_rows), encoding="utf-8")
    if refused is not None:
        refused.write_text(
            "file\tline\twords\treason\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8"
        )


def _print(entry: Entry, use: str, day: datetime.date | None) -> None:
    console = output_console()
    role, held = entry.role(day)
    wording = {"capital": " (its capital, where it acts)", "seat": " (its seat)"}.get(use, "")
    console.print(
        f"{entry.name}{wording}  [{entry.kind}, {entry.id}]", markup=False, highlight=False, style="bold"
    )
    chosen = "in office" if held and entry.kind == "person" else "not in office then" if not held else ""
    for row in entry.roles:
        mark = "→" if row is role else " "
        codes = " ".join(filter(None, (row.country, *row.sectors)))
        dates = f"{row.start or '…'} to {row.end or '…'}" if row.start or row.end else ""
        note = chosen if row is role else ""
        parts = "  ".join(
            filter(None, (codes, row.title, dates, row.source, "" if row.sure else "not sure", note))
        )
        console.print(f" {mark} {parts}", markup=False, highlight=False)
    if entry.aliases:
        console.print(f"   also {', '.join(entry.aliases)}", markup=False, highlight=False)


def _texts(files: list[Path]) -> Iterator[tuple[str, datetime.date | None]]:
    from parley import sources

    for file in files:
        try:
            report = sources.from_path(file, published=None)
        except InputRejected as error:
            complain(str(error))
        else:
            yield report.text, report.published


def _day(date: str | None) -> datetime.date | None:
    if date is None:
        return None
    try:
        return datetime.date.fromisoformat(date)
    except ValueError as error:
        complain(f"{date}: write the date as YYYY-MM-DD")
        raise typer.Exit(2) from error


def _load(overlay: Path | None) -> Gazetteer:
    from parley.actors import load

    try:
        return load(overlay)
    except ParleyError as error:
        complain(str(error))
        raise typer.Exit(2) from error
