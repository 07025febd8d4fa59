"""Participles that describe a noun and perform nothing: "promised wages", "a declining appeal"."""

from __future__ import annotations

from parley.commitments.desk import Desk
from parley.propositions.model import Kind, Proposition


def as_adjective(desk: Desk, act: Proposition) -> bool:
    """As in "a wise and promising start": a participle before its noun, or coordinated with an adjective that has the same noun."""
    document = desk.document
    head = document.heads[act.token]
    if document.tags[act.token] == "VBN" and act.kind is Kind.VERB:
        # "paid the promised wages", whatever the parse made of it
        bare = not any(
            document.deps[c].startswith(("aux", "nsubj", "obl")) for c in document.children[act.token]
        )
        after_verb = (
            document.deps[act.token] in ("xcomp", "obj") and document.heads[act.token] == act.token - 1
        )
        return bare and (document.deps[act.token] == "amod" or (after_verb and bool(act.tokens("patient"))))
    if document.tags[act.token] != "VBG" or act.kind is not Kind.VERB:
        return False
    owned = document.tags[act.token - 1] in ("POS", "PRP$") and act.token + 1 in act.tokens("patient")
    return (
        owned  # "the party's declining appeal"
        or document.deps[act.token] == "amod"
        or (
            document.deps[act.token] == "conj"
            and document.tags[head] in ("VBN", "JJ")
            and not act.tokens("complement")
        )
    )
