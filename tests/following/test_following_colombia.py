"""The Colombian example: what was expected of it was written down before it was run."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec
import pytest

from parley import sources
from parley.following import Entry, Told, gists, merge
from parley.following.accords import Finding, status
from parley.following.commitments import Followed, follow
from parley.following.plans import Accord, load
from parley.reader import Reader
from parley.records import CommitmentStatus

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "colombia"

# Status of the chapters 1 to 6 on the day after the signing, after the laying down of arms, and when the FARC sat in
# Congress, by what the reports of the example tell.
EXPECTED = {
    "2016-11-25": [0, 0, 0, 0, 0, 0],
    "2017-06-30": [1, 0, 3, 1, 0, 3],
    "2018-08-01": [1, 2, 3, 1, 2, 3],
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def told(reader: Reader) -> list[Told]:
    return [Told(reading=reader.read(sources.from_path(p))) for p in sorted(EXAMPLE.glob("20*.txt"))]


@pytest.fixture(scope="module")
def entries(told: list[Told]) -> tuple[Entry, ...]:
    return merge(told)


@pytest.fixture(scope="module")
def accord() -> Accord:
    return load(EXAMPLE / "accord.toml")


@pytest.mark.parametrize("day", list(EXPECTED))
def test_status_at_three_dates(
    day: str, accord: Accord, told: list[Told], entries: tuple[Entry, ...], reader: Reader
) -> None:
    as_of = datetime.date.fromisoformat(day)
    found = status(
        accord, gists(told), entries, follow(gists(told), entries, as_of), reader.read_text, as_of=as_of
    )
    assert [f.status for f in found] == EXPECTED[day], [(f.provision, f.reason) for f in found]
    assert all(f.supporting for f in found if f.status)
    assert all(f.suggested for f in found)
    assert all(p.date is None or p.date <= as_of for f in found for p in (*f.supporting, *f.opposing))


def test_seats_for_the_regions_were_rejected(
    accord: Accord, told: list[Told], entries: tuple[Entry, ...], reader: Reader
) -> None:
    found = _status(accord, told, entries, reader, "2018-08-01")
    assert any("Senate" in p.words and "rejected" in p.words for p in found[1].opposing)


def test_what_changed_since(
    accord: Accord, told: list[Told], entries: tuple[Entry, ...], reader: Reader
) -> None:
    found = _status(accord, told, entries, reader, "2018-08-01", "2017-06-30")
    assert [f.before for f in found] == EXPECTED["2017-06-30"]
    assert found[4].new
    assert not found[2].new or found[2].status == found[2].before


def _status(
    accord: Accord,
    told: list[Told],
    entries: tuple[Entry, ...],
    reader: Reader,
    day: str,
    since: str | None = None,
) -> tuple[Finding, ...]:
    as_of = datetime.date.fromisoformat(day)
    start = datetime.date.fromisoformat(since) if since else None
    return status(
        accord,
        gists(told),
        entries,
        follow(gists(told), entries, as_of),
        reader.read_text,
        as_of=as_of,
        since=start,
    )


def _one(followed: tuple[Followed, ...], made: str, words: str) -> Followed:
    return next(f for f in followed if str(f.made) == made and words in f.consequent)


def test_two_satisfied_and_one_superseded(told: list[Told], entries: tuple[Entry, ...]) -> None:
    followed = follow(gists(told), entries)
    arms = _one(followed, "2016-11-24", "hand over all their weapons")
    zones = _one(followed, "2016-11-24", "move to the agreed zones")
    first = _one(followed, "2016-06-23", "hand over their weapons")
    assert arms.status is zones.status is CommitmentStatus.SATISFIED
    assert str(arms.moves[-1].date) == "2017-06-27"
    assert str(zones.moves[-1].date) == "2017-02-18"
    assert first.status is CommitmentStatus.CANCELLED
    assert first.superseded_by == arms.id
    by_id = {t.report: t.reading.report for t in told}
    for one in (arms, zones, first):
        for move in one.moves:
            assert move.reason
            assert move.evidence or move.after is CommitmentStatus.EXPIRED
            for anchor in move.evidence:
                assert by_id[anchor.report].text[anchor.start : anchor.end].strip()


def test_what_was_not_known_yet_moves_nothing(told: list[Told], entries: tuple[Entry, ...]) -> None:
    followed = follow(gists(told), entries, datetime.date(2016, 11, 25))
    assert _one(followed, "2016-11-24", "hand over all their weapons").status is CommitmentStatus.ACTIVE
    before = follow(gists(told), entries, datetime.date(2016, 10, 10))
    assert _one(before, "2016-06-23", "hand over their weapons").status is CommitmentStatus.ACTIVE


def test_order_and_repetition_change_nothing(
    accord: Accord, told: list[Told], entries: tuple[Entry, ...], reader: Reader
) -> None:
    again = [*told[::-1], *told]
    entries_again = merge(again)
    assert msgspec.json.encode(entries_again) == msgspec.json.encode(entries)
    assert msgspec.json.encode(follow(gists(told[::-1]), entries_again)) == msgspec.json.encode(
        follow(gists(told), entries)
    )
    assert _status(accord, told[::-1], entries_again, reader, "2018-08-01") == _status(
        accord, told, entries, reader, "2018-08-01"
    )
