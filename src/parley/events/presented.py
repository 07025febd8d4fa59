"""Factuality of a coded event: of the act that its frame speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parley.codebook.match import Match
from parley.events import factuality
from parley.language.document import Document
from parley.propositions.model import Embedding, Proposition
from parley.records import Factuality


def presented(
    document: Document, propositions: Sequence[Proposition], match: Match
) -> tuple[Factuality, str]:
    """How the report presents the event of a matched proposition, with the reason.

    A frame that wants a negation ("will not release") makes the refusal the act, so the negation is spent. Where the
    verb decides the type and not its noun ("cancelled a planned visit"), words beside the noun do not speak of the act.
    """
    proposition = propositions[match.proposition]
    if match.frame.negated:
        if proposition.negation == "deny":
            return Factuality.DENIED, "denied"
        if proposition.embedding is Embedding.CONDITION:
            return Factuality.CONDITIONAL, "it is itself a condition"
        return Factuality.ACTUAL, "refusing is the act"
    if proposition.nominal is not None and not match.key.endswith("/n") and match.frame.label in _UNDOING:
        bare = list(propositions)
        bare[match.proposition] = replace(proposition, nominal=None)
        return factuality.of(document, bare, match.proposition)
    return factuality.of(document, propositions, match.proposition)


_UNDOING = frozenset({"SANCTION", "REJECT", "CONCEDE", "RETREAT"})
"""Types that undo what the noun says: a visit, talks, a ban."""
