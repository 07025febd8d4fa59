"""Tellings whose surroundings take back the act: denied, supposed, habitual, seen in others, asked in a poll.

Searle's sincerity and preparatory conditions: a readiness is for those to declare whose it is; what is claimed, denied or
done as a habit performs nothing; a question in a survey asks for an answer, not for a deed.
"""

from __future__ import annotations

from bisect import bisect_left

from parley.commitments.desk import Desk, same_party
from parley.commitments.draft import Draft
from parley.propositions.model import Kind
from parley.records import CommitmentKind, Participant

_NEAR = 2
"""Sentences at the head of a report in which a pronoun has few to stand for."""
_ONE = frozenset({"him", "her"})
_CLAIMS = frozenset(
    {
        *("assertion", "claim", "suggestion", "allegation", "notion", "speculation", "rumour", "rumor"),
        *("accusation", "fear", "hope", "belief", "expectation", "prediction", "forecast", "guess"),
    }
)
"""Nouns for what is only held to be so."""
_DENYING = frozenset({"deny", "reject", "dismiss", "refute", "dispute", "doubt", "rebut"})
_OFTEN = frozenset(
    {
        *("seldom", "rarely", "often", "usually", "sometimes", "frequently", "generally", "typically"),
        *("regularly", "routinely", "normally", "occasionally", "mostly", "hardly"),
    }
)
"""Adverbs of what happens time and again."""
_POLLED = frozenset(
    {
        *("people", "person", "respondent", "participant", "adult", "voter", "consumer", "reader"),
        *("citizen", "panel", "student", "volunteer", "subject", "viewer"),
    }
)
_ANSWERED = frozenset(
    {
        *("estimate", "evaluate", "rate", "rank", "assess", "name", "describe", "imagine", "answer"),
        *("complete", "choose", "identify", "guess", "pick", "select", "list", "say", "indicate"),
    }
)
"""What one is asked to do in a poll."""
_SEEN = frozenset(
    {
        *("demonstrate", "show", "prove", "suggest", "believe", "think", "hope", "doubt", "know", "mean"),
        *("assume", "imply", "suspect", "wonder", "reveal", "prefer"),
    }
)
"""Verbs of an onlooker's conclusion."""
_FELT = frozenset(
    {
        *("thankful", "glad", "happy", "pleased", "grateful", "proud", "relieved", "surprised", "sure"),
        *("certain", "confident", "convinced", "hopeful", "delighted", "disappointed", "encouraged"),
    }
)
_LAID_DOWN = frozenset({"require", "oblige", "obligate", "compel", "bind"})
_KEEPING = frozenset(
    {"keep", "fulfil", "fulfill", "honour", "honor", "meet", "break", "make", "deliver", "give"}
)
_TOPICS = frozenset({"issue", "topic", "theme", "matter", "question", "subject"})
_RULES = frozenset(
    {"constitution", "law", "rule", "charter", "statute", "code", "regulation", "legislation", "act", "bylaw"}
)
_JESTING = frozenset({"jokingly", "half-jokingly", "mockingly", "sarcastically", "playfully", "ironically"})
_PAPERS = frozenset(
    {"statement", "report", "study", "paper", "survey", "poll", "editorial", "article", "text"}
)
"""Writings in whose name nobody asks: those who wrote them do."""


def hollow(desk: Desk, draft: Draft) -> bool:
    """Whether what stands around a telling takes it back."""
    return (
        _denied(desk, draft)
        or _habit(desk, draft)
        or _polled(desk, draft)
        or _seen_in_others(desk, draft)
        or _opened_for(desk, draft)
        or _of_one(desk, draft)
        or _by_a_paper(draft)
        or _of_no_asker(desk, draft)
        or _of_a_thing(desk, draft)
        or _by_and_by(desk, draft)
        or _kept_or_broken(desk, draft)
        or _of_nobody(desk, draft)
        or _told_of_many(desk, draft)
        or _laid_down(desk, draft)
        or _quoted_within(desk, draft)
        or _in_jest(desk, draft)
        or _put_forward(desk, draft)
    )


def _denied(desk: Desk, draft: Draft) -> bool:
    """As in "rejected the assertion that the road would be closed", "there is no guarantee she would sign"."""
    document = desk.document
    token = draft.content if draft.act is None else draft.act
    while document.deps[token] == "conj" and desk.subject(token) is None:
        token = document.heads[token]
    above = document.heads[token]
    if not document.deps[token].startswith(("acl", "ccomp")) or above == token:
        return False
    if document.upos[above] in ("NOUN", "PROPN"):
        if document.deps[token] == "acl:relcl" and not _that(desk, token):
            return False
        none = any(document.words[c].lower() in ("no", "little") for c in document.children[above])
        return none or desk.lemma(above) in _CLAIMS
    return desk.lemma(above) in _DENYING


def _that(desk: Desk, token: int) -> bool:
    """Whether a clause opens with "that" or tells all it needs: the parse may have read it as relative."""
    first = desk.document.edges(token)[0]
    return desk.document.words[first].lower() == "that" and desk.subject(token) != first


def _habit(desk: Desk, draft: Draft) -> bool:
    """As in "judges seldom exclude …", "usually the papers call upon …": what is done time and again."""
    if draft.act is None or desk.document.tags[draft.act] not in ("VBP", "VBZ"):
        return False
    document = desk.document
    clauses = (draft.act, *document.dependents(draft.act, "advcl"))
    if any(desk.lemma(c) in _OFTEN for t in clauses for c in document.children[t]):
        return True
    above = document.heads[draft.act] if document.deps[draft.act] == "conj" else draft.act
    return any(desk.lemma(c) in _OFTEN for c in document.children[above] if c < min(above, draft.act))


def _polled(desk: Desk, draft: Draft) -> bool:
    """As in "asked 900 people to rate the service": a question in a survey."""
    if draft.kind is not CommitmentKind.DEMAND or draft.act is None or desk.lemma(draft.act) != "ask":
        return False
    if desk.lemma(draft.content) not in _ANSWERED:
        return False
    return bool(draft.debtor) and all(_words(p) & _POLLED for p in draft.debtor)


def _words(party: Participant) -> set[str]:
    words = party.span.text.lower().split()
    return {*words, *(word.removesuffix("s") for word in words)}


def _seen_in_others(desk: Desk, draft: Draft) -> bool:
    """As in "shows that both sides are ready to talk", "glad that she is willing to stay": an onlooker's conclusion.

    Who shows or believes so of themselves does declare it.
    """
    act = None if draft.act is None else desk.matcher.at(draft.act)
    if act is None or act.kind is not Kind.ADJECTIVE or draft.kind is not CommitmentKind.OFFER:
        return False
    document = desk.document
    token = act.token
    while document.deps[token] in ("conj", "xcomp") and document.heads[token] != token:
        token = document.heads[token]
    above = document.heads[token]
    if not document.deps[token].startswith(("ccomp", "advcl", "acl", "parataxis")) or above == token:
        return False
    if document.deps[token] != "ccomp" and not any(
        desk.lemma(c) == "that" and document.deps[c] == "mark" for c in document.children[token]
    ):
        return False
    if desk.lemma(above) not in _SEEN | _FELT:
        return False
    subject = desk.subject(above)
    return subject is None or not same_party(desk.parties([subject]), draft.debtor)


def _opened_for(desk: Desk, draft: Draft) -> bool:
    """As in "the fund will be open to clubs to help them grow": to whom something is open, and what for."""
    if draft.act is None or desk.lemma(draft.act) != "open" or draft.kind is not CommitmentKind.OFFER:
        return False
    return desk.document.tags[draft.content] == "VB"


def _quoted_within(desk: Desk, draft: Draft) -> bool:
    """As in "People tell me, 'I am going to sell,' and …", in somebody's speech: others are quoted, or made up."""
    if draft.act is not None or not desk.quoted(draft.content):
        return False
    words = desk.document.words
    start = desk.document.sentences[desk.document.sentence_of[draft.content]][0]
    return any(words[t] in ("'", "‘") and words[t - 1] in (",", ":") for t in range(start + 1, draft.content))


def _in_jest(desk: Desk, draft: Draft) -> bool:
    """As in "jokingly offered him a post"."""
    if draft.act is None:
        return False
    return any(desk.lemma(c) in _JESTING for c in desk.document.dependents(draft.act, "advmod"))


def _put_forward(desk: Desk, draft: Draft) -> bool:
    """As in "suggesting that the tax should go", "it encouraged people to walk": an opinion of no addressee, an effect of a thing."""
    if draft.act is None or draft.kind is not CommitmentKind.DEMAND:
        return False
    if desk.lemma(draft.act) == "suggest":
        return not draft.debtor
    by_it = bool(draft.creditor) and all(p.span.text.lower() == "it" for p in draft.creditor)
    return desk.lemma(draft.act) == "encourage" and by_it


def _of_one(desk: Desk, draft: Draft) -> bool:
    """As in "urged him to trust the court", far into a report: whom "him" means is a guess."""
    if draft.kind is not CommitmentKind.DEMAND or draft.act is None or not draft.debtor:
        return False
    if desk.document.sentence_of[draft.content] < _NEAR:
        return False
    return all(p.span.text.lower() in _ONE for p in draft.debtor)


def _by_a_paper(draft: Draft) -> bool:
    """As in "last year's statement called on the members to …": whoever wrote it asks."""
    if draft.kind is not CommitmentKind.DEMAND or not draft.creditor:
        return False
    return all(p.actor is None and _last(p) in _PAPERS for p in draft.creditor)


def _last(party: Participant) -> str:
    words = party.span.text.lower().split()
    return words[-1] if words else ""


def _of_no_asker(desk: Desk, draft: Draft) -> bool:
    """A demand in the active voice of which whoever asks went lost, and an invitation of which nobody tells whose it is."""
    act = None if draft.act is None else desk.matcher.at(draft.act)
    if act is None or draft.kind is not CommitmentKind.DEMAND or draft.creditor:
        return False
    if act.kind is Kind.NOUN or desk.lemma(act.token) in _LAID_DOWN:
        return False
    return desk.lemma(act.token) == "invite" or (not act.passive and desk.subject(act.token) is not None)


def _of_a_thing(desk: Desk, draft: Draft) -> bool:
    """As in "the damage could lead to floods", "its policy is not to lend": said of a thing, that plans and threatens nothing."""
    if draft.act is not None:
        return False
    content = desk.matcher.at(draft.content)
    subject = desk.subject(draft.content)
    if content is None or desk.document.deps[draft.content] == "conj":
        return False
    if subject is not None and (desk.acting(subject) or _party(desk, draft, subject)):
        return False
    if content.modality == "be to":
        return not content.passive
    return draft.kind is CommitmentKind.THREAT and content.modality in ("may", "might", "could")


def _party(desk: Desk, draft: Draft, token: int) -> bool:
    """Whether a token stands in the words for one of the parties."""
    document = desk.document
    return any(
        bisect_left(document.starts, p.span.start) <= token < bisect_left(document.starts, p.span.end)
        for p in (*draft.debtor, *draft.creditor)
    )


def _by_and_by(desk: Desk, draft: Draft) -> bool:
    """As in "will be told when it is known": "when" in what is said far into a report tells the time of a deed, no condition."""
    if draft.act is not None or not draft.antecedent:
        return False
    if desk.document.sentence_of[draft.content] < _NEAR or draft.kind is CommitmentKind.DEMAND:
        return False
    if any(desk.document.deps[t] == "obj" for t in draft.antecedent_tokens):
        return False  # "when we see the money": on whom it depends can do it
    return all(span.text.lower().split()[0] == "when" for span in draft.antecedent)


def _kept_or_broken(desk: Desk, draft: Draft) -> bool:
    """As in "promises that they cannot keep", "is guaranteed to win", "her commitment to the issue": a remark, no word given."""
    act = None if draft.act is None else desk.matcher.at(draft.act)
    if act is None:
        return False
    if act.kind is Kind.NOUN or act.nominal is not None:
        inner = desk.matcher.at(draft.content)
        able = inner is not None and inner.modality in ("can", "could")
        if able and desk.lemma(draft.content) in _KEEPING:
            return True
        return draft.kind is CommitmentKind.PROMISE and desk.lemma(draft.content) in _TOPICS
    sure = desk.lemma(act.token) == "guarantee" and act.passive and not act.tokens("by")
    return sure and desk.document.tags[draft.content] == "VB"


def _of_nobody(desk: Desk, draft: Draft) -> bool:
    """An agreement or an offer far into a report of which it is not told who made it, a warning of what unknown others will do."""
    if desk.document.sentence_of[draft.content] < _NEAR:
        return False
    if draft.kind in (CommitmentKind.OBLIGATION, CommitmentKind.OFFER):
        return not draft.debtor
    act = None if draft.act is None else desk.matcher.at(draft.act)
    warned = act is not None and act.passive and desk.lemma(act.token) == "warn"
    return warned and all(p.actor is None for p in draft.debtor)


def _told_of_many(desk: Desk, draft: Draft) -> bool:
    """As in "the authorities would do all they can": what several others will do, said by somebody who is none of them."""
    if draft.act is not None or draft.kind not in (CommitmentKind.PROMISE, CommitmentKind.REFUSAL):
        return False
    document = desk.document
    subject = desk.subject(draft.content)
    if subject is None or document.tags[subject] != "NNS" or document.sentence_of[subject] < _NEAR:
        return False
    content = desk.matcher.at(draft.content)
    owned = any(document.tags[c] == "PRP$" for c in document.children[subject])
    return not owned and content is not None and not content.passive and _party(desk, draft, subject)


def _laid_down(desk: Desk, draft: Draft) -> bool:
    """As in "under the constitution the vote must be held in May": a rule, and nobody's demand."""
    if draft.act is not None or draft.kind is not CommitmentKind.DEMAND:
        return False
    return any(
        desk.case(c) == "under" and desk.lemma(c) in _RULES for c in desk.document.children[draft.content]
    )
