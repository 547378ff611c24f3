from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from secrets import token_hex
from typing import Any

from contracts.draw import commitment
from contracts.waiting_room import QueueOpened
from handlers.waiting_room.own import MakeSeed, SeedMade
from handlers.waiting_room.rows import Queue
from handlers.waiting_room.service import waiting_room

BYTES = 32


@asynccontextmanager
async def resources() -> AsyncIterator[dict[str, Any]]:
    yield {"chance": token_hex}


waiting_room.resources = resources


@waiting_room.effect("chance")
async def make_seed(effect: MakeSeed, chance: Callable[[int], str]) -> SeedMade:
    return SeedMade.of(effect, seed=chance(BYTES))


@waiting_room.step
def seed_made(own: SeedMade, queue: Queue) -> Iterator[Queue | QueueOpened]:
    """From here on the seed is fixed, and the world has its commitment."""
    if queue.state == "announced":
        yield (opened := queue.to("open", seed=own.seed))
        yield QueueOpened.of(
            opened, opens=opened.opens, starts=opened.starts, per_minute=opened.per_minute, at_most=opened.at_most,
            commitment=commitment(own.seed),
        )  # fmt: skip
