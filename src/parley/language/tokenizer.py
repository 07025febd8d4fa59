"""A tokenizer that cuts English as the Universal Dependencies treebanks do.

spaCy's rules for English, and what the treebanks do otherwise: runs of one mark are one token ("!!!", "-----"), words
with a bound prefix keep their hyphen ("anti-government", "e-mail"), numbers parted by hyphens stay whole, a slash
between words parts them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

BOUND_PREFIXES = (
    "anti", "co", "counter", "de", "e", "ex", "extra", "hyper", "inter", "intra", "mega", "micro", "mid", "mini", "mis",
    "multi", "neo", "non", "over", "post", "pre", "pro", "proto", "pseudo", "quasi", "re", "semi", "sub", "super", "trans",
    "ultra", "un", "under", "vice",
)  # fmt: skip

_NOT_EXCEPTIONS = frozenset({"and/or", "id", "Id", "etc."})
"""Exceptions of spaCy's that the treebanks do not make."""

_RUNS = r"(?:([=_*~+#<>|^-])\1+|[!?]{2,}|\.{2,}|…+)"
_WHOLE = (
    rf"(?i:(?:{'|'.join(BOUND_PREFIXES)})-\w+)"
    r"|\d+(?:-\d+){2,}"
    r"|(?i:vs|no|div|jan|feb|mar|apr|aug|sept?|oct|nov|dec|gen|col|lt|capt|maj|cmdr|sgt|gov|sen|rep|rev|hon)\."
)


def build(nlp: Language) -> Tokenizer:
    """The tokenizer for the pipeline `nlp`; it is serialised with it."""
    import re

    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    defaults = nlp.Defaults
    prefixes = [_RUNS, *defaults.prefixes]
    suffixes = [_RUNS, *defaults.suffixes]
    infixes = [r"(?<=[A-Za-z])/(?=[A-Za-z])", r"(?<=[A-Za-z]\.)-(?=[A-Za-z])", *defaults.infixes]
    rules = {
        form: parts for form, parts in defaults.tokenizer_exceptions.items() if form not in _NOT_EXCEPTIONS
    }
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=re.compile(rf"^(?:{_WHOLE})$").match,
        url_match=defaults.url_match,
    )
