"""What can be said of actors once the whole report is read: surnames, short names."""

from __future__ import annotations

import datetime
from collections import Counter

from parley.actors.drafts import Drafts
from parley.actors.entries import Entry, fold, split
from parley.records import Confidence

_SPOKEN_SHARE = 0.25
"""What part of those with a country must be of the state whose official a mere surname is taken for."""

_PRIVATE = frozenset({"CVL", "JRN", "BUS", "EDU", "REL", "SOC"})
_OTHERWISE = frozenset(
    ["ruling", "governing", "opposition", "government", "saudi", "arab", "rebel", "broad", "political"]
)
"""What is said of coalitions that fight nobody, or somebody else."""


def settle(drafts: Drafts) -> None:
    """Resolves persons named by a surname only: the one in office at the date whose country the report names."""
    _in_context(drafts)
    _in_coalition(drafts)
    named = _spoken_of(drafts)
    for draft in drafts.all:
        alone = draft.cls == "person" and draft.rule == "actors/names" and len(split(draft.name)) == 1
        if not alone or draft.country or not draft.mentions:
            continue
        entries = [drafts.gazetteer.entries[i] for i in drafts.gazetteer.surnames.get(fold(draft.name), ())]
        held = [e for e in entries if _in_office(e, drafts.day) and e.role(drafts.day)[0].country in named]
        if len(held) != 1:
            continue
        if named[held[0].role(drafts.day)[0].country or ""] < _SPOKEN_SHARE and not draft.role:
            continue  # one of a country that the report names in passing, and nothing says what the person is
        role = held[0].role(drafts.day)[0]
        office = (draft.role or "").lower().split()[-1:]
        if (office and office[0] not in (role.title or "").lower()) or set(draft.sectors) - set(role.sectors):
            continue
        draft.reason = f"the one {draft.name} in office at the date whose country the report names"
        draft.name, draft.entry, draft.rule = held[0].name, held[0], role.source
        draft.country, draft.sectors, draft.role = role.country, role.sectors, role.title
        draft.affiliation, draft.confidence = role.affiliation, Confidence.MEDIUM


def _in_office(entry: Entry, day: datetime.date | None) -> bool:
    """Whether somebody holds an office at the date; fame without one, as a singer's, makes no surname clear."""
    role, held = entry.role(day)
    return held and bool(role.start or role.end or set(role.sectors) - _PRIVATE)


def _spoken_of(drafts: Drafts) -> dict[str, float]:
    """The countries named, with their part of all mentions that have a country."""
    counts: Counter[str] = Counter()
    for draft in drafts.all:
        if draft.country and (draft.entry is not None or draft.cls == "state"):
            counts[draft.country] += len(draft.mentions)
    return {country: number / counts.total() for country, number in counts.items()}


def _in_context(drafts: Drafts) -> None:
    """Resolves short names that stand for somebody only where another is named: "the Coalition" beside Islamic State."""
    for index, draft in enumerate(drafts.all):
        if draft.entry is not None or draft.country or draft.cls == "person":
            continue
        pieces = [fold(p) for p in split(draft.name)]
        short = " ".join(pieces[1:] if pieces[:1] == ["the"] else pieces)
        for id, needed in drafts.gazetteer.contextual.get(short, ()):
            entry = drafts.gazetteer.entries[id]
            if needed in drafts.by_entry and entry.role(drafts.day)[1]:
                _become(
                    drafts,
                    index,
                    entry,
                    f"{draft.name!r} in a report on {drafts.all[drafts.by_entry[needed]].name}",
                )
                break


def _become(drafts: Drafts, index: int, entry: Entry, why: str) -> None:
    """Makes a draft the entry's, or gives its mentions to the draft that is."""
    draft = drafts.all[index]
    there = drafts.by_entry.get(entry.id)
    _with_body(drafts, draft.name, entry)
    if there is None:
        role = entry.role(drafts.day)[0]
        drafts.by_entry[entry.id] = index
        draft.name, draft.entry, draft.rule, draft.reason = entry.name, entry, role.source, why
        draft.country, draft.sectors, draft.confidence = role.country, role.sectors, Confidence.MEDIUM
        return
    for found in draft.mentions:
        found.actors = tuple(there if i == index else i for i in found.actors)
    drafts.all[there].mentions.extend(draft.mentions)
    draft.mentions = []


def _with_body(drafts: Drafts, name: str, entry: Entry) -> None:
    """Gives those who are of a body what the entry says that its short name stands for: "Coalition advisers"."""
    role = entry.role(drafts.day)[0]
    for draft in drafts.all:
        if draft.affiliation == name and draft.country is None:
            draft.affiliation, draft.country, draft.sectors = entry.name, role.country, role.sectors
            draft.reason += f"; {name!r} is {entry.name}"


def _in_coalition(drafts: Drafts) -> None:
    """Forces of "the coalition" in a report that names whom it fights are of that coalition."""
    for draft in drafts.all:
        words = {fold(p) for p in split(draft.name)}
        if draft.rule != "actors/composition" or draft.country or draft.affiliation or words & _OTHERWISE:
            continue
        if set(draft.sectors) - {"MIL"}:
            continue
        for word in sorted(words & drafts.gazetteer.contextual.keys()):
            for id, needed in drafts.gazetteer.contextual[word]:
                entry = drafts.gazetteer.entries[id]
                if word == "coalition" and needed in drafts.by_entry and entry.role(drafts.day)[1]:
                    draft.sectors, draft.affiliation = entry.role(drafts.day)[0].sectors, entry.name
                    draft.confidence = Confidence.MEDIUM
                    draft.reason += f"; {word!r} in a report on {drafts.all[drafts.by_entry[needed]].name}"
