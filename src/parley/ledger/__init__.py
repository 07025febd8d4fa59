"""The ledger: readings of many reports in a database, copies of one story recognised, questions answered."""

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
