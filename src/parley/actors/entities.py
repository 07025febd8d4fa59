"""The language model's names made whole: taken apart, lengthened, or read otherwise where the words say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parley.actors import misread
from parley.actors.found import head_of, words
from parley.actors.lexicon import Lexicon
from parley.actors.repeats import is_title
from parley.language.document import Document, Entity

_NO_ACTORS = frozenset(
    {"exercise", "operation", "hurricane", "typhoon", "camp", "mount", "lake", "fort", "cape"}
)
"""What begins the names of undertakings, storms and places."""
_FIELDS = frozenset(
    {"police", "defence", "defense", "state", "interior", "justice", "finance", "staff", "intelligence"}
)
"""What an office may be "of", right before the name of who holds it."""
_INNER = frozenset({"-", "al", "el", "al-", "bin", "ibn", "abu"})
"""What stands within names: "Omar al-Orn"."""
_PARTICLES = _INNER | {
    "de",
    "di",
    "da",
    "del",
    "der",
    "den",
    "dos",
    "la",
    "le",
    "van",
    "von",
    "ten",
    "ter",
    "ul",
    "d'",
}
"""With what in small letters names of persons begin."""
_POSTNOMINAL = re.compile(r"[A-Z]{2,4}|PhD|MdB")
"""Letters after a name: "MP", "QC", "FRS"."""


def apart(document: Document, lexicon: Lexicon) -> Iterator[Entity]:
    """The model's names, those that join a person and a body taken apart: "Ana Sol of the Mill Union", "GFA's Ben Orr"."""
    words = document.words
    for entity in _joined(document):
        label, start, end = entity.label, entity.start, entity.end
        if label == "LOC":
            start = _holder(document, entity, lexicon)
            label = "LOC" if start == entity.start else "PER"
            yield Entity(start=start, end=end, label=label)
            continue
        if label not in ("PER", "ORG"):
            yield entity
            continue
        if label == "ORG":
            start = _behind_people(document, entity, lexicon)
        for token in range(start + 1, end - 1):
            given = words[start] in lexicon.genders
            if words[token] == "of" and token - start > 1 and (label == "PER" or given):
                yield Entity(start=start, end=token, label="PER")
                label, start, end = "ORG", token + 1, _onwards(document, end)
                break
            body = lexicon.nouns.get(words[token - 1].lower())
            if label == "ORG" and words[token] in lexicon.genders and body is not None:
                if body.kind == "organisation" and token - start > 1:
                    yield Entity(start=start, end=token, label="ORG")
                    label, start = "PER", token  # "Security Council Ana Sol"
                    break
            if label == "ORG" and token - start > 1 and _style(words[token], lexicon):
                yield Entity(start=start, end=token, label="ORG")
                label, start = "PER", token  # "Mill Party Baroness Orne"
                break
            if words[token] in ("'s", "’s") and (label == "PER" or words[token + 1] in lexicon.genders):
                yield Entity(start=start, end=token, label="ORG")
                label, start = "PER", token + 1
                break
        if label == "ORG" and document.upos[end - 1] in ("CCONJ", "ADP"):
            end = _onwards(document, end)
        if label == "PER":
            start = _backwards(document, start, lexicon)
            start, end = _hyphened(document, start, end)
        alone = end - start == 1 and not _loud(document, start)
        if label == "PER" and alone and words[start].isupper() and len(words[start]) > 1:
            label = "ORG"
        while label == "ORG" and end - start > 1 and _office(words[end - 1].lower(), lexicon):
            double = end - start > 2 and _office(f"{words[end - 2]} {words[end - 1]}".lower(), lexicon)
            end -= 2 if double else 1
        if label == "ORG" and end - start > 1 and end < len(document):
            end -= _office(f"{words[end - 1]} {words[end]}".lower(), lexicon)  # "Treasury Press" Secretary
        yield Entity(start=start, end=end, label=label)


def _joined(document: Document) -> Iterator[Entity]:
    """The model's names, two halves of one person's name put together: "Ana" and "Pell" in "Ana Rui Pell"."""
    held: Entity | None = None
    for entity in document.entities:
        if held is not None and held.label == entity.label == "PER" and _one_name(document, held, entity):
            held = Entity(start=held.start, end=entity.end, label="PER")
            continue
        if held is not None:
            yield held
        held = entity
    if held is not None:
        yield held


def _one_name(document: Document, first: Entity, second: Entity) -> bool:
    """Whether two persons' names are parts of one by the parse, with nothing but capitalised names between them."""
    inside = range(first.start + 1, second.end)
    return (
        second.start - first.end < 3
        and document.sentence_of[first.start] == document.sentence_of[second.start]
        and all(document.upos[t] == "PROPN" and document.words[t][:1].isupper() for t in inside)
        and all(document.deps[t] == "flat" and document.heads[t] == first.start for t in inside)
    )


def _behind_people(document: Document, name: Entity, lexicon: Lexicon) -> int:
    """Where a body's name begins that the model took together with people of it: "Rebels of the" "Northern Front"."""
    word = document.words[name.start].lower()
    people = lexicon.nouns.get(word.removesuffix("s"))
    plural = word.endswith("s") and people is not None and people.kind in ("person", "group", "armed")
    if not plural or document.words[name.start + 1].lower() not in ("of", "from"):
        return name.start
    start = name.start + 2
    start += start < name.end and document.words[start].lower() == "the"
    return start if start < name.end and document.words[start][:1].isupper() else name.start


def _holder(document: Document, place: Entity, lexicon: Lexicon) -> int:
    """Where a person's name begins that the model ran together with a place: "envoy to the talks in Geneva" "Ana Sol"."""
    names = (t for t in range(place.start + 1, place.end - 1) if document.words[t] in lexicon.genders)
    start = next(names, place.start)
    if start == place.start or document.words[place.end - 1].lower() in lexicon.nouns:
        return place.start
    before = range(max(0, place.start - 8), place.start)
    return start if any(_office(document.words[t].lower(), lexicon) for t in before) else place.start


def _onwards(document: Document, end: int) -> int:
    """Where a body's name ends that the model cut short: after the capitalised words that follow, also past "of"."""
    size = len(document)
    after = document.entity_of[end] if end < size and document.words[end - 1] == "of" else None
    if after is not None and after.label != "PER":
        return after.end  # "Front for Liberation of" "Orne"
    while (
        end < size
        and document.entity_of[end] is None
        and document.sentence_of[end] == document.sentence_of[end - 1]
    ):
        capital = document.words[end][:1].isupper() and document.upos[end] != "PRON"
        of = document.words[end] in ("of", "for") and end + 1 < size and document.upos[end + 1] == "PROPN"
        if not capital and not of:
            break
        end += 1
    return end


def _backwards(document: Document, start: int, lexicon: Lexicon) -> int:
    """Where a person's name begins of which the model has only the surname: "Ida" before "Orne"."""
    before = start - 1
    if before < 0 or document.entity_of[before] is not None or document.upos[before] != "PROPN":
        return start
    joined = document.deps[start] in ("flat", "compound") and document.heads[start] == before
    joined = joined or (document.deps[before] in ("flat", "compound") and document.heads[before] == start)
    word = document.words[before]
    given = word[:1].isupper() and word[1:].islower() and word.lower() not in lexicon.nouns
    return before if joined and given else start


def _hyphened(document: Document, start: int, end: int) -> tuple[int, int]:
    """A person's name with what a hyphen joins to it: "Ida Orne" before "-Velt", "Kyo" before "-ahn"."""
    joined = end + 1 < len(document) and _hyphen(document, end) and document.upos[end + 1] == "PROPN"
    if joined and document.sentence_of[end + 1] == document.sentence_of[start]:
        end += 2
    before = start - 2
    if before >= 0 and _hyphen(document, start - 1) and document.upos[before] == "PROPN":
        entity = document.entity_of[before]
        if document.words[before][:1].isupper() and (entity is None or entity.label == "PER"):
            start = before
    return start, end


def _hyphen(document: Document, token: int) -> bool:
    """Whether a token is a hyphen without a space beside it."""
    return document.words[token] in ("-", "‐", "‑") and (
        document.ends[token - 1] == document.starts[token]
        and document.starts[token + 1] == document.ends[token]
    )


def _style(word: str, lexicon: Lexicon) -> bool:
    """Whether a word stands before the names of persons: "Mr", "Baroness"."""
    noun = lexicon.nouns.get(word.lower())
    styled = noun is not None and noun.kind == "person" and (noun.title or (noun.role and bool(noun.gender)))
    return styled and word[:1].isupper()


def _office(word: str, lexicon: Lexicon) -> bool:
    noun = lexicon.nouns.get(word)
    return noun is not None and noun.kind == "person" and noun.role


def _loud(document: Document, token: int) -> bool:
    """Whether the words beside one are in capitals too, as in a headline."""
    beside = [t for t in (token - 1, token + 1) if 0 <= t < len(document) and document.words[t].isalpha()]
    return any(document.words[t].isupper() and len(document.words[t]) > 1 for t in beside)


def read(
    document: Document, entity: Entity, lexicon: Lexicon, persons: frozenset[str]
) -> tuple[str, int, int]:
    """The model's label and passage, corrected by what the words say; MISC where no actor is named.

    "Judge Orne" is a person even where it is read as a body; "President of the Republic" is nobody's name.
    """
    start, end = _trim(document, entity, lexicon)
    if end - start > 2 and document.words[start - 1] == "of" and document.words[start].lower() in _FIELDS:
        if all(document.words[t].lower() not in lexicon.nouns for t in range(start + 1, end)):
            return "PER", start + 1, end  # "Inspector General of" "Police Anton Orne"
    if start >= end or document.upos[start] == "ADP":
        return "MISC", start, end
    if end - start > 1 and document.words[start].lower() in _NO_ACTORS:
        return "MISC", start, end
    if entity.label == "ORG" and end - start > 1 and _described(document, start, end):
        if (
            _office(document.words[start - 1], lexicon)
            and document.words[end - 1].lower() not in lexicon.nouns
        ):
            return "PER", start, end  # "spokesman Anton al-Orne", read as a body
    if entity.label == "ORG" and _somebody(document, start, end, lexicon):
        return "PER", start, end
    if entity.label == "LOC":
        titled_at = (
            start + 1 if end - start > 1 and is_title(document.words[start].lower(), lexicon) else start
        )
        if _described(document, titled_at, end) and after_title(document, titled_at, end, lexicon):
            return "PER", titled_at, end  # "Bishop Anton Orne", read as a place
        addressed = start and document.words[start - 1][:1].isupper() and end - start == 1
        titled = addressed and after_title(document, start, end, lexicon)
        beside = lexicon.nouns.get(document.lemmas[document.heads[start]].lower())
        apposed = document.deps[start] == "appos" and beside is not None and beside.kind == "person"
        if apposed and end - start > 1 and document.words[end - 1] in persons:
            titled = True  # "his wife Ida Orne"
        return "PER" if titled else "LOC", start, end
    whole = lexicon.nouns.get(words(document, start, end).lower())
    if whole is not None and whole.kind == "person" and whole.role and end - start > 1:
        return "MISC", start, end
    while entity.label == "PER" and end - start > 2 and _POSTNOMINAL.fullmatch(document.words[end - 1]):
        if document.words[start].isupper():
            break
        end -= 1
    last = document.words[end - 1]
    if entity.label == "PER" and end - start > 1 and last.lower() in misread.load()["offices"]:
        if document.words[start] not in lexicon.genders:
            return "MISC", start, end  # "Kenyan President"
    thing = lexicon.nouns.get(last.lower())
    if entity.label == "PER" and end - start > 1 and thing is not None and thing.kind == "none":
        if document.words[start] not in lexicon.genders:
            return "MISC", start, end  # "Orne Dam"
    first = lexicon.nouns.get(document.words[start].lower())
    if first is not None and first.kind == "person" and (first.role or first.title):
        if end - start == 1:
            return entity.label if last in persons else "MISC", start, end
        if document.words[start + 1].lower() in ("of", "for", "to"):
            return "MISC", start, end
        plain = all(document.upos[t] == "PROPN" for t in range(start + 1, end)) and end - start <= 3
        if plain and (last in persons or (first.noun != "general" and last.lower() not in lexicon.nouns)):
            return "PER", start + 1, end
    for token in range(start + 1, end - 1):
        if document.words[token].lower() in lexicon.nouns:
            office = _office(document.words[token].lower(), lexicon)
            if office and document.words[token + 1].lower() in ("of", "for"):
                return "MISC", start, end  # "US Secretary of State"
            break
    if entity.label == "PER":
        inner = next((t for t in range(start + 2, end) if document.words[t] == "of"), end)
        return "PER", start, inner
    return entity.label, start, end


def _somebody(document: Document, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether what is read as a body is a person by what stands beside it: "said Umar Orne, a cleric", "Abu Orne"."""
    if not 2 <= end - start <= 4 or any(
        document.words[t].lower() in lexicon.nouns for t in range(start, end)
    ):
        return False
    if document.words[start] in ("Abu", "Umm"):
        return True
    head = head_of(document, start, end)
    offices = (c for c in document.children[head] if c >= end and document.deps[c] == "appos")
    apposed = any(document.tags[c] == "NN" and _office(document.words[c].lower(), lexicon) for c in offices)
    saying = document.lemmas[document.heads[head]].lower() in ("say", "tell", "add")
    return apposed and saying and document.deps[head] == "nsubj"


def _trim(document: Document, entity: Entity, lexicon: Lexicon) -> tuple[int, int]:
    """An entity without articles, titles and possessive endings at its edges."""
    start, end = entity.start, entity.end
    while start < end and (
        document.words[start].lower()
        in ("the", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "'s", "’s", "-", "“", '"')
        or (entity.label == "PER" and is_title(document.words[start].lower(), lexicon) and end - start > 1)
    ):
        start += 1
    if entity.label == "PER" and end - start > 2 and document.words[start] not in lexicon.genders:
        titled = is_title(document.words[start + 1].lower(), lexicon)
        start += (
            2 if titled and document.words[start + 1].lower() in misread.load()["offices"] else 0
        )  # "Kenyan President Ana Sol"
    if entity.label == "PER" and end - start > 2:
        pair = f"{document.words[start]} {document.words[start + 1]}".lower()
        start += 2 if is_title(pair, lexicon) else 0
    while entity.label == "PER" and end - start > 1 and document.words[start].rstrip(".-")[:1].islower():
        if document.words[start].lower() in _PARTICLES:
            break
        start += 1
    while start < end and document.words[end - 1] in ("'s", "’s", "’", "'", "”", '"', ",", "."):
        end -= 1
    return start, end


def _described(document: Document, start: int, end: int) -> bool:
    """Whether the word before a name is its title by the parse."""
    return start > 0 and document.deps[start - 1] == "nmod:desc" and start <= document.heads[start - 1] < end


def after_title(document: Document, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a title stands right before proper nouns that do not end in an organisation's noun."""
    if start == 0 or not all(
        document.upos[t] == "PROPN" or document.words[t].lower() in _INNER for t in range(start, end)
    ):
        return False
    before = start - 1
    if document.words[before] == "," and end - start > 1 and document.words[end : end + 1] == [","]:
        before -= 1  # "the planning minister, Ana Sol, said"
    title = lexicon.nouns.get(document.words[before].lower())
    last = lexicon.nouns.get(document.words[end - 1].lower())
    return title is not None and title.kind == "person" and (title.role or title.title) and last is None
