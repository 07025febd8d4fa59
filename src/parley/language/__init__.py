"""Language: tokens, tags, dependencies (Universal Dependencies) and names of a report's text."""

from parley.language.document import Document, Entity
from parley.language.model import LanguageModelError, load, parse

__all__ = ["Document", "Entity", "LanguageModelError", "load", "parse"]
