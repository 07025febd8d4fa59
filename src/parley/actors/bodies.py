"""What stands beside a body's name: "the aid group Orne Relief", "Orne Watch, a monitoring group", "a rebel group, the Orne Front"."""

from __future__ import annotations

from collections.abc import Iterator

from parley.actors import misread, titles
from parley.actors.entries import Gazetteer
from parley.actors.found import Found, head_of, words
from parley.actors.lexicon import Lexicon
from parley.actors.phrases import Scene
from parley.codebook.predicates import is_time
from parley.language.document import Document
from parley.records import MentionKind

_BODIES = frozenset({"organisation", "armed"})
_INNER = frozenset({"-", "al", "el", "al-", "of", "the"})
_LONGEST = 5


def called(document: Document, covered: set[int], gazetteer: Gazetteer, lexicon: Lexicon) -> Iterator[Found]:
    """Names that the model missed, or read as places, right after a noun that says what they are: "the news agency Orna"."""
    for token in range(len(document) - 1):
        if document.words[token] not in misread.load()["bodies"] or document.upos[token] != "NOUN":
            continue
        start = end = token + 1
        limit = min(document.sentences[document.sentence_of[token]][1], start + _LONGEST)
        while end < limit and end not in covered and _part(document, end, start):
            end += 1
        while end > start and not document.words[end - 1][:1].isupper():
            end -= 1
        first = document.words[start]
        if (
            end == start
            or first in lexicon.genders
            or is_time(first.lower())
            or first.lower() in lexicon.nouns
        ):
            continue
        if end < limit and (end in covered or document.upos[end] == "PROPN"):
            continue
        pair = f"{document.words[token - 1]} {document.words[token]}".lower() if token else ""
        noun = lexicon.nouns.get(pair) or lexicon.nouns.get(document.words[token])
        if noun is None or noun.kind not in _BODIES:
            continue
        name = words(document, start, end)
        known = tuple(
            (e, use) for e, use in gazetteer.find(name) if use == "name" and e.kind not in ("person", "state")
        )
        yield Found(
            start=start, end=end, head=head_of(document, start, end), kind=MentionKind.NAME, cls=noun.kind, name=name,
            reason=f"a name after {noun.noun!r}", sectors=noun.sectors, candidates=known,
        )  # fmt: skip


def _part(document: Document, token: int, start: int) -> bool:
    word = document.words[token]
    if document.upos[token] == "PROPN" and word[:1].isupper():
        return True
    return token > start and word.lower() in _INNER


def beside(scene: Scene, found: Found) -> Found | None:
    """The body's name that a phrase stands beside, with what the phrase says taken into it; `None` where there is none."""
    if found.cls not in _BODIES or found.plural or found.candidates:
        return None
    name = _after(scene, found) or _across(scene, found) or _before(scene, found)
    if name is None:
        return None
    if name.cls == "person":
        name.cls = found.cls
    elif found.cls == "armed" and not name.candidates:
        name.cls = "armed"
    titles.relative(scene, found, name)
    return name


def _after(scene: Scene, found: Found) -> Found | None:
    """ "the aid group Orne Relief": the name right after the noun, which the model may take for a person's."""
    name = scene.names.get(found.head + 1)
    if (
        name is None
        or name.start != found.head + 1
        or scene.document.words[found.head] not in misread.load()["bodies"]
    ):
        return None
    if name.cls == "person":
        unknown = not name.candidates and name.title is None and name.gender is None
        return name if unknown and name.end - name.start > 1 else None
    return name if name.cls in _BODIES and not name.weak else None


def _across(scene: Scene, found: Found) -> Found | None:
    """ "a rebel group, the Orne Front,": the name after a comma, in apposition by the parse."""
    document = scene.document
    for child in document.children[found.head]:
        if child > found.head and document.deps[child] == "appos" and child in scene.names:
            name = scene.names[child]
            if name.cls in _BODIES and name.start - found.end <= 2 and document.words[found.end] == ",":
                return name
    return None


def _before(scene: Scene, found: Found) -> Found | None:
    """ "Orne Watch, a monitoring group": the name before a comma and an article."""
    document = scene.document
    article = document.words[found.start].lower()
    name = scene.names.get(found.start - 2)
    if found.start < 2 or document.words[found.start - 1] not in (",", "(") or name is None:
        return None
    if name.end != found.start - 1 or name.cls not in _BODIES or article not in ("a", "an", "the"):
        return None
    apposed = document.deps[found.head] == "appos" and name.start <= document.heads[found.head] < name.end
    return name if apposed else None
