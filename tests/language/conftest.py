"""Lets the tests of this folder share how they write trees (`trees.py`)."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent)]
