"""Which names of happenings are one actor, for a picture of who has to do with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import pycountry

from parley.following.matching import as_party
from parley.following.model import Entry, Side
from parley.outputs.briefing import words

_ROOT = 5
"""First letters that a country shares with words made from its name ("Colombia", "Colombian")."""


class Bodies:
    """Actors of some happenings: those of one gazetteer entry; bodies of one country and kind that go without a name of
    their own ("the government", "Colombia's government"); a surname alone goes with the only entry that has it.

    What has neither an entry nor a country nor a name ("all sides") is nobody.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        told = Counter(side for e in entries for side in (*e.source, *e.target))
        self._named: dict[str, set[str]] = {}
        for side in told:
            if side.entry:
                for token in as_party(side).tokens:
                    self._named.setdefault(token, set()).add(side.entry)
        names: dict[str, Counter[str]] = {}
        for side, count in told.items():
            key = self.key(side)
            if key:
                names.setdefault(key, Counter())[_plain(side.name)] += count
        self._names = {key: _best(key, found) for key, found in names.items()}

    def key(self, side: Side) -> str:
        """The actor's key; "" for nobody."""
        if side.entry:
            return side.entry
        tokens = sorted(t for t in as_party(side).tokens if not _of_country(t, side.country))
        if not tokens:
            return f"{side.country}:{' '.join(side.sectors)}" if side.country and side.sectors else ""
        known = [self._named.get(t, set()) for t in tokens]
        one = set.intersection(*known)
        return one.pop() if len(one) == 1 else f"{side.country or ''}:{' '.join(tokens)}"

    def name(self, key: str) -> str:
        """What an actor is shown as."""
        return self._names[key]


def _best(key: str, names: Counter[str]) -> str:
    """The name that says most: one that names the country, then the most frequent, then the longest."""
    country = key.partition(":")[0]
    return min(names, key=lambda n: (not _tells(n, country), -names[n], -len(n), n))


def _tells(name: str, country: str) -> bool:
    return any(_of_country(word.casefold(), country) for word in name.split())


def _of_country(word: str, country: str | None) -> bool:
    known = pycountry.countries.get(alpha_3=country) if country else None
    return known is not None and word[:_ROOT] == known.name.casefold()[:_ROOT]


def _plain(name: str) -> str:
    """A name without its article."""
    bare = " ".join(name.split())
    for article in ("the ", "The "):
        bare = bare.removeprefix(article)
    return words.short(bare[:1].upper() + bare[1:], 60)


def listed(sides: Sequence[Side], bodies: Bodies) -> tuple[str, ...]:
    """Keys of some actors, each once."""
    return tuple(dict.fromkeys(k for s in sides if (k := bodies.key(s))))
