"""What stands around a noun: its modifiers, what it measures, its possessor and prepositional phrases."""

from __future__ import annotations

from parley.language.document import Document


def modifiers(document: Document, noun: int) -> list[str]:
    """Lemmas of the nouns and adjectives that stand before a noun: "arms" of "arms embargo"."""
    return [
        document.lemmas[child].lower()
        for child in document.children[noun]
        if child < noun and document.deps[child] in ("compound", "amod")
    ]


_MEASURES = frozenset(
    [
        "batch",
        "group",
        "number",
        "team",
        "series",
        "majority",
        "dozen",
        "half",
        "third",
        "quarter",
        "score",
        "hundred",
        "thousand",
        "million",
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "couple",
        "pair",
        "handful",
        "part",
        "half",
        "member",
        "some",
        "all",
        "one",
        "many",
        "most",
        "rest",
        "bunch",
        "wave",
        "crowd",
        "package",
        "worth",
        "amount",
        "ton",
        "tonne",
        "contingent",
        "unit",
        "load",
        "truckload",
        "round",
        "kind",
        "type",
        "range",
        "variety",
    ]
)


def measured(document: Document, noun: int) -> list[int]:
    """What a measure noun measures: "peacekeepers" of "a batch of 200 peacekeepers"; empty for other nouns."""
    if document.lemmas[noun].lower() not in _MEASURES and document.upos[noun] not in ("NUM", "SYM"):
        return []
    return noun_roles(document, noun, "of")


def noun_roles(document: Document, noun: int, role: str) -> list[int]:
    """Dependents of a noun that is no predicate: its possessor, or its phrase with a preposition."""
    if role == "possessor":
        return [c for c in document.children[noun] if document.deps[c] in ("nmod:poss", "poss")]
    return [
        c
        for c in document.children[noun]
        if document.deps[c].startswith("nmod")
        and any(
            document.lemmas[g].lower() == role for g in document.children[c] if document.deps[g] == "case"
        )
    ]
