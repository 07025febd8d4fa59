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
    if (
        root is None
        or lists.upos[root] not in _NOMINAL
        or lists.words[end - 1] not in _END
        or end - start < _SHORTEST
    ):
        return
    if any(
        lists.heads[t] == root and lists.deps[t] in ("cop", "nsubj", "aux", "expl") for t in range(start, end)
    ):
        return
    for verb in range(start + 1, end - 1):
        if _present(lists, root, verb):
            subject = _subject_before(lists, verb, root, start)
            if subject is not None and not _other_verb(lists, verb, start, end):
                _before_its_object(lists, root, verb, subject, start, end)
                return
        if not _past(lists, verb) or _other_verb(lists, verb, start, end):
            continue
        if lists.deps[verb] == "amod" and root >= verb:
            subject = _subject_before(lists, verb, lists.heads[verb], start)
            if subject is not None and _apart(lists, root, verb, subject):
                _before_its_object(lists, root, verb, subject, start, end)
                return
        if root < verb and _on_the_noun(lists, root, verb, start, end):
            _lift(lists, root, verb, start, end)
            return


def _past(lists: Lists, verb: int) -> bool:
    """Whether a word may be a finite verb."""
    return lists.tags[verb] in ("VBD", "VBZ", "VBP") or (
        lists.tags[verb] == "VBN" and may_be_past(lists, verb)
    )


def _other_verb(lists: Lists, verb: int, start: int, end: int) -> bool:
    """Whether another word of the sentence heads a clause that nothing makes a part of another."""
    for token in range(start, end):
        if token == verb or lists.tags[token] not in _FINITE or lists.upos[token] not in ("VERB", "AUX"):
            continue
        if lists.deps[token].startswith(("aux", "cop")):
            token = lists.heads[token]
        if lists.deps[token] == "root" or (
            lists.deps[token] == "parataxis" and lists.deps[lists.heads[token]] == "root"
        ):
            return True
    return False


def _present(lists: Lists, root: int, verb: int) -> bool:
    """ "The centre plans/NNS to release it": a form of the present before what only a verb takes, taken for a plural."""
    if (
        lists.tags[verb] not in ("NNS", "NNPS")
        or lists.words[verb] not in words()["present"]
        or verb + 2 >= len(lists.words)
    ):
        return False
    if verb != root and not (lists.heads[verb] == root > verb and lists.deps[verb] == "compound"):
        return False
    after = verb + 1
    to_do = lists.tags[after] == "TO" and lists.tags[after + 1] == "VB"
    return (
        to_do
        or lists.tags[after] in ("NNP", "DT", "PRP$", "PRP", "CD", "NN", "JJ", "VBN")
        or (lists.upos[after] == "ADP" and lists.words[after].lower() not in ("of", "between", "by"))
    )


def _subject_before(lists: Lists, verb: int, noun: int, start: int) -> int | None:
    """The head of the words right before a verb that hang on the noun which it was made a part of."""
    head = verb - 1
    if head < start or lists.upos[head] not in _NAMES:
        return None
    while lists.heads[head] != noun:
        head = lists.heads[head]
        if not start <= head < verb or lists.heads[head] == head:
            return None
    return head if lists.upos[head] in _NAMES and lists.deps[head] in _JOINED else None


_JOINED = frozenset({"compound", "nmod:desc", "flat", "nmod", "appos", "nmod:poss", "nsubj", "amod"})
_OF_A_NAME = frozenset({"det", "amod", "compound", "nmod:poss", "nummod", "nmod:desc", "flat"})


def _apart(lists: Lists, root: int, verb: int, subject: int) -> bool:
    """Whether a participle before a noun can be no part of its name: after a name or plural, before an article, or where
    else the sentence would have no verb.
    """
    noun, after = lists.heads[verb], verb + 1
    opens = lists.deps[after] in ("det", "nummod", "nmod:poss") and lists.heads[after] == noun
    return opens or noun == root or lists.tags[subject] in ("NNP", "NNS", "NNPS")


def _before_its_object(lists: Lists, root: int, verb: int, subject: int, start: int, end: int) -> None:
    noun = lists.heads[verb]
    above, relation = lists.heads[noun], lists.deps[noun]
    if noun != root and relation.partition(":")[0] not in ("obj", "ccomp", "appos", "parataxis"):
        return
    lists.tags[verb] = "VBZ" if lists.tags[verb].startswith("NN") else "VBD"
    lists.upos[verb] = "VERB"
    lists.heads[subject], lists.deps[subject] = verb, "nsubj"
    if noun == verb:
        _as_verb(lists, verb, subject, start, end)
        return
    lists.heads[verb], lists.deps[verb] = (verb, "root") if noun == root else (above, relation)
    lists.heads[noun], lists.deps[noun] = verb, "obj"
    for other in range(start, end):
        if other in (verb, noun, subject) or lists.heads[other] != noun:
            continue
        if other < subject and lists.deps[other] in _OF_A_NAME:
            lists.heads[other] = subject
        elif other < verb or lists.deps[other] in ("punct", "advcl", "parataxis", "obl"):
            lists.heads[other] = verb


def _as_verb(lists: Lists, verb: int, subject: int, start: int, end: int) -> None:
    """Names anew what hangs on a noun that is a verb."""
    for other in range(start, end):
        if lists.heads[other] != verb or other in (verb, subject):
            continue
        relation = lists.deps[other].partition(":")[0]
        if other < subject and lists.deps[other] in _OF_A_NAME:
            lists.heads[other] = subject
        elif relation == "acl" and lists.tags[other] == "VB":
            lists.deps[other] = "xcomp"
        elif relation in ("nmod", "appos", "dep"):
            case = any(lists.hangs(t, "case", other) for t in range(start, other))
            lists.deps[other] = "obl" if case else "obj"


def _on_the_noun(lists: Lists, root: int, verb: int, start: int, end: int) -> bool:
    """Whether a verb hangs on the root, or on what is set in beside it, as a clause that has no subject of its own."""
    own = {lists.deps[t] for t in range(start, end) if lists.heads[t] == verb}
    if (
        lists.lemmas[verb].lower() in ("title", "entitle", "dub")
        or own & _CLAUSAL
        or any(lists.tags[t] in _RELATIVES and lists.below(t, verb) for t in range(root, verb))
    ):
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
    full = bool(own & _COMPLETING) or (set_off and near) or lists.tags[verb] != "VBN"
    return full or (head == root and _no_caption(lists, root, verb, start, end))


def _no_caption(lists: Lists, root: int, verb: int, start: int, end: int) -> bool:
    """Whether a sentence is too full for a caption ("Voters locked out of the hall."), where a participle alone is none."""
    if lists.words[verb + 1].lower() == "by" or lists.lemmas[verb].lower() in words()["captions"]:
        return False
    if next((w for w in lists.words[start:root] if w.isalpha()), "A")[0].islower():
        return False  # the rest of something
    opens = any(lists.deps[t] in ("det", "nmod:poss") and lists.heads[t] == root for t in range(start, root))
    return (opens and end - start >= _CAPTION) or end - start >= 2 * _CAPTION


_CAPTION = 10


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
        if other in (verb, subject) or lists.heads[other] not in (root, subject):
            continue
        outside = lists.deps[other] in ("punct", "parataxis", "discourse", "advcl", "cc")
        if other > verb or (outside and other < subject) or lists.deps[other] in ("parataxis", "discourse"):
            if other > verb and lists.deps[other].partition(":")[0] in ("nmod", "appos", "dep"):
                lists.deps[other] = "obl"
            lists.heads[other] = verb
    if lists.tags[verb] == "VBN":
        lists.tags[verb] = "VBD"
    lists.upos[verb] = "VERB"
