"""Rows of a reading put into words: who, what, on what condition. Plain text, no layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parley.records import (
    Actor,
    Affected,
    Commitment,
    Event,
    Factuality,
    Participant,
    Precision,
    Reading,
    Relay,
    Span,
    Statement,
    When,
)


def names(participants: Iterable[Participant], actors: dict[str, Actor]) -> str:
    """Participants as a list for people: "Hamas (PSE), Steve Witkoff (USA GOV)"; "someone" when there is none."""
    shown = list(dict.fromkeys(name(p, actors) for p in participants))
    if not shown:
        return "someone"
    if len(shown) == 1:
        return shown[0]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def name(participant: Participant, actors: dict[str, Actor]) -> str:
    """One participant with its codes, when it was resolved to some; of joint speakers the others behind it."""
    actor = actors.get(participant.actor or "")
    if actor is None:
        return squeeze(participant.name)
    codes = " ".join(code for code in (actor.country, *actor.sectors) if code)
    others = participant.name.removeprefix(actor.name)
    joined = squeeze(others) if others.startswith(" and ") else ""
    return " ".join(part for part in (squeeze(actor.name), codes and f"({codes})", joined) if part)


def squeeze(text: str) -> str:
    """`text` on one line, without characters that a terminal would act on."""
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())


def passage(spans: Sequence[Span], limit: int = 300) -> str:
    """The words of `spans` in order, shortened in the middle to at most about `limit` characters."""
    text = " … ".join(squeeze(span.text) for span in spans)
    if len(text) <= limit:
        return text
    head = text[: limit * 2 // 3].rsplit(" ", 1)[0]
    tail = text[-limit // 3 :].split(" ", 1)[-1]
    return f"{head} […] {tail}"


def when(time: When | None) -> str | None:
    """A time as people write it: "2016-11-24", "2016-11", "2016-11-21 to 2016-11-27", or its words when unresolved."""
    if time is None:
        return None
    if time.start is None or time.end is None:
        return f"“{squeeze(time.span.text)}”, date unknown" if time.span else None
    if time.start == time.end:
        return time.start.isoformat()
    if time.precision is Precision.YEAR and (time.start.month, time.end.month) == (1, 12):
        years = sorted({time.start.year, time.end.year})
        return " to ".join(str(year) for year in years)
    if time.precision is Precision.MONTH and time.start.replace(day=1) == time.end.replace(day=1):
        return f"{time.start:%Y-%m}"
    return f"{time.start.isoformat()} to {time.end.isoformat()}"


def affected(group: Affected) -> str:
    """Affected persons: "8 killed", "released: Edan Alexander", "4 released (dead)"."""
    count = "" if group.count is None else f"{group.count} "
    state = {True: " (dead)", False: " (living)", None: ""}[group.dead]
    who = f": {', '.join(squeeze(n) for n in group.names)}" if group.names else ""
    return f"{count}{group.effect}{state}{who}"


def event_head(event: Event, actors: dict[str, Actor]) -> str:
    """An event in one line: "ASSAULT (firearms): X → Y"."""
    mode = f" ({event.mode})" if event.mode else ""
    target = f" → {names(event.target, actors)}" if event.target else ""
    return f"{event.type}{mode}: {names(event.source, actors)}{target}"


def event_notes(event: Event) -> list[str]:
    """What else is known of an event: factuality unless actual, date, place, persons, condition."""
    notes = [] if event.factuality is Factuality.ACTUAL else [str(event.factuality)]
    notes += [text for text in (when(event.date), event.place and squeeze(event.place.name)) if text]
    notes += [affected(group) for group in event.affected]
    if event.condition:
        notes.append(f"on condition: {passage(event.condition, 160)}")
    return notes


def statement_head(statement: Statement, actors: dict[str, Actor]) -> str:
    """A statement in one line: "Donald Trump (USA GOV) to Hamas, warning, through an Axios source"."""
    who = name(statement.speaker, actors) if statement.speaker else "speaker not named"
    to = f" to {names(statement.addressees, actors)}" if statement.addressees else ""
    hedge = ", reportedly" if statement.hedged else ""
    through = (
        f", through {' and '.join(relay(r, actors) for r in statement.chain)}" if statement.chain else ""
    )
    return f"{who}{to} [{statement.act}]{hedge}{through}"


def relay(link: Relay, actors: dict[str, Actor]) -> str:
    """One hand a statement passed through, by name."""
    actor = actors.get(link.actor or "")
    return squeeze(actor.name if actor else link.name)


def commitment_head(commitment: Commitment, actors: dict[str, Actor]) -> str:
    """A commitment in one line: "threat, conditional: United States → Hamas"."""
    creditor = f" → {names(commitment.creditor, actors)}" if commitment.creditor else ""
    return f"{commitment.kind}, {commitment.status}: {names(commitment.debtor, actors)}{creditor}"


def unclear(reading: Reading) -> list[str]:
    """What a reader of the brief should know was not settled, most general first."""
    actors = {actor.id: actor for actor in reading.actors}
    notes = []
    undated = [e for e in reading.events if e.date is not None and e.date.start is None]
    if reading.report.published is None and undated:
        notes.append(
            f"No publication date: {len(undated)} relative times stay unresolved; give one with --date."
        )
    nobody = [s for s in reading.statements if s.speaker is None]
    if nobody:
        notes.append(f"Who said: {'; '.join(f'“{passage(s.content, 60)}”' for s in nobody[:5])}.")
    used = {p.actor for e in reading.events for p in (*e.source, *e.target)}
    used |= {s.speaker.actor for s in reading.statements if s.speaker}
    unknown = sorted(
        {
            squeeze(actors[i].name)
            for i in used
            if i in actors and actors[i].country is None and not actors[i].sectors and actors[i].entry is None
        }
    )
    if unknown:
        more = f" and {len(unknown) - 8} more" if len(unknown) > 8 else ""
        notes.append(f"Who these are: {', '.join(unknown[:8])}{more}.")
    return notes
