"""What frames need to know of a proposition, without importing the step that makes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Filler(Protocol):
    """One argument of a proposition, as `parley.propositions` defines it."""

    @property
    def role(self) -> str:
        """Name of the role."""

    @property
    def token(self) -> int:
        """Head of the argument's phrase."""

    @property
    def penalty(self) -> int:
        """0 for the exact path, more for forgiving ones."""


class Predication(Protocol):
    """What a frame needs to know of a proposition; `parley.propositions.model.Proposition` has it all."""

    @property
    def index(self) -> int:
        """Position among the document's propositions."""

    @property
    def token(self) -> int:
        """Head token of the predicate."""

    @property
    def nominal(self) -> int | None:
        """The noun of a light verb."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the predicate, the most specific first."""

    @property
    def arguments(self) -> Sequence[Filler]:
        """Fillers of its roles."""

    @property
    def negated(self) -> bool:
        """Whether it is negated."""

    @property
    def modality(self) -> str | None:
        """Its modal verb."""

    @property
    def tense(self) -> str:
        """Past, present, future or none."""

    @property
    def passive(self) -> bool:
        """Whether it is passive."""

    @property
    def parent(self) -> int | None:
        """The proposition that embeds it."""

    @property
    def purpose(self) -> int | None:
        """The proposition that states its purpose."""
