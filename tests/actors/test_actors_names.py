from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from parley import actors as actors_step
from parley.actors import Actors, aliases
from parley.language import Document
from parley.records import ActorKind, MentionKind


@pytest.fixture(scope="module")
def read(parsed: Callable[[str], Document]) -> Callable[[str], Actors]:
    gazetteer = actors_step.load()
    return lambda text: actors_step.find(parsed(text), (), gazetteer, datetime.date(2025, 10, 15))


def chain(found: Actors, name: str) -> list[str]:
    (actor,) = [a for a in found.actors if a.name == name]
    return [m.span.text for m in actor.mentions if m.kind is not MentionKind.PRONOUN]


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        (
            "Secretary Cardwell invoked the act. The court asked whether the Secretary may do so.",
            "Cardwell",
            ["Cardwell", "the Secretary"],
        ),
        (
            "Judge Teresa Orne heard the case. Later Judge Orne left, and Ms. Orne did not speak.",
            "Teresa Orne",
            ["Teresa Orne", "Orne", "Orne"],
        ),
        (
            "Ruben Marchetti, director of the mint, resigned. Marchetti gave no reason.",
            "Ruben Marchetti",
            ["Ruben Marchetti", "director of the mint", "Marchetti"],
        ),
        (
            "Lydia Wannamaker arrived first. Ms Wannemaker said the talks were useful.",
            "Lydia Wannamaker",
            ["Lydia Wannamaker", "Wannemaker"],
        ),
        (
            "Donald John Trump spoke. The President of the United States thanked the guests.",
            "Donald Trump",
            ["Donald John Trump", "The President of the United States"],
        ),
        (
            "REMARKS BY MARTA VELLOSO\n\nMarta Velloso thanked the ministers. Velloso smiled.",
            "Marta Velloso",
            ["MARTA VELLOSO", "Marta Velloso", "Velloso"],
        ),
        (
            "Otto Brandel, 42, and his wife Hilda Brandel, 36, were released. Brandel thanked the mediators.",
            "Otto Brandel",
            ["Otto Brandel", "Brandel"],
        ),
    ],
)
def test_a_person_is_known_again(
    read: Callable[[str], Actors], text: str, name: str, mentions: list[str]
) -> None:
    assert chain(read(text), name) == mentions


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        (
            "Ana Velloso of the Mill Workers Union spoke. Velloso said the Mill Workers Union would strike.",
            "Mill Workers Union",
            ["Mill Workers Union", "Mill Workers Union"],
        ),
        (
            "The Dorvan Relief Fund sent flour, and the Dorvan Relief Fund of the North sent salt.",
            "Dorvan Relief Fund of the North",
            ["Dorvan Relief Fund", "Dorvan Relief Fund of the North"],
        ),
        (
            "The House voted on Tuesday. Members of the House had argued, and the house on the corner was empty.",
            "House",
            ["House", "House"],
        ),
        (
            "North Korea fired shells. Officials said the North had broken the truce.",
            "North Korea",
            ["North Korea", "North"],
        ),
        (
            "North Korea fired shells towards the coast. The wind came from the north.",
            "North Korea",
            ["North Korea"],
        ),
        (
            "The Kenyan Ministry of Health warned of cholera. The Ministry of Health has no nurses.",
            "Kenyan Ministry of Health",
            ["Kenyan Ministry of Health", "Ministry of Health"],
        ),
        (
            "CEFT called a strike. The Central European Federation of Tramwaymen has nine branches.",
            "Central European Federation of Tramwaymen",
            ["CEFT", "Central European Federation of Tramwaymen"],
        ),
    ],
)
def test_a_body_is_known_again(
    read: Callable[[str], Actors], text: str, name: str, mentions: list[str]
) -> None:
    assert chain(read(text), name) == mentions


def test_the_post_is_not_its_holder(read: Callable[[str], Actors]) -> None:
    found = read("Emmanuel Macron spoke first. The office of President of France is older than the party.")
    assert chain(found, "Emmanuel Macron") == ["Emmanuel Macron"]


@pytest.mark.parametrize(
    ("full", "short", "how"),
    [
        ("osk council of trade", "osk council", "begins like"),
        ("united osk congress", "congress", "ends like"),
        ("ministry of trade", "trade ministry", None),
        ("army of the coast", "army of the hills", None),
        ("standards of osk", "standards osk", "has the words of"),
    ],
)
def test_how_names_share(full: str, short: str, how: str | None) -> None:
    assert aliases.shares(full.split(), short.split(), known=False) == how


def test_a_name_of_the_gazetteer_is_not_shortened_to_its_start() -> None:
    assert aliases.shares(["united", "nations"], ["united"], known=True) is None


def test_names_with_apostrophes_of_the_gazetteer(read: Callable[[str], Actors]) -> None:
    found = read("The Korean People's Army conducted drills.")
    assert [(a.country, a.sectors) for a in found.actors] == [("PRK", ("MIL",))]


def test_persons_named_like_capitals(read: Callable[[str], Actors]) -> None:
    found = read("Roy London was injured. London was taken to hospital.")
    assert [a.country for a in found.actors if any(m.span.text == "London" for m in a.mentions)] == [None]


def test_names_of_places_and_headings_name_nobody(read: Callable[[str], Actors]) -> None:
    found = read("Ships crossed the Red Sea. Residents of Crimea left. Outlets of the mill were shut.")
    assert {m.span.text for a in found.actors for m in a.mentions} <= {"Residents", "Residents of Crimea"}


def test_persons_read_as_bodies(read: Callable[[str], Actors]) -> None:
    found = read("Army spokesman Sabah al-Orn told state TV. “No,” said Umar Velt, a rebel leader.")
    kinds = {a.name: a.kind for a in found.actors}
    assert kinds["Sabah al-Orn"] is ActorKind.PERSON
    assert kinds["Umar Velt"] is ActorKind.PERSON
