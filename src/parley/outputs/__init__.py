"""Outputs: readings as a brief for the terminal."""

from parley.outputs.brief import render

__all__ = ["render"]
