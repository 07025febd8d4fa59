"""Names that break spreadsheets, terminals and pages, and readings full of them."""

from __future__ import annotations

from msgspec.structs import replace

from parley.records import Actor, Event, Participant, Reading

NASTY = (
    '=HYPERLINK("http://x.example";"y")',
    "<script>document.title='run'</script>",
    '"><img src=x onerror=alert(1)>',
    "tab\there\nand \x1b[2Jmore\x00\x85\u202e",
    "@sum; +1, \"quoted\", 'single'",
)
"""Names that a report may give its actors."""


def renamed(reading: Reading) -> Reading:
    """The reading with nasty names, titles and words in place of its own."""
    names = dict(zip([a.id for a in reading.actors], NASTY, strict=False))

    def party(who: Participant) -> Participant:
        return replace(who, name=names.get(who.actor or "", who.name))

    def actor(who: Actor) -> Actor:
        return replace(who, name=names.get(who.id, who.name), role=NASTY[3])

    def event(row: Event) -> Event:
        return replace(
            row,
            source=tuple(map(party, row.source)),
            target=tuple(map(party, row.target)),
            reason=NASTY[1],
            contexts=("=a", "b;c"),
        )

    report = replace(
        reading.report, title=NASTY[0], publisher=NASTY[4], url="javascript:alert(1)", name=NASTY[3]
    )
    return replace(
        reading,
        report=report,
        actors=tuple(map(actor, reading.actors)),
        events=tuple(map(event, reading.events)),
    )
