"""Parses that cannot be right, put right: a sentence that ends like one but has no verb as its head.

A parser that learnt little news takes "The army bombed the road." for a noun with a participle on it. Where the rest of
the sentence leaves no other reading, the verb becomes the head and the noun its subject. Measured on the development
treebanks by `parley evaluate syntax`: what is changed is right more often than wrong (docs/language-model.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from parley.language.coordination import gather
from parley.language.finite import promote
from parley.language.headless import find_verb
from parley.language.lists import Lists
from parley.language.openings import apart
from parley.language.phrases import join
from parley.language.prepositions import hang
from parley.sources.damage import lexicon

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})


def mend(lists: Lists, sentences: Sequence[tuple[int, int]]) -> None:
    """Changes heads and relations in place."""
    for start, end in sentences:
        if end - start > 3:
            apart(lists, start, end)
            _perfect(lists, start, end)
            _participle_with_subject(lists, start, end)
            _two_subjects(lists, start, end)
            _joint_subjects(lists, start, end)
            _who(lists, start, end)
            _acronym(lists, start, end)
            _demanded_and_did(lists, start, end)
            _headline(lists, start, end)
            join(lists, start, end)
            promote(lists, start, end)
            find_verb(lists, start, end)
            hang(lists, start, end)
            gather(lists, start, end)


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


def _joint_subjects(lists: Lists, start: int, end: int) -> None:
    """ "The rebels and the government resumed talks": two phrases before one verb, with nothing but "and" between them.

    The parser takes both for its subjects, or the first for the head of the sentence and the verb for its conjunct.
    """
    for joint in range(start + 1, end - 2):
        verb = lists.heads[joint]
        if lists.deps[joint] != "cc" or verb <= joint + 1 or lists.upos[verb] != "VERB":
            continue
        second = next((t for t in range(joint + 1, verb) if lists.hangs(t, "nsubj", verb)), None)
        if second is None or not _phrase(lists, second, joint + 1, second + 1):
            continue
        first = next((t for t in range(joint - 1, start - 1, -1) if lists.hangs(t, "nsubj", verb)), None)
        headed = lists.deps[verb] == "conj" and lists.heads[verb] < joint and lists.upos[second] != "PRON"
        if first is None and headed and _alone(lists, lists.heads[verb], verb, start, end):
            first = lists.heads[verb]
        if first is None or not _phrase(lists, first, first, joint) or "," in lists.words[first:joint]:
            continue
        if lists.deps[first] != "nsubj":
            _promote(lists, first, verb, start, end, only_before=start)
            lists.heads[first], lists.deps[first] = verb, "nsubj"
        lists.heads[second], lists.deps[second] = first, "conj"
        lists.heads[joint] = second


def _acronym(lists: Lists, start: int, end: int) -> None:
    """ "ISIL/obl:unmarked seized the town": letters right before a finite verb without a subject are its subject."""
    for token in range(start, end - 1):
        verb = token + 1
        word = lists.words[token]
        if (
            lists.heads[token] == verb
            and lists.deps[token] in ("obl:unmarked", "obl:tmod", "advmod")
            and len(word) > 1
            and word.isalpha()
            and word.isupper()
            and lists.tags[verb] in ("VBD", "VBZ", "VBP")
            and not any(lists.hangs(t, "nsubj", verb) for t in range(start, end))
        ):
            lists.deps[token], lists.upos[token] = "nsubj", "PROPN"


def _who(lists: Lists, start: int, end: int) -> None:
    """ "A setback for Orlov, who had sought …": "who" is the person right before it, not the thing the phrase is about."""
    for token in range(start + 2, end - 1):
        verb = lists.heads[token]
        if lists.words[token].lower() != "who" or lists.deps[verb] != "acl:relcl" or verb <= token:
            continue
        last = token - 1 - (lists.words[token - 1] == ",")
        name = last
        while lists.deps[name] in ("flat", "compound") and lists.heads[name] < last:
            name = lists.heads[name]
        head = lists.heads[verb]
        if (
            lists.upos[name] == "PROPN"
            and lists.upos[head] == "NOUN"
            and head < name
            and lists.heads[name] == head
            and lists.deps[name] == "nmod"
        ):
            lists.heads[verb] = name


_DEMANDING = frozenset(
    ["demand", "request", "insist", "ask", "urge", "order", "recommend", "propose", "suggest", "require"]
)


def _demanded_and_did(lists: Lists, start: int, end: int) -> None:
    """ "Demanded that they hand it over and objected to …": a past tense goes on with the demand, not with what is demanded."""
    for token in range(start + 2, end):
        inner = lists.heads[token]
        above = lists.heads[inner]
        if (
            lists.deps[token] == "conj"
            and lists.tags[token] == "VBD"
            and lists.tags[inner] in ("VB", "VBP")
            and lists.deps[inner] in ("ccomp", "xcomp")
            and lists.tags[above] in ("VBD", "VBN")
            and lists.lemmas[above].lower() in _DEMANDING
        ):
            lists.heads[token] = above


def _headline(lists: Lists, start: int, end: int) -> None:
    """ "Karvia signs/compound accord": names at the head of a sentence and a verb of headlines, taken for nouns before a noun.

    Plurals hardly stand before a noun in English ("arms deal" aside), and never with the names before them as their own.
    """
    verb = start
    while verb < end and lists.upos[verb] == "PROPN":
        verb += 1
    noun = lists.heads[verb] if verb < end else verb
    if (
        not start < verb < noun < end
        or lists.tags[verb] != "NNS"
        or lists.deps[verb] != "compound"
        or lists.words[verb] not in _headline_verbs()
    ):
        return
    names = next((t for t in range(verb - 1, start - 1, -1) if lists.heads[t] in (verb, noun)), None)
    if names is None or not _phrase(lists, names, start, verb):
        return
    above, relation = lists.heads[noun], lists.deps[noun]
    _promote(lists, noun, verb, start, end, only_before=verb)
    if above != noun and relation.startswith(
        "nsubj"
    ):  # the run-on headline that follows has lost its subject
        lists.deps[verb] = "parataxis"
    lists.heads[noun], lists.deps[noun] = verb, "obj"
    lists.heads[names], lists.deps[names] = verb, "nsubj"
    lists.upos[verb], lists.tags[verb] = "VERB", "VBZ"


@cache
def _headline_verbs() -> frozenset[str]:
    return frozenset(word for word in lexicon.load().headline_verbs if word.endswith("s"))


def _phrase(lists: Lists, head: int, start: int, end: int) -> bool:
    """Whether tokens from `start` to `end` belong to the phrase of `head`."""
    return all(lists.below(token, head) for token in range(start, end))


def _alone(lists: Lists, root: int, verb: int, start: int, end: int) -> bool:
    """Whether a noun heads its sentence though it has nothing of a clause, and nothing else hangs on it after the verb."""
    if lists.heads[root] != root or lists.upos[root] not in _NOMINAL:
        return False
    own = [t for t in range(start, end) if lists.heads[t] == root and t != root]
    if lists.upos[root] != "PROPN" and not any(lists.deps[t] == "det" and t < root for t in own):
        return False  # "great food and the staff smiled" is two clauses, of which the first has no verb
    clause = {"cop", "nsubj", "nsubj:pass", "aux", "expl", "mark", "parataxis", "advcl"}
    return all(lists.deps[t] not in clause and (t <= verb or lists.deps[t] == "punct") for t in own)


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
