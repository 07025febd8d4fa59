"""Loading a language model and parsing a report's text with it."""

from __future__ import annotations

import itertools
import statistics
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from parley.errors import ParleyError
from parley.language.document import Document, Entity
from parley.language.lists import Lists
from parley.language.mending import mend
from parley.records import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

WEIGHTS = Path(__file__).parent / "weights" / "en"
NEEDED = ("nsubj", "obj", "obl", "nmod", "ccomp", "xcomp", "advcl", "acl", "conj", "case", "aux", "compound")
"""Relations that propositions cannot do without."""
_BARE = "parley.bare.v1"
"""Name that spaCy knows a tokenizer without rules by."""
_BATCH = 64
"""Paragraphs parsed at a time."""


class LanguageModelError(ParleyError):
    """A language model is not there or cannot serve."""

    code = "language-model"


def load(name_or_path: str | None = None) -> Language:
    """A spaCy pipeline with Universal Dependencies.

    Args:
        name_or_path: an installed pipeline or a folder; `None` is the one shipped with Parley.

    Raises:
        LanguageModelError: it is not there, or lacks relations that propositions need (they are named).
    """
    import spacy

    with warnings.catch_warnings():
        # spaCy warns when a pipeline was made by a neighbouring version; the tests hold ours to its scores.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            nlp = spacy.load(name_or_path) if name_or_path is not None else _shipped()
        except OSError as error:
            raise LanguageModelError(
                f"language model {name_or_path or WEIGHTS} cannot be loaded: give the name of an installed spaCy pipeline "
                "or a folder that holds one"
            ) from error
    known = {label.partition(":")[0] for label in nlp.pipe_labels.get("parser", ())}
    missing = [relation for relation in NEEDED if relation not in known]
    if missing:
        raise LanguageModelError(
            f"language model {name_or_path} cannot be used: its parser lacks the Universal Dependencies relations "
            f"{', '.join(missing)}"
        )
    return nlp


def _shipped() -> Language:
    """Parley's own pipeline, begun with a tokenizer without rules: its own are read from its folder, and making spaCy's
    for English only to put them away would take half the time of loading.
    """
    import spacy
    from spacy.tokenizer import Tokenizer

    spacy.registry.tokenizers.register(_BARE, func=lambda: lambda nlp: Tokenizer(nlp.vocab))
    return spacy.load(WEIGHTS, config={"nlp.tokenizer": {"@tokenizers": _BARE}})


def parse(nlp: Language, text: str, without: Sequence[Span] = ()) -> Document:
    """`text` parsed paragraph by paragraph, so that a paragraph's end always ends a sentence.

    White space between words is no token; every offset is a code point of `text`. The passages of `without` (in
    order, none inside another) give no tokens and end a sentence, as a paragraph's end does.
    """
    bounds = list(_left(text, paragraphs(text), without))
    # A line end inside a hard-wrapped paragraph is a space to the parser; the length stays.
    pieces = (text[start:end].replace("\n", " ").replace("\t", " ") for start, end in bounds)
    builder = _Builder()
    for (start, _), doc in zip(bounds, nlp.pipe(pieces, batch_size=_BATCH), strict=True):
        builder.add(doc, start)
    return builder.build(text)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Character ranges of the paragraphs of `text`, without white space around them.

    A paragraph ends at a blank line or, unless the lines look hard-wrapped, at a newline.
    """
    wrapped = hard_wrapped(text)
    start = end = -1
    place = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            if start < 0 or not wrapped:
                if start >= 0:
                    yield start, end
                start = place + line.index(stripped[0])
            end = place + len(line.rstrip())
        elif start >= 0:
            yield start, end
            start = -1
        place += len(line) + 1
    if start >= 0:
        yield start, end


def _left(text: str, bounds: Iterable[tuple[int, int]], without: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The ranges less the passages to leave out, without white space around what is left."""
    for start, end in bounds:
        for span in without:
            if span.end > start and span.start < end:
                yield from _bare(text, start, span.start)
                start = span.end
        yield from _bare(text, start, end)


def _bare(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end] if start < end else ""
    if kept := piece.strip():
        first = start + piece.index(kept[0])
        yield first, first + len(kept)


def hard_wrapped(text: str) -> bool:
    """Whether the lines of `text` were broken at a fixed width: long ones alike, ends in mid-sentence."""
    lines = [line.rstrip() for line in text.split("\n")]
    inner = [a for a, b in itertools.pairwise(lines) if a and b.strip()]
    if len(inner) < 3:
        return False
    widths = [len(line) for line in inner]
    middle = statistics.median(widths)
    alike = sum(0.75 * middle <= width <= 1.15 * middle for width in widths) / len(widths)
    unfinished = sum(line[-1] not in '.!?:”"’' for line in inner) / len(inner)
    return 30 <= middle <= 120 and alike >= 0.7 and unfinished >= 0.6


class _Builder:
    """Gathers the parses of paragraphs into one document, leaving white-space tokens out."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.lemmas: list[str] = []
        self.upos: list[str] = []
        self.tags: list[str] = []
        self.morphs: list[str] = []
        self.deps: list[str] = []
        self.heads: list[int] = []
        self.starts: list[int] = []
        self.sentences: list[tuple[int, int]] = []
        self.entities: list[Entity] = []

    def add(self, doc: Doc, offset: int) -> None:
        """Adds the tokens of `doc`, whose text begins at character `offset`."""
        first = len(self.words)
        kept: list[int] = []
        place = [0] * (len(doc) + 1)
        for token in doc:
            place[token.i] = first + len(kept)
            if not token.is_space:
                kept.append(token.i)
        place[len(doc)] = first + len(kept)
        for i in kept:
            token = doc[i]
            head = token.head
            while head.is_space and head.head.i != head.i:
                head = head.head
            upos = token.pos_
            root = head.i == i or head.is_space
            self.words.append(token.text)
            lemma = token.lemma_ or token.text
            self.lemmas.append(lemma if upos == "PROPN" else lemma.lower())
            self.upos.append(upos)
            self.tags.append(token.tag_)
            self.morphs.append(str(token.morph))
            self.deps.append("root" if root else token.dep_)
            self.heads.append(place[i] if root else place[head.i])
            self.starts.append(offset + token.idx)
        for sent in doc.sents:
            if place[sent.end] > place[sent.start]:
                self.sentences.append((place[sent.start], place[sent.end]))
        for ent in doc.ents:
            if place[ent.end] > place[ent.start]:
                self.entities.append(Entity(start=place[ent.start], end=place[ent.end], label=ent.label_))

    def build(self, text: str) -> Document:
        """The document of `text`."""
        mend(Lists(self.words, self.lemmas, self.upos, self.tags, self.deps, self.heads), self.sentences)
        return Document(
            text=text,
            words=self.words,
            lemmas=self.lemmas,
            upos=self.upos,
            tags=self.tags,
            morphs=self.morphs,
            deps=self.deps,
            heads=self.heads,
            starts=self.starts,
            ends=[start + len(word) for start, word in zip(self.starts, self.words, strict=True)],
            sentences=self.sentences,
            entities=self.entities,
        )
