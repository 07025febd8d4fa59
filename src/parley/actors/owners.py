"""What a phrase takes from its owner, once that owner is known: "its members", "the group's leader", "head of the army"."""

from __future__ import annotations

from parley.actors import lexicon as lexicon_data
from parley.actors.coreference import load
from parley.actors.drafts import Draft, Drafts
from parley.actors.found import Found, case_of
from parley.actors.pronouns import Sieve
from parley.language.document import Document
from parley.records import Confidence, MentionKind

_OWNING = frozenset({"of", "for", "from", "with"})


def possessed(sieve: Sieve, found: Found) -> None:
    """ "its members", "his administration": country, sectors and body of whom the pronoun stands for."""
    owner = next((f for f in reversed(sieve.seen) if f.start == found.start), None)
    if owner is None or owner.kind is not MentionKind.PRONOUN or found.country or found.affiliation:
        return
    if len(owner.actors) != 1 or found.noun in load().kin:
        return
    draft = sieve.drafts.all[owner.actors[0]]
    found.country = draft.country
    found.affiliation = draft.name if draft.cls != "state" else None
    if _serving(found, draft) or (not found.sectors and draft.cls in ("armed", "organisation")):
        found.sectors = draft.sectors
    found.reason += f"; of {draft.name}"


def counterpart(sieve: Sieve, name: Found) -> None:
    """ "her Kenyan counterpart, Ana Sol": office and sectors of whom the pronoun stands for."""
    if name.noun != "counterpart" or name.sectors or not name.beside:
        return
    owner = next((f for f in reversed(sieve.seen) if f.start == name.beside[-1][0]), None)
    if owner is None or len(owner.actors) != 1:
        return
    draft = sieve.drafts.all[owner.actors[0]]
    name.sectors = draft.sectors
    name.reason += f"; counterpart of {draft.name}"


def _serving(found: Found, owner: Draft) -> bool:
    noun = lexicon_data.load().nouns.get(found.noun or "")
    return noun is not None and bool(noun.default) and owner.cls == "person" and bool(owner.sectors)


def lend(document: Document, drafts: Drafts, mentions: list[Found]) -> None:
    """Lends phrases what their owners are, where these are phrases too: "the country's army", "leader of the group".

    Twice, so that "a spokesman for the country's army" has the country of the army.
    """
    owners = {f.head: f for f in mentions if f.kind is not MentionKind.PRONOUN and len(f.actors) == 1}
    for _ in range(2):
        for found in mentions:
            if found.kind is not MentionKind.NOMINAL or len(found.actors) != 1 or found.noun in load().kin:
                continue
            draft = drafts.all[found.actors[0]]
            first = draft.rule == "actors/composition" and draft.mentions[0] is found
            owner = _owner(document, found, owners) if first else None
            named = owner is not None and owner.kind is MentionKind.NAME
            if draft.affiliation and not (named and draft.country is None):
                continue
            if owner is not None and owner.actors != found.actors:
                _take(found, draft, drafts.all[owner.actors[0]])


def _owner(document: Document, found: Found, owners: dict[int, Found]) -> Found | None:
    for child in document.children[found.head]:
        owner = owners.get(child)
        if owner is None or owner.plural:
            continue
        if document.deps[child] == "nmod:poss":
            return owner
        if document.deps[child] == "compound" and owner.kind is MentionKind.NAME:
            return owner
        if document.deps[child] == "nmod" and case_of(document, child) in _OWNING and found.head < child:
            return owner
    return None


def _take(found: Found, draft: Draft, owner: Draft) -> None:
    if not (owner.country or owner.affiliation or owner.entry is not None):
        return
    if owner.cls == "person" and not _serving(found, owner):
        return
    noun = lexicon_data.load().nouns.get(found.noun or "")
    draft.country = draft.country or owner.country
    if owner.cls != "state" and draft.affiliation is None:
        draft.affiliation = owner.name if owner.entry is not None else owner.affiliation
    if not draft.sectors:
        draft.sectors = owner.sectors or (noun.default if noun is not None else ())
    if draft.confidence is Confidence.LOW:
        draft.confidence = Confidence.MEDIUM
    draft.reason += f"; of {owner.name}"
