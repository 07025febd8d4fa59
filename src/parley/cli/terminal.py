"""Single keys from a terminal."""

from __future__ import annotations

import contextlib
import os
import sys
import termios
import tty

from parley.cli.console import harmless


class TerminalKeys:
    """Keys as they are pressed, without Enter and without echo, for as long as the session lasts.

    `click.getchar` sets the terminal for each key anew and drops or echoes what is pressed between two of them.
    """

    def __init__(self) -> None:
        self._terminal = sys.stdin.fileno()
        self._before = termios.tcgetattr(self._terminal)
        self._waiting = ""

    def close(self) -> None:
        """Leaves the terminal as it was."""
        with contextlib.suppress(termios.error):
            termios.tcsetattr(self._terminal, termios.TCSADRAIN, self._before)

    def forget(self) -> None:
        """Drops keys that were pressed before the row was there to be seen."""
        self._waiting = ""
        with contextlib.suppress(termios.error):
            termios.tcflush(self._terminal, termios.TCIFLUSH)

    def key(self) -> str:
        """The next key; one that sends a sequence (an arrow) is one."""
        if not self._waiting:
            try:
                tty.setcbreak(self._terminal, termios.TCSADRAIN)
                self._waiting = os.read(self._terminal, 32).decode(errors="replace")
            except (OSError, termios.error) as error:
                raise EOFError from error
            if not self._waiting:
                raise EOFError  # the terminal is gone
        length = len(self._waiting) if self._waiting.startswith("\x1b") else 1
        key, self._waiting = self._waiting[:length], self._waiting[length:]
        if key == "\x04":
            raise EOFError
        return key

    def line(self, prompt: str) -> str:
        """A line, with what the terminal offers for editing it."""
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401 - makes input() editable
        self.close()
        return input(harmless(prompt))
