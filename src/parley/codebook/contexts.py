"""PLOVER contexts from the words of a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from parley.codebook.book import folder
from parley.codebook.frames import read_toml
from parley.language.document import Document


@cache
def words() -> Mapping[str, tuple[str, ...]]:
    """Lemma, or two lemmas with a space, to the contexts it stands for.

    Raises:
        DataFileError: a context is no list of words.
    """
    source = read_toml(folder() / "contexts.toml")
    found: dict[str, tuple[str, ...]] = {}
    for context, listed in source.data.items():
        if not isinstance(listed, list) or not all(
            isinstance(word, str) and word == word.lower() for word in listed
        ):
            source.fail("a context is a list of words in lower case", "", 0, context)
        for word in listed:
            found[word] = (*found.get(word, ()), context)
    return found


def of_sentence(document: Document, sentence: int) -> tuple[str, ...]:
    """The contexts whose words stand in a sentence, in alphabetical order.

    The manual assigns contexts by whole reports as well; a sentence is what an event can answer for.
    """
    start, end = document.sentences[sentence]
    table = words()
    found: set[str] = set()
    before = ""
    for lemma in map(str.lower, document.lemmas[start:end]):
        found.update(table.get(lemma, ()))
        found.update(table.get(f"{before} {lemma}", ()))
        before = lemma
    return tuple(sorted(found))
