"""`parley read`: reports in, briefs or JSON out."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parley.cli.console import complain, output_console
from parley.cli.options import Actors, Codebook, LanguageModel
from parley.errors import InputRejected, ParleyError
from parley.records import Reading, Report

if TYPE_CHECKING:
    from parley.reader import Reader

HELP = """Read reports and show what they say.

FILE is a text file or a saved web page (HTML), or - for standard input. What cannot be read is named on standard
error with the reason, and the others are still read. The exit status is 0 when at least one report was read."""


class Format(StrEnum):
    """What comes out."""

    TEXT = "text"
    JSON = "json"


def read(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Reports to read; - for standard input.", show_default=False),
    ],
    date: Annotated[
        datetime.datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help="Publication date of the reports, for 'last week' and the like; overrides what a report says itself.",
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name is what users type
        Format, typer.Option(help="A brief to read, or JSON: one object per report, one line each.")
    ] = Format.TEXT,
    language_model: LanguageModel = None,
    codebook: Codebook = None,
    actors: Actors = None,
) -> None:
    """Declares the options; see HELP for what users are told."""
    from parley.reader import Reader

    published = date.date() if date else None
    try:
        reader = Reader(language_model=language_model, codebook=codebook, actors=actors)
        done = sum(_show(reading, format) for reading in readings(reader, files, published))
    except ParleyError as error:
        complain(str(error))
        raise typer.Exit(2) from error
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        complain(f"the output cannot be written: {error.strerror or error}")
        raise typer.Exit(2) from error
    raise typer.Exit(0 if done else 1)


def readings(reader: Reader, files: list[str], published: datetime.date | None) -> Iterator[Reading]:
    """Readings of `files` in order; an input that cannot be read is named on standard error and passed over."""
    from parley import sources

    for file in files:
        try:
            report: Report
            if file == "-":
                report = sources.from_stdin(published=published)
            else:
                report = sources.from_path(Path(file), published=published)
            yield reader.read(report)
        except InputRejected as error:
            complain(str(error))
        except ParleyError:
            raise
        except Exception as error:  # noqa: BLE001 - one report must not end the others; the fault is told
            complain(
                f"{file}: internal error, please report it with this file: {type(error).__name__}: {error}"
            )


def _show(reading: Reading, form: Format) -> int:
    """Prints one reading; 1, so that readings can be counted."""
    if form is Format.JSON:
        sys.stdout.write(reading.to_json() + "\n")
    else:
        from parley.outputs import render

        render(reading, output_console())
    sys.stdout.flush()
    return 1
