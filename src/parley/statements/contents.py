"""What a verb attributes: a clause, a phrase, the sentence it is set into, or the rest of its sentence."""

from __future__ import annotations

from parley.codebook.predicates import is_time
from parley.language.document import Document
from parley.propositions import Proposition
from parley.statements.attribution import case, marked
from parley.statements.lexicon import Cues

_NAMED_CONTENT = frozenset({"object", "prepositional phrase", "clause after a preposition"})
_GROUNDS = ("for", "as", "of", "on", "over", "about", "with", "against", "from", "to")
_JUDGED = ("for", "as", "of", "over", "about", "against")
_REASONS = ("because", "if", "unless", "so", "since", "although", "though")
"""Conjunctions of clauses that belong to what is said although a parse hangs them on the verb of saying."""
_MODALS = frozenset(
    {"will", "would", "can", "could", "should", "must", "may", "might", "'ll", "’ll", "'d", "’d"}
)


def of(document: Document, proposition: Proposition, key: str, cues: Cues) -> tuple[set[int], str, int]:
    """The tokens a verb attributes: a clause, the sentence it is set into, what follows a colon, or a phrase."""
    verb = proposition.token
    deps = document.deps
    clause = key in cues.clause
    found: set[int] = set()
    if clause:
        for child in document.children[verb]:
            relation = deps[child]
            if key in cues.doing and not _of_its_own(document, child):
                continue
            if relation == "ccomp" and child < verb and _asked(document, verb):
                continue
            if relation == "ccomp" or (relation == "csubj" and child > verb):
                found |= _complement(document, child)
            elif relation == "xcomp" and (
                document.tags[child] == "VB"
                if key in cues.meaning
                else key in cues.infinitive or document.tags[child] != "VB"
            ):
                found |= set(document.subtree(child)) | _told(document, verb, child)
                if proposition.passive and key in cues.hedged_passive:
                    found |= _raised(document, verb)
            elif (
                relation == "advcl"
                and child > verb
                and key in cues.infinitive
                and marked(document, child, ("to", "of", "from", "for"))
            ):
                if not proposition.passive:
                    found |= set(document.subtree(child)) | _told(document, verb, child)
            elif relation in ("obl", "obj") and key in cues.infinitive and child > verb:
                # "called on [them] to leave", hung on whom it is said to
                for asked in document.children[child]:
                    if deps[asked] == "acl" and marked(document, asked, ("to",)):
                        found |= set(document.subtree(asked)) | _told(document, verb, asked)
            elif relation == "parataxis" and document.lemmas[child] in cues.plain and child < verb:
                continue  # "If it holds, [he said], they would consider it"
            elif relation == "parataxis" and (child < verb or _after_colon(document, verb, child)):
                found |= set(document.subtree(child))
        if found:
            return found | _goes_on(document, verb, found, cues), "clause", 0
    plain = key in cues.plain and not proposition.passive
    rest = _rest(document, proposition) if plain else set()
    if rest:
        return rest, "rest of the sentence", 2
    found, rule, penalty = _phrase(document, proposition, key, cues)
    if rule:
        return found, rule, penalty
    outer = _set_into(document, verb) if clause else set()
    if not outer and plain:
        outer = _around(document, verb)
    if outer:
        return outer, "set into the sentence", 0
    return set(), "", 0


def _phrase(document: Document, proposition: Proposition, key: str, cues: Cues) -> tuple[set[int], str, int]:
    """The bare phrase a verb attributes: "criticised [the deal]", "complained [about the delay]", "announced [his return]".

    An empty set with a rule says that there is nothing; an empty rule, that other ways are left to try.
    """
    verb = proposition.token
    if proposition.passive:
        return _of_a_passive(document, proposition, cues)
    if key in cues.attitude and (not _simple(document, verb) or _by_deeds(document, verb, cues)):
        return set(), "no attitude", 0
    if key in cues.lasting and _progressive(document, verb):
        return set(), "no attitude", 0
    roles = {role for wide in cues.phrases(proposition.keys) for role in ("patient", *_prepositions_of(wide))}
    named = {
        a.token
        for a in proposition.arguments
        if a.role in roles and a.path in _NAMED_CONTENT and not is_time(document.lemmas[a.token].lower())
    }
    if proposition.nominal is not None and document.deps[proposition.nominal] == "obj" and "patient" in roles:
        named.add(proposition.nominal)
    found = {t for token in named for t in document.subtree(token)}
    if not found:
        return set(), "", 0
    if key in cues.clause and _is_subject(document, max(found)):
        return (
            set(range(min(found), document.sentences[document.sentence_of[verb]][1])),
            "rest of the sentence",
            2,
        )
    if key == "call" and not _named(document, verb, found):
        return set(), "no name given", 0  # "called the police"
    return found | _grounds(document, verb, found, named=key in cues.naming), "phrase", 1


def _asked(document: Document, verb: int) -> bool:
    """Whether a verb has "what" after it: "Though the town was stunned, she knew exactly [what she did]"."""
    return any(c > verb and document.tags[c] == "WP" for c in document.dependents(verb, "obj"))


def _of_its_own(document: Document, clause: int) -> bool:
    """Whether a clause is one with a finite verb: "found [that they had left]", not "found [it hard]", "found [himself caught]"."""
    children = document.children[clause]
    verbal = document.upos[clause] in ("VERB", "AUX") or any(document.deps[c] == "cop" for c in children)
    reflexive = any(document.words[c].lower().endswith(("self", "selves")) for c in children)
    infinitive = any(document.tags[c] == "TO" for c in children)
    return document.deps[clause] != "xcomp" and verbal and not reflexive and not infinitive


def _of_a_thing(document: Document, verb: int, cues: Cues) -> bool:
    """Whether a passive's subject is a thing or a person by name: "the motion was backed", not "Velda was backed"."""
    for subject in document.dependents(verb, "nsubj:pass"):
        named = document.entity_of[subject]
        if cues.thing(document.lemmas[subject].lower()) or (named is not None and named.label == "PER"):
            return True
    return False


def _simple(document: Document, verb: int) -> bool:
    """Whether a verb is finite without an auxiliary: "supports the plan"."""
    alone = not any(document.deps[c].startswith("aux") for c in document.children[verb])
    return alone and document.tags[verb] in ("VBD", "VBZ", "VBP")


def _progressive(document: Document, verb: int) -> bool:
    """As in "is defending a majority", "is expecting a child"."""
    return document.tags[verb] == "VBG" and any(document.deps[c] == "aux" for c in document.children[verb])


def _by_deeds(document: Document, verb: int, cues: Cues) -> bool:
    """Whether support is given and not only told: "supports them financially", "backs the rebels"."""
    children = document.children[verb]
    armed = any(document.deps[c] == "obj" and document.lemmas[c].lower() in cues.armed for c in children)
    return armed or any(document.words[c].lower() in cues.means for c in children)


def _of_a_passive(document: Document, proposition: Proposition, cues: Cues) -> tuple[set[int], str, int]:
    """What somebody is criticised, accused or known for or as, with who that is: "[he] was seen [as a hero]"."""
    verb = proposition.token
    keys = cues.phrases(proposition.keys)
    if document.deps[verb] == "amod" or not keys or keys[0] in cues.making:
        return set(), "", 0
    if keys[0] in cues.attitude and not _of_a_thing(document, verb, cues):
        return set(), "", 0
    about: set[int] = set()
    for child in document.children[verb]:
        under = document.deps[child] in ("obl", "advcl", "xcomp") and child > verb
        if under and (case(document, child) in _JUDGED or marked(document, child, _JUDGED)):
            about |= set(document.subtree(child))
    whose = any(a.role == "agent" and a.penalty == 0 for a in proposition.arguments)
    if not about and not whose:
        return set(), "", 0
    return about | _raised(document, verb), "passive phrase", 1


def _named(document: Document, verb: int, what: set[int]) -> bool:
    """Whether something is given a name after "called": by a second phrase, another noun, or in quotation marks."""
    after = [c for c in document.children[verb] if c > verb and document.deps[c] in _NAMES]
    inner = any(document.deps[t] in ("appos", "acl", "parataxis") for t in what if document.heads[t] in what)
    quoted = any(document.words[t] in _MARKS for t in range(verb + 1, min(max(what) + 3, len(document))))
    second = any(
        document.words[t].lower() in ("a", "an", "as")
        or (document.tags[t - 1] == "NNS" and document.upos[t] == "NOUN")
        for t in range(min(what) + 2, max(what) + 1)
    )
    return len(after) > 1 or inner or quoted or second


_NAMES = frozenset({"xcomp", "obj", "iobj", "obl", "ccomp"})
_MARKS = frozenset({"“", "”", '"', "''", "‘", "’"})


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
    if verb + 3 >= end and subjects and document.words[verb + 1 : verb + 2] != [":"]:
        first = min(document.edges(subjects[0])[0], subjects[0])
        before = set(range(start, first))
        if document.words[first - 1] == "," and any(document.upos[t] in ("VERB", "AUX") for t in before):
            return before
    return set()


def _goes_on(document: Document, verb: int, said: set[int], cues: Cues) -> set[int]:
    """What is said further where the parse hangs it on the verb of saying: "said they had left [because …, and would return]"."""
    found: set[int] = set()
    for child in document.children[verb]:
        if child < max(said):
            continue
        reason = document.deps[child] == "advcl" and marked(document, child, _REASONS)
        more = (
            document.deps[child] == "conj"
            and document.lemmas[child] not in cues.clause
            and any(document.words[c].lower() in _MODALS for c in document.children[child])
        )
        if reason or more:
            found |= set(document.subtree(child))
    return found


def _is_subject(document: Document, last: int) -> bool:
    """Whether what was taken for a verb's object is followed by a verb of its own: "acknowledged [it had no plan]"."""
    after = last + 1
    return after < len(document) and document.tags[after] in ("VBD", "VBZ", "VBP", "MD")


def _grounds(document: Document, verb: int, what: set[int], *, named: bool) -> set[int]:
    """What somebody is criticised, praised or described for or as: "slammed the bank [for raising its fees]".

    Of a verb that gives a name, everything after its object in its clause: "called the plan [a gift to the rich]".
    """
    found: set[int] = set()
    for child in document.children[verb]:
        if child <= max(what) or document.deps[child] in ("punct", "cc", "conj", "parataxis"):
            continue
        with_ground = document.deps[child] in ("obl", "advcl", "xcomp") and (
            case(document, child) in _GROUNDS or marked(document, child, _GROUNDS)
        )
        if with_ground or (named and "," not in document.words[max(what) + 1 : document.edges(child)[0] + 1]):
            found |= set(document.subtree(child))
    return found


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
    if head == verb:
        return set()
    if document.deps[verb] != "parataxis" and not _behind_a_mark(document, verb):
        return set(_before_last(document, verb))
    children = document.children[verb]
    if any(document.deps[c] in ("obj", "conj", "xcomp") and c > verb for c in children):
        return set()
    finite = document.tags[verb] in ("VBD", "VBZ", "VBP")
    if not finite and not any(document.deps[c].startswith("nsubj") for c in children):
        return set()  # "…, having committed over a million"
    own = set(document.subtree(verb))
    rest = set(document.subtree(head)) - own
    return {t for t in rest if not _leading_link(document, t, head)}


def _behind_a_mark(document: Document, verb: int) -> bool:
    """Whether a comma or a closing mark stands before the clause of a verb that is labelled as said itself: likely wrong."""
    start = document.edges(verb)[0]
    marked = start > 0 and document.words[start - 1] in (",", "”", '"', "''")
    return marked and document.deps[verb] in ("ccomp", "dep")


def _around(document: Document, verb: int) -> set[int]:
    """The sentence around a subject and its verb between commas: "In recent days, [advisers say], the council has tired"."""
    first, end = document.sentences[document.sentence_of[verb]]
    subject = next((c for c in document.dependents(verb, "nsubj") if c < verb), None)
    if subject is None or document.tags[verb] not in ("VBD", "VBZ", "VBP") or verb + 3 >= end:
        return set()
    start = _after_marks(document, document.edges(subject)[0], verb)
    bounded = document.words[verb + 1] == "," and start > first + 2 and document.words[start - 1] == ","
    adjoined = document.edges(subject)[1] == verb
    quoted = any(document.words[t] in _MARKS for t in range(first, end))
    relative = document.tags[start - 2] in ("WDT", "WP")
    said = any(document.upos[t] in ("VERB", "AUX") for t in (*range(first, start), *range(verb + 1, end)))
    if not (bounded and adjoined and said) or quoted or relative:
        return set()
    if document.upos[first] == "CCONJ":
        first += 1
    return {*range(first, start - 1), *range(verb + 2, end)}


def _before_last(document: Document, verb: int) -> range:
    """As in "[The wall was sold for a song], records show.": what a subject and its finite verb at the sentence's end follow."""
    first, end = document.sentences[document.sentence_of[verb]]
    start = _after_marks(document, document.edges(verb)[0], verb)
    last = (
        document.tags[verb] in ("VBD", "VBZ", "VBP")
        and document.deps[verb] != "acl:relcl"
        and document.heads[verb] < start
        and document.words[start - 1] in (",", "”", '"', "''")
        and document.upos[start] not in ("CCONJ", "SCONJ", "ADP")
        and document.tags[start] not in ("WDT", "WP", "WRB")
        and any(document.deps[c].startswith("nsubj") for c in document.children[verb])
        and all(document.upos[t] == "PUNCT" for t in range(verb + 1, end))
    )
    return range(first, start - 1) if last else range(0)


def _after_marks(document: Document, start: int, last: int) -> int:
    while start < last and document.upos[start] == "PUNCT":
        start += 1
    return start


def _leading_link(document: Document, token: int, head: int) -> bool:
    return document.heads[token] == head and document.deps[token] == "cc" and token < head
