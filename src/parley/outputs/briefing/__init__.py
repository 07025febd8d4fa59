"""The brief for a person who decides: one HTML file of what a ledger holds, with every row open to its report."""

from parley.outputs.briefing.collect import collect, texts
from parley.outputs.briefing.material import Material
from parley.outputs.briefing.page import render

__all__ = ["Material", "collect", "render", "texts"]
