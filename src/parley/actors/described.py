"""Phrases that say who a named person is: "Ana Sol, a nurse close to the family", "a man named Jon Pell", "Ana Sol is a nurse"."""

from __future__ import annotations

from parley.actors.drafts import Draft, lapse
from parley.actors.entries import Entry
from parley.actors.found import Found, case_of
from parley.actors.phrases import Made, Scene, body_of
from parley.language.document import Document
from parley.records import Confidence, MentionKind

_LAPSED = frozenset({"former", "ex", "late", "past", "retired", "onetime", "ousted"})
_NAMING = frozenset({"identify", "name", "call", "know", "dub"})
_LEADING = frozenset(
    [
        "run",
        "co-found",
        "co-lead",
        "co-chair",
        "head",
        "lead",
        "chair",
        "direct",
        "command",
        "own",
        "found",
        "represent",
        "manage",
        "oversee",
    ]
)
"""What somebody does who is of a body: "who runs the Orne Institute"."""
_SERVING = frozenset({"work", "teach", "study", "serve", "speak", "campaign", "play", "write", "report"})
"""Likewise with a preposition: "who teaches at Orne University"."""
_OF = frozenset({"for", "at", "in", "with", "on"})


def name_of(scene: Scene, found: Found) -> Found | None:
    """The person's name that a phrase describes, where no title or apposition beside the name was read already."""
    if found.plural or found.candidates or found.cls not in ("person", "group"):
        return None
    return _before_comma(scene, found) or _who_is(scene, found)


def _before_comma(scene: Scene, found: Found) -> Found | None:
    """ "Ana Sol, a 47-year-old trader of Ornia": the name that a phrase is in apposition to by the parse."""
    document = scene.document
    head = document.heads[found.head]
    name = scene.names.get(head)
    if document.deps[found.head] != "appos" or name is None or not _open(name) or name.end > found.start:
        return None
    between = document.words[name.end : found.start]
    aged = len(between) == 3 and between[1].isdigit() and between[2] == ","
    return name if between in ([","], ["("], ["–"], ["—"]) or aged else None


def called(scene: Scene, found: Found) -> Found | None:
    """The person's name after a participle: "a man identified as Jon Pell"; the phrase and the name are one mention."""
    if found.plural or found.candidates or found.cls not in ("person", "group"):
        return None
    document = scene.document
    for child in document.children[found.head]:
        if child < found.head or not document.deps[child].startswith("acl"):
            continue
        if document.tags[child] == "VBN" and document.lemmas[child].lower() in _NAMING:
            start = child + 1 + (document.words[child + 1 : child + 2] == ["as"])
            name = scene.names.get(start)
            if name is not None and name.start == start and _open(name):
                return name
    return None


def _who_is(scene: Scene, found: Found) -> Found | None:
    """ "Ana Sol, who is a nurse": the name before the clause."""
    document = scene.document
    name = scene.names.get(document.heads[found.head])
    if document.deps[found.head] != "acl:relcl" or name is None or not _open(name):
        return None
    who = any(document.words[c].lower() == "who" for c in document.children[found.head] if c < found.head)
    return name if who and plainly(document, found.head) and name.end < found.start else None


def _open(name: Found) -> bool:
    return name.cls == "person" and name.kind is MentionKind.NAME


def plainly(document: Document, head: int) -> bool:
    """Whether a noun after "is" is said of somebody without "not", "may" and the like."""
    children = document.children[head]
    copulas = [c for c in children if document.deps[c] == "cop" and c < head]
    modal = any(
        document.deps[c].partition(":")[0] in ("aux", "mark")
        or document.words[c].lower() in ("not", "n't", "no", "never")
        for c in children
        if c < head
    )
    return bool(copulas) and document.words[copulas[0]].lower() in ("is", "was", "'s", "’s") and not modal


def nothing_but_said(document: Document, found: Found) -> bool:
    """Whether a phrase only says what something is, and nothing tells of whom: "it is a failed state"."""
    if found.candidates or found.country or found.sectors or found.affiliation or found.parts:
        return False
    return any(document.deps[c] == "cop" and c < found.head for c in document.children[found.head])


def body(scene: Scene, name: Found) -> Made | None:
    """ "Ana Sol, who runs the Orne Institute": what the body of somebody's work gives."""
    document = scene.document
    after = [w.lower() for w in document.words[name.end : name.end + 2]]
    if after[-1:] != ["who"] and after[:1] != ["who"]:
        return None
    clause = next(
        (
            c
            for t in range(name.start, name.end)
            for c in document.children[t]
            if document.deps[c] == "acl:relcl" and name.end < c <= name.end + 5
        ),
        None,
    )
    if clause is None or document.tags[clause] not in ("VBZ", "VBD", "VBP"):
        return None
    verb = document.lemmas[clause].lower()
    for child in document.children[clause]:
        relation = document.deps[child].partition(":")[0]
        whom = _owner(scene, child)
        if whom is None or child < clause:
            continue
        if verb in _LEADING and relation == "obj":
            return body_of(scene, whom)
        if verb in _SERVING and relation == "obl" and case_of(document, child) in _OF:
            return body_of(scene, whom)
    return None


def _owner(scene: Scene, token: int) -> Found | None:
    """The body that a noun is or belongs to by a possessive: "the Orne Union's research arm"."""
    own = [token, *(c for c in scene.document.children[token] if scene.document.deps[c] == "nmod:poss")]
    bodies = (scene.names[t] for t in own if t in scene.names)
    return next((b for b in bodies if b.cls in ("organisation", "armed")), None)


def fill(document: Document, draft: Draft, found: Found) -> None:
    """Gives a named person of whom nothing is known what a phrase says of them."""
    entry: Entry | None = draft.entry
    if entry is not None or draft.rule != "actors/names" or draft.cls != "person":
        return
    if draft.country and found.country and draft.country != found.country:
        return
    draft.country = draft.country or found.country
    draft.affiliation = draft.affiliation or found.affiliation
    if not draft.sectors:
        lapsed = any(w.lower() in _LAPSED for w in document.words[found.start : found.head])
        draft.sectors = lapse(found.sectors) if lapsed else found.sectors
    draft.role = draft.role or found.role
    if draft.confidence is Confidence.LOW and (draft.country or draft.sectors):
        draft.confidence = Confidence.MEDIUM
        draft.reason += f"; {found.name!r} said of {draft.name}"
