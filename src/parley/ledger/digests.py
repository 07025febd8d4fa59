"""Natural keys: short digests of what a row is about."""

from __future__ import annotations

import hashlib
import json

from parley.records import Report

SIZE = 16
"""Hexadecimal digits of a key: 64 bits, where two of ten million inputs meet with a chance of one in 370,000."""


def digest(*parts: object) -> str:
    """A key of `parts`; `None` and the empty string differ."""
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()[:SIZE]


def report_key(report: Report) -> str:
    """The key of a report: the same text from another outlet or another day is another report."""
    return digest(report.id, report.publisher, report.url, report.published)
