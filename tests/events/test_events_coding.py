"""Events from propositions: types, participants, persons, and what a row says of itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parley import actors as actors_step
from parley import codebook, events, places, propositions, statements, times
from parley.language import Document
from parley.records import Confidence, Effect, Event, Factuality

Code = Callable[[str], tuple[Event, ...]]


@pytest.fixture(scope="module")
def code(parsed: Callable[[str], Document]) -> Code:
    gazetteer = actors_step.load()
    book = codebook.load()

    def run(text: str) -> tuple[Event, ...]:
        document = parsed(text)
        found = propositions.extract(document)
        actors = actors_step.find(document, found, gazetteer, None)
        when = times.find(document, None)
        where = places.find(document, actors)
        said = statements.find(document, found, actors)
        return events.code(document, found, book, actors, when, where, said)

    return run


def names(people: tuple[object, ...]) -> list[str]:
    return [p.name for p in people]  # type: ignore[attr-defined]


def only(rows: tuple[Event, ...], label: str) -> Event:
    (row,) = [row for row in rows if row.type == label]
    return row


def test_a_plain_attack(code: Code) -> None:
    row = only(code("Gunmen killed 17 soldiers near Gao on Friday."), "ASSAULT")
    assert names(row.source) == ["Gunmen"]
    assert [(a.effect, a.count, a.dead) for a in row.affected] == [(Effect.KILLED, 17, True)]
    assert row.factuality is Factuality.ACTUAL
    assert row.predicate.text == "killed"
    assert row.made_by.rule.startswith("codebook/ASSAULT.toml:")
    assert row.quad == "material conflict"
    assert row.reason


def test_spans_reproduce_the_text(code: Code) -> None:
    text = "On Monday Norway sent aid to Chad. The rebels released two pilots in Gao."
    for row in code(text):
        for span in (row.predicate, row.sentence, *(p.span for p in (*row.source, *row.target))):
            assert text[span.start : span.end] == span.text


def test_a_light_verb_and_its_noun_are_one_event(code: Code) -> None:
    rows = code("Rebels launched an attack on the airport.")
    assert [row.type for row in rows] == ["ASSAULT"]


def test_parties_of_a_meeting_are_all_sources(code: Code) -> None:
    row = only(code("Norway held talks with Chad in Geneva."), "CONSULT")
    assert {"Norway", "Chad"} <= set(names(row.source))
    assert row.target == ()


def test_an_owner_stands_for_its_proposal(code: Code) -> None:
    row = only(code("Ghana rejected Norway's proposal."), "REJECT")
    assert names(row.target) == ["Norway"]


def test_a_negated_event_is_kept_as_negated(code: Code) -> None:
    row = only(code("Norway did not send aid to Chad."), "AID")
    assert row.factuality is Factuality.NEGATED


def test_a_promise_and_what_is_promised(code: Code) -> None:
    rows = code("Norway agreed to send aid to Chad.")
    assert only(rows, "AGREE").factuality is Factuality.ACTUAL
    assert only(rows, "AID").factuality is not Factuality.ACTUAL


def test_a_reader_of_the_row_learns_what_was_doubtful(code: Code) -> None:
    row = only(code("The town was shelled."), "ASSAULT")
    assert row.confidence is not Confidence.HIGH
    assert "no source" in row.reason


def test_speech_without_a_speaker_gives_no_event(code: Code) -> None:
    assert not [row for row in code("The plan was criticised.") if row.type == "ACCUSE"]


def test_ids_count_in_text_order(code: Code) -> None:
    rows = code("Norway praised Chad. Gunmen attacked a village. Ghana met Togo.")
    assert [row.id for row in rows] == [f"e{i + 1}" for i in range(len(rows))]
    starts = [row.predicate.start for row in rows]
    assert starts == sorted(starts)


def test_a_deal_that_a_meeting_struck_is_of_those_who_met(code: Code) -> None:
    deal = only(
        code(
            "Negotiators of the rebels met with government envoys in Oslo. The talks struck a deal for the release of "
            "the journalist Ann Orle as well as the remains of four foreigners."
        ),
        "AGREE",
    )
    assert names(deal.source) == ["Negotiators of the rebels", "government envoys"]
    assert {(a.effect, a.count, a.dead) for a in deal.affected} >= {(Effect.RELEASED, 4, True)}
    assert any("Ann Orle" in name for a in deal.affected for name in a.names)
    storm = code("Negotiators of the rebels met with government envoys in Oslo. The storm struck a deal.")
    assert not [row for row in storm if row.type == "AGREE"]


def test_blame_on_a_party_is_a_row_whoever_blames_it(code: Code) -> None:
    blamed = only(code("The Syrian government faced accusations of torture on Monday."), "ACCUSE")
    assert (names(blamed.source), names(blamed.target)) == ([], ["The Syrian government"])
    assert blamed.confidence is not Confidence.HIGH
    assert not [row for row in code("The singer faced accusations of theft.") if row.type == "ACCUSE"]


def test_those_who_punish_blame(code: Code) -> None:
    blame = only(code("The army executed eight men accused of spying."), "ACCUSE")
    assert (names(blame.source), names(blame.target)) == (["The army"], ["eight men"])


@pytest.mark.parametrize(
    "text",
    [
        "The Israeli army's attack on the village has sparked calls for an inquiry.",
        "Israeli forces shelled the school on Monday. The attack has prompted calls for an inquiry.",
    ],
)
def test_demands_of_nobody_named_are_of_those_whose_deed_brought_them_about(code: Code, text: str) -> None:
    row = only(code(text), "REQUEST")
    assert row.source == ()
    assert [name.split()[1] for name in names(row.target)][:1] in (["Israeli"], ["forces"])


def test_demands_that_no_deed_brought_about_are_no_rows(code: Code) -> None:
    assert not code("Higher prices have sparked calls for new elections.")


def test_what_is_said_to_be_no_deed_is_none(code: Code) -> None:
    for text in (
        "Senator Ala Dorn defended the tax on Monday.",
        "Canada helps us plan for the winter.",
        "Mali called him a fool.",
        "Norway spoke to reporters on Monday.",
    ):
        assert not code(text), text


def test_whom_strikes_are_against_may_stand_further_on(code: Code) -> None:
    row = only(
        code("The Israeli army conducted two strikes with jets and drones against Hamas in Gaza."), "ASSAULT"
    )
    assert "Hamas" in names(row.target)


@pytest.mark.parametrize(
    "text",
    [
        "The rebels shelled it on Sunday.",
        "The two governments blamed each other for the breakdown.",
        "Kenya began a campaign to overthrow the president.",
        "The general told Reuters that the road was open.",
        "The minister warned that prices could rise.",
        "Kenya said the deaths should be investigated.",
        "The mayor slashed the budget of the port.",
        "Kenya is ready to go.",
        "The club was surrounded by members of the party.",
    ],
)
def test_no_row_where_an_end_is_lost_or_the_word_means_something_else(code: Code, text: str) -> None:
    assert code(text) == ()


def test_whom_an_operation_aims_at(code: Code) -> None:
    row = only(code("The army has begun an offensive to recapture Gao."), "ASSAULT")
    assert names(row.source) == ["The army"]
    assert names(row.target) == ["Gao"]


def test_who_is_taken_hostage(code: Code) -> None:
    row = only(code("Three sailors were taken hostage by pirates near Gao."), "ASSAULT")
    assert (names(row.source), names(row.target)) == (["pirates"], ["Three sailors"])


def test_a_promise_is_to_whom_it_is_made(code: Code) -> None:
    row = only(code("Kenya promised Chad to rebuild the port of Mombasa."), "AGREE")
    assert names(row.target) == ["Chad"]


def test_who_must_do_it_is_asked(code: Code) -> None:
    row = only(code("Kenya said Uganda must leave Gulu."), "REQUEST")
    assert names(row.target) == ["Uganda"]


def test_on_whom_pressure_is_put(code: Code) -> None:
    row = only(code("Kenya put pressure on Uganda from several sides."), "REQUEST")
    assert names(row.target) == ["Uganda"]


def test_who_is_backed_before_the_main_clause(code: Code) -> None:
    row = only(code("Backed by Kenyan tanks, the fighters attacked the militia."), "SUPPORT")
    assert names(row.target) == ["the fighters"]


def test_missiles_into_the_sea_are_a_show_of_arms(code: Code) -> None:
    assert [row.type for row in code("North Korea fired two missiles into the sea of Ross.")] == ["MOBILIZE"]


def test_no_court_does_nothing(code: Code) -> None:
    assert code("No court has tried to prosecute the militia.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Four villagers were killed in a raid conducted by the army.",
        "Four villagers were killed in an airstrike launched by the army.",
        "Four villagers were killed when the army shelled the town.",
    ],
)
def test_who_did_that_in_which_somebody_was_killed(code: Code, text: str) -> None:
    row = next(row for row in code(text) if row.predicate.text == "killed")
    assert names(row.source) == ["the army"]


@pytest.mark.parametrize(
    "text",
    [
        "The union rejected the offer in Ghana.",
        "Kenya's government opposed the plan in South Sudan.",
        "The minister promised to reform the Sudanese laws.",
    ],
)
def test_where_and_about_whom_something_is_said_is_no_side(code: Code, text: str) -> None:
    assert all(not row.target for row in code(text))


def test_whose_plan_is_accepted_is_a_side(code: Code) -> None:
    assert names(only(code("Kenya rejected a Sudanese proposal."), "REJECT").target) == ["Sudan"]


def test_who_is_found_guilty_suffers_it(code: Code) -> None:
    assert all(not row.source for row in code("The governor was found guilty of spying."))


def test_ties_between_two_are_of_both(code: Code) -> None:
    row = only(code("The panel is investigating contacts between Ghana and Sudan."), "ACCUSE")
    assert names(row.target) == ["Ghana", "Sudan"]


@pytest.mark.parametrize(
    "text",
    ["Iranians visited Russia on tourist visas.", "Protesters ousted the president of Ghana."],
)
def test_journeys_without_office_and_falls_without_arms_are_no_rows(code: Code, text: str) -> None:
    assert not code(text)


def test_to_be_a_danger_is_no_threat(code: Code) -> None:
    assert not code("The new presidency poses a threat to Ghana.")
    assert code("The militia issued a threat to Ghana.")


def test_a_place_won_back_is_taken_from_those_who_held_it(code: Code) -> None:
    rows = code("The Taliban took Herat in May. Afghan troops have been trying to retake the city since.")
    (row,) = [row for row in rows if row.predicate.text == "retake"]
    assert names(row.target) == ["Taliban"]


def test_a_meeting_is_of_both_sides_whoever_is_the_subject(code: Code) -> None:
    row = only(code("The Kenyan president met the Chadian foreign minister in Nairobi."), "CONSULT")
    assert len(row.source) == 2
    assert not row.target


@pytest.mark.parametrize(
    "text",
    [
        "Kenya refused to fight in the war.",
        "The Kenyan president promised better roads.",
        "Kenyan generals plan to attack the island.",
        "The Kenyan delegation ignored the weather.",
    ],
)
def test_what_is_done_to_somebody_needs_somebody(code: Code, text: str) -> None:
    assert not {row.type for row in code(text)} & {"REJECT", "AGREE", "THREATEN"}


def test_forces_are_supported_with_more_than_words(code: Code) -> None:
    row = only(code("Kenyan troops have supported the Somali army."), "AID")
    assert row.mode == "military"


def test_what_is_called_for_may_make_a_row_without_anybody_asked(code: Code) -> None:
    assert [row.type for row in code("Kenya called for the release of the prisoners.")] == ["REQUEST"]
    assert code("Kenya called for better roads.") == ()
