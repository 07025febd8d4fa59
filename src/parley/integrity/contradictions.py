"""Contradictions: told as done and as still open; told as the first and after an earlier one."""

from __future__ import annotations

from collections.abc import Iterator

from parley.integrity.case import Case, Conflict
from parley.integrity.lexicon import Lexicon, Outcome
from parley.records import FlagKind, MentionKind, Severity, Span

_REACH = 7
"""Words between a verb and its object, or an open word and its noun."""
_UNDONE = frozenset(
    [
        "if",
        "unless",
        "until",
        "once",
        "would",
        "will",
        "could",
        "may",
        "might",
        "should",
        "must",
        "to",
        "not",
        "never",
        "n't",
        "can",
        "whether",
        "before",
        "hopes",
        "expected",
        "when",
        "without",
    ]
)
_PRESENT_OR_PAST = frozenset({"VBD", "VBZ", "VBN", "VBP"})
_WINDOW = 16
"""Words around a passage in which its parties are looked for."""
_PARTIES = 2
"""Parties that two meetings must share to be of the same people."""


def find(case: Case, lexicon: Lexicon) -> Iterator[Conflict]:
    """Both kinds, in the order of the vocabulary."""
    for outcome in lexicon.outcomes:
        yield from _done_and_open(case, outcome)
    yield from _first_and_earlier(case, lexicon)


def _done_and_open(case: Case, outcome: Outcome) -> Iterator[Conflict]:
    """One flag for an outcome with all passages that tell it as done and as open."""
    done: list[tuple[int, int]] = []
    open_: list[tuple[int, int]] = []
    document = case.document
    for token, lemma in enumerate(document.lemmas):
        low = lemma.lower()
        if low in outcome.verbs and (document.upos[token] == "VERB" or _headline_verb(case, token)):
            target = _object(case, outcome, token)
            if target is None:
                continue
            (done if _is_done(case, token) else open_ if _is_conditional(case, token) else []).append(
                (token, target + 1)
            )
        elif low in outcome.nouns and document.upos[token] in ("NOUN", "PROPN"):
            word = _open_word(case, outcome, token)
            if word is not None:
                open_.append((word, token + 1))
    done = [d for d in done if not case.quoted[d[0]]]
    open_ = [o for o in open_ if not case.quoted[o[0]] and not _told_as_past(case, o[0])]
    if not done or not open_:
        return
    # What was open in an earlier passage and done in a later one may be the story's course; only a report that goes
    # on calling the outcome open, or tells it as done in its headline, contradicts itself.
    last_open, first_done = max(o[0] for o in open_), min(d[0] for d in done)
    if last_open < first_done and len(open_) < 2:
        return
    shared = [d for d in done if _parties_meet(case, d[0], [o[0] for o in open_])]
    if not shared:
        return
    spans = [document.span(*passage) for passage in sorted({*shared, *open_})]
    yield Conflict(
        kind=FlagKind.CONTRADICTION,
        severity=Severity.HIGH,
        spans=tuple(spans),
        reason=f"the {outcome.name} is told as done (“{document.span(*shared[-1]).text}”) and as still open "
        f"(“{document.span(*open_[-1]).text}”)",
        rule="contradictions",
    )


def _headline_verb(case: Case, token: int) -> bool:
    """Whether a "noun" is a verb as headlines have it ("Rebels sign deal"): parsers trip over titles inside a text."""
    document = case.document
    return (
        document.upos[token] == "NOUN"
        and token > 0
        and document.words[token].islower()
        and document.words[token].endswith("s")
        and document.upos[token - 1] == "PROPN"
        and token + 1 < len(document)
        and document.upos[token + 1] in ("NOUN", "ADJ")
    )


def _object(case: Case, outcome: Outcome, verb: int) -> int | None:
    """The noun of the outcome that a verb takes: by the parse, or by standing close behind it in telegraphic style."""
    document = case.document
    direct = next(
        (
            c
            for c in document.children[verb]
            if document.deps[c].startswith(("obj", "nsubj:pass", "obl"))
            and document.lemmas[c].lower() in outcome.nouns
        ),
        None,
    )
    if direct is not None and direct > verb:
        return direct
    for token in range(verb + 1, min(verb + _REACH, len(document))):
        if document.upos[token] in ("PUNCT", "VERB", "SCONJ"):
            return None
        if document.lemmas[token].lower() in outcome.nouns and document.upos[token] in ("NOUN", "PROPN"):
            return token
    return None


def _before(case: Case, token: int) -> set[str]:
    """Words of the clause before a token: its function words, and the few words before it in its sentence."""
    document = case.document
    start = max(document.sentences[document.sentence_of[token]][0], token - 5)
    words = {document.words[c].lower() for c in document.children[token] if c < token}
    return words | {w.lower() for w in document.words[start:token]}


def _is_done(case: Case, verb: int) -> bool:
    finite = case.document.tags[verb] in _PRESENT_OR_PAST or case.document.upos[verb] == "NOUN"
    return finite and not _before(case, verb) & _UNDONE


def _is_conditional(case: Case, verb: int) -> bool:
    """Under "if", "until" and the like: the outcome is not there yet."""
    return bool(_before(case, verb) & {"if", "unless", "until", "once"})


def _open_word(case: Case, outcome: Outcome, noun: int) -> int | None:
    """A word before a noun, in its phrase, that says the thing is not there yet."""
    document = case.document
    for token in range(noun - 1, max(-1, noun - 4), -1):
        if (
            document.lemmas[token].lower() in outcome.open_adjectives
            or document.words[token].lower() in outcome.open_adjectives
        ):
            return token
        if document.upos[token] in ("PUNCT", "VERB", "ADP", "DET", "PRON"):
            return None
    return None


def _told_as_past(case: Case, token: int) -> bool:
    """Whether a passage is told as what used to be: "had long been a possible deal"."""
    document = case.document
    start = document.sentences[document.sentence_of[token]][0]
    return "had" in {w.lower() for w in document.words[max(start, token - 8) : token]}


def _parties_meet(case: Case, done: int, opens: list[int]) -> bool:
    """Whether who is around one passage is around another, too; passages without parties go with any."""
    here = case.actors_near(done - _WINDOW, done + _WINDOW)
    there = [case.actors_near(o - 2 * _WINDOW, o + 2 * _WINDOW) for o in opens]
    return not here or any(not other or here & other for other in there)


def _first_and_earlier(case: Case, lexicon: Lexicon) -> Iterator[Conflict]:
    document = case.document
    firsts = [p for p in phrases(case, lexicon.first) if not case.quoted[p[0]]]
    if not firsts:
        return
    occasions = [
        (token, kind)
        for token, lemma in enumerate(document.lemmas)
        if (kind := lexicon.occasions.get(lemma.lower())) is not None
        and document.upos[token] in ("NOUN", "VERB", "PROPN")
    ]
    earlier = phrases(case, lexicon.earlier)
    told: set[str] = set()
    for start, end in firsts:
        around = [
            (abs(token - start), token, kind) for token, kind in occasions if start - 10 <= token <= end + 4
        ]
        if not around:
            continue
        _, occasion, kind = min(around)
        if kind in told:
            continue
        found = _earlier_one(case, kind, (min(occasion, start), max(occasion + 1, end)), occasions, earlier)
        if found is None:
            continue
        told.add(kind)
        first = document.span(min(occasion, start), max(occasion + 1, end))
        yield Conflict(
            kind=FlagKind.CONTRADICTION,
            severity=Severity.MEDIUM,
            spans=tuple(sorted((first, found))),
            reason=f"“{first.text}” is said of a {kind}, and “{found.text}” is told of an earlier one of the same parties",
            rule="contradictions",
        )


def _earlier_one(
    case: Case,
    kind: str,
    claim: tuple[int, int],
    occasions: list[tuple[int, str]],
    earlier: list[tuple[int, int]],
) -> Span | None:
    """A passage away from the claim that tells of an earlier occasion of the same kind and the same parties."""
    document = case.document
    parties = _countries(case, claim[0] - _WINDOW, claim[1] + 6)
    for token, other in occasions:
        if other != kind or claim[0] - 2 <= token < claim[1] + 2:
            continue
        low, high = token, token + 1
        for start, end in earlier:
            first, last = min(token, start), max(token + 1, end)
            if (
                last - first > 16
                or (first < claim[1] and claim[0] < last)
                or "." in document.words[first:last]
            ):
                continue
            low, high = min(low, first), max(high, last)
        if (low, high) == (token, token + 1):
            continue
        around = (
            (max(low - 12, claim[1]), high + 4) if low >= claim[1] else (low - 12, min(high + 4, claim[0]))
        )
        if len(parties & _countries(case, *around)) >= _PARTIES:
            return document.span(low, high)
    return None


def _countries(case: Case, first: int, last: int) -> frozenset[str]:
    """Parties near a passage, each as its country or, without one, its id: an envoy stands for whom he is sent by."""
    ids = case.actors_near(first, last)
    return frozenset(
        actor.country or actor.id
        for actor in case.actors
        if actor.id in ids and any(m.kind is not MentionKind.PRONOUN for m in actor.mentions)
    )


def phrases(case: Case, phrases: tuple[tuple[str, ...], ...]) -> list[tuple[int, int]]:
    """Where phrases, of lemmas or words, stand: first and last (half-open) token, in order."""
    document = case.document
    forms = [
        (lemma.lower(), word.lower()) for lemma, word in zip(document.lemmas, document.words, strict=True)
    ]
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase[0], []).append(phrase)
    found = []
    for token, (lemma, word) in enumerate(forms):
        candidates = by_first.get(lemma) or by_first.get(word) or ()
        for phrase in candidates:
            here = forms[token : token + len(phrase)]
            if len(here) == len(phrase) and all(w in form for w, form in zip(phrase, here, strict=True)):
                found.append((token, token + len(phrase)))
                break
    return found
