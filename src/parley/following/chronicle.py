"""The record over time in a ledger: happenings merged over all reports, commitments followed, accords compared.

Entries are kept in the ledger, because merging all reports anew for each question would take too long; an update looks
only at reports that are new, read anew or gone, and at the groups their rows are linked with. Lives of commitments and
findings are worked out from them when they are asked for, on any day.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import msgspec
from sqlalchemy import Connection, delete, insert, select

from parley.errors import LedgerError
from parley.following import accords, commitments, merging, store
from parley.following.accords import Finding, Read
from parley.following.commitments import Followed
from parley.following.gists import Gist, gist
from parley.following.model import Anchor, Decision, Entry, Verdict
from parley.following.plans import Accord
from parley.ledger import Ledger, tables, versions
from parley.records import Record

_REPORTS = 128
"""Reports followed in one transaction."""
_ROWS = 500
"""Rows merged in one transaction, at least."""
_TRIES = 20
"""Times that a question takes in what others wrote meanwhile, before it gives up."""
_ANCHOR = re.compile(r"(?P<report>[^:]+):(?P<start>\d+)-(?P<end>\d+):(?P<type>.+)", re.DOTALL)

Watcher = Callable[[int], None]
"""Is told the number of reports followed by now."""


class Decided(Record, frozen=True, kw_only=True):
    """A decision with who made it and when (UTC)."""

    decision: Decision
    reviewer: str
    made: datetime.datetime


class Chronicle:
    """The record over time of one ledger. Every question first takes in what is new.

    Args:
        ledger: the reports. What is derived is kept in its tables `followed`, `merged`, `entries` and `evidence`.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    # --- taking in ------------------------------------------------------------------------------------------------------

    def update(self, watcher: Watcher | None = None) -> int:
        """Takes in reports that are new, read anew or gone since the last time; the number of reports looked at.

        Whatever order reports came in, the end is the same. A killed update goes on the next time.

        Args:
            watcher: is told of progress.

        Raises:
            LedgerError: the ledger cannot be written.
        """
        self._renew()
        seen = 0
        while fresh := self._follow():
            seen += fresh
            if watcher:
                watcher(seen)
        while self._settle():
            pass
        return seen

    def _renew(self) -> None:
        """What was derived with other rules is derived anew."""
        table, digest = tables.rules, versions.rules("following")
        known = select(table.c.digest).where(table.c.name == "following")
        with self._ledger.reading_connection() as connection:
            if connection.execute(known).scalar_one_or_none() == digest:
                return
        with self._ledger.writing_connection() as connection:
            store.clear(connection)
            connection.execute(delete(table).where(table.c.name == "following"))
            connection.execute(insert(table), {"name": "following", "digest": digest})

    def _follow(self) -> int:
        with self._ledger.writing_connection() as connection:
            found = store.waiting(connection, _REPORTS)
            rows = [(report, reading, gist(told)) for report, reading, told in found]
            store.put(connection, rows)
            return len(rows)

    def _settle(self) -> int:
        with self._ledger.writing_connection() as connection:
            rows = store.stale(connection, _ROWS)
            return store.settle(connection, rows, _decided(connection)) if rows else 0

    # --- asking -------------------------------------------------------------------------------------------------------------

    def entries(self, as_of: datetime.date | None = None) -> tuple[Entry, ...]:
        """All happenings in order of date and id; undated ones last.

        Args:
            as_of: what was published later is not known; `None`: everything is.
        """
        with self._record() as connection:
            return _entries(connection, as_of)

    def gists(self) -> tuple[Gist, ...]:
        """What is kept of each report but its rows, in order of publication."""
        with self._record() as connection:
            return tuple(store.gists(connection))

    def commitments(self, as_of: datetime.date | None = None) -> tuple[Followed, ...]:
        """All commitments and where they stood on a day (`None`: at the last publication), in order of date and id."""
        reports, found = self._told(as_of)
        return commitments.follow(reports, found, as_of)

    def _told(self, as_of: datetime.date | None) -> tuple[tuple[Gist, ...], tuple[Entry, ...]]:
        """Reports and happenings, of one state of the ledger."""
        with self._record() as connection:
            return tuple(store.gists(connection)), _entries(connection, as_of)

    def reports(self) -> dict[str, str]:
        """Keys of the reports that stand behind evidence, by the `report` of its anchors."""
        table = tables.followed
        with self._record() as connection:
            rows = connection.execute(select(table.c.text, table.c.report)).all()
        return {row.text: row.report for row in rows}

    @contextmanager
    def _record(self) -> Iterator[Connection]:
        """One state of the ledger in which everything is taken in, whoever else writes meanwhile."""
        for _ in range(_TRIES):
            self.update()
            with self._ledger.reading_connection() as connection:
                if store.settled(connection):
                    yield connection
                    return
        raise LedgerError(
            f"{self._ledger.name}: others write so much that its record cannot be read; try again"
        )

    # --- decisions ----------------------------------------------------------------------------------------------------------

    def join(self, one: str, other: str, reviewer: str) -> Entry:
        """Makes one entry of two; it stays so, whatever reports come later.

        Args:
            one: id of an entry.
            other: id of another.
            reviewer: who says so.

        Raises:
            LedgerError: there is no such entry, or they are the same.
        """
        first, second = self.entry(one), self.entry(other)
        if first.id == second.id:
            raise LedgerError(f"{one}: an entry is not joined with itself")
        made = [
            Decision(one=a.anchor, other=b.anchor, verdict=Verdict.JOIN)
            for a in first.evidence
            for b in second.evidence
        ]
        self._decide(made, reviewer)
        return self._of(first.evidence[0].anchor)

    def split(self, one: str, rows: Sequence[int], reviewer: str) -> tuple[Entry, Entry]:
        """Takes rows out of an entry; they stay apart, whatever reports come later.

        Args:
            one: id of the entry.
            rows: which of its evidence tells of something else, from 1.
            reviewer: who says so.

        Raises:
            LedgerError: there is no such entry or row, no row would stay, or a copy of the same words would.
        """
        entry = self.entry(one)
        chosen = sorted(set(rows))
        if not chosen or chosen[0] < 1 or chosen[-1] > len(entry.evidence):
            raise LedgerError(f"{one}: it has rows 1 to {len(entry.evidence)}")
        if len(chosen) == len(entry.evidence):
            raise LedgerError(f"{one}: at least one row must stay")
        apart = [entry.evidence[n - 1] for n in chosen]
        stay = [e for n, e in enumerate(entry.evidence, 1) if n not in chosen]
        with self._record() as connection:
            mine = store.fingerprints(connection, [e.anchor for e in apart])
            others = store.fingerprints(connection, [e.anchor for e in stay])
        if set(mine) & set(others):
            raise LedgerError(f"{one}: these are the same words in copies of one report")
        made = [Decision(one=a.anchor, other=b.anchor, verdict=Verdict.SPLIT) for a in apart for b in stay]
        made += [
            Decision(one=group[0].anchor, other=e.anchor, verdict=Verdict.JOIN)
            for group in (apart, stay)
            for e in group[1:]
        ]
        self._decide(made, reviewer)
        return self._of(stay[0].anchor), self._of(apart[0].anchor)

    def entry(self, name: str) -> Entry:
        """The entry of an id, or of the beginning of one.

        Raises:
            LedgerError: no entry or several have it.
        """
        found = [e for e in self.entries() if e.id.startswith(name)]
        if len(found) != 1:
            raise LedgerError(f"{name}: {'several entries begin so' if found else 'there is no such entry'}")
        return found[0]

    def decisions(self) -> tuple[Decided, ...]:
        """What reviewers joined and split, in order of the rows."""
        table = tables.decisions
        with self._ledger.reading_connection() as connection:
            rows = connection.execute(select(table).order_by(table.c.one, table.c.other)).all()
        return tuple(
            Decided(
                decision=_decision(row.one, row.other, row.verdict),
                reviewer=row.reviewer,
                made=datetime.datetime.fromisoformat(row.made),
            )
            for row in rows
        )

    def _decide(self, decisions: Sequence[Decision], reviewer: str) -> None:
        table = tables.decisions
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        with self._ledger.writing_connection() as connection:
            for decision in decisions:
                one, other = sorted(map(str, (decision.one, decision.other)))
                connection.execute(delete(table).where(table.c.one == one, table.c.other == other))
                row = {
                    "one": one,
                    "other": other,
                    "verdict": decision.verdict.value,
                    "reviewer": reviewer,
                    "made": now,
                }
                connection.execute(insert(table), row)
            rows = {store.number(a) for d in decisions for a in (d.one, d.other)}
            store.unsettle(connection, sorted(rows))

    def _of(self, anchor: Anchor) -> Entry:
        return next(e for e in self.entries() for v in e.evidence if v.anchor == anchor)

    # --- accords ------------------------------------------------------------------------------------------------------------

    def add(self, accord: Accord) -> None:
        """Keeps an accord under its name, in place of one that has the name already."""
        table = tables.accords
        with self._ledger.writing_connection() as connection:
            connection.execute(delete(table).where(table.c.name == accord.name))
            record = msgspec.json.encode(accord).decode()
            connection.execute(insert(table), {"name": accord.name, "record": record})

    def remove(self, name: str) -> None:
        """Forgets an accord.

        Raises:
            LedgerError: there is none of this name.
        """
        known = self.accord(name)
        with self._ledger.writing_connection() as connection:
            connection.execute(delete(tables.accords).where(tables.accords.c.name == known.name))

    def accords(self) -> tuple[Accord, ...]:
        """The accords that were added, by name."""
        table = tables.accords
        with self._ledger.reading_connection() as connection:
            records = connection.execute(select(table.c.record).order_by(table.c.name)).scalars().all()
        return tuple(msgspec.json.decode(record, type=Accord) for record in records)

    def accord(self, name: str) -> Accord:
        """The accord of a name, or of words of one.

        Raises:
            LedgerError: none or several have it.
        """
        known = self.accords()
        exact = [a for a in known if a.name == name]
        found = exact or [a for a in known if name.casefold() in a.name.casefold()]
        if len(found) == 1:
            return found[0]
        names = ", ".join(a.name for a in found or known) or "none; add one with parley accord add"
        raise LedgerError(
            f"{name}: {'several accords are called so' if found else 'no such accord'} ({names})"
        )

    def findings(
        self,
        accord: Accord,
        read: Read,
        *,
        as_of: datetime.date | None = None,
        since: datetime.date | None = None,
    ) -> tuple[Finding, ...]:
        """A suggested finding for each provision, in the plan's order; see `accords.status`."""
        reports, found = self._told(as_of)
        followed = commitments.follow(reports, found, as_of)
        return accords.status(accord, reports, found, followed, read, as_of=as_of, since=since)


def _entries(connection: Connection, as_of: datetime.date | None) -> tuple[Entry, ...]:
    if as_of is None:
        return tuple(store.entries(connection))
    return store.entries_of(connection, as_of, _decided(connection))


def _decided(connection: Connection) -> dict[frozenset[Anchor], Verdict]:
    table = tables.decisions
    query = select(table.c.one, table.c.other, table.c.verdict)
    return merging.decided(_decision(*row) for row in connection.execute(query))


def _decision(one: str, other: str, verdict: str) -> Decision:
    return Decision(one=_anchor(one), other=_anchor(other), verdict=Verdict(verdict))


def _anchor(text: str) -> Anchor:
    match = _ANCHOR.fullmatch(text)
    if match is None:
        raise LedgerError(f"{text}: this is no anchor of a row")
    return Anchor(
        report=match["report"], start=int(match["start"]), end=int(match["end"]), type=match["type"]
    )
