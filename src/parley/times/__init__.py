"""Times: what a report's time expressions mean on the calendar, and which of them an event happened at."""

from parley.times.choose import choose
from parley.times.find import Time, find

__all__ = ["Time", "choose", "find"]
