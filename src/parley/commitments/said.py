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
    quoted: bool
    """All of it stands between quotation marks: "they" in it is not who speaks."""
    cue: int | None
    tokens: frozenset[int]


def _called(desk: Desk, cue: int | None) -> tuple[Participant, ...]:
    """Whom the cue's own words name: "shouted at the students"; not those who only listen."""
    verb = None if cue is None else desk.proposition(cue)
    if verb is None:
        return ()
    tokens = [t for t in verb.tokens("at", "to") if desk.acting(t)]
    return desk.parties(t for t in tokens if desk.lemma(t) not in desk.words("audience"))


def statements(desk: Desk) -> list[Said]:
    """The statements whose content could bind somebody."""
    return [
        Said(
            id=item.statement.id,
            speaker=(item.statement.speaker,) if item.statement.speaker is not None else (),
            speaker_head=item.speaker_token,
            addressees=item.statement.addressees or _called(desk, item.cue_token),
            act=item.statement.act,
            direct=item.statement.kind is not StatementKind.INDIRECT,
            quoted=item.statement.kind is StatementKind.DIRECT,
            cue=item.cue_token,
            tokens=frozenset(t for start, end in item.tokens for t in range(start, end)),
        )
        for item in desk.statements
    ]
