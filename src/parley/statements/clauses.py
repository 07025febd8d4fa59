"""Attribution by grammar: the verb, noun or phrase that says whose words a clause is.

Everything here works on sets of tokens; `find` turns them into statements. After Pareti (2015), an attribution has a
source, a cue and a content, and the content may break.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parley.language.document import Document
from parley.propositions import Kind, Proposition
from parley.records import Act
from parley.statements.lexicon import Cues

_SPEAKING = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "X"})
"""Parts of speech that a source's head may have; anything else is a slip of the parse."""
_NAMED_CONTENT = frozenset({"object", "prepositional phrase", "clause after a preposition"})
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})
_FIRST = frozenset({"i", "we"})
_LONGEST_LABEL = 7
"""Tokens a speaker's name before a colon may have."""
_EDGE = frozenset({",", ".", ";", ":", "-", "–", "—", "―", "--", "?", "!", "...", "…"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution as tokens. `content` is sorted; `source` is the head of the source's phrase."""

    source: int | None
    cue: tuple[int, int]
    head: int
    """The cue's own token, or its first."""
    content: tuple[int, ...]
    act: Act
    rule: str
    addressees: tuple[int, ...] = ()
    hedged: bool = False
    penalty: int = 0


def find(document: Document, propositions: Sequence[Proposition], cues: Cues) -> Iterator[Attribution]:
    """Attributions by verbs, nouns, adjectives and phrases, in no particular order."""
    for proposition in propositions:
        if proposition.kind is Kind.VERB:
            yield from _verb(document, proposition, cues)
        elif proposition.kind is Kind.ADJECTIVE:
            yield from _adjective(document, proposition, cues)
    for token in range(len(document)):
        if document.upos[token] == "NOUN" and document.lemmas[token] in cues.noun:
            yield from _noun(document, token, cues)
        elif document.words[token].lower() in ("according", "per", "as", "in"):
            yield from _adposition(document, token, cues)
        elif document.words[token] == ":":
            yield from _label(document, token, cues)


def _label(document: Document, colon: int, cues: Cues) -> Iterator[Attribution]:
    """As in "Minister: No deal" or a transcript's "DORN: We left": a speaker before a colon at a paragraph's start."""
    first = colon
    while first > 0 and colon - first < _LONGEST_LABEL and "\n" not in document.gap(first):
        first -= 1
    start = first if first == 0 or "\n" in document.gap(first) else None
    if start is None:
        return
    if document.words[start] in ("“", '"', "''", "‘"):
        start += 1
    label = range(start, colon)
    heads = [t for t in label if document.upos[t] in ("PROPN", "NOUN")]
    if not heads or any(document.upos[t] in ("VERB", "AUX", "PRON", "SCONJ", "NUM") for t in label):
        return
    named = any(document.upos[t] == "PROPN" and document.entity_of[t] is not None for t in heads)
    if (
        not named
        and document.lemmas[heads[-1]].lower() not in cues.labels
        and not document.words[start].isupper()
    ):
        return
    end = colon + 1
    while end < len(document) and "\n" not in document.gap(end):
        end += 1
    content = tuple(range(colon + 1, end))
    if not any(document.upos[t] in ("VERB", "AUX") for t in content):
        return
    yield Attribution(
        source=heads[-1] if not named else heads[0],
        cue=(colon, colon + 1),
        head=colon,
        content=content,
        act=Act.ASSERT,
        rule="speaker before a colon",
        penalty=1,
    )


# --- verbs --------------------------------------------------------------------------------------------------------------


def _verb(document: Document, proposition: Proposition, cues: Cues) -> Iterator[Attribution]:
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
    hedged = proposition.passive and key in cues.hedged_passive
    source, extra = _source(proposition, set(content), hedged)
    if source is not None and not _can_speak(document, source):
        source, extra = _sentence_subject(document, verb), 1
    if source is None and not hedged and not proposition.passive:
        source = _beside(document, verb, content)
    if act is Act.THINK and source is not None and document.words[source].lower() in _FIRST:
        return  # "I think" makes a claim softer; whose claim it is, the quotation says
    hedges = any(document.words[c].lower() in cues.hedges for c in document.children[verb])
    yield Attribution(
        source=source,
        cue=_cue_span(document, verb, key),
        head=verb,
        content=tuple(sorted(content)),
        act=act,
        rule=f"{key}: {rule}",
        addressees=tuple(_addressees(proposition, rule)),
        hedged=hedged or hedges,
        penalty=penalty + extra,
    )


def _asks_back(proposition: Proposition, document: Document) -> bool:
    """Whether a verb only turns to the listener: "you know", "do you understand me?"."""
    return any(a.role == "agent" and document.words[a.token].lower() == "you" for a in proposition.arguments)


def _can_speak(document: Document, token: int) -> bool:
    """Whether a source's head is a noun; "the general" may be tagged an adjective and still be the subject."""
    if document.upos[token] in _SPEAKING:
        return True
    return document.deps[token] == "nsubj" and any(
        document.deps[c] == "det" for c in document.children[token]
    )


def _beside(document: Document, verb: int, content: set[int]) -> int | None:
    """The phrase right after or before a verb of saying that the parse gave no subject: "“…,” said the mayor."."""
    start, end = document.sentences[document.sentence_of[verb]]
    after = min(content) < verb
    for token in (verb + 1, verb - 1) if after else (verb - 1,):
        if not start <= token < end or token in content or document.upos[token] not in (*_NAMING, "DET"):
            continue
        if token < verb and document.upos[token] == "DET":
            continue
        head = token
        while True:
            above = document.heads[head]
            if above in (head, verb) or above in content or document.upos[above] not in _NAMING:
                break
            if (above > verb) != (token > verb):
                break
            head = above
        if document.upos[head] in _NAMING:
            return head
    return None


def _sentence_subject(document: Document, token: int) -> int | None:
    """The subject of the sentence's main verb, when it can speak."""
    start, end = document.sentences[document.sentence_of[token]]
    root = next((t for t in range(start, end) if document.deps[t] == "root"), token)
    subjects = [c for c in document.dependents(root, "nsubj") if document.upos[c] in _SPEAKING]
    return subjects[0] if subjects else None


def _source(proposition: Proposition, content: set[int], hedged: bool) -> tuple[int | None, int]:
    if hedged:
        return None, 0
    for argument in proposition.arguments:
        if (
            argument.role == "agent"
            and argument.token not in content
            and argument.path != "name joined to the participle"
        ):
            return argument.token, argument.penalty
    return None, 1


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
            elif (
                relation == "advcl"
                and key in cues.infinitive
                and _marked(document, child, ("to", "of", "from", "for"))
            ):
                if not proposition.passive:
                    found |= set(document.subtree(child)) | _told(document, verb, child)
            elif relation == "parataxis" and (child < verb or _after_colon(document, verb, child)):
                found |= set(document.subtree(child))
        if found:
            return found, "clause", 0
        around = _set_into(document, verb)
        if around:
            return around, "set into the sentence", 0
    if key in cues.phrase and not proposition.passive:
        roles = ("patient", *_prepositions_of(key))
        for argument in proposition.arguments:
            if argument.role in roles and argument.path in _NAMED_CONTENT:
                found |= set(document.subtree(argument.token))
        if found:
            return found, "phrase", 1
    if key in cues.plain and not proposition.passive:
        rest = _rest(document, proposition)
        if rest:
            return rest, "rest of the sentence", 2
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


def _told(document: Document, verb: int, clause: int) -> set[int]:
    """Who is to do it or is called so, where that stands between the verb and the clause: "urged [them to leave]"."""
    return {
        t
        for child in document.children[verb]
        if document.deps[child] in ("obj", "iobj") and verb < child < clause
        for t in document.subtree(child)
    }


def _complement(document: Document, child: int) -> set[int]:
    return set(document.subtree(child))


def _marked(document: Document, clause: int, marks: tuple[str, ...]) -> bool:
    return any(
        document.deps[c] == "mark" and document.lemmas[c].lower() in marks for c in document.children[clause]
    )


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


def _cue_span(document: Document, verb: int, key: str) -> tuple[int, int]:
    """The verb with its auxiliaries, the adverbs among them, and the particle or preposition that belongs to it."""
    first = last = verb
    own = {c for c in document.children[verb] if document.deps[c] in ("aux", "aux:pass", "advmod", "neg")}
    while first - 1 in own and document.upos[first - 1] in ("AUX", "ADV", "PART"):
        first -= 1
    words = key.split(" ")[1:]
    while words and last + 1 < len(document) and document.lemmas[last + 1].lower() in words:
        last += 1
        words.remove(document.lemmas[last].lower())
    return first, last + 1


def _addressees(proposition: Proposition, rule: str) -> Iterator[int]:
    for argument in proposition.arguments:
        if (
            argument.role == "recipient"
            or (argument.role == "to" and argument.path == "prepositional phrase")
            or (argument.role == "patient" and rule == "clause" and not proposition.passive)
            or (argument.role == "patient" and proposition.passive and argument.path == "subject")
        ):
            yield argument.token


# --- nouns, adjectives, phrases -----------------------------------------------------------------------------------------


def _noun(document: Document, noun: int, cues: Cues) -> Iterator[Attribution]:
    act = cues.noun[document.lemmas[noun]]
    owner = next((c for c in document.children[noun] if document.deps[c] == "nmod:poss"), None)
    if owner is None:
        owner = next(
            (
                c
                for c in document.children[noun]
                if document.deps[c].startswith("nmod") and _case(document, c) in ("by", "from")
            ),
            None,
        )
    content: set[int] = set()
    rule = ""
    for child in document.children[noun]:
        clause = document.deps[child] in ("acl", "ccomp", "acl:relcl")
        if (
            clause
            and child > noun
            and (_marked(document, child, ("that", "whether")) or document.tags[child] == "VB")
        ):
            content, rule = set(document.subtree(child)), "clause on the noun"
    if not content and document.deps[noun].startswith("nsubj") and owner is not None:
        content, rule = _message_is(document, noun), "noun is that"
    if not content:
        return
    penalty = 0
    if owner is None:
        head = document.heads[noun]
        subject = [c for c in document.children[head] if document.deps[c] == "nsubj" and c != noun]
        if document.deps[noun] == "obj" and subject:
            owner, penalty = subject[0], 1
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


def _adjective(document: Document, proposition: Proposition, cues: Cues) -> Iterator[Attribution]:
    token = proposition.token
    act = cues.adjective.get(document.lemmas[token].lower())
    made = document.deps[token] == "xcomp" and document.lemmas[document.heads[token]] in ("make", "be")
    if act is None or made:
        return
    content: set[int] = set()
    for child in document.children[token]:
        if document.deps[child] in ("ccomp", "xcomp") or (
            document.deps[child] == "advcl" and _marked(document, child, ("that", "to"))
        ):
            content |= set(document.subtree(child))
    source = next((a.token for a in proposition.arguments if a.role == "agent"), None)
    if content and source is not None:
        yield Attribution(
            source=source,
            cue=_cue_span(document, token, ""),
            head=token,
            content=tuple(sorted(content)),
            act=act,
            rule=f"{document.lemmas[token]}/a: clause",
        )


def _adposition(document: Document, token: int, cues: Cues) -> Iterator[Attribution]:
    """ "According to X, …": what is left of the clause without the phrase."""
    phrase = next((p for p in cues.adposition if _stands(document, token, p)), None)
    if phrase is None:
        return
    size = len(phrase.split(" "))
    head = document.heads[token]
    noun = head
    if document.deps[token] not in ("case", "mark") or not (token < noun):
        # "in the words of X", or a parse that hung "according" elsewhere: the nearest noun after the phrase.
        after = token + size
        noun = next(
            (
                t
                for t in range(after, min(after + 8, len(document)))
                if document.upos[t] in ("NOUN", "PROPN", "PRON")
            ),
            -1,
        )
        if noun < 0:
            return
        while document.heads[noun] > noun and document.deps[noun] in (
            "compound",
            "amod",
            "nmod:poss",
            "nmod:desc",
        ):
            noun = document.heads[noun]
    inside = set(document.subtree(noun)) | set(range(token, token + size))
    start, end = document.sentences[document.sentence_of[token]]
    governor = document.heads[noun]
    if governor in inside or governor == noun:
        content = set(range(start, end)) - inside
    else:
        clause = governor
        while (
            document.deps[clause]
            in ("nmod", "obl", "obj", "nsubj", "compound", "conj", "acl", "appos", "xcomp")
            and document.heads[clause] != clause
        ):
            if document.upos[clause] in ("VERB", "AUX") and document.deps[clause] != "xcomp":
                break
            clause = document.heads[clause]
        content = set(document.subtree(clause)) - inside
    if content:
        yield Attribution(
            source=noun,
            cue=(token, token + size),
            head=token,
            content=tuple(sorted(content)),
            act=cues.adposition[phrase],
            rule=phrase,
        )


def _stands(document: Document, token: int, phrase: str) -> bool:
    words = phrase.split(" ")
    if phrase == "per":
        following = token + 1
        named = following < len(document) and document.upos[following] == "PROPN"
        return document.words[token].lower() == "per" and named
    return [w.lower() for w in document.words[token : token + len(words)]] == words


def _case(document: Document, token: int) -> str | None:
    return next(
        (document.lemmas[c].lower() for c in document.children[token] if document.deps[c] == "case"), None
    )


def trim(document: Document, tokens: Sequence[int], quoted: set[int]) -> list[tuple[int, int]]:
    """Runs of tokens without the punctuation at their edges, unless it belongs to a quotation.

    Args:
        document: the parsed report.
        tokens: sorted token positions.
        quoted: tokens inside quotation marks, marks included.
    """
    runs: list[list[int]] = []
    for token in tokens:
        if runs and token == runs[-1][1]:
            runs[-1][1] = token + 1
        else:
            runs.append([token, token + 1])
    trimmed = []
    for start, end in runs:
        while start < end and document.words[start] in _EDGE and start not in quoted:
            start += 1
        while end > start and document.words[end - 1] in _EDGE and end - 1 not in quoted:
            end -= 1
        if end > start and not all(document.upos[t] == "PUNCT" for t in range(start, end)):
            trimmed.append((start, end))
    return trimmed
