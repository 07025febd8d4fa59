"""What a package offers, imported at its first use."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any


def attribute(package: str, home: Mapping[str, str], name: str) -> Any:
    """What `name` is in a package, from the module of the package that `home` gives for it.

    Raises:
        AttributeError: the package offers nothing of that name.
    """
    if name not in home:
        raise AttributeError(f"module '{package}' has no attribute '{name}'")
    return getattr(import_module(f"{package}.{home[name]}"), name)
