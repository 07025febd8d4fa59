"""`parley evaluate events`: how well events and the relation between two actors are coded."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from parley.cli.console import complain
from parley.errors import ParleyError

HELP = """Score events on a file of labelled pairs.

FILE has one JSON object a line: text, source and target (lists of [start, end]), type. Measured are the relation
between two given actors (pairs) and events coded from the bare text (end to end)."""


class Format(StrEnum):
    """What comes out."""

    TEXT = "text"
    JSON = "json"


Answers = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Score what this file says, in the format of the labelled data, and not what Parley finds.",
        show_default=False,
    ),
]


def events(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Labelled pairs.", show_default=False)],
    convention: Annotated[
        str | None,
        typer.Option(help="Apply the listed habits of a corpus, for example plv.", show_default=False),
    ] = None,
    errors: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Write what came out wrong, one JSON object a line.", show_default=False
        ),
    ] = None,
    answers: Answers = None,
    format: Annotated[Format, typer.Option(help="A table to read, or JSON.")] = Format.TEXT,  # noqa: A002
) -> None:
    """Declares the options; see HELP for what users are told."""
    from parley.evaluation.events import evaluate

    try:
        scores = evaluate(file, convention=convention, errors=errors, answers=answers)
    except ParleyError as error:
        complain(str(error))
        raise typer.Exit(2) from error
    except OSError as error:
        complain(f"{error.filename or file}: {error.strerror or error}")
        raise typer.Exit(2) from error
    typer.echo(json.dumps(scores) if format is Format.JSON else table(scores))


def table(scores: dict[str, Any]) -> str:
    """The scores as lines for a person."""
    lines = [f"{key:24} {value:.3f}" for key, value in scores.items() if isinstance(value, float)]
    for key in ("pairs.macro_f1", "pairs.quad_macro_f1"):
        low, high = scores[f"{key}.interval"]
        lines.append(f"{key:24} 95% between {low:.3f} and {high:.3f}")
    lines.append("")
    for label, row in scores["pairs.types"].items():
        missed = sorted(
            ((n, said) for said, n in scores["pairs.confusion"][label].items() if said != label), reverse=True
        )
        taken = ", ".join(f"{said} {n}" for n, said in missed[:4])
        values = "  ".join(f"{name} {row[name]:.2f}" for name in ("precision", "recall", "f1"))
        lines.append(f"{label:10} {values}  {f'taken for {taken}' if taken else ''}".rstrip())
    lines.append("")
    for rung, row in scores["pairs.rungs"].items():
        lines.append(f"answered by {rung:8} {row['share']:6.1%}  right {row['accuracy']:.2f}")
    return "\n".join(lines)
