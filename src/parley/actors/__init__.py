"""Who acts: mentions, third-person coreference, and resolution against a dated gazetteer."""

from parley.actors.entries import Entry, Gazetteer
from parley.actors.find import find
from parley.actors.gazetteer import load
from parley.actors.listed import listed
from parley.actors.model import ActorMention, Actors
from parley.actors.quoted import quoted

__all__ = ["ActorMention", "Actors", "Entry", "Gazetteer", "find", "listed", "load", "quoted"]
