"""Where rows of a ledger stand: their readings, and the sentences around them."""

from __future__ import annotations

from collections.abc import Sequence

from parley.ledger import Ledger, StoredCommitment, StoredEvent, StoredReport, StoredStatement
from parley.outputs.listing import Row
from parley.outputs.rows import squeeze
from parley.records import Reading, Span
from parley.sources.damage.scan import Scan


class Readings:
    """Readings of the reports that rows come from; the last one is kept, as rows of one report come together."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._key = ""
        self._reading: Reading | None = None
        self._scan: Scan | None = None

    def of(self, report: StoredReport) -> Reading:
        """The current reading of a report.

        Raises:
            LedgerError: it was deleted meanwhile.
        """
        if self._reading is None or report.key != self._key:
            self._reading = self._ledger.reading(report.key)
            self._key, self._scan = report.key, None
        return self._reading

    def around(self, row: Row, count: int) -> str:
        """The sentences in which a row stands, with `count` sentences before and after."""
        if isinstance(row, StoredEvent):
            spans: Sequence[Span] = [row.event.sentence]
        elif isinstance(row, StoredStatement):
            spans = [*row.statement.content, *filter(None, [row.statement.cue])]
        elif isinstance(row, StoredCommitment):
            spans = [*row.commitment.consequent, *row.commitment.antecedent]
        else:
            return ""
        reading = self.of(row.report)
        if not spans:
            return ""
        if self._scan is None:
            self._scan = Scan.of(reading.report.text, title=reading.report.title)
        first, last = sentences(self._scan, min(s.start for s in spans), max(s.end for s in spans), count)
        return squeeze(reading.report.text[first:last])


def sentences(scan: Scan, start: int, end: int, count: int) -> tuple[int, int]:
    """First and last (half-open) code point of the sentences that hold a passage, and of `count` around them.

    The sentences are told by punctuation alone. The title is not counted among them.

    Args:
        scan: the report's text.
        start: first code point of the passage.
        end: its last, half-open.
        count: how many sentences to add before and after.
    """
    text = scan.text
    first = min(start, scan.sentence(start)[0])
    last = max(end, scan.sentence(max(start, end - 1))[1])
    for _ in range(count):
        before = len(text[:first].rstrip())
        if before <= scan.title_end or first <= scan.title_end:
            break
        first = scan.sentence(before - 1)[0]
    for _ in range(count):
        after = len(text) - len(text[last:].lstrip())
        if after >= len(text):
            break
        last = max(last, scan.sentence(after)[1])
    return first, last
