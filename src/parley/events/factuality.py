"""Whether an event happened: what its own words and what embeds it say.

Follows the distinction of FactBank (Saurí & Pustejovsky 2009) between what is presented as a fact, a counterfact or a
possibility, with the finer classes that a record of negotiations needs. Reported speech leaves an event as it is: whose
claim it is stands in `Event.said_in`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parley.errors import DataFileError
from parley.language.document import Document
from parley.propositions import Embedding, Kind, Proposition, Tense
from parley.records import Factuality

_FILE = "factuality.toml"
_INNER = (Embedding.COMPLEMENT, Embedding.NOMINAL)
_DEPTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """`factuality.toml` as lookups."""

    governors: dict[str, Factuality | None]
    """Predicate key to what it makes of its complement; `None` leaves it as it is."""
    modals: dict[str, Factuality]
    modifiers: dict[str, Factuality]


@cache
def load() -> Lexicon:
    """The shipped lexicon.

    Raises:
        DataFileError: a list is named after no factuality.
    """
    data = tomllib.loads(files("parley.events").joinpath(_FILE).read_text(encoding="utf-8"))
    modals, modifiers = data.pop("modals"), data.pop("modifiers")
    neutral = data.pop("neutral")
    try:
        governors: dict[str, Factuality | None] = dict.fromkeys(neutral)
        for name in reversed(list(data)):
            governors |= dict.fromkeys(data[name], Factuality(name))
        return Lexicon(
            governors=governors,
            modals={word: Factuality(name) for name, words in modals.items() for word in words},
            modifiers={word: Factuality(name) for name, words in modifiers.items() for word in words},
        )
    except ValueError as error:
        raise DataFileError(_FILE, None, str(error)) from error


def of(document: Document, propositions: Sequence[Proposition], index: int) -> tuple[Factuality, str]:
    """How the report presents the event of one proposition, with the reason.

    Args:
        document: the parsed report.
        propositions: all propositions of it.
        index: which of them.
    """
    lexicon = load()
    own = _own(document, propositions[index], lexicon)
    if own is not None:
        return own
    return _from_above(document, propositions, index, lexicon)


def _own(document: Document, proposition: Proposition, lexicon: Lexicon) -> tuple[Factuality, str] | None:
    if proposition.negated:
        kind = Factuality.DENIED if proposition.negation == "deny" else Factuality.NEGATED
        return kind, f"“{proposition.negation}”"
    if proposition.conditions and (proposition.modality is not None or proposition.tense is not Tense.PAST):
        return Factuality.CONDITIONAL, f"depends on “{proposition.conditions[0].span.text[:60]}”"
    if proposition.embedding is Embedding.CONDITION:
        return Factuality.CONDITIONAL, "it is itself a condition"
    if proposition.modality is not None:
        found = lexicon.modals.get(proposition.modality)
        if found is not None:
            return found, f"“{proposition.modality}”"
    if proposition.tense is Tense.FUTURE:
        return Factuality.PLANNED, "future"
    if proposition.imperative:
        return Factuality.DEMANDED, "imperative"
    noun = proposition.nominal if proposition.nominal is not None else proposition.token
    if proposition.kind is Kind.NOUN or proposition.nominal is not None:
        for child in document.children[noun]:
            if child < noun and document.deps[child] in ("amod", "det", "compound"):
                found = lexicon.modifiers.get(document.words[child].lower())
                if found is not None:
                    return found, f"“{document.words[child]}”"
    return None


def _from_above(
    document: Document, propositions: Sequence[Proposition], index: int, lexicon: Lexicon
) -> tuple[Factuality, str]:
    proposition = propositions[index]
    for _ in range(_DEPTH):
        parent = proposition.parent
        if parent is None:
            break
        governor = propositions[parent]
        if proposition.embedding is Embedding.PURPOSE:
            # "urged them to leave" may be parsed like "travelled there to meet".
            asked = any(lexicon.governors.get(k) is Factuality.DEMANDED for k in governor.keys)
            kind = Factuality.DEMANDED if asked else Factuality.PLANNED
            return kind, f"purpose of “{governor.span.text}”"
        if proposition.embedding not in _INNER:
            break
        verdict = next((lexicon.governors[k] for k in governor.keys if k in lexicon.governors), None)
        subject = proposition.embedding is Embedding.NOMINAL and _is_subject(governor, proposition)
        if verdict is not None and not subject:
            # "will end the attack", "did not stop shelling": what the governor undoes stays done.
            if governor.negated and verdict in (Factuality.NEGATED, Factuality.DENIED):
                return Factuality.ACTUAL, f"“{governor.span.text}” is negated"
            return verdict, f"under “{governor.span.text}”"
        if verdict is None:
            above = _own(document, governor, lexicon)
            if above is not None and not _neutral(governor, lexicon):
                return above[0], f"under “{governor.span.text}”: {above[1]}"
        proposition = governor
    return Factuality.ACTUAL, "told as a fact"


def _neutral(governor: Proposition, lexicon: Lexicon) -> bool:
    return any(k in lexicon.governors and lexicon.governors[k] is None for k in governor.keys)


def _is_subject(governor: Proposition, proposition: Proposition) -> bool:
    noun = proposition.nominal if proposition.nominal is not None else proposition.token
    return any(a.role == "agent" and a.token == noun for a in governor.arguments)
