"""Phrases that a parse tore apart, put together: a title and its name, a list of objects, a name that looks like a verb.

What is changed is impossible or next to it in English news: two subjects of one verb with nothing between them, a noun
coordinated with a verb, "IS" in capitals for a verb.
"""

from __future__ import annotations

from parley.language.lexicon import words
from parley.language.lists import Lists

_NOMINAL = frozenset({"NOUN", "PROPN"})
_CLAUSE = frozenset({"cop", "nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "obj", "expl"})
_MODIFIERS = frozenset({"amod", "compound", "nummod", "punct", "flat"})


def join(lists: Lists, start: int, end: int) -> None:
    """Puts the phrases of a sentence together, in place."""
    _capitals(lists, start, end)
    _title_and_name(lists, start, end)
    _objects(lists, start, end)


def _capitals(lists: Lists, start: int, end: int) -> None:
    """ "Jets bombed IS/cop positions": letters in a sentence that is not in capitals are a name."""
    if all(word.isupper() for word in lists.words[start:end] if word.isalpha()):
        return
    for token in range(start, end):
        if lists.words[token] != "IS" or lists.upos[token] not in ("AUX", "VERB"):
            continue
        lists.upos[token], lists.tags[token], lists.lemmas[token] = "PROPN", "NNP", "IS"
        head = lists.heads[token]
        if lists.deps[token] not in ("cop", "aux", "aux:pass"):
            continue
        if lists.upos[head] in _NOMINAL and token < head and _close(lists, token, head):
            lists.deps[token] = "compound"
            _object_of_participle(lists, token, head, start, end)
        elif lists.upos[token - 1] in ("ADP", "VERB") and token > start + 1:
            _after(lists, token)
        elif head > token and not any(lists.hangs(t, "nsubj", head) for t in range(start, end)):
            lists.deps[token] = "nsubj:pass" if lists.deps[token] == "aux:pass" else "nsubj"


def _after(lists: Lists, name: int) -> None:
    """Hangs a name on the verb before it, or with the preposition before it on the word before that."""
    if lists.upos[name - 1] == "VERB":
        lists.heads[name], lists.deps[name] = name - 1, "obj"
        return
    above = name - 2
    if lists.below(above, name):
        return
    lists.heads[name] = above
    lists.deps[name] = "obl" if lists.upos[above] == "VERB" else "nmod"
    lists.heads[name - 1], lists.deps[name - 1] = name, "case"


def _object_of_participle(lists: Lists, name: int, head: int, start: int, end: int) -> None:
    """ "Jets/nsubj bombed/acl IS positions": with the copula gone, the participle is the verb and the noun its object."""
    verb = name - 1
    subject = lists.heads[verb]
    if verb <= start or lists.deps[verb] != "acl" or not lists.hangs(subject, "nsubj", head):
        return
    lists.deps[verb], lists.heads[verb] = (
        lists.deps[head],
        lists.heads[head] if lists.heads[head] != head else verb,
    )
    lists.deps[head], lists.heads[head] = "obj", verb
    lists.heads[subject] = verb
    lists.tags[verb] = "VBD"
    for token in range(start, end):
        if lists.heads[token] == head and lists.deps[token] == "punct":
            lists.heads[token] = verb


def _title_and_name(lists: Lists, start: int, end: int) -> None:
    """ "Lt-Gen/nsubj Orl Bek/nsubj said", "The spokesman/nsubj, Ivo Orl/nsubj, said": two subjects are one, and its name."""
    for second in range(start + 1, end - 1):
        verb = lists.heads[second]
        if lists.deps[second] != "nsubj" or lists.upos[second] != "PROPN" or verb <= second:
            continue
        first = next((t for t in range(second - 1, start - 1, -1) if lists.hangs(t, "nsubj", verb)), None)
        if first is None:
            continue
        if _names_alone(lists, first, second):
            lists.heads[first], lists.deps[first] = second, "nmod:desc"
        elif lists.lemmas[first].lower() in words()["titles"]:
            _name_of(lists, first, second, start, end)


def _names_alone(lists: Lists, first: int, second: int) -> bool:
    """Whether two subjects are one row of capitalised words: a rank that no list knows, and a name."""
    return (
        lists.upos[first] == "PROPN"
        and all(lists.heads[t] in range(first, second + 1) for t in range(first + 1, second))
        and all(lists.upos[t] == "PROPN" or lists.words[t] in ("-", ".") for t in range(first, second))
    )


def _name_of(lists: Lists, title: int, name: int, start: int, end: int) -> None:
    """Joins a title and a name with nothing but a comma between their phrases."""
    if any(lists.words[t] in ("and", "or", "nor") for t in range(title, name)):
        return
    left = _edge(lists, name, start, end)[0]
    right = _edge(lists, title, start, end)[1]
    between = lists.words[right:left]
    if not between and right == title + 1:
        lists.heads[title], lists.deps[title] = name, "nmod:desc"
    elif not between or (between == [","] and lists.words[_edge(lists, name, start, end)[1]] == ","):
        lists.heads[name], lists.deps[name] = title, "appos"
    elif between == [","]:
        lists.heads[title], lists.deps[title] = name, "appos"


def _objects(lists: Lists, start: int, end: int) -> None:
    """ "Orl dismissed Bek and all members/conj of dismissed": a noun after "and" goes on with the noun before it."""
    for noun in range(start + 2, end):
        verb = lists.heads[noun]
        if (
            lists.deps[noun] != "conj"
            or lists.upos[noun] not in _NOMINAL
            or lists.upos[verb] != "VERB"
            or verb >= noun
            or any(lists.heads[t] == noun and lists.deps[t] in _CLAUSE for t in range(start, end))
        ):
            continue
        left = _edge(lists, noun, start, end)[0]
        if lists.deps[left] != "cc" or lists.heads[left] != noun:
            continue
        before = left - 1
        if lists.words[before] == "," and lists.words[left].lower() == "as":
            before -= 1
        fellow = before
        while lists.upos[fellow] not in _NOMINAL or lists.deps[fellow] in ("flat", "compound", "nmod:desc"):
            if lists.heads[fellow] == fellow or lists.heads[fellow] <= verb or lists.heads[fellow] > before:
                break
            fellow = lists.heads[fellow]
        if lists.upos[fellow] not in _NOMINAL or fellow <= verb or not lists.below(fellow, verb):
            continue
        while lists.deps[fellow] == "conj" and lists.heads[fellow] > verb:
            fellow = lists.heads[fellow]
        lists.heads[noun] = fellow


def _edge(lists: Lists, head: int, start: int, end: int) -> tuple[int, int]:
    """First and last (half-open) token below a head, punctuation at the edges left out."""
    inside = [t for t in range(start, end) if t == head or lists.below(t, head)]
    kept = [t for t in inside if lists.deps[t] != "punct"] or inside
    return min(kept), max(kept) + 1


def _close(lists: Lists, token: int, head: int) -> bool:
    """Whether only modifiers stand between."""
    return all(lists.deps[t] in _MODIFIERS for t in range(token + 1, head))
