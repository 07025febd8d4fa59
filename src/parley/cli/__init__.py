"""The `parley` command: one module per sub-command, each only declaring options and calling a function."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Runs the command line; ends with a status a shell can use."""
    from parley.cli.app import app

    try:
        app()
    except BrokenPipeError:
        # The reader of our output has gone (`parley read … | head`): nothing is lost, nobody needs to be told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
