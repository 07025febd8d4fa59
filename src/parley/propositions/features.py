"""Polarity, modality, tense and conditions of a predicate."""

from __future__ import annotations

from parley.language.document import Document
from parley.propositions.lexicon import Lexicon
from parley.propositions.model import Condition, ConditionKind, Tense
from parley.propositions.roles import case

_MODALS = {
    "wo": "will",
    "ca": "can",
    "'ll": "will",
    "’ll": "will",
    "'d": "would",
    "’d": "would",
    "sha": "shall",
}
_FUTURE = frozenset({"will", "shall"})
_CONDITION_CLAUSES = frozenset({"advcl", "advcl:relcl"})


def negation(document: Document, token: int, lexicon: Lexicon) -> str | None:
    """The word that negates a predicate, or `None`: its own "not", a "no" on its subject or object, "refuse to"."""
    for child in document.children[token]:
        word = document.lemmas[child].lower()
        if word in lexicon.negators and document.deps[child] in (
            "advmod",
            "mark",
            "neg",
            "case",
            "det",
            "cc:preconj",
        ):
            return word
        if document.deps[child] in ("nsubj", "nsubj:pass", "obj"):
            if word in ("nobody", "none", "nothing"):
                return word
            for inner in document.children[child]:
                word = document.lemmas[inner].lower()
                if document.deps[inner] in ("det", "cc:preconj", "cc") and word in ("no", "neither"):
                    return word
    head = document.heads[token]
    if head != token and document.deps[token] in ("xcomp", "ccomp", "advcl", "obj"):
        governor = document.lemmas[head].lower()
        if governor in lexicon.negating:
            return governor
        if document.deps[token] == "xcomp":
            return _own_negator(document, head)
    return None


def _own_negator(document: Document, token: int) -> str | None:
    for child in document.children[token]:
        if document.deps[child] == "advmod" and document.lemmas[child].lower() in (
            "not",
            "n't",
            "n’t",
            "never",
        ):
            return document.lemmas[child].lower()
    return None


def modality(document: Document, token: int) -> str | None:
    """The modal of a predicate ("may", "will", "must") or what stands for one ("be to", "have to", "need to")."""
    for child in document.children[token]:
        if document.deps[child] == "aux" and (
            document.tags[child] == "MD" or document.lemmas[child].lower() in _MODALS
        ):
            word = document.words[child].lower()
            return _MODALS.get(word, document.lemmas[child].lower())
    head = document.heads[token]
    to = any(document.deps[c] == "mark" and document.lemmas[c] == "to" for c in document.children[token])
    if document.deps[token] == "xcomp" and head != token:
        governor = document.lemmas[head].lower()
        # "had the aides tell him": without "to" it is no duty.
        if governor in ("have", "need", "ought") and (to or governor == "need"):
            yet = any(document.lemmas[c].lower() == "yet" for c in document.children[head])
            return None if yet else f"{governor} to"  # "has yet to agree" is no duty
        if governor == "go" and document.upos[head] in ("AUX", "VERB"):
            # "is going to help", not "went to help".
            return "will" if document.tags[head] == "VBG" else modality(document, head)
        if governor == "be" and document.upos[head] in ("AUX", "VERB"):
            return "be to"
    # "is to leave", not "claims to be leaving".
    has_be = any(
        document.lemmas[c] == "be" and document.deps[c] in ("aux", "cop") and document.tags[c] != "VB"
        for c in document.children[token]
    )
    if to and (has_be or document.deps[token] == "root"):
        return "be to"
    own = any(document.deps[c] == "aux" for c in document.children[token])
    if document.deps[token] == "conj" and head != token and not own and _same_form(document, token, head):
        return modality(document, head)
    return None


def _same_form(document: Document, token: int, head: int) -> bool:
    """Whether two coordinated verbs share a modal: "may grow and demand", where the second looks like a present."""
    if document.tags[token] == document.tags[head]:
        return True
    alike = {document.tags[token], document.tags[head]} <= {"VB", "VBP"}
    return alike and not any(document.deps[c].startswith("nsubj") for c in document.children[token])


def tense(document: Document, token: int, modal: str | None) -> Tense:
    """Time of a predicate as its form shows it."""
    if modal in _FUTURE or modal == "be to":
        return Tense.FUTURE
    for child in document.children[token]:
        if document.deps[child] in ("aux", "aux:pass", "cop"):
            tag = document.tags[child]
            if tag == "VBD" or document.words[child].lower() in ("has", "have", "'ve", "’ve"):
                return Tense.PAST
            if tag in ("VBZ", "VBP"):
                return Tense.PRESENT
    tag = document.tags[token]
    if tag in ("VBD", "VBN"):
        return Tense.PAST
    if tag in ("VBZ", "VBP", "VBG"):
        return Tense.PRESENT
    return Tense.NONE


def conditions(document: Document, token: int, lexicon: Lexicon) -> tuple[Condition, ...]:
    """What the predicate depends on: clauses with if, unless, until and the like; "in exchange for" phrases.

    A predicate inherits the conditions of the verb it complements ("promised that it would stop if …" binds the
    stopping), when it has none of its own and the condition stands after it.
    """
    found = []
    for child in document.children[token]:
        relation = document.deps[child]
        if relation in _CONDITION_CLAUSES:
            kind = _clause_kind(document, child, lexicon)
        elif relation == "xcomp" and document.words[child].lower() in ("provided", "providing"):
            kind = ConditionKind.IF if document.dependents(child, "ccomp") else None
        elif relation == "advmod" and document.lemmas[child].lower() == "long":
            # "as long as the truce holds"
            clauses = document.dependents(child, "advcl")
            kind = ConditionKind.IF if clauses else None
            child = clauses[0] if clauses else child
        elif relation.startswith(("obl", "nmod")):
            preposition = case(document, child)
            noun = document.lemmas[child].lower()
            kind = lexicon.conditions.get(preposition or "") if preposition in ("until", "till") else None
            if preposition == "in" and noun in ("exchange", "return"):
                kind = ConditionKind.EXCHANGE
        else:
            continue
        if kind is not None:
            found.append(Condition(kind=kind, token=child, span=document.span(*document.edges(child))))
    return tuple(found)


def _clause_kind(document: Document, clause: int, lexicon: Lexicon) -> ConditionKind | None:
    marks = [c for c in document.children[clause] if document.deps[c] in ("mark", "advmod")]
    for mark in marks:
        words = [document.words[mark].lower()]
        words += [document.words[c].lower() for c in document.children[mark] if document.deps[c] == "fixed"]
        kind = lexicon.conditions.get(" ".join(words)) or lexicon.conditions.get(words[0])
        if words[0] == "when" and not _looks_ahead(document, document.heads[clause]):
            continue
        if words[0] in ("once", "before") and not _looks_ahead(document, document.heads[clause]):
            continue
        if kind is not None and (document.deps[mark] == "mark" or words[0] in ("when", "once")):
            return kind
    first = document.edges(clause)[0]
    if (
        document.lemmas[clause].lower() in ("provide", "assume", "suppose")
        and document.words[first].lower() in lexicon.conditions
    ):
        return ConditionKind.IF
    inverted = document.words[first].lower() in ("should", "had", "were") and document.heads[first] == clause
    return ConditionKind.IF if inverted else None


def _looks_ahead(document: Document, token: int) -> bool:
    """Whether the main clause is about what is to come, so that "when" and "once" set a condition."""
    modal = modality(document, token)
    return modal is not None or document.tags[token] in ("VB", "VBG")
