"""Labelled commitments: the format that `parley.evaluation.commitments` describes, read from files, also as answers."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley.evaluation import labels
from parley.records import (
    Actor,
    Commitment,
    CommitmentKind,
    CommitmentStatus,
    Confidence,
    Maker,
    Participant,
    Precision,
    Span,
    Strength,
    When,
)


@dataclass(frozen=True, slots=True)
class Party:
    """One party as labelled."""

    names: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """One labelled commitment; character ranges are half-open."""

    kinds: tuple[str, ...]
    debtor: tuple[Party, ...]
    creditor: tuple[Party, ...]
    antecedent: tuple[int, int] | None
    consequent: tuple[int, int]
    deadline: tuple[int, int] | None
    status: str | None
    strength: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One labelled text."""

    id: str
    text: str
    date: datetime.date | None
    commitments: tuple[Gold, ...]


Read = Callable[[str, datetime.date | None], tuple[Sequence[Commitment], Sequence[Actor]]]
"""Commitments and actors of a text with its date of publication."""


def read_labels(path: Path) -> list[Labelled]:
    """The labelled texts of a file.

    Raises:
        DataFileError: with the line that is not as described above.
    """
    return labels.rows(path, _labelled, '{"id", "text", "date", "commitments": [{"kind", "debtor", …}]}')


def _labelled(row: dict[str, Any]) -> Labelled:
    return Labelled(
        id=row["id"],
        text=row["text"],
        date=datetime.date.fromisoformat(row["date"]) if row.get("date") else None,
        commitments=tuple(_gold(item) for item in row["commitments"]),
    )


def _gold(item: dict[str, Any]) -> Gold:
    return Gold(
        kinds=(item["kind"], *item.get("also", ())),
        debtor=tuple(Party(tuple(p["names"]), p.get("optional", False)) for p in item["debtor"]),
        creditor=tuple(Party(tuple(p["names"]), p.get("optional", False)) for p in item["creditor"]),
        antecedent=_range(item.get("antecedent")),
        consequent=_range(item["consequent"]) or (0, 0),
        deadline=_range(item.get("deadline")),
        status=item.get("status"),
        strength=item.get("strength"),
    )


def _range(value: list[int] | None) -> tuple[int, int] | None:
    return None if value is None else (int(value[0]), int(value[1]))


def answering(path: Path) -> Read:
    """Answers from a file in the format of the data; nothing for texts that it does not have."""
    said = {labelled.text: labelled for labelled in read_labels(path)}

    def read(text: str, date: datetime.date | None) -> tuple[Sequence[Commitment], Sequence[Actor]]:  # noqa: ARG001
        found = said.get(text)
        rows = [_answer(text, place, gold) for place, gold in enumerate(found.commitments)] if found else []
        return rows, ()

    return read


def _answer(text: str, place: int, gold: Gold) -> Commitment:
    def spans(given: tuple[int, int] | None) -> tuple[Span, ...]:
        return (Span(start=given[0], end=given[1], text=text[slice(*given)]),) if given else ()

    def parties(given: Sequence[Party]) -> tuple[Participant, ...]:
        # The format does not say where a party stands: nowhere in the text, so that it is in no condition.
        return tuple(
            Participant(
                actor=None, name=p.names[0], span=Span(start=len(text), end=len(text), text=p.names[0])
            )
            for p in given
        )

    deadline = spans(gold.deadline)
    return Commitment(
        id=f"c{place + 1}",
        kind=CommitmentKind(gold.kinds[0]),
        debtor=parties(gold.debtor),
        creditor=parties(gold.creditor),
        antecedent=spans(gold.antecedent),
        consequent=spans(gold.consequent),
        deadline=When(span=deadline[0], start=None, end=None, precision=Precision.UNKNOWN, reason="as given")
        if deadline
        else None,
        strength=Strength(gold.strength or Strength.PLAIN),
        status=CommitmentStatus(gold.status or CommitmentStatus.ACTIVE),
        cue=None,
        confidence=Confidence.HIGH,
        reason="as given",
        made_by=Maker(rule="answer", version="1"),
    )
