"""Intake: an input becomes a report, or is rejected with a code and one sentence.

Everything that is not Parley's own fault raises `InputRejected`, whatever the bytes are.
"""

from __future__ import annotations

import datetime
import hashlib
import sys
from pathlib import Path
from typing import BinaryIO

from parley.errors import InputRejected
from parley.records import Report
from parley.sources import dates, decoding, languages, pages, titles
from parley.sources.cleaning import Clean, clean

MAX_CHARACTERS = 1_000_000
"""Longest report in characters: a book of 150,000 words; anything longer is no news item."""

_BYTES_PER_CHARACTER = 8
"""Bytes read per character allowed: UTF-8 needs up to four, the markup of a page several times its text."""

_LANGUAGE = "en"
_BLOCK = 1 << 20


def from_path(
    path: Path | str,
    *,
    name: str | None = None,
    published: datetime.date | None = None,
    language: str | None = _LANGUAGE,
    max_characters: int = MAX_CHARACTERS,
) -> Report:
    """The report in a file: plain text or a saved web page.

    No more than a few bytes per allowed character are read, however large the file.

    Args:
        path: the file.
        name: what to call it in messages and in the report; its path when `None`.
        published: publication date; wins over what the report, or the file's name, says.
        language: ISO 639-1 code of the language that can be read; `None` accepts any.
        max_characters: length in characters from which a report is too long.

    Raises:
        InputRejected: with code missing, unreadable, empty, not-text, too-long, no-article or
            unsupported-language.
    """
    called = printable_name(str(path) if name is None else name)
    try:
        with Path(path).open("rb") as stream:
            data = _read(stream, called, max_characters)
    except FileNotFoundError as error:
        raise InputRejected(called, "missing", "there is no such file") from error
    except IsADirectoryError as error:
        raise InputRejected(called, "unreadable", "this is a folder; name the files in it") from error
    except PermissionError as error:
        raise InputRejected(called, "unreadable", "you have no permission to read it") from error
    except (OSError, ValueError) as error:
        raise InputRejected(called, "unreadable", f"it cannot be read: {_cause(error)}") from error
    return from_bytes(
        data, name=called, published=published, language=language, max_characters=max_characters
    )


def from_stdin(
    *,
    published: datetime.date | None = None,
    language: str | None = _LANGUAGE,
    max_characters: int = MAX_CHARACTERS,
) -> Report:
    """The report on standard input, called `-`; otherwise as `from_path`."""
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise InputRejected("-", "unreadable", "standard input is closed; name a file or pipe a text in")
    return from_stream(
        stream, name="-", published=published, language=language, max_characters=max_characters
    )


def from_stream(
    stream: BinaryIO,
    *,
    name: str,
    published: datetime.date | None = None,
    language: str | None = _LANGUAGE,
    max_characters: int = MAX_CHARACTERS,
) -> Report:
    """The report in an open binary stream; otherwise as `from_path`."""
    called = printable_name(name)
    try:
        data = _read(stream, called, max_characters)
    except (OSError, ValueError) as error:
        raise InputRejected(called, "unreadable", f"it cannot be read: {_cause(error)}") from error
    return from_bytes(
        data, name=called, published=published, language=language, max_characters=max_characters
    )


def from_bytes(
    data: bytes,
    *,
    name: str,
    published: datetime.date | None = None,
    language: str | None = _LANGUAGE,
    max_characters: int = MAX_CHARACTERS,
) -> Report:
    """The report in bytes of any encoding; otherwise as `from_path`."""
    called = printable_name(name)
    if not data.strip():
        raise InputRejected(called, "empty", "it is empty")
    try:
        decoded = decoding.decode(data)
    except decoding.NotText as error:
        raise InputRejected(called, "not-text", str(error)) from error
    return _report(
        decoded.text,
        name=called,
        title=None,
        published=published,
        encoding=decoded.encoding,
        language=language,
        max_characters=max_characters,
    )


def from_text(
    text: str,
    *,
    name: str = "-",
    title: str | None = None,
    published: datetime.date | None = None,
    language: str | None = _LANGUAGE,
    max_characters: int = MAX_CHARACTERS,
) -> Report:
    """The report in a string (prose or HTML). `title` is put before it, unless it already stands there; otherwise as
    `from_path`.
    """
    return _report(
        text,
        name=printable_name(name),
        title=title,
        published=published,
        encoding=None,
        language=language,
        max_characters=max_characters,
    )


def _report(
    text: str,
    *,
    name: str,
    title: str | None,
    published: datetime.date | None,
    encoding: str | None,
    language: str | None,
    max_characters: int,
) -> Report:
    """The last part of every way in: page or prose, title, cleaning, checks."""
    if len(text) > max_characters * _BYTES_PER_CHARACTER:
        raise _too_long(name, max_characters)
    page = None
    publisher = url = None
    found_date = dates.in_name(name)
    if pages.is_page(text):
        page = pages.extract(text)
        if page is None:
            raise InputRejected(name, "no-article", "this page has no article text; save the article itself")
        text, publisher, url = page.body, page.publisher, page.url
        title = title or page.title
        found_date = page.published or found_date
    body = clean(text)
    if title is None:
        title, rest = titles.split(body.text)
        stored = body if title is None else _joined(_head(body, title), _without(body, rest))
    else:
        stored, title = _titled(clean(title), body)
    if len(stored.text) > max_characters:
        raise _too_long(name, max_characters)
    if not any(c.isalpha() for c in stored.text):
        raise InputRejected(name, "empty", "there are no words in it")
    detected = languages.detect(stored.text)
    if language is not None and detected != language:
        known, wanted = languages.name(detected), languages.name(language)
        raise InputRejected(
            name, "unsupported-language", f"it seems to be in {known}; only {wanted} can be read"
        )
    return Report(
        id=hashlib.sha256(stored.text.encode("utf-8")).hexdigest()[:16],
        text=stored.text,
        name=name,
        title=title,
        publisher=clean(publisher).text if publisher else None,
        url=url,
        published=published or found_date or dates.in_text(stored.text),
        language=detected,
        encoding=encoding,
        repairs=stored.repairs,
    )


def _titled(title: Clean, body: Clean) -> tuple[Clean, str | None]:
    """Title and body as one text, and the title; the body's own first line is not repeated."""
    line = " ".join(title.text.split())
    if not line:
        return body, None
    first, _, rest = body.text.partition("\n")
    if first.strip() == line:
        return _joined(_head(body, line), _without(body, rest.lstrip("\n"))), line
    return _joined(Clean(line, title.repairs if line == title.text else ()), body), line


def _head(body: Clean, title: str) -> Clean:
    """The beginning of `body` that is `title`, with the repairs that fall into it."""
    return Clean(title, tuple(r for r in body.repairs if r.span.end <= len(title)))


def _without(body: Clean, rest: str) -> Clean:
    """The end of `body` that is `rest`, with the repairs that fall into it."""
    cut = len(body.text) - len(rest)
    moved = body.moved(-cut)
    return Clean(rest, tuple(r for r in moved if r.span.start >= 0))


def _joined(title: Clean, body: Clean) -> Clean:
    """Title, blank line, body."""
    if not body.text:
        return title
    offset = len(title.text) + 2
    return Clean(f"{title.text}\n\n{body.text}", title.repairs + body.moved(offset))


def _read(stream: BinaryIO, name: str, max_characters: int) -> bytes:
    """The bytes of `stream`, which ends before it is certainly too long."""
    limit = max_characters * _BYTES_PER_CHARACTER
    blocks: list[bytes] = []
    size = 0
    while size <= limit:
        block = stream.read(min(_BLOCK, limit + 1 - size))
        if not block:
            return b"".join(blocks)
        if not blocks:
            _recognise(block, name)
        blocks.append(block)
        size += len(block)
    raise _too_long(name, max_characters)


def _recognise(block: bytes, name: str) -> None:
    """Says of a film of 5 GB that it is a film rather than that it is long."""
    try:
        decoding.recognise(block)
    except decoding.NotText as error:
        raise InputRejected(name, "not-text", str(error)) from error


def _too_long(name: str, max_characters: int) -> InputRejected:
    detail = f"it is longer than {max_characters:,} characters; split it into single reports"
    return InputRejected(name, "too-long", detail)


def printable_name(name: str) -> str:
    """`name` without bytes that no text can hold (file names on Linux may have them)."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace") if not name.isascii() else name


def _cause(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
