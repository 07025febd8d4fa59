"""Measures coreference on a treebank that marks entities as GUM does (`Entity=` in the last column).

A third-person pronoun is right when the nearest earlier mention of its predicted chain that is no pronoun lies in the
pronoun's gold chain; a repeated name likewise. Pronouns and names whose gold chain has no such earlier mention are left
out, as nothing could be right there. `names` are those of persons and organisations, who can act; `names_all` counts the
names of places, works and things too, for which Parley keeps no chains. A name counts when its chain was named before.
Documents are read from their text, so errors of the parse count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parley import actors as actors_step
from parley import propositions as propositions_step
from parley.errors import DataFileError
from parley.language import conllu
from parley.language.document import Document
from parley.records import MentionKind

_ENTITY = re.compile(r"\((?P<open>[^\s()]+)|(?P<close>[^\s()]+)?\)")
_PERSONAL = frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"])
_THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
_IT = frozenset(["it", "its", "itself"])
_LAYERS = ("pronouns", "names", "names_all", "they", "it")


@dataclass(frozen=True, slots=True)
class _Gold:
    """One gold mention: characters, chain, whether it is a pronoun or headed by a proper noun."""

    start: int
    end: int
    head: tuple[int, int]
    chain: str
    form: str
    upos: str
    kind: str
    """Entity type in GUM's scheme: person, organization, place, …"""


@dataclass(slots=True)
class _Text:
    text: str = ""
    words: list[tuple[int, int, str, str, int]] = field(default_factory=list)
    """Start, end, form, tag, position of the head (-1 for the root)."""
    mentions: list[_Gold] = field(default_factory=list)


def evaluate(path: Path, parse: Callable[[str], Document] | None = None) -> dict[str, Any]:
    """Scores a CoNLL-U file; keys `pronouns`, `names` (shares between 0 and 1), `they`, `it`, and counts.

    Raises:
        DataFileError: the file is no CoNLL-U, or marks no entities.
    """
    parse = parse or _own_parse()
    gazetteer = actors_step.load()
    right: dict[str, int] = dict.fromkeys(_LAYERS, 0)
    total = dict.fromkeys(right, 0)
    answered = dict.fromkeys(right, 0)
    for gold in _texts(path):
        document = parse(gold.text)
        found = actors_step.find(document, propositions_step.extract(document), gazetteer, None)
        for layers, verdict in _verdicts(gold, found):
            for layer in layers:
                total[layer] += 1
                right[layer] += verdict is True
                answered[layer] += verdict is not None
    if not sum(total.values()):
        raise DataFileError(path.name, None, "no entities are marked in its last column")
    scores: dict[str, Any] = {k: round(right[k] / total[k], 4) if total[k] else 0.0 for k in right}
    scores.update({f"{k}_precision": round(right[k] / answered[k], 4) if answered[k] else 0.0 for k in right})
    scores["counts"] = total
    return scores


def _own_parse() -> Callable[[str], Document]:
    from parley import language

    model = language.load()
    return lambda text: language.parse(model, text)


def _verdicts(gold: _Text, found: actors_step.Actors) -> Iterator[tuple[tuple[str, ...], bool | None]]:
    """For each gold pronoun or repeated name: right, wrong, or `None` where nothing was answered."""
    by_character: dict[int, actors_step.ActorMention] = {}
    document = found.document
    for own in found.mentions:
        by_character[document.starts[own.head]] = own
    plain = [m for m in gold.mentions if m.upos != "PRON"]
    for mention in gold.mentions:
        layers = _layers(mention)
        if not layers:
            continue
        earlier = [m for m in plain if m.chain == mention.chain and m.end <= mention.start]
        if not earlier or (mention.upos == "PROPN" and all(m.upos != "PROPN" for m in earlier)):
            continue
        answer = by_character.get(mention.head[0])
        if answer is None:
            token = next((t for t in range(len(document)) if document.starts[t] == mention.head[0]), None)
            answer = None if token is None else found.at(token)
        nearest = None if answer is None else _nearest(found, answer)
        if nearest is None:
            yield layers, None
            continue
        head = document.starts[nearest.head], document.ends[nearest.head]
        first, last = document.starts[nearest.start], document.ends[nearest.end - 1]
        yield (
            layers,
            any(m.start <= head[0] and head[1] <= m.end and first <= m.head[0] < last for m in earlier),
        )


def _layers(mention: _Gold) -> tuple[str, ...]:
    form = mention.form.lower()
    if mention.upos == "PRON":
        return tuple(
            n for n, forms in (("pronouns", _PERSONAL), ("they", _THEY), ("it", _IT)) if form in forms
        )
    if mention.upos == "PROPN":
        return ("names", "names_all") if mention.kind in ("person", "organization") else ("names_all",)
    return ()


def _nearest(found: actors_step.Actors, answer: actors_step.ActorMention) -> actors_step.ActorMention | None:
    own = set(answer.actors)
    before = [
        m
        for m in found.mentions
        if m.kind is not MentionKind.PRONOUN and m.end <= answer.start and own & set(m.actors)
    ]
    return before[-1] if before else None


# --- reading the treebank -------------------------------------------------------------------------------------------


def _texts(path: Path) -> Iterator[_Text]:
    current = _Text()
    open_: list[tuple[str, int]] = []
    with path.open(encoding="utf-8") as lines:
        for sentence in conllu.read(lines, path.name):
            if sentence.new_document and current.words:
                yield current
                current, open_ = _Text(), []
            if current.text:
                current.text = current.text.rstrip() + ("\n\n" if sentence.new_paragraph else " ")
            base = len(current.words)
            for place, word in enumerate(sentence.words):
                start = len(current.text)
                current.text += word.form + (" " if word.space_after else "")
                head = -1 if word.head == place else base + word.head
                current.words.append((start, start + len(word.form), word.form, word.upos, head))
            for place, word in enumerate(sentence.words):
                _brackets(current, word.misc, base + place, open_)
    if current.words:
        yield current


def _brackets(text: _Text, misc: str, place: int, open_: list[tuple[str, int]]) -> None:
    """Opens and closes mentions as one word's `Entity=` says."""
    value = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
    for match in _ENTITY.finditer(value):
        if match["open"] is not None:
            open_.append((match["open"], place))
            continue
        name = match["close"]
        chain, start = _close(open_, name.split("-")[0] if name else None)
        if chain is not None:
            text.mentions.append(_mention(text, chain, start, place))
    text.mentions.sort(key=lambda m: (m.start, -m.end))


def _close(open_: list[tuple[str, int]], name: str | None) -> tuple[str | None, int]:
    for index in range(len(open_) - 1, -1, -1):
        if name is None or open_[index][0].split("-")[0] == name:
            return open_.pop(index)
    return None, 0


def _mention(text: _Text, chain: str, start: int, end: int) -> _Gold:
    words = text.words
    head = next((w for w in range(start, end + 1) if not start <= words[w][4] <= end), end)
    return _Gold(
        start=words[start][0],
        end=words[end][1],
        head=(words[head][0], words[head][1]),
        chain=chain.split("-")[0],
        kind=chain.partition("-")[2].split("-")[0],
        form=words[head][2],
        upos=words[head][3],
    )
