"""What an export can be: names that the command line offers, apart so that they cost nothing to import."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """What comes out."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"
    POLECAT = "polecat"
    CAMEO = "cameo"


class PanelKind(StrEnum):
    """What a row of a panel is about."""

    DYAD_WEEK = "dyad-week"


class Count(StrEnum):
    """What a panel counts apart."""

    QUAD = "quad"
    TYPE = "type"


class Between(StrEnum):
    """Whom a panel is about."""

    ACTORS = "actors"
    COUNTRIES = "countries"
