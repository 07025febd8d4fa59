"""What surrounds a passage: the sentences around it, for a reader to judge by."""

from __future__ import annotations

import re

_BORDER = re.compile(r"(?<=[.!?…])[\"”’»')\]]*\s+(?=[\"“‘«'(\[]*[A-ZÀ-Þ0-9])|\n\s*\n|\n")
"""Where one sentence ends, as far as one sees without parsing; the reading does not keep sentences."""
_MOST = 600
"""Characters shown on either side."""


def around(text: str, first: int, last: int, sentences: int = 1) -> tuple[int, int]:
    """First and last character of a passage with the sentences that it touches and as many more on either side.

    Args:
        text: the report's.
        first: where the passage begins.
        last: where it ends.
        sentences: how many more before and after.
    """
    borders = [(m.start(), m.end()) for m in _BORDER.finditer(text)]
    starts = [0, *(end for _, end in borders if end <= first)]
    ends = [*(start for start, _ in borders if start >= last), len(text)]
    start = starts[max(len(starts) - 1 - sentences, 0)]
    end = ends[min(sentences, len(ends) - 1)]
    return max(start, first - _MOST, 0), min(end, last + _MOST)
