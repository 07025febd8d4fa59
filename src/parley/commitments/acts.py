"""Loads what the commitments know: acts as frames, and the word lists beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from parley import codebook as codebook_step
from parley.codebook.frames import Source
from parley.codebook.model import Frame, FrameSet
from parley.codebook.roles import problem
from parley.records import CommitmentKind, CommitmentStatus, Strength

FORMS = frozenset({"any", "infinitive", "clause", "noun"})
BOUND = frozenset({"speaker", "addressee", "self"})
_EXTRA: Mapping[str, type] = {
    "content": list,
    "form": str,
    "bound": str,
    "strength": str,
    "status": str,
    "own": bool,
    "bare": bool,
    "voiced": bool,
    "condition": list,
}
_CLOSED = {
    "form": FORMS,
    "bound": BOUND,
    "strength": frozenset(s.value for s in Strength),
    "status": frozenset(s.value for s in CommitmentStatus),
}
_LISTS = (
    "hostile",
    "hostile_nouns",
    "hostile_light",
    "ending",
    "beneficial",
    "threatened",
    "parties",
    "movements",
    "means",
    "hostile_unless_objects",
    "future",
    "weak",
    "duty",
    "strong_cues",
    "weak_cues",
    "opinions",
    "no_content",
    "messages",
    "happenings",
    "outsiders",
    "pundits",
    "agreements",
    "grounds",
    "holding",
    "unsaid",
    "refusing",
    "undergone",
    "helpful",
    "unwilled",
    "unwilled_states",
    "guessing",
    "several",
    "giving",
    "giveable",
    "doubting",
    "declaring",
    "barring",
    "seeking",
    "endangered",
    "going",
    "befalling",
    "making",
    "receiving",
    "steadfast",
    "addressing",
    "telling",
    "joint",
    "answering",
    "failures",
    "hostile_states",
    "audience",
    "shouting",
    "intending",
    "wishes",
    "asserting",
    "commenting",
    "documents",
    "remarking",
    "concluding",
    "attempting",
    "dispatching",
    "withheld",
    "things",
    "thing_endings",
    "person_endings",
)
_CONDITIONS = ("clause", "phrase", "otherwise", "in_return", "first", "is_condition")
_ACTING = ("people", "authority", "captive", "migrant", "soldier", "peacekeeper", "organised", "diplomat")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists of `lexicon.toml`; each is described there."""

    words: Mapping[str, frozenset[str]]
    conditions: Mapping[str, frozenset[str]]
    status: Mapping[str, CommitmentStatus]
    """Verb to the state it puts a commitment in."""
    same: Mapping[str, frozenset[str]]
    """Verb to the verbs that do what it promises."""
    undone: Mapping[str, frozenset[str]]
    """Verb to the verbs that do the opposite."""
    named: Mapping[str, frozenset[str]]
    """Kind of commitment to the nouns by which it is named later."""
    openers: frozenset[str]
    """First words of the openings of conditions."""
    acting: frozenset[str]
    """Common nouns for persons and bodies that can be bound."""


@dataclass(frozen=True, slots=True)
class Acts:
    """Frames of acts and the lexicon."""

    frames: FrameSet
    lexicon: Lexicon
    words: frozenset[str]
    """All words of all predicates."""


@cache
def load() -> Acts:
    """The shipped acts.

    Raises:
        DataFileError: with file, line and what was expected.
    """
    folder = Path(str(resources.files("parley.commitments")))
    shared = codebook_step.load().words
    source = codebook_step.read_toml(folder / "acts.toml", "commitments/acts.toml")
    frames = codebook_step.load_frames(
        source,
        label="kind",
        shared=shared,
        labels=[kind.value for kind in CommitmentKind],
        extra=_EXTRA,
    )
    for number, frame in enumerate(frames):
        for key, allowed in _CLOSED.items():
            if key in frame.extra and frame.extra[key] not in allowed:
                source.fail(
                    f'{key} "{frame.extra[key]}" is not one of {", ".join(sorted(allowed))}',
                    "frames",
                    number,
                    key,
                )
        for path in (*frame.extra.get("content", ()), *frame.extra.get("condition", ())):
            wrong = problem(path)
            if wrong is not None:
                source.fail(wrong, "frames", number, "content", path)
    words = codebook_step.read_toml(folder / "lexicon.toml", "commitments/lexicon.toml")
    spelled = (
        key.partition("/")[0].replace("+", " ").split() for frame in frames for key in frame.predicates
    )
    return Acts(_indexed(frames), _lexicon(words, shared), frozenset(word for key in spelled for word in key))


def _indexed(frames: Sequence[Frame]) -> FrameSet:
    """Frames by predicate. Ties are no error here: the form of the content decides, then the order of the file."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for place, frame in enumerate(frames):
        for predicate in frame.predicates:
            by_key[predicate].append(place)
    return FrameSet(frames=tuple(frames), by_key={key: tuple(places) for key, places in by_key.items()})


def _lexicon(source: Source, shared: Mapping[str, frozenset[str]]) -> Lexicon:
    data = source.data
    conditions = _table(source, "conditions")
    for name in _CONDITIONS:
        if name not in conditions:
            source.fail(f'[conditions] has no list "{name}"', "conditions", 0)
    states: dict[str, CommitmentStatus] = {}
    for name, verbs in _table(source, "status").items():
        if name not in {s.value for s in CommitmentStatus}:
            source.fail(f'"{name}" is no status of a commitment', "status", 0, name)
        states.update(dict.fromkeys(verbs, CommitmentStatus(name)))
    same = {verb: group for group in _table(source, "same").values() for verb in group}
    return Lexicon(
        words={name: _list(source, "", name, data.get(name)) for name in _LISTS},
        conditions=conditions,
        status=states,
        same=same,
        undone=_table(source, "undone"),
        named=_table(source, "named"),
        openers=frozenset(words.split()[0] for words in conditions["clause"] | conditions["phrase"]),
        acting=frozenset(data["parties"]).union(*(shared[name] for name in _ACTING if name in shared)),
    )


def _table(source: Source, name: str) -> dict[str, frozenset[str]]:
    table = source.data.get(name)
    if not isinstance(table, dict):
        source.fail(f"needs the table [{name}]")
    return {key: _list(source, name, key, value) for key, value in table.items()}


def _list(source: Source, table: str, key: str, value: Any) -> frozenset[str]:
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        source.fail(f'"{key}" must be a list of words that is not empty', table, 0, key)
    return frozenset(value)
