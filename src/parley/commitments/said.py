"""The statements as the search for commitments needs them."""

from __future__ import annotations

from dataclasses import dataclass

from parley.commitments.desk import Desk
from parley.records import Act, Participant, StatementKind


@dataclass(frozen=True, slots=True)
class Said:
    """One statement with what the search asks of it."""

    id: str
    speaker: tuple[Participant, ...]
    speaker_head: int | None
    addressees: tuple[Participant, ...]
    act: Act
    direct: bool
    cue: int | None
    tokens: frozenset[int]


def statements(desk: Desk) -> list[Said]:
    """The statements whose content could bind somebody."""
    return [
        Said(
            id=item.statement.id,
            speaker=(item.statement.speaker,) if item.statement.speaker is not None else (),
            speaker_head=item.speaker_token,
            addressees=item.statement.addressees,
            act=item.statement.act,
            direct=item.statement.kind is not StatementKind.INDIRECT,
            cue=item.cue_token,
            tokens=frozenset(t for start, end in item.tokens for t in range(start, end)),
        )
        for item in desk.statements
    ]
