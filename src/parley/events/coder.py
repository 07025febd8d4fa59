"""What every step of coding one document needs at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.codebook.book import Codebook
from parley.codebook.match import Kinds, Matcher
from parley.language.document import Document
from parley.propositions.model import Proposition

if TYPE_CHECKING:
    from parley.actors import Actors
    from parley.places import Place
    from parley.times import Time


@dataclass(frozen=True, slots=True)
class Coder:
    """A document with what earlier steps found in it, and the codebook to code it by."""

    document: Document
    propositions: Sequence[Proposition]
    codebook: Codebook
    actors: Actors
    times: Sequence[Time]
    places: Sequence[Place]
    matcher: Matcher[Proposition]
    kinds: Kinds
