"""How many may wait for identity at once: so many as it answers in good time.

A bound that never changes fits one speed: where the machine is slower, all within it are answered too late, which helps
nobody. So it shrinks when answers come late, and grows slowly while they do not (additive increase, multiplicative
decrease: Chiu and Jain, 1989).
"""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

IN_GOOD_TIME, SHARPLY, LEAST = 0.5, 0.5, 8
"""The part of the waiting time that an answer may take; the bound never falls to less than this part of itself at once,
and never below that many."""
LONGEST, NEWEST = 60, 0.02
"""Seconds after which somebody may be asked to come again; how much the last who came counts against all before."""


class Full(Exception):
    """`again_in` says after how many seconds to come again."""

    def __init__(self, again_in: int) -> None:
        super().__init__(again_in)
        self.again_in = again_in


class Line:
    def __init__(self, most: int, retry_after: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.most, self.retry_after, self.clock = most, retry_after, clock
        self.bound, self.open = float(most), 0
        self.shortened = clock()
        self.refused = 0.0
        """The share of those who came of late."""

    @contextmanager
    def place(self, owed: bool = False) -> Iterator[None]:
        """Whom something is `owed` waits beyond the bound. Raises Full."""
        full = self.open >= self.bound and not owed
        self.refused += NEWEST * (full - self.refused)
        if full:
            raise Full(self.again_in())
        self.open += 1
        try:
            yield
        finally:
            self.open -= 1

    def again_in(self) -> int:
        """The more are refused, the longer, and not the same for all: or they would come back together."""
        longest = min(float(LONGEST), self.retry_after / max(1e-3, 1 - self.refused))
        return random.randint(1, max(1, round(longest)))  # noqa: S311 spreads, guards nothing

    def answered(self, began: float, within: float) -> None:
        """Or waited for in vain. One late answer shortens the line, not all that stood in it with that one."""
        took, good = self.clock() - began, within * IN_GOOD_TIME
        if took <= good:
            self.bound = min(float(self.most), self.bound + 1 / max(1.0, self.bound))
        elif began >= self.shortened:
            self.bound = min(float(self.most), max(float(LEAST), self.bound * max(SHARPLY, good / took)))
            self.shortened = self.clock()
