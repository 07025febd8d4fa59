"""A session of reviewing: one row after another, one key for each decision, each decision stored before the next row comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from parley.codebook import Codebook
from parley.errors import LedgerError
from parley.ledger import Fields, Ledger, Verdict
from parley.ledger.judgements import main_fields
from parley.records import Confidence
from parley.reviewing.correcting import (
    FIELDS,
    PARTIES,
    NotUnderstood,
    changed,
    choices,
    correct,
    is_empty,
    nearby,
    text,
)
from parley.reviewing.queue import Item, Shown, show

HELP = "a accept  c correct  r reject  s skip  u undo  q quit  ? help"
LONG_HELP = (
    "a  accept: the row is right in its main fields\n"
    "c  correct: say what is right instead\n"
    "r  reject: the report says no such thing\n"
    "s  skip: decide nothing (space does the same)\n"
    "u  undo the last decision of this session and look at its row again\n"
    "q  quit; all decisions are stored already\n"
    "The words in reverse are the predicate or cue, those in colour the parties, the bold ones the row's passage."
)
_WORDS = ("accept", "correct", "reject", "skip", "undo", "quit")
_KEYS = {
    "?": "?",
    "h": "?",
    "help": "?",
    " ": "s",
    **{w: w[0] for w in _WORDS},
    **{w[0]: w[0] for w in _WORDS},
}
"""Keys, and words that a script may give instead."""
_ENTER = ("\r", "\n")
_DROP = ("\x1b", "x")


class Keys(Protocol):
    """Where decisions come from: a terminal, or lines of a script."""

    def forget(self) -> None:
        """Forgets keys that were pressed before the row that is about to be shown."""
        ...

    def key(self) -> str:
        """The next key; a carriage return is Enter. Raises EOFError when no more will come."""
        ...

    def line(self, prompt: str) -> str:
        """A line, asked for by `prompt`. Raises EOFError when no more will come."""
        ...


class Screen(Protocol):
    """Where rows and answers are shown."""

    def row(self, shown: Shown, place: str) -> None:
        """Shows a row with its context."""
        ...

    def say(self, message: str) -> None:
        """Shows a line."""
        ...


@dataclass(slots=True)
class Tally:
    """What a session came to."""

    decided: dict[Verdict, int] = field(default_factory=lambda: dict.fromkeys(Verdict, 0))
    skipped: int = 0
    undone: int = 0
    left: int | None = None
    """Rows of the last confidence that were not come to; `None` when the queue is done."""


class _Left(Exception):
    """The reviewer goes."""


@dataclass(slots=True)
class Session:
    """Takes one reviewer through a queue."""

    ledger: Ledger
    reviewer: str
    book: Codebook
    keys: Keys
    screen: Screen
    tally: Tally = field(default_factory=Tally)
    _done: list[tuple[Item, str, int]] = field(default_factory=list)
    """Items with where they stood and their reviews, in order."""
    _again: list[tuple[Item, str]] = field(default_factory=list)
    """Items to be shown before the queue goes on."""

    def run(self, levels: Iterable[tuple[Confidence, list[Item]]]) -> Tally:
        """Goes through the queue until it is done or the reviewer goes. Ctrl-C and the end of input are ways to go."""
        places = self._places(levels)
        try:
            while True:
                following = self._again.pop() if self._again else next(places, None)
                if following is None:
                    self.tally.left = None
                    break
                self._decide(*following)
        except (_Left, EOFError, KeyboardInterrupt):
            pass
        return self.tally

    def _places(self, levels: Iterable[tuple[Confidence, list[Item]]]) -> Iterator[tuple[Item, str]]:
        for level, items in levels:
            for number, item in enumerate(items, 1):
                self.tally.left = len(items) - number + 1
                yield item, f"{number} of {len(items)} of {level} confidence"

    def _decide(self, item: Item, place: str) -> None:
        shown = show(self.ledger, item)
        if shown is None:
            return
        self.keys.forget()
        self.screen.row(shown, place)
        while True:
            key = _KEYS.get(self.keys.key().lower(), "")
            if key == "q":
                raise _Left
            if key == "s":
                self.tally.skipped += 1
                return
            if key == "u":
                if self._undo(item, place):
                    return
            elif key in ("a", "r"):
                verdict = Verdict.ACCEPT if key == "a" else Verdict.REJECT
                if self._store(shown, place, verdict, None):
                    return
            elif key == "c":
                right = self._correction(shown)
                if right is not None and self._store(shown, place, Verdict.CORRECT, right):
                    return
                self.screen.say(HELP)
            else:
                self.screen.say(LONG_HELP if key == "?" else HELP)

    def _store(self, shown: Shown, place: str, verdict: Verdict, right: Fields | None) -> bool:
        """Writes a decision; whether the row is dealt with."""
        item = shown.item
        try:
            review = self.ledger.review(
                item.report, item.row, verdict, reviewer=self.reviewer, correction=right, reading=shown.key
            )
        except LedgerError as error:
            self.screen.say(str(error))
            self._again.append((item, place))
            return True
        self._done.append((item, place, review.number))
        self.tally.decided[verdict] += 1
        self.screen.say(f"{_DONE[verdict]} ({review.number})")
        return True

    def _undo(self, item: Item, place: str) -> bool:
        """Takes the last decision back; whether another row is to be shown now."""
        if not self._done:
            self.screen.say(
                "nothing was decided in this session; parley reviews undo takes back older reviews"
            )
            return False
        last, its_place, number = self._done.pop()
        try:
            review = self.ledger.undo(number)
        except LedgerError as error:
            self.screen.say(str(error))
            return False
        self.tally.decided[review.verdict] -= 1
        self.tally.undone += 1
        self.screen.say(f"undone ({number})")
        self._again += [(item, place), (last, its_place)]
        return True

    # --- correcting -------------------------------------------------------------------------------------------------

    def _correction(self, shown: Shown) -> Fields | None:
        """What is right instead; `None` when the reviewer thinks better of it."""
        kind = shown.item.kind
        before = main_fields(shown.row, {actor.id: actor for actor in shown.reading.actors})
        now = before
        menu = "  ".join(f"{number} {name}" for number, name in enumerate(FIELDS[kind], 1))
        self.screen.say(f"{menu}  Enter keep  x drop")
        while True:
            key = self.keys.key()
            if key in _ENTER:
                break
            if key in _DROP:
                self.screen.say("dropped")
                return None
            name, typed = self._field(shown, key, now)
            if name is None or typed is None:
                self.screen.say(f"{menu}  Enter keep  x drop")
                continue
            try:
                now = correct(
                    kind, now, name, typed, reading=shown.reading, near=shown.anchor.start, book=self.book
                )
            except NotUnderstood as error:
                self.screen.say(str(error))
                continue
            self.screen.say(f"{name}: {text(now, name)}")
        different = changed(before, now)
        if is_empty(different):
            self.screen.say("nothing is different")
            return None
        return different

    def _field(self, shown: Shown, key: str, now: Fields) -> tuple[str | None, str | None]:
        """Name and typed value of a field: `type=ASSAULT` of a script, or its number and then a line."""
        kind = shown.item.kind
        names = FIELDS[kind]
        if "=" in key:
            name, _, typed = key.partition("=")
            return name.strip(), typed
        if key not in map(str, range(1, len(names) + 1)):
            return None, None
        name = names[int(key) - 1]
        known = choices(kind, name, now, self.book)
        if name in PARTIES:
            known = nearby(shown.reading, shown.anchor.start)
        between = "; " if name in PARTIES else ", "
        hint = f" ({between.join(known)})" if known else ""
        try:
            typed = self.keys.line(f"{name}{hint} [{text(now, name)}]: ")
        except KeyboardInterrupt:
            return None, None
        return (name, typed) if typed.strip() else (None, None)


_DONE = {Verdict.ACCEPT: "accepted", Verdict.CORRECT: "corrected", Verdict.REJECT: "rejected"}


def summary(tally: Tally) -> str:
    """What a session came to, in one line."""
    total = sum(tally.decided.values())
    parts = [f"{number} {_DONE[verdict]}" for verdict, number in tally.decided.items() if number]
    said = f"{total} decided" + (f": {', '.join(parts)}" if parts else "")
    said += f"; {tally.skipped} skipped" if tally.skipped else ""
    return said + ("; nothing is left" if tally.left is None else "")
