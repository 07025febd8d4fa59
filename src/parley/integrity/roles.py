"""Role conflicts: one person described in two ways that do not go together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from parley.integrity.case import Case, Conflict, tokens
from parley.integrity.lexicon import Lexicon
from parley.records import Actor, ActorKind, FlagKind, MentionKind, Severity, Span

_DESCRIBING = ("appos", "compound", "amod", "nmod", "flat", "nmod:desc", "acl:relcl")
_PERSON = (ActorKind.PERSON, ActorKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Description:
    """An occupation as a report gives it to somebody."""

    occupation: str
    token: int
    span: Span


def find(case: Case, lexicon: Lexicon) -> Iterator[Conflict]:
    """One flag for each person and pair of classes."""
    described = {
        actor.id: list(descriptions(case, lexicon, actor)) for actor in case.actors if actor.kind in _PERSON
    }
    for actor, found in _backward(case, lexicon):
        if all(found.token != known.token for known in described.get(actor, [])):
            described.setdefault(actor, []).append(found)
    names = {actor.id: actor.name for actor in case.actors}
    for id, found_all in described.items():
        told: set[frozenset[str]] = set()
        ordered = sorted(found_all, key=lambda d: d.token)
        for a, b in combinations(ordered, 2):
            pair = frozenset((lexicon.occupation[a.occupation], lexicon.occupation[b.occupation]))
            if pair not in lexicon.incompatible or pair in told:
                continue
            if a.span.start < b.span.end and b.span.start < a.span.end:
                continue  # one phrase: "chief reporter"
            told.add(pair)
            yield Conflict(
                kind=FlagKind.ROLE_CONFLICT,
                severity=Severity.HIGH,
                spans=(a.span, b.span),
                reason=f"{names[id]} is described as “{a.span.text}” and as “{b.span.text}”",
                rule="roles",
                actors=(id,),
            )


def descriptions(
    case: Case, lexicon: Lexicon, actor: Actor, *, names_only: bool = False
) -> Iterator[Description]:
    """Occupations beside an actor's names and, unless `names_only`, in its nominal mentions."""
    document = case.document
    seen: set[int] = set()
    surname = {actor.name.split()[-1].lower()} if case.names(actor) and actor.name else set()
    for mention in actor.mentions:
        if mention.kind is MentionKind.PRONOUN or (names_only and mention.kind is not MentionKind.NAME):
            continue
        inside = tokens(document, mention.span)
        for token in inside:
            if mention.kind is MentionKind.NOMINAL:
                candidates = [token]
            else:
                candidates = [c for c in document.children[token] if document.deps[c].startswith(_DESCRIBING)]
                # "chief Khalil al-Hayya" may have the name as apposition of the occupation.
                if document.deps[token] in ("appos", "flat", "compound"):
                    candidates.append(document.heads[token])
            for candidate in candidates:
                # A surname may be a trade ("Cook", "Baker").
                if document.words[candidate].lower() in surname:
                    continue
                if candidate not in seen and _is_occupation(case, lexicon, candidate):
                    seen.add(candidate)
                    yield _description(case, candidate, mention.span)


def _is_occupation(case: Case, lexicon: Lexicon, token: int) -> bool:
    """Whether a token is an occupation that its bearer has now, outside quotations and negations."""
    document = case.document
    if document.lemmas[token].lower() not in lexicon.occupation or case.quoted[token]:
        return False
    if "Number=Plur" in document.morphs[token]:
        return False
    # A noun before another noun says whom the other serves: "artist union", "president's doctor".
    if document.deps[token] in ("compound", "nmod:poss") and document.upos[document.heads[token]] == "NOUN":
        return False
    around = {document.lemmas[c].lower() for c in document.children[token]}
    start, end = max(0, token - 3), min(len(document), token + 3)
    around.update(word.lower() for word in document.words[start:end])
    return not around & lexicon.past


def _description(case: Case, token: int, mention: Span) -> Description:
    """The occupation with what stands before it in its phrase."""
    document = case.document
    first = token
    while (
        first > 0
        and token - first < 5
        and document.heads[first - 1] == token
        and document.ends[first - 1] <= document.starts[first]
    ):
        if document.deps[first - 1] in ("punct", "cc", "appos"):
            break
        first -= 1
    span = document.span(first, token + 1)
    if (
        mention.start <= document.starts[token] < mention.end
        and len(mention.text) < 80
        and "," not in mention.text
    ):
        span = Span(
            start=min(span.start, mention.start),
            end=max(span.end, mention.end),
            text=document.text[min(span.start, mention.start) : max(span.end, mention.end)],
        )
    return Description(document.lemmas[token].lower(), token, span)


def _backward(case: Case, lexicon: Lexicon) -> Iterator[tuple[str, Description]]:
    """Definite descriptions at a sentence's head that nobody else bears, given to the one person that the sentence
    before is about. A rewriting machine that swaps an occupation leaves this behind, and coreference, which trusts
    descriptions, may then see a new person.
    """
    document = case.document
    people = {a.id for a in case.actors if a.kind is ActorKind.PERSON and case.names(a)}
    for index in range(1, len(document.sentences)):
        first, last = document.sentences[index]
        while first < last and document.upos[first] in ("SPACE", "PUNCT"):
            first += 1
        if first >= last or document.words[first] != "The":
            continue
        head = document.heads[first]
        if not first < head <= first + 4 or not _is_occupation(case, lexicon, head):
            continue
        if document.upos[head] != "NOUN":
            continue
        named = case.actor_of.get(head, frozenset()) & people
        subjects = _subjects(case, index - 1) & people
        paragraph = document.text[document.starts[document.sentences[index - 1][0]] : document.starts[first]]
        if named or len(subjects) != 1 or "\n\n" in paragraph.strip():
            continue
        if any(document.lemmas[t] == document.lemmas[head] for t in range(first)):
            continue  # the description was introduced before, for whomever
        yield (
            next(iter(subjects)),
            Description(document.lemmas[head].lower(), head, document.span(first, head + 1)),
        )


def _subjects(case: Case, sentence: int) -> frozenset[str]:
    """Actors that the subject of a sentence's main clause names."""
    document = case.document
    first, last = document.sentences[sentence]
    found: set[str] = set()
    for token in range(first, last):
        if document.deps[token].startswith("nsubj") and document.deps[document.heads[token]] == "root":
            start, end = document.edges(token)
            if end - start <= 12:
                found |= case.actors_near(start, end)
    return frozenset(found)
