"""Damage that the characters show: what is flagged, and what is left alone."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley import sources
from parley.errors import InputRejected
from parley.records import Flag, FlagKind, Severity
from parley.sources import damage

DAY = datetime.date(2031, 3, 4)
CLEAN = (
    "The mediators said on Tuesday that the army and the rebels had agreed to a truce in the northern valley.\n\n"
    "“We have waited for this,” said Amina Déguèle, who speaks for the villages. “It was a long winter.”\n\n"
    "An F-16 and two Su-27s had flown over the bridge at 5pm, an hour before the UN's COVID-19 convoy left. The talks, "
    "an 11-year effort, go back to the 1990s; resolution S/RES/2118 and the UTC+3 clock at www.example.org were cited.\n\n"
    "The Boutros Boutros-Ghali hall was full. He had had enough, she said; that that was so surprised an honest man and "
    "a European, a one-time officer of a UN force."
)


def flags(text: str, kind: FlagKind | None = None) -> list[Flag]:
    found = damage.find(sources.from_text(text, published=DAY))
    return [f for f in found if kind is None or f.kind is kind]


def words(found: list[Flag]) -> list[str]:
    return [span.text for flag in found for span in flag.spans]


def test_clean_report_has_no_flags() -> None:
    assert flags(CLEAN) == []


@pytest.mark.parametrize(
    "token",
    ["qw7_9xx", "xkvbzq", "zzgftp", "mil1tary", "p3ace", "tr_uce", "Hamаs", "pEaCeTaLk", "agre%ement"],
)
def test_garbled_tokens(token: str) -> None:
    (flag,) = flags(CLEAN.replace("a truce", f"a {token} truce"), FlagKind.GARBLED_TOKEN)
    assert words([flag]) == [token]
    assert flag.severity is Severity.HIGH


@pytest.mark.parametrize(
    "token",
    ["MH17", "G20", "AK-47s", "R2P", "9M729", "#PeaceNow2031", "@envoy_21", "info@example.org", "$5bn", "10,000-strong", "S/2016/53",
     "al-Qaḥṭānī", "Szczytno", "Nkrumah", "McDonald", "YouTube", "rhythm", "20th", "Mi-8", "1325(2000)", "and/or", "3.5km", "Q&A"],
)  # fmt: skip
def test_names_and_numbers_are_not_garbled(token: str) -> None:
    assert flags(f"They spoke of {token} when the talks began again.", FlagKind.GARBLED_TOKEN) == []


@pytest.mark.parametrize(
    ("kind", "put", "shown"),
    [
        (FlagKind.LEFTOVER_MARKUP, "The {{ city }} talks went on.", "{{ city }}"),
        (FlagKind.LEFTOVER_MARKUP, "The talks&nbsp;went on.", "&nbsp;"),
        (FlagKind.LEFTOVER_MARKUP, "The talks <b>went on.", "<b>"),
        (FlagKind.LEFTOVER_MARKUP, "Click here and the talks went on.", "Click here"),
        (FlagKind.LEFTOVER_MARKUP, "Lorem ipsum and the talks went on.", "Lorem ipsum"),
        (FlagKind.BROKEN_GRAMMAR, "It was a attempt to talk.", "a attempt"),
        (FlagKind.BROKEN_GRAMMAR, "It was an hard attempt to talk.", "an hard"),
        (FlagKind.BROKEN_GRAMMAR, "They went to to the talks.", "to to"),
        (FlagKind.BROKEN_GRAMMAR, "They met the a man from the hills.", "the a"),
        (FlagKind.BROKEN_GRAMMAR, "The rebels signed the. Nobody was there.", "signed the"),
        (FlagKind.ODD_PARAPHRASE, "The harmony talks went on.", "harmony talks"),
        (FlagKind.ODD_PARAPHRASE, "The unfamiliar clergyman went home.", "unfamiliar clergyman"),
        (FlagKind.ODD_PARAPHRASE, "It was a cordial massacre of ideas.", "cordial massacre"),
        (FlagKind.ENCODING_DAMAGE, "They didn?t talk for long.", "didn?t"),
        (FlagKind.ENCODING_DAMAGE, "They sp\ufffdke for long.", "sp\ufffdke"),
        (FlagKind.UNCITED_SUPERLATIVE, "It was the largest convoy ever.", "the largest convoy ever"),
    ],
)
def test_one_piece_of_damage(kind: FlagKind, put: str, shown: str) -> None:
    (flag,) = flags(f"{CLEAN} {put}", kind)
    assert words([flag]) == [shown]


def test_cited_superlative_is_no_matter() -> None:
    assert flags(f"{CLEAN} It was the largest convoy ever, the UN said.", FlagKind.UNCITED_SUPERLATIVE) == []


def test_mended_characters_are_told() -> None:
    (flag,) = flags(CLEAN.replace("Déguèle", "DÃ©guÃ¨le"), FlagKind.ENCODING_DAMAGE)
    assert "DÃ©guÃ¨le" in flag.reason
    assert words([flag]) == ["Déguèle,"]


def test_repeated_passage_shows_both_places() -> None:
    sentence = CLEAN.split("\n\n")[0]
    (flag,) = flags(f"{CLEAN} {sentence}", FlagKind.REPEATED_PASSAGE)
    assert len(flag.spans) == 2
    first, second = words([flag])
    assert first == second
    title = "The mediators said on Tuesday that the army and the rebels had agreed to a truce"
    assert flags(f"{title}\n\n{CLEAN}", FlagKind.REPEATED_PASSAGE) == []


def test_run_on_headlines() -> None:
    titles = "Rebels sign truce with army Envoys meet in Oslo for first time"
    (flag,) = flags(f"{CLEAN} {titles} The mood was good.", FlagKind.RUN_ON_HEADLINE)
    assert titles in words([flag])[0]
    assert (
        flags(f"{CLEAN}\n\nRebels sign truce with army\n\nThe mood was good.", FlagKind.RUN_ON_HEADLINE) == []
    )


def test_quotation_marks() -> None:
    opened = "“We go on talking, she said at the gate, and left.\n\nThe others stayed."
    (flag,) = flags(opened, FlagKind.UNCLOSED_QUOTATION)
    assert words([flag])[0].startswith("“We go on")
    over_paragraphs = "“We go on talking.\n\n“We do not leave,” she said."
    assert flags(over_paragraphs, FlagKind.UNCLOSED_QUOTATION) == []


@pytest.mark.parametrize(
    "paragraph",
    [
        "“We go on talking, Orle said.",
        "“Is this a truce? asked the army's spokesman in Belmar.",
        "The envoys spoke of a “quiet week on both banks of the river.",
    ],
)
def test_a_quotation_with_its_speaker_behind_it_does_not_run_on(paragraph: str) -> None:
    (flag,) = flags(f"{paragraph}\n\n“We do not leave,” she said.", FlagKind.UNCLOSED_QUOTATION)
    assert words([flag])[0].startswith("“")


def test_a_quotation_of_several_paragraphs_may_begin_within_a_sentence() -> None:
    for first in (
        "Orle wrote: “We go on talking.",
        "Orle said that “The talks go on.",
        "“We go on, he said, ‘until they stop.’",
    ):
        assert flags(f"{first}\n\n“We do not leave,” she said.", FlagKind.UNCLOSED_QUOTATION) == []


def test_paragraph_cut_off() -> None:
    cut = CLEAN.replace("a UN force.", "a UN force in the")
    (flag,) = flags(cut, FlagKind.BROKEN_GRAMMAR)
    assert words([flag])[0].endswith("force in the")


def test_missing_date_belongs_to_the_whole_report() -> None:
    (flag,) = damage.find(sources.from_text(CLEAN))
    assert flag.kind is FlagKind.MISSING_DATE
    assert flag.spans == ()


@given(
    st.lists(
        st.sampled_from(
            [
                *CLEAN.split(),
                "“",
                "”",
                '"',
                "{{",
                "a",
                "an",
                "the",
                "\n\n",
                "\n",
                "x_y",
                "Ã©",
                "İ",
                "…",
                "U.S.",
            ]
        ),
        max_size=80,
    )
)
@settings(max_examples=150, deadline=None)
def test_spans_reproduce_the_text(pieces: list[str]) -> None:
    try:
        report = sources.from_text(" ".join(pieces), language=None)
    except InputRejected:
        return
    found = damage.find(report)
    assert [f.id for f in found] == [f"f{i}" for i in range(1, len(found) + 1)]
    assert found == damage.find(report)
    for span in (s for f in found for s in f.spans):
        assert span.text
        assert report.text[span.start : span.end] == span.text


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text(text: str) -> None:
    try:
        report = sources.from_text(text, language=None)
    except InputRejected:
        return
    for span in (s for f in damage.find(report) for s in f.spans):
        assert report.text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("put", "shown"),
    [
        ("He left. READ MORE: Orle talks fail again The envoys met on Monday.", "READ MORE: Orle talks fail again"),
        ("He left. READ MORE: Orle talks fail again “We tried,” she said.", "READ MORE: Orle talks fail again"),
        ("He left. WATCH: What does Orle want? The envoys met.", "WATCH: What does Orle want?"),
        ("He left.\n\nRead more: Envoys Meet In Orle\n\nThey met.", "Read more: Envoys Meet In Orle"),
        ("He left.\n\n(Reporting by A. Dane in Orle; Editing by B. Voss)", "(Reporting by A. Dane in Orle; Editing by B. Voss)"),
        ("He left. Orle News’ Ada Dane contributed to this report.", "Orle News’ Ada Dane contributed to this report."),
        ("By Ada Dane and Bo Voss\n\nHe left.", "By Ada Dane and Bo Voss"),
        ("He left. Source: Orle News and news agencies", "Source: Orle News and news agencies"),
        ("He left. Follow Ada Dane on Twitter @adadane", "Follow Ada Dane on Twitter @adadane"),
        ("Send Facebook Twitter Google+ Print He left.", "Send Facebook Twitter Google+ Print"),
        ("Image copyright Getty Images Image caption He left.", "Image copyright Getty Images Image caption"),
    ],
)  # fmt: skip
def test_what_the_page_puts_around_the_report(put: str, shown: str) -> None:
    found = flags(put, FlagKind.BOILERPLATE)
    assert words(found) == [shown]
    assert [span.text for span in damage.left_out(found)] == [shown]


@pytest.mark.parametrize(
    "text",
    [
        "ANALYSIS: Why the truce fails\n\nThe envoys met on Monday, and the truce held for a day.",
        "“Read more about it,” the envoy told the delegates; she asked them to follow her to Orle.",
        "By Monday the army had left. By Tuesday the rebels controlled the town.",
        "The source: a well that two villages share. Three writers contributed to this book.",
        "He asked them to send help, share food and print the accord.",
    ],
)
def test_sentences_of_the_report_are_not_of_the_page(text: str) -> None:
    assert flags(text, FlagKind.BOILERPLATE) == []
