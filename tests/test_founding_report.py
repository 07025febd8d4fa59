"""The reading of the report this project began from, claim by claim (`docs/why.md` has the same table)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

import pytest

import parley
from parley.records import (
    Actor,
    Commitment,
    CommitmentKind,
    Effect,
    Event,
    Factuality,
    Flag,
    FlagKind,
    Participant,
    Reading,
    Statement,
)

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def reading(shared: Path) -> Reading:
    return parley.Reader().read_file(shared / "reports" / "summit.txt", date=datetime.date(2025, 10, 15))


def has(participants: Iterable[Participant], *names: str) -> bool:
    """Whether each of `names` is part of some participant's name."""
    shown = [p.name for p in participants]
    return all(any(name in s for s in shown) for name in names)


def events(reading: Reading, type_: str, words: str) -> list[Event]:
    return [e for e in reading.events if e.type == type_ and words in e.sentence.text]


def statements(reading: Reading, words: str) -> list[Statement]:
    return [s for s in reading.statements if any(words in span.text for span in s.content)]


def commitments(reading: Reading, kind: CommitmentKind, words: str) -> list[Commitment]:
    return [c for c in reading.commitments if c.kind is kind and any(words in s.text for s in c.consequent)]


def flags(reading: Reading, kind: FlagKind, *words: str) -> list[Flag]:
    return [
        f for f in reading.flags if f.kind is kind and all(any(w in s.text for s in f.spans) for w in words)
    ]


def actor(reading: Reading, name: str) -> Actor:
    (found,) = [a for a in reading.actors if name in a.name]
    return found


# --- events -----------------------------------------------------------------------------------------------------------


def test_hamas_meets_the_envoys_last_week(reading: Reading) -> None:
    (meeting,) = events(reading, "CONSULT", "historic summit")
    assert has(meeting.source, "Hamas")
    assert meeting.date is not None
    assert meeting.date.start == datetime.date(2025, 10, 6)
    assert meeting.date.end == datetime.date(2025, 10, 12)


def test_deal_for_a_release(reading: Reading) -> None:
    (deal,) = events(reading, "AGREE", "Edan Alexander")
    released = [a for a in deal.affected if a.effect is Effect.RELEASED]
    assert any("Edan Alexander" in name for a in released for name in a.names)
    assert any(a.count == 4 and a.dead for a in released)


def test_attempt_on_al_hayya(reading: Reading) -> None:
    (attempt,) = events(reading, "ASSAULT", "assassination attempt")
    assert has(attempt.source, "Israel")
    assert has(attempt.target, "al-Hayya")


def test_envoys_ask_for_an_exchange(reading: Reading) -> None:
    (request,) = events(reading, "REQUEST", "pushed for")
    assert has(request.source, "Witkoff", "Kushner")


def test_round_tables_of_the_spy_chiefs(reading: Reading) -> None:
    (talks,) = events(reading, "CONSULT", "round-tables")
    chiefs = [a for a in reading.actors if a.id in {p.actor for p in talks.source}]
    assert {a.country for a in chiefs} >= {"EGY", "TUR", "QAT"}
    assert all("SPY" in a.sectors for a in chiefs if a.country in {"EGY", "TUR", "QAT"})


def test_execution_of_eight_men(reading: Reading) -> None:
    killings = events(reading, "ASSAULT", "eight men")
    assert any(a.effect is Effect.KILLED and a.count == 8 for e in killings for a in e.affected)
    assert any(has(e.source, "Hamas") or has(e.source, "members") for e in killings)


def test_accusations(reading: Reading) -> None:
    assert events(reading, "ACCUSE", "collaborators")
    assert [e for e in events(reading, "ACCUSE", "scrutiny") if has(e.target, "Hamas")]


def test_demand_for_accountability(reading: Reading) -> None:
    demands = [e for e in events(reading, "REQUEST", "accountability") if e.predicate.text == "demands"]
    assert [has(e.target, "Hamas") for e in demands] == [True]


def test_boehler_meets_hamas_in_doha_this_year(reading: Reading) -> None:
    meetings = [e for e in events(reading, "CONSULT", "Boehler") if has(e.source, "Boehler")]
    assert len(meetings) == 1
    meeting = meetings[0]
    assert has(meeting.source, "Hamas")
    assert meeting.factuality is Factuality.ACTUAL
    assert meeting.place is not None
    assert meeting.place.name == "Doha"
    assert meeting.place.country == "QAT"
    assert meeting.date is not None
    assert meeting.date.start is not None
    assert meeting.date.start.year == 2025


def test_signing_has_low_trust(reading: Reading) -> None:
    signings = [e for e in reading.events if "signs" in e.predicate.text and has(e.source, "Hamas")]
    assert signings
    assert all(e.confidence == "low" for e in signings)


# --- actors -----------------------------------------------------------------------------------------------------------


def test_al_hayya(reading: Reading) -> None:
    found = actor(reading, "al-Hayya")
    assert found.country == "PSE"
    assert "Hamas" in (found.affiliation or "")
    assert "deputy political chief" in (found.role or "")


def test_boehler(reading: Reading) -> None:
    found = actor(reading, "Boehler")
    assert found.country == "USA"
    assert "GOV" in found.sectors
    assert "envoy" in (found.role or "")


def test_nominals_and_pronouns_reach_their_actors(reading: Reading) -> None:
    hamas = [m.span.text.lower() for a in reading.actors if a.name == "Hamas" for m in a.mentions]
    assert "the militant group" in hamas
    assert "them" in hamas
    warned = reading.report.text.index("He warned")
    trump = [m.span.start for a in reading.actors if "Trump" in a.name for m in a.mentions]
    assert warned in trump


# --- statements ---------------------------------------------------------------------------------------------------------


def test_witkoff_on_the_liability(reading: Reading) -> None:
    (said,) = statements(reading, "more of a liability")
    assert said.speaker is not None
    assert "Witkoff" in said.speaker.name
    assert has(said.addressees, "Hamas")
    assert said.hedged


def test_witkoff_conveys_trump(reading: Reading) -> None:
    said = statements(reading, "treated fairly")
    people = {s.speaker.name for s in said if s.speaker} | {link.name for s in said for link in s.chain}
    assert any("Witkoff" in name for name in people)
    assert any("Trump" in name for name in people)


def test_unnamed_official_through_axios(reading: Reading) -> None:
    said = [s for s in statements(reading, "we have a deal") if any("Axios" in link.name for link in s.chain)]
    assert said
    assert said[0].speaker is not None
    assert "official" in said[0].speaker.name


@pytest.mark.parametrize("words", ["we will disarm them", "They will disarm"])
def test_trump_on_disarming(reading: Reading, words: str) -> None:
    said = statements(reading, words)
    assert said
    assert all(s.speaker is not None and "Trump" in s.speaker.name for s in said)


# --- commitments ------------------------------------------------------------------------------------------------------


def test_guarantee_against_hostilities(reading: Reading) -> None:
    found = [
        c
        for kind in (CommitmentKind.GUARANTEE, CommitmentKind.PROMISE)
        for c in commitments(reading, kind, "resuming hostilities")
    ]
    assert found
    assert any("signed" in span.text for c in found for span in c.antecedent)


def test_guarantee_of_all_points(reading: Reading) -> None:
    found = [
        c
        for kind in (CommitmentKind.GUARANTEE, CommitmentKind.PROMISE)
        for c in reading.commitments
        if c.kind is kind and any("implemented" in s.text or "treated fairly" in s.text for s in c.consequent)
    ]
    assert any(has(c.debtor, "Trump") for c in found)


def test_demand_to_disarm(reading: Reading) -> None:
    assert any(has(c.debtor, "Hamas") for c in commitments(reading, CommitmentKind.DEMAND, "disarm"))


def test_threat_with_its_condition(reading: Reading) -> None:
    threats = commitments(reading, CommitmentKind.THREAT, "disarm them")
    assert threats
    assert any("did not comply" in span.text for c in threats for span in c.antecedent)
    assert any(has(c.creditor, "Hamas") for c in threats)


def test_obligation_from_the_deal(reading: Reading) -> None:
    owed = commitments(reading, CommitmentKind.OBLIGATION, "Edan Alexander")
    assert any(has(c.debtor, "Hamas") for c in owed)


# --- flags --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (FlagKind.GARBLED_TOKEN, ("6_23ind",)),
        (FlagKind.BROKEN_GRAMMAR, ("a approach",)),
        (FlagKind.RUN_ON_HEADLINE, ()),
        (FlagKind.ODD_PARAPHRASE, ("fight",)),
        (FlagKind.ROLE_CONFLICT, ("chief", "artist")),
        (FlagKind.TIME_CONFLICT, ("last week", "Today")),
        (FlagKind.CONTRADICTION, ("signs",)),
        (FlagKind.CONTRADICTION, ("first time",)),
    ],
)
def test_flags(reading: Reading, kind: FlagKind, words: tuple[str, ...]) -> None:
    assert flags(reading, kind, *words)
