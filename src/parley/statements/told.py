"""Where what is said ends, and whose the next verb of saying is, when the parse has put it inside the words before it.

"The envoy said the talks had failed, adding that …": the participle is the envoy's, though a parse often hangs it on
"failed"; so is a coordinated verb without a subject ("said the talks had failed but denied …"). A relative clause after a
comma at the end is the report's own addition more often than the speaker's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parley.language.document import Document
from parley.records import Act
from parley.statements.attribution import Attribution

_COORDINATED = frozenset({"VBD", "VBZ", "VBP"})
_PREPOSITIONS = frozenset({"according", "per", "in"})
"""Cues that are no verbs of the outer speaker's: "…, according to the ministry" cites the ministry."""
_ADDED = frozenset({"which", "who", "whose", "whom"})


def cut(document: Document, drafts: Sequence[Attribution], quoted: set[int]) -> list[Attribution]:
    """Drafts of which none has in its words another saying by the same speaker, or a clause added to its end.

    Args:
        document: the parsed report.
        drafts: attributions, with the quotations they take.
        quoted: tokens between quotation marks, which are the speaker's whatever they are.
    """
    ordered = sorted(drafts, key=lambda d: d.head)
    kept: dict[int, Attribution] = dict(enumerate(ordered))
    for place, draft in enumerate(ordered):
        if draft.act is Act.THINK or document.words[draft.head].lower() in _PREPOSITIONS:
            continue
        for outer_place, outer in kept.items():
            if outer_place == place or outer.source is None or draft.head not in outer.content:
                continue
            first = _begins(document, draft, outer)
            if first is None:
                continue
            kept[outer_place] = replace(outer, content=tuple(t for t in outer.content if t < first))
            kept[place] = replace(kept[place], source=outer.source, stands_in=None)
    for place, draft in kept.items():
        for outer in ordered:
            if outer.head > draft.head and draft.head in outer.content and outer.head in draft.content:
                begins = [outer.cue[0]]
                if outer.source is not None:
                    begins.append(document.edges(outer.source)[0])
                first = min(begins)
                kept[place] = draft = replace(draft, content=tuple(t for t in draft.content if t < first))
    return [_without_addition(document, d, quoted) for d in kept.values() if d.content]


def _begins(document: Document, draft: Attribution, outer: Attribution) -> int | None:
    """Where a saying begins that goes on with the outer speaker's; `None` when it does not."""
    verb = draft.head
    if verb <= outer.head or document.sentence_of[verb] != document.sentence_of[outer.head]:
        return None
    first = draft.cue[0]
    before = first - 1
    participle = (
        document.upos[verb] == "VERB" and document.tags[verb] == "VBG" and document.words[before] == ","
    )
    own = any(c < verb and document.deps[c].startswith("nsubj") for c in document.children[verb])
    coordinated = (
        document.tags[verb] in _COORDINATED
        and document.tags[outer.head] == document.tags[verb]
        and document.deps[verb] == "conj"
        and document.upos[before] == "CCONJ"
        and not own
    )
    if not participle and not coordinated:
        return None
    if min(t for t in outer.content) >= before:
        return None
    return before


def _without_addition(document: Document, draft: Attribution, quoted: set[int]) -> Attribution:
    """Without a relative clause that a comma parts from the end of what is said."""
    last = draft.content[-1]
    inside = set(draft.content)
    for token in draft.content:
        if (
            document.words[token].lower() in _ADDED
            and token - 1 in inside
            and token not in quoted
            and document.words[token - 1] == ","
            and token - 1 > draft.content[0]
        ):
            clause = next((a for a in document.ancestors(token) if document.deps[a] == "acl:relcl"), None)
            if clause is not None and document.edges(clause)[1] >= last:
                return replace(draft, content=tuple(t for t in draft.content if t < token - 1))
    return draft
