"""How far an accord has been put into practice: a suggested finding for each provision, with evidence for and against.

The scale is that of the Kroc Institute's Peace Accords Matrix: 0 not initiated, 1 minimal, 2 intermediate, 3 full. A
provision's points are compared with what reports tell since the signing: a point is done when a deed of its kind, by one
of those it binds, is told as done. All points done is full, half of them or more intermediate, fewer minimal, as is a
provision that something else is told about; a breach takes one away. This is a suggestion until a person has reviewed it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet

from parley.actors import load as gazetteer
from parley.following import lexicon
from parley.following.commitments import Followed
from parley.following.gists import Gist
from parley.following.matching import SPOKEN, as_party, clause, meet, told_as_done
from parley.following.model import Anchor, Entry, Evidence
from parley.following.plans import Accord, Provision
from parley.following.rows import Party, naming, party
from parley.records import Reading, Record

Read = Callable[[str], Reading]
"""Reads a short text; `Reader().read_text` does."""
_NAMES = ("not initiated", "minimal", "intermediate", "full")
_HALF = 0.5


class Proof(Record, frozen=True, kw_only=True):
    """One happening for or against a provision."""

    entry: str
    date: datetime.date | None
    words: str
    reason: str
    told: tuple[Anchor, ...]
    point: int | None = None
    """Which of the provision's points it fulfils, from 1; `None`: none."""


class Finding(Record, frozen=True, kw_only=True):
    """The suggested status of a provision on one day."""

    accord: str
    provision: str
    status: int
    """0 not initiated, 1 minimal, 2 intermediate, 3 full."""
    label: str
    supporting: tuple[Proof, ...]
    opposing: tuple[Proof, ...]
    commitments: tuple[str, ...]
    """Ids of the commitments that belong to it."""
    reason: str
    before: int | None = None
    """The status on the day that changes are counted from."""
    new: tuple[str, ...] = ()
    """Entries that came since that day."""
    suggested: bool = True
    """No person has reviewed it."""


class _Point(Record, frozen=True, kw_only=True):
    deeds: frozenset[str]
    codes: frozenset[tuple[str, str | None]]
    words: frozenset[str]
    doers: tuple[Party, ...]


def status(
    accord: Accord,
    gists: Iterable[Gist],
    entries: Sequence[Entry],
    followed: Sequence[Followed],
    read: Read,
    *,
    as_of: datetime.date | None = None,
    since: datetime.date | None = None,
) -> tuple[Finding, ...]:
    """A finding for each provision, in the plan's order.

    Args:
        accord: the plan.
        gists: the reports.
        entries: their merged happenings.
        followed: their commitments.
        read: reads a point of the plan as a report is read, for who is bound and to what.
        as_of: what was published later is not known; `None`: the last publication.
        since: a day to count changes from.
    """
    reports = tuple(gists)
    if as_of is None:
        as_of = max((d for g in reports if (d := g.teller.published) is not None), default=None)
    facts = [*entries, *(d for g in reports for d in g.deeds)]
    about = {g.teller.report: g.about for g in reports}
    found = []
    for provision in accord.provisions:
        points = [_point(read(text)) for text in provision.points]
        bound = _keys(provision.parties or accord.parties)
        mine = {report for report, names in about.items() if not bound or names & bound}
        now = _finding(accord, provision, points, facts, followed, mine, as_of)
        if since is not None:
            then = _finding(accord, provision, points, facts, followed, mine, since)
            known = {p.entry for p in (*then.supporting, *then.opposing)}
            new = tuple(p.entry for p in (*now.supporting, *now.opposing) if p.entry not in known)
            now = Finding(
                **{f: getattr(now, f) for f in now.__struct_fields__} | {"before": then.status, "new": new}
            )
        found.append(now)
    return tuple(found)


def _keys(parties: Sequence[str]) -> frozenset[str]:
    """What reports about some of those who are bound have in common with them; nothing when nobody is named."""
    known = gazetteer()
    found: set[str] = set(naming(parties, None))
    for name in parties:
        words = lexicon.words(name)
        found |= {entry.id for part in (name, *words) for entry, _ in known.find(part)}
        found |= {known.demonyms[word] for word in words if word in known.demonyms}
    return frozenset(found)


def _point(reading: Reading) -> _Point:
    """What a point of the plan binds to: named deeds, the codes of its events, its words; who is to do it."""
    text = reading.report.text
    first = min((m.span.start for a in reading.actors for m in a.mentions), default=0)
    doers = [a for a in reading.actors if any(m.span.start == first for m in a.mentions)]
    return _Point(
        deeds=lexicon.deeds(text),
        codes=frozenset((e.type, e.mode) for e in reading.events if e.type not in SPOKEN and e.mode),
        words=lexicon.stems(text) - lexicon.load().plan_words,
        doers=tuple(p for p in map(party, doers) if p.known or p.sectors),
    )


def _finding(
    accord: Accord,
    provision: Provision,
    points: Sequence[_Point],
    facts: Sequence[Entry],
    followed: Sequence[Followed],
    mine: AbstractSet[str],
    as_of: datetime.date | None,
) -> Finding:
    supporting: list[Proof] = []
    opposing: list[Proof] = []
    topic = frozenset(lexicon.stem(w) for w in provision.topic)
    for fact in sorted(facts, key=lambda e: (str(e.start), e.id)):
        kept = [v for v in fact.evidence if v.anchor.report in mine and _known(v, accord.signed, as_of)]
        if not kept or (accord.signed and fact.end and fact.end < accord.signed):
            continue
        number = next((n for n, p in enumerate(points, 1) if any(_does(p, fact, v) for v in kept)), None)
        broken = _breaks(points, topic, fact, kept)
        if broken:
            opposing.append(_proof(fact, kept, broken, None))
        elif number is not None:
            supporting.append(_proof(fact, kept, f"tells of point {number} as done", number))
    supporting, opposing = _once(supporting), _once(opposing)
    done = {p.point for p in supporting}
    own = tuple(
        f.id for f in followed if any(a.report in mine for a in f.told) and _belongs(points, f, as_of)
    )
    score, why = _score(len(points), len(done), bool(opposing), bool(own), provision, as_of)
    return Finding(
        accord=accord.name,
        provision=provision.number,
        status=score,
        label=_NAMES[score],
        supporting=tuple(supporting),
        opposing=tuple(opposing),
        commitments=own,
        reason=why,
    )


def _once(proofs: Sequence[Proof]) -> list[Proof]:
    """One proof for one sentence and point: a deed that is also a coded event is not two."""
    kept: dict[tuple[str, int | None], Proof] = {}
    for proof in sorted(proofs, key=lambda p: (str(p.date), p.entry.startswith("d"), p.entry)):
        kept.setdefault((proof.words, proof.point), proof)
    return list(kept.values())


def _known(evidence: Evidence, signed: datetime.date | None, as_of: datetime.date | None) -> bool:
    day = evidence.published
    return day is None or ((as_of is None or day <= as_of) and (signed is None or day >= signed))


def _score(
    points: int, done: int, opposed: bool, promised: bool, provision: Provision, as_of: datetime.date | None
) -> tuple[int, str]:
    share = done / points if points else 0.0
    score = 3 if share == 1 else 2 if share >= _HALF else 1 if share > 0 else 0
    why = f"{done} of {points} points told as done"
    if opposed and score == 3:
        score, why = 2, f"{why}; something is told against it"
    elif opposed:
        why += "; something is told against it"
    if not done and promised:
        why += "; promised"
    if provision.deadline is not None and as_of is not None and as_of > provision.deadline and score < 3:
        why += f"; the deadline of {provision.deadline} has passed"
    return score, why


def _does(point: _Point, fact: Entry, evidence: Evidence) -> bool:
    """Whether a happening, told as done by this evidence, is what a point binds to."""
    if fact.type in SPOKEN or not told_as_done(evidence):
        return False
    doers = tuple(as_party(s) for s in fact.source)
    if doers and point.doers and not meet(point.doers, doers):
        return False
    if fact.type == "deed":
        return fact.mode in point.deeds
    near = clause(evidence)
    if point.deeds & lexicon.deeds(near, lexicon.all_stems(evidence.predicate)):
        return True
    return (fact.type, fact.mode) in point.codes and bool(point.words & lexicon.stems(near))


def _breaks(points: Sequence[_Point], topic: frozenset[str], fact: Entry, kept: Sequence[Evidence]) -> str:
    """Why a happening speaks against a provision: a breach of it, or somebody with the say rejects it."""
    lex = lexicon.load()
    for evidence in kept:
        words = lexicon.stems(clause(evidence))
        about = words & topic or any(len(words & p.words) > 2 for p in points)
        if not about or evidence.speaker is not None:
            continue
        verb = lexicon.all_stems(evidence.predicate)
        if fact.type == "REJECT" and verb & lex.annulled and any(len(words & p.words) > 1 for p in points):
            return "it is rejected"
        if verb & lex.breaches:
            return "it is broken"
    return ""


def _proof(fact: Entry, kept: Sequence[Evidence], reason: str, point: int | None) -> Proof:
    first = min(kept, key=lambda v: (str(v.published), v.anchor))
    return Proof(
        entry=fact.id,
        date=min((v.published for v in kept if v.published is not None), default=fact.start),
        words=" ".join(first.sentence.split()),
        reason=f"{reason}; {fact.reason}",
        told=tuple(v.anchor for v in kept),
        point=point,
    )


def _belongs(points: Sequence[_Point], followed: Followed, as_of: datetime.date | None) -> bool:
    """Whether a commitment is about a point: a named deed, or most of its words."""
    if as_of is not None and followed.made is not None and followed.made > as_of:
        return False
    words = lexicon.stems(followed.consequent)
    deeds = lexicon.deeds(followed.consequent)
    return any(
        deeds & p.deeds or (len(words & p.words) > 1 and lexicon.share(words, p.words) >= _HALF)
        for p in points
    )
