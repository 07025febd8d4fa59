"""The cues as lookups: which word attributes, as what speech act, in which construction."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from parley.errors import DataFileError
from parley.records import Act

_FILE = "cues.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """`cues.toml` as lookups; the first list that holds a word gives its act."""

    clause: dict[str, Act]
    phrase: frozenset[str]
    infinitive: frozenset[str]
    noun: dict[str, Act]
    stances: frozenset[str]
    """Nouns of `noun` that say what somebody holds of a thing with a bare phrase."""
    causing: frozenset[str]
    """Verbs whose subject does something to what the noun says, and does not say it."""
    channels: frozenset[str]
    """Nouns for what carries words."""
    leading: frozenset[str]
    """Verbs that lead to a cue and belong to it."""
    going_on: frozenset[str]
    """What leads to an infinitive that is done: "went on to say", "was quick to add"."""
    adjective: dict[str, Act]
    adposition: dict[str, Act]
    hedges: frozenset[str]
    hedged_passive: frozenset[str]
    plain: frozenset[str]
    naming: frozenset[str]
    evidence: frozenset[str]
    records: frozenset[str]
    """Common nouns that may be the subject of a verb of `evidence`."""
    recorded: frozenset[str]
    """Verbs of `evidence` whose subject must be a record."""
    bare: frozenset[str]
    """Verbs that say a bare thing only where their subject is a record."""
    labels: frozenset[str]
    headings: frozenset[str]
    """Words before a colon that are nobody."""
    doing: frozenset[str]
    """Verbs that say nothing with a clause that has no subject of its own."""
    meaning: frozenset[str]
    """Verbs of will: of their clauses without a subject, infinitives alone are what is willed."""
    attitude: frozenset[str]
    """Verbs that tell an attitude in the simple tenses only."""
    lasting: frozenset[str]
    """Verbs that tell a state or a deed in the progressive."""
    means: frozenset[str]
    """Adverbs with which these verbs tell a deed."""
    armed: frozenset[str]
    """Nouns of whom they support by deeds."""
    making: frozenset[str]
    """Verbs whose passive attributes nothing."""
    inquiring: frozenset[str]
    withholding: frozenset[str]
    ranks: frozenset[str]
    """Short forms of ranks and titles, without their dots."""
    pictures: frozenset[str]
    """Nouns for what shows a thing and says nothing."""
    asides: frozenset[str]
    """Participles of the report's own words before what is said."""
    striving: frozenset[str]
    """Verbs that below the main clause say what somebody is like."""
    nobody: frozenset[str]
    """Pronouns that are nobody's name where they are not resolved."""
    things: frozenset[str]
    """Nouns of what says nothing by itself."""
    thing_endings: tuple[str, ...]
    doer_endings: tuple[str, ...]
    """How nouns for who does something end."""
    no_things: frozenset[str]
    """Nouns that end so and do speak."""

    def verb(self, keys: tuple[str, ...]) -> tuple[str, Act] | None:
        """The key and act of a verb that attributes, most specific key first."""
        for key in keys:
            act = self.clause.get(key)
            if act is not None:
                return key, act
        for key in keys:
            if key in self.phrase:
                return key, Act.ASSERT
        return None

    def thing(self, noun: str) -> bool:
        """Whether a noun names what says nothing by itself, and no record."""
        if noun in self.records or noun in self.no_things:
            return False
        return noun in self.things or noun.endswith(self.thing_endings)

    def phrases(self, keys: tuple[str, ...]) -> list[str]:
        """The keys whose verb may take a bare phrase, most specific first."""
        return [key for key in keys if key in self.phrase]


@cache
def load() -> Cues:
    """The shipped cues.

    Raises:
        DataFileError: a list is named after no speech act, or is missing.
    """
    data = tomllib.loads(files("parley.statements").joinpath(_FILE).read_text(encoding="utf-8"))
    try:
        return Cues(
            clause=_acts(data["clause"]),
            phrase=frozenset(data["phrase"]["verbs"]),
            infinitive=frozenset(data["infinitive"]["verbs"]),
            noun=_acts(data["noun"]),
            stances=frozenset(data["stance"]["nouns"]),
            causing=frozenset(data["causing"]["verbs"]),
            channels=frozenset(data["channels"]["nouns"]),
            leading=frozenset(data["leading"]["verbs"]),
            going_on=frozenset(data["going_on"]["words"]),
            adjective=_acts(data["adjective"]),
            adposition=_acts(data["adposition"]),
            hedges=frozenset(data["hedges"]["words"]),
            hedged_passive=frozenset(data["hedges"]["passive"]),
            plain=frozenset(data["plain"]["verbs"]),
            evidence=frozenset(data["evidence"]["verbs"]),
            records=frozenset(data["evidence"]["nouns"]),
            naming=frozenset(data["naming"]["verbs"]),
            things=frozenset(data["things"]["nouns"]),
            thing_endings=tuple(data["things"]["endings"]),
            doer_endings=tuple(data["things"]["doers"]),
            no_things=frozenset(data["things"]["but"]),
            recorded=frozenset(data["evidence"]["recorded"]),
            bare=frozenset(data["evidence"]["bare"]),
            labels=frozenset(data["labels"]["nouns"]),
            headings=frozenset(data["labels"]["headings"]),
            doing=frozenset(data["doing"]["verbs"]),
            meaning=frozenset(data["meaning"]["verbs"]),
            attitude=frozenset(data["attitude"]["verbs"]),
            lasting=frozenset(data["attitude"]["lasting"]),
            means=frozenset(data["attitude"]["means"]),
            armed=frozenset(data["attitude"]["armed"]),
            making=frozenset(data["making"]["verbs"]),
            inquiring=frozenset(data["inquiring"]["verbs"]),
            withholding=frozenset(data["withholding"]["verbs"]),
            ranks=frozenset(data["ranks"]["words"]),
            pictures=frozenset(data["evidence"]["pictures"]),
            asides=frozenset(data["asides"]["verbs"]),
            striving=frozenset(data["striving"]["verbs"]),
            nobody=frozenset(data["nobody"]["words"]),
        )
    except (KeyError, ValueError) as error:
        raise DataFileError(_FILE, None, f"missing or wrong: {error}") from error


def _acts(table: dict[str, list[str]]) -> dict[str, Act]:
    found: dict[str, Act] = {}
    for name, words in table.items():
        for word in words:
            found.setdefault(word, Act(name))
    return found
