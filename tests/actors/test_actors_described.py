"""What a report says of somebody in other places than right beside the name, and words that name nobody."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from parley import actors as actors_step
from parley.actors import Actors
from parley.language import Document
from parley.records import Actor, Confidence


@pytest.fixture(scope="module")
def read(parsed: Callable[[str], Document]) -> Callable[[str], Actors]:
    gazetteer = actors_step.load()

    def of(text: str) -> Actors:
        return actors_step.find(parsed(text), (), gazetteer, datetime.date(2016, 10, 1))

    return of


def holder(found: Actors, words: str) -> Actor:
    (actor,) = {a.id: a for a in found.actors for m in a.mentions if m.span.text == words}.values()
    return actor


def mentioned(found: Actors) -> set[str]:
    return {m.span.text for a in found.actors for m in a.mentions}


@pytest.mark.parametrize(
    ("text", "name", "country", "sectors"),
    [
        (
            "Jon Orne, a political analyst close to the ministry, told reporters so.",
            "Jon Orne",
            None,
            ("CVL",),
        ),
        (
            "Ana Orne is a Romanian freelance photographer and reporter who lives in Graz.",
            "Ana Orne",
            "ROU",
            ("JRN",),
        ),
        ("Jon Orne spoke. He is a British lawyer.", "Jon Orne", "GBR", ("CVL",)),
        ("“It matters,” said Amsterdam resident Ana Orne.", "Ana Orne", "NLD", ("CVL",)),
        ("Ana Orne, a 47-year-old trader from Wuhan, arrived.", "Ana Orne", "CHN", ("BUS",)),
        (
            "Ana Orne, a University of Oregon physics professor, sits on the board.",
            "Ana Orne",
            "USA",
            ("EDU",),
        ),
        ("Jon Orne, one of the escaped civilians, wept.", "Jon Orne", None, ("CVL",)),
        (
            "Ana Orne, a visiting research fellow with the Brookings Institution, said no.",
            "Ana Orne",
            "USA",
            ("EDU",),
        ),
        ("Jordanian planning minister, Imad Orne, said the plan was good.", "Imad Orne", "JOR", ("GOV",)),
        ("Jon Orne, who runs the NRA's lobbying arm, says so.", "Jon Orne", "USA", ("NGO",)),
        ("Ana Orne, who is a farmer, said no.", "Ana Orne", None, ("AGR",)),
        ("Police held a man identified as Jon Orne.", "Jon Orne", None, ("CVL",)),
        ("Representative Jon Orne, Democrat of Vermont, said no.", "Jon Orne", "USA", ("LEG",)),
        ("Jon Orne, director of Orne Holdings, resigned.", "Orne Holdings", None, ("BUS",)),
        ("The Boston Tribune reported it.", "Boston Tribune", "USA", ("JRN",)),
    ],
)
def test_a_name_takes_what_is_said_of_it(
    read: Callable[[str], Actors], text: str, name: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    actor = holder(read(text), name)
    assert (actor.country, actor.sectors) == (country, sectors)


@pytest.mark.parametrize(
    "text",
    [
        "Jon Orne is not a British lawyer.",
        "Jon Orne may be a British lawyer.",
        "Jon Orne, whose brother is a lawyer, spoke.",
    ],
)
def test_what_is_not_said_of_somebody_gives_nothing(read: Callable[[str], Actors], text: str) -> None:
    actor = holder(read(text), "Jon Orne")
    assert (actor.country, actor.sectors) == (None, ())


def test_two_halves_of_a_name_are_one_person(read: Callable[[str], Actors]) -> None:
    assert "Peter Moum Orne" in mentioned(
        read("Kenya's deputy UN ambassador, Peter Moum Orne, said the government was right.")
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He drove a black Orna. The Orna tax was cut.", "Orna"),
        ("They left for Wichell. The road to Wichell was shut.", "Wichell"),
        ("The Trans-Orne Partnership was signed in May.", "Trans-Orne Partnership"),
        ("She wrote the letter in Russian.", "Russian"),
        ("His opposition to the plan grew.", "His opposition"),
        ("He ran for president twice.", "president"),
        ("It is a failed state.", "a failed state"),
        ("His mission failed.", "His mission"),
    ],
)
def test_what_never_acts_is_no_mention(read: Callable[[str], Actors], text: str, words: str) -> None:
    assert words not in mentioned(read(text))


@pytest.mark.parametrize(
    ("text", "words", "country", "sectors"),
    [
        ("A group of reporters waited outside.", "A group of reporters", None, ("JRN",)),
        ("A team of French doctors came.", "A team of French doctors", "FRA", ("MED",)),
        ("Muslim countries objected.", "Muslim countries", None, ()),
    ],
)
def test_a_phrase_is_what_its_words_say(
    read: Callable[[str], Actors], text: str, words: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    actor = holder(read(text), words)
    assert (actor.country, actor.sectors) == (country, sectors)


def test_a_name_of_nothing_known_is_lent_the_state_of_the_report(read: Callable[[str], Actors]) -> None:
    found = read(
        "Kenyan police came to Nairobi. Kenya's government and the Kenyan army agreed. Kenya waited. "
        "Ana Orne said she saw them. Kenyan officials left."
    )
    actor = holder(found, "Ana Orne")
    assert (actor.country, actor.sectors, actor.confidence) == ("KEN", ("CVL",), Confidence.LOW)


def test_a_lapsed_office_gives_way(read: Callable[[str], Actors]) -> None:
    actor = holder(read("Ana Sol is a former minister of Kenya."), "Ana Sol")
    assert (actor.country, actor.sectors) == ("KEN", ("CVL",))


def test_who_is_in_office_stays_so_whatever_the_phrase_says_of_the_past(
    read: Callable[[str], Actors],
) -> None:
    found = read("John Kerry, a former prosecutor close to the family, said no. Kerry left.")
    assert holder(found, "Kerry").sectors == ("GOV",)


@pytest.mark.parametrize(
    ("text", "words", "country", "sectors"),
    [
        ("Two former ministers of Kenya met.", "Two former ministers of Kenya", "KEN", ("CVL",)),
        ("Current and former governors in Texas met.", "Current and former governors", "USA", ("GOV",)),
        ("The new secretary of defence spoke.", "The new secretary", None, ("GOV",)),
        ("Talks among the Libyan parties began.", "the Libyan parties", "LBY", ()),
        ("Talks among Libyan opposition parties began.", "Libyan opposition parties", "LBY", ("OPP",)),
        ("Several Kosovo Serbs left.", "Several Kosovo Serbs", "XKX", ("CVL",)),
        ("Turkish Cypriots voted.", "Turkish Cypriots", "CYP", ("CVL",)),
        ("The Ulster Unionists left.", "Ulster Unionists", "GBR", ("PTY",)),
    ],
)
def test_what_words_beside_a_noun_change(
    read: Callable[[str], Actors], text: str, words: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    actor = holder(read(text), words)
    assert (actor.country, actor.sectors) == (country, sectors)


def test_a_delegate_of_a_candidate_is_of_the_party(read: Callable[[str], Actors]) -> None:
    assert holder(read("Jon Orne, a Sanders delegate, booed."), "Jon Orne").sectors == ("PTY",)


def test_a_campaigner_for_a_body_is_of_it(read: Callable[[str], Actors]) -> None:
    found = read("Ben Orne, a campaigner for Greenpeace, left.")
    assert holder(found, "Ben Orne").sectors == ("NGO",)


def test_against_whom_somebody_is_does_not_act(read: Callable[[str], Actors]) -> None:
    assert not {"Anti-Merkel", "anti-Angela Merkel"} & mentioned(read("An anti-Angela Merkel group marched."))
    assert "Anti-Defamation League" in mentioned(read("The Anti-Defamation League sued."))


def test_states_of_a_union_are_not_the_union(read: Callable[[str], Actors]) -> None:
    found = read("People vote in States like Ohio.")
    assert "United States" not in {a.name for a in found.actors}


def test_a_nerve_agent_is_nobody(read: Callable[[str], Actors]) -> None:
    assert "The nerve agent" not in mentioned(read("The nerve agent was found."))


def test_residents_and_unions_have_the_state_of_the_report(read: Callable[[str], Actors]) -> None:
    found = read(
        "Kenyan police came to Nairobi. Kenya's government and the Kenyan army agreed. Kenya waited. "
        "Residents fled. The union called a strike. Victims wept."
    )
    assert holder(found, "Residents").country == "KEN"
    assert holder(found, "The union").country == "KEN"
    assert holder(found, "Victims").country is None
