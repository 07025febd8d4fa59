"""Whether a happening is what a commitment speaks of, and whether two commitments are the same."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from parley.commitments import acts
from parley.following import lexicon
from parley.following.likeness import party as party_likeness
from parley.following.model import Anchor, Entry, Evidence, Side, Teller, Told
from parley.following.rows import Party, naming, party
from parley.records import Actor, ActorKind, Commitment, CommitmentKind, CommitmentStatus, Factuality, Span

_FAMILY = {
    CommitmentKind.GUARANTEE: CommitmentKind.PROMISE,
    CommitmentKind.OBLIGATION: CommitmentKind.PROMISE,
}
"""A deal's obligation and its signatory's promise of the same deed are one."""
_PARTY = 0.35
"""Likeness from which two parties may be the same."""
_ALIKE = 0.5
"""Part of the words of a deed that must return where no named deed is shared."""
_YEAR = 370
"""Days after which "the rebels" need not be the same rebels any more; resolved parties are."""
_WORDS = 2
"""Words that must return at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One commitment of one report, as following compares it."""

    anchor: Anchor
    commitment: Commitment
    teller: Teller
    countries: frozenset[str]
    """Of all actors of its report."""
    debtor: tuple[Party, ...]
    made: datetime.date | None
    deadline: datetime.date | None
    antecedent: str
    consequent: str
    words: frozenset[str]
    deeds: frozenset[str]
    codes: frozenset[tuple[str, str]]
    """Types and modes of the events coded inside the content."""
    negated: bool

    @property
    def range(self) -> range:
        """Its characters."""
        return range(self.anchor.start, self.anchor.end)

    @property
    def conditional(self) -> bool:
        """Whether it waits for its condition."""
        return bool(self.antecedent) and self.commitment.status is CommitmentStatus.CONDITIONAL


def promises(told: Told) -> tuple[Promise, ...]:
    """The commitments of a reading that have a content."""
    reading = told.reading
    actors = {a.id: a for a in reading.actors}
    return tuple(
        _promise(told, actors, c, start, end)
        for c in reading.commitments
        if c.consequent
        for start, end in _parts(reading.report.text, c)
    )


def _promise(told: Told, actors: dict[str, Actor], c: Commitment, start: int, end: int) -> Promise:
    report = told.reading.report
    text = " ".join(report.text[start:end].split())
    return Promise(
        anchor=Anchor(report=report.id, start=start, end=end, type=c.kind.value),
        commitment=c,
        teller=told.teller,
        countries=frozenset(a.country for a in actors.values() if a.country),
        debtor=tuple(party(actors[p.actor]) for p in c.debtor if p.actor in actors),
        made=report.published,
        deadline=c.deadline.end if c.deadline is not None else None,
        antecedent=_text(c.antecedent),
        consequent=text,
        words=lexicon.stems(text),
        deeds=lexicon.deeds(text),
        codes=frozenset(
            (e.type, e.mode) for e in told.reading.events if e.mode and start <= e.predicate.start < end
        ),
        negated=lexicon.negates(text),
    )


def _parts(text: str, commitment: Commitment) -> list[tuple[int, int]]:
    """Characters of the contents: one, or two where "and" joins two deeds of different names."""
    start, end = commitment.consequent[0].start, commitment.consequent[-1].end
    for joint in _JOINT.finditer(text, start, end):
        halves = (start, joint.start()), (joint.end(), end)
        one, other = (lexicon.deeds(text[a:b]) for a, b in halves)
        if one and other and not one & other:
            return list(halves)
    return [(start, end)]


_JOINT = re.compile(r",?\s+and\s+")


def _text(spans: Sequence[Span]) -> str:
    return " ".join(" ".join(s.text for s in spans).split())


def same(one: Promise, other: Promise) -> bool:
    """Whether two tellings are of one commitment: kind, debtor and deed agree, the conditions do not contradict."""
    kinds = [_FAMILY.get(p.commitment.kind, p.commitment.kind) for p in (one, other)]
    if kinds[0] is not kinds[1] or one.negated != other.negated:
        return False
    if not meet(one.debtor, other.debtor):
        return False
    if one.made and other.made and abs((one.made - other.made).days) > _YEAR:
        resolved = [[p for p in x.debtor if p.entry or p.country] for x in (one, other)]
        if not meet(*resolved):
            return False
    if one.antecedent and other.antecedent:
        if not lexicon.stems(one.antecedent) & lexicon.stems(other.antecedent):
            return False
    return _alike(one.words, other.words, one.deeds, other.deeds)


def _alike(one: frozenset[str], other: frozenset[str], deeds: frozenset[str], others: frozenset[str]) -> bool:
    if deeds & others:
        return True
    return len(one & other) >= _WORDS and lexicon.share(one, other) >= _ALIKE


def meet(one: Sequence[Party], other: Sequence[Party]) -> bool:
    """Whether two lists of parties have one in common; nobody meets nobody."""
    return any(party_likeness(a, b) >= _PARTY for a in one for b in other)


@lru_cache(20_000)
def as_party(side: Side) -> Party:
    """An entry's actor as following compares it."""
    return Party(
        name=side.name,
        kind=ActorKind.UNKNOWN,
        entry=side.entry,
        country=side.country,
        sectors=frozenset(side.sectors),
        tokens=naming([side.name], side.country),
    )


def sides(entry: Entry) -> tuple[Party, ...]:
    """All actors of an entry."""
    return tuple(as_party(s) for s in (*entry.source, *entry.target))


def passages(entry: Entry) -> Iterable[str]:
    """The words of an entry's evidence, each passage once."""
    return dict.fromkeys(v.sentence for v in entry.evidence)


def done(promise: Promise, entry: Entry) -> tuple[str, frozenset[str]]:
    """Why an entry is the deed, with the named deeds it covers; "" when it is not."""
    return ("", frozenset()) if promise.negated else _deed(promise, entry)


def contrary(promise: Promise, entry: Entry) -> str:
    """Why an entry is the opposite of the deed; "" when it is not."""
    if promise.commitment.kind in (CommitmentKind.THREAT, CommitmentKind.DEMAND, CommitmentKind.OFFER):
        return ""
    if promise.negated:
        return _deed(promise, entry)[0]
    if not _by_debtor(promise, entry):
        return ""
    undone = {lexicon.stem(v) for verb in promise.words for v in _undone().get(verb, ())}
    for text in passages(entry):
        words = lexicon.stems(text)
        if words & undone and len(words & promise.words) >= _WORDS - 1:
            return f"“{_short(text)}” is the opposite"
        if words & lexicon.load().breaches and (lexicon.deeds(text) | _nouns(text)) & (
            promise.deeds | promise.words
        ):
            return f"“{_short(text)}” is told as a breach"
    return ""


def _nouns(text: str) -> frozenset[str]:
    return lexicon.stems(text) - lexicon.load().generic - lexicon.load().agreements


@cache
def _undone() -> dict[str, frozenset[str]]:
    table = acts.load().lexicon.undone
    return {lexicon.stem(verb): frozenset(opposites) for verb, opposites in table.items()}


def _deed(promise: Promise, entry: Entry) -> tuple[str, frozenset[str]]:
    """Why an entry is what the content says: same doer, and the same named deed, words or code."""
    if entry.type in SPOKEN or not _by_debtor(promise, entry):
        return "", frozenset()
    for evidence in entry.evidence:
        if not told_as_done(evidence):
            continue
        near, verb = clause(evidence), lexicon.all_stems(evidence.predicate)
        covered = promise.deeds & lexicon.deeds(near, verb)
        if covered:
            return f"“{_short(evidence.sentence)}” tells of the deed", covered
        words = lexicon.stems(near)
        again = verb & promise.words and len(words & promise.words) >= _WORDS
        if again and lexicon.share(words, promise.words) >= _ALIKE:
            return f"“{_short(evidence.sentence)}” tells of it in the same words", promise.deeds
        if entry.mode is not None and (entry.type, entry.mode) in promise.codes and words & promise.words:
            return (
                f"“{_short(evidence.sentence)}”: a deed of the same kind ({entry.type} {entry.mode})",
                promise.deeds,
            )
    return "", frozenset()


SPOKEN = frozenset({"AGREE", "REQUEST", "THREATEN", "ACCUSE", "REJECT", "PROTEST"})
"""Types that are words about a deed, never the deed."""
OPENERS = frozenset(
    {
        "if",
        "provided",
        "once",
        "unless",
        "will",
        "would",
        "must",
        "to",
        "should",
        "shall",
        "when",
        "until",
        "may",
        "can",
        "not",
        "before",
    }
)
_NEAR = 5
"""Words before a predicate among which a sign stands that it has not happened."""


def told_as_done(evidence: Evidence) -> bool:
    """Whether a row's own words tell of the deed as done: no "if", "will" or "to" right before its predicate."""
    if evidence.factuality is not Factuality.ACTUAL:
        return False
    before = evidence.sentence.partition(evidence.predicate)[0]
    return not {w.casefold() for w in lexicon.words(before)[-_NEAR:]} & OPENERS


def clause(evidence: Evidence) -> str:
    """The sentence from the predicate on; with what is before it where the predicate ends it (a passive)."""
    before, predicate, after = evidence.sentence.partition(evidence.predicate)
    near = " ".join(before.split()[-_SUBJECT:])
    return f"{near} {predicate} {after}"


_SUBJECT = 8
"""Words before a predicate that are looked at for its subject."""


def _by_debtor(promise: Promise, entry: Entry) -> bool:
    """Whether the debtor did it; a deed told without a doer is taken for the debtor's."""
    doers = tuple(as_party(s) for s in entry.source)
    return meet(promise.debtor, doers) if doers else True


def met(promise: Promise, entry: Entry) -> str:
    """Why an entry brings the condition about; "" when it does not."""
    if not promise.conditional or entry.type in ("REQUEST", "THREATEN", "ACCUSE"):
        return ""
    wanted = lexicon.stems(promise.antecedent) - {"if", "onc", "soon", "unless", "provid"}
    named = lexicon.deeds(promise.antecedent)
    unless = lexicon.stem(lexicon.words(promise.antecedent)[0]) == "unless"
    if unless:
        return ""
    for text in (v.sentence for v in entry.evidence if told_as_done(v)):
        if named & lexicon.deeds(text) and wanted & lexicon.stems(text):
            return f"“{_short(text)}” brings the condition about"
        common = wanted & lexicon.stems(text)
        if len(common) >= _WORDS and lexicon.share(wanted, lexicon.stems(text)) >= _ALIKE:
            return f"“{_short(text)}” brings the condition about"
    return ""


def _short(text: str, limit: int = 120) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0] + " …"
