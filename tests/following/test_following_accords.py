"""Plans in TOML and plain text, findings, the process view, timelines and the commands."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import msgspec
import pytest
from commandline import parley

from parley.errors import DataFileError
from parley.following import Told, gists, merge
from parley.following.accords import status
from parley.following.commitments import follow
from parley.following.plans import load
from parley.following.process import view
from parley.following.timeline import timeline
from parley.reader import Reader
from parley.records import CommitmentStatus

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "colombia"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def _told(reader: Reader, publisher: str, date: str, text: str) -> Told:
    reading = reader.read_text(text, date=date)
    report = msgspec.structs.replace(reading.report, publisher=publisher)
    return Told(reading=msgspec.structs.replace(reading, report=report))


# --- plans --------------------------------------------------------------------------------------------------------------


def test_a_plan_of_twenty_points(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    points = "\n\n".join(
        f"{n}. The islands and the coast will open harbour number {n} in 20{n:02}." for n in range(1, 21)
    )
    file.write_text(f"Plan for the strait\n\n{points}\n")
    accord = load(file, signed=datetime.date(2020, 1, 1))
    assert accord.name == "Plan for the strait"
    assert [p.number for p in accord.provisions] == [str(n) for n in range(1, 21)]
    assert all(len(p.points) == 1 and p.heading is None for p in accord.provisions)


@pytest.mark.parametrize("form", ["{n}. ", "{n}) ", "Article {n} ", "Article {n}: ", "  {n}. "])
def test_ways_to_number(tmp_path: Path, form: str) -> None:
    file = tmp_path / "plan.txt"
    texts = ["The parties release all prisoners.", "The army leaves the valley.", "A commission is set up."]
    file.write_text("".join(f"{form.format(n=n)}{text}\n" for n, text in enumerate(texts, 1)))
    assert [p.text for p in load(file).provisions] == texts


def test_headings_and_sub_points(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(
        "Valley accord\n\nArticle 1\tPrisoners\n1.1 The parties release all prisoners.\n1.2 The Red Cross\nvisits them.\n"
        "Article 2. Withdrawal\na) The army leaves the valley.\nb) The rebels leave the hills.\n"
        "It is to be done by 2021.\n"
    )
    first, second = load(file).provisions
    assert (first.heading, first.points) == (
        "Prisoners",
        ("The parties release all prisoners.", "The Red Cross visits them."),
    )
    assert second.heading == "Withdrawal"
    assert second.points[:2] == ("The army leaves the valley.", "The rebels leave the hills.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "Nothing is numbered here.\n"),
        ("a.toml", "parties = 3\n"),
        ("a.toml", "wrong = [\n"),
        ("a.toml", '[[provisions]]\nnumber = "1"\n'),
        ("a.toml", '[[provisions]]\nnumber = "1"\ntext = "x"\ncolour = "red"\n'),
        ("a.toml", '[[provisions]]\nnumber = "1"\ntext = "x"\ndeadline = "soon"\n'),
        ("a.toml", '[[provisions]]\nnumber = "1"\ntext = "x"\n[[provisions]]\nnumber = "1"\ntext = "y"\n'),
    ],
)
def test_bad_plans_are_refused(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text)
    with pytest.raises(DataFileError):
        load(file)


def test_release_of_prisoners_implies_its_code(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text("1. The Forest Army releases all prisoners.\n2. The Forest Army clears all mines.\n")
    accord = load(file, signed=datetime.date(2018, 8, 1))
    told = [
        _told(reader, "Orle Daily", "2018-08-24", "The Forest Army freed 40 captured policemen on Thursday.")
    ]
    found = status(accord, gists(told), merge(told), (), reader.read_text)
    assert [f.status for f in found] == [3, 0]
    early = load(file, signed=datetime.date(2018, 9, 1))
    assert [f.status for f in status(early, gists(told), merge(told), (), reader.read_text)] == [0, 0]
    other = [
        _told(
            reader, "Orle Daily", "2018-08-24", "The army of Norway freed 40 captured policemen on Thursday."
        )
    ]
    assert [f.status for f in status(accord, gists(other), merge(other), (), reader.read_text)] == [0, 0]


# --- commitments ----------------------------------------------------------------------------------------------------------


DEAL = "Under the accord signed on Monday, the Forest Army must release all prisoners within 30 days."


def _release(
    reader: Reader, *later: tuple[str, str, str]
) -> tuple[CommitmentStatus, list[str], tuple[str, ...]]:
    told = [_told(reader, "Orle Daily", "2018-08-07", DEAL), *(_told(reader, *one) for one in later)]
    followed = follow(gists(told), merge(told))
    one = next(f for f in followed if "prisoners" in f.consequent and str(f.made) == "2018-08-07")
    return one.status, [m.reason for m in one.moves], one.conflicts


def test_a_deed_in_time_satisfies(reader: Reader) -> None:
    done = ("Capital Herald", "2018-08-21", "The Forest Army released its prisoners on Monday.")
    assert _release(reader)[0] is CommitmentStatus.ACTIVE
    assert _release(reader, done)[0] is CommitmentStatus.SATISFIED


def test_a_deadline_passes_and_the_deed_comes_late(reader: Reader) -> None:
    rain = ("Capital Herald", "2018-10-01", "Rain fell on the capital.")
    late = ("Capital Herald", "2018-10-02", "The Forest Army released its prisoners on Monday.")
    assert _release(reader, rain)[0] is CommitmentStatus.EXPIRED
    status_, reasons, _ = _release(reader, rain, late)
    assert status_ is CommitmentStatus.SATISFIED
    assert reasons[-1].endswith("after the deadline")


def test_a_plan_or_a_demand_moves_nothing(reader: Reader) -> None:
    for text in (
        "The Forest Army will release its prisoners on Friday.",
        "The government demanded that the Forest Army release its prisoners.",
        "The army of Norway released its prisoners on Monday.",
    ):
        assert _release(reader, ("Capital Herald", "2018-08-21", text))[0] is CommitmentStatus.ACTIVE, text


def test_a_deed_before_the_deal_is_a_time_conflict(reader: Reader) -> None:
    before = ("Capital Herald", "2018-07-10", "The Forest Army released all its prisoners on Monday.")
    status_, _, conflicts = _release(reader, before)
    assert status_ is CommitmentStatus.ACTIVE
    assert conflicts
    assert "the deed is dated 2018-07-09, the deal 2018-08-07" in conflicts[0]


def test_a_breach_on_one_weak_report_says_so(reader: Reader) -> None:
    promise = _told(
        reader, "A", "2018-08-07", "The Forest Army promised that it would not attack the railway again."
    )
    attack = "The Forest Army attacked the railway on Monday."
    weak = _told(reader, "B", "2018-08-21", f"The governor said: “{attack}”")
    for later, wanted in (([weak], True), ([_told(reader, n, "2018-08-21", attack) for n in "CD"], False)):
        told = [promise, *later]
        one = next(f for f in follow(gists(told), merge(told)) if "railway" in f.consequent)
        assert one.status is CommitmentStatus.VIOLATED
        assert one.moves[-1].weak is wanted
        assert ("weak" in one.moves[-1].reason) is wanted


# --- the process ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def process(reader: Reader) -> list[Told]:
    return [
        _told(reader, p, d, t)
        for p, d, t in (
            ("A", "2019-05-14", "The Karvian government and the Delta Movement met in Geneva on Monday."),
            ("B", "2019-05-15", "The Delta Movement and the Karvian government met in Geneva on 13 May."),
            (
                "A",
                "2019-06-18",
                "The Karvian government and the Delta Movement met in Geneva again on Monday.",
            ),
            (
                "A",
                "2019-06-20",
                "The Karvian army and the Delta Movement signed a ceasefire on Wednesday.",
            ),
            ("A", "2019-07-02", "The Karvian army shelled a camp of the Delta Movement on Monday."),
            ("B", "2019-07-03", "The Karvian army shelled a camp of the Delta Movement on 1 July."),
            ("A", "2019-07-10", "The Delta Movement released 12 hostages on Tuesday."),
            ("B", "2019-07-10", "The Delta Movement freed 12 hostages on 9 July."),
        )
    ]


def test_the_process_counts_happenings_not_reports(process: list[Told]) -> None:
    found = view(merge(process))
    assert [str(r.start) for r in found.rounds] == ["2019-05-13", "2019-06-17"]
    assert all(r.venue == "Geneva" for r in found.rounds)
    assert [(str(w.monday), w.breaches) for w in found.weeks] == [("2019-07-01", 1)]
    assert found.captives.released == 12


def test_timelines(process: list[Told]) -> None:
    entries = merge(process)
    everything = timeline(entries)
    assert [line.date for line in everything] == sorted(line.date for line in everything if line.date)
    both = timeline(entries, actors=[["Delta"], ["Karvian"]])
    assert {line.id for line in both} < {line.id for line in everything}
    assert both
    june = timeline(entries, since=datetime.date(2019, 6, 1), until=datetime.date(2019, 6, 30))
    assert {str(line.date)[:7] for line in june} == {"2019-06"}


# --- the commands -----------------------------------------------------------------------------------------------------------


def test_commands(tmp_path: Path) -> None:
    files = sorted(EXAMPLE.glob("201[67]*.txt"))
    readings = tmp_path / "readings.jsonl"
    read = parley("read", *files, "--format", "json")
    readings.write_text(read.out, encoding="utf-8")
    plan = EXAMPLE / "accord.toml"
    shown = parley("accord", "show", plan)
    assert shown.code == 0
    assert "3. End of the conflict" in shown.out
    options = ["--as-of", "2017-06-30", "--format", "json"]
    one = parley("accord", "status", plan, *files, *options)
    other = parley("accord", "status", plan, readings, *options)
    assert one.code == 0
    assert one.out == other.out
    assert [json.loads(line)["status"] for line in one.out.splitlines()] == [1, 0, 3, 1, 0, 3]
    farc = parley("timeline", readings, "--actor", "FARC")
    assert "RETREAT disarm" in farc.out
    assert parley("process", readings).code == 0
    assert parley("accord", "show", tmp_path / "absent.toml").code == 2
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{}\n")
    assert parley("process", broken).code == 2


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.toml", "provisions = 3", "are to be tables"),
        ("a.toml", "provisions = [1]", "are to be tables"),
        ("a.toml", 'name = ["x"]\n[[provisions]]\nnumber = "1"\ntext = "It ends."', "is to be text"),
        ("a.toml", 'name = " "\n[[provisions]]\nnumber = "1"\ntext = "It ends."', "needs a name"),
        ("a.toml", '[[provisions]]\nnumber = "1"\nheading = 5\ntext = "It ends."', "is to be text"),
        ("a.txt", "1. The army leaves.\n2. The jails open.\n4. The mines are cleared.\n", "point 4 follows"),
        ("a.txt", "\udcff1. The army leaves.", "no text in UTF-8"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(tmp_path: Path, name: str, text: str, why: str) -> None:
    file = tmp_path / name
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(DataFileError, match=why):
        load(file)


def test_a_breach_is_of_the_ceasefire_of_those_who_attack(reader: Reader) -> None:
    def made(*stories: tuple[str, str, str]) -> list[str]:
        return [str(w.monday) for w in view(merge([_told(reader, *s) for s in stories])).weeks]

    mali = (
        "A",
        "2020-01-07",
        "The Malian government and Malian rebels signed a ceasefire in Bamako on Monday.",
    )
    raid = ("B", "2020-03-03", "The Delta Movement attacked a post of the Karvian army on Monday.")
    truce = (
        "C",
        "2021-06-08",
        "The Karvian government and the Delta Movement signed a ceasefire in Orle on Monday.",
    )
    again = ("D", "2021-07-06", "The Delta Movement attacked a post of the Karvian army on Monday.")
    assert made(mali, raid, truce) == []
    assert made(mali, raid, truce, again) == ["2021-07-05"]


def test_the_life_of_one_commitment_on_the_command_line(tmp_path: Path) -> None:
    report = tmp_path / "2018-08-07-deal.txt"
    report.write_text(f"Accord\n\nTarsia, 7 August 2018\n\n{DEAL}\n")

    def asked(*words: str) -> tuple[int, str]:
        done = parley("timeline", report, *words)
        return done.code, done.out + done.err

    code, listed = asked("--format", "json")
    assert code == 0
    (name,) = {row["id"] for row in map(json.loads, listed.splitlines()) if row["id"].startswith("c")}
    code, shown = asked("--commitment", name[:6])
    assert code == 0
    assert "because:" in shown
    assert asked("--commitment", "nonsense")[0] == 2
