"""How one body's name may stand for another: shortened, lengthened, written otherwise, or by its initials."""

from __future__ import annotations

from parley.actors.entries import split

SMALL = frozenset({"of", "and", "the", "for", "in", "on", "&"})
"""Words that a name may lose or gain."""


def shares(full: list[str], pieces: list[str], *, known: bool) -> str | None:
    """How one body's name may stand for another, both as folded pieces; `None` when it does not.

    Args:
        full: the name already in the report.
        pieces: the name at hand.
        known: the first is the gazetteer's, which is only shortened to its last word or the word before "of".
    """
    if not full or full == pieces:
        return None
    bare, other = ([p for p in name if p not in SMALL] for name in (full, pieces))
    if bare == other and len(bare) > 1:
        return "has the words of"
    short, long = sorted((bare, other), key=len)
    if not known and short and long[: len(short)] == short:
        return "begins like"
    short, long = sorted((full, pieces), key=len)
    if pieces is short and len(short) == 1:
        last = next((i for i, p in enumerate(long) if p in ("of", "for")), len(long)) - 1
        if last >= 0 and short[0] == long[last]:
            return "ends like"
    return None


def initials(name: str) -> list[str]:
    """Letters that may shorten a name: of all its words, and of the capitalised ones."""
    pieces = split(name)
    if len(pieces) < 2:
        return []
    capital = "".join(p[0] for p in pieces if p[0].isupper())
    return [
        letters
        for letters in dict.fromkeys((capital, "".join(p[0].upper() for p in pieces)))
        if len(letters) > 1
    ]
