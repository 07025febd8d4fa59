"""`parley brief` from a ledger to a file: real readings, hostile ones, clear errors."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import commandline
import pytest
from msgspec.structs import replace

from parley import Reader
from parley.following import plans
from parley.ledger import Ledger
from parley.outputs import briefing

ROOT = Path(__file__).parents[2]
COLOMBIA = ROOT / "examples" / "colombia"
EVIL = "<img src=x onerror=\"document.title='TAKEN'\"><script>document.title='TAKEN'</script>"


def parley(*arguments: str | Path) -> tuple[int, str]:
    done = commandline.parley(*arguments)
    return done.code, done.out + done.err


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four reports of the example, one that brings markup in every field, one without a date."""
    folder = tmp_path_factory.mktemp("brief")
    corpus = folder / "evil.jsonl"
    story = (
        f"Rebels of the {EVIL} Front attacked Osk on Monday, the mayor said. "
        f"President Ana Veld {EVIL} warned the rebels that she would send troops. "
        "Ana Veld denied that the army had shelled the village. " * 3
    )
    rows = [
        {
            "title": EVIL,
            "text": story,
            "publisher": EVIL,
            "url": "javascript:document.title='TAKEN'",
            "date": "2017-03-01",
        },
        {
            "text": "The two delegations met in Oslo, officials said. The rebels promised to free the prisoners.",
            "publisher": "Harbour Post",
        },
    ]
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    where = folder / "parley.db"
    reports = [
        next(COLOMBIA.glob(f"{day}*.txt")) for day in ("2016-11-24", "2017-02-18", "2017-06-27", "2018-07-20")
    ]
    code, _ = parley("ingest", corpus, *reports, "--ledger", where)
    assert code == 0
    return where


@pytest.fixture(scope="module")
def written(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The brief with everything."""
    out = tmp_path_factory.mktemp("out") / "brief.html"
    plan = COLOMBIA / "accord.toml"
    code, said = parley("brief", "--ledger", ledger, "--accord", plan, "--since", "2017-01-01", "-o", out)
    assert (code, said.strip()) == (0, str(out))
    return out.read_text(encoding="utf-8")


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    found: list[tuple[str, dict[str, str | None]]] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, dict(attrs)))

    Tags().feed(page)
    return found


def test_the_brief_of_real_readings_shows_the_accord_and_where_it_is_told(written: str) -> None:
    assert "What changed since" in written
    assert re.search(r"3\. End of the conflict</a></th>\s*<td><span class=\"scale\">", written)
    assert "The last columns of the FARC moved to the agreed zones" in written
    numbers = re.findall(r'href="#r(\d+)-(\d+)"', written)
    assert len(numbers) > 30
    for number, start in numbers:
        assert f'id="r{number}-{start}"' in written


def test_a_hostile_report_adds_no_element(written: str) -> None:
    found = tags(written)
    assert [t for t, _ in found].count("script") == 1
    assert not {"img", "iframe", "object", "embed", "base", "form", "link"} & {t for t, _ in found}
    assert not [a for _, attributes in found for a in attributes if a.startswith("on") or a == "style"]
    assert "&lt;script&gt;document.title" in written
    assert not [a for t, a in found if "javascript" in str(a.get("href"))]


@pytest.mark.browser
def test_a_hostile_report_runs_nothing(written: str, tmp_path: Path, titled: Callable[[Path], str]) -> None:
    page = tmp_path / "brief.html"
    page.write_text(written, encoding="utf-8")
    assert titled(page).startswith("Brief: Final accord")


def test_what_was_published_later_is_not_known(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "early.html"
    code, _ = parley("brief", "--ledger", ledger, "--as-of", "2017-02-28", "-o", out)
    page = out.read_text(encoding="utf-8")
    assert code == 0
    assert "as of <time" in page
    assert "moved to the agreed zones" in page
    assert "certif" not in page


def test_commands_for_what_is_left_out_end_on_the_day_of_the_brief(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "late.html"
    parley("brief", "--ledger", ledger, "--as-of", "2018-07-30", "-o", out)
    assert "--until 2018-07-30" in out.read_text(encoding="utf-8")


def test_an_empty_ledger_gives_a_brief_that_says_so(tmp_path: Path) -> None:
    with Ledger(tmp_path / "empty.db"):
        pass
    out = tmp_path / "brief.html"
    code, _ = parley("brief", "--ledger", tmp_path / "empty.db", "-o", out)
    assert code == 0
    assert "The ledger has no reports" in out.read_text(encoding="utf-8")


def test_the_same_ledger_gives_the_same_file(ledger: Path, tmp_path: Path) -> None:
    pages = []
    for name in ("one", "two"):
        parley("brief", "--ledger", ledger, "-o", tmp_path / name)
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]


def test_the_file_does_not_tell_where_the_ledger_lies(ledger: Path, written: str) -> None:
    assert f"--ledger {ledger.name}" in written
    assert str(ledger.parent) not in written


def test_copies_are_one_source(tmp_path: Path) -> None:
    reader = Reader()
    text = "The army shelled the town of Osk on Monday, police said. Two people were killed. " * 4
    with Ledger(tmp_path / "p.db") as kept:
        for name in ("One", "Two"):
            reading = reader.read_text(text)
            kept.add(replace(reading, report=replace(reading.report, name=name, publisher=name)))
        material = briefing.collect(kept)
        page = briefing.render(material, briefing.texts(kept, material))
    assert re.search(r"<dt>independent source</dt>\s*<dd>1</dd>", page)


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--ledger", "nowhere.db", "nowhere.db"),
        ("--accord", "nowhere.toml", "nowhere.toml"),
        ("-o", "no/such/x", "x"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    ledger: Path, tmp_path: Path, option: str, value: str, message: str
) -> None:
    given = {"--ledger": str(ledger), "-o": str(tmp_path / "x.html"), option: str(tmp_path / value)}
    code, said = parley("brief", *(x for pair in given.items() for x in pair))
    assert code == 2
    assert message in said
    assert "Traceback" not in said


def test_a_plan_without_points_is_refused(ledger: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.txt"
    plan.write_text("No points here.", encoding="utf-8")
    with pytest.raises(Exception, match="no numbered point"):
        plans.load(plan)
    code, said = parley("brief", "--ledger", ledger, "--accord", plan, "-o", tmp_path / "x.html")
    assert (code, "no numbered point" in said) == (2, True)
