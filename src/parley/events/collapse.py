"""Folds a type and its factuality into one label, as the PLOVER manual and some corpora do.

The tables are `codebook/collapse.toml` and `codebook/conventions/*.toml`. Nothing here touches the rows of a reading:
folding is for export and for measuring.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from parley.codebook.book import folder
from parley.codebook.frames import Source, read_toml
from parley.records import Factuality

SAME = "="
"""`becomes` of a rule that keeps the label, so that no later rule is asked."""

_KEYS = frozenset({"types", "quads", "modes", "factuality", "keys", "becomes", "reason"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of a folding table: when all that it names holds, the label becomes another (or none)."""

    types: frozenset[str]
    quads: frozenset[str]
    modes: frozenset[str]
    factuality: frozenset[str]
    keys: frozenset[str]
    becomes: str | None
    """`None` leaves the event out."""
    reason: str

    def applies(
        self, label: str, quad: str | None, mode: str | None, factuality: Factuality, key: str
    ) -> bool:
        """Whether the rule speaks of such an event."""
        return (
            (not self.types or label in self.types)
            and (not self.quads or quad in self.quads)
            and (not self.modes or mode in self.modes)
            and (not self.factuality or factuality.value in self.factuality)
            and (not self.keys or any(fnmatchcase(key, pattern) for pattern in self.keys))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Folding rules in order; the first that applies decides. `rename` maps labels at the end."""

    name: str
    rules: tuple[Rule, ...]
    rename: Mapping[str, str]

    def fold(
        self, label: str, quad: str | None, mode: str | None, factuality: Factuality, key: str = ""
    ) -> str | None:
        """The folded label; `None` when the event is left out."""
        for rule in self.rules:
            if rule.applies(label, quad, mode, factuality, key):
                if rule.becomes is None:
                    return None
                label = label if rule.becomes == SAME else rule.becomes
                break
        return self.rename.get(label, label)


def collapse() -> Table:
    """The PLOVER manual's folding: a future meeting is AGREE, a hypothetical attack THREATEN."""
    return _table("collapse.toml")


def convention(name: str) -> Table:
    """The habits of a corpus by name ("plv").

    Raises:
        DataFileError: there is no such table.
    """
    return _table(f"conventions/{name}.toml")


@cache
def _table(name: str) -> Table:
    source = read_toml(folder() / name, name)
    for key in source.data:
        if key not in ("rules", "rename", "title", "note"):
            source.fail(f'"{key}" is no key of a folding table; expected rules or rename', "", 0, key)
    rules = tuple(_rule(source, i, table) for i, table in enumerate(source.data.get("rules", ())))
    return Table(name=name, rules=rules, rename=dict(source.data.get("rename", {})))


def _rule(source: Source, number: int, table: Mapping[str, Any]) -> Rule:
    for key in table:
        if key not in _KEYS:
            source.fail(
                f'"{key}" is no key of a rule; expected one of {", ".join(sorted(_KEYS))}',
                "rules",
                number,
                key,
            )
    if not table.get("reason"):
        source.fail("a rule needs a reason", "rules", number)
    unknown = set(table.get("factuality", ())) - {f.value for f in Factuality}
    if unknown:
        source.fail(f"no such factuality: {', '.join(sorted(unknown))}", "rules", number, "factuality")
    return Rule(
        types=frozenset(table.get("types", ())),
        quads=frozenset(table.get("quads", ())),
        modes=frozenset(table.get("modes", ())),
        factuality=frozenset(table.get("factuality", ())),
        keys=frozenset(table.get("keys", ())),
        becomes=table.get("becomes"),
        reason=table["reason"],
    )
