from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from parley import actors as actors_step
from parley.actors import Actors
from parley.language import Document
from parley.records import Actor, Confidence


@pytest.fixture(scope="module")
def read(parsed: Callable[[str], Document]) -> Callable[..., Actors]:
    gazetteer = actors_step.load()

    def of(text: str, day: datetime.date = datetime.date(2016, 10, 1)) -> Actors:
        return actors_step.find(parsed(text), (), gazetteer, day)

    return of


def holder(found: Actors, words: str) -> Actor:
    """The actor of the mention with these words."""
    (actor,) = {a.id: a for a in found.actors for m in a.mentions if m.span.text == words}.values()
    return actor


@pytest.mark.parametrize(
    ("text", "words", "country", "sectors"),
    [
        ("Rupert Kolm, spokesman for the UN envoy, declined.", "Rupert Kolm", None, ("IGO",)),
        ("Iraqi forces took the town.", "Iraqi forces", "IRQ", ("MIL",)),
        ("The frigate left with USS Halden on Monday.", "USS Halden", "USA", ("MIL",)),
        ("Basra police fired on the crowd.", "Basra police", "IRQ", ("COP",)),
        ("The governor of Ohio answered.", "The governor of Ohio", "USA", ("GOV",)),
        ("Former New York Gov. Ida Pell spoke.", "Ida Pell", "USA", ("CVL",)),
        ("Sen. Ana Pell (D-Va.) spoke.", "Ana Pell", "USA", ("LEG",)),
        (
            "Minister Kolm praised the Government of Iraq's gains.",
            "the Government of Iraq",
            "IRQ",
            ("GOV",),
        ),
        ("The 3rd Fighter Wing flew at dawn.", "The 3rd Fighter Wing", None, ("MIL",)),
        ("European leaders met in Riga.", "European leaders", None, ("GOV",)),
        ("Hillary Clinton's top aides were silent.", "Hillary Clinton's top aides", "USA", ("PTY",)),
        ("All parties must keep the ceasefire.", "All parties", None, ()),
        ("Esther Trump opened the fair.", "Esther Trump", None, ()),
        ("The Assad regime denied it.", "The Assad regime", "SYR", ("GOV",)),
    ],
)
def test_codes_of_a_phrase(
    read: Callable[..., Actors], text: str, words: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    actor = holder(read(text), words)
    assert (actor.country, actor.sectors) == (country, sectors)


@pytest.mark.parametrize(
    "text",
    [
        "The suspects were brought to justice.",
        "He shook his head at the door.",
        "The bomb fell in the town of Azhar.",
        "They agreed to join Exercise Calm Heron in May.",
    ],
)
def test_things_are_no_actors(read: Callable[..., Actors], text: str) -> None:
    said = {m.span.text for a in read(text).actors for m in a.mentions}
    assert not said & {"justice", "his head", "head", "Azhar", "Exercise Calm Heron", "Calm Heron"}


def test_what_a_coalition_is_against_gives_it_nothing(read: Callable[..., Actors]) -> None:
    found = read("Islamic State fled. The counter-ISIL coalition struck again.")
    assert holder(found, "The counter-ISIL coalition").sectors == ("IGO", "MIL")


def test_a_short_name_counts_only_beside_the_other(read: Callable[..., Actors]) -> None:
    with_it = read("Islamic State fled the town. The Coalition struck again.")
    assert holder(with_it, "Coalition").entry == "global-coalition-against-islamic-state"
    without = read("Labour lost the vote. The Coalition won by nine seats.")
    assert all(a.entry != "global-coalition-against-islamic-state" for a in without.actors)


def test_a_surname_is_who_is_in_office_where_the_report_is_about(read: Callable[..., Actors]) -> None:
    found = read("Canada protested. Harper will fly to Ottawa.", datetime.date(2010, 5, 1))
    assert holder(found, "Harper").entry == "stephen-harper"
    later = read("Canada protested. Harper will fly to Ottawa.", datetime.date(2020, 5, 1))
    assert all(a.entry != "stephen-harper" for a in later.actors)


def test_an_office_not_yet_held_gives_no_sector(read: Callable[..., Actors]) -> None:
    macron = holder(read("Emmanuel Macron spoke.", datetime.date(2009, 5, 1)), "Emmanuel Macron")
    assert (macron.country, macron.sectors, macron.role) == ("FRA", (), None)


def test_the_state_of_a_report_is_lent_with_low_confidence(read: Callable[..., Actors]) -> None:
    text = "Kenya mourned. Kenya's president spoke. Kenya closed its schools. Kenyan police searched. "
    court = holder(read(text + "The Supreme Court sat."), "Supreme Court")
    assert (court.country, court.confidence) == ("KEN", Confidence.LOW)
    assert "lent by the report" in court.reason
    alone = holder(read("Kenya mourned. Norway wrote. The Supreme Court sat."), "Supreme Court")
    assert alone.country is None


def test_an_organ_of_another_state_is_not_ours(read: Callable[..., Actors]) -> None:
    found = read("The Kenyan Justice Department spoke. The Justice Department gave no date.")
    assert {a.country for a in found.actors if "Justice" in a.name} == {"KEN"}


def test_it_is_what_the_clause_hangs_on(read: Callable[..., Actors]) -> None:
    found = read("The United States opposes Hamas and the fear it spreads.")
    assert holder(found, "it").name == "Hamas"


def test_somebody_of_the_name_of_a_later_official(read: Callable[..., Actors]) -> None:
    other = holder(read("Emmanuel Macron taught in a school.", datetime.date(2002, 5, 1)), "Emmanuel Macron")
    assert (other.country, other.role) == (None, None)


def test_administrations_in_quotation_marks(read: Callable[..., Actors]) -> None:
    found = read(
        "“The Obama administration may offer to speed it up,” Orlov said.", datetime.date(2012, 5, 1)
    )
    assert holder(found, "The Obama administration").country == "USA"


def test_whom_a_state_sends_to_a_body_of_states(read: Callable[..., Actors]) -> None:
    found = read("Myanmar's UN envoy rejected it. A UN envoy came.", datetime.date(2012, 5, 1))
    sent, other = holder(found, "Myanmar's UN envoy"), holder(found, "A UN envoy")
    assert (sent.country, sent.sectors) == ("MMR", ("GOV",))
    assert (other.country, other.sectors) == (None, ("IGO",))


def test_descriptions_get_the_state_that_the_report_tells(read: Callable[..., Actors]) -> None:
    found = read("Kenya mourned on Monday. The government called for calm. Kenyan police searched the town.")
    government = holder(found, "The government")
    assert (government.country, government.sectors, government.confidence) == (
        "KEN",
        ("GOV",),
        Confidence.LOW,
    )
    two = read("Kenya wrote to Norway. The government had called for calm.")
    assert holder(two, "The government").country is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kenya mourned. Kenya closed its schools. Foreign ministers gathered.", "Foreign ministers"),
        ("Kenya mourned. Kenya closed its schools. Repressive regimes applauded.", "Repressive regimes"),
        ("Kenya mourned. Kenya closed its schools. The diplomats dined.", "The diplomats"),
    ],
)
def test_those_of_no_one_state_are_lent_none(read: Callable[..., Actors], text: str, words: str) -> None:
    assert holder(read(text), words).country is None


def test_one_side_of_a_conflict_is_of_the_state_it_is_fought_in(read: Callable[..., Actors]) -> None:
    text = "Kenya mourned. Kenya's president spoke. Kenya closed its schools. Kenyan police searched. "
    assert holder(read(text + "The rebels withdrew."), "The rebels").country == "KEN"


def test_named_persons_without_an_office(read: Callable[..., Actors]) -> None:
    text = "Kenya mourned. Kenya's president spoke. Kenya closed its schools. Kenyan police searched. "
    baker = holder(read(text + "Ana Orne, a baker, wept."), "Ana Orne")
    assert (baker.country, baker.sectors, baker.confidence) == ("KEN", ("LAB",), Confidence.LOW)
    assert holder(read(text + "Ana Orne, an analyst, wrote."), "Ana Orne").country is None


def test_forces_of_the_coalition(read: Callable[..., Actors]) -> None:
    found = read("Islamic State fled the town. Coalition advisers watched. Ten coalition troops were hurt.")
    assert holder(found, "Coalition advisers").sectors == ("IGO", "MIL")
    assert holder(found, "Ten coalition troops").sectors == ("IGO", "MIL")


@pytest.mark.parametrize(
    ("text", "words", "country", "sectors"),
    [
        ("Islamic State terrorists burnt the mill.", "Islamic State terrorists", None, ("REB", "IMG")),
        (
            "An Islamic State commander in Basra was shot.",
            "An Islamic State commander",
            None,
            ("REB", "IMG"),
        ),
        ("Petty Officer Ida Pell was hurt.", "Ida Pell", None, ("MIL",)),
        ("The planning minister, Ana Sol, resigned.", "Ana Sol", None, ("GOV",)),
        ("Ana Sol, 43, a nurse from Nairobi, left.", "Ana Sol", "KEN", ("MED",)),
        ("Ida Kolm, a Nairobi-based lawyer, spoke.", "Ida Kolm", "KEN", ("CVL",)),
        ("Private Jon Pell, 22, of Orne, Texas, died.", "Jon Pell", "USA", ("MIL",)),
        ("Ana Sol, a past president of the Orne Bakers' Association, spoke.", "Ana Sol", None, ()),
        ("Her uncle, Jon Pell, wept.", "Jon Pell", None, ("CVL",)),
    ],
)
def test_codes_of_phrases(
    read: Callable[..., Actors], text: str, words: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    actor = holder(read(text), words)
    assert (actor.country, actor.sectors) == (country, sectors)


def test_divisions_and_parties_that_are_no_bodies(read: Callable[..., Actors]) -> None:
    found = read("Sectarian divisions grew. The mill is not a party to the dispute.")
    assert not any(
        m.span.text in ("Sectarian divisions", "a party") for a in found.actors for m in a.mentions
    )


def test_fame_without_an_office_makes_no_surname_clear(read: Callable[..., Actors]) -> None:
    found = read("The United States mourned. Buffett wrote a letter.")
    assert all(a.entry != "warren-buffett" for a in found.actors)


def test_a_hall_with_a_company_s_name_is_not_the_company(read: Callable[..., Actors]) -> None:
    found = read("Thousands cheered in the Siemens Arena on Monday.")
    assert all(a.entry != "siemens" for a in found.actors)
