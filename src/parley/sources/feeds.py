"""Feeds (RSS, Atom) from a file or the network, read by feedparser."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from parley.errors import InputRejected
from parley.version import __version__

_TIMEOUT = 30.0
"""Seconds a server may take."""
_LIMIT = 20_000_000
"""Bytes read from a server: feeds have some hundred kilobytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed, or the page behind an address that is none."""

    text: str | bytes
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None


def is_url(path: str) -> bool:
    """Whether an input is an address on the network."""
    return path.lower().startswith(("http://", "https://"))


def is_feed(data: bytes) -> bool:
    """Whether the first bytes of an XML file are a feed's."""
    head = data[:2000].lower()
    return any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf"))


def entries(name: str, data: bytes | None) -> Iterator[Entry]:
    """The entries of a feed; of a page, the page.

    Args:
        name: its path or address.
        data: its bytes; fetched from the address when `None`.

    Raises:
        InputRejected: with code unreachable, too-long or unreadable.
    """
    content = _fetch(name) if data is None else data
    if not is_feed(content):
        return iter([Entry(text=content, title=None, date=None, publisher=None, url=name)])
    import feedparser

    feed: Any = feedparser.parse(content)
    if not feed.entries:
        raise InputRejected(name, "unreadable", "the feed has no entries, or is broken")
    publisher = feed.feed.get("title")
    return (_entry(entry, publisher) for entry in feed.entries)


def _entry(entry: Any, publisher: str | None) -> Entry:
    content = next((part.get("value") for part in entry.get("content", ()) if part.get("value")), None)
    text = content or entry.get("summary") or ""
    return Entry(
        text=f"<html><body><article>{text}</article></body></html>" if "<p" in text else _plain(text),
        title=entry.get("title"),
        date=entry.get("published") or entry.get("updated"),
        publisher=publisher,
        url=entry.get("link"),
    )


def _plain(text: str) -> str:
    """An entry's words without the few tags and entities that summaries have."""
    from lxml import html

    return str(html.fromstring(f"<div>{text}</div>").text_content()) if text.strip() else ""


def _fetch(address: str) -> bytes:
    request = urllib.request.Request(address, headers={"User-Agent": f"parley/{__version__}"})  # noqa: S310 - http(s) only, see is_url
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
            data: bytes = answer.read(_LIMIT + 1)
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise InputRejected(address, "unreachable", f"it cannot be fetched: {reason}") from error
    if len(data) > _LIMIT:
        raise InputRejected(address, "too-long", f"it has more than {_LIMIT:,} bytes")
    return data
