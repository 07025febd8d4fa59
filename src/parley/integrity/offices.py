"""Descriptions that the gazetteer speaks against: an office its bearer did not hold at the report's date, or a trade that
hardly goes with any role it knows.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from parley.actors.entries import Entry, Role
from parley.integrity.case import Case, Conflict, tokens
from parley.integrity.lexicon import Lexicon
from parley.integrity.roles import Description, descriptions
from parley.records import Actor, ActorKind, FlagKind, Severity

_GRACE = datetime.timedelta(days=31)
"""Reports lag behind a change of office, and the gazetteer knows some only by month."""
_WORD = re.compile(r"[\w-]+")


def find(case: Case, lexicon: Lexicon) -> Iterator[Conflict]:
    """At most one flag for each person that the gazetteer knows."""
    if case.gazetteer is None:
        return
    for actor in case.actors:
        entry = case.gazetteer.entries.get(actor.entry or "")
        if entry is None or actor.kind is not ActorKind.PERSON or not all(r.sure for r in entry.roles):
            continue
        for description in descriptions(case, lexicon, actor, names_only=True):
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
    title = _is_title(case, actor, description)
    if not title and not _in_apposition(case, actor, description):
        return None
    office = [role for role in entry.roles if _names(role, description, lexicon)]
    if office:
        return _at_another_time(case, lexicon, actor, description, office, title=title)
    known = [
        (role, lexicon.occupation[word.lower()])
        for role in entry.roles
        for word in _WORD.findall(role.title or "")
        if word.lower() in lexicon.occupation
    ]
    described = lexicon.occupation[description.occupation]
    if known and all(frozenset((described, kind)) in lexicon.incompatible for _, kind in known):
        role, _ = known[0]
        return f"{actor.name} is “{description.span.text}” here; by {role.source}: {role.title}"
    return None


def _at_another_time(
    case: Case,
    lexicon: Lexicon,
    actor: Actor,
    description: Description,
    office: list[Role],
    *,
    title: bool,
) -> str | None:
    """That an office was not held on the report's day, where the sentence tells of it as held and of no other time."""
    day = case.report.published
    if day is None or any(_near(role, day) for role in office) or _elsewhen(case, description, day):
        return None
    before = all(role.start is not None and role.start > day for role in office)
    if title and not before:
        return None  # "President Obama" is said of him for life
    if not title and not any(_of_its_state(case, description, role) for role in office):
        return None  # "the attorney general" may be another state's
    if before and _told_as_open(case, lexicon, description):
        return None
    told = " and ".join(f"from {role.start or '?'} to {role.end or 'now'}" for role in office)
    return f"{actor.name} is “{description.span.text}” here; by {office[0].source} {told}, not on {day}"


def _is_title(case: Case, actor: Actor, description: Description) -> bool:
    """Whether a description stands right before a name with a capital: "President Orle"."""
    document, token = case.document, description.token
    return document.words[token].istitle() and any(
        tokens(document, span).start == token + 1 for span in case.names(actor)
    )


def _in_apposition(case: Case, actor: Actor, description: Description) -> bool:
    """Whether a description stands beside a name: before it without a capital, or in apposition."""
    document, token = case.document, description.token
    for span in case.names(actor):
        inside = tokens(document, span)
        if token + 1 == inside.start:
            return True
        if document.heads[token] in inside and document.deps[token] == "appos":
            return True
        if any(document.heads[name] == token and document.deps[name] == "appos" for name in inside):
            return True
    return False


def _of_its_state(case: Case, description: Description, role: Role) -> bool:
    """Whether a description names the state whose office a role is: "the German chancellor", "president of Chad"."""
    document = case.document
    demonyms = case.gazetteer.demonyms if case.gazetteer else {}
    states = {
        actor.id for actor in case.actors if actor.kind is ActorKind.STATE and actor.country == role.country
    }
    return any(
        demonyms.get(document.words[token]) == role.country
        or (token != description.token and case.actor_of.get(token, frozenset()) & states)
        for token in range(*document.edges(description.token))
        if role.country and not document.deps[token].startswith("appos")
    )


def _told_as_open(case: Case, lexicon: Lexicon, description: Description) -> bool:
    """Whether the sentence tells of what is not so yet: "a President Orle", "if", "would"."""
    document, token = case.document, description.token
    start, end = document.sentences[document.sentence_of[token]]
    near = document.words[max(start, token - 2) : token]
    words = {document.lemmas[t].lower() for t in range(start, end)} | {
        w.lower() for w in document.words[start:end]
    }
    return bool(words & lexicon.open) or bool({"a", "an", "as"} & {w.lower() for w in near})


def _names(role: Role, description: Description, lexicon: Lexicon) -> bool:
    """Whether a role is the office that a description names: the same noun and the same rank."""
    title = {word.lower() for word in _WORD.findall(role.title or "")}
    words = {word.lower() for word in _WORD.findall(description.span.text)}
    return description.occupation in title and title & lexicon.ranks == words & lexicon.ranks


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
