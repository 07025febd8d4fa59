"""The codebook: frames as data, their loader and their matcher."""

from __future__ import annotations

from parley.codebook.book import Codebook, TypeEntry, load
from parley.codebook.frames import load_frames, read_toml
from parley.codebook.match import Match, Matcher, NearMiss
from parley.codebook.model import Frame, FrameSet
from parley.codebook.precedence import assemble

__all__ = [
    "Codebook",
    "Frame",
    "FrameSet",
    "Match",
    "Matcher",
    "NearMiss",
    "TypeEntry",
    "assemble",
    "load",
    "load_frames",
    "read_toml",
]
