"""Members of a list that a parse lost: made an apposition, a second subject, a word before the verb, or part of a day's name."""

from __future__ import annotations

from parley.language.lexicon import words
from parley.language.lists import Lists

_NOMINAL = frozenset({"NOUN", "PROPN"})
_BEFORE_NAMES = frozenset({"compound", "amod", "nmod:desc", "nummod"})


def gather(lists: Lists, start: int, end: int) -> None:
    """Puts the lists of a sentence together, in place."""
    for token in range(start, end):
        if lists.deps[token] == "cc":
            _before_a_title(lists, token)
    for token in range(start + 1, end):
        if lists.lemmas[token].lower() in words()["days"]:
            _day(lists, token, start)
        elif lists.deps[token] == "appos":
            _apposition(lists, token, start, end)
        elif lists.deps[token] in ("nsubj", "nsubj:pass"):
            _subjects(lists, token, start, end)


def _before_a_title(lists: Lists, joint: int) -> None:
    """ "Orl and/cc of Chairman Chairman Ivo Bek": "and" joins the whole name."""
    modifier = lists.heads[joint]
    name = lists.heads[modifier]
    while lists.deps[name] in _BEFORE_NAMES and lists.heads[name] > name:
        name = lists.heads[name]
    if (
        (lists.deps[modifier] == "nmod:desc" or lists.upos[modifier] == "PROPN")
        and lists.deps[modifier] in _BEFORE_NAMES
        and joint < modifier < name
        and lists.upos[name] in _NOMINAL
        and all(lists.below(t, name) for t in range(joint, name))
        and not (joint and lists.below(joint - 1, name))
    ):
        lists.heads[joint] = name


def _apposition(lists: Lists, second: int, start: int, end: int) -> None:
    """ "Orl, Bek/appos and Karn/conj of Orl", "police, officials/appos and aides": an apposition is not of the same kind, and ends
    with a comma.
    """
    first, left = lists.heads[second], _first(lists, second, start)
    if first >= second or not _alike(lists, first, second) or "," not in lists.words[left - 1 : second]:
        return
    after = _last(lists, second, end)
    if after >= end - 1 or lists.deps[after] != "cc" or lists.below(after, second):
        return
    third = lists.heads[after]
    if third > after and lists.deps[third] == "conj" and lists.heads[third] == first:
        lists.deps[second] = "conj"


def _subjects(lists: Lists, second: int, start: int, end: int) -> None:
    """ "Orl, Bek and Ivo Karn/nsubj met": a subject after "and" goes on with the one before it; so does a list without a role.

    "Some fighters/obl, tribesmen/nsubj and militiamen launched …".
    """
    verb = lists.heads[second]
    if verb <= second or lists.upos[second] not in _NOMINAL:
        return
    left = _first(lists, second, start)
    joint = lists.deps[left] == "cc" and lists.heads[left] == second
    fellow = next(
        (
            t
            for t in range(left - 1, start - 1, -1)
            if lists.heads[t] == verb and lists.deps[t] in ("nsubj", "nsubj:pass", "obl", "obl:unmarked")
        ),
        None,
    )
    if fellow is None or lists.upos[fellow] not in _NOMINAL or _is_time(lists, fellow):
        return
    bare = not any(lists.hangs(t, "case", fellow) for t in range(start, second))
    goes_on = any(lists.deps[t] == "conj" and lists.heads[t] == fellow for t in range(fellow, second))
    more = any(lists.hangs(t, "conj", second) for t in range(second, verb))
    listed = (joint and lists.deps[fellow].startswith("nsubj") and goes_on) or (
        not joint and lists.words[left - 1] == "," and lists.deps[fellow].startswith("obl") and bare and more
    )
    if not joint and not _alike(lists, fellow, second):
        return
    between = range(_last(lists, fellow, end), left)
    if not listed or any(lists.words[t] != "," for t in between):
        return
    lists.deps[fellow] = lists.deps[second]
    lists.heads[second], lists.deps[second] = fellow, "conj"
    for token in range(second + 1, verb):
        if lists.hangs(token, "conj", second):
            lists.heads[token] = fellow


def _day(lists: Lists, day: int, start: int) -> None:
    """ "Told the Orle Bank/compound of Friday Friday/obj": the noun before a day is no part of its name."""
    relation = lists.deps[day].partition(":")[0]
    if relation not in ("obj", "nsubj", "conj", "iobj", "nmod", "obl"):
        return
    own = [t for t in range(start, day) if lists.heads[t] == day]
    noun = max((t for t in own if lists.deps[t] == "compound" and lists.upos[t] in _NOMINAL), default=None)
    if (
        noun is None
        or lists.lemmas[noun].lower() in words()["feasts"]
        or not all(lists.below(t, day) for t in range(noun, day))
    ):
        return
    above = lists.heads[day]
    if above == day:
        return
    lists.heads[noun], lists.deps[noun] = above, lists.deps[day]
    for token in own:
        if token != noun:
            lists.heads[token] = noun
    verb = above
    while lists.upos[verb] in _NOMINAL and lists.heads[verb] != verb:
        verb = lists.heads[verb]
    lists.heads[day], lists.deps[day] = verb, "obl:unmarked"


def _alike(lists: Lists, one: int, other: int) -> bool:
    """Whether both are names, or both plural nouns."""
    tags = {lists.tags[one], lists.tags[other]}
    return tags <= {"NNP", "NNPS"} or tags == {"NNS"}


def _is_time(lists: Lists, token: int) -> bool:
    return lists.lemmas[token].lower() in words()["times"] or lists.upos[token] == "NUM"


def _first(lists: Lists, head: int, start: int) -> int:
    """The first token of the words right before a head that are below it."""
    token = head
    while token > start and lists.below(token - 1, head):
        token -= 1
    return token


def _last(lists: Lists, head: int, end: int) -> int:
    """Where the words right after a head that are below it end (half-open)."""
    token = head + 1
    while token < end and lists.below(token, head):
        token += 1
    return token
