"""What is promised, threatened or demanded: the words of the consequent, and who is to do it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from parley.commitments import conditions, wording
from parley.commitments.conditions import Opened
from parley.commitments.desk import Desk
from parley.propositions.model import Kind, Proposition
from parley.records import Span

_EDGE = frozenset({"PUNCT", "SPACE", "CCONJ"})
_ACTS_OF_SAYING = frozenset(
    {"say", "threaten", "warn", "add", "vow", "promise", "demand", "call", "urge", "reject"}
)
"""Coordinated with a content by the parse, they belong to the act above it: "demanded that X stop and threatened …"."""
_THEREFORE = frozenset({"so", "thus", "therefore", "hence", "consequently"})
_OPENERS = frozenset({"that", "to", "and", "or", "but", "then", "also", "otherwise", "else"})


@dataclass(frozen=True, slots=True)
class Content:
    """One thing that is to be done (or not)."""

    token: int
    """Its head: a verb, or a noun ("sanctions", "the release of X")."""
    proposition: Proposition | None
    clause: bool
    """It has a subject of its own."""
    infinitive: bool

    @property
    def noun(self) -> bool:
        """Whether it is named, not told by a clause."""
        return self.proposition is None or self.proposition.kind is Kind.NOUN


def at(desk: Desk, token: int) -> Content:
    """The content whose head is `token`."""
    proposition = desk.matcher.at(token)
    if proposition is not None and proposition.token != token:
        proposition = None  # the noun of a light verb: what is demanded, offered, announced
    clausal = proposition is not None and proposition.kind is not Kind.NOUN
    subject = desk.subject(token) if clausal else None
    return Content(
        token=token,
        proposition=proposition,
        clause=subject is not None,
        infinitive=clausal and desk.infinitive(token),
    )


def person(desk: Desk, content: Content) -> bool:
    """Whether an object is somebody (the addressee), not something to be done."""
    if not content.noun:
        return False
    if desk.document.upos[content.token] == "PRON":
        return True
    return desk.acting(content.token) and content.proposition is None


def spread(desk: Desk, tokens: Iterable[int]) -> list[Content]:
    """Contents for the given heads and for the clauses coordinated with them."""
    heads: dict[int, None] = {}
    listed = list(tokens)
    for token in listed:
        if (
            token != listed[0]
            and desk.document.deps[token] == "conj"
            and desk.lemma(token) in _ACTS_OF_SAYING
        ):
            continue
        if wording.faced(desk, token):
            continue
        heads[token] = None
        for other in _coordinated(desk, token):
            heads.setdefault(other, None)
    return [at(desk, token) for token in sorted(heads)]


def _coordinated(desk: Desk, token: int) -> list[int]:
    if desk.proposition(token) is None:
        return []
    found = []
    for child in desk.document.children[token]:
        if desk.document.deps[child] == "conj" and desk.proposition(child) is not None:
            if alternative(desk, token) == child or desk.lemma(child) in _ACTS_OF_SAYING:
                continue
            if wording.sharing(desk, token) == child:
                continue  # "repeal and replace the act": one thing, done in two words
            if not past_beside(desk, child):
                found += [child, *_coordinated(desk, child)]
    return found


def past_beside(desk: Desk, token: int) -> bool:
    """Whether a past form is coordinated with an infinitive or a modal: it tells what was done, and continues neither."""
    document = desk.document
    head = document.heads[token]
    marked = any(document.tags[c] == "TO" for c in document.children[head])
    if document.deps[token] == "conj" and document.tags[token] in ("VBZ", "VBG") and marked:
        return True
    if any(
        document.deps[c] == "aux" and document.tags[c] in ("VBZ", "VBD") for c in document.children[token]
    ):
        return True  # "vowed to …, yet has spoken little of it"
    if document.deps[token] != "conj" or document.tags[token] != "VBD":
        return False
    modal = any(document.tags[c] == "MD" for c in document.children[head])
    asked = document.tags[head] == "VB"  # "demanded that X leave and objected to …"
    return desk.infinitive(head) or ((asked or modal) and desk.subject(token) is None)


def alternative(desk: Desk, token: int) -> int | None:
    """The clause that is tied to `token` by "or": "leave or face arrest"."""
    if any(desk.lemma(c) == "either" for c in desk.document.children[token]):
        return None  # "to either stay or rejoin": both will do
    if (suffered := wording.or_face(desk, token)) is not None:
        return suffered
    for child in desk.document.children[token]:
        if desk.document.tags[child] == "VBD":
            continue
        if desk.document.deps[child] in ("conj", "parataxis") and desk.document.upos[child] in (
            "VERB",
            "AUX",
            "ADJ",
        ):
            if any(desk.lemma(c) in ("or", "else", "otherwise") for c in desk.document.children[child]):
                return child
    return None


def spans(desk: Desk, content: Content, without: Iterable[int], subject: bool) -> tuple[Span, ...]:
    """The words of a content, conditions and coordinated clauses left out.

    Args:
        desk: the document.
        content: whose words.
        without: tokens to leave out, those of its conditions.
        subject: whether the subject belongs to it ("taxes would not rise") or is the debtor.
    """
    document = desk.document
    drop = set(without)
    if suffered := wording.faced(desk, content.token):
        return runs(desk, [t for t in suffered if t not in drop])
    if (other := wording.or_face(desk, content.token)) is not None:
        drop.update(range(other - 1, document.edges(content.token)[1]))
    kept: list[int] = []
    stack = [content.token]
    while stack:
        token = stack.pop()
        kept.append(token)
        for child in document.children[token]:
            if child in drop or document.upos[child] == "SPACE":
                continue
            relation = document.deps[child]
            if relation == "parataxis" or wording.aside(desk, child):
                continue
            if token == content.token and wording.sharing(desk, token) != child:
                if content.noun and relation == "case":
                    continue
                if not content.noun and _outside(desk, child, relation, subject):
                    continue
            stack.append(child)
    kept += _shared_negation(desk, content)
    return runs(desk, kept)


def _shared_negation(desk: Desk, content: Content) -> list[int]:
    """The "not" of "not to give in or turn away", for its second half."""
    document = desk.document
    head = document.heads[content.token]
    if document.deps[content.token] != "conj" or content.clause or document.tags[content.token] != "VB":
        return []
    before = [c for c in document.children[content.token] if c < content.token]
    if any(document.tags[c] in ("TO", "MD") for c in before):
        return []
    if not desk.infinitive(head) and not any(document.words[c].lower() in ("or", "nor") for c in before):
        return []
    return [c for c in document.children[head] if c < head and document.words[c].lower() in ("not", "never")]


def _outside(desk: Desk, child: int, relation: str, subject: bool) -> bool:
    """Whether a dependent of a clause's head is not part of what is to be done."""
    if relation == "conj" and (desk.proposition(child) is not None or desk.subject(child) is not None):
        return True
    if relation.startswith(("nsubj", "csubj", "expl")) and (
        not subject or desk.lemma(child) in desk.words("messages")
    ):
        return True
    if (
        relation == "cop"
        and desk.document.tags[child] != "VB"
        and desk.document.tags[desk.document.heads[child]] == "VBN"
    ):
        return True
    if relation == "advmod" and desk.lemma(child) in ("otherwise", "else", "also"):
        return True
    named = desk.subject(desk.document.heads[child])
    if relation == "advmod" and named is not None and child < named and desk.lemma(child) in _THEREFORE:
        return True
    return relation in ("cc", "discourse", "vocative", "punct", "mark")


def condition(desk: Desk, opened: Opened) -> tuple[Span, ...]:
    """The words of a condition."""
    return runs(desk, conditions.tokens(desk, opened))


def beside(desk: Desk, content: Content, act: Proposition, without: Iterable[int] = ()) -> tuple[Span, ...]:
    """What belongs to a noun content and was hung on the act: "a deal for X as well as Y", "commitment to the effort to …"."""
    if not content.noun:
        return tuple(span for t in wording.helped(desk, content.token) for span in relative(desk, t))
    if act.kind is Kind.NOUN and content.token in act.tokens("to"):
        return tuple(
            span for t in act.tokens("complement") if t > content.token for span in relative(desk, t)
        )
    found = [
        c
        for c in desk.document.children[act.token]
        if desk.document.deps[c] == "conj"
        and c > content.token
        and desk.document.upos[c] in ("NOUN", "PROPN")
    ]
    beyond = [
        token
        for head in wording.completed(desk, content.token, act.token, without)
        for token in wording.phrase_of(desk, head)
    ]
    joined = [span for head in found for span in runs(desk, _without_joint(desk, head))]
    return (*runs(desk, beyond), *joined)


def _without_joint(desk: Desk, head: int) -> list[int]:
    joint = {
        t
        for c in desk.document.children[head]
        if desk.document.deps[c] == "cc"
        for t in desk.document.subtree(c)
    }
    return [t for t in desk.document.subtree(head) if t not in joint]


def relative(desk: Desk, head: int) -> tuple[Span, ...]:
    """The words of a relative clause."""
    return runs(desk, desk.document.subtree(head))


def runs(desk: Desk, tokens: Iterable[int]) -> tuple[Span, ...]:
    """Spans of the tokens, gaps of punctuation closed, openers and punctuation at the edges left out."""
    document = desk.document
    ordered = sorted(set(tokens))
    groups: list[list[int]] = []
    for token in ordered:
        if groups and _bridged(desk, groups[-1][-1], token):
            groups[-1].append(token)
        else:
            groups.append([token])
    found = []
    for group in groups:
        while group and (document.upos[group[-1]] in _EDGE or document.tags[group[-1]] == "WRB"):
            group.pop()
        while group and (
            document.upos[group[0]] in _EDGE
            or (
                document.words[group[0]].lower() in _OPENERS
                and (
                    document.upos[group[0]] in ("SCONJ", "PART", "CCONJ") or document.tags[group[0]] == "WDT"
                )
            )
        ):
            group.pop(0)
        alone = len(group) == 1 and document.words[group[0]].lower() in ("not", "never")
        if alone or (group and any(document.upos[t] not in ("PUNCT", "PART", "AUX", "SCONJ") for t in group)):
            found.append(document.span(group[0], wording.whole(desk, group[0], group[-1]) + 1))
    return tuple(found)


def _bridged(desk: Desk, last: int, token: int) -> bool:
    """Whether only punctuation stands between two tokens, or the "to" of "not to …"."""
    document = desk.document
    if token == last + 2 and document.tags[last + 1] == "TO" and document.upos[last] in ("PART", "ADV"):
        return document.words[last].lower() in ("not", "never")
    return all(document.upos[t] in _EDGE for t in range(last + 1, token))


def of_noun(desk: Desk, noun: int) -> list[int]:
    """Parties in the phrase of a noun: "talks with X", "visas to X", "the borders of X"."""
    return [
        c
        for c in desk.document.children[noun]
        if desk.document.deps[c].startswith(("nmod", "obl")) and c > noun and desk.acting(c)
    ]


def condition_heads(
    desk: Desk, content: Content, act: Proposition | None, cue: int | None = None
) -> list[Opened]:
    """All conditions of a content: its own, those of the coordination it is in, those of the act or the cue."""
    chain = [content.token]
    head = content.token
    while desk.document.deps[head] == "conj" and desk.proposition(desk.document.heads[head]) is not None:
        head = desk.document.heads[head]
        chain.append(head)
    if act is not None:
        chain.append(act.token)
        if act.nominal is not None:
            chain.append(act.nominal)
    if cue is not None and cue != content.token:
        chain.append(cue)
    return conditions.of(desk, *dict.fromkeys(chain))


def occasion(desk: Desk, content: Content) -> int | None:
    """The subject that is the condition: "any attack will be answered", "failure to leave will bring sanctions"."""
    subject = desk.subject(content.token) if content.clause else None
    if subject is None or desk.lemma(content.token) not in desk.words("answering"):
        return None
    lemma = desk.lemma(subject)
    dets = {desk.lemma(c) for c in desk.document.children[subject] if c < subject}
    event = desk.matcher.at(subject)
    if lemma in desk.words("failures") or (event is not None and dets & conditions.GENERIC):
        return subject
    return None


def general(desk: Desk, content: Content) -> list[int]:
    """Heads of the clauses that say to whom it applies: "any ship that …"."""
    tokens = of_noun(desk, content.token) if content.noun else []
    if content.proposition is not None:
        roles = ("agent", "patient", "recipient")
        tokens += [a.token for a in content.proposition.arguments if a.role in roles]
    some = [t for t in tokens if desk.acting(t) or _all_of(desk, t)]
    return conditions.generic(desk, some)


def _all_of(desk: Desk, token: int) -> bool:
    """Whether a word stands for all persons of a kind, or for all things that can be attacked."""
    return desk.lemma(token) in desk.words("threatened") or desk.document.upos[token] in ("PRON", "DET")
