"""The brief: nothing of a report becomes markup, every row leads to its sentence, claims stay claims, lists end."""

from __future__ import annotations

import base64
import datetime
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from parley.following.accords import Finding, Proof
from parley.following.commitments import Followed, Move
from parley.following.model import (
    Anchor,
    Aspect,
    Disagreement,
    Entry,
    Evidence,
    Harm,
    Side,
    Version,
)
from parley.following.plans import Accord, Provision
from parley.outputs.briefing import compose
from parley.outputs.briefing.material import (
    Doubt,
    Making,
    Material,
    Reviewed,
    Saying,
    Source,
    Tool,
)
from parley.outputs.briefing.page import render
from parley.records import (
    Act,
    CommitmentKind,
    CommitmentStatus,
    Confidence,
    Effect,
    Factuality,
    FlagKind,
    Precision,
    Severity,
)

DAY = datetime.date.fromisoformat
TEXT = (
    "Rebels hand over guns in Osk\n\n"
    "The Northern Front handed over its guns to the Veld mission on Monday. Ana Veld promised to open the jails.\n\n"
    "The mayor accused the Front of hiding guns."
)
MAKING = Making(
    parley="0.1.0", content="c0ffee" * 8, tools=(Tool(name="codebook", version="1", digest="feed"),)
)
EMPTY = Material(
    ledger="parley.db", since=None, as_of=None, sources=(), entries=(), commitments=(), making=MAKING
)


def anchor(words: str, kind: str, report: str = "r0", text: str = TEXT) -> Anchor:
    start = text.index(words)
    return Anchor(report=report, start=start, end=start + len(words), type=kind)


def told(words: str, sentence: str, kind: str = "RETREAT", report: str = "r0", **more: Any) -> Evidence:
    usual: dict[str, Any] = {
        "row": "e1",
        "source": report,
        "publisher": "Harbour Post",
        "published": DAY("2031-03-05"),
        "factuality": Factuality.ACTUAL,
        "speaker": None,
        "confidence": Confidence.HIGH,
    }
    return Evidence(anchor=anchor(words, kind, report), sentence=sentence, predicate=words, **(usual | more))


def happening(*evidence: Evidence, **more: Any) -> Entry:
    usual: dict[str, Any] = {
        "id": "h1",
        "type": "RETREAT",
        "mode": "disarm",
        "source": (Side(name="the Northern Front", entry="nf", country="VEL", sectors=("REB",)),),
        "target": (Side(name="Veld mission", entry="vm"),),
        "affected": (Harm(effect=Effect.KILLED, count=4, least=3, most=4),),
        "place": "Osk",
        "start": DAY("2031-03-03"),
        "end": DAY("2031-03-03"),
        "precision": Precision.DAY,
        "factuality": Factuality.ACTUAL,
        "sources": 1,
        "disagreements": (),
        "confidence": Confidence.HIGH,
        "reason": "1 independent source in 1 report",
    }
    return Entry(evidence=evidence, **(usual | more))


def full(**more: Any) -> Material:
    """A small brief with something in every section."""
    sentence = "The Northern Front handed over its guns to the Veld mission on Monday."
    handed = told("handed over", sentence)
    hiding = told(
        "hiding",
        "The mayor accused the Front of hiding guns.",
        "COERCE",
        speaker="The mayor",
        confidence=Confidence.LOW,
    )
    deal = anchor("open the jails", "promise")
    versions = (
        Version(value="2031-03-03", told=(handed.anchor,), sources=1),
        Version(value="2031-03-01", told=(hiding.anchor,), sources=1),
    )
    moves = (
        Move(
            date=DAY("2031-03-05"),
            before=None,
            after=CommitmentStatus.ACTIVE,
            evidence=(deal,),
            reason="“promise” is a promise",
        ),
        Move(
            date=DAY("2031-04-01"),
            before=CommitmentStatus.ACTIVE,
            after=CommitmentStatus.VIOLATED,
            evidence=(hiding.anchor,),
            reason="the opposite is told",
            weak=True,
        ),
    )
    usual: dict[str, Any] = {
        "ledger": "parley.db",
        "since": DAY("2031-03-01"),
        "as_of": DAY("2031-05-01"),
        "sources": (
            Source(
                report="r0",
                key="k0",
                name="one.txt",
                title="Rebels hand over guns in Osk",
                publisher="Harbour Post",
                url="https://harbour.example/1",
                published=DAY("2031-03-05"),
                agency="Veld News Agency",
                voice="r0",
                trust=0.75,
                reasons=("contradiction (−0.25)",),
                doubts=(
                    Doubt(
                        kind=FlagKind.CONTRADICTION,
                        severity=Severity.HIGH,
                        reason="the guns are handed over and hidden",
                        start=TEXT.index("hiding"),
                        end=TEXT.index("hiding") + 6,
                        words="hiding guns",
                    ),
                ),
            ),
        ),
        "entries": (
            happening(handed, disagreements=(Disagreement(about=Aspect.DATE, versions=versions),)),
            happening(hiding, id="h2", type="COERCE", mode=None, confidence=Confidence.LOW, target=()),
            happening(
                told("open", "Ana Veld promised to open the jails."), id="h3", factuality=Factuality.PLANNED
            ),
        ),
        "commitments": (
            Followed(
                id="c1",
                kind=CommitmentKind.PROMISE,
                debtor=("Ana Veld",),
                creditor=("the Front",),
                antecedent="if the guns are gone",
                consequent="open the jails",
                deadline=DAY("2031-04-01"),
                made=DAY("2031-03-05"),
                status=CommitmentStatus.VIOLATED,
                told=(deal,),
                sources=1,
                moves=moves,
                conflicts=("h1: the deed is dated before the deal",),
            ),
        ),
        "accord": Accord(
            name="Valley accord",
            signed=DAY("2031-01-01"),
            parties=("Northern Front",),
            provisions=(
                Provision(
                    number="1",
                    heading="Guns",
                    text="All guns.",
                    points=("The Front hands over its guns.", "It stays away."),
                ),
            ),
        ),
        "findings": (
            Finding(
                provision="1",
                status=2,
                label="intermediate",
                supporting=(
                    Proof(
                        entry="h1",
                        date=DAY("2031-03-05"),
                        words=sentence,
                        reason="tells of point 1",
                        told=(handed.anchor,),
                        point=1,
                    ),
                ),
                opposing=(
                    Proof(entry="h2", date=None, words="x", reason="it is broken", told=(hiding.anchor,)),
                ),
                commitments=("c1",),
                reason="1 of 2 points told as done",
                before=0,
                new=("h1",),
            ),
        ),
        "sayings": (
            Saying(
                report="r0",
                start=TEXT.index("hiding guns"),
                end=TEXT.index("hiding guns") + 11,
                act=Act.ACCUSE,
                speaker="The mayor",
                addressees=("the Front",),
                through=("a clerk",),
                words="hiding guns",
                hedged=True,
            ),
        ),
        "making": MAKING,
    }
    return Material(**(usual | more))


def brief(material: Material, text: str = TEXT) -> str:
    return render(material, lambda report: text)


class Elements(HTMLParser):
    """The elements of a page with their attributes, its texts, and the texts of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.raw[self.cdata_elem].append(data)
        else:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    @property
    def kinds(self) -> Counter[tuple[str, tuple[str, ...]]]:
        return Counter((tag, tuple(sorted(attributes))) for tag, attributes in self.elements)


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


@pytest.mark.parametrize("material", [full(), EMPTY, full(accord=None, findings=()), full(since=None)])
def test_every_link_leads_somewhere_in_the_file(material: Material) -> None:
    page = Elements(brief(material))
    ids = [str(a["id"]) for _, a in page.elements if "id" in a]
    assert not [i for i, n in Counter(ids).items() if n > 1]
    wanted = {str(a["href"])[1:] for _, a in page.elements if str(a.get("href", "")).startswith("#")}
    assert wanted
    assert wanted <= set(ids)


def test_a_row_opens_its_sentence_in_its_report() -> None:
    page = brief(full())
    start = TEXT.index("The Northern Front handed")
    assert f'href="#r1-{start}"' in page
    marked = re.search(rf'<mark><span id="r1-{start}" tabindex="-1"></span>(.*?)</mark>', page)
    assert marked is not None
    assert marked[1] == "The Northern Front handed over its guns to the Veld mission on Monday."


def test_a_claim_stays_a_claim_and_a_plan_a_plan() -> None:
    text = Elements(brief(full())).text
    assert re.search(r"“hiding”.{0,60}claimed", text)
    assert "unsure" in text
    assert "According to The mayor, reported by Harbour Post, 5 March 2031" in text
    assert re.search(r"“open”.{0,60}planned", text)
    assert "The mayor accuses or criticises" in text
    assert "Nobody has reviewed it." in text


def test_a_review_is_shown_with_its_reviewer() -> None:
    known = full().entries[0].evidence[0].anchor
    review = Reviewed(anchor=known, reviewer="Imre", verdict="accept")
    text = Elements(brief(full(reviews=(review,)))).text
    assert "reviewed by Imre" in text
    assert "Nobody has reviewed it." not in text


def test_the_sections_say_what_is_known() -> None:
    text = Elements(brief(full())).text
    for words in (
        "What changed since 1 March 2031",
        "0 not initiated → 2 intermediate",
        "Reported broken 1",
        "Promise by Ana Veld to the Front",
        "Open → Reported broken: the opposite is told",
        "on one weak report",
        "told as done",
        "no report of it",
        "Told against it",
        "Reports differ on the date",
        "Dates do not fit",
        "the guns are handed over and hidden",
        "after Veld News Agency",
        "0.75",
        "c0ffeec0ffeec0ff",
        "codebook",
    ):
        assert words in text, words


def test_a_brief_without_an_accord_or_a_day_has_no_such_sections() -> None:
    page = brief(full(accord=None, findings=(), since=None))
    assert 'id="accord"' not in page
    assert "What changed since" not in page
    assert 'id="changed"' not in page


def test_a_brief_of_nothing_says_so() -> None:
    text = Elements(brief(EMPTY)).text
    assert "The ledger has no reports" in text
    assert "No happenings." in text
    assert "undefined" not in text


def test_reports_without_a_date_are_shown_without_one() -> None:
    base = full(since=None, as_of=None)
    bare = replace(base.sources[0], published=None)
    undated = replace(base.entries[0], start=None, end=None, precision=Precision.UNKNOWN)
    undated = replace(undated, evidence=tuple(replace(v, published=None) for v in undated.evidence))
    text = Elements(brief(replace(base, sources=(bare,), entries=(undated,)))).text
    assert "From 1 report without a date" in text
    assert "undated" in text


def test_nothing_is_new_before_the_day_that_changes_are_counted_from() -> None:
    def fresh(day: str) -> int:
        page = Elements(brief(full(since=DAY(day), findings=(), accord=None)))
        return [a.get("class") for _, a in page.elements].count("new")

    assert fresh("2031-06-01") == 0
    assert fresh("2031-03-01") > 0
    text = Elements(brief(full(since=DAY("2031-06-01"), findings=(), accord=None))).text
    assert "Nothing is reported to have changed." in text


def test_a_plan_that_is_carried_out_is_new() -> None:
    done = full().entries[0]
    (late,) = done.evidence
    plan = replace(late, factuality=Factuality.PLANNED, published=DAY("2031-01-05"), source="other")
    only = full(
        accord=None, findings=(), since=DAY("2031-02-01"), entries=(replace(done, evidence=(plan, late)),)
    )
    assert "1 new happening" in Elements(brief(only)).text
    planned = replace(done, evidence=(plan,), factuality=Factuality.PLANNED)
    assert "no new happenings" in Elements(brief(replace(only, entries=(planned,)))).text


def test_a_large_ledger_gives_a_small_brief_that_says_what_it_leaves_out() -> None:
    number = 3000
    base = full(accord=None, findings=(), sayings=(), since=None)
    days = [DAY("2031-01-01") + datetime.timedelta(days=i // 8) for i in range(number)]
    sources = tuple(
        replace(base.sources[0], report=f"r{i}", key=f"k{i}", voice=f"r{i}", published=d)
        for i, d in enumerate(days)
    )
    entries = tuple(
        replace(
            base.entries[0],
            id=f"h{i:05}",
            disagreements=(),
            evidence=(
                replace(
                    base.entries[0].evidence[0],
                    anchor=anchor("handed over", "RETREAT", f"r{i}"),
                    published=d,
                ),
            ),
            start=d,
            end=d,
        )
        for i, d in enumerate(days)
    )
    asked: list[str] = []

    def text_of(report: str) -> str:
        asked.append(report)
        return TEXT

    page = render(replace(base, sources=sources, entries=entries, commitments=()), text_of)
    text = Elements(page).text
    assert (
        f"and {number - compose.TIMELINE:,} earlier happenings; ask with parley events --ledger parley.db"
        in text
    )
    assert "more reports that are not cited here; ask with parley reports" in text
    assert len(asked) == len(set(asked)) <= 200
    assert len(page) < 400_000


def test_of_a_long_accord_the_points_of_those_that_changed_are_shown() -> None:
    base = full()
    assert base.accord is not None
    many = tuple(replace(base.accord.provisions[0], number=str(i)) for i in range(300))
    found = [
        replace(base.findings[0], provision=str(i), before=None, supporting=(), opposing=())
        for i in range(300)
    ]
    found[250] = replace(base.findings[0], provision="250")
    page = brief(full(accord=replace(base.accord, provisions=many), findings=tuple(found)))
    assert page.count("<article") == compose.PROVISIONS
    assert 'id="accord-251"' in page
    assert f"and {300 - compose.PROVISIONS} more provisions" in page
    assert page.count('<th scope="row">') > 300


def test_a_long_report_is_cut_to_what_stands_around_its_passages() -> None:
    filler = "\n\n".join(f"Paragraph {i} tells of the weather." for i in range(4000))
    page = brief(full(), f"{TEXT}\n\n{filler}")
    assert "only what stands around the cited passages" in page
    assert "Paragraph 3999" not in page
    assert len(page) < 200_000


def test_the_same_material_gives_the_same_file() -> None:
    assert brief(full()) == brief(full())


# --- in a browser ----------------------------------------------------------------------------------------------------


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
