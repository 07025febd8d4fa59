"""From treebanks and name data to the documents the language model learns from.

Paragraphs become documents, so that sentence ends are learnt inside running text. Treebank sentences without names
count as unknown there, not as free of names. A share of the documents is varied the way news varies: typographic
quotation marks, headlines in title case or capitals.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parley.language import conllu
from parley.training import morphing, silver, variation

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
_CROPPED = 0.25
"""Share of sentences that are also learnt cropped to their core."""
_HELD_NAMES = 0.04
"""Share of rows of names held out for choosing the best step."""
_WEB_AGAIN = 2
"""Times the names of the web treebank are learnt, beside those of encyclopaedias."""
_RENAMED = 2
"""Times each row with names is learnt with other names."""
_SUBSTITUTED = 0.12
"""Share of sentences that are also learnt with words of the field in them; half of the cropped ones have them too."""


def treebank(nlp: Language, path: Path, chance: random.Random) -> Iterator[Doc]:
    """Documents of a CoNLL-U file: paragraphs of at most eight sentences, and what is made of their sentences."""
    known, drawn = morphing.words(), variation.lists()
    names = [*drawn.given, *drawn.surnames, *(n for n in drawn.settlements if " " not in n)]
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
            if chance.random() < _CROPPED and (core := morphing.crop(sentence, chance)) is not None:
                if chance.random() < 0.5:
                    core = morphing.substitute(core, known, names, chance)
                yield document(nlp, [core], chance)
            if chance.random() < _SUBSTITUTED:
                yield document(nlp, [morphing.substitute(sentence, known, names, chance)], chance)
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


def rows(path: Path) -> list[dict[str, Any]]:
    """Rows of a JSONL file of names: `text` and `entities`. MISC counts as no name."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        kept = [e for e in row["entities"] if e["label"] in LABELS]
        found.append({"text": row["text"], "entities": kept})
    return found


def named(nlp: Language, row: Mapping[str, Any]) -> Doc:
    """Gold document of a row of names; grammar unknown."""
    from spacy.util import filter_spans

    doc = nlp.make_doc(row["text"])
    spans = [
        doc.char_span(e["start"], e["end"], label=e["label"], alignment_mode="expand")
        for e in row["entities"]
    ]
    doc.ents = filter_spans([span for span in spans if span is not None])
    return doc


def build(nlp: Language, data: Path, seed: int) -> tuple[list[Doc], list[Doc]]:
    """Training documents and a slice held out of them for choosing the best step, both from training data only."""
    chance = random.Random(seed)  # noqa: S311 - shuffling, not secrets
    grammar = [doc for file in TREEBANKS for doc in treebank(nlp, data / file, chance)]
    names = [named(nlp, row) for file in NAMES for row in rows(data / file)]
    chance.shuffle(grammar)
    chance.shuffle(names)
    held = [*grammar[:250], *names[:150]]
    train = [*grammar[250:], *names[150:]]
    chance.shuffle(train)
    return train, held


def build_names(
    nlp: Language, data: Path, seed: int, teacher: Language | None = None
) -> tuple[list[Doc], list[Doc]]:
    """Training documents for names alone and a slice held out.

    The name data as they are and again with other names; GUM's entities; EWT's sentences with its proper nouns
    named by `teacher`, a model trained before, or by our lists where there is none. What neither knows counts as unknown,
    words that are no proper nouns as no name.
    """
    chance = random.Random(seed)  # noqa: S311 - shuffling, not secrets
    known = variation.lists()
    held: list[Doc] = []
    train: list[Doc] = []
    for file in NAMES:
        for row in rows(data / file):
            if chance.random() < _HELD_NAMES:
                held.append(named(nlp, row))
                continue
            train += [named(nlp, row)] * (_WEB_AGAIN if "ewt" in file else 1)
            if row["entities"]:
                train += [named(nlp, variation.vary(row, known, chance)) for _ in range(_RENAMED)]
    train += [doc for doc in treebank(nlp, data / TREEBANKS[1], chance) if doc.has_annotation("ENT_IOB")]
    train += [silver.document(nlp, doc, known, teacher) for doc in treebank(nlp, data / TREEBANKS[0], chance)]
    chance.shuffle(train)
    return train, held


def trees(nlp: Language, data: Path) -> Iterator[Doc]:
    """The treebanks' sentences as they are."""
    chance = random.Random(0)  # noqa: S311 - no choice is made
    for file in TREEBANKS:
        with (data / file).open(encoding="utf-8") as lines:
            for sentence in conllu.read(lines, file):
                yield document(nlp, [sentence], chance)


def _sentence_ends(sentences: Iterable[conllu.Sentence]) -> Iterator[tuple[int, conllu.Sentence]]:
    place = -1
    for sentence in sentences:
        place += len(sentence.words)
        yield place, sentence
