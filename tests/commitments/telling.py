"""What the tests of this folder share: how they write rows down, and an opening that puts a sentence further on."""

from __future__ import annotations

from parley.records import Commitment

FAR = "Talks were held in Orsk on Monday. Nobody from the coast was there. The hall was full. "
"""Sentences that put what follows out of a report's head."""


def told(rows: tuple[Commitment, ...]) -> list[tuple[str, str, str, str]]:
    """Each row as its kind, who is bound, to whom, and to what."""
    return [
        (
            row.kind.value,
            ", ".join(p.name for p in row.debtor),
            ", ".join(p.name for p in row.creditor),
            " … ".join(s.text for s in row.consequent),
        )
        for row in rows
    ]
