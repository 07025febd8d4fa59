"""`parley codebook`: look into the codebook, check one's own, see what it misses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parley.cli.console import complain, output_console
from parley.errors import ParleyError

if TYPE_CHECKING:
    from parley.codebook import Codebook
    from parley.events.explain import Explanation
    from parley.language.document import Document

app = typer.Typer(no_args_is_help=True, help="Look into the codebook, check your own, see what it misses.")

Overlay = Annotated[
    Path | None,
    typer.Option(
        "--codebook",
        metavar="DIR",
        help="A folder of codebook files laid over Parley's own.",
        show_default=False,
    ),
]


@app.command("check")
def check(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Your folder of codebook files.", show_default=False)
    ],
) -> None:
    """Read a folder of codebook files and run the tests written in them.

    The first line that cannot be used is named with file, line and what was expected there; the exit status is then 2,
    and 1 when a test does not come out.
    """
    book = _load(folder)
    own = [example for example in book.tests if example.file.startswith(str(folder))]
    from dataclasses import replace

    from parley.events.explain import check as run

    failures = run(replace(book, tests=tuple(own)), _parse)
    for failure in failures:
        complain(f'{failure.example.file}:{failure.example.line}: "{failure.example.text}" {failure.problem}')
    passed = len(own) - len(failures)
    typer.echo(
        f"{folder}: {len(book.types)} types, {book.size} predicates; {passed} of {len(own)} tests pass"
    )
    raise typer.Exit(1 if failures else 0)


@app.command("show")
def show(
    type: Annotated[
        str, typer.Argument(metavar="TYPE", help="An event type, for example ASSAULT.", show_default=False)
    ],
    codebook: Overlay = None,
) -> None:
    """Show a type: definition, modes, and every frame with its predicates and where it stands."""
    book = _load(codebook)
    entry = book.types.get(type.upper())
    if entry is None:
        complain(f"no type {type}; there are {', '.join(sorted(book.types))}")
        raise typer.Exit(2)
    console = output_console()
    scale = "" if entry.intensity is None else f", intensity {entry.intensity:+g}"
    console.print(f"[bold]{entry.name}[/bold]  {entry.quad or 'no quad class'}{scale}")
    console.print(entry.definition, markup=False)
    for name, words in entry.modes.items():
        console.print(f"  {name}: {words}", markup=False)
    for frame in book.frames.frames:
        if frame.label != entry.name:
            continue
        title = f"\n{frame.rule}  {frame.mode or ''}".rstrip()
        console.print(title, markup=False, style="bold")
        console.print(
            f"  source: {', '.join(frame.source)}; target: {', '.join(frame.target) or '-'}", markup=False
        )
        for test in frame.where:
            console.print(f"  {test.role} is one of: {', '.join(test.shown)}", markup=False)
        for test in frame.unless:
            console.print(f"  {test.role} is none of: {', '.join(test.shown)}", markup=False)
        console.print("  " + ", ".join(p for p in frame.predicates if p in frame.spelled), markup=False)
        made = len(frame.predicates) - sum(p in frame.spelled for p in frame.predicates)
        if made:
            console.print(f"  and {made} made from word classes", markup=False)


@app.command("explain")
def explain(
    sentence: Annotated[
        str, typer.Argument(metavar="SENTENCE", help="A sentence in quotation marks.", show_default=False)
    ],
    codebook: Overlay = None,
) -> None:
    """Show which frames fire on a sentence, which nearly did, and why not."""
    book = _load(codebook)
    from parley.events.explain import explain as run

    for explanation in run(_parse(sentence), book):
        _print(explanation)


@app.command("uncovered")
def uncovered(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILES...", help="Reports to look through.", show_default=False)
    ],
    least: Annotated[int, typer.Option(min=1, help="How often a predicate must be seen.")] = 2,
    codebook: Overlay = None,
) -> None:
    """List frequent predicates between actors that no frame covers: where the codebook should grow."""
    book = _load(codebook)
    from parley.events.explain import uncovered as run

    for item in run(_documents(files), book, least=least):
        typer.echo(f"{item.count:5d}  {item.key}\t{item.sentence}")


def _documents(files: list[Path]) -> Iterator[Document]:
    from parley import sources
    from parley.errors import InputRejected

    for file in files:
        try:
            yield _parse(sources.from_path(file, published=None).text)
        except InputRejected as error:
            complain(str(error))


def _print(explanation: Explanation) -> None:
    console = output_console()
    marks = " ".join(filter(None, (explanation.modality, "not" if explanation.negated else None)))
    roles = ", ".join(f"{role}: {word}" for role, word in explanation.roles)
    console.print(
        f"{explanation.words}  ({'; '.join(filter(None, (marks, roles)))})", markup=False, style="bold"
    )
    if explanation.fired is None:
        console.print(f"  no frame; known as {', '.join(explanation.keys[:6])}", markup=False)
    else:
        fired = explanation.fired
        mode = f" {fired.mode}" if fired.mode else ""
        ends = f"{' and '.join(fired.source) or 'nobody'} -> {' and '.join(fired.target) or 'nobody'}"
        console.print(f'  {fired.type}{mode} by "{fired.key}", {fired.rule}: {ends}', markup=False)
    for label, rule, reason in explanation.near:
        console.print(f"  not {label}, {rule}: {reason}", markup=False)


def _load(folder: Path | None) -> Codebook:
    from parley import codebook

    try:
        return codebook.load(folder)
    except ParleyError as error:
        complain(str(error))
        raise typer.Exit(2) from error


def _parse(text: str) -> Document:
    from parley import language

    return language.parse(language.load(), text)
