"""Looks into the coding: which frames fire on a sentence, which nearly did, and what no frame covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from parley import propositions as propositions_step
from parley.codebook.book import Codebook, Example
from parley.codebook.match import Matcher
from parley.events import participants
from parley.language.document import Document
from parley.propositions.model import Proposition

Parse = Callable[[str], Document]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """The frame that won for a proposition, and what its roles held."""

    type: str
    mode: str | None
    key: str
    rule: str
    source: tuple[str, ...]
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What the codebook made of one proposition."""

    words: str
    keys: tuple[str, ...]
    roles: tuple[tuple[str, str], ...]
    """(role, words) of each argument."""
    negated: bool
    modality: str | None
    fired: Fired | None
    near: tuple[tuple[str, str, str], ...]
    """(type, file and line, what kept it) of the frames that know the predicate but did not win."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An example of a type file that does not come out."""

    example: Example
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncovered:
    """A predicate that stands between actors and that no frame covers."""

    key: str
    count: int
    sentence: str
    """The first sentence it was seen in."""


def explain(document: Document, book: Codebook) -> tuple[Explanation, ...]:
    """One explanation per proposition, in order."""
    matcher = matcher_for(document, book)
    return tuple(_explain(matcher, proposition) for proposition in matcher.propositions)


def matcher_for(document: Document, book: Codebook) -> Matcher[Proposition]:
    """A matcher without a gazetteer: names and acting nouns count as actors."""
    kinds = participants.kinds(document, None, participants.acting_words(book))
    return Matcher(document, propositions_step.extract(document), book.frames, kinds, book.quads)


def _explain(matcher: Matcher[Proposition], proposition: Proposition) -> Explanation:
    document = matcher.document
    match = matcher.best(proposition.index)
    fired = None
    if match is not None:
        frame = match.frame
        fired = Fired(
            type=frame.label,
            mode=frame.mode,
            key=match.key,
            rule=frame.rule,
            source=_words(document, matcher.fillers(proposition, frame.source)[1]),
            target=_words(document, matcher.fillers(proposition, frame.target)[1]),
        )
    near = {(m.frame.label, m.frame.rule, m.reason): None for m in matcher.near_misses(proposition.index)}
    return Explanation(
        words=proposition.span.text,
        keys=matcher.keys(proposition),
        roles=tuple((a.role, document.words[a.token]) for a in proposition.arguments),
        negated=proposition.negated,
        modality=proposition.modality,
        fired=fired,
        near=tuple(near),
    )


def _words(document: Document, tokens: Iterable[int]) -> tuple[str, ...]:
    from parley.events.magnitudes import phrase

    return tuple(document.span(*phrase(document, token)).text for token in tokens)


def uncovered(documents: Iterable[Document], book: Codebook, *, least: int = 2) -> tuple[Uncovered, ...]:
    """Predicates without a frame whose agent and another argument are actors, the most frequent first.

    Args:
        documents: parsed reports.
        book: the codebook asked.
        least: how often a predicate must be seen to be listed.
    """
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for document in documents:
        matcher = matcher_for(document, book)
        for proposition in matcher.propositions:
            if matcher.best(proposition.index) is not None or not proposition.keys:
                continue
            acting = [a for a in proposition.arguments if "actor" in matcher.kinds(a.token)]
            if any(a.role in ("agent", "possessor") for a in acting) and len(acting) > 1:
                key = proposition.keys[0]
                counts[key] += 1
                first.setdefault(key, document.sentence_span(proposition.token).text)
    listed = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Uncovered(key=k, count=n, sentence=first[k]) for k, n in listed if n >= least)


def check(book: Codebook, parse: Parse, *, types: Iterable[str] | None = None) -> tuple[Failure, ...]:
    """Runs the `[[tests]]` of type files.

    A test asks that some proposition's winning frame has the file's type and that the words given as source and target
    meet the words its roles hold; `absent = true` asks that none has the type.
    """
    wanted = None if types is None else frozenset(types)
    failures: list[Failure] = []
    for example in book.tests:
        if wanted is not None and example.label not in wanted:
            continue
        problem = _problem(explain(parse(example.text), book), example)
        if problem is not None:
            failures.append(Failure(example=example, problem=problem))
    return tuple(failures)


def _problem(explanations: tuple[Explanation, ...], example: Example) -> str | None:
    fired = [e.fired for e in explanations if e.fired is not None]
    seen = ", ".join(f'{f.type} by "{f.key}"' for f in fired) or "no event"
    right = [f for f in fired if f.type == example.label]
    if example.absent:
        return f'gives {example.label} by "{right[0].key}"' if right else None
    if not right:
        return f"gives {seen}, not {example.label}"
    for name, wanted in (("source", example.source), ("target", example.target)):
        if wanted is not None:
            held = [words for f in right for words in (f.source if name == "source" else f.target)]
            if not any(set(_content(words)) & set(_content(wanted)) for words in held):
                return f'has {" and ".join(held) or "nobody"} as {name}, not "{wanted}"'
    return None


def _content(words: str) -> list[str]:
    return [
        w
        for w in words.lower().replace("'s", "").split()
        if w not in ("the", "a", "an", "of", "its", "his", "her")
    ]
