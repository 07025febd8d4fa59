"""Language: tokens, tags, dependencies (Universal Dependencies) and names of a report's text."""

from parley.language.document import Document, Entity

__all__ = ["Document", "Entity"]
