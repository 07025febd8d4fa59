"""Attribution by phrases: "according to …", and a speaker before a colon."""

from __future__ import annotations

from collections.abc import Iterator

from parley.language.document import Document
from parley.records import Act
from parley.statements.attribution import NAMING, Attribution
from parley.statements.lexicon import Cues

_LONGEST_LABEL = 7
"""Tokens a speaker's name before a colon may have."""


def adposition(document: Document, token: int, cues: Cues) -> Iterator[Attribution]:
    """ "According to X, …": what is left of the clause without the phrase."""
    phrase = next((p for p in cues.adposition if _stands(document, token, p)), None)
    if phrase is None:
        return
    size = len(phrase.split(" "))
    head = document.heads[token]
    noun = head
    if size > 2 or document.deps[token] not in ("case", "mark") or not (token < noun):
        # "in the words of X", or a parse that hung "according" elsewhere: the nearest noun after the phrase.
        after = token + size
        noun = next(
            (t for t in range(after, min(after + 8, len(document))) if document.upos[t] in NAMING),
            -1,
        )
        if noun < 0:
            return
    while document.heads[noun] > noun and document.deps[noun] in _INNER and not _one_name(document, noun):
        noun = document.heads[noun]
    inside = set(document.subtree(noun)) | set(range(token, token + size))
    start, end = document.sentences[document.sentence_of[token]]
    governor = document.heads[noun]
    if governor in inside or governor == noun:
        content = set(range(start, end)) - inside
    else:
        clause = governor
        while (
            document.deps[clause]
            in ("nmod", "obl", "obj", "nsubj", "compound", "conj", "acl", "appos", "xcomp")
            and document.heads[clause] != clause
        ):
            if document.upos[clause] in ("VERB", "AUX") and document.deps[clause] != "xcomp":
                break
            clause = document.heads[clause]
        content = set(document.subtree(clause)) - inside
    if content:
        yield Attribution(
            source=noun,
            cue=(token, token + size),
            head=token,
            content=tuple(sorted(content)),
            act=cues.adposition[phrase],
            rule=phrase,
        )


_INNER = frozenset({"compound", "amod", "nmod:poss", "nmod:desc"})


def _one_name(document: Document, token: int) -> bool:
    """Whether a token and its head are words of one person's name."""
    named, head = document.entity_of[token], document.heads[token]
    if named is not None:
        return named.label == "PER" and named is document.entity_of[head]
    return document.upos[token] == "PROPN" and document.upos[head] == "PROPN"


def as_clause(document: Document, token: int, cues: Cues) -> Iterator[Attribution]:
    """ "…, as Ila Dorn put it": the clause that the "as" hangs on."""
    verb = document.heads[token]
    if (
        document.deps[token] not in ("mark", "advmod", "case")
        or verb <= token
        or document.upos[verb] != "VERB"
    ):
        return
    children = document.children[verb]
    objects = [c for c in children if document.deps[c] in ("obj", "ccomp", "xcomp", "obl:agent")]
    put = document.lemmas[verb] == "put" and [document.words[o].lower() for o in objects] == ["it"]
    act = Act.ASSERT if put else cues.clause.get(document.lemmas[verb])
    source = next((c for c in document.dependents(verb, "nsubj") if document.upos[c] in NAMING), None)
    clause = document.heads[verb]
    if act in (None, Act.THINK) or source is None or clause == verb or (objects and not put):
        return
    content = set(document.subtree(clause)) - set(document.subtree(verb))
    if content and act is not None:
        yield Attribution(
            source=source,
            cue=(verb, objects[0] + 1) if put else (verb, verb + 1),
            head=verb,
            content=tuple(sorted(content)),
            act=act,
            rule="as somebody says",
        )


def _stands(document: Document, token: int, phrase: str) -> bool:
    words = phrase.split(" ")
    if phrase == "per":
        following = token + 1
        named = following < len(document) and document.upos[following] == "PROPN"
        return document.words[token].lower() == "per" and named
    return [w.lower() for w in document.words[token : token + len(words)]] == words


def _again(document: Document, start: int, colon: int) -> bool:
    """Whether a headline begins with one name that the report has again: "Dorn: Envoys Will Not Leave"."""
    word = document.words[start]
    return start == 0 and colon == 1 and document.upos[start] == "PROPN" and word in document.words[colon:]


def label(document: Document, colon: int, cues: Cues) -> Iterator[Attribution]:
    """As in "Minister: No deal" or a transcript's "DORN: We left": a speaker before a colon at a paragraph's start."""
    first = colon
    while first > 0 and colon - first < _LONGEST_LABEL and "\n" not in document.gap(first):
        first -= 1
    start = first if first == 0 or "\n" in document.gap(first) else None
    if start is None:
        return
    if document.words[start] in ("“", '"', "''", "‘"):
        start += 1
    named_by = range(start, colon)
    heads = [t for t in named_by if document.upos[t] in ("PROPN", "NOUN")]
    if (
        not heads
        or any(document.upos[t] in ("VERB", "AUX", "PRON", "SCONJ", "NUM") for t in named_by)
        or any("(" in document.words[t] for t in named_by)
        or document.lemmas[heads[-1]].lower() in cues.headings
        or (
            any(document.upos[t] == "ADP" for t in named_by)
            and document.lemmas[heads[0]].lower() not in cues.labels
        )
    ):
        return
    named = any(document.upos[t] == "PROPN" and document.entity_of[t] is not None for t in heads)
    told = document.lemmas[heads[-1]].lower() in cues.labels
    if named and not told and document.upos[heads[-1]] == "NOUN" and not document.words[start].isupper():
        return  # "London attack: Two men held"
    if not named and not told and not document.words[start].isupper() and not _again(document, start, colon):
        return
    end = colon + 1
    while end < len(document) and "\n" not in document.gap(end):
        end += 1
    content = tuple(range(colon + 1, end))
    if not any(document.upos[t] in ("VERB", "AUX") for t in content) and not (told and len(content) > 2):
        return
    yield Attribution(
        source=heads[-1] if not named or told else heads[0],
        cue=(colon, colon + 1),
        head=colon,
        content=content,
        act=Act.ASSERT,
        rule="speaker before a colon",
        penalty=1,
    )
