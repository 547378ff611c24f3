"""How seats are named: section, row and number."""

import re
from functools import lru_cache

SEAT = re.compile(r"(?P<section>[^-]+)-(?P<row>[A-Z]+)(?P<number>[1-9][0-9]*)")
"""A seat's name: section, row, number, as in `stalls-A12`."""


def section_of(seat: str) -> str:
    return seat.rpartition("-")[0]


@lru_cache(maxsize=50_000)
def placed(seat: str) -> tuple[str, int]:
    """Its row, and its place in it, counted from 0; -1 if it is no seat's name."""
    found = SEAT.fullmatch(seat)
    return (found["row"], int(found["number"]) - 1) if found else ("", -1)
