"""The picture that a pass must have: a ticket, drawn here."""

import struct
import zlib
from functools import cache

PAPER, INK = b"\xff\xff\xff\x00", b"\x1f\x3a\x5f\xff"
"""Each red, green, blue, and how opaque."""
NOTCH = 0.15
"""How deep the sides are cut out, of the whole width."""


@cache
def icon(size: int) -> bytes:
    """As PNG, so many pixels wide and high."""
    rows = b"".join(b"\0" + b"".join(_pixel(x, y, size) for x in range(size)) for y in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _pixel(x: int, y: int, size: int) -> bytes:
    high = size // 4 <= y < size - size // 4
    side = min(x, size - 1 - x)
    cut = side**2 + (y - (size - 1) / 2) ** 2 < (NOTCH * size) ** 2
    return INK if high and not cut else PAPER


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
