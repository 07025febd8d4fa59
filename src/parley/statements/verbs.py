"""Attribution by verbs of saying and thinking: who says, and which tokens are said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from parley.language.document import Document
from parley.propositions import Proposition
from parley.records import Act
from parley.statements import contents, persons, sources, whose
from parley.statements.attribution import NAMING, Attribution, cue_span
from parley.statements.lexicon import Cues
from parley.statements.quotes import Quote

_FIRST = frozenset({"i", "we"})
_ADDRESSED = frozenset({"tell", "warn"})
"""Verbs of saying whose object is whom it is said to."""
_SAYING = frozenset({"VBD", "VBZ", "VBP", "VB"})
_PERSONS = frozenset({"he", "she", "they", "him", "her", "them", "who", "i", "we", "us"})


def find(
    document: Document, proposition: Proposition, cues: Cues, passages: Mapping[int, Quote]
) -> Iterator[Attribution]:
    """By a verb of the cue lexicon, where something can be found that it attributes."""
    known = cues.verb(proposition.keys)
    if known is None or _asks_back(proposition, document):
        return
    key, act = known
    verb = proposition.token
    participle = document.tags[verb] == "VBN"
    if participle and (
        document.deps[verb] == "amod" or (document.deps[verb] == "acl" and key in cues.naming)
    ):
        return  # "the reported sum", "a group called Dawn"
    if (participle and _before_noun(document, verb)) or _free_relative(document, verb):
        return
    if (
        _credit(document, verb)
        or _supposed(document, verb)
        or (act is Act.THINK and document.deps[verb] == "acl")
    ):
        return
    inverted = _said_last(document, verb, key, cues)
    if inverted is not None:
        yield inverted
        return
    content, rule, penalty = contents.of(document, proposition, key, cues)
    if not content or _aside(document, verb, content, cues):
        return
    if rule.endswith("phrase"):
        key = next(iter(cues.phrases(proposition.keys)), key)
    if key == "ask" and any(
        document.words[t].lower() in ("whether", "if", "what", "why", "how", "who", "when", "where")
        for t in sorted(content)[:2]
    ):
        act = Act.QUESTION
    hedged = proposition.passive and key in cues.hedged_passive
    barred = _barred(document, verb, passages)
    source, extra, content = _spoken_by(document, proposition, key, cues, content, barred, hedged=hedged)
    antecedent = sources.named_before(document, source) if source is not None else None
    if act is Act.THINK and source is not None and document.words[source].lower() in _FIRST:
        return  # "I think" makes a claim softer; whose claim it is, the quotation says
    if key in cues.evidence and source is not None:
        if rule == "phrase" and document.deps[verb] == "acl":
            return  # "a video showing its members"
        if not _record(document, source, key, cues, bare=rule == "phrase"):
            return
    if rule == "phrase" and key in cues.bare:
        if source is None or document.lemmas[source].lower() not in cues.records:
            return
    hedges = any(document.words[c].lower() in cues.hedges for c in document.children[verb])
    yield Attribution(
        source=source if antecedent is None else antecedent,
        cue=cue_span(document, verb, key, cues),
        head=verb,
        content=tuple(sorted(content)),
        act=act,
        rule=f"{key}: {rule}",
        addressees=tuple(_addressees(proposition, rule)),
        hedged=hedged or hedges,
        penalty=penalty + extra,
        stands_in=source
        if antecedent is not None
        else sources.relative(document, verb)
        if source is not None
        else None,
    )


def _aside(document: Document, verb: int, content: set[int], cues: Cues) -> bool:
    """As in "Speaking in Tarn, the mayor said: …", "Asked about it, she said …": the report's own words, and not what is said."""
    first, last = min(content), max(content)
    if last > verb or document.sentences[document.sentence_of[verb]][0] != first:
        return False
    head = next((t for t in sorted(content) if document.heads[t] not in content - {t}), first)
    subject = any(document.deps[c].startswith("nsubj") for c in document.children[head])
    return not subject and document.tags[head] in ("VBG", "VBN") and document.lemmas[head] in cues.asides


def _said_last(document: Document, verb: int, key: str, cues: Cues) -> Attribution | None:
    """ "The army has shelled the port, say [doctors]": who says it stands last, where a parse has it said and the army saying it."""
    above = document.heads[verb]
    if key not in cues.plain or document.tags[verb] not in _SAYING or document.words[verb - 1] != ",":
        return None
    children = [c for c in document.children[verb] if document.upos[c] != "PUNCT"]
    if document.deps[verb] not in ("conj", "parataxis") or len(children) != 1 or above >= verb:
        return None
    source = children[0]
    named = document.entity_of[source]
    if key != "say" and (key in _ADDRESSED or named is None or named.label != "PER"):
        return None
    last = document.edges(source)[1]
    end = document.sentences[document.sentence_of[verb]][1]
    closes = last >= end or (document.upos[last] == "PUNCT" and last + 1 >= end)
    adjoined = document.edges(source)[0] == verb + 1 and document.deps[source] == "obj"
    if not (closes and adjoined and document.upos[source] in NAMING):
        return None
    content = sorted(set(document.subtree(above)) - set(document.subtree(verb)))
    return Attribution(
        source=source, cue=(verb, verb + 1), head=verb, content=tuple(content), act=cues.clause[key],
        rule=f"{key}: speaker last", penalty=1,
    )  # fmt: skip


def _barred(document: Document, verb: int, passages: Mapping[int, Quote]) -> set[int]:
    """Words of a quotation that the verb stands outside: they are never its speaker."""
    own = passages.get(verb)
    start, end = document.sentences[document.sentence_of[verb]]
    return {t for t in range(start, end) if t in passages and passages[t] is not own}


def _spoken_by(
    document: Document,
    proposition: Proposition,
    key: str,
    cues: Cues,
    content: set[int],
    barred: set[int],
    *,
    hedged: bool,
) -> tuple[int | None, int, set[int]]:
    """The head of who says it, the penalty for how it was found, and the content without the words of that phrase."""
    verb = proposition.token
    named = (
        None if proposition.tokens("agent") or proposition.passive else _named_after(document, verb, content)
    )
    if named is not None:
        content = content - set(document.subtree(named))
    before = None if named is not None or proposition.passive else sources.swallowed(document, verb, content)
    if before is not None:
        named, comma = before
        content = set(range(min({*content, *proposition.tokens("agent")}), comma))
    relayed = _quoted(document, verb, key, content)
    if relayed is not None:
        named, content = relayed, {t for t in content if t < verb}
    source, extra = (
        (named, 1) if named is not None else sources.of(document, proposition, content, barred, hedged=hedged)
    )
    if source is not None and not relayed:
        source = whose.speaker(document, verb, source, cues)
    if source is not None:
        source = _issuer(document, verb, persons.meant(document, source, cues), cues)
    nearer = sources.after_comma(document, verb, source) if source is not None and not relayed else None
    if nearer is not None and min(content) > verb:
        source, extra = nearer[0], 1
    elif nearer is not None and max(content) <= nearer[1]:
        source, extra = nearer[0], 1
        content = content | set(range(max(content) + 1, nearer[1]))
    return source, extra, content


def _credit(document: Document, verb: int) -> bool:
    """As in "Reporting by Ila Dorn": who made the report."""
    start, end = document.sentences[document.sentence_of[verb]]
    return (
        verb == start and document.tags[verb] == "VBG" and verb + 1 < end and document.words[verb + 1] == "by"
    )


def _free_relative(document: Document, verb: int) -> bool:
    """As in "what the law says": the clause names what is said and does not give it."""
    start = document.edges(verb)[0]
    asked = document.words[document.sentences[document.sentence_of[verb]][1] - 1] == "?"
    what = start < verb and document.words[start].lower() in ("what", "whatever")
    return (
        what
        and not asked
        and document.deps[verb] in ("acl:relcl", "csubj", "ccomp", "nsubj", "obj", "obl", "advcl")
    )


def _before_noun(document: Document, verb: int) -> bool:
    """As in "Oriana's internationally recognised government", "nine pledged votes": a participle before its noun."""
    first = verb - 1 if document.upos[verb - 1] == "ADV" else verb
    determined = first > 0 and document.tags[first - 1] in ("POS", "PRP$", "CD", "DT", "JJ", "JJS")
    own = any(document.deps[c].startswith(("nsubj", "aux")) for c in document.children[verb])
    noun = verb + 1 < len(document) and document.upos[verb + 1] in ("NOUN", "PROPN", "ADJ")
    return determined and noun and not (own and document.tags[first - 1] not in ("POS", "PRP$"))


def _named_after(document: Document, verb: int, content: set[int]) -> int | None:
    """A speaker after the verb that the parse took for what is said: "“…,” said [Ila Dorn, a lawyer]"."""
    if min(content) > verb:
        return None
    for child in document.children[verb]:
        if child > verb and document.upos[child] in NAMING and document.edges(child)[0] == verb + 1:
            clause = any(
                document.deps[c].startswith(("nsubj", "cop", "mark")) for c in document.children[child]
            )
            if child in content and not clause and len(content) > len(set(document.subtree(child))):
                return child
    return None


def _issuer(document: Document, verb: int, source: int, cues: Cues) -> int:
    """Who issued the record that says it: "[the union] released a statement saying …"."""
    issued = document.tags[verb] == "VBG" and document.deps[source] in ("obj", "obl") and source < verb
    if not issued or document.lemmas[source].lower() not in cues.channels:
        return source
    return next(iter(document.dependents(document.heads[source], "nsubj")), source)


def _quoted(document: Document, verb: int, key: str, content: set[int]) -> int | None:
    """Whose words are quoted: "“…,” the agency quoted [him] as saying"."""
    if key != "quote" or min(content) > verb:
        return None
    objects = document.dependents(verb, "obj")
    return next((o for o in objects if o > verb and document.upos[o] in NAMING), None)


def _record(document: Document, source: int, key: str, cues: Cues, *, bare: bool) -> bool:
    """Whether the subject of "reveal" is somebody or a record of something, that of "show" a record.

    A body that shows a bare thing shows it by deeds: "the council has demonstrated its unity".
    """
    noun = document.lemmas[source].lower()
    if document.upos[source] == "NOUN" or noun in cues.records:
        return noun in cues.records
    named = document.entity_of[source]
    person = (named is not None and named.label == "PER") or document.words[source].lower() in _PERSONS
    if key in cues.recorded and (person or (bare and named is not None)):
        return False
    return document.words[source].lower() not in ("it", "this", "these", "that")


def _supposed(document: Document, verb: int) -> bool:
    """Whether nobody is said to have spoken: "if somebody says …", "who told you that …?"."""
    children = document.children[verb]
    asked = document.words[document.sentences[document.sentence_of[verb]][1] - 1] == "?"
    return any(
        (document.deps[c] == "mark" and document.words[c].lower() in ("if", "unless"))
        or (asked and document.deps[c] == "nsubj" and document.words[c].lower() in ("who", "what"))
        for c in children
    )


def _asks_back(proposition: Proposition, document: Document) -> bool:
    """Whether a verb only turns to the listener: "you know", "do you understand me?"."""
    return any(a.role == "agent" and document.words[a.token].lower() == "you" for a in proposition.arguments)


def _addressees(proposition: Proposition, rule: str) -> Iterator[int]:
    for argument in proposition.arguments:
        if (
            argument.role == "recipient"
            or (argument.role == "to" and argument.path == "prepositional phrase")
            or (argument.role == "patient" and rule == "clause" and not proposition.passive)
            or (argument.role == "patient" and proposition.passive and argument.path == "subject")
        ):
            yield argument.token
