"""Events as CAMEO dyads, in the columns of the Cline Center Historical Phoenix Event Data (Althaus et al., Cline Center).

PLOVER types become CAMEO codes by `data/cameo.csv`, which says where each comes from; a type of a user's own has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from parley.ledger import Party
from parley.outputs.dyads import Dyad, day_of
from parley.outputs.listing import Cells
from parley.outputs.polecat import data, version
from parley.outputs.sheet import Sheet, Type

COLUMNS: dict[str, Type] = {
    "eid": Type.TEXT,
    "story_date": Type.TEXT,
    "year": Type.INTEGER,
    "month": Type.INTEGER,
    "day": Type.INTEGER,
    "source": Type.TEXT,
    "source_root": Type.TEXT,
    "source_agent": Type.TEXT,
    "source_others": Type.TEXT,
    "target": Type.TEXT,
    "target_root": Type.TEXT,
    "target_agent": Type.TEXT,
    "target_others": Type.TEXT,
    "code": Type.TEXT,
    "root_code": Type.TEXT,
    "quad_class": Type.INTEGER,
    "goldstein": Type.NUMBER,
    "joined_issues": Type.TEXT,
    "lat": Type.NUMBER,
    "lon": Type.NUMBER,
    "placename": Type.TEXT,
    "statename": Type.TEXT,
    "countryname": Type.TEXT,
    "aid": Type.TEXT,
    "process": Type.TEXT,
}
_AGENTS = frozenset(
    ["GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL"]
)
"""Codes that Phoenix takes for the agent; others stand in `source_others`."""
_ROOTS = frozenset(["IGO", "NGO", "IMG", "MNC"])
"""Codes of actors beyond states that Phoenix takes for the root."""
_QUADS = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A CAMEO code with Phoenix' quad class of its root and its value on the CAMEO scale (-10 to 10)."""

    code: str
    quad: int
    goldstein: float

    @property
    def root(self) -> str:
        """The two digits of the root."""
        return self.code[:2]


@cache
def codes() -> dict[tuple[str, str], Code]:
    """CAMEO codes by PLOVER type and mode; the mode is empty for those without one."""
    return {
        (row["type"], row["mode"]): Code(
            code=row["code"], quad=int(row["quad"]), goldstein=float(row["goldstein"])
        )
        for row in data("cameo.csv")
    }


def code_of(kind: str, mode: str | None) -> Code | None:
    """The code of a type with a mode, or of the type when CAMEO has none of its own for the mode."""
    return codes().get((kind, mode or "")) or codes().get((kind, ""))


def sheet(dyads: Iterable[Dyad]) -> Sheet:
    """Dyads in the columns of the Historical Phoenix data, one row each."""
    return Sheet(columns=COLUMNS, rows=_rows(dyads))


def _rows(dyads: Iterable[Dyad]) -> Iterator[Cells]:
    before, number = None, 0
    for dyad in dyads:
        stored, event = dyad.event, dyad.event.event
        number = number + 1 if stored is before else 1
        before = stored
        day, place, code = day_of(stored), event.place, code_of(event.type, event.mode)
        yield {
            "eid": f"{stored.report.key}_{event.id}_{number}",
            "story_date": f"{day:%m/%d/%Y}" if day else None,
            "year": day.year if day else None,
            "month": day.month if day else None,
            "day": day.day if day else None,
            **_actor(dyad.source, "source"),
            **_actor(dyad.target, "target"),
            "code": code.code if code else None,
            "root_code": code.root if code else None,
            "quad_class": code.quad if code else _QUADS.get(event.quad or ""),
            "goldstein": code.goldstein if code else None,
            "joined_issues": ";".join(f"{context},1" for context in event.contexts) or None,
            "lat": place.latitude if place else None,
            "lon": place.longitude if place else None,
            "placename": place.name if place else None,
            "statename": place.region if place else None,
            "countryname": place.country if place else None,
            "aid": stored.report.key,
            "process": version(stored),
        }


def _actor(party: Party | None, role: str) -> Cells:
    """An actor's CAMEO code and its parts: country or kind of body, agent, what else is known."""
    sectors = party.sectors if party else ()
    root = (party.country if party else None) or next((c for c in sectors if c in _ROOTS), None)
    agent = next((code for code in sectors if code in _AGENTS), None)
    others = [code for code in sectors if code not in (root, agent)]
    return {
        role: "".join(filter(None, (root, agent, *others))) or None,
        f"{role}_root": root,
        f"{role}_agent": agent,
        f"{role}_others": ";".join(others) or None,
    }
