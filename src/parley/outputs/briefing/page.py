"""The brief as one HTML file: templates, style and script of this folder, sealed by a content security policy.

Everything that a template shows goes through `clean` and is then escaped; nothing of a report is ever markup. The policy
forbids all loading and allows this style and this script alone, by their digests, so that even markup that got in could
neither run nor fetch anything.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from parley.outputs.briefing import points
from parley.outputs.briefing.clean import clean
from parley.outputs.briefing.compose import Page, compose
from parley.outputs.briefing.material import Material, Texts


def render(material: Material, text_of: Texts) -> str:
    """The brief as an HTML document.

    Args:
        material: what is known; see `parley.outputs.briefing.collect`.
        text_of: the text of a report, by its id; asked for the reports that the brief cites.
    """
    return document(compose(material, text_of))


def document(page: Page) -> str:
    """A page as an HTML document; the same page always gives the same characters."""
    style, script = _file("brief.css"), _file("brief.js")
    policy = {
        "default-src": "'none'",
        "style-src": _digest(style),
        "script-src": _digest(script),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return (
        _templates()
        .get_template("brief.html")
        .render(
            page=page,
            scale=points.STATES,
            policy="; ".join(f"{name} {value}" for name, value in policy.items()),
            style=Markup(style),  # noqa: S704 - a file of this package
            script=Markup(script),  # noqa: S704 - a file of this package
        )
    )


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("parley.outputs.briefing"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _shown(value: Any) -> Any:
    """What a template puts out: markup of its own as it is, text cleaned before it is escaped."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _file(name: str) -> str:
    folder = resources.files("parley.outputs.briefing").joinpath("templates")
    return folder.joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
