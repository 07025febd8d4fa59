"""Who is source and who is target: from a frame's role paths to participants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.codebook.book import Codebook
from parley.codebook.match import Kinds, Match, Matcher
from parley.events import participants, prompted
from parley.events.astray import leads_astray
from parley.language.document import Document
from parley.propositions.model import GUESS, Proposition
from parley.records import Event, EventType, Participant

if TYPE_CHECKING:
    from parley.actors import Actors
    from parley.places import Place
    from parley.times import Time


@dataclass(frozen=True, slots=True)
class Coder:
    """What coding one document needs at hand."""

    document: Document
    propositions: Sequence[Proposition]
    codebook: Codebook
    actors: Actors
    times: Sequence[Time]
    places: Sequence[Place]
    matcher: Matcher[Proposition]
    kinds: Kinds


@dataclass(frozen=True, slots=True)
class Roles:
    """Participants of one event, with how they were found."""

    source: tuple[Participant, ...]
    target: tuple[Participant, ...]
    penalty: int
    indirect: int
    words: str
    guessed: bool = False
    """Whether a path was taken that is mostly wrong."""
    prompted: bool = False
    """Whether the target is whoever brought a demand of nobody named about."""


def roles_of(coder: Coder, proposition: Proposition, match: Match) -> Roles:
    """Source and target of a match: the frame's paths in order, then what lies behind a deed or further on in its clause."""
    frame = match.frame
    source_path, source, indirect = _first(coder, proposition, frame.source, taken=(), doer=True)
    if not source and coder.codebook.quad(frame.label) == "material conflict":
        _, suffering, _ = _first(coder, proposition, frame.target, taken=())
        source_path, source, indirect = _first(coder, proposition, _THROUGH, taken=suffering, doer=True)
        source = tuple(p for p in source if p.actor is not None)  # "killed in a boat attack"
        if not source:
            source_path, source, indirect = _of_what_befell(coder, proposition, suffering)
    if not source and frame.label == EventType.ACCUSE:
        source_path, source, indirect = _of_the_deed(coder, proposition)
    if not source and coder.codebook.quad(frame.label) == "verbal conflict":
        source_path, source, indirect = _of_the_text(coder, proposition)
    target_path, target, further = _first(coder, proposition, frame.target, taken=source, label=frame.label)
    if not source and frame.label == EventType.REQUEST:
        noun = proposition.token if proposition.nominal is None else proposition.nominal
        tokens = prompted.doers(coder.document, coder.propositions, noun, coder.codebook.words)
        whose, indirect = participants.resolve(coder.document, coder.actors, coder.kinds, tokens, doer=True)
        if whose:
            return Roles((), whose, 0, indirect, "target by the deed that brought it about", prompted=True)
    if source and not target and frame.label == EventType.ASSAULT:
        target_path, target, further = _against(coder, proposition, source)
        if not target:
            target_path, target, further = _of_the_aim(coder, proposition, source)
    if source and frame.label == EventType.ASSAULT and target and all(p.actor is None for p in target):
        target_path, target, further = _holder(coder, proposition, source) or (target_path, target, further)
    if frame.label == EventType.ACCUSE and target:
        target_path, target = _not_the_victims(coder, proposition, target_path, target)
    alike = _MET if frame.symmetric and frame.label == EventType.CONSULT else _ALIKE
    if symmetric(coder, match) and target and target_path in alike:
        source, target = (*source, *target), ()
    used = {path.partition(".")[0] for path in (source_path, target_path) if path}
    by = [a for a in proposition.arguments if a.role in used]
    penalty, guessed = sum(a.penalty for a in by), any(a.penalty >= GUESS for a in by)
    words = f"source by {source_path or 'nothing'}, target by {target_path or 'nothing'}"
    return Roles(source, target, penalty, indirect + further, words, guessed=guessed)


def symmetric(coder: Coder, match: Match) -> bool:
    """Whether all who take part in such an event are its sources."""
    return match.frame.symmetric or coder.codebook.types[match.frame.label].symmetric


def _holder(
    coder: Coder, proposition: Proposition, taken: tuple[Participant, ...]
) -> tuple[str, tuple[Participant, ...], int] | None:
    """Who held a place that is won back: the nearest rebels named in its sentence, else in the two before.

    "The town fell to the rebels in May. The army has been trying to retake it since."
    """
    document = coder.document
    back = any(document.words[c].lower() == "back" for c in document.children[proposition.token])
    if not back and not set(coder.matcher.keys(proposition)) & coder.codebook.words.get(
        "winning_back", frozenset()
    ):
        return None
    here = document.sentence_of[proposition.token]
    first, last = document.sentences[max(0, here - _HELD)][0], document.sentences[here][1]
    known = {p.actor for p in taken}
    sides = {coder.actors.by_id[i].country for i in known if i is not None and _rebels(coder, i)}
    own = {
        t
        for a in proposition.arguments
        if a.role in ("agent", "possessor")
        for t in document.subtree(a.token)
    }
    near = sorted(
        range(first, last), key=lambda t: (document.sentence_of[t] != here, abs(t - proposition.token))
    )
    for token in near:
        mention = coder.actors.at(token)
        if token in own or mention is None or known & set(mention.actors):
            continue
        if not any(_rebels(coder, i) and coder.actors.by_id[i].country not in sides for i in mention.actors):
            continue
        found, indirect = participants.resolve(document, coder.actors, coder.kinds, [token])
        if found and all(p.actor in mention.actors for p in found):
            return "who held the place", found, indirect
    return None


def _rebels(coder: Coder, actor: str) -> bool:
    return "REB" in coder.actors.by_id[actor].sectors


_HELD = 2
"""Sentences before."""


_DONE_TO_SOMEBODY = frozenset(
    [
        EventType.AGREE,
        EventType.AID,
        EventType.MOBILIZE,
        EventType.REJECT,
        EventType.REQUEST,
        EventType.SUPPORT,
        EventType.THREATEN,
    ]
)


def _not_the_victims(
    coder: Coder, proposition: Proposition, path: str | None, target: tuple[Participant, ...]
) -> tuple[str | None, tuple[Participant, ...]]:
    """Whom blame for a deed is on: whoever did it, never those it was done to ("condemned the killing of villagers")."""
    for argument in proposition.arguments:
        deed = coder.matcher.at(argument.token) if argument.role == "patient" else None
        match = None if deed is None else coder.matcher.best(deed.index)
        if deed is None or match is None or coder.codebook.quad(match.frame.label) != "material conflict":
            continue
        _, victims, _ = _first(coder, deed, match.frame.target, taken=())
        told_with_it = {coder.document.starts[t] for t in coder.document.subtree(argument.token)}
        if not {p.span.start for p in target} <= {p.span.start for p in victims} | told_with_it:
            continue
        _, doers, _ = _first(coder, deed, match.frame.source, taken=victims, doer=True)
        doers = tuple(p for p in doers if p.actor is not None and _named_party(p))
        return ("doer of the deed" if doers else None), doers
    return path, target


def _named_party(party: Participant) -> bool:
    return any(word[:1].isupper() for word in (*party.span.text.split(), *party.name.split()))


def _of_what_befell(
    coder: Coder, proposition: Proposition, suffering: tuple[Participant, ...]
) -> tuple[str | None, tuple[Participant, ...], int]:
    """Who did that in which somebody was hurt: "killed in a raid conducted by the army", "killed when
    the army shelled the town".
    """
    document = coder.document
    nouns = {a.token for a in proposition.arguments if a.role in _BEFALLEN}
    for deed in coder.propositions:
        relation, head = document.deps[deed.token], document.heads[deed.token]
        cases = {
            document.lemmas[c].lower() for c in document.children[deed.token] if document.deps[c] == "case"
        }
        # "In a raid conducted": many parses make the participle a clause and the noun part of its name.
        beside = relation == "advcl" and head == proposition.token and bool(cases & _BEFALLEN)
        if (
            relation == "advcl"
            and head == proposition.token
            and not deed.passive
            and _on_the_occasion(coder, deed)
        ):
            path, found, indirect = _first(coder, deed, ("agent",), taken=suffering, doer=True)
            if found and proposition.passive:
                return f"{path} of the attack", found, indirect
        if deed.passive and (beside or (relation.startswith("acl") and head in nouns)):
            path, found, indirect = _first(coder, deed, ("agent", "by"), taken=suffering, doer=True)
            if found:
                return f"{path} of what it came by", found, indirect
    return None, (), 0


def _on_the_occasion(coder: Coder, deed: Proposition) -> bool:
    """Whether a clause with "when" or "after" tells of an attack."""
    match = coder.matcher.best(deed.index)
    marks = {coder.document.lemmas[c].lower() for c in coder.document.children[deed.token]}
    return match is not None and match.frame.label == EventType.ASSAULT and bool(marks & _OCCASION)


_OCCASION = frozenset({"when", "after"})


def _against(
    coder: Coder, proposition: Proposition, taken: tuple[Participant, ...]
) -> tuple[str | None, tuple[Participant, ...], int]:
    """Whom an attack is against, further on in its clause: "airstrikes continue against the rebels", "conducted strikes
    with aircraft against them".
    """
    document, token = coder.document, proposition.token
    above = document.heads[token] if document.deps[token] in ("nsubj", "obj") else token
    last = document.sentences[document.sentence_of[token]][1]
    known = {p.actor or p.name for p in taken}
    for noun in range(token + 1, last):
        if not any(document.lemmas[c].lower() == "against" for c in document.children[noun]):
            continue
        chain = [noun]
        while document.heads[chain[-1]] != chain[-1] and chain[-1] not in (token, above):
            chain.append(document.heads[chain[-1]])
        other_clause = any(
            document.upos[t] == "VERB" and document.deps[t] in _OTHER_CLAUSES and not _describes(document, t)
            for t in chain[1:-1]
        )
        if chain[-1] not in (token, above) or other_clause:
            continue
        found, indirect = participants.resolve(document, coder.actors, coder.kinds, [noun])
        found = _somebody(coder, "against", [noun], found, things=True)
        if new := tuple(p for p in found if (p.actor or p.name) not in known):
            return "against", new, indirect
    return None, (), 0


def _describes(document: Document, verb: int) -> bool:
    """Whether a participle that a parse took for another clause stands before its noun: "remotely piloted aircraft"."""
    if document.tags[verb] != "VBN" or any(
        document.deps[c].startswith("aux") for c in document.children[verb]
    ):
        return False
    return any(document.deps[c] == "obj" and c == verb + 1 for c in document.children[verb])


def _of_the_aim(
    coder: Coder, proposition: Proposition, taken: tuple[Participant, ...]
) -> tuple[str | None, tuple[Participant, ...], int]:
    """Whom an attack aims at: "launched an operation to push the rebels out of the town"."""
    for inner in coder.matcher.inner(proposition):
        match = coder.matcher.best(inner.index)
        if match is not None and match.frame.label == EventType.ASSAULT:
            path, found, indirect = _first(coder, inner, match.frame.target, taken=taken)
            if found:
                return f"{path} of its aim", found, indirect
    return None, (), 0


_OTHER_CLAUSES = frozenset({"ccomp", "conj", "parataxis", "acl:relcl", "advcl:relcl"})


def _of_the_deed(coder: Coder, proposition: Proposition) -> tuple[str | None, tuple[Participant, ...], int]:
    """Who blames: "executed eight men accused of spying" has those blame them who punish them for it."""
    document, token = coder.document, proposition.token
    if not document.deps[token].startswith("acl"):
        return None, (), 0
    for deed in coder.propositions:
        if any(a.role == "patient" and a.token == document.heads[token] for a in deed.arguments):
            match = coder.matcher.best(deed.index)
            if match is not None and coder.codebook.quad(match.frame.label) == "material conflict":
                path, found, indirect = _first(coder, deed, match.frame.source, taken=(), doer=True)
                return f"{path} of the deed", found, indirect + 1
    return None, (), 0


def _of_the_text(coder: Coder, proposition: Proposition) -> tuple[str | None, tuple[Participant, ...], int]:
    """Who put out or takes up the text that says it: "issued a report accusing the army", "passed a resolution demanding"."""
    document, token = coder.document, proposition.token
    text = document.heads[token]
    texts = coder.codebook.words.get("text", frozenset())
    if not document.deps[token].startswith("acl") or document.lemmas[text].lower() not in texts:
        return None, (), 0
    for above in coder.propositions:
        holds = above.nominal == text or any(a.role == "patient" and a.token == text for a in above.arguments)
        if holds and not above.passive and above.token != token:
            path, found, indirect = _first(coder, above, ("agent",), taken=(), doer=True)
            return f"{path} of the text", found, indirect + 1
    return None, (), 0


_THROUGH = ("in.agent", "during.agent", "by.agent", "from.agent")
"""Roles by which somebody is hurt in what another does: "killed in a raid by the army"."""
_BEFALLEN = frozenset({"in", "during", "from"})
_MET = frozenset({"with", "between", "among", "patient", "to", "patient.with", "patient.between"})
"""Roles by which the other side of a meeting stands beside the first, whoever of them is the subject."""
_ALIKE = frozenset({"with", "between", "among", "complement.with", "patient.with", "patient.between"})
"""Roles by which the other party of a symmetric event stands beside the first."""


def _first(
    coder: Coder,
    proposition: Proposition,
    paths: tuple[str, ...],
    taken: tuple[Participant, ...],
    *,
    doer: bool = False,
    label: str | None = None,
) -> tuple[str | None, tuple[Participant, ...], int]:
    """The first role path that leads to participants who are not taken yet; `label` is the type whose target is sought."""
    known = {key for p in taken for key in (p.actor, p.name) if key is not None}
    for path in paths:
        tokens = coder.matcher.tokens(proposition, path)
        if path == "recipient":  # what the press is told is for all
            tokens = [t for t in tokens if "press" not in coder.kinds(t)]
        tokens = [t for t in tokens if not _bare_hostage(coder.document, t)]
        if label is not None:
            tokens = [t for t in tokens if not _astray(coder, label, path, t)]
        if not tokens or path == "complement":  # anybody inside a clause is a guess that only `relate` needs
            continue
        found, indirect = participants.resolve(coder.document, coder.actors, coder.kinds, tokens, doer=doer)
        if label in _DONE_TO_SOMEBODY or label == EventType.ASSAULT:
            found = _somebody(coder, path, tokens, found, things=label == EventType.ASSAULT)
        new = tuple(p for p in found if p.actor not in known and p.name not in known)
        if new:
            return path, new, indirect
    return None, (), 0


def _somebody(
    coder: Coder, path: str, tokens: Sequence[int], found: tuple[Participant, ...], *, things: bool
) -> tuple[Participant, ...]:
    """Whom something is done to: those found, whoever owns a mere thing, or a place that it goes to or falls on.

    Nobody else, unless it can be done to `things` that nobody owns.
    """
    if any(p.actor is not None for p in found):
        return found
    document = coder.document
    towns = coder.codebook.words.get("settlement", frozenset()) if things else frozenset()
    owned = [t for t in tokens if document.lemmas[t].lower() not in _NOBODYS | towns]
    whose = [o for t in owned for o in participants.owners(document, coder.kinds, t)]
    if things:  # an army's posts, no more than that: "the village with Norland's help"
        whose = [o for o in whose if document.heads[o] in owned]
    owning, _ = participants.resolve(document, coder.actors, coder.kinds, whose)
    if any(p.actor is not None for p in owning):
        return owning
    falls = path in _FALLING and any("place" in coder.kinds(t) for t in tokens)
    return found if falls or things else ()


_FALLING = frozenset(
    [
        *("to", "on", "against", "for", "with", "from", "recipient", "complement.on", "complement.against"),
        *("patient.to", "patient.on", "patient.against", "patient.for", "patient.with"),
    ]
)
_NOBODYS = frozenset(
    {"border", "war", "crisis", "conflict", "election", "referendum", "vote", "issue", "question"}
)
"""Things that a name before them places or tells apart: the "Norland border" is not Norland."""


def _astray(coder: Coder, label: str, path: str, token: int) -> bool:
    return leads_astray(coder.document, coder.propositions, coder.kinds, label, path, token)


def _bare_hostage(document: Document, token: int) -> bool:
    """Whether "hostage" is a word of the verb ("was taken hostage", "held them captive") and names nobody."""
    kept = {document.deps[c] for c in document.children[token]} & {"det", "nummod", "nmod:poss", "amod"}
    return document.words[token].lower() in _BARE_STATES and not kept


_BARE_STATES = frozenset({"hostage", "captive", "prisoner"})


def of_those_who_met(
    coder: Coder, proposition: Proposition, match: Match, roles: Roles, before: Sequence[Event]
) -> Roles:
    """Roles of a deal that a meeting struck ("the talks struck a deal"): it is of those who met last."""
    frame, document = match.frame, coder.document
    if roles.source or not frame.symmetric or frame.label != EventType.AGREE:
        return roles
    _, doers = coder.matcher.fillers(proposition, frame.source)
    talks = coder.codebook.words.get("talks", frozenset()) | _IT
    if not doers or any(document.lemmas[t].lower() not in talks for t in doers):
        return roles
    here = document.sentence_of[proposition.token]
    first = document.starts[document.sentences[max(0, here - _SENTENCES)][0]]
    met = next((e for e in reversed(before) if e.type == EventType.CONSULT), None)
    if met is None or met.predicate.start < first or met.said_in is not None:
        return roles
    others = tuple(p for p in roles.target if p.name not in {q.name for q in met.source})
    return Roles(met.source, others, roles.penalty, roles.indirect + 1, f"{roles.words}, source by who met")


_IT = frozenset({"it", "this", "that", "which"})
_SENTENCES = 3
"""Sentences before a deal in which those who struck it are told to meet."""
