"""`parley accord`, `parley timeline`, `parley process`, `parley entry`: many reports followed over time."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from parley.cli.console import complain
from parley.cli.options import Reviewer, reviewer_name
from parley.cli.questions import LedgerOption
from parley.cli.read import Format
from parley.errors import LedgerError, ParleyError

if TYPE_CHECKING:
    from parley.following import Chronicle
    from parley.following.accords import Finding
    from parley.following.commitments import Followed
    from parley.following.model import Entry
    from parley.reader import Reader

accord = typer.Typer(no_args_is_help=True, help="Follow how far an accord has been put into practice.")
entry = typer.Typer(no_args_is_help=True, help="Look at merged happenings; join and split them.")

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FILE...]",
        help="Reports, or .jsonl files that `parley read --format json` wrote, instead of a ledger.",
        show_default=False,
    ),
]
Plan = Annotated[
    Path,
    typer.Argument(metavar="PLAN", help="TOML, or plain text with numbered points.", show_default=False),
]
Form = Annotated[Format, typer.Option("--format", help="Lines to read, or JSON: one object per row.")]
Row = tuple[Sequence[msgspec.Struct], list[str]]
"""Rows, and the lines that show them."""


def _day(help_: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(
        formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help=help_, show_default=False
    )
    return option


Day = datetime.datetime | None
_Signed = Annotated[Day, _day("Date of signing, where the plan does not say it.")]


@accord.command("show")
def show(plan: Plan, format: Form = Format.TEXT) -> None:  # noqa: A002
    """Check a plan and show its provisions."""
    from parley.following import plans

    def rows() -> Row:
        found = plans.load(plan)
        lines = [
            line
            for p in found.provisions
            for line in (f"{p.number}. {p.heading or ''}".rstrip(), *(f"   - {x}" for x in p.points))
        ]
        return found.provisions, lines

    _out(rows, format)


@accord.command("add")
def add(plan: Plan, ledger: LedgerOption = "parley.db", signed: _Signed = None) -> None:
    """Keep an accord in a ledger, so that its status can be asked for; one of the same name is replaced."""
    from parley.following import plans

    def rows() -> Row:
        found = plans.load(plan, signed=_date(signed))
        with _kept(ledger, create=True) as record:
            done = "replaced" if found.name in {a.name for a in record.accords()} else "added"
            record.add(found)
        return [found], [f"{done} {found.name}: {len(found.provisions)} provisions"]

    _out(rows, Format.TEXT)


@accord.command("list")
def list_(ledger: LedgerOption = "parley.db", format: Form = Format.TEXT) -> None:  # noqa: A002
    """List the accords of a ledger."""

    def rows() -> Row:
        with _kept(ledger) as record:
            found = record.accords()
        return found, [
            f"{a.signed or 'no date'!s:10}  {a.name}  ({len(a.provisions)} provisions)" for a in found
        ]

    _out(rows, format)


@accord.command("remove")
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    ledger: LedgerOption = "parley.db",
) -> None:
    """Take an accord out of a ledger."""

    def rows() -> Row:
        with _kept(ledger) as record:
            known = record.accord(name)
            record.remove(known.name)
        return [known], [f"removed {known.name}"]

    _out(rows, Format.TEXT)


@accord.command("status")
def status(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME_OR_PLAN]",
            help="An accord of the ledger (words of its name will do), or the file of a plan; all of the ledger's when not given.",
            show_default=False,
        ),
    ] = None,
    files: Files = None,
    ledger: LedgerOption = "parley.db",
    as_of: Annotated[Day, _day("Look from this day: later reports are not known.")] = None,
    since: Annotated[Day, _day("Show what changed since this day.")] = None,
    signed: _Signed = None,
    format: Form = Format.TEXT,  # noqa: A002
) -> None:
    """Suggest a status for each provision (0 not initiated, 1 minimal, 2 intermediate, 3 full), with the evidence."""
    from parley.following import plans
    from parley.reader import Reader

    def rows() -> Row:
        if as_of and since and since > as_of:
            raise LedgerError("--since is to be a day before --as-of")
        reader = Reader()
        found: list[Finding] = []
        lines = ["Suggested by the program; nobody has reviewed it."]
        with _record(files, ledger, reader) as record:
            if files or (name is not None and Path(name).is_file()):
                wanted = [plans.load(Path(str(name)), signed=_date(signed))]
            else:
                wanted = [record.accord(name)] if name is not None else list(record.accords())
            if not wanted:
                raise LedgerError(f"{ledger}: no accord is followed; add one with parley accord add PLAN")
            for plan in wanted:
                findings = record.findings(plan, reader.read_text, as_of=_date(as_of), since=_date(since))
                headings = {p.number: p.heading or p.text[:60] for p in plan.provisions}
                lines += [plan.name] if len(wanted) > 1 else []
                for finding in findings:
                    lines += _finding(finding, headings[finding.provision])
                found += findings
        return found, lines

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

An actor is a name or an identifier of the gazetteer; given twice, what the two have in common is shown. Reports that are
named are read; without any, those of the ledger are shown."""


def timeline(
    files: Files = None,
    ledger: LedgerOption = "parley.db",
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
    from parley.following.timeline import timeline as lines_of
    from parley.reader import Reader

    def rows() -> Row:
        with _record(files, ledger, Reader()) as record:
            entries, commitments = record.entries(), record.commitments()
        one = _only(commitments, commitment) if commitment else None
        found = lines_of(
            entries,
            commitments,
            actors=[_names(name) for name in actor or ()],
            commitment=one.id if one else None,
            since=_date(since),
            until=_date(until),
        )
        lines = []
        for line in found:
            head = f"{line.date or 'undated'!s:10}  {line.kind:22}  {line.words}  [{line.id}; {line.sources}]"
            lines += [head, f"   because: {line.reason}"] if one else [head]
        if one:
            lines += [f"   time conflict: {conflict}" for conflict in one.conflicts]
            lines += [f"   superseded by {one.superseded_by}"] if one.superseded_by else []
        return found, lines

    _out(rows, format)


PROCESS = """Show a peace process at a glance: rounds of talks with venue, parties and mediators, attacks after a ceasefire
by week, captives taken and released. A happening counts once, however many reports tell of it. Reports that are named
are read; without any, those of the ledger are shown."""


def process(files: Files = None, ledger: LedgerOption = "parley.db", format: Form = Format.TEXT) -> None:  # noqa: A002
    """Declares the options; see PROCESS for what users are told."""
    from parley.following import process as views
    from parley.reader import Reader

    def rows() -> Row:
        with _record(files, ledger, Reader()) as record:
            found = views.view(record.entries())
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


_Entry = Annotated[
    str, typer.Argument(metavar="ENTRY", help="Id of an entry, or the beginning of it.", show_default=False)
]


@entry.command("show")
def entry_show(one: _Entry, ledger: LedgerOption = "parley.db", format: Form = Format.TEXT) -> None:  # noqa: A002
    """Show a happening with its evidence, numbered, and what its reports say differently."""

    def rows() -> Row:
        with _kept(ledger) as record:
            found = record.entry(one)
            return [found], _entry(found, record.reports())

    _out(rows, format)


@entry.command("join")
def entry_join(
    one: _Entry,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Id of another.", show_default=False)],
    ledger: LedgerOption = "parley.db",
    reviewer: Reviewer = None,
) -> None:
    """Make one happening of two; it stays so, whatever reports come later."""

    def rows() -> Row:
        with _kept(ledger) as record:
            found = record.join(one, other, reviewer_name(reviewer))
            return [found], _entry(found, record.reports())

    _out(rows, Format.TEXT)


@entry.command("split")
def entry_split(
    one: _Entry,
    numbers: Annotated[
        list[int],
        typer.Argument(
            metavar="ROW...", help="Evidence that tells of something else, by number.", show_default=False
        ),
    ],
    ledger: LedgerOption = "parley.db",
    reviewer: Reviewer = None,
) -> None:
    """Take evidence out of a happening; it stays apart, whatever reports come later."""

    def rows() -> Row:
        with _kept(ledger) as record:
            found = record.split(one, numbers, reviewer_name(reviewer))
            known = record.reports()
            return found, [line for e in found for line in _entry(e, known)]

    _out(rows, Format.TEXT)


@entry.command("decisions")
def entry_decisions(ledger: LedgerOption = "parley.db", format: Form = Format.TEXT) -> None:  # noqa: A002
    """List what reviewers joined and split."""

    def rows() -> Row:
        with _kept(ledger) as record:
            found = record.decisions()
        return found, [
            f"{d.made:%Y-%m-%d %H:%M}  {d.reviewer}  {d.decision.verdict.value}  {d.decision.one}  {d.decision.other}"
            for d in found
        ]

    _out(rows, format)


def _only(commitments: Sequence[Followed], name: str) -> Followed:
    """The commitment of an id, or of the beginning of one."""
    found = [c for c in commitments if c.id.startswith(name)]
    if len(found) != 1:
        raise LedgerError(
            f"{name}: {'several commitments begin so' if found else 'there is no such commitment'}"
        )
    return found[0]


def _entry(found: Entry, reports: dict[str, str]) -> list[str]:
    who = ", ".join(s.name for s in found.source) or "someone"
    to = ", ".join(s.name for s in found.target)
    kind = " ".join(filter(None, (found.type, found.mode, f"({found.factuality.value})")))
    days = f"{found.start or 'undated'}" + (f" to {found.end}" if found.end != found.start else "")
    lines = [f"{found.id}  {days}  {kind}  {who}{f' → {to}' if to else ''}  [{found.reason}]"]
    for number, told in enumerate(found.evidence, 1):
        said = f"; said by {told.speaker}" if told.speaker else ""
        where = f"{reports.get(told.anchor.report, told.anchor.report)[:8]}"
        lines.append(
            f"   {number}. {told.published or 'undated'}  {told.publisher or 'publisher unknown'} [{where}{said}]: {told.sentence}"
        )
    for differ in found.disagreements:
        versions = "; ".join(f"{v.value} ({v.sources})" for v in differ.versions)
        lines.append(f"   they differ in {differ.about.value}: {versions}")
    return lines


@contextmanager
def _record(files: Sequence[Path] | None, ledger: str, reader: Reader) -> Iterator[Chronicle]:
    """The record of reports that are named, or else of the ledger."""
    from parley.following import gathering

    if files:
        with gathering.chronicle(gathering.readings(files, reader)) as record:
            yield record
    else:
        with _kept(ledger) as record:
            yield record


@contextmanager
def _kept(ledger: str, *, create: bool = False) -> Iterator[Chronicle]:
    from parley.following import Chronicle
    from parley.ledger import Ledger

    with Ledger(ledger, create=create) as kept:
        yield Chronicle(kept)


def _names(name: str) -> list[str]:
    """A name, with the name and identifier of the gazetteer's entry when it leads to one alone."""
    from parley import actors

    found = {entry.id: entry for entry, _ in actors.load().find(name)}
    if name in found or len(found) != 1:
        return [name]
    return [name, *(x for e in found.values() for x in (e.id, e.name))]


def _date(day: datetime.datetime | None) -> datetime.date | None:
    return day.date() if day is not None else None


def _out(rows: Callable[[], Row], form: Format) -> None:
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
