"""The news agency that a report credits as its origin: in its dateline, or in a line of its own.

An agency that is only cited ("according to Reuters", "Reuters reported") is a source of one statement, not the origin of
the report, and neither is one that contributed to it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from parley.errors import DataFileError

_FILE = "agencies.toml"
_HEAD, _TAIL = 1_200, 800
"""Characters at the beginning and at the end in which a credit can stand."""
_LAST = 4
"""Lines of the end that are looked at."""
_LONGEST = 120
"""Characters of the longest line that can be a credit and nothing else."""
_DASH = r"\s*[-–—]{1,2}\s*"
_DATELINES = (
    # KYIV, March 3 (Reuters) - …; Doha (AFP): …
    rf"[A-Z][\w.,'’/ -]{{1,70}}?\s*[,–—-]*\s*[(\[]AGENCY[)\]](?:{_DASH}|:\s)",
    # (AP) — …; [AFP] …
    r"[(\[]AGENCY[)\]]",
    # AP – …; GENEVA, AFP – …; Doha/AFP — …; "AP: …" is a headline that cites
    rf"(?:[A-Z][\w.'’ -]{{1,40}}?\s*[,/–—-]\s*)?AGENCY{_DASH}(?=\S)",
)
_LINE = (
    # By Jane Doe, Associated Press; by the Associated Press
    r"(?:by\s+(?:[\w.'’ -]{2,60},\s*)?(?:the\s+)?"
    # Source: Xinhua; © 2031 AFP; Copyright 2031 The Associated Press; (Reuters); — AP
    r"|\W*(?:source|via|credit|copyright|agency)?\W*(?:\(c\))?\W*(?:\d{4})?\W*)"
    r"(?-i:AGENCY)(?:\W*\d{4})?\W*(?:all rights reserved\W*)?"
)


@dataclass(frozen=True, slots=True)
class _Forms:
    """How credits look, with the agency as the only group."""

    names: Mapping[str, str]
    datelines: tuple[re.Pattern[str], ...]
    line: re.Pattern[str]


def credited(text: str) -> str | None:
    """The agency that `text` comes from, by its usual short name; `None` when it credits none."""
    forms = _forms()
    lines = [line.strip() for line in text[:_HEAD].split("\n")]
    for line in lines:
        found = next((f for form in forms.datelines if (f := form.match(line))), None) or _alone(forms, line)
        if found:
            return forms.names[found["agency"]]
    for line in reversed(text[-_TAIL:].split("\n")[-_LAST:]):
        found = _alone(forms, line.strip())
        if found:
            return forms.names[found["agency"]]
    return None


def _alone(forms: _Forms, line: str) -> re.Match[str] | None:
    """`line` as a credit and nothing else."""
    return forms.line.fullmatch(line) if len(line) <= _LONGEST else None


@cache
def _forms() -> _Forms:
    data = resources.files(__package__).joinpath(_FILE).read_text(encoding="utf-8")
    names: dict[str, str] = {}
    for agency, written in tomllib.loads(data)["agencies"].items():
        for name in written:
            if names.setdefault(name, agency) != agency:
                raise DataFileError(_FILE, None, f"{name} stands for {names[name]} and {agency}")
    if not names:
        raise DataFileError(_FILE, None, "names no agency")
    agency = rf"(?P<agency>{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})"
    return _Forms(
        names=names,
        datelines=tuple(re.compile(form.replace("AGENCY", agency)) for form in _DATELINES),
        line=re.compile(_LINE.replace("AGENCY", agency), re.IGNORECASE),
    )
