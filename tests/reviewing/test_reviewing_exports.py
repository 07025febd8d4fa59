"""Reviewed rows handed on: gold data that scores 1.0 against itself, Label Studio, brat."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from parley import codebook, sources
from parley.evaluation import commitments as commitment_scores
from parley.evaluation import events as event_scores
from parley.evaluation import statements as statement_scores
from parley.ledger import (
    CommitmentFields,
    EventFields,
    Ledger,
    Named,
    StatementFields,
    Verdict,
)
from parley.reader import Reader
from parley.records import Act, CommitmentKind, Report, Span
from parley.reviewing import brat, gold, labelstudio

TYPES = sorted(codebook.load().types)


def named(text: str, words: str) -> Named:
    start = text.rindex(words)
    span = Span(start=start, end=start + len(words), text=words)
    return Named(name=words, key=f"name:{words.lower()}", span=span)


@pytest.fixture
def reviewed(ledger: Ledger) -> Ledger:
    """A ledger in which Ana has decided about all rows of one report, and Bo about one."""
    (key,) = (report.key for report in ledger.reports())
    _, machine = ledger.machine(key)
    text = machine.report.text
    wounded = next(e.id for e in machine.events if e.predicate.text == "wounded")
    released = next(e.id for e in machine.events if e.predicate.text == "released")
    asserted = next(s.id for s in machine.statements if s.act is Act.ASSERT)
    corrections: dict[str, Any] = {
        released: EventFields(source=(named(text, "Northern Front"),)),
        asserted: StatementFields(act=Act.CONFIRM, speaker=named(text, "police")),
        machine.commitments[0].id: CommitmentFields(
            kind=CommitmentKind.OFFER, creditor=(named(text, "the rebels"),)
        ),
    }
    for row in (*machine.events, *machine.statements, *machine.commitments):
        right = corrections.get(row.id)
        verdict = Verdict.CORRECT if right else Verdict.REJECT if row.id == wounded else Verdict.ACCEPT
        ledger.review(key, row.id, verdict, reviewer="Ana", correction=right)
    ledger.review(key, machine.events[0].id, Verdict.ACCEPT, reviewer="Bo")
    return ledger


def lines(rows: Any, path: Path) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


KEYS = {
    "events": ("pairs.macro_f1", "pairs.accuracy", "pairs.quad_macro_f1"),
    "statements": ("source.f1", "cue.f1", "content.f1", "exact.f1", "overlap.f1"),
    "commitments": (
        "kind.f1",
        "debtor.f1",
        "creditor.f1",
        "antecedent.overlap",
        "consequent.overlap",
        "status.accuracy",
    ),
}
EXPORT: dict[str, Callable[..., Any]] = {
    "events": gold.events,
    "statements": gold.statements,
    "commitments": gold.commitments,
}
SCORE: dict[str, Callable[..., Any]] = {
    "events": event_scores.evaluate,
    "statements": statement_scores.evaluate,
    "commitments": commitment_scores.evaluate,
}


@pytest.mark.parametrize("kind", list(KEYS))
def test_gold_scores_one_against_itself_and_less_against_anything_else(
    reviewed: Ledger, tmp_path: Path, kind: str
) -> None:
    count = gold.Count()
    path = lines(EXPORT[kind](reviewed, count), tmp_path / "gold.jsonl")
    assert count.rows
    scores = SCORE[kind](path, answers=path)
    assert {key: scores[key] for key in KEYS[kind]} == dict.fromkeys(KEYS[kind], 1.0)

    changed = path.read_text(encoding="utf-8")
    for before, after in (
        ('"type": "ASSAULT"', '"type": "AID"'),
        ('"kind": "offer"', '"kind": "threat"'),
        ('"content": [[', '"content": [[0, 3], ['),
    ):
        changed = changed.replace(before, after)
    other = tmp_path / "changed.jsonl"
    other.write_text(changed, encoding="utf-8")
    worse = SCORE[kind](path, answers=other)
    assert any(worse[key] < 1.0 for key in KEYS[kind])
    nothing = lines([], tmp_path / "nothing.jsonl")
    assert all(SCORE[kind](path, answers=nothing)[key] == 0.0 for key in KEYS[kind][:1])


def test_gold_says_what_people_found_right(reviewed: Ledger) -> None:
    count = gold.Count()
    pairs = list(gold.events(reviewed, count))
    for pair in pairs:
        for a, b in (*pair["source"], *pair["target"]):
            assert pair["text"][a:b].strip()
    released = next(p for p in pairs if p["mode"] == "release" and p["factuality"] == "actual")
    (place,) = released["source"]
    assert released["text"][slice(*place)] == "Northern Front"
    assert not any("wounded" in p["text"] for p in pairs)
    assert count.rows == len(pairs)
    assert count.rows + count.unpaired == len(list(reviewed.events()))

    (report,) = gold.statements(reviewed, gold.Count())
    assert "confirm" in {s["act"] for s in report["statements"]}
    (report,) = gold.commitments(reviewed, gold.Count())
    owed, promised = report["commitments"]
    assert (owed["kind"], promised["kind"]) == ("offer", "promise")
    assert "the rebels" in owed["creditor"][0]["names"]


def test_two_events_of_one_pair_are_two_answers(tmp_path: Path) -> None:
    pair = {"text": "Fenra met and fought Gorth.", "source": [[0, 5]], "target": [[21, 26]]}
    both = lines([pair | {"type": "CONSULT"}, pair | {"type": "ASSAULT"}], tmp_path / "both.jsonl")
    turned = lines([pair | {"type": "ASSAULT"}, pair | {"type": "CONSULT"}], tmp_path / "turned.jsonl")
    one = lines([pair | {"type": "ASSAULT"}], tmp_path / "one.jsonl")
    assert event_scores.evaluate(both, answers=turned)["pairs.accuracy"] == 1.0
    assert event_scores.evaluate(both, answers=one)["pairs.accuracy"] == 0.5
    assert event_scores.evaluate(one, answers=both)["answers.unused"] == 1


def test_a_report_that_is_not_reviewed_to_the_end_is_left_out(ledger: Ledger) -> None:
    (key,) = (report.key for report in ledger.reports())
    ledger.review(key, "s1", Verdict.ACCEPT, reviewer="Ana")
    count = gold.Count()
    assert list(gold.statements(ledger, count)) == []
    assert (count.reports, count.unfinished) == (0, 1)
    (partial,) = gold.statements(ledger, gold.Count(), partial=True)
    assert len(partial["statements"]) == 1
    assert list(gold.commitments(ledger, gold.Count(), partial=True)) == []


def test_tasks_for_label_studio(reviewed: Ledger) -> None:
    (task,) = json.loads(json.dumps(list(labelstudio.tasks(reviewed))))
    (prediction,) = task["predictions"]
    by_reviewer = {a["reviewer"]: a["result"] for a in task["annotations"]}
    assert set(by_reviewer) == {"Ana", "Bo"}
    interface = ET.fromstring(labelstudio.config(TYPES))
    known = {label.get("value") for label in interface.iter("Label")}
    ties = {relation.get("value") for relation in interface.iter("Relation")}
    text = task["data"]["text"]
    for result in (prediction["result"], *by_reviewer.values()):
        regions = {r["id"]: r for r in result if r["type"] == "labels"}
        assert len(regions) == sum(r["type"] == "labels" for r in result)
        for region in regions.values():
            value = region["value"]
            assert text[value["start"] : value["end"]] == value["text"]
            assert set(value["labels"]) <= known
            assert (region["from_name"], region["to_name"]) == ("label", "text")
        for relation in (r for r in result if r["type"] == "relation"):
            assert {relation["from_id"], relation["to_id"]} <= set(regions)
            assert set(relation["labels"]) <= ties

    def words(result: list[dict[str, Any]], name: str) -> list[str]:
        return [
            r["value"]["text"] for r in result if r["type"] == "labels" and r["value"]["labels"] == [name]
        ]

    assert "wounded" in words(prediction["result"], "ASSAULT")
    assert "wounded" not in words(by_reviewer["Ana"], "ASSAULT")
    assert "commitment: offer" in {
        name for r in by_reviewer["Ana"] if r["type"] == "labels" for name in r["value"]["labels"]
    }
    # Bo has decided about one event: what he has not looked at is not his.
    assert len({r["id"].split("-")[0] for r in by_reviewer["Bo"] if r["type"] == "labels"}) == 1


def test_types_of_another_codebook_are_declared(ledger: Ledger, tmp_path: Path) -> None:
    (key,) = (report.key for report in ledger.reports())
    ledger.review(key, "e1", Verdict.CORRECT, reviewer="Ana", correction=EventFields(type="EXTORT"))
    made = list(labelstudio.tasks(ledger))
    assert '<Label value="EXTORT"/>' in labelstudio.config(TYPES, made)
    assert '<Label value="EXTORT"/>' not in labelstudio.config(TYPES)
    brat.write(ledger, tmp_path / "brat", TYPES)
    conf = (tmp_path / "brat" / "annotation.conf").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("EXTORT\t") for line in conf) == 1


def test_brat_stands_on_the_text_and_comes_back_as_it_went(reviewed: Ledger, tmp_path: Path) -> None:
    reports, rows = brat.write(reviewed, tmp_path / "brat", TYPES)
    assert reports == 1
    (annotated,) = (tmp_path / "brat").glob("*.ann")
    text = annotated.with_suffix(".txt").read_bytes().decode()
    (key,) = (report.key for report in reviewed.reports())
    assert (annotated.stem, text) == (key, reviewed.reading(key).report.text)
    found = annotated.read_text(encoding="utf-8").splitlines()
    bound = {}
    for line in found:
        if line.startswith("T"):
            name, place, words = line.split("\t")
            label, places = place.split(" ", 1)
            pieces = [text[int(a) : int(b)] for a, b in (p.split() for p in places.split(";"))]
            assert " ".join(pieces) == words
            bound[name] = label
    events = [line.split("\t")[1].split(" ") for line in found if line.startswith("E")]
    assert len(events) == rows
    conf = (tmp_path / "brat" / "annotation.conf").read_text(encoding="utf-8")
    declared = {line.split("\t")[0] for line in conf.splitlines()}
    for trigger, *arguments in events:
        kind, target = trigger.split(":")
        assert bound[target] == kind
        assert kind in declared
        for argument in arguments:
            role, filler = argument.split(":")
            assert bound[filler] in declared
            assert re.sub(r"\d+$", "", role) in conf
    ids = {f"E{i}" for i in range(1, rows + 1)}
    assert {line.split()[2] for line in found if line.startswith("A")} <= ids
    jsonl = lines(gold.statements(reviewed, gold.Count()), tmp_path / "gold.jsonl")
    scores = statement_scores.evaluate(jsonl, answers=tmp_path / "brat")
    assert {key: scores[key] for key in KEYS["statements"]} == dict.fromkeys(KEYS["statements"], 1.0)


def test_brat_cuts_passages_at_line_ends(tmp_path: Path) -> None:
    text = "Marek said\u2028that\nit is over."
    content = Span(start=6, end=len(text), text=text[6:])
    spans = list(brat._fragments([content], text))
    assert [text[a:b] for a, b in spans] == ["said", "that", "it is over."]
    with Ledger(tmp_path / "wild.db") as ledger:
        wild = Reader().read(
            sources.from_text(
                "Rebels attacked the [army]; a <soldier> said 𝕏 fled 💥 and Fenra burned Gorth."
            )
        )
        key = ledger.add(wild)
        _, machine = ledger.machine(key)
        assert isinstance(machine.report, Report)
        for row in (*machine.events, *machine.statements, *machine.commitments):
            ledger.review(key, row.id, Verdict.ACCEPT, reviewer="Ana")
        brat.write(ledger, tmp_path / "brat", TYPES)
        (task,) = labelstudio.tasks(ledger)
        assert machine.events
        for region in task["annotations"][0]["result"]:
            if region["type"] == "labels":
                value = region["value"]
                assert machine.report.text[value["start"] : value["end"]] == value["text"]
