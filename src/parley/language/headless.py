"""Sentences that end like one and have a noun as their head: the verb that a parse took for a word of the noun's phrase.

"The president called/acl on the rebels.", "Orl, who leads the union, accused/conj of leads the army.", "Norland commandos
killed/amod four rebels." Where nothing else in the sentence can be its verb, that one becomes the head and the noun its
subject.
"""

from __future__ import annotations

from parley.language.finite import may_be_past
from parley.language.lexicon import words
from parley.language.lists import Lists

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_NAMES = frozenset({"NOUN", "PROPN"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_END = frozenset({".", "!", "?"})
_CLAUSAL = frozenset({"nsubj", "nsubj:pass", "mark", "aux:pass", "cop", "csubj"})
_RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
_COMPLETING = frozenset({"obj", "xcomp", "ccomp", "compound:prt", "iobj"})
_SHORTEST = 4


def find_verb(lists: Lists, start: int, end: int) -> None:
    """Gives a sentence its verb, in place."""
    root = next((t for t in range(start, end) if lists.heads[t] == t), None)
    if root is None or lists.upos[root] not in _NOMINAL or lists.words[end - 1] not in _END or end - start < _SHORTEST:
        return
    if any(lists.heads[t] == root and lists.deps[t] in ("cop", "nsubj", "aux", "expl") for t in range(start, end)):
        return
    for verb in range(start + 1, end - 1):
        if not _past(lists, verb) or _other_verb(lists, verb, start, end):
            continue
        if lists.deps[verb] == "amod" and root >= verb > start and _names_before(lists, verb):
            _before_its_object(lists, root, verb, start, end)
            return
        if root < verb and _on_the_noun(lists, root, verb, start, end):
            _lift(lists, root, verb, start, end)
            return


def _past(lists: Lists, verb: int) -> bool:
    """Whether a word may be a finite verb."""
    return lists.tags[verb] in ("VBD", "VBZ", "VBP") or (lists.tags[verb] == "VBN" and may_be_past(lists, verb))


def _other_verb(lists: Lists, verb: int, start: int, end: int) -> bool:
    """Whether another word of the sentence heads a clause that nothing makes a part of another."""
    for token in range(start, end):
        if token == verb or lists.tags[token] not in _FINITE or lists.upos[token] not in ("VERB", "AUX"):
            continue
        if lists.deps[token].startswith(("aux", "cop")):
            token = lists.heads[token]
        if lists.deps[token] == "root" or (lists.deps[token] == "parataxis" and lists.deps[lists.heads[token]] == "root"):
            return True
    return False


def _names_before(lists: Lists, verb: int) -> bool:
    """ "Norland commandos killed/amod four rebels": plurals and names hardly stand before a participle, articles never after."""
    before, after = verb - 1, verb + 1
    noun = lists.heads[verb]
    if lists.upos[before] not in _NAMES or lists.heads[before] != noun or noun <= verb:
        return False
    opens = lists.deps[after] in ("det", "nummod", "nmod:poss") and lists.heads[after] == noun
    return opens or lists.tags[before] in ("NNP", "NNS", "NNPS")


def _before_its_object(lists: Lists, root: int, verb: int, start: int, end: int) -> None:
    noun, subject = lists.heads[verb], verb - 1
    above, relation = lists.heads[noun], lists.deps[noun]
    if noun != root and relation.partition(":")[0] not in ("obj", "ccomp", "appos", "parataxis"):
        return
    lists.heads[verb], lists.deps[verb] = (verb, "root") if noun == root else (above, relation)
    lists.tags[verb], lists.upos[verb] = "VBD", "VERB"
    lists.heads[noun], lists.deps[noun] = verb, "obj"
    lists.heads[subject], lists.deps[subject] = verb, "nsubj"
    for other in range(start, end):
        if other in (verb, noun, subject) or lists.heads[other] != noun:
            continue
        if other < subject and lists.deps[other] in ("det", "amod", "compound", "nmod:poss", "nummod", "nmod:desc", "flat"):
            lists.heads[other] = subject
        elif other < verb or lists.deps[other] in ("punct", "advcl", "parataxis", "obl"):
            lists.heads[other] = verb


def _on_the_noun(lists: Lists, root: int, verb: int, start: int, end: int) -> bool:
    """Whether a verb hangs on the root, or on what is set in beside it, as a clause that has no subject of its own."""
    own = {lists.deps[t] for t in range(start, end) if lists.heads[t] == verb}
    if own & _CLAUSAL or any(lists.tags[t] in _RELATIVES and lists.below(t, verb) for t in range(root, verb)):
        return False
    if any(lists.hangs(t, "obl:agent", verb) for t in range(verb, end)):
        return False
    head, relation = lists.heads[verb], lists.deps[verb]
    before = verb - 1
    while lists.upos[before] == "ADV" and before > root:
        before -= 1
    set_off = lists.words[before] in (",", "–", "—", ")") and before > root + 1
    if relation == "conj":
        lifted = lists.deps[head] in ("acl:relcl", "acl", "conj") and set_off
        return lifted and not any(lists.hangs(t, "cc", verb) for t in range(head, verb))
    if relation not in ("acl", "acl:relcl"):
        return False
    near = head == root or (lists.deps[head] == "appos" and lists.heads[head] == root)
    if not near and not _led(lists, root, start):
        return False
    full = bool(own & _COMPLETING)
    return full or (set_off and near) or lists.tags[verb] != "VBN"


def _led(lists: Lists, root: int, start: int) -> bool:
    """Whether the head of a sentence stands after a preposition: "After the release of the tape, Orl called …"."""
    return any(lists.deps[t] in ("case", "mark") and lists.heads[t] == root for t in range(start, root))


def _lift(lists: Lists, root: int, verb: int, start: int, end: int) -> None:
    head = lists.heads[verb]
    subject = head if head != root and _led(lists, root, start) and lists.upos[head] in _NAMES else root
    if lists.lemmas[subject].lower() in words()["times"] or (subject == root and _led(lists, root, start)):
        return
    lists.heads[verb], lists.deps[verb] = verb, "root"
    lists.heads[root], lists.deps[root] = verb, "nsubj" if subject == root else "obl"
    if subject != root:
        lists.heads[subject], lists.deps[subject] = verb, "nsubj"
    for other in range(start, end):
        if other in (verb, subject) or lists.heads[other] not in (root, subject) or lists.heads[other] == verb:
            continue
        outside = lists.deps[other] in ("punct", "parataxis", "discourse", "advcl", "cc")
        if other > verb or (outside and other < subject) or lists.deps[other] in ("parataxis", "discourse"):
            if other > verb and lists.deps[other].partition(":")[0] in ("nmod", "appos", "dep"):
                lists.deps[other] = "obl"
            lists.heads[other] = verb
    if lists.tags[verb] == "VBN":
        lists.tags[verb] = "VBD"
    lists.upos[verb] = "VERB"
