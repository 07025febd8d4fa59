"""How two given actors relate in a text: PLOVER types, ranked, with the frame and the rung that answered.

The ends are given, so nothing has to be found but the relation. The answer backs off in four rungs:

1. `link`: a frame whose source roles hold the source and whose target roles hold the target;
2. `path`: a frame whose predicate stands on the dependency path between the two;
3. `govern`: a frame whose predicate governs both from above, or stands in the sentence nearest to them;
4. `prior`: no frame fires; the predicate nearest to the two says what its frames are usually used for.

Within a rung, roles found by exact paths come first, then the predicate that stands higher in the sentence: "agreed to
send aid to Chad" is an agreement before it is aid. Types are folded with factuality as `codebook/collapse.toml` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from parley import codebook as codebook_step
from parley import propositions as propositions_step
from parley.codebook.book import Codebook
from parley.codebook.match import Match, Matcher
from parley.codebook.model import Frame
from parley.errors import ParleyError
from parley.events import collapse, participants
from parley.events.presented import presented
from parley.language.document import Document
from parley.propositions.model import Proposition
from parley.records import Factuality, Record

if TYPE_CHECKING:
    from parley.events.collapse import Table

Spans = Sequence[tuple[int, int]]
"""Half-open character ranges of all mentions of one end."""


class SpanError(ParleyError):
    """A span given to `relate` covers no word of the text."""

    code = "span"


class Rung(StrEnum):
    """Which step of the back-off answered."""

    LINK = "link"
    PATH = "path"
    GOVERN = "govern"
    PRIOR = "prior"


class Relation(Record, frozen=True, kw_only=True):
    """One type that may hold between the two ends."""

    type: str
    """After folding with factuality, and with a convention when one was asked for."""
    base: str
    """The frame's own type."""
    mode: str | None
    quad: str | None
    factuality: Factuality
    rung: Rung
    predicate: str
    rule: str
    """File and line of the frame."""
    reason: str


@dataclass(frozen=True, slots=True)
class _Ends:
    """Head tokens of the mentions of both ends, and the tokens of the dependency path between the nearest two."""

    source: frozenset[int]
    target: frozenset[int]
    path: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    rung: Rung
    cost: tuple[int, ...]
    frame: Frame
    key: str
    proposition: Proposition
    reason: str


def relate(text: str, source: Spans, target: Spans) -> tuple[Relation, ...]:
    """Ranked types between two ends of a text.

    Args:
        text: one sentence or more.
        source: character ranges of the source's mentions.
        target: character ranges of the target's mentions.

    Raises:
        SpanError: a range covers no word.
    """
    from parley import language

    document = language.parse(language.load(), text)
    return of_document(document, source, target)


def of_document(
    document: Document,
    source: Spans,
    target: Spans,
    *,
    book: Codebook | None = None,
    tables: Sequence[Table] | None = None,
) -> tuple[Relation, ...]:
    """`relate` for a document that is parsed already, with another codebook or other folding tables if given."""
    book = book or codebook_step.load()
    tables = (collapse.collapse(),) if tables is None else tables
    propositions = propositions_step.extract(document)
    ends = _ends(document, source, target)
    matcher = _matcher(document, propositions, book, ends)
    ends = _with_pronouns(document, propositions, ends)
    candidates = _linking(matcher, ends)
    candidates += _on_path(matcher, ends)
    candidates += _governing(matcher, ends)
    candidates += _priors(matcher, ends)
    order = list(Rung)
    candidates.sort(key=lambda c: (order.index(c.rung), c.cost, c.proposition.index))
    return _relations(matcher, book, tables, candidates)


def _matcher(
    document: Document, propositions: Sequence[Proposition], book: Codebook, ends: _Ends
) -> Matcher[Proposition]:
    known = participants.kinds(document, None, participants.acting_words(book))
    given = frozenset({"actor"})

    def kinds(token: int) -> frozenset[str]:
        found = known(token)
        return found | given if token in ends.source or token in ends.target else found

    return Matcher(document, propositions, book.frames, kinds, book.quads, pairs=True)


# --- the two ends -------------------------------------------------------------------------------------------------------


def _ends(document: Document, source: Spans, target: Spans) -> _Ends:
    sources, targets = _heads(document, source), _heads(document, target)
    pairs = [
        path
        for a in sorted(sources)
        for b in sorted(targets)
        if (path := dependency_path(document, a, b)) is not None
    ]
    return _Ends(sources, targets, min(pairs, key=len) if pairs else ())


_PRONOUNS = frozenset({"it", "he", "she", "they", "its", "his", "her", "their", "him", "them"})


def _with_pronouns(document: Document, propositions: Sequence[Proposition], ends: _Ends) -> _Ends:
    """Adds the pronouns that stand for an end: "Hungary says it …", "the envoy said his government …".

    A pronoun that is the agent of a clause, or owns that agent, stands for the agent of the clause above.
    """
    stands: dict[int, int] = {}
    for proposition in propositions:
        if proposition.parent is None:
            continue
        above = propositions[proposition.parent].tokens("agent")
        if not above:
            continue
        chief = stands.get(above[0], above[0])
        for token in proposition.tokens("agent"):
            for place in (token, *document.dependents(token, "nmod:poss")):
                if document.lemmas[place].lower() in _PRONOUNS and place != chief:
                    stands.setdefault(place, chief)

    def grown(heads: frozenset[int]) -> frozenset[int]:
        return heads | {pronoun for pronoun, chief in stands.items() if chief in heads}

    return _Ends(grown(ends.source), grown(ends.target), ends.path)


def _heads(document: Document, spans: Spans) -> frozenset[int]:
    """The topmost token of each span."""
    heads: set[int] = set()
    for start, end in spans:
        inside = [
            t
            for t in range(len(document))
            if document.starts[t] < end
            and document.ends[t] > start
            and document.upos[t] not in ("SPACE", "PUNCT")
        ]
        if not inside:
            raise SpanError(f"no word stands at characters {start} to {end}")
        within = set(inside)
        top = [t for t in inside if document.heads[t] not in within or document.heads[t] == t]
        heads.add(_best_head(document, top or inside))
    return frozenset(heads)


def _best_head(document: Document, tops: Sequence[int]) -> int:
    nouns = [t for t in tops if document.upos[t] in ("NOUN", "PROPN", "PRON", "NUM")]
    return (nouns or list(tops))[0]


def dependency_path(document: Document, a: int, b: int) -> tuple[int, ...] | None:
    """Tokens from `a` up to the lowest common head and down to `b`; `None` when they stand in two sentences."""
    up = [a, *document.ancestors(a)]
    down = [b, *document.ancestors(b)]
    seen = {token: i for i, token in enumerate(up)}
    for steps, token in enumerate(down):
        if token in seen:
            return tuple(up[: seen[token] + 1] + down[:steps][::-1])
    return None


# --- the rungs ----------------------------------------------------------------------------------------------------------


def _distance(document: Document, filler: int, heads: Iterable[int]) -> int | None:
    """How far below a role's filler one of `heads` stands: 0 itself; `None` when it is not inside."""
    best: int | None = None
    for head in heads:
        steps, token = 0, head
        while token != filler and document.heads[token] != token:
            token, steps = document.heads[token], steps + 1
        if token == filler and (best is None or steps < best):
            best = steps
    return best


def _linking(matcher: Matcher[Proposition], ends: _Ends) -> list[_Candidate]:
    found: list[_Candidate] = []
    for proposition in matcher.propositions:
        match = matcher.best(proposition.index)
        if match is None:
            continue
        ways = [_link(matcher, proposition, match.frame, ends.source, ends.target)]
        if match.frame.symmetric:
            ways.append(_link(matcher, proposition, match.frame, ends.target, ends.source))
            ways.append(_together(matcher, proposition, match.frame, ends))
        costs = [way for way in ways if way is not None]
        if costs:
            cost, words = min(costs)
            found.append(_candidate(matcher, Rung.LINK, (cost + _depth(matcher, proposition),), match, words))
    return found


def _link(
    matcher: Matcher[Proposition],
    proposition: Proposition,
    frame: Frame,
    source: frozenset[int],
    target: frozenset[int],
) -> tuple[int, str] | None:
    one = _reach(matcher, proposition, frame.source, source)
    if one is None:
        return None
    other = _reach(matcher, proposition, frame.target, target)
    if other is None:
        return None
    return one[0] + other[0], f"source by {one[1]}, target by {other[1]}"


def _together(
    matcher: Matcher[Proposition], proposition: Proposition, frame: Frame, ends: _Ends
) -> tuple[int, str] | None:
    """Both ends among the source roles: "X and Y met"."""
    one = _reach(matcher, proposition, frame.source, ends.source)
    other = _reach(matcher, proposition, frame.source, ends.target)
    if one is None or other is None:
        return None
    return one[0] + other[0], f"both by {one[1]}"


def _reach(
    matcher: Matcher[Proposition], proposition: Proposition, paths: Sequence[str], heads: frozenset[int]
) -> tuple[int, str] | None:
    """The cheapest role path that holds one of `heads`: steps below the filler, plus the argument's penalty."""
    best: tuple[int, str] | None = None
    for path in paths:
        role = path.partition(".")[0]
        penalty = min((a.penalty for a in proposition.arguments if a.role == role), default=0)
        for token in matcher.tokens(proposition, path):
            steps = _distance(matcher.document, token, heads)
            if steps is not None and (best is None or steps + penalty < best[0]):
                best = (steps + penalty, path)
    return best


def _half(matcher: Matcher[Proposition], proposition: Proposition, frame: Frame, ends: _Ends) -> int:
    """How many ends the frame's roles do not hold: a frame that has the source at least comes first."""
    source = _reach(matcher, proposition, frame.source, ends.source) is None
    target = _reach(matcher, proposition, frame.target, ends.target) is None
    return 2 * source + target


def _on_path(matcher: Matcher[Proposition], ends: _Ends) -> list[_Candidate]:
    between = set(ends.path)
    found: list[_Candidate] = []
    for proposition in matcher.propositions:
        match = matcher.best(proposition.index)
        if match is None:
            continue
        if proposition.token in between or proposition.nominal in between:
            cost = (_half(matcher, proposition, match.frame, ends), _depth(matcher, proposition))
            found.append(_candidate(matcher, Rung.PATH, cost, match, "its predicate stands between the two"))
    return found


def _governing(matcher: Matcher[Proposition], ends: _Ends) -> list[_Candidate]:
    document = matcher.document
    places = sorted(ends.source | ends.target)
    above = {t for end in places for t in document.ancestors(end)}
    sentences = {document.sentence_of[end] for end in places}
    found: list[_Candidate] = []
    for proposition in matcher.propositions:
        match = matcher.best(proposition.index)
        if match is None:
            continue
        if proposition.token in above:
            cost = (_half(matcher, proposition, match.frame, ends), 0, -_depth(matcher, proposition))
            found.append(_candidate(matcher, Rung.GOVERN, cost, match, "its predicate governs an end"))
        elif document.sentence_of[proposition.token] in sentences:
            near = min(abs(proposition.token - end) for end in places)
            cost = (_half(matcher, proposition, match.frame, ends), 1, near)
            found.append(
                _candidate(matcher, Rung.GOVERN, cost, match, "its predicate stands in the sentence")
            )
    return found


def _priors(matcher: Matcher[Proposition], ends: _Ends) -> list[_Candidate]:
    """Frames that know the predicate but do not fire: the one that misses least."""
    places = sorted(ends.source | ends.target)
    between = set(ends.path)
    found: list[_Candidate] = []
    for proposition in matcher.propositions:
        near = min((abs(proposition.token - end) for end in places), default=0)
        off = proposition.token not in between
        for position, key in enumerate(matcher.keys(proposition)):
            for frame in matcher.frames.get(key):
                if frame.complement is None and _conceivable(matcher, proposition, frame):
                    cost = (int(off), near, position, frame.constraints)
                    match = Match(frame, key, proposition.index)
                    found.append(
                        _candidate(matcher, Rung.PRIOR, cost, match, "no frame fires; this one comes nearest")
                    )
    return found


def _conceivable(matcher: Matcher[Proposition], proposition: Proposition, frame: Frame) -> bool:
    """Whether a frame that does not fire may still be guessed: not when it wants another doer, or a negation."""
    if frame.negated is not None and frame.negated != proposition.negated:
        return False
    return all(matcher.passes(test, proposition) for test in frame.where if test.role == "agent")


def _candidate(
    matcher: Matcher[Proposition], rung: Rung, cost: tuple[int, ...], match: Match, reason: str
) -> _Candidate:
    proposition = matcher.propositions[match.proposition]
    return _Candidate(rung, cost, match.frame, match.key, proposition, reason)


def _depth(matcher: Matcher[Proposition], proposition: Proposition) -> int:
    return sum(1 for _ in matcher.document.ancestors(proposition.token))


# --- the answer ---------------------------------------------------------------------------------------------------------


def _relations(
    matcher: Matcher[Proposition], book: Codebook, tables: Sequence[Table], candidates: Sequence[_Candidate]
) -> tuple[Relation, ...]:
    ranked: dict[str, Relation] = {}
    for candidate in candidates:
        frame = candidate.frame
        match = Match(frame, candidate.key, candidate.proposition.index)
        factuality, why = presented(matcher.document, matcher.propositions, match)
        label = fold(tables, book, frame.label, frame.mode, factuality, candidate.key)
        if label is None or label in ranked:
            continue
        ranked[label] = Relation(
            type=label,
            base=frame.label,
            mode=frame.mode,
            quad=book.quad(frame.label),
            factuality=factuality,
            rung=candidate.rung,
            predicate=candidate.key,
            rule=frame.rule,
            reason=f'"{candidate.proposition.span.text}": {candidate.reason}; {factuality.value}: {why}',
        )
    return tuple(ranked.values())


def fold(
    tables: Sequence[Table], book: Codebook, label: str, mode: str | None, factuality: Factuality, key: str
) -> str | None:
    """A type after all folding tables in order; factuality counts in the first table only."""
    folded: str | None = label
    for table in tables:
        if folded is None:
            return None
        folded = table.fold(folded, book.quad(folded), mode if folded == label else None, factuality, key)
    return folded
