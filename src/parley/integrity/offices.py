"""Descriptions that the gazetteer speaks against: an office its bearer did not hold at the report's date, or a trade that
hardly goes with any role it knows.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from parley.actors.gazetteer import Entry, Role
from parley.integrity.case import Case, Conflict, tokens
from parley.integrity.lexicon import Lexicon
from parley.integrity.roles import Description, descriptions
from parley.records import Actor, ActorKind, FlagKind, Severity

_GRACE = datetime.timedelta(days=31)
"""Reports lag behind a change of office, and the gazetteer knows some only by month."""
_RANKS = frozenset(
    [
        "vice",
        "deputy",
        "prime",
        "first",
        "foreign",
        "defence",
        "defense",
        "finance",
        "interior",
        "justice",
        "assistant",
        "under",
        "acting",
    ]
)
"""Words that make another office of one with the same head noun."""
_WORD = re.compile(r"[\w-]+")


def find(case: Case, lexicon: Lexicon) -> Iterator[Conflict]:
    """At most one flag for each person that the gazetteer knows."""
    for actor in case.actors:
        entry = case.entries.get(actor.entry or "")
        if entry is None or actor.kind is not ActorKind.PERSON or not all(r.sure for r in entry.roles):
            continue
        for description in descriptions(case, lexicon, actor, names_only=True):
            if not _beside(case, actor, description):
                continue
            if reason := _against(case, lexicon, actor, entry, description):
                yield Conflict(
                    kind=FlagKind.ROLE_CONFLICT,
                    severity=Severity.MEDIUM,
                    spans=(description.span,),
                    reason=reason,
                    rule="offices",
                    actors=(actor.id,),
                )
                break


def _against(
    case: Case, lexicon: Lexicon, actor: Actor, entry: Entry, description: Description
) -> str | None:
    """What the gazetteer says against a description."""
    office = [role for role in entry.roles if _names(role, description)]
    day = case.report.published
    if office and day is not None:
        if any(_near(role, day) for role in office) or _elsewhen(case, description, day):
            return None
        before = all(role.start is not None and role.start > day for role in office)
        if not before and case.before_name(description.token):
            return None  # "President Obama" is said of him for life
        told = " and ".join(f"from {role.start or '?'} to {role.end or 'now'}" for role in office)
        return f"{actor.name} is “{description.span.text}” here; by {office[0].source} {told}, not on {day}"
    classes = {
        lexicon.occupation[word.lower()]
        for role in entry.roles
        for word in _WORD.findall(role.title or "")
        if word.lower() in lexicon.occupation
    }
    described = lexicon.occupation[description.occupation]
    if classes and all(frozenset((described, known)) in lexicon.incompatible for known in classes):
        return f"{actor.name} is “{description.span.text}” here; by {entry.roles[0].source}: {entry.roles[0].title}"
    return None


def _beside(case: Case, actor: Actor, description: Description) -> bool:
    """Whether a description stands right at a name: before it as a title, or in apposition to it."""
    document, token = case.document, description.token
    for span in case.names(actor):
        inside = tokens(document, span)
        if token + 1 == inside.start:
            return True
        for name in inside:
            joined = (
                (document.heads[token] == name, document.deps[token]),
                (
                    document.heads[name] == token,
                    document.deps[name],
                ),
            )
            if any(linked and relation == "appos" for linked, relation in joined):
                return True
    return False


def _names(role: Role, description: Description) -> bool:
    """Whether a role is the office that a description names: the same noun and the same rank."""
    title = {word.lower() for word in _WORD.findall(role.title or "")}
    words = {word.lower() for word in _WORD.findall(description.span.text)}
    return description.occupation in title and title & _RANKS == words & _RANKS


def _near(role: Role, day: datetime.date) -> bool:
    """Whether a role was held within a month of `day`; one whose dates are not known may have been."""
    return (role.start is None or role.start - _GRACE <= day) and (
        role.end is None or day <= role.end + _GRACE
    )


def _elsewhen(case: Case, description: Description, day: datetime.date) -> bool:
    """Whether the sentence tells of another year than that of publication."""
    sentence = case.document.sentence_of[description.token]
    return any(
        case.document.sentence_of[time.start] == sentence
        and time.when.start is not None
        and abs(time.when.start - day) > datetime.timedelta(days=365)
        for time in case.times
    )
