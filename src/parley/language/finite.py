"""Verbs that a parse took for participles though they have an object: "the raids in the north killed/acl ten people".

In English a past participle on a noun is passive and has no object, but for a few verbs of giving and naming. Where a
form may be either ("killed", "struck") and an object follows, the noun is its subject; where that noun hangs on another
with a preposition ("in the north"), the one above is.
"""

from __future__ import annotations

from parley.language.lexicon import words
from parley.language.lists import Lists

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_CLAUSES = frozenset({"root", "ccomp", "parataxis", "advcl", "list", "dep", "acl:relcl"})


def promote(lists: Lists, start: int, end: int) -> None:
    """Makes such verbs of a sentence heads of their clauses, in place."""
    for verb in range(start + 1, end):
        if _taken_for_participle(lists, verb, start, end):
            _promote_participle(lists, verb, start, end)
        elif _taken_for_modifier(lists, verb, start, end):
            _promote_modifier(lists, verb, start, end)


def _taken_for_participle(lists: Lists, verb: int, start: int, end: int) -> bool:
    lemma, noun = lists.lemmas[verb].lower(), lists.heads[verb]
    if lists.deps[verb] != "acl" or lists.tags[verb] not in ("VBN", "VBD") or not start <= noun < verb:
        return False
    if not may_be_past(lists, verb):
        return False
    own = [t for t in range(start, end) if lists.heads[t] == verb]
    relations = {lists.deps[t] for t in own}
    if relations & {"nsubj", "nsubj:pass", "aux", "aux:pass", "mark", "obl:agent"}:
        return False
    objects = [t for t in own if lists.deps[t] == "obj" and t > verb]
    if not objects or lists.lemmas[objects[0]].lower() in words()["times"]:
        return False
    after = lists.words[verb + 1]
    if lemma in words()["naming"] and not after[:1].islower():
        return False
    return lists.words[verb - 1] not in (",", "-", "–", "—") or _set_off(lists, noun, verb)


def _taken_for_modifier(lists: Lists, verb: int, start: int, end: int) -> bool:
    """Whether a past tense stands as a modifier: "Two bombers struck/amod army/obj posts", an object of a noun, or
    "Orl/amod targeted/amod families" in a sentence that has no verb.
    """
    noun = lists.heads[verb]
    if lists.deps[verb] != "amod" or lists.tags[verb] not in ("VBN", "VBD") or noun <= verb:
        return False
    if not may_be_past(lists, verb) or verb == start:
        return False
    above = lists.heads[noun]
    if lists.deps[noun] == "obj" and lists.upos[above] in ("NOUN", "PROPN") and above < verb:
        return lists.deps[above] != "xcomp" and lists.words[verb - 1] != ","
    before = verb - 1
    return (
        above == noun
        and lists.words[end - 1] in (".", "!", "?")
        and lists.tags[before] in ("NNP", "NNPS")
        and lists.heads[before] == noun
        and not any(lists.tags[t] in ("VBD", "VBZ", "VBP", "MD") for t in range(start, end) if t != verb)
    )


def _promote_modifier(lists: Lists, verb: int, start: int, end: int) -> None:
    noun = lists.heads[verb]
    above = lists.heads[noun]
    subject = above if above != noun else verb - 1
    top = noun if above == noun else above
    root = lists.heads[top] == top
    lists.heads[verb], lists.deps[verb] = (verb if root else lists.heads[top]), lists.deps[top]
    if lists.deps[verb] == "nsubj":
        lists.deps[verb] = "ccomp"  # of the verb of saying that follows
    lists.tags[verb], lists.upos[verb] = "VBD", "VERB"
    lists.heads[noun], lists.deps[noun] = verb, "obj"
    lists.heads[subject], lists.deps[subject] = verb, "nsubj"
    for other in range(start, end):
        if other in (verb, noun, subject) or lists.heads[other] not in (noun, subject):
            continue
        if lists.heads[other] == noun and other < verb:
            lists.heads[other] = subject
        elif (lists.heads[other] == subject and other > verb) or lists.deps[other] == "punct":
            lists.heads[other] = verb
            if lists.deps[other] == "acl":
                lists.deps[other] = "advcl"


def may_be_past(lists: Lists, verb: int) -> bool:
    """Whether a form may be a past tense and its passive has no object."""
    word = lists.words[verb].lower()
    return (
        word.isalpha()
        and word not in words()["participles"]
        and not word.endswith(("en", "wn"))
        and lists.lemmas[verb].lower() not in words()["giving"]
    )


def _set_off(lists: Lists, noun: int, verb: int) -> bool:
    """Whether the comma before a verb closes what was set in after its subject: "Orl, the envoy, accused …"."""
    mark = lists.words[verb - 1]
    between = range(noun + 1, verb - 1)
    return any(lists.words[t] == mark for t in between) and any(
        lists.heads[t] == noun and lists.deps[t] in ("appos", "acl:relcl", "acl") for t in between
    )


def _promote_participle(lists: Lists, verb: int, start: int, end: int) -> None:
    subject = _subject(lists, lists.heads[verb], start)
    if subject is None:
        return
    above, relation = lists.heads[subject], lists.deps[subject]
    case = next((t for t in range(start, subject) if lists.hangs(t, "case", subject)), None)
    swapped: tuple[int, str] | None = None
    if case is not None:
        if (
            relation.partition(":")[0] not in ("obl", "nmod")
            or lists.lemmas[case].lower() not in words()["conjunctions"]
        ):
            return
        lists.heads[case], lists.deps[case] = verb, "mark"
        place = (_clause(lists, above), "advcl")
    elif relation in _CLAUSES or above == subject:
        place = (verb if above == subject else above, relation)
    elif relation == "nsubj" and above > verb:
        found = _beside(lists, above, verb)
        if found is None:
            return
        place, swapped = found
    elif relation in ("obj", "obl", "obl:unmarked") and above < verb and _told(lists, above, subject):
        place = (above, "ccomp")
    elif relation == "appos" and (root := _opening(lists, above)) is not None:
        place = (verb, "root")  # "On Monday, the army shelled the town."
        lists.heads[root], lists.deps[root] = verb, "obl"
    elif relation == "conj" and (clause := _clause(lists, above)) != above:
        place = (clause, "conj")
    else:
        return
    chain = _chain(lists, lists.heads[verb], subject)
    lists.heads[verb], lists.deps[verb], lists.tags[verb] = *place, "VBD"
    lists.heads[subject], lists.deps[subject] = verb, "nsubj"
    if swapped is not None:
        lists.heads[swapped[0]], lists.deps[swapped[0]] = verb, swapped[1]
    for other in range(start, end):
        if other in (verb, subject) or lists.heads[other] not in chain or other in chain:
            continue
        outside = lists.deps[other] in ("punct", "cc", "mark", "discourse", "advcl", "parataxis")
        if other > verb or (outside and other < min(chain)):
            lists.heads[other] = verb
            if lists.deps[other] in ("nmod", "appos", "dep"):
                lists.deps[other] = "obl"


def _subject(lists: Lists, noun: int, start: int) -> int | None:
    """The noun that is the subject of a verb right of `noun`: itself, or the one that it hangs on with a preposition."""
    for _ in range(6):
        above, relation = lists.heads[noun], lists.deps[noun].partition(":")[0]
        if lists.upos[noun] not in _NOMINAL:
            return None
        cases = [lists.lemmas[t].lower() for t in range(start, noun) if lists.hangs(t, "case", noun)]
        if cases and set(cases) <= words()["conjunctions"] and relation in ("obl", "nmod"):
            return noun
        left = start <= above < noun
        if cases and relation == "nmod" and left:
            noun = above
        elif (
            (cases or relation == "obj")
            and relation in ("obl", "obj")
            and left
            and lists.deps[above] == "acl"
            and lists.heads[above] < above
        ):
            noun = lists.heads[above]
        elif left and (
            (relation == "appos" and not _time(lists, above))
            or (relation == "conj" and not any(lists.hangs(t, "det", noun) for t in range(above, noun)))
        ):
            noun = above
        elif cases:
            return None
        else:
            return noun
    return None


def _beside(lists: Lists, other: int, verb: int) -> tuple[tuple[int, str], tuple[int, str] | None] | None:
    """Where a verb belongs whose subject was given to `other`, a verb after it, and where that one goes then.

    `None` where the sentence may as well be "the men handed their sentence fled".
    """
    if any(lists.hangs(t, "nsubj", other) for t in range(verb + 1, other)):
        return (other, "ccomp"), None
    place = (verb if lists.heads[other] == other else lists.heads[other], lists.deps[other])
    marks = {lists.deps[t] for t in range(verb + 1, other) if lists.heads[t] == other}
    if lists.tags[other] == "VB" and "mark" in marks:
        return place, (other, "xcomp")
    if lists.tags[other] == "VBG" and "aux" not in marks:
        return place, (other, "advcl")
    if lists.tags[other] == "VBD" and "cc" in marks:
        return place, (other, "conj")
    return None


def _time(lists: Lists, token: int) -> bool:
    """Whether a word tells a time: "Monday", "2009"."""
    return lists.lemmas[token].lower() in words()["times"] or (
        lists.words[token].isdigit() and len(lists.words[token]) == 4
    )


def _told(lists: Lists, above: int, subject: int) -> bool:
    """Whether a verb reports the clause whose subject was taken for its object."""
    lemma = lists.lemmas[above].lower()
    hearer = any(
        lists.heads[t] == above and lists.deps[t] in ("obj", "iobj") for t in range(above + 1, subject)
    )
    return lemma in words()["reporting"] or (lemma == "tell" and hearer)


def _opening(lists: Lists, noun: int) -> int | None:
    """The head of a sentence that is nothing but the phrase which a noun belongs to, "In a second raid on Friday, …"."""
    while lists.heads[noun] != noun:
        if lists.upos[noun] not in _NOMINAL:
            return None
        noun = lists.heads[noun]
    return noun if lists.upos[noun] in _NOMINAL else None


def _chain(lists: Lists, noun: int, subject: int) -> list[int]:
    """Tokens from `noun` up to `subject`."""
    found = [noun]
    while found[-1] != subject:
        found.append(lists.heads[found[-1]])
    return found


def _clause(lists: Lists, token: int) -> int:
    """The nearest verb at or above a token; the token itself when there is none."""
    above = token
    while lists.upos[above] != "VERB":
        if lists.heads[above] == above:
            return token
        above = lists.heads[above]
    return above
