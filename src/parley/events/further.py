"""Parties that are told further on than in a frame's own roles: behind a deed, in another clause, or before."""

from __future__ import annotations

from parley.events import participants
from parley.events.coder import Coder
from parley.events.fillers import Found, fill, somebody
from parley.language.document import Document
from parley.propositions.model import Proposition
from parley.records import EventType, Participant


def holder(
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


def not_the_victims(
    coder: Coder, proposition: Proposition, path: str | None, target: tuple[Participant, ...]
) -> tuple[str | None, tuple[Participant, ...]]:
    """Whom blame for a deed is on: whoever did it, never those it was done to ("condemned the killing of villagers")."""
    for argument in proposition.arguments:
        deed = coder.matcher.at(argument.token) if argument.role == "patient" else None
        match = None if deed is None else coder.matcher.best(deed.index)
        if deed is None or match is None or coder.codebook.quad(match.frame.label) != "material conflict":
            continue
        _, victims, _ = fill(coder, deed, match.frame.target, taken=())
        told_with_it = {coder.document.starts[t] for t in coder.document.subtree(argument.token)}
        if not {p.span.start for p in target} <= {p.span.start for p in victims} | told_with_it:
            continue
        _, doers, _ = fill(coder, deed, match.frame.source, taken=victims, doer=True)
        doers = tuple(p for p in doers if p.actor is not None and _named_party(p))
        return ("doer of the deed" if doers else None), doers
    return path, target


def _named_party(party: Participant) -> bool:
    """Whether words name somebody: "the rebels' attack", not "a terrorist attack"."""
    words = party.span.text.split()
    return len(words) > 1 or any(word[:1].isupper() for word in (*words, *party.name.split()))


def of_what_befell(coder: Coder, proposition: Proposition, suffering: tuple[Participant, ...]) -> Found:
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
            path, found, indirect = fill(coder, deed, ("agent",), taken=suffering, doer=True)
            if found and proposition.passive:
                return f"{path} of the attack", found, indirect
        if deed.passive and (beside or (relation.startswith("acl") and head in nouns)):
            path, found, indirect = fill(coder, deed, ("agent", "by"), taken=suffering, doer=True)
            if found:
                return f"{path} of what it came by", found, indirect
    return None, (), 0


def of_the_claim(coder: Coder, proposition: Proposition, suffering: tuple[Participant, ...]) -> Found:
    """Who claims what nobody is told to have done, there or in the two sentences after.

    "Nine guards died in the blast. The Front claimed responsibility."
    """
    here = coder.document.sentence_of[proposition.token]
    for claim in coder.propositions:
        if not 0 <= coder.document.sentence_of[claim.token] - here <= _AFTER or claim.negated:
            continue
        if _CLAIMS & set(coder.matcher.keys(claim)):
            path, found, indirect = fill(coder, claim, ("agent",), taken=suffering, doer=True)
            if any(p.actor is not None for p in found):
                return f"{path} of the claim", found, indirect + 1
    return None, (), 0


_AFTER = 2
"""Sentences."""
_CLAIMS = frozenset({"claim + responsibility", "claim responsibility", "claim + responsibility for"})


def _on_the_occasion(coder: Coder, deed: Proposition) -> bool:
    """Whether a clause with "when" or "after" tells of an attack."""
    match = coder.matcher.best(deed.index)
    marks = {coder.document.lemmas[c].lower() for c in coder.document.children[deed.token]}
    return match is not None and match.frame.label == EventType.ASSAULT and bool(marks & _OCCASION)


_OCCASION = frozenset({"when", "after"})


def against(coder: Coder, proposition: Proposition, taken: tuple[Participant, ...]) -> Found:
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
        found = somebody(coder, "against", [noun], found, things=True)
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


def of_the_aim(coder: Coder, proposition: Proposition, taken: tuple[Participant, ...]) -> Found:
    """Whom an attack aims at: "began an operation to drive rebels from the town"."""
    for inner in coder.matcher.inner(proposition):
        match = coder.matcher.best(inner.index)
        if match is not None and match.frame.label == EventType.ASSAULT:
            path, found, indirect = fill(coder, inner, match.frame.target, taken=taken)
            if found:
                return f"{path} of its aim", found, indirect
    return None, (), 0


_OTHER_CLAUSES = frozenset({"ccomp", "conj", "parataxis", "acl:relcl", "advcl:relcl"})


def of_the_deed(coder: Coder, proposition: Proposition) -> Found:
    """Who blames: "executed eight men accused of spying" has those blame them who punish them for it."""
    document, token = coder.document, proposition.token
    if not document.deps[token].startswith("acl"):
        return None, (), 0
    for deed in coder.propositions:
        if any(a.role == "patient" and a.token == document.heads[token] for a in deed.arguments):
            match = coder.matcher.best(deed.index)
            if match is not None and coder.codebook.quad(match.frame.label) == "material conflict":
                path, found, indirect = fill(coder, deed, match.frame.source, taken=(), doer=True)
                return f"{path} of the deed", found, indirect + 1
    return None, (), 0


def of_the_text(coder: Coder, proposition: Proposition) -> Found:
    """Who put out or takes up the text that says it: "issued a report accusing the army", "passed a resolution demanding"."""
    document, token = coder.document, proposition.token
    text = document.heads[token]
    texts = coder.codebook.words.get("text", frozenset())
    if not document.deps[token].startswith("acl") or document.lemmas[text].lower() not in texts:
        return None, (), 0
    for above in coder.propositions:
        holds = above.nominal == text or any(a.role == "patient" and a.token == text for a in above.arguments)
        if holds and not above.passive and above.token != token:
            path, found, indirect = fill(coder, above, ("agent",), taken=(), doer=True)
            return f"{path} of the text", found, indirect + 1
    return None, (), 0


THROUGH = ("in.agent", "during.agent", "by.agent", "from.agent")
"""Roles by which somebody is hurt in what another does: "killed in a raid by the army"."""
_BEFALLEN = frozenset({"in", "during", "from"})
