"""The statements as the search for commitments needs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.commitments.desk import SECOND, Desk, same_party
from parley.records import Act, Participant, StatementKind

if TYPE_CHECKING:
    from parley.statements import Found


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
    roles: tuple[str, ...] = (
        ("recipient", "patient") if desk.words("addressing") & set(verb.keys) else ("at", "to")
    )
    if "at" in roles and desk.lemma(verb.token) not in desk.words("shouting"):
        roles = ("to",)
    tokens = [t for t in verb.tokens(*roles) if desk.acting(t)]
    return _not_audience(desk, desk.parties(tokens))


def _not_audience(desk: Desk, parties: tuple[Participant, ...]) -> tuple[Participant, ...]:
    audience = desk.words("audience")
    return tuple(
        p
        for p in parties
        if "JRN" not in desk.sectors_of.get(p.actor or "", ())
        and (p.actor or p.name.split()[-1].lower().removesuffix("s") not in audience)
    )


def _addressed_before(
    desk: Desk, ranges: Sequence[tuple[int, int]], speaker: Participant | None
) -> tuple[Participant, ...]:
    """Whom the "you" of a statement is when the sentence before it says: "He warned the garrison. "If you …" "."""
    document = desk.document
    if speaker is None or not any(
        document.words[t].lower() in SECOND for start, end in ranges for t in range(start, end)
    ):
        return ()
    sentence = document.sentence_of[ranges[0][0]]
    if sentence == 0:
        return ()
    for verb in map(desk.proposition, range(*document.sentences[sentence - 1])):
        if verb is None or not desk.words("addressing").intersection((*verb.keys, desk.lemma(verb.token))):
            continue
        if same_party(desk.parties(verb.tokens("agent")), (speaker,)):
            heads = [t for t in verb.tokens("patient", "recipient", "to", "on") if desk.acting(t)]
            return desk.parties(t for t in heads[:1] if desk.lemma(t) not in desk.words("audience"))
    return ()


def _speaker(desk: Desk, item: Found) -> tuple[Participant, ...]:
    """Who speaks; a pronoun left open binds whom it stands for, although the statement names nobody."""
    if item.statement.speaker is not None:
        return (item.statement.speaker,)
    return (
        () if item.speaker_token is None else desk.actors.participants(desk.document, item.speaker_token)[:1]
    )


def statements(desk: Desk) -> list[Said]:
    """The statements whose content could bind somebody."""
    return [
        Said(
            id=item.statement.id,
            speaker=_speaker(desk, item),
            speaker_head=item.speaker_token,
            addressees=_not_audience(desk, item.statement.addressees)
            or _called(desk, item.cue_token)
            or _addressed_before(desk, item.tokens, item.statement.speaker),
            act=item.statement.act,
            direct=item.statement.kind is not StatementKind.INDIRECT,
            quoted=item.statement.kind is StatementKind.DIRECT,
            cue=item.cue_token,
            tokens=frozenset(t for start, end in item.tokens for t in range(start, end)),
        )
        for item in desk.statements
    ]
