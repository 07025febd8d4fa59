"""First person outside quotation marks: an official's message given without marks, or the report's own voice.

Press offices write "The minister said:" and then the words themselves. There "we welcome the truce" is the minister's; in a
report without such a line it is the writer's, who is no source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parley.language.document import Document
from parley.propositions import Proposition
from parley.statements import lexicon, sources
from parley.statements.attribution import Attribution

_FIRST = frozenset({"i", "we"})
_MARKS = frozenset({"“", '"', "''", "``", "„", "«", "‘", "'"})


def resolved(
    document: Document,
    drafts: Sequence[Attribution],
    propositions: Sequence[Proposition],
    cues: lexicon.Cues,
    quoted: set[int],
) -> list[Attribution]:
    """Drafts whose "I" or "we" outside quotations is the speaker announced before; without those of the writer.

    Args:
        document: the parsed report.
        drafts: attributions.
        propositions: of the report.
        cues: the lexicon.
        quoted: tokens between quotation marks.
    """
    announced = _announced(document, propositions, cues, quoted)
    kept: list[Attribution] = []
    for draft in drafts:
        source = draft.source
        if source is None or source in quoted or document.words[source].lower() not in _FIRST:
            kept.append(draft)
            continue
        speaker = next((who for start, who in reversed(announced) if start <= source), None)
        if speaker is not None:
            several = _of_several(document, draft, source)
            kept.append(
                replace(draft, source=speaker, stands_in=source, penalty=draft.penalty + 1, open=several)
            )
    return kept


def _of_several(document: Document, draft: Attribution, pronoun: int) -> bool:
    """As in "we announced", "we have agreed": what a government or a meeting did; "we welcome", "we urge" the speaker does now."""
    return document.words[pronoun].lower() == "we" and document.tags[draft.head] in ("VBD", "VBN")


def _announced(
    document: Document, propositions: Sequence[Proposition], cues: lexicon.Cues, quoted: set[int]
) -> list[tuple[int, int]]:
    """Where words given without marks begin, and whose they are: after "The minister said:" at a paragraph's end."""
    found = []
    for proposition in propositions:
        colon = proposition.token + 1
        begins = colon + 1
        if begins >= len(document) or document.words[colon] != ":" or "\n" not in document.gap(begins):
            continue
        if document.words[begins] in _MARKS or not any(key in cues.plain for key in proposition.keys):
            continue
        source, _ = sources.of(document, proposition, {begins}, quoted, hedged=False)
        if source is not None:
            found.append((begins, source))
    return sorted(found)
