"""Words that may name an actor and are meant as something else: posts, languages, what somebody has or does."""

from __future__ import annotations

import re

from parley.actors.found import case_of
from parley.actors.lexicon import Noun
from parley.actors.phrases import Scene
from parley.language.document import Document


def no_actor(scene: Scene, noun: Noun, token: int, start: int) -> bool:
    """Whether a word that may name an actor is meant as a thing: "brought to justice", "by force", "shook his head"."""
    document = scene.document
    alone = start == token and document.words[token].islower() and document.tags[token] != "NNS"
    if noun.noun in _THINGS and alone:
        return True
    if _abstract(scene, noun.noun, token, start):
        return True
    if noun.noun in _BUILDINGS and document.words[token].islower():
        if document.deps[token].partition(":")[0] in ("obl", "nmod") and case_of(document, token) in _WHERE:
            return True
    if alone and "JRN" in noun.sectors and noun.kind == "organisation" and case_of(document, token) == "on":
        return True  # "seen on television"
    if (
        noun.noun == "party"
        and document.words[token + 1 : token + 2] == ["to"]
        and document.tags[token] == "NN"
    ):
        return True  # "is no party to the case"
    if noun.noun in _FLYING and _aircraft(document, start, token):
        return True
    if noun.noun == "state" and document.tags[token] == "NNS":
        return bool(_CAMPAIGNED & {w.lower() for w in document.words[start:token]})
    if noun.noun != "head" or owned(document, token) or document.words[token][:1].isupper():
        return False
    before = document.words[token - 1].lower() if token else ""
    return start < token and before not in scene.lexicon.nouns and (token - 1) not in scene.names


def owned(document: Document, token: int) -> bool:
    """Whether an "of" phrase follows: "the president of that country"."""
    after = (c for c in document.children[token] if c > token and document.deps[c].startswith("nmod"))
    return any(case_of(document, c) == "of" for c in after)


def _abstract(scene: Scene, noun: str, token: int, start: int) -> bool:
    """Whether a word means what somebody does or has: "opposition to the plan", "chief of staff", "his mission"."""
    document = scene.document
    if not document.words[token].islower() or document.tags[token] == "NNS":
        return False
    first = document.words[start].lower()
    had = document.tags[start] == "PRP$" or (
        start in scene.names
        and scene.names[start].cls == "person"
        and document.words[token - 1] in ("'s", "’s")
    )
    if noun == "opposition":
        towards = document.words[token + 1 : token + 2] == ["to"] and document.upos[token + 1] == "ADP"
        return towards or document.tags[start] == "PRP$"
    if noun == "staff":
        return document.words[max(0, token - 2) : token] == ["chief", "of"]
    if noun == "exile":
        return start == token
    if noun in _HAD and first not in ("the", "a", "an") and (had or start == token):
        return True
    plain = all(document.upos[t] == "ADJ" for t in range(start + 1, token))
    return noun in _DONE and had and (plain or first not in ("its", "their", "our"))


def post(document: Document, token: int, start: int) -> bool:
    """Whether an office is meant and not who holds it: "in his years as president", "she was elected president"."""
    if start != token or document.words[token][:1].isupper() or document.tags[token] != "NN":
        return False
    case, above = case_of(document, token), document.lemmas[document.heads[token]].lower()
    if case in ("as", "for") or (case == "of" and above in _POSTS):
        return True
    if document.deps[token] in ("obj", "xcomp", "obl:unmarked") and above in _BECOMING:
        return True
    return document.deps[token] == "xcomp" and document.words[token - 1].lower() not in ("the", "a", "an")


def _aircraft(document: Document, start: int, token: int) -> bool:
    """Whether "bombers" or "fighters" are aircraft: "long-range bombers", "Ok-12 fighters", "a stealth fighter"."""
    before = document.words[start:token]
    return any(w.lower() in _AIRBORNE or _DESIGNATION.fullmatch(w) for w in before)


_BUILDINGS = frozenset(
    {"hospital", "mosque", "church", "school", "palace", "prison", "temple", "clinic", "museum", "hotel"}
)
"""Bodies that are also where something happens: "a blast near the hospital", "the repair of a mosque"."""
_WHERE = frozenset(
    ["in", "at", "near", "outside", "inside", "to", "from", "of", "into", "around", "on", "behind"]
)
_HAD = frozenset({"authority", "leadership", "command"})
"""What somebody has."""
_DONE = frozenset({"mission", "service", "task", "command"})
"""What somebody does: "his mission"."""
_POSTS = frozenset({"office", "post", "position", "role", "title", "job", "rank", "candidate"})
_BECOMING = frozenset({"become", "elect", "appoint", "name", "make", "remain", "crown"})
_SPOKEN = frozenset({"speak", "learn", "teach", "study", "translate", "understand", "read"})
_FLYING = frozenset({"bomber", "fighter"})
_AIRBORNE = frozenset(
    [
        "long-range",
        "range",
        "strategic",
        "stealth",
        "strike",
        "heavy",
        "jet",
        "multirole",
        "supersonic",
        "nuclear-capable",
    ]
)
_DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,3}-?\d+\w*")

_CAMPAIGNED = frozenset({"early", "primary", "battleground", "swing", "red", "blue", "key", "all", "50"})
"""What is said of the parts of a federation on the map of an election."""
_THINGS = frozenset(
    {
        "business",
        "justice",
        "force",
        "principal",
        "power",
        "security",
        "intelligence",
        "labor",
        "labour",
        "state",
    }
)


def language(scene: Scene, token: int, relation: str) -> bool:
    """Whether a language is meant: "speaks Russian", "wrote in French"."""
    document = scene.document
    if document.words[token] in scene.gazetteer.people or document.words[token - 1].lower() in (
        "the",
        "a",
        "an",
    ):
        return False
    if document.upos[min(token + 1, len(document) - 1)] in ("NOUN", "PROPN", "ADJ"):
        return False  # "in Russian hands"
    above = document.lemmas[document.heads[token]].lower()
    return (relation == "obj" and above in _SPOKEN) or (
        relation in ("obl", "nmod") and case_of(document, token) in ("in", "into")
    )
