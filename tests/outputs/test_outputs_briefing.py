"""The brief: every row leads to its sentence, claims stay claims, lists end and say so."""

from __future__ import annotations

import datetime
import re
from collections import Counter

import pytest
from made import DAY, EMPTY, TEXT, Elements, anchor, brief, full
from msgspec.structs import replace

from parley.outputs.briefing import compose
from parley.outputs.briefing.material import (
    Material,
    Reviewed,
)
from parley.outputs.briefing.page import render
from parley.records import (
    Factuality,
    Precision,
)


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
        "3 to 4 killed",
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
