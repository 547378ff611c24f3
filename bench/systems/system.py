"""What a measurement needs of a system."""

from typing import Protocol

from bench.load.job import Job, Outcome
from bench.machine import Roots
from bench.plan import Load
from bench.systems.workers import Work


class System(Protocol):
    name: str

    def roots(self) -> Roots:
        """The processes that serve it."""
        ...

    def work(self) -> dict[str, Work]:
        """What its services count themselves, by name; empty if there are none."""
        ...

    async def prepared(self, load: Load) -> Job:
        """Everything is as it was before the last load, nothing is left to do, and the work is written down."""
        ...

    async def settled(self) -> None:
        """Returns when what goes on behind the answers has been done too."""
        ...

    async def wrong(self, load: Load, outcome: Outcome) -> list[str]:
        """What does not add up after the load; empty if all does."""
        ...
