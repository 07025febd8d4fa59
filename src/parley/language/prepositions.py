"""Prepositional phrases that a parse hung where they cannot hang, moved to where they can.

A date and a town after "in" take no side ("talks on Friday with Norland", "met in Orle with the rebels", "was shot in
Orle by a guard"): the phrase is of what they tell the time or place of. A preposition before a title is the whole name's
("a call from President Ivo Orl"), and a name with a preposition is no apposition.
"""

from __future__ import annotations

from parley.language.lexicon import words
from parley.language.lists import Lists

_PREMODIFIERS = frozenset({"nmod:desc", "compound", "amod"})
_UNMARKED = frozenset({"appos", "obl", "nmod", "dep"})
_HYPHENS = frozenset({"-", "‑", "–"})
_SIDES = frozenset({"with", "against", "between", "by"})
_WHERE = frozenset({"in", "at", "near", "outside", "inside"})


def hang(lists: Lists, start: int, end: int) -> None:
    """Moves the prepositional phrases of a sentence, in place."""
    cases: dict[int, int] = {}
    for token in range(start, end):
        if lists.deps[token] == "case" and lists.upos[token] == "ADP":
            cases.setdefault(lists.heads[token], token)
    for modifier, preposition in sorted(cases.items()):
        _before_a_title(lists, cases, modifier, preposition)
    for noun, preposition in sorted(cases.items()):
        _after_time_or_place(lists, cases, noun, preposition)


def _before_a_title(lists: Lists, cases: dict[int, int], modifier: int, preposition: int) -> None:
    """ "A call from President/case Ivo/appos Orl"."""
    name = lists.heads[modifier]
    if (
        lists.deps[modifier] not in _PREMODIFIERS
        or not preposition < modifier < name
        or name in cases
        or lists.heads[name] >= preposition
        or any(not lists.below(t, name) for t in range(preposition, name))
        or (preposition and lists.below(preposition - 1, name))  # "Speaker of the House Ivo Orl"
        or _HYPHENS & set(lists.words[max(preposition - 1, 0) : name])  # "in-depth report"
        or any(lists.heads[t] == modifier and lists.deps[t] in ("cc", "conj") for t in range(modifier, name))
    ):
        return
    lists.heads[preposition] = name
    cases[name] = cases.pop(modifier)
    if lists.deps[name].partition(":")[0] in _UNMARKED:
        lists.deps[name] = _relation(lists, lists.heads[name])


def _after_time_or_place(lists: Lists, cases: dict[int, int], noun: int, preposition: int) -> None:
    """ "Talks on Friday with Norland/nmod of Friday", "met in Orle with rebels/nmod of Orle"."""
    if lists.deps[noun] != "nmod" or lists.heads[noun] >= preposition:
        return
    word, before = lists.words[preposition].lower(), lists.heads[noun]
    if not (
        (_is_time(lists, before) and word != "of" and lists.deps[before].startswith(("obl", "nmod")))
        or (word in _SIDES and _is_place(lists, cases, before))
    ):
        return
    above = lists.heads[before]
    if above == before or lists.below(above, noun):
        return
    lists.heads[noun] = above
    agent = word == "by" and lists.tags[above] == "VBN"
    lists.deps[noun] = "obl:agent" if agent else _relation(lists, above)


def _is_time(lists: Lists, token: int) -> bool:
    """Whether a word is a day or a month, or the number beside one."""
    near = (token, token - 1, token + 1) if lists.upos[token] == "NUM" else (token,)
    return any(
        0 <= t < len(lists.words)
        and lists.words[t][:1].isupper()
        and lists.lemmas[t].lower() in words()["times"]
        for t in near
    )


def _is_place(lists: Lists, cases: dict[int, int], token: int) -> bool:
    """Whether a name stands after "in" or the like and tells where."""
    where = token in cases and lists.words[cases[token]].lower() in _WHERE
    return where and lists.upos[token] == "PROPN" and lists.deps[token] in ("obl", "nmod")


def _relation(lists: Lists, head: int) -> str:
    return "obl" if lists.upos[head] in ("VERB", "ADJ", "ADV", "AUX") else "nmod"
