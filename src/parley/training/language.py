"""Trains the language model from the data marked for it, by one command.

`parley train language --data DIR --out DIR` makes `OUT/grammar` and `OUT/names`, each with `train.spacy` (what was learnt
from), `log.txt` (a line per evaluation) and pipelines, and puts them together as `OUT/model-best`. One core and two hours
suffice; a run that was stopped goes on where it stood.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parley.language.tokenizer import build as build_tokenizer
from parley.training import corpus, lemmas

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


_CODE = ("corpus.py", "language.py", "lemmas.py", "morphing.py", "silver.py", "variation.py")
"""What decides, beside the configurations and the lists, what a model learns."""
_SMALL = {
    "components.ner.model.tok2vec.embed.width": 96,
    "components.ner.model.tok2vec.embed.rows": [5000, 800, 2200, 1000],
    "components.ner.model.tok2vec.encode.width": 96,
    "training.dropout": 0.25,
    "training.max_steps": 4000,
    "training.eval_frequency": 1000,
    "training.optimizer.learn_rate.total_steps": 4800,
}
"""The size of the shipped names component, so that the weights stay under 20 MB."""


def train(
    data: Path, out: Path, *, max_steps: int | None = None, overrides: dict[str, Any] | None = None
) -> Path:
    """Trains and returns the folder of the finished pipeline.

    Grammar is learnt first (`language.cfg`), then names by a component of their own (`names.cfg`), in three generations:
    each names the proper nouns of the treebank that has no names, for the next one to learn from; then exceptions of the
    lemmatizer. A second call with the same `out` goes on where the first one stopped: a finished stage is kept, one
    that broke off goes on from its last evaluation with the optimizer's moments begun anew.

    Args:
        data: folder with `syntax/` and `names/`.
        out: folder to write to; made when missing.
        max_steps: steps to train each stage, for a trial; `None` is what the configurations say.
        overrides: further values of the configurations by dotted name.
    """
    import spacy

    out.mkdir(parents=True, exist_ok=True)
    blank = spacy.blank("en")
    blank.tokenizer = build_tokenizer(blank)
    seed = _config("language.cfg", {})["system"]["seed"]
    changes = dict(overrides or {})
    if max_steps is not None:
        changes |= {"training.max_steps": max_steps, "training.eval_frequency": max(1, max_steps // 2)}
    grammar = _stage("language.cfg", out / "grammar", lambda: corpus.build(blank, data, seed), changes)
    teacher: Path | None = None
    for generation in ("teacher-1", "teacher-2", "names"):
        small = _SMALL if generation == "names" else {}
        teacher = _stage(
            "names.cfg", out / generation, partial(_names, blank, data, seed, teacher), small | changes
        )
    names = out / "names" / "model-best"
    nlp = spacy.load(grammar)
    nlp.remove_pipe("ner")
    nlp.add_pipe("ner", source=spacy.load(names), before="lemmatizer")
    lemmas.add_exceptions(nlp, corpus.trees(blank, data))
    nlp.to_disk(out / "model-best")
    without_paths(out / "model-best")
    return out / "model-best"


def _names(blank: Language, data: Path, seed: int, teacher: Path | None) -> tuple[list[Doc], list[Doc]]:
    import spacy

    return corpus.build_names(blank, data, seed, None if teacher is None else spacy.load(teacher))


def _config(file: str, changes: dict[str, Any]) -> Any:
    from spacy import util

    text = files("parley.training").joinpath(file).read_text(encoding="utf-8")
    return util.load_config_from_str(text, overrides=changes)


def _stage(
    file: str, out: Path, build: Callable[[], tuple[list[Doc], list[Doc]]], changes: dict[str, Any]
) -> Path:
    """Trains what the configuration `file` says into `out`; nothing when that is finished already."""
    import spacy
    from spacy import util
    from spacy.tokens import DocBin
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train as train_loop

    finished, begun = out / "finished", out / "model-last"
    if finished.exists():
        return out / "model-best"
    out.mkdir(exist_ok=True)
    learnt, held = build()
    DocBin(docs=learnt, store_user_data=False).to_disk(out / "train.spacy")
    DocBin(docs=held, store_user_data=False).to_disk(out / "held.spacy")
    paths = {"paths.train": str(out / "train.spacy"), "paths.dev": str(out / "held.spacy")}
    config = _config(file, paths | changes)
    done = steps_done(out / "log.txt")
    earlier = spacy.load(begun) if done and begun.exists() else None
    if earlier is not None:
        config = _config(file, paths | changes | remaining(config["training"], done))
    filled = util.load_model_from_config(config, auto_fill=True, validate=True).config
    filled["initialize"]["before_init"] = {"@callbacks": "parley.tokenizer.v1"}
    util.registry.callbacks.register("parley.tokenizer.v1", func=_tokenizer_callback)
    nlp = init_nlp(filled, use_gpu=-1)
    nlp.config["initialize"]["before_init"] = None
    if earlier is not None:
        for name in nlp.pipe_names:
            nlp.get_pipe(name).from_bytes(earlier.get_pipe(name).to_bytes())
    with (out / "log.txt").open("a", buffering=1, encoding="utf-8") as log:
        train_loop(nlp, out, use_gpu=-1, stdout=log, stderr=sys.stderr)
    finished.touch()
    return out / "model-best"


def steps_done(log: Path) -> int:
    """Steps that a stage had made at its last evaluation, all its runs together; 0 without a log."""
    if not log.exists():
        return 0
    total = last = 0
    for line in log.read_text(encoding="utf-8").splitlines():
        row = re.match(r"\s*\d+\s+(\d+)\s", line)
        if row is not None:
            step = int(row[1])
            total, last = (total + last, 0) if step < last else (total, step)
    return total + last


def remaining(training: Mapping[str, Any], done: int) -> dict[str, Any]:
    """What of the `training` section changes when `done` steps are behind: fewer steps, the rate where it stood."""
    rate = training["optimizer"]["learn_rate"]
    span = rate["total_steps"] - rate["warmup_steps"]
    stood = rate["initial_rate"] * (1 - max(0, done - rate["warmup_steps"]) / span)
    return {
        "training.max_steps": max(1, training["max_steps"] - done),
        "training.optimizer.learn_rate.initial_rate": stood,
        "training.optimizer.learn_rate.warmup_steps": min(50, rate["warmup_steps"]),
        "training.optimizer.learn_rate.total_steps": max(1, rate["total_steps"] - done),
    }


def without_paths(model: Path) -> None:
    """Takes the training machine's paths out of a pipeline's configuration."""
    from thinc.api import Config

    config = Config().from_disk(model / "config.cfg", interpolate=False)
    config["paths"] = dict.fromkeys(config["paths"])
    config.to_disk(model / "config.cfg")


def _tokenizer_callback() -> Any:
    def use(nlp: Language) -> Language:
        nlp.tokenizer = build_tokenizer(nlp)
        return nlp

    return use


def fingerprint(paths: Sequence[Path]) -> str:
    """First 16 hexadecimal digits of the SHA-256 over the files' contents, in order."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def provenance(data: Path) -> str:
    """Hashes of the data and the code that made a model, as JSON for its card."""
    here = Path(__file__).parent
    code = [
        *(here / name for name in ("language.cfg", "names.cfg", "lists.toml")),
        *(here / name for name in _CODE),
        here.parent / "language" / "tokenizer.py",
    ]
    return json.dumps(
        {
            "data": fingerprint([data / name for name in (*corpus.TREEBANKS, *corpus.NAMES)]),
            "code": fingerprint(code),
        }
    )
