"""The names under which frames may know a proposition's predicate."""

from __future__ import annotations

from parley.codebook.model import FrameSet
from parley.codebook.nouns import modifiers
from parley.codebook.predication import Predication
from parley.codebook.roles import PREPOSITIONS
from parley.language.document import Document


def keys(document: Document, proposition: Predication, frames: FrameSet) -> tuple[str, ...]:
    """The proposition's own keys, and those that its nouns make besides.

    A verb with an object gives "lift + ban" and "lift + travel ban", one with a prepositional object "call for +
    sanction", a noun with a modifier "verbal attack/n", a light verb its bare self. Keys that are none are left out:
    "call" of "call off", "call on" of "called him on Saturday".
    """
    if not proposition.keys:
        return ()
    made = _noun_keys(document, proposition)
    bare = proposition.keys[0].partition(" + ")[0] if proposition.nominal is not None else None
    found = tuple(dict.fromkeys((*made, *proposition.keys, *([bare] if bare else []))))
    found = _without_times(document, proposition, found)
    if (whole := proposition.keys[-1]).endswith("ed") and whole not in frames.by_key:
        found = _unlemmatised(found, whole, frames)
    if any(document.deps[c] == "compound:prt" for c in document.children[proposition.token]):
        verb = document.lemmas[proposition.token].lower()
        found = tuple(key for key in found if key != verb and not key.startswith(f"{verb} + "))
    return found


def _noun_keys(document: Document, proposition: Predication) -> list[str]:
    verb = document.lemmas[proposition.token].lower()
    noun = proposition.nominal
    if noun is None and proposition.keys[0].endswith("/n"):
        return [f"{m} {verb}/n" for m in modifiers(document, proposition.token)]
    if noun is not None:
        lemma = document.lemmas[noun].lower()
        compounds = [f"{m} {lemma}" for m in modifiers(document, noun)]
        return [key for name in compounds for key in (f"{verb} + {name}", f"{name}/n")]
    if "/" in proposition.keys[0]:
        return []
    made: list[str] = []
    plain = [key for key in proposition.keys if "+" not in key]
    for argument in proposition.arguments:
        if argument.role == "patient":
            ends = plain
        elif argument.role in PREPOSITIONS:
            ends = [key for key in plain if key.endswith(f" {argument.role}")]
        else:
            continue
        lemma = document.lemmas[argument.token].lower()
        names = (*(f"{m} {lemma}" for m in modifiers(document, argument.token)), lemma)
        made.extend(f"{key} + {name}" for name in names for key in ends)
    return made


def _without_times(document: Document, proposition: Predication, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Drops "call on" where "on" only says when: "called him on Saturday"."""
    lemmas = document.lemmas
    timed = {a.role for a in proposition.arguments if a.role in PREPOSITIONS}
    for argument in proposition.arguments:
        if argument.role in timed and not is_time(lemmas[argument.token].lower()):
            timed.discard(argument.role)
    if not timed:
        return keys
    ends = tuple(f" {role}{suffix}" for role in timed for suffix in ("", "/n", "/a"))
    return tuple(key for key in keys if not key.endswith(ends) and not any(f" {r} + " in key for r in timed))


def _unlemmatised(keys: tuple[str, ...], word: str, frames: FrameSet) -> tuple[str, ...]:
    """Keys of a past form that the tagger took for another part of speech ("vetoed" as a noun)."""
    for lemma in (word[:-2], word[:-1]):
        if lemma in frames.by_key:
            return tuple(lemma + key[len(word) :] if key.startswith(word) else key for key in keys)
    return keys


_TIMES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "jan.",
        "feb.",
        "mar.",
        "apr.",
        "aug.",
        "sept.",
        "oct.",
        "nov.",
        "dec.",
        "day",
        "week",
        "month",
        "year",
        "morning",
        "afternoon",
        "evening",
        "night",
        "hour",
        "minute",
        "weekend",
        "decade",
        "century",
        "today",
        "yesterday",
        "tomorrow",
        "moment",
        "time",
        "past",
        "future",
        "spring",
        "summer",
        "autumn",
        "winter",
    ]
)


def is_time(lemma: str) -> bool:
    """Whether a noun or number says when rather than who: a weekday, a month, a year."""
    return lemma in _TIMES or (lemma.isdigit() and len(lemma) <= 4)
