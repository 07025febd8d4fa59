"""Places: which words of a report name places, where those are, and at which of them an event happened."""

from parley.places.choose import choose
from parley.places.find import Place, find, locate

__all__ = ["Place", "choose", "find", "locate"]
