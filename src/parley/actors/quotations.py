"""Words between quotation marks, and who speaks them; sentences counted."""

from __future__ import annotations

from parley.language.document import Document


def ranks(document: Document) -> list[int]:
    """The number of each sentence, a lone mark counting for nothing."""
    ranks: list[int] = []
    for start, end in document.sentences:
        word = end - start > 1 or document.words[start].isalnum()
        ranks.append((ranks[-1] if ranks else -1) + word)
    return ranks


def speakers(document: Document, quoted: list[bool], reporting: frozenset[str]) -> dict[int, int]:
    """For each token between quotation marks, the subject of the verb of saying right before or after the marks.

    A quotation that goes on after "he said." has the same speaker.
    """
    found: dict[int, int] = {}
    size, start, before = len(document), 0, -1
    last: int | None = None
    while start < size:
        if not quoted[start]:
            start += 1
            continue
        end = start
        while end < size and quoted[end]:
            end += 1
        subject = _saying(document, end + 1, min(end + 8, size), reporting)
        subject = subject if subject is not None else _saying(document, max(start - 4, 0), start, reporting)
        if subject is None and last is not None and start - before <= 6:
            subject = last
        if subject is not None:
            found.update(dict.fromkeys(range(start, end), subject))
        last, before = subject, end
        start = end + 1
    return found


def _saying(document: Document, start: int, end: int, reporting: frozenset[str]) -> int | None:
    """The subject of the first verb of saying in a few tokens of one sentence."""
    for verb in range(start, end):
        if document.words[verb] in (".", "?", "!", "“", '"'):
            return None
        if document.upos[verb] == "VERB" and document.lemmas[verb].lower() in reporting:
            return next((c for c in document.children[verb] if document.deps[c] == "nsubj"), None)
    return None


def inside(document: Document) -> list[bool]:
    """Whether each token stands inside quotation marks; an unclosed mark ends with its paragraph."""
    within = False
    flags: list[bool] = []
    last_end = 0
    for token, word in enumerate(document.words):
        if "\n" in document.text[last_end : document.starts[token]]:
            within = False
        last_end = document.ends[token]
        if word in ("“", "``"):
            within = True
        elif word in ("”", "''"):
            within = False
        elif word == '"':
            within = not within
        flags.append(within)
    return flags
