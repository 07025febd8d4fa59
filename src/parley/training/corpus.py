"""From treebanks and name data to the documents the language model learns from.

Paragraphs become documents, so that sentence ends are learnt inside running text. Treebank sentences without names
count as unknown there, not as free of names. A share of the documents is varied the way news varies: typographic
quotation marks, headlines in title case or capitals.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from parley.language import conllu

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TREEBANKS = ("syntax/ewt-train.conllu", "syntax/gum-train.conllu")
NAMES = ("names/politics-train.jsonl", "names/wikigold.jsonl", "names/uner-ewt-dev.jsonl")
LABELS = frozenset({"PER", "ORG", "LOC"})
_ENTITY_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
_LONGEST = 8
"""Sentences a training document has at most; longer paragraphs are cut, so that batches stay even."""
_QUOTED = 0.5
"""Share of documents with straight quotation marks that get typographic ones."""
_HEADLINES = 0.06
"""Share of short single sentences that are repeated as headlines."""


def treebank(nlp: Language, path: Path, chance: random.Random) -> Iterator[Doc]:
    """Documents of a CoNLL-U file: paragraphs of at most eight sentences, and a few headlines made of sentences."""
    with path.open(encoding="utf-8") as lines:
        held: list[conllu.Sentence] = []
        room = _LONGEST
        for sentence in conllu.read(lines, path.name):
            if held and (sentence.new_paragraph or len(held) >= room):
                yield document(nlp, held, chance)
                held, room = [], chance.choice((1, 3, 5, _LONGEST))
            held.append(sentence)
            if len(sentence.words) <= 14 and chance.random() < _HEADLINES:
                yield document(nlp, [headline(sentence, chance)], chance)
        if held:
            yield document(nlp, held, chance)


def headline(sentence: conllu.Sentence, chance: random.Random) -> conllu.Sentence:
    """`sentence` in title case or capitals, without its full stop."""
    from dataclasses import replace

    words = list(sentence.words)
    if len(words) > 1 and words[-1].form == "." and all(w.head != len(words) - 1 for w in words[:-1]):
        words.pop()
    capitals = chance.random() < 0.4
    varied = [replace(w, form=w.form.upper() if capitals else w.form[:1].upper() + w.form[1:]) for w in words]
    return replace(sentence, words=tuple(varied))


def document(nlp: Language, sentences: list[conllu.Sentence], chance: random.Random) -> Doc:
    """Gold document of `sentences`; names from the `Entity` column where the treebank has one, else unknown."""
    from spacy.tokens import Doc

    words: list[conllu.Word] = []
    heads: list[int] = []
    for sentence in sentences:
        heads += [len(words) + w.head for w in sentence.words]
        words += sentence.words
    spaces = [w.space_after for w in words]
    ends = [index for index, _ in _sentence_ends(sentences)]
    for end in ends[:-1]:
        spaces[end] = True
    forms = [w.form for w in words]
    if chance.random() < _QUOTED:
        forms = typographic(forms)
    doc = Doc(
        nlp.vocab,
        words=forms,
        spaces=spaces,
        tags=[w.xpos for w in words],
        pos=[w.upos for w in words],
        morphs=[w.feats for w in words],
        lemmas=[w.lemma for w in words],
        heads=heads,
        deps=[
            "ROOT" if head == place else w.deprel
            for place, (w, head) in enumerate(zip(words, heads, strict=True))
        ],
    )
    if any("Entity=" in w.misc for w in words):
        doc.set_ents(
            [doc[a:b].char_span(0, len(doc[a:b].text), label=c) for a, b, c in entities(words, heads)]
        )
    else:
        doc.set_ents([], default="missing")
    return doc


def typographic(forms: list[str]) -> list[str]:
    """Straight quotation marks made curly, opening and closing in turn."""
    opened = False
    out = []
    for form in forms:
        if form == '"':
            out.append("”" if opened else "“")
            opened = not opened
        else:
            out.append(form.replace("'", "’"))
    return out


def entities(words: list[conllu.Word], heads: list[int]) -> list[tuple[int, int, str]]:
    """Names among GUM's entity mentions: token ranges and labels, none inside another.

    GUM marks whole noun phrases; the name is the run of proper nouns around the phrase's head, with what stands
    between proper nouns of the same phrase ("University of X") when the mention is linked to an encyclopaedia entry.
    """
    found = []
    for start, end, kind, linked in _mentions(words):
        if kind not in _ENTITY_TYPES:
            continue
        inside = range(start, end)
        roots = [i for i in inside if heads[i] not in inside or heads[i] == i]
        if not roots or words[roots[0]].upos != "PROPN":
            continue
        first = last = roots[0]
        stop = next((i for i in range(last, end) if words[i].form in {",", "(", "–", "-"}), end)
        capital = {i for i in range(start, stop) if words[i].form[:1].isupper() and words[i].upos != "DET"}
        proper = [i for i in sorted(capital) if words[i].upos == "PROPN"]
        if linked and proper:
            first, last = proper[0], proper[-1]
        while first - 1 in capital:
            first -= 1
        while last + 1 in capital:
            last += 1
        found.append((first, last + 1, _ENTITY_TYPES[kind]))
    found.sort(key=lambda e: (e[0] - e[1], e[0]))
    taken: set[int] = set()
    kept = []
    for first, last, label in found:
        if taken.isdisjoint(range(first, last)):
            taken.update(range(first, last))
            kept.append((first, last, label))
    return sorted(kept)


def _mentions(words: list[conllu.Word]) -> Iterator[tuple[int, int, str, bool]]:
    """GUM's bracketed mentions: first token, end, entity type, whether linked to an encyclopaedia."""
    opened: dict[str, list[tuple[int, str, bool]]] = {}
    for place, word in enumerate(words):
        field = next((f[7:] for f in word.misc.split("|") if f.startswith("Entity=")), "")
        for piece in re.findall(r"\([^()]+\)?|[^()]+\)", field):
            number, *rest = piece.strip("()").split("-")
            if piece.startswith("("):
                kind = rest[0] if rest else ""
                linked = len(rest) > 5 or (len(rest) > 4 and not rest[4].replace(",", "").isdigit())
                opened.setdefault(number, []).append((place, kind, linked))
            if piece.endswith(")") and opened.get(number):
                start, kind, linked = opened[number].pop()
                yield start, place + 1, kind, linked


def names(nlp: Language, path: Path) -> Iterator[Doc]:
    """Documents of a JSONL file of names; grammar unknown. MISC counts as no name."""
    from spacy.util import filter_spans

    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        doc = nlp.make_doc(row["text"])
        spans = [
            doc.char_span(e["start"], e["end"], label=e["label"], alignment_mode="expand")
            for e in row["entities"]
            if e["label"] in LABELS
        ]
        doc.ents = filter_spans([span for span in spans if span is not None])
        yield doc


def build(nlp: Language, data: Path, seed: int) -> tuple[list[Doc], list[Doc]]:
    """Training documents and a slice held out of them for choosing the best step, both from training data only."""
    chance = random.Random(seed)  # noqa: S311 - shuffling, not secrets
    grammar = [doc for file in TREEBANKS for doc in treebank(nlp, data / file, chance)]
    named = [doc for file in NAMES for doc in names(nlp, data / file)]
    chance.shuffle(grammar)
    chance.shuffle(named)
    held = [*grammar[:250], *named[:150]]
    train = [*grammar[250:], *named[150:]]
    chance.shuffle(train)
    return train, held


def _sentence_ends(sentences: Iterable[conllu.Sentence]) -> Iterator[tuple[int, conllu.Sentence]]:
    place = -1
    for sentence in sentences:
        place += len(sentence.words)
        yield place, sentence
