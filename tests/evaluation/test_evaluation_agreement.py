"""Agreement: Krippendorff's own worked examples, and what a ledger's reviews come to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parley import sources
from parley.evaluation.agreement import MACHINE, Agreement, alpha, measure, share
from parley.ledger import EventFields, Filter, Ledger, Verdict
from parley.reader import Reader
from parley.records import Factuality

STORY = (
    "Rebels of the Northern Front attacked an army post near Osk on Tuesday. "
    "The army shelled two villages on Wednesday. The ministers met in Oslo on Friday. "
    "The rebels freed three hostages on Saturday."
)


def units(*judges: str) -> list[str]:
    """Values by thing judged from one string for each judge; a dot is nothing said."""
    return ["".join(v for v in column if v != ".") for column in zip(*judges, strict=True)]


@pytest.mark.parametrize(
    ("judges", "expected"),
    [
        # The examples of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): two judges and two values; two
        # judges and five; four judges who left some out.
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
)
def test_published_values(judges: tuple[str, ...], expected: float) -> None:
    assert alpha(units(*judges)) == pytest.approx(expected, abs=0.0005)


def test_ends_of_the_scale() -> None:
    assert alpha(["aa", "bb", "cc"]) == 1.0
    assert alpha(["ab", "ba"]) == pytest.approx(-0.5)
    assert alpha(["aa", "aa"]) is None
    assert alpha(["a", "b", ""]) is None
    assert share(["aab", "aa", "b"]) == 0.5
    assert share([]) is None


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Ledger, str]]:
    where: Path = tmp_path_factory.mktemp("agreement") / "parley.db"
    with Ledger(where) as ledger:
        reading = Reader().read(sources.from_text(STORY, name="story.txt"))
        key = ledger.add(reading)
        assert len(reading.events) == 4
        first, second, third, fourth = (event.id for event in reading.events)

        def judge(reviewer: str, row: str, right: EventFields | Verdict | None) -> None:
            verdict = Verdict.CORRECT if isinstance(right, EventFields) else right or Verdict.ACCEPT
            given = right if isinstance(right, EventFields) else None
            ledger.review(key, row, verdict, reviewer=reviewer, correction=given)

        judge("Ana", first, Verdict.REJECT)
        judge("Ana", first, None)  # her latest counts
        judge("Ana", second, EventFields(factuality=Factuality.PLANNED))
        judge("Ana", third, None)
        judge("Ana", fourth, None)
        judge("Bo", first, None)
        judge("Bo", second, None)
        judge("Bo", third, Verdict.REJECT)
        judge("Cy", fourth, Verdict.REJECT)
        taken_back = ledger.review(key, second, Verdict.REJECT, reviewer="Cy")
        ledger.undo(taken_back.number)
        yield ledger, key


def figures(found: list[Agreement]) -> dict[tuple[tuple[str, ...], str], Agreement]:
    return {(row.coders, row.about): row for row in found}


def test_agreement_of_a_ledger(judged: tuple[Ledger, str]) -> None:
    ledger, key = judged
    found = figures(measure(ledger))
    everybody = ("Ana", "Bo", "Cy")
    kept = found[everybody, "row"]
    # Two of four rows are kept by both who judged them; the other two by one of two.
    assert (kept.rows, kept.agree) == (4, 0.5)
    assert kept.alpha == pytest.approx(alpha(["yy", "yy", "yn", "yn"]))
    factuality = found[everybody, "factuality"]
    assert (factuality.rows, factuality.agree) == (2, 0.5)
    assert found[("Bo", "Cy"), "row"].rows == 0
    assert found[("Ana", "Bo"), "row"].rows == 3
    with_machine = found[("Ana", MACHINE), "factuality"]
    assert (with_machine.rows, with_machine.agree) == (4, 0.75)
    assert found[("Bo", MACHINE), "row"].agree == pytest.approx(2 / 3)
    assert found[("Ana", MACHINE), "source"].agree == 1.0
    assert measure(ledger, Filter(report="nobody")) == []
    assert len(measure(ledger, Filter(report=key))) == len(found)
