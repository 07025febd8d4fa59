"""Writes the generated pages of the documentation from the code, or checks that they are current.

`python -m parley.cli.reference` writes `docs/reference/`; with `--check` it only compares and fails when a page differs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from parley import records
from parley.cli.app import app
from parley.cli.console import complain

FOLDER = Path("docs/reference")


def pages() -> dict[str, str]:
    """Name and content of each generated page."""
    schema = records.json_schema()
    return {
        "cli.md": "\n".join(_command_line()) + "\n",
        "records.md": "\n".join(_records(schema)) + "\n",
        "reading.schema.json": json.dumps(schema, indent=1, ensure_ascii=False) + "\n",
    }


def main(arguments: list[str]) -> int:
    """Writes the pages, or with `--check` names those that are not current; the exit status."""
    stale = []
    for name, content in pages().items():
        path = FOLDER / name
        if "--check" in arguments:
            if not path.is_file() or path.read_text(encoding="utf-8") != content:
                stale.append(str(path))
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    if stale:
        complain(f"not current: {', '.join(stale)}; run python -m parley.cli.reference")
    return 1 if stale else 0


def _command_line() -> Iterator[str]:
    yield "# Command line\n\nGenerated from the code by `python -m parley.cli.reference`."
    yield from _command("parley", typer.main.get_command(app))


def _command(name: str, command: Any) -> Iterator[str]:
    yield f"\n## `{name}`\n\n{(command.help or '').strip()}"
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and p.name != "help"]
    if arguments or options:
        yield "\n| parameter | meaning | default |\n|---|---|---|"
    for parameter in (*arguments, *options):
        label = parameter.metavar or parameter.name.upper()
        shown = label if parameter in arguments else ", ".join((*parameter.opts, *parameter.secondary_opts))
        default = parameter.default
        usual = "" if default is None or default is False or callable(default) else f"`{default}`"
        yield f"| `{shown}` | {parameter.help or ''} | {usual} |"
    for child in sorted(getattr(command, "commands", {})):
        yield from _command(f"{name} {child}", command.commands[child])


def _records(schema: dict[str, Any]) -> Iterator[str]:
    yield "# Records\n\nGenerated from `parley.records` by `python -m parley.cli.reference`; the JSON Schema of a reading"
    yield "is [reading.schema.json](reading.schema.json)."
    for name, definition in schema["$defs"].items():
        yield f"\n## {name}\n\n{definition.get('description', '').strip()}"
        if "enum" in definition:
            yield "\nOne of: " + ", ".join(f"`{value}`" for value in definition["enum"]) + "."
            continue
        yield "\n| field | type | required |\n|---|---|---|"
        required = set(definition.get("required", ()))
        for field, kind in definition.get("properties", {}).items():
            yield f"| `{field}` | {_type(kind)} | {'yes' if field in required else 'no'} |"


def _type(kind: dict[str, Any]) -> str:
    if "$ref" in kind:
        target = kind["$ref"].rpartition("/")[2]
        return f"[{target}](#{target.lower()})"
    if "anyOf" in kind:
        return " or ".join(_type(option) for option in kind["anyOf"])
    if kind.get("type") == "array":
        return f"list of {_type(kind.get('items') or {'type': 'anything'})}"
    return str(kind.get("format") or kind.get("type", "anything"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
