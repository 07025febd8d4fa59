"""Parley reads news reports about conflict and negotiation and keeps the record of them."""

__version__ = "0.1.0"
