"""Actors in the making: names and composed phrases are put together, each with the reason."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from parley.actors.aliases import SMALL, initials, shares
from parley.actors.entries import Entry, Gazetteer, Role, fold, split
from parley.actors.found import Found
from parley.records import Confidence, MentionKind

_SLIPPING = 7
"""Surnames of at least so many letters may differ by two and still be one: shorter ones are often two names."""
_AHEAD = 5
"""Years before their first office in which persons are taken for others of their name."""
_COLLECTIVE = frozenset({"organisation", "armed", "group", "state"})


@dataclass(slots=True)
class Draft:
    """An actor while the report is read. Private to the step."""

    name: str
    cls: str
    reason: str
    confidence: Confidence
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    entry: Entry | None = None
    gender: str | None = None
    plural: bool = False
    noun: str | None = None
    rule: str = "actors/composition"
    mentions: list[Found] = field(default_factory=list)


class Drafts:
    """All drafts of one report and the keys under which a further mention finds them."""

    def __init__(
        self, gazetteer: Gazetteer, day: datetime.date | None, genders: Mapping[str, str] | None = None
    ) -> None:
        self._genders = genders or {}
        self.all: list[Draft] = []
        self.gazetteer = gazetteer
        self.day = day
        self.by_entry: dict[str, int] = {}
        """Drafts of gazetteer entries, by id."""
        self._by_key: dict[tuple[str, ...], int] = {}
        self._surnames: dict[str, list[int]] = {}
        self._acronyms: dict[str, int] = {}
        self._given: dict[str, int] = {}

    def link(self, index: int, found: Found, why: str) -> None:
        """Ties a mention to a draft."""
        found.actors = (*found.actors, index)
        found.link = found.link or why
        self.all[index].mentions.append(found)

    def new(self, draft: Draft) -> int:
        """Adds a draft and gives its position."""
        self.all.append(draft)
        return len(self.all) - 1

    # --- names --------------------------------------------------------------------------------------------------

    def name(self, found: Found) -> None:
        """Links a mention by name, to a new draft when it is the first."""
        earlier = self._earlier(found)
        if earlier is not None and (not found.candidates or found.end - found.start == 1):
            index, why = earlier
            if not found.candidates or self.all[index].entry is None or self._same_entry(index, found):
                self._enrich(index, found)
                self.link(index, found, why)
                return
        local = self._local(found)
        if local is not None:
            self.link(local, found, f"has the words of {self.all[local].name}")
        elif found.candidates and not self._unborn(found):
            self._known(found)
        else:
            self._unknown(found)

    def _unborn(self, found: Found) -> bool:
        """Whether all persons of that name hold their first office long after the report: it is somebody else."""
        starts = [min((r.start for r in e.roles if r.start), default=None) for e, _ in found.candidates]
        if self.day is None or any(e.kind != "person" for e, _ in found.candidates):
            return False
        return all(s is not None and s.year - self.day.year > _AHEAD for s in starts) and all(
            r.start is not None for e, _ in found.candidates for r in e.roles
        )

    def _local(self, found: Found) -> int | None:
        """The organ of another state that the report calls so: the "Justice Department" after "Kenyan Justice Department"."""
        if not found.candidates or found.candidates[0][0].kind != "organ":
            return None
        if found.candidates[0][0].id in self.by_entry:
            return None
        pieces = [fold(p) for p in split(found.name)]
        for index, draft in enumerate(self.all):
            if draft.entry is None and draft.country and draft.rule == "actors/names":
                full = [fold(p) for p in split(draft.name)]
                if full != pieces and self._without_state(full) == pieces:
                    return index
        return None

    def _same_entry(self, index: int, found: Found) -> bool:
        entry = self.all[index].entry
        return entry is not None and any(c.id == entry.id for c, _ in found.candidates)

    def _earlier(self, found: Found) -> tuple[int, str] | None:
        """A draft already named in full that this name may shorten."""
        if found.cls == "person" or (found.end - found.start == 1 and not found.candidates):
            pieces = [fold(p) for p in split(found.name)]
            if not pieces:
                return None
            for index in self._holders(pieces[-1]):
                full = [fold(p) for p in split(self.all[index].name)]
                if full[-len(pieces) :] == pieces and full != pieces:
                    return index, f"surname of {self.all[index].name}"
                if full == pieces and not found.candidates:
                    return index, "the same name"
                if len(pieces) > 1 and len(full) > 1 and pieces[0] == full[0] and not found.candidates:
                    return index, f"first name and surname of {self.all[index].name}"
            near = self._misspelt(pieces, found)
            if near is not None:
                return near
            if len(pieces) == 1 and not found.candidates and pieces[0] in self._given:
                index = self._given[pieces[0]]
                return index, f"first name of {self.all[index].name}"
            fuller = self._fuller(pieces, found)
            if fuller is not None:
                return fuller
        key = ("name", found.name.lower())
        if not found.candidates and key in self._by_key:
            return self._by_key[key], "the same name"
        if not found.candidates and found.name.isupper() and found.name in self._acronyms:
            index = self._acronyms[found.name]
            return index, f"acronym of {self.all[index].name}"
        if found.candidates or found.cls == "person":
            return None
        return self._spelt_out(found) or self._shared(found)

    def _spelt_out(self, found: Found) -> tuple[int, str] | None:
        """The body known so far by its initials only, now given in full."""
        if len(split(found.name)) < 3:
            return None
        for letters in initials(found.name):
            index = self._by_key.get(("name", letters.lower()))
            if index is not None and self.all[index].entry is None and self.all[index].name == letters:
                self.all[index].name = found.name
                return index, f"{letters} in full"
        return None

    def _holders(self, surname: str) -> list[int]:
        """Bearers of a surname: first the one called by it alone most often, then the one most spoken of."""

        def rank(index: int) -> tuple[int, int]:
            names = [f for f in self.all[index].mentions if f.kind is MentionKind.NAME]
            alone = sum(f.end - f.start == 1 for f in names)
            return -alone, -len(self.all[index].mentions)

        return sorted(self._surnames.get(surname, ()), key=rank)

    def _misspelt(self, pieces: list[str], found: Found) -> tuple[int, str] | None:
        """The one person whose name differs from this by a slip: "Wannermaker" for "Wannamaker"."""
        if found.cls != "person" or found.candidates:
            return None
        near: set[int] = set()
        for surname, indices in self._surnames.items():
            if surname[0] != pieces[-1][0] or min(len(surname), len(pieces[-1])) < _SLIPPING:
                continue
            if surname != pieces[-1] and Levenshtein.distance(surname, pieces[-1], score_cutoff=2) <= 2:
                near.update(indices)
        near = {i for i in near if self._may_be(i, pieces)}
        if len(near) != 1:
            return None
        (index,) = near
        return index, f"written a little otherwise than {self.all[index].name}"

    def _may_be(self, index: int, pieces: list[str]) -> bool:
        full = [fold(p) for p in split(self.all[index].name)]
        return self.all[index].entry is None and (len(pieces) == 1 or len(full) == 1 or full[0] == pieces[0])

    def _fuller(self, pieces: list[str], found: Found) -> tuple[int, str] | None:
        """A person known so far by one name only, now given in full: "Laura" … "Laura Morn"."""
        if len(pieces) < 2 or found.candidates:
            return None
        for piece in (pieces[-1], pieces[0]):
            for index in reversed(self._surnames.get(piece, [])):
                draft = self.all[index]
                if draft.entry is None and draft.cls == "person" and len(split(draft.name)) == 1:
                    before, draft.name = draft.name, found.name
                    self._remember(index, found.name)
                    return index, f"{before} in full"
        return None

    def _shared(self, found: Found) -> tuple[int, str] | None:
        """The one body whose name this shortens, lengthens or writes otherwise; see `shares`."""
        pieces = [fold(p) for p in split(found.name)]
        if not pieces or found.cls not in ("organisation", "armed", "group"):
            return None
        pieces = self._without_state(pieces)
        best: dict[str, list[int]] = {}
        for index, draft in enumerate(self.all):
            if draft.cls in ("person", "state") or draft.rule == "actors/composition":
                continue
            if found.country and draft.country and found.country != draft.country:
                continue
            full = [fold(p) for p in split(draft.name)]
            plain = self._without_state(full)
            how = shares(plain, pieces, known=draft.entry is not None)
            if plain == pieces and len(plain) > 1:
                how = "has the words of"
            if how:
                best.setdefault(how, []).append(index)
        for how in ("has the words of", "begins like", "ends like"):
            options = best.get(how, [])
            if len(options) == 1 or (how == "ends like" and options):
                index = max(options, key=lambda i: self.all[i].mentions[-1].start)
                draft = self.all[index]
                before = draft.name
                if draft.entry is None and len(split(before)) < len(pieces):
                    draft.name = found.name
                return index, f"{how} {before}"
        return None

    def _without_state(self, pieces: list[str]) -> list[str]:
        """A body's name without the state before it: "Kenyan Ministry of Health" as "Ministry of Health"."""
        if len(pieces) < 3 or pieces[0] not in self.gazetteer.adjectives or pieces[1] in SMALL:
            return pieces
        return pieces[1:]

    def _known(self, found: Found) -> None:
        entry, use, sure, why = self._choose(found)
        index = self.by_entry.get(entry.id)
        if index is None:
            index = self.new(self._from_entry(entry, sure, why, found))
            self.by_entry[entry.id] = index
            if entry.kind == "person":
                self._remember(index, entry.name)
        self._enrich(index, found)
        reason = {"capital": f"capital of {entry.name}, acting", "seat": f"seat of the {entry.name}"}.get(
            use, "" if found.name == entry.name else f"a name of {entry.name}"
        )
        self.link(index, found, reason or why)

    def _choose(self, found: Found) -> tuple[Entry, str, bool, str]:
        """Which of several entries a name stands for: one already named, then one in office, then the first."""
        options = list(found.candidates)
        if len(options) == 1:
            return (*options[0], True, found.reason)
        for entry, use in options:
            if entry.id in self.by_entry:
                return entry, use, True, "already named in the report"
        fitting = [(e, u) for e, u in options if e.role(self.day)[1]]
        if found.country:
            local = [(e, u) for e, u in fitting or options if e.roles[-1].country == found.country]
            if local:
                return (*local[0], len(local) == 1, "the one whose country the words beside the name give")
        if len(fitting) == 1:
            return (*fitting[0], True, "the only one of that name in office at the date")
        return (*(fitting or options)[0], False, f"one of {len(options)} of that name")

    def _from_entry(self, entry: Entry, sure: bool, why: str, found: Found) -> Draft:
        role, held = entry.role(self.day)
        title, sectors = role.title, role.sectors
        confidence = Confidence.HIGH if sure and role.sure else Confidence.MEDIUM
        if entry.kind == "person" and not held:
            if role.end is not None and self.day is not None and self.day > role.end and not found.former:
                title = f"former {title}" if title else None
                why = f"{why}; no longer {role.title} at the date"
            if role.end is not None and (self.day is None or self.day > role.end):
                sectors = lapse(sectors)
            if role.start is not None and self.day is not None and self.day < role.start:
                title, sectors, why = None, (), f"{why}; not yet {role.title} at the date"
            confidence = Confidence.MEDIUM
        elif entry.kind == "person" and self.day is None and len(entry.roles) > 1:
            confidence = Confidence.MEDIUM
        if held and role.title:
            why = f"{why}; {role.title}{_dates(role)} ({role.source})"
        cls = {"person": "person", "state": "state", "armed": "armed", "group": "group"}.get(
            entry.kind, "organisation"
        )
        return Draft(
            name=entry.name, cls=cls, reason=why, confidence=confidence, country=role.country, sectors=sectors,
            role=title, affiliation=role.affiliation, entry=entry, rule=role.source,
            gender=self._genders.get(entry.name.split()[0]) if entry.kind == "person" else None,
        )  # fmt: skip

    def _unknown(self, found: Found) -> None:
        known = found.country or found.sectors
        sectors = lapse(found.sectors) if found.former == "former" else found.sectors
        draft = Draft(
            name=found.name, cls=found.cls, reason=found.reason, country=found.country, sectors=sectors,
            confidence=Confidence.MEDIUM if known else Confidence.LOW, role=found.role, gender=found.gender,
            affiliation=found.affiliation, rule="actors/names",
        )  # fmt: skip
        index = self.new(draft)
        if found.cls == "person":
            self._remember(index, found.name)
        else:
            for letters in initials(found.name):
                self._acronyms.setdefault(letters, index)
        self._by_key.setdefault(("name", found.name.lower()), index)
        self.link(index, found, found.reason)
        self._enrich(index, found)

    def _remember(self, index: int, name: str) -> None:
        pieces = [fold(p) for p in split(name)]
        if pieces:
            self._surnames.setdefault(pieces[-1], []).append(index)
        if len(pieces) > 1:
            self._given.setdefault(pieces[0], index)

    def acronym(self, letters: str, index: int) -> None:
        """Records an acronym given in brackets after a name."""
        self._acronyms[letters] = index

    def lettered(self, word: str) -> int | None:
        """The body that three or more capitals stand for, by its initials or by a bracket after its name."""
        return self._acronyms.get(word) if len(word) > 2 and word.isupper() else None

    def _enrich(self, index: int, found: Found) -> None:
        """What the words beside a name say: the report's own description of the role comes first."""
        draft = self.all[index]
        if found.role and not found.former and (draft.rule == "actors/names" or draft.role is None):
            draft.role = draft.role or found.role
        elif found.role and draft.entry is not None and draft.cls == "person" and not draft.mentions:
            draft.role = found.role
        if found.former == "former" and self._in_another_office(draft, found):
            pass  # "former oil executive Ana Sol", who is a minister now
        elif found.former == "former" and draft.entry is not None:
            draft.role, draft.sectors = found.role, lapse(draft.sectors)
        elif found.former and found.role:
            draft.role = found.role
        elif draft.entry is not None and draft.cls == "person" and found.sectors:
            if not draft.entry.role(self.day)[1]:
                draft.role, draft.sectors = found.role or draft.role, found.sectors
        draft.country = draft.country or found.country
        if not draft.sectors and found.sectors and found.former != "former":
            draft.sectors = found.sectors
        draft.affiliation = draft.affiliation or found.affiliation
        draft.gender = draft.gender or found.gender
        if draft.entry is None and (draft.country or draft.sectors) and draft.confidence is Confidence.LOW:
            draft.confidence, draft.reason = Confidence.MEDIUM, found.reason

    def _in_another_office(self, draft: Draft, found: Found) -> bool:
        """Whether somebody holds an office at the date that is not the one said to be a former one."""
        if draft.entry is None or draft.cls != "person" or not found.role:
            return False
        role, held = draft.entry.role(self.day)
        own = {fold(p) for p in split(role.title or "")} - SMALL
        return (
            held and role.start is not None and bool(own) and not own & {fold(p) for p in split(found.role)}
        )

    # --- composed phrases ---------------------------------------------------------------------------------------

    def nominal(self, found: Found) -> None:
        """Links a composed phrase to the draft of the same words, or makes one."""
        if found.candidates:
            self._known(found)
            return
        for part in found.parts or (found,):
            key = (
                "nominal", part.noun or "", part.country or "", part.affiliation or "",
                " ".join(part.sectors), "p" if part.plural else "s",
            )  # fmt: skip
            index = self._by_key.get(key) if (part.definite or part.country or part.affiliation) else None
            if index is not None and part.cls == "person" and not part.definite:
                index = None
            if index is None:
                known = part.country or part.affiliation
                index = self.new(
                    Draft(
                        name=part.name,
                        cls=part.cls,
                        reason=part.reason,
                        country=part.country,
                        sectors=part.sectors,
                        role=part.role,
                        affiliation=part.affiliation,
                        gender=part.gender,
                        confidence=Confidence.MEDIUM if known or part.sectors else Confidence.LOW,
                        plural=part.plural,
                        noun=part.noun,
                    )
                )
                self._by_key[key] = index
                if part.name.istitle():
                    for letters in initials(part.name):
                        self._acronyms.setdefault(letters, index)
                why = part.reason
            else:
                why = f"the same phrase as {self.all[index].name!r}"
            self.link(index, found, why)


def lapse(sectors: tuple[str, ...]) -> tuple[str, ...]:
    """Sectors once an office has ended: the manual codes former officials CVL."""
    return ("CVL",) if set(sectors) & {"GOV", "MIL", "LEG", "JUD", "COP", "SPY"} else sectors


def _dates(role: Role) -> str:
    if role.start is None and role.end is None:
        return ""
    return f" from {role.start or '?'} to {role.end or 'now'}"


def collective(draft: Draft) -> bool:
    """Whether "they" and "it" may stand for it."""
    return draft.cls in _COLLECTIVE or draft.plural


def is_pronoun(found: Found) -> bool:
    """Whether a mention is a pronoun."""
    return found.kind is MentionKind.PRONOUN
