"""Whether somebody announces a deed: their own or that of their side, earnestly, and on purpose.

"They will lose", "he would have run", "a president must listen" and "will X attend?" announce nothing; "the army will
retake the town", said by a minister, does.
"""

from __future__ import annotations

from parley.commitments import contents, owing, performance, standing
from parley.commitments.contents import Content
from parley.commitments.desk import FIRST, OBJECTS, Desk, same_party
from parley.commitments.owing import Doer
from parley.commitments.said import Said
from parley.propositions.model import Kind, Proposition
from parley.records import Act, Participant

SUPPOSED = frozenset({"would", "could", "might", "may", "can"})


def earnest(desk: Desk, said: Said) -> bool:
    """Whether what is said is no mere guess or hope."""
    return said.cue is None or desk.lemma(said.cue) not in desk.words("opinions")


def happens(desk: Desk, content: Content) -> bool:
    """As in "It will happen quickly": nobody does it."""
    subject = desk.subject(content.token)
    return subject is not None and desk.lemma(subject) == "it" and _of_itself(desk, content)


def unreal(desk: Desk, content: Content, proposition: Proposition, said: Said) -> bool:
    """What nobody announces: "would have run", "whether X should …", "I would answer him" without a condition."""
    document = desk.document
    before = [c for c in document.children[content.token] if c < content.token]
    if any(document.deps[c] == "mark" and desk.lemma(c) in ("whether", "if") for c in before):
        return True
    if performance.asked_how(desk, content) or _hoped(desk, content) or _guessed(desk, content):
        return True
    if proposition.negated and (
        desk.words("refusing").intersection(proposition.keys) or _rules_out(desk, content)
    ):
        return True  # "will not rule out talks" refuses nothing
    if proposition.modality == "would" and we(desk, content) and desk.lemma(content.token) in _TACTFUL:
        return True  # "I would urge the council to wait" is the urging itself
    end = document.sentences[document.sentence_of[content.token]][1]
    if "?" in document.words[max(content.token, end - 3) : end]:
        return True
    if any(document.deps[c] == "aux" and document.words[c].lower() in ("have", "'ve") for c in before):
        return True
    if said.quoted and proposition.modality in NEEDED:
        if document.tags[document.heads[content.token]] == "VBD":
            return True  # "he had to work"
    if any(
        document.words[t].lower() == "going" and document.words[t + 1].lower() == "on"
        for t in range(max(content.token - 4, 0), content.token)
    ):
        return True  # "said, going on to praise them"
    if any(desk.lemma(c) == "rather" for c in before):
        return True  # "would rather sell his furniture"
    if proposition.modality == "would" and any(
        _never_was(desk, o.head) for o in contents.condition_heads(desk, content, None)
    ):
        return True
    if proposition.modality == "would":
        return (said.quoted or (said.direct and we(desk, content))) and not contents.condition_heads(
            desk, content, None
        )
    return False


_TACTFUL = frozenset(
    {
        "urge",
        "suggest",
        "recommend",
        "advise",
        "encourage",
        "caution",
        "ask",
        "call",
        "appeal",
        "invite",
        "propose",
    }
)
"""Acts that "I would …" performs politely."""


def _rules_out(desk: Desk, content: Content) -> bool:
    """Whether a content is "rule out", also where the parse hung "out" on what follows."""
    return desk.lemma(content.token) == "rule" and desk.document.words[
        content.token + 1 : content.token + 2
    ] == ["out"]


def _guessed(desk: Desk, content: Content) -> bool:
    """As in "will likely stay at home", "it will probably …": a forecast."""
    beside = desk.document.dependents(content.token, "advmod")
    return any(desk.lemma(t) in desk.words("guessing") for t in beside)


def suffered(desk: Desk, proposition: Proposition, said: Said, done_by: Doer) -> bool:
    """As in "warned that whoever did it will pay a price": what others will suffer, said as a warning."""
    subject = desk.subject(proposition.token)
    somebody = bool(done_by.parties) or (subject is not None and desk.acting(subject))
    if done_by.own or not somebody or said.act not in (Act.WARN, Act.THREATEN):
        return False
    keys = (*desk.matcher.keys(proposition), desk.lemma(proposition.token))
    return bool(desk.words("undergone").intersection(keys))


def by_another(desk: Desk, proposition: Proposition, said: Said) -> bool:
    """As in "the ceremony will be attended by officers": told of others, unless the words name the speaker or their side."""
    by = [a.token for a in proposition.arguments if a.role in ("agent", "by") and a.path != "subject"]
    by = [t for t in by if desk.acting(t)]
    if not by or any(desk.document.words[t].lower() in FIRST | OBJECTS for t in by):
        return False
    return not same_party(desk.parties(by), said.speaker)


def _hoped(desk: Desk, content: Content) -> bool:
    """As in "hoped this would end it", where the parse takes "this" for what is hoped."""
    document = desk.document
    if document.deps[content.token] == "conj" or desk.subject(content.token) is not None:
        return False
    before = document.edges(content.token)[0] - 1
    if before < 1 or document.words[before] == ",":
        return False
    above = document.heads[before]
    return above < before and desk.lemma(above) in desk.words("opinions") and document.upos[above] == "VERB"


def _never_was(desk: Desk, clause: int) -> bool:
    """As in "if they had touched the poison", "if she could": a condition that is told as not met."""
    if desk.document.words[clause].lower() == "could":
        return True
    return any(
        (desk.document.deps[c] == "aux" and desk.document.words[c].lower() in ("had", "'d", "’d", "could"))
        or (
            desk.document.deps[c] in ("cop", "aux")
            and desk.document.words[c].lower() == "were"
            and _one(desk, clause)
        )
        for c in desk.document.children[clause]
    )


def _one(desk: Desk, clause: int) -> bool:
    """Whether the subject of a clause is singular: "if I were", not "if they were"."""
    subject = desk.subject(clause)
    return subject is not None and desk.document.words[subject].lower() in ("i", "he", "she", "it")


def _of_itself(desk: Desk, content: Content) -> bool:
    objects = content.proposition.tokens("patient") if content.proposition is not None else []
    return not objects and desk.lemma(content.token) in desk.words("happenings")


def we(desk: Desk, content: Content) -> bool:
    """Whether the subject of a content is "I" or "we"."""
    subject = desk.subject(content.token)
    return subject is not None and desk.document.words[subject].lower() in FIRST


NEEDED = frozenset({"have to", "need to", "have", "need", "have got to", "got to"})


def denied(desk: Desk, proposition: Proposition) -> bool:
    """Whether a need is denied, by itself or through the verb that tells it."""
    above = None if proposition.parent is None else desk.propositions[proposition.parent]
    return proposition.negated or (
        above is not None and desk.lemma(above.token) in ("have", "need") and above.negated
    )


def to_others(desk: Desk, proposition: Proposition) -> bool:
    """Whether "let" is said to others ("let them go"), not to all present ("let's hope")."""
    return not any(
        desk.document.words[t].lower() in ("us", "'s", "’s", "s")
        for t in (*desk.document.children[proposition.token], proposition.token + 1)
    )


def only_may(desk: Desk, proposition: Proposition) -> bool:
    """As in "may have to give up": what may become a need is none."""
    above = None if proposition.parent is None else desk.propositions[proposition.parent]
    return (
        proposition.modality in NEEDED
        and above is not None
        and desk.lemma(above.token) in ("have", "need")
        and above.modality in SUPPOSED
    )


def held_back(desk: Desk, content: Content, said: Said) -> bool:
    """As in "will not touch the bridge if …": to leave something be on a condition is promised, to help is refused."""
    if desk.lemma(content.token) in desk.words("helpful"):
        return False
    opened = contents.condition_heads(desk, content, None, said.cue)
    return any(
        desk.document.words[o.first].lower() in ("if", "as", "so", "provided", "providing") for o in opened
    )


def unwilled(desk: Desk, proposition: Proposition) -> bool:
    """Whether it comes of itself ("we will see", "they will be glad"): no announcement; held or had with a noun, it is one."""
    if proposition.kind is Kind.ADJECTIVE:
        return desk.lemma(proposition.token) in desk.words("unwilled_states")
    if proposition.passive or proposition.nominal is not None:
        return False
    if proposition.negated and desk.lemma(proposition.token) in ("consider", "contemplate"):
        return False  # "won't consider the plan" refuses it
    if desk.lemma(proposition.token) == "get" and any(
        desk.document.tags[t] in ("VBN", "JJ") for t in desk.document.dependents(proposition.token, "xcomp")
    ):
        return not proposition.tokens("patient")  # "will get used to it"
    if desk.lemma(proposition.token) in desk.words("attempting"):
        tried = desk.document.dependents(proposition.token, "xcomp")
        return any(desk.lemma(t) in desk.words("unwilled") and t > proposition.token for t in tried)
    return bool(desk.words("unwilled").intersection((desk.lemma(proposition.token), *proposition.keys)))


def speaks_of_self(desk: Desk, content: Content, done_by: Doer, said: Said) -> bool:
    """Whether the deed is the speaker's own or that of the speaker's side."""
    if _only_may(content) and said.act is Act.WARN and not done_by.own:
        return False
    if not done_by.own and (standing.onlooker(desk, said) or _observed(desk, said)):
        return False
    if said.quoted and owing.pronoun(desk, done_by.token):
        return False  # who is quoted says "I"
    if _taken_out(desk, content, said):
        return False
    if done_by.own and done_by.token is None and not content.clause:
        # "provisions that, he said, would restrict sales": the subject is outside.
        return desk.document.deps[content.token] == "conj" and not _shared_thing(desk, content)
    if done_by.own:
        modal = content.proposition is not None and content.proposition.modality is not None
        return content.clause or modal or not content.infinitive
    if done_by.you or not done_by.parties:
        return False
    if owing.pronoun(desk, done_by.token):
        return not names_another(done_by, said) and not _another_number(desk, done_by, said)
    if said.quoted and standing.any_one(desk, done_by.token):
        return False
    if _scattered(desk, done_by, said) and not contents.condition_heads(desk, content, None, said.cue):
        return False
    return not _at_odds(desk, done_by.parties, said.speaker) and _on_side(desk, done_by, said)


def _shared_thing(desk: Desk, content: Content) -> bool:
    """As in "the embargo would hurt trade and would hit the poor": the subject of both is nobody."""
    document = desk.document
    head = content.token
    while document.deps[head] == "conj":
        head = document.heads[head]
    subject = desk.subject(head)
    return subject is not None and not desk.acting(subject)


def _observed(desk: Desk, said: Said) -> bool:
    """As in "noted that the voters will come round": a remark on others, no word given for them."""
    return said.cue is not None and desk.lemma(said.cue) in desk.words("remarking")


def _taken_out(desk: Desk, content: Content, said: Said) -> bool:
    """As in "a radar, which it says will harm its security": the subject stands before the cue, and is not the speaker."""
    document = desk.document
    cue = said.cue
    head = content.token
    while document.deps[head] == "conj" and desk.subject(head) is None:
        head = document.heads[head]
    if cue is not None and desk.subject(head) is None and head > cue:
        sayer = desk.subject(cue)
        before = cue if sayer is None else document.edges(sayer)[0]
        if document.tags[before - 1] in ("WP", "WDT") and before > 0:
            return True  # "those who he said would …", whatever the parse made of it
    return (
        cue is not None
        and document.deps[cue] == "acl:relcl"
        and document.heads[head] == cue
        and desk.subject(head) is None
        and any(document.tags[c] in ("WDT", "WP") for c in document.children[cue] if c < cue)
    )


def _on_side(desk: Desk, done_by: Doer, said: Said) -> bool:
    """Whether whom the speaker announces the deed of is the speaker's side.

    A common noun ("the army") is taken to be; somebody with a name is when the words for the speaker name them ("Velmark's
    minister", "a spokesman for the fund"), when they are no more than an office ("the president"), or when both are known to
    be of one country.
    """
    if not said.speaker or _bystander(desk, done_by, said):
        return False
    if done_by.token is None or desk.document.upos[done_by.token] != "PROPN":
        owners = desk.document.children[done_by.token] if done_by.token is not None else []
        return not (said.quoted and any(desk.document.words[c].lower() == "your" for c in owners))
    countries = {actor.id: actor.country for actor in desk.actors.actors if actor.country}
    mine = {countries[p.actor] for p in said.speaker if p.actor in countries}
    theirs = {countries[p.actor] for p in done_by.parties if p.actor in countries}
    persons = "person" in desk.kinds(done_by.token)
    if mine & theirs and not persons:
        return True
    if said.speaker_head is None:
        return False
    if desk.document.tags[said.speaker_head] == "NN" and not persons:
        return True
    if any(desk.document.words[c].lower() == "its" for c in desk.document.children[said.speaker_head]):
        return True
    named = desk.parties(desk.document.subtree(said.speaker_head))
    return same_party(named, done_by.parties)


def _bystander(desk: Desk, done_by: Doer, said: Said) -> bool:
    """Whether another person or the public will do it, or an unnamed source says so: told of them, and no word given.

    One person does not bind another ("the minister will resign", said by a party's office), nor anybody the voters.
    """
    if said.speaker_head is not None and desk.lemma(said.speaker_head) in ("source", "insider", "report"):
        return True
    if done_by.token is None:
        return False
    owned = any(desk.document.tags[c] == "PRP$" for c in desk.document.children[done_by.token])
    one = desk.document.tags[done_by.token] in ("NN", "NNP")
    if (
        one
        and "person" in desk.kinds(done_by.token)
        and not {"organisation", "state"} & desk.kinds(done_by.token)
    ):
        return not owned
    sectors = [desk.sectors_of.get(p.actor or "", frozenset()) for p in done_by.parties]
    public = bool(sectors) and all(found and found <= standing.PUBLIC for found in sectors)
    return (public and not owned) or (not one and desk.lemma(done_by.token) in desk.words("several"))


def _scattered(desk: Desk, done_by: Doer, said: Said) -> bool:
    """As in "the owners will come round": many of no known body, each of whom decides for themselves."""
    token = done_by.token
    if token is None or desk.document.tags[token] != "NNS" or "armed" in desk.kinds(token):
        return False
    owned = any(desk.document.tags[c] == "PRP$" for c in desk.document.children[token])
    known = any(desk.sectors_of.get(p.actor or "") for p in done_by.parties)
    return not owned and not known and not same_party(said.speaker, done_by.parties)


def _only_may(content: Content) -> bool:
    """Whether a clause tells what may happen, not what will."""
    return content.proposition is not None and content.proposition.modality in SUPPOSED - {"would"}


def _another_number(desk: Desk, done_by: Doer, said: Said) -> bool:
    """As in "many say it will take more", "he said they would centre on it": no word for who speaks."""
    if done_by.token is None or said.speaker_head is None:
        return False
    head = said.speaker_head
    plural = "Plur" in desk.document.morphs[head] or desk.document.words[head].lower() == "they"
    one = "person" in desk.kinds(head) or desk.document.words[head].lower() in ("he", "she", "i")
    word = desk.document.words[done_by.token].lower()
    return (word == "it" and (plural or one)) or (word == "they" and one and not plural)


def names_another(done_by: Doer, said: Said) -> bool:
    """Whether the doer is a known actor other than the speaker."""
    known = {p.actor for p in done_by.parties if p.actor}
    return bool(known) and bool(said.speaker) and not known & {p.actor for p in said.speaker}


def _at_odds(desk: Desk, parties: tuple[Participant, ...], speaker: tuple[Participant, ...]) -> bool:
    """Whether two parties are known to belong to different countries: then the one cannot bind the other."""
    countries = {actor.id: actor.country for actor in desk.actors.actors if actor.country}
    one = {countries[p.actor] for p in parties if p.actor in countries}
    other = {countries[p.actor] for p in speaker if p.actor in countries}
    return bool(one and other and not one & other)
