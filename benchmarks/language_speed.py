"""Words per second of the bare language model, beside a plain small CNN of spaCy's usual shape, in one run.

`python benchmarks/language_speed.py [--plain DIR] [FILE...]`; without files it reads the reports in `examples/colombia`.
Without `--plain` the plain pipeline has our labels and untrained weights: how long a convolution or a transition takes
does not depend on what was learnt. Keep to one core: `OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1`, nothing else running.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from parley.language import load, parse
from parley.language.tokenizer import build

if TYPE_CHECKING:
    from spacy.language import Language

EXAMPLES = Path(__file__).parent.parent / "examples" / "colombia"
WIDTH = 96
"""Width of a plain small CNN: spaCy's own small pipelines have it."""
FLOOR = 4_000
"""Words per second that the shipped model must reach on one idle core."""


def plain(like: Language) -> Language:
    """An untrained pipeline with the components and labels of `like` and spaCy's default shapes (width 96, depth 4)."""
    import spacy

    nlp = spacy.blank("en")
    nlp.tokenizer = build(nlp)
    nlp.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.Tok2Vec.v2",
                "embed": {
                    "@architectures": "spacy.MultiHashEmbed.v2",
                    "width": WIDTH,
                    "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
                    "rows": [5000, 1000, 2500, 2500],
                    "include_static_vectors": False,
                },
                "encode": {
                    "@architectures": "spacy.MaxoutWindowEncoder.v2",
                    "width": WIDTH,
                    "depth": 4,
                    "window_size": 1,
                    "maxout_pieces": 3,
                },
            }
        },
    )
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    for name in ("tagger", "morphologizer", "parser", "ner"):
        if name not in like.pipe_names:
            continue
        component = nlp.add_pipe(name, config={"model": {**_head(name), "tok2vec": listener}})
        for label in like.get_pipe(name).labels:
            component.add_label(label)
    nlp.initialize()
    return nlp


def _head(name: str) -> dict[str, object]:
    if name in ("tagger", "morphologizer"):
        return {"@architectures": "spacy.Tagger.v2"}
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": name,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
    }


def rate(nlp: Language, texts: list[str], rounds: int) -> float:
    """Words per second of wall-clock time: the best of `rounds`, after one round to warm up."""
    words = sum(len(parse(nlp, text)) for text in texts)
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        for text in texts:
            parse(nlp, text)
        best = min(best, time.perf_counter() - began)
    return words / best


def main() -> int:
    """Prints both rates; the status is 1 when the shipped model is under its floor."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*", type=Path, metavar="FILE")
    options.add_argument("--plain", metavar="DIR", help="a trained pipeline to set ours beside")
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    files = given.files or sorted(EXAMPLES.glob("*.txt"))
    texts = [file.read_text(encoding="utf-8") for file in files]
    ours = load()
    other = load(given.plain) if given.plain else plain(ours)
    rates = {"shipped": rate(ours, texts, given.rounds), "plain small CNN": rate(other, texts, given.rounds)}
    for name, value in rates.items():
        print(f"{name:16} {value:8.0f} words/s")
    print(f"{'shipped/plain':16} {rates['shipped'] / rates['plain small CNN']:8.2f}")
    return 0 if rates["shipped"] >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
