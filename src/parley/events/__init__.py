"""Events: propositions through the codebook."""

from __future__ import annotations

from parley.events.coding import code

__all__ = ["code"]
