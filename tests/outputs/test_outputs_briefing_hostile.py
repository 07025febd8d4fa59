"""Nothing of a report becomes an element, an attribute or an address, and nothing of it runs."""

from __future__ import annotations

import base64
import datetime
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from made import TEXT, Elements, brief, full
from msgspec.structs import replace

from parley.following.model import (
    Side,
)
from parley.outputs.briefing.material import (
    Material,
)

HOSTILE = (
    "<script>document.title='TAKEN'</script>",
    "</title></style></script></mark></details><script>document.title='TAKEN'</script>",
    "<img src=x onerror=\"document.title='TAKEN'\">",
    '" autofocus onfocus="document.title=\'TAKEN\'" x="',
    "' onmouseover='document.title=1' style='position:fixed;inset:0",
    "<svg onload=document.title='TAKEN'><style>*{display:none}</style>",
    "{{ 7*7 }}{% for x in [1] %}<b>{{ x }}</b>{% endfor %}",
    "javascript:document.title='TAKEN'",
    "--><iframe srcdoc=\"<script>parent.document.title='TAKEN'</script>\"></iframe><!--",
    "<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "&lt;script&gt; &#x3C;b&#x3E; ]]><script>document.title='TAKEN'</script>",
)
ADDRESSES = (
    "javascript:document.title='TAKEN'",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>document.title='TAKEN'</script>",
    "https://bank.example@evil.example/",
    "https://evil.example/\"onclick=\"document.title='TAKEN'",
    "https:evil.example",
    "//evil.example/x",
    "file:///etc/passwd",
    "vbscript:x",
    "https://evil.example/\u202egpj.exe",
    " java\nscript:alert(1)",
    "https://[::1",
    "https://x:99999/",
)
_PLAIN = {
    "report",
    "key",
    "voice",
    "source",
    "start",
    "end",
    "row",
    "type",
    "id",
    "entry",
    "provision",
    "kind",
    "content",
}


def poisoned(value: Any, payload: str, name: str = "") -> Any:
    """`value` with every text that could come from a report replaced."""
    if isinstance(value, msgspec.Struct):
        changed = {f: poisoned(getattr(value, f), payload, f) for f in value.__struct_fields__}
        if isinstance(value, Side):
            changed["entry"] = None
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(poisoned(v, payload, name) for v in value)
    if type(value) is str and name not in _PLAIN and not isinstance(value, datetime.date):
        return payload if name == "url" else f"Evil {payload} Name"
    return value


def hostile(payload: str) -> tuple[Material, str]:
    """The full brief with a payload everywhere, the text of the report included."""
    base = full()
    text = TEXT.replace("guns", payload)
    material = poisoned(base, payload)
    keep = {"ledger": "parley.db", "making": base.making}
    return replace(material, **keep, commitments=poisoned(base.commitments, payload)), text


@pytest.mark.parametrize("payload", [*HOSTILE, *ADDRESSES])
def test_nothing_of_a_report_becomes_an_element_or_an_attribute(payload: str) -> None:
    material, text = hostile(payload)
    page, usual = Elements(brief(material, text)), Elements(brief(full()))
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in usual.elements}
    assert set(page.kinds) <= set(usual.kinds)
    assert page.raw == usual.raw
    for tag, attributes in page.elements:
        assert not [
            name for name in attributes if name.startswith("on") or name in ("style", "src", "srcdoc")
        ]
        if "href" in attributes:
            assert tag == "a"
            assert (attributes["href"] or "").startswith("#")
        for name in ("id", "class", "datetime"):
            assert "Evil" not in str(attributes.get(name))
    assert "Evil" in page.text


@pytest.mark.parametrize("payload", HOSTILE)
def test_what_a_report_says_is_shown_as_it_stands(payload: str) -> None:
    material, text = hostile(payload)
    shown = "".join(Elements(brief(material, text)).words)
    assert payload in shown


def test_only_plain_web_addresses_are_links() -> None:
    page = Elements(brief(full()))
    links = [a for tag, a in page.elements if tag == "a" and not str(a["href"]).startswith("#")]
    assert [a["href"] for a in links] == ["https://harbour.example/1"]
    assert all("noreferrer" in str(a["rel"]) for a in links)


def test_characters_that_hide_or_turn_text_are_not_in_the_page() -> None:
    bad = "\u202e\u2066\x00\x1b[31m\x07\ud800\U000e0041\u200b\u2028" + "e" + "\u0301" * 40
    material, text = hostile(bad)
    page = brief(material, text)
    page.encode("utf-8")
    found = [c for c in page if ord(c) < 32 and c != "\n"]
    assert not found
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u2028\u200b\U000e0000-\U000e007f]", page)
    assert "\ufffd" in page
    assert "\u0301" * 4 not in page


def test_the_policy_allows_this_style_and_script_and_nothing_else() -> None:
    page = Elements(brief(full()))
    (policy,) = [a["content"] for t, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in str(policy).split("; "))
    assert rules["default-src"] == "'none'"
    for kind, (text,) in page.raw.items():
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert rules[f"{kind}-src"] == f"'sha256-{digest}'"
    assert "unsafe" not in str(policy)
    first = [t for t, _ in page.elements].index("meta")
    assert page.elements[first + 1][1].get("http-equiv") == "Content-Security-Policy"


@pytest.mark.browser
def test_a_hostile_corpus_runs_nothing_in_a_browser(tmp_path: Path, titled: Callable[[Path], str]) -> None:
    everything = " ".join((*HOSTILE, *ADDRESSES))
    material, text = hostile(everything)
    page = tmp_path / "brief.html"
    page.write_text(brief(replace(material, accord=None, findings=()), text), encoding="utf-8")
    assert titled(page) == "Brief: What the reports tell"


@pytest.mark.browser
def test_the_policy_stops_a_script_that_got_in(tmp_path: Path, titled: Callable[[Path], str]) -> None:
    page = brief(full())
    evil = "<script>document.title='TAKEN'</script><img src=x onerror=\"document.title='TAKEN'\">"
    for name, source, title in (
        ("sealed", page, "Brief: Valley accord"),
        ("open", re.sub("<meta http-equiv[^>]*>", "", page), "TAKEN"),
    ):
        (tmp_path / f"{name}.html").write_text(source.replace("</main>", f"{evil}</main>"), encoding="utf-8")
        assert titled(tmp_path / f"{name}.html") == title
