"""Passages that the brief cites: where their sentences stand in the reports, and the texts of cited reports with them marked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from parley.following.model import Anchor, Evidence
from parley.outputs.briefing import words
from parley.outputs.briefing.material import Source, Texts
from parley.outputs.briefing.view import Account, Cite, Quote, Segment

_LONG = 40_000
"""Characters up to which a cited report's text is given in full."""
_AROUND = 1_500
"""Characters kept around each passage of a longer one."""
_SENTENCE = 600
"""Characters that a sentence may reach to either side of what is cited."""
_WORDS = 420
"""Characters of a quoted sentence that are shown; the report has the rest."""
_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s)|\n")
_PARAGRAPH = re.compile(r"\n\s*\n")


class Citing:
    """Collects what is cited.

    Args:
        sources: all reports; of those with one text, the first counts.
        text_of: asked once for each report that is cited.
        speakers: who says what an anchor names, where it is somebody's words.
    """

    def __init__(self, sources: Iterable[Source], text_of: Texts, speakers: Mapping[str, str]) -> None:
        self._speakers = speakers
        self.sources = {source.report: source for source in reversed(tuple(sources))}
        self._text_of = text_of
        self._texts: dict[str, str] = {}
        self._passages: dict[str, set[tuple[int, int]]] = defaultdict(set)

    @property
    def cited(self) -> frozenset[str]:
        """Reports with a cited passage."""
        return frozenset(self._passages)

    def at(self, report: str, start: int, end: int, sentence: str = "") -> tuple[Cite, str]:
        """The passage around some characters, and its words: the sentence that is known, or what looks like one."""
        text = self._text(report)
        first, last = _sentence(text, start, end, sentence)
        self._passages[report].add((first, last))
        return Cite(report=report, start=first), text[first:last]

    def anchor(self, anchor: Anchor) -> Cite:
        """The passage of a row."""
        return self.at(anchor.report, anchor.start, anchor.end)[0]

    def evidence(self, evidence: Evidence) -> Quote:
        """A row of an entry as a quotation with who says so."""
        a = evidence.anchor
        cite, sentence = self.at(a.report, a.start, a.end, evidence.sentence)
        return self.quote(cite, sentence, evidence.speaker)

    def passage(self, anchor: Anchor) -> Quote:
        """The sentence around a row of which only the place is known."""
        cite, sentence = self.at(anchor.report, anchor.start, anchor.end)
        return self.quote(cite, sentence, self._speakers.get(str(anchor)))

    def quote(self, cite: Cite, sentence: str, speaker: str | None) -> Quote:
        """Words of a report, attributed."""
        source = self.sources.get(cite.report)
        publisher = source.publisher if source else None
        by = f"reported by {words.short(publisher, 80)}," if publisher else "reported"
        if speaker:
            by = f"according to {words.short(speaker, 120)}, {by}"
        return Quote(
            words=words.short(sentence, _WORDS),
            by=by[0].upper() + by[1:],
            day=words.date(source.published if source else None),
            cite=cite,
        )

    def title(self, source: Source) -> str:
        """What a report is called: its title, else its first line where the brief has its text, else its name."""
        return title(source, self._texts.get(source.report, ""))

    def accounts(self, order: Sequence[Source]) -> tuple[Account, ...]:
        """Cited reports with their texts, in the order given."""
        return tuple(self._account(source) for source in order if source.report in self._passages)

    def _account(self, source: Source) -> Account:
        text = self._text(source.report)
        passages = sorted(self._passages[source.report])
        kept = _kept(text, passages)
        about = (
            words.date(source.published).text,
            words.short(source.publisher or "publisher not known", 80),
        )
        return Account(
            report=source.report,
            title=title(source, text),
            about=", ".join(about),
            paragraphs=tuple(_segments(text, a, b, passages) for a, b in kept),
            shortened=len(text) > _LONG,
        )

    def _text(self, report: str) -> str:
        if report not in self._texts:
            self._texts[report] = self._text_of(report)
        return self._texts[report]


def title(source: Source, text: str = "") -> str:
    """What a report is called: its title, else its first line, else its name."""
    first = text.strip().partition("\n")[0]
    return words.short(source.title or first or source.name, 160)


def _sentence(text: str, start: int, end: int, sentence: str) -> tuple[int, int]:
    """Where the sentence around some characters stands."""
    at = text.find(sentence, max(0, end - len(sentence)), start + len(sentence)) if sentence else -1
    if at >= 0:
        return at, at + len(sentence)
    low = max(0, start - _SENTENCE)
    first = max((m.end() for m in _END.finditer(text, low, start)), default=low)
    last = _END.search(text, end, min(len(text), end + _SENTENCE))
    stop = last.end() if last else min(len(text), end + _SENTENCE)
    while first < start and text[first].isspace():
        first += 1
    return first, max(end, first + len(text[first:stop].rstrip()))


def _kept(text: str, passages: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Paragraphs of a text; of a long one, those near what is cited."""
    breaks = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(text)]
    bounds = zip([0, *(b for _, b in breaks)], [*(a for a, _ in breaks), len(text)], strict=True)
    paragraphs = [(a, b) for a, b in bounds if text[a:b].strip()]
    if len(text) <= _LONG:
        return paragraphs
    near = []
    for a, b in paragraphs:
        touching = [(s, e) for s, e in passages if s - _AROUND < b and a < e + _AROUND]
        if touching:
            first = max(a, min(s for s, _ in touching) - _AROUND)
            near.append((first, min(b, max(e for _, e in touching) + _AROUND)))
    return near


def _segments(text: str, start: int, end: int, passages: Sequence[tuple[int, int]]) -> tuple[Segment, ...]:
    """A paragraph cut where cited passages begin and end; a passage that overlaps others is cut with them."""
    inside = [(s, e) for s, e in passages if s < end and start < e]
    cuts = sorted({start, end, *(min(max(c, start), end) for pair in inside for c in pair)})
    found = []
    for a, b in pairwise(cuts):
        covering = [s for s, e in inside if s <= a and b <= e]
        starts = tuple(sorted({s for s in covering if s == a or (s < start and a == start)}))
        found.append(Segment(text=text[a:b], starts=starts, cited=bool(covering)))
    return tuple(found)
