"""First and second person inside quotations, once the speakers are known.

Only words between quotation marks count. "I" is the speaker; "we" is the speaker and, where one is known, the body the speaker acts for; "you" is whom the
statement addresses. What a quotation says about its own speaker in the third person stays as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import msgspec

from parley.actors import quotations
from parley.actors.model import ActorMention, Actors
from parley.language.document import Document
from parley.records import Actor, ActorKind, Confidence, Mention, MentionKind, Statement

_SPEAKER = frozenset({"i", "me", "my", "mine", "myself"})
_SPEAKERS = frozenset({"we", "us", "our", "ours", "ourselves"})
_ADDRESSEE = frozenset({"you", "your", "yours", "yourself", "yourselves"})


def quoted(document: Document, actors: Actors, statements: Sequence[Statement]) -> Actors:
    """The actors with the first and second person of quotations linked to them.

    Args:
        document: the parsed report.
        actors: what `find` gave.
        statements: with speakers and addressees; the innermost statement around a pronoun decides.
    """
    by_start = {start: token for token, start in enumerate(document.starts)}
    inside = quotations.inside(document)
    added: dict[str, list[Mention]] = {}
    mentions = list(actors.mentions)
    by_token, kinds = dict(actors.by_token), dict(actors.kinds)
    for token, statement in sorted(_tokens(document, by_start, statements).items()):
        word = document.words[token]
        taken = by_token.get(token)
        if not inside[token] or (word.isupper() and word != "I") or (taken and taken.end - taken.start == 1):
            continue  # "US", and what stands in reported speech, whose "we" is the writer's
        ids, why = _who(word.lower(), statement, actors)
        if not ids:
            continue
        mention = ActorMention(start=token, end=token + 1, head=token, kind=MentionKind.PRONOUN, actors=ids)
        mentions.append(mention)
        by_token[token] = mention
        kinds[token] = str(actors.get(ids[0]).kind)
        for id in ids:
            added.setdefault(id, []).append(
                Mention(
                    span=document.span(token, token + 1),
                    kind=MentionKind.PRONOUN,
                    confidence=Confidence.MEDIUM,
                    reason=why,
                )
            )
    people = tuple(_extended(actor, added.get(actor.id, [])) for actor in actors.actors)
    return Actors(
        document=document,
        actors=people,
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, -m.end))),
        by_token=MappingProxyType(by_token),
        kinds=MappingProxyType(kinds),
        by_id=MappingProxyType({a.id: a for a in people}),
    )


def _tokens(
    document: Document, by_start: dict[int, int], statements: Sequence[Statement]
) -> dict[int, Statement]:
    """Each pronoun's innermost statement among those that give somebody's words."""
    found: dict[int, Statement] = {}
    sized = sorted(statements, key=lambda s: -sum(c.end - c.start for c in s.content))
    for statement in sized:
        for span in statement.content:
            token = by_start.get(span.start)
            if token is None:
                token = next(
                    (t for t in range(len(document)) if document.starts[t] >= span.start), len(document)
                )
            while token < len(document) and document.starts[token] < span.end:
                if document.words[token].lower() in _ALL:
                    found[token] = statement
                token += 1
    return found


_BODIES = frozenset({ActorKind.STATE, ActorKind.ORGANISATION})
"""Who speaks through somebody: "I" in words that a report gives to a party is a person's."""
_ALL = _SPEAKER | _SPEAKERS | _ADDRESSEE


def _who(word: str, statement: Statement, actors: Actors) -> tuple[tuple[str, ...], str]:
    speaker = statement.speaker.actor if statement.speaker else None
    if word in _SPEAKER and speaker and actors.get(speaker).kind not in _BODIES:
        return (speaker,), f"{word!r} in the words of {actors.get(speaker).name}"
    if word in _SPEAKERS and speaker:
        body = actors.get(speaker).affiliation
        others = tuple(a.id for a in actors.actors if body is not None and a.name == body)
        return (speaker, *others), f"{word!r} in the words of {actors.get(speaker).name}"
    if word in _ADDRESSEE:
        ids = tuple(dict.fromkeys(p.actor for p in statement.addressees if p.actor))
        return ids, f"{word!r} in words addressed to {' and '.join(actors.get(i).name for i in ids)}"
    return (), ""


def _extended(actor: Actor, more: list[Mention]) -> Actor:
    if not more:
        return actor
    return msgspec.structs.replace(
        actor, mentions=tuple(sorted((*actor.mentions, *more), key=lambda m: m.span.start))
    )
