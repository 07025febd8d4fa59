"""The generated pages are current, and every page of the documentation is in its menu."""

from __future__ import annotations

from pathlib import Path

from parley.cli import reference

ROOT = Path(__file__).parent.parent


def test_generated_pages_are_current() -> None:
    for name, content in reference.pages().items():
        assert (ROOT / reference.FOLDER / name).read_text(encoding="utf-8") == content, name


def test_every_page_is_in_the_menu() -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in (ROOT / "docs").rglob("*.md"):
        assert str(page.relative_to(ROOT / "docs")) in menu


def test_every_command_is_in_the_reference() -> None:
    page = reference.pages()["cli.md"]
    for command in (
        "read",
        "codebook check",
        "codebook explain",
        "evaluate syntax",
        "train language",
        "accord status",
        "entry split",
        "timeline",
        "ingest",
        "ledger manifest",
    ):
        assert f"`parley {command}`" in page
