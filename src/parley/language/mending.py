"""Parses that cannot be right, put right: a sentence that ends like one but has no verb as its head.

A parser that learnt little news takes "The army bombed the road." for a noun with a participle on it. Where the rest of
the sentence leaves no other reading, the verb becomes the head and the noun its subject. Measured on the development
treebanks by `parley evaluate syntax`: what is changed is right more often than wrong (docs/language-model.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_END = frozenset({".", "!", "?"})


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a document in the making that mending changes; see `Document`."""

    words: list[str]
    lemmas: list[str]
    upos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]


def mend(lists: Lists, sentences: Sequence[tuple[int, int]]) -> None:
    """Changes heads and relations in place."""
    for start, end in sentences:
        if end - start > 3:
            _perfect(lists, start, end)
            _headless(lists, start, end)
            _participle_with_subject(lists, start, end)
            _two_subjects(lists, start, end)


def _perfect(lists: Lists, start: int, end: int) -> None:
    """ "has delivered/amod supplies": an auxiliary right before a participle, no article between."""
    for token in range(start, end - 2):
        verb = token + 1
        noun = lists.heads[verb]
        if (
            lists.words[token].lower() in ("has", "have", "had")
            and lists.tags[verb] == "VBN"
            and lists.deps[verb] == "amod"
            and noun > verb
            and lists.heads[noun] == token
            and (
                lists.deps[noun].partition(":")[0] in ("obl", "nsubj")
                or (lists.deps[noun] == "obj" and (lists.upos[noun] == "PROPN" or noun > verb + 1))
            )
        ):
            _promote(lists, token, verb, start, end)
            lists.heads[token], lists.deps[token], lists.upos[token] = verb, "aux", "AUX"
            lists.lemmas[token] = "have"
            lists.heads[noun], lists.deps[noun] = verb, "obj"


def _participle_with_subject(lists: Lists, start: int, end: int) -> None:
    """ "Chad has outwitted/amod Niger": a modifier of the noun after it cannot have a subject of its own."""
    subjects = {lists.heads[t] for t in range(start, end) if lists.deps[t] == "nsubj"}
    for verb in subjects:
        noun = lists.heads[verb]
        if lists.deps[verb] == "amod" and noun > verb and lists.tags[verb].startswith("V"):
            _promote(lists, noun, verb, start, end, only_before=verb)
            lists.heads[noun], lists.deps[noun] = verb, "obj"


def _two_subjects(lists: Lists, start: int, end: int) -> None:
    """ "The talks, the mayor said, had failed": of two subjects before a verb that is set in, the first is the clause's."""
    for verb in range(start, end):
        head = lists.heads[verb]
        if lists.deps[verb] != "parataxis" or head <= verb:
            continue
        subjects = [t for t in range(start, verb) if lists.heads[t] == verb and lists.deps[t] == "nsubj"]
        if len(subjects) > 1 and "," in lists.words[subjects[0] : subjects[1]]:
            lists.heads[subjects[0]] = head


def _promote(lists: Lists, old: int, new: int, start: int, end: int, only_before: int | None = None) -> None:
    """Gives `new` the place of `old` in the tree, and the dependents of `old` (those before a token, or punctuation)."""
    root = lists.heads[old] == old
    lists.heads[new] = new if root else lists.heads[old]
    lists.deps[new] = "root" if root else lists.deps[old]
    for other in range(start, end):
        if other in (old, new) or lists.heads[other] != old:
            continue
        if only_before is None or other < only_before or lists.deps[other] == "punct":
            lists.heads[other] = new


def _headless(lists: Lists, start: int, end: int) -> None:
    """ "The president called/acl on the rebels.": a noun as the head of what ends like a sentence."""
    root = next((t for t in range(start, end) if lists.heads[t] == t), None)
    if root is None or lists.upos[root] not in _NOMINAL or lists.words[end - 1] not in _END:
        return
    if any(
        lists.heads[t] == root and lists.deps[t] in ("cop", "nsubj", "aux", "expl") for t in range(start, end)
    ):
        return
    verb = next(
        (
            t
            for t in range(root + 1, end)
            if lists.heads[t] == root
            and lists.deps[t] == "acl"
            and lists.tags[t] in ("VBD", "VBN", "VBZ", "VBP")
        ),
        None,
    )
    if verb is None or not _main(lists, verb, start, end):
        return
    for other in range(start, end):
        if other == verb or lists.heads[other] != root:
            continue
        if other > verb or lists.deps[other] in ("punct", "parataxis", "discourse", "advcl"):
            if other > verb and lists.deps[other].partition(":")[0] in ("nmod", "appos", "dep"):
                lists.deps[other] = "obl"
            lists.heads[other] = verb
    lists.heads[verb], lists.deps[verb] = verb, "root"
    lists.heads[root], lists.deps[root] = verb, "nsubj"
    if lists.tags[verb] == "VBN":
        lists.tags[verb] = "VBD"


def _main(lists: Lists, verb: int, start: int, end: int) -> bool:
    """Whether nothing else in the sentence can be its verb, and the participle can."""
    own = {lists.deps[t] for t in range(start, end) if lists.heads[t] == verb}
    if own & {"nsubj", "nsubj:pass", "mark", "aux", "aux:pass"}:
        return False
    if lists.tags[verb] in ("VBZ", "VBP", "VBD"):
        return True
    for token in range(start, end):
        if token != verb and lists.tags[token] in _FINITE:
            return False
    dependents = {lists.deps[t] for t in range(verb + 1, end) if lists.heads[t] == verb}
    return (
        bool(dependents & {"obj", "xcomp", "ccomp", "compound:prt", "iobj"}) and "obl:agent" not in dependents
    )
