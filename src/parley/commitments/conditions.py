"""On what a commitment depends: the forms of a condition inside the sentence.

The propositions know the plain ones (if, unless, until, in exchange for). Here the words that open a condition are looked
for in the sentence, so that one that the parse hung on a neighbouring word is still found; and forms are added that count
only for something yet to be done: "as soon as", "after", "without", a clause on "any", "those", "whoever".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parley.codebook.predicates import is_time
from parley.commitments import wording
from parley.commitments.desk import Desk
from parley.propositions.model import Kind, Tense

GENERIC = frozenset(
    {
        *("any", "every", "anyone", "whoever", "everyone", "those", "anybody", "everybody"),
        *("further", "another", "each"),
    }
)
"""Words that make a person or a deed any of its kind."""
_LONGEST = 4
"""Words of the longest opening ("in the event of")."""
_WEAK = frozenset(
    {"before", "after", "until", "till", "upon", "when", "whenever", "once", "without", "pending", "given"}
)
"""Openings that are as often a mere time or circumstance: a clause must follow."""
_TIMES = frozenset({"before", "after", "when", "whenever", "once", "until", "till"})
_PARTICIPLES = frozenset({"provided", "providing", "assuming", "supposing", "given"})
_HEADS = frozenset({"VERB", "NOUN", "PROPN", "PRON", "ADJ", "AUX", "NUM", "DET"})
_JOINS = frozenset({"that", "for", "of", "on"})
_WAITED_FOR = frozenset({"trial", "hearing", "sentencing", "deportation", "extradition"})
_QUESTIONING = frozenset(
    {"see", "ask", "know", "wonder", "determine", "decide", "check", "assess", "doubt", "judge", "learn"}
)
_STOP = frozenset({"parataxis", "discourse", "vocative"})


@dataclass(frozen=True, slots=True)
class Opened:
    """A condition: the tokens of its opening words (half-open) and the head of its clause or phrase."""

    first: int
    last: int
    head: int


def of(desk: Desk, *tokens: int) -> list[Opened]:
    """The conditions on any of the predicates `tokens` (the act, the content), in order of the text."""
    document = desk.document
    start, end = document.sentences[document.sentence_of[tokens[0]]]
    found: list[Opened] = []
    for token in range(start, end):
        if found and token < found[-1].last:
            continue
        length, opening = _opening(desk, token, end)
        if not length:
            continue
        head = _head_of(desk, token, token + length, end)
        if head is not None and _binds(desk, token, opening, head, tokens):
            found.append(Opened(token, token + length, head))
    return found


def _opening(desk: Desk, token: int, end: int) -> tuple[int, str]:
    """How many words open a condition at `token`, and which; the longest first."""
    known = desk.acts.lexicon.conditions
    if desk.document.words[token].lower() not in desk.acts.lexicon.openers:
        return 0, ""
    words = [word.lower() for word in desk.document.words[token : min(end, token + _LONGEST)]]
    for length in range(len(words), 0, -1):
        phrase = " ".join(words[:length])
        if phrase in known["clause"] or phrase in known["phrase"]:
            return length, phrase
    return 0, ""


def _head_of(desk: Desk, first: int, last: int, end: int) -> int | None:
    """The head of what the opening opens: above its words, else the first predicate that follows."""
    document = desk.document
    for token in range(last - 1, first - 1, -1):
        if token > first and document.upos[token] in ("NOUN", "PROPN"):
            return token
        head = document.heads[token]
        if token == first and document.words[first].lower() in _PARTICIPLES:
            break
        clausal = document.upos[head] == "ADV" and desk.subject(head) is not None
        if head >= last and (document.upos[head] in _HEADS or clausal):
            return head
    if document.words[first].lower() in _PARTICIPLES and any(
        document.deps[c] in ("ccomp", "xcomp") and c > first for c in document.children[first]
    ):
        return first
    for token in range(last, end):
        if document.words[token] in (",", "”", "“", ";"):
            return None
        if desk.proposition(token) is not None:
            return token
    return None


def _binds(desk: Desk, first: int, opening: str, head: int, tokens: Sequence[int]) -> bool:
    """Whether the condition hangs on one of the predicates."""
    document = desk.document
    if head in tokens or any(t in tokens for t in document.subtree(head)):
        return False
    if opening in _PARTICIPLES and (
        desk.subject(first) is not None
        or desk.proposition(head) is None
        or any(document.deps[c].startswith(("aux", "obj")) for c in document.children[first])
    ):
        return False
    if opening == "should":
        # "Should the talks fail": a verb before its subject.
        inverted = document.heads[first] == head and any(
            document.deps[c].startswith("nsubj") and c > first for c in document.children[head]
        )
        if not inverted and not _leads(desk, first, head):
            return False
    if opening == "when" and [w.lower() for w in document.words[first + 1 : first + 3]] == ["it", "comes"]:
        return False  # "when it comes to trade": what it is about
    if opening == "the moment" and first > 0 and document.upos[first - 1] == "ADP":
        return False  # "at the moment"
    if opening in ("as soon as", "as long as") and desk.lemma(head) in ("possible", "necessary", "practical"):
        return False  # a manner of speaking
    if opening == "pending" and desk.lemma(head) in _WAITED_FOR:
        return False  # "prison pending trial": how long
    if opening in _WEAK and not _weighs(desk, opening, head, tokens):
        return False
    if _dated(desk, head):
        return False
    if opening == "if" and document.heads[head] < first:
        if desk.lemma(document.heads[head]) in _QUESTIONING and document.deps[head] in ("ccomp", "advcl"):
            return False  # "to see if we can"
    at_time = first > 0 and is_time(desk.lemma(first - 1))
    if opening in _TIMES and (at_time or document.deps[head].startswith("acl")):
        return False  # "at a time when the ships are at sea"
    above = head
    for _ in range(8):
        if document.heads[above] == above or (above != head and _reason(desk, above)):
            return False
        if above != head and _nearer(desk, above, first):
            return False
        above = document.heads[above]
        if above in tokens:
            return True
    return False


def _nearer(desk: Desk, clause: int, first: int) -> bool:
    """Whether a condition hangs on a clause of its own right before it: "told her to stop, and said that she cannot stay unless …"."""
    relation = desk.document.deps[clause]
    if clause > first:
        return False
    if wording.aside(desk, clause):
        return True  # "pressed them to pay, vowing to leave if …"
    return relation in ("ccomp", "acl:relcl") or (relation == "conj" and desk.subject(clause) is not None)


def _reason(desk: Desk, clause: int) -> bool:
    """As in "because the army will not leave until …": what a reason depends on is no condition of the deed."""
    document = desk.document
    return document.deps[clause] == "advcl" and any(
        desk.lemma(c) in ("because", "since", "as", "for") and document.deps[c] == "mark"
        for c in document.children[clause]
    )


def _leads(desk: Desk, first: int, head: int) -> bool:
    """Whether "should" opens its sentence or follows a comma, and a comma closes what it opens before the main clause."""
    document = desk.document
    start, end = document.sentences[document.sentence_of[first]]
    before = [t for t in range(start, first) if document.upos[t] not in ("PUNCT", "SPACE")]
    opens = not before or document.words[first - 1] == ","
    return opens and document.words[end - 1] != "?" and "," in document.words[head : document.heads[head]]


def _weighs(desk: Desk, opening: str, head: int, tokens: Sequence[int]) -> bool:
    """Whether a doubtful opening sets a condition: a clause with its own subject, not a mere date or circumstance."""
    if opening == "without":
        return any(p is not None and p.negated for p in map(desk.matcher.at, tokens))
    clause = desk.proposition(head)
    if clause is None and desk.subject(head) is not None:
        return True
    if clause is None:
        # "until a truce": an event that is awaited, where nothing says when it is.
        event = desk.matcher.at(head)
        return opening in ("until", "till", "pending") and event is not None and event.kind is Kind.NOUN
    if desk.subject(head) is None and desk.document.tags[head] not in ("VBZ", "VBP"):
        return False
    if opening in _TIMES and _scheduled(desk, head):
        return False  # "when the premier visits on 15 February"
    if opening in ("before", "after") and not any(map(desk.bars, tokens)):
        return False  # "will rest before the talks begin" orders two things in time
    # "When X voted for it": a past clause sets a condition only after a deed that is itself reported ("would").
    auxiliaries = [c for c in desk.document.children[head] if desk.document.deps[c] in ("aux:pass", "cop")]
    if (
        clause.tense is Tense.PAST
        and clause.modality is None
        and any(desk.document.tags[t] == "VBD" for t in (head, *auxiliaries))
    ):
        undergone = desk.document.tags[head] != "VBD"
        return any(
            p is not None and p.modality == "would" and (undergone or p.token < head)
            for p in map(desk.matcher.at, tokens)
        )
    return True


def _scheduled(desk: Desk, clause: int) -> bool:
    """Whether a clause has a date: it tells when, not on what condition."""
    return any(
        time.start_token <= child < time.end_token
        for time in desk.times
        for child in desk.document.children[clause]
    )


def _dated(desk: Desk, token: int) -> bool:
    """Whether a phrase is a time: "until 2030", "before Friday"."""
    if desk.proposition(token) is not None:
        return False
    return any(time.start_token <= token < time.end_token for time in desk.times)


def generic(desk: Desk, tokens: Iterable[int]) -> list[int]:
    """Clauses that say to whom a general threat or promise applies: "any ship that approaches", "soldiers who surrender".

    `tokens` are the heads of the parties it may apply to.
    """
    document = desk.document
    found = []
    for token in tokens:
        words = {document.lemmas[token].lower(), document.words[token].lower()}
        words |= {document.lemmas[c].lower() for c in document.children[token] if document.deps[c] == "det"}
        clauses = [c for c in document.children[token] if document.deps[c] == "acl:relcl"]
        if words & GENERIC or unnamed(desk, token):
            found += [c for c in clauses if words & GENERIC or _timeless(desk, c)]
    return sorted(set(found))


def unnamed(desk: Desk, token: int) -> bool:
    """Whether a plural stands without article, number or owner: all of them that there may be."""
    document = desk.document
    held = {document.deps[c].partition(":")[0] for c in document.children[token] if c < token}
    return document.tags[token] == "NNS" and not held & {"det", "nummod", "nmod"}


def _timeless(desk: Desk, clause: int) -> bool:
    """Whether a relative clause goes straight on and is in the present, or the past of what is reported."""
    document = desk.document
    return document.tags[clause] in ("VBP", "VBZ") and document.words[document.edges(clause)[0] - 1] != ","


def tokens(desk: Desk, opened: Opened) -> list[int]:
    """All tokens of a condition, to the end of its clause.

    What the parse hung beside it is taken in when it goes straight on: "on condition | that X does Y".
    """
    document = desk.document
    kept = {t for t in _without_asides(desk, opened.head) if t >= opened.first} | set(
        range(opened.first, opened.last)
    )
    end = document.sentences[document.sentence_of[opened.first]][1]
    closing = next((t for t in range(opened.last, end) if _closes(desk, t)), end)
    kept = {t for t in kept if t < closing or opened.head > closing}
    while True:
        after = max(kept) + 1
        if after + 1 < end and document.words[after] == ":" and document.words[after + 1].lower() == "that":
            after += 1
        if after >= end or document.words[after].lower() not in _JOINS:
            return sorted(kept)
        top = _top_from(desk, after, kept)
        if top is None:
            return sorted(kept)
        kept.update(t for t in _without_asides(desk, top) if t >= after)


def _closes(desk: Desk, token: int) -> bool:
    """Whether a quotation mark closes what is quoted; a straight one that a blank precedes opens it."""
    document = desk.document
    if document.words[token] in ("”", "''"):
        return True
    return document.words[token] == '"' and document.ends[token - 1] == document.starts[token]


def _top_from(desk: Desk, token: int, kept: set[int]) -> int | None:
    """The highest head whose words all start at `token`."""
    document = desk.document
    top: int | None = None
    current = token
    for _ in range(6):
        if document.heads[current] == current:
            break
        current = document.heads[current]
        if current in kept or current < token or document.edges(current)[0] < token:
            break
        top = current
    return top


def _without_asides(desk: Desk, head: int) -> Iterable[int]:
    stack = [head]
    while stack:
        token = stack.pop()
        yield token
        for child in desk.document.children[token]:
            if desk.document.deps[child] in _STOP or (
                desk.document.deps[child] == "conj" and token == head and desk.subject(child) is not None
            ):
                continue
            stack.append(child)
