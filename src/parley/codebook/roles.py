"""The role names that a frame may use."""

from __future__ import annotations

CORE = frozenset({"agent", "patient", "recipient", "complement", "possessor", "place", "time"})

PREPOSITIONS = frozenset(
    [
        "about",
        "above",
        "across",
        "after",
        "against",
        "ahead",
        "along",
        "alongside",
        "amid",
        "among",
        "around",
        "as",
        "at",
        "before",
        "behind",
        "beside",
        "between",
        "beyond",
        "by",
        "concerning",
        "despite",
        "down",
        "during",
        "following",
        "for",
        "from",
        "in",
        "inside",
        "into",
        "like",
        "near",
        "of",
        "off",
        "on",
        "onto",
        "opposite",
        "out",
        "outside",
        "over",
        "past",
        "per",
        "regarding",
        "since",
        "than",
        "through",
        "throughout",
        "to",
        "toward",
        "towards",
        "under",
        "until",
        "up",
        "upon",
        "via",
        "versus",
        "with",
        "within",
        "without",
    ]
)

COMPLEMENT = "complement"
"""First step of a path into the embedded proposition: "complement.agent"."""


def problem(path: str) -> str | None:
    """What is wrong with a role path, or None: "patient", "on", "complement.agent", "patient.possessor"."""
    for step in path.split("."):
        if step not in CORE and step not in PREPOSITIONS:
            return (
                f'"{step}" is no role; expected one of {", ".join(sorted(CORE))} or a preposition '
                '(with "." to go on from there: "complement.agent")'
            )
    return None
