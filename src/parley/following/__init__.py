"""Following: many reports, one record, over time. Pure functions over readings."""

from __future__ import annotations

from parley.following.merging import Merger, merge
from parley.following.model import Anchor, Decision, Entry, Told, Verdict

__all__ = ["Anchor", "Decision", "Entry", "Merger", "Told", "Verdict", "merge"]
