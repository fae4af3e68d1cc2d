"""What a picture of dots says beside its dots: the texts programs keep in it. The words it shows cannot be read."""

import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress

from rca_workbench.leaks.words import Words, at

_READ = re.compile(rb"[\x20-\x7e\x80-\xff]{3,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff][\x00\x01]){3,}")
_MOST = 16 * 1024 * 1024
"""Bytes a packed text may have unpacked."""


def png_words(data: bytes, called: str) -> Iterator[Words]:
    """The text, Exif and XMP of a PNG, and what stands behind its end."""
    pieces: list[str] = []
    place = 8
    while place + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            pieces += _chunk(kind, body)
        elif kind not in (
            b"IDAT",
            b"IHDR",
            b"PLTE",
            b"IEND",
            b"pHYs",
            b"gAMA",
            b"cHRM",
            b"sRGB",
            b"tRNS",
            b"bKGD",
        ):
            pieces += _readable(body)
        place += 12 + length
        if kind == b"IEND":
            break
    pieces += _readable(data[place:])
    yield Words(called, pieces, at("what is kept beside the picture"), together=False)


def jpeg_words(data: bytes, called: str) -> Iterator[Words]:
    """The comments, Exif, XMP and captions of a JPEG: every segment before the picture itself, and what follows it."""
    pieces: list[str] = []
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xDA:
            break
        (length,) = struct.unpack_from(">H", data, place + 2)
        if marker == 0xFE or 0xE0 <= marker <= 0xEF:
            pieces += _readable(data[place + 4 : place + 2 + length])
        place += 2 + length
    end = data.rfind(b"\xff\xd9")
    pieces += _readable(data[end + 2 :]) if end > 0 else ()
    yield Words(called, pieces, at("what is kept beside the picture"), together=False)


def _chunk(kind: bytes, body: bytes) -> list[str]:
    """The words of a text chunk of a PNG: its keyword and its text (PNG specification, 11.3.3)."""
    word, _, rest = body.partition(b"\0")
    if kind == b"zTXt":
        rest = _unpacked(rest[1:])
    elif kind == b"iTXt" and len(rest) >= 2:
        packed, rest = rest[0], rest[2:]
        _, _, rest = rest.partition(b"\0")
        named, _, rest = rest.partition(b"\0")
        rest = _unpacked(rest) if packed else rest
        return [word.decode("latin-1"), named.decode("utf-8", "replace"), rest.decode("utf-8", "replace")]
    both = [rest.decode("latin-1")]
    with suppress(UnicodeDecodeError):
        both.append(rest.decode("utf-8"))
    return [word.decode("latin-1"), *both]


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _MOST)
    except zlib.error:
        return packed


def _readable(body: bytes) -> list[str]:
    """What can be read in bytes of an unknown kind, as programs keep text: in single bytes, UTF-8 or UTF-16."""
    pieces: list[str] = []
    for hit in _READ.finditer(body):
        pieces.append(hit[0].decode("latin-1"))
        if not hit[0].isascii():
            pieces.append(hit[0].decode("utf-8", "replace"))
    for shift in (0, 1):
        pieces += [hit[0].decode("utf-16-le", "replace") for hit in _WIDE.finditer(body[shift:])]
    return pieces
