"""A small brief with something in every section, and its page taken apart; for the tests of the brief."""

from __future__ import annotations

import datetime
from collections import Counter
from html.parser import HTMLParser
from typing import Any

from parley.following.accords import Finding, Proof
from parley.following.commitments import Followed, Move
from parley.following.model import (
    Anchor,
    Aspect,
    Disagreement,
    Entry,
    Evidence,
    Harm,
    Side,
    Version,
)
from parley.following.plans import Accord, Provision
from parley.outputs.briefing.material import (
    Doubt,
    Making,
    Material,
    Saying,
    Source,
    Tool,
)
from parley.outputs.briefing.page import render
from parley.records import (
    Act,
    CommitmentKind,
    CommitmentStatus,
    Confidence,
    Effect,
    Factuality,
    FlagKind,
    Precision,
    Severity,
)

DAY = datetime.date.fromisoformat
TEXT = (
    "Rebels hand over guns in Osk\n\n"
    "The Northern Front handed over its guns to the Veld mission on Monday. Ana Veld promised to open the jails.\n\n"
    "The mayor accused the Front of hiding guns."
)
MAKING = Making(
    parley="0.1.0", content="c0ffee" * 8, tools=(Tool(name="codebook", version="1", digest="feed"),)
)
EMPTY = Material(
    ledger="parley.db", since=None, as_of=None, sources=(), entries=(), commitments=(), making=MAKING
)


def anchor(words: str, kind: str, report: str = "r0", text: str = TEXT) -> Anchor:
    start = text.index(words)
    return Anchor(report=report, start=start, end=start + len(words), type=kind)


def told(words: str, sentence: str, kind: str = "RETREAT", report: str = "r0", **more: Any) -> Evidence:
    usual: dict[str, Any] = {
        "row": "e1",
        "source": report,
        "publisher": "Harbour Post",
        "published": DAY("2031-03-05"),
        "factuality": Factuality.ACTUAL,
        "speaker": None,
        "confidence": Confidence.HIGH,
    }
    return Evidence(anchor=anchor(words, kind, report), sentence=sentence, predicate=words, **(usual | more))


def happening(*evidence: Evidence, **more: Any) -> Entry:
    usual: dict[str, Any] = {
        "id": "h1",
        "type": "RETREAT",
        "mode": "disarm",
        "source": (Side(name="the Northern Front", entry="nf", country="VEL", sectors=("REB",)),),
        "target": (Side(name="Veld mission", entry="vm"),),
        "affected": (Harm(effect=Effect.KILLED, count=4, least=3, most=4),),
        "place": "Osk",
        "start": DAY("2031-03-03"),
        "end": DAY("2031-03-03"),
        "precision": Precision.DAY,
        "factuality": Factuality.ACTUAL,
        "sources": 1,
        "disagreements": (),
        "confidence": Confidence.HIGH,
        "reason": "1 independent source in 1 report",
    }
    return Entry(evidence=evidence, **(usual | more))


def full(**more: Any) -> Material:
    """A small brief with something in every section."""
    sentence = "The Northern Front handed over its guns to the Veld mission on Monday."
    handed = told("handed over", sentence)
    hiding = told(
        "hiding",
        "The mayor accused the Front of hiding guns.",
        "COERCE",
        speaker="The mayor",
        confidence=Confidence.LOW,
    )
    deal = anchor("open the jails", "promise")
    versions = (
        Version(value="2031-03-03", told=(handed.anchor,), sources=1),
        Version(value="2031-03-01", told=(hiding.anchor,), sources=1),
    )
    moves = (
        Move(
            date=DAY("2031-03-05"),
            before=None,
            after=CommitmentStatus.ACTIVE,
            evidence=(deal,),
            reason="“promise” is a promise",
        ),
        Move(
            date=DAY("2031-04-01"),
            before=CommitmentStatus.ACTIVE,
            after=CommitmentStatus.VIOLATED,
            evidence=(hiding.anchor,),
            reason="the opposite is told",
            weak=True,
        ),
    )
    usual: dict[str, Any] = {
        "ledger": "parley.db",
        "since": DAY("2031-03-01"),
        "as_of": DAY("2031-05-01"),
        "sources": (
            Source(
                report="r0",
                key="k0",
                name="one.txt",
                title="Rebels hand over guns in Osk",
                publisher="Harbour Post",
                url="https://harbour.example/1",
                published=DAY("2031-03-05"),
                agency="Veld News Agency",
                voice="r0",
                trust=0.75,
                reasons=("contradiction (−0.25)",),
                doubts=(
                    Doubt(
                        kind=FlagKind.CONTRADICTION,
                        severity=Severity.HIGH,
                        reason="the guns are handed over and hidden",
                        start=TEXT.index("hiding"),
                        end=TEXT.index("hiding") + 6,
                        words="hiding guns",
                    ),
                ),
            ),
        ),
        "entries": (
            happening(handed, disagreements=(Disagreement(about=Aspect.DATE, versions=versions),)),
            happening(hiding, id="h2", type="COERCE", mode=None, confidence=Confidence.LOW, target=()),
            happening(
                told("open", "Ana Veld promised to open the jails."), id="h3", factuality=Factuality.PLANNED
            ),
        ),
        "commitments": (
            Followed(
                id="c1",
                kind=CommitmentKind.PROMISE,
                debtor=("Ana Veld",),
                creditor=("the Front",),
                antecedent="if the guns are gone",
                consequent="open the jails",
                deadline=DAY("2031-04-01"),
                made=DAY("2031-03-05"),
                status=CommitmentStatus.VIOLATED,
                told=(deal,),
                sources=1,
                moves=moves,
                conflicts=("h1: the deed is dated before the deal",),
            ),
        ),
        "accord": Accord(
            name="Valley accord",
            signed=DAY("2031-01-01"),
            parties=("Northern Front",),
            provisions=(
                Provision(
                    number="1",
                    heading="Guns",
                    text="All guns.",
                    points=("The Front hands over its guns.", "It stays away."),
                ),
            ),
        ),
        "findings": (
            Finding(
                accord="Valley accord",
                provision="1",
                status=2,
                label="intermediate",
                supporting=(
                    Proof(
                        entry="h1",
                        date=DAY("2031-03-05"),
                        words=sentence,
                        reason="tells of point 1",
                        told=(handed.anchor,),
                        point=1,
                    ),
                ),
                opposing=(
                    Proof(entry="h2", date=None, words="x", reason="it is broken", told=(hiding.anchor,)),
                ),
                commitments=("c1",),
                reason="1 of 2 points told as done",
                before=0,
                new=("h1",),
            ),
        ),
        "sayings": (
            Saying(
                report="r0",
                start=TEXT.index("hiding guns"),
                end=TEXT.index("hiding guns") + 11,
                act=Act.ACCUSE,
                speaker="The mayor",
                addressees=("the Front",),
                through=("a clerk",),
                words="hiding guns",
                hedged=True,
            ),
        ),
        "making": MAKING,
    }
    return Material(**(usual | more))


def brief(material: Material, text: str = TEXT) -> str:
    return render(material, lambda report: text)


class Elements(HTMLParser):
    """The elements of a page with their attributes, its texts, and the texts of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.raw[self.cdata_elem].append(data)
        else:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    @property
    def kinds(self) -> Counter[tuple[str, tuple[str, ...]]]:
        return Counter((tag, tuple(sorted(attributes))) for tag, attributes in self.elements)
