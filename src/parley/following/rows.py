"""What merging looks at in an event: its features, taken once from the reading."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import msgspec

from parley.actors import load as gazetteer
from parley.following import lexicon
from parley.following.model import Anchor, Teller, Told
from parley.records import Actor, ActorKind, Event, Factuality, Participant, Precision, Reading, Statement

_NEWS = 4
"""Days before publication in which an undated fresh happening lies."""
_BACKGROUND = 370
"""Days before publication in which an undated background happening lies."""
_AHEAD = 370
"""Days after publication in which an undated happening that is still open lies."""
_HAD = re.compile(r"\b(?:had|having)\b[^.;]{0,25}$", re.IGNORECASE)
_LONGEST_NAMES = 8
_CONTEXT = 3
"""Letters a capitalised word needs to count as a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One party of a row, as merging compares it."""

    name: str
    kind: ActorKind
    entry: str | None
    country: str | None
    sectors: frozenset[str]
    tokens: frozenset[str]
    """Stems of the words that name it, without words that name nobody by themselves."""

    @property
    def keys(self) -> frozenset[str]:
        """What a report that names it has in common with others that do."""
        return self.tokens | {key for key in (self.entry, self.country) if key}

    @property
    def known(self) -> bool:
        """Whether anything tells it from other parties."""
        return bool(self.entry or self.country or self.tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One event of one report, as merging compares it."""

    anchor: Anchor
    event: Event
    """Without its parties, reasons and links to other rows."""
    teller: Teller
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    start: datetime.date | None
    end: datetime.date | None
    dated: bool
    """The report gives the date; otherwise it is guessed from the publication."""
    vague: bool
    counts: tuple[tuple[str, int], ...]
    predicate: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    """Stems of capitalised words of the sentence."""
    speaker: str | None
    fingerprint: tuple[str, str, int, str]
    """Equal for the same words of two copies of one report."""


def rows(told: Told) -> tuple[Row, ...]:
    """The rows of one report, in the order of its events."""
    reading = told.reading
    actors = {actor.id: actor for actor in reading.actors}
    statements = {statement.id: statement for statement in reading.statements}
    teller = told.teller
    return tuple(_row(told.reading, teller, event, actors, statements) for event in reading.events)


def anchor(reading: Reading, event: Event) -> Anchor:
    """The stable name of an event."""
    return Anchor(
        report=reading.report.id, start=event.predicate.start, end=event.predicate.end, type=event.type
    )


def _row(
    reading: Reading,
    teller: Teller,
    event: Event,
    actors: dict[str, Actor],
    statements: dict[str, Statement],
) -> Row:
    start, end, dated, vague = _dates(teller.published, event)
    speaker = statements[event.said_in].speaker if event.said_in in statements else None
    sentence = event.sentence
    inside = event.predicate.start - sentence.start
    return Row(
        anchor=anchor(reading, event),
        event=msgspec.structs.replace(
            event, contexts=(), source=(), target=(), condition=(), said_in=None, rows=(), reason=""
        ),
        teller=teller,
        source=_parties(event.source, actors),
        target=_parties(event.target, actors),
        start=start,
        end=end,
        dated=dated,
        vague=vague,
        counts=tuple(sorted({(a.effect.value, a.count) for a in event.affected if a.count is not None})),
        predicate=lexicon.stems(event.predicate.text),
        words=_nearby(event),
        names=names(sentence.text),
        speaker=speaker.name if speaker is not None else None,
        fingerprint=(teller.story, " ".join(sentence.text.split()), inside, event.type),
    )


def _nearby(event: Event) -> frozenset[str]:
    """Stems of the clause around the predicate: the sentence, cut where another clause begins."""
    text, at = event.sentence.text, event.predicate.start - event.sentence.start
    left = max((m.end() for m in _BREAK.finditer(text, 0, max(at, 0))), default=0)
    after = _BREAK.search(text, min(len(text), at + len(event.predicate.text)))
    clause = lexicon.stems(text[left : after.start() if after else len(text)])
    return clause if len(clause) >= _SHORT else lexicon.stems(text)


_BREAK = re.compile(
    r"[;:—]|, (?:but|and|which|who|where|while|after|as)\b|\b(?:after|because|while|whom|although)\b"
)
_SHORT = 4


def names(text: str) -> frozenset[str]:
    """Stems of the capitalised words of a text that are no stop words; of one that opens it only when long."""
    stop = lexicon.load().stop
    found = []
    for place, word in enumerate(lexicon.words(text)):
        low = lexicon.stem(word)
        if word[0].isupper() and low not in stop and len(low) >= _CONTEXT + (2 if place == 0 else 0):
            found.append(low)
    return frozenset(found)


def _parties(participants: tuple[Participant, ...], actors: dict[str, Actor]) -> tuple[Party, ...]:
    """The parties that the reading lists as actors; words that name nobody stay words of the sentence."""
    found: dict[str, Party] = {}
    for participant in participants:
        actor = actors.get(participant.actor or "")
        if actor is not None:
            found.setdefault(actor.id, party(actor))
    return tuple(found.values())


def party(actor: Actor) -> Party:
    """An actor as merging compares it."""
    told = [actor.name, *(m.span.text for m in actor.mentions if m.kind.value != "pronoun")][:_LONGEST_NAMES]
    return Party(
        name=actor.name,
        kind=actor.kind,
        entry=actor.entry,
        country=actor.country,
        sectors=frozenset(actor.sectors),
        tokens=naming(told, actor.country),
    )


def naming(names: Iterable[str], country: str | None) -> frozenset[str]:
    """Stems of the words that tell a party from others of its country, under any of its names."""
    apart = lexicon.load().generic | (_country(country) if country else frozenset())
    words = (word for name in names for word in lexicon.words(name) if word[0].isupper())
    return frozenset(s for word in words if len(s := lexicon.stem(word)) > 1 and s not in apart)


@cache
def _country(code: str) -> frozenset[str]:
    """Stems of the words that name a country: they are in `country` already, and its rebels are not its government."""
    state = gazetteer().states.get(code)
    if state is None:
        return frozenset()
    names = (state.name, *state.adjectives, *state.people)
    return frozenset(lexicon.stem(word) for name in names for word in lexicon.words(name))


def _dates(
    published: datetime.date | None, event: Event
) -> tuple[datetime.date | None, datetime.date | None, bool, bool]:
    """First and last day, whether the report gives them, whether they say little."""
    when = event.date
    if when is not None and when.start is not None and when.end is not None:
        return when.start, when.end, True, when.precision in (Precision.YEAR, Precision.UNKNOWN)
    if published is None:
        return None, None, False, True
    if event.factuality in (
        Factuality.PLANNED,
        Factuality.POSSIBLE,
        Factuality.CONDITIONAL,
        Factuality.DEMANDED,
    ):
        return _shifted(published, -_NEWS), _shifted(published, _AHEAD), False, True
    text, at = event.sentence.text, event.predicate.start - event.sentence.start
    if _HAD.search(text[:at]):
        return _shifted(published, -_BACKGROUND), published, False, True
    return _shifted(published, -_NEWS), published, False, False


def _shifted(day: datetime.date, days: int) -> datetime.date:
    """A day so many days on, within the days that there are."""
    return datetime.date.fromordinal(max(1, min(day.toordinal() + days, datetime.date.max.toordinal())))
