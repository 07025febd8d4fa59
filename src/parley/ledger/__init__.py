"""The ledger: readings of many reports in a database, copies of one story recognised, questions answered."""

from parley.ledger.asking import EVERYTHING, Filter
from parley.ledger.ledger import DEFAULT, Ledger
from parley.ledger.rows import (
    Change,
    Copy,
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
    "Copy",
    "Filter",
    "Ledger",
    "Party",
    "Rejection",
    "Run",
    "Settings",
    "StoredCommitment",
    "StoredEvent",
    "StoredReport",
    "StoredStatement",
    "describe",
]
