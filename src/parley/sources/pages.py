"""Saved web pages: the article, its title, publisher, address and date (trafilatura; Barbaresi 2021)."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from parley.sources import dates

_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(
    r"</?(?:html|head|body|div|p|span|br|a|h[1-6]|article|script|meta|title)\b[^<>]{0,400}>", re.IGNORECASE
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_PAGE_TAGS = 5
"""Tags in the first 2,000 characters from which a file is a page though it lacks the opening; reports that quote
a scrap of markup have fewer."""
_DATES = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1900-01-01",
    "max_date": "2199-12-31",
}
"""Only dates that the page declares, never guessed from its words; fixed bounds, so that a reading does not depend on
the day it is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says of its article. `body` has a blank line between paragraphs."""

    body: str
    title: str | None
    publisher: str | None
    url: str | None
    published: datetime.date | None


def is_page(text: str) -> bool:
    """Whether `text` is an HTML page rather than prose."""
    return bool(_OPENING.match(text[:12_000])) or len(_TAGS.findall(text[:2_000])) >= _PAGE_TAGS


def extract(html: str) -> Page | None:
    """The article of a page, however damaged its markup; `None` when there is none. Scripts, styles, menus and
    comments of readers are left out.
    """
    import trafilatura
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    # lxml refuses a string that declares an encoding; NUL bytes end the page for libxml2.
    html = _XML_DECLARATION.sub("", html).replace("\x00", "")
    try:
        found = trafilatura.bare_extraction(
            html,
            include_comments=False,
            include_tables=True,
            include_images=False,
            include_links=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except (LxmlError, ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError):
        # Markup damaged beyond what the extractor foresees is a page without an article.
        return None
    text = getattr(found, "text", None)
    if not text or not text.strip():
        return None
    return Page(
        body=_body(text, found.title),
        title=_line(found.title),
        publisher=_line(found.sitename),
        url=_line(found.url),
        published=dates.iso(found.date),
    )


def _body(text: str, title: str | None) -> str:
    """Paragraphs with a blank line between them, without the title at their head."""
    paragraphs = [line for line in (raw.strip() for raw in text.splitlines()) if line]
    if title and paragraphs and _same(paragraphs[0], title):
        paragraphs = paragraphs[1:]
    return "\n\n".join(paragraphs)


def _same(a: str, b: str) -> bool:
    return " ".join(a.split()).casefold() == " ".join(b.split()).casefold()


def _line(value: str | None) -> str | None:
    """`value` on one line; `None` when nothing is left."""
    return " ".join(value.split()) or None if value else None
