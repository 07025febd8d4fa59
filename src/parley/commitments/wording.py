"""Where the words of a content end: asides that the parse hangs on it, and phrases of it that the parse hangs elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parley.codebook.predicates import is_time
from parley.commitments.desk import Desk
from parley.records import Span

_COMPLETING = frozenset({"to", "into", "of", "between", "against", "on"})
"""Prepositions of phrases that complete a noun: "an end | to the raids", "a probe | into the killings"."""
_CONTRASTING = frozenset({"though", "although", "whereas"})
_SUFFERED = frozenset({"face", "risk", "suffer"})
"""What those who do not do as they are told are to do instead."""
_FURTHER = 3
"""Most phrases in a row that are taken in."""


def aside(desk: Desk, token: int) -> bool:
    """Whether a dependent only comments on what is to be done.

    As in "hand over their arms, which led to a fight", "would track them down, according to state media", "would stay, calling
    it a duty".
    """
    document = desk.document
    relation = document.deps[token].partition(":")[0]
    first = _first_word(desk, token)
    if relation in ("obl", "advcl", "nmod", "advmod") and desk.lemma(first) in (
        "accord",
        "according",
        "amid",
    ):
        return True
    if relation == "advcl" and desk.lemma(first) in _CONTRASTING:
        return True
    if relation == "advcl" and document.words[first].lower() == "while" and document.tags[token] == "VBG":
        return desk.lemma(token) in desk.words("commenting")
    parted = first > 0 and "," in (document.words[first - 1], document.words[first])
    if relation == "acl" and parted:
        return document.tags[first] == "WDT" or document.words[first].lower() == "which"
    return (
        relation == "advcl"
        and parted
        and document.tags[token] == "VBG"
        and token == first
        and desk.lemma(token) in desk.words("commenting")
    )


def _first_word(desk: Desk, token: int) -> int:
    """The first word of what a token heads, without a comma before it."""
    first = desk.document.edges(token)[0]
    return first + 1 if desk.document.words[first] == "," and first < token else first


def sharing(desk: Desk, verb: int) -> int | None:
    """The verb whose object another shares: "repeal and replace the act", "search for and seize arms"."""
    document = desk.document
    if document.upos[verb] != "VERB" or document.dependents(verb, "ccomp", "xcomp"):
        return None
    after = verb + 1
    if after < len(document) and document.upos[after] == "ADP":
        after += 1
    if after + 1 >= len(document) or document.words[after].lower() not in ("and", "or"):
        return None
    other = after + 2 if document.tags[after + 1] == "TO" else after + 1
    if other >= len(document) or document.deps[other] != "conj" or document.heads[other] != verb:
        return None
    objects = [*document.dependents(verb, "obj"), *document.dependents(other, "obj")]
    shared = bool(objects) and all(t > other for t in objects)
    return other if shared and document.tags[other] == document.tags[verb] else None


def or_face(desk: Desk, content: int) -> int | None:
    """The "face" of "leave the dam or face an attack", whatever the parse made of it."""
    document = desk.document
    last = document.edges(content)[1]
    for token in range(content + 1, last - 1):
        if document.words[token].lower() == "or" and document.words[token + 1].lower() in _SUFFERED:
            return token + 1
    return None


def faced(desk: Desk, token: int) -> list[int]:
    """The words from "face" on, to the end of the demand it stands beside; empty when `token` is no such word."""
    document = desk.document
    if document.words[token].lower() not in _SUFFERED or document.words[token - 1].lower() != "or":
        return []
    start = document.sentences[document.sentence_of[token]][0]
    for above in range(token - 2, start - 1, -1):
        if document.upos[above] == "VERB" and document.edges(above)[1] > token:
            return list(range(token, document.edges(above)[1]))
    return []


def helped(desk: Desk, content: int) -> list[int]:
    """What one is to help do, hung beside "help": "is willing to help | restore order"."""
    document = desk.document
    if desk.lemma(content) != "help" or document.deps[content] != "xcomp":
        return []
    return [
        c
        for c in document.children[document.heads[content]]
        if c > content
        and document.deps[c] in ("xcomp", "ccomp")
        and document.tags[c] == "VB"
        and document.edges(c)[0] <= content + 2
    ]


def completed(desk: Desk, noun: int, act: int, without: Iterable[int]) -> list[int]:
    """Heads of phrases that go straight on from a noun content though the parse hung them on the act above.

    As in "called for investigations | into the shootings", "demanded an end | to the siege". A time belongs to the act, and
    whom one meets is the one asked; `without` are the heads of what is a condition.
    """
    document = desk.document
    found: list[int] = []
    after = document.edges(noun)[1]
    for _ in range(_FURTHER):
        phrase = next(
            (
                c
                for c in document.children[act]
                if document.deps[c].startswith("obl") and document.edges(c)[0] == after
            ),
            None,
        )
        if phrase is None or document.words[after].lower() not in _COMPLETING or _no_part(desk, phrase):
            break
        if phrase in without:
            break
        found.append(phrase)
        after = document.edges(phrase)[1]
    return found


def phrase_of(desk: Desk, head: int) -> list[int]:
    """The words of a phrase, asides left out."""
    kept, stack = [], [head]
    while stack:
        token = stack.pop()
        kept.append(token)
        stack += [c for c in desk.document.children[token] if not aside(desk, c)]
    return kept


def whole(desk: Desk, first: int, last: int) -> int:
    """The last token of a run that ends within a word or a name: "round | -the-clock", "the Red | Crescent Society", "(a | note)"."""
    document = desk.document
    end = document.sentences[document.sentence_of[last]][1]
    while last + 1 < end:
        joined = document.ends[last] == document.starts[last + 1]
        hyphen = joined and "-" in (document.words[last + 1], document.words[last])
        name = document.upos[last] == "PROPN" == document.upos[last + 1]
        if not (hyphen or name):
            break
        last += 1
    words = document.words[first : last + 1]
    if words.count("(") > words.count(")") and ")" in document.words[last + 1 : end]:
        last = document.words.index(")", last + 1)
    return last


def closed_up(desk: Desk, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans that only a blank or an opening quotation mark parts, as one."""
    found: list[Span] = []
    for span in spans:
        between = desk.document.text[found[-1].end : span.start] if found else ""
        if found and span.start >= found[-1].end and len(between) <= 2 and not between.strip(' "“\n'):
            found[-1] = desk.document.passage(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)


def _no_part(desk: Desk, phrase: int) -> bool:
    timed = any(time.start_token <= phrase < time.end_token for time in desk.times)
    return timed or is_time(desk.lemma(phrase)) or desk.acting(phrase)
