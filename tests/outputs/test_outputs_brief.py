"""The brief: what people see, in narrow and wide terminals, piped, and with hostile text."""

from __future__ import annotations

import datetime
import io

import pytest
from rich.console import Console

from parley.outputs import render, rows
from parley.records import (
    Act,
    Actor,
    ActorKind,
    Commitment,
    CommitmentKind,
    CommitmentStatus,
    Confidence,
    Event,
    Factuality,
    Flag,
    FlagKind,
    Maker,
    Mention,
    MentionKind,
    Participant,
    Precision,
    Reading,
    Report,
    Severity,
    Span,
    Statement,
    StatementKind,
    Strength,
    Trust,
    When,
)

TEXT = (
    "Arvenian rebels free captives\n\nThe Northern Front freed twelve captives on Monday. “We will stop if they do,” "
    "its commander Ila Dorn said."
)
MAKER = Maker(rule="test", version="0")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), text=words)


def reading(text: str = TEXT, **changes: object) -> Reading:
    made = {"made_by": MAKER, "confidence": Confidence.HIGH, "reason": "test"}
    front = Actor(
        id="a1",
        name="Northern Front",
        kind=ActorKind.ORGANISATION,
        sectors=("REB",),
        mentions=(
            Mention(
                span=span("Northern Front"), kind=MentionKind.NAME, confidence=Confidence.HIGH, reason="test"
            ),
        ),
        **made,
    )
    rebels = Participant(actor="a1", name="Northern Front", span=span("Northern Front"))
    sentence = span("The Northern Front freed twelve captives on Monday.")
    event = Event(
        id="e1",
        type="CONCEDE",
        mode=None,
        contexts=(),
        quad=None,
        source=(rebels,),
        target=(),
        affected=(),
        place=None,
        date=When(
            span=span("on Monday"),
            start=datetime.date(2031, 3, 3),
            end=datetime.date(2031, 3, 3),
            precision=Precision.DAY,
            reason="test",
        ),
        factuality=Factuality.ACTUAL,
        predicate=span("freed"),
        sentence=sentence,
        **made,
    )
    statement = Statement(
        id="s1",
        speaker=Participant(actor=None, name="Ila Dorn", span=span("Ila Dorn")),
        addressees=(),
        cue=span("said"),
        content=(span("We will stop if they do,"),),
        kind=StatementKind.DIRECT,
        act=Act.ASSERT,
        hedged=False,
        chain=(),
        rows=("c1",),
        **made,
    )
    commitment = Commitment(
        id="c1",
        kind=CommitmentKind.PROMISE,
        debtor=(rebels,),
        creditor=(),
        antecedent=(span("if they do"),),
        consequent=(span("We will stop"),),
        deadline=None,
        strength=Strength.PLAIN,
        status=CommitmentStatus.CONDITIONAL,
        cue=None,
        rows=("s1",),
        **made,
    )
    flag = Flag(
        id="f1",
        kind=FlagKind.GARBLED_TOKEN,
        severity=Severity.HIGH,
        spans=(span("freed"),),
        reason="letters and digits mixed",
        made_by=MAKER,
    )
    fields = {
        "report": Report(id="0" * 16, text=text, name="r.txt", title="Arvenian rebels free captives"),
        "actors": (front,),
        "events": (event,),
        "statements": (statement,),
        "commitments": (commitment,),
        "flags": (flag,),
        "trust": Trust(score=0.8, reasons=("a garbled token",)),
    }
    return Reading(**{**fields, **changes})


def brief(of: Reading, width: int = 80, color: bool = False) -> str:
    console = Console(
        file=io.StringIO(), width=width, force_terminal=color, color_system="standard" if color else None
    )
    render(of, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_sections_in_order() -> None:
    text = brief(reading())
    heads = ["WARNINGS", "WHAT HAPPENED", "WHAT WAS SAID", "WHAT WAS PROMISED", "WHAT REMAINS UNCLEAR"]
    places = [text.find(head) for head in heads[:4]]
    assert -1 not in places
    assert places == sorted(places)


def test_rows_show_who_when_and_words() -> None:
    text = " ".join(brief(reading()).split())
    assert "CONCEDE: Northern Front (REB) [2031-03-03]" in text
    assert "freed twelve captives on Monday" in text
    assert "Ila Dorn [assert]" in text
    assert "promise, conditional: Northern Front (REB)" in text
    assert "on condition: if they do" in text


@pytest.mark.parametrize("width", [20, 80, 200])
def test_no_line_is_wider_than_the_terminal_or_the_limit(width: int) -> None:
    assert max(map(len, brief(reading(), width).splitlines())) <= min(width, 100)


def test_colour_only_where_wanted() -> None:
    assert "\x1b[" not in brief(reading())
    assert "\x1b[" in brief(reading(), color=True)


def test_hostile_text_reaches_no_terminal() -> None:
    title = "\x1b]0;owned\x07 [bold]x[/bold] \x9b31m"
    shown = brief(reading(report=Report(id="0" * 16, text=TEXT, name="\x1b[2J.txt", title=title)))
    assert not any(c in shown for c in "\x1b\x07\x9b")
    assert "[bold]x[/bold]" in shown


def test_event_told_by_a_statement_is_shown_once() -> None:
    base = reading()
    event = base.events[0]
    linked = Event(**{f: getattr(event, f) for f in event.__struct_fields__} | {"rows": ("s1",)})
    text = brief(reading(events=(linked,), statements=base.statements))
    assert "Nothing the codebook knows" in text


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown"),
    [
        ((2031, 3, 3), (2031, 3, 3), Precision.DAY, "2031-03-03"),
        ((2031, 3, 1), (2031, 3, 31), Precision.MONTH, "2031-03"),
        ((2031, 1, 1), (2031, 12, 31), Precision.YEAR, "2031"),
        ((2031, 3, 3), (2031, 3, 9), Precision.WEEK, "2031-03-03 to 2031-03-09"),
    ],
)
def test_dates_are_shown_as_finely_as_known(
    start: tuple[int, int, int], end: tuple[int, int, int], precision: Precision, shown: str
) -> None:
    time = When(
        span=None, start=datetime.date(*start), end=datetime.date(*end), precision=precision, reason="test"
    )
    assert rows.when(time) == shown


def test_long_passages_are_shortened_in_the_middle() -> None:
    words = Span(start=0, end=5, text=" ".join(f"w{i}" for i in range(500)))
    short = rows.passage([words], 100)
    assert len(short) < 120
    assert short.startswith("w0 ")
    assert short.endswith(" w499")
