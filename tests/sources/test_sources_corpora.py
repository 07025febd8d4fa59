"""Corpora: tables, feeds, folders and patterns become items, one at a time; what cannot be read says why."""

from __future__ import annotations

import csv
import datetime
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from parley.errors import InputRejected
from parley.records import Report
from parley.sources import corpora, items, tables

BODY = "The mediators said on Tuesday that both sides had agreed to a truce in the northern valley."
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rss [<!ENTITY leak SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Harbour Post</title>
<item><title>Truce &amp; talks</title><link>https://harbour.example/truce?a=1&amp;b=2</link>
<pubDate>Tue, 04 Mar 2031 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{BODY}</p><p>The <b>army</b> withdrew.<script>alert(1)</script></p>]]></content:encoded></item>
<item><title>Second &leak; &b;</title><description>&lt;p&gt;{BODY}&lt;/p&gt;</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Valley Times</title>
<entry><title type="html">Truce &lt;i&gt;now&lt;/i&gt;</title><link rel="self" href="https://valley.example/self"/>
<link href="https://valley.example/truce"/><updated>2031-03-04T10:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p><p>They left.</p></div></content></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old News</title></channel>
<item><title>Truce</title><link>https://old.example/1</link><dc:date>2031-03-04</dc:date><description>{BODY}</description></item></rdf:RDF>"""
DAY = datetime.date(2031, 3, 4)


def taken(*paths: Path | str, columns: dict[str, str] | None = None) -> list[Report | str]:
    """Reports, or the codes of rejections."""
    found: list[Report | str] = []
    for item in corpora.items(paths, columns):
        try:
            found.append(items.report(item))
        except InputRejected as error:
            found.append(error.code)
    return found


def shown(report: Report | str) -> tuple[object, ...]:
    assert isinstance(report, Report), report
    return report.title, report.published, report.publisher, report.url


COLUMNS = {"text": "content_en", "title": "head", "published": "day", "publisher": "paper", "url": "web"}
ROW = {
    "content_en": BODY,
    "head": "Truce",
    "day": "2031-03-04",
    "paper": "The Post",
    "web": "https://x.example/1",
}


def write_jsonl(path: Path) -> None:
    path.write_text(json.dumps(ROW) + "\n", encoding="utf-8-sig")


def write_csv(path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8-sig") as stream:
        writer = csv.DictWriter(stream, list(ROW), delimiter="\t" if path.suffix == ".tsv" else ",")
        writer.writeheader()
        writer.writerow(ROW)


def write_parquet(path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.table({k: [DAY if k == "day" else v] for k, v in ROW.items()}), path)


@pytest.mark.parametrize("suffix", [".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"])
def test_tables_with_a_mapping_of_columns(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"2020-01-01-export{suffix}"
    write = {".parquet": write_parquet, ".csv": write_csv, ".tsv": write_csv}.get(suffix, write_jsonl)
    write(path)
    (report,) = taken(path, columns=COLUMNS)
    assert shown(report) == ("Truce", DAY, "The Post", "https://x.example/1")
    assert isinstance(report, Report)
    assert report.text == f"Truce\n\n{BODY}"
    assert report.name == f"{path}:1"
    assert corpora.size([path]) == path.stat().st_size


def test_usual_columns_are_found_and_the_files_date_is_not_the_reports(tmp_path: Path) -> None:
    path = tmp_path / "2020-01-01.jsonl"
    path.write_text(json.dumps({"headline": "Truce", "body": BODY, "link": "https://x.example"}))
    (report,) = taken(path)
    assert shown(report) == ("Truce", None, None, "https://x.example")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2031-03-04", DAY),
        ("2031-03-04T23:10:00+02:00", DAY),
        ("Tue, 04 Mar 2031 10:00:00 GMT", DAY),
        ("4 March 2031", DAY),
        ("March 4, 2031", DAY),
        ("", None),
        ("  ", None),
    ],
)
def test_dates_as_tables_write_them(written: str, day: datetime.date | None) -> None:
    assert items.day(written, "x") == day


@pytest.mark.parametrize("written", ["yesterday", "2031-02-31", "04/03/2031", "1930000000", "\x00"])
def test_a_date_that_cannot_be_read_is_refused_not_guessed(written: str) -> None:
    with pytest.raises(InputRejected) as caught:
        items.day(written, "x.csv:3")
    assert caught.value.code == "malformed"


def test_bad_rows_say_why_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    rows = [
        json.dumps({"text": BODY}),
        "{",
        "[1, 2]",
        "",
        json.dumps({"title": "no text"}),
        '{"text": ["a"]}',
        "9" * 9,
    ]
    path.write_bytes(
        "\n".join(rows).encode() + b"\n\xff\xfe\n" + json.dumps({"text": BODY + " Yes."}).encode()
    )
    found = taken(path)
    assert [f if isinstance(f, str) else "fine" for f in found] == [
        "fine", "malformed", "malformed", "empty", "malformed", "malformed", "malformed", "fine",
    ]  # fmt: skip
    assert [item.name.rpartition(":")[2] for item in corpora.items([path])] == [
        "1",
        "2",
        "3",
        "5",
        "6",
        "7",
        "8",
        "9",
    ]


def test_a_line_without_end_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_LONGEST", 1000)
    path = tmp_path / "long.jsonl"
    path.write_text(json.dumps({"text": "x " * 5000}) + "\n" + json.dumps({"text": BODY}) + "\n")
    found = list(corpora.items([path]))
    assert [item.problem is None for item in found] == [False, True]
    assert sum(item.size for item in found) == path.stat().st_size


def test_a_wrong_column_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps({"words": BODY, "id": 1}))
    with pytest.raises(tables.UnknownColumn, match="--text; there are words, id"):
        taken(path)
    with pytest.raises(tables.UnknownColumn, match="no column 'wrods'"):
        taken(path, columns={"text": "wrods"})


def test_csv_of_spreadsheets(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(f'text,title\n"{BODY}\r\n\r\nThey left the caf\xe9.",Caf\xe9\n'.encode("cp1252"))
    (report,) = taken(path)
    assert isinstance(report, Report)
    assert report.title == "Café"
    assert report.text.endswith("\n\nThey left the café.")


def test_broken_parquet_is_a_rejection(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "x.parquet").write_bytes(b"PAR1 and nothing else")
    assert taken(tmp_path / "x.parquet") == ["malformed"]


@pytest.mark.parametrize("suffix", [".rss", ".xml"])
def test_rss(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"feed{suffix}"
    path.write_text(RSS)
    first, second = taken(path)
    assert shown(first) == ("Truce & talks", DAY, "The Harbour Post", "https://harbour.example/truce?a=1&b=2")
    assert isinstance(first, Report)
    assert first.text == f"Truce & talks\n\n{BODY}\n\nThe army withdrew."
    assert first.name == "https://harbour.example/truce?a=1&b=2"
    assert isinstance(second, Report)
    assert "root:" not in second.text
    assert "aaaaaaaaaa" not in second.text
    assert second.name == f"{path}:2"


@pytest.mark.parametrize(("feed", "expected"), [
    (ATOM, ("Truce now", DAY, "Valley Times", "https://valley.example/truce")),
    (RDF, ("Truce", DAY, "Old News", "https://old.example/1")),
])  # fmt: skip
def test_atom_and_rdf(tmp_path: Path, feed: str, expected: tuple[object, ...]) -> None:
    path = tmp_path / "feed.atom"
    path.write_text(feed)
    (report,) = taken(path)
    assert shown(report) == expected
    assert isinstance(report, Report)
    assert BODY in report.text


def test_broken_feeds(tmp_path: Path) -> None:
    cut = tmp_path / "cut.xml"
    cut.write_text(RSS[: RSS.index("<item><title>Second")])
    assert len(taken(cut)) == 1
    none = tmp_path / "none.xml"
    none.write_text("<rss><channel><title>Nothing</title></channel></rss>")
    assert taken(none) == ["malformed"]


def test_xml_that_is_no_feed_is_a_report(tmp_path: Path) -> None:
    path = tmp_path / "letter.xml"
    path.write_text(BODY)
    assert isinstance(taken(path)[0], Report)


def test_folders_and_patterns(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    for path in (
        tmp_path / "one.txt",
        inner / "two.txt",
        inner / ".hidden.txt",
        inner / "style.css",
        inner / "old.db",
    ):
        path.write_text(BODY)
    (inner / "loop").symlink_to(tmp_path)
    (tmp_path / "empty").mkdir()
    names = [Path(item.name).name for item in corpora.items([tmp_path])]
    assert sorted(names) == ["one.txt", "two.txt"]
    assert [Path(i.name).name for i in corpora.items([str(tmp_path / "**" / "two*")])] == ["two.txt"]
    assert taken(tmp_path / "empty", tmp_path / "missing.txt", str(tmp_path / "*.html")) == ["missing"] * 3
    assert len(taken(inner / "style.css")) == 1
    assert taken("a/**b", "\0*", "x" * 5000, "[") == ["missing"] * 4


def test_an_item_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text(BODY)
    (one,) = corpora.items([path])
    (again,) = corpora.items([path])
    path.write_text(BODY + "!")
    (changed,) = corpora.items([path])
    assert one == again
    assert one.digest != changed.digest


@pytest.fixture
def server() -> Iterator[str]:
    """A web server with a feed, a page and nothing else."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = f"<html><head><title>Truce</title></head><body><article><p>{BODY}</p><p>{BODY} It holds.</p></article></body></html>"
            known = {"/feed": RSS, "/page": page}
            content = known.get(self.path, "").encode()
            self.send_response(200 if content else 404)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{made.server_port}"
        made.shutdown()
        thread.join()


def test_addresses(server: str) -> None:
    assert [shown(r)[2] for r in taken(f"{server}/feed")] == ["The Harbour Post"] * 2
    (page,) = taken(f"{server}/page")
    assert shown(page)[3] == f"{server}/page"
    assert taken(f"{server}/nothing", "http://127.0.0.1:1/") == ["unreadable"] * 2
