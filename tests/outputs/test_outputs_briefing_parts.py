"""Parts of the brief: the drawing can be read, addresses and characters are harmless, days are no finer than known."""

from __future__ import annotations

import datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.following.model import Anchor, Entry, Evidence, Side
from parley.outputs.briefing import network, words
from parley.outputs.briefing.bodies import Bodies
from parley.outputs.briefing.clean import clean, link
from parley.outputs.briefing.drawing import NARROW, WIDE, Drawing, Shape, draw
from parley.records import Confidence, Factuality, Precision

DAY = datetime.date.fromisoformat


def entry(number: int, source: list[Side], target: list[Side], kind: str = "AID") -> Entry:
    evidence = Evidence(
        anchor=Anchor(report="r", start=number, end=number + 1, type=kind),
        row="e",
        source="r",
        publisher=None,
        published=None,
        sentence="",
        predicate="met",
        factuality=Factuality.ACTUAL,
        speaker=None,
        confidence=Confidence.HIGH,
    )
    return Entry(
        id=f"h{number:03}",
        type=kind,
        mode=None,
        source=tuple(source),
        target=tuple(target),
        affected=(),
        place=None,
        start=None,
        end=None,
        precision=Precision.UNKNOWN,
        factuality=Factuality.ACTUAL,
        evidence=(evidence,),
        sources=1,
        disagreements=(),
        confidence=Confidence.HIGH,
        reason="",
    )


def actor(number: int) -> Side:
    name = f"Revolutionary Assembly of the Province Number {number}" if number % 3 else f"Party {number}"
    return Side(name=name, entry=f"id{number}")


def boxes(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    """About where the lines of labels stand: left, top, right, bottom."""
    size = drawing.shape.size
    found = []
    for node in drawing.nodes:
        for y, line in node.lines:
            width = len(line) * size * 0.53
            left = node.label_x - width if node.anchor == "end" else node.label_x
            found.append((left, y - size * 0.8, left + width, y + size * 0.2))
    return found


@pytest.mark.parametrize("shape", [WIDE, NARROW])
@pytest.mark.parametrize("count", range(2, 26))
def test_no_label_meets_another_or_leaves_the_drawing(shape: Shape, count: int) -> None:
    entries = [
        entry(i * 30 + j, [actor(i)], [actor(j)], "AID" if (i + j) % 2 else "ASSAULT")
        for i, j in combinations(range(count), 2)
        if (i * 7 + j) % 4 == 0 or j == i + 1
    ]
    drawing = draw(network.ties(entries), shape)
    assert len(drawing.nodes) == count
    each = boxes(drawing)
    for one, other in combinations(each, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)
    for left, top, right, bottom in each:
        assert left >= 0
        assert right <= shape.width
        assert top >= 0
        assert bottom <= drawing.height


def test_the_drawing_does_not_depend_on_the_order_of_what_happened() -> None:
    entries = [entry(i, [actor(i % 7)], [actor(i % 5 + 1)]) for i in range(30)]
    assert draw(network.ties(entries), WIDE) == draw(network.ties(entries[::-1]), WIDE)


def test_at_most_so_many_actors_are_drawn_those_with_most_ties() -> None:
    entries = [entry(i, [actor(0)], [actor(i)]) for i in range(1, 60)]
    entries += [entry(100 + i, [actor(0)], [actor(59)]) for i in range(5)]
    found = network.strongest(network.ties(entries), 25, 400)
    assert len({k for tie in found for k in tie.keys}) == 25
    assert found[0].keys == ("id0", "id59")
    assert network.strongest(network.ties(entries), 25, 7) == found[:7]


def test_what_passes_between_two_is_counted_by_side() -> None:
    entries = [
        entry(1, [actor(1)], [actor(2)]),
        entry(2, [actor(2)], [actor(1)], "ASSAULT"),
        entry(3, [actor(1), actor(2)], [], "CONSULT"),
        entry(4, [actor(1)], [actor(1)], "AID"),
        entry(5, [actor(1)], [actor(2)], "MY-TYPE"),
    ]
    (tie,) = network.ties(entries)
    assert (tie.count("cooperation"), tie.count("conflict"), len(tie.entries)) == (2, 1, 4)


def test_names_of_one_body_are_one_actor() -> None:
    government = [
        Side(name=name, country="COL", sectors=("GOV",))
        for name in ("the government", "Colombia's government", "the Colombian government")
    ]
    leader = Side(name="Marta Quiroga", entry="quiroga", country="COL", sectors=("GOV",))
    alone = Side(name="Quiroga", country="COL")
    rebels = Side(name="all sides")
    bodies = Bodies([entry(i, [side], [leader]) for i, side in enumerate([*government, alone, rebels])])
    assert len({bodies.key(side) for side in government}) == 1
    assert "Colombia" in bodies.name(bodies.key(government[0]))
    assert bodies.key(alone) == bodies.key(leader) == "quiroga"
    assert bodies.key(rebels) == ""


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://harbour.example/a?b=1#c", "harbour.example"),
        ("http://harbour.example:8080/", "harbour.example"),
        ("https://пример.example/", "xn--e1afmkfd.example"),
        ("javascript:alert(1)", ""),
        ("https://a@b.example/", ""),
        ("ftp://harbour.example/", ""),
        ("https://harbour.example/\u202e", ""),
        (None, ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_linked_and_their_host_is_shown(url: str | None, host: str) -> None:
    assert link(url) == ((url, host) if host else (None, ""))


@given(st.text(st.characters()))
def test_cleaned_text_holds_nothing_that_acts(text: str) -> None:
    shown = clean(text)
    shown.encode("utf-8")
    assert not [c for c in shown if ord(c) < 32 and c not in "\t\n"]
    assert not set(shown) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\x7f\x85\u2028\u2029"
    )
    assert clean(shown) == shown


def test_ordinary_writing_is_left_as_it_is() -> None:
    for text in ("Álvaro “Uribe” – 3½ km²\n\tnext", "عربى", "हिन्दी", "日本語", "👩‍👧", "naïve e\u0301"):
        assert clean(text) == text


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown"),
    [
        ("2031-03-03", "2031-03-03", Precision.DAY, "3 March 2031"),
        ("2031-03-01", "2031-03-07", Precision.WEEK, "1–7 March 2031"),
        ("2031-02-26", "2031-03-02", Precision.WEEK, "26 February – 2 March 2031"),
        ("2030-12-30", "2031-01-02", Precision.WEEK, "30 December 2030 – 2 January 2031"),
        ("2031-03-01", "2031-03-31", Precision.MONTH, "March 2031"),
        ("2031-01-01", "2031-12-31", Precision.YEAR, "2031"),
        ("2031-01-01", "2031-12-30", Precision.UNKNOWN, "reported 5 March 2031"),
        (None, None, Precision.UNKNOWN, "reported 5 March 2031"),
    ],
)
def test_a_day_is_shown_no_finer_than_it_is_known(
    start: str | None, end: str | None, precision: Precision, shown: str
) -> None:
    days = [DAY(d) if d else None for d in (start, end)]
    assert words.period(days[0], days[1], precision, DAY("2031-03-05")).text == shown


def test_every_code_of_the_vocabulary_has_words() -> None:
    from parley.following.model import Aspect
    from parley.records import CommitmentKind, CommitmentStatus, EventType

    known = words.load()
    assert set(known.labels) == {t.value for t in EventType}
    assert set(known.sides["cooperation"]) | set(known.sides["conflict"]) == set(known.labels)
    assert set(known.factuality) == {f.value for f in Factuality}
    assert {s.key for s in known.states} == {s.value for s in CommitmentStatus}
    assert set(known.kinds) == {k.value for k in CommitmentKind}
    assert set(known.aspects) == {a.value for a in Aspect}


def test_dates_of_reasons_are_written_out_but_not_in_quotations() -> None:
    shown = words.with_days("the deadline of 2031-03-05 passed; “on 2031-03-06”; 2031-13-40")
    assert shown == "the deadline of 5 March 2031 passed; “on 2031-03-06”; 2031-13-40"
