"""`parley review`: a queue of rows to accept, correct or reject, in a terminal or from a script."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from parley.cli.console import complain, harmless, output_console
from parley.cli.options import Codebook, Reviewer, reviewer_name
from parley.cli.questions import (
    Actor,
    Country,
    LedgerOption,
    Limit,
    OnePerSource,
    Publisher,
    ReportKey,
    Since,
    Text,
    Until,
    narrowed,
    opened,
)
from parley.errors import ParleyError
from parley.records import Confidence

if TYPE_CHECKING:
    from parley.cli.terminal import TerminalKeys
    from parley.ledger import RowKind
    from parley.reviewing.queue import Item, Shown

    Levels = Iterator[tuple[Confidence, list[Item]]]

HELP = """Go through rows one by one: accept, correct or reject each, those that the machine was least sure of first.

One key decides: a accept, c correct, r reject, s skip, u undo, q quit, ? help. Each decision is stored at once, so that the
queue can be left at any moment. When standard input is no terminal, its lines are the keys; in a correction, a line may be
field=value, and an empty line ends it."""


class Kind(StrEnum):
    """Kinds of rows, as commands call them."""

    EVENTS = "events"
    STATEMENTS = "statements"
    COMMITMENTS = "commitments"

    @property
    def row(self) -> RowKind:
        """What the ledger calls it."""
        from parley.ledger import RowKind

        return RowKind(self.value.removesuffix("s"))


Kinds = Annotated[
    list[Kind] | None,
    typer.Option("--kind", help="Rows of this kind only; may be given again.", show_default=False),
]


def review(
    ledger: LedgerOption = "parley.db",
    kind: Kinds = None,
    reviewer: Reviewer = None,
    actor: Actor = None,
    country: Country = None,
    types: Annotated[
        list[str] | None,
        typer.Option(
            "--type", metavar="TYPE", help="Type, act or kind; may be given again.", show_default=False
        ),
    ] = None,
    confidence: Annotated[
        list[Confidence] | None,
        typer.Option(help="How sure the machine was; may be given again.", show_default=False),
    ] = None,
    since: Since = None,
    until: Until = None,
    text: Text = None,
    publisher: Publisher = None,
    report: ReportKey = None,
    one_per_source: OnePerSource = False,
    limit: Limit = None,
    again: Annotated[bool, typer.Option("--again", help="Also rows that you have decided about.")] = False,
    new: Annotated[bool, typer.Option("--new", help="Only rows that nobody has decided about.")] = False,
    codebook: Codebook = None,
) -> None:
    """Declares the options; see HELP for what users are told."""
    from msgspec.structs import replace

    # Event types are written in capitals, acts and kinds in small letters; users need not.
    named = [spelled for t in types or () for spelled in (t.upper(), t.lower())]
    asked = replace(
        narrowed(actor, country, named, since, until, text, publisher, report, one_per_source),
        confidence=tuple(confidence or ()),
    )
    kinds = [name.row for name in kind or Kind]
    who = reviewer_name(reviewer)
    from parley import codebook as codebooks
    from parley.reviewing import queue
    from parley.reviewing.session import Session, summary

    try:
        with opened(ledger) as kept:
            levels = queue.levels(kept, asked, kinds, reviewer=None if again else who, anybody=new)
            book = codebooks.load(codebook)
            with contextlib.closing(_keys()) as keys:
                tally = Session(kept, who, book, keys, Screen()).run(_first(levels, limit))
    except ParleyError as error:
        complain(str(error))
        raise typer.Exit(2) from error
    complain(summary(tally))


def _first(levels: Levels, limit: int | None) -> Levels:
    """At most so many rows."""
    for level, items in levels:
        some = items if limit is None else items[:limit]
        limit = None if limit is None else limit - len(some)
        yield level, some


def _keys() -> TerminalKeys | ScriptKeys:
    if not sys.stdin.isatty():
        return ScriptKeys(sys.stdin)
    from parley.cli.terminal import TerminalKeys

    return TerminalKeys()


class ScriptKeys:
    """Keys and lines from a stream, one to a line."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def close(self) -> None:
        """Nothing is to be undone."""

    def forget(self) -> None:
        """A script is not too quick."""

    def key(self) -> str:
        """The next line; an empty one is Enter."""
        return self.line("") or "\r"

    def line(self, prompt: str) -> str:  # noqa: ARG002 - nobody reads it
        """The next line."""
        line = self._stream.readline()
        if not line:
            raise EOFError
        return line.strip()


class Screen:
    """Rows and answers on standard output."""

    def row(self, shown: Shown, place: str) -> None:
        """Shows a row with its context and the keys."""
        from parley.reviewing.card import card
        from parley.reviewing.session import HELP as KEYS

        console = output_console()
        console.rule(style="dim")
        console.print(card(shown, place), highlight=False)
        console.print(KEYS, style="dim", highlight=False, markup=False)

    def say(self, message: str) -> None:
        """Shows a line."""
        output_console().print(harmless(message), markup=False, highlight=False)
