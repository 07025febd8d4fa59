"""Where in a TOML file each table, key and string stands: the standard parser reports no lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""'
    r"|'''.*?'''"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|\n"
    r"|[A-Za-z0-9_-]+"
    r"|[\[\]{}=.,]",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Lines:
    """Line numbers of one TOML file, counted from 1."""

    tables: dict[tuple[str, int], int]
    """(header, how many of that header came before) to line."""
    keys: dict[tuple[str, int, str], int]
    """(header, number, key) to line; the header of top-level keys is ""."""
    strings: dict[tuple[str, int, str, str], int]
    """(header, number, key, string) to the line where the string stands in that key's value."""

    def of(
        self, table: str, number: int = 0, key: str | None = None, string: str | None = None
    ) -> int | None:
        """The line of the most exact of what is given that the file has."""
        if key is not None and string is not None:
            line = self.strings.get((table, number, key, string))
            if line is not None:
                return line
        if key is not None:
            line = self.keys.get((table, number, key))
            if line is not None:
                return line
        return self.tables.get((table, number))


def headers(text: str) -> dict[tuple[str, int], int]:
    """Lines of the table headers alone: quick, and enough to name a frame that loads without error."""
    found: dict[tuple[str, int], int] = {}
    seen: dict[str, int] = {}
    quoted = False
    for number, line in enumerate(text.split("\n"), 1):
        if not quoted and line.startswith("["):
            name = line.partition("#")[0].strip().strip("[]").strip()
            found[name, seen.get(name, 0)] = number
            seen[name] = seen.get(name, 0) + 1
        if line.count('"""') % 2:
            quoted = not quoted
    return found


def index(text: str) -> Lines:
    """The line index of a file that `tomllib` has accepted."""
    tables: dict[tuple[str, int], int] = {}
    keys: dict[tuple[str, int, str], int] = {}
    strings: dict[tuple[str, int, str, str], int] = {}
    seen: dict[str, int] = {}
    table, number, key = "", 0, ""
    line, depth = 1, 0
    fresh, pending = True, ""
    header: list[str] | None = None
    for token in _TOKEN.findall(text):
        if token == "\n":
            if header is not None:
                table = ".".join(header)
                number = seen.get(table, 0)
                seen[table] = number + 1
                tables[table, number] = line
                header = None
            line += 1
            fresh = depth == 0
            continue
        if token.startswith("#"):
            continue
        if header is not None:
            if token not in "[].":
                header.append(token.strip("\"'"))
        elif fresh and token == "[":
            header = []
        elif token in "[{":
            depth += 1
        elif token in "]}":
            depth -= 1
        elif token == "=" and depth == 0:
            key = pending
            keys[table, number, key] = line
        elif token[0] in "\"'":
            pending = token.strip("\"'")
            strings.setdefault((table, number, key, pending), line)
        else:
            pending = token
        fresh = False
        line += token.count("\n")
    return Lines(tables, keys, strings)
