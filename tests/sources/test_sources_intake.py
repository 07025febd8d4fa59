"""Every way in, and everything that must not get in."""

from __future__ import annotations

import datetime
import io
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley import sources
from parley.errors import REJECTION_CODES, InputRejected
from parley.records import Report

BODY = (
    "The mediators said on Tuesday that both sides had agreed to a truce in the northern valley. "
    "The rebels will hand over the prisoners they hold, and the army will withdraw from the bridge.\n\n"
    "“We have waited for this,” said Amina Déguèle, who speaks for the villages. It was not clear when it begins."
)
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Truce in the valley | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2031-03-04T10:00:00Z">
<link rel="canonical" href="https://harbour.example/truce">
<script>var leak = "TRACKER";</script><style>p { color: red }</style></head>
<body><nav><a href="/">Home</a></nav><article><h1>Truce in the valley</h1>
<p>The mediators said on Tuesday that both sides had agreed to a truce in the valley &amp; the hills.</p>
<p>The rebels will hand over the prisoners they hold.<script>alert("TRACKER")</script></p>
<p>It was not clear when the army will withdraw from the bridge that it took last year.</p>
</article><footer>All rights reserved</footer></body></html>"""


def code_of(call: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(InputRejected) as caught:
        call(*args, **kwargs)  # type: ignore[operator]
    assert caught.value.code in REJECTION_CODES
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(caught.value.name)
    return caught.value.code


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "windows-1252"),
    ],
)
def test_encodings_give_the_same_text(encoding: str, named: str) -> None:
    report = sources.from_bytes(BODY.encode(encoding), name="x.txt")
    assert report.text == BODY
    assert report.encoding == named
    assert report.language == "en"
    assert report.repairs == ()
    assert report.id == sources.from_text(BODY).id


def test_text_is_tidied_once_and_silently() -> None:
    report = sources.from_text(
        "\ufeff" + BODY.replace("\n", "\r\n").replace("said on", "said\u00a0o\u00adn") + "\r\n"
    )
    assert report.text == BODY
    assert report.repairs == ()


def test_unicode_line_separators() -> None:
    report = sources.from_text(
        "The envoys met in the town.\u2028They left.\u2029The talks went on for a week."
    )
    assert report.text == "The envoys met in the town.\nThey left.\n\nThe talks went on for a week."


def test_mojibake_is_mended_and_told() -> None:
    damaged = BODY.replace("”", "’").encode("utf-8").decode("cp1252")
    report = sources.from_text(damaged)
    assert report.text == BODY.replace("”", "’")
    (repair,) = report.repairs
    assert "Ã©" in repair.before
    assert report.text[repair.span.start : repair.span.end] == repair.span.text
    assert "Déguèle" in repair.span.text


@pytest.mark.parametrize("name", ["Ångström", "Àgueda Pàrraga", "García", "Çelik", "Łódź"])
def test_mojibake_with_controls_and_odd_spaces(name: str) -> None:
    """Some letters turn into line ends, no-break spaces and soft hyphens, which tidying must not take away first."""
    text = f"The envoy {name} met the rebels in the town. “Wait,” she said."
    assert sources.from_text(text.encode("utf-8").decode("latin-1")).text == text


def test_control_characters_are_removed_and_told() -> None:
    report = sources.from_bytes(BODY.replace("bridge", "bri\x00dge\x07").encode(), name="x")
    assert report.text == BODY
    assert report.repairs[0].span.text == "bridge."
    assert "\\x00" in report.repairs[0].before


def test_broken_utf8_keeps_what_is_sound() -> None:
    data = BODY.encode("utf-8").replace("“".encode(), b"\xe2\x80", 1)
    report = sources.from_bytes(data, name="x")
    assert "Déguèle" in report.text
    assert "\ufffd" in report.text


def test_page() -> None:
    report = sources.from_bytes(PAGE.encode(), name="saved.html")
    assert report.title == "Truce in the valley"
    assert report.publisher == "The Harbour Post"
    assert report.url == "https://harbour.example/truce"
    assert report.published == datetime.date(2031, 3, 4)
    assert report.text.startswith("Truce in the valley\n\nThe mediators said")
    assert "valley & the hills" in report.text
    assert report.text.count("Truce in the valley") == 1
    for leaked in ("TRACKER", "color", "Home", "rights reserved", "<"):
        assert leaked not in report.text
    assert sources.from_text(PAGE, published=datetime.date(2030, 1, 1)).published == datetime.date(2030, 1, 1)


@pytest.mark.parametrize("cut", [600, 900, 1000])
def test_damaged_page_is_read_or_rejected(cut: int) -> None:
    try:
        report = sources.from_bytes(PAGE.encode()[:cut], name="cut.html")
    except InputRejected as error:
        assert error.code == "no-article"  # noqa: PT017
    else:
        assert "TRACKER" not in report.text


def test_page_in_its_declared_encoding() -> None:
    page = PAGE.replace("utf-8", "iso-8859-2").replace("mediators", "mediators of Łódź")
    assert "Łódź" in sources.from_bytes(page.encode("iso-8859-2"), name="x.html").text


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Truce holds in the northern valley", True),
        ("Envoy flies to the U.S.", True),
        ("The truce holds in the valley.", False),
        ("By Ann Writer", False),
        ("24 November 2016", False),
        ("HAVANA (AP) — Talks went on", False),
    ],
)
def test_title_of_plain_text(first: str, title: bool) -> None:
    report = sources.from_text(f"{first}\n\n{BODY}")
    assert report.title == (first if title else None)
    assert report.text == f"{first}\n\n{BODY}"


def test_given_title_is_not_repeated() -> None:
    once = sources.from_text(BODY, title="Truce in the valley")
    assert once.text == f"Truce in the valley\n\n{BODY}"
    assert sources.from_text(once.text, title="Truce in the valley").text == once.text


@pytest.mark.parametrize(
    ("name", "line", "date"),
    [
        ("2016-08-24-truce.txt", "", datetime.date(2016, 8, 24)),
        ("2016-08-24/truce.txt", "", None),
        ("2016-13-24.txt", "", None),
        ("truce.txt", "24 August 2016", datetime.date(2016, 8, 24)),
        ("truce.txt", "Published: Wednesday, August 24, 2016 10:30 GMT", datetime.date(2016, 8, 24)),
        ("truce.txt", "2016-08-24", datetime.date(2016, 8, 24)),
        ("truce.txt", "31 February 2016", None),
        ("truce.txt", "On 24 August 2016 they met in the town hall of the capital.", None),
    ],
)
def test_publication_date(name: str, line: str, date: datetime.date | None) -> None:
    assert sources.from_text(f"{line}\n\n{BODY}", name=name).published == date


def test_given_date_wins() -> None:
    day = datetime.date(2020, 1, 2)
    assert sources.from_text(BODY, name="2016-08-24.txt", published=day).published == day


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"12 34 -- 56.\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not-text"),
        (b"%PDF-1.7\n%\xe2\xe3", "not-text"),
        (b"PK\x03\x04\x14\x00", "not-text"),
        (bytes(range(256)) * 40, "not-text"),
        ("Мы встретились вчера в городе.".encode("cp1251"), "not-text"),
        (b"<html><head><script>var x = 'news';</script></head><body></body></html>", "no-article"),
        (
            b"El Gobierno y las FARC firmaron ayer en La Habana un acuerdo de paz.",
            "unsupported-language",
        ),
        ("Переговоры возобновились в понедельник.".encode(), "unsupported-language"),
        ("停火协议星期二签署。".encode(), "unsupported-language"),
    ],
)
def test_rejected(data: bytes, code: str) -> None:
    assert code_of(sources.from_bytes, data, name="bad") == code


@pytest.mark.parametrize(
    "text",
    [
        "Truce",
        "REBELS SHELL PORT CITY",
        "TALKS RESUME IN OSLO AFTER THE ARMY WITHDRAWS FROM THE BRIDGE",
        "Santos met Londoño",
    ],
)
def test_short_texts_and_capitals_are_english(text: str) -> None:
    assert sources.from_text(text).language == "en"


def test_any_language_on_request() -> None:
    report = sources.from_text(
        "El Gobierno y las FARC firmaron ayer en La Habana un acuerdo de paz.", language=None
    )
    assert report.language == "es"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert code_of(sources.from_path, tmp_path / "absent.txt") == "missing"
    assert code_of(sources.from_path, tmp_path) == "unreadable"
    assert code_of(sources.from_path, "a\x00b") == "unreadable"
    assert code_of(sources.from_path, "x" * 5000) == "unreadable"


def test_file_without_permission(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert code_of(sources.from_path, tmp_path / "x") == "unreadable"


def test_undecodable_file_name(tmp_path: Path) -> None:
    path = tmp_path / "r\udce9port.txt"
    try:
        path.write_text(BODY, encoding="utf-8")
    except OSError:
        pytest.skip("this file system holds only proper names")
    sources.from_path(path).name.encode("utf-8")


class Endless(io.RawIOBase):
    """A stream without end that counts what was taken from it."""

    taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        buffer[:] = b"word " * (len(buffer) // 5) + b" " * (len(buffer) % 5)
        self.taken += len(buffer)
        return len(buffer)


def test_huge_input_is_refused_unread() -> None:
    stream = Endless()
    assert code_of(sources.from_stream, stream, name="-") == "too-long"
    assert stream.taken <= 8 * sources.MAX_CHARACTERS + 1


def test_longest_report() -> None:
    text = ("The army and the rebels met. " * 40_000)[:1_000_000].strip()
    assert len(sources.from_text(text).text) == len(text)
    assert code_of(sources.from_text, text + " The end of it. Here it is too long.") == "too-long"
    assert code_of(sources.from_text, BODY, max_characters=100) == "too-long"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BODY.encode())))
    assert sources.from_stdin().name == "-"
    monkeypatch.setattr(sys, "stdin", None)
    assert code_of(sources.from_stdin) == "unreadable"


def test_closed_stream() -> None:
    stream = io.BytesIO(b"x")
    stream.close()
    assert code_of(sources.from_stream, stream, name="-") == "unreadable"


def sound(report: Report) -> None:
    assert report.text == report.text.strip()
    assert "\r" not in report.text
    assert "\x00" not in report.text
    report.text.encode("utf-8")
    if report.title is not None:
        assert report.text.startswith(report.title)
    for repair in report.repairs:
        assert report.text[repair.span.start : repair.span.end] == repair.span.text
        assert repair.span.text


def read_or_rejected(data: bytes | str) -> None:
    """A sound report, or a rejection; any other exception fails the test."""
    try:
        if isinstance(data, bytes):
            report = sources.from_bytes(data, name="any", language=None)
        else:
            report = sources.from_text(data, name="any", language=None)
    except InputRejected as error:
        assert error.code in REJECTION_CODES  # noqa: PT017
    else:
        sound(report)


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes(data: bytes) -> None:
    read_or_rejected(data)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-16-le"]))
@settings(max_examples=150, deadline=None)
def test_any_text(text: str, encoding: str) -> None:
    read_or_rejected(text)
    read_or_rejected((BODY[:60] + text + BODY).encode(encoding, errors="ignore"))
    read_or_rejected((text + BODY).encode("utf-8", errors="ignore").decode("cp1252", errors="replace"))


@given(st.lists(st.tuples(st.integers(0, 1100), st.binary(max_size=12)), max_size=6))
@settings(max_examples=60, deadline=None)
def test_damaged_pages(changes: list[tuple[int, bytes]]) -> None:
    data = PAGE.encode()
    for place, inserted in changes:
        data = data[:place] + inserted + data[place + len(inserted) // 2 :]
    read_or_rejected(data)
