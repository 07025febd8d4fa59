"""Trains the language model from the data marked for it, by one command.

`parley train language --data DIR --out DIR` writes `OUT/train.spacy` (what was learnt from), `OUT/log.txt` (a line per
evaluation), and `OUT/model-best`, `OUT/model-last` (spaCy pipelines). Two cores and two hours suffice.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parley.language.tokenizer import build as build_tokenizer
from parley.training import corpus

if TYPE_CHECKING:
    from spacy.language import Language


def train(
    data: Path, out: Path, *, max_steps: int | None = None, overrides: dict[str, Any] | None = None
) -> Path:
    """Trains and returns the folder of the best pipeline.

    Args:
        data: folder with `syntax/` and `names/`.
        out: folder to write to; made when missing.
        max_steps: steps to train, for a trial; `None` is what the configuration says.
        overrides: further values of the configuration by dotted name.
    """
    import spacy
    from spacy import util
    from spacy.tokens import DocBin
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train as train_loop

    out.mkdir(parents=True, exist_ok=True)
    config_text = files("parley.training").joinpath("language.cfg").read_text(encoding="utf-8")
    changes: dict[str, Any] = {"paths.train": str(out / "train.spacy"), "paths.dev": str(out / "held.spacy")}
    if max_steps is not None:
        changes |= {"training.max_steps": max_steps, "training.eval_frequency": max(1, max_steps // 2)}
    config = util.load_config_from_str(config_text, overrides=changes | (overrides or {}))
    blank = spacy.blank("en")
    blank.tokenizer = build_tokenizer(blank)
    learnt, held = corpus.build(blank, data, config["system"]["seed"])
    DocBin(docs=learnt, store_user_data=False).to_disk(out / "train.spacy")
    DocBin(docs=held, store_user_data=False).to_disk(out / "held.spacy")
    filled = spacy.util.load_model_from_config(config, auto_fill=True, validate=True).config
    filled["initialize"]["before_init"] = {"@callbacks": "parley.tokenizer.v1"}
    util.registry.callbacks.register("parley.tokenizer.v1", func=_tokenizer_callback)
    nlp = init_nlp(filled, use_gpu=-1)
    nlp.config["initialize"]["before_init"] = None
    with (out / "log.txt").open("a", encoding="utf-8") as log:
        train_loop(nlp, out, use_gpu=-1, stdout=log, stderr=sys.stderr)
    without_paths(out / "model-best")
    return out / "model-best"


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
        here / "language.cfg",
        here / "corpus.py",
        here / "language.py",
        here.parent / "language" / "tokenizer.py",
    ]
    return json.dumps(
        {
            "data": fingerprint([data / name for name in (*corpus.TREEBANKS, *corpus.NAMES)]),
            "code": fingerprint(code),
        }
    )
