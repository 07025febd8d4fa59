"""Which act a proposition performs, and what it is an act about."""

from __future__ import annotations

from parley.codebook.model import Frame
from parley.codebook.precedence import rank
from parley.commitments import conditions, contents
from parley.commitments.contents import Content
from parley.commitments.desk import Desk
from parley.propositions.model import Kind, Proposition, Tense


def match(desk: Desk, proposition: Proposition) -> tuple[Frame, str, list[Content]] | None:
    """The most specific frame that fires and whose content is there in the form it asks for."""
    best: tuple[Frame, str, list[Content]] | None = None
    highest: tuple[int, ...] = ()
    if not any(map(desk.may_act, (proposition.token, proposition.nominal))):
        return None
    for position, key in enumerate(desk.matcher.keys(proposition)):
        for frame in desk.matcher.frames.get(key):
            order = (*rank(frame, key), -position)
            if order <= highest or desk.matcher.obstacle(frame, proposition) is not None:
                continue
            found = _contents(desk, proposition, frame)
            if found:
                found = _unconditional(desk, proposition, found)
            if found:
                best, highest = (frame, key, found), order
    return best


def _contents(desk: Desk, proposition: Proposition, frame: Frame) -> list[Content]:
    form = frame.extra.get("form", "any")
    for path in frame.extra.get("content", ("complement",)):
        tokens = desk.matcher.tokens(proposition, path)
        if path == "complement" and not tokens:
            tokens = _further_complements(desk, proposition)
        if path == "complement":
            tokens = _one_chain(desk, proposition, tokens)
            if frame.label == "demand" and (thing := _thing_before(desk, proposition, tokens)) is not None:
                tokens = [thing]
        if path == "complement":
            tokens = _first_of_all(desk, proposition, frame, tokens)
        if path == "patient":
            tokens = _objects(desk, proposition, tokens)
        if path == "patient.complement" and not tokens:
            tokens = _further_complements(desk, proposition)
        found = [c for c in contents.spread(desk, tokens) if _fits(c, form) and c.token != proposition.token]
        found = [c for c in found if not _past(desk, c)]
        if path in ("to", "for", "on", "of", "patient"):
            things = [c for c in found if not contents.person(desk, c)]
            told = desk.lemma(proposition.token) in ("assure", "reassure")
            persons = frame.label in ("guarantee", "threat") and path == "patient" and not told
            found = things or (found if persons else [])
        if found:
            return found
    if frame.extra.get("bare"):
        return [contents.at(desk, proposition.nominal or proposition.token)]
    return []


def _one_chain(desk: Desk, proposition: Proposition, tokens: list[int]) -> list[int]:
    """The first complement and what is coordinated with it: a further one is its purpose, not another content.

    None of them when the noun has a phrase with "to" first: "a commitment to the effort to …".
    """
    if proposition.kind is Kind.NOUN and tokens:
        between = [t for t in proposition.tokens("to") if proposition.token < t < tokens[0]]
        if any(not desk.acting(t) for t in between):
            return []
    chain = [t for t in tokens if t == tokens[0] or desk.document.deps[t] == "conj"]
    return [t for t in chain if not contents.past_beside(desk, t)]


def _thing_before(desk: Desk, proposition: Proposition, tokens: list[int]) -> int | None:
    """What is asked for when the infinitive after it tells what for: "ordered the deployment of guards to keep order"."""
    if not tokens or proposition.kind is Kind.NOUN or proposition.passive or not desk.infinitive(tokens[0]):
        return None
    for argument in proposition.arguments:
        if argument.role not in ("patient", "for") or argument.path == "subject":
            continue
        if not proposition.token < argument.token < tokens[0] or desk.acting(argument.token):
            continue
        event = desk.matcher.at(argument.token)
        if argument.token == proposition.nominal:
            return argument.token
        money = argument.role == "for" and desk.document.dependents(argument.token, "nummod")
        if money or (argument.role == "patient" and event is not None and event.kind is Kind.NOUN):
            return argument.token
    return None


def _first_of_all(desk: Desk, proposition: Proposition, frame: Frame, tokens: list[int]) -> list[int]:
    """What is promised, where the complement tells what it is for: "committed to working with X to …", "pledged a sum to …"."""
    proposed = desk.lemma(proposition.token) == "propose"
    if not tokens or not (frame.label == "promise" or proposed) or proposition.kind is not Kind.VERB:
        return tokens
    document = desk.document
    if desk.lemma(proposition.token) == "commit":
        gerunds = [
            c
            for c in document.dependents(proposition.token, "advcl", "xcomp", "ccomp", "obl")
            if document.tags[c] == "VBG"
            and proposition.token < c < tokens[0]
            and any(desk.lemma(m) == "to" for m in document.children[c])
        ]
        if gerunds:
            return gerunds[:1]
    if proposition.passive or document.deps[tokens[0]] != "advcl" or not desk.infinitive(tokens[0]):
        return tokens
    objects = document.dependents(proposition.token, "obj")
    given = [
        t for t in objects if proposition.token < t < tokens[0] and document.dependents(t, "nummod", "det")
    ]
    return [] if given and not desk.acting(given[0]) and (proposed or _in_content(frame)) else tokens


def _in_content(frame: Frame) -> bool:
    return "patient" in frame.extra.get("content", ())


def _unconditional(desk: Desk, proposition: Proposition, found: list[Content]) -> list[Content]:
    """The contents that are no condition of the act: "offered a loan on condition that X closes Y"."""
    chain = (proposition.token,) if proposition.nominal is None else (proposition.token, proposition.nominal)
    heads = {t for opened in conditions.of(desk, *chain) for t in conditions.tokens(desk, opened)}
    rest = [c for c in found if c.token not in heads]
    if not rest and proposition.nominal is not None and proposition.kind is not Kind.NOUN:
        return [contents.at(desk, proposition.nominal)]
    return rest


def _further_complements(desk: Desk, proposition: Proposition) -> list[int]:
    """A clause that the parse hung beside the predicate instead of below it.

    A purpose ("called on X to …"), a clause on the object ("assured X that …"), one on the verb above a noun ("withdrew
    its offer to …"), the sentence that "…, he promised" is put after.
    """
    document = desk.document
    found = [] if proposition.purpose is None else [desk.propositions[proposition.purpose].token]
    # "agreed that there is work to …": the infinitive belongs to a clause that says something of its own.
    found = [
        t
        for t in found
        if document.heads[t] == proposition.token or not document.dependents(document.heads[t], "expl", "cop")
    ]
    for argument in proposition.arguments:
        if argument.role in ("patient", "recipient", "on", "to", "upon", "with"):
            if not document.dependents(argument.token, "expl", "cop"):
                found += [c for c in document.children[argument.token] if _complement_like(desk, c)]
    if proposition.nominal is not None:
        found += [c for c in document.children[proposition.nominal] if _complement_like(desk, c)]
    if proposition.kind is Kind.NOUN:
        found += [c for c in document.children[proposition.token] if _complement_like(desk, c)]
        verb = document.heads[proposition.token]
        if (
            not found
            and document.upos[verb] == "VERB"
            and document.deps[proposition.token] in ("obj", "obl", "iobj")
        ):
            found += [
                c for c in document.children[verb] if c > proposition.token and _complement_like(desk, c)
            ]
    if proposition.kind is Kind.NOUN and not found:
        # "Their ultimatum: leave by noon or …".
        found += [
            c
            for c in document.children[proposition.token]
            if document.deps[c] == "parataxis" and document.tags[c] == "VB" and document.words[c - 1] == ":"
        ]
    if not found and document.deps[proposition.token] == "parataxis":
        above = document.heads[proposition.token]
        start = document.edges(proposition.token)[0]
        headed = ":" in document.words[max(start - 1, 0) : start + 1]  # "Read more: X vows …"
        if above < proposition.token and desk.proposition(above) is not None and not headed:
            found.append(above)
    return sorted(set(found))


def _complement_like(desk: Desk, child: int) -> bool:
    """An infinitive, or a clause with "that" and a subject of its own."""
    relation = desk.document.deps[child].partition(":")[0]
    if relation not in ("acl", "xcomp", "advcl", "ccomp") or desk.proposition(child) is None:
        return False
    marks = {desk.lemma(c) for c in desk.document.children[child] if c < child}
    if relation == "acl" and desk.document.words[desk.document.edges(child)[0]].lower() == "that":
        marks.add("that")  # "assured X that they would …", read as a relative clause
    if desk.document.tags[child] == "VB" and desk.subject(child) is None:
        return "to" in marks
    return (
        desk.subject(child) is not None
        and "that" in marks
        and desk.lemma(desk.subject(child) or child) != "that"
    )


def _objects(desk: Desk, proposition: Proposition, tokens: list[int]) -> list[int]:
    """Objects of the act: the noun of a light verb; after a passive, not its subject when there is an object besides."""
    if proposition.nominal is not None:
        return [proposition.nominal]
    if not proposition.passive:
        return tokens
    objects = [a.token for a in proposition.arguments if a.role == "patient" and a.path != "subject"]
    return objects or (tokens if passive(desk, proposition) else [])


def passive(desk: Desk, proposition: Proposition) -> bool:
    """Whether a passive shows by its auxiliary; a bare participle may be a past tense that was misread.

    So may "she's rejected the offer": "'s" before a participle with an object is "has".
    """
    document = desk.document
    shown = document.dependents(proposition.token, "aux:pass", "nsubj:pass")
    bare = (
        not document.dependents(proposition.token, "aux:pass") and document.deps[proposition.token] == "root"
    )
    after = [c for c in document.children[proposition.token] if c > proposition.token]
    objects = [c for c in after if document.deps[c] in ("obj", "iobj")]
    called = [t for t in proposition.tokens("on", "upon") if t in after and desk.acting(t)]
    if bare and (objects or called):
        return False  # "the envoys, among them X, asked Velmark to wait": a past tense, whatever the parse made of it
    short = [t for t in shown if document.words[t].lower() in ("'s", "’s")]
    if short and document.dependents(proposition.token, "obj", "ccomp"):
        return False
    return bool(shown)


def _fits(content: Content, form: str) -> bool:
    if form == "noun":
        return content.noun
    if form == "infinitive":
        return content.infinitive
    if form == "clause":
        return content.clause
    return True


def _past(desk: Desk, content: Content) -> bool:
    """Whether a clause tells what was done already: nobody binds themselves to the past."""
    proposition = content.proposition
    document = desk.document
    # "demanded that the road be opened": a participle after a bare "be" is no past.
    if any(
        document.deps[c].startswith("aux") and document.tags[c] == "VB"
        for c in document.children[content.token]
    ):
        return False
    return (
        content.clause
        and proposition is not None
        and proposition.tense is Tense.PAST
        and not proposition.modality
    )
