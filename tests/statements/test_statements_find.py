"""Who said what, through whom; and which quotation marks are speech."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from parley import actors, propositions, statements
from parley.language import Document
from parley.records import Act, Statement, StatementKind
from parley.statements import quotes

Parsed = Callable[[str], Document]


@pytest.fixture(scope="session")
def gazetteer() -> actors.Gazetteer:
    return actors.load()


@pytest.fixture
def said(parsed: Parsed, gazetteer: actors.Gazetteer) -> Callable[[str], list[Statement]]:
    def find(text: str) -> list[Statement]:
        document = parsed(text)
        found = propositions.extract(document)
        who = actors.find(document, found, gazetteer, None)
        return [f.statement for f in statements.find(document, found, who)]

    return find


Said = Callable[[str], list[Statement]]


@pytest.mark.parametrize(
    ("text", "speaker", "content", "act", "kind"),
    [
        ("“The talks failed,” Maria Dorn said.", "Maria Dorn", "“The talks failed,”", Act.ASSERT, StatementKind.DIRECT),
        ("Maria Dorn said the talks had failed.", "Maria Dorn", "the talks had failed", Act.ASSERT, StatementKind.INDIRECT),
        ("The talks, Maria Dorn said, had failed.", "Maria Dorn", "had failed", Act.ASSERT, StatementKind.INDIRECT),
        ("Maria Dorn denied that the talks had failed.", "Maria Dorn", "that the talks had failed", Act.DENY, StatementKind.INDIRECT),
        ("According to Maria Dorn, the talks had failed.", "Maria Dorn", "the talks had failed", Act.ASSERT, StatementKind.INDIRECT),
        ("Maria Dorn warned that the army would attack.", "Maria Dorn", "that the army would attack", Act.WARN, StatementKind.INDIRECT),
        ("Maria Dorn promised to release the prisoners.", "Maria Dorn", "to release the prisoners", Act.PROMISE, StatementKind.INDIRECT),
        ("«The talks failed», Maria Dorn said.", "Maria Dorn", "«The talks failed»", Act.ASSERT, StatementKind.DIRECT),
        ("“The talks have failed and nobody will return.” – Maria Dorn", "Maria Dorn", "“The talks have failed and nobody will return.”", Act.ASSERT, StatementKind.DIRECT),
    ],
)  # fmt: skip
def test_speaker_content_act(
    text: str, speaker: str, content: str, act: Act, kind: StatementKind, said: Said
) -> None:
    first = said(text)[0]
    assert first.speaker is not None
    assert first.speaker.name == speaker
    assert first.content[-1].text == content
    assert (first.act, first.kind) == (act, kind)


def test_a_quotation_that_breaks_has_several_spans(said: Said) -> None:
    (statement,) = said("“The talks failed,” Maria Dorn said. “Nobody will return to the table.”")
    assert [s.text for s in statement.content] == [
        "“The talks failed,”",
        "“Nobody will return to the table.”",
    ]


def test_the_chain_of_sources(said: Said) -> None:
    found = said("According to a newspaper, an official said the talks had failed.")
    inner = next(s for s in found if s.cue is not None and s.cue.text == "said")
    assert inner.speaker is not None
    assert "official" in inner.speaker.name
    assert [link.name for link in inner.chain] == ["a newspaper"]
    assert inner.said_in is not None


def test_a_hedge_is_kept(said: Said) -> None:
    assert said("The minister reportedly told aides that the talks had failed.")[0].hedged


@pytest.mark.parametrize(
    "text", ["The so-called “peace corps” left.", "The army's “new order” was printed on Monday."]
)
def test_terms_in_marks_are_no_speech(text: str, said: Said) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The rebels attacked a patrol at the airport.",
        "He called the police and fled.",
        "Officials held an autopsy to determine whether the man was drunk.",
        "The premier is prepared to talk about a date.",
        "Oriana's internationally recognised government has been at war since then.",
        "Tarsk attack: Two men are held and seven freed",
        "Farmers are finding it difficult to buy seed, and the driver found himself trapped.",
        "Norland forces continue to advance on the capital.",
        "About 600 soldiers will support the exercise. The coalition is supporting the Norland army.",
        "The letters were written by monks.",
        "Police were called to a house in Velda Green after midnight.",
        "The rebels are backed by Velda.",
        "Laura Morn showed her solidarity with the victims.",
        "ANSWER: We are not sending troops to Velda.",
        "I welcome the news that the flag was raised again in Tarn.",
        "The couple were detained after closed circuit television showed them leaving the airport.",
        "Reporting by Laura Morn in Tarn.",
        "The forces held their positions against the rebels.",
    ],
)
def test_deeds_and_purposes_are_no_speech(text: str, said: Said) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The mayor said in a statement that the dam had broken.", "said in a statement"),
        ("The mayor wrote on Twitter that the dam had broken.", "wrote on Twitter"),
        ("Some deputies made clear that they would leave.", "made clear"),
    ],
)
def test_what_carries_the_words_belongs_to_the_cue(text: str, cue: str, said: Said) -> None:
    found = said(text)[0].cue
    assert found is not None
    assert found.text == cue


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content", "act"),
    [
        ("The mayor complained about the delay.", "mayor", "complained about", "the delay", Act.ACCUSE),
        ("The mayor announced his return.", "mayor", "announced", "his return", Act.ASSERT),
        ("The plan was criticised by the bishop for its cost.", "bishop", "was criticised", "The plan … for its cost", Act.ACCUSE),
        ("The envoy is sceptical about the truce.", "envoy", "is sceptical about", "the truce", Act.THINK),
        ("The army has opted to buy new boats.", "army", "has opted", "to buy new boats", Act.THINK),
        ("The mayor went on to explain that the dam had broken.", "mayor", "went on to explain", "that the dam had broken", Act.ASSERT),
        ("The union released a statement saying the road was closed.", "union", "released a statement saying", "the road was closed", Act.ASSERT),
        ("A spokesman declined to say whether planes had crossed the river.", "spokesman", "declined to say", "whether planes had crossed the river", Act.REFUSE),
    ],
)  # fmt: skip
def test_phrases_and_attitudes(text: str, speaker: str, cue: str, content: str, act: Act, said: Said) -> None:
    found = [s for s in said(text) if s.cue is not None and s.cue.text == cue]
    assert len(found) == 1, [s.cue for s in said(text)]
    assert found[0].speaker is not None
    assert speaker in found[0].speaker.name
    assert " … ".join(s.text for s in found[0].content) == content
    assert found[0].act == act


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The heavy missile cruiser Ostra has returned to Norland from the Velda Sea, the press office of Norland's Defence Ministry said on Wednesday.", "the press office of Norland's Defence Ministry"),
        ("A spokesman left the room before noon, according to the Harbour Agency.", "Harbour Agency"),
        ("“A woman was wounded in her yard,” the Tarn Agency quoted Bera Sol.", "Bera Sol"),
        ("Tobias Varn, political scientist at the Free School, and owner of a website, said the war was over.", "Tobias Varn"),
    ],
)  # fmt: skip
def test_who_of_several_speaks(text: str, speaker: str, said: Said) -> None:
    last = said(text)[-1]
    assert last.speaker is not None
    assert last.speaker.name == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("At a briefing, Rep. Adam Dorn, D-Calif., the top Democrat on the panel, said it was too early.", "Adam Dorn"),
        ("Rep. Chris Dorn (R-N.Y.), a loyalist, scolded moderates for failing to act.", "Chris Dorn"),
        ("Laura Morn is running on a platform vowing to end the monarchy.", "Laura Morn"),
        ("They held the hills on three sides of Tarn, the country's second city, army press chief Jeff Davis said.", "Jeff Davis"),
        ("Pentagon spokesman Army Col. Joe Dorn said the camp was empty.", "Joe Dorn"),
        ("The Tarn Post reports that the premier avoided the hospital.", "Tarn Post"),
    ],
)  # fmt: skip
def test_party_state_and_platform_are_no_speakers(text: str, speaker: str, said: Said) -> None:
    assert [s.speaker.name for s in said(text) if s.speaker is not None] == [speaker]


def test_a_thing_is_no_speaker(said: Said) -> None:
    (shown,) = said("The attacks indicate that the truce has failed.")
    assert shown.speaker is None
    assert said("The grant will support the repair of the bridge.") == []


def test_a_quotation_alone_has_no_cue(said: Said) -> None:
    (alone,) = said("“We have seen nothing but rain for weeks and the bread is gone.”")
    assert alone.cue is None


def test_a_time_is_no_speaker(said: Said) -> None:
    (statement,) = said("The bridge is open, the Harbour Board (HB) said Wednesday.")
    assert statement.speaker is not None
    assert "Harbour Board" in statement.speaker.name


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("“No,” he said.", ["“No,”"]),
        ('"No," he said.', ['"No,"']),
        ("He didn't say 'no deal' today.", ["'no deal'"]),
        ("The rebels' leaders didn't come.", []),
        ("„Nein“, he said, „never”.", ["„Nein“", "„never”"]),
        ("“He said ‘no’ twice,” she said.", ["“He said ‘no’ twice,”"]),
    ],
)
def test_quotation_marks(text: str, passages: list[str], parsed: Parsed) -> None:
    document = parsed(text)
    found = quotes.find(document, [(0, len(document))])
    shown = [document.span(q.start, q.end).text for q in found if q.closed]
    assert shown == passages


def test_an_open_mark_costs_at_most_its_paragraph(parsed: Parsed, said: Said) -> None:
    text = "“The talks failed, the envoy said.\n\nThe minister said the army had left the town."
    assert [s.text for s in statements.unclosed(parsed(text))] == ["“"]
    last = said(text)[-1]
    assert last.speaker is not None
    assert "minister" in last.speaker.name.lower()


CASES = [
    pytest.param(
        *(field.strip() for field in line.removeprefix("?").split(" | ")),
        marks=[pytest.mark.xfail(strict=True, reason="known miss")] if line.startswith("?") else [],
    )
    for line in (Path(__file__).parent / "cases.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("speaker", "act", "words", "text"), CASES)
def test_labelled_cases(speaker: str, act: str, words: str, text: str, said: Said) -> None:
    found = [
        (s.speaker.name if s.speaker is not None else "-", s.act.value)
        for s in said(text.replace("⏎", "\n\n"))
        if words in " … ".join(span.text for span in s.content)
    ]
    assert any(speaker.lower() in name.lower() and kind == act for name, kind in found), found


def test_most_cases_come_out() -> None:
    assert len(CASES) >= 65
    assert sum(bool(case.marks) for case in CASES) <= 0.15 * len(CASES)


@pytest.mark.parametrize(
    "text",
    [
        "Good grounds remain to believe that the mayors will sign.",
        "The talks aim to end the war.",
        "To clarify: the army is advising the militia in the north.",
        "The harbour office does not report its losses.",
        "The regime supports the rebels.",
        "The regime supports them financially.",
        "Norland tops the list of donors having committed two ships to the islands.",
        "The canal makes the dam less critical.",
        "She leads a choir that enjoys the admiration of many.",
        "The rebels would reject the plan.",
        "The governor may well endorse the deputy.",
        "It was too early for the spokeswoman to predict that the talks would fail.",
        "The board will review the plan and decide whether the mine may open.",
        "No senator is willing to hear the envoy.",
        "The court denied him the seat.",
        "The party is defending a majority of two seats.",
        "The council has demonstrated its unity.",
        "They have heard about the flood.",
        "A scandal threatens to sink the premier.",
        "A party that wants to win has few friends.",
        "The premier leads by 270 pledged votes.",
    ],
)
def test_what_is_no_statement(text: str, said: Said) -> None:
    assert [s for s in said(text) if s.speaker is not None] == []


def test_the_reports_own_words_before_the_speaker_are_not_said(said: Said) -> None:
    assert said("Speaking in Tarn on Monday, Minister Laura Morn said:\n\nWe will stay.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Laura Morn asked Ben Orr how high the dam is. “It is nine yards high,” he told Morn.",
        "The clerks met Ben Orr and said that they left because they refused to sign the accord.",
        "Photographs show that the bridge was open.",
    ],
)
def test_whom_nobody_can_tell_keeps_no_speaker(text: str, said: Said) -> None:
    assert said(text)[-1].speaker is None


def test_what_stands_in_the_sentence_before_bears_on_nobody(said: Said) -> None:
    first, *_ = said("Talks failed in Norland\n\nSaying it was over, Igor Varnov rejected the plan.")
    assert first.speaker is not None
    assert first.speaker.name == "Igor Varnov"


def test_what_we_did_is_not_the_speakers_alone(said: Said) -> None:
    found = said("The minister said:\n\nWe welcome the truce. We announced that the port is open.")
    assert [s.speaker is None for s in found] == [False, True]


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("The mayor said that the dam had broken.", "high"),
        ("The mayor criticised the deal.", "high"),
        ("The mayor hopes that the dam holds.", "medium"),
        ("The guards left, and the mayor said that the dam had broken.", "medium"),
        ("The mayor stayed at home, citing the storm.", "low"),
    ],
)
def test_the_main_clause_is_surest(text: str, confidence: str, said: Said) -> None:
    assert said(text)[-1].confidence == confidence


def test_an_open_pronoun_keeps_its_words_and_names_nobody(said: Said) -> None:
    (only,) = said("It said the road was open.")
    assert only.speaker is None
    assert only.content[0].text == "the road was open"


def test_a_full_stop_before_the_closing_mark_parts_the_quotation_from_the_next_sentence(said: Said) -> None:
    text = "“They shelled the port,” said a doctor. “They came by night.” An army spokesman said the port was calm."
    by = {s.content[-1].text: s.speaker.name for s in said(text) if s.speaker is not None}
    assert "doctor" in next(name for words, name in by.items() if "by night" in words)
    assert "spokesman" in by["the port was calm"]


def test_those_whom_one_phrase_names_are_named_together_when_taken_up(said: Said) -> None:
    text = "The talks were led by the spy chiefs of Kenya, Chad and Mali. After a last round, they sounded hopeful about a deal."
    (statement,) = [s for s in said(text) if s.act is Act.THINK]
    assert statement.speaker is not None
    assert statement.speaker.name == "spy chief of Kenya and spy chief of Chad and spy chief of Mali"
