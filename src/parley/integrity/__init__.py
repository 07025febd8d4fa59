"""Integrity: what in a report not to trust: conflicts within it, damage, and which rows they touch."""

from parley.integrity.check import check
from parley.integrity.lexicon import Lexicon, load
from parley.integrity.touching import lower

__all__ = ["Lexicon", "check", "load", "lower"]
