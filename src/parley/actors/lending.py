"""The state that the report tells for officials and organs that say no state themselves: "police", "the Senate"."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from parley.actors.drafts import Draft, Drafts
from parley.actors.found import Found
from parley.actors.nominals import FORMER
from parley.language.document import Document
from parley.records import Confidence, MentionKind

_MENTIONS, _SHARE = 4, 0.7
"""How many mentions, and what part of those with a country, one state must have to be lent to others."""
_OFFICIAL = 0.6
"""Likewise for named officials and organs, but no soldiers, who are often abroad."""
_WHOLLY = 0.8
"""The part that lends the state to named persons and bodies without an office too."""
_MOSTLY = 0.5
"""The part that is enough where the sentence and the one before name no other state."""
_PRESENT = 0.3
"""The part that the only state of the sentence and the one before must have."""
_NAMED = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_DESCRIBED = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "PTY"})
_FROM_ANYWHERE = (
    "analyst",
    "expert",
    "researcher",
    "consultant",
    "director",
    "representative",
    "envoy",
    "specialist",
)
"""Who often comments on another state."""
_LIVING = frozenset({"CVL", "LAB", "EDU", "MED", "AGR", "SOC"})
"""Who are mostly at home in the state that a report is about: residents, the union, teachers."""
_SETTLED = frozenset(
    [
        "resident",
        "villager",
        "local",
        "voter",
        "citizen",
        "taxpayer",
        "electorate",
        "public",
        "community",
        "arab",
        "kurd",
        "townspeople",
        "inhabitant",
        "population",
        "civil society",
        "householder",
    ]
)
"""Of all who are just people, those who live there: no victims, guests or strangers."""
_TAKING_SIDES = frozenset({"REB", "PRM"})
_ABROAD = (
    "diplomat",
    "envoy",
    "mediator",
    "ambassador",
    "embassy",
    "peacekeeper",
    "observer",
)
"""Who is often somewhere else than in the state that sent them."""
_BEYOND = frozenset({"IGO", "NGO", "IMG", "ISM", "MNC"})
_OF_MANY = frozenset(
    [
        "foreign",
        "world",
        "international",
        "regional",
        "global",
        "european",
        "western",
        "eastern",
        "african",
        "asian",
        "arab",
        "allied",
        "other",
        "another",
        "several",
        "various",
        "many",
        "some",
        "any",
        "no",
        "every",
        "each",
        "all",
        "both",
        "neighbouring",
        "neighboring",
        "different",
        "bloc",
        "union",
        "heads",
        "national",
        "two",
    ]
)
"""What stands before those of no state in particular: "foreign ministers", "other governments"."""
_KIND_OF = frozenset({"GOV", "LEG", "OPP", "PTY"})
"""Of these "a" makes a kind and nobody: "a government that listens"."""


@dataclass(frozen=True, slots=True)
class _Report:
    """Which states a report tells of, and where."""

    document: Document
    shares: dict[str, float]
    """What part of the mentions that have a country is each country's."""
    total: int
    """How many mentions have a country."""
    first: str
    """The country of most mentions."""
    near: dict[int, set[str]]
    """The countries that each sentence names."""

    def foremost(self, share: float) -> bool:
        """Whether the country of most mentions has at least that part of them, and enough mentions."""
        return self.shares[self.first] >= share and self.total * self.shares[self.first] >= _MENTIONS

    @property
    def leading(self) -> str | None:
        """The country that the report is about, if it is about one."""
        return self.first if self.foremost(_SHARE) else None


def lend(document: Document, drafts: Drafts) -> None:
    """Lends a state to official actors that have none, with low confidence and the reason.

    A named organ or official is lent the state that most mentions of the report are of. A description ("the
    government", "police") is lent the only state that its sentence and the one before name, where the report is to
    some part about that state, or the one that the report is mostly about, where no other is near.
    """
    shares, total = _shares(drafts)
    if not shares:
        return
    first, _ = max(shares.items(), key=lambda item: item[1])
    report = _Report(document, shares, total, first, _near(document, drafts))
    known = {d.name for d in drafts.all if d.entry is not None or d.country}
    for draft in drafts.all:
        if draft.country or draft.affiliation in known or draft.entry is not None:
            continue
        named = draft.rule == "actors/names"
        if _BEYOND & set(draft.sectors) and not (named and draft.sectors == ("NGO",)):
            continue
        if draft.affiliation and (not named or "MIL" in draft.sectors):
            continue
        told, why = _lent(report, draft)
        if told is not None:
            draft.country, draft.confidence = told, Confidence.LOW
            if not named and not draft.sectors and _lapsed(document, draft):
                draft.sectors = ("CVL",)
            draft.reason += f"; country lent by the report, {why}"
    for draft in drafts.all:
        if _private(draft):
            draft.sectors, draft.confidence = ("CVL",), Confidence.LOW
            draft.reason += "; nothing tells what this person does"


def _private(draft: Draft) -> bool:
    """Whether a person with a country is one of whose work the report tells nothing, whom the manual codes CVL."""
    known = draft.entry is not None or draft.sectors or draft.role or draft.affiliation
    plain = draft.cls == "person" and draft.rule == "actors/names" and draft.gender is not None
    return plain and not known and draft.country is not None and " " in draft.name


def _lent(report: _Report, draft: Draft) -> tuple[str | None, str]:
    """The state for an actor that says none, and what in the report tells it."""
    sectors, leading = set(draft.sectors), report.leading
    mostly = f"of whose actors most are of {leading}"
    if draft.rule == "actors/names" and draft.cls in ("organisation", "person"):
        private = report.foremost(_WHOLLY) and _local(draft)
        official = bool(_NAMED & sectors) and "MIL" not in sectors and report.foremost(_OFFICIAL)
        if official or private:
            return report.first, f"of whose actors most are of {report.first}"
        return (leading if _NAMED & sectors else None), mostly
    if leading and _TAKING_SIDES & sectors and _of_a_side(draft) and _particular(report.document, draft):
        sentences = {report.document.sentence_of[f.start] for f in draft.mentions}
        alone = all(report.near.get(number, set()) <= {leading} for number in sentences)
        return (leading if alone else None), mostly
    if leading and _LIVING & sectors and not sectors - _LIVING and _at_home(report.document, draft):
        sentences = {report.document.sentence_of[f.start] for f in draft.mentions}
        alone = all(report.near.get(number, set()) <= {leading} for number in sentences)
        return (leading if alone else None), mostly
    land = not sectors and _land(report.document, draft)
    if land or (
        (_DESCRIBED & sectors or _lapsed(report.document, draft)) and _particular(report.document, draft)
    ):
        given = {_told(report, f) for f in draft.mentions if f.kind is MentionKind.NOMINAL} - {None}
        told = given.pop() if len(given) == 1 else None
        return told, f"which tells of {told} here"
    return None, ""


def _shares(drafts: Drafts) -> tuple[dict[str, float], int]:
    """What part of the mentions that have a country is each country's, and how many there are."""
    counts: Counter[str] = Counter()
    for draft in drafts.all:
        if draft.country:
            counts[draft.country] += len(draft.mentions)
    total = counts.total()
    return {country: number / total for country, number in counts.items()}, total


def _near(document: Document, drafts: Drafts) -> dict[int, set[str]]:
    """The countries of the actors, regions and capitals that each sentence names."""
    found: dict[int, set[str]] = {}
    for draft in drafts.all:
        for mention in draft.mentions if draft.country else ():
            found.setdefault(document.sentence_of[mention.start], set()).add(str(draft.country))
    areas = drafts.gazetteer.areas
    for token, word in enumerate(document.words):
        pair = " ".join(document.words[token : token + 2])
        code = areas.get(pair) or areas.get(word)
        if code is not None and word[:1].isupper():
            found.setdefault(document.sentence_of[token], set()).add(code)
    return found


def _told(report: _Report, found: Found) -> str | None:
    """The state that the report tells where a description stands."""
    sentence = report.document.sentence_of[found.start]
    here = report.near.get(sentence) or report.near.get(sentence - 1, set())
    if len(here) == 1:
        (only,) = here
        return only if report.shares.get(only, 0) >= _PRESENT else None
    if report.total < _MENTIONS or (here and report.first not in here):
        return None
    return report.first if report.shares[report.first] >= (_SHARE if here else _MOSTLY) else None


def _particular(document: Document, draft: Draft) -> bool:
    """Whether a description means somebody of one state: no "foreign ministers", no "a government"."""
    if any(noun in (draft.noun or "") for noun in _ABROAD):
        return False
    for found in draft.mentions:
        if found.kind is not MentionKind.NOMINAL:
            continue
        words = [w.lower() for w in document.words[found.start : found.head]]
        if document.words[max(0, found.start - 2) : found.start] == ["state", "and"]:
            return False  # "heads of state and government"
        if set(words) & _OF_MANY or (words[:1] in (["a"], ["an"]) and _KIND_OF & set(draft.sectors)):
            return False
        bare = (
            draft.plural and draft.cls == "organisation" and words[:1] not in (["the"], ["these"], ["those"])
        )
        if bare and {"GOV", "LEG"} & set(draft.sectors):
            return False  # "repressive regimes"
    return True


def _land(document: Document, draft: Draft) -> bool:
    """Whether every phrase of a draft is "the country" or "the nation"."""
    return draft.noun in ("country", "nation") and all(
        f.kind is not MentionKind.NOMINAL
        or (f.head - f.start == 1 and document.words[f.start].lower() in ("the", "this") and not f.plural)
        for f in draft.mentions
    )


def _at_home(document: Document, draft: Draft) -> bool:
    """Whether a description means people or a body of the place: "residents", "the union", and no single stranger."""
    if any(noun in (draft.noun or "") for noun in (*_ABROAD, *_FROM_ANYWHERE)) or not _particular(
        document, draft
    ):
        return False
    if draft.cls == "organisation":
        return all(
            document.words[f.start].lower() in ("the", "this")
            for f in draft.mentions
            if f.kind is MentionKind.NOMINAL
        )
    if "CVL" in draft.sectors:
        return draft.noun in _SETTLED
    return draft.plural


def _lapsed(document: Document, draft: Draft) -> bool:
    """Whether a description is of who held an office once: "the former governor"."""
    return draft.role is not None and any(
        word.lower() in FORMER for f in draft.mentions for word in document.words[f.start : f.head]
    )


def _of_a_side(draft: Draft) -> bool:
    """Whether a description names one side of a conflict inside a state: "the rebels", "militias"."""
    noun = draft.noun or ""
    return any(side in noun for side in ("rebel", "militia", "insurgent", "guerrilla"))


def _local(draft: Draft) -> bool:
    """Whether somebody named is likely of the state that a report is about: a farmer, and no analyst."""
    role = (draft.role or "").lower()
    return not any(w in role for w in _FROM_ANYWHERE)
