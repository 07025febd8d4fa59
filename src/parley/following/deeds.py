"""Deeds of implementation that reports tell of and the event codebook has no type for: a fund is set up, a party founded.

A deed is told where a sentence has, in a past form, one of its verbs with one of its things (`lexicon.toml`, `[deeds]`)
and nothing before the verb says that it is still to come. The doer is the actor that the sentence names last before the
verb. Limits: word order stands in for grammar, so these rows are never more than medium sure.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator

from parley.following import lexicon
from parley.following.matching import OPENERS
from parley.following.model import Anchor, Entry, Evidence, Side, Told
from parley.records import Actor, Confidence, Factuality, MentionKind, Precision

DEED = "deed"
"""Type of these entries; the mode is the deed's name."""
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?]?")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = 5
"""Words before a verb among which a sign stands that it has not happened."""
_REACH = 10
"""Words between the verb and its thing."""
_IRREGULAR = frozenset(
    [
        "set",
        "gave",
        "given",
        "laid",
        "left",
        "went",
        "gone",
        "took",
        "taken",
        "began",
        "begun",
        "swore",
        "sworn",
        "met",
        "held",
        "withdrew",
        "withdrawn",
        "built",
        "paid",
        "became",
        "broke",
        "broken",
        "kept",
    ]
)


def told_deeds(told: Told) -> tuple[Entry, ...]:
    """The deeds that one report tells of, as entries of one piece of evidence each, in the order of the text."""
    reading = told.reading
    text = reading.report.text
    found: dict[tuple[str, int], Entry] = {}
    for sentence in _SENTENCE.finditer(text):
        for name, start, end, passive in _deeds(sentence[0], sentence.start()):
            doers = _doers(text, reading.actors, sentence.start(), start)
            if not doers and not passive:
                continue
            found.setdefault((name, sentence.start()), _entry(told, name, (start, end), sentence, doers))
    return tuple(found.values())


def _deeds(sentence: str, offset: int) -> Iterator[tuple[str, int, int, bool]]:
    """Name of each deed, characters of its verb, whether its thing stands before the verb."""
    words = [(m[0], m.start() + offset, m.end() + offset) for m in _WORD.finditer(sentence)]
    stems = [lexicon.stem(w) for w, _, _ in words]
    for name, (verbs, things) in sorted(lexicon.load().deeds.items()):
        for place, (word, start, end) in enumerate(words):
            if stems[place] not in verbs or not _past(word):
                continue
            before = {w.casefold() for w, _, _ in words[max(0, place - _BEFORE) : place]}
            near = range(max(0, place - _REACH), min(len(words), place + _REACH + 1))
            found = [i for i in near if i != place and stems[i] in things]
            if found and not before & OPENERS:
                yield name, start, end, found[0] < place
                break


def _past(word: str) -> bool:
    return word.islower() and (word.endswith("ed") or word in _IRREGULAR)


def _doers(text: str, actors: tuple[Actor, ...], first: int, verb: int) -> tuple[Actor, ...]:
    """The actor whose mention ends last before the verb in the sentence, with those that "and" joins to it."""
    mentions = sorted(
        (m.span.end, m.span.start, actor.id, actor)
        for actor in actors
        for m in actor.mentions
        if first <= m.span.start and m.span.end <= verb and m.kind is not MentionKind.PRONOUN
    )
    found: list[Actor] = []
    start: int | None = None
    for end, begin, _, actor in reversed(mentions):
        if start is None or _JOINT.fullmatch(text[end:start]):
            found.append(actor)
            start = begin
        elif end <= start:
            break
    return tuple({a.id: a for a in found}.values())


_JOINT = re.compile(r"(?:,|\s|\band\b|\bof\b|\bthe\b)*\band\b(?:\s|\bof\b|\bthe\b)*|,\s*(?:the\s*)?")


def _entry(
    told: Told, name: str, verb: tuple[int, int], sentence: re.Match[str], doers: tuple[Actor, ...]
) -> Entry:
    report = told.reading.report
    anchor = Anchor(report=report.id, start=verb[0], end=verb[1], type=f"{DEED}:{name}")
    published: datetime.date | None = report.published
    evidence = Evidence(
        anchor=anchor,
        row=f"{DEED}:{name}",
        source=told.teller.voice,
        publisher=report.publisher,
        published=published,
        sentence=" ".join(sentence[0].split()),
        predicate=report.text[verb[0] : verb[1]],
        factuality=Factuality.ACTUAL,
        speaker=None,
        confidence=Confidence.MEDIUM,
    )
    return Entry(
        id="d" + hashlib.sha256(str(anchor).encode()).hexdigest()[:15],
        type=DEED,
        mode=name,
        source=tuple(map(_side, doers)),
        target=(),
        affected=(),
        place=None,
        start=published,
        end=published,
        precision=Precision.UNKNOWN if published is None else Precision.WEEK,
        factuality=Factuality.ACTUAL,
        evidence=(evidence,),
        sources=1,
        disagreements=(),
        confidence=Confidence.MEDIUM,
        reason="told in the past in 1 report, read by word order",
    )


def _side(actor: Actor) -> Side:
    return Side(name=actor.name, entry=actor.entry, country=actor.country, sectors=actor.sectors)
