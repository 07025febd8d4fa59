"""The ledger: the database of readings, with what is needed to fill it, ask it, and trust it."""

from parley.ledger.ingest import Progress, Summary, ingest
from parley.ledger.store import Ledger

__all__ = ["Ledger", "Progress", "Summary", "ingest"]
