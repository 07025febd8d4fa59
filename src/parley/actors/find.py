"""Finds the actors of a report: names, phrases, pronouns, and whom each stands for."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from parley.actors import bodies, described, lending, nominals, owners, settling, standing, taking_up, titles
from parley.actors import lexicon as lexicon_data
from parley.actors import names as names_step
from parley.actors.drafts import Draft, Drafts
from parley.actors.entries import Gazetteer
from parley.actors.found import Found, words
from parley.actors.model import ActorMention, Actors
from parley.actors.phrases import Scene
from parley.actors.pronouns import Sieve
from parley.language.document import Document
from parley.propositions.model import Proposition
from parley.records import Actor, ActorKind, Confidence, Maker, Mention, MentionKind
from parley.version import __version__

_POSSESSIVE = frozenset({"his", "her", "their", "my", "our"})
"""Before kin named after a comma: "her uncle, Jon Pell, said"."""
_KINDS = {
    "person": ActorKind.PERSON,
    "state": ActorKind.STATE,
    "organisation": ActorKind.ORGANISATION,
    "armed": ActorKind.ORGANISATION,
    "group": ActorKind.GROUP,
}


def find(
    document: Document,
    propositions: Sequence[Proposition],  # noqa: ARG001
    gazetteer: Gazetteer,
    published: datetime.date | None,
) -> Actors:
    """The actors of a parsed report.

    Args:
        document: the parsed report.
        propositions: its propositions; may be empty.
        gazetteer: who is known.
        published: the day for which roles are looked up; without it, the latest role is taken, with less confidence.
    """
    lexicon = lexicon_data.extended(gazetteer.agents)
    named = names_step.find(document, gazetteer, lexicon)
    by_token = {t: f for f in named for t in range(f.start, f.end)}
    scene = Scene(document, gazetteer, lexicon, by_token, published)
    for found in named:
        if found.cls == "person":
            titles.attach(scene, found)
    named = standing.acting(document, named, lexicon, gazetteer)
    scene = replace(scene, names={t: f for f in named for t in range(f.start, f.end)})
    phrases = _phrases(scene, named)
    drafts = Drafts(gazetteer, published, lexicon.genders)
    sieve = Sieve(document, drafts, named, phrases)
    everything = sorted((*named, *phrases), key=lambda f: (f.head, f.start))
    mentions = _link(document, sieve, everything)
    owners.lend(document, drafts, mentions)
    settling.settle(drafts)
    lending.lend(document, drafts)
    return _finish(document, drafts, mentions)


def _phrases(scene: Scene, named: list[Found]) -> list[Found]:
    """Nominals, without those that belong to a name as its title or apposition."""
    belongs = {t for f in named if f.title for t in range(*f.title)}
    kept: list[Found] = []
    for found in nominals.find(scene):
        if found.head in belongs and not (found.candidates and found.weak):
            continue
        name = _apposed(scene, found) or described.name_of(scene, found)
        if name is not None:
            titles.relative(scene, found, name)
            continue
        name = described.called(scene, found)
        if name is not None:
            titles.relative(scene, found, name)
            name.beside, name.title = name.beside[:-1], name.title or (found.start, found.end)
            continue
        if bodies.beside(scene, found) is None:
            kept.append(found)
    return kept


def _apposed(scene: Scene, found: Found) -> Found | None:
    """The person's name that stands in apposition to a singular phrase."""
    document = scene.document
    if found.plural or found.candidates or found.cls != "person":
        return None
    for child in document.children[found.head]:
        name = scene.names.get(child) or (_named_from(scene, child) if child > found.head else None)
        if document.deps[child] == "appos" and name is not None and name.cls == "person":
            if name.title is None:
                name.title = (found.start, found.end)
            return name
    return _before_comma(scene, found)


def _before_comma(scene: Scene, found: Found) -> Found | None:
    """The name after an office and a comma, where the parse has no apposition: "the whip, Ana Sol, said"."""
    document = scene.document
    relation = document.deps[found.head].partition(":")[0]
    said = relation == "obj" and document.lemmas[document.heads[found.head]].lower() == "say"
    kin = found.sectors == ("CVL",) and document.words[found.start].lower() in _POSSESSIVE
    if not (found.role or kin) or not (said or relation in ("nsubj", "conj", "root", "dep")):
        return None
    comma = max(found.end, document.edges(found.head)[1] if document.deps[found.head] != "root" else 0)
    comma = next((t for t in range(found.end, min(comma + 1, len(document))) if document.words[t] == ","), 0)
    name = _named_from(scene, comma + 1)
    if not comma or name is None:
        return None
    between = (scene.names[t].cls for t in range(found.end, comma) if t in scene.names)
    if name.end + 1 >= len(document) or "person" in between:
        return None
    closed = document.words[name.end] == "," and document.upos[name.end + 1] != "CCONJ"
    if not closed and document.upos[name.end] not in ("VERB", "AUX"):
        return None
    if name.title is None:
        name.title = (found.start, found.end)
    return name


def _named_from(scene: Scene, token: int) -> Found | None:
    """The person whose name, or whose title of a word or two before it, begins at a token: "Colonel Ana Sol"."""
    for start in range(token, min(token + 4, len(scene.document))):
        name = scene.names.get(start)
        if name is not None:
            begins = name.title[0] if name.title is not None else name.start
            return name if name.cls == "person" and begins == token and name.start == start else None
    return None


def _link(document: Document, sieve: Sieve, everything: list[Found]) -> list[Found]:
    """Goes through the words from left to right and links every mention."""
    at: dict[int, list[Found]] = {}
    for found in everything:
        at.setdefault(found.head, []).append(found)
    named = {t for f in everything if f.kind is MentionKind.NAME for t in range(f.start, f.end)}
    mentions: list[Found] = []
    waiting: dict[int, list[int]] = {}
    pronouns = sieve.words.pronouns
    for token, word in enumerate(document.words):
        for found in at.get(token, ()):
            if found.kind is MentionKind.NAME:
                owners.counterpart(sieve, found)
                sieve.drafts.name(found)
                _bracketed(document, sieve.drafts, found)
            elif not taking_up.take_up(sieve, found):
                if described.nothing_but_said(document, found):
                    continue
                owners.possessed(sieve, found)
                sieve.drafts.nominal(found)
                _bracketed(document, sieve.drafts, found)
            mentions.append(found)
            mentions.extend(_beside(document, sieve.drafts, found))
            _see(document, sieve, found)
            mentions.extend(sieve.name_of(t, found) for t in waiting.pop(found.head, ()))
        lettered = sieve.drafts.lettered(word) if token not in at and token not in named else None
        if lettered is not None:
            letters = Found(
                start=token,
                end=token + 1,
                head=token,
                kind=MentionKind.NAME,
                cls="organisation",
                name=word,
                reason="",
            )
            sieve.drafts.link(lettered, letters, f"the letters of {sieve.drafts.all[lettered].name}")
            mentions.append(letters)
            sieve.see(letters)
        if word.lower() in pronouns and token not in at:
            ahead = sieve.ahead(token)
            if ahead is not None:
                waiting.setdefault(ahead.head, []).append(token)
                continue
            made = sieve.pronoun(token)
            if made is not None:
                mentions.append(made)
                sieve.see(made)
    return mentions


def _see(document: Document, sieve: Sieve, found: Found) -> None:
    """Lets later words take a mention up, unless it names who wrote the report."""
    if not titles.byline(document, found):
        sieve.see(found)


def _beside(document: Document, drafts: Drafts, name: Found) -> list[Found]:
    """The phrases in apposition to a name, as mentions of the same actor."""
    made: list[Found] = []
    for start, end, head in name.beside:
        if not name.actors or (start < name.end and name.start < end):
            continue
        phrase = Found(
            start=start, end=end, head=head, kind=MentionKind.NOMINAL, cls=name.cls,
            name=words(document, start, end), reason=f"in apposition to {name.name}",
        )  # fmt: skip
        drafts.link(name.actors[-1], phrase, phrase.reason)
        made.append(phrase)
    return made


def _bracketed(document: Document, drafts: Drafts, found: Found) -> None:
    """ "Free Syrian Army (FSA)": the acronym is another name of what stands before the bracket."""
    if not found.actors or found.end + 2 >= len(document) or document.words[found.end] != "(":
        return
    letters = document.words[found.end + 1]
    if letters.isupper() and 2 <= len(letters) <= 8 and document.words[found.end + 2] in (")", ",", ";"):
        drafts.acronym(letters, found.actors[-1])


def _finish(document: Document, drafts: Drafts, mentions: list[Found]) -> Actors:
    order = sorted(
        (i for i, d in enumerate(drafts.all) if d.mentions),
        key=lambda i: (min(f.start for f in drafts.all[i].mentions), i),
    )
    ids = {index: f"a{number}" for number, index in enumerate(order, 1)}
    actors = tuple(_actor(document, ids[i], drafts.all[i]) for i in order)
    beside = {start for found in mentions for start, _, _ in found.beside}
    made: list[ActorMention] = []
    by_token: dict[int, ActorMention] = {}
    kinds: dict[int, str] = {}
    for found in sorted(mentions, key=lambda f: (f.start, -f.end)):
        if not found.actors:
            continue
        own = tuple(dict.fromkeys(ids[i] for i in found.actors))
        mention = ActorMention(
            start=found.start, end=found.end, head=found.head, kind=found.kind, actors=own, faint=found.faint
        )
        made.append(mention)
        if found.kind is MentionKind.NOMINAL and found.start in beside:
            continue  # its words stand for the name, as a title's do
        first, last = found.start, found.end
        if found.title is not None:
            for token in range(*found.title):
                by_token.setdefault(token, mention)
                kinds.setdefault(token, found.cls)
        for token in range(first, last):
            by_token[token] = mention
        kinds[found.head] = found.cls if len(own) == 1 or found.cls != "person" else "group"
        if found.kind is MentionKind.NAME:
            kinds.update((t, found.cls) for t in range(first, last))
    for mention in made:
        if mention.start not in beside or mention.kind is not MentionKind.NOMINAL:
            by_token[mention.head] = mention
    return Actors(
        document=document,
        actors=actors,
        mentions=tuple(made),
        by_token=MappingProxyType(by_token),
        kinds=MappingProxyType(kinds),
        by_id=MappingProxyType({a.id: a for a in actors}),
    )


def _actor(document: Document, id: str, draft: Draft) -> Actor:
    plural = draft.plural and draft.cls in ("person", "group")
    return Actor(
        id=id,
        name=draft.name,
        kind=ActorKind.GROUP if plural else _KINDS.get(draft.cls, ActorKind.UNKNOWN),
        country=draft.country,
        sectors=draft.sectors,
        role=draft.role,
        affiliation=draft.affiliation,
        entry=draft.entry.id if draft.entry else None,
        wikidata=draft.entry.wikidata if draft.entry else None,
        mentions=tuple(
            Mention(
                span=document.span(f.start, f.end),
                kind=f.kind,
                confidence=_sure(f, draft),
                reason=f.link or f.reason,
            )
            for f in sorted(draft.mentions, key=lambda f: f.start)
        ),
        confidence=draft.confidence,
        reason=draft.reason,
        made_by=Maker(rule=draft.rule, version=__version__),
    )


def _sure(found: Found, draft: Draft) -> Confidence:
    if found.kind is MentionKind.PRONOUN:
        return Confidence.MEDIUM if found.cls == "person" and not found.faint else Confidence.LOW
    if found.kind is MentionKind.NOMINAL and len(found.actors) > 1:
        return Confidence.MEDIUM
    return draft.confidence
