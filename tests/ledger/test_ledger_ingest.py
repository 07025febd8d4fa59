"""Ingest: resumable after a kill, the same from both databases, whole whatever the corpus holds."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from quick import DEADLY, make, quick_ingest
from sqlalchemy import inspect, text

from parley.errors import LedgerError
from parley.ledger import EVERYTHING, Ledger, Settings
from parley.ledger.ingest import Progress, ingest

SCRIPT = Path(__file__).with_name("quick.py")
NAMES = ("Fenra", "Gorth", "Halden", "Ostrow", "Marek", "Veld", "Farrow", "Lund")


def stories(number: int, seed: int = 1) -> list[str]:
    """Short stories, some of them twice, some of them nearly."""
    chance = random.Random(seed)
    found: list[str] = []
    for i in range(number):
        if found and chance.random() < 0.1:
            found.append(chance.choice(found) + chance.choice(("", " It rained.")))
            continue
        one, two, three = chance.sample(NAMES, 3)
        found.append(
            f"{one} attacked {two} near the bridge number {i}. {three} said it happened {chance.randint(2, 90)} times "
            f"this year. {two} promised to answer within {chance.randint(2, 60)} days. {two} did not attack {three}, "
            f"and nobody else was seen on the road that leads from {one} to the {chance.choice(('hills', 'river'))}."
        )
    return found


def lines(path: Path, texts: list[str]) -> Path:
    path.write_text("".join(json.dumps({"text": t, "date": "2031-03-04"}) + "\n" for t in texts))
    return path


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lines(tmp_path_factory.mktemp("corpus") / "stories.jsonl", stories(400))


@pytest.fixture(scope="module")
def undisturbed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, int]]:
    """Digest of the content, and numbers of rows, of an ingest that nothing disturbed."""
    where = str(tmp_path_factory.mktemp("ledger") / "undisturbed.db")
    summary = quick_ingest(where, corpus)
    with Ledger(where) as ledger:
        found = ledger.manifest()
        assert summary.readings == len(list(ledger.reports()))
        assert len(list(ledger.changes())) >= summary.readings
    return found.content, dict(found.rows)


def start(
    where: str, corpus: Path, milliseconds: float, mark: str, processes: int = 2, batch: int = 64
) -> subprocess.Popen[bytes]:
    numbers = (processes, milliseconds, batch)
    command = [sys.executable, str(SCRIPT), where, str(corpus), *map(str, numbers)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=quiet, stderr=quiet, env={**os.environ, "QUICK_MARK": mark})


def left(mark: str) -> list[int]:
    """Processes of a test that are still there."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and f"QUICK_MARK={mark}".encode() in (entry / "environ").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def inputs(where: str) -> int:
    with Ledger(where) as ledger:
        return dict(ledger.manifest().rows)["inputs"]


def written(where: str) -> bool:
    """Whether anything has been committed to an SQLite ledger, which may be about to be made."""
    try:
        with closing(sqlite3.connect(f"file:{where}?mode=ro", uri=True)) as connection:
            return connection.execute("select count(*) from inputs").fetchone() != (0,)
    except sqlite3.OperationalError:
        return False


def test_killed_at_ten_random_moments_nothing_is_lost_or_doubled(
    where: str, corpus: Path, undisturbed: tuple[str, dict[str, int]]
) -> None:
    mark = uuid.uuid4().hex
    chance = random.Random(mark)
    Ledger(where).close()
    seen = [0]
    for _ in range(10):
        process = start(where, corpus, 100, mark, batch=4)
        # Up to its start, or while it reads and writes: 400 times a tenth of a second by two is as long as all ten together.
        time.sleep(chance.uniform(0.1, 2.0))
        process.kill()
        assert process.wait() == -signal.SIGKILL, "it was done before it could be killed"
        seen.append(inputs(where))
    assert seen == sorted(seen)
    patience = time.monotonic() + 10
    while left(mark) and time.monotonic() < patience:
        time.sleep(0.1)
    assert left(mark) == [], "readers outlived the ingest"
    summary = quick_ingest(where, corpus)
    assert summary.known == seen[-1]
    with Ledger(where) as ledger:
        found = ledger.manifest()
        assert (found.content, dict(found.rows)) == undisturbed
        read = [change.report for change in ledger.changes() if change.kind == "read"]
        assert sorted(read) == sorted(report.key for report in ledger.reports())


def test_parleys_own_reader_killed_and_resumed(tmp_path: Path) -> None:
    texts = [
        f"Rebels of the Northern Front attacked a convoy near Osk on Tuesday, killing {i} soldiers, police said. "
        "President Ana Veld promised to withdraw the army if the rebels free their hostages."
        for i in range(3, 63)
    ]
    corpus = lines(tmp_path / "sixty.jsonl", texts)
    code = (
        "import sys\nfrom parley.ledger import Ledger\nimport parley.ledger.ingest as i\ni._BATCH = 1\n"
        "if __name__ == '__main__':\n    Ledger(sys.argv[1]).ingest([sys.argv[2]], processes=1)"
    )
    where = str(tmp_path / "killed.db")
    process = subprocess.Popen([sys.executable, "-c", code, where, str(corpus)])
    while process.poll() is None and not written(where):
        time.sleep(0.01)
    process.kill()
    process.wait()
    done = inputs(where)
    assert 0 < done < 60
    whole = str(tmp_path / "whole.db")
    for path, known in ((where, done), (whole, 0)):
        with Ledger(path) as ledger:
            summary = ledger.ingest([corpus], processes=1)
            assert (summary.known, summary.rejected) == (known, ())
    with Ledger(where) as one, Ledger(whole) as two:
        assert one.manifest() == two.manifest()
        assert len(list(one.events())) >= 60


def test_both_databases_hold_the_same(
    postgresql: str, corpus: Path, undisturbed: tuple[str, dict[str, int]]
) -> None:
    quick_ingest(postgresql, corpus)
    with Ledger(postgresql) as ledger:
        found = ledger.manifest()
        assert (found.content, dict(found.rows)) == undisturbed


def test_two_ingests_at_once_lose_and_double_nothing(
    where: str, corpus: Path, undisturbed: tuple[str, dict[str, int]]
) -> None:
    mark = uuid.uuid4().hex
    running = [start(where, corpus, 2, mark, processes=1) for _ in range(2)]
    assert [process.wait(120) for process in running] == [0, 0]
    with Ledger(where) as ledger:
        found = ledger.manifest()
        assert (found.content, dict(found.rows)) == undisturbed
        read = [change.report for change in ledger.changes() if change.kind == "read"]
        assert len(read) == len(set(read))


def test_order_does_not_matter(tmp_path: Path) -> None:
    texts = stories(60, seed=5)
    contents = set()
    for seed in range(3):
        random.Random(seed).shuffle(texts)
        folder = tmp_path / str(seed)
        folder.mkdir()
        for i, story in enumerate(sorted(texts)):
            (folder / f"{i:03}.txt").write_text(story)
        where = str(tmp_path / f"{seed}.db")
        names = [folder / f"{sorted(texts).index(story):03}.txt" for story in texts]
        old = Path.cwd()
        os.chdir(folder)
        try:
            quick_ingest(where, *(name.name for name in names), processes=1)
        finally:
            os.chdir(old)
        with Ledger(where) as ledger:
            contents.add(ledger.manifest().content)
    assert len(contents) == 1


def test_the_second_ingest_reads_nothing(where: str, tmp_path: Path) -> None:
    corpus = lines(tmp_path / "few.jsonl", stories(20))
    first = quick_ingest(where, corpus, processes=1)
    second = quick_ingest(where, corpus, processes=1)
    assert (first.known, second.known, second.readings, second.rows) == (0, 20, 0, 0)


def test_rejections_are_rows_and_the_rest_goes_on(where: str, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    lines(folder / "fine.jsonl", stories(5))
    with (folder / "bad.jsonl").open("w") as stream:
        for row in (
            {"text": "Fenra attacked Gorth.", "date": "the day before"},
            {"text": ""},
            {"text": "123 456"},
            {"text": "DIVIDE Fenra attacked Gorth."},
            {"text": f"Fenra said {DEADLY} now."},
            {"text": "x " * 3000},
            {"text": ["a", "list"]},
            {"text": "BACKWARDS: Fenra attacked Gorth."},
        ):
            stream.write(json.dumps(row) + "\n")
        stream.write("{broken\n[1]\n")
    (folder / "picture").write_bytes(bytes.fromhex("89504e470d0a1a0a0000000d49484452") + bytes(range(256)))
    summary = quick_ingest(where, folder, tmp_path / "missing.txt", settings=Settings(max_characters=5000))
    assert summary.readings == 5
    assert dict(summary.rejected) == {
        "malformed": 4, "empty": 2, "internal": 3, "too-long": 1, "not-text": 1, "missing": 1,
    }  # fmt: skip
    with Ledger(where) as ledger:
        found = {Path(r.name).name: (r.stage, r.code, r.detail) for r in ledger.rejections()}
    assert len(found) == 12
    assert found["bad.jsonl:8"][:2] == ("storing", "internal")
    assert found["bad.jsonl:4"][:2] == ("reading", "internal")
    assert "ZeroDivisionError" in found["bad.jsonl:4"][2]
    assert "\0" not in found["bad.jsonl:4"][2]
    assert "died" in found["bad.jsonl:5"][2]
    assert found["bad.jsonl:1"][:2] == ("intake", "malformed")


def test_a_reader_that_cannot_be_made_ends_the_ingest(tmp_path: Path) -> None:
    corpus = lines(tmp_path / "few.jsonl", stories(3))
    actors = tmp_path / "actors.csv"
    actors.write_text("id,name\nX,Xavier\n")
    with Ledger(tmp_path / "x.db") as ledger:
        with pytest.raises(LedgerError, match=r"actors\.csv"):
            ledger.ingest([corpus], settings=Settings(actors=str(actors)), processes=1)
        assert dict(ledger.manifest().rows)["inputs"] == 0


def test_progress_is_told(tmp_path: Path) -> None:
    corpus = lines(tmp_path / "few.jsonl", stories(10))
    told: list[Progress] = []
    with Ledger(tmp_path / "x.db") as ledger:
        ingest(ledger, [corpus], processes=1, watcher=told.append, make_reader=make)
    assert [p.inputs for p in told] == list(range(1, 11))
    assert told[-1].bytes_done == told[-1].bytes_all == corpus.stat().st_size


@pytest.fixture
def before(where: str, tmp_path: Path) -> Iterator[tuple[str, list[object], set[str]]]:
    """A ledger with plain reports, all that was read from them, and its tables."""
    quick_ingest(where, lines(tmp_path / "plain.jsonl", stories(15)), processes=1)
    with Ledger(where) as ledger:
        yield where, list(ledger.readings()), set(inspect(ledger.engine).get_table_names())


def test_a_malicious_corpus_changes_nothing_but_its_own_rows(
    before: tuple[str, list[object], set[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, plain, tables = before
    folder = tmp_path / "malicious"
    folder.mkdir()
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    limit = 20_000
    tiny = 10_000 if where.endswith(".db") else 1_000
    nasty = [
        "<script>alert('x')</script> Fenra attacked Gorth.",
        "'); DROP TABLE events; -- Fenra attacked Gorth.",
        '"; delete from reports where 1=1; --',
        "Robert'); UPDATE readings SET current=1;-- said Fenra attacked Gorth.",
        "Fenra\u0000 attacked\u001b[31m Gorth\u202e.",
        '=HYPERLINK("http://x.example","Fenra attacked Gorth")',
        "../../../../etc/passwd",
        "%s %(x)s {0} {x!r} :name $1 ? Fenra attacked Gorth",
        "Fenra attacked Gorth \ud83d\ude00 \u2028 caf\u00e9",
    ]
    rows = [
        {
            "text": f"{t} Report number {i} says that nothing else is known of it by the people of the town.",
            "title": t,
            "publisher": t,
            "url": t,
        }
        for i, t in enumerate(nasty)
    ]
    fits = ("The people of the town said that Fenra attacked Gorth. " * limit)[: limit - 1] + "x"
    long = "x" * 9_000
    rows += [{"text": "The people of the town said that it was over.", "publisher": long, "url": long}]
    rows += [{"text": fits}, {"text": fits + "x"}]
    rows += [{"text": f"Fenra attacked Gorth {i} times."} for i in range(tiny)]
    encoded = [json.dumps(row) for row in rows]
    encoded.append('{"text": "Fenra attacked Gorth \\ud800 today.", "title": "\\udfff", "url": "\\u0000"}')
    (folder / "all.jsonl").write_text("\n".join(encoded))
    (folder / "%2e%2e%2f..%2fpasswd.txt").write_text("Fenra attacked Gorth in a file.")
    (folder / "a\nb\x1b[2J'; drop table texts.txt").write_text("Halden attacked Ostrow in a file.")
    summary = quick_ingest(where, folder, settings=Settings(max_characters=limit))
    assert summary.inputs == len(encoded) + 2
    assert dict(summary.rejected) == {"too-long": 1}
    with Ledger(where) as ledger:
        assert set(inspect(ledger.engine).get_table_names()) == tables
        known = [(report, ledger.reading(report.key)) for report, _ in plain]  # type: ignore[attr-defined, misc]
        now = {report.key: report for report in ledger.reports()}
        assert known == plain
        assert [now[report.key] for report, _ in known] == [report for report, _ in known]
        assert len(now) == len(plain) + summary.readings
        assert sum(r.title == "'); DROP TABLE events; -- Fenra attacked Gorth." for r in now.values()) == 1
        with ledger.reading_connection() as connection:
            texts = connection.execute(text("select text from texts")).scalars().all()
        assert sum(len(t) == limit for t in texts) == 1
        assert not any("\x00" in t or "\x1b" in t for t in texts)
        assert len(list(ledger.events(EVERYTHING))) >= tiny
        if ledger.engine.dialect.name == "sqlite":
            with ledger.reading_connection() as connection:
                assert connection.execute(text("pragma integrity_check")).scalar_one() == "ok"
                assert connection.execute(text("pragma foreign_key_check")).all() == []
    assert list(work.iterdir()) == []
