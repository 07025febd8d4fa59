"""Digests that name things, and names in plain letters."""

from __future__ import annotations

import hashlib
import re
import unicodedata

import msgspec

from parley.records import Actor, Participant, Relay, Report

_WORD = re.compile(r"\w+")
_LONGEST = 300
"""Characters of a name that is its own key."""


def digest(*parts: str) -> str:
    """First 16 hexadecimal digits of the SHA-256 of `parts`; their borders count."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        total.update(str(len(data)).encode() + b":" + data)
    return total.hexdigest()[:16]


def report(known: Report) -> str:
    """Key of a report: all that is known of it but what its input was called and how its bytes were encoded.

    The same words from two publishers, or of two days, are two reports; the same file under two names is one.
    """
    return digest(report_record(known), known.id)


def report_record(known: Report) -> str:
    """`known` as JSON without what other columns hold or what differs between inputs of one report."""
    bare = msgspec.structs.replace(known, text="", name="", encoding=None)
    return msgspec.json.encode(bare).decode()


def fold(name: str) -> str:
    """`name` in small plain letters with a space around each word: " khalil al hayya "."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
    return f" {' '.join(words)} " if words else " "


def actor(who: Actor) -> str:
    """Key under which an actor is known across reports: the gazetteer's id, or its name in plain letters."""
    return who.entry or of_name(who.name)


def party(participant: Participant | Relay, actors: dict[str, Actor]) -> str:
    """Key of a participant; as for `actor` where it is one."""
    who = actors.get(participant.actor or "")
    return actor(who) if who else of_name(participant.name)


def of_name(name: str) -> str:
    """Key of a name. PostgreSQL indexes nothing longer than 2,700 bytes: a whole paragraph is known by its digest."""
    folded = fold(name).strip()
    return f"name:{folded if len(folded) <= _LONGEST else digest(folded)}"


def storable(value: str | None) -> str | None:
    """Text as every database takes it: without NUL and halves of surrogate pairs."""
    if value is None or (value.isprintable() and value.isascii()):
        return value
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
