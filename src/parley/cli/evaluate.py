"""`parley evaluate`: scores of each layer on labelled data, as text or as JSON with stable keys."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from parley.cli import evaluate_events
from parley.cli.console import complain
from parley.cli.evaluate_events import Answers, Format
from parley.errors import ParleyError

app = typer.Typer(no_args_is_help=True, help="Measure a layer on labelled data.")
app.command("events", help=evaluate_events.HELP)(evaluate_events.events)

Form = Annotated[Format, typer.Option("--format", help="Lines to read, or JSON.")]
Model = Annotated[
    str | None,
    typer.Option(
        metavar="NAME_OR_PATH", help="Another spaCy pipeline with Universal Dependencies.", show_default=False
    ),
]
Errors = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Write what came out wrong, one JSON object a line.", show_default=False
    ),
]


def _file(metavar: str, what: str = "Labelled data.") -> Any:
    return typer.Argument(metavar=metavar, help=what, show_default=False)


@app.command()
def syntax(
    file: Annotated[Path, _file("FILE.conllu")],
    format: Form = Format.TEXT,  # noqa: A002
    language_model: Model = None,
) -> None:
    """Score tokens, sentences, tags, lemmas and dependencies on a treebank, by the rules of CoNLL 2018."""
    from parley.evaluation.syntax import evaluate

    _show(file, format, lambda: evaluate(file, language_model))


@app.command()
def names(
    file: Annotated[Path, _file("FILE.jsonl")],
    format: Form = Format.TEXT,  # noqa: A002
    language_model: Model = None,
) -> None:
    """Score names (PER, ORG, LOC) by exact spans."""
    from parley.evaluation.names import evaluate

    _show(file, format, lambda: evaluate(file, language_model))


@app.command()
def propositions(
    file: Annotated[Path, _file("CASES.txt")],
    gold_parse: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.conllu",
            help="Trees of the sentences: tells errors of the parse from errors of the rules.",
            show_default=False,
        ),
    ] = None,
    format: Form = Format.TEXT,  # noqa: A002
    language_model: Model = None,
) -> None:
    """Score predicates with their roles on sentences, by construction (docs/propositions.md shows the format)."""
    from parley.evaluation.propositions import evaluate

    _show(file, format, lambda: evaluate(file, gold_parse, language_model))


@app.command()
def places(file: Annotated[Path, _file("FILE.jsonl")], format: Form = Format.TEXT) -> None:  # noqa: A002
    """Score places: given the mention, and end to end."""
    from parley.evaluation.places import evaluate

    _show(file, format, lambda: evaluate(file).figures)


@app.command()
def statements(
    file: Annotated[Path, _file("FILE.jsonl", "Labelled data, or a folder of brat standoff files.")],
    format: Form = Format.TEXT,  # noqa: A002
    language_model: Model = None,
    errors: Errors = None,
    answers: Answers = None,
) -> None:
    """Score statements: sources, cues and contents by tokens, whole statements exactly and by overlap."""
    from parley.evaluation.statements import evaluate

    _show(file, format, lambda: evaluate(file, language_model, answers, errors))


@app.command()
def coreference(file: Annotated[Path, _file("FILE.conllu")], format: Form = Format.TEXT) -> None:  # noqa: A002
    """Score third-person pronouns and repeated names on a treebank that marks entities as GUM does."""
    from parley.evaluation.coreference import evaluate

    _show(file, format, lambda: evaluate(file))


@app.command()
def commitments(
    file: Annotated[Path, _file("FILE.jsonl")],
    format: Form = Format.TEXT,  # noqa: A002
    errors: Errors = None,
    answers: Answers = None,
) -> None:
    """Score commitments: kind, debtor, creditor, condition."""
    from parley.evaluation.commitments import evaluate

    _show(file, format, lambda: evaluate(file, errors=errors, answers=answers))


@app.command()
def merging(file: Annotated[Path, _file("STORIES.txt")], format: Form = Format.TEXT) -> None:  # noqa: A002
    """Score merging on labelled stories: B-cubed over the labelled rows (docs/following.md shows the format)."""
    from parley.evaluation.merging import evaluate

    _show(file, format, lambda: evaluate(file))


def _show(file: Path, form: Format, evaluate: Callable[[], Mapping[str, Any]]) -> None:
    try:
        scores = evaluate()
    except ParleyError as error:
        complain(str(error))
        raise typer.Exit(2) from error
    except OSError as error:
        complain(f"{error.filename or file}: {error.strerror or error}")
        raise typer.Exit(2) from error
    if form is Format.JSON:
        typer.echo(json.dumps(scores))
        return
    for key, value in scores.items():
        if isinstance(value, float):
            typer.echo(f"{key:28} {value:.4f}")
        elif isinstance(value, int):
            typer.echo(f"{key:28} {value}")
        elif isinstance(value, Mapping) and key.startswith("wrong"):
            for text, said in value.items():
                typer.echo(f"{key:28} {text}  [{'; '.join(said)}]")
