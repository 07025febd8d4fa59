"""Treebank sentences made into others whose trees are known: cropped to a core, and with words of the field in them.

Cropping drops what a clause can do without, so that short plain sentences are seen often (Şahin and Steedman 2018,
"Data augmentation via dependency tree morphing"); words are replaced by others of the same form and use.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from parley.language.conllu import Sentence, Word

_DROPPED: Mapping[str, float] = {
    "advcl": 0.9, "advmod": 0.6, "appos": 0.8, "conj": 0.8, "discourse": 1.0, "dislocated": 1.0, "list": 1.0,
    "acl": 0.5, "amod": 0.4, "nmod": 0.3, "obl": 0.5, "parataxis": 1.0, "vocative": 1.0,
}  # fmt: skip
"""Relations a sentence can lose, without subtype, and the share of cases in which they go."""
_KEPT = frozenset({"obl:agent", "nmod:poss"})
_NEGATIVE = frozenset({"not", "n't", "n’t", "never"})
_SHORTEST = 4
_VOWELS = "aeiou"


@dataclass(frozen=True)
class Words:
    """Verbs and nouns by tag: what stands there is (form, lemma)."""

    by_tag: Mapping[str, Sequence[tuple[str, str]]]


def words() -> Words:
    """The words of `lists.toml`, inflected."""
    data = tomllib.loads(files("parley.training").joinpath("lists.toml").read_text(encoding="utf-8"))
    by_tag: dict[str, list[tuple[str, str]]] = {
        tag: [] for tag in ("VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "NN", "NNS")
    }
    for entry in data["verbs"].split():
        lemma, *given = entry.split(":")
        past, participle, gerund = given or (_past(lemma), _past(lemma), _gerund(lemma))
        forms = {"VB": lemma, "VBP": lemma, "VBZ": _s(lemma), "VBD": past, "VBN": participle, "VBG": gerund}
        for tag, form in forms.items():
            by_tag[tag].append((form, lemma))
    for entry in data["nouns"].split():
        lemma, *given = entry.split(":")
        by_tag["NN"].append((lemma, lemma))
        by_tag["NNS"].append((given[0] if given else _s(lemma), lemma))
    return Words(by_tag)


def _s(word: str) -> str:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _past(word: str) -> str:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ied"
    return word + ("d" if word.endswith("e") else "ed")


def _gerund(word: str) -> str:
    return (word[:-1] if word.endswith("e") and not word.endswith("ee") else word) + "ing"


def crop(sentence: Sentence, chance: random.Random) -> Sentence | None:
    """The core of a clause around a verb with a subject; `None` when there is none or nothing could go."""
    tokens = sentence.words
    root = next((i for i, w in enumerate(tokens) if w.head == i), None)
    if root is None or tokens[root].upos != "VERB":
        return None
    if not any(w.head == root and w.deprel.startswith("nsubj") for w in tokens):
        return None
    gone = {
        i
        for i, w in enumerate(tokens)
        if w.deprel not in _KEPT
        and w.form.lower() not in _NEGATIVE
        and chance.random() < _DROPPED.get(w.deprel.partition(":")[0], 0.0)
    }
    last = len(tokens) - 1
    gone |= {
        i for i, w in enumerate(tokens) if w.deprel == "punct" and i != last and w.form not in {'"', "“", "”"}
    }
    gone |= {i for i, w in enumerate(tokens) if w.deprel == "cc" and w.head in gone}
    kept = [i for i in range(len(tokens)) if not _inside(i, gone, tokens)]
    if len(kept) < _SHORTEST or len(kept) == len(tokens):
        return None
    place = {old: new for new, old in enumerate(kept)}
    cut = [replace(tokens[i], head=place[tokens[i].head], misc="_") for i in kept]
    cut = [w if i == len(cut) - 1 else replace(w, space_after=kept[i + 1] != kept[i] + 1 or w.space_after)
           for i, w in enumerate(cut)]  # fmt: skip
    if cut[-1].deprel == "punct" and len(cut) > 1:
        cut[-2] = replace(cut[-2], space_after=False)
    first = cut[0]
    cut[0] = replace(first, form=first.form[:1].upper() + first.form[1:])
    return replace(sentence, words=tuple(cut))


def _inside(token: int, gone: set[int], tokens: Sequence[Word]) -> bool:
    steps = 0
    while token not in gone:
        head = tokens[token].head
        if head == token or steps > len(tokens):
            return False
        token, steps = head, steps + 1
    return True


def substitute(sentence: Sentence, known: Words, names: Sequence[str], chance: random.Random) -> Sentence:
    """`sentence` with about half of its verbs with an object, nouns and single names replaced."""
    tokens = [replace(w, misc="_") for w in sentence.words]
    objects = {w.head for w in tokens if w.deprel in {"obj", "nsubj:pass", "obl:agent"}}
    objects -= {w.head for w in tokens if w.deprel in {"iobj", "xcomp", "ccomp"}}
    tied = {w.head for w in tokens if w.deprel in {"flat", "compound", "fixed", "goeswith", "compound:prt"}}
    for i, w in enumerate(tokens):
        if chance.random() < 0.5 or i in tied:
            continue
        if w.upos == "VERB" and i in objects and w.xpos in known.by_tag:
            tokens[i] = _put(w, chance.choice(known.by_tag[w.xpos]), i)
        elif w.upos == "NOUN" and w.xpos in known.by_tag and w.deprel in _NOMINAL:
            article = tokens[i - 1].form.lower() if i else ""
            new = chance.choice(known.by_tag[w.xpos])
            if article not in {"a", "an"} or (article == "an") == (new[0][0] in _VOWELS):
                tokens[i] = _put(w, new, i)
        elif w.upos == "PROPN" and w.xpos == "NNP" and w.deprel in _NOMINAL and len(w.form) > 1:
            name = chance.choice(names)
            tokens[i] = replace(w, form=name, lemma=name)
    return replace(sentence, words=tuple(tokens))


_NOMINAL = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "conj"})


def _put(word: Word, new: tuple[str, str], place: int) -> Word:
    form = new[0]
    if word.form.isupper() and len(word.form) > 1:
        form = form.upper()
    elif place == 0 or word.form[:1].isupper():
        form = form[:1].upper() + form[1:]
    return replace(word, form=form, lemma=new[1])
