"""Seats side by side. A row of seats is a text here, a sign a number: `0` is free, `1` is taken, `-` is no seat.

Numbers that follow one another are side by side, and no others.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from contracts.base import TICKETS_AT_MOST

FREE, TAKEN, GAP = "0", "1", "-"
RUN = re.compile(f"{FREE}+")
LONG = TICKETS_AT_MOST + 2
"""A run of so many free seats, or of more, takes any booking and leaves no seat alone."""


@lru_cache(maxsize=50_000)
def runs(seats: str) -> int:
    """How long its runs of free seats are: a bit for each length, from `LONG` on the same."""
    found = 0
    for run in RUN.findall(seats):
        found |= 1 << min(len(run), LONG)
    return found


def fit(runs: int, size: int) -> bool:
    """Is there a run for so many?"""
    return bool(runs >> size)


def fit_well(runs: int, size: int) -> bool:
    """Is there one in which they leave no seat alone?"""
    return bool(runs >> size & 1 or runs >> (size + 2))


def best(rows: Mapping[str, str], size: int) -> tuple[str, int] | None:
    """The row, and the place of the first seat, counted from 0; None if nowhere so many are free side by side.

    As few seats as possible are left alone; then the first row counts, then its middle, then the lowest number.
    """
    for enough in (fit_well, fit):
        for row, seats in rows.items():
            if enough(runs(seats), size):
                return row, min(_choices(seats, size))[-1]
    return None


def _choices(seats: str, size: int) -> Iterator[tuple[int, int, int]]:
    """(seats left alone, twice the distance from the middle of the row, the first place)."""
    ends = 2 * len(seats) - len(seats.lstrip(GAP))
    for run in RUN.finditer(seats):
        begin, end = run.span()
        for first in range(begin, end - size + 1):
            alone = (first - begin == 1) + (end - first - size == 1)
            yield alone, abs(2 * first + size - ends), first


def left_alone(seats: str, picked: set[int]) -> Iterator[int]:
    """The places that are free, and have no free neighbour any more, though the pick need not have left any so.

    In a run with one seat more than are picked, there is no other way.
    """
    for run in RUN.finditer(seats):
        begin, end = run.span()
        mine = picked & set(range(begin, end))
        if mine and end - begin > len(mine) + 1:
            free = set(range(begin, end)) - mine
            yield from sorted(place for place in free if not {place - 1, place + 1} & free)
