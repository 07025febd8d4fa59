"""Feeds (RSS 0.9 to 2.0, RDF, Atom) as entries, from a file or an address.

lxml reads them in its forgiving mode, which trafilatura needs anyway: no entities are resolved, nothing is fetched but
the address the user gave.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

from parley.errors import InputRejected
from parley.sources.items import Item, line, sha256
from parley.version import __version__

SUFFIXES = frozenset({".rss", ".atom", ".rdf", ".xml"})
LIMIT = 32 << 20
"""Bytes of the largest feed; feeds have some hundred kilobytes."""
_TIMEOUT = 30.0
"""Seconds a server may take to answer."""
_MARKS = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf)\b", re.IGNORECASE)
_BLOCKS = frozenset(["p", "div", "br", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "tr", "table"])
_HIDDEN = ("script", "style", "iframe", "noscript", "figure")


def is_url(name: str) -> bool:
    """Whether an input is an address on the network."""
    return name.lower().startswith(("http://", "https://"))


def is_feed(data: bytes) -> bool:
    """Whether XML is a feed, by its first element."""
    return bool(_MARKS.search(data[:4096]))


def fetch(address: str) -> bytes:
    """What lies behind an address.

    Raises:
        InputRejected: with code unreadable or too-long.
    """
    request = urllib.request.Request(address, headers={"User-Agent": f"parley/{__version__}"})  # noqa: S310 - see is_url
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310
            data: bytes = answer.read(LIMIT + 1)
    except (OSError, ValueError, urllib.error.URLError) as error:
        cause = getattr(error, "reason", None) or error
        raise InputRejected(address, "unreadable", f"the address cannot be fetched: {cause}") from error
    if len(data) > LIMIT:
        raise InputRejected(address, "too-long", f"it is longer than {LIMIT >> 20} MiB")
    return data


def items(data: bytes, name: str) -> Iterator[Item]:
    """The entries of a feed, each with what the feed itself has of its text; linked pages are not fetched.

    Raises:
        InputRejected: with code malformed when there are no entries.
    """
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(data, parser)
    entries = [e for e in _elements(root) if _tag(e) in ("item", "entry")]
    if not entries:
        raise InputRejected(name, "malformed", "the feed has no entries, or is broken")
    channel = next((e for e in _elements(root) if _tag(e) == "title"), None)
    publisher = None if channel is None else line(_words(channel))
    share = len(data) // len(entries)
    for number, entry in enumerate(entries, 1):
        yield _entry(entry, f"{name}:{number}", publisher, share)


def _entry(entry: Any, name: str, publisher: str | None, size: int) -> Item:
    parts = {_tag(child): child for child in reversed(list(_children(entry)))}
    body = next((parts[t] for t in ("encoded", "content", "description", "summary") if t in parts), None)
    date = next((parts[t] for t in ("published", "pubdate", "date", "updated") if t in parts), None)
    title = line(_plain(_inner(parts["title"]))) if "title" in parts else None
    url = _link(entry)
    text = "" if body is None else _plain(_inner(body))
    written = None if date is None else _words(date).strip()
    return Item(
        # The place of an entry changes as a feed goes on; its address does not.
        name=url or name,
        digest=sha256((text, title, written, publisher, url)),
        text=text,
        title=title,
        published=written,
        publisher=publisher,
        url=url,
        size=size,
    )


def _link(entry: Any) -> str | None:
    links = [child for child in _children(entry) if _tag(child) == "link"]
    main = [link for link in links if link.get("rel") in (None, "alternate")] or links
    for link in main:
        address = line(link.get("href") or _words(link))
        if address and is_url(address):
            return address
    return None


def _inner(element: Any) -> str:
    """What an element holds, as HTML: escaped or marked as CDATA (RSS), or as elements of its own (Atom's XHTML)."""
    from lxml import etree

    if not len(element):
        return element.text or ""
    inside = "".join(etree.tostring(child, encoding="unicode") for child in element)
    return (element.text or "") + inside


def _plain(html: str) -> str:
    """The words of a piece of HTML, with a blank line between paragraphs; plain text passes as it is."""
    from lxml.html import fragment_fromstring  # type: ignore[import-untyped]

    if "<" not in html and "&" not in html:
        return html
    root = fragment_fromstring(html.replace("\0", ""), create_parent="div")
    for element in list(root.iter(*_HIDDEN)):
        element.drop_tree()
    pieces: list[str] = []
    for event_text, block in _pieces(root):
        pieces.append("\n\n" if block else event_text)
    text = re.sub(r"[ \t]+", " ", "".join(pieces))
    return re.sub(r"\s*\n\s*\n\s*", "\n\n", text).strip()


def _pieces(element: Any) -> Iterator[tuple[str, bool]]:
    """Words and paragraph ends of an element in reading order."""
    block = _tag(element) in _BLOCKS
    if block:
        yield "", True
    yield element.text or "", False
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or "", False
    if block:
        yield "", True


def _elements(root: Any) -> Iterator[Any]:
    if root is not None:
        yield from (element for element in root.iter() if isinstance(element.tag, str))


def _children(element: Any) -> Iterator[Any]:
    return (child for child in element if isinstance(child.tag, str))


def _tag(element: Any) -> str:
    """Name of an element without its namespace: feeds use many, and often wrong ones."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _words(element: Any) -> str:
    return "".join(element.itertext())
