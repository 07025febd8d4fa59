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
_OPEN = frozenset({"how", "whether", "when", "where", "what", "who", "whom", "which"})
"""Words whose infinitive tells of nothing done: "discussed how to end the siege"."""
_OVERRULED = {
    Factuality.PLANNED: (Factuality.POSSIBLE, Factuality.DENIED, Factuality.NEGATED),
    Factuality.POSSIBLE: (Factuality.PLANNED, Factuality.DENIED, Factuality.NEGATED, Factuality.DEMANDED),
}
"""What a governor may make of a "will" or "would": "pledged that it would", "a risk that it will"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """`factuality.toml` as lookups."""

    governors: dict[str, Factuality | None]
    """Predicate key to what it makes of its complement; `None` leaves it as it is."""
    modals: dict[str, Factuality]
    modifiers: dict[str, Factuality]
    adverbs: dict[str, Factuality]
    light: dict[str, Factuality]
    """Light verb to what it makes of the noun it carries ("cancelled the visit")."""


@cache
def load() -> Lexicon:
    """The shipped lexicon.

    Raises:
        DataFileError: a list is named after no factuality.
    """
    data = tomllib.loads(files("parley.events").joinpath(_FILE).read_text(encoding="utf-8"))
    tables = {name: data.pop(name) for name in ("modals", "modifiers", "adverbs", "light")}
    neutral = data.pop("neutral")
    try:
        governors: dict[str, Factuality | None] = dict.fromkeys(neutral)
        for name in reversed(list(data)):
            governors |= dict.fromkeys(data[name], Factuality(name))
        return Lexicon(
            governors=governors,
            **{
                table: {word: Factuality(name) for name, words in lists.items() for word in words}
                for table, lists in tables.items()
            },
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
    if own is None:
        return _from_above(document, propositions, index, lexicon)
    if own[0] in _OVERRULED and propositions[index].modality in ("will", "would"):
        above = _from_above(document, propositions, index, lexicon)
        if above[0] in _OVERRULED[own[0]]:
            return above
        if propositions[index].modality == "would" and _reported(propositions, index, lexicon):
            return Factuality.PLANNED, "“would” for “will” in what was said"
    return own


def _reported(propositions: Sequence[Proposition], index: int, lexicon: Lexicon) -> bool:
    """Whether a proposition is what somebody said in the past."""
    proposition = propositions[index]
    if proposition.parent is None or proposition.embedding is not Embedding.COMPLEMENT:
        return False
    governor = propositions[proposition.parent]
    return governor.tense is Tense.PAST and _neutral(governor, lexicon)


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
    open_question = document.tags[proposition.token] == "VB" and any(
        document.lemmas[c].lower() == "to" for c in document.children[proposition.token]
    )
    for child in document.children[proposition.token]:
        word = document.words[child].lower()
        if open_question and word in _OPEN and child < proposition.token:
            kind = Factuality.POSSIBLE if word == "whether" else Factuality.PLANNED
            return kind, f"“{document.words[child]} to”"
        if document.deps[child] == "advmod" and word in lexicon.adverbs:
            return lexicon.adverbs[word], f"“{document.words[child]}”"
        if document.deps[child] == "mark" and word == "whether":
            return Factuality.POSSIBLE, "“whether”"
    if proposition.nominal is not None:
        light = next((lexicon.light[k] for k in proposition.keys if k in lexicon.light), None)
        if light is not None:
            return light, f"under “{document.words[proposition.token]}”"
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
    relation = document.deps[proposition.token]
    if relation.startswith(("nmod", "acl")):
        # "a chance of a deal", "a risk that": nouns that are no predicates themselves.
        above = document.heads[proposition.token]
        verdict = lexicon.governors.get(f"{document.lemmas[above].lower()}/n")
        if verdict is not None:
            return verdict, f"under “{document.words[above]}”"
    for _ in range(_DEPTH):
        parent = proposition.parent
        if parent is None:
            break
        governor = propositions[parent]
        if proposition.embedding is Embedding.PURPOSE:
            # "urged them to leave" may be parsed like "travelled there to meet".
            verdicts = [lexicon.governors[k] for k in governor.keys if k in lexicon.governors]
            if verdicts and verdicts[0] is None:
                proposition = governor
                continue
            asked = verdicts and verdicts[0] in (Factuality.DEMANDED, Factuality.NEGATED)
            kind = verdicts[0] if asked and verdicts[0] else Factuality.PLANNED
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
            higher = _own(document, governor, lexicon)
            if higher is not None and not _neutral(governor, lexicon):
                return higher[0], f"under “{governor.span.text}”: {higher[1]}"
        proposition = governor
    return Factuality.ACTUAL, "told as a fact"


def _neutral(governor: Proposition, lexicon: Lexicon) -> bool:
    return any(k in lexicon.governors and lexicon.governors[k] is None for k in governor.keys)


def _is_subject(governor: Proposition, proposition: Proposition) -> bool:
    noun = proposition.nominal if proposition.nominal is not None else proposition.token
    return any(a.role == "agent" and a.token == noun for a in governor.arguments)
