"""What can go wrong, as exceptions that carry their facts and a stable code."""

from __future__ import annotations


class ParleyError(Exception):
    """Base of every error that Parley raises on purpose.

    Subclasses set `code`, a short stable name that programs may rely on; the message is for people and says what
    to do.
    """

    code = "error"


class InputRejected(ParleyError):
    """One input cannot be read; the others of the same call still are.

    `name` is the input as the user named it, `code` one of the names in `REJECTION_CODES`.
    """

    def __init__(self, name: str, code: str, detail: str) -> None:
        super().__init__(f"{name}: {detail}")
        self.name = name
        self.code = code
        self.detail = detail


REJECTION_CODES = frozenset(
    {
        "missing",
        "unreadable",
        "empty",
        "not-text",
        "too-long",
        "unsupported-language",
        "no-article",
        "malformed",
        "internal",
    }
)


class DataFileError(ParleyError):
    """A data file (codebook, gazetteer, lexicon) has a line that cannot be used."""

    code = "data-file"

    def __init__(self, file: str, line: int | None, problem: str) -> None:
        where = file if line is None else f"{file}:{line}"
        super().__init__(f"{where}: {problem}")
        self.file = file
        self.line = line
        self.problem = problem


class LedgerError(ParleyError):
    """A ledger cannot be opened, read or written."""

    code = "ledger"


class RowsRefused(LedgerError):
    """The database is fine, but these rows break its rules."""

    code = "rows-refused"
