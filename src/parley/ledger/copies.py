"""Reports that are copies of another: the same words, or nearly the same.

Near duplicates by MinHash over word shingles with banding (Broder 1997; Leskovec, Rajaraman & Ullman, ch. 3). Copies of
one agency's story are cut and retitled more freely, so that between texts which credit the same agency less likeness is
asked for. Copies of copies are one source: the connected parts of the graph of likeness, whatever the order in which its
texts came.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parley.ledger.digests import digest

if TYPE_CHECKING:
    import numpy

_WORD = re.compile(r"\w+")
_SHINGLE = 4
"""Words in a shingle: long enough that two stories of one day share few, short enough that an edited word costs few."""
_PERMUTATIONS = 128
_ROWS = 4
"""Values in a band: 32 bands of 4 find nine in ten pairs that share half of their shingles."""
ALIKE = 0.7
"""Least share of shingles in common between copies."""
ALIKE_OF_AGENCY = 0.4
"""The same between texts that credit the same agency."""

_AGENCIES = {
    "reuters": "Reuters", "ap": "AP", "associated press": "AP", "the associated press": "AP", "afp": "AFP",
    "agence france-presse": "AFP", "upi": "UPI", "dpa": "DPA", "efe": "EFE", "ansa": "ANSA", "tass": "TASS",
    "itar-tass": "TASS", "interfax": "Interfax", "xinhua": "Xinhua", "kyodo": "Kyodo", "pti": "PTI", "ians": "IANS",
    "anadolu agency": "Anadolu", "aa": "Anadolu", "irna": "IRNA", "wafa": "WAFA", "sana": "SANA", "mena": "MENA",
    "yonhap": "Yonhap", "petra": "Petra", "cp": "CP", "the canadian press": "CP", "aap": "AAP", "ukrinform": "Ukrinform",
}  # fmt: skip
_NAMES = "|".join(sorted((re.escape(name) for name in _AGENCIES), key=len, reverse=True))
_DATELINE = re.compile(
    rf"\(({_NAMES})\)\s*[-–—:]|^[A-Z][\w .,'’/-]{{2,60}}[,–—-]\s*({_NAMES})\s*[-–—:]",
    re.IGNORECASE | re.MULTILINE,
)
_CREDIT = re.compile(
    rf"^\W*(?:source:\s*|by\s+|copyright\s+(?:\d+\s+)?|©\s*(?:\d+\s+)?)({_NAMES})\W*$",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The words of a report, as far as copies are alike."""

    id: str
    agency: str | None
    signature: bytes
    bands: tuple[str, ...]


def body(text: str) -> Body:
    """The body of a report's text."""
    from datasketch import MinHash

    words = _WORD.findall(text.casefold())
    size = min(_SHINGLE, max(len(words), 1))
    shingles = {" ".join(words[i : i + size]).encode() for i in range(len(words) - size + 1)}
    made = MinHash(num_perm=_PERMUTATIONS, seed=1)
    made.update_batch(sorted(shingles))
    values = made.hashvalues.astype("<u8")
    bands = tuple(
        digest(values[start : start + _ROWS].tobytes().hex()) for start in range(0, _PERMUTATIONS, _ROWS)
    )
    return Body(id=digest(" ".join(words)), agency=agency(text), signature=values.tobytes(), bands=bands)


def likeness(first: bytes, second: bytes) -> float:
    """Share of the shingles that two texts have in common (Jaccard), as their signatures tell."""
    return float((_values(first) == _values(second)).mean())


def copied(first: bytes, second: bytes, agencies: tuple[str | None, str | None]) -> bool:
    """Whether two texts are copies of one another."""
    same = agencies[0] is not None and agencies[0] == agencies[1]
    return likeness(first, second) >= (ALIKE_OF_AGENCY if same else ALIKE)


def agency(text: str) -> str | None:
    """The news agency that a text credits in its dateline or in a line of its own; not one that it merely cites."""
    head = text[:1500]
    for pattern, part in ((_DATELINE, head), (_CREDIT, head), (_CREDIT, text[-600:])):
        found = pattern.search(part)
        if found is not None:
            return _AGENCIES[next(g for g in found.groups() if g).lower()]
    return None


def _values(signature: bytes) -> numpy.ndarray[tuple[int], numpy.dtype[numpy.uint64]]:
    import numpy

    return numpy.frombuffer(signature, dtype="<u8")
