"""Who does what to whom, however the sentence is built."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parley.language import Document, conllu
from parley.propositions import ConditionKind, Embedding, Proposition, extract

Parsed = Callable[[str], Document]


def find(document: Document, key: str) -> Proposition:
    return next(p for p in extract(document) if key in p.keys)


def words(document: Document, proposition: Proposition, *roles: str) -> list[str]:
    return [document.words[t] for t in proposition.tokens(*roles)]


@pytest.mark.parametrize(
    ("text", "key", "agent", "patient"),
    [
        ("The army shelled the town.", "shell", ["army"], ["town"]),
        ("The town was shelled by the army.", "shell", ["army"], ["town"]),
        ("The town was shelled.", "shell", [], ["town"]),
        ("The army, which shelled the town, withdrew.", "shell", ["army"], ["town"]),
        ("Residents fled the town shelled by the army.", "shell", ["army"], ["town"]),
        ("Soldiers and policemen attacked a convoy.", "attack", ["Soldiers", "policemen"], ["convoy"]),
        ("The rebels attacked a convoy and killed two drivers.", "kill", ["rebels"], ["drivers"]),
        ("The rebels agreed to release the hostages.", "release", ["rebels"], ["hostages"]),
        ("The minister was forced to resign.", "resign", ["minister"], []),
        ("The envoys are expected to meet the rebels.", "meet", ["envoys"], ["rebels"]),
        ("The court ordered the army to free the prisoners.", "free", ["army"], ["prisoners"]),
        ("Police arrested a man accused of killing two guards.", "accuse of", [], ["man"]),
        ("The rebels carried out an attack on the port.", "attack on/n", ["rebels"], []),
        ("The convoy came under fire from gunmen.", "fire from/n", ["gunmen"], ["convoy"]),
        ("Israel's attack on the port failed.", "attack on/n", ["Israel"], []),
        (
            "The government welcomed the release of prisoners by the rebels.",
            "release of/n",
            ["rebels"],
            ["prisoners"],
        ),
    ],
)
def test_agent_and_patient(text: str, key: str, agent: list[str], patient: list[str], parsed: Parsed) -> None:
    document = parsed(text)
    proposition = find(document, key)
    assert words(document, proposition, "agent")[: len(agent) or None] == agent
    assert words(document, proposition, "patient")[: len(patient) or None] == patient


def test_prepositions_are_roles(parsed: Parsed) -> None:
    document = parsed("The president called on the rebels for a truce.")
    proposition = find(document, "call on")
    assert words(document, proposition, "on") == ["rebels"]


def test_a_light_verb_has_the_keys_of_both(parsed: Parsed) -> None:
    document = parsed("The minister held talks with the rebels.")
    proposition = find(document, "talk with/n")
    assert {"hold + talk with", "hold + talk", "talk/n"} <= set(proposition.keys)
    assert words(document, proposition, "agent", "with") == ["minister", "rebels"]
    assert len([p for p in extract(document) if "talk/n" in p.keys]) == 1


@pytest.mark.parametrize(
    ("text", "key", "negation"),
    [
        ("The rebels did not release the hostages.", "release", "not"),
        ("The rebels never attacked the port.", "attack", "never"),
        ("The rebels refused to release the hostages.", "release", "refuse"),
        ("The army failed to stop the attack.", "stop", "fail"),
        ("The rebels released the hostages.", "release", None),
    ],
)
def test_polarity(text: str, key: str, negation: str | None, parsed: Parsed) -> None:
    proposition = find(parsed(text), key)
    assert proposition.negation == negation
    assert proposition.negated is (negation is not None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The army will attack if the rebels refuse.", ConditionKind.IF),
        ("The army will attack unless the rebels leave.", ConditionKind.UNLESS),
        ("The army will stay until the rebels leave.", ConditionKind.UNTIL),
    ],
)
def test_conditions(text: str, kind: ConditionKind, parsed: Parsed) -> None:
    proposition = next(p for p in extract(parsed(text)) if p.modality == "will")
    assert [c.kind for c in proposition.conditions] == [kind]


def test_what_is_said_hangs_in_the_saying(parsed: Parsed) -> None:
    document = parsed("The minister said the army attacked the port.")
    saying, attack = find(document, "say"), find(document, "attack")
    assert (attack.parent, attack.embedding) == (saying.index, Embedding.COMPLEMENT)


def test_purpose_is_linked_both_ways(parsed: Parsed) -> None:
    document = parsed("The envoy travelled to the capital to meet the rebels.")
    travel, meeting = find(document, "travel"), find(document, "meet")
    assert meeting.parent == travel.index
    assert travel.purpose in (None, meeting.index)


GOLD = """1\tRebels\trebel\tNOUN\tNNS\t_\t2\tnsubj\t_\t_
2\tpromised\tpromise\tVERB\tVBD\t_\t0\troot\t_\t_
3\tmediators\tmediator\tNOUN\tNNS\t_\t2\tiobj\t_\t_
4\tto\tto\tPART\tTO\t_\t5\tmark\t_\t_
5\tleave\tleave\tVERB\tVB\t_\t2\txcomp\t_\t_
6\tOsk\tOsk\tPROPN\tNNP\t_\t5\tobj\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


def test_who_promises_leaves_by_the_gold_parse() -> None:
    document = conllu.document(conllu.read(GOLD.splitlines()))
    assert words(document, find(document, "leave"), "agent", "patient") == ["Rebels", "Osk"]


def test_every_proposition_knows_its_place(parsed: Parsed) -> None:
    found = extract(
        parsed("The rebels, who hold the port, said talks with the army on a truce would resume on Monday.")
    )
    assert [p.index for p in found] == list(range(len(found)))
    assert [p.token for p in found] == sorted(p.token for p in found)
    assert all(p.parent is None or (0 <= p.parent < len(found) and p.parent != p.index) for p in found)
