"""Names: gazetteer names by a lookup over the words, then the language model's names that it did not cover."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parley.actors import repeats
from parley.actors.entities import after_title, apart, read
from parley.actors.found import Found, case_of, head_of, words
from parley.actors.gazetteer import Alias, Entry, Gazetteer, fold, split
from parley.actors.lexicon import Lexicon, Noun
from parley.actors.repeats import LOCATING, is_title
from parley.language.document import Document, Entity
from parley.records import MentionKind

_PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "de",
        "der",
        "den",
        "van",
        "von",
        "ul",
        "ur",
        "ed",
        "as",
        "ash",
        "ad",
        "an",
        "ar",
        "of",
        "and",
        "the",
        "la",
        "du",
        "da",
    ]
)
_GAPS = frozenset({"-", "‐", "‑", "–", "'", "’", "‘", "."})
_AGENT_LIKE = frozenset({"nsubj", "nsubj:pass", "obl:agent", "iobj", "nsubj:outer"})
_TOWARDS = frozenset({"with", "against", "between", "by", "from"})
_PLACING = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "into",
        "to",
        "around",
        "across",
        "through",
        "throughout",
        "toward",
        "towards",
        "via",
        "within",
    ]
)
_CLASSES = {
    "person": "person",
    "state": "state",
    "armed": "armed",
    "group": "group",
}


def find(document: Document, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Found]:
    """Mentions by name, in order, none overlapping another."""
    found = list(_from_gazetteer(document, gazetteer, lexicon))
    taken: dict[int, Found] = {t: f for f in found for t in range(f.start, f.end)}
    dropped: set[int] = set()
    more: list[Found] = []
    bearers = frozenset(
        document.words[e.end - 1]
        for e in document.entities
        if e.label == "PER"
        and e.end - e.start > 1
        and not is_title(document.words[e.end - 1].lower(), lexicon)
    )
    persons = bearers | _persons(document)
    for entity in apart(document, lexicon):
        made = _from_entity(document, entity, taken, gazetteer, lexicon, dropped, (bearers, persons))
        if made is not None:
            more.append(made)
    kept = [f for f in found if id(f) not in dropped] + more
    return sorted(repeats.complete(document, kept, lexicon), key=lambda f: f.start)


def _persons(document: Document) -> frozenset[str]:
    """Single words that the model reads as persons elsewhere than after "in" or "at"."""
    return frozenset(
        document.words[e.start]
        for e in document.entities
        if e.label == "PER" and e.end - e.start == 1 and document.words[e.start - 1].lower() not in LOCATING
    )


def _pieces(document: Document) -> list[tuple[str, str, int]]:
    """The document as folded pieces with the token each comes from."""
    stream: list[tuple[str, str, int]] = []
    for token, word in enumerate(document.words):
        if word.isalnum():
            stream.append((word.lower() if word.isascii() else fold(word), word, token))
        elif word[-1:] not in _GAPS or len(word) > 1:
            stream.extend(
                (fold(p), p.replace(".", ""), token) for p in split(word) if not word.startswith(("'", "’"))
            )
    return stream


def _from_gazetteer(document: Document, gazetteer: Gazetteer, lexicon: Lexicon) -> Iterator[Found]:
    stream = _pieces(document)
    aliases = gazetteer.aliases
    position, size = 0, len(stream)
    while position < size:
        options = aliases.get(stream[position][0])
        hits = [a for a in options if _fits(document, stream, position, a)] if options else []
        if not hits:
            position += 1
            continue
        longest = len(hits[0].pieces)
        hits = [a for a in hits if len(a.pieces) == longest]
        start, end = stream[position][2], stream[position + longest - 1][2] + 1
        position += longest
        if longest == 1:
            hits = [a for a in hits if not _another(document, gazetteer, lexicon, start, a)]
            if not hits:
                continue
        made = _named(document, gazetteer, start, end, hits, lexicon)
        if made is not None:
            yield made


def _fits(document: Document, stream: list[tuple[str, str, int]], position: int, alias: Alias) -> bool:
    size = len(alias.pieces)
    if position + size > len(stream):
        return False
    before = stream[position][2]
    for offset in range(size):
        folded, form, token = stream[position + offset]
        if folded != alias.pieces[offset]:
            return False
        wanted = alias.forms[offset]
        if wanted[0].isupper() and not form[0].isupper() and (offset == 0 or folded not in _PARTICLES):
            if not (offset == 0 and folded in ("al", "el")):
                return False
        if len(wanted) > 1 and wanted.isupper() and not form.isupper():
            return False
        if any(document.words[t] not in _GAPS for t in range(before + 1, token)):
            return False
        before = token
    first, last = stream[position][2], before
    return document.sentence_of[first] == document.sentence_of[last]


def _named(
    document: Document, gazetteer: Gazetteer, start: int, end: int, hits: list[Alias], lexicon: Lexicon
) -> Found | None:
    head = head_of(document, start, end)
    uses = {a.use for a in hits}
    relation, case = document.deps[head], case_of(document, head)
    relation = _through_coordination(document, head, relation)
    if uses == {"capital"} and not (
        (relation in _AGENT_LIKE and case is None) or (case in _TOWARDS and relation in ("obl", "nmod"))
    ):
        return None
    if uses == {"capital"} and _tall(document, start, end):
        return None
    if "seat" in uses and case in _PLACING and relation in ("obl", "nmod"):
        return None
    hits = [a for a in hits if a.use == "name"] or hits
    candidates = tuple((gazetteer.entries[a.entry], a.use) for a in hits)
    entry = candidates[0][0]
    if entry.kind == "person" and _namesake(document, end, lexicon):
        return None
    if entry.kind == "person" and end - start == 1 and start and document.words[start - 1] == "The":
        if document.sentences[document.sentence_of[start]][0] != start - 1:
            return None  # "at The Hague"
    if entry.kind == "organ" and _elsewhere(document, gazetteer, start, entry):
        return None
    return Found(
        start=start,
        end=end,
        head=head,
        kind=MentionKind.NAME,
        cls=_CLASSES.get(entry.kind, "organisation"),
        name=words(document, start, end),
        reason=f"the gazetteer knows {words(document, start, end)!r}",
        candidates=candidates,
        weak=(case in _PLACING and entry.kind == "state") or relation in ("compound", "amod"),
    )


def _another(document: Document, gazetteer: Gazetteer, lexicon: Lexicon, start: int, alias: Alias) -> bool:
    """Whether the word before makes it another's name: "Peter Obama", "Team USA"."""
    entry, before = gazetteer.entries[alias.entry], document.words[start - 1] if start else ""
    if entry.kind == "person":
        own = {fold(p) for name in (entry.name, *entry.aliases) for p in split(name)}
        return before in lexicon.genders and fold(before) not in own
    joined = document.upos[start - 1] == "PROPN" and document.deps[start - 1] in (
        "compound",
        "flat",
        "nsubj",
        "root",
    )
    return bool(before) and document.words[start] == "USA" and joined and before[:1].isupper()


def _namesake(document: Document, end: int, lexicon: Lexicon) -> bool:
    """Whether a body or place named after a person follows: "Kenyatta University Hospital"."""
    for token in range(end, min(end + 2, len(document))):
        word = document.words[token]
        if not word[:1].isupper() or document.upos[token] != "PROPN":
            return False
        noun = lexicon.nouns.get(word.lower())
        if noun is not None and noun.kind in ("organisation", "none"):
            return not {"GOV", "PTY"} & set(noun.sectors)
    return False


def _elsewhere(document: Document, gazetteer: Gazetteer, start: int, entry: Entry) -> bool:
    """Whether the words before an organ's name give another state: "the Kenyan Justice Department"."""
    before = start - 1 - (start > 1 and document.words[start - 1] in ("'s", "’s"))
    if before < 0:
        return False
    word = document.words[before]
    codes = {gazetteer.demonyms.get(word)} | {e.id for e, use in gazetteer.find(word) if use == "name"}
    states = codes & set(gazetteer.states)
    return bool(states) and entry.roles[-1].country not in states


def _through_coordination(document: Document, head: int, relation: str) -> str:
    for _ in range(4):
        if relation != "conj":
            return relation
        head = document.heads[head]
        relation = document.deps[head]
    return relation


def _tall(document: Document, start: int, end: int) -> bool:
    """Whether a name goes on to the left or right: "Kabul University", "North Havana"."""
    entity = document.entity_of[start]
    return entity is not None and (entity.start < start or entity.end > end)


def _from_entity(
    document: Document,
    entity: Entity,
    taken: dict[int, Found],
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    dropped: set[int],
    known: tuple[frozenset[str], frozenset[str]],
) -> Found | None:
    bearers, persons = known
    inside = {id(taken[t]): taken[t] for t in range(entity.start, entity.end) if t in taken}
    label, start, end = read(document, entity, lexicon, bearers)
    if label == "MISC" or (
        start > 1 and document.words[start - 1] == "of" and document.words[start - 2].lower() in _SITES
    ):
        return None
    same = [f for f in inside.values() if f.start <= start and f.end >= end]
    if (
        same
        and label == "PER"
        and end - start == 1
        and document.words[start] in bearers
        and same[0].cls == "state"
    ):
        dropped.add(id(same[0]))  # "Mr. Jordan" after "Ida Jordan"
        same = []
    if same or words(document, start, end) in gazetteer.demonyms:
        return None
    if inside and any(f.cls == "person" and f.end - f.start > 1 for f in inside.values()):
        return None
    if end - start == 1 and (
        _people(document.words[start], lexicon)
        or (document.words[start] in gazetteer.areas and document.words[start] not in bearers)
    ):
        return None
    if label == "PER" and end - start > 1 and _people(document.words[end - 1], lexicon):
        return None  # "Rohingya Muslims"
    rest = [t for t in range(start, end) if t not in taken]
    if inside and all(document.words[t].islower() or document.upos[t] == "PUNCT" for t in rest):
        return None  # "Reuters news"
    joined = any(document.upos[t] == "CCONJ" for t in range(start, end))
    if label == "LOC":
        for f in inside.values():
            if f.cls == "state" and not joined and document.words[start].lower() not in ("the", "in"):
                if all(document.upos[t] == "PROPN" for t in range(start, end)):
                    dropped.add(id(f))
        return None
    if joined and inside:
        return None
    if not any(document.words[t][:1].isupper() for t in range(start, end)):
        return None
    if label == "ORG" and _a_text(document, start, end, lexicon):
        return None
    person = label == "PER" or after_title(document, start, end, lexicon)
    if (
        person
        and end - start == 1
        and document.words[start] not in persons
        and (document.words[start - 1].lower() in LOCATING or _capital(gazetteer, document.words[start]))
    ):
        return None  # "in Cartagena" is a place, whatever the model says
    if len(inside) > 1 and sum(f.end - f.start for f in inside.values()) >= end - start - 1:
        return None  # several names that the model ran together
    known_as = _without_middle(document, start, end, gazetteer) if person else ()
    country: str | None = None
    sectors: tuple[str, ...] = ()
    for f in inside.values():
        entry = f.candidates[0][0]
        country = country or entry.roles[-1].country
        sectors = sectors or (entry.roles[-1].sectors if entry.kind == "igo" else ())
        dropped.add(id(f))
    text = words(document, start, end)
    noun = None if person else _body_noun(document, start, end, lexicon)
    if not person and country is None:
        country = next(
            (gazetteer.demonyms[w] for w in document.words[start:end] if w in gazetteer.demonyms), None
        )
    return Found(
        start=start,
        end=end,
        head=head_of(document, start, end),
        kind=MentionKind.NAME,
        cls="person" if person else noun.kind if noun and noun.kind in ("armed", "group") else "organisation",
        name=text,
        reason="the language model reads a person's name"
        if person
        else "the language model reads an organisation's name",
        country=None if person else country,
        sectors=() if person else sectors or (noun.sectors or noun.default if noun else ()),
        gender=lexicon.genders.get(document.words[start]) if person else None,
        candidates=known_as,
    )


def _without_middle(
    document: Document, start: int, end: int, gazetteer: Gazetteer
) -> tuple[tuple[Entry, str], ...]:
    """Persons whom the gazetteer knows without the middle name that stands here, written in full."""
    middle = document.words[start + 1] if end - start == 3 else ""
    if not (re.fullmatch(r"[A-Z]\.?", middle) or (middle.isalpha() and len(middle) > 2)):
        return ()
    hits = gazetteer.find(f"{document.words[start]} {document.words[end - 1]}")
    return tuple((entry, use) for entry, use in hits if entry.kind == "person")


_SITES = frozenset(
    {
        "town",
        "city",
        "village",
        "province",
        "district",
        "region",
        "area",
        "port",
        "island",
        "governorate",
        "suburb",
        "neighbourhood",
        "neighborhood",
        "outskirts",
    }
)


def _people(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a common noun for people ("Sunnis"), which is read as a phrase."""
    noun = lexicon.nouns.get(word.lower().removesuffix("s"))
    return noun is not None and noun.kind == "group" and word.endswith("s")


def _a_text(document: Document, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a name is headed by a noun that never acts: "Security Council Resolution 2254", "the Dayton Agreement"."""
    head = head_of(document, start, end)
    noun = lexicon.nouns.get(document.lemmas[head].lower())
    return noun is not None and noun.kind == "none" and not (noun.noun in _BODIES and end - start > 1)


_BODIES = frozenset({"front", "house", "office", "service", "body", "axis", "initiative"})
"""Nouns that never act by themselves but head the names of bodies: "the Foreign Office", "Revolutionary Front"."""


def _body_noun(document: Document, start: int, end: int, lexicon: Lexicon) -> Noun | None:
    """The common noun that says what an organisation's name is: "Iraqi Security Forces", "Ministry of Health"."""
    last = next((t for t in range(start + 1, end) if document.words[t].lower() in ("of", "for")), end) - 1
    word = document.words[last].lower()
    before = document.words[last - 1].lower() + " " if last > start else ""
    for form in (word, document.lemmas[last].lower(), word.removesuffix("s")):
        noun = lexicon.nouns.get(before + form) or lexicon.nouns.get(form)
        if noun is not None and noun.kind in ("organisation", "armed", "group") and noun.sectors:
            return noun
    words = {document.words[t].lower() for t in range(start, end)}
    named = (lexicon.nouns.get(w) or lexicon.nouns.get(w.removesuffix("s")) for w in sorted(words))
    return next((n for n in named if n is not None and n.noun in _UNITS), None)


_UNITS = frozenset(
    {"army", "navy", "battalion", "brigade", "regiment", "squadron", "infantry", "command", "fleet"}
)
"""Nouns that make a military body of any name they stand in."""


def _capital(gazetteer: Gazetteer, word: str) -> bool:
    """Whether a word is the name of a capital and of nothing else."""
    uses = {use for _, use in gazetteer.find(word)}
    return uses == {"capital"}
