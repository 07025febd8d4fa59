"""A report's text cut once into lines and words, for all detectors."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parley.records import FlagKind, Severity

_TOKEN = re.compile(r"\S+")
_EDGES = "\"'“”‘’«»„()[]{}<>.,;:!?…*_-–—/|"
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9“])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"])(?:[A-Z]\.(?:[A-Z]\.)*|(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Maj|Capt|Sen|Rep|Gov|Rev|Prof|No|vs|Jr|Sr"
    r"|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One piece of damage: character ranges in the text, and why."""

    kind: FlagKind
    severity: Severity
    spans: tuple[tuple[int, int], ...]
    reason: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The text and its pieces. Words are runs of characters between white space, given raw and as `cores`: without
    the punctuation around them, in lower case; `starts` and `ends` are the cores' characters.
    """

    text: str
    lowered: str
    """Same length as `text`."""
    title_end: int
    """Where the title ends; 0 without one."""
    raw: list[str]
    cores: list[str]
    starts: list[int]
    ends: list[int]
    lines: list[tuple[int, int, int, int]]
    """Of each line that is not blank: first and last (half-open) character, first and last (half-open) word."""

    @staticmethod
    def of(text: str, *, title: str | None) -> Scan:
        """The pieces of `text`."""
        raw: list[str] = []
        cores: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        lines: list[tuple[int, int, int, int]] = []
        position = 0
        for line in text.split("\n"):
            first = len(raw)
            for match in _TOKEN.finditer(line):
                word = match[0]
                core = word if word.isalnum() else word.strip(_EDGES)
                start = position + match.start()
                if core is not word:
                    start += len(word) - len(word.lstrip(_EDGES)) if core else 0
                raw.append(word)
                cores.append(core.lower())
                starts.append(start)
                ends.append(start + len(core or word))
            if len(raw) > first:
                lines.append((position, position + len(line.rstrip()), first, len(raw)))
            position += len(line) + 1
        return Scan(
            text=text,
            lowered=_lower(text),
            title_end=len(title) if title and text.startswith(title) else 0,
            raw=raw,
            cores=cores,
            starts=starts,
            ends=ends,
            lines=lines,
        )

    def body_lines(self) -> list[tuple[int, int, int, int]]:
        """The lines after the title."""
        return self.lines[1:] if self.title_end else self.lines

    def raw_start(self, word: int) -> int:
        """Character at which the word starts with its punctuation."""
        raw = self.raw[word]
        core = len(self.cores[word])
        return self.starts[word] - (len(raw) - len(raw.lstrip(_EDGES)) if core else 0)

    def raw_end(self, word: int) -> int:
        """Character (half-open) at which the word ends with its punctuation."""
        return self.raw_start(word) + len(self.raw[word])

    def sentence(self, position: int) -> tuple[int, int]:
        """The sentence around a character, by punctuation alone."""
        start = self.text.rfind("\n", 0, position) + 1
        end = self.text.find("\n", position)
        end = len(self.text) if end < 0 else end
        for match in _SENTENCE_END.finditer(self.text, start, end):
            if _ABBREVIATION.search(self.text, max(start, match.start() - 8), match.end()):
                continue
            if match.end() <= position:
                start = match.end()
            else:
                return self._bare(start, match.end())
        return self._bare(start, end)

    def _bare(self, start: int, end: int) -> tuple[int, int]:
        piece = self.text[start:end]
        return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _lower(text: str) -> str:
    """Lower case of the same length (a few letters grow when lowered)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
