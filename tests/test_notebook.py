"""The example notebook runs, and its cells show what they should."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent.parent / "examples"
NOTEBOOK = json.loads((FOLDER / "notebook.ipynb").read_text(encoding="utf-8"))


def sources() -> Iterator[str]:
    for cell in NOTEBOOK["cells"]:
        if cell["cell_type"] == "code":
            yield "".join(cell["source"])


def run(source: str, names: dict[str, Any]) -> Any:
    """Runs a cell as a notebook does: what its last line comes to is what is shown."""
    tree = ast.parse(source)
    last = tree.body[-1]
    if not isinstance(last, ast.Expr):
        exec(compile(tree, "cell", "exec"), names)
        return None
    exec(compile(ast.Module(tree.body[:-1], []), "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)


def test_every_cell_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    names: dict[str, Any] = {}
    shown = [run(source, names) for source in sources()]
    reading, bound, count, events, counts, panel, runs = shown[:-1]
    assert "Cartagena" in reading._repr_html_()
    assert {"debtors", "condition"} <= set(bound.columns)
    assert len(bound) == len(reading.commitments) > 0
    assert count == len(list((FOLDER / "colombia").glob("2016-*.txt")))
    assert "Santos" in events._repr_html_()
    assert counts["events"].sum() == len(names["events"]) > 0
    assert (panel["total"] > 0).all()
    assert set(names["events"]["run"]) == set(runs)
    assert all(digest for digests in runs.values() for digest in digests)


def test_the_notebook_is_clean() -> None:
    assert (NOTEBOOK["nbformat"], NOTEBOOK["nbformat_minor"]) == (4, 5)
    identifiers = [cell["id"] for cell in NOTEBOOK["cells"]]
    assert len(set(identifiers)) == len(identifiers)
    for cell in NOTEBOOK["cells"]:
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None), "outputs change with every run"
