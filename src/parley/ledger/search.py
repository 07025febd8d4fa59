"""Full-text search over reports: one way to ask, in SQLite (FTS5) as in PostgreSQL (tsvector)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Connection, column, func, literal_column, select, table

from parley.errors import LedgerError
from parley.ledger import tables
from parley.ledger.migrations import SEARCHED

_PART = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_WORD = re.compile(r"\w+")
_SEARCH = table("texts_search", column("rowid"))


@dataclass(frozen=True, slots=True)
class Query:
    """What must occur in a text and what must not: words, or phrases of several words."""

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


def parse(asked: str) -> Query:
    """A question as people write it: `ceasefire "prisoner exchange" -football`; all of it must hold.

    Raises:
        LedgerError: no word is asked for.
    """
    parts: dict[str, list[str]] = {"": [], "-": []}
    for match in _PART.finditer(asked):
        words = " ".join(_WORD.findall(match["phrase"] or match["word"] or ""))
        if words:
            parts[match["minus"]].append(words)
    if not parts[""]:
        raise LedgerError(f"{asked!r}: name at least one word to look for")
    return Query(tuple(parts[""]), tuple(parts["-"]))


def matching(connection: Connection, asked: str) -> ColumnElement[bool]:
    """The condition that a report's text (`tables.texts`) answers `asked`; words are compared by their stems.

    Raises:
        LedgerError: no word is asked for.
    """
    query = parse(asked)
    return _postgresql(query) if connection.dialect.name == "postgresql" else _sqlite(query)


def _sqlite(query: Query) -> ColumnElement[bool]:
    wanted = " AND ".join(f'"{words}"' for words in query.wanted)
    text = f"({wanted})" + "".join(f' NOT "{words}"' for words in query.unwanted)
    matches = literal_column("texts_search").op("match")(text)
    return tables.texts.c.number.in_(select(_SEARCH.c.rowid).where(matches))


def _postgresql(query: Query) -> ColumnElement[bool]:
    english: Any = literal_column("'parley_words'::regconfig")

    def phrase(words: str) -> Any:
        return func.phraseto_tsquery(english, words)

    both = reduce(lambda a, b: a.op("&&")(b), map(phrase, query.wanted))
    for words in query.unwanted:
        both = both.op("&&")(func.tsquery_not(phrase(words)))
    # Written as in the index, or PostgreSQL would not use it.
    vector: Any = func.to_tsvector(
        literal_column("'parley_words'"), func.left(tables.texts.c.text, literal_column(str(SEARCHED)))
    )
    return vector.op("@@")(both)  # type: ignore[no-any-return]
