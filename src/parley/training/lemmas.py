"""Exceptions for the rule lemmatizer, learnt from the training treebanks.

spaCy's rules cover regular verbs, nouns and adjectives; auxiliaries, pronouns and what the treebanks lemmatize their own
way ("better": "good", "n't": "not") are exceptions. Only what the rules get wrong is added.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_SEEN = 2
"""Times a form must occur with a lemma before it counts; fewer may be an annotator's slip."""
_AGREED = 0.6
"""Share of a form's occurrences that its most frequent lemma must have."""
_IRREGULAR = frozenset({"verb", "noun"})
"""Parts of speech whose known exceptions stand: the lemmatizer's lists of irregular forms are better than a few words of
text, which hold slips ("fled": "flead")."""
_LEFT_ALONE = frozenset({"PROPN", "X", "NUM", "SYM", "PUNCT"})


def add_exceptions(nlp: Language, gold: Iterable[Doc]) -> int:
    """Adds to the lemmatizer of `nlp` what `gold` (words, parts of speech, features, lemmas) teaches; how many."""
    lemmatizer = nlp.get_pipe("lemmatizer")
    _prefer_final_e(lemmatizer)
    seen: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for doc in gold:
        for token in doc:
            if token.pos_ in _LEFT_ALONE or not token.lemma_:
                continue
            ours = lemmatizer.lemmatize(token)[0]
            seen[token.pos_.lower(), token.text.lower()][token.lemma_, ours] += 1
    table = lemmatizer.lookups.get_table("lemma_exc")
    learnt: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for (pos, form), lemmas in seen.items():
        theirs: Counter[str] = Counter()
        for (lemma, _), count in lemmas.items():
            theirs[lemma.lower()] += count
        if pos in _IRREGULAR and form in table.get(pos, {}):
            continue
        best, count = theirs.most_common(1)[0]
        agreed = count >= _SEEN and count >= _AGREED * theirs.total()
        wrong = sum(n for (_, ours), n in lemmas.items() if ours.lower() != best)
        if agreed and wrong * 2 > theirs.total():
            learnt[pos][form] = [best]
    for pos, forms in learnt.items():
        table[pos] = {**table.get(pos, {}), **forms}
    lemmatizer.cache.clear()
    return sum(map(len, learnt.values()))


def _prefer_final_e(lemmatizer: Any) -> None:
    """Makes "hoped" a form of "hope", not of "hop": a verb without the e would double its consonant.

    spaCy's rules put the last analysis that is a known verb first, so those with an e must come last. "Sing" is the one
    common verb for which that is wrong.
    """
    rules = lemmatizer.lookups.get_table("lemma_rules")
    rules["verb"] = sorted(rules["verb"], key=lambda rule: rule[1] == "e")
    index = lemmatizer.lookups.get_table("lemma_index")
    index["verb"] = [verb for verb in index["verb"] if verb not in ("singe", "swinge", "tinge")]
    lemmatizer.cache.clear()
