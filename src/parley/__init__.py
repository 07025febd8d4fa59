"""Parley reads news reports about conflict and negotiation and keeps the record of them.

`read` reads one report; a `Reader` reads many; `relate` codes what one party in a text does to another; a `Ledger` keeps
what was read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parley.lazily import attribute
from parley.version import __version__

if TYPE_CHECKING:
    from parley.ledger import Ledger
    from parley.reader import Reader, read
    from parley.records import Reading
    from parley.relations import relate

__all__ = ["Ledger", "Reader", "Reading", "__version__", "read", "relate"]

_HOME = {
    "Ledger": "ledger",
    "Reader": "reader",
    "read": "reader",
    "Reading": "records",
    "relate": "relations",
}


def __getattr__(name: str) -> Any:
    """Imports what is asked for at its first use, so that `import parley` costs nothing."""
    return attribute(__name__, _HOME, name)
