"""Names of the language model that name no actor: places, weapons, days, headings and buttons of web pages.

One place in the report that tells so ("the Orne district", "in Orne", "Orne missiles") is enough for the name everywhere.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from parley.actors.lexicon import Lexicon
from parley.actors.repeats import LOCATING, is_title
from parley.codebook.predicates import is_time
from parley.language.document import Document, Entity

_DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,3}-\d+\w*")
"""Types of weapons: "Ok-12"."""
_SHARE = 0.75
"""The part of a name's mentions that must stand as a place's do."""
_REACH = 6


@cache
def load() -> Mapping[str, frozenset[str]]:
    """The word lists of `misread.toml`."""
    text = files("parley.actors").joinpath("data", "misread.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(text)["words"].items()}


def things(document: Document, lexicon: Lexicon) -> frozenset[tuple[str, ...]]:
    """The words of names that name no actor anywhere in the report."""
    found: set[tuple[str, ...]] = set()
    all_, placed = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    for entity in document.entities:
        form = tuple(document.words[entity.start : entity.end])
        if entity.label == "LOC":
            continue
        all_[form] += 1
        if _thing(document, entity) or _site(document, entity, lexicon):
            found.add(form)
        elif _located(document, entity, lexicon):
            placed[form] += 1
    found.update(
        form
        for form, times in placed.items()
        if times >= _SHARE * all_[form] and form[0] not in lexicon.genders and not form[0].isupper()
    )
    return frozenset(found)


def _thing(document: Document, entity: Entity) -> bool:
    """Whether it is a weapon, a day, or a word of a web page's frame."""
    data = load()
    words = document.words[entity.start : entity.end]
    after = document.words[entity.end : entity.end + 1]
    if any(_DESIGNATION.fullmatch(word) for word in words) or _day(words, after):
        return True
    if " ".join(words).lower() in data["named"] or (after and after[0].lower() in data["weapons"]):
        return True
    if words[0].lower() in data["places"] or (len(words) > 1 and words[-1].lower() in data["waters"]):
        return True
    of = next((i for i, word in enumerate(words) if i and word == "of"), len(words))
    if entity.label == "ORG" and len(words) > 1 and words[of - 1].lower() in data["endings"]:
        return True
    if len(words) > 1 and all(word.lower() in data["sharing"] for word in words):
        return True
    if after == [":"] and " ".join(words).lower() in data["headings"]:
        return True
    first = document.sentences[document.sentence_of[entity.start]][0] == entity.start
    dated = after == [","] and is_time("".join(document.words[entity.end + 1 : entity.end + 2]).lower())
    return first and dated and all(word.isupper() for word in words)


def _day(words: list[str], after: list[str]) -> bool:
    """Whether it says when: "Jan.", "Feb. 2"; a month alone may be a surname ("May")."""
    month = words[0].lower().rstrip(".")
    numbered = [*words[1:], *after][:1]
    return month in load()["months"] or (is_time(month) and bool(numbered) and numbered[0].isdigit())


def _site(document: Document, entity: Entity, lexicon: Lexicon) -> bool:
    """Whether a noun for a place follows, or stands beside it: "the Orne district", "Orne, a former prison camp"."""
    sites = load()["sites"]
    last = lexicon.nouns.get(document.words[entity.end - 1].lower())
    if last is not None and last.kind in ("organisation", "armed", "group"):
        return False
    after = document.words[entity.end : entity.end + 1]
    if document.words[entity.start] not in lexicon.genders:
        if (after and after[0] in sites) or _sited(document, entity, sites):
            return True
    if after != [","]:
        return False
    if document.words[entity.end + 1 : entity.end + 2] not in (["a"], ["an"], ["the"]):
        return False
    for token in range(entity.end + 2, min(entity.end + _REACH, len(document) - 1)):
        if document.upos[token] == "NOUN" and document.upos[token + 1] not in ("NOUN", "PROPN", "PART"):
            return document.lemmas[token].lower() in sites
        if (
            document.upos[token] not in ("ADJ", "NOUN", "PROPN", "PUNCT", "VERB")
            or document.words[token] == ","
        ):
            return False
    return False


def _sited(document: Document, entity: Entity, sites: frozenset[str]) -> bool:
    """ "the town Orne", "the city of Orne", "Orne and Velk districts"."""
    before = [w.lower() for w in document.words[max(0, entity.start - 2) : entity.start]]
    if before[-1:] == ["of"]:
        before = before[:-1]
    noun = before[-1] if before else ""
    if noun in sites or noun in _SEVERAL or noun.removesuffix("s") in sites:
        if document.upos[entity.start - 1] != "PROPN":
            return True
    behind = document.words[entity.end : entity.end + 5]
    plural = next((i for i, w in enumerate(behind) if w.removesuffix("s") in sites and w.endswith("s")), 0)
    return plural > 1 and behind[0] in ("and", ",") and all(w[:1].isupper() for w in behind[1:plural])


_SEVERAL = frozenset({"capital", "communities", "cities", "territories"})


def _located(document: Document, entity: Entity, lexicon: Lexicon) -> bool:
    """Whether "in" and the like stand before what the model reads as a person's name; bodies may stand there too."""
    before = document.words[entity.start - 1].lower() if entity.start else ""
    if is_title(before, lexicon):
        return False
    if before in ("on", "via") and document.words[entity.start].lower() in load()["sharing"]:
        return True  # "on Facebook"
    return entity.label == "PER" and before in LOCATING
