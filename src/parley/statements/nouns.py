"""Attribution by nouns and adjectives: "his claim that …", "is confident that …"."""

from __future__ import annotations

from collections.abc import Iterator

from parley.language.document import Document
from parley.propositions import Proposition
from parley.records import Act
from parley.statements.attribution import Attribution, case, cue_span, marked
from parley.statements.lexicon import Cues


def noun(document: Document, noun: int, cues: Cues) -> Iterator[Attribution]:
    """By a noun with a clause, as in "his claim that …"; its owner or the subject of its verb speaks."""
    act = cues.noun[document.lemmas[noun]]
    owner = next((c for c in document.children[noun] if document.deps[c] == "nmod:poss"), None)
    if owner is None:
        owner = next(
            (
                c
                for c in document.children[noun]
                if document.deps[c].startswith("nmod") and case(document, c) in ("by", "from")
            ),
            None,
        )
    if owner is None and noun > 1 and document.tags[noun - 1] == "POS":
        owner = document.heads[noun - 1]  # "bolsters Dorn's claim that …", hung elsewhere
    owner = _named_for(document, noun) if owner is None else owner
    content: set[int] = set()
    rule = ""
    for child in document.children[noun]:
        clause = document.deps[child] in ("acl", "ccomp", "acl:relcl")
        if (
            clause
            and child > noun
            and (marked(document, child, ("that", "whether")) or document.tags[child] == "VB")
        ):
            content, rule = set(document.subtree(child)), "clause on the noun"
    if not content and document.deps[noun].startswith("nsubj") and owner is not None:
        content, rule = _message_is(document, noun), "noun is that"
    if not content and document.lemmas[noun] in cues.stances:
        content, rule = _about(document, noun), "phrase on the noun"
    if not content:
        return
    penalty = 0
    if owner is None:
        head = document.heads[noun]
        subject = [c for c in document.children[head] if document.deps[c] == "nsubj" and c != noun]
        if document.deps[noun] == "obj" and subject and document.lemmas[head] not in cues.causing:
            owner, penalty = subject[0], 1
    if owner is None and (rule == "phrase on the noun" or act is Act.ASSERT):
        return  # "the notion that …": nobody's
    content -= set(document.subtree(owner)) if owner is not None else set()
    yield Attribution(
        source=owner,
        cue=(noun, noun + 1),
        head=noun,
        content=tuple(sorted(content)),
        act=act,
        rule=f"{document.lemmas[noun]}/n: {rule}",
        penalty=penalty + (owner is None),
    )


def _named_for(document: Document, noun: int) -> int | None:
    """The name right before a noun: "the [Tarn Post] report that …", also where "reports" is a verb that the parse takes for a noun."""
    named = document.entity_of[noun - 1] if noun else None
    if named is None or noun in range(named.start, named.end):
        return None
    inside = range(named.start, named.end)
    head = next((t for t in inside if document.heads[t] not in inside), named.start)
    return head if document.heads[head] == noun else None


def _message_is(document: Document, noun: int) -> set[int]:
    """ "X's message is that …": all that follows "that" in the sentence."""
    end = document.sentences[document.sentence_of[noun]][1]
    if (
        noun + 2 < end
        and document.lemmas[noun + 1] == "be"
        and document.words[noun + 2].lower() in ("that", ":", "“", '"')
    ):
        return set(range(noun + 2, end))
    return set()


def adjective(document: Document, proposition: Proposition, cues: Cues) -> Iterator[Attribution]:
    """By an adjective with a clause, as in "is confident that …"."""
    token = proposition.token
    act = cues.adjective.get(document.lemmas[token].lower())
    above = document.heads[token]
    verb = document.lemmas[above] if document.deps[token] == "xcomp" else ""
    if act is None or verb == "be":
        return
    if verb == "make":
        yield from _made_clear(document, token, above, act)
        return
    content: set[int] = set()
    for child in document.children[token]:
        if document.deps[child] in ("ccomp", "xcomp") or (
            document.deps[child] == "advcl" and marked(document, child, ("that", "to"))
        ):
            content |= set(document.subtree(child))
    rule = "clause"
    if not content and act is Act.THINK:
        content, rule = _about(document, token), "passive phrase"
        if document.lemmas[token].lower() == "critical" and not any(
            case(document, c) == "of" for c in document.children[token]
        ):
            return  # "less critical with the new dam"
    source = next((a.token for a in proposition.arguments if a.role == "agent"), None)
    if content and source is not None:
        yield Attribution(
            source=source,
            cue=cue_span(document, token, "", cues),
            head=token,
            content=tuple(sorted(content)),
            act=act,
            rule=f"{document.lemmas[token]}/a: {rule}",
        )


def _about(document: Document, token: int) -> set[int]:
    """What a noun or an adjective is about: "supportive [of the plan]", "her doubts [about the truce]"."""
    return {
        t
        for child in document.children[token]
        if child > token
        and document.deps[child].startswith(("obl", "nmod"))
        and case(document, child) in _TOPIC
        for t in document.subtree(child)
    }


_TOPIC = frozenset({"of", "about", "over", "for", "on", "to", "against", "with", "toward", "towards"})


def _made_clear(document: Document, adjective: int, verb: int, act: Act) -> Iterator[Attribution]:
    """ "Made (it) clear that …": the parse hangs the clause on either word."""
    clauses = [c for t in (verb, adjective) for c in document.dependents(t, "ccomp") if c > adjective]
    source = next(iter(document.dependents(verb, "nsubj")), None)
    if source is None or not clauses or document.lemmas[adjective].lower() not in _PLAIN:
        return
    yield Attribution(
        source=source,
        cue=(verb, adjective + 1),
        head=verb,
        content=tuple(sorted(t for c in clauses for t in document.subtree(c))),
        act=act,
        rule=f"make {document.lemmas[adjective]}: clause",
    )


_PLAIN = frozenset({"clear", "plain", "known"})
