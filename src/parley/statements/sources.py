"""The source of a verb that attributes: its subject, and where to look when the parse gave it none.

From the exact to the forgiving: the proposition's agent; the verb's own subject whatever its part of speech; the phrase
right beside the verb; for a participle or infinitive, the subject of the verb it hangs on; for a finite verb after a
comma, the first noun phrase of its sentence ("Ila Dorn, a lawyer, said").
"""

from __future__ import annotations

from parley.codebook.predicates import is_time
from parley.language.document import Document
from parley.propositions import Proposition
from parley.statements.attribution import NAMING, case

_SPEAKING = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "X"})
"""Parts of speech that a source's head may have; anything else is a slip of the parse."""
_COUNTING = frozenset({"ADJ", "ADV", "CCONJ"})
"""What "several", "few" and "neither" may be tagged as; they are sources as the subject of a verb of saying."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_UNDER = frozenset({"advcl", "xcomp", "conj", "acl", "parataxis", "dep", "csubj", "obl", "ccomp"})
"""Relations by which a clause without a subject hangs on the clause that has it."""
_SLIPS = frozenset({"aux", "advmod", "dep", "discourse", "vocative", "obl", "nmod", "amod"})
"""Relations that a name right before its verb is given by mistake."""
_RELATIVES = frozenset({"who", "which", "that"})
_DASHES = frozenset({"-", "–", "—", "--", "―"})
_DATELINE = 14
"""Tokens that a dateline may have: "PORT TARN, Norland, Dec. 22 —", "Port Tarn (Agency) –"."""


def of(
    document: Document, proposition: Proposition, content: set[int], barred: set[int], *, hedged: bool
) -> tuple[int | None, int]:
    """Head of the source's phrase and the penalty of the way it was found.

    Args:
        document: the parsed report.
        proposition: the verb that attributes.
        content: the tokens it attributes.
        barred: other tokens of its sentence that cannot speak: those of quotations it stands outside.
        hedged: whether its passive keeps the speaker back ("is said to").
    """
    if hedged:
        return None, 0
    verb = proposition.token
    quoted = _quoted_as(document, verb)
    if quoted is not None:
        return quoted, 0
    own = content | barred
    acting = _actor_of_participle(document, verb, own)
    if acting is not None:
        return acting, 1
    source, penalty = _agent(proposition, own)
    if source is not None and not _can_speak(document, source):
        source = None
    if source is not None and _in_dateline(document, source, verb):
        found = _before(document, verb, barred)
        source, penalty = (source if found is None else found), 1
    if source is not None or proposition.passive:
        return source, penalty
    for found in (
        _own_subject(document, verb, own),
        _beside(document, verb, own, after=min(content) < verb),
        _above(document, verb, own),
        _before(document, verb, barred),
    ):
        if found is not None and not _when(document, found):
            return found, 1
    return None, 1


def _actor_of_participle(document: Document, verb: int, content: set[int]) -> int | None:
    """Whose participle it is where a parse gives it to the object before it: "[She] joined him, warning that …".

    Right behind a person's name it is that person's ("showed [Ila Dorn] saying …"); behind a comma it is the subject's.
    """
    if document.tags[verb] != "VBG" or document.deps[verb] not in _PARTICIPLES or verb < 2:
        return None
    if document.dependents(verb, "nsubj"):
        return None
    named = document.entity_of[verb - 1]
    if named is not None and named.label == "PER" and named.end == verb:
        inside = range(named.start, named.end)
        head = next((t for t in inside if document.heads[t] not in inside), named.start)
        return head if document.deps[head] in ("obj", "ccomp", "nsubj") and head not in content else None
    first = verb - 1 if document.upos[verb - 1] in ("ADV", "PART") else verb
    if document.words[first - 1] not in _COMMAS:
        return None
    clause = document.heads[verb]
    while document.deps[clause] in _BELOW and not document.dependents(clause, "nsubj"):
        clause = document.heads[clause]
    if document.upos[clause] not in ("VERB", "AUX") or document.deps[clause] == "acl:relcl":
        return None
    subject = next(iter(document.dependents(clause, "nsubj")), None)
    if subject is None or not subject < clause < verb or subject in content:
        return None
    return subject if document.upos[subject] in NAMING else None


_PARTICIPLES = frozenset({"acl", "advcl", "xcomp"})
_BELOW = frozenset({"obj", "iobj", "obl", "nmod", "conj", "appos", "acl", "xcomp"})
"""Relations of what stands in a clause and has no subject of its own."""
_COMMAS = frozenset({",", *_DASHES})


def _quoted_as(document: Document, verb: int) -> int | None:
    """ "Radio quoted [an official] as saying …", "[an official] was quoted as saying …"."""
    above = document.heads[verb]
    if document.tags[verb] != "VBG" or document.lemmas[above] not in ("quote", "cite") or above >= verb:
        return None
    before = verb - 2 if document.upos[verb - 1] == "ADV" else verb - 1
    if document.words[before].lower() != "as":
        return None
    passive = document.dependents(above, "nsubj:pass")
    return next(iter(passive or document.dependents(above, "obj")), None)


def relative(document: Document, verb: int) -> int | None:
    """The pronoun that stands for the source in a relative clause: "the envoy, [who] said …"."""
    if document.deps[verb] != "acl:relcl":
        return None
    for child in document.children[verb]:
        if child < verb and document.deps[child] == "nsubj" and document.words[child].lower() in _RELATIVES:
            return child
    return None


def named_before(document: Document, pronoun: int) -> int | None:
    """Whom a "who" after a comma stands for where the parse does not say: "[Ila Dorn], who said …"."""
    before = pronoun - 2
    if document.words[pronoun].lower() != "who" or before < 0 or document.words[pronoun - 1] != ",":
        return None
    return _climbed(document, before, pronoun, set()) if document.upos[before] == "PROPN" else None


def _agent(proposition: Proposition, content: set[int]) -> tuple[int | None, int]:
    for argument in proposition.arguments:
        if (
            argument.role == "agent"
            and argument.token not in content
            and argument.path != "name joined to the participle"
        ):
            return argument.token, argument.penalty
    return None, 1


def _can_speak(document: Document, token: int) -> bool:
    """Whether a source's head is a noun; "the general" may be tagged an adjective and still be the subject."""
    if _when(document, token):
        return False  # "Amnesty earlier this month reported"
    if document.upos[token] in _SPEAKING:
        return True
    return document.deps[token] == "nsubj" and any(
        document.deps[c] == "det" for c in document.children[token]
    )


def _when(document: Document, token: int) -> bool:
    """Whether a noun says when; a month that nothing dates may be a person's name: "May said", but "in May", "May 4"."""
    if not is_time(document.lemmas[token].lower()):
        return False
    named = document.entity_of[token]
    if named is not None and named.label == "PER":
        return False
    if document.words[token] not in _MONTH_NAMES:
        return True
    dated = token + 1 < len(document) and document.upos[token + 1] == "NUM"
    return dated or (token > 0 and document.upos[token - 1] in ("ADP", "DET", "ADJ", "NUM", "SYM", "SCONJ"))


_MONTH_NAMES = frozenset({"April", "May", "June", "August"})
"""Months that are people's names too."""


def _in_dateline(document: Document, source: int, verb: int) -> bool:
    """Whether a source stands before the dash that ends a dateline: "PORT TARN (Agency) — The premier said"."""
    first = document.sentences[document.sentence_of[source]][0]
    opens = first == 0 or "\n" in document.gap(first)
    dash = next(
        (
            t
            for t in range(source + 1, min(verb, first + _DATELINE))
            if document.words[t] in _DASHES and document.gap(t)
        ),
        None,
    )
    if not opens or dash is None:
        return False
    shouted = document.words[first].isupper() and len(document.words[first]) > 1
    return shouted or document.words[dash - 1] == ")"


def _own_subject(document: Document, verb: int, content: set[int]) -> int | None:
    """A subject that is tagged as no noun ("several said"), or a name right before the verb that is tied to it otherwise."""
    for child in document.children[verb]:
        if document.deps[child] != "nsubj" or child in content:
            continue
        named = document.words[child][:1].isupper() and document.upos[child] != "AUX"
        if named or document.upos[child] in _COUNTING:
            return child
    return _name_before(document, verb, content)


def _name_before(document: Document, verb: int, content: set[int]) -> int | None:
    """The capitalised word right before a finite verb without a subject, where the parse calls it an adverb or auxiliary."""
    before = verb - 1
    if document.tags[verb] not in _FINITE or before < document.sentences[document.sentence_of[verb]][0]:
        return None
    slip = document.heads[before] == verb and document.deps[before].partition(":")[0] in _SLIPS
    if slip and before not in content and document.words[before][:1].isupper():
        return before
    return None


def _beside(document: Document, verb: int, content: set[int], *, after: bool) -> int | None:
    """The phrase right after or before a verb of saying that the parse gave no subject: "“…,” said the mayor."."""
    start, end = document.sentences[document.sentence_of[verb]]
    for token in (verb + 1, verb - 1) if after else (verb - 1,):
        if not start <= token < end or token in content or document.upos[token] not in (*NAMING, "DET"):
            continue
        if token < verb and document.upos[token] == "DET":
            continue
        head = _climbed(document, token, verb, content)
        if document.upos[head] in NAMING and not is_time(document.lemmas[head].lower()):
            return head
    return None


def swallowed(document: Document, verb: int, content: set[int]) -> tuple[int, int] | None:
    """The speaker right before the verb that the parse took for the end of what is said, and the comma before it.

    "[The ship has come home], the press office of the ministry said": the office, and not the ship.
    """
    start = document.sentences[document.sentence_of[verb]][0]
    if verb - 1 not in content or document.tags[verb] not in _FINITE:
        return None
    first = verb
    while first > start and document.upos[first - 1] in _PHRASE and first - 1 in content:
        first -= 1
    comma = first - 1
    if first == verb or comma <= min(content) or document.words[comma] != ",":
        return None
    inside = range(first, verb)
    head = next((t for t in inside if document.heads[t] not in inside), verb - 1)
    said = any(document.upos[t] in ("VERB", "AUX") for t in content if t < comma)
    return (head, comma) if said and document.upos[head] in NAMING else None


def after_comma(document: Document, verb: int, source: int) -> tuple[int, int] | None:
    """Who stands between a comma and the verb where the parse's source stands before it, and the comma.

    "They held the suburbs of Tarn, the second city, [army spokesman Ila Dorn] said": a name in apposition would have a comma
    after it too.
    """
    named = document.entity_of[verb - 1] if verb else None
    if named is not None and named.label == "PER" and source < named.start:
        first = named.start
        inside = range(named.start, named.end)
        head = next((t for t in inside if document.heads[t] not in inside), named.start)
    elif _led(document, source) and document.upos[verb - 1] in ("NOUN", "PROPN"):
        first = head = verb - 1
    else:
        return None
    comma = first - 1
    while comma > source and document.upos[comma] in _PHRASE:
        comma -= 1
    if comma <= source or document.words[comma] != ",":
        return None
    return head, comma


def _led(document: Document, source: int) -> bool:
    """Whether a preposition of time or place opens the phrase: "During [a stop in Tarn], the candidate repeated …"."""
    first = document.edges(source)[0]
    before = first if document.upos[first] == "ADP" else first - 1
    return before >= 0 and document.words[before].lower() in _OPENING


_OPENING = frozenset(
    {"during", "after", "before", "in", "at", "on", "amid", "despite", "following", "since", "under"}
)
_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "ADP", "PART", "NUM"})


def _climbed(document: Document, token: int, verb: int, content: set[int]) -> int:
    """The head of the noun phrase a token is part of, on the same side of the verb."""
    head = token
    while True:
        above = document.heads[head]
        if above in (head, verb) or above in content or document.upos[above] not in NAMING:
            return head
        if (above > verb) != (token > verb):
            return head
        head = above


def _above(document: Document, verb: int, content: set[int]) -> int | None:
    """The subject of the verb that a participle, an infinitive or a coordinated verb hangs on."""
    if document.tags[verb] in _FINITE and document.deps[verb] != "conj":
        return None
    token = verb
    while document.deps[token] in _UNDER:
        token = document.heads[token]
        subject = next(iter(document.dependents(token, "nsubj")), None)
        if subject is None:
            subject = _name_before(document, token, content)
        if subject is not None and subject not in content:
            return subject if document.upos[subject] in _SPEAKING else None
    return None


def _before(document: Document, verb: int, barred: set[int]) -> int | None:
    """The first noun phrase of a finite verb's sentence that no preposition leads: "Ila Dorn, 44, a lawyer, said"."""
    if document.tags[verb] not in _FINITE or document.deps[verb] in ("amod", "compound", "acl", "advcl"):
        return None
    start = document.sentences[document.sentence_of[verb]][0]
    for token in range(start, verb):
        if document.words[token] in ("”", "''", *_DASHES) or (document.words[token] == '"' and token > start):
            start = token + 1
    for token in range(start, verb):
        if document.upos[token] not in NAMING or token in barred:
            continue
        head = token
        while (
            document.deps[head] in ("compound", "flat", "nmod:desc", "nmod:poss")
            and head < document.heads[head] < verb
        ):
            head = document.heads[head]
        if case(document, head) in (None, "'s", "’s", "of") and not is_time(document.lemmas[head].lower()):
            return head
    return None
