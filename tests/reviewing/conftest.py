"""A report to review, read once with Parley's codebook and once with an overlay that sees its attack otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parley import sources
from parley.ledger import Ledger, Settings, describe
from parley.ledger.versions import Run
from parley.reader import Reader
from parley.records import Reading

STORY = """Rebels raid army post in Osk

Rebels of the Northern Front attacked an army post near Osk on Tuesday, police said. Two soldiers were wounded.

President Ana Veld condemned the attack. "We will withdraw the army from the valley if the rebels free their hostages," she said.

The fighters released three hostages on Wednesday, the Northern Front said. Veld promised to meet its leaders in April.
"""
OVERLAY = {
    "ASSAULT.toml": 'type = "ASSAULT"\nremove = ["attack"]\n',
    "COERCE.toml": 'type = "COERCE"\n\n[[frames]]\nmode = "restrict"\npredicates = ["attack"]\n'
    'source = ["agent", "by"]\ntarget = ["patient"]\n',
}


@pytest.fixture(scope="session")
def overlay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("book")
    for name, content in OVERLAY.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def reading() -> Reading:
    return Reader().read(sources.from_text(STORY, name="story.txt"))


@pytest.fixture(scope="session")
def reread(overlay: Path) -> tuple[Reading, Run]:
    made = Reader(codebook=overlay).read(sources.from_text(STORY, name="story.txt"))
    return made, describe(Settings(codebook=str(overlay)))


@pytest.fixture
def ledger(tmp_path: Path, reading: Reading) -> Iterator[Ledger]:
    with Ledger(tmp_path / "parley.db") as made:
        made.add(reading)
        yield made
