"""A second pass over names alone, on what the first pass learnt of words.

Names are annotated in far less text than grammar, and by another convention in each source. With the shared layers held
still, the name component is trained on, the convention that it is measured by (Universal NER) coming up oftener.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

from parley.training import corpus

if TYPE_CHECKING:
    from spacy.language import Language

STEPS = 1600
_BATCH = 48
_DROPOUT = 0.3
_RATE = 0.001
_REPEATS = {"names/uner-ewt-dev.jsonl": 4}
"""How often a source is seen in a round; others once."""


def refine(nlp: Language, data: Path, seed: int, *, steps: int = STEPS) -> None:
    """Trains the component "ner" of `nlp` on, in place; all others stay as they are.

    Args:
        nlp: a pipeline whose "ner" listens to "tok2vec".
        data: folder with `names/`.
        seed: of the order of the documents.
        steps: batches of 48 documents.
    """
    from spacy.training import Example
    from spacy.util import fix_random_seed
    from thinc.api import Adam

    fix_random_seed(seed)
    chance = random.Random(seed)  # noqa: S311 - shuffling, not secrets
    documents = [
        doc
        for file in corpus.NAMES
        for _ in range(_REPEATS.get(file, 1))
        for doc in corpus.names(nlp, data / file)
    ]
    others = [name for name in nlp.pipe_names if name != "ner"]
    optimizer = Adam(_RATE, use_averages=True, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0)
    order: list[int] = []
    for _ in range(steps):
        if len(order) < _BATCH:
            fresh = list(range(len(documents)))
            chance.shuffle(fresh)
            order += fresh
        batch = [documents[i] for i in order[:_BATCH]]
        del order[:_BATCH]
        examples = [Example(nlp.make_doc(doc.text), doc) for doc in batch]
        nlp.update(examples, drop=_DROPOUT, sgd=optimizer, exclude=others, annotates=["tok2vec"])
    with nlp.get_pipe("ner").model.use_params(optimizer.averages):
        for node in nlp.get_pipe("ner").model.walk():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, node.get_param(name).copy())
