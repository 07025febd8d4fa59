"""What stands beside a person's name: titles before it, appositions after it, "former" and the like."""

from __future__ import annotations

import re

from parley.actors import described
from parley.actors.drafts import lapse
from parley.actors.found import Found, words
from parley.actors.lexicon import Noun
from parley.actors.nominals import compose
from parley.actors.phrases import Scene, body_of, left_edge, noun_at
from parley.language.document import Document
from parley.records import MentionKind

_BEFORE = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_JOINING = frozenset({"-", "‐", "of", "for", "to"})
_FORMER = {
    "former": "former", "ex": "former", "late": "former", "ex-president": "former", "outgoing": "outgoing",
    "then": "then", "acting": "acting", "interim": "acting", "caretaker": "acting", "elect": "elect",
    "president-elect": "elect", "designate": "elect", "incoming": "elect", "deposed": "former", "ousted": "former",
    "past": "former", "onetime": "former", "erstwhile": "former", "retired": "former", "disgraced": "former", "exiled": "former",
}  # fmt: skip
_LONGEST = 12
_NUMERAL = re.compile(r"[IVX]+")


def attach(scene: Scene, found: Found) -> None:
    """Writes role, country, sectors, body and tense of the title or apposition beside a person's name into `found`."""
    before = _title(scene, found)
    after = _apposition(scene, found)
    more = _second(scene, after) if after is not None else None
    found.beside = (*found.beside, *(x[:3] for x in (after, more) if x is not None))
    for start, end, head, noun in (x for x in (before, after, more) if x is not None):
        made = compose(scene, noun, head, start)
        text = words(scene.document, _role_start(scene, start, head), end)
        if noun.role and found.role is None:
            found.role = text
        found.country = found.country or made.country
        found.sectors = found.sectors or made.sectors
        found.affiliation = found.affiliation or made.affiliation
        found.gender = found.gender or noun.gender
        edge = scene.document.words[max(0, start - 2) : head + 2]
        found.former = found.former or next((_FORMER[w.lower()] for w in edge if w.lower() in _FORMER), None)
        found.title = (min(start, found.title[0]), max(end, found.title[1])) if found.title else (start, end)
        found.reason += f"; {text!r} beside the name"
    if not found.affiliation and not (found.sectors and found.country):
        body = _body(scene, found)
        given = body_of(scene, body) if body is not None else described.body(scene, found)
        if given is not None:
            found.country, found.sectors = found.country or given.country, found.sectors or given.sectors
            found.affiliation = given.affiliation
            found.reason += f"; of {given.affiliation}"
    home = _home(scene, found) if found.country is None else None
    if home is not None:
        found.country, found.reason = home, f"{found.reason}; of a place there"
    if _congress(scene, found):
        found.country, found.reason = (
            found.country or "USA",
            f"{found.reason}; party and state after the name",
        )
        found.sectors = found.sectors or ("LEG",)


def _body(scene: Scene, found: Found) -> Found | None:
    """The body whose name stands beside a person's: "Radio Mtaa's Ana Sol", "Ana Sol of Orne Watch"."""
    words = scene.document.words
    if found.start > 1 and words[found.start - 1] in _POSSESSIVE:
        body = scene.names.get(found.start - 2)
        return body if body is not None and body.cls == "organisation" else None
    if found.end + 1 < len(words) and words[found.end] in ("of", "from", "with", "at"):
        start = found.end + 1 + (words[found.end + 1] == "the")
        body = scene.names.get(start)
        return (
            body
            if body is not None and body.cls in ("organisation", "armed") and body.start == start
            else None
        )
    return None


def byline(document: Document, found: Found) -> bool:
    """Whether a person's name tells who wrote the report: "By Ana Sol", "Author: Ana Sol", "Reporting by Ana Sol"."""
    first = document.sentences[document.sentence_of[found.start]][0]
    if found.cls != "person" or found.kind is not MentionKind.NAME or found.end - found.start < 2:
        return False
    before = [w.lower() for w in document.words[max(first, found.start - 3) : found.start]]
    if before[-1:] == [":"]:
        return len(before) > 1 and before[-2] in _WRITING
    if before[-1:] != ["by"]:
        return False
    after = document.words[found.end : found.end + 1]
    return (found.start - 1 == first and after != [","]) or (len(before) > 1 and before[-2] in _WRITING)


_WRITING = frozenset(
    {
        "author",
        "authors",
        "reporting",
        "writing",
        "editing",
        "written",
        "edited",
        "reporter",
        "compiled",
        "story",
        "text",
    }
)


def _congress(scene: Scene, found: Found) -> bool:
    """Whether party and state follow, as in reports on the United States Congress: "Ana Pell (D-Va.)"."""
    after = scene.document.words[found.end : found.end + 4]
    if len(after) == 4 and after[0] == "," and after[1] in ("Democrat", "Republican", "Independent"):
        state = scene.gazetteer.areas.get(after[3]) or scene.gazetteer.areas.get(
            " ".join(scene.document.words[found.end + 3 : found.end + 5])
        )
        return after[2] in ("of", "from") and state == "USA"
    return (
        len(after) == 4
        and after[0] in ("(", ",")
        and after[1] in ("D", "R", "I")
        and after[2] in ("-", "–")
        and after[3][:1].isupper()
    )


def _role_start(scene: Scene, start: int, head: int) -> int:
    """Where the role begins in a title: after articles and after the possessor."""
    document = scene.document
    for token in range(head, start, -1):
        if document.words[token] in _POSSESSIVE:
            return token + 1
    while start < head and document.upos[start] == "DET":
        start += 1
    return start


def _title(scene: Scene, found: Found) -> tuple[int, int, int, Noun] | None:
    document = scene.document
    last = found.start - 1
    if last < 0 or document.sentence_of[last] != document.sentence_of[found.start]:
        return None
    noun = noun_at(scene.lexicon, document, last, max(0, last - 2))
    if document.words[last].lower() in ("elect", "designate") and last >= 2:
        last -= 2
        noun = noun_at(scene.lexicon, document, last, max(0, last - 2))
    if noun is None or not (noun.role or noun.title or _plain(scene, last, noun, found)):
        last = _before_of(scene, last)
        noun = noun_at(scene.lexicon, document, last, max(0, last - 2)) if last >= 0 else None
        if noun is not None and not (noun.role or noun.title):
            return None
    if noun is None or document.upos[last] in ("ADP", "PUNCT"):
        return None
    if document.tags[last] in ("NNS", "NNPS"):
        return None
    start = last - noun.noun.count(" ")
    while (
        start > 0
        and last - start < _LONGEST
        and document.sentence_of[start - 1] == document.sentence_of[last]
    ):
        word, upos = document.words[start - 1], document.upos[start - 1]
        name = scene.names.get(start - 1)
        if (
            word in _POSSESSIVE
            or word in ("-", "‐")
            or (upos in _BEFORE and not (name and name.cls == "person"))
        ):
            start -= 1
        elif name is not None and document.words[start] in _POSSESSIVE:
            start = name.start
            break
        else:
            break
    while start < last and (document.upos[start] in ("PUNCT", "NUM") or document.words[start] in _POSSESSIVE):
        start += 1
    return start, found.start, last, noun


def _plain(scene: Scene, token: int, noun: Noun, found: Found) -> bool:
    """Whether a noun for people that names no office stands before a full name: "Nairobi resident Ana Sol"."""
    document = scene.document
    named = noun.kind in ("person", "group") and bool(noun.sectors or noun.default)
    beside = document.deps[token] in ("nmod:desc", "compound", "appos") or document.deps[found.head] in (
        "appos",
        "flat",
    )
    return named and beside and document.tags[token] == "NN" and found.end - found.start > 1


def _before_of(scene: Scene, last: int) -> int:
    """The office in a title with "of": "Minister of Defence", "Inspector General of Police"; -1 where there is none.

    Only capitalised nouns may stand between "of" and the name: "in the city of Mombasa Ana Sol" has no title.
    """
    words = scene.document.words
    for token in range(last, max(last - 4, 0), -1):
        if words[token] == "of":
            return token - 1 if words[token - 1][:1].isupper() else _far(scene, last)
        if not words[token][:1].isupper() or scene.document.upos[token] not in ("NOUN", "PROPN"):
            return _far(scene, last)
    return _far(scene, last)


def _far(scene: Scene, last: int) -> int:
    """The office before phrases that end right before a name: "Kenya's envoy to the talks in Geneva" before "Ana Sol"."""
    document = scene.document
    first = max(document.sentences[document.sentence_of[last]][0], last - _LONGEST + 2)
    if document.upos[last] not in ("NOUN", "PROPN"):
        return -1
    for token in range(last, first - 1, -1):
        upos = document.upos[token]
        if upos not in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "CCONJ"):
            return -1
        if upos in ("NOUN", "PROPN") and document.words[token + 1].lower() in ("of", "to", "for", "in", "at"):
            noun = noun_at(scene.lexicon, document, token, max(0, token - 2))
            if (
                noun is not None
                and noun.role
                and noun.kind == "person"
                and document.tags[token] in ("NN", "NNP")
            ):
                return token
    return -1


def _apposition(scene: Scene, found: Found) -> tuple[int, int, int, Noun] | None:
    document = scene.document
    size = len(document)
    token = found.end
    if token + 1 < size and _NUMERAL.fullmatch(document.words[token]):
        token += 1
    if token + 1 >= size or not (document.words[token] in (",", "(", "–", "—") or _dash(document, token)):
        return None
    start = token + 1
    if [w.lower() for w in document.words[start : start + 3]] == ["one", "of", "the"]:
        start += 2  # "Ana Sol, one of the residents"
    limit = document.sentences[document.sentence_of[found.start]][1]
    if document.words[start].lower() == "whose":
        return None  # "Ana Sol, whose brother"
    one = start > token + 1
    if _aged(document, start):
        start += 2  # "Ana Sol, 43, a nurse"
    head = start
    while head < min(limit, start + _LONGEST):
        word = document.words[head]
        title = scene.lexicon.nouns.get(word.lower())
        if title is not None and title.title:
            return None  # somebody else: "Senator Orne, Mr. Speaker"
        name = scene.names.get(head)
        upos = document.upos[head]
        if name is not None and name.cls == "person" and not _before_noun(document, name.end):
            return None
        inside = name is not None and (name.cls == "person" or name.end - name.start > 2) and head > start
        if name is not None and inside and _before_noun(document, name.end):
            head = name.end  # "a University of Orne professor", "a top Sol fundraiser"
            continue
        if head > start and _years(document, head):
            head += 5  # "a 52-year-old trader"
            continue
        follows = head + 1 < limit and document.upos[head + 1] in ("NOUN", "PROPN")
        hyphened = head + 2 < limit and document.words[head + 1] in ("-", "‐")
        follows = follows or (hyphened and document.upos[head + 2] == "VERB")
        follows = follows or (upos == "ADJ" and head + 1 < limit and document.upos[head + 1] == "CCONJ")
        possessed = head + 1 < limit and document.words[head + 1] in _POSSESSIVE
        if name is None and not follows and not possessed and upos in ("NOUN", "PROPN", "ADJ"):
            noun = noun_at(scene.lexicon, document, head, start)
            single = one or document.tags[head] not in ("NNS", "NNPS")
            if noun is not None and single and (noun.kind == "person" or (one and noun.kind == "group")):
                return start, _phrase_end(scene, head, limit), head, noun
            if upos != "ADJ":
                return None
        if (
            upos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM")
            and word not in _POSSESSIVE
            and word not in ("-", "‐")
        ):
            if upos == "VERB" and document.words[head - 1] in ("-", "‐") and head > start:
                head += 1
                continue  # "a Nairobi-based lawyer"
            joined = upos == "CCONJ" and document.upos[head + 1] in ("NOUN", "ADJ") and head > start
            if not joined and (upos != "PRON" or document.deps[head] != "nmod:poss"):
                return None
        head += 1
    return None


def _before_noun(document: Document, token: int) -> bool:
    """Whether a common noun follows, after adjectives: the name before it stands inside a phrase."""
    upos = document.upos[token : token + 3]
    kinds = [u for u in upos if u != "ADJ"]
    return kinds[:1] == ["NOUN"]


def _years(document: Document, token: int) -> bool:
    """Whether "52-year-old" stands here."""
    words = [w.lower() for w in document.words[token : token + 5]]
    return len(words) == 5 and words[0].isdigit() and words[2] == "year" and words[4] == "old"


def _aged(document: Document, token: int) -> bool:
    """Whether somebody's age and a comma stand here."""
    age = document.words[token : token + 1]
    return (
        bool(age) and age[0].isdigit() and len(age[0]) < 4 and document.words[token + 1 : token + 2] == [","]
    )


def _home(scene: Scene, found: Found) -> str | None:
    """The state of the place that somebody is of: "Ana Sol, of Wichita, Kansas,", "Ana Sol, 43, from Ohio"."""
    document = scene.document
    token = found.end
    if document.words[token : token + 1] != [","]:
        return None
    token += 3 if _aged(document, token + 1) else 1
    if document.words[token : token + 1] not in (["of"], ["from"]):
        return None
    limit = document.sentences[document.sentence_of[found.start]][1]
    for place in range(token + 1, min(limit, token + 6)):
        pair = " ".join(document.words[place : place + 2])
        code = scene.gazetteer.areas.get(pair) or scene.gazetteer.areas.get(document.words[place])
        name = scene.names.get(place)
        if code is None and name is not None and name.cls == "state" and name.candidates:
            code = name.candidates[0][0].roles[-1].country
        if code is not None:
            return code
        if document.upos[place] not in ("PROPN", "PUNCT") or name is not None:
            return None
    return None


def _dash(document: Document, token: int) -> bool:
    """Whether a hyphen stands between spaces: "Ana Sol - a former general - said"."""
    return (
        document.words[token] == "-"
        and document.ends[token - 1] < document.starts[token] < document.starts[token + 1] - 1
    )


def _second(scene: Scene, first: tuple[int, int, int, Noun]) -> tuple[int, int, int, Noun] | None:
    """A second office without an article: "Ana Sol, director of the mint and chair of its board"."""
    document = scene.document
    start, token = first[0], first[1]
    token += document.words[token : token + 1] == [","]
    limit = document.sentences[document.sentence_of[start]][1]
    if document.upos[start] == "DET" or token + 1 >= limit or document.words[token] != "and":
        return None
    noun = noun_at(scene.lexicon, document, token + 1, token + 1)
    if noun is None or noun.kind != "person" or not noun.role or token + 1 in scene.names:
        return None
    if document.tags[token + 1] in ("NNS", "NNPS"):
        return None
    return token + 1, _phrase_end(scene, token + 1, limit), token + 1, noun


def _phrase_end(scene: Scene, head: int, limit: int) -> int:
    """End of an apposition: through "of", "for", "to" phrases, up to the next comma or verb."""
    document = scene.document
    end = head + 1
    while end < min(limit, head + _LONGEST):
        upos, word = document.upos[end], document.words[end].lower()
        if (
            upos in ("DET", "ADJ", "NOUN", "PROPN")
            or word in _JOINING
            or word in _POSSESSIVE
            or end in scene.names
            or (document.words[end - 1] == "-" and document.ends[end - 1] == document.starts[end])
        ) or (upos == "CCONJ" and end + 1 < limit and document.upos[end + 1] == "NOUN"):
            end += 1
        else:
            break
    while end > head + 1 and document.words[end - 1].lower() in _JOINING:
        end -= 1
    return end


def former(document: Document, found: Found) -> str | None:
    """What a phrase says of the time of an office: "former", "then", "elect" or "acting"."""
    words = (w.lower() for w in document.words[found.start : found.head + 1])
    return next((_FORMER[w] for w in words if w in _FORMER), None)


def relative(scene: Scene, found: Found, name: Found) -> None:
    """Takes what a left apposition says into the name ("the envoy for hostages, Adam Boehler")."""
    start = left_edge(scene.document, found.head)
    if found.role and name.role is None:
        name.role = words(scene.document, _role_start(scene, start, found.head), found.end)
    name.country = name.country or found.country
    lapsed = former(scene.document, found) == "former"
    name.sectors = name.sectors or (lapse(found.sectors) if lapsed else found.sectors)
    name.affiliation = name.affiliation or found.affiliation
    name.gender = name.gender or found.gender
    name.noun = name.noun or found.noun
    name.beside = (*name.beside, (found.start, found.end, found.head))
    name.reason += f"; {found.name!r} said of the name"
