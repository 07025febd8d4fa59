"""How well sentences become propositions, and whether the parse or the rules are to blame where they do not.

A file of cases holds sentences, each followed by what it must give; a line starting with `##` names the construction:

    ## passive
    The town was shelled by the army.
    shell: agent army; patient town

Before the colon stands a key of the predicate, after it roles with the head words of what fills them, and marks: `not`,
`modal WORD`, `if`, `in KEY` (embedded in the proposition with that key), `no ROLE`. A CoNLL-U file with trees of the same
sentences tells errors of the parse from errors of the rules.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parley.errors import DataFileError
from parley.language import Document, conllu
from parley.propositions import Proposition, extract


@dataclass(frozen=True, slots=True)
class Expected:
    """One proposition that a sentence must give: a key, fillers by role, and marks by name."""

    key: str
    roles: Mapping[str, tuple[str, ...]]
    marks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, the construction it shows, and what it must give."""

    text: str
    construction: str
    expected: tuple[Expected, ...]


_MARKS = frozenset({"not", "modal", "if", "in"})


def cases(path: Path) -> list[Case]:
    """The cases of a file.

    Raises:
        DataFileError: a proposition without a sentence before it.
    """
    found: list[Case] = []
    construction, sentence = "", ""
    held: list[Expected] = []

    def close() -> None:
        if sentence:
            found.append(Case(sentence, construction, tuple(held)))
        held.clear()

    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("##"):
            close()
            construction, sentence = line[2:].strip(), ""
        elif not line.strip() or line.startswith("#"):
            continue
        elif line[0].islower() and ":" in line:
            if not sentence:
                raise DataFileError(path.name, number, "a proposition stands before any sentence")
            held.append(_expected(line))
        else:
            close()
            sentence = line.strip()
    close()
    return found


def _expected(line: str) -> Expected:
    key, _, rest = line.partition(":")
    roles: dict[str, tuple[str, ...]] = {}
    marks: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in rest.split(";"))):
        name, _, value = part.partition(" ")
        if name == "no":
            roles[value] = ()
        elif name in _MARKS and (value or name in {"not", "if"}):
            marks[name] = value
        else:
            roles[name] = tuple(word.strip() for word in value.split(","))
    return Expected(key.strip(), roles, marks)


def wrong(document: Document, case: Case) -> list[str]:
    """What of `case` does not come out of its parsed sentence; empty when all does."""
    found = extract(document)
    return [said for expected in case.expected if (said := _wrong(document, found, expected))]


def _wrong(document: Document, found: Sequence[Proposition], expected: Expected) -> str:
    named = [p for p in found if expected.key in p.keys]
    if not named:
        return f"{expected.key}: no such predicate"
    said = [", ".join(_differences(document, found, p, expected)) for p in named]
    return "" if "" in said else f"{expected.key}: {said[0]}"


def _differences(
    document: Document, found: Sequence[Proposition], proposition: Proposition, expected: Expected
) -> Iterator[str]:
    for role, fillers in expected.roles.items():
        mine = [document.words[token] for token in proposition.tokens(role)]
        if sorted(mine) != sorted(fillers):
            yield f"{role} {' '.join(mine) or 'empty'}"
    if proposition.negated is not ("not" in expected.marks):
        yield f"negation {proposition.negation}"
    if "modal" in expected.marks and proposition.modality != expected.marks["modal"]:
        yield f"modality {proposition.modality}"
    if "if" in expected.marks and not proposition.conditions:
        yield "no condition"
    above = expected.marks.get("in")
    if above and (proposition.parent is None or above not in found[proposition.parent].keys):
        yield f"not in {above}"


def evaluate(path: Path, gold_parse: Path | None = None, language_model: str | None = None) -> dict[str, Any]:
    """Scores of a file of cases.

    Args:
        path: the cases.
        gold_parse: CoNLL-U with trees of some of the sentences, found by `# text`.
        language_model: name or path; `None` is Parley's own.

    Returns:
        `accuracy` over all cases and `construction.NAME` for each construction; with `gold_parse` also
        `shared.own_parse` and `shared.gold_parse` over the sentences that have a tree, `errors.parse` and `errors.rules`
        (cases that the tree mends, and that it does not), and `relations.NAME`: in how many cases mended by the tree the
        parse had that relation wrong; `wrong` lists what failed.
    """
    from parley.language import load, parse

    nlp = load(language_model)
    all_cases = cases(path)
    own = {case.text: parse(nlp, case.text) for case in all_cases}
    failed = {case.text: wrong(own[case.text], case) for case in all_cases}
    result: dict[str, Any] = {"cases": len(all_cases), "accuracy": _share(all_cases, failed)}
    by: dict[str, list[Case]] = defaultdict(list)
    for case in all_cases:
        by[case.construction].append(case)
    if gold_parse is not None:
        result |= _against_trees(all_cases, own, failed, trees(gold_parse))
    result |= {f"construction.{name}": _share(held, failed) for name, held in by.items()}
    result["wrong"] = {text: said for text, said in failed.items() if said}
    return result


def trees(path: Path) -> dict[str, Document]:
    """Documents of one sentence each of a CoNLL-U file, by their text."""
    with path.open(encoding="utf-8") as lines:
        documents = [conllu.document([sentence]) for sentence in conllu.read(lines, path.name)]
    return {document.text: document for document in documents}


def _against_trees(
    all_cases: Sequence[Case],
    own: Mapping[str, Document],
    failed: Mapping[str, list[str]],
    gold: Mapping[str, Document],
) -> dict[str, Any]:
    shared = [case for case in all_cases if case.text in gold]
    by_tree = {case.text: wrong(gold[case.text], case) for case in shared}
    mended = [case.text for case in shared if failed[case.text] and not by_tree[case.text]]
    cost: Counter[str] = Counter()
    for text in mended:
        cost.update(_wrong_relations(own[text], gold[text]))
    return {
        "shared": len(shared),
        "shared.own_parse": _share(shared, failed),
        "shared.gold_parse": _share(shared, by_tree),
        "errors.parse": len(mended),
        "errors.rules": sum(bool(said) for said in by_tree.values()),
        **{f"relations.{name}": count for name, count in cost.most_common()},
        "wrong_by_tree": {text: said for text, said in by_tree.items() if said},
    }


def _wrong_relations(own: Document, gold: Document) -> set[str]:
    """Relations of `gold` that `own` does not have at the same words."""

    def arcs(document: Document) -> dict[int, tuple[int, str]]:
        return {
            document.starts[t]: (document.starts[document.heads[t]], document.deps[t])
            for t in range(len(document.words))
        }

    mine = arcs(own)
    return {
        relation for start, (head, relation) in arcs(gold).items() if mine.get(start) != (head, relation)
    } - {"punct"}


def _share(held: Sequence[Case], failed: Mapping[str, list[str]]) -> float:
    return sum(not failed[case.text] for case in held) / len(held) if held else 0.0
