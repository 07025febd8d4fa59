"""Which language a text is in.

The method is langid's (Lui and Baldwin 2012), in py3langid's model. It is loaded only for texts that English function
words do not settle at once: loading takes most of a second, counting words takes none. Limits: a text of a few words
is taken for English unless the model is sure; a text in two languages counts as the one with more of it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "was",
        "were",
        "is",
        "are",
        "has",
        "have",
        "had",
        "that",
        "this",
        "these",
        "with",
        "by",
        "from",
        "for",
        "on",
        "at",
        "it",
        "its",
        "his",
        "her",
        "he",
        "she",
        "they",
        "their",
        "which",
        "who",
        "said",
        "says",
        "will",
        "would",
        "been",
        "not",
        "but",
        "after",
        "before",
        "when",
        "than",
        "between",
        "about",
        "against",
    ]
)
"""Frequent English words; each alone may be a word of another language, a quarter of a text cannot be."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_SAMPLE = 4_000
"""Characters looked at in each of three places: start, middle, end."""
_SETTLED = 0.22
"""Share of `_ENGLISH` words that settles the matter; reports on conflict have 0.27 to 0.45, longer texts in other
languages below 0.12."""
_ENOUGH = 30
"""Words from which the model's first choice counts as it is."""
_SURE = 0.9
"""Posterior from which the model overrules the presumption of English in a short text."""


def detect(text: str) -> str:
    """ISO 639-1 code (639-3 where there is none) of the language of `text`."""
    sample = _sample(text)
    words = [w.lower() for w in _WORD.findall(sample)]
    if not words:
        return "en"
    english = sum(1 for w in words if w in _ENGLISH) / len(words)
    if english >= _SETTLED:
        return "en"
    language, posterior = _identifier().classify(sample.lower() if _capitals(sample) else sample)
    if len(words) >= _ENOUGH or not _LATIN.search(sample) or posterior >= _SURE:
        return str(language)
    return "en"


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _capitals(text: str) -> bool:
    """Whether most letters are capitals, which the model has seen little of."""
    letters = [c for c in text if c.isalpha()]
    return sum(1 for c in letters if c.isupper()) > 0.6 * len(letters)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def name(code: str) -> str:
    """English name of a language code, for messages; the code itself when it is not known."""
    import pycountry

    found = pycountry.languages.get(alpha_2=code) if len(code) == 2 else pycountry.languages.get(alpha_3=code)
    return str(found.name) if found else code
