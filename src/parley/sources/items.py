"""One input of a corpus on its way to becoming a report."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import msgspec

from parley.errors import InputRejected
from parley.records import Report
from parley.sources import dates, intake

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One input, not yet a report; small enough to be handed to another process.

    A file that is a report in itself is named by `path` and read where it is taken in; an entry of a table or feed
    carries its `text`. An input that is known to be unreadable carries `problem`, a rejection's code and detail.
    """

    name: str
    """A path, a path with the number of its row (`news.jsonl:12`), or a URL."""
    digest: str
    """SHA-256 of the content, in hexadecimal digits."""
    path: str | None = None
    text: str | None = None
    title: str | None = None
    published: str | None = None
    """As the input has it; see `day`."""
    publisher: str | None = None
    url: str | None = None
    size: int = 0
    """Bytes of the corpus that end with this item, for telling progress."""
    problem: tuple[str, str] | None = None


def rejected(name: str, code: str, detail: str, *, digest: str = "", size: int = 0) -> Item:
    """An input that cannot be read, with the reason."""
    return Item(name=name, digest=digest or sha256([code, detail]), size=size, problem=(code, detail))


def report(item: Item, *, max_characters: int = intake.MAX_CHARACTERS) -> Report:
    """The report in `item`.

    Raises:
        InputRejected: as `parley.sources.from_path` and `from_text`; with code malformed when its date is no date.
    """
    if item.problem is not None:
        raise InputRejected(item.name, *item.problem)
    if item.path is not None:
        return intake.from_path(item.path, name=item.name, max_characters=max_characters)
    published = day(item.published, item.name)
    if not (item.text or "").strip():
        raise InputRejected(item.name, "empty", "it has no text")
    try:
        # The name of a table may have the day of its making in it, which is not when its reports were published.
        made = intake.from_text(
            item.text or "",
            title=line(item.title),
            published=published,
            max_characters=max_characters,
        )
    except InputRejected as error:
        raise InputRejected(item.name, error.code, error.detail) from error
    return msgspec.structs.replace(
        made,
        name=intake.printable_name(item.name),
        publisher=line(item.publisher) or made.publisher,
        url=line(item.url) or made.url,
    )


def day(written: str | None, name: str) -> datetime.date | None:
    """The day in a date as tables and feeds write it: ISO 8601, RFC 2822, or in words ("4 March 2031").

    Raises:
        InputRejected: it is neither; nothing is guessed.
    """
    text = (written or "").strip()
    if not text:
        return None
    found = dates.iso(text) or dates.in_text(text)
    if found is None:
        try:
            found = parsedate_to_datetime(text).date()
        except (ValueError, TypeError, IndexError) as error:
            shown = line(text[:40])
            raise InputRejected(
                name, "malformed", f"{shown!r} is no date that can be read; write it as YYYY-MM-DD"
            ) from error
    return found


def line(value: str | None) -> str | None:
    """`value` on one line, without characters that do not print; `None` when nothing is left."""
    return " ".join(_UNPRINTABLE.sub(" ", value).split()) or None if value else None


def sha256(parts: Iterable[str | None]) -> str:
    """Digest of several texts; their borders count."""
    total = hashlib.sha256()
    for part in parts:
        data = b"" if part is None else part.encode("utf-8", "surrogatepass")
        total.update(b"-" if part is None else str(len(data)).encode() + b":" + data)
    return total.hexdigest()
