"""What may go wrong on the memory bus, drawn from one seed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

Point = Callable[[str], Awaitable[None]]


async def turn(name: str) -> None:
    """The plain point: somebody else may run now."""
    await asyncio.sleep(0)


def _seeded() -> Random:
    return Random(0)  # noqa: S311 (plays, guards nothing)


@dataclass
class Faults:
    """Probabilities from 0 to 1. `point` is awaited at every named place where a process may be switched, or die."""

    random: Random = field(default_factory=_seeded)
    away: float = 0.0
    """The log cannot be reached: nothing was written."""
    lost_ack: float = 0.0
    """The record lies in the log, its sender is told that it failed."""
    doubled: float = 0.0
    """The record lies in the log twice."""
    point: Point = turn

    def happens(self, probability: float) -> bool:
        return probability > 0 and self.random.random() < probability
