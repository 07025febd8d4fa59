"""Names that the language model missed, or cut short, where the report itself shows what they are.

A title before proper nouns, a given name, or the same words named elsewhere in the report tell a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from parley.actors.found import Found, head_of, words
from parley.actors.lexicon import Lexicon
from parley.codebook.predicates import is_time
from parley.language.document import Document
from parley.records import MentionKind

LOCATING = frozenset({"in", "at", "near", "outside", "inside", "across"})
_INNER = frozenset({"-", "al", "el", "bin", "de", "der", "van", "von", "al-", "ibn"})
_COMPASS = frozenset({"North", "South", "East", "West"})
_LONGEST = 8


def complete(document: Document, kept: list[Found], lexicon: Lexicon) -> list[Found]:
    """The names in `kept` with those that the report shows besides, none overlapping another."""
    kept = _ships(document, _compass(document, _whole(document, kept)))
    for step in (_runs, _titled, _shouted, _speaking, _surnames, _houses):
        covered = {t for f in kept for t in range(f.start, f.end)}
        kept.extend(step(document, kept, covered, lexicon))
    return kept


def is_title(word: str, lexicon: Lexicon) -> bool:
    """Whether a word (lower case) names an office or stands before names."""
    noun = lexicon.nouns.get(word)
    return noun is not None and (noun.role or noun.title)


def _whole(document: Document, kept: list[Found]) -> list[Found]:
    """Names of two words or more wherever the report has the same words, in place of parts of them."""
    known: dict[str, list[tuple[tuple[str, ...], Found]]] = {}
    for found in kept:
        form = tuple(document.words[found.start : found.end])
        if 1 < len(form) <= _LONGEST and not found.candidates:
            known.setdefault(form[0], []).append((form, found))
    if not known:
        return kept
    at = {t: f for f in kept for t in range(f.start, f.end)}
    dropped: set[int] = set()
    added: list[Found] = []
    token = 0
    while token < len(document):
        options = sorted(known.get(document.words[token], ()), key=lambda x: -len(x[0]))
        for form, model in options:
            end = token + len(form)
            if tuple(document.words[token:end]) != form:
                continue
            there = {id(at[t]): at[t] for t in range(token, end) if t in at}.values()
            if any(
                f.candidates or f.start < token or f.end > end or f.end - f.start >= len(form) for f in there
            ):
                continue
            dropped.update(id(f) for f in there)
            head = head_of(document, token, end)
            added.append(
                replace(model, start=token, end=end, head=head, reason="a name given elsewhere in the report")
            )
            token = end - 1
            break
        token += 1
    return [f for f in kept if id(f) not in dropped] + added


def _compass(document: Document, kept: list[Found]) -> list[Found]:
    """ "the North" in a report that names one state so: "North Korea"."""
    named: dict[str, dict[str, Found]] = {}
    for found in kept:
        if found.cls == "state" and found.candidates and document.words[found.start] in _COMPASS:
            if found.end - found.start > 1:
                states = named.setdefault(document.words[found.start], {})
                states.setdefault(found.candidates[0][0].id, found)
    added: list[Found] = []
    for token in range(1, len(document) if named else 0):
        word = document.words[token]
        if len(named.get(word, ())) != 1 or document.words[token - 1].lower() != "the":
            continue
        if token + 1 < len(document) and document.words[token + 1][:1].isupper():
            continue
        (model,) = named[word].values()
        added.append(
            replace(
                model,
                start=token,
                end=token + 1,
                head=token,
                name=model.candidates[0][0].name,
                reason=f"short for {model.name}",
                weak=document.deps[token] in ("compound", "amod"),
            )
        )
    taken = {f.start for f in added}
    return [f for f in kept if f.end - f.start > 1 or f.start not in taken] + added


def _ships(document: Document, kept: list[Found]) -> list[Found]:
    """Ships of navies, by the letters before their names: "HMS Ember"."""
    added: list[Found] = []
    for token in range(len(document) - 1):
        country = _NAVIES.get(document.words[token])
        if country is None or not document.words[token + 1][:1].isupper():
            continue
        end = token + 1
        while end < len(document) and end - token < 4 and document.upos[end] == "PROPN":
            end += 1
        end = max(end, token + 2)
        added.append(
            Found(
                start=token,
                end=end,
                head=head_of(document, token, end),
                kind=MentionKind.NAME,
                cls="organisation",
                name=words(document, token, end),
                country=country,
                sectors=("MIL",),
                reason="a ship by the letters before its name",
            )
        )
    at = {t for f in added for t in range(f.start, f.end)}
    return [f for f in kept if not any(t in at for t in range(f.start, f.end))] + added


_NAVIES = {
    "USS": "USA", "USNS": "USA", "HMS": "GBR", "HMAS": "AUS", "HMCS": "CAN", "HMNZS": "NZL", "FS": "FRA", "HNLMS": "NLD",
}  # fmt: skip


def _runs(
    document: Document,
    kept: list[Found],  # noqa: ARG001
    covered: set[int],
    lexicon: Lexicon,
) -> Iterator[Found]:
    """Two or more proper nouns that begin with a given name or follow a title: persons that the model missed."""
    token, size = 0, len(document)
    while token < size:
        end = token
        while end < size and _proper(document, end, covered, token, lexicon.genders):
            end += 1
        start = token
        token = max(end, token + 1)
        while start < end and (
            document.words[start] == "-" or is_title(document.words[start].lower(), lexicon)
        ):
            start += 1
        if start < end and document.words[start] not in lexicon.genders:
            # "Home Secretary Ana Sol": the title may be longer than a word.
            titles = (t for t in range(start + 1, end - 1) if is_title(document.words[t].lower(), lexicon))
            start = max(titles, default=start - 1) + 1
        if end - start < 2 or end - start > 5:
            continue
        titled = start > 0 and is_title(document.words[start - 1].lower(), lexicon)
        gender = lexicon.genders.get(document.words[start])
        if titled or gender:
            why = "proper nouns after a title" if titled else "a given name and a surname"
            yield _person(document, start, end, why, gender)
        elif _introduced(document, start, end, lexicon):
            yield _person(document, start, end, "proper nouns with an office beside them, or speaking")


def _introduced(document: Document, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a run that the parse joins as it joins names is followed by an office, or is who said something."""
    if any(document.entity_of[t] is not None for t in range(start, end)):
        return False
    if not all(document.deps[t] == "flat" and document.heads[t] == start for t in range(start + 1, end)):
        return False
    if any(
        document.words[t].isupper() or document.words[t].lower() in lexicon.nouns for t in range(start, end)
    ):
        return False
    if document.words[end : end + 1] == [","]:
        office = next(
            (t for t in range(end + 1, min(end + 5, len(document))) if document.upos[t] == "NOUN"), 0
        )
        return office > 0 and document.heads[office] == start and is_title(document.words[office], lexicon)
    verb = document.lemmas[document.heads[start]].lower()
    return document.deps[start] == "nsubj" and verb in ("say", "tell", "add")


def _person(document: Document, start: int, end: int, why: str, gender: str | None = None) -> Found:
    return Found(
        start=start, end=end, head=head_of(document, start, end), kind=MentionKind.NAME, cls="person",
        name=words(document, start, end), reason=why, gender=gender,
    )  # fmt: skip


def _proper(document: Document, token: int, covered: set[int], start: int, given: Mapping[str, str]) -> bool:
    word = document.words[token]
    entity = document.entity_of[token]
    if entity is not None and entity.label == "LOC" and entity.end - entity.start > 1:
        return False
    if token in covered or document.sentence_of[token] != document.sentence_of[start]:
        return False
    if token == start and word in given and document.upos[token] in ("ADJ", "NOUN", "VERB"):
        return True
    return (document.upos[token] == "PROPN" and word[:1].isupper()) or (token > start and word in _INNER)


def _titled(
    document: Document,
    kept: list[Found],  # noqa: ARG001
    covered: set[int],
    lexicon: Lexicon,
) -> Iterator[Found]:
    """One capitalised word after "Mr" and the like, or one proper noun after an office: "Secretary Orne"."""
    for token in range(1, len(document)):
        word, before = document.words[token], document.words[token - 1]
        if token in covered or not word[:1].isupper() or len(word) < 3 or not before[:1].isupper():
            continue
        title = lexicon.nouns.get(before.lower())
        if title is None or title.kind != "person" or not (title.title or title.role):
            continue
        if document.sentence_of[token] != document.sentence_of[token - 1] or word.lower() in lexicon.nouns:
            continue
        if title.role and (
            word.isupper() or any(document.upos[t] == "PROPN" for t in _after(document, token))
        ):
            continue
        if document.upos[token] in (("PROPN",) if title.role else ("PROPN", "NOUN", "ADJ")):
            yield _person(document, token, token + 1, "a capitalised word after a title", title.gender)


def _after(document: Document, token: int) -> range:
    return range(token + 1, min(token + 2, len(document)))


def _shouted(document: Document, kept: list[Found], covered: set[int], lexicon: Lexicon) -> Iterator[Found]:
    """A known surname in a line of capitals, with the given name and initial before it: "GEN. ANNA B. MORN"."""
    surnames = {
        document.words[f.end - 1].upper(): f
        for f in kept
        if f.cls == "person" and len(document.words[f.end - 1]) > 3
    }
    given = {name.upper() for name in lexicon.genders} if surnames else set()
    given.update(document.words[f.start].upper() for f in surnames.values() if f.end - f.start > 1)
    for token, word in enumerate(document.words):
        if token in covered or not word.isupper() or word not in surnames:
            continue
        start = token
        if start and len(document.words[start - 1].rstrip(".")) == 1 and document.words[start - 1].isupper():
            start -= 1
        if start and document.words[start - 1] in given:
            start -= 1
        elif start < token:
            start = token
        found = _person(document, start, token + 1, "a name given elsewhere in the report")
        found.name = found.name.title()
        yield found


_SAYING = frozenset(
    ["say", "tell", "add", "reply", "respond", "warn", "ask", "insist", "argue", "note", "explain", "stress"]
)
"""Verbs whose subject is somebody; what "shows" or "suggests" something may be a thing."""


def _speaking(
    document: Document,
    kept: list[Found],  # noqa: ARG001
    covered: set[int],
    lexicon: Lexicon,
) -> Iterator[Found]:
    """A proper noun that says something: "“…,” Orlov told the paper"; no person where it says what "it" does or is a place."""
    placed = {
        document.words[t]
        for t in range(1, len(document))
        if document.words[t - 1].lower() in LOCATING or document.words[t + 1 : t + 2] in (["'s"], ["’s"])
    }
    for token, word in enumerate(document.words):
        verb = document.heads[token]
        if (
            token in covered
            or document.tags[token] != "NNP"
            or document.deps[token] != "nsubj"
            or document.lemmas[verb].lower() not in _SAYING
            or not (word[:1].isupper() and word.isalpha() and len(word) > 2)
            or is_time(word.lower())
            or word.lower() in lexicon.nouns
        ):
            continue
        said = {
            document.words[c].lower()
            for clause in document.dependents(verb, "ccomp")
            for c in document.dependents(clause, "nsubj")
        }
        if word in placed or "it" in said:
            continue
        start = token
        while start - 1 not in covered and document.heads[start - 1] == token:
            if document.tags[start - 1] != "NNP" or not document.words[start - 1].isalpha():
                break
            start -= 1
        yield Found(
            start=start,
            end=token + 1,
            head=token,
            kind=MentionKind.NAME,
            cls="organisation" if word.isupper() else "person",
            name=words(document, start, token + 1),
            reason="a proper noun that says something",
            gender=lexicon.genders.get(document.words[start]) if start < token else None,
        )


def _surnames(
    document: Document,
    kept: list[Found],
    covered: set[int],
    lexicon: Lexicon,
) -> Iterator[Found]:
    """Names given elsewhere in the report, where the language model missed them."""
    full = {
        document.words[f.end - 1]: f.cls
        for f in kept
        if (f.cls == "person" or (f.end - f.start == 1 and not f.candidates and f.cls != "state"))
        and len(document.words[f.end - 1]) > 2
        and document.upos[f.end - 1] == "PROPN"
    }
    for f in kept:
        given = document.words[f.start]
        unknown = not f.candidates and f.end - f.start == 2 and given.isalpha() and len(given) > 2
        unknown = unknown and not given.isupper() and given.lower() not in lexicon.nouns
        if f.cls == "person" and f.end - f.start > 1 and (given in lexicon.genders or unknown):
            full.setdefault(given, "person")
    if not full:
        return
    for token, word in enumerate(document.words):
        if word not in full or token in covered or document.upos[token] != "PROPN":
            continue
        entity = document.entity_of[token]
        if (
            entity is not None
            and entity.label == "LOC"
            and word not in lexicon.genders
            and full[word] == "person"
        ):
            if word in {document.words[f.start] for f in kept} - {document.words[f.end - 1] for f in kept}:
                continue  # a place called like somebody's given name
        if full[word] != "person" or document.words[token - 1].lower() not in LOCATING:
            yield Found(
                start=token,
                end=token + 1,
                head=token,
                kind=MentionKind.NAME,
                cls=full[word],
                name=word,
                reason="a name given elsewhere in the report",
            )


def _houses(
    document: Document,
    kept: list[Found],  # noqa: ARG001
    covered: set[int],
    lexicon: Lexicon,
) -> Iterator[Found]:
    """Words that name a body by their capital alone: "the House", but not "the house"."""
    for token, word in enumerate(document.words):
        sectors = lexicon.capitals.get(word)
        if sectors is None or token in covered or token == 0 or document.upos[token] != "PROPN":
            continue
        if document.words[token - 1].lower() not in ("the", "this", "that", "our", "both"):
            continue
        if token + 1 < len(document) and document.upos[token + 1] == "PROPN":
            continue
        yield Found(
            start=token, end=token + 1, head=token, kind=MentionKind.NAME, cls="organisation", name=word,
            reason="a body by its capital letter", sectors=sectors,
            weak=document.deps[token] in ("compound", "amod"),
        )  # fmt: skip
