"""Where the command line writes: data on standard output, messages on standard error."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


@cache
def output_console() -> Console:
    """The console for results. Colour only on a terminal, never with NO_COLOR."""
    from rich.console import Console

    return Console(file=sys.stdout, emoji=False)


def complain(message: str) -> None:
    """One line on standard error, without characters that a terminal would act on."""
    from parley.outputs.rows import squeeze

    print(f"parley: {squeeze(message)}", file=sys.stderr)  # noqa: T201 - this is the one place that prints


def harmless(message: str) -> str:
    """Without characters that a terminal would act on, whatever a report has in its names; lines stay."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in message)
