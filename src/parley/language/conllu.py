"""Reading CoNLL-U: the treebanks' format (https://universaldependencies.org/format.html).

Words are syntactic words: "do" and "n't" are two, with no space between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parley.errors import DataFileError
from parley.language.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One syntactic word: its columns, with `head` counted from 0 within the sentence (its own place for the root)."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    """Universal features, "" when there are none."""
    head: int
    deprel: str
    misc: str
    space_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a treebank, and whether a paragraph or a document begins with it."""

    words: tuple[Word, ...]
    new_paragraph: bool
    new_document: bool


def read(lines: Iterable[str], name: str = "CoNLL-U") -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file.

    Args:
        lines: lines of the file.
        name: what to call the file in errors.

    Raises:
        DataFileError: a line has not ten columns, or a head is no number.
    """
    rows: list[list[str]] = []
    paragraph = document = False
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\r\n")
        if line.startswith("#"):
            document = document or line.startswith("# newdoc")
            paragraph = paragraph or document or line.startswith("# newpar")
        elif line:
            columns = line.split("\t")
            if len(columns) != 10:
                raise DataFileError(
                    name, number, f"expected ten columns parted by tabs, found {len(columns)}"
                )
            rows.append(columns)
        elif rows:
            yield Sentence(words=_words(rows, name, number), new_paragraph=paragraph, new_document=document)
            rows, paragraph, document = [], False, False
    if rows:
        yield Sentence(words=_words(rows, name, None), new_paragraph=paragraph, new_document=document)


def text_of(words: Iterable[Word]) -> str:
    """The words with the spaces between them."""
    return "".join(word.form + " " * word.space_after for word in words)


def document(sentences: Iterable[Sentence]) -> Document:
    """Gold analyses as a parsed document: a blank line before a paragraph, a space between sentences."""
    text = ""
    words: list[Word] = []
    starts: list[int] = []
    heads: list[int] = []
    bounds: list[tuple[int, int]] = []
    for sentence in sentences:
        if text:
            text = text.rstrip(" ") + ("\n\n" if sentence.new_paragraph else " ")
        first = len(words)
        for word in sentence.words:
            starts.append(len(text))
            text += word.form + " " * word.space_after
            heads.append(first + word.head)
            words.append(word)
        bounds.append((first, len(words)))
    text = text.rstrip(" ")
    return Document(
        text=text,
        words=[w.form for w in words],
        lemmas=[w.lemma if w.upos == "PROPN" else w.lemma.lower() for w in words],
        upos=[w.upos for w in words],
        tags=[w.xpos for w in words],
        morphs=[w.feats for w in words],
        deps=[w.deprel for w in words],
        heads=heads,
        starts=starts,
        ends=[start + len(w.form) for start, w in zip(starts, words, strict=True)],
        sentences=bounds,
        entities=[],
    )


def _words(rows: list[list[str]], name: str, line: int | None) -> tuple[Word, ...]:
    joined = _joined(rows)
    words = []
    for columns in rows:
        if "-" in columns[0] or "." in columns[0]:
            continue
        try:
            place, head = int(columns[0]), int(columns[6])
        except ValueError as error:
            raise DataFileError(
                name, line, f"a word's number or head is no number: {columns[0]}, {columns[6]}"
            ) from error
        space = joined.get(place, "SpaceAfter=No" not in columns[9])
        words.append(
            Word(
                form=columns[1],
                lemma=columns[2],
                upos=columns[3],
                xpos=columns[4],
                feats="" if columns[5] == "_" else columns[5],
                head=head - 1 if head else place - 1,
                deprel=columns[7],
                misc=columns[9],
                space_after=space,
            )
        )
    return tuple(words)


def _joined(rows: list[list[str]]) -> dict[int, bool]:
    """Whether a space follows, for the words of multiword tokens."""
    spaces = {}
    for columns in rows:
        first, dash, last = columns[0].partition("-")
        if dash:
            for place in range(int(first), int(last)):
                spaces[place] = False
            spaces[int(last)] = "SpaceAfter=No" not in columns[9]
    return spaces
