"""From grammar to propositions: finding the predicates of a document and putting their parts together.

After PredPatt (White et al. 2016) and ClausIE (Del Corro & Gemulla 2013): patterns over Universal Dependencies, one
proposition per predicate, arguments resolved through control, coordination and relative clauses. Limits: an argument
that stands in another sentence is not found; nominalisations are those of the lexicon.
"""

from __future__ import annotations

from dataclasses import replace

from parley.language.document import Document
from parley.propositions import features, roles
from parley.propositions import lexicon as words
from parley.propositions.lexicon import Lexicon
from parley.propositions.model import Argument, Embedding, Kind, Proposition, Tense

_SPEECHLESS = frozenset(
    {"aux", "aux:pass", "cop", "case", "fixed", "compound", "mark", "compound:prt", "cc", "discourse"}
)
"""Relations under which a verb form is no predicate of its own ("including", "according to")."""


def extract(document: Document) -> tuple[Proposition, ...]:
    """All propositions of `document`, in the order of their predicates."""
    lexicon = words.load()
    found: list[Proposition] = []
    taken: set[int] = set()
    for token in range(len(document)):
        if token in taken:
            continue
        kind = _kind(document, token, lexicon)
        if kind is None:
            continue
        if kind is Kind.NOUN:
            proposition = _nominal(document, token, lexicon)
        else:
            proposition = _clausal(document, token, kind, lexicon)
            if proposition.nominal is not None:
                taken.add(proposition.nominal)
        found.append(proposition)
    # A light verb may stand after its noun ("talks were held"): the noun is no proposition of its own then.
    found = [p for p in found if p.kind is not Kind.NOUN or p.token not in taken or p.token == p.nominal]
    return _embedded(document, found)


def _kind(document: Document, token: int, lexicon: Lexicon) -> Kind | None:
    upos, relation = document.upos[token], document.deps[token]
    if upos == "VERB":
        return None if relation in _SPEECHLESS or _in_a_name(document, token) else Kind.VERB
    if upos == "AUX":
        return Kind.VERB if relation not in _SPEECHLESS else None
    if upos == "ADJ":
        if relation in ("root", "xcomp", "ccomp", "conj", "advcl", "acl:relcl", "parataxis", "acl"):
            return Kind.ADJECTIVE
        return None
    if upos == "NOUN":
        if document.lemmas[token].lower() in lexicon.nominals and relation != "compound":
            return Kind.NOUN
        if any(document.deps[c] == "cop" for c in document.children[token]):
            return Kind.NOUN
    return None


def _in_a_name(document: Document, token: int) -> bool:
    """Whether a participle is a word of a name: "Fighting Falcons", "United Nations"."""
    if document.deps[token] != "amod" or not document.words[token][:1].isupper():
        return False
    head = document.heads[token]
    return head > token and document.words[head][:1].isupper() and document.upos[head] in ("PROPN", "NOUN")


def _clausal(document: Document, token: int, kind: Kind, lexicon: Lexicon) -> Proposition:
    passive = kind is Kind.VERB and roles.is_passive(document, token)
    headline = _headline_passive(document, token, passive, lexicon)
    arguments = roles.verb_arguments(document, token, passive or headline, lexicon)
    lemma = document.lemmas[token].lower()
    particles = [
        document.lemmas[c].lower() for c in document.children[token] if document.deps[c] == "compound:prt"
    ]
    base = " ".join([lemma, *particles])
    suffix = "/a" if kind is Kind.ADJECTIVE else ""
    prepositions = _prepositions(arguments)
    keys = [f"{base} {p}{suffix}" for p in prepositions] + [base + suffix]
    if particles:
        keys.append(lemma + suffix)
    nominal = _light_noun(document, token, base, lexicon) if kind is Kind.VERB else None
    if nominal is not None:
        arguments, keys = _merge(document, nominal, base, arguments, keys, lexicon)
    return _finish(document, token, nominal, kind, keys, arguments, passive or headline, lexicon)


def _headline_passive(document: Document, token: int, passive: bool, lexicon: Lexicon) -> bool:
    """ "Envoy killed in blast": a past form with a noun before it, no auxiliary, no object, no full stop."""
    if passive or document.tags[token] not in ("VBN", "VBD"):
        return False
    relations = {document.deps[c] for c in document.children[token]}
    if (
        relations & {"aux", "obj", "ccomp", "xcomp"}
        or token == document.sentences[document.sentence_of[token]][0]
    ):
        return False
    last = document.sentences[document.sentence_of[token]][1] - 1
    headline = document.upos[last] != "PUNCT"
    if document.tags[token] == "VBN":
        # In a sentence that ends as one, a participle without an auxiliary is a past tense that was misread.
        known = headline or document.lemmas[token] in lexicon.headline_passive
        inner = document.deps[token].startswith("acl")  # "the figure it released"
        return "nsubj" in relations and known and not inner
    return headline and document.lemmas[token] in lexicon.headline_passive and document.deps[token] == "root"


def _light_noun(document: Document, verb: int, base: str, lexicon: Lexicon) -> int | None:
    """The noun that carries the meaning of a light verb: its object, passive subject, or "under fire"."""
    for dependent in document.children[verb]:
        relation = document.deps[dependent]
        child = _counted(document, dependent, lexicon)
        if document.lemmas[child].lower() not in lexicon.nominals or document.upos[child] not in (
            "NOUN",
            "VERB",
        ):
            continue
        if relation == "xcomp" and document.tags[child] == "VB":
            continue  # "undertook to supply gas": an infinitive is a verb, also where a noun has its form
        if relation in ("obj", "nsubj:pass", "xcomp") and (base in lexicon.light or base in lexicon.undergo):
            return child
        if relation == "obl":
            preposition = roles.case(document, dependent)
            if f"{base} {preposition}" in lexicon.undergo:
                return child
            if preposition in ("in", "into") and base in (
                "engage",
                "enter",
                "be",
                "take part",
                "participate",
            ):
                return child
    if base in lexicon.light and document.deps[verb] in ("acl", "acl:relcl"):
        head = document.heads[verb]
        passive = roles.is_passive(document, verb)
        gap = not document.dependents(verb, "obj")
        if (
            document.lemmas[head].lower() in lexicon.nominals
            and gap
            and (passive or roles.surface_subjects(document, verb))
        ):
            return head
    return None


def _counted(document: Document, token: int, lexicon: Lexicon) -> int:
    """ "arrests" in "dozens of arrests", "a series of arrests"; any other noun itself."""
    if document.lemmas[token].lower() in lexicon.quantities:
        for child in document.children[token]:
            if document.deps[child] == "nmod" and roles.case(document, child) == "of":
                return child
    return token


def _merge(
    document: Document,
    nominal: int,
    base: str,
    arguments: list[Argument],
    keys: list[str],
    lexicon: Lexicon,
) -> tuple[list[Argument], list[str]]:
    """One proposition of a light verb and its noun: roles of both, keys of both."""
    noun = document.lemmas[nominal].lower()
    kind = lexicon.nominals[noun]
    own = roles.noun_arguments(document, nominal, kind, lexicon)
    kept = [a for a in arguments if a.token != nominal]
    prepositions = _prepositions([*own, *kept])
    has_under = base in lexicon.undergo or any(k.split(" ")[-1] == "under" for k in keys)
    if has_under:
        # The subject of "come under fire" is acted upon.
        agents = [replace(a, role="agent", penalty=a.penalty + 1) for a in (*own, *kept) if a.role == "from"]
        kept = [replace(a, role="patient") if a.role == "agent" else a for a in kept] + agents
    elif any(a.role == "agent" for a in kept):
        own = [replace(a, role="possessor") if a.role == "agent" and a.penalty else a for a in own]
    if kind == "symmetric":
        own += [replace(a, role="agent") for a in kept if a.role in ("between", "among")]
    merged = [f"{base} + {noun} {p}" for p in prepositions] + [f"{base} + {noun}"]
    merged += [f"{noun} {p}/n" for p in prepositions] + [f"{noun}/n"]
    verbal = [k for k in keys if k not in merged]
    seen: set[tuple[str, int]] = set()
    unique = []
    for argument in sorted((*kept, *own), key=lambda a: a.penalty):
        if (argument.role, argument.token) not in seen:
            seen.add((argument.role, argument.token))
            unique.append(argument)
    return unique, [*merged, *verbal]


def _nominal(document: Document, token: int, lexicon: Lexicon) -> Proposition:
    lemma = document.lemmas[token].lower()
    kind = lexicon.nominals.get(lemma, "agent")
    arguments = roles.noun_arguments(document, token, kind, lexicon)
    if any(document.deps[c] == "cop" for c in document.children[token]):
        arguments += [
            Argument(role="agent", token=t, penalty=0, path="subject")
            for t in roles.surface_subjects(document, token)
        ]
    prepositions = _prepositions(arguments)
    keys = [f"{lemma} {p}/n" for p in prepositions] + [f"{lemma}/n"]
    return _finish(document, token, None, Kind.NOUN, keys, arguments, False, lexicon)


def _finish(
    document: Document,
    token: int,
    nominal: int | None,
    kind: Kind,
    keys: list[str],
    arguments: list[Argument],
    passive: bool,
    lexicon: Lexicon,
) -> Proposition:
    negated = features.negation(document, token, lexicon)
    if negated is None and nominal is not None:
        negated = features.negation(document, nominal, lexicon)
    modal = None if kind is Kind.NOUN else features.modality(document, token)
    tense = Tense.NONE if kind is Kind.NOUN else features.tense(document, token, modal)
    imperative = (
        document.deps[token] == "root"
        and document.tags[token] == "VB"
        and modal is None
        and not any(a.role in ("agent", "patient") and a.path == "subject" for a in arguments)
    )
    order = {a: i for i, a in enumerate(arguments)}
    return Proposition(
        index=0,
        token=token,
        nominal=nominal,
        kind=kind,
        keys=tuple(dict.fromkeys(keys)),
        span=document.span(min(token, nominal or token), max(token, nominal or token) + 1)
        if nominal is not None and abs(nominal - token) <= 6
        else document.span(token, token + 1),
        arguments=tuple(sorted(arguments, key=lambda a: (a.penalty, order[a]))),
        negated=negated is not None,
        negation=negated,
        modality=modal,
        tense=tense,
        passive=passive,
        imperative=imperative,
        conditions=features.conditions(document, token, lexicon),
        purpose=None,
        parent=None,
        embedding=None,
    )


def _embedded(document: Document, found: list[Proposition]) -> tuple[Proposition, ...]:
    """Numbers the propositions and links each to the one that embeds it."""
    at: dict[int, int] = {}
    for index, proposition in enumerate(found):
        at[proposition.token] = index
    for index, proposition in enumerate(found):
        if proposition.nominal is not None:
            at.setdefault(proposition.nominal, index)
    purposes: dict[int, int] = {}
    placed = []
    for index, proposition in enumerate(found):
        parent, embedding = _parent(document, proposition, at, index)
        if embedding is Embedding.PURPOSE and parent is not None:
            purposes.setdefault(parent, index)
        placed.append(replace(proposition, index=index, parent=parent, embedding=embedding))
    return tuple(replace(p, purpose=purposes[p.index]) if p.index in purposes else p for p in placed)


def _parent(
    document: Document, proposition: Proposition, at: dict[int, int], index: int
) -> tuple[int | None, Embedding | None]:
    token = proposition.token
    through_clause = False
    for _ in range(12):
        relation = document.deps[token]
        head = document.heads[token]
        if head == token:
            return None, None
        if relation == "conj":
            # Coordinated predicates hang where the first of them hangs.
            token = head
            continue
        parent = at.get(head)
        if parent is not None and parent != index:
            if through_clause and not relation.startswith("acl"):
                infinitive = (
                    document.deps[proposition.token] == "acl" and document.tags[proposition.token] == "VB"
                )
                return parent, Embedding.COMPLEMENT if infinitive else Embedding.RELATIVE
            return parent, _embedding(document, proposition, token, relation)
        through_clause = through_clause or relation.startswith("acl") or relation == "amod"
        token = head
    return None, None


def _embedding(document: Document, proposition: Proposition, token: int, relation: str) -> Embedding | None:
    if relation in ("ccomp", "xcomp", "csubj", "csubj:pass"):
        return Embedding.COMPLEMENT
    if relation.startswith("advcl"):
        marks = [document.lemmas[c].lower() for c in document.children[token] if document.deps[c] == "mark"]
        if any(m in ("if", "unless", "until", "provided") for m in marks):
            return Embedding.CONDITION
        if any(m in ("of", "from", "for", "by", "with", "against", "that") for m in marks):
            return Embedding.COMPLEMENT
        if marks[:1] == ["to"] or (not marks and document.tags[token] == "VB"):
            return Embedding.PURPOSE
        return Embedding.ADVERBIAL
    if relation.startswith("acl"):
        infinitive = relation == "acl" and document.tags[token] == "VB"
        said = relation == "acl" and any(
            document.deps[c] == "mark" and document.lemmas[c].lower() == "that"
            for c in document.children[token]
        )
        return Embedding.COMPLEMENT if infinitive or said else Embedding.RELATIVE
    if relation == "parataxis":
        return Embedding.COMPLEMENT if proposition.token < document.heads[token] else None
    return Embedding.NOMINAL


def _prepositions(arguments: list[Argument]) -> list[str]:
    skip = {"agent", "patient", "recipient", "complement", "possessor", "place", "time"}
    return list(dict.fromkeys(a.role for a in arguments if a.role not in skip))
