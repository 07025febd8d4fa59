"""The ledger: readings of many reports in a database, copies of one story recognised, questions answered.

What the package offers is imported at its first use: the processes that read for an ingest need no database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parley.lazily import attribute

if TYPE_CHECKING:
    from parley.ledger.asking import EVERYTHING, Filter
    from parley.ledger.judgements import (
        CommitmentFields,
        Days,
        EventFields,
        Fields,
        Named,
        Review,
        RowKind,
        Standing,
        StatementFields,
        Verdict,
    )
    from parley.ledger.ledger import DEFAULT, Ledger
    from parley.ledger.rows import (
        Change,
        Copy,
        Mark,
        Party,
        Rejection,
        StoredCommitment,
        StoredEvent,
        StoredReport,
        StoredStatement,
    )
    from parley.ledger.versions import Run, Settings, describe

__all__ = [
    "DEFAULT",
    "EVERYTHING",
    "Change",
    "CommitmentFields",
    "Copy",
    "Days",
    "EventFields",
    "Fields",
    "Filter",
    "Ledger",
    "Mark",
    "Named",
    "Party",
    "Rejection",
    "Review",
    "RowKind",
    "Run",
    "Settings",
    "Standing",
    "StatementFields",
    "StoredCommitment",
    "StoredEvent",
    "StoredReport",
    "StoredStatement",
    "Verdict",
    "describe",
]

_HOME = {
    "EVERYTHING": "asking",
    "Filter": "asking",
    "CommitmentFields": "judgements",
    "Days": "judgements",
    "EventFields": "judgements",
    "Fields": "judgements",
    "Named": "judgements",
    "Review": "judgements",
    "RowKind": "judgements",
    "Standing": "judgements",
    "StatementFields": "judgements",
    "Verdict": "judgements",
    "DEFAULT": "ledger",
    "Ledger": "ledger",
    "Change": "rows",
    "Copy": "rows",
    "Mark": "rows",
    "Party": "rows",
    "Rejection": "rows",
    "StoredCommitment": "rows",
    "StoredEvent": "rows",
    "StoredReport": "rows",
    "StoredStatement": "rows",
    "Run": "versions",
    "Settings": "versions",
    "describe": "versions",
}


def __getattr__(name: str) -> Any:
    """Imports what is asked for."""
    return attribute(__name__, _HOME, name)
