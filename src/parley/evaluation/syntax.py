"""How well text is parsed, by the rules of the CoNLL 2018 shared task (Zeman et al. 2018), written anew.

The system reads raw text. Its words are aligned with the gold words by their characters (white space left out); a score
is the F1 over words, counted right when an aligned pair agrees. Subtypes of relations are stripped, punctuation counts.
Limits: a multiword token whose words do not spell it is aligned as a whole only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from parley.language import Document, conllu

Parse = Callable[[str], Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One analysis of a text: all lists have one item per word; places count characters without white space."""

    spans: list[tuple[int, int]]
    heads: list[int]
    """Index of the head; a root's own."""
    deps: list[str]
    tags: list[str]
    upos: list[str]
    lemmas: list[str]
    sentences: list[tuple[int, int]]
    """Places at which sentences begin and end."""


def evaluate(path: Path, language_model: str | None = None) -> dict[str, float]:
    """Scores of a language model on a CoNLL-U file, between 0 and 1.

    Raises:
        DataFileError: the file is not CoNLL-U.
        LanguageModelError: the language model cannot be used.
    """
    from parley.language import load, parse

    nlp = load(language_model)
    with path.open(encoding="utf-8") as lines:
        return score(documents(conllu.read(lines, path.name)), lambda text: parse(nlp, text))


def documents(sentences: Iterable[conllu.Sentence]) -> list[Document]:
    """Gold documents: a treebank's documents, paragraphs parted by blank lines."""
    found: list[list[conllu.Sentence]] = []
    for sentence in sentences:
        if sentence.new_document or not found:
            found.append([])
        found[-1].append(sentence)
    return [conllu.document(group) for group in found]


def score(gold: Sequence[Document], parse: Parse) -> dict[str, float]:
    """Scores of what `parse` makes of the gold documents' text.

    Returns:
        `tokens_f1`, `sentences_f1`, `tag`, `upos`, `lemma`, `uas`, `las`, and `relations.NAME` for each relation.
    """
    counts: dict[str, list[int]] = {}
    for document in gold:
        right, found = _words(document), _words(parse(document.text))
        _count(counts, "sentences_f1", set(right.sentences), set(found.sentences))
        _count(counts, "tokens_f1", set(right.spans), set(found.spans))
        _compare(counts, right, found)
    return {name: _f1(*counts[name]) for name in sorted(counts)}


def _words(document: Document) -> Words:
    place = 0
    offsets = []
    for character in document.text:
        offsets.append(place)
        place += not character.isspace()
    offsets.append(place)
    spans = [(offsets[s], offsets[e]) for s, e in zip(document.starts, document.ends, strict=True)]
    return Words(
        spans=spans,
        heads=document.heads,
        deps=[dep.partition(":")[0] for dep in document.deps],
        tags=document.tags,
        upos=document.upos,
        lemmas=[lemma.lower() for lemma in document.lemmas],
        sentences=[(spans[a][0], spans[b - 1][1]) for a, b in document.sentences],
    )


def _compare(counts: dict[str, list[int]], gold: Words, found: Words) -> None:
    """Adds the agreement of aligned words."""
    at = {span: index for index, span in enumerate(gold.spans)}
    to_gold = {index: at[span] for index, span in enumerate(found.spans) if span in at}
    sizes = (len(gold.spans), len(found.spans))
    right = dict.fromkeys(("tag", "upos", "lemma", "uas", "las"), 0)
    relations: dict[str, list[int]] = {}
    for dep in gold.deps:
        relations.setdefault(dep, [0, 0, 0])[1] += 1
    for dep in found.deps:
        relations.setdefault(dep, [0, 0, 0])[2] += 1
    for index, other in to_gold.items():
        right["tag"] += found.tags[index] == gold.tags[other]
        right["upos"] += found.upos[index] == gold.upos[other]
        right["lemma"] += found.lemmas[index] == gold.lemmas[other]
        root, gold_root = found.heads[index] == index, gold.heads[other] == other
        head = root == gold_root and (root or to_gold.get(found.heads[index]) == gold.heads[other])
        right["uas"] += head
        if head and found.deps[index] == gold.deps[other]:
            right["las"] += 1
            relations[gold.deps[other]][0] += 1
    for name, value in right.items():
        _add(counts, name, value, *sizes)
    for dep, values in relations.items():
        _add(counts, f"relations.{dep}", *values)


def _count(
    counts: dict[str, list[int]], name: str, gold: set[tuple[int, int]], found: set[tuple[int, int]]
) -> None:
    _add(counts, name, len(gold & found), len(gold), len(found))


def _add(counts: dict[str, list[int]], name: str, right: int, gold: int, found: int) -> None:
    total = counts.setdefault(name, [0, 0, 0])
    for place, value in enumerate((right, gold, found)):
        total[place] += value


def _f1(right: int, gold: int, found: int) -> float:
    return 2 * right / (gold + found) if gold + found else 0.0
