"""Propositions: who does what to whom, however the sentence was built."""

from parley.propositions.extract import extract
from parley.propositions.model import (
    Argument,
    Condition,
    ConditionKind,
    Embedding,
    Kind,
    Proposition,
    Tense,
)

__all__ = [
    "Argument",
    "Condition",
    "ConditionKind",
    "Embedding",
    "Kind",
    "Proposition",
    "Tense",
    "extract",
]
