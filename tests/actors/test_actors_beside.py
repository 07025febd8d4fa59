"""What stands beside a name or is owned by somebody, and names that name nobody."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from parley import actors as actors_step
from parley.actors import Actors, Gazetteer
from parley.language import Document
from parley.records import Actor

DAY = datetime.date(2017, 3, 10)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return actors_step.load()


@pytest.fixture
def read(parsed: Callable[[str], Document], gazetteer: Gazetteer) -> Callable[[str], Actors]:
    def of(text: str) -> Actors:
        return actors_step.find(parsed(text), (), gazetteer, DAY)

    return of


def holder(found: Actors, words: str) -> Actor:
    """The actor that has a mention of exactly these words."""
    (actor,) = {a.id: a for a in found.actors if any(m.span.text == words for m in a.mentions)}.values()
    return actor


def codes(actor: Actor) -> tuple[str | None, tuple[str, ...]]:
    return actor.country, actor.sectors


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "Ilnur Orvik, an adviser to the Turkish president, said that Ankara will act.",
            "Ilnur Orvik",
            ("TUR", ("GOV",)),
        ),
        (
            "Sergei Rodski, Head of the Russian General Staff's Main Operations Department, said so.",
            "Sergei Rodski",
            ("RUS", ("MIL",)),
        ),
        (
            "Colonel Joseph Sorne, a spokesman for the US-led command in Baghdad, said that it had begun.",
            "Joseph Sorne",
            ("USA", ("MIL",)),
        ),
        (
            "A Kenyan army spokesman, Colonel Paul Njogu, said rebels attacked the base.",
            "Paul Njogu",
            ("KEN", ("MIL",)),
        ),
        ("Kenyan ambassador to the UN Paul Njogu spoke.", "Paul Njogu", ("KEN", ("GOV",))),
        (
            "Kenya's envoy to international bodies in Geneva Alexei Petrov said talks would go on.",
            "Alexei Petrov",
            ("KEN", ("GOV",)),
        ),
        ("Al Jazeera's Natasha Gome spoke.", "Natasha Gome", ("QAT", ("JRN",))),
    ],
)
def test_offices_and_bodies_beside_a_person(
    read: Callable[[str], Actors], text: str, name: str, expected: tuple[str | None, tuple[str, ...]]
) -> None:
    assert codes(holder(read(text), name)) == expected


def test_a_noun_beside_a_bodys_name_says_what_it_is(read: Callable[[str], Actors]) -> None:
    found = read(
        "The rebel group Orne Front attacked. The monitoring group Orne Watch said the group had fled."
    )
    assert holder(found, "Orne Front").sectors == ("REB",)
    watch = holder(found, "Orne Watch")
    assert watch.sectors == ("NGO",)
    assert "the group" in [m.span.text for m in watch.mentions]
    assert holder(read("The news agency Interorn reported."), "Interorn").sectors == ("JRN",)
    assert holder(read("The news agency Tass reported."), "Tass").country == "RUS"


def test_phrases_have_what_their_owners_have(read: Callable[[str], Actors]) -> None:
    found = read("Turkey said the country's army had crossed. The army's spokesman said 5 soldiers died.")
    assert codes(holder(found, "the country's army")) == ("TUR", ("MIL",))
    assert codes(holder(found, "The army's spokesman")) == ("TUR", ("MIL",))
    fleet = read(
        "Russian Baltic Fleet crews fired. The Baltic Fleet's spokesman said the fleet had done well."
    )
    assert codes(holder(fleet, "The Baltic Fleet's spokesman")) == ("RUS", ("MIL",))
    assert holder(fleet, "the fleet").country == "RUS"


def test_whom_others_follow_back_or_rival(read: Callable[[str], Actors]) -> None:
    found = read("Forces loyal to Haftar attacked a rival of the army.")
    assert codes(holder(found, "Forces")) == ("LBY", ("REB",))
    assert holder(found, "a rival of the army").sectors == ()
    backed = read("The Saudi-backed government of President Hadi fled.")
    assert all(a.country != "SAU" for a in backed.actors if a.sectors)
    assert codes(holder(read("Assad's supporters marched."), "Assad's supporters")) == ("SYR", ("CVL",))


def test_what_stands_alone(read: Callable[[str], Actors]) -> None:
    assert holder(read("Two officials met."), "Two officials").sectors == ("GOV",)
    assert holder(read("Club officials met."), "Club officials").sectors == ()
    assert holder(read("A UN official in Iraq spoke."), "A UN official in Iraq").country is None
    assert not read("Long-range bombers approached.").actors


def test_nations_of_a_state_keep_their_names(read: Callable[[str], Actors]) -> None:
    scotland = holder(read("Scotland voted to stay."), "Scotland")
    assert (scotland.name, scotland.country) == ("Scotland", "GBR")


@pytest.mark.parametrize(
    "text",
    [
        "MOMBASA, February 7. Police met on Jan. 28.",
        "Send Whatsapp Tumblr linkedin. The Terminal High Altitude Area Defense came after Brexit.",
        "OPINION: What the war means.",
    ],
)
def test_places_days_and_words_of_web_pages_are_no_names(read: Callable[[str], Actors], text: str) -> None:
    names = {a.name for a in read(text).actors}
    assert not names & {"MOMBASA", "Jan.", "Whatsapp Tumblr", "Brexit", "OPINION"}
    assert not any("Defense" in name for name in names)


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ('Ken Orr spoke to Ana Sol. "He is doing a great job," Sol said.', "He", "Ken Orr"),
        ('Ana Sol met Paul Orr. "I knew Orr well," he said.', "he", None),
        (
            "Trump left Paris. Following his meeting with Sergey Lavrov, Tillerson spoke.",
            "his",
            "Rex Tillerson",
        ),
        (
            "Mary Orr spoke. A woman from Nairobi was shot and killed as she walked home.",
            "she",
            "A woman from Nairobi",
        ),
        ("Police watched the gunmen and their families.", "their", "the gunmen"),
        ("Xi Jinping spoke. Trump and his administration agreed.", "his", "Donald Trump"),
        ("Kenya closed the camp. Later the battle reached its end.", "its", None),
        ("Norway met Kenya. They agreed.", "They", None),
    ],
)
def test_whom_a_pronoun_takes_up(
    read: Callable[[str], Actors], text: str, word: str, name: str | None
) -> None:
    found = read(text)
    linked = [a.name for a in found.actors if any(m.span.text == word for m in a.mentions)]
    if name is None:
        assert not {"Kenya", "Norway", "Paul Orr"} & set(linked)
    else:
        assert linked == [name]


def test_they_are_all_that_are_joined(read: Callable[[str], Actors]) -> None:
    found = read("Trump and Abe met in Florida, and they agreed.")
    linked = {a.name for a in found.actors if any(m.span.text == "they" for m in a.mentions)}
    assert linked == {"Donald Trump", "Shinzo Abe"}


def test_an_office_takes_up_who_holds_one_like_it(read: Callable[[str], Actors]) -> None:
    found = read(
        "The Kenyan envoy to the talks, Paul Njogu, met rebels. The diplomat said there was no deal."
    )
    assert holder(found, "The diplomat").name == "Paul Njogu"
    assert holder(found, "Paul Njogu").country == "KEN"
    there = read("Russian Defense Minister Sergei Shoigu met his Kenyan counterpart, Paul Njogu.")
    assert codes(holder(there, "Paul Njogu")) == ("KEN", ("GOV",))


def test_whose_byline_it_is_draws_no_pronoun(read: Callable[[str], Actors]) -> None:
    found = read("By Paul Njogu\n\nJohn Orr spoke in Nairobi. He said the army had fled.")
    assert holder(found, "He").name == "John Orr"
    alone = read("Author: Paul Njogu\n\nPolice searched a house. He had fled.")
    assert not any(m.span.text == "He" for a in alone.actors for m in a.mentions)


def test_the_post_is_not_its_holder(read: Callable[[str], Actors]) -> None:
    found = read("In his ten years as president, John Orr saw two wars.")
    assert all(m.span.text != "president" for a in found.actors for m in a.mentions)


def test_two_sides_are_two_set_beside_each_other(read: Callable[[str], Actors]) -> None:
    found = read(
        "Sudan and Chad signed it. The envoy of Mali spoke. The two countries will exchange prisoners."
    )
    said = [a.name for a in found.actors if any(m.span.text == "The two countries" for m in a.mentions)]
    assert said == ["Sudan", "Chad"]
    lost = read("Sudan, Chad, Mali and Niger met. The two sides went on.")
    assert holder(lost, "The two sides").country is None


def test_a_member_of_a_party_is_no_party(read: Callable[[str], Actors]) -> None:
    found = read("Senator Ana Sol voted against. The Republican said the plan was wrong.")
    assert holder(found, "The Republican").name == "Ana Sol"
    assert "Democrat" not in [
        m.span.text for a in read("The Social Democrat said so.").actors for m in a.mentions
    ]
    assert holder(read("Republican senators agreed."), "Republican").name == "Republican Party"


def test_what_somebody_is_said_to_be(read: Callable[[str], Actors]) -> None:
    found = read("Kenya is a key member of the bloc. Ana Sol is a leader in the field.")
    assert holder(found, "a key member").country == "KEN"
    assert holder(found, "a leader").name == "Ana Sol"


def test_phrases_end_where_others_begin(read: Callable[[str], Actors]) -> None:
    dated = read("VELDOR - Kenya's main opposition group refused.")
    assert holder(dated, "Kenya's main opposition group").country == "KEN"
    headed = read("He had taken office Officials said the talks had failed.")
    assert holder(headed, "Officials").sectors == ("GOV",)
    assert holder(read("The far-right party won."), "The far-right party").sectors == ("PTY",)
    listed = read("She met the British, Korean, Indian and German ambassadors.")
    assert holder(listed, "Indian").country == "IND"
    assert holder(listed, "Indian").sectors == ()
