"""Who fills which role: ordered paths through the grammar, from the exact to the forgiving.

Each function answers with arguments whose `path` names how they were found and whose `penalty` says how much that is
to be trusted. Parses are wrong in places, so a forgiving path lowers confidence instead of losing the row.
"""

from __future__ import annotations

from parley.language.document import Document
from parley.propositions.lexicon import Lexicon
from parley.propositions.model import GUESS, Argument

_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_CLAUSAL = frozenset({"ccomp", "xcomp"})
_CLAUSE_PREPOSITIONS = frozenset(
    {"of", "from", "for", "by", "with", "in", "on", "about", "against", "to", "into", "over"}
)
"""Prepositions whose clause fills a role: "accused of killing", "kept them from leaving"."""
_PARTICLES = frozenset({"down", "up", "off", "out"})
_LEFT_OVER = frozenset(
    {"dep", "compound", "vocative", "discourse", "obl", "nmod", "parataxis", "list", "obj", "appos"}
)
"""Relations under which a parser files the subject of a headline."""


def conjuncts(document: Document, token: int) -> list[int]:
    """`token` and what is coordinated with it, in order."""
    found = [token]
    for child in document.children[token]:
        if document.deps[child] == "conj":
            found.extend(conjuncts(document, child))
    return found


def case(document: Document, token: int) -> str | None:
    """The preposition before a phrase ("on", "because of"); `None` when there is none."""
    marks = [
        c
        for c in document.children[token]
        if document.deps[c] == "case" and document.lemmas[c] not in {"'s", "’s"}
    ]
    if not marks:
        return None
    first = marks[0]
    fixed = [document.words[c].lower() for c in document.children[first] if document.deps[c] == "fixed"]
    return " ".join([document.words[first].lower(), *fixed])


def is_passive(document: Document, verb: int) -> bool:
    """Whether a verb is passive: by its auxiliary, its subject, or as a bare participle in a headline or on a noun."""
    kinds = {document.deps[c] for c in document.children[verb]}
    if "aux:pass" in kinds or "nsubj:pass" in kinds:
        return True
    if document.tags[verb] != "VBN" or "aux" in kinds or "obj" in kinds:
        return False
    relation = document.deps[verb]
    if relation in ("acl", "amod", "advcl"):
        return True
    return relation == "conj" and is_passive(document, document.heads[verb])


def surface_subjects(document: Document, verb: int) -> list[int]:
    """The subject as it stands, with its conjuncts; relative pronouns give way to what they stand for."""
    found = [c for c in document.children[verb] if document.deps[c] in _SUBJECT]
    if found:
        # A parse may take "despite the talks" before the subject for another subject.
        bare = [c for c in found if case(document, c) is None]
        return _antecedents(document, (bare or found)[0], verb)
    for child in document.children[verb]:
        if document.deps[child] in ("aux", "aux:pass", "cop"):
            # A parse may hang the subject on the auxiliary.
            for inner in document.children[child]:
                if document.deps[inner] in _SUBJECT:
                    return _antecedents(document, inner, verb)
    for child in document.children[verb]:
        # A parser may take the "it" of "It struck a deal" for an expletive.
        if document.deps[child] == "expl" and child < verb and document.dependents(verb, "obj"):
            return [child]
    return []


def _antecedents(document: Document, token: int, verb: int) -> list[int]:
    if document.lemmas[token].lower() in _RELATIVE and document.upos[token] in ("PRON", "DET", "SCONJ"):
        clause: int | None = verb
        while clause is not None and not document.deps[clause].startswith("acl"):
            clause = document.heads[clause] if document.deps[clause] in ("conj", *_CLAUSAL) else None
        if clause is not None and document.heads[clause] != clause:
            return [_one_who(document, token, document.heads[clause])]
    return conjuncts(document, token)


def _one_who(document: Document, relative: int, noun: int) -> int:
    """The noun before "who": never a place's or body's name when it stands in the phrase of another noun.

    "The owner of the Harbour Bank, who left": parses like to hang the clause on the nearer noun.
    """
    entity = document.entity_of[noun]
    if document.lemmas[relative].lower() != "who" or entity is None or entity.label == "PER":
        return noun
    head = document.heads[noun]
    inside = document.deps[noun] == "nmod" and document.upos[head] == "NOUN"
    return head if inside and "Plur" not in document.morphs[noun] else noun


def subjects(document: Document, verb: int, lexicon: Lexicon, depth: int = 0) -> tuple[list[int], int, str]:
    """The understood subject of a verb: tokens, penalty, path. Empty when nobody can be named."""
    found = surface_subjects(document, verb)
    if found:
        return found, 0, "subject"
    if depth > 6:
        return [], 0, ""
    head = document.heads[verb]
    relation = document.deps[verb]
    if relation == "xcomp" and head != verb:
        return _controller(document, head, lexicon, depth)
    if relation == "conj" and head != verb and document.upos[head] in ("VERB", "AUX", "ADJ", "NOUN"):
        tokens, penalty, _ = subjects(document, head, lexicon, depth + 1)
        return tokens, penalty, "subject of the coordinated verb"
    if relation == "acl" and document.tags[verb] == "VBG":
        seen = _seen_doing(document, verb, lexicon)
        if seen:
            return seen, 1, "who is seen doing it"
    if relation.startswith("acl") and head != verb:
        if document.tags[verb] in ("VBD", "VBN") and document.dependents(verb, "obj") and relation == "acl":
            return _coordination(document, head), GUESS, "noun the parse hung the verb on"
        if document.tags[verb] in ("VBG", "VBN") or relation == "acl:relcl":
            if relation == "acl:relcl" and not _subject_gap(document, verb):
                return [], 0, ""
            return [head], 0, "noun the clause belongs to"
        if document.deps[head] in ("obj", "iobj") and document.lemmas[head].lower() not in lexicon.nominals:
            if document.heads[head] != head and document.upos[document.heads[head]] == "VERB":
                # "urged the rebels to leave" with the infinitive hung on the rebels.
                owners = _noun_owner(document, head, lexicon, depth)
                return (
                    owners
                    if _owned(document, head, lexicon)
                    else (conjuncts(document, head), GUESS, "object before it")
                )
        return _noun_owner(document, head, lexicon, depth)
    if relation == "amod" and head != verb:
        return [head], 0, "noun the participle belongs to"
    if relation == "advcl" and head != verb:
        marks = [document.lemmas[c].lower() for c in document.children[verb] if document.deps[c] == "mark"]
        marked = any(mark != "to" for mark in marks)
        judged = lexicon.object_control_by.get(document.lemmas[head].lower(), frozenset())
        if (marks and marks[0] in {"from", *judged}) or (
            document.tags[verb] == "VBG" and document.lemmas[head] in lexicon.small_clause
        ):
            takes = True
            if is_passive(document, head):
                return subjects(document, head, lexicon, depth + 1)
        elif "to" in marks:
            takes = marks == ["to"] and document.lemmas[head].lower() in lexicon.object_control
        else:
            takes = document.tags[verb] != "VBG" and verb > head  # "Backed by tanks, they cleared the town."
        if takes and document.dependents(head, "obj"):
            return _controller(document, head, lexicon, depth)
        if marks == ["to"] and (oblique := _oblique_controller(document, head, lexicon)):
            return oblique, 0, f"object of “{document.words[head]}”"
        if marks == ["to"] and (noun := _noun_of_infinitive(document, verb, lexicon)) is not None:
            return _noun_owner(document, noun, lexicon, depth)
        tokens, penalty, _ = subjects(document, head, lexicon, depth + 1)
        return tokens, penalty + (1 if marked else 0), "subject of the main clause"
    if relation in ("root", "parataxis"):
        left = [c for c in document.children[verb] if c < verb and document.deps[c] in _LEFT_OVER]
        left = [c for c in left if document.upos[c] in ("NOUN", "PROPN") and case(document, c) is None]
        if left and document.tags[verb] not in ("VB", "VBG"):
            return conjuncts(document, left[0]), 2, "noun before the verb"
    if relation in ("ccomp", "parataxis") and head != verb and document.tags[verb] in ("VB", "VBG"):
        tokens, penalty, _ = subjects(document, head, lexicon, depth + 1)
        return tokens, penalty + GUESS, "subject of the governing verb"
    return [], 0, ""


def _seen_doing(document: Document, verb: int, lexicon: Lexicon) -> list[int]:
    """ "A video showing soldiers burning houses", where the parse hung both participles on the video."""
    for other in document.children[document.heads[verb]]:
        if document.deps[other] == "acl" and other < verb and document.lemmas[other] in lexicon.small_clause:
            return [t for t in document.dependents(other, "obj") if t < verb]
    return []


def _owned(document: Document, noun: int, lexicon: Lexicon) -> bool:
    """Whether an infinitive on a noun says what the noun is ("the right to leave"), not what its bearer does."""
    if document.entity_of[noun] is not None or document.upos[noun] == "PROPN":
        return False
    owner = any(document.deps[c] == "nmod:poss" for c in document.children[noun])
    return owner or document.lemmas[noun].endswith(lexicon.abstract_endings)


def _coordination(document: Document, token: int) -> list[int]:
    """All conjuncts of the coordination that `token` is part of."""
    while document.deps[token] == "conj" and document.heads[token] != token:
        token = document.heads[token]
    return conjuncts(document, token)


def _subject_gap(document: Document, verb: int) -> bool:
    return not surface_subjects(document, verb)


def _controller(document: Document, head: int, lexicon: Lexicon, depth: int) -> tuple[list[int], int, str]:
    """Who the bare infinitive under `head` is about: the object, unless the verb keeps its subject."""
    if document.lemmas[head].lower() not in lexicon.subject_control and not is_passive(document, head):
        for relation in ("obj", "iobj"):
            for child in document.children[head]:
                if document.deps[child] == relation:
                    return conjuncts(document, child), 0, f"object of “{document.words[head]}”"
        if oblique := _oblique_controller(document, head, lexicon):
            return oblique, 0, f"object of “{document.words[head]}”"
    tokens, penalty, _ = subjects(document, head, lexicon, depth + 1)
    return tokens, penalty, f"subject of “{document.words[head]}”"


def _oblique_controller(document: Document, head: int, lexicon: Lexicon) -> list[int]:
    """Who is to act in "called on the rebels to disarm": the phrase after the preposition such a verb has."""
    wanted = lexicon.oblique_control.get(document.lemmas[head].lower(), frozenset())
    for child in document.children[head]:
        if document.deps[child].startswith("obl") and case(document, child) in wanted:
            return conjuncts(document, child)
    return []


def _noun_of_infinitive(document: Document, verb: int, lexicon: Lexicon) -> int | None:
    """The noun whose infinitive `verb` is where the parse hung it on the verb: "welcomed the decision of X to leave"."""
    start = min(document.subtree(verb))
    for noun in document.children[document.heads[verb]]:
        if document.deps[noun] in ("obj", "obl", "obl:agent") and noun < start:
            decided = document.lemmas[noun].lower() in lexicon.deciding
            if decided and max(document.subtree(noun)) + 1 == start:
                return noun
    return None


def _noun_owner(document: Document, noun: int, lexicon: Lexicon, depth: int) -> tuple[list[int], int, str]:
    """Who the infinitive on a noun is about: "its plan to attack", "made a promise to leave"."""
    for child in document.children[noun]:
        if document.deps[child] == "nmod:poss":
            return conjuncts(document, child), 1, "owner of the noun"
    if document.lemmas[noun].lower() in lexicon.nominals or document.lemmas[noun].endswith(
        lexicon.abstract_endings
    ):
        for child in document.children[noun]:
            if document.deps[child] == "nmod" and case(document, child) in ("of", "by"):
                return conjuncts(document, child), 1, "owner of the noun"
            if document.deps[child] in ("amod", "compound") and document.words[child][:1].isupper():
                return [child], 1, "name before the noun"
    head = document.heads[noun]
    if head != noun and document.deps[noun] in ("obj", "obl", "xcomp") and depth < 6:
        tokens, penalty, _ = subjects(document, head, lexicon, depth + 1)
        return tokens, penalty + GUESS, "subject of the noun's verb"
    return [], 0, ""


def verb_arguments(document: Document, verb: int, passive: bool, lexicon: Lexicon) -> list[Argument]:
    """All roles of a verb, particle words left out, in the order of the text within each role."""
    tokens, penalty, path = subjects(document, verb, lexicon)
    role = "patient" if passive else "agent"
    if passive and document.deps[verb] != "acl" and document.dependents(verb, "obj"):
        # "The governor was given a deadline."
        role = "recipient"
    arguments = [Argument(role=role, token=t, penalty=penalty, path=path) for t in tokens]
    for child in document.children[verb]:
        arguments.extend(_dependent(document, verb, child, passive))
    if document.deps[verb] in ("amod", "acl") and document.tags[verb] == "VBN":
        arguments.extend(_hyphenated_agent(document, verb))
    if not any(a.role == "patient" for a in arguments):
        arguments.extend(_missing_object(document, verb))
    return arguments


def _dependent(document: Document, verb: int, child: int, passive: bool) -> list[Argument]:
    relation = document.deps[child]
    base = relation.partition(":")[0]
    if base == "obj":
        return _all(document, child, verb, "patient", 0, "object")
    if base == "iobj":
        return _all(document, child, verb, "recipient", 0, "indirect object")
    if base == "obl" or base == "nmod":
        preposition = case(document, child)
        if relation == "obl:agent" or (preposition == "by" and passive):
            return _all(document, child, verb, "agent", 0, "by-phrase")
        if passive and preposition == "at" and document.words[child].lower() == "hands":
            owners = [c for c in document.children[child] if document.deps[c] in ("nmod", "nmod:poss")]
            return [a for c in owners for a in _all(document, c, verb, "agent", 0, "at the hands of")]
        if preposition is None:
            return _all(document, child, verb, "time", 0, "bare phrase")
        found = _all(document, child, verb, preposition, 0 if base == "obl" else 1, "prepositional phrase")
        if preposition in _PARTICLES:
            # "laid down their arms" may be read as "laid [down their arms]".
            found += _all(document, child, verb, "patient", GUESS, "phrase after a particle")
        return found
    if relation in _CLAUSAL:
        if document.upos[child] == "NOUN" and child == verb + 1 + _before(document, child, verb):
            return _all(document, child, verb, "patient", 1, "noun taken for a clause")
        return _all(document, child, verb, "complement", 0, "complement clause")
    if base == "advcl":
        mark = next((c for c in document.children[child] if document.deps[c] == "mark"), None)
        if mark is None or document.lemmas[mark].lower() == "to":
            return []
        word = document.lemmas[mark].lower()
        if word in _CLAUSE_PREPOSITIONS:
            return [Argument(role=word, token=child, penalty=0, path="clause after a preposition")]
    if relation == "parataxis" and document.upos[child] in ("VERB", "AUX") and child > verb:
        return []
    if base == "dep" and document.upos[child] in ("NOUN", "PROPN"):
        return _all(document, child, verb, "patient", GUESS, "unclear attachment")
    return []


def _before(document: Document, child: int, verb: int) -> int:
    """Words between a verb and a noun that belong to the noun."""
    return sum(verb < c < child for c in document.children[child])


def _all(document: Document, token: int, verb: int, role: str, penalty: int, path: str) -> list[Argument]:
    found = _antecedents(document, token, verb)
    return [Argument(role=role, token=t, penalty=penalty, path=path) for t in found]


def _missing_object(document: Document, verb: int) -> list[Argument]:
    """Objects that stand elsewhere: the noun of an object relative clause, the object of a coordinated verb."""
    if document.deps[verb] == "acl:relcl" and surface_subjects(document, verb):
        head = document.heads[verb]
        subject = next((c for c in document.children[verb] if document.deps[c] in _SUBJECT), None)
        relative = subject is not None and document.lemmas[subject].lower() in _RELATIVE
        if not relative and not document.dependents(verb, "ccomp", "xcomp"):
            return [Argument(role="patient", token=head, penalty=GUESS, path="noun of the relative clause")]
    head = document.heads[verb]
    if document.deps[verb] == "conj" and document.upos[head] == "VERB" and verb - head <= 3:
        shared = [t for t in document.dependents(head, "obj") if t > verb]
        if shared and not document.dependents(verb, "obl", "xcomp", "ccomp"):
            return [
                Argument(role="patient", token=t, penalty=0, path="object of the coordinated verb")
                for t in conjuncts(document, shared[0])
            ]
    for child in document.children[verb]:
        if document.deps[child] == "conj" and document.upos[child] == "VERB" and child - verb <= 3:
            objects = document.dependents(child, "obj")
            if objects and not document.dependents(verb, "obl", "xcomp", "ccomp"):
                return [
                    Argument(role="patient", token=t, penalty=1, path="object of the coordinated verb")
                    for t in conjuncts(document, objects[0])
                ]
    return []


def noun_arguments(document: Document, noun: int, kind: str, lexicon: Lexicon) -> list[Argument]:
    """Roles of a nominalisation.

    Args:
        document: the parsed report.
        noun: the event noun's token.
        kind: what its possessor is: "agent", "patient" or "symmetric".
        lexicon: word lists.
    """
    arguments: list[Argument] = []
    deps = document.deps
    lemma = document.lemmas[noun].lower()
    prepositions = {case(document, c) for c in document.children[noun] if deps[c].startswith("nmod")}
    for child in document.children[noun]:
        relation = deps[child]
        if relation == "nmod:poss":
            arguments.extend(_possessor(document, child, kind, prepositions))
        elif relation.startswith(("nmod", "obl")):
            acted_on = kind == "patient" or "by" in prepositions or lemma in lexicon.acted_on
            arguments.extend(_noun_phrase(document, child, kind, acted_on=acted_on))
            arguments.extend(_inside(document, child, prepositions))
        elif relation in ("amod", "compound") and child < noun:
            arguments.extend(_premodifier(document, child, kind))
            for inner in document.children[child]:
                # "Israeli assassination attempt": the parse may hang the first word on the second.
                if deps[inner] in ("amod", "compound") and document.words[inner][:1].isupper():
                    arguments.extend(_premodifier(document, inner, "agent"))
        elif relation == "acl" and document.tags[child] in ("VB", "TO"):
            arguments.append(
                Argument(role="complement", token=child, penalty=0, path="infinitive on the noun")
            )
        elif relation == "acl" and document.upos[child] == "VERB":
            mark = next((c for c in document.children[child] if deps[c] == "mark"), None)
            if mark is not None:
                role = (
                    "complement"
                    if document.lemmas[mark].lower() in ("that", "to")
                    else document.lemmas[mark].lower()
                )
                arguments.append(Argument(role=role, token=child, penalty=0, path="clause on the noun"))
        elif relation == "ccomp":
            arguments.append(Argument(role="complement", token=child, penalty=0, path="clause on the noun"))
    return arguments


def _possessor(document: Document, child: int, kind: str, prepositions: set[str | None]) -> list[Argument]:
    role = "agent"
    if kind == "patient" and not prepositions & {"of"}:
        role = "patient"
    found = conjuncts(document, child)
    return [
        Argument(role=r, token=t, penalty=0, path="possessor") for t in found for r in (role, "possessor")
    ]


def _noun_phrase(document: Document, child: int, kind: str, *, acted_on: bool) -> list[Argument]:
    preposition = case(document, child)
    if preposition is None:
        return []
    found = conjuncts(document, child)
    arguments = [Argument(role=preposition, token=t, penalty=0, path="phrase on the noun") for t in found]
    if preposition == "by":
        arguments += [Argument(role="agent", token=t, penalty=0, path="by-phrase") for t in found]
    elif preposition == "of" and acted_on:
        arguments += [Argument(role="patient", token=t, penalty=0, path="of-phrase") for t in found]
    elif preposition in ("between", "among") and kind == "symmetric":
        arguments += [Argument(role="agent", token=t, penalty=0, path="parties") for t in found]
    return arguments


def _inside(document: Document, child: int, own: set[str | None]) -> list[Argument]:
    """ "A loan of two million dollars to the bank": a receiver that the parse hung on the measure."""
    if case(document, child) != "of":
        return []
    return [
        Argument(role=preposition, token=t, penalty=1, path="phrase on the inner noun")
        for inner in document.children[child]
        if document.deps[inner] == "nmod"
        and (preposition := case(document, inner)) in ("to", "from")
        and preposition not in own
        for t in conjuncts(document, inner)
    ]


def _premodifier(document: Document, child: int, kind: str) -> list[Argument]:
    """ "Israeli strikes", "rebel attack", "hostage release": the first two act, the third is acted upon."""
    word = document.words[child]
    named = word[:1].isupper() and (
        document.upos[child] in ("PROPN", "ADJ") or document.entity_of[child] is not None
    )
    if kind == "patient":
        if document.upos[child] == "NOUN":
            return [Argument(role="patient", token=child, penalty=1, path="noun before it")]
        return [Argument(role="agent", token=child, penalty=1, path="name before it")] if named else []
    if named:
        role = "agent"
        tokens = [child, *_hyphenated(document, child)]
        return [
            Argument(role=r, token=t, penalty=1, path="name before it")
            for t in tokens
            for r in (role, "possessor")
        ]
    if document.upos[child] == "NOUN" and document.deps[child] == "compound":
        return [Argument(role="agent", token=child, penalty=2, path="noun before it")]
    return []


def _hyphenated_agent(document: Document, verb: int) -> list[Argument]:
    """ "US-brokered": the name joined to a participle acts."""
    return [
        Argument(role="agent", token=c, penalty=1, path="name joined to the participle")
        for c in document.children[verb]
        if c < verb
        and document.words[c][:1].isupper()
        and document.upos[c] in ("PROPN", "NOUN", "ADJ")
        and case(document, c) is None
        and document.deps[c] not in _SUBJECT
    ]


def _hyphenated(document: Document, token: int) -> list[int]:
    """The other half of "US-Israeli"."""
    return [
        c
        for c in document.children[token]
        if document.deps[c] in ("compound", "conj") and document.words[c][:1].isupper() and c < token
    ]
