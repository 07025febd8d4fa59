"""Fixtures shared by all rooms' tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from parley import language
from parley.language import Document, load, parse

ROOT = Path(__file__).parent.parent

# `commandline.py` is for the tests of several folders.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data folder; tests that need it are skipped where it is absent."""
    folder = Path(os.environ.get("PARLEY_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("the shared data folder is not here")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _one_model() -> Iterator[None]:
    """All readers of this process share the shipped language model, which takes half a second to load."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "load", lambda name=None: _shipped() if name is None else load(name))
        yield


@cache
def _shipped() -> Any:
    return load()


@pytest.fixture(scope="session")
def nlp() -> Any:
    """The shipped language model."""
    return _shipped()


@pytest.fixture(scope="session")
def parsed(nlp: Any) -> Callable[[str], Document]:
    """Parses a text with the shipped language model; each text once per session."""

    @cache
    def parse_once(text: str) -> Document:
        return parse(nlp, text)

    return parse_once


@pytest.fixture(scope="session")
def titled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], str]:
    """The title that a page has in Chromium once its scripts have run; tests are skipped where there is no Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    browser = next((found for name in names if (found := shutil.which(name))), None)
    if browser is None:
        pytest.skip("Chromium is not installed")
    profile = tmp_path_factory.mktemp("chromium")

    def title(page: Path) -> str:
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
        command += ["--virtual-time-budget=2000", "--dump-dom", page.as_uri()]
        done = subprocess.run(command, capture_output=True, check=True, timeout=120)
        found = re.search("<title>(.*?)</title>", done.stdout.decode(), re.DOTALL)
        assert found is not None
        return found[1]

    return title
