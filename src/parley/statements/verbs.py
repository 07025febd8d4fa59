"""Attribution by verbs of saying and thinking: who says, and which tokens are said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from parley.language.document import Document
from parley.propositions import Proposition
from parley.records import Act
from parley.statements import sources
from parley.statements.attribution import NAMING, Attribution, case, cue_span, marked
from parley.statements.lexicon import Cues
from parley.statements.quotes import Quote

_NAMED_CONTENT = frozenset({"object", "prepositional phrase", "clause after a preposition"})
_GROUNDS = ("for", "as", "of", "on", "over", "about", "with", "against", "from", "to")
_FIRST = frozenset({"i", "we"})


def find(
    document: Document, proposition: Proposition, cues: Cues, passages: Mapping[int, Quote]
) -> Iterator[Attribution]:
    """By a verb of the cue lexicon, where something can be found that it attributes."""
    known = cues.verb(proposition.keys)
    if known is None or _asks_back(proposition, document):
        return
    key, act = known
    verb = proposition.token
    content, rule, penalty = _content(document, proposition, key, cues)
    if not content:
        return
    if key == "ask" and any(
        document.words[t].lower() in ("whether", "if", "what", "why", "how", "who", "when", "where")
        for t in sorted(content)[:2]
    ):
        act = Act.QUESTION
    own = passages.get(verb)
    # Words of a quotation that the verb stands outside are never its speaker.
    start, end = document.sentences[document.sentence_of[verb]]
    barred = {t for t in range(start, end) if t in passages and passages[t] is not own}
    hedged = proposition.passive and key in cues.hedged_passive
    named = None if proposition.tokens("agent") else _named_after(document, verb, content)
    if named is not None:
        content -= set(document.subtree(named))
    source, extra = (
        (named, 1) if named is not None else sources.of(document, proposition, content, barred, hedged=hedged)
    )
    if act is Act.THINK and source is not None and document.words[source].lower() in _FIRST:
        return  # "I think" makes a claim softer; whose claim it is, the quotation says
    hedges = any(document.words[c].lower() in cues.hedges for c in document.children[verb])
    yield Attribution(
        source=source,
        cue=cue_span(document, verb, key),
        head=verb,
        content=tuple(sorted(content)),
        act=act,
        rule=f"{key}: {rule}",
        addressees=tuple(_addressees(proposition, rule)),
        hedged=hedged or hedges,
        penalty=penalty + extra,
        stands_in=sources.relative(document, verb) if source is not None else None,
    )


def _named_after(document: Document, verb: int, content: set[int]) -> int | None:
    """A speaker after the verb that the parse took for what is said: "“…,” said [Ila Dorn, a lawyer]"."""
    if min(content) > verb:
        return None
    for child in document.children[verb]:
        if child > verb and document.upos[child] in NAMING and document.edges(child)[0] == verb + 1:
            clause = any(
                document.deps[c].startswith(("nsubj", "cop", "mark")) for c in document.children[child]
            )
            if child in content and not clause and len(content) > len(set(document.subtree(child))):
                return child
    return None


def _asks_back(proposition: Proposition, document: Document) -> bool:
    """Whether a verb only turns to the listener: "you know", "do you understand me?"."""
    return any(a.role == "agent" and document.words[a.token].lower() == "you" for a in proposition.arguments)


def _addressees(proposition: Proposition, rule: str) -> Iterator[int]:
    for argument in proposition.arguments:
        if (
            argument.role == "recipient"
            or (argument.role == "to" and argument.path == "prepositional phrase")
            or (argument.role == "patient" and rule == "clause" and not proposition.passive)
            or (argument.role == "patient" and proposition.passive and argument.path == "subject")
        ):
            yield argument.token


# --- what is said --------------------------------------------------------------------------------------------------------


def _content(document: Document, proposition: Proposition, key: str, cues: Cues) -> tuple[set[int], str, int]:
    """The tokens a verb attributes: a clause, the sentence it is set into, what follows a colon, or a phrase."""
    verb = proposition.token
    deps = document.deps
    clause = key in cues.clause
    found: set[int] = set()
    if clause:
        for child in document.children[verb]:
            relation = deps[child]
            if relation == "ccomp" or (relation == "csubj" and child > verb):
                found |= _complement(document, child)
            elif relation == "xcomp" and (key in cues.infinitive or document.tags[child] != "VB"):
                found |= set(document.subtree(child)) | _told(document, verb, child)
                if proposition.passive and key in cues.hedged_passive:
                    found |= _raised(document, verb)
            elif (
                relation == "advcl"
                and key in cues.infinitive
                and marked(document, child, ("to", "of", "from", "for"))
            ):
                if not proposition.passive:
                    found |= set(document.subtree(child)) | _told(document, verb, child)
            elif relation == "parataxis" and (child < verb or _after_colon(document, verb, child)):
                found |= set(document.subtree(child))
        if found:
            return found, "clause", 0
    plain = key in cues.plain and not proposition.passive
    rest = _rest(document, proposition) if plain else set()
    if rest:
        return rest, "rest of the sentence", 2
    if key in cues.phrase and not proposition.passive:
        roles = ("patient", *_prepositions_of(key))
        for argument in proposition.arguments:
            if argument.role in roles and argument.path in _NAMED_CONTENT:
                found |= set(document.subtree(argument.token))
        if found:
            return found | _grounds(document, verb, found), "phrase", 1
    around = _set_into(document, verb) if clause else set()
    if around:
        return around, "set into the sentence", 0
    return set(), "", 0


def _rest(document: Document, proposition: Proposition) -> set[int]:
    """What a plain verb of saying leaves of its sentence where the parse ties no clause to it: all after it, else before."""
    verb = proposition.token
    start, end = document.sentences[document.sentence_of[verb]]
    if document.deps[verb] in ("amod", "acl", "acl:relcl", "compound", "advcl"):
        return set()
    after = set(range(verb + 1, end))
    if any(document.upos[t] in ("VERB", "AUX") for t in after):
        first = next((t for t in sorted(after) if document.upos[t] != "PUNCT"), end)
        if document.words[first].lower() in ("that", "it", "he", "she", "they", "there") or first == verb + 1:
            return after
    subjects = [t for t in proposition.tokens("agent") if t < verb]
    if verb + 3 >= end and subjects:
        first = min(document.edges(subjects[0])[0], subjects[0])
        before = set(range(start, first))
        if document.words[first - 1] == "," and any(document.upos[t] in ("VERB", "AUX") for t in before):
            return before
    return set()


def _grounds(document: Document, verb: int, named: set[int]) -> set[int]:
    """What somebody is criticised, praised or described for or as: "slammed the bank [for raising its fees]"."""
    return {
        t
        for child in document.children[verb]
        if child > max(named)
        and document.deps[child] in ("obl", "advcl", "xcomp")
        and (case(document, child) in _GROUNDS or marked(document, child, _GROUNDS))
        for t in document.subtree(child)
    }


def _told(document: Document, verb: int, clause: int) -> set[int]:
    """Who is to do it or is called so, where that stands between the verb and the clause: "urged [them to leave]"."""
    return {
        t
        for child in document.children[verb]
        if document.deps[child] in ("obj", "iobj") and verb < child < clause
        for t in document.subtree(child)
    }


def _raised(document: Document, verb: int) -> set[int]:
    """The subject that belongs to what is said: "[the premier] is said to have fled"."""
    subjects = document.dependents(verb, "nsubj")
    return {t for subject in subjects if subject < verb for t in document.subtree(subject)}


def _complement(document: Document, child: int) -> set[int]:
    return set(document.subtree(child))


def _prepositions_of(key: str) -> tuple[str, ...]:
    return tuple(key.split(" ")[1:])


def _after_colon(document: Document, verb: int, child: int) -> bool:
    first = document.edges(child)[0]
    between = document.words[verb + 1 : first + 1]
    return any(word in (":", ",", "“", '"') for word in between)


def _set_into(document: Document, verb: int) -> set[int]:
    """ "The talks, he said, had failed": the sentence around a verb that is set into it."""
    head = document.heads[verb]
    if head == verb or document.deps[verb] not in (
        "parataxis",
        "advcl",
        "conj",
        "ccomp",
        "dep",
        "appos",
        "acl:relcl",
    ):
        return set()
    if document.deps[verb] != "parataxis":
        # A wrong label is likely when the verb stands at the sentence's end right after a comma or a closing mark.
        start = document.edges(verb)[0]
        if (
            start == 0
            or document.words[start - 1] not in (",", "”", '"', "''")
            or document.deps[verb] not in ("ccomp", "dep")
        ):
            return set()
    own = set(document.subtree(verb))
    rest = set(document.subtree(head)) - own
    return {t for t in rest if not _leading_link(document, t, head)}


def _leading_link(document: Document, token: int, head: int) -> bool:
    return document.heads[token] == head and document.deps[token] == "cc" and token < head
