"""Commitments: what one party is bound, or says it is bound, to bring about for another, and on what condition."""

from __future__ import annotations

from parley.commitments.finding import find

__all__ = ["find"]
