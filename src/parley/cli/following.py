"""`parley accord`, `parley timeline`, `parley process`: many reports followed over time."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from parley.cli.console import complain
from parley.cli.read import Format
from parley.errors import ParleyError
from parley.reader import Reader

if TYPE_CHECKING:
    from parley.following.accords import Finding
    from parley.following.model import Told

accord = typer.Typer(no_args_is_help=True, help="Follow how far an accord has been put into practice.")

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...",
        help="Reports, or .jsonl files that `parley read --format json` wrote.",
        show_default=False,
    ),
]
Plan = Annotated[
    Path,
    typer.Argument(metavar="PLAN", help="TOML, or plain text with numbered points.", show_default=False),
]
Form = Annotated[Format, typer.Option("--format", help="Lines to read, or JSON: one object per row.")]


def _day(help_: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help=help_, show_default=False
    )
    return option


Day = datetime.datetime | None


@accord.command("show")
def show(plan: Plan, format: Form = Format.TEXT) -> None:  # noqa: A002
    """Check a plan and show its provisions."""
    from parley.following import plans

    def rows() -> tuple[Sequence[msgspec.Struct], list[str]]:
        found = plans.load(plan)
        lines = [
            line
            for p in found.provisions
            for line in (f"{p.number}. {p.heading or ''}".rstrip(), *(f"   - {x}" for x in p.points))
        ]
        return found.provisions, lines

    _out(rows, format)


@accord.command("status")
def status(
    plan: Plan,
    files: Files,
    as_of: Annotated[Day, _day("Look from this day: later reports are not known.")] = None,
    since: Annotated[Day, _day("Show what changed since this day.")] = None,
    signed: Annotated[Day, _day("Date of signing, where the plan does not say it.")] = None,
    format: Form = Format.TEXT,  # noqa: A002
) -> None:
    """Suggest a status for each provision (0 not initiated, 1 minimal, 2 intermediate, 3 full), with the evidence."""
    from parley.following import accords, gathering, plans

    def rows() -> tuple[Sequence[msgspec.Struct], list[str]]:
        found = plans.load(plan, signed=_date(signed))
        reader = Reader()
        record = gathering.gather(_told(files, reader), _date(as_of))
        findings = accords.status(
            found,
            record.told,
            record.entries,
            record.commitments,
            reader.read_text,
            as_of=_date(as_of),
            since=_date(since),
        )
        headings = {p.number: p.heading or p.text[:60] for p in found.provisions}
        lines = ["Suggested by the program; nobody has reviewed it."]
        for finding in findings:
            lines += _finding(finding, headings[finding.provision])
        return findings, lines

    _out(rows, format)


def _finding(finding: Finding, heading: str) -> list[str]:
    changed = ""
    if finding.before is not None and finding.before != finding.status:
        changed = f" (was {finding.before})"
    head = f"{finding.provision}. {heading}: {finding.status} {finding.label}{changed} [{finding.reason}]"
    new = set(finding.new)
    proofs = [("+", p) for p in finding.supporting] + [("-", p) for p in finding.opposing]
    lines = [
        f"   {sign}{'*' if p.entry in new else ' '}{p.date or 'undated'}  {p.words}" for sign, p in proofs
    ]
    if finding.commitments:
        lines.append(f"    {len(finding.commitments)} commitments: {', '.join(finding.commitments)}")
    return [head, *lines]


TIMELINE = """Show what happened when, merged over all reports: of all, of one actor, of a dyad, of one commitment.

An actor is a name or an identifier of the gazetteer; given twice, what the two have in common is shown."""


def timeline(
    files: Files,
    actor: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only this actor; twice: this dyad.", show_default=False),
    ] = None,
    commitment: Annotated[
        str | None, typer.Option(metavar="ID", help="Only the life of this commitment.", show_default=False)
    ] = None,
    since: Annotated[Day, _day("First day.")] = None,
    until: Annotated[Day, _day("Last day.")] = None,
    format: Form = Format.TEXT,  # noqa: A002
) -> None:
    """Declares the options; see TIMELINE for what users are told."""
    from parley.following import gathering
    from parley.following.timeline import timeline as lines_of

    def rows() -> tuple[Sequence[msgspec.Struct], list[str]]:
        record = gathering.gather(_told(files, Reader()))
        found = lines_of(
            record.entries,
            record.commitments,
            actors=[_names(name) for name in actor or ()],
            commitment=commitment,
            since=_date(since),
            until=_date(until),
        )
        return found, [
            f"{line.date or 'undated'!s:10}  {line.kind:22}  {line.words}  [{line.id}; {line.sources}]"
            for line in found
        ]

    _out(rows, format)


PROCESS = """Show a peace process at a glance: rounds of talks with venue, parties and mediators, attacks after a ceasefire
by week, captives taken and released. A happening counts once, however many reports tell of it."""


def process(files: Files, format: Form = Format.TEXT) -> None:  # noqa: A002
    """Declares the options; see PROCESS for what users are told."""
    from parley.following import gathering
    from parley.following import process as views

    def rows() -> tuple[Sequence[msgspec.Struct], list[str]]:
        found = views.view(gathering.gather(_told(files, Reader())).entries)
        lines = [
            f"talks     {r.start} to {r.end}  {r.venue or 'venue unknown'}: {', '.join(r.parties)}"
            + (f"; mediated by {', '.join(r.mediators)}" if r.mediators else "")
            for r in found.rounds
        ]
        lines += [f"breaches  week of {w.monday}: {w.breaches}" for w in found.weeks]
        c = found.captives
        lines.append(
            f"captives  taken {c.taken}, released {c.released}, happenings without a number {c.uncounted}"
        )
        return [found], lines

    _out(rows, format)


def _told(files: Sequence[Path], reader: Reader) -> Iterable[Told]:
    from parley.following import Told, gathering

    return [Told(reading=reading) for reading in gathering.readings(files, reader)]


def _names(name: str) -> list[str]:
    """A name, with the name and identifier of the gazetteer's entry when it leads to one alone."""
    from parley import actors

    found = {entry.id: entry for entry, _ in actors.load().find(name)}
    if name in found or len(found) != 1:
        return [name]
    return [name, *(x for e in found.values() for x in (e.id, e.name))]


def _date(day: datetime.datetime | None) -> datetime.date | None:
    return day.date() if day is not None else None


def _out(rows: Callable[[], tuple[Sequence[msgspec.Struct], list[str]]], form: Format) -> None:
    """Prints rows as JSON lines, or the lines made of them; a known error ends with status 2."""
    from parley.outputs.rows import squeeze

    try:
        found, lines = rows()
    except ParleyError as error:
        complain(str(error))
        raise typer.Exit(2) from error
    except OSError as error:
        complain(f"{error.filename}: {error.strerror or error}")
        raise typer.Exit(2) from error
    if form is Format.JSON:
        for row in found:
            sys.stdout.write(msgspec.json.encode(row).decode() + "\n")
        return
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        typer.echo(indent + squeeze(line))
