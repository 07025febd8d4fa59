"""Whether an act that the report names was performed, or only foreseen, wished or spoken of.

"Was ready to demand", "the right to call for", "if X offers" name acts that nobody has performed; "suggested that the bridge
is closed" asserts something and asks for nothing; "the rules require him to wait" has nobody who asks.
"""

from __future__ import annotations

from itertools import pairwise

from parley.codebook.model import Frame
from parley.commitments import conditions, participles
from parley.commitments.contents import Content
from parley.commitments.desk import FIRST, SECOND, Desk
from parley.propositions.model import Embedding, Kind, Proposition
from parley.records import CommitmentKind

_THOUGHT_OF = frozenset({"may", "might", "could", "should", "must", "have to", "need to", "ought to", "can"})
"""Modals under which an act is only thought of: "should refuse to …"."""
_POSSIBLE = frozenset({"may", "might", "could", "can"})
_AHEAD = frozenset({"will", "would", "shall", "be going to", "going to", "be to"})
"""Modals that put an act in the future: who will demand something has promised to, and demands nothing yet."""
_ASSURING = frozenset({"assure", "reassure"})
_QUESTIONS = frozenset({"how", "why", "where", "what", "who", "which"})
_SPOKEN_ONLY = frozenset({CommitmentKind.PROMISE, CommitmentKind.THREAT, CommitmentKind.OBLIGATION})
_FINITE_FORMS = frozenset({"is", "are", "was", "were", "has", "have", "does", "do", "did", "am"})
_ASSERTED = frozenset({"VBZ", "VBD"})


def performed(desk: Desk, act: Proposition) -> bool:
    """Whether the act is told as done by somebody, as far as its own clause and the one above show."""
    if (
        _nearly(desk, act.token)
        or _supposed(desk, act)
        or _in_order(desk, act)
        or _in_question(desk, act.token)
    ):
        return False
    if act.kind is Kind.ADJECTIVE and act.embedding is Embedding.PURPOSE:
        return False  # "are moving guns to be ready to assist"
    if act.kind is Kind.ADJECTIVE and desk.lemma(_above_joined(desk, act.token)) in _SEEMING:
        return False  # "may feel obligated to please"
    if act.kind is Kind.NOUN and act.nominal is None and _in_passing(desk, act):
        return False
    if _yet_to_come(desk, act.token) or participles.as_adjective(desk, act) or _without_sign(desk, act.token):
        return False
    if _asked(desk, act.token):
        return False
    if act.modality in _THOUGHT_OF and not (act.modality == "can" and _first(desk, act)):
        return False
    document = desk.document
    above = desk.matcher.at(document.heads[act.token])
    if document.deps[act.token] == "xcomp" and above is not None and desk.lemma(above.token) in _GOING_ON:
        if above.modality in _THOUGHT_OF:
            return False  # "must keep pushing for"
    if any(
        document.deps[c] == "mark" and desk.lemma(c) in ("whether", "if", "unless", "lest")
        for c in document.children[act.token]
    ):
        return False
    over = document.heads[act.token]
    if act.kind is Kind.ADJECTIVE and desk.lemma(over) in ("remain", "stay") and desk.infinitive(over):
        return False  # "it is in their interest to remain committed to"
    if document.tags[act.token] == "VBG" and act.kind is Kind.VERB and _planned(desk, act):
        return False
    if act.kind is Kind.NOUN or act.modality is not None or document.tags[act.token] != "VB":
        return True
    return act.imperative or not _under_intent(desk, act.token)


def _above_joined(desk: Desk, token: int) -> int:
    """What stands above a token or above what it is coordinated with: "appear to be lost or willing to …"."""
    document = desk.document
    if document.deps[token] == "conj" and document.upos[document.heads[token]] == "ADJ":
        token = document.heads[token]
    return document.heads[token]


def _nearly(desk: Desk, token: int) -> bool:
    """As in "are near to settling on a price", "stopped short of demanding …": nothing has been agreed or asked."""
    document = desk.document
    above = document.heads[token]
    if document.tags[token] != "VBG":
        return False
    short = any(desk.lemma(c) == "short" for c in document.children[above])
    return desk.lemma(above) in ("close", "near", "short") or (
        short and desk.lemma(above) in ("stop", "fall")
    )


def _in_order(desk: Desk, act: Proposition) -> bool:
    """As in "in order to encourage them to …": what is to come of something else."""
    first = desk.document.edges(act.token)[0]
    words = [w.lower() for w in desk.document.words[max(first - 2, 0) : act.token]]
    return any(a == "in" and b == "order" for a, b in pairwise(words))


def _in_question(desk: Desk, token: int) -> bool:
    """As in "How far is Oriana ready to go?": what is asked has not been offered."""
    _, end = desk.document.sentences[desk.document.sentence_of[token]]
    return "?" in desk.document.words[max(token, end - 2) : end]


_SEEMING = frozenset({"feel", "seem", "appear", "show", "find", "prove", "look"})
_GOING_ON = frozenset({"keep", "continue", "start", "begin", "stop", "go", "try", "help"})
_STATES = frozenset({"willingness", "readiness", "openness"})


def _in_passing(desk: Desk, act: Proposition) -> bool:
    """As in "a sign of their willingness to", "doubts their commitment to": what somebody makes of them, and no offer or promise.

    Willingness counts when somebody makes it known ("signalled its readiness to").
    """
    above = desk.lemma(desk.document.heads[act.token])
    if desk.lemma(act.token) not in _STATES:
        return above in desk.words("doubting")
    return above not in desk.words("declaring") or desk.document.deps[act.token].startswith("nmod")


def _without_sign(desk: Desk, token: int) -> bool:
    """As in "no sign that he had promised …", "it is not true that she agreed": denied by the words above."""
    document = desk.document
    head = document.heads[token]
    if document.deps[token].startswith(("acl", "ccomp")) and document.upos[head] == "NOUN":
        return any(document.words[c].lower() in ("no", "little") for c in document.children[head])
    return False


def _yet_to_come(desk: Desk, token: int) -> bool:
    """As in "before they are ready to", "for all sides to commit to": what has not come about."""
    marks = {desk.lemma(c) for c in desk.document.children[token] if desk.document.deps[c] == "mark"}
    if marks & {"before", "until", "till"}:
        return True
    subject = desk.subject(token)
    if subject is None or desk.document.tags[token] != "VB":
        return False
    marks |= {desk.lemma(c) for c in desk.document.children[subject] if desk.document.deps[c] == "case"}
    return {"for", "to"} <= marks


def _asked(desk: Desk, token: int) -> bool:
    """As in "how much power they are prepared to give": what is in question is not offered."""
    document = desk.document
    if document.deps[token] not in ("ccomp", "advcl", "acl", "conj", "xcomp", "dep"):
        return False
    first = document.edges(token)[0]
    return desk.lemma(first) in ("how", "whether", "why") and document.upos[first] in ("SCONJ", "ADV", "ADJ")


def _supposed(desk: Desk, act: Proposition) -> bool:
    """Whether the act, or what it is part of, is only supposed: "if it took steps to threaten X", "whether X agreed"."""
    for _ in range(4):
        if act.embedding is Embedding.CONDITION:
            return True
        if act.parent is None or desk.subject(act.token) is not None or act.embedding not in _WITHIN:
            return False
        act = desk.propositions[act.parent]
    return False


_WITHIN = frozenset({Embedding.PURPOSE, Embedding.COMPLEMENT, Embedding.NOMINAL})
"""How an act without a subject of its own is part of the clause above it."""


def _planned(desk: Desk, act: Proposition) -> bool:
    """As in "planned on agreeing to …"."""
    document = desk.document
    marked = any(document.tags[c] == "IN" for c in document.children[act.token] if c < act.token)
    above = desk.lemma(document.heads[act.token])
    return marked and document.deps[act.token] in ("advcl", "xcomp") and above in desk.words("intending")


def _under_intent(desk: Desk, token: int) -> bool:
    """Whether an infinitive hangs on a noun ("the right to …") or on a verb of wanting, planning, failing."""
    document = desk.document
    while document.deps[token] == "conj" and document.tags[document.heads[token]] == "VB":
        token = document.heads[token]
    marks = {document.tags[c] for c in document.children[token] if c < token}
    if any(document.deps[c] == "aux" and desk.lemma(c) == "have" for c in document.children[token]):
        return False
    if "TO" not in marks:
        above = document.heads[token]
        return document.deps[token] in ("xcomp", "ccomp") and desk.lemma(above) in desk.words("intending")
    for _ in range(3):
        above = document.heads[token]
        if above == token:
            return False
        if document.deps[token].startswith("acl"):
            return True
        clause = desk.matcher.at(above)
        unsure = clause is not None and (clause.modality is not None or clause.negated)
        if document.deps[token] == "advcl" and unsure:
            return True  # "must do all it can to press X", "is not doing enough to": nothing has been pressed for
        if desk.lemma(above) in desk.words("intending"):
            return True
        if document.deps[token] not in ("conj", "xcomp"):
            return False
        token = above
    return False


def asks(desk: Desk, act: Proposition, content: Content) -> bool:
    """Whether a directive asks for its content: it is not put off, wished for as a happening, or asserted."""
    if act.modality in _AHEAD and not _first(desk, act):
        return False
    if content.noun and act.kind is not Kind.NOUN and desk.lemma(act.token) in desk.words("wishes"):
        return False
    if (
        desk.lemma(content.token) in desk.words("happenings")
        and content.infinitive
        and act.kind is not Kind.NOUN
    ):
        return desk.lemma(content.token) in ("come", "remain") or desk.lemma(act.token) not in desk.words(
            "wishes"
        )
    inner = content.proposition
    if inner is not None and inner.kind is Kind.ADJECTIVE and desk.lemma(act.token) in desk.words("wishes"):
        return False  # "wants the talks to be fruitful"
    if content.clause and desk.lemma(act.token) in ("ask", "beg") and not _that(desk, content):
        return False  # what stands beside "asked" is a question
    if content.noun and desk.lemma(act.token) == "insist" and content.token in act.tokens("on", "upon"):
        return True
    if desk.lemma(act.token) in desk.words("asserting") and not content.infinitive:
        return content.clause and not _asserted(desk, content)
    return True


def binds(desk: Desk, act: Proposition, kind: CommitmentKind, content: Content) -> bool:
    """Whether a commissive binds to its content: "will pledge" is somebody's forecast, "threatens security" no threat."""
    ahead = act.modality in ("will", "would", "shall")
    ahead = ahead and (not act.passive or kind is CommitmentKind.OBLIGATION)
    if ahead and kind in _SPOKEN_ONLY and not _first(desk, act):
        return False
    lemma = desk.lemma(content.token)
    told = content.clause and content.proposition is not None and content.proposition.modality is None
    vouched = kind in (CommitmentKind.PROMISE, CommitmentKind.THREAT) or desk.lemma(act.token) in _ASSURING
    if told and vouched and _asserted(desk, content):
        return False  # "I swear the road is open"
    if kind is CommitmentKind.THREAT and content.noun and content.proposition is None:
        return lemma in desk.words("hostile_nouns") or act.kind is Kind.NOUN or content.token == act.nominal
    if kind is CommitmentKind.THREAT and content.noun and act.kind is Kind.VERB and act.nominal is None:
        if lemma in desk.words("endangered"):
            return False  # to endanger something is no threat to do it
    return True


def asked_how(desk: Desk, content: Content) -> bool:
    """Whether the content is a question ("how to …", "what they would …"), which binds to nothing."""
    document = desk.document
    before = [c for c in document.children[content.token] if c < content.token]
    if content.clause and desk.lemma(document.edges(content.token)[0]) in _QUESTIONS:
        return True
    if (
        document.tags[document.heads[content.token]] == "WRB"
        and document.heads[content.token] < content.token
    ):
        return True  # "here is how we will do it"
    above = document.heads[content.token]
    if desk.lemma(above) in ("go", "have", "need"):
        before += [c for c in document.children[above] if c < above]
    return any(
        (document.tags[c] in ("WRB", "WP", "WDT") and desk.lemma(c) in _QUESTIONS)
        or (document.deps[c] == "mark" and desk.lemma(c) == "whether")
        for c in before
    )


def _that(desk: Desk, content: Content) -> bool:
    return any(desk.lemma(c) == "that" for c in desk.document.children[content.token] if c < content.token)


def _asserted(desk: Desk, content: Content) -> bool:
    """Whether a clause tells what is or was so: finite, without a modal of duty."""
    proposition = content.proposition
    if proposition is None:
        return False
    if proposition.modality is not None:
        return proposition.modality not in desk.words("duty")
    document = desk.document
    first = [
        t
        for t in (*document.children[content.token], content.token)
        if document.deps[t] in ("aux", "cop", "aux:pass") or t == content.token
    ]
    lead = min(first)
    return document.tags[lead] in _ASSERTED or document.words[lead].lower() in _FINITE_FORMS


def _first(desk: Desk, act: Proposition) -> bool:
    """As in "I can assure you", "we would urge": saying so performs the act."""
    return any(desk.document.words[t].lower() in FIRST for t in act.tokens("agent"))


def by_somebody(desk: Desk, act: Proposition, frame: Frame) -> bool:
    """Whether whoever performs the act could: a thing ("the rules require …", "a microphone") does not.

    A noun names a performed act only when it says whose it is; a common noun that is in no list of those who act is given
    the benefit of the doubt when it ends like a word for persons.
    """
    if act.kind is Kind.NOUN or act.passive or any(test.role == "agent" for test in frame.where):
        return True
    agents = [a.token for a in act.arguments if a.role == "agent"]
    if any(desk.lemma(t) in _NOBODY or _not_all(desk, t) or _any(desk, t) for t in agents):
        return False
    if frame.label == "demand" and agents and all(_fact(desk, t) for t in agents):
        return False
    if any(desk.document.words[t].lower() in SECOND for t in agents):
        return False  # "you want the exit": what a speaker makes of the other
    if _result(desk, act):
        return False
    relative = act.embedding is Embedding.RELATIVE or desk.document.deps[act.token].startswith("acl")
    if relative and any(
        conditions.unnamed(desk, t) or desk.document.words[t].lower() in conditions.GENERIC for t in agents
    ):
        return False  # "people who are ready to …": whoever they are
    if frame.label == "demand" and any(desk.lemma(t) in desk.words("documents") for t in agents):
        return True
    return not agents or any(could_act(desk, token) for token in agents)


_NOBODY = frozenset({"someone", "somebody", "nobody", "one", "some"})


def _result(desk: Desk, act: Proposition) -> bool:
    """As in "have to fight among civilians, ruling out air support": what the facts do, not whom they happen to."""
    document = desk.document
    return (
        document.tags[act.token] == "VBG"
        and document.deps[act.token] == "advcl"
        and (
            desk.lemma(act.token) in ("rule", "preclude", "exclude", "force", "require")
            or (
                desk.lemma(act.token) == "encourage"
                and "by" in {desk.lemma(c) for c in document.children[act.token]}
            )
        )
    )


def _fact(desk: Desk, token: int) -> bool:
    """As in "this encouraged them to …", "it calls for a reform": what is so, and nobody who asks."""
    word = desk.document.words[token].lower()
    if word in ("this", "that", "these", "those"):
        return desk.document.tags[token] == "DT"
    return word == "it" and not any(p.actor or p.name.lower() != "it" for p in desk.parties([token]))


def _not_all(desk: Desk, token: int) -> bool:
    """As in "not all leaders are ready", "neither side will": some do not, or none."""
    first = desk.document.edges(token)[0]
    return desk.document.words[first].lower() in ("not", "neither", "no", "few", "none")


def _any(desk: Desk, token: int) -> bool:
    """As in "any firm that asks them to pay more": whichever it may be."""
    return any(desk.document.words[c].lower() == "any" for c in desk.document.children[token])


def could_act(desk: Desk, token: int) -> bool:
    """Whether a noun may stand for somebody: an actor, a word for persons, or one that ends like such a word."""
    if desk.document.upos[token] == "NUM":
        return bool(desk.document.children[token])
    if desk.document.upos[token] != "NOUN" or desk.acting(token):
        return True
    lemma = desk.lemma(token)
    if lemma in desk.words("things"):
        return False
    return lemma.endswith(tuple(desk.words("person_endings"))) and not lemma.endswith(
        tuple(desk.words("thing_endings"))
    )


def agreed(desk: Desk, kind: CommitmentKind, content: Content) -> bool:
    """Whether what was agreed binds: "agreed that there is work ahead" is an opinion two share."""
    if kind is CommitmentKind.OBLIGATION and desk.document.dependents(content.token, "expl", "cop"):
        return False
    if kind is CommitmentKind.OBLIGATION and content.noun and _that(desk, content):
        return False  # "agreed that the blockade hurt trade", with the verb read as part of the noun
    if kind is not CommitmentKind.OBLIGATION or content.proposition is None:
        return True
    if content.proposition.modality in _POSSIBLE:
        return False  # "agreed that the spring might make sense"
    if not content.clause:
        return True
    subject = desk.subject(content.token)
    if subject is not None and desk.document.deps[subject].startswith("expl"):
        return False
    modality = content.proposition.modality
    if modality is None and desk.document.tags[content.token] in ("VBD", "VBP", "VBZ"):
        return False  # "agreed that the blockade hurt trade", "agree they have few friends"
    return modality is None or modality in desk.words("future")
