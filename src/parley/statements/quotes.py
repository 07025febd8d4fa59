"""Quotation marks: which passages stand between them.

Marks are paired within a paragraph; a mark left open costs at most its paragraph, unless the next paragraph opens with
the same mark again, as print does for speech of several paragraphs. Apostrophes are told from single marks by what
stands beside them.
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.language.document import Document

_PAIRS = {"“": "”", "„": "”", "«": "»", "‹": "›", "``": "''", "‘": "’"}
_CLOSERS = frozenset({"”", "»", "›", "''", "“", '"', "’", "'"})
_STRAIGHT = frozenset({'"', "''", "'"})
_SINGLE = frozenset({"‘", "’", "'"})
_SPEECH_ENDS = frozenset({",", ".", "?", "!", "…", "..."})
_LONGEST_TERM = 6
"""Tokens up to which a passage between marks may be a name or a term."""
_LONGEST_SINGLE = 80
"""Tokens that a passage between single marks may have; beyond, one of the marks was an apostrophe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage between quotation marks: tokens `start` to `end` (half-open), the marks included."""

    start: int
    end: int
    closed: bool
    continues: bool = False
    """It goes on in the next paragraph, which opens with the mark again."""

    def words(self) -> tuple[int, int]:
        """The tokens between the marks."""
        return self.start + 1, self.end - (1 if self.closed else 0)

    def is_speech(self, document: Document) -> bool:
        """Whether it reads as speech and not as a name or a term: it is long, or has a mark before its closing mark."""
        first, last = self.words()
        return last - first > _LONGEST_TERM or document.words[last - 1] in _SPEECH_ENDS


def find(document: Document, bounds: list[tuple[int, int]]) -> list[Quote]:
    """The quoted passages of a document, outermost only, in order.

    Args:
        document: the parsed report.
        bounds: first and last (half-open) token of each paragraph.
    """
    found: list[Quote] = []
    for index, (start, end) in enumerate(bounds):
        following = bounds[index + 1][0] if index + 1 < len(bounds) else None
        found.extend(_paragraph(document, start, end, following))
    return found


def _paragraph(document: Document, start: int, end: int, following: int | None) -> list[Quote]:
    found = []
    token = start
    while token < end:
        closer = _opens(document, token, start)
        if closer is None:
            token += 1
            continue
        last = _closing(document, token, end, closer)
        if last is not None:
            found.append(Quote(start=token, end=last + 1, closed=True))
            token = last + 1
            continue
        if document.words[token] in _SINGLE:
            token += 1
            continue
        again = following is not None and document.words[following] == document.words[token]
        found.append(Quote(start=token, end=end, closed=False, continues=again))
        break
    return found


def _opens(document: Document, token: int, start: int) -> str | None:
    """The mark that would close the one at `token`, or `None` when it opens nothing."""
    word = document.words[token]
    if word in _PAIRS and word != "‘":
        return _PAIRS[word]
    if word == "”" and token == start:  # at the head of a paragraph it can only be one that was turned
        return word
    if word not in _STRAIGHT and word != "‘":
        return None
    before = document.text[document.starts[token] - 1 : document.starts[token]] if token > start else " "
    after = document.text[document.ends[token] : document.ends[token] + 1]
    if word in _SINGLE and (document.upos[token] not in ("PUNCT", "SYM") or document.deps[token] == "case"):
        return None
    if (before.isspace() or before in "([—–-:" or not before) and after and not after.isspace():
        return "’" if word == "‘" else word
    return None


def _closing(document: Document, token: int, end: int, closer: str) -> int | None:
    opener = document.words[token]
    limit = min(end, token + _LONGEST_SINGLE) if opener in _SINGLE else end
    depth = 0
    for place in range(token + 1, limit):
        word = document.words[place]
        if word == opener and opener != closer:
            depth += 1
        elif (
            word == closer
            or (opener == "“" and word == '"')
            or (opener == "„" and word == "“")
            or (opener == '"' and word == "”")
        ):
            after = document.text[document.ends[place] : document.ends[place] + 1]
            if opener in _SINGLE and (after.isalnum() or document.deps[place] == "case"):
                continue
            if (
                opener in _STRAIGHT
                and document.text[document.starts[place] - 1 : document.starts[place]].isspace()
            ):
                if after and not after.isspace():
                    continue
            if depth == 0:
                return place
            depth -= 1
    return None
