"""Statements: who said what to whom, through whom."""

from parley.statements.find import Found, find, holding, unclosed

__all__ = ["Found", "find", "holding", "unclosed"]
