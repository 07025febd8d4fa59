"""How well statements are found: sources, cues and contents by tokens, and whole statements exactly and by overlap.

After the measures of Pareti (2015) and Citron: each part alone over tokens, then all of it. A predicted statement matches
a gold one by overlap when their contents' tokens have a Jaccard index of at least one half and the head of the
predicted source stands in the gold source (or both have none).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

_WORD = re.compile(r"\w+|[^\w\s]")
_JACCARD = 0.5
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One statement as character spans of its text."""

    source: Spans
    cue: Spans
    content: Spans
    head: int | None = None
    """Character at which the head of the source's phrase stands; for predictions."""
    direct: bool = False


def load(path: Path) -> Iterator[tuple[str, list[Labelled]]]:
    """Texts with their gold statements from a JSONL file, or from a folder of brat standoff files."""
    if path.is_dir():
        yield from _brat(path)
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["text"], [_gold(row["text"], s) for s in row["statements"]]


def _gold(text: str, row: dict[str, Any]) -> Labelled:
    parts = {name: tuple((a, b) for a, b in row[name]) for name in ("source", "cue", "content")}
    content = parts["content"]
    direct = bool(content) and all(text[a : a + 1] in "“\"'‘„«`" for a, _ in content)
    return Labelled(source=parts["source"], cue=parts["cue"], content=content, direct=direct)


def _brat(folder: Path) -> Iterator[tuple[str, list[Labelled]]]:
    """Brat standoff: text-bound annotations Source, Cue, Content; a relation or event ties them to their cue."""
    for file in sorted(folder.glob("*.ann")):
        text = file.with_suffix(".txt").read_text(encoding="utf-8")
        spans: dict[str, Spans] = {}
        groups: dict[str, dict[str, list[str]]] = {}
        for line in file.read_text(encoding="utf-8").splitlines():
            fields = line.split("\t")
            if fields[0].startswith("T"):
                places = fields[1].split(" ", 1)[1].split(";")
                spans[fields[0]] = tuple((int(a), int(b)) for a, b in (p.split(" ") for p in places))
            elif fields[0].startswith("E"):
                cue, *arguments = (part.split(":") for part in fields[1].split(" "))
                # A statement without a cue hangs on its content; exported reviews say so in its name.
                own = {} if cue[0].endswith("-without-cue") else {"cue": [cue[1]]}
                group = groups.setdefault(fields[0], own)
                for role, target in arguments:
                    group.setdefault(role.rstrip("0123456789").lower(), []).append(target)
            elif fields[0].startswith("R"):
                kind, first, second = (part.rpartition(":")[2] for part in fields[1].split(" "))
                group = groups.setdefault(second, {"cue": [second]})
                group.setdefault(kind.lower(), []).append(first)
        statements = [
            Labelled(
                source=_targets(group, "source", spans),
                cue=_targets(group, "cue", spans),
                content=_targets(group, "content", spans),
            )
            for group in groups.values()
        ]
        yield text, [s for s in statements if s.content]


def _targets(group: dict[str, list[str]], role: str, spans: dict[str, Spans]) -> Spans:
    return tuple(span for target in group.get(role, ()) for span in spans.get(target, ()))


def score(texts: Iterable[tuple[str, Sequence[Labelled], Sequence[Labelled]]]) -> dict[str, float]:
    """Scores of predictions against gold.

    Args:
        texts: for each text: the text, its gold statements, its predicted statements.

    Returns:
        `source.f1`, `cue.f1`, `content.f1` over tokens; `exact.f1`, `overlap.f1` over statements, with their recall for
        direct and indirect speech apart.
    """
    tokens = {part: [0, 0, 0] for part in ("source", "cue", "content")}
    exact, overlap = [0, 0, 0], [0, 0, 0]
    by_kind = {True: [0, 0], False: [0, 0]}
    for text, gold, predicted in texts:
        places = [m.start() for m in _WORD.finditer(text)]
        for part, counts in tokens.items():
            wanted = _covered(places, (getattr(g, part) for g in gold))
            found = _covered(places, (getattr(p, part) for p in predicted))
            _count(counts, len(wanted & found), len(wanted), len(found))
        hits = _matches(places, gold, predicted)
        _count(overlap, len(hits), len(gold), len(predicted))
        for g, statement in enumerate(gold):
            by_kind[statement.direct][0] += g in hits
            by_kind[statement.direct][1] += 1
        same = {(g.source, g.content) for g in gold} & {(p.source, p.content) for p in predicted}
        _count(exact, len(same), len(gold), len(predicted))
    result = {
        f"{part}.{name}": value for part, counts in tokens.items() for name, value in _f1(counts).items()
    }
    result |= {f"exact.{name}": value for name, value in _f1(exact).items()}
    result |= {f"overlap.{name}": value for name, value in _f1(overlap).items()}
    for direct, (right, total) in by_kind.items():
        result[f"overlap.recall.{'direct' if direct else 'indirect'}"] = right / total if total else 0.0
    return result


def _covered(places: Sequence[int], parts: Iterable[Spans]) -> set[int]:
    ranges = [span for spans in parts for span in spans]
    return {place for place in places if any(a <= place < b for a, b in ranges)}


def _matches(
    places: Sequence[int], gold: Sequence[Labelled], predicted: Sequence[Labelled]
) -> dict[int, int]:
    """Gold statements to the predictions that match them by overlap, best first, each used once."""
    wanted = [_covered(places, [g.content]) for g in gold]
    found = [_covered(places, [p.content]) for p in predicted]
    pairs = []
    for g, one in enumerate(wanted):
        for p, other in enumerate(found):
            shared = len(one & other)
            if shared and shared / len(one | other) >= _JACCARD and _same_source(gold[g], predicted[p]):
                pairs.append((-shared / len(one | other), g, p))
    matched: dict[int, int] = {}
    for _, g, p in sorted(pairs):
        if g not in matched and p not in matched.values():
            matched[g] = p
    return matched


def _same_source(gold: Labelled, predicted: Labelled) -> bool:
    if not gold.source or predicted.head is None:
        return not gold.source and predicted.head is None
    return any(a <= predicted.head < b for a, b in gold.source)


def _count(counts: list[int], shared: int, wanted: int, found: int) -> None:
    counts[0] += shared
    counts[1] += wanted
    counts[2] += found


def _f1(counts: Sequence[int]) -> dict[str, float]:
    shared, wanted, found = counts
    precision = shared / found if found else 0.0
    recall = shared / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"f1": f1, "precision": precision, "recall": recall}


def everything(text: str) -> list[Labelled]:
    """Baseline: the whole text is content."""
    return [Labelled(source=(), cue=(), content=((0, len(text)),))]


def between_marks(text: str) -> list[Labelled]:
    """Baseline: what stands between double quotation marks is content."""
    return [
        Labelled(source=(), cue=(), content=((m.start(), m.end()),))
        for m in re.finditer(r"“[^”\n]*”|\"[^\"\n]*\"|''[^'\n]*''", text)
    ]


def predictor(language_model: str | None = None) -> Callable[[str], list[Labelled]]:
    """A function that finds the statements of a text with Parley."""
    from parley import actors, language, propositions, statements

    nlp = language.load(language_model)
    gazetteer = actors.load()

    def predict(text: str) -> list[Labelled]:
        document = language.parse(nlp, text)
        found = propositions.extract(document)
        return labelled(
            document, statements.find(document, found, actors.find(document, found, gazetteer, None))
        )

    return predict


def labelled(document: Any, found: Iterable[Any]) -> list[Labelled]:
    """Statements as character spans."""
    rows = []
    for item in found:
        s = item.statement
        rows.append(
            Labelled(
                source=((s.speaker.span.start, s.speaker.span.end),) if s.speaker else (),
                cue=((s.cue.start, s.cue.end),) if s.cue else (),
                content=tuple((c.start, c.end) for c in s.content),
                head=_head(document, item),
            )
        )
    return rows


def _head(document: Any, item: Any) -> int | None:
    """Where the source's head stands; a relative pronoun stands for a head outside its span."""
    if item.speaker_token is None or item.statement.speaker is None:
        return None
    head: int = document.starts[item.speaker_token]
    span = item.statement.speaker.span
    return head if span.start <= head < span.end else int(span.start)


def answerer(path: Path) -> Callable[[str], list[Labelled]]:
    """A function that finds what a file of the same format says of a text; nothing when it does not have the text."""
    said = {text: [_as_prediction(s) for s in found] for text, found in load(path)}
    return lambda text: said.get(text, [])


def _as_prediction(given: Labelled) -> Labelled:
    return replace(given, head=given.source[0][0] if given.source else None)


def mistakes(
    texts: Iterable[tuple[str, Sequence[Labelled], Sequence[Labelled]]],
) -> Iterator[dict[str, Any]]:
    """Statements that are missed (`missed`) and found without being there (`false`), and matched ones whose cue has other
    words (`cue`): the number of the text, and the words of source, cue and content.
    """
    for number, (text, gold, predicted) in enumerate(texts):
        hits = _matches([m.start() for m in _WORD.finditer(text)], gold, predicted)
        for g, one in enumerate(gold):
            if g not in hits:
                yield {"what": "missed", "text": number, **_words(text, one)}
            elif one.cue != predicted[hits[g]].cue:
                found = _words(text, predicted[hits[g]])["cue"]
                yield {"what": "cue", "text": number, **_words(text, one), "found": found}
        for p, one in enumerate(predicted):
            if p not in hits.values():
                yield {"what": "false", "text": number, **_words(text, one)}


def _words(text: str, one: Labelled) -> dict[str, str]:
    parts = {"source": one.source, "cue": one.cue, "content": one.content}
    return {name: " … ".join(text[a:b] for a, b in spans) for name, spans in parts.items()}


def evaluate(
    path: Path,
    language_model: str | None = None,
    answers: Path | None = None,
    errors: Path | None = None,
) -> dict[str, float]:
    """Scores of Parley on a file, with the two baselines beside them (`baseline.all`, `baseline.marks`).

    Args:
        path: labelled data.
        language_model: another spaCy pipeline.
        answers: what is to be scored instead of what Parley finds, in the format of the data.
        errors: file to write `mistakes` to, one JSON object a line.
    """
    data = list(load(path))
    predict = answerer(answers) if answers else predictor(language_model)
    scored = [(text, gold, predict(text)) for text, gold in data]
    result = score(scored)
    if errors is not None:
        lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in mistakes(scored))
        errors.write_text("".join(lines), encoding="utf-8")
    result["baseline.all.content.f1"] = score((t, g, everything(t)) for t, g in data)["content.f1"]
    result["baseline.marks.content.f1"] = score((t, g, between_marks(t)) for t, g in data)["content.f1"]
    return result
