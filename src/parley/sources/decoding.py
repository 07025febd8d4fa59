"""Bytes to characters: which encoding, or why it is no text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass


class NotText(Exception):
    """The bytes are no text that can be read; the message says what they are and what to do."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters and the encoding they were read with."""

    text: str
    encoding: str


# The longest signature is tried first where one is the start of another.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"fLaC", "a sound recording"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)

_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SAMPLE = 64_000
"""Bytes looked at to tell text from binary data; enough for shares, cheap for a report of any size."""

_UTF16_ZEROS = 0.25
"""Share of zero bytes in the high halves above which unmarked bytes are UTF-16: European text has over 0.9, mixed
with Greek or Cyrillic names still over half; binary data has them in both halves."""

_CONTROLS = 0.02
"""Share of control characters above which bytes are data. Terminal logs with colours stay below it."""

_FOREIGN_LETTERS = 0.25
"""Share of accented letters above which Windows-1252 was the wrong guess: Vietnamese and Czech news stay below 0.25,
Cyrillic or Arabic read as Windows-1252 is nearly all accented letters."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)


def decode(data: bytes) -> Decoded:
    """The characters of `data`: by byte order mark, as UTF-16, UTF-8, the page's own declaration, Windows-1252.

    Windows-1252 is the last resort because it accepts nearly anything; UTF-8 with some broken sequences is read as
    UTF-8 with replacement characters, so that the damage stays small and visible.

    Raises:
        NotText: an image, an archive, a document in a binary format, or an encoding that cannot be told.
    """
    recognise(data)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(Decoded(data[len(mark) :].decode(encoding, errors="replace"), encoding))
    wide = _unmarked_utf16(data[:_SAMPLE])
    if wide:
        return _checked(Decoded(data.decode(wide, errors="replace"), wide))
    try:
        return _checked(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError:
        pass
    declared = _declared(data[:4096])
    if declared:
        return _checked(Decoded(data.decode(declared, errors="replace"), declared))
    if _mostly_utf8(data):
        return _checked(Decoded(data.decode("utf-8", errors="replace"), "utf-8"))
    return _checked(_windows(data))


def recognise(data: bytes) -> None:
    """Rejects well-known binary formats by their first bytes.

    Raises:
        NotText: naming the format.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise NotText(f"this is {what}, not text; save it as plain text or HTML")
    if data[4:8] == b"ftyp" or (data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI ")):
        raise NotText(
            "this is a picture, a film or a sound recording, not text; save its words as plain text"
        )


def _checked(decoded: Decoded) -> Decoded:
    """`decoded`, unless so many control characters are in it that it is data."""
    sample = decoded.text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > _CONTROLS * len(sample) + 2:
        raise NotText("this is binary data, not text; save it as plain text or HTML")
    return decoded


def _unmarked_utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark, told by where the zero bytes are."""
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > _UTF16_ZEROS and even < odd / 8:
        return "utf-16-le"
    if even > _UTF16_ZEROS and odd < even / 8:
        return "utf-16-be"
    return None


def _declared(head: bytes) -> str | None:
    """The encoding that a page or XML file declares, when Python has it and it is not UTF-8 (tried already)."""
    found = _META_CHARSET.search(head) or _XML_ENCODING.search(head)
    if not found:
        return None
    try:
        encoding = codecs.lookup(found[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return None
    # A declaration in single bytes cannot be of a wide encoding; escapes are no encoding of a page.
    if encoding.name.startswith(("utf", "unicode", "raw", "idna", "punycode")):
        return None
    try:
        b"".decode(encoding.name)
    except LookupError:  # rot13, base64 and their like
        return None
    # Browsers read ISO 8859-1 as Windows-1252 (WHATWG Encoding Standard), as its writers meant it.
    return "cp1252" if encoding.name in ("iso8859-1", "ascii") else encoding.name


def _mostly_utf8(data: bytes) -> bool:
    """Whether more characters beyond ASCII are sound UTF-8 than broken."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    sound = sum(1 for c in text if ord(c) > 127) - broken
    return sound > broken


def _windows(data: bytes) -> Decoded:
    """`data` as Windows-1252, unless the result has too many accented letters to be a report."""
    text = data.decode("cp1252", errors="replace")
    letters = [c for c in text[:_SAMPLE] if c.isalpha()]
    foreign = sum(1 for c in letters if ord(c) > 127)
    if foreign > _FOREIGN_LETTERS * len(letters) + 1:
        raise NotText("its encoding cannot be told; save it as UTF-8")
    return Decoded(text, "windows-1252")
