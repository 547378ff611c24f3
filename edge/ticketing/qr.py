"""QR codes of tickets: level M, so that a scratched screen can be read, and no larger than they must be."""

from collections.abc import Iterator

import segno
from markupsafe import Markup

QUIET = 4
"""Modules of white around it: scanners need them."""


def made(code: str) -> segno.QRCode:
    return segno.make(code, error="m", micro=False, boost_error=False)


def svg(code: str) -> Markup:
    """Of any size, for a page; what it is must be said beside it."""
    drawn = made(code).svg_inline(border=QUIET, light="#fff", omitsize=True, svgclass=None, lineclass=None)
    return Markup(drawn)  # noqa: S704 numbers of segno's alone


def runs(code: str) -> tuple[int, list[tuple[int, int, int]]]:
    """How many modules it is wide, and the dark ones: column, row, and how many side by side."""
    rows = [bytes(row) for row in made(code).matrix_iter(border=QUIET)]
    return len(rows), [(start, y, size) for y, row in enumerate(rows) for start, size in _dark(row)]


def _dark(row: bytes) -> Iterator[tuple[int, int]]:
    start = row.find(1)
    while start >= 0:
        end = row.find(0, start)
        yield start, end - start
        start = row.find(1, end)
