"""Following: many reports, one record, over time. Pure functions over readings, and `Chronicle`, which keeps it in a ledger."""

from __future__ import annotations

from parley.following.chronicle import Chronicle
from parley.following.gists import Gist, gist, gists
from parley.following.merging import merge
from parley.following.model import Anchor, Decision, Entry, Told, Verdict

__all__ = ["Anchor", "Chronicle", "Decision", "Entry", "Gist", "Told", "Verdict", "gist", "gists", "merge"]
