"""Reports that are copies of one another: the same words, nearly the same, or one agency's story cut to length.

MinHash over word shingles (Broder 1997), found by bands (Leskovec, Rajaraman & Ullman, Mining of Massive Datasets, ch. 3).
The signature is made here, with numpy, and not by a library: ledgers keep signatures for years, and a library that
changes its hashing would part old reports from new ones.

Whether two texts are copies depends on these two alone, so that the groups (connected parts) do not depend on the order in
which texts came. Limit: a text that quotes two stories in full joins them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

_WORD = re.compile(r"\w+")
SHINGLE = 3
"""Words in a shingle: two stories of one day share few, an edited word costs three."""
VALUES = 126
"""Values of a signature; the share that two have in common is their likeness within 0.04."""
_BAND = 3
"""Values in a band: 42 bands of 3 find 68% of the pairs that are alike by 0.3, 94% by 0.4, all by 0.6."""
LEAST = 20
"""Different shingles below which only the very same text is a copy: a line of agency style is like any other."""
ALIKE = 0.8
"""Part of the shorter text that stands in the longer one, from which it is no source of its own."""
ALIKE_OF_AGENCY = 0.5
"""The same where both credit one agency: its subscribers cut the end, add a paragraph, and change the headline."""
LONGEST = 3.0
"""How many times longer the other text may be: in a long digest of many stories, each is only quoted."""
_PRIME = (1 << 61) - 1
"""Mersenne prime: products of two values below 2**31 stay in 64 bits before the remainder is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """What a text is recognised by. `signature` and `bands` are empty when it is too short for likeness."""

    words: int
    shingles: int
    signature: bytes
    bands: tuple[int, ...]


def take(text: str) -> Print:
    """The print of a text; case, punctuation and layout do not count."""
    words = _WORD.findall(text.casefold())
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
    if len(shingles) < LEAST:
        return Print(words=len(words), shingles=len(shingles), signature=b"", bands=())
    values = _minima(shingles)
    signature = values.astype("<u4").tobytes()
    step = 4 * _BAND
    bands = tuple(_band(start, signature[start : start + step]) for start in range(0, len(signature), step))
    return Print(words=len(words), shingles=len(shingles), signature=signature, bands=bands)


def likeness(signature: bytes, others: Sequence[bytes]) -> list[float]:
    """Share of all their shingles that a text has in common with each of others (Jaccard), as signatures tell; 0 where
    one of both is too short.
    """
    import numpy

    if not signature or not others:
        return [0.0] * len(others)
    blank = bytes(len(signature))
    table = numpy.frombuffer(b"".join(other or blank for other in others), dtype="<u4")
    same = table.reshape(len(others), -1) == numpy.frombuffer(signature, dtype="<u4")
    shares: list[float] = same.mean(axis=1).tolist()
    return [share if other else 0.0 for share, other in zip(shares, others, strict=True)]


def contained(alike: float, first: int, second: int) -> float:
    """Part of the shorter text's shingles that the longer one has, too.

    Args:
        alike: likeness of both.
        first: number of shingles of one.
        second: number of shingles of the other.
    """
    common = alike / (1 + alike) * (first + second)
    return min(1.0, common / max(1, min(first, second)))


def copied(alike: float, shingles: tuple[int, int], origins: tuple[str | None, str | None]) -> bool:
    """Whether two texts are copies of one another, by their likeness, sizes, and the agencies they credit."""
    least, most = min(shingles), max(shingles)
    if most > LONGEST * least:
        return False
    wire = origins[0] is not None and origins[0] == origins[1]
    return contained(alike, least, most) >= (ALIKE_OF_AGENCY if wire else ALIKE)


def _minima(shingles: set[str]) -> Any:
    """Least value of every permutation (a·x + b mod p) over the shingles."""
    import numpy

    hashes = numpy.fromiter((_hash(s) for s in shingles), dtype=numpy.uint64, count=len(shingles))
    factors, offsets = _permutations()
    least = numpy.full(VALUES, (1 << 32) - 1, dtype=numpy.uint64)
    for start in range(0, len(hashes), 4096):  # bounds memory for a text of a million characters
        block = hashes[start : start + 4096, None]
        values = (block * factors + offsets) % numpy.uint64(_PRIME) & numpy.uint64(0xFFFFFFFF)
        least = numpy.minimum(least, values.min(axis=0))
    return least


def _hash(shingle: str) -> int:
    """31 bits of a shingle."""
    return int.from_bytes(hashlib.blake2b(shingle.encode(), digest_size=4).digest(), "little") >> 1


@cache
def _permutations() -> tuple[numpy.ndarray[Any, Any], numpy.ndarray[Any, Any]]:
    """Factors and offsets of the permutations: digests of their numbers, so that no generator's change moves them."""
    import numpy

    def numbers(name: str) -> list[int]:
        seeds = (hashlib.blake2b(f"{name} {i}".encode(), digest_size=4).digest() for i in range(VALUES))
        return [int.from_bytes(seed, "little") >> 1 | 1 for seed in seeds]

    return (
        numpy.array(numbers("factor"), dtype=numpy.uint64),
        numpy.array(numbers("offset"), dtype=numpy.uint64),
    )


def _band(place: int, values: bytes) -> int:
    """A band as a number of 64 bits with sign, as databases have them; its place counts."""
    seed = hashlib.blake2b(values, digest_size=8, salt=place.to_bytes(8, "little"))
    return int.from_bytes(seed.digest(), "little", signed=True)
