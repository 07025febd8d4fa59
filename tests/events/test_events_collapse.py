"""Folding type and factuality, and the habits of a corpus."""

from __future__ import annotations

import pytest

from parley import codebook
from parley.errors import DataFileError
from parley.events import collapse
from parley.records import Factuality


@pytest.mark.parametrize(
    ("label", "factuality", "folded"),
    [
        ("CONSULT", Factuality.ACTUAL, "CONSULT"),
        ("CONSULT", Factuality.PLANNED, "AGREE"),
        ("RETREAT", Factuality.PLANNED, "AGREE"),
        ("ASSAULT", Factuality.POSSIBLE, "THREATEN"),
        ("PROTEST", Factuality.PLANNED, "THREATEN"),
        ("AID", Factuality.DEMANDED, "REQUEST"),
        ("ASSAULT", Factuality.NEGATED, None),
        ("ASSAULT", Factuality.DENIED, None),
        ("REJECT", Factuality.PLANNED, "REJECT"),
        ("ACCUSE", Factuality.POSSIBLE, "ACCUSE"),
    ],
)
def test_manual_folding(label: str, factuality: Factuality, folded: str | None) -> None:
    quad = codebook.load().quad(label)
    assert collapse.collapse().fold(label, quad, None, factuality) == folded


def test_convention_knows_types_and_keys() -> None:
    table = collapse.convention("plv")
    actual = Factuality.ACTUAL
    assert table.fold("RETREAT", "material cooperation", None, actual) == "YIELD"
    assert table.fold("SANCTION", "material conflict", "convict", actual) == "ACCUSE"
    assert table.fold("SANCTION", "material conflict", "sever", actual, "impose + sanction on") == "COERCE"
    assert table.fold("SANCTION", "material conflict", "sever", actual, "suspend + aid") == "SANCTION"


def test_every_rule_has_a_reason() -> None:
    for table in (collapse.collapse(), collapse.convention("plv")):
        assert all(len(rule.reason) > 20 for rule in table.rules)


def test_an_unknown_convention_is_refused() -> None:
    with pytest.raises(DataFileError, match="nosuch"):
        collapse.convention("nosuch")
