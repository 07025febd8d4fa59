"""Names: gazetteer names by a lookup over the words, then the language model's names that it did not cover."""

from __future__ import annotations

from collections.abc import Iterator

from parley.actors import bodies, misread, recognised, repeats
from parley.actors.entities import apart
from parley.actors.entries import Alias, Entry, Gazetteer, fold, split
from parley.actors.found import Found, case_of, head_of, words
from parley.actors.lexicon import Lexicon
from parley.actors.repeats import LOCATING, is_title
from parley.language.document import Document
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
_POSSESSIVE = frozenset({"'s", "’s"})
"""Part of names like "Ornian People's Front"."""
_HALLS = frozenset(
    {"Center", "Centre", "Arena", "Stadium", "Field", "Park", "Dome", "Coliseum", "Tower", "Hall"}
)
_AGENT_LIKE = frozenset({"nsubj", "nsubj:pass", "obl:agent", "iobj", "nsubj:outer"})
_TOWARDS = frozenset({"with", "against", "between", "by", "from"})
_ADDRESSING = frozenset({"to", "on", "upon", "for", "towards", "toward"})
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
    bearers = frozenset(
        document.words[e.end - 1]
        for e in document.entities
        if e.label == "PER"
        and e.end - e.start > 1
        and not is_title(document.words[e.end - 1].lower(), lexicon)
    )
    found = [
        f
        for f in _from_gazetteer(document, gazetteer, lexicon)
        if not (f.name in bearers and {use for _, use in f.candidates} == {"capital"})  # "Ida London"
    ]
    taken: dict[int, Found] = {t: f for f in found for t in range(f.start, f.end)}
    dropped: set[int] = set()
    more: list[Found] = []
    persons = bearers | _persons(document)
    things = misread.things(document, lexicon)
    for entity in apart(document, lexicon):
        known = (bearers, persons)
        made = recognised.mention(document, entity, taken, gazetteer, lexicon, dropped, known, things)
        if made is not None:
            more.append(made)
    kept = [f for f in found if id(f) not in dropped] + more
    covered = {t for f in kept for t in range(f.start, f.end)}
    kept.extend(bodies.called(document, covered, gazetteer, lexicon))
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
                (fold(p), p.replace(".", ""), token)
                for p in split(word)
                if word in _POSSESSIVE or not word.startswith(("'", "’"))
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
        opposed = _opposed(document, start) and hits[0].pieces[0] not in ("anti", "counter")
        if opposed or _parts(document, start, end):
            continue
        made = _named(document, gazetteer, start, end, hits, lexicon)
        if made is not None:
            yield made


def _opposed(document: Document, start: int) -> bool:
    """Whether a name only says what others are against: "anti-Sol protesters", which are no mention of Sol."""
    return document.words[start].lower().startswith(("anti-", "counter-"))


def _parts(document: Document, start: int, end: int) -> bool:
    """Whether "States" are those of a union and not the union: "in States like Ohio"."""
    return document.words[start:end] == ["States"] and document.words[start - 1].lower() != "the"


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
        (relation in _AGENT_LIKE and case is None)
        or (case in _TOWARDS and relation in ("obl", "nmod"))
        or _addressed(document, head, relation, case)
    ):
        return None
    if uses == {"capital"} and (_tall(document, start, end) or _whence(document, head, case)):
        return None
    if "seat" in uses and case in _PLACING and relation in ("obl", "nmod"):
        return None
    if end - start == 1 and document.upos[start] in ("AUX", "PRON", "VERB") and _loud(document, start):
        return None  # "WHAT IS THE PLAN"
    hits = [a for a in hits if a.use == "name"] or hits
    candidates = tuple((gazetteer.entries[a.entry], a.use) for a in hits)
    entry = candidates[0][0]
    if entry.kind == "person" and _namesake(document, end, lexicon):
        return None
    if entry.kind == "person" and end - start == 1 and start and document.words[start - 1] == "The":
        if (
            document.sentences[document.sentence_of[start]][0] < start - 1
            and document.words[start - 2].isalpha()
        ):
            return None  # "at The Hague"
    if entry.kind == "company" and document.words[end : end + 1] and document.words[end] in _HALLS:
        return None  # an arena with a sponsor's name
    if entry.kind == "organ" and _elsewhere(document, gazetteer, start, entry):
        return None
    if entry.kind == "party" and end - start == 1 and _no_party(document, gazetteer, lexicon, start, entry):
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


def _loud(document: Document, token: int) -> bool:
    """Whether the words on both sides are in capitals, as in a headline."""
    beside = [document.words[t] for t in (token - 1, token + 1) if 0 <= t < len(document)]
    return all(word.isupper() for word in beside if word.isalpha())


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


def _no_party(document: Document, gazetteer: Gazetteer, lexicon: Lexicon, start: int, entry: Entry) -> bool:
    """Whether a party's name is part of another's, or stands for one of its people: "Social Democrat", "the Democrat said"."""
    before = document.words[start - 1] if start else ""
    if before.lower() in misread.load()["qualifying"] or _elsewhere(document, gazetteer, start, entry):
        return True
    noun = lexicon.nouns.get(document.words[start].lower())
    one = noun is not None and noun.kind == "person" and document.tags[start] in ("NN", "NNP")
    alone = document.deps[start] not in ("compound", "amod", "nmod:desc") and before.lower() in (
        "the",
        "a",
        "one",
    )
    return one and alone


def _through_coordination(document: Document, head: int, relation: str) -> str:
    for _ in range(4):
        if relation != "conj":
            return relation
        head = document.heads[head]
        relation = document.deps[head]
    return relation


def _addressed(document: Document, head: int, relation: str, case: str | None) -> bool:
    """Whether words or help go to a city's government, or the words are its own: "a call on Nairobi", "Nairobi's demand"."""
    above = document.lemmas[document.heads[head]].lower()
    if relation == "nmod:poss":
        return above in misread.load()["addressing"]
    return case in _ADDRESSING and relation in ("obl", "nmod") and above in misread.load()["addressing"]


def _whence(document: Document, head: int, case: str | None) -> bool:
    """Whether somebody moves or reports from a city: "reporting from Nairobi"."""
    return case == "from" and document.lemmas[document.heads[head]].lower() in misread.load()["moving"]


def _tall(document: Document, start: int, end: int) -> bool:
    """Whether a name goes on to the left or right: "Kabul University", "North Havana"."""
    entity = document.entity_of[start]
    return entity is not None and (entity.start < start or entity.end > end)
